"""Which frames the report shows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum, unique
from math import isfinite

from studio.core.analysis import Analysis
from studio.core.rep import Rep
from studio.core.review import Review
from studio.report.selection import Selection

SET_UP_BEFORE_S = 0.5
"""Set-up is looked at half a second before the first rep. Source: kb:c2/F-STARTARCH."""

MOST_EVIDENCE_STILLS = 6
MOST_COACH_MOMENTS = 4


@unique
class MomentKind(StrEnum):
    """Why a frame is shown."""

    SET_UP = "setup"
    BOTTOM = "bottom"
    LOCKOUT = "lockout"
    WORST = "worst"
    EVIDENCE = "evidence"
    COACH = "coach"


@dataclass(frozen=True, slots=True)
class Moment:
    """A frame worth showing.

    Attributes:
        kind: why.
        index: of the frame.
        time_s: its presentation time.
        rep: rep number; 0 for none.
        fault: what it is evidence for; empty otherwise.
        title: the coach's words; empty otherwise.
        comment: the coach's words; empty otherwise.
        spoken_s: lengths of the coach's voice notes at this frame, in seconds.
    """

    kind: MomentKind
    index: int
    time_s: float
    rep: int = 0
    fault: str = ""
    title: str = ""
    comment: str = ""
    spoken_s: tuple[float, ...] = ()


def choose_moments(analysis: Analysis, review: Review, selection: Selection) -> tuple[Moment, ...]:
    """Key frames in the order in which they happen in a rep, then evidence, then the coach's own moments."""
    if selection.is_emergency:
        return ()
    moments = (
        *_key_moments(analysis, selection),
        *_evidence_moments(analysis, selection),
        *_coach_moments(analysis, review),
    )
    return tuple(moments)


def best_and_worst_rep(analysis: Analysis, selection: Selection) -> tuple[int, int]:
    """Numbers of the cleanest and of the worst complete rep; 0 where no rep stands out."""
    reps = _complete(analysis)
    counted = [one for judged in selection.found for one in (judged, *judged.folded)]
    scores = {rep.index: sum(int(one.severity_in(rep.index)) for one in counted) for rep in reps}
    if len(reps) < 2 or not any(scores.values()):
        return 0, 0
    named = [one.finding.worst_rep for one in selection.found if one.finding.worst_rep in scores]
    worst = named[0] if named else max(scores, key=lambda rep: scores[rep])
    best = min(scores, key=lambda rep: scores[rep])
    return (best if scores[best] < scores[worst] else 0), worst


def _key_moments(analysis: Analysis, selection: Selection) -> Iterator[Moment]:
    reps = _complete(analysis)
    if not reps:
        return
    best, _ = best_and_worst_rep(analysis, selection)
    shown = next((rep for rep in reps if rep.index == best), reps[0])
    yield _moment(analysis, MomentKind.SET_UP, reps[0].start_s - SET_UP_BEFORE_S)
    yield _moment(analysis, MomentKind.BOTTOM, shown.start_s, rep=shown.index)
    yield _moment(analysis, MomentKind.LOCKOUT, 0.5 * (shown.top_s + shown.top_end_s), rep=shown.index)
    for judged in selection.found:
        if isfinite(judged.finding.worst_time_s):
            finding = judged.finding
            yield _moment(analysis, MomentKind.WORST, finding.worst_time_s, rep=finding.worst_rep, fault=judged.fault)
            return


def _evidence_moments(analysis: Analysis, selection: Selection) -> Iterator[Moment]:
    shown = 0
    for judged in selection.found:
        if isfinite(judged.finding.worst_time_s) and shown < MOST_EVIDENCE_STILLS:
            shown += 1
            finding = judged.finding
            yield _moment(
                analysis, MomentKind.EVIDENCE, finding.worst_time_s, rep=finding.worst_rep, fault=judged.fault
            )


def _coach_moments(analysis: Analysis, review: Review) -> Iterator[Moment]:
    """What the coach marked, and then what the coach only spoke about, as long as there is room."""
    clock = analysis.observation.clock
    spoken: dict[int, tuple[float, ...]] = {}
    for note in review.voice_notes:
        if not note.fault:
            index = clock.nearest_index(note.time_s)
            spoken[index] = (*spoken.get(index, ()), note.duration_s)
    marked = review.key_moments[:MOST_COACH_MOMENTS]
    for key in marked:
        moment = _moment(analysis, MomentKind.COACH, key.time_s, title=key.title, comment=key.comment)
        yield replace(moment, spoken_s=spoken.pop(moment.index, ()))
    for index in sorted(spoken)[: MOST_COACH_MOMENTS - len(marked)]:
        yield replace(_moment(analysis, MomentKind.COACH, clock.time_of(index)), spoken_s=spoken[index])


def _moment(
    analysis: Analysis,
    kind: MomentKind,
    time_s: float,
    *,
    rep: int = 0,
    fault: str = "",
    title: str = "",
    comment: str = "",
) -> Moment:
    clock = analysis.observation.clock
    index = clock.nearest_index(time_s)
    return Moment(kind, index, clock.time_of(index), rep=rep, fault=fault, title=title, comment=comment)


def _complete(analysis: Analysis) -> list[Rep]:
    return [rep for rep in analysis.reps if rep.is_complete] or list(analysis.reps)
