"""Postures as numbers that do not depend on where, how large and which way round the body is in the picture.

Everything here works in the *body plane* (x towards the feet, y up) with the joints in the order nose, then near and
far of every paired part, so that left- and right-facing clips look the same.
"""

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import JOINT_COUNT, Joint, Part
from studio.core.observation import PlateTrack
from studio.signals import geometry
from studio.signals.filtering import fill_gaps, smooth
from studio.signals.orientation import Orientation

NOSE = 0
NEAR = {part: 1 + 2 * index for index, part in enumerate(Part)}
"""Position of the near joint of every part in that order; the far one follows it."""

_FREE_PARTS = (Part.EYE, Part.EAR, Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE, Part.HEEL, Part.TOE)
FREE_JOINTS = [NOSE, *(NEAR[part] + far for part in _FREE_PARTS for far in (0, 1))]
"""Joints that describe a posture, in the order of `joint_order`: no arms, they hold what they like."""

_PLATE_JOINTS = [
    NOSE,
    *(NEAR[part] for part in (Part.EYE, Part.EAR)),
    *(NEAR[Part.SHOULDER], NEAR[Part.SHOULDER] + 1),
    *(NEAR[part] for part in (Part.HIP, Part.KNEE, Part.ANKLE, Part.HEEL, Part.TOE)),
]
_CHAIN = (Part.SHOULDER, Part.HIP, Part.KNEE, Part.ANKLE)
_LOW_PERCENTILE, _HIGH_PERCENTILE = 20.0, 80.0  # of the height: what counts as the bottom and the top of a set
_BELIEVABLE_SHARES = (0.2, 0.5)  # of shoulder–hip–knee–ankle; people have 0.37, 0.31 and 0.32. Source: kb:b1
_PLATE_UNITS = 1.6  # plate diameters that make about one body: shoulder to ankle along the limbs
_PLATE_CUTOFF_HZ = 6.0  # Source: kb:b1
_LONGEST_PLATE_GAP_S = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Posture:
    """A clip's landmarks in the body plane.

    Attributes:
        plane: shape (T, J, 2), joints ordered nose, near, far, near, far…; pixels; NaN where nobody was found.
        is_active: shape (T,), frames of the exercise in which somebody was found.
        length_px: shoulder–hip–knee–ankle along the limbs, median over the exercise.
    """

    plane: FloatArray
    is_active: BoolArray
    length_px: float

    def near(self, part: Part) -> FloatArray:
        """Course of a near joint, shape (T, 2)."""
        course: FloatArray = self.plane[:, NEAR[part]]
        return course

    def middle(self, part: Part) -> FloatArray:
        """Course of the middle between near and far joint, shape (T, 2)."""
        course: FloatArray = 0.5 * (self.plane[:, NEAR[part]] + self.plane[:, NEAR[part] + 1])
        return course


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What an expert sees of every frame.

    Attributes:
        rows: shape (T, n); NaN where the frame cannot be described.
        origin: shape (T, 2), body plane, pixels: where the expert's coordinates start.
        unit_px: the expert's unit of length.
    """

    rows: FloatArray
    origin: FloatArray
    unit_px: float


def joint_order(orientation: Orientation) -> list[int]:
    """Indices of the joints in the order nose, near, far, near, far and so on."""
    near = orientation.near_side
    return [Joint.NOSE, *(joint for part in Part for joint in (part.on(near), part.on(near.other)))]


def posture_of(xy_px: FloatArray, orientation: Orientation, is_active: BoolArray) -> Posture:
    """Turn a clip's landmarks, shape (T, J, 2) in pixels, into the body plane."""
    plane = geometry.to_body_plane(xy_px, orientation.facing)[:, joint_order(orientation)]
    active = is_active & np.isfinite(plane[:, NOSE, 0])
    chain = plane[:, [NEAR[part] for part in _CHAIN]]
    lengths = np.sum(geometry.length(np.diff(chain, axis=1)), axis=1)[active]
    return Posture(plane, active, float(np.median(lengths)) if lengths.size else float("nan"))


def to_pixels(plane: FloatArray, orientation: Orientation) -> FloatArray:
    """The way back from the body plane to the picture, shape (T, J, 2)."""
    xy_px = np.empty_like(plane)
    xy_px[:, joint_order(orientation)] = geometry.to_picture(plane, orientation.facing)
    return xy_px


def plausible_frames(posture: Posture) -> BoolArray:
    """Shape (T,): frames of the exercise in which trunk, thigh and shin have believable shares of the body's length.

    Behind plates the pose model often loses the legs; what it says there about left and right means nothing.
    """
    chain = posture.plane[:, [NEAR[part] for part in _CHAIN]]
    lengths = geometry.length(np.diff(chain, axis=1))
    with np.errstate(invalid="ignore"):
        shares = lengths / np.sum(lengths, axis=1, keepdims=True)
        is_believable = ((shares > _BELIEVABLE_SHARES[0]) & (shares < _BELIEVABLE_SHARES[1])).all(axis=1)
    return np.asarray(posture.is_active & is_believable)


def lying_frames(posture: Posture) -> BoolArray:
    """Shape (T,): believable frames in which the body lies the right way: shoulder, hip, knee in a row, foot below."""
    shoulder, hip, knee, ankle = (posture.near(part) for part in _CHAIN)
    with np.errstate(invalid="ignore"):
        is_in_order = (shoulder[:, 0] < hip[:, 0]) & (hip[:, 0] < knee[:, 0]) & (ankle[:, 1] < knee[:, 1])
    return plausible_frames(posture) & is_in_order


def free_features(posture: Posture) -> Features:
    """Describe every frame by all joints but the arms, and by how the body looks at the set's bottom and top."""
    rows = joint_rows(posture)
    context = _bottom_and_top(rows, posture.near(Part.HIP)[:, 1], posture.is_active)
    return Features(np.concatenate([rows, context], axis=1), _middle(posture), posture.length_px)


def joint_rows(posture: Posture) -> FloatArray:
    """All joints but the arms about the middle of the body, in body lengths, shape (T, n)."""
    joints = posture.plane[:, FREE_JOINTS] - _middle(posture)[:, np.newaxis]
    return np.asarray(joints.reshape(len(joints), -1) / posture.length_px)


def _middle(posture: Posture) -> FloatArray:
    """Middle of shoulder, hip and knee, shape (T, 2)."""
    return np.asarray(np.mean([posture.near(part) for part in (Part.SHOULDER, Part.HIP, Part.KNEE)], axis=0))


def plate_features(posture: Posture, plate: FloatArray, diameter_px: float) -> Features:
    """Describe every frame by the plate and the joints around it; the plate is the unit and the origin.

    Frames without a person are described by what the body does at the same height of the bar elsewhere in the clip.

    Args:
        posture: of the clip.
        plate: shape (T, 2), centre of the plate in the body plane, pixels.
        diameter_px: of the plate.
    """
    unit_px = _PLATE_UNITS * diameter_px
    active = posture.is_active & np.isfinite(plate[:, 0])
    middle = np.median(plate[active], axis=0) if active.any() else np.full(2, np.nan)
    joints = (posture.plane[:, _PLATE_JOINTS] - plate[:, np.newaxis]).reshape(len(plate), -1) / unit_px
    height = plate[:, 1] / unit_px
    joints = _fill_by_height(joints, height, active)
    still = [NEAR[part] for part in (Part.HEEL, Part.TOE, Part.ANKLE, Part.SHOULDER, Part.EAR)]
    rest = np.median(posture.plane[active][:, still], axis=0) if active.any() else np.full((5, 2), np.nan)
    place = np.tile(((rest - middle) / unit_px).ravel(), (len(plate), 1))
    context = _bottom_and_top(joints, height, active)
    rows = np.concatenate([(plate - middle) / unit_px, joints, place, context], axis=1)
    return Features(rows, plate, unit_px)


def plate_course(plate: PlateTrack, times_s: FloatArray, orientation: Orientation) -> tuple[FloatArray, float]:
    """Smoothed course of the plate in the body plane, shape (T, 2), and its diameter in pixels."""
    center = fill_gaps(times_s, plate.center_px, longest_gap_s=_LONGEST_PLATE_GAP_S)
    center = smooth(times_s, center, cutoff_hz=_PLATE_CUTOFF_HZ)
    return geometry.to_body_plane(center, orientation.facing), float(np.nanmedian(plate.diameter_px))


def _bottom_and_top(rows: FloatArray, height: FloatArray, active: BoolArray) -> FloatArray:
    """What the rows look like at the bottom and at the top of the set, the same for all frames, shape (T, 2 n)."""
    if not active.any():
        return np.full((len(rows), 2 * rows.shape[1]), np.nan)
    low, high = np.percentile(height[active], [_LOW_PERCENTILE, _HIGH_PERCENTILE])
    with np.errstate(invalid="ignore"):
        ends = (active & (height <= low), active & (height >= high))
    return np.tile(np.concatenate([np.median(rows[end], axis=0) for end in ends]), (len(rows), 1))


def _fill_by_height(rows: FloatArray, height: FloatArray, active: BoolArray) -> FloatArray:
    """Fill missing rows by those of the frames at the same height: the closed chain moves along one path.

    The weight of a frame falls with its distance in height over about a tenth of the range.
    """
    missing = np.isfinite(height) & ~np.isfinite(rows).all(axis=1)
    if not missing.any() or not active.any():
        return rows
    known = np.flatnonzero(active & np.isfinite(rows).all(axis=1))
    width = max(0.1 * float(np.ptp(height[known])), 1e-3)
    distance = (height[missing][:, np.newaxis] - height[known]) / width
    distance -= np.min(np.abs(distance), axis=1, keepdims=True) * np.sign(distance)
    weight = np.exp(-0.5 * distance**2)
    filled = rows.copy()
    filled[missing] = (weight @ rows[known]) / weight.sum(axis=1, keepdims=True)
    return filled


assert len(NEAR) * 2 + 1 == JOINT_COUNT
