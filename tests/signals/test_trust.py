"""Corrections are believed as far as they make the body more like a body."""

import numpy as np

from studio.core.body import JOINT_COUNT, Part, Side
from studio.signals.orientation import Orientation
from studio.signals.posture import NEAR, Posture, posture_of
from studio.signals.trust import feet_still_stand, trust_in, trust_in_the_open
from tests.signals.lifter import Set, observation_of
from tests.signals.taught import wobbling


def _posture() -> Posture:
    xy_px = observation_of(Set(reps=1), facing=Side.RIGHT).landmarks.xy_px
    return posture_of(xy_px, Orientation(Side.RIGHT, Side.RIGHT), np.ones(len(xy_px), dtype=np.bool_))


def test_trust_grows_with_steadiness() -> None:
    truth = _posture()
    seen = wobbling(truth.plane)
    shares = np.linspace(0.0, 1.0, 9)
    trust = [trust_in(seen, seen + share * (truth.plane - seen), truth.is_active) for share in shares]
    assert trust[0] == 0.0
    assert trust[-1] == 1.0
    assert np.all(np.diff(trust) >= 0.0)


def test_in_the_open_a_trunk_may_stay_as_restless_as_it_is_while_the_feet_stand() -> None:
    truth = _posture()
    seen = wobbling(truth.plane)
    assert trust_in_the_open(seen, seen + 5.0, truth.is_active) == 1.0
    assert trust_in(seen, seen + 5.0, truth.is_active) == 0.0
    assert trust_in_the_open(truth.plane, seen, truth.is_active) == 0.0


def test_a_steady_trunk_on_wandering_feet_is_not_believed() -> None:
    truth = _posture()
    seen, after = wobbling(truth.plane), truth.plane.copy()
    after[:, NEAR[Part.ANKLE]] += 2.0 * (seen - truth.plane)[:, NEAR[Part.ANKLE]]
    assert trust_in(seen, after, truth.is_active) > 0.0
    assert trust_in_the_open(seen, after, truth.is_active) == 0.0


def test_a_few_frames_tell_nothing() -> None:
    truth = _posture()
    few = np.arange(len(truth.plane)) < 4
    assert trust_in(truth.plane, truth.plane, few) == trust_in_the_open(truth.plane, truth.plane, few) == 0.0


def test_a_correction_that_makes_planted_feet_wander_is_no_correction() -> None:
    noise = np.random.default_rng(4).normal(0.0, 1.0, (60, JOINT_COUNT, 2))
    before, is_active = 100.0 + noise, np.ones(60, dtype=np.bool_)
    assert feet_still_stand(before, before + 30.0, is_active)
    assert feet_still_stand(before, 100.0 + 1.3 * noise, is_active)
    assert not feet_still_stand(before, 100.0 + 2.0 * noise, is_active)


def test_feet_that_leave_after_the_set_or_were_never_seen_do_not_count() -> None:
    noise = np.random.default_rng(4).normal(0.0, 1.0, (60, JOINT_COUNT, 2))
    is_active = np.arange(60) < 50
    leaving = 100.0 + noise
    leaving[50:] += 400.0
    assert feet_still_stand(100.0 + noise, leaving, is_active)
    assert feet_still_stand(np.full((60, JOINT_COUNT, 2), np.nan), leaving, is_active)
