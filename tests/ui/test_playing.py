"""One clock on screen: keys, graphs, timeline and wheel move it, and picture, graphs and timeline follow."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.ui.app import Shell

FRAME_S = 1 / 30


def press(shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(shell.window, key, modifier)


def turn_wheel(widget, notches: int, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        widget.mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifiers,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    widget.wheelEvent(event)


def test_a_click_on_a_graph_moves_picture_and_timeline(reviewed: Shell, qtbot: QtBot) -> None:
    stack = reviewed.window.graphs.stack
    stack.click_at(7.0)
    index = reviewed.desk.playhead.index
    assert reviewed.desk.playhead.time_s == pytest.approx(7.0, abs=0.05)
    assert stack.cursor_s == reviewed.desk.playhead.time_s
    assert reviewed.window.timeline.strip.time_s == reviewed.desk.playhead.time_s
    qtbot.waitUntil(lambda: reviewed.window.canvas.shown_index == index, timeout=30_000)


def test_dragging_on_the_timeline_scrubs_and_pauses(reviewed: Shell, qtbot: QtBot) -> None:
    strip = reviewed.window.timeline.strip
    reviewed.desk.playhead.play()
    y = strip.height() // 2
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(int(strip.x_of(2.0)), y))
    QTest.mouseMove(strip, QPoint(int(strip.x_of(9.0)), y))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(int(strip.x_of(9.0)), y))
    assert not reviewed.desk.playhead.playback.is_playing
    assert reviewed.desk.playhead.time_s == pytest.approx(9.0, abs=0.05)
    index = reviewed.desk.playhead.index
    qtbot.waitUntil(lambda: reviewed.window.canvas.shown_index == index, timeout=30_000)


def test_the_canvas_keeps_a_picture_while_another_is_being_read(reviewed: Shell, qtbot: QtBot) -> None:
    canvas = reviewed.window.canvas
    for index in (300, 20, 200, 120):
        reviewed.desk.playhead.seek_index(index)
        assert canvas.shown_index >= 0
    qtbot.waitUntil(lambda: canvas.shown_index == 120, timeout=30_000)


def test_the_overlay_belongs_to_the_frame_on_the_canvas(reviewed: Shell, qtbot: QtBot) -> None:
    canvas = reviewed.window.canvas
    reviewed.desk.playhead.seek_index(60)
    qtbot.waitUntil(lambda: canvas.shown_index == 60, timeout=30_000)
    reviewed.desk.playhead.seek_index(300)
    shown = canvas.shown_index
    expected = reviewed.desk.analysis.signals["hip_angle_deg"].values[shown]
    assert canvas.moment.hip_angle_deg == expected


@pytest.mark.parametrize(
    ("key", "modifier", "frames"),
    [
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Period, Qt.KeyboardModifier.NoModifier, 1),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, -1),
        (Qt.Key.Key_Comma, Qt.KeyboardModifier.NoModifier, -1),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, 10),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, -10),
    ],
)
def test_keys_step_by_frames(reviewed: Shell, key, modifier, frames: int) -> None:
    reviewed.desk.playhead.seek_index(100)
    press(reviewed, key, modifier)
    assert reviewed.desk.playhead.index == 100 + frames


def test_space_and_k_play_and_pause(reviewed: Shell) -> None:
    for key in (Qt.Key.Key_Space, Qt.Key.Key_K):
        press(reviewed, key)
        assert reviewed.desk.playhead.playback.is_playing
        press(reviewed, key)
        assert not reviewed.desk.playhead.playback.is_playing


def test_j_and_l_shuttle_and_get_faster(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek_index(200)
    press(reviewed, Qt.Key.Key_L)
    press(reviewed, Qt.Key.Key_L)
    assert reviewed.desk.playhead.playback.speed == 2.0
    press(reviewed, Qt.Key.Key_J)
    assert reviewed.desk.playhead.playback.speed == -1.0
    press(reviewed, Qt.Key.Key_K)
    assert not reviewed.desk.playhead.playback.is_playing


def test_up_and_down_change_the_speed_preset(reviewed: Shell) -> None:
    press(reviewed, Qt.Key.Key_Down)
    assert reviewed.desk.playhead.playback.speed == 0.75
    press(reviewed, Qt.Key.Key_Up)
    press(reviewed, Qt.Key.Key_Up)
    assert reviewed.desk.playhead.playback.speed == 1.5


def test_brackets_go_from_rep_to_rep(reviewed: Shell) -> None:
    starts = [rep.start_s for rep in reviewed.desk.analysis.reps]
    press(reviewed, Qt.Key.Key_BracketRight)
    assert reviewed.desk.playhead.time_s == pytest.approx(starts[0], abs=FRAME_S)
    press(reviewed, Qt.Key.Key_BracketRight)
    assert reviewed.desk.playhead.time_s == pytest.approx(starts[1], abs=FRAME_S)
    press(reviewed, Qt.Key.Key_BracketLeft)
    assert reviewed.desk.playhead.time_s == pytest.approx(starts[0], abs=FRAME_S)


def test_a_rep_can_be_looped_and_the_loop_cleared(reviewed: Shell) -> None:
    rep = reviewed.desk.analysis.reps[1]
    reviewed.desk.playhead.seek(rep.top_s)
    press(reviewed, Qt.Key.Key_Slash)
    assert reviewed.desk.playhead.playback.loop_s == (rep.start_s, rep.end_s)
    press(reviewed, Qt.Key.Key_X)
    assert reviewed.desk.playhead.playback.loop_s is None


def test_in_and_out_points_make_a_loop(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek_index(30)
    press(reviewed, Qt.Key.Key_I)
    reviewed.desk.playhead.seek_index(90)
    press(reviewed, Qt.Key.Key_O)
    assert reviewed.desk.playhead.playback.loop_s == pytest.approx((1.0, 3.0))


def test_playing_lets_real_time_pass(reviewed: Shell, qtbot: QtBot) -> None:
    reviewed.desk.playhead.seek_index(30)
    press(reviewed, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: reviewed.desk.playhead.time_s > 1.4, timeout=30_000)
    press(reviewed, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: reviewed.window.canvas.shown_index == reviewed.desk.playhead.index, timeout=30_000)


def test_the_wheel_is_time_and_with_ctrl_it_is_zoom(reviewed: Shell) -> None:
    canvas = reviewed.window.canvas
    reviewed.desk.playhead.seek_index(50)
    turn_wheel(canvas, -1)
    assert reviewed.desk.playhead.index == 51
    turn_wheel(canvas, 1)
    assert reviewed.desk.playhead.index == 50
    turn_wheel(canvas, 2, Qt.KeyboardModifier.ControlModifier)
    assert canvas.view.zoom == pytest.approx(1.44)
    press(reviewed, Qt.Key.Key_F)
    assert canvas.view.zoom == 1.0


def test_ctrl_wheel_over_the_graphs_zooms_into_time_around_the_mouse(reviewed: Shell) -> None:
    stack = reviewed.window.graphs.stack
    whole = stack.range_s
    stack.zoom(4.0, 5.0)
    start_s, end_s = stack.range_s
    assert end_s - start_s == pytest.approx((whole[1] - whole[0]) / 4)
    assert (5.0 - start_s) / (end_s - start_s) == pytest.approx((5.0 - whole[0]) / (whole[1] - whole[0]))
    stack.fit()
    assert stack.range_s == whole


def test_a_zoomed_graph_follows_the_playhead(reviewed: Shell) -> None:
    stack = reviewed.window.graphs.stack
    stack.zoom(8.0, 1.0)
    reviewed.desk.playhead.seek(12.0)
    start_s, end_s = stack.range_s
    assert start_s <= 12.0 <= end_s


def test_the_transport_shows_time_frame_and_true_rate(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek_index(45)
    transport = reviewed.window.transport
    assert transport.time_text == "0:01.50 / 0:13.97"
    assert transport.frame_text == "frame 46 / 420 · 30 fps"


@pytest.mark.parametrize(
    ("filmed_fps", "normal", "slowest"),
    [
        (240.0, "12.5 % of true speed", "0.625 % of true speed"),
        (29.97, "", ""),
        (float("nan"), "", ""),
    ],
)
def test_slow_motion_says_how_fast_the_movement_really_was(
    shell: Shell, stage, qtbot: QtBot, filmed_fps: float, normal: str, slowest: str
) -> None:
    stage.video.filmed_fps = filmed_fps
    transport = shell.window.transport
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == 0, timeout=30_000)
    assert transport.true_speed_text == normal
    shell.desk.playhead.choose_speed(0.05)
    assert transport.true_speed_text == slowest


def test_a_frame_that_stands_in_says_so_until_the_right_one_comes(reviewed: Shell, stage, qtbot: QtBot) -> None:
    canvas, playhead = reviewed.window.canvas, reviewed.desk.playhead
    playhead.seek_index(20)
    qtbot.waitUntil(lambda: canvas.shown_index == 20, timeout=30_000)
    stage.video.arrival.clear()
    playhead.seek_index(300)
    qtbot.waitUntil(lambda: canvas.shown_index == 0, timeout=30_000)
    assert canvas.stand_in_text == "Frame 1 · frame 301 is on its way"
    playhead.seek_index(200)
    qtbot.waitUntil(lambda: canvas.stand_in_text == "Frame 1 · frame 201 is on its way", timeout=30_000)
    stage.video.arrival.set()
    qtbot.waitUntil(lambda: canvas.shown_index == 200, timeout=30_000)
    assert canvas.stand_in_text == ""


def test_full_resolution_arrives_when_the_playhead_rests(shell: Shell, stage, qtbot: QtBot) -> None:
    stage.video.has_small_copy = True
    sizes: list[tuple[int, int]] = []
    shell.desk.frames.arrived.subscribe(lambda frame: sizes.append((frame.index, frame.rgb.shape[1])))
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: (0, 854) in sizes, timeout=60_000)
    for index in range(1, 30):
        shell.desk.playhead.seek_index(index)
    qtbot.waitUntil(lambda: (29, 854) in sizes, timeout=60_000)
    small = [index for index, width in sizes if width < 854]
    assert 29 in small
    assert sizes.index((29, 854)) > sizes.index((29, 214))
