"""One chain through the clip: true lengths, planted feet, no jumps, and nothing made up where nothing was seen."""

import numpy as np
import pytest

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part
from studio.signals.chain import fit_chain
from studio.signals.geometry import length
from tests.signals.lifter import Set, plane_joints

FPS = 30.0
PARTS = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)


def _drawn(fps: float = FPS) -> tuple[FloatArray, FloatArray, float]:
    """Times, joints (T, 4, 2) in metres, and the body's length."""
    times_s = np.arange(0.0, Set().duration_s, 1.0 / fps)
    by_part = plane_joints(Set().progress(times_s))
    joints = np.stack([by_part[part] for part in PARTS], axis=1)
    return times_s, joints, float(length(np.diff(joints[0], axis=0)).sum())


def _all(joints: FloatArray) -> BoolArray:
    return np.ones(len(joints), dtype=np.bool_)


def test_a_perfect_body_stays_where_it_is() -> None:
    times_s, joints, unit = _drawn()
    chain = fit_chain(times_s, joints, unit=unit, is_used=_all(joints))
    assert chain is not None
    assert length(chain.joints - joints).max() < 0.012 * unit
    assert chain.unrest < 0.004
    assert chain.trust.min() > 0.8


def test_noise_is_taken_out_and_lengths_come_out_even() -> None:
    times_s, joints, unit = _drawn()
    noisy = joints + np.random.default_rng(1).normal(0.0, 0.02 * unit, joints.shape)
    chain = fit_chain(times_s, noisy, unit=unit, is_used=_all(joints))
    assert chain is not None
    assert length(chain.joints - joints).mean() < 0.5 * length(noisy - joints).mean()
    thighs = length(chain.joints[:, 2] - chain.joints[:, 1])
    assert thighs.std() < 0.4 * length(noisy[:, 2] - noisy[:, 1]).std()


def test_joints_taken_for_something_else_do_not_pull() -> None:
    times_s, joints, unit = _drawn()
    wrong = joints.copy()
    is_wrong = np.random.default_rng(2).random(len(joints)) < 0.3
    wrong[is_wrong, 2] += np.array([-0.5, -0.4]) * unit
    chain = fit_chain(times_s, wrong, unit=unit, is_used=_all(joints))
    assert chain is not None
    assert length(chain.joints - joints)[:, 2].max() < 0.05 * unit
    assert chain.trust[is_wrong, 2].max() < 0.1
    assert chain.unrest > 0.03


def test_a_gap_follows_from_the_frames_around_it() -> None:
    times_s, joints, unit = _drawn()
    holes = joints.copy()
    holes[70:82] = np.nan
    chain = fit_chain(times_s, holes, unit=unit, is_used=_all(joints))
    assert chain is not None
    assert length(chain.joints - joints)[70:82].max() < 0.04 * unit
    assert np.all(chain.trust[70:82] == 0.0)


def test_nothing_is_told_before_the_first_and_after_the_last_used_frame() -> None:
    times_s, joints, unit = _drawn()
    used = _all(joints)
    used[:20] = used[-10:] = False
    chain = fit_chain(times_s, joints, unit=unit, is_used=used)
    assert chain is not None
    assert np.isnan(chain.joints[:20]).all()
    assert np.isnan(chain.joints[-10:]).all()
    assert np.isfinite(chain.joints[20:-10]).all()


def test_the_frame_rate_does_not_matter() -> None:
    slow, fast = _drawn(30.0), _drawn(240.0)
    chains = [fit_chain(times, joints, unit=unit, is_used=_all(joints)) for times, joints, unit in (slow, fast)]
    assert chains[0] is not None
    assert chains[1] is not None
    assert length(chains[1].joints[::8][:200] - chains[0].joints[:200]).max() < 0.01 * slow[2]


@pytest.mark.parametrize("unit", [1.0, float("nan")])
def test_without_frames_or_a_body_there_is_no_chain(unit: float) -> None:
    times_s, joints, _ = _drawn()
    used = _all(joints)
    used[8:] = not np.isfinite(unit)
    assert fit_chain(times_s, joints, unit=unit, is_used=used) is None
