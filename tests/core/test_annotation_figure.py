"""What the coach drew becomes lines and words over one frame."""

from math import hypot

import numpy as np
import pytest

from studio.core.annotation import Annotation, DrawnPoint, DrawStyle, Shape
from studio.core.annotation_figure import COLORS, with_annotations
from studio.core.body import JOINT_COUNT, Joint
from studio.core.figure import Crop, Drawing

WHOLE = Crop(0.0, 0.0, 1000.0, 720.0)


def _drawn(shape, *points, index=5, joints_px=None, crop=WHOLE, **fields):
    annotation = Annotation("a", shape, tuple(DrawnPoint(*point) for point in points), 4, 6, **fields)
    return with_annotations(Drawing(), (annotation,), index=index, joints_px=joints_px, crop=crop)


def test_a_line_lies_where_it_was_drawn_in_its_colour_and_width():
    stroke = _drawn(Shape.LINE, (100, 72), (500, 360), style=DrawStyle("vermilion", 6.0, is_dashed=True)).strokes[0]

    assert stroke.points == ((0.1, 0.1), (0.5, 0.5))
    assert (stroke.color, stroke.is_dashed) == (COLORS["vermilion"], True)
    assert stroke.width == pytest.approx(6.0 / 720.0, abs=1e-6)


def test_a_colour_that_nobody_knows_is_yellow():
    assert _drawn(Shape.LINE, (0, 0), (9, 9), style=DrawStyle("mauve")).strokes[0].color == COLORS["yellow"]


@pytest.mark.parametrize(("index", "opacity"), [(3, 0.5), (4, 1.0), (6, 1.0), (7, 0.5), (8, 0.0)])
def test_it_comes_and_goes_with_its_frames(index, opacity):
    strokes = _drawn(Shape.LINE, (0, 0), (9, 9), index=index, fade_frames=1).strokes

    assert [stroke.opacity for stroke in strokes] == ([opacity] if opacity else [])


def test_it_follows_its_joint_and_is_absent_where_the_joint_is_not_seen():
    joints_px = np.full((JOINT_COUNT, 2), np.nan)
    joints_px[Joint.LEFT_HIP] = (300.0, 360.0)
    hip, knee = ((200.0, 0.0, int(joint)) for joint in (Joint.LEFT_HIP, Joint.LEFT_KNEE))

    assert _drawn(Shape.MARKER, hip, joints_px=joints_px, text="hip").labels[0].at[0] == pytest.approx(0.5)
    assert _drawn(Shape.MARKER, knee, joints_px=joints_px) == Drawing()
    assert _drawn(Shape.MARKER, hip, joints_px=None) == Drawing()


def test_an_angle_shows_its_legs_its_arc_and_its_size():
    drawing = _drawn(Shape.ANGLE, (200, 100), (100, 100), (100, 200))
    legs, arc = drawing.strokes

    assert drawing.labels[0].text == "90°"
    assert len(legs.points) == 3
    from_corner = [hypot(x * 1000 - 100, y * 720 - 100) for x, y in arc.points]
    assert from_corner == pytest.approx([35.0] * 13, abs=0.02)
    assert all(x >= 0.1 - 1e-6 and y >= 100 / 720 - 1e-4 for x, y in arc.points), "on the inner side"


def test_an_angle_without_a_leg_has_no_size():
    assert _drawn(Shape.ANGLE, (100, 100), (100, 100), (100, 200)).labels == ()


def test_an_arrow_ends_in_a_filled_head_at_its_tip():
    shaft, head = _drawn(Shape.ARROW, (100, 360), (500, 360)).strokes

    assert head.is_filled
    assert head.points[0] == shaft.points[-1] == (0.5, 0.5)
    assert all(x < 0.5 for x, _ in head.points[1:])


def test_a_rectangle_and_an_ellipse_span_their_corners():
    for shape in (Shape.RECTANGLE, Shape.ELLIPSE):
        stroke = _drawn(shape, (600, 500), (200, 100)).strokes[0]
        xs, ys = zip(*stroke.points, strict=True)

        assert stroke.is_closed
        assert (min(xs), max(xs)) == pytest.approx((0.2, 0.6))
        assert (min(ys), max(ys)) == pytest.approx((100 / 720, 500 / 720), abs=1e-4)


def test_a_spotlight_is_a_circle_around_its_centre_without_a_line():
    drawing = _drawn(Shape.SPOTLIGHT, (500, 360), (600, 360), text="look here")
    radii = [hypot(x * 1000 - 500, y * 720 - 360) for x, y in drawing.spots[0]]

    assert radii == pytest.approx([100.0] * len(radii), abs=0.02)
    assert drawing.strokes == ()
    assert drawing.labels[0].text == "look here"


@pytest.mark.parametrize(
    ("shape", "points", "fields", "text"),
    [
        (Shape.TEXT, [(10, 10)], {"text": "Ribs down"}, "Ribs down"),
        (Shape.MARKER, [(10, 10)], {"number": 3}, "3"),
        (Shape.MARKER, [(10, 10)], {"number": 3, "text": "knee"}, "3 knee"),
        (Shape.DISTANCE, [(0, 0), (30, 40)], {}, "50 px"),
        (Shape.DISTANCE, [(0, 0), (30, 40)], {"text": "12 cm"}, "12 cm"),
        (Shape.LINE, [(0, 0), (30, 40)], {"text": "shin"}, "shin"),
    ],
)
def test_words_stand_beside_the_shape(shape, points, fields, text):
    assert [label.text for label in _drawn(shape, *points, **fields).labels] == [text]


def test_nothing_is_said_beside_a_plain_line_or_scribble():
    assert _drawn(Shape.LINE, (0, 0), (9, 9)).labels == ()
    assert len(_drawn(Shape.FREEHAND, (0, 0), (9, 9), (20, 3)).strokes[0].points) == 3


def test_a_crop_moves_the_drawing_with_the_picture():
    crop = Crop(100.0, 72.0, 500.0, 360.0)
    stroke = _drawn(Shape.LINE, (100, 72), (600, 432), crop=crop).strokes[0]

    assert stroke.points == ((0.0, 0.0), (1.0, 1.0))
    assert stroke.width == pytest.approx(3.0 / 720.0, abs=1e-6), "lines grow with the picture"
