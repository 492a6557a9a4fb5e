"""The body over one frame: skeleton, shoulder-knee line, hip and shin angle; as vectors, never into the pixels."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, isfinite, radians, sin

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.body import BONES, Joint, Part, Side
from studio.core.capture import Capture, Grade, View
from studio.core.figure import Arc, Crop, Drawing, Polyline

HIP_SIGNAL = "hip_angle_deg"
SHIN_SIGNAL = "shin_angle_deg"

_ARC_STEP_DEG = 6.0
_HIP_RADIUS = 0.34  # of the thigh
_SHIN_RADIUS = 0.62  # of the shin
_LABEL_AWAY = 1.55
_SHIN_LABEL_BESIDE, _SHIN_LABEL_UP = 0.3, 0.5  # of the shin
_GUIDE_OVERHANG = 0.12
_EDGE = 0.05


def draw_body(analysis: Analysis, *, index: int, crop: Crop, degree_label: str = "{}°") -> Drawing:
    """Draw the body of one frame.

    Args:
        analysis: landmarks and signals.
        index: of the frame.
        crop: what part of the picture is shown.
        degree_label: how an angle is written.
    """
    xy_px = analysis.landmarks.xy_px[index]
    capture = analysis.capture
    sides = (Side.LEFT, Side.RIGHT) if capture.view is View.FRONT else (capture.near_side,)
    joints = sorted({joint for bone in _bones(sides) for joint in bone if _is_known(xy_px[joint])})
    bones = tuple(
        (crop.place(xy_px[first]), crop.place(xy_px[second]))
        for first, second in _bones(sides)
        if _is_known(xy_px[first]) and _is_known(xy_px[second])
    )
    body = _Body(xy_px, capture, crop)
    # A poor picture cannot be measured: no angle is drawn into it. Source: kb:g (only tempo can be judged).
    is_flat = capture.view is not View.FRONT and capture.grade is not Grade.POOR
    arcs = (
        body.hip_arc(_label(analysis, HIP_SIGNAL, index, degree_label)),
        body.shin_arc(_label(analysis, SHIN_SIGNAL, index, degree_label)),
    )
    return Drawing(
        bones=bones,
        joints=tuple(crop.place(xy_px[joint]) for joint in joints),
        guides=tuple(body.guides()) if is_flat else (),
        arcs=tuple(arc for arc in arcs if arc is not None) if is_flat else (),
    )


@dataclass(frozen=True, slots=True)
class _Body:
    """The near side of the body in one frame."""

    xy_px: FloatArray
    capture: Capture
    crop: Crop

    def at(self, part: Part) -> FloatArray:
        place: FloatArray = self.xy_px[part.on(self.capture.near_side)]
        return place

    def guides(self) -> Iterator[Polyline]:
        """The line from shoulder to knee, and the vertical at the ankle."""
        shoulder, knee, ankle = self.at(Part.SHOULDER), self.at(Part.KNEE), self.at(Part.ANKLE)
        if _is_known(shoulder, knee):
            beyond = _GUIDE_OVERHANG * (knee - shoulder)
            yield self.crop.place(shoulder - beyond), self.crop.place(knee + beyond)
        if _is_known(ankle, knee):
            top = ankle - np.array([0.0, _distance(ankle, knee)])
            yield self.crop.place(ankle), self.crop.place(top)

    def hip_arc(self, label: str) -> Arc | None:
        """The angle between trunk and thigh, on the front of the body."""
        shoulder, hip, knee = self.at(Part.SHOULDER), self.at(Part.HIP), self.at(Part.KNEE)
        if not label or not _is_known(shoulder, hip, knee):
            return None
        start, end = _direction_deg(hip, shoulder), _direction_deg(hip, knee)
        is_feet_right = self.capture.facing is Side.RIGHT
        sweep = (end - start) % 360.0 if is_feet_right else -((start - end) % 360.0)
        return self._arc(hip, start=start, sweep=sweep, radius_px=_HIP_RADIUS * _distance(hip, knee), label=label)

    def shin_arc(self, label: str) -> Arc | None:
        """The angle between shin and vertical."""
        ankle, knee = self.at(Part.ANKLE), self.at(Part.KNEE)
        if not label or not _is_known(ankle, knee):
            return None
        upright = -90.0
        sweep = (_direction_deg(ankle, knee) - upright + 180.0) % 360.0 - 180.0
        shin_px = _distance(ankle, knee)
        outwards = 1.0 if self.capture.facing is Side.RIGHT else -1.0
        beside = ankle + shin_px * np.array([outwards * _SHIN_LABEL_BESIDE, -_SHIN_LABEL_UP])
        return self._arc(
            ankle, start=upright, sweep=sweep, radius_px=_SHIN_RADIUS * shin_px, label=label, label_at=beside
        )

    def _arc(
        self,
        center: FloatArray,
        *,
        start: float,
        sweep: float,
        radius_px: float,
        label: str,
        label_at: FloatArray | None = None,
    ) -> Arc:
        count = max(2, int(abs(sweep) / _ARC_STEP_DEG) + 1)
        angles = [radians(start + sweep * step / (count - 1)) for step in range(count)]
        points = [center + radius_px * np.array([cos(angle), sin(angle)]) for angle in angles]
        middle = radians(start + 0.5 * sweep)
        beyond = center + _LABEL_AWAY * radius_px * np.array([cos(middle), sin(middle)])
        x, y = self.crop.place(beyond if label_at is None else label_at)
        inside = (min(max(x, _EDGE), 1.0 - _EDGE), min(max(y, _EDGE), 1.0 - _EDGE))
        return Arc(points=tuple(self.crop.place(point) for point in points), label=label, at=inside)


def _bones(sides: tuple[Side, ...]) -> list[tuple[Joint, Joint]]:
    """Bones of the shown sides; those that join the sides only when both are shown."""
    shown = {part.on(side) for part in Part for side in sides}
    return [bone for bone in BONES if bone[0] in shown and bone[1] in shown]


def _label(analysis: Analysis, name: str, index: int, degree_label: str) -> str:
    signal = analysis.signals.get(name)
    value = float(signal.values[index]) if signal is not None else float("nan")
    return degree_label.format(f"{round(value) + 0:d}".replace("-", "−")) if isfinite(value) else ""


def _is_known(*places: FloatArray) -> bool:
    return all(bool(np.isfinite(place).all()) for place in places)


def _distance(first: FloatArray, second: FloatArray) -> float:
    return hypot(*(second - first))


def _direction_deg(origin: FloatArray, target: FloatArray) -> float:
    """Direction in the picture: 0 to the right, 90 down."""
    x, y = target - origin
    return degrees(atan2(y, x))
