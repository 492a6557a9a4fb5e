"""A clip from the front: angles of the picture are no angles of the body, and are not shown as such."""

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QImage, QPainter

from studio.core.capture import Grade, View
from studio.ui.app import Shell
from studio.ui.body_course import AnalysedCourse
from studio.ui.player.overlay import OverlayChoice, OverlayPainter
from studio.ui.player.view_transform import ViewTransform

_ANGLES = OverlayChoice(
    skeleton=False, hip_line=True, hip_angle=True, bar_path=False, badge=False, limb_angles=True, plumb_lines=False
)


def painted(shell: Shell, analysis) -> int:
    """How many pixels the angles cover at the top of the first rep."""
    course = AnalysedCourse(analysis)
    moment = course.moment(analysis.observation.clock.nearest_index(analysis.reps[0].top_s))
    image = QImage(640, 360, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        view = ViewTransform(QSizeF(analysis.observation.width_px, analysis.observation.height_px), QSizeF(640, 360))
        OverlayPainter(painter, view, phase_title=str).paint(moment, _ANGLES)
    return int(np.count_nonzero(np.frombuffer(image.constBits(), np.uint8)))


def test_no_angle_lies_over_a_picture_from_the_front(reviewed: Shell) -> None:
    analysis = reviewed.desk.analysis
    front = replace(analysis, capture=replace(analysis.capture, view=View.FRONT))
    poor = replace(analysis, capture=replace(analysis.capture, grade=Grade.POOR))

    assert painted(reviewed, analysis) > 0
    assert painted(reviewed, front) == 0
    assert painted(reviewed, poor) == 0


def test_no_lane_shows_an_angle_that_only_the_side_shows(reviewed: Shell) -> None:
    graphs, desk = reviewed.window.graphs, reviewed.desk
    beside = [lane.signal for lane in graphs.available]
    desk._analysis = replace(desk.analysis, capture=replace(desk.analysis.capture, view=View.FRONT))
    before = [lane.signal for lane in graphs.available]

    assert "hip_angle_deg" in beside
    assert "hip_height_tl" in before
    assert not any(name.endswith("_deg") for name in before)
    graphs.point_out("hip_angle_deg")
    assert "hip_angle_deg" not in [lane.signal for lane in graphs.available]
