"""Moments, voice notes and drawings stand in one list; a click goes there and shows what stands there."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from studio.core.annotation import Annotation, DrawnPoint, Shape
from studio.core.review import KeyMoment
from studio.core.sound import VoiceNote
from studio.review import AddAnnotation, AddKeyMoment, AddVoiceNote
from studio.ui.app import Shell
from studio.ui.review.marks_table import MarkKind


def fill(shell: Shell) -> None:
    desk = shell.desk
    desk.apply(AddKeyMoment(KeyMoment(4.0, "Top", "ribs are up")))
    desk.apply(AddVoiceNote(VoiceNote("a" * 64, 2.0, 12.0, "F-HOE")))
    points = (DrawnPoint(10.0, 10.0), DrawnPoint(90.0, 90.0))
    desk.apply(AddAnnotation(Annotation("d1", Shape.ARROW, points, 90, 120, text="knee")))


def click(shell: Shell, qtbot: QtBot, row: int) -> None:
    table = shell.window.marks.table
    place = table.visualRect(table.model().index(row, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_all_marks_are_listed_in_time_order_and_follow_undo(reviewed: Shell) -> None:
    fill(reviewed)
    lines = reviewed.window.marks.table.lines
    assert [line.kind for line in lines] == [MarkKind.VOICE, MarkKind.DRAWING, MarkKind.MOMENT]
    assert [line.title for line in lines] == ["Voice note, 0:12", "Arrow", "Top"]
    title = reviewed.desk.exercise.knowledge.faults["F-HOE"].title
    assert [line.words for line in lines] == [title, "knee", "ribs are up"]
    reviewed.desk.undo()
    assert len(reviewed.window.marks.table.lines) == 2


def test_a_click_goes_there_and_shows_what_stands_there(reviewed: Shell, qtbot: QtBot) -> None:
    fill(reviewed)
    window, playhead = reviewed.window, reviewed.desk.playhead
    next(dock for dock in window.docks if dock.objectName() == "marks").raise_()
    qtbot.waitUntil(window.marks.table.isVisible)
    click(reviewed, qtbot, 2)
    assert abs(playhead.time_s - 4.0) < 0.02
    assert abs(window.timeline._moments.time_s - 4.0) < 0.02
    click(reviewed, qtbot, 1)
    assert (playhead.index, window.drawing.selected.id) == (90, "d1")
    click(reviewed, qtbot, 0)
    assert abs(playhead.time_s - 2.0) < 0.02
    assert window.voice.bar.isVisible()


def test_the_list_leaves_the_keys_to_the_window(reviewed: Shell) -> None:
    assert reviewed.window.marks.table.focusPolicy() is Qt.FocusPolicy.NoFocus
