"""Texts of twice the size: what holds words grows with them, and what does not fit is scrolled to."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QAction, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from studio.ui.app import Shell
from studio.ui.library.page import LibraryPage
from studio.ui.library.set_card import card_size
from studio.ui.library.set_model import SetModel
from studio.ui.player.transport import TransportBar
from studio.ui.theme import grown_px

_LINES_OF_A_CARD = 3
_PICTURE_PX = 112


@pytest.fixture
def large(reviewed: Shell, qtbot: QtBot) -> Shell:
    assert reviewed.presenter.in_force.choose("look.text_percent", 200) == ""
    return reviewed


def test_lengths_grow_with_the_text_and_never_shrink(shell: Shell, qapp: QApplication) -> None:
    for percent, wanted in ((80, 100), (100, 100), (150, 150), (200, 200)):
        shell.theme.scale_texts(percent)
        assert grown_px(100) == pytest.approx(wanted, abs=2)


def test_a_card_of_the_library_has_room_for_its_lines(large: Shell, qapp: QApplication) -> None:
    lines_px = _LINES_OF_A_CARD * QFontMetrics(qapp.font()).height()
    assert card_size().height() >= _PICTURE_PX + lines_px


def test_an_open_library_follows(shell: Shell, qtbot: QtBot) -> None:
    page = LibraryPage(SetModel(str))
    qtbot.addWidget(page)
    for percent in (200, 100):
        shell.theme.scale_texts(percent)
        qtbot.waitUntil(lambda: page.view.gridSize() == card_size(), timeout=10_000)


def test_findings_that_are_wider_than_their_place_can_be_scrolled_to(large: Shell, qtbot: QtBot) -> None:
    panel = large.window.review.findings
    qtbot.waitUntil(lambda: panel.widget().width() > panel.viewport().width(), timeout=10_000)
    across = panel.horizontalScrollBar()
    assert across.isVisible()
    assert across.maximum() >= panel.widget().width() - panel.viewport().width()


def test_under_a_narrow_picture_time_and_frame_go_before_switches(qtbot: QtBot) -> None:
    play, switch = QAction("Play"), QAction("Skeleton")
    bar = TransportBar([play], [switch] * 6, play=play)
    qtbot.addWidget(bar)
    bar.show()
    (shown,) = [one for one in bar.findChildren(QToolButton) if one.defaultAction() is switch][:1]
    for width_px, is_shown in ((900, True), (220, False), (900, True)):
        bar.resizeEvent(QResizeEvent(QSize(width_px, 40), bar.size()))
        assert shown.isVisibleTo(bar) == is_shown


def test_the_question_of_the_screening_is_as_large_as_the_rest(large: Shell, qapp: QApplication) -> None:
    large.presenter.intake.open()
    labels = large.presenter.intake.sheet.screening.findChildren(QLabel)
    (question,) = [one for one in labels if one.property("role") == "question"]
    assert question.fontMetrics().height() > QFontMetrics(qapp.font()).height()
