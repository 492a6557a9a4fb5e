"""Voice notes travel in a case under their fingerprints; what a stranger put in their place is refused or harmless."""

import hashlib
import zipfile
from pathlib import Path

import pytest
from cases import add, deflated_bomb, make_case, replaced, rezip

from studio.core.errors import UnreadableInput
from studio.core.review import Review
from studio.core.sound import MOST_NOTE_BYTES, MOST_NOTES, VoiceNote
from studio.core.stored_review import review_to_data
from studio.library import make_case_files

SAID = b"OggS what the coach said"
SAID_ID = hashlib.sha256(SAID).hexdigest()
OTHER_ID = hashlib.sha256(b"another").hexdigest()
ENTRY = f"voice/{SAID_ID}.ogg"


def case_with(folder: Path, voices: dict[str, bytes], **changes):
    plain = make_case(folder)
    notes = tuple(VoiceNote(note_id, 1.0, 2.0) for note_id in (SAID_ID, *(set(voices) - {SAID_ID})))
    return make_case(folder, review=review_to_data(Review(plain.clip_sha256, voice_notes=notes)), voices=voices)


@pytest.fixture
def packed(tmp_path: Path) -> bytes:
    path = tmp_path / "set.lockout"
    make_case_files().write(path, case_with(tmp_path, {SAID_ID: SAID}))
    return path.read_bytes()


def read(data: bytes, folder: Path):
    (folder / "in.lockout").write_bytes(data)
    return make_case_files().read(folder / "in.lockout", folder / "clips")


def test_a_recording_comes_out_as_it_went_in(packed: bytes, tmp_path: Path):
    assert read(packed, tmp_path).voices == {SAID_ID: SAID}


def test_a_note_without_its_recording_is_no_reason_to_refuse_a_case(tmp_path: Path):
    path = tmp_path / "set.lockout"
    make_case_files().write(path, case_with(tmp_path, {}))
    assert make_case_files().read(path, tmp_path / "clips").voices == {}


def test_a_case_holds_as_many_notes_as_a_review_may_have(tmp_path: Path):
    voices = {hashlib.sha256(bytes([number])).hexdigest(): bytes([number]) for number in range(MOST_NOTES)}
    path = tmp_path / "set.lockout"
    make_case_files().write(path, case_with(tmp_path, voices))
    assert make_case_files().read(path, tmp_path / "clips").voices == voices


@pytest.mark.parametrize(
    "change",
    [
        replaced(ENTRY, b"something else"),
        add(f"voice/{OTHER_ID}.ogg", b"another"),
        add(f"voice/{OTHER_ID}.exe", b"another"),
        add("voice/../../evil.ogg", b"x"),
        replaced(ENTRY, bytes(MOST_NOTE_BYTES + 1)),
        deflated_bomb(f"voice/{OTHER_ID}.ogg", 1),
    ],
    ids=["changed", "not named", "another kind", "a path upwards", "too large", "packed"],
)
def test_a_recording_that_is_not_what_it_says_is_refused(packed: bytes, tmp_path: Path, change):
    with pytest.raises(UnreadableInput, match="refused"):
        read(rezip(packed, change), tmp_path)
    assert not (tmp_path / "clips").exists()


def test_recordings_are_stored_and_not_packed(packed: bytes, tmp_path: Path):
    (tmp_path / "x.zip").write_bytes(packed)
    with zipfile.ZipFile(tmp_path / "x.zip") as bundle:
        assert bundle.getinfo(ENTRY).compress_type == zipfile.ZIP_STORED
