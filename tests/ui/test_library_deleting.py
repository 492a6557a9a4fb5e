"""What is deleted in the library is gone, from every place."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from studio.assets import config_dir
from studio.core.athlete import Athlete
from studio.core.set_store import SetStore
from studio.core.training import SetQuery
from studio.library import open_library
from studio.review import AddNote, SetAthlete
from studio.services.autosave import ReviewFolder
from studio.services.library import Library
from studio.services.person_data import erase_person
from studio.ui.app import Shell
from studio.ui.library.set_details import SetDetails
from tests.ui.test_library import DAY, add_set, open_page, press, settle


def test_an_athlete_is_deleted_for_good(store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot):
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    add_set(store, 1, athlete_id=ada.id)
    shell = open_shell()
    open_page(shell, qtbot)
    told = []
    shell.desk.noticed.subscribe(told.append)
    shell.library.athlete.erase(ada.id)
    qtbot.waitUntil(lambda: store.athletes() == () and bool(told))
    assert told[0].text.startswith("Deleted for good")
    settle(shell, qtbot)
    for path in store.folder.rglob("*"):
        assert not path.is_file() or b"Ada Quill" not in path.read_bytes(), path


def test_after_deleting_no_byte_of_an_athlete_is_left_in_the_data_folder(
    stage, tmp_path: Path, warm_cache: Path, qapp, qtbot: QtBot
):
    data, cache = tmp_path / "data", tmp_path / "own cache"
    shutil.copytree(warm_cache, cache, dirs_exist_ok=True)
    stage.cache = cache
    studio = replace(stage.studio(), open_library=lambda: open_library(data / "library"))
    clip = stage.folder / "clip.mp4"
    shutil.copyfile(stage.clip, clip)
    shell = Shell(qapp, studio, sample=None, log_path=None, shelf=ReviewFolder(data / "reviews"))
    shell.window.show()
    library = shell.library.keeper.library()
    ada = library.store.save_athlete(Athlete(name="Ada Quillfeather", notes="knee since May"))
    library.store.add_screening(ada.id, DAY, {"screening_complete": True})
    shell.presenter.open_clip(clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    shell.desk.apply(SetAthlete("Ada Quillfeather"))
    shell.desk.apply(AddNote("F-HOE", "Quillfeather: ribs down"))
    settle(shell, qtbot)
    library.store.backup()
    told = []
    shell.desk.noticed.subscribe(told.append)
    open_page(shell, qtbot)
    shell.library.athlete.erase(ada.id)
    assert told[-1].text == "A set of this athlete is open."
    shell.window.close()

    def bytes_left(folder: Path) -> dict[str, bytes]:
        return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    assert any(b"Quillfeather" in content for content in bytes_left(data).values())
    proof = erase_person(studio, Library(studio, studio.open_library()), ada.id)
    assert proof.library.rows["training_set"] == 1
    for name, content in bytes_left(data).items():
        assert b"quillfeather" not in content.lower(), name
        assert b"knee since May" not in content, name
        assert ada.id.encode() not in content, name
    assert not list((data / "library" / "arrays").glob("*/*"))
    assert not list((data / "library" / "pictures").glob("*/*"))
    assert not list((data / "reviews").glob("*"))
    assert not [path for path in cache.rglob("5" * 16 + "*") if path.is_file()]
    assert clip.is_file()
    shell.window.deleteLater()


def test_one_set_is_deleted_for_good_and_its_clip_stays(
    store: SetStore, open_shell: Callable[..., Shell], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    clip = tmp_path / "set.mp4"
    clip.write_bytes(b"clip")
    gone, kept = (store.load(add_set(store, number)) for number in (1, 2))
    store.save(replace(gone, clips=(replace(gone.clip, path=clip),)))
    shell = open_shell()
    shell.memory.clips.remember(clip)
    open_page(shell, qtbot)
    page = shell.library.page
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]
    monkeypatch.setattr(QMessageBox, "question", lambda *_: answers.pop(0))
    for left in (2, 1):
        page.view.setCurrentIndex(page.model.index(1))  # the older one
        press(page, "Tags and session…", qtbot)
        qtbot.waitUntil(lambda: bool(shell.window.findChildren(SetDetails)))
        press(shell.window.findChildren(SetDetails)[-1], "Delete this set…", qtbot)
        settle(shell, qtbot)
        assert store.find(SetQuery()).total == left
    assert [row.id for row in store.find(SetQuery()).rows] == [kept.id]
    assert clip.is_file()
    assert shell.memory.clips.still_there() == ()


def test_recent_clips_of_a_deleted_athlete_are_named_nowhere(
    store: SetStore, stage, tmp_path: Path, open_shell: Callable[..., Shell], qtbot: QtBot
):
    clips = [tmp_path / name for name in ("ada-quill-monday.mp4", "other.mp4")]
    for clip in clips:
        clip.write_bytes(b"clip")
    ada = store.save_athlete(Athlete(name="Ada Quill"))
    one = store.load(add_set(store, 1, athlete_id=ada.id))
    store.save(replace(one, clips=(replace(one.clip, path=clips[0]),)))
    shell = open_shell()
    for clip in clips:
        shell.memory.clips.remember(clip)
    shell.memory.save()
    (settings,) = config_dir().glob("recent-clips.json")
    assert b"ada-quill-monday" in settings.read_bytes()
    open_page(shell, qtbot)
    shell.library.athlete.erase(ada.id)
    qtbot.waitUntil(lambda: store.athletes() == ())
    settle(shell, qtbot)
    assert b"quill" not in settings.read_bytes().lower()
    assert shell.memory.clips.still_there() == (clips[1],)
    named = [
        one.text() for one in shell.window.start_page.findChildren(QPushButton) if one.property("role") == "recent"
    ]
    assert not any("quill" in text for text in named)
    assert clips[0].is_file()
