"""Drawing on the picture: tools, catching joints, selecting, moving, words, frames, copies, aids, undo."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from studio.core.annotation import FREE, AidKind, Shape
from studio.core.body import Part
from studio.core.finding import Outcome
from studio.ui.app import Shell

NONE = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def at(shell: Shell, x_px: float, y_px: float) -> QPoint:
    return shell.window.canvas.view.to_widget.map(QPointF(x_px, y_px)).toPoint()


def stroke(shell: Shell, *places: tuple[float, float]) -> None:
    """Hold the button over these clip pixels."""
    canvas, points = shell.window.canvas, [at(shell, *place) for place in places]
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=points[0])
    for point in points[1:]:
        QTest.mouseMove(canvas, point)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=points[-1])


def click(shell: Shell, x_px: float, y_px: float) -> None:
    QTest.mouseClick(shell.window.canvas, Qt.MouseButton.LeftButton, pos=at(shell, x_px, y_px))


def draw(shell: Shell, shape: Shape, *places: tuple[float, float]) -> None:
    shell.window.actions_book[f"draw-{shape.value}"].trigger()
    if shape is Shape.ANGLE:
        for place in places:
            click(shell, *place)
    else:
        stroke(shell, *places)


def show(shell: Shell, qtbot: QtBot, index: int) -> None:
    shell.desk.playhead.seek_index(index)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == index, timeout=30_000)


def only(shell: Shell):
    (annotation,) = shell.desk.review.annotations
    return annotation


def joint_px(shell: Shell, part: Part) -> tuple[float, float]:
    moment = shell.window.canvas.moment
    x_px, y_px = moment.xy_px[part.on(moment.near_side)]
    return float(x_px), float(y_px)


PLACES = {
    Shape.ANGLE: ((600.0, 40.0), (660.0, 40.0), (660.0, 100.0)),
    Shape.FREEHAND: ((600.0, 40.0), (620.0, 60.0), (640.0, 40.0), (660.0, 80.0)),
    Shape.TEXT: ((600.0, 40.0),),
    Shape.MARKER: ((600.0, 40.0),),
}


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_can_be_drawn_is_seen_and_is_one_step(reviewed: Shell, shape: Shape) -> None:
    window = reviewed.window
    before = window.canvas.still().toImage()
    draw(reviewed, shape, *PLACES.get(shape, ((600.0, 40.0), (700.0, 120.0))))
    assert only(reviewed).shape is shape
    assert window.drawing.selected == only(reviewed)
    assert window.drawing.tool is None
    window.drawing.let_go()
    assert window.canvas.still().toImage() != before
    window.actions_book["undo"].trigger()
    assert reviewed.desk.review.annotations == ()
    assert window.canvas.still().toImage() == before


def test_a_point_near_a_joint_follows_it_from_frame_to_frame(reviewed: Shell, qtbot: QtBot) -> None:
    hip = joint_px(reviewed, Part.HIP)
    draw(reviewed, Shape.ARROW, (600.0, 40.0), (hip[0] + 4, hip[1] + 3))
    free, caught = only(reviewed).points
    assert free.joint == FREE
    assert caught.joint == Part.HIP.on(reviewed.desk.analysis.capture.near_side)
    top = reviewed.desk.playhead.clock.index_at(reviewed.desk.analysis.reps[0].top_s)
    show(reviewed, qtbot, top)
    assert only(reviewed).places(reviewed.window.canvas.moment.xy_px)[1] == pytest.approx(joint_px(reviewed, Part.HIP))


def test_without_catching_a_point_stays_on_the_picture(reviewed: Shell) -> None:
    reviewed.window.actions_book["snap"].trigger()
    hip = joint_px(reviewed, Part.HIP)
    draw(reviewed, Shape.LINE, hip, (hip[0] + 100, hip[1]))
    assert {point.joint for point in only(reviewed).points} == {FREE}


def test_a_drag_moves_it_and_is_one_step(reviewed: Shell) -> None:
    draw(reviewed, Shape.RECTANGLE, (600.0, 40.0), (700.0, 120.0))
    drawn = only(reviewed)
    stroke(reviewed, (650.0, 40.0), (660.0, 50.0), (690.0, 70.0))
    moved = only(reviewed)
    assert moved.points[0].x_px - drawn.points[0].x_px == pytest.approx(40.0, abs=2.0)
    assert moved.points[1].y_px - drawn.points[1].y_px == pytest.approx(30.0, abs=2.0)
    reviewed.desk.undo()
    assert only(reviewed) == drawn


def test_a_handle_moves_one_point(reviewed: Shell) -> None:
    draw(reviewed, Shape.LINE, (600.0, 40.0), (700.0, 120.0))
    first = only(reviewed).points[0]
    stroke(reviewed, (700.0, 120.0), (720.0, 60.0))
    assert only(reviewed).points[0] == first
    assert only(reviewed).points[1].y_px == pytest.approx(60.0, abs=2.0)


def test_a_click_beside_it_lets_go_and_does_not_play(reviewed: Shell) -> None:
    draw(reviewed, Shape.LINE, (600.0, 40.0), (700.0, 120.0))
    click(reviewed, 800.0, 440.0)
    assert reviewed.window.drawing.selected is None
    assert not reviewed.desk.playhead.playback.is_playing
    click(reviewed, 650.0, 80.0)
    assert reviewed.window.drawing.selected == only(reviewed)


def test_it_is_seen_during_its_frames_only(reviewed: Shell, qtbot: QtBot) -> None:
    show(reviewed, qtbot, 60)
    draw(reviewed, Shape.LINE, (600.0, 40.0), (700.0, 120.0))
    drawing = reviewed.window.drawing
    assert (only(reviewed).first_index, only(reviewed).last_index) == (60, 90)
    reviewed.desk.playhead.seek_index(70)
    drawing.until_here()
    assert only(reviewed).last_index == 70
    drawing.through_clip()
    assert (only(reviewed).first_index, only(reviewed).last_index) == (0, 419)
    drawing.through_rep()
    rep, clock = reviewed.desk.analysis.reps[0], reviewed.desk.playhead.clock
    assert (only(reviewed).first_index, only(reviewed).last_index) == (
        clock.index_at(rep.start_s),
        clock.index_at(rep.end_s),
    )
    drawing.toggle_fade()
    assert only(reviewed).fade_frames == 0


def test_words_are_typed_into_the_bar_and_are_one_step(reviewed: Shell) -> None:
    draw(reviewed, Shape.TEXT, (600.0, 40.0))
    field = reviewed.window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "Ribs down, mark")
    assert only(reviewed).text == "Ribs down, mark"
    reviewed.desk.undo()
    assert only(reviewed).text == "Text"


def test_the_look_is_changed_and_used_for_the_next_one(reviewed: Shell) -> None:
    draw(reviewed, Shape.LINE, (600.0, 40.0), (700.0, 120.0))
    reviewed.window.drawing._bar._style.setCurrentIndex(2)
    assert only(reviewed).style.color == "vermilion"
    reviewed.window.drawing.delete()
    draw(reviewed, Shape.ARROW, (600.0, 40.0), (700.0, 120.0))
    assert only(reviewed).style.color == "vermilion"


def test_markers_count(reviewed: Shell) -> None:
    draw(reviewed, Shape.MARKER, (600.0, 40.0))
    draw(reviewed, Shape.MARKER, (700.0, 40.0))
    assert [item.number for item in reviewed.desk.review.annotations] == [1, 2]


def test_a_copy_lies_at_the_same_part_of_the_next_rep(reviewed: Shell, qtbot: QtBot) -> None:
    first, second = reviewed.desk.analysis.reps[:2]
    clock = reviewed.desk.playhead.clock
    index = clock.nearest_index(first.top_s)
    show(reviewed, qtbot, index)
    draw(reviewed, Shape.LINE, (600.0, 40.0), (700.0, 120.0))
    reviewed.window.actions_book["copy-drawing"].trigger()
    copy = reviewed.desk.review.annotations[1]
    assert clock.time_of(copy.first_index) == pytest.approx(second.top_s, abs=0.04)
    assert reviewed.window.drawing.selected == copy


def test_it_can_be_attached_to_a_joint_and_put_back_on_the_picture(reviewed: Shell) -> None:
    draw(reviewed, Shape.TEXT, (600.0, 40.0))
    knee = int(Part.KNEE.on(reviewed.desk.analysis.capture.near_side))
    reviewed.window.drawing.follow(knee)
    assert only(reviewed).points[0].joint == knee
    reviewed.window.drawing.follow(FREE)
    assert only(reviewed).points[0].x_px == pytest.approx(600.0, abs=2.0)


def test_everything_works_from_the_keyboard(reviewed: Shell) -> None:
    window = reviewed.window
    QTest.keyClick(window, Qt.Key.Key_A, SHIFT)
    assert window.drawing.tool is Shape.ARROW
    QTest.keyClick(window, Qt.Key.Key_Return)
    placed = only(reviewed)
    assert {point.joint for point in placed.points} == {int(Part.HIP.on(reviewed.desk.analysis.capture.near_side))}
    QTest.keyClick(window, Qt.Key.Key_Right, ALT)
    assert only(reviewed).points[0].x_px == placed.points[0].x_px + 2.0
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.drawing.selected is None
    QTest.keyClick(window, Qt.Key.Key_D, CTRL)
    assert window.drawing.selected is not None
    QTest.keyClick(window, Qt.Key.Key_Delete)
    assert reviewed.desk.review.annotations == ()


def test_escape_forgets_the_sketch_first(reviewed: Shell) -> None:
    window = reviewed.window
    window.actions_book["draw-angle"].trigger()
    click(reviewed, 600.0, 40.0)
    window.drawing.let_go()
    assert window.drawing.tool is Shape.ANGLE
    window.drawing.let_go()
    assert window.drawing.tool is None
    assert reviewed.desk.review.annotations == ()


def test_a_distance_says_pixels_without_a_scale_and_centimetres_with_one(reviewed: Shell) -> None:
    layer = reviewed.window.canvas.layer
    assert layer.length_text(100.0) == "100 px"
    layer.metres_per_px = 0.004
    assert layer.length_text(100.0) == "40 cm"


def test_drawings_are_sharp_lines_in_the_same_place_when_zoomed_and_mirrored(reviewed: Shell) -> None:
    canvas = reviewed.window.canvas
    draw(reviewed, Shape.LINE, (600.0, 40.0), (700.0, 120.0))
    reviewed.window.drawing.let_go()
    for change in (lambda: canvas.zoom(3.0, QPointF(at(reviewed, 650.0, 80.0))), canvas.mirror):
        change()
        middle, image = at(reviewed, 650.0, 80.0), canvas.grab().toImage()
        around = [image.pixelColor(middle + QPoint(0, shift)) for shift in (-1, 0, 1)]
        assert any(color.red() > 200 and color.green() > 180 and color.blue() < 140 for color in around)


def test_a_line_is_seen_where_both_its_ends_are_beyond_the_zoomed_picture(reviewed: Shell) -> None:
    canvas = reviewed.window.canvas
    draw(reviewed, Shape.LINE, (500.0, 80.0), (750.0, 80.0))
    reviewed.window.drawing.let_go()
    canvas.zoom(12.0, QPointF(at(reviewed, 620.0, 80.0)))
    assert not canvas.rect().contains(at(reviewed, 500.0, 80.0))
    assert not canvas.rect().contains(at(reviewed, 750.0, 80.0))
    middle, image = at(reviewed, 620.0, 80.0), canvas.grab().toImage()
    around = [image.pixelColor(middle + QPoint(0, shift)) for shift in (-1, 0, 1)]
    assert any(color.red() > 200 and color.green() > 180 and color.blue() < 140 for color in around)


def test_mirroring_exchanges_left_and_right_and_keeps_drags_in_place(reviewed: Shell) -> None:
    canvas = reviewed.window.canvas
    left = at(reviewed, 100.0, 50.0).x()
    QTest.keyClick(reviewed.window, Qt.Key.Key_X, SHIFT)
    assert at(reviewed, 100.0, 50.0).x() == pytest.approx(canvas.width() - left, abs=2)
    place = canvas.view.to_clip(QPointF(at(reviewed, 100.0, 50.0)))
    assert (place.x(), place.y()) == pytest.approx((100.0, 50.0), abs=1.5)


def test_the_neutral_frame_calibrates_the_findings(reviewed: Shell, qtbot: QtBot) -> None:
    top = reviewed.desk.playhead.clock.index_at(reviewed.desk.analysis.reps[2].top_s) + 5
    show(reviewed, qtbot, top)
    assert reviewed.desk.analysis.finding("F-HOE").outcome is Outcome.FOUND
    reviewed.window.actions_book["aid-neutral"].trigger()
    qtbot.waitUntil(lambda: reviewed.desk.analysis.capture.is_calibrated, timeout=60_000)
    assert reviewed.desk.analysis.capture.neutral_reference_deg > 190.0
    assert reviewed.desk.analysis.finding("F-HOE").outcome is not Outcome.FOUND
    reviewed.desk.undo()
    qtbot.waitUntil(lambda: not reviewed.desk.analysis.capture.is_calibrated, timeout=60_000)


def test_the_bench_edge_makes_the_pivot_measurable(reviewed: Shell, qtbot: QtBot) -> None:
    reviewed.window.actions_book["aid-bench-edge"].trigger()
    click(reviewed, 280.0, 268.0)
    assert [aid.kind for aid in reviewed.desk.review.aids] == [AidKind.BENCH_EDGE]
    qtbot.waitUntil(lambda: reviewed.desk.analysis.measures.reps[0]["M-BENCHC"].is_assessable, timeout=60_000)
    reviewed.window.actions_book["aid-clear"].trigger()
    qtbot.waitUntil(lambda: not reviewed.desk.analysis.measures.reps[0]["M-BENCHC"].is_assessable, timeout=60_000)


def test_the_ghost_is_drawn_in_every_rep_but_the_best(reviewed: Shell, qtbot: QtBot) -> None:
    from studio.ui.ghost import best_rep

    best = best_rep(reviewed.desk.analysis)
    other = next(rep for rep in reviewed.desk.analysis.reps if rep != best)
    for rep, is_drawn in ((best, False), (other, True)):
        index = reviewed.desk.playhead.clock.index_at(rep.start_s + 0.4)
        show(reviewed, qtbot, index)
        before = reviewed.window.canvas.still().toImage()
        reviewed.window.actions_book["ghost"].trigger()
        assert (reviewed.window.canvas.still().toImage() != before) is is_drawn
        reviewed.window.actions_book["ghost"].trigger()


def test_a_copy_for_every_rep_is_one_step(reviewed: Shell, qtbot: QtBot) -> None:
    reps, clock = reviewed.desk.analysis.reps, reviewed.desk.playhead.clock
    show(reviewed, qtbot, clock.nearest_index(reps[1].top_s))
    draw(reviewed, Shape.LINE, (600.0, 40.0), (700.0, 120.0))
    reviewed.window.actions_book["copy-drawing-everywhere"].trigger()
    begins_s = sorted(clock.time_of(item.first_index) for item in reviewed.desk.review.annotations)
    assert begins_s == pytest.approx([rep.top_s for rep in reps], abs=0.04)
    reviewed.desk.undo()
    assert len(reviewed.desk.review.annotations) == 1


def test_a_selected_marker_shows_its_number(reviewed: Shell, qtbot: QtBot) -> None:
    draw(reviewed, Shape.MARKER, (700.0, 150.0))
    canvas = reviewed.window.canvas
    place = at(reviewed, 700.0, 150.0)
    chosen = canvas.grab().toImage()
    reviewed.window.drawing.let_go()
    qtbot.wait(50)
    plain = canvas.grab().toImage()
    inside = [(x, y) for x in range(-7, 8) for y in range(-7, 8)]
    assert all(
        chosen.pixelColor(place.x() + x, place.y() + y) == plain.pixelColor(place.x() + x, place.y() + y)
        for x, y in inside
    )
