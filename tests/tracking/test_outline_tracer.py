"""The outline lies on the mask's edge, between pixels where the mask is soft, around the person and no one else."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.core.arrays import ByteArray
from studio.core.body import JOINT_COUNT
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate
from studio.tracking.outline_tracer import OutlineTracer

_FRAME = Frame(0, 0.0, np.zeros((240, 320, 3), dtype=np.uint8))


def _pose(mask: ByteArray | None, at: tuple[float, float] = (100.0, 120.0)) -> PoseEstimate:
    return PoseEstimate(
        np.tile(np.array(at), (JOINT_COUNT, 1)), np.ones(JOINT_COUNT), np.full((JOINT_COUNT, 3), np.nan), mask
    )


def _disc(
    x_px: float, y_px: float, radius_px: float, *, softness_px: float = 1.0, size: tuple[int, int] = (240, 320)
) -> ByteArray:
    rows, columns = np.mgrid[: size[0], : size[1]]
    inside = radius_px - np.hypot(columns - x_px, rows - y_px)
    return np.clip(127.5 + 127.5 * inside / softness_px, 0, 255).astype(np.uint8)


@settings(deadline=None, max_examples=40)
@given(
    x_px=st.floats(90.0, 200.0),
    y_px=st.floats(90.0, 150.0),
    radius_px=st.floats(20.0, 80.0),
    softness_px=st.floats(0.6, 3.0),
)
def test_a_soft_disc_is_traced_between_the_pixels(
    x_px: float, y_px: float, radius_px: float, softness_px: float
) -> None:
    polygon = OutlineTracer().observe(
        _FRAME, _pose(_disc(x_px, y_px, radius_px, softness_px=softness_px), (x_px, y_px))
    )
    distance = np.hypot(polygon[:, 0] - x_px, polygon[:, 1] - y_px)
    assert np.abs(distance - radius_px).max() < 0.75
    assert np.abs(np.mean(distance) - radius_px) < 0.35


def test_a_small_mask_is_scaled_to_the_frame() -> None:
    polygon = OutlineTracer().observe(_FRAME, _pose(_disc(50.0, 60.0, 30.0, size=(120, 160))))
    assert polygon.min(axis=0) == pytest.approx([41.0, 61.0], abs=1.5)
    assert polygon.max(axis=0) == pytest.approx([160.0, 181.0], abs=1.5)


def test_the_blob_with_the_landmarks_wins_over_a_larger_one() -> None:
    mask = np.maximum(_disc(80.0, 120.0, 30.0), _disc(240.0, 120.0, 60.0))
    polygon = OutlineTracer().observe(_FRAME, _pose(mask, (80.0, 120.0)))
    assert polygon[:, 0].max() < 120.0


def test_a_person_cut_by_the_edge_of_the_picture_is_closed_there() -> None:
    polygon = OutlineTracer().observe(_FRAME, _pose(_disc(5.0, 120.0, 60.0), (20.0, 120.0)))
    assert polygon[:, 0].min() == pytest.approx(0.0, abs=0.6)


def test_the_polygon_is_small() -> None:
    assert len(OutlineTracer().observe(_FRAME, _pose(_disc(160.0, 120.0, 90.0)))) < 80


@pytest.mark.parametrize("mask", [None, np.zeros((240, 320), dtype=np.uint8), np.empty((0, 0), dtype=np.uint8)])
def test_without_a_person_there_is_no_outline(mask: ByteArray | None) -> None:
    assert OutlineTracer().observe(_FRAME, _pose(mask)).shape == (0, 2)


def test_crumbs_are_not_the_person() -> None:
    assert OutlineTracer().observe(_FRAME, _pose(_disc(100.0, 120.0, 2.0))).shape == (0, 2)


def test_frames_without_a_person_keep_their_place_in_the_pack() -> None:
    tracer = OutlineTracer()
    polygon = tracer.observe(_FRAME, _pose(_disc(100.0, 120.0, 30.0)))
    outlines = tracer.resolve([polygon, np.empty((0, 2)), polygon])
    assert outlines.frame_count == 3
    assert outlines.polygon(1).shape == (0, 2)
    assert np.array_equal(outlines.polygon(2), polygon)
