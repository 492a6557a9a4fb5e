"""Putting a joint where it belongs: everything downstream follows, and undo takes it back."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.body import Joint, Part
from studio.core.landmarks import LandmarkSource
from studio.ui.app import Shell


def near(shell: Shell, part: Part) -> Joint:
    """The joint that is drawn in front."""
    return part.on(shell.desk.analysis.capture.near_side)


def place_of(shell: Shell, joint: Joint) -> QPoint:
    x, y = shell.window.canvas.moment.xy_px[joint]
    return shell.window.canvas.view.to_widget.map(QPointF(x, y)).toPoint()


def drag(shell: Shell, joint: Joint, by: QPoint) -> None:
    canvas, start = shell.window.canvas, place_of(shell, joint)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + by / 2)
    QTest.mouseMove(canvas, start + by)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + by)


def show(shell: Shell, qtbot: QtBot, index: int) -> None:
    shell.desk.playhead.seek_index(index)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == index, timeout=30_000)


def test_a_dragged_joint_is_marked_as_the_coachs_and_the_angle_follows(reviewed: Shell, qtbot: QtBot) -> None:
    show(reviewed, qtbot, 60)
    before = reviewed.desk.analysis
    drag(reviewed, near(reviewed, Part.HIP), QPoint(0, 40))
    corrections = reviewed.desk.review.corrections
    assert [(item.frame_index, item.joint) for item in corrections] == [(60, near(reviewed, Part.HIP))]
    assert not reviewed.desk.playhead.playback.is_playing
    qtbot.waitUntil(lambda: reviewed.desk.analysis is not before, timeout=60_000)
    assert reviewed.window.canvas.moment.source[near(reviewed, Part.HIP)] == LandmarkSource.CORRECTED
    hip, hip_before = reviewed.desk.analysis.signals["hip_angle_deg"], before.signals["hip_angle_deg"]
    assert abs(hip.values[60] - hip_before.values[60]) > 5.0
    assert hip.sd[60] < hip_before.sd[60]


def test_undo_puts_the_joint_back(reviewed: Shell, qtbot: QtBot) -> None:
    show(reviewed, qtbot, 60)
    before = reviewed.desk.analysis.signals["hip_angle_deg"].values.copy()
    drag(reviewed, near(reviewed, Part.KNEE), QPoint(30, 0))
    qtbot.waitUntil(lambda: not np.array_equal(angles(reviewed), before, equal_nan=True), timeout=60_000)
    reviewed.window.actions_book["undo"].trigger()
    assert reviewed.desk.review.corrections == ()
    qtbot.waitUntil(lambda: np.allclose(angles(reviewed), before, equal_nan=True), timeout=60_000)


def angles(shell: Shell) -> np.ndarray:
    return shell.desk.analysis.signals["hip_angle_deg"].values


def test_two_drags_are_two_steps(reviewed: Shell, qtbot: QtBot) -> None:
    show(reviewed, qtbot, 60)
    drag(reviewed, near(reviewed, Part.ANKLE), QPoint(20, 0))
    first = reviewed.desk.review.corrections
    qtbot.waitUntil(
        lambda: reviewed.window.canvas.moment.source[near(reviewed, Part.ANKLE)] == LandmarkSource.CORRECTED,
        timeout=60_000,
    )
    drag(reviewed, near(reviewed, Part.ANKLE), QPoint(20, 0))
    assert reviewed.desk.review.corrections != first
    reviewed.desk.undo()
    assert reviewed.desk.review.corrections == first


def test_a_click_on_a_joint_plays_and_moves_nothing(reviewed: Shell, qtbot: QtBot) -> None:
    show(reviewed, qtbot, 60)
    QTest.mouseClick(
        reviewed.window.canvas, Qt.MouseButton.LeftButton, pos=place_of(reviewed, near(reviewed, Part.HIP))
    )
    assert reviewed.desk.review.corrections == ()
    assert reviewed.desk.playhead.playback.is_playing


def test_a_joint_cannot_be_dragged_out_of_the_picture(reviewed: Shell, qtbot: QtBot) -> None:
    show(reviewed, qtbot, 60)
    drag(reviewed, near(reviewed, Part.TOE), QPoint(4000, 4000))
    (correction,) = reviewed.desk.review.corrections
    assert correction.xy_px == pytest.approx((854.0, 480.0))
