"""The back over a clip: one chord for all its frames, and whether mid-rise and top show the same back.

Where the buttocks are most posterior wanders as the hips straighten and a fold appears below them: with each frame's
own chord an arch of 25 degrees read 40, with the chord of mid-rise 31. Source: decision 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.signals.back_line import Reading, arc_deg

MIDDLE_DEG = (125.0, 155.0)  # hip angles of mid-rise, where neither hips nor back end their travel. Decision 0094
HOLLOW_DEG = 33.0  # a back whose hollow shows has more than this in mid-rise; a shirt has less. See decision 0042
_NEAR_TOP_DEG = 10.0  # hips this close to their straightest are at the top; DF
_STRAIGHTEST_PERCENTILE = 95.0
_MIN_FRAMES = 3  # fewer on either side tell nothing of a shift; DF
_MAX_APEX_SHIFT_TR = 0.065  # the small of the back stays where it is: 0.06 on backs in the open. Decision 0094
_MAX_UPPER_SHIFT_TR = 0.045  # as do the ribs behind the shoulder: 0.04 on backs in the open. Decision 0094


@dataclass(frozen=True, slots=True, eq=False)
class BackCourse:
    """What was read of the back in every frame, in trunk lengths as in `Reading`, shape (T,) each.

    Attributes:
        sagitta_tr: NaN where nothing was read, as all others.
        chord_tr: length between the ends of the back.
        apex_tr: place of the small of the back.
        upper_tr: depth of its upper end.
        hip_deg: hip angle.
        is_lying: whether the trunk lies rather than stands.
    """

    sagitta_tr: FloatArray
    chord_tr: FloatArray
    apex_tr: FloatArray
    upper_tr: FloatArray
    hip_deg: FloatArray
    is_lying: BoolArray


def course_of(readings: Sequence[Reading], *, trunk_px: FloatArray, hip_deg: FloatArray) -> BackCourse:
    """Gather the readings of a clip.

    Args:
        readings: one per frame.
        trunk_px: shape (T, 2), from shoulder to hip.
        hip_deg: shape (T,), hip angle.
    """
    rows = np.array([(one.sagitta_tr, one.chord_tr, one.apex_tr, one.upper_tr) for one in readings]).reshape(-1, 4)
    return BackCourse(
        sagitta_tr=rows[:, 0],
        chord_tr=rows[:, 1],
        apex_tr=rows[:, 2],
        upper_tr=rows[:, 3],
        hip_deg=hip_deg,
        is_lying=np.abs(trunk_px[:, 1]) <= np.abs(trunk_px[:, 0]),
    )


def steady_arcs_deg(course: BackCourse) -> FloatArray:
    """Arc of every frame over the chord that the back has in mid-rise, shape (T,)."""
    known = np.isfinite(course.chord_tr)
    if not known.any():
        return np.full(len(known), np.nan)
    middle = known & _is_middle(course)
    return arc_deg(course.sagitta_tr, float(np.median(course.chord_tr[middle if middle.any() else known])))


def is_same_back(course: BackCourse) -> bool:
    """Whether ribs and small of the back lie in the same place in mid-rise and at the top.

    Where they move along the body the boundary is not all back: from an oblique camera the bench's near edge covers
    another part of it at each height. True where too little is seen to tell, and for a shirt, whose hollow wanders.
    """
    used = np.isfinite(course.sagitta_tr) & np.isfinite(course.hip_deg) & course.is_lying
    if not used.any():
        return True
    straightest_deg = float(np.percentile(course.hip_deg[used], _STRAIGHTEST_PERCENTILE))
    middle = used & _is_middle(course)
    top = used & (course.hip_deg >= max(straightest_deg - _NEAR_TOP_DEG, MIDDLE_DEG[1]))
    if min(np.count_nonzero(middle), np.count_nonzero(top)) < _MIN_FRAMES:
        return True
    if np.median(steady_arcs_deg(course)[middle]) < HOLLOW_DEG:
        return True
    apex_tr, upper_tr = (
        abs(float(np.median(place[top]) - np.median(place[middle]))) for place in (course.apex_tr, course.upper_tr)
    )
    return apex_tr <= _MAX_APEX_SHIFT_TR and upper_tr <= _MAX_UPPER_SHIFT_TR


def _is_middle(course: BackCourse) -> BoolArray:
    """Shape (T,): frames of mid-rise, or of the way down."""
    begins_deg, ends_deg = MIDDLE_DEG
    return course.is_lying & (course.hip_deg >= begins_deg) & (course.hip_deg <= ends_deg)
