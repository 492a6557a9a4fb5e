"""A key moment has longer words: lines, lists and bold, in the window, in the list and in the report."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from studio.ui.app import Shell
from studio.ui.widgets.comment_field import CommentField

CTRL = Qt.KeyboardModifier.ControlModifier


def comment(shell: Shell) -> str:
    (moment,) = shell.desk.review.key_moments
    return moment.comment


def write(shell: Shell, text: str) -> CommentField:
    shell.desk.playhead.seek_index(60)
    for _ in range(2):
        QTest.keyClick(shell.window, Qt.Key.Key_M)
    QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_Tab)
    field = shell.window.focusWidget()
    assert isinstance(field, CommentField)
    QTest.keyClicks(field, text)
    return field


def test_lines_items_and_bold_are_written_with_the_keys(reviewed: Shell) -> None:
    field = write(reviewed, "Ribs down")
    QTest.keyClick(field, Qt.Key.Key_B, CTRL)
    field.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "heels")
    buttons = {one.text(): one for one in reviewed.window.timeline._moments.findChildren(QToolButton)}
    QTest.mouseClick(buttons["•"], Qt.MouseButton.LeftButton)
    assert comment(reviewed) == "Ribs **down**\n- heels"
    line = next(one for one in reviewed.window.marks.table.lines if one.words)
    assert line.words == "Ribs down · heels"


def test_bold_and_item_are_taken_back_by_the_same_key(reviewed: Shell) -> None:
    field = write(reviewed, "knees")
    for _ in range(2):
        QTest.keyClick(field, Qt.Key.Key_B, CTRL)
        field.toggle_item()
    assert comment(reviewed) == "knees"


def test_letters_are_words_and_no_shortcuts_and_escape_keeps_them(reviewed: Shell) -> None:
    field = write(reviewed, "a d m r u")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert comment(reviewed) == "a d m r u"
    assert not field.hasFocus()
    assert reviewed.desk.review.voice_notes == ()
    assert reviewed.desk.voice.state.value == "idle"


def test_escape_in_the_title_brings_the_title_back(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek_index(60)
    for _ in range(2):
        QTest.keyClick(reviewed.window, Qt.Key.Key_M)
    field = reviewed.window.focusWidget()
    QTest.keyClicks(field, "Oops")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    (moment,) = reviewed.desk.review.key_moments
    assert moment.title == "Moment at 0:02.00"


def test_ctrl_enter_gives_the_keys_back(reviewed: Shell, qtbot: QtBot) -> None:
    field = write(reviewed, "x")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert not field.hasFocus()
    assert comment(reviewed) == "x"
