"""Workspaces, lanes, rep curves, exports of graphs, shortcuts of one's own, another language on the fly."""

import csv
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTabBar
from pytestqt.qtbot import QtBot

from studio.services.autosave import ReviewFolder
from studio.ui.app import Shell, Speaking
from studio.ui.graphs.rep_curves import SAMPLES
from studio.ui.settings.shortcuts_page import ShortcutsPage


def visible_docks(shell: Shell) -> set[str]:
    return {dock.objectName() for dock in shell.window.docks if not dock.isHidden()}


def test_present_shows_picture_and_cue_only_and_review_brings_all_back(reviewed: Shell) -> None:
    QTest.keyClick(reviewed.window, Qt.Key.Key_F6)
    assert visible_docks(reviewed) == set()
    cue = reviewed.presenter.workspaces.cue()
    assert cue
    assert reviewed.window.canvas._caption == cue
    QTest.keyClick(reviewed.window, Qt.Key.Key_F5)
    assert visible_docks(reviewed) == {"facts", "reps", "marks", "findings", "graphs", "rep-curves"}
    assert reviewed.window.canvas._caption == ""


def test_measure_gives_the_graphs_room_and_shows_angles(reviewed: Shell, qtbot: QtBot) -> None:
    before = reviewed.window.graphs.stack.height()
    QTest.keyClick(reviewed.window, Qt.Key.Key_F7)
    assert "findings" not in visible_docks(reviewed)
    assert reviewed.window.canvas.choice.limb_angles
    qtbot.waitUntil(lambda: reviewed.window.graphs.stack.height() > before)


def test_lanes_move_up_and_down_and_stay_there(reviewed: Shell, open_shell: Callable[..., Shell]) -> None:
    graphs = reviewed.window.graphs
    first, second = (spec.signal for spec in graphs.stack.specs[:2])
    graphs.move_lane(first, 1)
    assert [spec.signal for spec in graphs.stack.specs[:2]] == [second, first]
    graphs.move_lane(first, -5)
    assert graphs.stack.specs[0].signal == first
    graphs.move_lane(first, 1)
    reviewed.window.close()
    assert open_shell().window.graphs.chosen[:2] == (second, first)


def test_rep_curves_hold_every_complete_rep_and_name_best_and_worst(reviewed: Shell, qtbot: QtBot) -> None:
    multiples = reviewed.window.graphs.multiples
    qtbot.waitUntil(lambda: bool(multiples.curves), timeout=10_000)
    hip = next(one for one in multiples.curves if one.signal == "hip_angle_deg")
    assert hip.values.shape == (5, SAMPLES)
    assert hip.best != hip.worst
    tops = [measure.value for measure in reviewed.desk.analysis.measures.of_reps("M-HIP-TOP")]
    assert np.nanmax(hip.mean) == pytest.approx(np.mean(tops), abs=4.0)
    assert np.nanmedian(hip.sd) < 4.0
    empty = multiples.grab().toImage()
    multiples.show_curves(())
    assert multiples.grab().toImage() != empty


def test_an_axis_counts_in_the_unit_of_the_value_beside_it(reviewed: Shell) -> None:
    stack = reviewed.window.graphs.stack
    place = [spec.signal for spec in stack.specs].index("hip_height_tl")
    ticks = [(at, float(text)) for at, text in stack.lanes[place].axis._tickLevels[0]]
    assert "% thigh" in reviewed.window.graphs._readout("hip_height_tl", reviewed.desk.playhead.time_s)
    assert ticks
    assert all(told == pytest.approx(100.0 * at) for at, told in ticks)


def test_shift_drag_over_a_graph_makes_a_loop(reviewed: Shell) -> None:
    stack = reviewed.window.graphs.stack
    cursor = stack._cursor
    cursor.redraw()
    cursor.grab()
    start, end = (QPoint(round(cursor._x_of(at)), 20) for at in (3.0, 5.0))
    QTest.mousePress(cursor, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, start)
    QTest.mouseMove(cursor, end)
    QTest.mouseRelease(cursor, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, end)
    assert reviewed.desk.playhead.playback.loop_s == pytest.approx((3.0, 5.0), abs=0.05)


def test_graphs_are_saved_as_table_and_picture(reviewed: Shell, tmp_path) -> None:
    views = reviewed.presenter._views
    views.save_table(tmp_path / "graphs.csv")
    rows = list(csv.DictReader((tmp_path / "graphs.csv").read_text().splitlines()))
    hip = reviewed.desk.analysis.signals["hip_angle_deg"]
    assert len(rows) == len(hip.values)
    assert float(rows[100]["hip_angle_deg"]) == pytest.approx(hip.values[100], rel=1e-4)
    assert float(rows[100]["time_s"]) == pytest.approx(hip.times_s[100])
    views.save_picture(tmp_path / "graphs.png")
    assert (tmp_path / "graphs.png").read_bytes()[:4] == b"\x89PNG"


def test_what_cannot_be_saved_says_so(reviewed: Shell, tmp_path) -> None:
    told = []
    reviewed.desk.noticed.subscribe(told.append)
    reviewed.presenter._views.save_table(tmp_path / "nowhere" / "graphs.csv")
    reviewed.presenter._views.save_picture(tmp_path / "nowhere" / "graphs.png")
    assert [notice.is_problem for notice in told] == [True, True]


def test_a_key_that_is_taken_is_refused_and_says_by_whom(shell: Shell) -> None:
    book = shell.window.actions_book
    page = ShortcutsPage(book, shell.window)
    page.choose("mark")
    page.press("A")
    assert "Accept the finding" in page.message
    assert book["mark"].shortcut() == QKeySequence("M")
    page.close()


def test_own_keys_work_and_are_remembered_and_can_be_given_back(open_shell: Callable[..., Shell]) -> None:
    first = open_shell()
    first.window.actions_book["change-shortcuts"].trigger()
    page = first.window.findChild(ShortcutsPage)
    page.choose("palette")
    page.press("Ctrl+Shift+P")
    assert page.message == "Ctrl+Shift+P is set."
    page.close()
    assert "Ctrl+Shift+P" in first.window.actions_book["palette"].toolTip()
    first.window.close()
    second = open_shell()
    assert second.window.actions_book["palette"].shortcut() == QKeySequence("Ctrl+Shift+P")
    assert second.window.actions_book.reset_keys("palette") == ""
    assert second.window.actions_book.own_keys == {}


def test_the_language_is_switched_while_a_clip_is_open(
    stage, warm_cache, qapp: QApplication, qtbot: QtBot, tmp_path
) -> None:
    stage.cache = warm_cache
    shelf = ReviewFolder(tmp_path / "reviews")

    def make(language: str) -> Shell:
        return Shell(qapp, stage.studio(), sample=stage.clip, log_path=None, language=language, shelf=shelf)

    speaking = Speaking(qapp, make, "en")
    try:
        speaking.shell.presenter.open_clip(stage.clip)
        qtbot.waitUntil(lambda: speaking.shell.desk.analysis is not None, timeout=60_000)
        speaking.shell.desk.playhead.seek_index(90)
        QTest.keyClick(speaking.shell.window, Qt.Key.Key_M)
        first = speaking.shell
        first.window.actions_book["language-de"].trigger()
        qtbot.waitUntil(lambda: speaking.shell is not first, timeout=10_000)
        qtbot.waitUntil(lambda: speaking.shell.desk.analysis is not None, timeout=60_000)
        assert speaking.shell.window.menuBar().actions()[0].text() == "Datei"
        qtbot.waitUntil(lambda: speaking.shell.desk.playhead.index == 90, timeout=10_000)
        assert len(speaking.shell.desk.review.key_moments) == 1
        assert speaking.shell.settings.text("look.language") == "de"
    finally:
        speaking.shell.window.close()
        speaking.shell.window.deleteLater()
        speaking.shell.last_resort.remove()
        for translator in speaking._translators:
            qapp.removeTranslator(translator)
        qapp.sendPostedEvents(None, 52)


def test_tabs_are_there_only_while_panels_share_a_place(open_shell, reviewed: Shell, qtbot: QtBot) -> None:
    def tabs(shell: Shell) -> list[list[str]]:
        bars = shell.window.findChildren(QTabBar, options=Qt.FindChildOption.FindDirectChildrenOnly)
        shown = [bar for bar in bars if bar.isVisible() and bar.count()]
        return sorted([bar.tabText(at) for at in range(bar.count())] for bar in shown)

    assert tabs(open_shell()) == []
    qtbot.waitUntil(lambda: tabs(reviewed) == [["Graphs", "Rep curves"], ["Reps", "Marks"]])
    marks = next(dock for dock in reviewed.window.docks if dock.objectName() == "marks")
    marks.hide()
    qtbot.waitUntil(lambda: tabs(reviewed) == [["Graphs", "Rep curves"]])
    marks.show()
    qtbot.waitUntil(lambda: len(tabs(reviewed)) == 2)
    reviewed.window.actions_book["workspace-present"].trigger()
    qtbot.waitUntil(lambda: tabs(reviewed) == [])
