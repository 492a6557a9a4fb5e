"""Connects findings, rep table and set facts to the desk."""

from math import isfinite, nan

from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.analysis import Analysis
from studio.core.fault import Severity
from studio.core.frame import ClipInfo
from studio.core.moments import signal_of
from studio.core.review import Verdict
from studio.review import (
    Accept,
    AddNote,
    AdjustSeverity,
    Dismiss,
    RemoveFinding,
    Reopen,
    ReviewChanged,
    SetFilmedRate,
    SetVerdict,
)
from studio.services.desk import Desk
from studio.services.jobs import Job
from studio.services.playhead import PlayheadMove
from studio.ui.review.cards import Card, lost_verdicts, make_cards, moment_of
from studio.ui.review.findings_panel import FindingsPanel
from studio.ui.review.news import News
from studio.ui.review.rep_table import RepTable
from studio.ui.review.set_panel import SetPanel
from studio.ui.theme import Theme

_TURN_MS = 25


class ReviewPresenter(QObject):
    """Shows what was found, carries verdicts to the desk, and jumps to where a finding is worst.

    Signals:
        selection_changed: another finding is chosen, or none.
        signal_pointed_out: a number was clicked that is read from this signal; carries the signal's name.
        evidence_shown: the chosen finding speaks of this signal; carries its name, empty for none.
    """

    selection_changed = Signal()
    signal_pointed_out = Signal(str)
    evidence_shown = Signal(str)

    def __init__(self, desk: Desk, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._news = News()
        self.findings = FindingsPanel(theme)
        self.findings.remove_requested.connect(lambda fault: desk.apply(RemoveFinding(fault)))
        self.findings.forget_requested.connect(lambda fault: desk.apply(SetVerdict(Verdict(fault))))
        self.reps = RepTable()
        self.facts = SetPanel(theme)
        self.findings.chosen.connect(self.choose)
        self.findings.accept_requested.connect(lambda fault: desk.apply(Accept(fault)))
        self.findings.dismiss_requested.connect(lambda fault, reason: desk.apply(Dismiss(fault, reason)))
        self.findings.reopen_requested.connect(lambda fault: desk.apply(Reopen(fault)))
        self.findings.severity_requested.connect(
            lambda fault, severity: desk.apply(AdjustSeverity(fault, Severity(severity)))
        )
        self.findings.note_requested.connect(lambda fault, note: desk.apply(AddNote(fault, note)))
        self.findings.value_requested.connect(self.go_to_value)
        self.reps.rep_chosen.connect(self.go_to_rep)
        self.facts.filmed_rate_chosen.connect(lambda fps: desk.apply(SetFilmedRate(fps)))
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.review_changed.subscribe(self._on_review_changed)
        desk.job_changed.subscribe(self._on_job_changed)
        desk.playhead.moved.subscribe(self._on_playhead_moved)

    @property
    def selected(self) -> Card | None:
        """The chosen finding."""
        fault = self.findings.selected
        return next((card for card in self.findings.cards if card.fault == fault), None)

    def choose(self, fault: str) -> None:
        """Choose a finding and go to where it is worst."""
        is_new = fault != self.findings.selected
        self.findings.select(fault)
        card = self.selected
        if card is not None and isfinite(card.worst_time_s):
            self._desk.playhead.pause()
            self._desk.playhead.seek(card.worst_time_s, initiator=self)
        self._show_evidence()
        if is_new:
            self.selection_changed.emit()

    def choose_judged(self, fault: str) -> None:
        """Choose a finding as soon as it is listed, if it asks for a verdict; show where else it went."""
        self._show_cards()
        if any(card.fault == fault and card.is_judged for card in self.findings.cards):
            self.choose(fault)

    def choose_next(self, direction: int) -> None:
        """Choose the finding after (or before) the chosen one."""
        order = [card.fault for card in self.findings.cards if card.is_judged]
        listed = [card.fault for card in self.findings.listed]
        if not listed:
            return
        if self.findings.selected not in order:
            self.choose(listed[0 if direction > 0 else -1])
            return
        here = order.index(self.findings.selected)
        beyond = [fault for fault in listed if (order.index(fault) - here) * direction > 0]
        if beyond:
            self.choose(beyond[0 if direction > 0 else -1])
        elif self.findings.selected not in listed:
            self.choose(listed[-1 if direction > 0 else 0])

    def accept(self) -> None:
        """Accept the chosen finding."""
        if self.selected is not None:
            self._desk.apply(Accept(self.selected.fault))

    def dismiss(self) -> None:
        """Ask for the reason why the chosen finding does not hold."""
        widget = self.findings.card_widget(self.findings.selected)
        if widget is not None:
            widget.ask_reason()

    def edit_severity(self) -> None:
        """Offer the severities of the chosen finding."""
        widget = self.findings.card_widget(self.findings.selected)
        if widget is not None:
            widget.edit_severity()

    def write_note(self) -> None:
        """Go to the note of the chosen finding."""
        widget = self.findings.card_widget(self.findings.selected)
        if widget is not None:
            widget.ask_note()

    def go_to_rep(self, number: int) -> None:
        """Go to the beginning of a rep."""
        analysis = self._desk.analysis
        rep = next((rep for rep in analysis.reps if rep.index == number), None) if analysis else None
        if rep is not None:
            self._desk.playhead.pause()
            self._desk.playhead.seek(rep.start_s, initiator=self)

    def go_to_value(self, fault: str, measure: str, number: int) -> None:
        """Go to the frame in which a measure of a finding is what it says in one of the reps, and to its graph."""
        analysis = self._desk.analysis
        card = next((card for card in self.findings.cards if card.fault == fault), None)
        time_s = moment_of(measure, number, card, analysis) if analysis is not None and card is not None else nan
        if isfinite(time_s):
            self._desk.playhead.pause()
            self._desk.playhead.seek(time_s, initiator=self)
        self.signal_pointed_out.emit(signal_of(measure))
        self.evidence_shown.emit(signal_of(measure))

    def _on_clip_opened(self, info: ClipInfo) -> None:
        self.facts.show_clip(info, said_fps=self._said_fps())
        self.reps.show_analysis(None)
        self.findings.show_empty(self.tr("The findings appear here as soon as the clip has been analysed."))
        self._show_evidence()
        self.selection_changed.emit()

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        if analysis is None:
            return
        self._news.see(analysis)
        # One after another, with time between them to lay out and to paint, so that none holds the window up.
        for turn, show in enumerate((self._show_cards, self._show_reps, self._show_facts), start=1):
            QTimer.singleShot(turn * _TURN_MS, self, show)

    def _on_job_changed(self, job: Job[object] | None) -> None:
        if job is None and self._desk.analysis is None:
            self.findings.show_empty(
                self.tr("This clip has not been analysed. Choose “Analyse again” in the File menu.")
            )

    def _on_review_changed(self, changed: ReviewChanged) -> None:
        before, after = changed.before, changed.after
        parts = ((one.verdicts, one.added, one.voice_notes) for one in (before, after))
        if next(parts) != next(parts):
            self._show_cards()

    def _on_playhead_moved(self, move: PlayheadMove) -> None:
        analysis = self._desk.analysis
        rep = analysis.rep_at(move.time_s) if analysis else None
        self.reps.show_rep(rep.index if rep else 0)

    def _show_cards(self) -> None:
        analysis, review, exercise = self._desk.analysis, self._desk.review, self._desk.exercise
        if analysis is None or review is None or exercise is None:
            return
        lost = lost_verdicts(analysis, review, exercise)
        cards = make_cards(analysis, review, exercise, new=self._news.new)
        self.findings.show_cards(cards, analysis.advice.safety, lost)
        if self.selected is None:
            self._show_evidence()
        self.selection_changed.emit()

    def _show_evidence(self) -> None:
        """The deciding measure that lies furthest out is the one to see in the picture."""
        lines = self.selected.evidence if self.selected is not None else ()
        self.evidence_shown.emit(signal_of(lines[0].measure) if lines else "")

    def _said_fps(self) -> float | None:
        return self._desk.review.filmed_fps if self._desk.review is not None else None

    def _show_reps(self) -> None:
        self.reps.show_analysis(self._desk.analysis)

    def _show_facts(self) -> None:
        if self._desk.analysis is not None and self._desk.exercise is not None:
            self.facts.show_analysis(self._desk.analysis, self._desk.exercise, said_fps=self._said_fps())
