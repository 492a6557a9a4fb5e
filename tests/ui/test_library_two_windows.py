"""Two windows with the same clip: the one that comes second is told, and nothing of the first is lost."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from studio.core.training import SetQuery
from studio.library import open_library
from studio.review import AddNote
from studio.ui.app import Shell


def test_the_last_writer_does_not_silently_win(
    stage, warm_cache: Path, open_shell: Callable[..., Shell], tmp_path: Path, qtbot: QtBot
):
    stage.cache = warm_cache
    made = stage.studio
    stage.studio = lambda: replace(made(), open_library=lambda: open_library(tmp_path / "library"))
    store = open_library(tmp_path / "library")

    def settle(shell: Shell) -> None:
        qtbot.waitUntil(lambda: not shell.runner.active and shell.library.keeper.is_saved, timeout=30_000)
        qtbot.wait(20)

    def open_clip(shell: Shell) -> None:
        shell.presenter.open_clip(stage.clip.with_name("own.mp4"))
        qtbot.waitUntil(lambda: shell.desk.clip is not None)
        qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
        settle(shell)

    def note() -> str:
        (row,) = store.find(SetQuery()).rows
        return next((one["note"] for one in store.load(row.id).review["verdicts"]), "")

    stage.clip.with_name("own.mp4").write_bytes(b"clip")
    first, second = open_shell(), open_shell()
    told = []
    second.desk.noticed.subscribe(told.append)
    open_clip(first)
    open_clip(second)
    first.desk.apply(AddNote("F-HOE", "ribs down"))
    settle(first)
    for text in ("chin in", "chin in more"):
        second.desk.apply(AddNote("F-HOE", text))
        settle(second)
    assert note() == "ribs down"
    assert [one.text for one in told if one.is_problem] == [
        "own.mp4 was changed in another window, so what you change here is not kept."
    ]
    first.desk.apply(AddNote("F-HOE", "ribs down, chin in"))  # the first goes on undisturbed
    settle(first)
    assert note() == "ribs down, chin in"
    second.desk.playhead.seek(0.0)
    second.presenter.open_clip(stage.clip.with_name("own.mp4"))
    qtbot.waitUntil(lambda: second.desk.review.verdict_on("F-HOE").note == "ribs down, chin in", timeout=30_000)
    qtbot.waitUntil(lambda: second.desk.analysis is not None and second.desk.job is None, timeout=90_000)
    settle(second)
    second.desk.apply(AddNote("F-HOE", "both"))
    settle(second)
    assert note() == "both"
