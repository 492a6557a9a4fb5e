"""Moving a joint to where it belongs, with the mouse."""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QPointF

from studio.core.body import Joint, Part
from studio.core.landmarks import LandmarkSource
from studio.ui.body_course import BodyMoment
from studio.ui.player.view_transform import ViewTransform

_CATCH_PX = 12.0
_CLICK_PX = 3.0


@dataclass(frozen=True, slots=True)
class JointDrag:
    """A joint that the mouse holds.

    Attributes:
        frame_index: frame on which it is moved.
        joint: which one.
        start: where the mouse took hold, widget pixels.
        place: where the joint is now, clip pixels.
    """

    frame_index: int
    joint: Joint
    start: QPointF
    place: QPointF

    def moved(self, point: QPointF, view: ViewTransform) -> "JointDrag":
        """The same with the mouse elsewhere; the joint stays inside the picture."""
        place = view.to_clip(point)
        width, height = view.clip_size.width(), view.clip_size.height()
        inside = QPointF(min(max(place.x(), 0.0), width), min(max(place.y(), 0.0), height))
        return replace(self, place=inside)

    def is_click(self, point: QPointF) -> bool:
        """Whether the mouse has hardly moved: then nothing was meant to be dragged."""
        return (point - self.start).manhattanLength() < _CLICK_PX

    def shown(self, moment: BodyMoment) -> BodyMoment:
        """The moment as it would be with the joint in its new place."""
        xy_px, source = moment.xy_px.copy(), moment.source.copy()
        xy_px[self.joint] = (self.place.x(), self.place.y())
        source[self.joint] = LandmarkSource.CORRECTED
        return replace(moment, xy_px=xy_px, source=source, hip_angle_deg=float("nan"))


def joint_at(moment: BodyMoment, point: QPointF, view: ViewTransform) -> Joint | None:
    """The near side's joint under a widget point; None when there is none."""
    joints = [part.on(moment.near_side) for part in Part if part is not Part.EYE]
    places = moment.xy_px[joints]
    mouse = view.to_clip(point)
    gaps_px = np.hypot(places[:, 0] - mouse.x(), places[:, 1] - mouse.y()) * view.scale
    gaps_px = np.where(np.isfinite(gaps_px), gaps_px, np.inf)
    nearest = int(np.argmin(gaps_px))
    return joints[nearest] if gaps_px[nearest] <= _CATCH_PX else None
