"""Where the camera stands, and how much a clip lets us judge."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest

from studio.core.body import JOINT_COUNT, Part, Side
from studio.core.capture import Grade, View
from studio.signals.camera_view import doubt_factor, view_of, yaw_by_plate, yaw_of
from studio.signals.capture_grade import CaptureFacts, grade_of

GOOD = CaptureFacts(
    view=View.SIDE,
    yaw_deg=4.0,
    fps=60.0,
    height_px=1080,
    trunk_px=200.0,
    person_share=1.0,
    head_share=1.0,
    feet_share=1.0,
    plate_diameter_tl=nan,
)


def _turned_body(yaw_deg: float, count: int = 9) -> np.ndarray:
    world_m = np.zeros((count, JOINT_COUNT, 3))
    across = np.array([np.sin(np.radians(yaw_deg)), 0.0, np.cos(np.radians(yaw_deg))])
    for part in (Part.HIP, Part.SHOULDER):
        world_m[:, part.on(Side.RIGHT)] = 0.15 * across
        world_m[:, part.on(Side.LEFT)] = -0.15 * across
    return world_m


@pytest.mark.parametrize(
    ("apparent_deg", "yaw_deg"), [(0.0, 0.0), (9.0, 0.0), (26.0, 24.0), (45.0, 43.9), (90.0, 89.4)]
)
def test_the_girdles_tell_the_yaw_less_what_the_cameras_height_adds(apparent_deg: float, yaw_deg: float) -> None:
    seen = np.full((9, JOINT_COUNT), 0.9)
    assert yaw_of(_turned_body(apparent_deg), seen) == pytest.approx(yaw_deg, abs=0.1)
    assert yaw_of(_turned_body(-apparent_deg), seen) == pytest.approx(yaw_deg, abs=0.1)


def test_large_plates_add_to_the_yaw_and_are_taken_off() -> None:
    seen = np.full((9, JOINT_COUNT), 0.9)
    assert yaw_of(_turned_body(39.0), seen, behind_plates=True) == pytest.approx(24.0, abs=0.1)
    assert yaw_of(_turned_body(5.0), seen, behind_plates=True) == 0.0


def test_a_plate_that_hides_the_hip_is_not_seen_from_the_feet() -> None:
    seen = np.ones((9, JOINT_COUNT))
    behind_deg = yaw_of(_turned_body(88.0), seen, behind_plates=True)
    assert view_of(behind_deg) is View.OBLIQUE
    assert view_of(yaw_of(_turned_body(88.0), seen)) is View.FRONT


@pytest.mark.parametrize(("beside_m", "yaw_deg"), [(0.0, 0.0), (0.15, 12.4), (-0.15, 12.4), (0.5, 45.6)])
def test_the_near_end_of_the_bar_stands_beside_the_hips_when_the_camera_is_askew(
    beside_m: float, yaw_deg: float
) -> None:
    hips = np.full((4, 2), 300.0)
    hips[3] = np.nan
    at_right_angles_px = 0.11 * 200.0
    plate = hips + np.array([at_right_angles_px + 0.79 * beside_m / 0.40 * 200.0, -40.0])
    told_deg = yaw_by_plate(plate, hips, diameter_px=200.0)
    assert told_deg == pytest.approx(np.degrees(np.arcsin(abs(beside_m) / 0.70)), abs=0.1)
    assert told_deg == pytest.approx(yaw_deg, abs=0.1)


def test_a_known_plate_tells_the_yaw_in_its_own_size() -> None:
    hips, plate = np.zeros((3, 2)), np.full((3, 2), 80.0)
    smaller = yaw_by_plate(plate, hips, diameter_px=200.0, diameter_m=0.35)
    assert smaller < yaw_by_plate(plate, hips, diameter_px=200.0) < 90.0
    assert yaw_by_plate(plate, hips, diameter_px=20.0) == 90.0
    assert np.isnan(yaw_by_plate(np.full((3, 2), np.nan), hips, diameter_px=200.0))


def test_badly_seen_frames_do_not_count_for_the_yaw() -> None:
    world_m = np.concatenate([_turned_body(26.0, 6), _turned_body(80.0, 6)])
    seen = np.full((12, JOINT_COUNT), 0.9)
    seen[6:] = 0.2
    assert yaw_of(world_m, seen) == pytest.approx(24.0, abs=0.1)


def test_without_depth_the_yaw_is_unknown_and_counts_as_side() -> None:
    assert np.isnan(yaw_of(np.full((3, JOINT_COUNT, 3), np.nan), np.ones((3, JOINT_COUNT))))
    assert np.isnan(yaw_of(np.zeros((0, JOINT_COUNT, 3)), np.ones((0, JOINT_COUNT))))
    assert view_of(nan) is View.SIDE


@pytest.mark.parametrize(
    ("yaw_deg", "view"),
    [(0.0, View.SIDE), (28.0, View.SIDE), (29.0, View.OBLIQUE), (64.0, View.OBLIQUE), (80.0, View.FRONT)],
)
def test_the_yaw_decides_the_view(yaw_deg: float, view: View) -> None:
    assert view_of(yaw_deg) is view


def test_a_clip_by_the_protocol_is_good_and_says_nothing() -> None:
    assert grade_of(GOOD) == (Grade.GOOD, (), ())


@pytest.mark.parametrize(
    ("facts", "grade", "word"),
    [
        (replace(GOOD, view=View.OBLIQUE, yaw_deg=45.0), Grade.POOR, "45°"),
        (replace(GOOD, view=View.FRONT, yaw_deg=88.0), Grade.LIMITED, "feet"),
        (replace(GOOD, yaw_deg=22.0), Grade.LIMITED, "22°"),
        (replace(GOOD, fps=15.0), Grade.POOR, "15 frames"),
        (replace(GOOD, fps=25.0), Grade.LIMITED, "25 frames"),
        (replace(GOOD, height_px=180), Grade.LIMITED, "180 pixels"),
        (replace(GOOD, trunk_px=40.0), Grade.LIMITED, "small"),
        (replace(GOOD, person_share=0.3), Grade.LIMITED, "30 %"),
        (replace(GOOD, head_share=0.1), Grade.POOR, "head"),
        (replace(GOOD, feet_share=0.1), Grade.LIMITED, "feet"),
        (replace(GOOD, plate_diameter_tl=1.4), Grade.LIMITED, "plates"),
        (replace(GOOD, view=View.OBLIQUE, yaw_deg=nan), Grade.POOR, "unknown angle"),
    ],
)
def test_every_shortcoming_has_its_sentence_and_a_remedy(facts: CaptureFacts, grade: Grade, word: str) -> None:
    found, reasons, remedies = grade_of(facts)
    assert found is grade
    assert len(reasons) == 1
    assert word in reasons[0]
    assert len(remedies) == 1


def test_the_worst_reason_comes_first_and_remedies_are_not_repeated() -> None:
    grade, reasons, remedies = grade_of(replace(GOOD, fps=25.0, head_share=0.0, feet_share=0.0))
    assert grade is Grade.POOR
    assert "head" in reasons[0]
    assert len(reasons) == 3
    assert len(remedies) == 2


def test_doubt_grows_as_the_camera_turns_to_the_feet() -> None:
    assert [doubt_factor(yaw_deg) for yaw_deg in (float("nan"), 0.0, 20.0, 25.0, 45.0, 90.0)] == [1, 1, 1, 1.5, 2, 4]
