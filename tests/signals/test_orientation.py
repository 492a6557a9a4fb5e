"""Facing and near side are one vote per clip, and swapped labels are put right."""

import numpy as np
import pytest

from studio.core.body import JOINT_COUNT, Joint, Side
from studio.core.landmarks import LandmarkTrack
from studio.signals.orientation import facing_of, near_side_of, repair_swaps
from tests.signals.lifter import Set, observation_of, with_landmarks


def _swapped(xy_px: np.ndarray, frames: slice) -> np.ndarray:
    order = np.arange(JOINT_COUNT)
    for left, right in zip(range(1, JOINT_COUNT, 2), range(2, JOINT_COUNT, 2), strict=True):
        order[[left, right]] = right, left
    changed = xy_px.copy()
    changed[frames] = changed[frames][:, order]
    return changed


@pytest.mark.parametrize("facing", list(Side))
def test_the_feet_tell_which_way_the_body_faces(facing: Side) -> None:
    track = observation_of(Set(reps=1), facing=facing).landmarks
    assert facing_of(track.xy_px) is facing
    assert near_side_of(track, facing) is facing


def test_labels_swapped_in_some_frames_are_swapped_back() -> None:
    track = observation_of(Set(reps=2)).landmarks
    apart = track.xy_px.copy()
    apart[:, 1::2] += 40.0  # left and right clearly apart, as in an oblique view
    wrong = _swapped(apart, slice(30, 50))
    repaired, _, is_swapped = repair_swaps(wrong, track.visibility)
    assert np.array_equal(repaired, apart)
    assert is_swapped.sum() == 20
    assert is_swapped[30:50].all()


def test_the_commoner_labelling_counts_as_right() -> None:
    track = observation_of(Set(reps=2)).landmarks
    apart = track.xy_px.copy()
    apart[:, 1::2] += 40.0
    wrong = _swapped(apart, slice(0, 150))
    repaired, _, is_swapped = repair_swaps(wrong, track.visibility)
    assert is_swapped.sum() == len(apart) - 150
    assert np.array_equal(repaired[:150], wrong[:150])


def test_visibilities_go_with_their_joints() -> None:
    track = observation_of(Set(reps=1)).landmarks
    apart = track.xy_px.copy()
    apart[:, 1::2] += 40.0
    visibility = np.full(track.visibility.shape, 0.5)
    visibility[20:30, Joint.LEFT_HIP] = 0.9
    _, seen, is_swapped = repair_swaps(_swapped(apart, slice(20, 30)), visibility)
    assert is_swapped[20:30].all()
    assert seen[25, Joint.RIGHT_HIP] == 0.9


def test_a_clip_with_a_single_person_frame_is_left_alone() -> None:
    xy_px = np.full((5, JOINT_COUNT, 2), np.nan)
    xy_px[2] = 1.0
    _, _, is_swapped = repair_swaps(xy_px, np.zeros((5, JOINT_COUNT)))
    assert not is_swapped.any()


def test_nobody_at_all_has_a_default_side() -> None:
    nobody = LandmarkTrack(
        np.full((4, JOINT_COUNT, 2), np.nan),
        np.zeros((4, JOINT_COUNT)),
        np.zeros((4, JOINT_COUNT)),
        np.full((4, JOINT_COUNT, 3), np.nan),
    )
    assert facing_of(nobody.xy_px) is Side.RIGHT
    assert near_side_of(nobody, Side.RIGHT) is Side.RIGHT


def test_someone_upright_in_every_frame_still_faces_somewhere() -> None:
    track = observation_of(Set(reps=1)).landmarks
    upright = track.xy_px.copy()
    upright[..., 0] *= 0.1
    assert facing_of(upright) is Side.RIGHT


def test_clear_visibilities_overrule_the_geometry() -> None:
    observation = observation_of(Set(reps=1), facing=Side.RIGHT)
    track = observation.landmarks
    visibility = track.visibility.copy()
    visibility[:, [Joint.LEFT_SHOULDER, Joint.LEFT_HIP, Joint.LEFT_KNEE]] = 1.0
    visibility[:, [Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP, Joint.RIGHT_KNEE]] = 0.3
    other = with_landmarks(observation, LandmarkTrack(track.xy_px, visibility, track.source, track.world_m))
    assert near_side_of(other.landmarks, Side.RIGHT) is Side.LEFT


def test_legs_that_jump_about_either_way_are_left_as_they_are() -> None:
    track = observation_of(Set()).landmarks
    lost = track.xy_px.copy()
    lost[30:50] += np.random.default_rng(4).normal(0.0, 60.0, lost[30:50].shape)
    _, _, is_swapped = repair_swaps(lost, track.visibility)
    assert not is_swapped.any()
