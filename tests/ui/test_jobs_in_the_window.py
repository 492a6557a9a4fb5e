"""Long work in the window: progress, growth, cancel, closing, and a window that never stands still."""

import threading
import time
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from studio.services.jobs import JobRunner
from studio.ui.job_bridge import GuiThreadDelivery

A_HANG_MS = 250.0
"""Longer than any noise of a busy machine; `tests/benchmarks/session` holds the window to 50 ms on an idle one."""


def test_results_reach_the_thread_of_the_window(qtbot: QtBot) -> None:
    delivery = GuiThreadDelivery()
    runner = JobRunner(deliver=delivery)
    threads: list[threading.Thread] = []
    job = runner.submit(lambda _context: threading.current_thread(), title="where")
    job.succeeded.subscribe(lambda worker: threads.extend([worker, threading.current_thread()]))
    qtbot.waitUntil(lambda: len(threads) == 2, timeout=30_000)
    assert threads[0] is not threading.main_thread()
    assert threads[1] is threading.main_thread()
    assert runner.shutdown()


def test_nothing_is_delivered_to_a_window_that_has_gone(qtbot: QtBot) -> None:
    delivery = GuiThreadDelivery()
    told: list[int] = []
    delivery(lambda: told.append(1))
    delivery.stop()
    delivery(lambda: told.append(2))
    qtbot.wait(20)
    assert told == []


def test_skeleton_and_graphs_grow_while_the_analysis_runs(shell, stage, qtbot: QtBot) -> None:
    stage.video.gate.clear()
    shell.presenter.open_clip(stage.clip)
    window = shell.window
    qtbot.waitUntil(lambda: window.canvas.moment is not None, timeout=60_000)
    qtbot.waitUntil(lambda: window.graphs.stack.lanes[0].known_until_s > 1.0, timeout=30_000)
    assert shell.desk.analysis is None
    assert window.progress.isVisible()
    assert 0.0 < window.progress.fraction < 1.0
    assert np.isfinite(window.canvas.moment.hip_angle_deg)
    grown_s = window.graphs.stack.lanes[0].known_until_s
    stage.video.gate.set()
    qtbot.waitUntil(lambda: shell.desk.analysis is not None, timeout=90_000)
    qtbot.waitUntil(lambda: window.graphs.stack.lanes[0].known_until_s > grown_s, timeout=30_000)
    qtbot.waitUntil(lambda: not window.progress.isVisible(), timeout=30_000)


def test_a_cancelled_analysis_leaves_the_clip_open_and_can_be_started_again(shell, stage, qtbot: QtBot) -> None:
    stage.video.gate.clear()
    shell.presenter.open_clip(stage.clip)
    window = shell.window
    qtbot.waitUntil(window.progress.isVisible, timeout=30_000)
    window.progress.cancel_requested.emit()
    assert window.progress.text == "Stopping…"
    stage.video.gate.set()
    qtbot.waitUntil(lambda: shell.desk.job is None, timeout=60_000)
    assert not window.progress.isVisible()
    assert shell.desk.analysis is None
    assert window.is_reviewing
    assert window.toasts.texts == ()
    window.actions_book["analyse-again"].trigger()
    qtbot.waitUntil(lambda: shell.desk.analysis is not None, timeout=90_000)


def test_closing_during_an_analysis_leaves_no_thread(
    shell, stage, qtbot: QtBot, lane_threads: Callable[[], set[str]]
) -> None:
    stage.pause_s = 0.01
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.job is not None and shell.desk.job.progress.fraction > 0.05, timeout=60_000)
    assert lane_threads()
    shell.window.close()
    assert {name for name in lane_threads() if name.startswith(("lane-", "pose"))} == set()


def test_the_window_does_not_hang_during_an_analysis(shell, stage, qtbot: QtBot, heartbeat) -> None:
    stage.pause_s = 0.004
    heartbeat.start()
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == 0, timeout=60_000)
    shell.desk.playhead.play()
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=60_000)
    qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=30_000)
    shell.window.review.choose_next(1)
    qtbot.wait(300)
    assert heartbeat.stop() <= A_HANG_MS


def test_the_heartbeat_sees_a_hang(qtbot: QtBot, heartbeat) -> None:
    heartbeat.start()
    QTimer.singleShot(20, lambda: time.sleep(A_HANG_MS / 1e3 + 0.05))
    qtbot.wait(400)
    assert heartbeat.stop() > A_HANG_MS


def test_a_failed_export_is_told_with_a_remedy_and_blocks_nothing(reviewed, tmp_path, qtbot: QtBot) -> None:
    reviewed.desk.export_tables(tmp_path / "tables.csv")
    qtbot.waitUntil(lambda: "The disk is full." in reviewed.window.toasts.texts, timeout=30_000)
    assert reviewed.window.isEnabled()
    assert reviewed.window.isActiveWindow() or not reviewed.window.isModal()


def test_the_report_is_written_and_offered_to_be_opened(reviewed, tmp_path, qtbot: QtBot) -> None:
    path = tmp_path / "report.pdf"
    reviewed.desk.export_report(path)
    qtbot.waitUntil(lambda: "Report saved as report.pdf." in reviewed.window.toasts.texts, timeout=30_000)
    assert path.read_bytes().startswith(b"%PDF")
    assert reviewed.window.toasts.offers == ("Open it",)
