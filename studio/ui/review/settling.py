"""What the coach can do in this clip to settle a question that the studio leaves open, as plain values."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, unique
from math import isfinite

import numpy as np

from studio.core.analysis import Analysis
from studio.core.annotation import Aid, AidKind
from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.core.exercise import Exercise
from studio.core.fault import FaultDefinition
from studio.core.finding import Finding, Outcome
from studio.core.landmarks import LandmarkSource
from studio.core.neutral import counts_as_straight
from studio.core.rep import Rep
from studio.core.review import Review

_BEFORE_S = 0.5
"""How long before the first rep the set-up is looked at. Source: kb:b3 (set-up frame)."""

_MOSTLY = 0.5
_AROUND_FRAMES = 15  # half a second of a usual clip: nobody holds still for less
_LINES = ("M-TPA", "M-TPA0")
_AT_SET_UP = "M-TPA0"
_DRAWN = (AidKind.THORAX_LINE, AidKind.PELVIS_LINE)


@unique
class Way(StrEnum):
    """A way to settle a question without filming again; the strongest first."""

    LINES = "lines"
    NEUTRAL = "neutral"
    BENCH_EDGE = "bench_edge"
    PAD_BOX = "pad_box"
    ANSWERS = "answers"


_SINGLE = {Way.NEUTRAL: AidKind.NEUTRAL, Way.BENCH_EDGE: AidKind.BENCH_EDGE, Way.PAD_BOX: AidKind.PAD_BOX}
_SETTLED_BY = {
    Way.LINES: frozenset(_LINES),
    Way.BENCH_EDGE: frozenset({"M-BENCHC", "M-BENCHSLIDE"}),
    Way.PAD_BOX: frozenset({"M-BARU"}),
    Way.ANSWERS: frozenset({"M-BENCHH"}),
}
"""What each way makes measurable. Source: kb:b4."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do on the way.

    Attributes:
        aid: what is shown to the studio.
        number: of this step, from 1.
        count: of all steps.
        frame_index: where it is to be shown; −1 wherever the coach likes.
        rep: number of the rep whose top that is; 0 for any other moment.
    """

    aid: AidKind
    number: int = 1
    count: int = 1
    frame_index: int = -1
    rep: int = 0


def ways_to_settle(finding: Finding, analysis: Analysis, exercise: Exercise) -> tuple[Way, ...]:
    """The ways that are left for a finding; none where the view forbids, or where nothing is open.

    A fault that was not found is open, too, where the athlete's own neutral could find it.
    """
    definition = _definition(finding.fault, exercise)
    if definition is None or _is_view_wrong(definition, analysis):
        return ()
    if finding.outcome is Outcome.NOT_FOUND:
        return (Way.NEUTRAL,) if _is_between_limits(finding, definition, analysis) else ()
    if finding.outcome is Outcome.FOUND:
        return ()
    missing = {one.measure for one in definition.deciding if not _is_known(one.measure, analysis)}
    ways = [way for way, measures in _SETTLED_BY.items() if missing & measures]
    if Way.PAD_BOX in ways and _is_hip_behind_plate(analysis):
        ways.remove(Way.PAD_BOX)
    has_narrower = any(one.calibrated_bands for one in definition.deciding)
    if has_narrower and not analysis.capture.is_calibrated and finding.outcome is Outcome.UNCONFIRMED:
        ways.append(Way.NEUTRAL)
    return tuple(sorted(ways, key=list(Way).index))


def next_step(
    way: Way, finding: Finding, *, analysis: Analysis, review: Review, exercise: Exercise, before: Sequence[Aid] = ()
) -> Step | None:
    """What is to be done next; None when all is done.

    Args:
        way: that the coach chose.
        finding: that is to be settled.
        analysis: of the clip.
        review: as it is now.
        exercise: that the finding belongs to.
        before: the aids when the coach set out.
    """
    if way is Way.LINES:
        return _next_line(finding, analysis, review, exercise)
    aid = _SINGLE.get(way)
    if aid is None or any(one.kind is aid and one not in before for one in review.aids):
        return None
    if way is Way.NEUTRAL:
        return Step(aid, frame_index=_straight_frame(finding, analysis))
    if way is Way.PAD_BOX:
        rep, index = _top(finding, analysis)
        return Step(aid, frame_index=index, rep=rep)
    return Step(aid)


def hip_angle_at(index: int, analysis: Analysis) -> float:
    """Hip angle on a frame, degrees; NaN where it is not known."""
    hip = analysis.signals.get("hip_angle_deg")
    return float(hip.values[index]) if hip is not None and 0 <= index < len(hip.values) else float("nan")


def _definition(fault: str, exercise: Exercise) -> FaultDefinition | None:
    return next((known for known in exercise.faults if known.id == fault), None)


def _is_view_wrong(definition: FaultDefinition, analysis: Analysis) -> bool:
    capture = analysis.capture
    why = {"side-view": capture.why_not_from_the_side(), "front-view": capture.why_not_from_the_feet()}
    return any(why.get(need) for need in definition.needs)


def _is_between_limits(finding: Finding, definition: FaultDefinition, analysis: Analysis) -> bool:
    """Whether reps that are inside the wide limits would be outside the narrow ones of the athlete's own neutral."""
    if analysis.capture.is_calibrated or finding.muted_by:
        return False
    narrow = {one.measure: one.calibrated_bands for one in definition.deciding}
    for evidence in finding.evidence:
        bands = narrow.get(evidence.measure)
        if bands is not None and any(isfinite(one) and bands.severity_of(one) for one in evidence.values.values()):
            return True
    return False


def _is_hip_behind_plate(analysis: Analysis) -> bool:
    """Whether the hip was placed by the bar, so that nothing can be told about the bar from it."""
    sources = analysis.landmarks.source[:, Part.HIP.on(analysis.capture.near_side)]
    return float(np.mean(sources == LandmarkSource.DERIVED)) > _MOSTLY


def _is_known(measure_id: str, analysis: Analysis) -> bool:
    rows = (*analysis.measures.reps, analysis.measures.whole_set)
    return any(measure_id in row and row[measure_id].is_assessable for row in rows)


def _next_line(finding: Finding, analysis: Analysis, review: Review, exercise: Exercise) -> Step | None:
    is_set_up = _is_about_set_up(finding, exercise)
    neutral = next((aid for aid in review.aids if aid.kind is AidKind.NEUTRAL), None)
    if neutral is None:
        index = _straight_frame(finding, analysis) if is_set_up else _set_up_frame(analysis)
        return Step(AidKind.NEUTRAL, 1, 5, index)
    drawn = {(aid.kind, aid.frame_index) for aid in review.aids if aid.kind in _DRAWN}
    for number, kind in enumerate(_DRAWN, start=2):
        if (kind, neutral.frame_index) not in drawn:
            return Step(kind, number, 5, neutral.frame_index)
    frames = {index for _, index in drawn if index != neutral.frame_index and _is_there(index, analysis, is_set_up)}
    if any(all((kind, index) in drawn for kind in _DRAWN) for index in frames):
        return None
    rep, index = (0, _set_up_frame(analysis)) if is_set_up else _top(finding, analysis)
    begun = next(iter(sorted(frames)), None)
    if begun is None:
        return Step(AidKind.THORAX_LINE, 4, 5, index, rep)
    missing = next(kind for kind in _DRAWN if (kind, begun) not in drawn)
    return Step(missing, 5, 5, begun, _rep_at_top(begun, analysis))


def _is_about_set_up(finding: Finding, exercise: Exercise) -> bool:
    definition = _definition(finding.fault, exercise)
    return definition is not None and any(one.measure == _AT_SET_UP for one in definition.deciding)


def _is_there(index: int, analysis: Analysis, is_set_up: bool) -> bool:  # noqa: FBT001 -- a private question
    """Whether lines on a frame say something about the tops, or about the set-up."""
    if is_set_up:
        first_s = min((rep.start_s for rep in analysis.reps), default=0.0)
        return analysis.observation.clock.time_of(index) < first_s
    return _rep_at_top(index, analysis) > 0


def _rep_at_top(index: int, analysis: Analysis) -> int:
    time_s = analysis.observation.clock.time_of(index)
    return next((rep.index for rep in analysis.reps if rep.top_s <= time_s <= rep.top_end_s), 0)


def _top(finding: Finding, analysis: Analysis) -> tuple[int, int]:
    """Number and frame of the top to look at: of the worst rep, else of the first."""
    reps = [rep for rep in analysis.reps if rep.is_complete]
    rep = next((rep for rep in reps if rep.index == finding.worst_rep), reps[0] if reps else None)
    if rep is None:
        return 0, -1
    return rep.index, _middle_of_top(rep, finding.worst_time_s, analysis)


def _middle_of_top(rep: Rep, worst_s: float, analysis: Analysis) -> int:
    is_inside = isfinite(worst_s) and rep.top_s <= worst_s <= rep.top_end_s
    return analysis.observation.clock.nearest_index(worst_s if is_inside else 0.5 * (rep.top_s + rep.top_end_s))


def _set_up_frame(analysis: Analysis) -> int:
    first_s = min((rep.start_s for rep in analysis.reps), default=0.0)
    return analysis.observation.clock.nearest_index(max(first_s - _BEFORE_S, 0.0))


def _straight_frame(finding: Finding, analysis: Analysis) -> int:
    """Where a neutral hold is most likely: standing outside the reps, else the top of the mildest rep."""
    hip = analysis.signals.get("hip_angle_deg")
    if hip is not None:
        inside = [(hip.times_s >= rep.start_s) & (hip.times_s <= rep.end_s) for rep in analysis.reps]
        is_standing = np.array([counts_as_straight(value) for value in hip.values])
        found = np.flatnonzero(is_standing & ~np.any(inside, axis=0)) if inside else np.flatnonzero(is_standing)
        if len(found):
            return int(min(found, key=lambda index: _unrest(hip.values, int(index))))
    reps = [rep for rep in analysis.reps if rep.is_complete]
    if not reps:
        return -1
    mildest = min(reps, key=lambda rep: finding.severity_by_rep.get(rep.index, 0))
    return _middle_of_top(mildest, float("nan"), analysis)


def _unrest(values: FloatArray, index: int) -> float:
    """How much a signal moves around a frame; without end where it is not seen all the time."""
    around = values[max(index - _AROUND_FRAMES, 0) : index + _AROUND_FRAMES + 1]
    return float(np.std(around)) if np.isfinite(around).all() else float("inf")
