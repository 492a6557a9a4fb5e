"""Recordings lie beside the review, whole or not at all, and go when nothing can bring them back."""

import os
import stat
import time

import pytest

from studio.core.errors import CannotWrite
from studio.core.sound import MOST_NOTE_BYTES
from studio.services.voice_shelf import VoiceFolder, VoiceMemory

CLIP, OTHER = "5" * 64, "6" * 64


@pytest.fixture(params=["folder", "memory"])
def shelf(request, tmp_path):
    return VoiceFolder(tmp_path / "voices") if request.param == "folder" else VoiceMemory()


def test_a_recording_is_found_again_under_its_fingerprint(shelf):
    note_id = shelf.put(CLIP, b"said")
    assert shelf.get(CLIP, note_id) == b"said"
    assert shelf.get(CLIP, "0" * 64) is None
    shelf.tidy(CLIP, {note_id})
    assert shelf.get(CLIP, note_id) == b"said"


def test_a_recording_that_is_not_what_its_name_says_is_none(tmp_path):
    shelf = VoiceFolder(tmp_path)
    note_id = shelf.put(CLIP, b"said")
    shelf.path_of(CLIP, note_id).write_bytes(b"something else")
    assert shelf.get(CLIP, note_id) is None
    shelf.path_of(CLIP, note_id).write_bytes(bytes(MOST_NOTE_BYTES + 1))
    assert shelf.get(CLIP, note_id) is None


def test_the_folder_is_readable_by_its_owner_alone(tmp_path):
    VoiceFolder(tmp_path / "voices").put(CLIP, b"said")
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "voices").stat().st_mode) == 0o700


def test_what_no_review_names_goes_after_a_day_and_only_for_that_clip(tmp_path):
    shelf = VoiceFolder(tmp_path)
    kept, gone, fresh = (shelf.put(CLIP, data) for data in (b"kept", b"gone", b"fresh"))
    others = shelf.put(OTHER, b"another clip's")
    yesterday = time.time() - 90_000
    for clip, note_id in ((CLIP, kept), (CLIP, gone), (OTHER, others)):
        os.utime(shelf.path_of(clip, note_id), (yesterday, yesterday))
    shelf.tidy(CLIP, {kept})
    assert [shelf.get(CLIP, note_id) for note_id in (kept, gone, fresh)] == [b"kept", None, b"fresh"]
    assert shelf.get(OTHER, others) == b"another clip's"


def test_a_place_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(CannotWrite):
        VoiceFolder(tmp_path / "file" / "voices").put(CLIP, b"said")
