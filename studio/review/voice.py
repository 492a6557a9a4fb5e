"""Edits of voice notes: the review knows which there are, the recordings themselves lie beside it."""

from dataclasses import dataclass, replace

from studio.core.errors import UsageError
from studio.core.review import Review
from studio.core.sound import MOST_NOTES, VoiceNote
from studio.review.commands import Command


@dataclass(frozen=True, slots=True)
class AddVoiceNote(Command):
    """Keep what the coach said."""

    note: VoiceNote

    def _label(self) -> str:
        return "Record voice note"

    def _change(self, review: Review) -> Review:
        others = _without(review, self.note.id)
        if len(others) >= MOST_NOTES:
            raise UsageError(
                f"A clip has at most {MOST_NOTES} voice notes.", remedy="Delete one that is not needed any more."
            )
        ordered = sorted((*others, self.note), key=lambda note: (note.time_s, note.id))
        return replace(review, voice_notes=tuple(ordered))


@dataclass(frozen=True, slots=True)
class RemoveVoiceNote(Command):
    """Take a voice note away; its recording stays until nothing can bring it back."""

    note_id: str

    def _label(self) -> str:
        return "Delete voice note"

    def _change(self, review: Review) -> Review:
        left = _without(review, self.note_id)
        if len(left) == len(review.voice_notes):
            raise UsageError("There is no such voice note.", remedy="Choose one on the timeline.")
        return replace(review, voice_notes=left)


def _without(review: Review, note_id: str) -> tuple[VoiceNote, ...]:
    return tuple(note for note in review.voice_notes if note.id != note_id)
