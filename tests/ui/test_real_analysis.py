"""The window with nothing put in the place of anything: shipped sample, pose model, everything that follows."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from pytestqt.qtbot import QtBot

from studio.assets import resource
from studio.bootstrap import build_studio
from studio.ui.app import Shell, make_application

pytestmark = [pytest.mark.model, pytest.mark.slow]

AT_HAND = {"assets", "core", "review", "services", "ui"}
"""Rooms that the window's thread may enter while a clip is analysed; every other one reads, looks, counts or writes."""


def test_an_analysis_asks_nothing_slow_of_the_windows_thread(qtbot: QtBot) -> None:
    sample = resource("sample/hip-thrust-rendered.mp4")
    shell = Shell(make_application(), build_studio(), sample=sample, log_path=None)
    try:
        shell.window.show()
        qtbot.waitExposed(shell.window)
        with rooms_entered() as rooms:
            shell.presenter.open_clip(sample)
            qtbot.waitUntil(lambda: shell.window.canvas.shown_index >= 0, timeout=60_000)
            shell.desk.playhead.play()
            qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=180_000)
            qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=30_000)
            qtbot.wait(500)
        assert {"core", "services", "ui"} <= set(rooms)
        assert {room: calls for room, calls in rooms.items() if room not in AT_HAND} == {}
    finally:
        shell.window.close()
        shell.window.deleteLater()


@contextmanager
def rooms_entered() -> Iterator[dict[str, set[str]]]:
    """The rooms of the studio that this thread enters, each with the functions called there."""
    entered: dict[str, set[str]] = {}

    def note(frame: FrameType, event: str, _value: object) -> None:
        module = frame.f_globals.get("__name__", "")
        if event == "call" and module.startswith("studio."):
            entered.setdefault(module.split(".")[1], set()).add(f"{module}.{frame.f_code.co_name}")

    sys.setprofile(note)
    try:
        yield entered
    finally:
        sys.setprofile(None)
