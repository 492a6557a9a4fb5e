"""Regions: what is cut out of a picture lies where it is put back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.pose.region import SIDE_PX, Region

angles = st.floats(0.0, 2.0 * np.pi)
places = st.floats(60.0, 200.0)
sizes = st.floats(40.0, 400.0)


def region(x: float = 100.0, y: float = 80.0, side: float = 120.0, angle: float = 0.3) -> Region:
    return Region(center_px=(x, y), side_px=side, up=(float(np.sin(angle)), -float(np.cos(angle))))


@given(places, places, sizes, angles, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_a_point_put_back_maps_to_where_it_was(
    x: float, y: float, side: float, angle: float, u: float, v: float
) -> None:
    looked_at = region(x, y, side, angle)
    placed = looked_at.place(np.array([[u, v]]))[0]
    to_square = looked_at.to_square(SIDE_PX)
    np.testing.assert_allclose(to_square[:, :2] @ placed + to_square[:, 2], [u * SIDE_PX, v * SIDE_PX], atol=1e-6)


@given(places, places, sizes, angles)
def test_the_middle_is_the_centre_and_the_top_middle_is_up(x: float, y: float, side: float, angle: float) -> None:
    looked_at = region(x, y, side, angle)
    middle, top = looked_at.place(np.array([[0.5, 0.5], [0.5, 0.0]]))
    np.testing.assert_allclose(middle, looked_at.center_px, atol=1e-9)
    np.testing.assert_allclose((top - middle) / (side / 2), looked_at.up, atol=1e-9)


def test_a_spot_in_the_picture_is_cut_to_where_the_region_says() -> None:
    picture = np.zeros((160, 220, 3), dtype=np.uint8)
    picture[70:74, 120:124] = 255  # its middle is (122, 72)
    looked_at = region()
    rows, columns = np.nonzero(looked_at.cut(picture)[..., 0] > 127)
    spot_norm = np.array([[columns.mean() + 0.5, rows.mean() + 0.5]]) / SIDE_PX
    np.testing.assert_allclose(looked_at.place(spot_norm)[0], [122.0, 72.0], atol=0.1)


def test_a_mask_of_the_square_covers_the_same_place_in_the_picture() -> None:
    looked_at = region()
    mask = np.zeros((SIDE_PX, SIDE_PX), dtype=np.uint8)
    mask[100:140, 60:90] = 255
    wide = looked_at.spread(mask, size_px=(110, 80), scale=0.5)
    rows, columns = np.nonzero(wide > 127)
    middle = looked_at.place(np.array([[75.0, 120.0]]) / SIDE_PX)[0]
    np.testing.assert_allclose(2.0 * np.array([columns.mean() + 0.5, rows.mean() + 0.5]), middle, atol=0.7)


def test_what_reaches_beyond_the_picture_is_black() -> None:
    picture = np.full((100, 100, 3), 200, dtype=np.uint8)
    square = region(x=0.0, y=0.0, side=100.0, angle=0.0).cut(picture)
    assert square[:120, :120].max() == 0
    assert square[140:, 140:].min() == 200


def test_a_body_without_extent_has_no_region() -> None:
    assert Region.around(np.array([5.0, 5.0]), np.array([5.0, 5.0])) is None
    assert Region.around(np.array([5.0, np.nan]), np.array([5.0, 50.0])) is None


def test_the_region_around_a_body_is_a_quarter_larger_than_its_circle() -> None:
    found = Region.around(np.array([50.0, 60.0]), np.array([50.0, 20.0]))
    assert found is not None
    assert found.side_px == pytest.approx(100.0)
    assert found.up == (0.0, -1.0)


@given(places, sizes, angles)
def test_a_share_of_the_way_ends_at_either_end(x: float, side: float, angle: float) -> None:
    start, goal = region(), region(x, x, side, angle)
    assert start.towards(goal, 0.0).distance(start) == pytest.approx(0.0, abs=1e-6)
    assert start.towards(goal, 1.0).distance(goal) == pytest.approx(0.0, abs=1e-6)


def test_somebody_elsewhere_is_somebody_else() -> None:
    assert region().is_near(region(x=140.0))
    assert not region().is_near(region(x=190.0))
    assert not region().is_near(region(side=250.0))
