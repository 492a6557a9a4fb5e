"""What is drawn on the video: skeleton with confidence, shoulder-knee line, hip angle, bar path, rep badge."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from math import cos, isfinite, radians, sin

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from studio.core.arrays import FloatArray
from studio.core.body import BONES, Joint, Part, Side
from studio.core.landmarks import LandmarkSource
from studio.ui.body_course import BodyMoment, hip_from_line
from studio.ui.player.view_transform import ViewTransform
from studio.ui.theme import DARK, grown_px
from studio.ui.wording import format_number

_FAINTEST = 0.25
_OPACITY_STEPS = 4
_SEEN = (LandmarkSource.DETECTED, LandmarkSource.CORRECTED)
_JOINTS_OF: Mapping[Side, tuple[Joint, ...]] = {
    side: tuple(part.on(side) for part in Part if part is not Part.EYE) for side in Side
}
_BONES_OF: Mapping[Side, tuple[tuple[Joint, Joint], ...]] = {
    side: tuple(bone for bone in BONES if bone[0] in _JOINTS_OF[side] and bone[1] in _JOINTS_OF[side]) for side in Side
}
_LABEL_OPACITY = 0.82
_RIM = QColor("#1a1c20")  # opaque: a see-through pen costs ten times as much


@dataclass(frozen=True, slots=True)
class OverlayChoice:
    """Which parts of the overlay are shown."""

    skeleton: bool = True
    hip_line: bool = True
    hip_angle: bool = True
    bar_path: bool = True
    badge: bool = True
    limb_angles: bool = False
    plumb_lines: bool = False
    contour: bool = False
    ghost: bool = False
    aids: bool = True

    def toggled(self, name: str) -> "OverlayChoice":
        """The same with one part switched."""
        if name not in {field.name for field in fields(self)}:
            raise ValueError(f"no overlay {name!r}")
        return replace(self, **{name: not getattr(self, name)})


_LIMBS_OF = {
    "shin_angle_deg": (Part.KNEE, Part.ANKLE),
    "trunk_inclination_deg": (Part.SHOULDER, Part.HIP),
    "knee_angle_deg": (Part.HIP, Part.KNEE, Part.ANKLE),
}
"""Angles that the picture does not show by itself; the hip's is always there unless it is switched off."""


class OverlayPainter:
    """Paints one moment of the body in widget coordinates, so that lines stay sharp at any zoom."""

    def __init__(self, painter: QPainter, view: ViewTransform, *, phase_title: Callable[[BodyMoment], str]) -> None:
        self._painter = painter
        self._map = view.to_widget
        self._view = view
        self._phase_title = phase_title

    def paint(self, moment: BodyMoment, choice: OverlayChoice) -> None:
        """Draw what is switched on, from the back to the front."""
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if choice.contour:
            self._paint_contour(moment)
        if choice.plumb_lines:
            self._paint_plumb_lines(moment)
        if choice.bar_path:
            self._paint_bar_path(moment)
        if choice.skeleton:
            self._paint_skeleton(moment, moment.near_side.other)
            self._paint_skeleton(moment, moment.near_side)
        if moment.is_flat:
            self._paint_angles(moment, choice)
        if choice.badge:
            self._paint_badge(moment)

    def _paint_angles(self, moment: BodyMoment, choice: OverlayChoice) -> None:
        if choice.hip_line:
            self._paint_hip_line(moment)
        if choice.limb_angles:
            self._paint_limb_angles(moment)
        if choice.hip_angle:
            self._paint_hip_angle(moment)

    def paint_ghost(self, moment: BodyMoment, xy_px: FloatArray | None) -> None:
        """Draw another body's near side, pale, behind this one."""
        if xy_px is None:
            return
        lines = [
            QLineF(self._at(xy_px[first]), self._at(xy_px[second]))
            for first, second in _BONES_OF[moment.near_side]
            if np.isfinite(xy_px[[first, second]]).all()
        ]
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(_tint("green", alpha=0.75), 5.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        self._painter.setPen(pen)
        self._painter.drawLines(lines)

    def paint_evidence(self, moment: BodyMoment, signal: str) -> None:
        """Draw the limbs that an angle lies between, what it is held against, and the angle itself."""
        limbs = _LIMBS_OF.get(signal)
        if limbs is None or not moment.is_flat:
            return
        points = [moment.xy_px[part.on(moment.near_side)] for part in limbs]
        angle_deg = {"shin_angle_deg": moment.shin_deg, "knee_angle_deg": moment.knee_deg}.get(signal, moment.trunk_deg)
        if not np.isfinite(points).all() or not isfinite(angle_deg):
            return
        pen = QPen()
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        lines = [QLineF(self._at(first), self._at(second)) for first, second in pairwise(points)]
        for color, width in ((_RIM, 6.5), (_tint("yellow"), 4.5)):
            pen.setColor(color)
            pen.setWidthF(width)
            self._painter.setPen(pen)
            self._painter.drawLines(lines)
        self._paint_reference(signal, points, moment.roll_deg)
        corner = points[1] if len(points) > 2 else (points[0] + points[1]) / 2
        text = format_number(angle_deg, "deg")
        self._label(text, self._at(corner) + QPointF(14, -14), color=_tint("yellow"), size=14, is_bold=True)

    def _paint_reference(self, signal: str, points: list[FloatArray], roll_deg: float) -> None:
        """The vertical over the ankle for a shin, the level of the hip for a trunk; a knee is held against nothing."""
        if len(points) > 2:
            return
        length = float(np.hypot(*(points[0] - points[1])))
        turn = radians(roll_deg)
        upright = np.array([-sin(turn), -cos(turn)])
        level = np.array([cos(turn), -sin(turn)]) * (1.0 if points[0][0] > points[1][0] else -1.0)
        end = points[1] + length * (upright if signal == "shin_angle_deg" else level)
        self._painter.setPen(QPen(_tint("yellow", alpha=0.9), 1.5, Qt.PenStyle.DashLine))
        self._painter.drawLine(self._at(points[1]), self._at(end))

    def paint_ring(self, moment: BodyMoment, joint: Joint) -> None:
        """Draw a ring around a joint."""
        if np.isfinite(moment.xy_px[joint]).all():
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.setPen(QPen(QColor("#ffffff"), 2.0))
            self._painter.drawEllipse(self._at(moment.xy_px[joint]), 11.0, 11.0)

    def _at(self, xy_px: FloatArray) -> QPointF:
        return self._map.map(QPointF(float(xy_px[0]), float(xy_px[1])))

    def _paint_skeleton(self, moment: BodyMoment, side: Side) -> None:
        """The near side is a solid line with dots, the far side a thin dashed one: told apart without colour.

        Bones of one look are drawn with one call: every call may have to wait for a worker.
        """
        is_near = side is moment.near_side
        color_name = "sky" if is_near else "pink"
        looks: dict[tuple[float, bool], list[QLineF]] = {}
        for first, second in _BONES_OF[side]:
            ends = moment.xy_px[[first, second]]
            if np.isfinite(ends).all():
                alpha = _opacity(min(moment.visibility[first], moment.visibility[second])) * (1.0 if is_near else 0.6)
                is_solid = is_near and moment.source[first] in _SEEN and moment.source[second] in _SEEN
                looks.setdefault((alpha, is_solid), []).append(QLineF(self._at(ends[0]), self._at(ends[1])))
        for (alpha, is_solid), lines in looks.items():
            self._paint_bones(lines, _tint(color_name, alpha=alpha), width=3.0 if is_near else 1.5, is_solid=is_solid)
        if is_near:
            self._paint_joints(moment, side, color_name)

    def _paint_bones(self, lines: list[QLineF], color: QColor, *, width: float, is_solid: bool) -> None:
        pen = QPen(_RIM, width + 1.6)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if is_solid:
            self._painter.setPen(pen)
            self._painter.drawLines(lines)
        pen.setColor(color)
        pen.setWidthF(width)
        if not is_solid:
            pen.setDashPattern([3.0, 2.5])
        self._painter.setPen(pen)
        self._painter.drawLines(lines)

    def _paint_joints(self, moment: BodyMoment, side: Side, color_name: str) -> None:
        """Seen joints are dots, filled and derived ones rings, corrected ones diamonds."""
        dots, rings = QPainterPath(), QPainterPath()
        for joint in _JOINTS_OF[side]:
            if not np.isfinite(moment.xy_px[joint]).all():
                continue
            center = self._at(moment.xy_px[joint])
            if moment.source[joint] == LandmarkSource.CORRECTED:
                self._paint_diamond(center)
            elif moment.source[joint] == LandmarkSource.DETECTED:
                dots.addEllipse(center, 4.0, 4.0)
            else:
                rings.addEllipse(center, 4.5, 4.5)
        self._painter.setPen(QPen(QColor(0, 0, 0, 150), 1.0))
        self._painter.setBrush(_tint(color_name))
        self._painter.drawPath(dots)
        if not rings.isEmpty():
            self._painter.setPen(QPen(_tint(color_name), 2.0))
            self._painter.setBrush(QColor(0, 0, 0, 150))
            self._painter.drawPath(rings)

    def _paint_diamond(self, center: QPointF) -> None:
        self._painter.setPen(QPen(QColor(0, 0, 0, 180), 1.0))
        self._painter.setBrush(QColor("#ffffff"))
        corners = [QPointF(0, -7), QPointF(7, 0), QPointF(0, 7), QPointF(-7, 0)]
        self._painter.drawPolygon(QPolygonF([center + corner for corner in corners]))

    def _paint_hip_line(self, moment: BodyMoment) -> None:
        geometry = hip_from_line(moment)
        if geometry is None:
            return
        shoulder, knee, foot, distance_tl = geometry
        hip = moment.xy_px[Part.HIP.on(moment.near_side)]
        pen = QPen(_tint("yellow", alpha=0.95), 1.5, Qt.PenStyle.DashLine)
        self._painter.setPen(pen)
        self._painter.drawLine(self._at(shoulder), self._at(knee))
        self._painter.setPen(QPen(_tint("yellow"), 2.5))
        self._painter.drawLine(self._at(hip), self._at(foot))
        text = format_number(distance_tl, "tl", has_sign=True)
        middle = (self._at(hip) + self._at(foot)) / 2
        self._label(text, middle + QPointF(-12, 0), color=_tint("yellow"), is_right_aligned=True, size=11)

    def _paint_hip_angle(self, moment: BodyMoment) -> None:
        hip = moment.xy_px[Part.HIP.on(moment.near_side)]
        if not isfinite(moment.hip_angle_deg) or not np.isfinite(hip).all():
            return
        text = f"{moment.hip_angle_deg:.0f}°"
        if isfinite(moment.hip_angle_half_deg):
            text += f" ±{moment.hip_angle_half_deg:.0f}"
        self._label(text, self._at(hip) + QPointF(14, 22), color=QColor("#ffffff"), size=14, is_bold=True)

    def _paint_contour(self, moment: BodyMoment) -> None:
        if moment.outline_px is None or len(moment.outline_px) < 3:
            return
        self._painter.setPen(QPen(_tint("green", alpha=0.9), 1.5))
        self._painter.setBrush(_tint("green", alpha=0.10))
        self._painter.drawPolygon(QPolygonF([self._at(point) for point in moment.outline_px]))

    def _paint_plumb_lines(self, moment: BodyMoment) -> None:
        """Verticals on the coach's floor through knee and ankle, as high as the shin is long."""
        knee, ankle = (moment.xy_px[part.on(moment.near_side)] for part in (Part.KNEE, Part.ANKLE))
        length = float(np.hypot(*(knee - ankle)))
        if not isfinite(length):
            return
        self._painter.setPen(QPen(_tint("grey", alpha=0.9), 1.0, Qt.PenStyle.DashDotLine))
        down = length * np.array([sin(radians(moment.roll_deg)), cos(radians(moment.roll_deg))])
        lines = [
            QLineF(self._at(foot), self._at(foot + direction * down))
            for foot, direction in ((knee, 1.0), (ankle, -1.0))
        ]
        self._painter.drawLines(lines)

    def _paint_limb_angles(self, moment: BodyMoment) -> None:
        """Inclinations of trunk, thigh and shin beside their middles."""
        side = moment.near_side
        limbs = (
            (Part.SHOULDER, Part.HIP, moment.trunk_deg),
            (Part.HIP, Part.KNEE, moment.thigh_deg),
            (Part.KNEE, Part.ANKLE, moment.shin_deg),
        )
        for first, second, angle_deg in limbs:
            middle = (moment.xy_px[first.on(side)] + moment.xy_px[second.on(side)]) / 2
            if isfinite(angle_deg) and np.isfinite(middle).all():
                place = self._at(middle) + QPointF(10, -10)
                self._label(format_number(angle_deg, "deg"), place, color=_tint("sky"), size=12)

    def _paint_bar_path(self, moment: BodyMoment) -> None:
        path = moment.bar_px
        if path is not None and len(path) > 1:
            self._painter.setPen(QPen(_tint("orange", alpha=0.9), 2.0))
            self._painter.setBrush(Qt.BrushStyle.NoBrush)
            self._painter.drawPath(self._path_of(path))
        if moment.bar_now_px is not None and np.isfinite(moment.bar_now_px).all():
            center = self._at(moment.bar_now_px)
            self._painter.setPen(QPen(_tint("orange"), 2.0))
            self._painter.drawLine(center + QPointF(-7, 0), center + QPointF(7, 0))
            self._painter.drawLine(center + QPointF(0, -7), center + QPointF(0, 7))

    def _path_of(self, points_px: FloatArray) -> QPainterPath:
        path = QPainterPath()
        is_pen_down = False
        for point in points_px:
            if not np.isfinite(point).all():
                is_pen_down = False
                continue
            if is_pen_down:
                path.lineTo(self._at(point))
            else:
                path.moveTo(self._at(point))
            is_pen_down = True
        return path

    def _paint_badge(self, moment: BodyMoment) -> None:
        text = self._phase_title(moment)
        if text:
            corner = self._view.picture.topLeft()
            corner = QPointF(max(corner.x(), 0.0) + 12, max(corner.y(), 0.0) + 26)
            self._label(text, corner, color=QColor("#ffffff"), size=13, is_bold=True)

    def _label(
        self,
        text: str,
        baseline: QPointF,
        *,
        color: QColor,
        size: int,
        is_bold: bool = False,
        is_right_aligned: bool = False,
    ) -> None:
        font = QFont(self._painter.font())
        font.setPixelSize(grown_px(size))
        font.setBold(is_bold)
        metrics = QFontMetricsF(font)
        width = metrics.horizontalAdvance(text)
        left = baseline.x() - (width if is_right_aligned else 0.0)
        box = QRectF(left - 6, baseline.y() - metrics.ascent() - 3, width + 12, metrics.height() + 6)
        ground = QColor("#0a0c10")
        ground.setAlphaF(_LABEL_OPACITY)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(box, 5, 5)
        self._painter.setFont(font)
        self._painter.setPen(color)
        self._painter.drawText(QPointF(left, baseline.y()), text)


def _opacity(confidence: float) -> float:
    """Opacity in a few steps, so that bones of like confidence are drawn together."""
    share = round(min(max(confidence, 0.0), 1.0) * _OPACITY_STEPS) / _OPACITY_STEPS
    return _FAINTEST + (1.0 - _FAINTEST) * share


def _tint(name: str, *, alpha: float = 1.0) -> QColor:
    """A data colour for the picture: always the dark theme's, because the stage is dark in both."""
    color = QColor(str(getattr(DARK, name)))
    color.setAlphaF(alpha)
    return color
