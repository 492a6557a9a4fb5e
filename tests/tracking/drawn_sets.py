"""Drawn sets: a stick lifter on a bench before a rack of discs, with or without a plate at the hips."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np

from studio.core.arrays import ByteArray, FloatArray
from studio.core.body import JOINT_COUNT, Part, Side
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import PlateTrack
from studio.core.time import FrameClock
from studio.tracking.plate_finder import PlateFinder

WIDTH_PX, HEIGHT_PX = 640, 360
UNIT_PX = 110.0
TRAVEL_PX = 80.0
FRAME_COUNT = 48


@dataclass(frozen=True)
class DrawnPlate:
    """A plate as it is drawn.

    Attributes:
        radius_px: vertical half axis.
        aspect: horizontal over vertical half axis.
        color: of the disc, red, green, blue.
        offset_px: of its centre from the hip.
        blur_px: length of the vertical motion blur.
        covered_share: share of its width that something in front of it covers, from its left.
        far_radius_px: vertical half axis of the other plate behind the body; 0 = hidden.
    """

    radius_px: float = 62.0
    aspect: float = 0.97
    color: tuple[int, int, int] = (30, 30, 34)
    offset_px: tuple[float, float] = (6.0, -18.0)
    blur_px: int = 0
    covered_share: float = 0.0
    far_radius_px: float = 0.0


def hips_px() -> FloatArray:
    """Shape (T, 2): two reps with pauses."""
    phase = np.linspace(0.0, 2.0, FRAME_COUNT, endpoint=False) % 1.0
    lift = np.interp(phase, [0.0, 0.15, 0.4, 0.6, 0.85, 1.0], [0.0, 0.0, 1.0, 1.0, 0.0, 0.0])
    return np.stack([320.0 + 4.0 * lift, 250.0 - TRAVEL_PX * lift], axis=1)


def plate_centers_px(plate: DrawnPlate) -> FloatArray:
    """Shape (T, 2): the near plate travels a little more than the hips."""
    hips = hips_px()
    return hips + np.array(plate.offset_px) + 0.12 * (hips - hips[0])


def joints_px(frame: int, jitter: FloatArray) -> FloatArray:
    """Shape (J, 2): shoulder on the bench, hip, knee and ankle, both sides alike."""
    hip = hips_px()[frame] + jitter
    places = {
        Part.SHOULDER: np.array([215.0, 190.0]),
        Part.HIP: hip,
        Part.KNEE: np.array([425.0, 185.0]),
        Part.ANKLE: np.array([430.0, 295.0]),
    }
    xy_px = np.full((JOINT_COUNT, 2), np.nan)
    for part, place in places.items():
        for side in Side:
            xy_px[part.on(side)] = place
    return xy_px


def draw(frame: int, plate: DrawnPlate | None, *, seed: int = 3) -> ByteArray:
    """One picture, shape (H, W, 3)."""
    picture = _room()
    xy_px = joints_px(frame, np.zeros(2))
    chain = [xy_px[part.on(Side.LEFT)] for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)]
    if plate is not None and plate.far_radius_px:
        center = hips_px()[frame] + np.array([-plate.offset_px[0] * 4.0, -45.0])
        _disc(picture, center, plate.far_radius_px, plate)
    for start, stop, shade in zip(chain, chain[1:], ((40, 90, 180), (60, 60, 60), (190, 150, 120)), strict=False):
        cv2.line(picture, _whole(start), _whole(stop), shade, 34, cv2.LINE_AA)
    if plate is not None:
        _draw_plate(picture, plate, plate_centers_px(plate)[frame])
    noise = np.random.default_rng(seed * 1000 + frame).normal(0.0, 3.0, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


def track(
    plate: DrawnPlate | None,
    *,
    hip_error_px: float = 6.0,
    seen: slice = slice(None),
    heaped: Callable[[int], bool] = lambda frame: False,
    astray: Callable[[int], bool] = lambda frame: False,
) -> PlateTrack | None:
    """What the finder makes of the whole set.

    Args:
        plate: as it is drawn; None = none.
        hip_error_px: how much the hips jitter.
        seen: frames with a pose.
        heaped: frames whose joints are all in one place.
        astray: frames whose hips are half a thigh towards the knees.
    """
    generator = np.random.default_rng(7)
    finder = PlateFinder()
    samples, estimates = [], []
    for frame in range(FRAME_COUNT):
        estimate = PoseEstimate.nobody()
        if frame in range(FRAME_COUNT)[seen]:
            jitter = generator.normal(0.0, hip_error_px, 2)
            xy_px = joints_px(frame, jitter + (np.array([60.0, 0.0]) if astray(frame) else 0.0))
            if heaped(frame):
                xy_px = xy_px[:1] + 0.08 * (xy_px - xy_px[:1])
            estimate = PoseEstimate(xy_px, np.ones(JOINT_COUNT), np.full((JOINT_COUNT, 3), np.nan))
        samples.append(finder.observe(Frame(frame, frame / 24.0, draw(frame, plate)), estimate))
        estimates.append(estimate)
    clock = FrameClock(np.arange(FRAME_COUNT) / 24.0)
    return finder.resolve(samples, LandmarkTrack.from_estimates(estimates), clock)


def _room() -> ByteArray:
    picture = np.full((HEIGHT_PX, WIDTH_PX, 3), 175, dtype=np.uint8)
    picture[250:] = 95
    for column in range(60, WIDTH_PX, 46):
        for row, radius in ((60, 16), (105, 12)):
            cv2.circle(picture, (column, row), radius, (25, 25, 25), -1, cv2.LINE_AA)
            cv2.circle(picture, (column, row), radius // 3, (120, 120, 120), -1, cv2.LINE_AA)
    cv2.circle(picture, (560, 210), 55, (160, 40, 40), -1, cv2.LINE_AA)
    cv2.circle(picture, (560, 210), 20, (90, 90, 90), -1, cv2.LINE_AA)
    cv2.rectangle(picture, (160, 205), (245, 240), (20, 20, 20), -1)
    cv2.rectangle(picture, (180, 240), (225, 300), (140, 110, 70), -1)
    return picture


def _draw_plate(picture: ByteArray, plate: DrawnPlate, center: FloatArray) -> None:
    steps = max(plate.blur_px, 1)
    blurred = np.zeros(picture.shape, dtype=np.float64)
    for step in range(steps):
        layer = picture.copy()
        _disc(layer, center + np.array([0.0, step - (steps - 1) / 2.0]), plate.radius_px, plate)
        blurred += layer / steps
    picture[:] = np.clip(blurred, 0, 255).astype(np.uint8)
    if plate.covered_share:
        left = center[0] - plate.radius_px * plate.aspect
        right = left + 2.0 * plate.radius_px * plate.aspect * plate.covered_share
        cv2.rectangle(
            picture, _whole(np.array([left - 40.0, 40.0])), _whole(np.array([right, 330.0])), (200, 190, 60), -1
        )


def _disc(picture: ByteArray, center: FloatArray, radius_px: float, plate: DrawnPlate) -> None:
    brighter = tuple(min(channel + 45, 255) for channel in plate.color)
    for share, color in ((1.0, plate.color), (0.8, brighter), (0.72, plate.color), (0.3, (150, 150, 150))):
        axes = _fixed(np.array([share * radius_px * plate.aspect, share * radius_px]))
        cv2.ellipse(picture, _fixed(center), axes, 0.0, 0.0, 360.0, color, -1, cv2.LINE_AA, _SHIFT)


_SHIFT = 4


def _fixed(point: FloatArray) -> tuple[int, int]:
    return round(float(point[0]) * 2**_SHIFT), round(float(point[1]) * 2**_SHIFT)


def _whole(point: FloatArray) -> tuple[int, int]:
    return round(float(point[0])), round(float(point[1]))
