"""What is left of the doubt of an angle whose joints the coach has put in their place.

An angle is in doubt because its joints are. How much each joint has to do with it is how far the angle turns when the
joint moves; a joint that a hand has set has the hand's doubt instead of the pose model's, one that follows by a carried
correction has a part of it. Source: decision 0045.
"""

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.signals.offset_model import plane_angles
from studio.signals.posture import NEAR, NOSE

_HAND_SD = {Part.SHOULDER: 0.04, Part.HIP: 0.045, Part.KNEE: 0.025, Part.ANKLE: 0.025, Part.EAR: 0.04}
"""How far off a hand sets a joint, along each axis, thigh lengths. Source: decision 0045."""

_NOSE_SD = 0.04  # as the ear's
_PICTURE_SD_DEG = np.array([1.1, 2.6, 2.0, 4.1, 1.8, 3.7, 1.4])
"""How far off the seven angles are when every joint of the near side is right in the picture. Source: decision 0045."""

_STEP = 0.01  # thigh lengths: how far a joint is moved to see what the angles make of it


def narrowed_by_hand(
    sd_deg: FloatArray, plane: FloatArray, known: FloatArray, *, thigh_px: float, joint_share: FloatArray
) -> FloatArray:
    """Give the joints that the coach set the doubt of a hand; no doubt becomes larger than it was.

    Args:
        sd_deg: shape (T, 7), of trunk, thigh, shin, neck, gaze, hip and knee before anything was set.
        plane: shape (T, J, 2), body plane, pixels, joints in the order of `Posture`.
        known: shape (T, J), the same order: 1 = set by hand, 0 = nothing said, between them what was carried there.
        thigh_px: the unit of a hand's doubt.
        joint_share: shape (7,), share of the variance that comes from where the joints are; a hand on the picture can
            say nothing about the rest, which is where the camera stands.

    Returns:
        Shape (T, 7); unchanged where a joint of the angle is not seen.
    """
    places = [(NOSE, _NOSE_SD), *((NEAR[part], sd) for part, sd in _HAND_SD.items())]
    joints, hand_sd = [joint for joint, _ in places], np.array([sd for _, sd in places])
    slopes = _slopes(plane, joints, thigh_px)
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = slopes**2 / np.sum(slopes**2, axis=2, keepdims=True)
        from_joints = joint_share * sd_deg**2
        by_model = shares * from_joints[:, :, np.newaxis]
        in_picture = shares * _PICTURE_SD_DEG[:, np.newaxis] ** 2
        by_hand = np.minimum((slopes * hand_sd) ** 2 + in_picture, by_model)
        gained = np.sum(known[:, np.newaxis, joints] * (by_model - by_hand), axis=2)
        narrowed = np.sqrt(np.maximum(sd_deg**2 - gained, 0.0))
    return np.asarray(np.where(np.isfinite(narrowed), narrowed, sd_deg))


def _slopes(plane: FloatArray, joints: list[int], thigh_px: float) -> FloatArray:
    """How far each of the seven angles turns per thigh length that a joint moves, degrees, shape (T, 7, n)."""
    step_px = _STEP * thigh_px
    here = plane_angles(plane)
    slopes = np.empty((len(plane), 7, len(joints)))
    for column, joint in enumerate(joints):
        along = []
        for axis in range(2):
            moved = plane.copy()
            moved[:, joint, axis] += step_px
            turned = np.mod(plane_angles(moved) - here + 180.0, 360.0) - 180.0
            trunk, thigh, shin = turned[:, 0], turned[:, 1], turned[:, 2]
            along.append(np.column_stack([turned, trunk + thigh, shin - thigh]) / _STEP)
        slopes[:, :, column] = np.hypot(*along)
    return slopes
