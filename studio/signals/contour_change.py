"""How much more hollow the back gets towards the top, for an athlete without a stored neutral reference.

The clip itself holds a reference: in mid-rise, at hip angles of 125 to 155 degrees, the hips still do the work and the
arc of the back is near its resting value; from there on it stays in a set with a quiet back and climbs in a set that
finishes out of the back. An arch that is there from the start is invisible. Source: decision 0094.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, nan

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.signals.back_line import BEHIND_CLOTHES, TOO_RESTLESS
from studio.signals.contour import ContourSignal
from studio.signals.contour_course import HOLLOW_DEG, MIDDLE_DEG

NO_MIDDLE = "The back is not visible in the middle of the rise, so there is nothing to compare the top with."
NOT_AT_TOP = "The back is not visible at the top of this rep."
NOT_A_BACK = "The outline changes more from the rise to the top than a back can."
NO_ONSET = "The back does not get more hollow in this rep."
NEEDS_NEUTRAL = "The starting position can only be judged against a stored neutral reference."

_SHORT_OF_TOP_DEG = 10.0  # mid-rise ends at least this far short of the set's own top; DF
_MIN_MIDDLE_FRAMES = 5
_MIN_TOP_FRAMES = 3
_TOP_MARGIN_S = 0.1  # around the top of a rep without a pause, so that it has enough frames
_MIN_MIDDLE_SHARE = 0.5  # of the frames there; DF
_LEAST_HOLLOW_DEG = 23.0  # where a shirt hides the hollow, the change counts from here: "at least". Decision 0042
_ROUNDEST_DEG = -25.0  # no lifter rounds by more while the hips straighten: the outline is not the back's; DF
_COURSE_SD_DEG = 3.5  # how far a quiet back strays between mid-rise and top. See decision 0094
_CHANGE_SD_SHARE = 0.2  # how much steeper or flatter than the spine's own change a body reads. See decision 0094
_ONSET_DEG = 10.0  # the mild band of the change. Source: kb:c2 (indicator bands of F-LUMBAR)
_ONSET_FRAMES = 3  # Source: kb:b4, M-ARCHON
_MIN_KNOWN_SHARE = 0.5  # of the frames at the top. Source: kb:b1 (60 % valid), DF
_MAX_SD_DEG = 4.0  # Source: kb:b6
_LOOK_S = 0.15  # frames closer together than this share their error; DF
_NORMAL_90 = 1.645


@dataclass(frozen=True, slots=True)
class ContourReference:
    """The arc that counts as neutral within one clip.

    Attributes:
        arc_deg: the arc; NaN when there is none.
        sd_deg: standard deviation of a change measured against it that means nothing.
        middle_hip_deg: hip angle at which the middle of the rise begins.
        is_hollow: the hollow of the back shows there; a shirt that hangs in front of it has less.
        reason: why there is none; empty when there is.
    """

    arc_deg: float
    sd_deg: float
    middle_hip_deg: float
    is_hollow: bool = False
    reason: str = ""

    @classmethod
    def missing(cls, reason: str) -> "ContourReference":
        """No reference, with the reason in a sentence."""
        return cls(nan, nan, nan, reason=reason)


@dataclass(frozen=True, slots=True)
class ContourChange:
    """How the back changes against the clip's own reference.

    Attributes:
        reference: what it is compared with.
        change: M-BCD of every rep, in the order of the reps.
        onset: M-ARCHON of every rep.
        set_up: M-BC0.
    """

    reference: ContourReference
    change: tuple[Measure, ...]
    onset: tuple[Measure, ...]
    set_up: Measure


def in_clip_contour_change(contour: ContourSignal, reps: Sequence[Rep]) -> ContourChange:
    """Compare the top of every rep with the middle of the rises of the same clip.

    Args:
        contour: of the clip.
        reps: of the clip.
    """
    reference = in_clip_reference(contour, reps)
    return ContourChange(
        reference=reference,
        change=tuple(_change(contour, rep, reference) for rep in reps),
        onset=tuple(_onset(contour, rep, reference) for rep in reps),
        set_up=Measure.missing("M-BC0", "deg", NEEDS_NEUTRAL),
    )


def in_clip_reference(contour: ContourSignal, reps: Sequence[Rep]) -> ContourReference:
    """The arc of a quiet back at the top: the median in the middle of all rises and descents.

    A shirt may hang in front of the hollow there and be drawn into it by an arch at the top: then the change counts
    from the least hollow that a bare back has.
    """
    if contour.reason:
        return ContourReference.missing(contour.reason)
    at_top = _within(contour, [(rep.top_s, rep.top_end_s) for rep in reps])
    tops = contour.hip_deg[at_top & np.isfinite(contour.hip_deg)]
    if tops.size == 0:
        return ContourReference.missing(NO_MIDDLE)
    begins_deg = MIDDLE_DEG[0]
    ends_deg = min(MIDDLE_DEG[1], float(np.median(tops)) - _SHORT_OF_TOP_DEG)
    in_rep = _within(contour, [(rep.start_s, rep.end_s) for rep in reps]) & ~at_top
    is_middle = in_rep & (contour.hip_deg >= begins_deg) & (contour.hip_deg <= ends_deg)
    middle = is_middle & np.isfinite(contour.single_deg)
    arcs = contour.single_deg[middle]
    if arcs.size < max(_MIN_MIDDLE_FRAMES, _MIN_MIDDLE_SHARE * np.count_nonzero(is_middle)):
        return ContourReference.missing(NO_MIDDLE)
    center, doubt_deg = _median_with_doubt(arcs, interval_s=contour.interval_s)
    if doubt_deg > _MAX_SD_DEG:
        return ContourReference.missing(TOO_RESTLESS)
    return ContourReference(
        max(center, _LEAST_HOLLOW_DEG),
        float(np.hypot(_COURSE_SD_DEG, doubt_deg)),
        begins_deg,
        is_hollow=center >= HOLLOW_DEG,
    )


def _change(contour: ContourSignal, rep: Rep, reference: ContourReference) -> Measure:
    if reference.reason:
        return Measure.missing("M-BCD", "deg", reference.reason)
    top_span = (rep.top_s - _TOP_MARGIN_S, rep.top_end_s + _TOP_MARGIN_S)
    in_span = _within(contour, [top_span])
    arcs = contour.single_deg[in_span & np.isfinite(contour.single_deg)]
    if arcs.size < max(_MIN_TOP_FRAMES, _MIN_KNOWN_SHARE * np.count_nonzero(in_span)):
        return Measure.missing("M-BCD", "deg", NOT_AT_TOP)
    center, sd_deg = _median_with_doubt(arcs, interval_s=contour.interval_s)
    if sd_deg > _MAX_SD_DEG:
        return Measure.missing("M-BCD", "deg", TOO_RESTLESS)
    if not reference.is_hollow and center < HOLLOW_DEG:
        return Measure.missing("M-BCD", "deg", BEHIND_CLOTHES)
    value = center - reference.arc_deg
    if value < _ROUNDEST_DEG:
        return Measure.missing("M-BCD", "deg", NOT_A_BACK)
    half = _NORMAL_90 * hypot(reference.sd_deg, sd_deg, _CHANGE_SD_SHARE * value)
    return Measure("M-BCD", value, "deg", low=value - half, high=value + half)


def _onset(contour: ContourSignal, rep: Rep, reference: ContourReference) -> Measure:
    if reference.reason:
        return Measure.missing("M-ARCHON", "deg", reference.reason)
    rising = _within(contour, [(rep.start_s, rep.top_end_s)]) & (contour.hip_deg >= reference.middle_hip_deg)
    above = contour.arc_deg[rising] - reference.arc_deg
    hips = contour.hip_deg[rising]
    half = _NORMAL_90 * reference.sd_deg
    value = _hip_where(above, hips, _ONSET_DEG)
    if not np.isfinite(value):
        return Measure.missing("M-ARCHON", "deg", NO_ONSET)
    early, late = _hip_where(above, hips, _ONSET_DEG - half), _hip_where(above, hips, _ONSET_DEG + half)
    return Measure(
        "M-ARCHON", value, "deg", low=min(early, value), high=late if np.isfinite(late) else float(hips.max())
    )


def _hip_where(above: FloatArray, hips: FloatArray, limit: float) -> float:
    """Hip angle at the first frame of the first run of enough frames at or beyond a limit; NaN without one."""
    beyond = (above >= limit) & np.isfinite(hips)
    for first in range(len(beyond) - _ONSET_FRAMES + 1):
        if beyond[first : first + _ONSET_FRAMES].all():
            return float(hips[first])
    return nan


def _median_with_doubt(arcs: FloatArray, *, interval_s: float) -> tuple[float, float]:
    """Median and its standard deviation, with neighbouring frames sharing their error."""
    center = float(np.median(arcs))
    scatter = 1.4826 * float(np.median(np.abs(arcs - center)))
    looks = max(arcs.size * min(interval_s / _LOOK_S, 1.0), 1.0)
    return center, scatter / float(np.sqrt(looks))


def _within(contour: ContourSignal, spans: Sequence[tuple[float, float]]) -> BoolArray:
    """Shape (T,): frames inside any of the spans of time."""
    inside: BoolArray = np.zeros(len(contour.times_s), dtype=np.bool_)
    for start_s, end_s in spans:
        inside |= (contour.times_s >= start_s) & (contour.times_s <= end_s)
    return inside
