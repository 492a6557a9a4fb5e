"""Centres of rings in one picture: every edge votes for the centres it may belong to, along its gradient.

A plate is a set of rings about one centre (rim, lip, hub, sleeve), upright ellipses where the camera looks at it askew.
Clutter makes single arcs; only a plate makes two strong rings about the same point.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import BoolArray, ByteArray, FloatArray, IntArray

ASPECTS = (1.0, 0.8, 0.6, 0.42)
"""Horizontal over vertical half axis of the rings to look for: camera up to 60° off the plate's axis."""

_BLUR_SIGMA_PX = 1.0
_WEAK_EDGE_PERCENTILE = 82.0
_STRONG_EDGE_PERCENTILE = 93.0
"""Edges are relative to the picture, so that a black plate in a dim gym has some too. Tuned on the rendered clips."""

_WEAKEST_GRADIENT = 30.0
"""Below this (Scharr, 16 = one grey level per pixel) a gradient is sensor noise."""

_CELL_PX = 2.0
_PROFILE_STEP = 0.07
"""Step between tried radii, as a share of the radius."""

_SAME_RING_STEPS = 3
_SECOND_RING_WEIGHT = 0.5
_PEAK_REACH_CELLS = 3
_BUSY_CELLS = 400
"""How many of the best supported cells are looked at closely."""

SupportArray = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Edges:
    """Thin edges of a picture.

    Attributes:
        xy_px: shape (n, 2), pixels of the picture.
        normal: shape (n, 2), unit vectors along the gradient.
        size_px: (width, height) of the picture.
    """

    xy_px: FloatArray
    normal: FloatArray
    size_px: tuple[int, int]

    def where(self, kept: BoolArray) -> "Edges":
        """Those of the edge pixels for which a condition, shape (n,), holds."""
        return Edges(self.xy_px[kept], self.normal[kept], self.size_px)


@dataclass(frozen=True, slots=True, eq=False)
class RingCenters:
    """Points that rings lie around, best first.

    Attributes:
        xy_px: shape (n, 2), pixels of the picture.
        radius_px: shape (n,), vertical half axis of the strongest ring.
        aspect: shape (n,), of that ring.
        score: shape (n,), support of the strongest ring (0…1) plus half that of the second.
    """

    xy_px: FloatArray
    radius_px: FloatArray
    aspect: FloatArray
    score: FloatArray

    def first(self, count: int) -> "RingCenters":
        """The best few."""
        return RingCenters(self.xy_px[:count], self.radius_px[:count], self.aspect[:count], self.score[:count])


def find_edges(grey: ByteArray) -> Edges:
    """Thin, connected edges with their directions."""
    smooth = cv2.GaussianBlur(grey, (0, 0), _BLUR_SIGMA_PX)
    gradient_x = cv2.Scharr(smooth, cv2.CV_16S, 1, 0)
    gradient_y = cv2.Scharr(smooth, cv2.CV_16S, 0, 1)
    size = np.abs(gradient_x[::3, ::3].astype(np.float64)) + np.abs(gradient_y[::3, ::3])
    weak, strong = np.percentile(size, [_WEAK_EDGE_PERCENTILE, _STRONG_EDGE_PERCENTILE])
    thin = cv2.Canny(gradient_x, gradient_y, max(weak, _WEAKEST_GRADIENT), max(strong, 2.0 * _WEAKEST_GRADIENT))
    rows, columns = np.nonzero(thin)
    normal = np.stack([gradient_x[rows, columns], gradient_y[rows, columns]], axis=1).astype(np.float64)
    normal /= np.maximum(np.hypot(normal[:, 0], normal[:, 1]), 1.0)[:, None]
    xy_px = np.stack([columns, rows], axis=1).astype(np.float64)
    return Edges(xy_px=xy_px, normal=normal, size_px=(grey.shape[1], grey.shape[0]))


def find_ring_centers(edges: Edges, *, smallest_px: float, largest_px: float, count: int) -> RingCenters:
    """The points that upright elliptic rings lie around.

    Args:
        edges: of the picture.
        smallest_px: smallest vertical half axis.
        largest_px: largest vertical half axis.
        count: how many centres at most.
    """
    steps = int(np.ceil(np.log(largest_px / smallest_px) / _PROFILE_STEP)) + 1
    radii_px = smallest_px * np.exp(_PROFILE_STEP * np.arange(steps))
    found = [_strongest(_vote(edges, aspect, radii_px), aspect, radii_px) for aspect in ASPECTS]
    merged = RingCenters(
        xy_px=np.concatenate([item.xy_px for item in found]),
        radius_px=np.concatenate([item.radius_px for item in found]),
        aspect=np.concatenate([item.aspect for item in found]),
        score=np.concatenate([item.score for item in found]),
    )
    return _without_doubles(merged, gap_px=2.0 * _CELL_PX).first(count)


def _vote(edges: Edges, aspect: float, radii_px: FloatArray) -> SupportArray:
    """Support of every ring of one aspect, shape (R, rows, columns) in cells, about 0…1.

    The picture is stretched until the ellipse is a circle; an edge of that circle points along its radius.
    """
    columns_count = int(np.ceil(edges.size_px[0] / aspect / _CELL_PX))
    rows_count = int(np.ceil(edges.size_px[1] / _CELL_PX))
    direction = edges.normal * np.array([aspect, 1.0])
    direction /= np.maximum(np.hypot(direction[:, 0], direction[:, 1]), 1e-9)[:, None]
    start = edges.xy_px / np.array([aspect, 1.0])
    step = (radii_px[:, None] * np.array([-1.0, 1.0]))[..., None]
    columns = _cells(start[:, 0] + step * direction[:, 0])
    rows = _cells(start[:, 1] + step * direction[:, 1])
    planes = np.arange(len(radii_px))[:, None, None]
    is_inside = (columns >= 0) & (columns < columns_count) & (rows >= 0) & (rows < rows_count)
    cells = ((planes * rows_count + rows) * columns_count + columns)[is_inside]
    shape = (len(radii_px), rows_count, columns_count)
    counts = np.bincount(cells, minlength=int(np.prod(shape))).astype(np.float32).reshape(shape)
    support = np.empty(shape, dtype=np.float32)
    for index, radius_px in enumerate(radii_px):
        support[index] = cv2.boxFilter(counts[index], -1, (3, 3), normalize=False) / _rim_pixels(radius_px, aspect)
    return support


def _strongest(support: SupportArray, aspect: float, radii_px: FloatArray) -> RingCenters:
    """Local maxima over the cells of the strongest ring plus half the second strongest."""
    strongest = support.max(axis=0)
    flat = -strongest.ravel()
    busy = np.argpartition(flat, _BUSY_CELLS)[:_BUSY_CELLS] if flat.size > _BUSY_CELLS else np.arange(flat.size)
    rows, columns = np.divmod(busy[np.lexsort((busy, flat[busy]))], strongest.shape[1])
    profiles = support[:, rows, columns].astype(np.float64)
    best = profiles.argmax(axis=0)
    is_other = np.abs(np.arange(len(radii_px))[:, None] - best) > _SAME_RING_STEPS
    value = strongest[rows, columns] + _SECOND_RING_WEIGHT * np.where(is_other, profiles, 0.0).max(axis=0)
    score = np.zeros(strongest.shape, dtype=np.float32)
    score[rows, columns] = value
    reach = np.ones((2 * _PEAK_REACH_CELLS + 1, 2 * _PEAK_REACH_CELLS + 1), np.uint8)
    is_peak = (score >= cv2.dilate(score, reach))[rows, columns] & (value > 0.0)
    rows, columns, best = rows[is_peak], columns[is_peak], best[is_peak]
    x_px = (columns + 0.5) * _CELL_PX * aspect - 0.5
    y_px = (rows + 0.5) * _CELL_PX - 0.5
    return RingCenters(
        xy_px=np.stack([x_px, y_px], axis=1),
        radius_px=radii_px[best],
        aspect=np.full(len(rows), aspect),
        score=value[is_peak].astype(np.float64),
    )


def _without_doubles(centers: RingCenters, *, gap_px: float) -> RingCenters:
    """Sort by score and keep the best of those that lie closer together than the gap."""
    order = np.argsort(-centers.score, kind="stable")[:60]
    xy_px = centers.xy_px[order]
    distance = np.hypot(*(xy_px[:, None] - xy_px[None]).transpose(2, 0, 1))
    keep: BoolArray = np.ones(len(order), dtype=bool)
    for index in range(len(order)):
        if keep[index]:
            keep[index + 1 :] &= distance[index, index + 1 :] > gap_px
    chosen = order[keep]
    return RingCenters(centers.xy_px[chosen], centers.radius_px[chosen], centers.aspect[chosen], centers.score[chosen])


def _cells(values_px: FloatArray) -> IntArray:
    return np.floor((values_px + 0.5) / _CELL_PX).astype(np.int64)


def _rim_pixels(radius_px: float, aspect: float) -> float:
    """How many thin edge pixels a whole rim has: a thin digital circle has 4√2 r of them, not 2πr."""
    return float(4.0 * np.sqrt(2.0) * radius_px * (1.0 + aspect) / 2.0)
