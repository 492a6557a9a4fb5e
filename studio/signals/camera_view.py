"""Where the camera stands, seen from the athlete."""

from math import asin, degrees, isfinite, nan, sqrt

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.capture import View

SIDE_LIMIT_DEG = 28.0  # Source: kb:c4 (oblique above 25 degrees), decision 0099
_TILT_DEG = 10.0  # what camera height and noise add at right angles to the yaw. Source: decision 0033
_PLATES_ADD_DEG = 13.0  # what large plates add. Source: decisions 0033 and 0099
_FURTHEST_BEHIND_PLATES_DEG = 60.0  # from further off the near plate stands beside the hip. Source: decision 0129
_NEAR_END_M = 0.70  # from the mid-line to the outer face of the near plate. Source: kb:part0
_LARGE_PLATE_M = 0.40  # between the 0.35 and 0.45 m that hide a hip
_DRAWN_SHARE = 0.79  # of that distance: the pose model draws hidden hips towards the plate. Source: decision 0128
_BEFORE_HIP = 0.11  # diameters by which the plate lies nearer to the feet than the hip joint. Source: decision 0128
_GIRDLES = (Part.HIP, Part.SHOULDER)
_DOUBT_BY_YAW = ((20.0, 30.0, 65.0, 80.0), (1.0, 2.0, 2.0, 4.0))  # degrees, factors. Source: decision 0032
FRONT_LIMIT_DEG = 65.0  # beyond this the thighs point at the camera; DF


def yaw_of(world_m: FloatArray, visibility: FloatArray, *, behind_plates: bool = False) -> float:
    """Angle of the camera off the perpendicular to the body's long axis: 0 = side, 90 = from the feet or the head.

    The line between the left and the right hip and shoulder points at the camera in a side view and across the
    picture in a front view. Depth of a single frame is weak, so the median over the clip is taken.

    Args:
        world_m: shape (T, J, 3), the model's metric landmarks, z away from the camera.
        visibility: shape (T, J); the better seen half of the frames counts.
        behind_plates: a large plate hides the hip, as it does from the side only; the model then pulls the sides of
            the legs apart.

    Returns:
        Degrees, 0…90; NaN when the model gave no metric landmarks.
    Source: kb:b4 (M-YAW, quality only).
    """
    hips, shoulders = (world_m[:, part.on(Side.RIGHT)] - world_m[:, part.on(Side.LEFT)] for part in _GIRDLES)
    across = hips + shoulders
    known = np.isfinite(across).all(axis=1)
    if not np.any(known):
        return float("nan")
    seen = visibility.mean(axis=1)
    known &= seen >= np.median(seen[known])
    sideways = np.hypot(across[known, 0], across[known, 1])
    apparent_deg = float(np.median(np.degrees(np.arctan2(sideways, np.abs(across[known, 2])))))
    apparent_deg -= _PLATES_ADD_DEG if behind_plates else 0.0
    yaw_deg = sqrt(max(apparent_deg, 0.0) ** 2 - min(max(apparent_deg, 0.0), _TILT_DEG) ** 2)
    return min(yaw_deg, _FURTHEST_BEHIND_PLATES_DEG) if behind_plates else yaw_deg


def yaw_by_plate(plate: FloatArray, hips: FloatArray, *, diameter_px: float, diameter_m: float = nan) -> float:
    """The same behind a large plate: its near end stands out towards the camera, and so beside the hips when askew.

    Args:
        plate: shape (T, 2), centre in the body plane, pixels.
        hips: shape (T, 2), middle of both hips as the pose model sees them, pixels.
        diameter_px: of the plate.
        diameter_m: of the plate, when it is known.

    Returns:
        Degrees, 0…90; NaN where plate and hips are never seen together.
    """
    beside = (plate[:, 0] - hips[:, 0]) / diameter_px
    known = beside[np.isfinite(beside)]
    if not known.size:
        return nan
    size_m = diameter_m if isfinite(diameter_m) else _LARGE_PLATE_M
    sine = abs(_BEFORE_HIP - float(np.median(known))) * size_m / (_DRAWN_SHARE * _NEAR_END_M)
    return degrees(asin(min(sine, 1.0)))


def doubt_factor(yaw_deg: float) -> float:
    """How many times the doubt of a side view an angle has that a camera askew sees; an unknown yaw counts as side."""
    return float(np.interp(yaw_deg, *_DOUBT_BY_YAW)) if isfinite(yaw_deg) else 1.0


def view_of(yaw_deg: float) -> View:
    """Side, oblique or front; an unknown yaw counts as side, which the grade then mentions."""
    if not yaw_deg > SIDE_LIMIT_DEG:
        return View.SIDE
    return View.OBLIQUE if yaw_deg < FRONT_LIMIT_DEG else View.FRONT
