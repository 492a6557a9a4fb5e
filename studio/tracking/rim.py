"""The rim of a plate in its template: the ring at which sharp edges lie all around and the stillness ends."""

from dataclasses import dataclass
from itertools import product

import cv2
import numpy as np

from studio.core.arrays import FloatArray
from studio.tracking.plate_template import PX_PER_UNIT, HeldStill, PatchArray
from studio.tracking.ring_votes import find_edges, find_ring_centers

_ANGLES = 64
_ALL_AROUND: FloatArray = np.linspace(0.0, 2.0 * np.pi, _ANGLES, endpoint=False, dtype=np.float64)
_COARSE_ASPECTS = (1.0, 0.94, 0.88, 0.8, 0.72, 0.64, 0.56, 0.48, 0.41)
_REACH_PX = 24.0
"""How far from the middle of the template a plate's centre may be found, patch pixels."""

_STILL_SPREAD = 10.0
_SMALLEST_RING_PX = 9.0
_RING_CENTERS = 4
_ASPECT_REACH = 0.13
_COARSE_STEP_PX = 3.0
_RADIUS_STEP_PX = 0.75
_SMALLEST_UNITS = 0.22
_LARGEST_UNITS = 0.86
_STRONG_PERCENTILE = 92.0
_FULL_EDGE_RANGE = (3.0, 8.0)
"""Grey levels per patch pixel that count as a full edge: this percentile of the template's slopes, within limits. Tuned
on the rendered clips, as all that follows."""

_FULL_JUMP = 8.0
"""Rise of the temporal spread across the rim, grey levels, that counts as a full end of stillness."""

_JUMP_WEIGHT = 0.6
_ROUND_WEIGHT = 0.3
_JUMP_WIDTH_STEPS = 6
_FIT_ROUNDS = 8
_FIT_STEP_PX = 0.25
_INLIER_PX = 1.0
_UNCOVERED_ASPECTS = (0.9, 0.94, 0.97, 1.0)
_UNCOVERED_SIZES = (0.97, 1.0, 1.03, 1.06, 1.09)
_LEAST_WIDENING = 0.06
_SEEN_SIDE = np.linspace(-0.6, 0.6, 40) * np.pi
_SEEN_EDGE = 0.9
_SEEN_ROUNDNESS = 0.9
"""How evident the seen side of a covered disc has to be, over 216 degrees. Source: drawn discs, decision 0040."""

_ASPECTS = (0.38, 1.02)
"""A plate is never wider than tall in the picture, but for a tilted camera."""


@dataclass(frozen=True, slots=True)
class Rim:
    """An upright ellipse in a template, and how much it looks like the rim of a plate.

    Attributes:
        x_px: centre relative to the template's middle, patch pixels.
        y_px: the same downwards.
        radius_px: vertical half axis, patch pixels.
        aspect: horizontal over vertical half axis.
        edge: share of the rim with a sharp edge, 0…1.
        jump: how clearly the stillness ends at the rim, 0…1.
        unrest: temporal spread inside the rim, grey levels.
        roundness: share of the grey variance inside that depends on the distance from the centre alone, 0…1.
    """

    x_px: float
    y_px: float
    radius_px: float
    aspect: float
    edge: float
    jump: float
    unrest: float
    roundness: float

    @property
    def score(self) -> float:
        """Edge, end of stillness and roundness together, 0…1.9."""
        return self.edge + _JUMP_WEIGHT * self.jump + _ROUND_WEIGHT * self.roundness


def find_rim(held: HeldStill) -> Rim:
    """The best ring near the middle of a template, to a fraction of a pixel."""
    template = _blurred(held.template, 0.8)
    spread = _blurred(held.spread, 1.0)
    full_edge = _full_edge(template)
    best: Rim | None = None
    for x_px, y_px, aspect in _places(held):
        rim = _best_radius(template, spread, (x_px, y_px, aspect), full_edge)
        if best is None or rim.score > best.score:
            best = rim
    assert best is not None, "there are always places to try"
    return _fitted(template, spread, best, full_edge)


def uncover_rim(held: HeldStill, rim: Rim) -> Rim:
    """The rim of a disc whose left or right something covers; the given rim where nothing speaks for one.

    An ellipse that fits what is left of a covered disc is too narrow. A wider one with the same outer edge on the other
    side is tried: it has to have a sharp edge and round shades all over the side that is seen.
    """
    template, spread = _blurred(held.template, 0.8), _blurred(held.spread, 1.0)
    full_edge = _full_edge(template)
    best, best_worth = rim, 0.0
    for side, aspect, size in product((1.0, -1.0), _UNCOVERED_ASPECTS, _UNCOVERED_SIZES):
        radius = size * rim.radius_px
        x_px = rim.x_px + side * (rim.aspect * rim.radius_px - aspect * radius)
        if aspect < rim.aspect + _LEAST_WIDENING:
            continue
        turn = _SEEN_SIDE if side > 0.0 else _SEEN_SIDE + np.pi
        radii = np.arange(_RADIUS_STEP_PX, radius + (_JUMP_WIDTH_STEPS + 2) * _RADIUS_STEP_PX, _RADIUS_STEP_PX)
        profiles = _profiles(template, spread, radii, (x_px, rim.y_px, aspect), full_edge, turn=turn)
        at = int(np.argmin(np.abs(radii[1:-1] - radius)))
        edge, jump, unrest, roundness = (float(profile[at]) for profile in profiles)
        worth = edge + roundness
        if edge >= _SEEN_EDGE and roundness >= _SEEN_ROUNDNESS and worth > best_worth:
            best, best_worth = Rim(x_px, rim.y_px, radius, aspect, edge, jump, unrest, roundness), worth
    return best


def _blurred(picture: PatchArray, sigma_px: float) -> PatchArray:
    return np.asarray(cv2.GaussianBlur(picture, (0, 0), sigma_px), dtype=np.float32)


def _full_edge(template: PatchArray) -> float:
    """Slope that counts as a full edge, grey levels per pixel: what is strong in this picture, within limits."""
    slope = np.hypot(cv2.Sobel(template, cv2.CV_32F, 1, 0), cv2.Sobel(template, cv2.CV_32F, 0, 1)) / 8.0
    return float(np.clip(np.percentile(slope, _STRONG_PERCENTILE), *_FULL_EDGE_RANGE))


def _places(held: HeldStill) -> list[tuple[float, float, float]]:
    """Centres and aspects to try: the middle with every aspect, and around the rings of what stays still."""
    steps = (-2.0 * _COARSE_STEP_PX, -_COARSE_STEP_PX, 0.0, _COARSE_STEP_PX, 2.0 * _COARSE_STEP_PX)
    places = [(right, down, aspect) for aspect in _COARSE_ASPECTS[::2] for right in steps for down in steps]
    edges = find_edges(np.clip(held.template, 0, 255).astype(np.uint8))
    columns, rows = edges.xy_px.astype(np.int64).T
    quietest = cv2.erode(held.spread, np.ones((3, 3), np.uint8))  # a rim borders on what moves behind it
    still = edges.where(quietest[rows, columns] < _STILL_SPREAD)
    centers = find_ring_centers(
        still, smallest_px=_SMALLEST_RING_PX, largest_px=_LARGEST_UNITS * PX_PER_UNIT, count=_RING_CENTERS
    )
    middle = held.template.shape[0] // 2
    for (column, row), ring_aspect in zip(centers.xy_px, centers.aspect, strict=True):
        x_px, y_px = float(column) - middle, float(row) - middle
        if np.hypot(x_px, y_px) <= _REACH_PX:
            places += [
                (x_px + right, y_px + down, aspect)
                for aspect in _COARSE_ASPECTS
                if abs(aspect - ring_aspect) < _ASPECT_REACH
                for right in steps[1:4]
                for down in steps[1:4]
            ]
    return places


def _best_radius(template: PatchArray, spread: PatchArray, place: tuple[float, float, float], full_edge: float) -> Rim:
    radii = np.arange(_SMALLEST_UNITS, _LARGEST_UNITS, _RADIUS_STEP_PX / PX_PER_UNIT) * PX_PER_UNIT
    beyond = radii[-1] + _RADIUS_STEP_PX * np.arange(1, _JUMP_WIDTH_STEPS + 1)  # where the largest ones end
    profiles = _profiles(template, spread, np.concatenate([radii, beyond]), place, full_edge)
    edge, jump, unrest, roundness = (profile[: len(radii) - 2] for profile in profiles)
    best = int(np.argmax(edge + _JUMP_WEIGHT * jump + _ROUND_WEIGHT * roundness))
    return Rim(
        x_px=place[0],
        y_px=place[1],
        radius_px=float(radii[best + 1]),
        aspect=place[2],
        edge=float(edge[best]),
        jump=float(jump[best]),
        unrest=float(unrest[best]),
        roundness=float(roundness[best]),
    )


def _profiles(
    template: PatchArray,
    spread: PatchArray,
    radii: FloatArray,
    shape: tuple[float, float, float],
    full_edge: float,
    *,
    turn: FloatArray = _ALL_AROUND,
) -> tuple[FloatArray, FloatArray, FloatArray, FloatArray]:
    """Edge, jump, unrest and roundness for every radius but the first and the last, over the angles of `turn`."""
    grey = _unrolled(template, radii, shape, turn)
    stillness = _unrolled(spread, radii, shape, turn)
    slope = np.abs(grey[:, 2:] - grey[:, :-2]) / (radii[2] - radii[0])
    edge = np.minimum(slope / full_edge, 1.0).mean(axis=0)
    total = np.cumsum(stillness, axis=1)
    inside = total / np.arange(1, len(radii) + 1)
    outside = np.zeros_like(stillness)
    width = _JUMP_WIDTH_STEPS
    outside[:, :-width] = (total[:, width:] - total[:, :-width]) / width
    rise = np.clip((outside - inside) / _FULL_JUMP, 0.0, 1.0)
    roundness = _roundness(grey, radii)
    return edge, rise.mean(axis=0)[1:-1], inside.mean(axis=0)[1:-1], roundness[1:-1]


def _roundness(grey: FloatArray, radii: FloatArray) -> FloatArray:
    """Share of the grey variance within each radius that depends on the distance from the centre alone, 0…1."""
    ring_mean, ring_square = grey.mean(axis=0), (grey**2).mean(axis=0)
    area = np.cumsum(radii)
    mean = np.cumsum(radii * ring_mean) / area
    total = np.cumsum(radii * ring_square) / area - mean**2
    by_ring = np.cumsum(radii * ring_mean**2) / area - mean**2
    share: FloatArray = np.clip(by_ring, 0.0, None) / np.maximum(total, 1.0)
    return share


def _unrolled(
    picture: PatchArray, radii: FloatArray, shape: tuple[float, float, float], turn: FloatArray
) -> FloatArray:
    """Shape (angles, radii): the picture along rays from the centre of an ellipse."""
    x_px, y_px, aspect = shape
    middle = picture.shape[0] // 2
    columns = middle + x_px + aspect * np.cos(turn)[:, None] * radii
    rows = middle + y_px + np.sin(turn)[:, None] * radii
    return _sampled(picture, columns, rows)


def _sampled(picture: PatchArray, columns: FloatArray, rows: FloatArray) -> FloatArray:
    values = cv2.remap(
        picture,
        columns.astype(np.float32),
        rows.astype(np.float32),
        cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    return np.asarray(values, dtype=np.float64)


def _fitted(template: PatchArray, spread: PatchArray, rim: Rim, full_edge: float) -> Rim:
    """Move the ellipse onto the strongest edges near it, robustly, in centre, radius and aspect."""
    state = np.array([rim.x_px, rim.y_px, rim.radius_px, rim.aspect])
    turn = np.arange(_ANGLES) * (2.0 * np.pi / _ANGLES)
    reach = 0.12 * rim.radius_px + 1.5
    share = 0.0
    for _ in range(_FIT_ROUNDS):
        x_px, y_px, radius, aspect = state
        outward = np.stack([np.cos(turn) / aspect, np.sin(turn)], axis=1)
        normal: FloatArray = outward / np.hypot(outward[:, 0], outward[:, 1])[:, None]
        distance, weight = _edge_distances(template, state, normal, reach, full_edge)
        basis = np.stack(
            [
                normal[:, 0],
                normal[:, 1],
                aspect * np.cos(turn) * normal[:, 0] + np.sin(turn) * normal[:, 1],
                radius * np.cos(turn) * normal[:, 0],
            ],
            axis=1,
        )
        step, residual = _robust_step(basis, distance, weight)
        state = state + step
        state[3] = min(max(state[3], _ASPECTS[0]), _ASPECTS[1])
        reach = max(0.6 * reach, 1.5)
        share = float(np.mean((np.abs(residual) < _INLIER_PX) * weight))
        if not 0.5 * rim.radius_px < state[2] < 1.5 * rim.radius_px:
            return rim
    inner = np.arange(_RADIUS_STEP_PX, state[2] + (_JUMP_WIDTH_STEPS + 2) * _RADIUS_STEP_PX, _RADIUS_STEP_PX)
    _, jump, unrest, roundness = _profiles(template, spread, inner, (state[0], state[1], state[3]), full_edge)
    at = int(np.argmin(np.abs(inner[1:-1] - state[2])))
    x_px, y_px, radius, aspect = (float(value) for value in state)
    return Rim(x_px, y_px, radius, aspect, share, float(jump[at]), float(unrest[at]), float(roundness[at]))


def _edge_distances(
    template: PatchArray, state: FloatArray, normal: FloatArray, reach: float, full_edge: float
) -> tuple[FloatArray, FloatArray]:
    """How far outside the ellipse the strongest edge lies at every angle, and how much it counts (0…1)."""
    middle = template.shape[0] // 2
    turn = np.arange(_ANGLES) * (2.0 * np.pi / _ANGLES)
    offsets = np.arange(-reach, reach + 0.5 * _FIT_STEP_PX, _FIT_STEP_PX)
    columns = middle + state[0] + state[3] * state[2] * np.cos(turn)
    rows = middle + state[1] + state[2] * np.sin(turn)
    grey = _sampled(template, columns[:, None] + offsets * normal[:, :1], rows[:, None] + offsets * normal[:, 1:])
    slope = np.abs(np.gradient(grey, axis=1)) / _FIT_STEP_PX
    preferred = slope * np.exp(-0.5 * (offsets / (0.6 * reach)) ** 2)
    best = preferred.argmax(axis=1)
    strength = np.clip(slope[np.arange(_ANGLES), best] / full_edge, 0.0, 1.0)
    return offsets[best], np.where(strength < 0.25, 0.0, strength)


def _robust_step(basis: FloatArray, distance: FloatArray, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Weighted least squares with outliers down-weighted; the step and what it leaves over."""
    trust = weight.copy()
    step: FloatArray = np.zeros(basis.shape[1])
    residual: FloatArray = distance.copy()
    for _ in range(4):
        solution = np.linalg.lstsq(basis * trust[:, None], distance * trust, rcond=None)
        step = np.asarray(solution[0], dtype=np.float64)
        residual = distance - basis @ step
        counted = np.abs(residual[weight > 0.0])
        scale = max(1.4826 * float(np.median(counted)), 0.3) if counted.size else 1.0
        trust = weight / (1.0 + (residual / (1.5 * scale)) ** 2)
    return step, residual
