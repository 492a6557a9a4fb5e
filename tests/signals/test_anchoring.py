"""What the coach's corrections say about the frames that the coach did not touch."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.body import Joint
from studio.core.observation import Correction
from studio.signals.anchoring import Carried, carry_corrections

_TIMES_S = np.arange(120) / 30.0
_LIFTED = (1.0 - np.cos(np.pi * _TIMES_S)) / 2.0  # two reps of two seconds: bottom, top, bottom, top, bottom
_POSTURE_DEG = np.column_stack([45.0 * (1.0 - _LIFTED), -40.0 + 40.0 * _LIFTED, np.full(120, np.nan)])
_TOP, _BOTTOM, _NEXT_TOP, _NEXT_BOTTOM = 30, 60, 90, 119


def _carried(*corrections: Correction) -> Carried:
    return carry_corrections(_TIMES_S, np.zeros((120, 21, 2)), corrections, posture_deg=_POSTURE_DEG)


def test_one_correction_moves_the_joint_everywhere() -> None:
    carried = _carried(Correction(_TOP, Joint.LEFT_HIP, (10.0, 4.0)))
    assert carried.xy_px[:, Joint.LEFT_HIP] == pytest.approx(np.tile([10.0, 4.0], (120, 1)))
    assert np.argwhere(carried.is_set).tolist() == [[_TOP, Joint.LEFT_HIP]]
    assert not carried.xy_px[:, Joint.RIGHT_HIP].any()


def test_a_frame_is_known_by_how_like_the_corrected_one_it_is() -> None:
    known = _carried(Correction(_TOP, Joint.LEFT_HIP, (10.0, 4.0))).known
    hip = known[:, Joint.LEFT_HIP]
    assert hip[_TOP] == 1.0
    assert hip[_TOP] > hip[_TOP + 1] > hip[_NEXT_TOP] > hip[_NEXT_BOTTOM] > 0.0
    assert not known[:, Joint.RIGHT_HIP].any()


def test_the_next_rep_takes_each_posture_from_where_it_was_corrected() -> None:
    carried = _carried(Correction(_TOP, Joint.LEFT_HIP, (10.0, 0.0)), Correction(_BOTTOM, Joint.LEFT_HIP, (0.0, 20.0)))
    hip = carried.xy_px[:, Joint.LEFT_HIP]
    assert hip[_TOP] == pytest.approx([10.0, 0.0])
    assert hip[_BOTTOM] == pytest.approx([0.0, 20.0])
    assert hip[_NEXT_TOP] == pytest.approx([10.0, 0.0], abs=3.0)
    assert hip[_NEXT_BOTTOM] == pytest.approx([0.0, 20.0], abs=3.0)


def test_a_posture_that_the_coach_corrected_twice_keeps_both_where_they_were_made() -> None:
    carried = _carried(
        Correction(_TOP, Joint.LEFT_HIP, (10.0, 0.0)), Correction(_NEXT_TOP, Joint.LEFT_HIP, (16.0, 0.0))
    )
    hip = carried.xy_px[:, Joint.LEFT_HIP, 0]
    assert hip[_TOP] == pytest.approx(10.0)
    assert hip[_NEXT_TOP] == pytest.approx(16.0)
    assert hip[_TOP + 3] < 13.0 < hip[_NEXT_TOP - 3]


def test_the_last_correction_of_a_frame_counts_and_frames_outside_are_ignored() -> None:
    xy_px = np.full((120, 21, 2), np.nan)
    corrections = [
        Correction(1, Joint.NOSE, (1.0, 1.0)),
        Correction(1, Joint.NOSE, (5.0, 6.0)),
        Correction(400, Joint.NOSE, (9.0, 9.0)),
    ]
    carried = carry_corrections(_TIMES_S, xy_px, corrections, posture_deg=_POSTURE_DEG)
    assert carried.xy_px[1, Joint.NOSE] == pytest.approx([5.0, 6.0])
    assert np.isnan(carried.xy_px[2, Joint.NOSE]).all()
    assert carried.is_set.sum() == 1


@given(st.lists(st.integers(0, 119), max_size=5))
def test_corrections_to_where_a_joint_is_change_nothing(frames: list[int]) -> None:
    xy_px = np.random.default_rng(3).normal(size=(120, 21, 2))
    corrections = [Correction(frame, Joint.LEFT_HIP, tuple(xy_px[frame, Joint.LEFT_HIP])) for frame in frames]
    carried = carry_corrections(_TIMES_S, xy_px, corrections, posture_deg=_POSTURE_DEG)
    assert np.allclose(carried.xy_px, xy_px)


@given(st.dictionaries(st.integers(0, 119), st.floats(-50.0, 50.0), min_size=1, max_size=6))
def test_no_frame_is_thrown_beyond_what_was_corrected(shifts: dict[int, float]) -> None:
    carried = _carried(*(Correction(frame, Joint.LEFT_HIP, (shift, 0.0)) for frame, shift in shifts.items()))
    hip = carried.xy_px[:, Joint.LEFT_HIP, 0]
    assert hip.max() <= max(shifts.values()) + 1e-6
    assert hip.min() >= min(shifts.values()) - 1e-6
