"""Where the joints are, per frame and over a clip, and how each position came to be."""

from dataclasses import dataclass
from enum import IntEnum, unique
from typing import Any

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import ByteArray, FloatArray, frozen_array
from studio.core.body import JOINT_COUNT, Joint


@unique
class LandmarkSource(IntEnum):
    """How a landmark got its position."""

    MISSING = 0
    DETECTED = 1
    FILLED = 2
    DERIVED = 3
    CORRECTED = 4


@dataclass(frozen=True, slots=True, eq=False)
class PoseEstimate:
    """What the pose model says about one frame. All NaN and no mask when it found nobody.

    Attributes:
        xy_px: shape (J, 2), pixels, x to the right, y down.
        visibility: shape (J,), 0…1, the model's own opinion (it does not notice plates in front of a joint).
        world_m: shape (J, 3), metres, origin between the hips; depth is weak, good for the camera's yaw only.
        mask: shape (h, w), 8 bit, 255 = person, possibly smaller than the frame; None when the model gave none.
        is_filled: whether nobody looked at this frame: it was filled from the looks before and after it.
    """

    xy_px: FloatArray
    visibility: FloatArray
    world_m: FloatArray
    mask: ByteArray | None = None
    is_filled: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "xy_px", frozen_array(self.xy_px, name="xy_px", shape=(JOINT_COUNT, 2)))
        object.__setattr__(self, "visibility", frozen_array(self.visibility, name="visibility", shape=(JOINT_COUNT,)))
        object.__setattr__(self, "world_m", frozen_array(self.world_m, name="world_m", shape=(JOINT_COUNT, 3)))

    @property
    def has_person(self) -> bool:
        """Whether anybody was found."""
        return bool(np.isfinite(self.xy_px).any())

    @classmethod
    def nobody(cls) -> "PoseEstimate":
        """The estimate for a frame in which nobody was found."""
        return cls(
            xy_px=np.full((JOINT_COUNT, 2), np.nan),
            visibility=np.zeros(JOINT_COUNT),
            world_m=np.full((JOINT_COUNT, 3), np.nan),
        )


@dataclass(frozen=True, slots=True, eq=False)
class LandmarkTrack:
    """Landmarks of one person over a whole clip.

    Attributes:
        xy_px: shape (T, J, 2), pixels, x to the right, y down; NaN where unknown.
        visibility: shape (T, J), 0…1.
        source: shape (T, J), values of LandmarkSource.
        world_m: shape (T, J, 3), metres, or NaN; see PoseEstimate.
    """

    xy_px: FloatArray
    visibility: FloatArray
    source: NDArray[np.uint8]
    world_m: FloatArray

    def __post_init__(self) -> None:
        count = len(self.xy_px)
        checks: tuple[tuple[str, tuple[int | None, ...], Any], ...] = (
            ("xy_px", (count, JOINT_COUNT, 2), np.float64),
            ("visibility", (count, JOINT_COUNT), np.float64),
            ("source", (count, JOINT_COUNT), np.uint8),
            ("world_m", (count, JOINT_COUNT, 3), np.float64),
        )
        for name, shape, dtype in checks:
            frozen = frozen_array(getattr(self, name), name=name, shape=shape, dtype=dtype)
            object.__setattr__(self, name, frozen)

    @property
    def frame_count(self) -> int:
        """How many frames the track covers."""
        return len(self.xy_px)

    @property
    def has_person(self) -> NDArray[np.bool_]:
        """Shape (T,): whether any joint is known in the frame."""
        return np.asarray(np.isfinite(self.xy_px[..., 0]).any(axis=1))

    def of(self, joint: Joint) -> FloatArray:
        """Course of one joint, shape (T, 2), pixels."""
        course: FloatArray = self.xy_px[:, joint]
        return course

    @classmethod
    def from_estimates(cls, estimates: "list[PoseEstimate] | tuple[PoseEstimate, ...]") -> "LandmarkTrack":
        """Stack per-frame estimates; frames without a person stay NaN."""
        count = len(estimates)
        xy_px = np.full((count, JOINT_COUNT, 2), np.nan)
        visibility = np.zeros((count, JOINT_COUNT))
        world_m = np.full((count, JOINT_COUNT, 3), np.nan)
        for index, estimate in enumerate(estimates):
            xy_px[index] = estimate.xy_px
            visibility[index] = estimate.visibility
            world_m[index] = estimate.world_m
        is_known = np.isfinite(xy_px[..., 0])
        source = np.where(is_known, LandmarkSource.DETECTED, LandmarkSource.MISSING).astype(np.uint8)
        is_filled = np.array([estimate.is_filled for estimate in estimates], dtype=np.bool_)
        source[is_known & is_filled[:, np.newaxis]] = LandmarkSource.FILLED
        return cls(xy_px=xy_px, visibility=visibility, source=source, world_m=world_m)
