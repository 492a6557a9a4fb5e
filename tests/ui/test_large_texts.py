"""Texts of twice the size: what holds words grows with them, and what does not fit is scrolled to."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.time import FrameClock
from studio.ui.app import Shell
from studio.ui.library.page import LibraryPage
from studio.ui.library.set_card import card_size
from studio.ui.library.set_model import SetModel
from studio.ui.player.switches import Switches
from studio.ui.player.transport import TransportBar
from studio.ui.theme import grown_px
from studio.ui.widgets import button

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


def test_findings_break_their_lines_in_a_narrow_place(large: Shell, qtbot: QtBot) -> None:
    panel = large.window.review.findings
    large.window.resizeDocks([large.window.docks[2]], [grown_px(260)], Qt.Orientation.Horizontal)
    large.window.review.choose(next(card.fault for card in panel.cards if card.is_judged))

    qtbot.waitUntil(lambda: panel.widget().width() == panel.viewport().width(), timeout=10_000)
    assert not panel.horizontalScrollBar().isVisible()
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width()


def offered(bar: TransportBar) -> tuple[list[str], list[str]]:
    """Switches that are shown, and those in the menu behind them."""
    switches = bar.findChild(Switches)
    *buttons, more = switches.findChildren(QToolButton)
    more.menu().aboutToShow.emit()
    shown = [one.defaultAction().text() for one in buttons if one.isVisibleTo(bar)]
    return shown, [one.text() for one in more.menu().actions()] if more.isVisibleTo(bar) else []


def test_the_longest_file_name_pushes_nothing_out_of_sight(large: Shell, stage, qtbot: QtBot) -> None:
    panel = large.window.review.facts
    clip = replace(large.desk.clip, path=stage.clip.with_name("PXL_20260114_173012456_" + "again_" * 12 + "set.mp4"))
    panel.show_clip(clip)
    qtbot.waitUntil(lambda: panel.widget().width() == panel.viewport().width(), timeout=10_000)
    assert panel.widget().minimumSizeHint().width() <= panel.viewport().width()


def test_a_rep_table_that_needs_more_than_its_share_is_scrolled(large: Shell, qtbot: QtBot) -> None:
    table = large.window.review.reps
    table.show_analysis(large.desk.analysis)
    table.resize(table.minimumWidth(), table.height())
    header = table.horizontalHeader()
    assert all(header.sectionSize(at) >= header.sectionSizeHint(at) for at in range(header.count()))


@pytest.mark.parametrize("percent", [100, 200])
def test_no_switch_and_no_number_is_lost_under_a_narrow_picture(shell: Shell, qtbot: QtBot, percent: int) -> None:
    shell.theme.scale_texts(percent)
    play = QAction("Play")
    switches = [QAction(f"Switch {number}") for number in range(6)]
    bar = TransportBar([play], switches, play=play)
    qtbot.addWidget(bar)
    bar.open(FrameClock(np.arange(1000) / 30.0))
    bar.show()
    counts = []
    for width_px in (1100, 700, 520, 400, 1100):
        bar.resize(width_px, bar.sizeHint().height())
        qtbot.waitUntil(lambda width_px=width_px: bar.width() == width_px and is_whole(bar), timeout=10_000)
        shown, behind = offered(bar)
        assert shown + behind == [one.text() for one in switches]
        counts.append(len(shown))
    assert counts[0] == counts[-1] == 6
    assert (counts[3] < 6) == (percent == 100)  # larger texts lie below the buttons and leave room beside them


def is_whole(bar: TransportBar) -> bool:
    """Whether every word in the bar can be read to its end."""
    words = [one for one in bar.findChildren(QLabel) if one.isVisibleTo(bar)]
    return all(
        one.width() >= one.sizeHint().width() and one.mapTo(bar, one.rect().topRight()).x() <= bar.width()
        for one in words
    )


def test_a_button_that_gives_way_breaks_its_lines(qtbot: QtBot) -> None:
    made = button("Draw chest and pelvis lines", gives_way=True)
    qtbot.addWidget(made)
    made.show()
    whole, narrow = made.sizeHint(), made.minimumSizeHint()
    line_px = made.fontMetrics().lineSpacing()
    assert narrow.width() < whole.width() // 2
    assert made.heightForWidth(whole.width()) == whole.height()
    assert made.heightForWidth(narrow.width()) >= whole.height() + 3 * line_px


def test_numbers_that_are_drawn_grow_with_the_text(large: Shell) -> None:
    before = large.window.graphs.stack.lane_height_px
    large.theme.scale_texts(100)
    assert before >= 1.9 * large.window.graphs.stack.lane_height_px


def test_the_question_of_the_screening_is_as_large_as_the_rest(large: Shell, qapp: QApplication) -> None:
    large.presenter.intake.open()
    labels = large.presenter.intake.sheet.screening.findChildren(QLabel)
    (question,) = [one for one in labels if one.property("role") == "question"]
    assert question.fontMetrics().height() > QFontMetrics(qapp.font()).height()


def test_the_tabs_of_the_screening_can_be_read_to_their_ends(large: Shell, qtbot: QtBot) -> None:
    large.presenter.intake.open()
    sheet = large.presenter.intake.sheet
    tabs = [one for one in sheet.findChildren(QPushButton) if one.property("role") == "tab"]
    assert len(tabs) == 2
    qtbot.waitUntil(lambda: all(one.width() >= one.sizeHint().width() for one in tabs), timeout=10_000)
    assert sheet.minimumSizeHint().width() <= sheet.width()
