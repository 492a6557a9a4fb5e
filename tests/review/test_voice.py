"""Voice notes come and go as one step each of the one history."""

import pytest

from studio.core.errors import UsageError
from studio.core.review import Review
from studio.core.sound import MOST_NOTES, VoiceNote
from studio.review import AddVoiceNote, History, RemoveVoiceNote

EARLY, LATE = VoiceNote("a" * 64, 1.0, 3.0), VoiceNote("b" * 64, 2.0, 12.0, "F-1")


def history() -> History:
    return History(Review(clip_sha256="5" * 64))


def test_voice_notes_stand_in_time_order_and_each_is_one_named_step():
    edits = history()
    edits.do(AddVoiceNote(LATE))
    edits.do(AddVoiceNote(EARLY))
    assert edits.current.voice_notes == (EARLY, LATE)
    assert edits.undo_label == "Record voice note"
    edits.undo()
    assert edits.current.voice_notes == (LATE,)
    edits.redo()
    assert edits.current.voice_notes == (EARLY, LATE)


def test_a_deleted_voice_note_comes_back_with_undo():
    edits = history()
    edits.do(AddVoiceNote(EARLY))
    edits.do(RemoveVoiceNote(EARLY.id))
    assert (edits.current.voice_notes, edits.undo_label) == ((), "Delete voice note")
    edits.undo()
    assert edits.current.voice_notes == (EARLY,)


def test_deleting_a_voice_note_that_is_not_there_changes_nothing():
    edits = history()
    with pytest.raises(UsageError):
        edits.do(RemoveVoiceNote(EARLY.id))
    assert not edits.can_undo


def test_there_is_a_most_of_voice_notes():
    edits = history()
    for number in range(MOST_NOTES):
        edits.do(AddVoiceNote(VoiceNote(f"{number:064x}", float(number), 1.0)))
    with pytest.raises(UsageError):
        edits.do(AddVoiceNote(VoiceNote("f" * 64, 1.0, 1.0)))
    assert len(edits.current.voice_notes) == MOST_NOTES
