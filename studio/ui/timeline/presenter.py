"""Connects the timeline to the desk."""

from collections.abc import Callable
from math import isfinite

from PySide6.QtCore import QObject, QTimer

from studio.core.analysis import Analysis
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.frame import ClipInfo
from studio.core.review import Decision
from studio.review import ReviewChanged
from studio.services.desk import Desk
from studio.services.playhead import PlaybackState, PlayheadMove
from studio.ui.body_course import GrowingCourse
from studio.ui.theme import Theme
from studio.ui.timeline.strip import TimelineMark, TimelineStrip
from studio.ui.wording import severity_word


class TimelinePresenter(QObject):
    """Shows reps, marks and time; sends seeks to the playhead."""

    def __init__(self, desk: Desk, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.strip = TimelineStrip(theme)
        self.strip.seek_requested.connect(self._on_strip_seek_requested)
        self.strip.step_requested.connect(desk.playhead.step)
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.review_changed.subscribe(self._on_review_changed)
        desk.playhead.moved.subscribe(self._on_playhead_moved)
        desk.playhead.playback_changed.subscribe(self._on_playback_changed)

    def connect_marks(self, choose_fault: Callable[[str], None]) -> None:
        """Tell a click on a finding's mark."""
        self.strip.mark_chosen.connect(choose_fault)

    def show_growth(self, growing: GrowingCourse) -> None:
        """Show how far the analysis has looked."""
        if growing.seen_count:
            self.strip.show_seen(float(growing.times_s[growing.seen_count - 1]))

    def _on_clip_opened(self, info: ClipInfo) -> None:
        self.strip.open(info.clock.time_of(0), info.clock.time_of(info.clock.frame_count - 1))

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        if analysis is not None:
            QTimer.singleShot(0, self, self._show_analysis)

    def _show_analysis(self) -> None:
        if self._desk.analysis is not None:
            self.strip.show_seen(None)
            self.strip.show_reps(self._desk.analysis.reps)
            self._show_marks()

    def _on_review_changed(self, _changed: ReviewChanged) -> None:
        self._show_marks()

    def _on_playhead_moved(self, move: PlayheadMove) -> None:
        self.strip.show_time(move.time_s)

    def _on_playback_changed(self, state: PlaybackState) -> None:
        self.strip.show_loop(state.loop_s)

    def _on_strip_seek_requested(self, time_s: float) -> None:
        self._desk.playhead.pause()
        self._desk.playhead.seek(time_s, initiator=self.strip)

    def _show_marks(self) -> None:
        analysis, review, exercise = self._desk.analysis, self._desk.review, self._desk.exercise
        if analysis is None or review is None:
            return
        marks = [TimelineMark(moment.time_s, Severity.NONE, moment.title) for moment in review.key_moments]
        for finding in (*analysis.findings, *review.added):
            verdict = review.verdict_on(finding.fault)
            is_shown = finding.outcome is Outcome.FOUND and verdict.decision is not Decision.DISMISSED
            if not is_shown or not isfinite(finding.worst_time_s):
                continue
            severity = finding.severity if verdict.severity is None else verdict.severity
            wording = exercise.knowledge.faults.get(finding.fault) if exercise else None
            title = f"{wording.title if wording else finding.fault} ({severity_word(severity)})"
            marks.append(TimelineMark(finding.worst_time_s, severity, title, finding.fault))
        self.strip.show_marks(marks)
