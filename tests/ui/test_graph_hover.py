"""Pointing at the graphs shows what the movement looked like there, if that costs nothing."""

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.core.frame import Frame
from studio.ui.app import Shell
from studio.ui.graphs.hover_ghost import ghost_of, paint_ghost


@pytest.fixture
def peeked(reviewed: Shell) -> list[tuple[int, bool]]:
    news: list[tuple[int, bool]] = []
    reviewed.desk.frames.peeked.subscribe(lambda peek: news.append((peek.index, peek.frame is not None)))
    return news


def layer_of(shell: Shell):
    return shell.window.graphs.stack._cursor


def point_at(shell: Shell, share: float) -> None:
    layer = layer_of(shell)
    QTest.mouseMove(layer, QPoint(round(share * layer.width()), layer.height() // 2))


def test_pointing_at_a_lane_shows_the_small_picture_of_that_frame(stage, reviewed: Shell, peeked, qtbot: QtBot) -> None:
    stage.video.has_small_copy = True
    reviewed.desk.frames.reopen()
    stack = reviewed.window.graphs.stack
    point_at(reviewed, 0.4)
    point_at(reviewed, 0.5)
    pointed_at = reviewed.desk.playhead.clock.index_at(layer_of(reviewed).marks.hover_s)
    qtbot.waitUntil(lambda: peeked[-1:] == [(pointed_at, True)], timeout=30_000)
    assert not stack.ghost.isNull()
    assert reviewed.desk.playhead.index == 0
    assert max(stack.ghost.width(), stack.ghost.height()) <= 176 * stack.devicePixelRatioF()


def test_the_picture_goes_with_the_mouse(stage, reviewed: Shell, qtbot: QtBot) -> None:
    stage.video.has_small_copy = True
    reviewed.desk.frames.reopen()
    stack = reviewed.window.graphs.stack
    point_at(reviewed, 0.4)
    point_at(reviewed, 0.5)
    qtbot.waitUntil(lambda: not stack.ghost.isNull(), timeout=30_000)
    QApplication.sendEvent(layer_of(reviewed), QEvent(QEvent.Type.Leave))
    assert stack.ghost.isNull()


def test_where_nothing_is_at_hand_only_the_value_is_shown(reviewed: Shell, peeked, qtbot: QtBot) -> None:
    point_at(reviewed, 0.4)
    point_at(reviewed, 0.6)
    qtbot.waitUntil(lambda: bool(peeked), timeout=30_000)
    assert not any(is_there for _index, is_there in peeked)
    assert reviewed.window.graphs.stack.ghost.isNull()
    assert layer_of(reviewed).marks.hover_s is not None


@pytest.mark.parametrize("mouse", [(10.0, 5.0), (390.0, 195.0), (200.0, 100.0)])
def test_the_picture_lies_beside_the_mouse_and_within_the_graphs(qapp, mouse: tuple[float, float]) -> None:
    frame = Frame(3, 0.1, np.full((540, 960, 3), 200, dtype=np.uint8))
    ghost = ghost_of(frame, ratio=1.0)
    room = QImage(400, 200, QImage.Format.Format_RGB32)
    room.fill(0)
    with QPainter(room) as painter:
        paint_ghost(painter, ghost, QPointF(*mouse), QSize(400, 200), rim=QColor("#808080"))
    pixels = np.frombuffer(room.constBits(), np.uint8).reshape(200, 400, 4)[..., 0]
    rows, columns = np.nonzero(pixels == 200)
    assert (rows.max() - rows.min() + 1, columns.max() - columns.min() + 1) == pytest.approx((99, 176), abs=2)
    assert not columns.min() <= mouse[0] <= columns.max()
    assert (pixels[[0, -1]] == 0).all()
    assert (pixels[:, [0, -1]] == 0).all()
