"""How a set goes over time: what the figures of both views share."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import asin, atan2, cos, degrees, radians, sin

import numpy as np

from studio.core.arrays import FloatArray
from studio.exercise_api.conformance.movement import Movement, RepShape

FPS = 60.0
TRUNK, SHIN, FOOT = 1.15, 1.0, 0.62
"""Lengths in thighs. Source: kb:b1 (proportions after Drillis and Contini)."""

_SETTLE_S = 0.25
_LEAD_S = 1.0
_BISECTIONS = 60


@dataclass(frozen=True, slots=True)
class Instant:
    """One frame; lengths in thighs, heights above the knee.

    Attributes:
        hip_y: height of the hips.
        shoulder_y: height of the shoulders before the chest rolls back.
        roll: how far the chest has rolled back, radians.
        lift: 0 at the bottom, 1 at the top.
    """

    hip_y: float
    shoulder_y: float
    roll: float
    lift: float


def instants(movement: Movement) -> Iterator[Instant]:
    """Every frame of a set, with a second of rest before and after."""
    yield from _rest(movement.rep(0))
    for index in range(movement.rep_count):
        following = movement.rep(min(index + 1, movement.rep_count - 1))
        yield from _rep(movement.rep(index), _heights(following).bottom_y)
    yield from _rest(movement.rep(movement.rep_count - 1))


def clipped(value: float) -> float:
    """A sine that stays one."""
    return min(max(value, -0.999), 0.999)


@dataclass(frozen=True, slots=True)
class _Heights:
    shoulder_y: float
    bottom_y: float
    top_y: float


def _rest(shape: RepShape) -> Iterator[Instant]:
    heights = _heights(shape)
    for _ in range(round(_LEAD_S * FPS)):
        yield Instant(hip_y=heights.bottom_y, shoulder_y=heights.shoulder_y, roll=0.0, lift=0.0)


def _rep(shape: RepShape, next_bottom_y: float) -> Iterator[Instant]:
    """One rep, down to where the next one begins."""
    heights = _heights(shape)
    peak_y = heights.top_y + shape.overshoot_tl
    is_hard = not shape.rest_s
    rise = _upwards(shape.lift_s, is_hard=is_hard)
    settle = _glide(_SETTLE_S) if shape.overshoot_tl else np.empty(0)
    hold = np.ones(max(round(shape.hold_s * FPS) - len(settle), 0))
    fall = 1.0 - _upwards(shape.lower_s, is_hard=is_hard)[::-1]
    height_y = np.concatenate(
        [
            heights.bottom_y + (peak_y - heights.bottom_y) * rise,
            peak_y - shape.overshoot_tl * settle,
            heights.top_y * hold,
            heights.top_y + (next_bottom_y - heights.top_y) * fall,
            np.full(round(shape.rest_s * FPS), next_bottom_y),
        ]
    )
    top_count = len(settle) + len(hold)
    late = _glide(min(0.6 * shape.hold_s, 0.5))[:top_count]
    rolled = np.concatenate([0.0 * rise, late, np.ones(top_count - len(late)), 1.0 - fall])
    lift = np.concatenate([rise, np.ones(top_count), 1.0 - fall])
    still = np.zeros(len(height_y) - len(lift))
    rolled, lift = np.concatenate([rolled, still]), np.concatenate([lift, still])
    for hip_y, share, up in zip(height_y, rolled, lift, strict=True):
        yield Instant(
            hip_y=float(hip_y),
            shoulder_y=heights.shoulder_y,
            roll=radians(shape.roll_deg) * float(share),
            lift=float(up),
        )


def _heights(shape: RepShape) -> _Heights:
    """Place shoulder, hip and knee so that the top shows the wanted angle and slope, and find the bottom."""
    excess = radians(180.0 - shape.hip_top_deg)
    trunk = atan2(sin(excess) / TRUNK, 1.0 + cos(excess) / TRUNK) + radians(shape.slope_deg)
    top_y = -sin(excess - trunk)
    shoulder_y = top_y + TRUNK * sin(trunk)
    low_y, high_y = -0.999, top_y
    for _ in range(_BISECTIONS):
        middle_y = (low_y + high_y) / 2.0
        if _hip_angle_deg(middle_y, shoulder_y) < shape.hip_bottom_deg:
            low_y = middle_y
        else:
            high_y = middle_y
    return _Heights(shoulder_y=shoulder_y, bottom_y=high_y, top_y=top_y)


def _hip_angle_deg(hip_y: float, shoulder_y: float) -> float:
    return 180.0 - degrees(asin(clipped((shoulder_y - hip_y) / TRUNK)) + asin(clipped(-hip_y)))


def _upwards(duration_s: float, *, is_hard: bool) -> FloatArray:
    """From 0 to 1: gently at both ends, or at full speed away from the bottom when it is bounced off."""
    return np.sin(np.pi / 2.0 * _way(duration_s)) if is_hard else _glide(duration_s)


def _glide(duration_s: float) -> FloatArray:
    """The smoothest way from 0 to 1 (minimum jerk), without its first frame."""
    way = _way(duration_s)
    return way**3 * (10.0 - 15.0 * way + 6.0 * way**2)


def _way(duration_s: float) -> FloatArray:
    count = max(round(duration_s * FPS), 1)
    return np.arange(1, count + 1) / count
