"""What is drawn over a still lies where the body is, and says the angle that the signal has."""

from dataclasses import replace
from math import atan2, degrees

import numpy as np
import pytest

from studio.core.body import Part, Side
from studio.core.body_figure import draw_body
from studio.core.capture import Grade, View
from studio.core.figure import Crop
from studio.report.stills import choose_crop


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=2)


@pytest.fixture(scope="module")
def whole(case):
    observation = case.analysis.observation
    return Crop(0.0, 0.0, observation.width_px, observation.height_px)


def _at(case, part, index):
    joint = part.on(case.analysis.capture.near_side)
    return case.analysis.landmarks.xy_px[index, joint]


def test_the_arc_sweeps_the_angle_that_its_label_says(case, whole):
    index = case.analysis.observation.clock.nearest_index(case.analysis.reps[0].top_s + 0.2)
    arc = draw_body(case.analysis, index=index, crop=whole).arcs[0]
    hip = _at(case, Part.HIP, index)
    corners = np.array(arc.points) * [whole.width, whole.height] - hip
    turned = np.unwrap([atan2(y, x) for x, y in corners])

    swept = degrees(abs(turned[-1] - turned[0]))

    assert swept > 180.0, "the hips are past the line"
    assert swept == pytest.approx(float(arc.label.rstrip("°")), abs=6.0)
    assert corners[len(corners) // 2][1] < 0, "it lies on the front of the body"


@pytest.mark.parametrize("facing", list(Side))
def test_the_hip_arc_lies_above_the_hip_whichever_way_the_athlete_faces(case, whole, facing, sets):
    analysis = case.analysis
    xy_px = np.array(analysis.landmarks.xy_px)
    if facing is Side.LEFT:
        xy_px[..., 0] = whole.width - xy_px[..., 0]
    landmarks = sets.replace(analysis.landmarks, xy_px=xy_px)
    mirrored = sets.replace(analysis, landmarks=landmarks, capture=sets.replace(analysis.capture, facing=facing))

    arc = draw_body(mirrored, index=5, crop=whole).arcs[0]

    hip_y = xy_px[5, Part.HIP.on(analysis.capture.near_side)][1] / whole.height
    assert arc.at[1] < hip_y


def test_joints_that_were_not_seen_are_not_drawn(case, whole, sets):
    analysis = case.analysis
    xy_px = np.array(analysis.landmarks.xy_px)
    xy_px[:, Part.HIP.on(analysis.capture.near_side)] = np.nan
    hidden = sets.replace(analysis, landmarks=sets.replace(analysis.landmarks, xy_px=xy_px))

    all_seen, without_hip = draw_body(analysis, index=5, crop=whole), draw_body(hidden, index=5, crop=whole)

    assert len(without_hip.joints) == len(all_seen.joints) - 1
    assert len(without_hip.arcs) == len(all_seen.arcs) - 1
    assert np.isfinite(np.array([point for bone in without_hip.bones for point in bone])).all()


def test_nobody_in_the_picture_draws_nothing(case, whole, sets):
    analysis = case.analysis
    nobody = np.full_like(analysis.landmarks.xy_px, np.nan)
    empty = sets.replace(analysis, landmarks=sets.replace(analysis.landmarks, xy_px=nobody))

    drawing = draw_body(empty, index=0, crop=choose_crop(empty))

    assert (drawing.bones, drawing.joints, drawing.guides, drawing.arcs) == ((), (), (), ())


def test_angles_are_not_drawn_from_the_front(case, whole, sets):
    analysis = case.analysis
    front = sets.replace(analysis, capture=sets.replace(analysis.capture, view=View.FRONT))

    drawing = draw_body(front, index=5, crop=whole)

    assert (drawing.guides, drawing.arcs) == ((), ())
    assert len(drawing.bones) > len(draw_body(analysis, index=5, crop=whole).bones), "both sides are drawn"


def test_the_crop_holds_the_athlete_and_stays_in_the_picture(case):
    crop = choose_crop(case.analysis)
    observation = case.analysis.observation
    xy_px = case.analysis.landmarks.xy_px

    assert crop.left >= 0
    assert crop.top >= 0
    assert crop.left + crop.width <= observation.width_px + 1e-6
    assert crop.top + crop.height <= observation.height_px + 1e-6
    inside = (xy_px[..., 0] > crop.left) & (xy_px[..., 0] < crop.left + crop.width)
    assert inside.mean() > 0.98


@pytest.mark.parametrize(("width_px", "height_px"), [(300, 960), (960, 240), (64, 64)])
def test_the_crop_stays_in_pictures_of_any_shape(case, sets, width_px, height_px):
    analysis = case.analysis
    shrink = np.array([width_px / 960, height_px / 540])
    landmarks = sets.replace(analysis.landmarks, xy_px=analysis.landmarks.xy_px * shrink)
    observation = sets.replace(analysis.observation, width_px=width_px, height_px=height_px)

    crop = choose_crop(sets.replace(analysis, landmarks=landmarks, observation=observation))

    assert 0 <= crop.left <= crop.left + crop.width <= width_px + 1e-6
    assert 0 <= crop.top <= crop.top + crop.height <= height_px + 1e-6
    assert crop.width > 0
    assert crop.height > 0


def test_no_angle_is_drawn_into_a_picture_that_cannot_be_measured(case, whole):
    poor = case.with_analysis(capture=replace(case.analysis.capture, grade=Grade.POOR)).analysis

    assert draw_body(case.analysis, index=60, crop=whole).arcs
    assert draw_body(poor, index=60, crop=whole).arcs == ()
    assert draw_body(poor, index=60, crop=whole).bones
