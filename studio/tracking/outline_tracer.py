"""The person's outline: from the pose model's mask to one polygon per frame, small enough to keep for a whole clip."""

from collections.abc import Sequence

import cv2
import numpy as np

from studio.core.arrays import BoolArray, ByteArray, FloatArray, IntArray
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate
from studio.core.observation import Outlines

_MASK_LEVEL = 127.5
"""Half way between background (0) and person (255)."""

_MIN_AREA_SHARE = 0.002
"""Smaller blobs, as a share of the mask, are crumbs and never the person."""

_SIMPLIFY_PX = 0.5
"""How far the simplified polygon may stray from the traced one, in pixels of the mask."""

_MAX_NUDGE_PX = 1.0
"""How far a traced corner may move to where the soft mask crosses its level, in pixels of the mask."""


class OutlineTracer:
    """Traces the blob of the mask that holds most of the landmarks. Fulfils `core.ports.ContourTracker`."""

    def observe(self, frame: Frame, pose: PoseEstimate) -> FloatArray:
        """Outline of the person as a polygon, shape (n, 2), pixels of the frame; n = 0 when there is none."""
        if pose.mask is None or pose.mask.size == 0:
            return np.empty((0, 2))
        frame_size = np.array([frame.rgb.shape[1], frame.rgb.shape[0]], dtype=np.float64)
        scale = frame_size / np.array([pose.mask.shape[1], pose.mask.shape[0]])
        blobs = _blobs(pose.mask)
        if not blobs:
            return np.empty((0, 2))
        landmarks = (pose.xy_px[pose.visibility > 0.0] + 0.5) / scale - 0.5
        traced = _to_level(pose.mask, _with_most_landmarks(blobs, landmarks))
        simple = cv2.approxPolyDP(traced.astype(np.float32), _SIMPLIFY_PX, closed=True)[:, 0, :]
        outline: FloatArray = (simple.astype(np.float64) + 0.5) * scale - 0.5
        return outline

    def resolve(self, samples: Sequence[FloatArray]) -> Outlines:
        """Pack the outlines of all frames."""
        return Outlines.from_polygons(list(samples))


def _blobs(mask: ByteArray) -> list[FloatArray]:
    """Outer borders of the mask's blobs, each (n, 2) in mask pixels, largest first, crumbs left out."""
    is_person = (mask > _MASK_LEVEL).view(np.uint8)
    contours, _ = cv2.findContours(is_person, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    areas = [cv2.contourArea(contour) for contour in contours]
    order = sorted(range(len(contours)), key=lambda index: -areas[index])
    return [
        contours[index][:, 0, :].astype(np.float64) for index in order if areas[index] >= _MIN_AREA_SHARE * mask.size
    ]


def _with_most_landmarks(blobs: list[FloatArray], landmarks: FloatArray) -> FloatArray:
    """The blob that holds most landmarks; the largest of equals."""
    if len(blobs) == 1:
        return blobs[0]
    known = landmarks[np.isfinite(landmarks).all(axis=1)]
    counts = [_count_inside(blob, known) for blob in blobs]
    return blobs[int(np.argmax(counts))]


def _count_inside(blob: FloatArray, points: FloatArray) -> int:
    polygon = blob.astype(np.float32)
    return sum(cv2.pointPolygonTest(polygon, (float(x), float(y)), measureDist=False) >= 0 for x, y in points)


def _to_level(mask: ByteArray, border: FloatArray) -> FloatArray:
    """Move the border's pixel centres outwards to where the mask crosses its level.

    The border runs through the last pixels of the person; the edge itself lies up to a pixel further out. A soft mask
    tells where between two pixels it is, a hard one puts it half way.
    """
    columns, rows = border[:, 0].astype(np.intp), border[:, 1].astype(np.int64)
    outward = _outward(mask, columns, rows)
    inside = mask[rows, columns].astype(np.float64)
    out_columns, out_rows = columns + outward[:, 0], rows + outward[:, 1]
    is_in_picture: BoolArray = (
        (out_columns >= 0) & (out_columns < mask.shape[1]) & (out_rows >= 0) & (out_rows < mask.shape[0])
    )
    outside = mask[out_rows * is_in_picture, out_columns * is_in_picture].astype(np.float64)
    step = np.where(outside < _MASK_LEVEL, (inside - _MASK_LEVEL) / np.maximum(inside - outside, 1.0), 0.0)
    step = np.where(is_in_picture, np.clip(step, 0.0, _MAX_NUDGE_PX), 0.0)
    moved: FloatArray = border + step[:, None] * outward
    return moved


def _outward(mask: ByteArray, columns: IntArray, rows: IntArray) -> IntArray:
    """Shape (n, 2): unit step (one of eight directions) from each border pixel towards the background."""
    padded = np.pad(mask, 1, mode="edge").astype(np.int16)
    down_right = padded[rows + 2, columns + 2] - padded[rows, columns]
    up_right = padded[rows, columns + 2] - padded[rows + 2, columns]
    across = padded[rows + 1, columns + 2] - padded[rows + 1, columns]
    along = padded[rows + 2, columns + 1] - padded[rows, columns + 1]
    gradient_x = 2 * across + down_right + up_right
    gradient_y = 2 * along + down_right - up_right
    angle = np.arctan2(-gradient_y, -gradient_x)
    octant = np.rint(angle / (np.pi / 4)) * (np.pi / 4)
    steps: IntArray = np.rint(np.stack([np.cos(octant), np.sin(octant)], axis=1)).astype(np.int64)
    return steps
