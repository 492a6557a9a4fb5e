"""The angles of the lift, from points in the body's own plane.

All functions take points of shape (…, 2) in the *body plane*: x towards the feet, y up, any unit of length. They
return degrees and pass NaN through.

Source: kb:b4 (definitions of the measures).
"""

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Side

_NOSE_BELOW_EAR_EYE_PLANE_DEG = 12.0  # Source: kb:b4, M-GAZE


def to_body_plane(xy_px: FloatArray, facing: Side) -> FloatArray:
    """Turn picture coordinates (y down) into the body plane (x towards the feet, y up).

    Args:
        xy_px: shape (…, 2), pixels.
        facing: direction in the picture from the head to the feet.
    """
    sign = 1.0 if facing is Side.RIGHT else -1.0
    plane: FloatArray = xy_px * np.array([sign, -1.0])
    return plane


def to_picture(plane: FloatArray, facing: Side) -> FloatArray:
    """The way back from the body plane to picture coordinates, shape (…, 2)."""
    return to_body_plane(plane, facing)


def length(vectors: FloatArray) -> FloatArray:
    """Euclidean length along the last axis."""
    return np.asarray(np.hypot(vectors[..., 0], vectors[..., 1]))


def hip_angle_deg(shoulder: FloatArray, hip: FloatArray, knee: FloatArray) -> FloatArray:
    """Signed hip angle, 0…360: 180 straight, more when the hip is above the shoulder–knee line."""
    signed = np.degrees(_turn(knee - hip, shoulder - hip))
    return np.asarray(np.mod(signed + 360.0, 360.0))


def knee_angle_deg(hip: FloatArray, knee: FloatArray, ankle: FloatArray) -> FloatArray:
    """Included knee angle, 0…180."""
    return np.asarray(np.degrees(np.abs(_turn(hip - knee, ankle - knee))))


def trunk_inclination_deg(shoulder: FloatArray, hip: FloatArray) -> FloatArray:
    """Trunk above the horizontal, positive when the shoulder is higher than the hip."""
    trunk = shoulder - hip
    return np.asarray(np.degrees(np.arctan2(trunk[..., 1], np.abs(trunk[..., 0]))))


def thigh_inclination_deg(hip: FloatArray, knee: FloatArray) -> FloatArray:
    """Thigh above the horizontal, positive when the knee is higher than the hip."""
    thigh = knee - hip
    return np.asarray(np.degrees(np.arctan2(thigh[..., 1], np.abs(thigh[..., 0]))))


def shin_angle_deg(knee: FloatArray, ankle: FloatArray) -> FloatArray:
    """Shin from the vertical, positive when the ankle is beyond the knee (feet far away)."""
    shin = ankle - knee
    return np.asarray(np.degrees(np.arctan2(shin[..., 0], -shin[..., 1])))


def neck_angle_deg(shoulder: FloatArray, hip: FloatArray, ear: FloatArray) -> FloatArray:
    """Neck against the trunk, positive with the chin in, negative with the head back."""
    return np.asarray(-np.degrees(_turn(shoulder - hip, ear - shoulder)))


def gaze_pitch_deg(nose: FloatArray, ear: FloatArray) -> FloatArray:
    """Pitch of the face: 0 straight ahead over the feet, 90 to the ceiling."""
    face = nose - ear
    return np.asarray(np.degrees(np.arctan2(face[..., 1], face[..., 0])) + _NOSE_BELOW_EAR_EYE_PLANE_DEG)


def _turn(first: FloatArray, second: FloatArray) -> FloatArray:
    """Angle in radians that turns the first vector into the second, counter-clockwise positive."""
    cross = first[..., 0] * second[..., 1] - first[..., 1] * second[..., 0]
    dot = first[..., 0] * second[..., 0] + first[..., 1] * second[..., 1]
    return np.asarray(np.arctan2(cross, dot))
