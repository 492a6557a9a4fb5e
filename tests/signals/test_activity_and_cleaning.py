"""What belongs to the exercise, and how raw landmarks become one quiet body."""

import numpy as np

from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.signals.activity import exercise_frames
from studio.signals.cleaning import clean
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
