"""What the coach draws, as data: where it lies on a frame, when it is seen, what it measures."""

from math import isnan, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.annotation import FREE, Aid, AidKind, Annotation, DrawnPoint, Shape, angle_deg, length_px
from studio.core.body import JOINT_COUNT, Joint

BODY = np.full((JOINT_COUNT, 2), nan)
BODY[Joint.LEFT_HIP] = (100.0, 200.0)


def drawn(shape=Shape.LINE, points=None, **fields) -> Annotation:
    points = points if points is not None else tuple(DrawnPoint(10.0 * n, 5.0) for n in range(shape.point_count))
    return Annotation("a1", shape, points, **{"first_index": 10, "last_index": 20, **fields})


def test_a_free_point_stays_on_the_picture():
    assert DrawnPoint(3.0, 4.0).place(None) == (3.0, 4.0)


def test_an_attached_point_follows_its_joint():
    assert DrawnPoint(3.0, -4.0, Joint.LEFT_HIP).place(BODY) == (103.0, 196.0)


@pytest.mark.parametrize("joints_px", [None, BODY])
def test_a_point_on_an_unseen_joint_has_no_place(joints_px):
    assert DrawnPoint(0.0, 0.0, Joint.NOSE).place(joints_px) is None


def test_a_drawing_with_one_lost_joint_is_not_drawn_at_all():
    points = (DrawnPoint(0.0, 0.0), DrawnPoint(0.0, 0.0, Joint.NOSE))
    assert drawn(points=points).places(BODY) == ()
    assert drawn().places(None) == ((0.0, 5.0), (10.0, 5.0))


@pytest.mark.parametrize(("x_px", "joint"), [(nan, FREE), (0.0, 99), (0.0, -2)])
def test_a_point_without_a_place_is_refused(x_px, joint):
    with pytest.raises(ValueError, match=r"place|joint"):
        DrawnPoint(x_px, 0.0, joint)


@pytest.mark.parametrize("shape", list(Shape))
def test_every_shape_takes_its_number_of_points(shape):
    assert len(drawn(shape).points) == shape.point_count
    with pytest.raises(ValueError, match="points"):
        drawn(shape, points=tuple(DrawnPoint(0.0, 0.0) for _ in range(shape.point_count - 1)))


def test_freehand_takes_more_points():
    assert len(drawn(Shape.FREEHAND, points=tuple(DrawnPoint(n, n) for n in range(40))).points) == 40


@pytest.mark.parametrize("frames", [{"first_index": 21}, {"first_index": -1}, {"fade_frames": -1}])
def test_frames_are_in_order(frames):
    with pytest.raises(ValueError, match="order"):
        drawn(**frames)


def test_it_fades_in_and_out_over_its_frames():
    faded = drawn(fade_frames=3)
    assert [faded.opacity_at(index) for index in (6, 7, 8, 9, 10, 20, 21, 24)] == [0, 0.25, 0.5, 0.75, 1, 1, 0.75, 0]
    assert [drawn().opacity_at(index) for index in (9, 10, 20, 21)] == [0.0, 1.0, 1.0, 0.0]


@given(st.floats(-500, 500), st.floats(-500, 500), st.sampled_from([FREE, Joint.LEFT_HIP]))
def test_attaching_does_not_move_it_on_the_frame_where_it_is_done(x_px, y_px, joint):
    before = drawn().moved(x_px, y_px)
    after = before.anchored(joint, BODY)
    assert {point.joint for point in after.points} == {joint}
    assert np.allclose(after.places(BODY), before.places(BODY))


@pytest.mark.parametrize("points", [None, (DrawnPoint(0, 0, Joint.NOSE), DrawnPoint(0, 0))])
def test_it_cannot_be_attached_to_what_is_not_seen(points):
    with pytest.raises(ValueError, match="not seen"):
        drawn(points=points).anchored(Joint.NOSE, BODY)


@pytest.mark.parametrize("kind", list(AidKind))
def test_every_aid_takes_its_number_of_points(kind):
    assert Aid(kind, 0, ((1.0, 2.0),) * kind.point_count).kind is kind
    with pytest.raises(ValueError, match="points"):
        Aid(kind, 0, ((1.0, 2.0),) * (kind.point_count + 1))


@pytest.mark.parametrize(("frame_index", "x_px"), [(-1, 0.0), (0, nan)])
def test_an_aid_lies_on_a_frame(frame_index, x_px):
    with pytest.raises(ValueError, match="frame"):
        Aid(AidKind.BENCH_EDGE, frame_index, ((x_px, 0.0),))


def test_lines_of_the_trunk_are_drawn_per_frame():
    assert [kind for kind in AidKind if kind.is_drawn_per_frame] == [AidKind.THORAX_LINE, AidKind.PELVIS_LINE]


def test_an_angle_is_read_at_the_corner():
    assert angle_deg(((10.0, 0.0), (0.0, 0.0), (0.0, 7.0))) == pytest.approx(90.0)
    assert angle_deg(((-5.0, 0.0), (0.0, 0.0), (7.0, 0.0))) == pytest.approx(180.0)


@pytest.mark.parametrize("places", [((0, 0), (0, 0), (1, 1)), ((1, 1), (0, 0), (0, 0))])
def test_an_angle_without_two_legs_is_unknown(places):
    assert isnan(angle_deg(places))


def test_a_distance_is_measured_between_its_ends():
    assert length_px(((0.0, 0.0), (3.0, 4.0))) == 5.0
