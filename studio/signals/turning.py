"""A lift filmed from half the front, turned back to where it would be seen at right angles.

A camera off the side sees the plane of the movement foreshortened along the line that joins the body's two sides, and
the near side in front of it. The middle between left and right lies in that plane, wherever the camera stands; pulled
out along that line by what the yaw takes away, it shows the angles as the side view would. Source: decision 0099.
"""

from dataclasses import dataclass
from math import atan, cos, degrees, radians, sin, tan

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.signals.geometry import length
from studio.signals.offset_model import Estimate, plane_angles
from studio.signals.posture import NEAR, Posture
from studio.signals.sagittal import PLAIN_SD_DEG

_PAIRS = [NEAR[part] for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)]
_YAW_SD_DEG = 7.0  # of a yaw told by the pose model's depth. Source: decision 0099
_HEIGHT_SD_DEG = 8.0  # how far a camera looks down or up; DF: 0.5 m at 3.5 m
_CALM_UNREST = 0.06  # body lengths: what is pulled out, jitter too; such a clip was 7° off. Source: decision 0099
_LARGEST_YAW_DEG = 65.0  # from there on hardly anything is left to pull out
_HEAD_FACTOR = np.array([1.0, 1.0, 1.0, 2.0, 2.0, 1.0, 1.0])  # a head turns on its own. Source: decision 0032
_LEANS = np.array([1.0, 1.0, 1.0, 0.0, 1.0, 0.0, 0.0])  # what a camera's height leans in such a view: all but bends


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A lift as a camera at right angles would see it.

    Attributes:
        estimate: joints and angles; both joints of a pair lie in the middle between them.
        pull: shape (2, 2), what takes the picture's plane there.
        posture: what was seen in the picture.
    """

    estimate: Estimate
    pull: FloatArray
    posture: Posture

    def shown(self, plane: FloatArray) -> FloatArray:
        """Put shoulder, hip, knee and ankle of the near side where the picture shows them, shape (T, J, 2).

        A joint keeps its distance from the middle: the line between the body's sides does not move with the lift.

        Args:
            plane: shape (T, J, 2), of the turned lift.
        """
        seen = self.posture.plane
        middle = _middle(seen)
        back = plane @ np.linalg.inv(self.pull)
        shown = seen.copy()
        for joint in _PAIRS:
            aside = np.nanmedian((seen - middle)[self.posture.is_active, joint], axis=0)
            shown[:, joint] = back[:, joint] + aside
        return shown

    def of_middle(self, shift: FloatArray) -> FloatArray:
        """How far the middles of the turned lift move when joints of one side do, any shape (…, 2)."""
        return np.asarray(0.5 * shift @ self.pull)


def turned(posture: Posture, yaw_deg: float) -> Turn | None:
    """Turn a lift back to the side.

    None where the body's sides lie above one another instead of side by side: then the camera looks down, or the far
    side is guessed.

    Args:
        posture: of the clip.
        yaw_deg: of the camera, off the side.
    """
    across = _across(posture)
    if across is None:
        return None
    middle = _middle(posture.plane)
    pull, less, more = (_pull(across, yaw_deg + off_deg) for off_deg in (0.0, -_YAW_SD_DEG, _YAW_SD_DEG))
    ends = [_seven(plane_angles(middle[posture.is_active] @ one)) for one in (less, more)]
    from_yaw = 0.5 * np.nanmedian(np.abs(np.mod(ends[1] - ends[0] + 180.0, 360.0) - 180.0), axis=0)
    from_height = _LEANS * degrees(atan(sin(radians(_HEIGHT_SD_DEG)) * tan(radians(min(yaw_deg, _LARGEST_YAW_DEG)))))
    seen = Estimate.as_seen(posture)
    estimate = Estimate(
        plane=middle @ pull,
        angles_deg=plane_angles(middle @ pull),
        strength=seen.strength,
        doubt=seen.doubt,
        distance=seen.distance,
        plain_sd_deg=np.hypot(_HEAD_FACTOR * PLAIN_SD_DEG, np.hypot(from_yaw, from_height)),
        calm_unrest=_CALM_UNREST,
    )
    return Turn(estimate, pull, posture)


def _across(posture: Posture) -> FloatArray | None:
    """Direction in the picture from the near to the far side, of length 1, shape (2,)."""
    seen = posture.plane[posture.is_active]
    gaps = (seen[:, [joint + 1 for joint in _PAIRS]] - seen[:, _PAIRS]).reshape(-1, 2)
    gaps = gaps[np.isfinite(gaps).all(axis=1)]
    if not gaps.size:
        return None
    across = np.median(gaps, axis=0)
    return across / length(across) if abs(across[0]) > abs(across[1]) else None


def _middle(plane: FloatArray) -> FloatArray:
    """Both joints of every pair moved half-way between them, shape (T, J, 2)."""
    middle = plane.copy()
    for near in NEAR.values():
        middle[:, near : near + 2] = np.mean(plane[:, near : near + 2], axis=1, keepdims=True)
    return middle


def _pull(across: FloatArray, yaw_deg: float) -> FloatArray:
    """What pulls out along a direction what a yaw foreshortens, shape (2, 2)."""
    more = 1.0 / cos(radians(min(max(yaw_deg, 0.0), _LARGEST_YAW_DEG))) - 1.0
    return np.asarray(np.eye(2) + more * np.outer(across, across))


def _seven(five: FloatArray) -> FloatArray:
    """What hip and knee change by appended to the segments, shape (T, 7)."""
    return np.column_stack([five, -five[:, 0] - five[:, 1], five[:, 2] - five[:, 1]])
