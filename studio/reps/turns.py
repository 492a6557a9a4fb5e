"""Turning points of a course that goes up and down."""

from dataclasses import dataclass
from math import inf

import numpy as np

from studio.core.arrays import FloatArray

_EXTENT = (5.0, 95.0)  # percentiles between which a course goes up and down; DF
_TURN_SHARE = 0.5  # of that extent: smaller ups and downs are no reps. Source: kb:b3 (half of the median rise)
_JITTER_SHARE = 0.015  # of that extent: smaller ups and downs are jitter. See decision 0043


@dataclass(frozen=True, slots=True)
class Turn:
    """A turning point: which sample, and whether it is a top."""

    index: int
    is_top: bool


def turns_of(height: FloatArray, prominence: float) -> list[Turn]:
    """Alternating turning points whose height differs by at least the prominence from the next one.

    Args:
        height: shape (n,), without gaps.
        prominence: smaller ups and downs are ignored.

    Source: kb:b3 (extrema with a prominence).
    """
    turns: list[Turn] = []
    low = high = 0
    direction = 0
    for index in range(1, len(height)):
        low = index if height[index] < height[low] else low
        high = index if height[index] > height[high] else high
        if direction >= 0 and height[index] <= height[high] - prominence:
            turns.append(Turn(high, is_top=True))
            direction, low, high = -1, index, index
        elif direction <= 0 and height[index] >= height[low] + prominence:
            turns.append(Turn(low, is_top=False))
            direction, low, high = 1, index, index
    if direction > 0:
        turns.append(Turn(high, is_top=True))
    elif direction < 0:
        turns.append(Turn(low, is_top=False))
    return turns


def detour_of(height: FloatArray) -> float:
    """How much longer the way of a course is than that between its tops and bottoms: 1 at best, infinite without any.

    A clean course goes nowhere twice. Jitter does not count, jumps and wobbles do.

    Args:
        height: shape (n,); NaN is missing.
    """
    known = height[np.isfinite(height)]
    extent = float(np.ptp(np.percentile(known, _EXTENT))) if known.size else 0.0
    if extent == 0.0:
        return inf
    whole, between = (_way(known, share * extent) for share in (_JITTER_SHARE, _TURN_SHARE))
    return whole / between if between > 0.0 else inf


def _way(height: FloatArray, prominence: float) -> float:
    return float(np.sum(np.abs(np.diff(height[[turn.index for turn in turns_of(height, prominence)]]))))
