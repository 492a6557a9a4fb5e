"""A set goes from one coach to another in one file and opens there as it was left."""

import hashlib
import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from studio.core.analysis import EngineIdentity
from studio.core.athlete import Athlete
from studio.core.errors import UnreadableInput, UsageError
from studio.core.frame import ClipInfo
from studio.core.sound import VoiceNote
from studio.core.stored_review import review_from_data, review_to_data
from studio.core.training import QueuedClip, SetQuery
from studio.export import FileExporter
from studio.library import make_case_files, open_library
from studio.services.batch import analyse_and_keep
from studio.services.case_sharing import CaseOptions, export_case, import_case
from studio.services.jobs import silent_context
from studio.services.library import Library
from studio.services.person_data import erase_person, export_person
from studio.services.studio import Studio
from studio.services.voice_shelf import VOICES, VoiceFolder


@pytest.fixture
def coach(stage, warm_cache: Path, tmp_path: Path) -> Callable[[str], tuple[Studio, Library]]:
    """Makes a coach with a library of their own; clips are told apart by content."""
    stage.cache = warm_cache

    def probe(path: Path) -> ClipInfo:
        info = type(stage.video).probe(stage.video, path)
        return replace(info, sha256=hashlib.sha256(path.read_bytes()).hexdigest())

    stage.video.probe = probe

    def make(name: str) -> tuple[Studio, Library]:
        studio = replace(
            stage.studio(),
            exporter=FileExporter(),
            cases=make_case_files,
            open_library=lambda: open_library(tmp_path / name / "library"),
            engine_identity=lambda: EngineIdentity("replay", "0" * 64),
        )
        return studio, Library(studio, studio.open_library())

    return make


@pytest.fixture
def sent(coach, stage, tmp_path: Path) -> Path:
    """A case with a judged set of Ada Quill."""
    studio, library = coach("first")
    clip = stage.folder / "VID_20260310_101530.mp4"
    clip.write_bytes(b"clip of a set")
    ada = library.store.save_athlete(Athlete(name="Ada Quill"))
    one = analyse_and_keep(studio, library, QueuedClip(1, clip, athlete_id=ada.id), silent_context())
    one = library.change(replace(one, log={"load_kg": 90.0}, tags=("belt",)))
    export_case(studio, library, one.id, tmp_path / "set.lockout")
    return tmp_path / "set.lockout"


def test_a_case_is_taken_into_another_library(coach, sent: Path, stage, tmp_path: Path, qtbot: QtBot):
    (tmp_path / "VID_20260310_101530.mp4").unlink()
    studio, library = coach("second")
    taken = import_case(studio, library, sent)
    (row,) = library.store.find(SetQuery(text="quill")).rows
    assert (row.id, row.athlete, row.load_kg, row.day.isoformat()) == (taken.id, "Ada Quill", 90.0, "2026-03-10")
    assert row.top_fault
    assert row.clip.parent == library.store.folder / "clips"
    assert library.take_up(taken).review.intake.answers["load_kg"] == 90.0
    with pytest.raises(UsageError, match="already"):
        import_case(studio, library, sent)
    assert row.clip.is_file()


def test_a_case_names_no_machine_and_may_leave_the_name_out(coach, sent: Path, tmp_path: Path):
    case = make_case_files().read(sent, tmp_path / "clips")
    assert json.loads(case.analysis)["source"]["path"] == "VID_20260310_101530.mp4"
    assert case.report.startswith(b"%PDF")
    studio, library = coach("first")
    (row,) = library.store.find(SetQuery()).rows
    options = CaseOptions(has_name=False, has_clip=False, has_report=False)
    export_case(studio, library, row.id, tmp_path / "bare.lockout", options=options)
    bare = make_case_files().read(tmp_path / "bare.lockout", tmp_path / "clips2")
    assert (bare.athlete, bare.clip, bare.report) == ("", None, b"")
    assert b"Quill" not in (tmp_path / "bare.lockout").read_bytes()


def test_a_case_without_its_clip_needs_the_clip_here(coach, sent: Path, tmp_path: Path):
    studio, library = coach("first")
    (row,) = library.store.find(SetQuery()).rows
    export_case(studio, library, row.id, tmp_path / "bare.lockout", options=CaseOptions(has_clip=False))
    studio, library = coach("third")
    with pytest.raises(UnreadableInput, match="without its clip"):
        import_case(studio, library, tmp_path / "bare.lockout")
    library.take_in(studio.video.probe(row.clip))
    assert import_case(studio, library, tmp_path / "bare.lockout").digest is not None


def test_landmarks_of_another_clip_are_refused_and_leave_nothing(coach, sent: Path, tmp_path: Path):
    case = make_case_files().read(sent, tmp_path / "clips")
    wrong = {name: array for name, array in case.arrays.items() if name != "visibility"}
    make_case_files().write(tmp_path / "wrong.lockout", replace(case, arrays=wrong))
    studio, library = coach("fourth")
    with pytest.raises(UnreadableInput, match="does not fit"):
        import_case(studio, library, tmp_path / "wrong.lockout")
    assert library.store.find(SetQuery()).total == 0
    assert library.store.athletes() == ()
    assert not list((library.store.folder / "clips").glob("*"))
    shutil.rmtree(tmp_path / "clips")


def test_an_answer_that_is_none_is_refused(coach, sent: Path, tmp_path: Path):
    case = make_case_files().read(sent, tmp_path / "clips")
    make_case_files().write(tmp_path / "wrong.lockout", replace(case, log={"pain_max": 99}))
    studio, library = coach("fifth")
    with pytest.raises(UsageError):
        import_case(studio, library, tmp_path / "wrong.lockout")
    assert library.store.find(SetQuery()).total == 0
    assert not list((library.store.folder / "clips").glob("*"))


def test_voice_notes_go_along_with_the_name_and_are_gone_with_the_athlete(coach, sent: Path, tmp_path: Path):
    studio, library = coach("first")
    (row,) = library.store.find(SetQuery()).rows
    one = library.store.load(row.id)
    shelf = VoiceFolder(library.store.folder.parent / VOICES)
    note = VoiceNote(shelf.put(one.clip.sha256, b"ribs down"), 1.5, 2.0, "F-HOE")
    review = replace(review_from_data(one.review), voice_notes=(note,))
    library.store.save(replace(one, review=review_to_data(review)))
    export_case(studio, library, one.id, tmp_path / "said.lockout")
    export_case(studio, library, one.id, tmp_path / "bare.lockout", options=CaseOptions(has_name=False))
    bare = make_case_files().read(tmp_path / "bare.lockout", tmp_path / "clips2")
    assert (bare.voices, bare.review["voice_notes"]) == ({}, [])

    studio, library = coach("second")
    taken = import_case(studio, library, tmp_path / "said.lockout")
    assert library.take_up(taken).review.voice_notes == (note,)
    there = VoiceFolder(library.store.folder.parent / VOICES)
    assert there.get(taken.clip.sha256, note.id) == b"ribs down"
    written = export_person(library, taken.session.athlete_id, tmp_path / "ada")
    assert [path.read_bytes() for path in written if path.suffix == ".ogg"] == [b"ribs down"]
    proof = erase_person(studio, library, taken.session.athlete_id)
    assert there.get(taken.clip.sha256, note.id) is None
    assert any(name.endswith(".ogg") for name in proof.caches)
