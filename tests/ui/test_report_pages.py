"""Pages of a report come into view one after the other, so that a long report does not hold the window up."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from studio.ui.report.pages import PageColumn

COLORS = ("#aa0000", "#00aa00", "#0000aa")


def packed(color: str, *, width: int = 60, height: int = 40) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(color))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return buffer.data().data()


@pytest.fixture
def column(qtbot: QtBot) -> PageColumn:
    column = PageColumn()
    qtbot.addWidget(column)
    column.resize(300, 700)
    column.show_pages(tuple(packed(color) for color in COLORS))
    return column


def test_the_height_is_known_before_any_page_is_unpacked(column: PageColumn) -> None:
    assert column.heightForWidth(300) == 3 * (200 + 12)
    assert not any(page.is_unpacked for page in column._pages)


def test_one_painting_unpacks_one_page_and_asks_for_the_next(column: PageColumn, qtbot: QtBot) -> None:
    column.grab()
    assert [page.is_unpacked for page in column._pages] == [True, False, False]
    column.show()
    qtbot.waitUntil(lambda: all(page.is_unpacked for page in column._pages))
    shown = column.grab().toImage()
    ratio = shown.devicePixelRatio()
    centers = [round((100 + 212 * number) * ratio) for number in range(3)]
    assert [shown.pixelColor(round(150 * ratio), center).name() for center in centers] == list(COLORS)


def test_pages_out_of_view_stay_packed(column: PageColumn, qtbot: QtBot) -> None:
    column.resize(300, 190)
    column.show()
    qtbot.waitUntil(lambda: column._pages[0].is_unpacked)
    column.grab()
    assert not column._pages[2].is_unpacked
    assert column.page(2).pixelColor(5, 5).name() == COLORS[2]
