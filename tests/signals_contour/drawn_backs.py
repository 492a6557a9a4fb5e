"""Outlines of drawn people: a trunk whose back is a circle's arc of a known angle."""

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Joint
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Outlines

TRUNK_PX = 160.0
FRONT_TR = -0.25
START_TR, END_TR = 0.30, 1.0


def back_depth(along: FloatArray, *, arc_deg: float, depth_tr: float = 0.2) -> FloatArray:
    """Depth of the back behind the trunk's line: an arc of that angle from START_TR to END_TR, straight outside.

    Positive angles are hollow. The arc ends at the buttocks, behind which the outline falls away.
    """
    chord = END_TR - START_TR
    middle = (along - START_TR) / chord - 0.5
    bow = np.zeros_like(along)
    if abs(arc_deg) > 0.01:
        radius = chord / (2.0 * np.sin(np.radians(abs(arc_deg)) / 2.0))
        inside = np.clip(radius**2 - (middle * chord) ** 2, 0.0, None)
        bow = np.sqrt(inside) - radius * np.cos(np.radians(abs(arc_deg)) / 2.0)
    between = (along >= START_TR) & (along <= END_TR)
    depth = depth_tr - np.sign(arc_deg) * np.where(between, bow, 0.0)
    return np.where(along > END_TR, depth_tr - 0.5 * (along - END_TR), depth)


def person(
    *, arc_deg: float, depth_tr: float = 0.2, angle_deg: float = 0.0, scale: float = 1.0, faces_left: bool = False
) -> FloatArray:
    """Outline of a trunk in pixels about the shoulder at (300, 200), turned by an angle, shape (n, 2)."""
    along = np.linspace(-0.2, 1.4, 400)
    back = np.stack([along, back_depth(along, arc_deg=arc_deg, depth_tr=depth_tr)], axis=1)
    front = np.stack([along[::-1], np.full(len(along), FRONT_TR)], axis=1)
    return to_picture(np.concatenate([back, front]), angle_deg=angle_deg, scale=scale, faces_left=faces_left)


def to_picture(points: FloatArray, *, angle_deg: float, scale: float, faces_left: bool) -> FloatArray:
    """From (along the trunk, behind it) in trunk lengths to pixels; the back looks down in the picture."""
    turn = np.radians(angle_deg)
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    turned = points @ matrix.T
    if faces_left:
        turned = turned * np.array([-1.0, 1.0])
    return np.array([300.0, 200.0]) + scale * TRUNK_PX * turned


def landmarks(count: int, *, angle_deg: float = 0.0, scale: float = 1.0, faces_left: bool = False) -> LandmarkTrack:
    """Shoulder, hip and knee of the drawn person, the arms in front of it; the right side is near."""
    xy_px = np.full((count, JOINT_COUNT, 2), np.nan)
    joints = {
        Joint.RIGHT_SHOULDER: (0.0, 0.0),
        Joint.RIGHT_HIP: (1.0, 0.0),
        Joint.RIGHT_KNEE: (1.9, 0.0),
        Joint.RIGHT_ELBOW: (0.5, -0.2),
        Joint.RIGHT_WRIST: (0.9, -0.3),
    }
    for joint, point in joints.items():
        xy_px[:, joint] = to_picture(np.array([point]), angle_deg=angle_deg, scale=scale, faces_left=faces_left)
    return LandmarkTrack(
        xy_px=xy_px,
        visibility=np.ones((count, JOINT_COUNT)),
        source=np.full((count, JOINT_COUNT), LandmarkSource.DETECTED, dtype=np.uint8),
        world_m=np.full((count, JOINT_COUNT, 3), np.nan),
    )


def still(polygon: FloatArray, count: int) -> Outlines:
    """The same outline in every frame."""
    return Outlines.from_polygons([polygon] * count)


def times(count: int, fps: float = 30.0) -> FloatArray:
    """Presentation times of an even clip."""
    return np.arange(count) / fps
