"""From joints in thighs to what a faultless pose model would hand over."""

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Joint, Part, Side
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Observation
from studio.core.time import FrameClock
from studio.exercise_api.conformance.motion import FPS

WIDTH_PX, HEIGHT_PX = 1920, 1080
THIGH_PX = 300.0
THIGH_M = 0.43

Places = dict[Part, tuple[FloatArray, FloatArray]]
"""Left and right place of every part, shape (2,) each, in thighs, x right and y up."""


def row_of(places: Places, nose: FloatArray) -> FloatArray:
    """The joints of one frame, shape (J, 2), in thighs."""
    row = np.empty((JOINT_COUNT, 2))
    row[Joint.NOSE] = nose
    for part, (left, right) in places.items():
        row[part.on(Side.LEFT)], row[part.on(Side.RIGHT)] = left, right
    return row


def observation_of(
    rows: list[FloatArray], *, origin_px: tuple[float, float], world_m: FloatArray, far_side: Side | None
) -> Observation:
    """A film of joints.

    Args:
        rows: shape (J, 2) per frame, in thighs.
        origin_px: where the knee line lies in the picture.
        world_m: shape (T, J, 3), metres.
        far_side: side of the body that is seen less well; None when both are seen alike.
    """
    thighs = np.array(rows)
    visibility = np.full(thighs.shape[:2], 0.98)
    if far_side:
        visibility[:, [part.on(far_side) for part in Part]] = 0.75
    landmarks = LandmarkTrack(
        xy_px=np.array(origin_px) + THIGH_PX * thighs * (1.0, -1.0),
        visibility=visibility,
        source=np.full(thighs.shape[:2], LandmarkSource.DETECTED, dtype=np.uint8),
        world_m=world_m,
    )
    clock = FrameClock(np.arange(len(rows)) / FPS)
    return Observation(clock=clock, width_px=WIDTH_PX, height_px=HEIGHT_PX, landmarks=landmarks)


def flat_world_m(rows: list[FloatArray]) -> FloatArray:
    """Metres from between the hips, x right, y down, without depth; shape (T, J, 3)."""
    thighs = np.array(rows)
    middle = (thighs[:, [Joint.LEFT_HIP]] + thighs[:, [Joint.RIGHT_HIP]]) / 2.0
    world_m = np.zeros((*thighs.shape[:2], 3))
    world_m[..., :2] = THIGH_M * (thighs - middle) * (1.0, -1.0)
    return world_m
