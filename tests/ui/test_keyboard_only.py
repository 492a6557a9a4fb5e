"""A whole review without the mouse: open, judge every finding, draw, correct a joint, mark, report."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from studio.assets import resources_dir
from studio.core.annotation import Shape
from studio.core.landmarks import LandmarkSource
from studio.core.review import Decision
from studio.report import TypstRenderer

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def keys(open_shell, stage, qtbot: QtBot):
    """A window with the real report renderer, and what presses keys in it."""
    stage.renderer = TypstRenderer(resources_dir() / "report")
    shell = open_shell()

    def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(shell.window.focusWidget() or shell.window, key, modifier)

    return shell, press


def test_a_whole_review_by_keyboard(keys, stage, qtbot: QtBot, tmp_path, monkeypatch) -> None:
    shell, press = keys
    window, desk = shell.window, shell.desk

    press(Qt.Key.Key_K, CTRL)
    QTest.keyClicks(window.focusWidget(), "sample")
    press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.analysis is not None and desk.job is None, timeout=90_000)
    qtbot.waitUntil(lambda: bool(window.review.findings.cards), timeout=30_000)

    judged = [card.fault for card in window.review.findings.cards if card.is_judged]
    assert judged
    for place, fault in enumerate(judged):
        press(Qt.Key.Key_BracketRight, ALT)
        assert window.review.findings.selected == fault
        if place % 2:
            press(Qt.Key.Key_D)
            qtbot.waitUntil(lambda: isinstance(window.focusWidget(), QLineEdit), timeout=5_000)
            QTest.keyClicks(window.focusWidget(), "Loose shirt")
            press(Qt.Key.Key_Return)
        else:
            press(Qt.Key.Key_A)
        qtbot.waitUntil(lambda fault=fault: desk.review.verdict_on(fault).decision is not Decision.OPEN)
    assert window.review.findings.progress_text == f"{len(judged)} of {len(judged)} reviewed"

    index = desk.playhead.index
    qtbot.waitUntil(lambda: window.canvas.shown_index == index, timeout=30_000)
    press(Qt.Key.Key_A, SHIFT)
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_F2)
    QTest.keyClicks(window.focusWidget(), "Ribs down")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Up, ALT)
    press(Qt.Key.Key_Escape)
    (drawing,) = desk.review.annotations
    assert (drawing.shape, drawing.text) == (Shape.ARROW, "Ribs down")

    press(Qt.Key.Key_J, CTRL | SHIFT)
    press(Qt.Key.Key_J, CTRL | SHIFT)
    joint = window.canvas.joint_in_hand
    for _ in range(6):
        press(Qt.Key.Key_Down, ALT)
    press(Qt.Key.Key_Escape)
    assert window.canvas.joint_in_hand is None
    (correction,) = desk.review.corrections
    assert (correction.frame_index, correction.joint) == (index, int(joint))
    assert desk.history.undo_label.startswith("Move ")
    qtbot.waitUntil(lambda: window.canvas.moment.source[joint] == LandmarkSource.CORRECTED, timeout=60_000)

    press(Qt.Key.Key_M)
    assert len(desk.review.key_moments) == 1

    target = tmp_path / "report.pdf"
    # The system's file dialog is not ours: it answers at once.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_arguments: (str(target), ""))
    press(Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(target.exists, timeout=60_000)
    assert target.read_bytes().startswith(b"%PDF")

    for _ in range(20):
        press(Qt.Key.Key_Z, CTRL)
    assert desk.review.annotations == ()
    assert desk.review.corrections == ()
