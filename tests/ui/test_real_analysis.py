"""The window with nothing put in the place of anything: shipped sample, pose model, everything that follows."""

import pytest
from pytestqt.qtbot import QtBot

from studio.assets import resource
from studio.bootstrap import build_studio
from studio.ui.app import Shell, make_application

pytestmark = [pytest.mark.model, pytest.mark.slow]

LONGEST_BLOCK_MS = 50.0


def test_the_window_never_stands_still_while_a_real_clip_is_analysed(qtbot: QtBot, heartbeat) -> None:
    sample = resource("sample/hip-thrust-rendered.mp4")
    shell = Shell(make_application(), build_studio(), sample=sample, log_path=None)
    try:
        shell.window.show()
        qtbot.waitExposed(shell.window)
        heartbeat.start()
        shell.presenter.open_clip(sample)
        qtbot.waitUntil(lambda: shell.window.canvas.shown_index >= 0, timeout=60_000)
        shell.desk.playhead.play()
        qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=180_000)
        qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=30_000)
        qtbot.wait(500)
        assert heartbeat.stop() <= LONGEST_BLOCK_MS
    finally:
        shell.window.close()
        shell.window.deleteLater()
