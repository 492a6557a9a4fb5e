"""Edges that stand still: racks, benches and floor lines, which a moving plate has to be told from."""

from collections.abc import Sequence

import cv2
import numpy as np

from studio.core.arrays import BoolArray, FloatArray, IntArray
from studio.tracking.ring_votes import Edges

_DIRECTIONS = 4
_CELL_UNITS = 0.03
"""Edges closer together than this, as a share of the body's unit, are the same edge."""

_STANDING_SHARE = 0.4
"""An edge that is in the same place in this share of the frames stands still. The searched frames are spread over the
whole travel of the hips, so that no part of a moving plate is in one place that often."""


def without_standing(edges: Sequence[Edges], placed_px: Sequence[FloatArray], *, unit_px: float) -> list[Edges]:
    """Drop the edges that are in the same place, in the same direction, in many of the frames.

    A camera that moves has no standing edges, and nothing is dropped.

    Args:
        edges: of each frame's picture.
        placed_px: the same edge pixels in frame pixels, shape (n, 2) each.
        unit_px: the body's unit in frame pixels.
    """
    cells = [_cells(item, placed, _CELL_UNITS * unit_px) for item, placed in zip(edges, placed_px, strict=True)]
    size = np.max([item.max(axis=0, initial=0) for item in cells], axis=0) + 2
    counts = np.zeros((_DIRECTIONS, size[1], size[2]), dtype=np.float32)
    for item in cells:
        seen = np.zeros(counts.shape, dtype=np.uint8)
        seen[item[:, 0], item[:, 1], item[:, 2]] = 1
        for direction in range(_DIRECTIONS):
            counts[direction] += cv2.dilate(seen[direction], np.ones((3, 3), np.uint8))
    is_standing: BoolArray = counts >= _STANDING_SHARE * len(edges)
    return [
        item.where(~is_standing[cell[:, 0], cell[:, 1], cell[:, 2]]) for item, cell in zip(edges, cells, strict=True)
    ]


def _cells(edges: Edges, placed_px: FloatArray, cell_px: float) -> IntArray:
    """Shape (n, 3): direction, row and column of every edge pixel."""
    angle = np.arctan2(edges.normal[:, 1], edges.normal[:, 0])
    direction = np.rint(angle / (np.pi / _DIRECTIONS)).astype(np.int64) % _DIRECTIONS
    place = np.floor(np.maximum(placed_px, 0.0) / cell_px).astype(np.int64)
    return np.stack([direction, place[:, 1], place[:, 0]], axis=1)
