"""Frames linked by the chain: joints and angles that agree over the clip, short losses bridged, doubts that know it."""

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part
from studio.signals.chain import fit_chain
from studio.signals.offset_model import Estimate, plane_angles
from studio.signals.posture import NEAR, Posture

CHAIN = [NEAR[part] for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)]
"""Where the chain's joints stand in the body plane."""

_UNKNOWN_UNREST = 1.0  # body lengths: as restless as can be
_SEGMENTS = 3  # trunk, thigh and shin turn with the chain; head and gaze do not
_LONGEST_BRIDGE_S = 1.0  # a rep's rise takes as long: beyond it nothing is known. Source: kb:b1, decision 0031
_BRIDGE_SD = 120.0  # degrees per second squared of time to the next seen frame: half of how fast a joint speeds up; DF


@dataclass(frozen=True, slots=True, eq=False)
class Linked:
    """Frames that agree with each other.

    Attributes:
        plane: shape (T, J, 2), as in `Estimate`, the near leg and trunk on the chain.
        angles_deg: shape (T, 5), as in `Estimate`.
        sd_deg: shape (T, 7): standard deviations of those, and of hip and knee.
        is_bridged: shape (T,), frames in which the near leg and trunk were not seen and follow from the others.
    """

    plane: FloatArray
    angles_deg: FloatArray
    sd_deg: FloatArray
    is_bridged: BoolArray


def linked_frames(times_s: FloatArray, estimate: Estimate, posture: Posture, is_active: BoolArray) -> Linked:
    """Put every frame's joints on the chain that fits the clip.

    Args:
        times_s: shape (T,), seconds.
        estimate: of the joints, frame by frame.
        posture: what it was made from.
        is_active: shape (T,), frames of the exercise, seen or not.
    """
    count = len(times_s)
    joints = estimate.plane[:, CHAIN]
    chain = fit_chain(times_s, joints, unit=posture.length_px, is_used=is_active)
    if chain is None:
        sd_deg = np.tile(estimate.sd_deg(_UNKNOWN_UNREST), (count, 1))
        return Linked(estimate.plane, estimate.angles_deg, sd_deg, np.zeros(count, dtype=np.bool_))
    is_seen = np.asarray(np.isfinite(joints).all(axis=(1, 2)))
    away_s = _seconds_to_the_next(times_s, is_seen)
    is_linked = np.isfinite(chain.joints).all(axis=(1, 2)) & is_active & (2.0 * away_s <= _LONGEST_BRIDGE_S)
    plane = estimate.plane.copy()
    plane[:, CHAIN] = np.where(is_linked[:, np.newaxis, np.newaxis], chain.joints, joints)
    turned = plane_angles(plane)[:, :_SEGMENTS]
    askew = estimate.angles_deg[:, :_SEGMENTS] - plane_angles(estimate.plane)[:, :_SEGMENTS]
    askew = np.mod(askew + 180.0, 360.0) - 180.0
    angles = estimate.angles_deg.copy()
    angles[:, :_SEGMENTS] = np.where(is_linked[:, np.newaxis], turned + _bridged(times_s, askew), angles[:, :_SEGMENTS])
    sd_deg = np.hypot(estimate.sd_deg(chain.unrest), (_BRIDGE_SD * away_s**2)[:, np.newaxis])
    return Linked(plane, angles, sd_deg, is_linked & ~is_seen)


def _seconds_to_the_next(times_s: FloatArray, is_seen: BoolArray) -> FloatArray:
    """Shape (T,): time to the nearest frame in which the whole chain was seen, before or after."""
    seen_s = times_s[is_seen]
    after = np.minimum(np.searchsorted(seen_s, times_s), len(seen_s) - 1)
    before = np.maximum(after - 1, 0)
    return np.asarray(np.minimum(np.abs(seen_s[after] - times_s), np.abs(times_s - seen_s[before])))


def _bridged(times_s: FloatArray, values: FloatArray) -> FloatArray:
    """Columns with their gaps bridged along straight lines."""
    known = np.isfinite(values).all(axis=1)
    return np.column_stack([np.interp(times_s, times_s[known], column[known]) for column in values.T])
