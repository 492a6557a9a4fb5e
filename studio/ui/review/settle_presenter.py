"""Leads the coach through settling a finding in this clip, and says what came of it."""

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.analysis import Analysis
from studio.core.annotation import Aid, AidKind
from studio.core.finding import Finding, Outcome
from studio.core.neutral import counts_as_straight
from studio.review import ReviewChanged
from studio.services.desk import Desk, Notice
from studio.ui.player.annotation_presenter import AnnotationPresenter
from studio.ui.player.guide_bar import GuideBar
from studio.ui.review.settle_words import step_title, step_words
from studio.ui.review.settling import Step, Way, hip_angle_at, next_step
from studio.ui.wording import format_number, severity_word


class SettlePresenter(QObject):
    """One question at a time: what to show next follows from what the review holds, so that undo goes a step back.

    Signals:
        changed: the guide came, went, or asks for something else.
        answers_requested: the question is settled by answers, not in the picture.
        settled: the finding was judged again; carries its fault id.
    """

    changed = Signal()
    answers_requested = Signal()
    settled = Signal(str)

    def __init__(self, desk: Desk, drawing: AnnotationPresenter, bar: GuideBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._drawing, self.bar = desk, drawing, bar
        self._fault = ""
        self._way = Way.LINES
        self._before: tuple[Aid, ...] = ()
        self._step: Step | None = None
        self._told_fault = ""
        bar.agreed.connect(self.agree)
        bar.ended.connect(self.stop)
        drawing.held_changed.connect(self._look_later)
        desk.review_changed.subscribe(self._on_review_changed)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.clip_opened.subscribe(lambda _info: self.stop())

    @property
    def step(self) -> Step | None:
        """What is asked for now; None when nothing is."""
        return self._step

    @property
    def is_on(self) -> bool:
        """Whether somebody is being led."""
        return self._step is not None

    def begin(self, fault: str, way: str) -> None:
        """Settle a fault in this way."""
        if Way(way) is Way.ANSWERS:
            self.answers_requested.emit()
            return
        if self._desk.review is None or self._finding(fault) is None:
            return
        self._drawing.let_go()
        self._desk.playhead.pause()
        self._fault, self._way, self._before, self._step = fault, Way(way), self._desk.review.aids, None
        self._drawing.is_guided = True
        self._go_on()

    def agree(self) -> None:
        """This frame is neutral, or what lies on the body fits."""
        if self._drawing.aid_in_hand is not None:
            self._drawing.let_go()
        elif self._step is not None and self._step.aid is AidKind.NEUTRAL:
            self._mark_neutral()
        elif self._step is not None:
            self._drawing.place()

    def stop(self) -> None:
        """Leave it at that; what was shown stays."""
        if self.is_on:
            self._end()

    def _end(self) -> None:
        self._step = None
        self._drawing.is_guided = False
        self._drawing.let_go()
        self.bar.hide()
        self.changed.emit()

    def _finding(self, fault: str) -> Finding | None:
        analysis = self._desk.analysis
        return next((one for one in analysis.findings if one.fault == fault), None) if analysis else None

    def _mark_neutral(self) -> None:
        analysis = self._desk.analysis
        hip_deg = hip_angle_at(self._drawing.shown_index, analysis) if analysis is not None else float("nan")
        if self._way is Way.NEUTRAL and not counts_as_straight(hip_deg):
            text = self.tr("The hips are folded here ({angle}) or not seen: go to a frame with straight hips.")
            words = text.format(angle=format_number(hip_deg, "deg"))
            self.bar.show_step(self.bar.title.text(), words, yes=self._yes_for(AidKind.NEUTRAL))
            return
        self._drawing.choose_tool(AidKind.NEUTRAL)

    def _go_on(self) -> None:
        """Ask for what is next; when all is done, wait for the judgement."""
        step = self._asked()
        if step is None:
            self._told_fault = self._fault
            self._end()
            return
        if step != self._step:
            self._step = step
            if step.frame_index >= 0:
                self._desk.playhead.seek_index(step.frame_index)
        self._drawing.choose_tool(None if step.aid is AidKind.NEUTRAL else step.aid)
        self._show(step)
        self.changed.emit()

    def _asked(self) -> Step | None:
        """What is left to do by what the review holds now."""
        analysis, review, exercise = self._desk.analysis, self._desk.review, self._desk.exercise
        finding = self._finding(self._fault)
        if analysis is None or review is None or exercise is None or finding is None:
            return None
        return next_step(self._way, finding, analysis=analysis, review=review, exercise=exercise, before=self._before)

    def _show(self, step: Step) -> None:
        count = self.tr("step {number} of {count}").format(number=step.number, count=step.count)
        yes = self._yes_for(step.aid) if step.aid is AidKind.NEUTRAL else ""
        self.bar.show_step(step_title(step), step_words(step), count=count if step.count > 1 else "", yes=yes)

    def _yes_for(self, aid: AidKind) -> str:
        return self.tr("Neutral here") if aid is AidKind.NEUTRAL else self.tr("It fits")

    def _look_later(self) -> None:
        if self.is_on:
            QTimer.singleShot(0, self, self._look)

    def _look(self) -> None:
        """After the hand has changed: an aid in it is moved first; a tool that was put down ends the guide."""
        step = self._step
        if step is None or step.aid is AidKind.NEUTRAL:
            return
        if self._drawing.aid_in_hand is not None:
            words = self.tr("Alt and the arrow keys move it, or drag its ends. Enter goes on.")
            self.bar.show_step(self.bar.title.text(), words, yes=self._yes_for(step.aid))
        elif self._drawing.tool is not step.aid:
            if self._asked() == step:
                self.stop()
            else:
                self._go_on()

    def _on_review_changed(self, changed: ReviewChanged) -> None:
        if self.is_on and changed.before.aids != changed.after.aids:
            QTimer.singleShot(0, self, self._after_aid)

    def _after_aid(self) -> None:
        if self.is_on and self._drawing.aid_in_hand is None:
            self._go_on()

    def _on_analysis_changed(self, _analysis: Analysis | None) -> None:
        fault, self._told_fault = self._told_fault, ""
        finding = self._finding(fault)
        if finding is None or self._desk.exercise is None:
            return
        wording = self._desk.exercise.knowledge.faults.get(fault)
        self._desk.noticed.emit(Notice(self._outcome(finding).format(title=wording.title if wording else fault)))
        QTimer.singleShot(0, self, lambda: self.settled.emit(fault))

    def _outcome(self, finding: Finding) -> str:
        match finding.outcome:
            case Outcome.FOUND:
                return self.tr("“{title}” is found: {severity}.").replace("{severity}", severity_word(finding.severity))
            case Outcome.NOT_FOUND:
                return self.tr("“{title}” is not found.")
            case Outcome.UNCONFIRMED:
                return self.tr("“{title}” stays unconfirmed.") + f" {finding.reason}"
            case Outcome.NOT_ASSESSABLE:
                return self.tr("“{title}” is still not assessable.") + f" {finding.reason}"
