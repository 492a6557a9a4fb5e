"""Connects voice notes and the sound of the clip to the desk."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from studio.core.frame import ClipInfo
from studio.core.sound import LONGEST_NOTE_S, VoiceNote
from studio.review import RemoveVoiceNote, ReviewChanged
from studio.services.desk import Desk
from studio.services.voice_notes import VoiceProgress, VoiceState
from studio.ui.voice.voice_bar import VoiceBar

_STATES_OF_RECORDING = (VoiceState.RECORDING, VoiceState.KEEPING)


class VoicePresenter(QObject):
    """Records at the playhead, plays what is chosen, and shows both.

    Signals:
        changed: there are other notes than before, or another one is chosen.
    """

    changed = Signal()

    def __init__(self, desk: Desk, bar: VoiceBar, chosen_fault: Callable[[], str], parent: QObject) -> None:
        """Follow a desk.

        Args:
            desk: whose notes are shown.
            bar: the strip.
            chosen_fault: id of the chosen finding; empty when there is none.
            parent: owner.
        """
        super().__init__(parent)
        self._desk = desk
        self.bar = bar
        self._chosen_fault = chosen_fault
        self._chosen = ""
        self._recording_title = ""
        bar.keep_requested.connect(desk.voice.stop)
        bar.discard_requested.connect(desk.voice.discard)
        bar.play_requested.connect(self.play_or_stop)
        bar.delete_requested.connect(self.delete)
        bar.closed.connect(self._on_bar_closed)
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.review_changed.subscribe(self._on_review_changed)
        desk.voice.changed.subscribe(self._on_voice_changed)
        desk.voice.progressed.subscribe(self._on_voice_progressed)
        desk.voice.recorded.subscribe(self._on_recorded)

    @property
    def notes(self) -> tuple[VoiceNote, ...]:
        """All notes of the clip, in time order."""
        return self._desk.review.voice_notes if self._desk.review is not None else ()

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            "voice-note": self.record_or_stop,
            "voice-note-finding": lambda: self.record_or_stop(self._chosen_fault()),
            "play-voice-note": self.play_or_stop,
            "delete-voice-note": self.delete,
        }

    def record_or_stop(self, fault: str = "") -> None:
        """Record a note for the frame at the playhead, or about a finding; stop and keep the one that is recorded."""
        desk = self._desk
        if desk.voice.state is VoiceState.RECORDING:
            desk.voice.stop()
        elif desk.playhead.clock is not None:
            desk.playhead.pause()
            self._recording_title = self.title_of(fault)
            desk.voice.record(desk.playhead.clock.time_of(desk.playhead.index), fault)

    def choose(self, note_id: str) -> None:
        """Show a note and go to its moment."""
        note = self._note(note_id)
        if note is not None and self._desk.voice.state not in _STATES_OF_RECORDING:
            if self._desk.voice.playing != note_id:
                self._desk.voice.discard()
            self._desk.playhead.pause()
            self._desk.playhead.seek(note.time_s, initiator=self)
            self._show(note)

    def play(self, note_id: str) -> None:
        """Let a note be heard, or stop it when it plays."""
        note = self._note(note_id)
        if note is None or self._desk.voice.playing == note_id:
            self._desk.voice.stop()
        else:
            self._show(note)
            self._desk.voice.play(note)

    def play_or_stop(self) -> None:
        """Play the note that is shown, else the one nearest to the playhead; stop what plays."""
        note = self._note(self._chosen) or self._nearest()
        if note is not None:
            self.play(note.id)

    def delete(self) -> None:
        """Take away the note that is shown, else the one nearest to the playhead; undo brings it back."""
        note = self._note(self._chosen) or self._nearest()
        if note is not None:
            self._desk.voice.stop()
            self._desk.apply(RemoveVoiceNote(note.id))

    def title_of(self, fault: str) -> str:
        """Name of the fault that a note is about; empty for none."""
        wording = self._desk.exercise.knowledge.faults.get(fault) if self._desk.exercise and fault else None
        return wording.title if wording else fault

    def _note(self, note_id: str) -> VoiceNote | None:
        return next((note for note in self.notes if note.id == note_id), None)

    def _nearest(self) -> VoiceNote | None:
        here_s = self._desk.playhead.time_s
        return min(self.notes, key=lambda note: abs(note.time_s - here_s), default=None)

    def _show(self, note: VoiceNote) -> None:
        self._chosen = note.id
        self.bar.show_note(note, self.title_of(note.fault), is_playing=self._desk.voice.playing == note.id)
        self.changed.emit()

    def _on_bar_closed(self) -> None:
        self._chosen = ""
        if self._desk.voice.state is VoiceState.PLAYING:
            self._desk.voice.stop()
        self.changed.emit()

    def _on_clip_opened(self, _info: ClipInfo) -> None:
        self.bar.put_away()
        self.changed.emit()

    def _on_review_changed(self, changed: ReviewChanged) -> None:
        if changed.before.voice_notes != changed.after.voice_notes:
            if self._chosen and self._note(self._chosen) is None:
                self.bar.put_away()
            self.changed.emit()

    def _on_voice_changed(self, state: VoiceState) -> None:
        note = self._note(self._chosen)
        match state:
            case VoiceState.RECORDING:
                self.bar.show_recording(self._recording_title)
            case VoiceState.KEEPING:
                self.bar.show_keeping()
            case _ if note is not None:
                self._show(note)
            case _:
                self.bar.put_away()

    def _on_voice_progressed(self, progress: VoiceProgress) -> None:
        note = self._note(self._desk.voice.playing)
        whole_s = note.duration_s if note is not None else LONGEST_NOTE_S
        self.bar.show_progress(progress.elapsed_s, whole_s, progress.level)

    def _on_recorded(self, note: VoiceNote) -> None:
        """The desk has taken it into the review; show it, so that it can be heard or deleted at once."""
        if self._note(note.id) is not None:
            self._chosen = note.id
