"""No screen hides a part of its words: every label, button and column has the room that its text needs."""

import contextlib

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QDialog, QLabel, QPushButton, QScrollArea, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from studio.ui.review.rep_table import RepTable
from studio.ui.theme import ThemeMode

SIZES = [(1280, 720), (1920, 1080)]


def cut_off(root: QWidget) -> list[str]:
    """Texts that do not fit into their widget."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        if isinstance(widget, QLabel | QAbstractButton) and widget.text() and is_outside(widget):
            found.append(f"outside: “{widget.text()}”")
        if isinstance(widget, QLabel) and widget.text():
            found += [f"label “{widget.text()}”"] if is_label_cut(widget) else []
        elif isinstance(widget, QAbstractButton) and widget.text():
            found += [f"button “{widget.text()}”"] if is_button_cut(widget) else []
        elif isinstance(widget, RepTable):
            found += columns_cut(widget)
    return found


def is_outside(widget: QWidget) -> bool:
    """Whether a scroll area hides the right end of a widget; what lies below can be scrolled to."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            right = widget.mapTo(parent.viewport(), QPoint(widget.width(), 0)).x()
            return right > parent.viewport().width() + 1
        parent = parent.parentWidget()
    return False


def is_label_cut(label: QLabel) -> bool:
    if label.wordWrap():
        return label.heightForWidth(label.width()) > label.height() + 1
    return label.sizeHint().width() > label.width() + 1


def is_button_cut(button: QAbstractButton) -> bool:
    if isinstance(button, QToolButton) and button.text() and not button.icon().isNull() and button.width() < 48:
        return False  # an icon; its text is in the tool tip
    if isinstance(button, QPushButton) and button.property("role") == "recent":
        return False  # elided on purpose, whole in the tool tip
    return button.sizeHint().width() > button.width() + 1


def columns_cut(table: RepTable) -> list[str]:
    header = table.horizontalHeader()
    needed = [max(table.sizeHintForColumn(column), header.sectionSizeHint(column)) for column in range(header.count())]
    return [f"column {column}" for column, width in enumerate(needed) if width > table.columnWidth(column) + 1]


def settle(window: QWidget, qtbot: QtBot) -> None:
    """Give the layout time to follow; cards may still be on their way."""
    with contextlib.suppress(qtbot.TimeoutError):
        qtbot.waitUntil(lambda: cut_off(window) == [], timeout=3000)


@pytest.mark.parametrize("size", SIZES)
def test_the_first_screen(open_shell, size) -> None:
    assert cut_off(open_shell(size=size).window) == []


@pytest.mark.parametrize("mode", [ThemeMode.DARK, ThemeMode.LIGHT])
@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("size", SIZES)
def test_the_review_with_a_chosen_finding(open_shell, speak, stage, size, mode, language, qtbot: QtBot) -> None:
    speak(language)
    shell = open_shell(size=size, mode=mode, language=language)
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=60_000)
    shell.window.review.choose_next(1)
    shell.window.review.choose_next(1)
    shell.window.review.dismiss()
    settle(shell.window, qtbot)
    assert cut_off(shell.window) == []


@pytest.mark.parametrize("action", ["doctor", "about"])
def test_the_screens_about_the_studio(shell, action, qtbot: QtBot) -> None:
    shell.window.actions_book[action].trigger()
    qtbot.wait(100)
    dialog = next(child for child in shell.window.findChildren(QDialog) if child.isVisible())
    assert cut_off(dialog) == []


def test_a_notice_with_a_long_sentence(shell, qtbot: QtBot) -> None:
    shell.window.toasts.show_notice(
        "The clip could not be opened because its header is damaged and no frame could be read from it at all.",
        remedy="Copy it from the phone once more, or export it again with the phone's own editor, and open that.",
        is_problem=True,
    )
    qtbot.wait(50)
    assert cut_off(shell.window.toasts) == []


def test_a_cut_text_is_seen(qtbot: QtBot) -> None:
    root = QWidget()
    qtbot.addWidget(root)
    label = QLabel("much longer than its place", root)
    label.setFixedWidth(30)
    root.show()
    assert cut_off(root) == ["label “much longer than its place”"]
