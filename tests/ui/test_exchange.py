"""File › Export and File › Import: videos and pictures with progress and cancel, files of other programs."""

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.assets import resources_dir
from studio.export import make_film_maker, make_foreign_reader
from studio.services.exchange import FilmKind

WAIT_MS = 20_000
KVA = (
    "<KinoveaVideoAnalysis><ImageSize>854;480</ImageSize><AverageTimeStampsPerFrame>1</AverageTimeStampsPerFrame>"
    "<FirstTimeStamp>0</FirstTimeStamp><Keyframes><Keyframe><Position>30</Position><Title>Top</Title><Drawings>"
    "<Line><Start>1;1</Start><End>9;9</End></Line><Chrono/></Drawings></Keyframe></Keyframes></KinoveaVideoAnalysis>"
)


@pytest.fixture
def exchanging(stage, request):
    made = stage.studio
    stage.studio = lambda: replace(
        made(),
        make_films=lambda: make_film_maker(resources_dir() / "report" / "fonts"),
        read_foreign=make_foreign_reader,
    )
    return request.getfixturevalue("reviewed")


def _export(shell, qtbot: QtBot, monkeypatch, action_id: str, target: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    shell.window.actions_book[action_id].trigger()
    qtbot.mouseClick(shell.exchange.sheet.make, Qt.MouseButton.LeftButton)


def test_the_file_menu_has_both_menus(exchanging) -> None:
    (file_menu,) = [one.menu() for one in exchanging.window.menuBar().actions() if one.text() == "File"]
    inner = {one.text(): one.menu() for one in file_menu.actions() if one.menu() is not None}

    assert [one.text() for one in inner["Export"].actions()][:2] == ["Annotated video…", "Rep as GIF…"]
    assert len(inner["Import"].actions()) == 2


@pytest.mark.parametrize(("action_id", "name"), [("export-kinogram", "k.png"), ("export-still", "s.png")])
def test_a_picture_is_saved(exchanging, qtbot: QtBot, monkeypatch, tmp_path: Path, action_id: str, name: str) -> None:
    _export(exchanging, qtbot, monkeypatch, action_id, tmp_path / name)
    qtbot.waitUntil(lambda: f"Saved as {name}." in exchanging.window.toasts.texts, timeout=WAIT_MS)

    assert not QImage(str(tmp_path / name)).isNull()


def test_the_gif_is_of_the_rep_at_the_playhead_and_moves(exchanging, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    third = exchanging.desk.analysis.reps[2]
    exchanging.desk.playhead.seek(third.top_s)
    _export(exchanging, qtbot, monkeypatch, "export-gif", tmp_path / "rep.gif")
    assert exchanging.exchange.sheet.order().rep == third.index
    qtbot.waitUntil(lambda: "Saved as rep.gif." in exchanging.window.toasts.texts, timeout=WAIT_MS)

    assert QImageReader(str(tmp_path / "rep.gif")).imageCount() > 10


def test_a_gif_is_cancelled_and_leaves_nothing(exchanging, stage, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    gate, opened = threading.Event(), stage.video.open

    def open_held(path: Path):
        clip = opened(path)
        clip.read = lambda index: gate.wait(20.0) and opened(path).read(index)
        return clip

    monkeypatch.setattr(stage.video, "open", open_held)
    _export(exchanging, qtbot, monkeypatch, "export-gif", tmp_path / "rep.gif")
    sheet = exchanging.exchange.sheet
    qtbot.waitUntil(sheet.progress.isVisible, timeout=WAIT_MS)
    sheet.progress.cancel_requested.emit()
    gate.set()
    qtbot.waitUntil(lambda: not sheet.progress.isVisible(), timeout=WAIT_MS)

    assert sheet.make.isEnabled()
    assert not (tmp_path / "rep.gif").exists()
    assert not any("Saved as" in text for text in exchanging.window.toasts.texts)


def test_options_that_a_picture_does_not_know_are_off(exchanging) -> None:
    exchanging.exchange.open(FilmKind.STILL)
    sheet = exchanging.exchange.sheet
    assert not any(one.isEnabled() for one in (sheet.speed, sheet.emphasis, sheet.beside, sheet.rep))
    sheet.kind.setCurrentIndex(sheet.kind.findData(FilmKind.VIDEO))
    assert all(one.isEnabled() for one in (sheet.speed, sheet.emphasis, sheet.beside))


def test_a_video_is_cancelled_and_leaves_nothing(exchanging, stage, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    stage.video.gate.clear()
    target = tmp_path / "annotated.mp4"
    exchanging.exchange.open(FilmKind.VIDEO)
    sheet = exchanging.exchange.sheet
    sheet.speed.setCurrentIndex(1)  # the drawn set is no file with a sound that could go along
    _export(exchanging, qtbot, monkeypatch, "export-video", target)
    qtbot.waitUntil(lambda: sheet.progress.isVisible() and sheet.progress.fraction > 0.0, timeout=WAIT_MS)
    assert not sheet.make.isEnabled()
    sheet.progress.cancel_requested.emit()
    stage.video.gate.set()
    qtbot.waitUntil(lambda: not sheet.progress.isVisible(), timeout=WAIT_MS)

    assert sheet.make.isEnabled()
    assert not target.exists()
    assert not any("Saved as" in text for text in exchanging.window.toasts.texts)


def test_drawings_of_kinovea_come_in_and_undo_takes_them_away(exchanging, qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "drawn.kva"
    file.write_text(KVA, encoding="utf-8")
    exchanging.exchange.take_in(file)
    qtbot.waitUntil(lambda: bool(exchanging.desk.review.key_moments), timeout=WAIT_MS)
    assert [one.title for one in exchanging.desk.review.key_moments] == ["Top"]
    assert any("taken over" in text for text in exchanging.window.toasts.texts)

    exchanging.desk.undo()
    assert exchanging.desk.review.key_moments == ()


def test_joints_of_another_program_are_compared(exchanging, qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "openpose"
    folder.mkdir()
    person = {"pose_keypoints_2d": [300.0, 200.0, 0.9] * 25}
    for index in range(20):
        (folder / f"set_{index:012d}_keypoints.json").write_text(json.dumps({"people": [person]}), encoding="utf-8")
    exchanging.exchange.take_in(folder)
    qtbot.waitUntil(lambda: any("20 frames in common" in text for text in exchanging.window.toasts.texts))


def test_a_file_that_is_none_is_refused(exchanging, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "no.trc").write_text("no courses", encoding="utf-8")
    before = exchanging.desk.review
    exchanging.exchange.take_in(tmp_path / "no.trc")
    qtbot.waitUntil(lambda: any("no.trc" in text for text in exchanging.window.toasts.texts))

    assert exchanging.desk.review == before
