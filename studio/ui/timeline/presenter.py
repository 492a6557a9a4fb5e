"""Connects the timeline to the desk."""

from collections.abc import Callable
from math import isfinite

from PySide6.QtCore import QObject, QTimer

from studio.core.analysis import Analysis
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.frame import ClipInfo
from studio.core.review import Decision, KeyMoment
from studio.core.sound import VoiceNote
from studio.review import AddKeyMoment, MoveRepEdge, RemoveKeyMoment, ReviewChanged, shown_reps
from studio.services.desk import Desk
from studio.services.playhead import PlaybackState, PlayheadMove
from studio.ui.body_course import GrowingCourse
from studio.ui.theme import Theme
from studio.ui.timeline.moment_bar import MomentBar
from studio.ui.timeline.strip import TimelineMark, TimelineStrip
from studio.ui.wording import format_length, format_time, severity_word

_SAME_MOMENT_S = 1e-3


class TimelinePresenter(QObject):
    """Shows reps, marks, drawings and time; sends seeks to the playhead and edits to the review."""

    def __init__(self, desk: Desk, theme: Theme, moments: MomentBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._moments = moments
        self.strip = TimelineStrip(theme)
        self.strip.seek_requested.connect(self._on_strip_seek_requested)
        self.strip.step_requested.connect(desk.playhead.step)
        self.strip.edge_moved.connect(self._on_strip_edge_moved)
        self.strip.moment_chosen.connect(self.show_moment)
        moments.edited.connect(lambda moment: desk.apply(AddKeyMoment(moment)))
        moments.remove_requested.connect(lambda time_s: desk.apply(RemoveKeyMoment(time_s)))
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

    def mark_moment(self) -> None:
        """Mark the frame at the playhead; a frame that is marked already gets to its words."""
        playhead = self._desk.playhead
        time_s = max(playhead.clock.time_of(playhead.index) if playhead.clock else playhead.time_s, 0.0)
        if self._moment_at(time_s) is not None:
            self.show_moment(time_s)
            self._moments.edit()
            return
        title = self.tr("Moment at {time}").format(time=format_time(time_s))
        self._desk.apply(AddKeyMoment(KeyMoment(time_s=time_s, title=title)))
        if self._desk.history is not None:
            self._desk.history.end_merge()
        self.show_moment(time_s)

    def show_moment(self, time_s: float) -> None:
        """Show the words of a marked moment."""
        moment = self._moment_at(time_s)
        if moment is not None:
            self._moments.show_moment(moment)

    def _moment_at(self, time_s: float) -> KeyMoment | None:
        moments = self._desk.review.key_moments if self._desk.review else ()
        return next((one for one in moments if abs(one.time_s - time_s) < _SAME_MOMENT_S), None)

    def _on_clip_opened(self, info: ClipInfo) -> None:
        self._moments.put_away()
        self.strip.open(info.clock.time_of(0), info.clock.time_of(info.clock.frame_count - 1))

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        if analysis is not None:
            QTimer.singleShot(0, self, self._show_analysis)

    def _show_analysis(self) -> None:
        if self._desk.analysis is not None:
            self.strip.show_seen(None)
            self._show_reps()
            self._show_marks()
            self._show_drawings()

    def _on_review_changed(self, changed: ReviewChanged) -> None:
        before, after = changed.before, changed.after
        if before.reps != after.reps:
            self._show_reps()
        if before.annotations != after.annotations:
            self._show_drawings()
        parts = ((one.key_moments, one.verdicts, one.added, one.voice_notes) for one in (before, after))
        if next(parts) != next(parts):
            self._show_marks()
        if isfinite(self._moments.time_s):
            moment = self._moment_at(self._moments.time_s)
            if moment is None:
                self._moments.put_away()
            else:
                self._moments.show_moment(moment)

    def _on_playhead_moved(self, move: PlayheadMove) -> None:
        self.strip.show_time(move.time_s)

    def _on_playback_changed(self, state: PlaybackState) -> None:
        self.strip.show_loop(state.loop_s)
        if state.is_playing:
            self._moments.put_away()

    def _on_strip_seek_requested(self, time_s: float) -> None:
        self._desk.playhead.pause()
        self._desk.playhead.seek(time_s, initiator=self.strip)

    def _on_strip_edge_moved(self, position: int, is_start: bool, time_s: float) -> None:  # noqa: FBT001 -- a Qt signal
        self._desk.apply(MoveRepEdge(self.strip.reps, position, is_start, time_s))
        if self._desk.history is not None:
            self._desk.history.end_merge()

    def _show_reps(self) -> None:
        analysis, review = self._desk.analysis, self._desk.review
        if analysis is not None and review is not None:
            self.strip.show_reps(shown_reps(review, analysis.reps))

    def _show_drawings(self) -> None:
        review, clock = self._desk.review, self._desk.playhead.clock
        if review is not None and clock is not None:
            self.strip.show_drawings(
                tuple((clock.time_of(one.first_index), clock.time_of(one.last_index)) for one in review.annotations)
            )

    def _show_marks(self) -> None:
        analysis, review, exercise = self._desk.analysis, self._desk.review, self._desk.exercise
        if analysis is None or review is None:
            return
        marks = [TimelineMark(moment.time_s, Severity.NONE, moment.title) for moment in review.key_moments]
        marks += [self._voice_mark(note) for note in review.voice_notes]
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

    def _voice_mark(self, note: VoiceNote) -> TimelineMark:
        title = self.tr("Voice note, {length}").format(length=format_length(note.duration_s))
        return TimelineMark(note.time_s, Severity.NONE, title, voice=note.id)
