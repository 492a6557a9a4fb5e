"""Find the repetitions and their phases in one height signal."""

from dataclasses import dataclass, replace

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.arrays import BoolArray, FloatArray
from studio.core.exercise import RepDefinition
from studio.core.rep import Rep
from studio.reps.lift_height import lift_height
from studio.reps.progress import bridge_lapses, lift_progress
from studio.reps.timing import timed
from studio.reps.turns import Turn, turns_of

_NEAR_END_SHARE = 0.35  # of the rise: a slow spot this close to the bottom or the top ends the movement; DF
_SHORTEST_MOVE_S = 0.25  # nobody lifts or lowers faster: free fall over the same path takes 0.27 s. Source: kb:c2/F-ECC
_EDGE_S = 0.25  # a stretch that begins or ends this close to the clip's own begin or end is cut off by the clip; DF
_LOW_SHARE, _HIGH_SHARE = 2.0, 6.0  # times the speed share: where the onset of the movement is read from. See `_onset`


@dataclass(frozen=True, slots=True)
class _Stretch:
    """An unbroken stretch of the signal with its speed."""

    times_s: FloatArray
    height: FloatArray
    speed: FloatArray


def segment_reps(interpretation: Interpretation, definition: RepDefinition) -> tuple[Rep, ...]:
    """Find the reps of a set.

    Args:
        interpretation: the body over time; its height signal is missing outside the exercise.
        definition: which signal counts and what makes a rep of this exercise.

    Returns:
        Reps in time order, never overlapping, numbered from 1; empty when nothing moved or the signal is missing.
    """
    height = lift_height(interpretation, signal=definition.signal)
    if height is None:
        return ()
    times_s = interpretation.signals.signals[0].times_s
    reps = find_reps(times_s, height, definition)
    progress = lift_progress(interpretation, reps)
    if progress is not None:
        height = bridge_lapses(interpretation, height, progress)
        reps = find_reps(times_s, height, definition)
        progress = lift_progress(interpretation, reps)
    return timed(times_s, height, progress, reps)


def find_reps(times_s: FloatArray, height: FloatArray, definition: RepDefinition) -> tuple[Rep, ...]:
    """Find the reps in a height signal.

    Turning points need a prominence of the minimum travel; a rep begins and ends where the speed passes the speed
    share of its peak; it counts when it rises by at least the minimum share of the set's median rise. What lacks its
    bottom on one side because the signal begins or ends there is kept and marked incomplete.

    Args:
        times_s: shape (T,), seconds.
        height: shape (T,), thigh lengths, up positive; NaN is missing.
        definition: minimum travel, minimum share and speed share.

    Source: kb:b3 (repetition and phases).
    """
    found: list[tuple[Rep, float]] = []
    for stretch in _stretches(times_s, height):
        begins_cut = stretch.times_s[0] <= times_s[0] + _EDGE_S
        ends_cut = stretch.times_s[-1] >= times_s[-1] - _EDGE_S
        for rep, rise in _reps_of(stretch, definition):
            is_cut_before, is_cut_after = rep.start_s == rep.top_s, rep.end_s == rep.top_end_s
            if (begins_cut or not is_cut_before) and (ends_cut or not is_cut_after):
                found.append((rep, rise))
    if not found:
        return ()
    rises = [rise for rep, rise in found if rep.is_complete] or [rise for _, rise in found]
    enough = definition.minimum_share * float(np.median(rises))
    kept = [rep for rep, rise in found if rise >= enough]
    return tuple(replace(rep, index=number) for number, rep in enumerate(kept, start=1))


def _stretches(times_s: FloatArray, height: FloatArray) -> list[_Stretch]:
    known = np.isfinite(height)
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]]).astype(np.int8)))
    pieces = [slice(int(start), int(stop)) for start, stop in zip(edges[::2], edges[1::2], strict=True)]
    return [
        _Stretch(times_s[piece], height[piece], np.gradient(height[piece], times_s[piece]))
        for piece in pieces
        if piece.stop - piece.start >= 3
    ]


def _reps_of(stretch: _Stretch, definition: RepDefinition) -> list[tuple[Rep, float]]:
    turns = turns_of(stretch.height, definition.minimum_travel_tl)
    reps = []
    for position, turn in enumerate(turns):
        if not turn.is_top:
            continue
        before = _bottom(stretch, turns, position - 1, turn.index)
        after = _bottom(stretch, turns, position + 1, turn.index)
        if before is None and after is None:
            continue
        rep = _rep_around(stretch, turn.index, before=before, after=after, speed_share=definition.speed_share)
        bottoms = [stretch.height[index] for index in (before, after) if index is not None]
        reps.append((rep, float(stretch.height[turn.index] - min(bottoms))))
    return reps


def _bottom(stretch: _Stretch, turns: list[Turn], position: int, top: int) -> int | None:
    """Index of a bottom next to a top; None when the stretch begins or ends before there is one.

    The pose model finds its footing in the first frames of a stretch: a jump there is not a way up.
    """
    if not 0 <= position < len(turns):
        return None
    bottom = turns[position].index
    is_at_the_edge = position in (0, len(turns) - 1)
    took_s = abs(float(stretch.times_s[top] - stretch.times_s[bottom]))
    return None if is_at_the_edge and took_s < _SHORTEST_MOVE_S else bottom


def _rep_around(stretch: _Stretch, top: int, *, before: int | None, after: int | None, speed_share: float) -> Rep:
    times_s = stretch.times_s
    start_s = top_s = float(times_s[0])
    if before is not None:
        start_s, top_s = _rise(stretch, before, top, speed_share=speed_share)
    top_end_s = end_s = float(times_s[-1])
    if after is not None:
        back = _Stretch(-times_s[::-1], stretch.height[::-1], -stretch.speed[::-1])
        last = len(times_s) - 1
        end_s, top_end_s = (-time_s for time_s in _rise(back, last - after, last - top, speed_share=speed_share))
    is_complete = before is not None and after is not None
    top_s, top_end_s = min(top_s, float(times_s[top])), max(top_end_s, float(times_s[top]))
    return Rep(1, start_s, top_s, top_end_s, max(end_s, top_end_s), is_complete)


def _rise(stretch: _Stretch, bottom: int, top: int, *, speed_share: float) -> tuple[float, float]:
    """When the movement from a bottom to a top begins and ends, seconds."""
    height = stretch.height
    peak = bottom + int(np.argmax(stretch.speed[bottom : top + 1]))
    margin = _NEAR_END_SHARE * (height[top] - height[bottom])
    low = height <= height[bottom] + margin
    high = height >= height[top] - margin
    begins_s = _onset(stretch, peak, bottom, low, speed_share=speed_share)
    ends_s = _onset(stretch, peak, top, high, speed_share=speed_share)
    return begins_s, ends_s


def _onset(stretch: _Stretch, peak: int, end: int, near_end: BoolArray, *, speed_share: float) -> float:
    """When the speed, followed from its peak towards one end of the movement, vanishes.

    A movement starts smoothly: its speed grows with the square of the time. So the root of the speed is a straight
    line in time, and where it meets zero is read from where it passes twice and six times the speed share: far steadier
    than the crossing of the small share itself, which drowns in the jitter of the landmarks and comes 6 % of the
    phase too late. Source: kb:b3 (5 % of the peak speed); the minimum-jerk course of kb:b4 (M-PEAKR).
    """
    step = 1 if end > peak else -1
    crossings = []
    for share in (speed_share * _LOW_SHARE, speed_share * _HIGH_SHARE):
        limit = share * stretch.speed[peak]
        slow = end
        for index in range(peak, end + step, step):
            if stretch.speed[index] < limit and near_end[index]:
                slow = index
                break
        crossings.append(_crossing(stretch, slow, slow - step if slow != peak else slow, limit))
    low_s, high_s = crossings
    ratio = np.sqrt(_LOW_SHARE / _HIGH_SHARE)
    reach_s = (low_s - high_s) * ratio / (1.0 - ratio)
    return float(np.clip(low_s + reach_s, stretch.times_s[0], stretch.times_s[-1]))


def _crossing(stretch: _Stretch, slow: int, fast: int, limit: float) -> float:
    """Time between two neighbouring samples at which the speed passes the limit."""
    speeds = stretch.speed[[slow, fast]]
    if not speeds[0] < limit < speeds[1]:
        return float(stretch.times_s[slow])
    share = (limit - speeds[0]) / (speeds[1] - speeds[0])
    times_s = stretch.times_s[[slow, fast]]
    return float(times_s[0] + share * (times_s[1] - times_s[0]))
