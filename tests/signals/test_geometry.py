"""The angles mean what the catalogue says, and do not depend on place, size or which way the body faces."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.body import Side
from studio.signals import geometry

_ANGLE = st.floats(-60.0, 60.0)


def _point(x: float, y: float) -> np.ndarray:
    return np.array([x, y])


def _direction(angle_deg: float) -> np.ndarray:
    return np.array([np.cos(np.radians(angle_deg)), np.sin(np.radians(angle_deg))])


def test_a_straight_body_has_180_degrees_and_one_past_the_line_more() -> None:
    shoulder, knee = _point(-1.0, 0.0), _point(1.0, 0.0)
    assert geometry.hip_angle_deg(shoulder, _point(0.0, 0.0), knee) == pytest.approx(180.0)
    assert geometry.hip_angle_deg(shoulder, _point(0.0, 0.1), knee) > 180.0
    assert geometry.hip_angle_deg(shoulder, _point(0.0, -0.1), knee) < 180.0


@given(trunk=_ANGLE, thigh=st.floats(-45.0, 45.0), shin=st.floats(-40.0, 40.0))
def test_hip_and_knee_follow_from_the_segments(trunk: float, thigh: float, shin: float) -> None:
    hip = _point(0.0, 0.0)
    shoulder = hip + _direction(trunk) * np.array([-1.2, 1.2])
    knee = hip + _direction(thigh)
    ankle = knee + np.array([np.sin(np.radians(shin)), -np.cos(np.radians(shin))])
    assert geometry.trunk_inclination_deg(shoulder, hip) == pytest.approx(trunk, abs=1e-6)
    assert geometry.thigh_inclination_deg(hip, knee) == pytest.approx(thigh, abs=1e-6)
    assert geometry.shin_angle_deg(knee, ankle) == pytest.approx(shin, abs=1e-6)
    assert geometry.hip_angle_deg(shoulder, hip, knee) == pytest.approx((180.0 - trunk - thigh) % 360.0, abs=1e-6)
    assert geometry.knee_angle_deg(hip, knee, ankle) == pytest.approx(90.0 - thigh + shin, abs=1e-6)


@given(
    points=st.lists(st.tuples(st.floats(-5.0, 5.0), st.floats(-5.0, 5.0)), min_size=3, max_size=3, unique=True),
    scale=st.floats(0.1, 10.0),
    shift=st.tuples(st.floats(-100.0, 100.0), st.floats(-100.0, 100.0)),
)
def test_angles_do_not_depend_on_place_and_size(points: list, scale: float, shift: tuple) -> None:
    first, second, third = (np.array(point) for point in points)
    if min(np.hypot(*(first - second)), np.hypot(*(third - second))) < 0.1:
        return
    moved = [scale * point + np.array(shift) for point in (first, second, third)]
    same = geometry.knee_angle_deg(first, second, third)
    assert geometry.knee_angle_deg(*moved) == pytest.approx(float(same), abs=1e-5)


def test_a_mirrored_picture_gives_the_same_plane() -> None:
    picture = np.array([[100.0, 50.0], [200.0, 80.0]])
    mirrored = picture * np.array([-1.0, 1.0])
    right = geometry.to_body_plane(picture, Side.RIGHT)
    left = geometry.to_body_plane(mirrored, Side.LEFT)
    assert np.array_equal(right, left)
    assert np.array_equal(geometry.to_picture(right, Side.RIGHT), picture)


def test_the_chin_in_is_positive_and_the_head_back_negative() -> None:
    hip, shoulder = _point(1.0, 0.0), _point(0.0, 0.0)
    assert geometry.neck_angle_deg(shoulder, hip, _point(-0.2, 0.1)) > 0.0
    assert geometry.neck_angle_deg(shoulder, hip, _point(-0.2, -0.1)) < 0.0


def test_gaze_is_90_to_the_ceiling_less_the_offset_of_the_nose() -> None:
    assert geometry.gaze_pitch_deg(_point(0.0, 1.0), _point(0.0, 0.0)) == pytest.approx(102.0)
    assert geometry.gaze_pitch_deg(_point(1.0, 0.0), _point(0.0, 0.0)) == pytest.approx(12.0)


def test_missing_points_give_missing_angles() -> None:
    nowhere = np.array([np.nan, np.nan])
    assert np.isnan(geometry.hip_angle_deg(nowhere, _point(0.0, 0.0), _point(1.0, 0.0)))
    assert np.isnan(geometry.length(nowhere))
