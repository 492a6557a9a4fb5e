"""Joints that the coach has set narrow the doubt of the angles they make, and of nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.analysis import Interpretation
from studio.core.body import Part
from studio.core.exercise import RepDefinition
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Correction, Observation
from studio.reps import measure_reps, segment_reps
from studio.signals import interpret
from studio.signals.hand_doubt import narrowed_by_hand
from studio.signals.posture import NEAR
from tests.signals.lifter import Set, observation_of, with_landmarks

_TOP, _BOTTOM, _NEXT_TOP = 72, 20, 183  # frames of a drawn set at 30 per second
_ANGLES = ("trunk_inclination_deg", "thigh_inclination_deg", "shin_angle_deg", "hip_angle_deg", "knee_angle_deg")


def _with_set(observation: Observation, *parts: Part, frame: int = _TOP) -> Interpretation:
    """The clip with these near joints set by hand, a little off where they were seen."""
    seen = interpret(observation)
    near = seen.capture.near_side
    places = {part: seen.landmarks.xy_px[frame, part.on(near)] + 2.0 for part in parts}
    drags = [Correction(frame, part.on(near), (float(x), float(y))) for part, (x, y) in places.items()]
    return interpret(observation, corrections=drags)


def _half_width(seen: Interpretation, name: str, frame: int = _TOP) -> float:
    return 1.645 * float(seen.signals[name].sd[frame])


def test_the_more_of_an_angles_joints_are_set_the_less_it_is_in_doubt() -> None:
    observation = observation_of(Set())
    steps = ((), (Part.HIP,), (Part.HIP, Part.KNEE), (Part.SHOULDER, Part.HIP, Part.KNEE))
    widths = [_half_width(_with_set(observation, *parts), "hip_angle_deg") for parts in steps]
    assert widths == sorted(widths, reverse=True)
    assert widths == pytest.approx([14.8, 12.6, 11.3, 10.7], abs=0.2)


def test_angles_of_other_joints_stay_as_doubtful_as_they_were() -> None:
    observation = observation_of(Set())
    plain, knee = interpret(observation), _with_set(observation, Part.KNEE)
    changed = {name for name in _ANGLES if _half_width(knee, name) < _half_width(plain, name)}
    assert changed == {"thigh_inclination_deg", "shin_angle_deg", "hip_angle_deg", "knee_angle_deg"}


def test_a_frame_that_follows_narrows_less_and_an_unlike_one_hardly_at_all() -> None:
    seen = _with_set(observation_of(Set()), Part.SHOULDER, Part.HIP, Part.KNEE)
    set_here, next_top, bottom = (_half_width(seen, "hip_angle_deg", frame) for frame in (_TOP, _NEXT_TOP, _BOTTOM))
    assert set_here < next_top - 1.5
    assert next_top < bottom - 1.0
    assert bottom == pytest.approx(14.8, abs=0.1)


def test_the_measures_of_the_rep_show_it() -> None:
    observation = observation_of(Set())
    definition = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "kb:b3")
    widths = []
    for parts in ((), (Part.SHOULDER, Part.HIP, Part.KNEE)):
        seen = _with_set(observation, *parts)
        reps = segment_reps(seen, definition)
        measure = measure_reps(seen, reps).reps[0]["M-HIP-TOP"]
        widths.append(measure.high - measure.low)
    assert widths[1] < 0.9 * widths[0]


def test_where_the_camera_stands_no_hand_on_the_picture_can_tell() -> None:
    observation = observation_of(Set())
    track = observation.landmarks
    turn = np.radians(40.0)
    world_m = track.world_m.copy()
    world_m[..., 0] += np.tan(turn) * world_m[..., 2]
    askew = with_landmarks(observation, LandmarkTrack(track.xy_px, track.visibility, track.source, world_m))
    before, after = interpret(askew), _with_set(askew, Part.SHOULDER, Part.HIP, Part.KNEE)
    side = _with_set(observation, Part.SHOULDER, Part.HIP, Part.KNEE)
    assert before.capture.yaw_deg > 28.0
    assert (
        _half_width(side, "hip_angle_deg") < _half_width(after, "hip_angle_deg") < _half_width(before, "hip_angle_deg")
    )


def test_an_angle_with_an_unseen_joint_keeps_its_doubt() -> None:
    plane = np.full((1, 21, 2), np.nan)
    plane[0, NEAR[Part.HIP]] = (0.0, 0.0)
    sd_deg = np.full((1, 7), 5.0)
    known = np.ones((1, 21))
    narrowed = narrowed_by_hand(sd_deg, plane, known, thigh_px=100.0, joint_share=np.ones(7))
    assert np.array_equal(narrowed, sd_deg)


@given(st.lists(st.floats(0.0, 1.0), min_size=21, max_size=21), st.floats(0.5, 60.0))
def test_no_hand_makes_an_angle_more_doubtful(known: list[float], sd: float) -> None:
    places = {Part.SHOULDER: (0.0, 0.0), Part.HIP: (100.0, 10.0), Part.KNEE: (190.0, 0.0), Part.ANKLE: (200.0, -95.0)}
    plane = np.random.default_rng(1).normal(size=(1, 21, 2))
    for part, place in places.items():
        plane[0, NEAR[part]] = place
    sd_deg = np.full((1, 7), sd)
    narrowed = narrowed_by_hand(sd_deg, plane, np.array([known]), thigh_px=90.0, joint_share=np.ones(7))
    assert (narrowed <= sd_deg + 1e-9).all()
