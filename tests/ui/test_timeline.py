"""The timeline: dragging edges of reps, marking them, moments with words, zoom, and ten thousand marks."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.core.fault import Severity
from studio.core.rep import RepMark
from studio.ui.app import Shell
from studio.ui.timeline.marks import MarkIndex, TimelineMark
from studio.ui.timeline.time_scale import TimeScale

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
REPS_Y = 24


def drag(strip, from_s: float, to_s: float, button=Qt.MouseButton.LeftButton, y: int = REPS_Y) -> None:
    start, end = QPoint(round(strip.x_of(from_s)), y), QPoint(round(strip.x_of(to_s)), y)
    QTest.mousePress(strip, button, pos=start)
    QTest.mouseMove(strip, (start + end) / 2)
    QTest.mouseMove(strip, end)
    QTest.mouseRelease(strip, button, pos=end)


def numbers(shell: Shell) -> list[int]:
    return list(shell.desk.analysis.measures.rep_indices)


def test_dragging_an_edge_changes_the_measures_and_undo_brings_them_back(reviewed: Shell, qtbot: QtBot) -> None:
    strip, before = reviewed.window.timeline.strip, reviewed.desk.analysis
    rep = strip.reps[1]
    drag(strip, rep.end_s, rep.end_s - 0.4)
    assert reviewed.desk.review.reps[1].end_s == pytest.approx(rep.end_s - 0.4, abs=0.05)
    assert reviewed.desk.history.undo_label == "Move end of rep"
    qtbot.waitUntil(lambda: reviewed.desk.analysis is not before, timeout=60_000)
    assert reviewed.desk.analysis.reps[1].end_s == reviewed.desk.review.reps[1].end_s
    assert reviewed.desk.analysis.measures.reps[1]["M-ECC"].value < before.measures.reps[1]["M-ECC"].value - 0.3
    reviewed.desk.undo()
    qtbot.waitUntil(lambda: reviewed.desk.analysis.reps == before.reps, timeout=60_000)
    qtbot.waitUntil(lambda: strip.reps[1] == rep, timeout=10_000)


def test_an_edge_cannot_be_dragged_over_its_neighbour(reviewed: Shell) -> None:
    strip = reviewed.window.timeline.strip
    first, second = strip.reps[:2]
    drag(strip, second.start_s, first.start_s)
    assert reviewed.desk.review.reps[1].start_s == pytest.approx(first.end_s)


def test_a_rep_that_is_none_leaves_the_table_but_not_the_timeline(reviewed: Shell, qtbot: QtBot) -> None:
    reviewed.desk.playhead.seek(reviewed.desk.analysis.reps[1].top_s)
    QTest.keyClick(reviewed.window, Qt.Key.Key_4, ALT)
    qtbot.waitUntil(lambda: numbers(reviewed) == [1, 2, 3, 4], timeout=60_000)
    assert [rep.mark for rep in reviewed.window.timeline.strip.reps].count(RepMark.FALSE) == 1
    QTest.keyClick(reviewed.window, Qt.Key.Key_1, ALT)
    qtbot.waitUntil(lambda: numbers(reviewed) == [1, 2, 3, 4, 5], timeout=60_000)


@pytest.mark.parametrize(("key", "word"), [(Qt.Key.Key_2, "partial"), (Qt.Key.Key_3, "failed")])
def test_partial_and_failed_reps_are_named_and_not_judged(reviewed: Shell, qtbot: QtBot, key, word: str) -> None:
    rep = reviewed.desk.analysis.reps[1]
    reviewed.desk.playhead.seek(rep.top_s)
    QTest.keyClick(reviewed.window, key, ALT)
    qtbot.waitUntil(lambda: numbers(reviewed) == [1, 3, 4, 5], timeout=60_000)
    canvas, index = reviewed.window.canvas, reviewed.desk.playhead.index
    qtbot.waitUntil(lambda: canvas.shown_index == index, timeout=30_000)
    assert word in canvas._phase_title(canvas.moment)


def test_reps_are_split_and_joined_from_the_keyboard(reviewed: Shell, qtbot: QtBot) -> None:
    rep = reviewed.desk.analysis.reps[0]
    reviewed.desk.playhead.seek(rep.top_s)
    QTest.keyClick(reviewed.window, Qt.Key.Key_T, CTRL)
    qtbot.waitUntil(lambda: len(reviewed.desk.analysis.reps) == 6, timeout=60_000)
    QTest.keyClick(reviewed.window, Qt.Key.Key_J, CTRL)
    qtbot.waitUntil(lambda: len(reviewed.desk.analysis.reps) in (4, 5), timeout=60_000)
    reviewed.window.actions_book["reset-reps"].trigger()
    qtbot.waitUntil(lambda: reviewed.desk.analysis.reps[0] == rep, timeout=60_000)


def test_m_marks_a_moment_and_m_again_gives_it_words(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek_index(60)
    QTest.keyClick(reviewed.window, Qt.Key.Key_M)
    assert [moment.time_s for moment in reviewed.desk.review.key_moments] == [pytest.approx(2.0)]
    QTest.keyClick(reviewed.window, Qt.Key.Key_M)
    field = reviewed.window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Knees in")
    QTest.keyClick(field, Qt.Key.Key_Tab)
    QTest.keyClicks(reviewed.window.focusWidget(), "from rep 3, mark")
    (moment,) = reviewed.desk.review.key_moments
    assert (moment.title, moment.comment) == ("Knees in", "from rep 3, mark")
    QTest.keyClick(reviewed.window.focusWidget(), Qt.Key.Key_Return)
    reviewed.desk.undo()
    assert reviewed.desk.review.key_moments[0].title == "Moment at 0:02.00"


def test_a_click_on_a_moment_shows_its_words_and_it_can_be_removed(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek_index(15)
    QTest.keyClick(reviewed.window, Qt.Key.Key_M)
    strip, bar = reviewed.window.timeline.strip, reviewed.window.timeline._moments
    bar.put_away()
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(strip.x_of(0.5)), 6))
    assert bar.isVisible()
    bar.remove_requested.emit(bar.time_s)
    assert reviewed.desk.review.key_moments == ()
    assert not bar.isVisible()


def test_the_digits_add_faults_of_the_exercise_by_hand(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek(reviewed.desk.analysis.reps[2].top_s)
    QTest.keyClick(reviewed.window, Qt.Key.Key_1)
    (finding,) = reviewed.desk.review.added
    assert finding.fault == reviewed.desk.exercise.faults[0].id
    assert (finding.reps, finding.is_by_hand) == ((3,), True)
    title = reviewed.desk.exercise.knowledge.faults[finding.fault].title
    assert title in reviewed.window.actions_book["preset-1"].text()


def test_zoom_keeps_the_time_under_the_mouse_and_middle_drag_pans(reviewed: Shell) -> None:
    strip = reviewed.window.timeline.strip
    whole, x = strip.shown_s, strip.x_of(5.0)
    strip.zoom(4.0, 5.0)
    assert strip.x_of(5.0) == pytest.approx(x)
    before = strip.shown_s
    drag(strip, 5.0, 4.5, Qt.MouseButton.MiddleButton)
    assert strip.shown_s[0] == pytest.approx(before[0] + 0.5, abs=0.05)
    strip.zoom(0.01, 5.0)
    assert strip.shown_s == whole


def test_a_zoomed_timeline_follows_the_playhead(reviewed: Shell) -> None:
    strip = reviewed.window.timeline.strip
    strip.zoom(8.0, 1.0)
    reviewed.desk.playhead.seek(12.0)
    assert strip.shown_s[0] <= 12.0 <= strip.shown_s[1]


@pytest.mark.parametrize("factor", [1.5, 40.0, 1e6])
def test_a_scale_gives_times_back(factor: float) -> None:
    scale = TimeScale().opened(2.0, 62.0).sized(48.0, 700.0).zoomed(factor, 30.0)
    assert scale.time_at(scale.x_of(30.0)) == pytest.approx(30.0)
    assert scale.shown_s[1] - scale.shown_s[0] >= 0.5
    assert scale.panned(-1e6).shown_s[0] == 2.0
    assert scale.panned(1e6).shown_s[1] == pytest.approx(62.0)


def test_of_marks_on_one_spot_the_most_severe_is_shown() -> None:
    scale = TimeScale().opened(0.0, 100.0).sized(0.0, 500.0)
    spots = [TimelineMark(50.0 + number * 1e-3, Severity(number % 4), str(number)) for number in range(1000)]
    shown = MarkIndex(spots).shown(scale)
    assert [mark.severity for mark in shown] == [Severity.SEVERE] * len(shown)
    assert len(shown) <= 3
    assert MarkIndex(spots).near(scale, scale.x_of(50.5), within_px=5.0).severity is Severity.SEVERE
    assert MarkIndex().shown(scale) == []
    assert MarkIndex(spots).near(scale, 5.0, within_px=5.0) is None


def test_of_ten_thousand_marks_no_more_are_drawn_than_a_screen_holds() -> None:
    draw = np.random.default_rng(1)
    index = MarkIndex(
        [
            TimelineMark(float(at), Severity(int(kind)), "")
            for at, kind in zip(draw.uniform(0, 14, 10_000), draw.integers(0, 4, 10_000), strict=True)
        ]
    )
    scale = TimeScale().opened(0.0, 14.0).sized(0.0, 600.0)
    for step in range(40):
        scale = scale.zoomed(1.25 if step % 2 else 0.8, 7.0)
        assert 100 <= len(index.shown(scale)) <= 200
