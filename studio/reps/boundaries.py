"""When exactly a rep starts, reaches the top, leaves it and ends.

Next to a standstill the landmarks' jitter drowns the movement, and lifters creep and sway. So the ends of a movement
are read from its steep part: a movement from rest to rest takes 25 % of its time for the first tenth of the way and
another 25 % to the middle (minimum jerk), and what lies between the two tells where it began; the same for its end.
Source: kb:b4 (minimum-jerk course, M-PEAKR).
"""

from collections.abc import Sequence
from dataclasses import replace
from math import nan

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.rep import Rep

_LEVEL = 0.10  # of the way: low enough to be near the end, high enough to be above the jitter; DF
_TIME_AT_LEVEL, _TIME_AT_MIDDLE = 0.2468, 0.5  # where 10 tau^3 - 15 tau^4 + 6 tau^5 reaches the level and the middle
_REACH = _TIME_AT_MIDDLE / (_TIME_AT_MIDDLE - _TIME_AT_LEVEL)
_REST_S = 0.3  # of the rests on either side that is looked at; DF
_LARGEST_SHIFT_S = 0.8  # a boundary further away from where the speed put it is not the same boundary; DF


def refine(times_s: FloatArray, progress: FloatArray, reps: Sequence[Rep]) -> tuple[Rep, ...]:
    """Move the boundaries of reps to where the steep parts of their ways up and down point.

    Args:
        times_s: shape (T,), seconds.
        progress: shape (T,), how far the lift has come, any unit; NaN is missing.
        reps: in time order.
    """
    return tuple(_refined(times_s, progress, reps, index) for index in range(len(reps)))


def _refined(times_s: FloatArray, progress: FloatArray, reps: Sequence[Rep], index: int) -> Rep:
    rep = reps[index]
    before_s = 0.5 * (reps[index - 1].end_s + rep.start_s) if index else float(times_s[0])
    after_s = 0.5 * (rep.end_s + reps[index + 1].start_s) if index + 1 < len(reps) else float(times_s[-1])
    middle_s = 0.5 * (rep.top_s + rep.top_end_s)
    top_level = _median_between(times_s, progress, rep.top_s, rep.top_end_s)
    start_s, top_s, top_end_s, end_s = rep.start_s, rep.top_s, rep.top_end_s, rep.end_s
    if start_s < top_s:
        low = _median_between(times_s, progress, max(before_s, start_s - _REST_S), start_s)
        start_s, top_s = _ends(times_s, progress, (start_s, top_s), (low, top_level))
    if top_end_s < end_s:
        low = _median_between(times_s, progress, end_s, min(after_s, end_s + _REST_S))
        top_end_s, end_s = _ends(times_s, progress, (top_end_s, end_s), (top_level, low))
    start_s, end_s = max(start_s, before_s), min(end_s, after_s)
    top_s, top_end_s = min(top_s, middle_s), max(top_end_s, middle_s)
    if not start_s <= top_s <= top_end_s <= end_s:
        return rep
    return replace(rep, start_s=start_s, top_s=top_s, top_end_s=top_end_s, end_s=end_s)


def _median_between(times_s: FloatArray, progress: FloatArray, start_s: float, end_s: float) -> float:
    """Median of a stretch, or of the frame nearest to it when it is shorter than a frame."""
    inside = (times_s >= start_s) & (times_s <= end_s)
    inside[int(np.argmin(np.abs(times_s - 0.5 * (start_s + end_s))))] = True
    values = progress[inside]
    return float(np.median(values)) if np.isfinite(values).all() else nan


def _ends(
    times_s: FloatArray, progress: FloatArray, guess: tuple[float, float], levels: tuple[float, float]
) -> tuple[float, float]:
    """Begin and end of one movement between two levels; the guess where they cannot be read."""
    margin_s = _REST_S
    inside = (times_s >= guess[0] - margin_s) & (times_s <= guess[1] + margin_s) & np.isfinite(progress)
    share = (progress[inside] - levels[0]) / (levels[1] - levels[0]) if levels[0] != levels[1] else progress[inside]
    time = times_s[inside]
    middle = _crossing(time, share, 0.5)
    early, late = _crossing(time, share, _LEVEL, before=middle), _crossing(time, share, 1.0 - _LEVEL, after=middle)
    begin, end = middle - _REACH * (middle - early), middle + _REACH * (late - middle)
    shift_s = max(abs(begin - guess[0]), abs(end - guess[1]))  # NaN when a crossing is missing
    return (begin, end) if begin < end and shift_s <= _LARGEST_SHIFT_S else guess


def _crossing(
    time: FloatArray, share: FloatArray, level: float, *, before: float = np.inf, after: float = -np.inf
) -> float:
    """Time at which a rising course passes a level: the last before a time, or the first after one; NaN when never."""
    rising = np.flatnonzero((share[:-1] < level) & (share[1:] >= level))
    times = [
        float(
            time[index] + (level - share[index]) / (share[index + 1] - share[index]) * (time[index + 1] - time[index])
        )
        for index in rising
    ]
    inside = [moment for moment in times if after <= moment <= before]
    if not inside:
        return nan
    return inside[-1] if np.isfinite(before) else inside[0]
