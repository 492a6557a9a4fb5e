"""What was seen in a clip before anything is concluded from it: the slow half of an analysis, kept for the fast."""

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray, frozen_array
from studio.core.body import JOINT_COUNT
from studio.core.landmarks import LandmarkTrack
from studio.core.time import FrameClock


@dataclass(frozen=True, slots=True, eq=False)
class Outlines:
    """The person's outline in every frame, as polygons, so that the masks themselves need not be kept.

    Attributes:
        points_px: shape (N, 2), the corners of all polygons behind one another, pixels of the frame.
        starts: shape (T + 1,), polygon of frame i is points_px[starts[i]:starts[i + 1]]; empty when there is none.
    """

    points_px: FloatArray
    starts: np.ndarray[tuple[int], np.dtype[np.int64]]

    def __post_init__(self) -> None:
        object.__setattr__(self, "points_px", frozen_array(self.points_px, name="points_px", shape=(None, 2)))
        object.__setattr__(self, "starts", frozen_array(self.starts, name="starts", shape=(None,), dtype=np.int64))

    @property
    def frame_count(self) -> int:
        """How many frames there are."""
        return len(self.starts) - 1

    def polygon(self, index: int) -> FloatArray:
        """Outline of one frame, shape (n, 2), pixels; n = 0 when the frame has none."""
        corners: FloatArray = self.points_px[self.starts[index] : self.starts[index + 1]]
        return corners

    @classmethod
    def from_polygons(cls, polygons: "list[FloatArray]") -> "Outlines":
        """Pack one polygon per frame."""
        starts = np.concatenate([[0], np.cumsum([len(polygon) for polygon in polygons])]).astype(np.int64)
        stacked = np.concatenate([*polygons, np.empty((0, 2))]) if polygons else np.empty((0, 2))
        return cls(points_px=stacked, starts=starts)


@dataclass(frozen=True, slots=True, eq=False)
class PlateTrack:
    """The plate (or bar end) nearest to the camera over the clip.

    Attributes:
        center_px: shape (T, 2), pixels; NaN where it is not seen.
        diameter_px: shape (T,), the longer axis of its ellipse, pixels.
        confidence: shape (T,), 0…1.
    """

    center_px: FloatArray
    diameter_px: FloatArray
    confidence: FloatArray

    def __post_init__(self) -> None:
        count = len(self.center_px)
        object.__setattr__(self, "center_px", frozen_array(self.center_px, name="center_px", shape=(count, 2)))
        object.__setattr__(self, "diameter_px", frozen_array(self.diameter_px, name="diameter_px", shape=(count,)))
        object.__setattr__(self, "confidence", frozen_array(self.confidence, name="confidence", shape=(count,)))


@dataclass(frozen=True, slots=True, eq=False)
class Observation:
    """Everything that was seen, frame by frame.

    Attributes:
        clock: presentation times of the T frames that decoded.
        width_px: width of the frames.
        height_px: height of the frames.
        landmarks: the pose model's landmarks, uncorrected.
        outlines: the person's outline, or None when no masks were made.
        plate: the tracked plate, or None when there is none.
        notes: sentences for the coach about what went wrong while looking, such as a tail that did not decode.
    """

    clock: FrameClock
    width_px: int
    height_px: int
    landmarks: LandmarkTrack
    outlines: Outlines | None = None
    plate: PlateTrack | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.landmarks.frame_count != self.clock.frame_count:
            raise ValueError("one row of landmarks per frame")


@dataclass(frozen=True, slots=True)
class Correction:
    """A joint that the coach put in its place on one frame.

    Attributes:
        frame_index: the frame.
        joint: index of the joint.
        xy_px: shape (2,), pixels.
    """

    frame_index: int
    joint: int
    xy_px: tuple[float, float]

    def __post_init__(self) -> None:
        if not 0 <= self.joint < JOINT_COUNT:
            raise ValueError(f"no joint {self.joint}")
