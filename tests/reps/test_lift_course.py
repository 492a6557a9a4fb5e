"""Which course a lift is read from: the hips, the bar, both hips from the feet, or the whole body."""

from dataclasses import replace
from math import inf, nan

import numpy as np
import pytest

from studio.core.analysis import Interpretation
from studio.core.body import Part, Side
from studio.core.capture import View
from studio.core.exercise import RepDefinition
from studio.core.landmarks import LandmarkTrack
from studio.core.signal import Signal, SignalSet
from studio.reps import segment_reps
from studio.reps.lift_height import lift_height
from studio.reps.progress import bridge_lapses, lift_progress, steadier
from studio.reps.turns import detour_of
from studio.signals import interpret
from tests.signals.lifter import Set, observation_of

DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "test")
LIFT = Set()


@pytest.fixture(scope="module")
def seen() -> Interpretation:
    return interpret(observation_of(LIFT))


def _with(seen: Interpretation, **values: np.ndarray) -> Interpretation:
    """With signals replaced or added."""
    kept = [signal for signal in seen.signals.signals if signal.name not in values]
    times_s = kept[0].times_s
    added = [Signal(name, "px", times_s, course, np.full(len(times_s), 1.0)) for name, course in values.items()]
    return replace(seen, signals=SignalSet((*kept, *added)))


def _hip(seen: Interpretation) -> np.ndarray:
    return np.array(seen.signals["hip_height_tl"].values)


def _bar(seen: Interpretation) -> dict[str, np.ndarray]:
    up = 200.0 * LIFT.progress(seen.signals.signals[0].times_s)
    return {"bar_x_px": np.full(len(up), 400.0), "bar_y_px": 300.0 - up}


def _jumpy(seen: Interpretation) -> np.ndarray:
    """Hips that jump to and fro behind a plate at every top."""
    hip, progress = _hip(seen), LIFT.progress(seen.signals.signals[0].times_s)
    return np.where((progress > 0.5) & (np.arange(len(hip)) % 6 < 3), hip - 0.4, hip)


def test_without_a_bar_the_hips_count(seen: Interpretation) -> None:
    height = lift_height(seen)
    assert height is not None
    assert np.array_equal(height, _hip(seen), equal_nan=True)


def test_behind_plates_the_bar_tells_the_reps_that_jumping_hips_do_not(seen: Interpretation) -> None:
    hidden = _with(seen, hip_height_tl=_jumpy(seen), **_bar(seen))
    reps = segment_reps(hidden, DEFINITION)
    times = np.array([[rep.start_s, rep.top_s, rep.top_end_s, rep.end_s] for rep in reps])
    assert times == pytest.approx(LIFT.boundaries, abs=0.1)


def test_a_bar_that_is_often_lost_does_not_count(seen: Interpretation) -> None:
    bar = _bar(seen)
    lost = {name: np.where(np.arange(len(course)) % 10 == 0, nan, course) for name, course in bar.items()}
    jumpy = _with(seen, hip_height_tl=_jumpy(seen), **lost)
    assert np.array_equal(lift_height(jumpy), jumpy.signals["hip_height_tl"].values, equal_nan=True)


def test_from_the_feet_both_hips_together_tell_the_reps(seen: Interpretation) -> None:
    progress = LIFT.progress(seen.signals.signals[0].times_s)
    xy_px = np.array(seen.landmarks.xy_px)
    for side, x_px, wobble_px in ((Side.LEFT, 450.0, 30.0), (Side.RIGHT, 510.0, -30.0)):
        xy_px[:, Part.SHOULDER.on(side), 0] = x_px + (40.0 if side is Side.RIGHT else -40.0)
        xy_px[:, Part.HIP.on(side), 0] = x_px
        xy_px[:, Part.HIP.on(side), 1] = 400.0 - 80.0 * progress + wobble_px * (np.arange(len(progress)) % 2)
    track = LandmarkTrack(xy_px, seen.landmarks.visibility, seen.landmarks.source, seen.landmarks.world_m)
    gone = np.where(progress > 0.3, nan, _hip(seen))
    front = replace(_with(seen, hip_height_tl=gone), landmarks=track, capture=replace(seen.capture, view=View.FRONT))
    assert len(segment_reps(front, DEFINITION)) == LIFT.reps
    nobody = replace(front, landmarks=replace(track, xy_px=np.full_like(xy_px, nan)))
    assert np.array_equal(lift_height(nobody), gone, equal_nan=True)


def test_a_plate_that_is_lost_for_a_moment_is_bridged_by_the_body(seen: Interpretation) -> None:
    times_s = seen.signals.signals[0].times_s
    gone = (times_s > LIFT.boundaries[1, 0] + 0.2) & (times_s < LIFT.boundaries[1, 1] + 0.3)
    bar = {name: np.where(gone, nan, course) for name, course in _bar(seen).items()}
    patchy = _with(seen, hip_height_tl=np.where(gone, nan, _hip(seen)), **bar)
    reps = segment_reps(patchy, DEFINITION)
    assert len(reps) == LIFT.reps
    assert all(rep.is_complete for rep in reps)


def test_without_a_bar_or_over_a_long_time_a_gap_stays(seen: Interpretation) -> None:
    times_s, height = seen.signals.signals[0].times_s, _hip(seen)
    progress = LIFT.progress(times_s)
    gapped = np.where((times_s > 2.0) & (times_s < 6.0), nan, height)
    assert np.array_equal(bridge_lapses(seen, gapped, progress), gapped, equal_nan=True)
    barbell = _with(seen, **_bar(seen))
    assert np.array_equal(bridge_lapses(barbell, gapped, progress), gapped, equal_nan=True)
    nothing = np.full(len(height), nan)
    assert np.isnan(bridge_lapses(barbell, nothing, progress)).all()


def test_the_whole_body_counts_only_where_it_is_much_steadier() -> None:
    times_s = np.arange(0.0, LIFT.duration_s, 1.0 / 30.0)
    height = LIFT.progress(times_s)
    wobble = 0.1 * np.sin(40.0 * times_s)
    assert steadier(height, None) is height
    assert steadier(height, height + 0.0) is height
    restless = height + wobble
    assert steadier(restless, height) is height
    assert steadier(restless, restless - 0.1 * wobble) is restless


def test_the_chest_that_rolls_back_at_the_top_does_not_prolong_the_lift(seen: Interpretation) -> None:
    times_s = seen.signals.signals[0].times_s
    xy_px = np.array(seen.landmarks.xy_px)
    top_s = LIFT.boundaries[:, 1:3]
    late = sum(np.clip((times_s - start) / 0.4, 0.0, 1.0) * (times_s < end) for start, end in top_s)
    for part in (Part.SHOULDER, Part.EAR, Part.EYE, Part.ELBOW):
        for side in Side:
            xy_px[:, part.on(side), 1] += 60.0 * np.asarray(late)
    track = LandmarkTrack(xy_px, seen.landmarks.visibility, seen.landmarks.source, seen.landmarks.world_m)
    reps = segment_reps(replace(seen, landmarks=track), DEFINITION)
    assert lift_progress(seen, reps) is not None
    assert np.array([rep.top_s for rep in reps]) == pytest.approx(LIFT.boundaries[:, 1], abs=0.05)


def test_a_detour_is_a_wobble_and_not_jitter() -> None:
    up_and_down = np.interp(np.arange(100), [0, 30, 60, 99], [0.0, 1.0, 1.0, 0.0])
    jitter = 0.005 * (np.arange(100) % 2)
    assert detour_of(up_and_down) == pytest.approx(1.0)
    assert detour_of(up_and_down + jitter) == pytest.approx(1.0, abs=0.02)
    assert detour_of(up_and_down - 0.1 * (np.arange(100) % 20 < 10)) > 1.2
    assert detour_of(np.zeros(9)) == inf
    assert detour_of(np.full(9, nan)) == inf


def test_a_height_alone_is_enough_for_reps(seen: Interpretation) -> None:
    track = replace(seen.landmarks, xy_px=np.full_like(seen.landmarks.xy_px, nan))
    assert len(segment_reps(replace(seen, landmarks=track), DEFINITION)) == LIFT.reps
