"""Commands for the reps: drag their edges, split, join, and say which count.

Every command knows the reps that are on screen: the first edit takes the studio's reps over into the review.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.core.errors import UsageError
from studio.core.rep import Rep, RepMark, RepSpan
from studio.core.review import Review
from studio.review.commands import Command

SHORTEST_REP_S = 0.2
"""A rep cannot be made shorter; a fast one lasts about a second."""

Spans = tuple[RepSpan, ...]


def spans_of(reps: Sequence[Rep]) -> Spans:
    """The studio's reps in the form in which a coach edits them; those that the clip cuts off are partial."""
    return tuple(
        RepSpan(rep.start_s, rep.end_s, (rep.top_s, rep.top_end_s), _mark_of(rep))
        for rep in reps
        if rep.start_s < rep.end_s
    )


def shown_reps(review: Review, reps: Sequence[Rep]) -> Spans:
    """The reps to show on the timeline: the coach's, or else the studio's."""
    return review.reps or spans_of(reps)


@dataclass(frozen=True, slots=True)
class MoveRepEdge(Command):
    """Drag the begin or the end of a rep; it stops at its neighbours. A drag is one step.

    Attributes:
        shown: the reps on screen.
        position: which of them, from 0.
        is_start: whether its begin moves.
        time_s: where to.
    """

    shown: Spans
    position: int
    is_start: bool
    time_s: float

    def _label(self) -> str:
        return f"Move {'begin' if self.is_start else 'end'} of rep"

    def _merge_key(self) -> str:
        return f"rep-edge:{self.position}:{self.is_start}"

    def _change(self, review: Review) -> Review:
        spans, rep = _taken_over(review, self.shown, self.position)
        if self.is_start:
            low_s = spans[self.position - 1].end_s if self.position else 0.0
            start_s = min(max(self.time_s, low_s), rep.end_s - SHORTEST_REP_S)
            changed = (start_s, rep.end_s)
        else:
            high_s = spans[self.position + 1].start_s if self.position + 1 < len(spans) else float("inf")
            changed = (rep.start_s, max(min(self.time_s, high_s), rep.start_s + SHORTEST_REP_S))
        return _with(review, spans, self.position, (_fitted(rep, *changed),))


@dataclass(frozen=True, slots=True)
class SplitRep(Command):
    """Make two reps of one."""

    shown: Spans
    position: int
    time_s: float

    def _label(self) -> str:
        return "Split rep"

    def _change(self, review: Review) -> Review:
        spans, rep = _taken_over(review, self.shown, self.position)
        if not rep.start_s + SHORTEST_REP_S <= self.time_s <= rep.end_s - SHORTEST_REP_S:
            raise UsageError("A rep is split inside it.", remedy="Move the playhead between its begin and its end.")
        halves = (_fitted(rep, rep.start_s, self.time_s), _fitted(rep, self.time_s, rep.end_s))
        return _with(review, spans, self.position, halves)


@dataclass(frozen=True, slots=True)
class MergeReps(Command):
    """Make one rep of this one and the next."""

    shown: Spans
    position: int

    def _label(self) -> str:
        return "Join reps"

    def _change(self, review: Review) -> Review:
        spans, rep = _taken_over(review, self.shown, self.position)
        if self.position + 1 >= len(spans):
            raise UsageError("There is no rep after this one.", remedy="Choose the first of the two reps.")
        joined = replace(rep, end_s=spans[self.position + 1].end_s, top_s=None)
        rest = (*spans[: self.position], joined, *spans[self.position + 2 :])
        return replace(review, reps=rest)


@dataclass(frozen=True, slots=True)
class MarkRep(Command):
    """Say whether a rep counts, is partial, failed, or is none."""

    shown: Spans
    position: int
    mark: RepMark

    def _label(self) -> str:
        return f"Mark rep as {self.mark.value}"

    def _change(self, review: Review) -> Review:
        spans, rep = _taken_over(review, self.shown, self.position)
        return _with(review, spans, self.position, (replace(rep, mark=self.mark),))


@dataclass(frozen=True, slots=True)
class ResetReps(Command):
    """Give the reps back to the studio."""

    def _label(self) -> str:
        return "Reset reps"

    def _change(self, review: Review) -> Review:
        return replace(review, reps=())


def _mark_of(rep: Rep) -> RepMark:
    return rep.mark if rep.is_complete or rep.mark is not RepMark.COUNTED else RepMark.PARTIAL


def _taken_over(review: Review, shown: Spans, position: int) -> tuple[Spans, RepSpan]:
    spans = review.reps or shown
    if not 0 <= position < len(spans):
        raise UsageError("That rep is not there any more.", remedy="Choose one that is on the timeline.")
    return spans, spans[position]


def _fitted(rep: RepSpan, start_s: float, end_s: float) -> RepSpan:
    """The rep between other ends; a top that does not lie inside any more is left to be found."""
    is_top_inside = rep.top_s is not None and start_s <= rep.top_s[0] and rep.top_s[1] <= end_s
    return RepSpan(start_s, end_s, rep.top_s if is_top_inside else None, rep.mark)


def _with(review: Review, spans: Spans, position: int, changed: Spans) -> Review:
    return replace(review, reps=(*spans[:position], *changed, *spans[position + 1 :]))
