"""What the acts of drawing, of editing reps and of the presets do."""

from collections.abc import Callable, Mapping
from math import nan

from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.core.finding import Finding, Outcome
from studio.core.rep import RepMark, RepSpan
from studio.review import (
    AddFinding,
    ClearAids,
    MarkRep,
    MergeReps,
    MoveRepEdge,
    ResetReps,
    SplitRep,
    shown_reps,
)
from studio.services.desk import Desk, Notice
from studio.ui.drawing_actions import AID_OF_ACTION, NUDGES, TOOL_OF_ACTION
from studio.ui.player.annotation_layer import Tool
from studio.ui.player.annotation_presenter import AnnotationPresenter
from studio.ui.rep_actions import MARK_OF_ACTION, PRESET_COUNT
from studio.ui.review.settle_presenter import SettlePresenter
from studio.ui.translating import translate

Handlers = Mapping[str, Callable[[], object]]


class DrawingActs:
    """Tools and what is done with the selected drawing."""

    def __init__(self, desk: Desk, drawing: AnnotationPresenter, settling: SettlePresenter) -> None:
        self._desk = desk
        self._drawing = drawing
        self._settling = settling

    def handlers(self) -> Handlers:
        """Handlers by action id."""
        drawing = self._drawing
        return {
            "draw-select": lambda: drawing.choose_tool(None),
            **{action_id: self._taking(tool) for action_id, tool in (TOOL_OF_ACTION | AID_OF_ACTION).items()},
            **{action_id: self._nudging(*step) for action_id, step in NUDGES.items()},
            "aid-clear": lambda: self._desk.apply(ClearAids()),
            "place-drawing": lambda: self._settling.agree() if self._settling.is_on else drawing.place(),
            "let-go": self._let_go,
            "next-drawing": drawing.select_next,
            "next-joint": drawing.take_next_joint,
            "edit-drawing": drawing.edit_text,
            "copy-drawing": drawing.copy_to_next_rep,
            "copy-drawing-everywhere": drawing.copy_to_every_rep,
            "delete-drawing": drawing.delete,
            "drawing-from-here": drawing.from_here,
            "drawing-until-here": drawing.until_here,
            "drawing-rep": drawing.through_rep,
            "drawing-clip": drawing.through_clip,
            "drawing-fade": drawing.toggle_fade,
            "snap": drawing.toggle_snapping,
        }

    def _let_go(self) -> None:
        """The aid in the hand first, then the guide that asked for it, then everything else."""
        if self._settling.is_on and self._drawing.aid_in_hand is None:
            self._settling.stop()
        else:
            self._drawing.let_go()

    def _taking(self, tool: Tool) -> Callable[[], None]:
        return lambda: self._drawing.choose_tool(tool)

    def _nudging(self, x_px: float, y_px: float) -> Callable[[], None]:
        return lambda: self._drawing.nudge(x_px, y_px)


class RepActs:
    """Edits of the rep at the playhead."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """Handlers by action id."""
        return {
            "rep-begins": lambda: self._move_edge(is_start=True),
            "rep-ends": lambda: self._move_edge(is_start=False),
            "split-rep": self._split,
            "join-reps": self._join,
            "reset-reps": lambda: self._desk.apply(ResetReps()),
            **{action_id: self._marking(mark) for action_id, mark in MARK_OF_ACTION.items()},
        }

    def _shown(self) -> tuple[RepSpan, ...]:
        analysis, review = self._desk.analysis, self._desk.review
        return shown_reps(review, analysis.reps) if analysis and review else ()

    def _here(self, shown: tuple[RepSpan, ...]) -> int:
        """The rep at the playhead, or else the one that is nearest; −1 when there is none."""
        time_s = self._desk.playhead.time_s
        gaps = [max(rep.start_s - time_s, time_s - rep.end_s, 0.0) for rep in shown]
        return min(range(len(gaps)), key=gaps.__getitem__) if gaps else -1

    def _move_edge(self, *, is_start: bool) -> None:
        shown = self._shown()
        if shown:
            self._desk.apply(MoveRepEdge(shown, self._here(shown), is_start, self._desk.playhead.time_s))
            if self._desk.history is not None:
                self._desk.history.end_merge()

    def _split(self) -> None:
        shown = self._shown()
        if shown:
            self._desk.apply(SplitRep(shown, self._here(shown), self._desk.playhead.time_s))

    def _join(self) -> None:
        shown = self._shown()
        if shown:
            self._desk.apply(MergeReps(shown, self._here(shown)))

    def _marking(self, mark: RepMark) -> Callable[[], None]:
        def act() -> None:
            shown = self._shown()
            if shown:
                self._desk.apply(MarkRep(shown, self._here(shown), mark))

        return act


class PresetActs:
    """The digits: each adds one of the exercise's first faults at the playhead."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def handlers(self) -> Handlers:
        """Handlers by action id."""
        return {f"preset-{number}": self._adding(number) for number in range(1, PRESET_COUNT + 1)}

    def _adding(self, number: int) -> Callable[[], None]:
        def act() -> None:
            faults = preset_faults(self._desk.exercise)
            if number <= len(faults):
                self.add(faults[number - 1][0])

        return act

    def add(self, fault: str) -> None:
        """Add a fault that the coach sees at the playhead."""
        exercise = self._desk.exercise
        wording = exercise.knowledge.faults.get(fault) if exercise is not None else None
        title = wording.title if wording is not None else fault
        analysis, time_s = self._desk.analysis, self._desk.playhead.time_s
        rep = analysis.rep_at(time_s) if analysis else None
        index = rep.index if rep else 0
        finding = Finding(
            fault,
            Outcome.FOUND,
            Severity.MODERATE,
            reps=(index,) if index else (),
            first_rep=index,
            worst_rep=index,
            worst_time_s=time_s if analysis else nan,
            is_by_hand=True,
        )
        self._desk.apply(AddFinding(finding))
        self._desk.noticed.emit(Notice(translate("Words", "Added by hand: {fault}").format(fault=title)))


def preset_faults(exercise: Exercise | None) -> list[tuple[str, str]]:
    """Ids and titles of the faults that the digits add, in the exercise's order."""
    if exercise is None:
        return []
    wordings = exercise.knowledge.faults
    named = [(fault.id, wordings[fault.id].title) for fault in exercise.faults if fault.id in wordings]
    return named[:PRESET_COUNT]
