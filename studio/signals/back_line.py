"""The line of the back in one frame: where the outline ends behind the trunk, and how far it is bent."""

from dataclasses import dataclass
from functools import cache
from math import nan

import numpy as np
from numpy.typing import ArrayLike

from studio.core.arrays import FloatArray
from studio.core.body import Side
from studio.signals import geometry

NO_OUTLINE = "The outline of the body could not be traced."
BEHIND_PLATE = "A plate hides the back."
BEHIND_BENCH = "The bench, an arm or the bar hides the back."
BEHIND_CLOTHES = "Clothing hides the shape of the back."
TOO_RESTLESS = "The outline of the back is too restless to measure."

START_TR = 0.30  # below the shoulder, in trunk lengths. Source: kb:b6
_BUTTOCKS_TR = (0.88, 1.30)  # where along the trunk the most posterior point of the buttocks is. See decision 0094
_RAY_COUNT = 44
_RAYS_FROM_TR = -0.12  # rays start in front of the trunk's line: a very hollow back comes close to it; DF
_MAX_STEP_TR = 0.10  # the back has no steps: a larger one between neighbouring rays is a bench, an arm or a bar; DF
_LOWEST_EDGE_TR = 0.75  # a bench edge lies above this, or the bench hides the back altogether; DF
_DEPTH_TR = (-0.08, 0.60)  # how deep behind the line from shoulder to hip the back can lie; DF
_LUMBAR_END_TR = 0.90  # a hollow below this is a hem or a thigh, not the small of the back; DF
_FLAT_DEG = 3.0  # where the hollow of a flat back lies says nothing; DF
_ARM_MARGIN_TR = 0.06  # an elbow or wrist this close to the back's boundary is part of that boundary; DF
_SMOOTHING_RAYS = 2.0  # SD of the smoothing along the back, in rays of 0.024 trunk lengths; DF
_RAGGED_TR = 0.007  # a back strays less from a smooth curve, a mask that slips onto the bench more. Decision 0094
_CURVE_DEGREE = 5  # of that curve: a hollow, a bulge and their ends
_UPPER_RAYS = 5  # of the back below the bench's edge that move with the ribs; DF
_MIN_RAYS = 10  # a shorter piece of back has no arc to speak of; DF


@dataclass(frozen=True, slots=True, eq=False)
class BackLine:
    """The boundary of the outline behind the trunk, in trunk lengths.

    Attributes:
        along: shape (n,), position down the trunk from the shoulder.
        depth: shape (n,), how far behind the line from shoulder to hip the boundary lies; NaN where there is none.
        points_px: shape (n, 2), the same in the picture.
        arms: shape (k, 2), elbow and wrist as (along, depth).
    """

    along: FloatArray
    depth: FloatArray
    points_px: FloatArray
    arms: FloatArray


@dataclass(frozen=True, slots=True)
class Reading:
    """What one frame says: how far the back is bent, or why that cannot be told.

    Attributes:
        sagitta_tr: largest distance of the back from the line between its ends, in trunk lengths, positive = hollow.
        chord_tr: length of that line.
        apex_tr: where along the trunk the back is furthest from it.
        upper_tr: how deep the back lies at its upper end.
        reason: why there is nothing to tell; empty when there is.
    """

    sagitta_tr: float = nan
    chord_tr: float = nan
    apex_tr: float = nan
    upper_tr: float = nan
    reason: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Disc:
    """A plate in one frame.

    Attributes:
        center_px: shape (2,).
        radius_px: of its outline.
    """

    center_px: FloatArray
    radius_px: float


def trace_back(
    polygon: FloatArray, *, shoulder_px: FloatArray, hip_px: FloatArray, arm_px: FloatArray, facing: Side
) -> BackLine | None:
    """Read the boundary along rays from the trunk towards the back; None without outline or landmarks.

    Args:
        polygon: outline of the person, shape (m, 2).
        shoulder_px: shape (2,).
        hip_px: shape (2,).
        arm_px: shape (k, 2), elbow and wrist.
        facing: direction in the picture from the head to the feet.
    """
    trunk = hip_px - shoulder_px
    if len(polygon) < 3 or not np.isfinite(trunk).all() or not trunk.any():
        return None
    axes, length_px = _trunk_axes(trunk, facing)
    along = np.linspace(START_TR, _BUTTOCKS_TR[1], _RAY_COUNT)
    depth = _first_exits((polygon - shoulder_px) @ axes / length_px, along)
    points_px = shoulder_px + (np.stack([along, depth], axis=1) * length_px) @ axes.T
    return BackLine(along, depth, points_px, arms=(arm_px - shoulder_px) @ axes / length_px)


def bench_edge(line: BackLine) -> float:
    """Where along the trunk the outline steps back from the bench's front to the body; NaN where it does not.

    The mask often takes a dark bench for a part of the person; then the boundary follows the bench as far as its edge.
    """
    fall = line.depth[:-1] - line.depth[1:]
    is_step = (fall > _MAX_STEP_TR) & (line.along[1:] < _LOWEST_EDGE_TR)
    return float(line.along[1:][is_step][-1]) if is_step.any() else nan


def read_back(line: BackLine, *, start_tr: float, plate: Disc | None) -> Reading:
    """How far the back is bent from a point down to the most posterior point of the buttocks, or why it is not told.

    Args:
        line: the back.
        start_tr: where along the trunk to start, at or below the bench's edge.
        plate: that may hide it.
    """
    first = int(np.searchsorted(line.along, start_tr - 1e-9))
    last = _buttocks(line, first)
    if last is None or last - first < _MIN_RAYS:
        return Reading(reason=BEHIND_BENCH)
    part = slice(first, last + 1)
    along, depth = line.along[part], line.depth[part]
    if plate is not None and np.any(geometry.length(line.points_px[part] - plate.center_px) < plate.radius_px):
        return Reading(reason=BEHIND_PLATE)
    if _has_step(depth) or _has_arm(along, depth, line.arms):
        return Reading(reason=BEHIND_BENCH)
    smooth = _smoothed(depth)
    sagitta_tr, chord_tr = sagitta_and_chord(along, smooth)
    apex_tr = float(along[int(np.argmax(_before_chord(along, smooth)))])
    if arc_deg(sagitta_tr, chord_tr) > _FLAT_DEG and apex_tr > _LUMBAR_END_TR:
        return Reading(reason=BEHIND_CLOTHES)
    if _is_ragged(depth):
        return Reading(reason=TOO_RESTLESS)
    return Reading(sagitta_tr, chord_tr, apex_tr, upper_tr=float(smooth[:_UPPER_RAYS].mean()))


def sagitta_and_chord(along: FloatArray, depth: FloatArray) -> tuple[float, float]:
    """How far a curve strays from the line between its ends, positive away from positive depth; that line's length.

    The sagitta is the sum of the largest distances on either side of the chord, the far side counted negative, so that
    an S-shaped or nearly straight curve does not jump from one sign to the other.

    Args:
        along: shape (n,), position along the trunk, n ≥ 2.
        depth: shape (n,), how far behind the trunk the curve lies there.
    """
    distance = _before_chord(along, depth)
    sagitta = max(float(distance.max()), 0.0) + min(float(distance.min()), 0.0)
    return sagitta, float(np.hypot(along[-1] - along[0], depth[-1] - depth[0]))


def arc_deg(sagitta: ArrayLike, chord: float) -> FloatArray:
    """Arc of the circle with these sagittas over a chord: 4·atan(2·sagitta / chord), degrees. Source: kb:b6."""
    return np.degrees(4.0 * np.arctan(2.0 * np.asarray(sagitta, dtype=np.float64) / chord))


def _before_chord(along: FloatArray, depth: FloatArray) -> FloatArray:
    """Shape (n,): how far each point lies in front of the straight line between the ends."""
    chord = np.array([along[-1] - along[0], depth[-1] - depth[0]])
    distance: FloatArray = (chord[1] * (along - along[0]) - chord[0] * (depth - depth[0])) / np.hypot(*chord)
    return distance


def _trunk_axes(trunk: FloatArray, facing: Side) -> tuple[FloatArray, float]:
    """Columns: unit vector down the trunk, unit vector towards the back; and the trunk's length in pixels."""
    length_px = float(np.hypot(*trunk))
    down = trunk / length_px
    sign = 1.0 if facing is Side.RIGHT else -1.0
    back = sign * np.array([-down[1], down[0]])
    return np.stack([down, back], axis=1), length_px


def _first_exits(corners: FloatArray, along: FloatArray) -> FloatArray:
    """Depth at which a ray from the trunk towards the back leaves the outline, shape (n,); NaN if it never was inside.

    Args:
        corners: shape (m, 2), outline in trunk lengths as (along, depth).
        along: shape (n,), where the rays start.
    """
    following = np.roll(corners, -1, axis=0)
    low = np.minimum(corners[:, 0], following[:, 0])
    high = np.maximum(corners[:, 0], following[:, 0])
    is_used = (high > along[0]) & (low <= along[-1])
    start, stop, low, high = corners[is_used], following[is_used], low[is_used], high[is_used]
    is_hit = (low <= along[:, None]) & (along[:, None] < high)
    run = stop[:, 0] - start[:, 0]
    slope = (stop[:, 1] - start[:, 1]) / np.where(run == 0.0, 1.0, run)
    depth = start[:, 1] + (along[:, None] - start[:, 0]) * slope
    behind = np.where(is_hit & (depth > _RAYS_FROM_TR), depth, np.inf)
    is_inside = np.isfinite(behind).sum(axis=1) % 2 == 1
    first = behind.min(axis=1, initial=np.inf)
    exits: FloatArray = np.where(is_inside, first, np.nan)
    return exits


def _buttocks(line: BackLine, first: int) -> int | None:
    """Index of the most posterior point of the buttocks as seen from the first: where a tangent touches them."""
    if not np.isfinite(line.depth[first]):
        return None
    is_open = (line.along >= _BUTTOCKS_TR[0]) & np.isfinite(line.depth)
    if not is_open.any():
        return None
    run = np.maximum(line.along - line.along[first], 1e-9)
    slope = np.where(is_open, (line.depth - line.depth[first]) / run, -np.inf)
    return int(np.argmax(slope))


def _has_step(depth: FloatArray) -> bool:
    if not np.isfinite(depth).all():
        return True
    is_plausible = (depth >= _DEPTH_TR[0]) & (depth <= _DEPTH_TR[1])
    return not is_plausible.all() or bool(np.abs(np.diff(depth)).max() > _MAX_STEP_TR)


def _is_ragged(depth: FloatArray) -> bool:
    """Whether the boundary is rougher than skin or tight cloth: then it follows something else in part."""
    basis = _smooth_curves(len(depth))
    stray = depth - basis @ (basis.T @ depth)
    return float(np.sqrt(np.mean(stray**2))) > _RAGGED_TR


@cache
def _smooth_curves(count: int) -> FloatArray:
    """Orthonormal basis of the curves that a back may follow over so many evenly spaced rays, shape (count, n)."""
    even = np.linspace(-1.0, 1.0, count)
    basis, _ = np.linalg.qr(np.vander(even, _CURVE_DEGREE + 1))
    return np.asarray(basis)


def _has_arm(along: FloatArray, depth: FloatArray, arms: FloatArray) -> bool:
    """Whether an elbow or wrist lies at or beyond the boundary that should be the back."""
    known = arms[np.isfinite(arms).all(axis=1)]
    beside = known[(known[:, 0] >= along[0]) & (known[:, 0] <= along[-1])]
    boundary = np.interp(beside[:, 0], along, depth)
    return bool(np.any(beside[:, 1] > boundary - _ARM_MARGIN_TR))


def _smoothed(depth: FloatArray) -> FloatArray:
    """The smooth course of the back: a Gaussian along it that keeps straight lines straight to the very ends."""
    reach = int(np.ceil(3.0 * _SMOOTHING_RAYS))
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / _SMOOTHING_RAYS) ** 2)
    before = 2.0 * depth[0] - depth[reach:0:-1]
    after = 2.0 * depth[-1] - depth[-2 : -reach - 2 : -1]
    smooth: FloatArray = np.convolve(np.concatenate([before, depth, after]), weights / weights.sum(), mode="valid")
    return smooth
