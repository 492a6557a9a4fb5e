"""What is kept of each frame to find the plate in: a small grey picture of the surroundings of the hips."""

from dataclasses import dataclass

import cv2
import numpy as np

from studio.core.arrays import ByteArray, FloatArray
from studio.core.body import Part, Side
from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate

UNIT_PX = 56.0
"""How many pixels of the kept picture the body's unit (its longest visible segment) spans."""

_REACH_X = 2.1
"""How far to the left and right of the hips the kept picture reaches, in units: the near plate of an oblique view
stands out by 1.5 units and has a radius of 0.6."""

_REACH_Y = 1.6
"""The same upwards and downwards."""

_NOBODY_SIDE_PX = 400
"""Longer side of the kept picture of a frame in which nobody was found, or a heap of joints that is no body."""

_LEAST_UNIT_SHARE = 0.06
"""A body that fills less of the longer side than this is a heap: behind a plate the pose model may see a whole
lifter on its hub. A lifter five metres away, filmed upright, still has a tenth."""

_JPEG_QUALITY = 70
"""Keeps a picture under 6 kB; edges stay where they are to a tenth of a pixel."""


@dataclass(frozen=True, slots=True)
class PlateSample:
    """The surroundings of the hips in one frame.

    Attributes:
        jpeg: the grey picture, compressed, so that a long clip fits into memory.
        origin_px: (x, y) of its outer top left corner in the frame, pixels.
        factor: how many pixels of the frame one of its pixels spans, (along x, along y).
    """

    jpeg: bytes
    origin_px: tuple[float, float]
    factor: tuple[float, float]


def take_sample(frame: Frame, pose: PoseEstimate) -> PlateSample:
    """Cut out and shrink what surrounds the hips; the whole frame where nobody was found."""
    height, width = frame.rgb.shape[:2]
    hip, unit_px = body_frame(pose.xy_px)
    if np.isfinite(hip).all() and unit_px > _LEAST_UNIT_SHARE * max(width, height):
        left, right = _span(float(hip[0]), _REACH_X * unit_px, width)
        top, bottom = _span(float(hip[1]), _REACH_Y * unit_px, height)
        shrink = max(unit_px / UNIT_PX, 1.0)
    else:
        left, right, top, bottom = 0, width, 0, height
        shrink = max(max(width, height) / _NOBODY_SIDE_PX, 1.0)
    grey = _dark_grey(frame.rgb[top:bottom, left:right])
    size = (max(round(grey.shape[1] / shrink), 1), max(round(grey.shape[0] / shrink), 1))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    _, jpeg = cv2.imencode(".jpg", small, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    return PlateSample(
        jpeg=jpeg.tobytes(),
        origin_px=(float(left), float(top)),
        factor=(grey.shape[1] / size[0], grey.shape[0] / size[1]),
    )


def open_sample(sample: PlateSample) -> ByteArray:
    """The kept picture, shape (h, w)."""
    picture = cv2.imdecode(np.frombuffer(sample.jpeg, np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None, "written by take_sample"
    return np.asarray(picture, dtype=np.uint8)


def _dark_grey(rgb: ByteArray) -> ByteArray:
    """Grey in which coloured plates are dark: half brightness, half the least of red, green and blue."""
    picture = np.ascontiguousarray(rgb)
    red, green, blue = cv2.split(picture)
    least = cv2.min(cv2.min(red, green), blue)
    return np.asarray(cv2.addWeighted(cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY), 0.5, least, 0.5, 0.0), dtype=np.uint8)


def body_frame(xy_px: FloatArray) -> tuple[FloatArray, float]:
    """Middle of the hips and the length of the longest of trunk, thigh and shin, both in pixels; NaN when unknown.

    The longest of the three is the one least foreshortened, whatever the view, and about the same on every body.

    Args:
        xy_px: shape (J, 2), landmarks of one frame.
    """
    middle = {part: _middle(xy_px, part) for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)}
    chain = np.array([middle[part] for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)])
    lengths = np.hypot(*np.diff(chain, axis=0).T)
    known = lengths[np.isfinite(lengths)]
    return middle[Part.HIP], float(known.max()) if known.size else float("nan")


def _middle(xy_px: FloatArray, part: Part) -> FloatArray:
    pair = xy_px[[part.on(Side.LEFT), part.on(Side.RIGHT)]]
    middle: FloatArray = pair.mean(axis=0)
    return middle


def _span(center_px: float, reach_px: float, size_px: int) -> tuple[int, int]:
    """Whole pixels from centre − reach to centre + reach inside the picture, at least two of them."""
    low = min(max(int(center_px - reach_px), 0), size_px - 2)
    high = max(min(int(center_px + reach_px) + 1, size_px), low + 2)
    return low, high
