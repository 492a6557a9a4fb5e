"""Opening clips: dropping, the first screen, and files that are no clips."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.assets import config_dir
from studio.services.recent_clips import RecentClips
from studio.ui.app import Shell


def drop(shell: Shell, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(100, 100), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    shell.window.dropEvent(event)


def test_a_dropped_clip_is_shown_and_analysed(shell, stage, qtbot: QtBot) -> None:
    drop(shell, stage.clip)
    qtbot.waitUntil(lambda: shell.window.is_reviewing, timeout=30_000)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == 0, timeout=30_000)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None, timeout=90_000)
    qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=30_000)
    assert len(shell.desk.analysis.reps) == 5
    assert shell.window.windowTitle().startswith("set.mp4")


def test_the_first_screen_has_one_button_for_the_sample_set(shell, qtbot: QtBot) -> None:
    buttons = [item for item in shell.window.start_page.findChildren(QPushButton) if item.property("role") == "primary"]
    assert [item.text() for item in buttons] == ["Open the sample set"]
    assert not any(dock.isVisible() for dock in shell.window.docks)
    buttons[0].click()
    qtbot.waitUntil(lambda: shell.window.is_reviewing, timeout=30_000)
    assert all(dock.isVisible() for dock in shell.window.docks)


def test_a_file_that_is_no_clip_is_told_with_a_remedy_and_changes_nothing(shell, tmp_path: Path, qtbot: QtBot) -> None:
    other = tmp_path / "notes.txt"
    other.write_text("no clip")
    drop(shell, other)
    qtbot.waitUntil(lambda: bool(shell.window.toasts.texts), timeout=30_000)
    assert shell.window.toasts.texts == ("“notes.txt” is not a clip.",)
    assert not shell.window.is_reviewing
    assert not shell.desk.clip


def offered_again(shell: Shell) -> list[QPushButton]:
    buttons = shell.window.start_page.findChildren(QPushButton)
    return [button for button in buttons if button.property("role") == "recent"]


def test_a_disk_that_does_not_answer_keeps_no_window_waiting(
    open_shell: Callable[..., Shell], stage, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    RecentClips(config_dir()).remember(stage.clip)
    has_answered = threading.Event()
    asked_in = []

    def asks(path: Path) -> bool:
        if path == stage.clip:
            asked_in.append(threading.current_thread())
            has_answered.wait(30.0)
        return path.exists() and not path.is_dir()

    monkeypatch.setattr(Path, "is_file", asks)
    shell = open_shell()
    RecentClips(config_dir()).remember(stage.clip)
    qtbot.waitUntil(lambda: bool(asked_in), timeout=30_000)
    assert threading.main_thread() not in asked_in
    assert offered_again(shell) == []
    has_answered.set()
    qtbot.waitUntil(lambda: len(offered_again(shell)) == 1, timeout=30_000)


def test_a_clip_that_was_open_is_offered_again_after_a_restart(
    open_shell: Callable[..., Shell], stage, qtbot: QtBot
) -> None:
    first = open_shell()
    first.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: first.window.is_reviewing, timeout=30_000)
    first.window.close()
    second = open_shell()
    qtbot.waitUntil(lambda: bool(offered_again(second)), timeout=30_000)
    (again,) = offered_again(second)
    assert again.toolTip() == str(stage.clip)
    again.click()
    qtbot.waitUntil(lambda: second.window.is_reviewing, timeout=30_000)


def test_without_a_pose_model_the_clip_can_be_watched_and_the_remedy_is_told(shell, stage, qtbot: QtBot) -> None:
    stage.has_model = False
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: "The pose model is not here." in shell.window.toasts.texts, timeout=30_000)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == 0, timeout=30_000)
    shell.desk.playhead.step(5)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == 5, timeout=30_000)
    assert shell.desk.analysis is None


def test_the_same_notice_is_not_shown_twice(shell) -> None:
    for _ in range(3):
        shell.window.toasts.show_notice("The clip has gone.", is_problem=True)
    assert shell.window.toasts.texts == ("The clip has gone.",)


def test_docks_are_where_the_coach_left_them(open_shell: Callable[..., Shell], stage, qtbot: QtBot) -> None:
    first = open_shell()
    first.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: first.window.is_reviewing, timeout=30_000)
    first.window.docks[1].close()
    first.window.close()
    second = open_shell()
    second.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: second.window.is_reviewing, timeout=30_000)
    assert [dock.isVisible() for dock in second.window.docks] == [
        number != 1 for number in range(len(second.window.docks))
    ]
