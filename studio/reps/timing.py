"""The times of reps, from one course or from two that tell the same lift, and how far they may be off.

The height of the hips and the progress of the whole body err apart from each other: where both are clean, the mean of
their boundaries is nearer to the truth than either, and how far they lie apart tells the error. A course that makes
long detours has lost the lifter: its ups and downs may still be counted, its times mean nothing. Source: decision 0120.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import inf

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.rep import Rep
from studio.reps.boundaries import refine
from studio.reps.progress import steadier
from studio.reps.turns import detour_of

_CLEAN = 1.05  # detours of a course that may be averaged with the other. Source: decision 0120
_LEEWAY = 0.02  # by how much more detour the body's course may make than the height. Source: decision 0120
_RESTLESS_SHARE = 0.5  # of the distance from a restless body's course, most of which is its own error. Decision 0120
_LOST = 1.1  # detours from which on a course has lost the lifter. Source: decision 0120


def timed(times_s: FloatArray, height: FloatArray, progress: FloatArray | None, reps: Sequence[Rep]) -> tuple[Rep, ...]:
    """Reps with their final times and the doubt of them.

    Args:
        times_s: shape (T,), seconds.
        height: shape (T,), any unit; NaN is missing.
        progress: shape (T,), of the whole body, any unit; None when there is none.
        reps: as they were found in the height.
    """
    course = steadier(height, progress)
    if _detour_around(times_s, course, reps) > _LOST:
        return tuple(replace(rep, doubt_s=inf) for rep in refine(times_s, course, reps))
    if progress is None:
        return refine(times_s, height, reps)
    by_height, by_body = (refine(times_s, told, reps) for told in (height, progress))
    hips, body = _detours(height, progress)
    doubt_s = _distance_of(by_height, by_body) * (1.0 if body < _CLEAN else _RESTLESS_SHARE)
    if max(hips, body) < _CLEAN and body < hips + _LEEWAY:
        return tuple(_between(one, other, doubt_s) for one, other in zip(by_height, by_body, strict=True))
    chosen = by_body if course is progress else by_height
    return tuple(replace(rep, doubt_s=doubt_s) for rep in chosen)


def _detour_around(times_s: FloatArray, course: FloatArray, reps: Sequence[Rep]) -> float:
    """Detours of a course from the first to the last rep: what comes before and after is no lift."""
    if not reps:
        return 1.0
    return detour_of(course[(times_s >= reps[0].start_s) & (times_s <= reps[-1].end_s)])


def _detours(height: FloatArray, progress: FloatArray) -> tuple[float, float]:
    """Detours of both courses where both are known."""
    both = np.isfinite(height) & np.isfinite(progress)
    return detour_of(height[both]), detour_of(progress[both])


def _distance_of(one: Sequence[Rep], other: Sequence[Rep]) -> float:
    """How far two timings of a set lie apart: median over the reps of the root mean square of their four times."""
    apart = [np.sqrt(np.mean(np.square(np.subtract(_times(a), _times(b))))) for a, b in zip(one, other, strict=True)]
    return float(np.median(apart)) if apart else 0.0


def _between(one: Rep, other: Rep, doubt_s: float) -> Rep:
    start_s, top_s, top_end_s, end_s = 0.5 * np.add(_times(one), _times(other))
    return replace(
        one, start_s=float(start_s), top_s=float(top_s), top_end_s=float(top_end_s), end_s=float(end_s), doubt_s=doubt_s
    )


def _times(rep: Rep) -> tuple[float, float, float, float]:
    return rep.start_s, rep.top_s, rep.top_end_s, rep.end_s
