"""How far the lift has come in every frame, from the whole body at once.

In this lift all joints move together: one number tells the posture. Reading it from all landmarks (and the bar), each
weighted by how far it travels against how restless it is, is far steadier than the height of one hip.
"""

from collections.abc import Sequence

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.arrays import BoolArray, FloatArray
from studio.core.rep import Rep
from studio.reps.turns import detour_of

_QUIETEST_PX2 = 1.0  # no landmark is steadier than a pixel
_FEWEST_FRAMES = 2
_NORMAL_MAD = 1.4826
_LONGEST_LAPSE_S = 2.0  # of a plate that is lost and found again: about one way up or down; DF
_STEADIER_SHARE = 0.5  # of the height's detours. See decision 0043


def lift_progress(interpretation: Interpretation, reps: Sequence[Rep]) -> FloatArray | None:
    """How far the lift has come: 0 at the bottom, 1 at the top, shape (T,).

    Args:
        interpretation: the body over time.
        reps: found in one signal; say which frames are bottoms and tops.

    Returns:
        NaN where a landmark is missing; None when the body was seen in too few tops or bottoms, or does not move.
    """
    times_s, courses = _courses(interpretation)
    known = np.isfinite(courses).all(axis=1)
    tops = known & _inside(times_s, [(rep.top_s, rep.top_end_s) for rep in reps])
    bottoms = known & _inside(times_s, _rests(reps, times_s))
    if min(tops.sum(), bottoms.sum()) < _FEWEST_FRAMES:
        return None
    low, high = np.median(courses[bottoms], axis=0), np.median(courses[tops], axis=0)
    noise = _scatter(courses[bottoms], low) + _scatter(courses[tops], high)
    weights = (high - low) / np.maximum(noise, _QUIETEST_PX2)
    gain = float((high - low) @ weights)
    if gain <= 0.0:
        return None
    progress: FloatArray = ((courses - low) @ weights) / gain
    return progress


def bridge_lapses(interpretation: Interpretation, height: FloatArray, progress: FloatArray) -> FloatArray:
    """Fill the gaps that a lost plate leaves in the height with what the rest of the body does there.

    Without a bar a gap means that nobody lifts, and stays.

    Args:
        interpretation: the body over time.
        height: shape (T,), any unit; NaN is missing.
        progress: shape (T,), of the whole body.

    Returns:
        A copy with the gaps filled that are short enough.
    """
    both = np.isfinite(height) & np.isfinite(progress)
    if "bar_y_px" not in interpretation.signals or both.sum() < _FEWEST_FRAMES:
        return height
    times_s = interpretation.signals.signals[0].times_s
    slope, level = np.polyfit(progress[both], height[both], 1)
    filled = height.copy()
    edges = np.flatnonzero(np.diff(np.isnan(height).astype(np.int8), prepend=0, append=0))
    for start, stop in zip(edges[::2], edges[1::2], strict=True):
        if times_s[stop - 1] - times_s[start] <= _LONGEST_LAPSE_S:
            filled[start:stop] = slope * progress[start:stop] + level
    return filled


def steadier(height: FloatArray, progress: FloatArray | None) -> FloatArray:
    """The progress of the whole body where it is much steadier than the height, which means it; the height otherwise.

    They are compared where both are known. In a slow rep some joints move early and others late: then the hips count.

    Args:
        height: shape (T,), any unit.
        progress: shape (T,), any unit; None when there is none.
    """
    if progress is None:
        return height
    both = np.isfinite(height) & np.isfinite(progress)
    detours = [detour_of(course[both]) for course in (height, progress)]
    return progress if detours[1] - 1.0 < _STEADIER_SHARE * (detours[0] - 1.0) else height


def _courses(interpretation: Interpretation) -> tuple[FloatArray, FloatArray]:
    """Times, shape (T,), and every coordinate of all landmarks and the bar that was ever seen, shape (T, n), pixels."""
    signals = interpretation.signals
    track = interpretation.landmarks.xy_px
    flat = track.reshape(len(track), -1)
    bar = [signals[name].values for name in ("bar_x_px", "bar_y_px") if name in signals]
    complete = [course for course in bar if np.isfinite(course).all()]
    courses = np.column_stack([flat, *complete])
    seen = np.isfinite(courses).any(axis=0)
    return signals.signals[0].times_s, courses[:, seen]


def _rests(reps: Sequence[Rep], times_s: FloatArray) -> list[tuple[float, float]]:
    """The frames next to every start and end, at least one frame interval wide."""
    frame_s = float(np.median(np.diff(times_s)))
    starts = [(rep.start_s - frame_s, rep.start_s) for rep in reps if rep.start_s < rep.top_s]
    return starts + [(rep.end_s, rep.end_s + frame_s) for rep in reps if rep.end_s > rep.top_end_s]


def _inside(times_s: FloatArray, spans: list[tuple[float, float]]) -> BoolArray:
    inside = np.zeros(len(times_s), dtype=np.bool_)
    for start_s, end_s in spans:
        inside |= (times_s >= start_s) & (times_s <= end_s)
    return inside


def _scatter(courses: FloatArray, center: FloatArray) -> FloatArray:
    return np.asarray((_NORMAL_MAD * np.median(np.abs(courses - center), axis=0)) ** 2)
