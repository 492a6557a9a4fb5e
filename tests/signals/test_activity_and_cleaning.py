"""What belongs to the exercise, and how raw landmarks become one quiet body."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.body import Joint
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Correction
from studio.signals.activity import exercise_frames
from studio.signals.cleaning import carry_corrections, clean
from studio.signals.options import InterpretOptions
from tests.signals.lifter import Set, observation_of


def _angles(*stretches: tuple[int, float, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    trunk = np.concatenate([np.full(count, trunk) for count, trunk, _ in stretches])
    thigh = np.concatenate([np.full(count, thigh) for count, _, thigh in stretches])
    return np.arange(len(trunk)) / 30.0, trunk, thigh


def test_standing_before_and_after_the_set_does_not_count() -> None:
    times_s, trunk, thigh = _angles((60, 88.0, -88.0), (150, 30.0, 30.0), (60, 88.0, -88.0))
    active = exercise_frames(times_s, trunk_deg=trunk, thigh_deg=thigh)
    assert active[65:205].all()
    assert not active[:55].any()
    assert not active[-55:].any()


def test_a_moment_of_bad_landmarks_does_not_cut_the_set() -> None:
    times_s, trunk, thigh = _angles((60, 30.0, 30.0), (5, 88.0, -88.0), (60, 30.0, 30.0))
    assert exercise_frames(times_s, trunk_deg=trunk, thigh_deg=thigh).all()


def test_a_passing_posture_is_no_set() -> None:
    times_s, trunk, thigh = _angles((90, 88.0, -88.0), (20, 30.0, 30.0), (90, 88.0, -88.0))
    assert not exercise_frames(times_s, trunk_deg=trunk, thigh_deg=thigh).any()


def test_one_or_two_frames_can_be_judged_too() -> None:
    times_s, trunk, thigh = _angles((2, 30.0, 30.0))
    assert exercise_frames(times_s, trunk_deg=trunk, thigh_deg=thigh).all()
    assert exercise_frames(times_s[:1], trunk_deg=trunk[:1], thigh_deg=thigh[:1]).all()


def test_sources_tell_detected_filled_and_missing() -> None:
    observation = observation_of(Set(reps=1))
    track = observation.landmarks
    xy_px = track.xy_px.copy()
    xy_px[10] = np.nan
    xy_px[30:60] = np.nan
    holes = LandmarkTrack(xy_px, track.visibility, track.source, track.world_m)
    cleaned = clean(holes, observation.clock, InterpretOptions())
    assert (cleaned.source[10] == LandmarkSource.FILLED).all()
    assert (cleaned.source[40] == LandmarkSource.MISSING).all()
    assert (cleaned.source[0] == LandmarkSource.DETECTED).all()
    assert cleaned.visibility[40].max() == 0.0
    assert cleaned.visibility[10].min() > 0.0


def test_a_correction_is_kept_on_its_frame_and_carried_to_the_others() -> None:
    times_s = np.arange(10) * 0.1
    xy_px = np.zeros((10, 21, 2))
    corrections = [Correction(2, Joint.LEFT_HIP, (10.0, 4.0)), Correction(7, Joint.LEFT_HIP, (0.0, 14.0))]
    corrected, is_set = carry_corrections(times_s, xy_px, corrections)
    assert corrected[2, Joint.LEFT_HIP] == pytest.approx([10.0, 4.0])
    assert corrected[0, Joint.LEFT_HIP] == pytest.approx([10.0, 4.0])
    assert corrected[4, Joint.LEFT_HIP] == pytest.approx([6.0, 8.0])
    assert corrected[9, Joint.LEFT_HIP] == pytest.approx([0.0, 14.0])
    assert is_set.sum() == 2
    assert np.array_equal(corrected[:, Joint.RIGHT_HIP], xy_px[:, Joint.RIGHT_HIP])


def test_the_last_correction_of_a_frame_counts_and_frames_outside_are_ignored() -> None:
    times_s = np.arange(4) * 0.1
    xy_px = np.full((4, 21, 2), np.nan)
    corrections = [
        Correction(1, Joint.NOSE, (1.0, 1.0)),
        Correction(1, Joint.NOSE, (5.0, 6.0)),
        Correction(40, Joint.NOSE, (9.0, 9.0)),
    ]
    corrected, is_set = carry_corrections(times_s, xy_px, corrections)
    assert corrected[1, Joint.NOSE] == pytest.approx([5.0, 6.0])
    assert np.isnan(corrected[2, Joint.NOSE]).all()
    assert is_set.sum() == 1


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(-50.0, 50.0)), max_size=5))
def test_corrections_to_where_a_joint_is_change_nothing(places: list[tuple[int, float]]) -> None:
    times_s = np.arange(10) * 0.1
    xy_px = np.random.default_rng(3).normal(size=(10, 21, 2))
    corrections = [Correction(frame, 11, tuple(xy_px[frame, 11])) for frame, _ in places]
    corrected, _ = carry_corrections(times_s, xy_px, corrections)
    assert np.allclose(corrected, xy_px)
