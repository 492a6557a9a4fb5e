"""An engine that plays back what was recorded, for tests that are not about the pose model."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np

from studio.core.arrays import ByteArray, FloatArray
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import Outlines
from studio.core.ports import PoseEngine

_PERSON = 255
_FORMAT = "lockout/recording/1"
_MASK_LEVEL = 127


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """What an engine said about the frames of a clip.

    Attributes:
        track: landmarks, in pixels of frames as wide as `width_px`.
        width_px: width of the frames that the recording was made on.
        outlines: the person in each frame, in the same pixels, or None when there were no masks.
    """

    track: LandmarkTrack
    width_px: int
    outlines: Outlines | None = None

    def save(self, path: Path) -> None:
        """Write the recording as a compressed numpy archive."""
        outlines = self.outlines or Outlines.from_polygons([])
        with path.open("wb") as file:
            np.savez_compressed(
                file,
                format=np.array(_FORMAT),
                width_px=np.array(self.width_px),
                xy_px=self.track.xy_px.astype(np.float32),
                visibility=self.track.visibility.astype(np.float32),
                source=self.track.source,
                world_m=self.track.world_m.astype(np.float32),
                points_px=outlines.points_px.astype(np.float32),
                starts=outlines.starts,
            )

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a recording.

        Raises:
            ValueError: the file is no recording, or one of another version.
        """
        with np.load(path, allow_pickle=False) as file:
            if "format" not in file or str(file["format"]) != _FORMAT:
                raise ValueError(f"{path.name} is no recording of this version")
            track = LandmarkTrack(file["xy_px"], file["visibility"], file["source"], file["world_m"])
            outlines = Outlines(file["points_px"], file["starts"])
            has_outlines = outlines.frame_count > 0
            return cls(track=track, width_px=int(file["width_px"]), outlines=outlines if has_outlines else None)


def record(engine: PoseEngine, frames: Iterable[Frame]) -> Recording:
    """Run an open engine over frames, as one chunk, and keep what it says.

    Raises:
        ValueError: there are no frames.
    """
    engine.begin_chunk()
    estimates: list[PoseEstimate] = []
    polygons: list[FloatArray] = []
    width_px = 0
    for frame in frames:
        estimate = engine.estimate(frame)
        height_px, width_px = frame.rgb.shape[:2]
        estimates.append(PoseEstimate(estimate.xy_px, estimate.visibility, estimate.world_m))
        polygons.append(_outline(estimate.mask, (width_px, height_px)))
    if not estimates:
        raise ValueError("nothing to record")
    has_masks = any(len(polygon) for polygon in polygons)
    return Recording(
        track=LandmarkTrack.from_estimates(estimates),
        width_px=width_px,
        outlines=Outlines.from_polygons(polygons) if has_masks else None,
    )


class ReplayEngine:
    """Gives each frame the landmarks of a recorded track; frames beyond its end show nobody.

    Args:
        track: the recording, in pixels of frames as wide as `width_px`.
        width_px: width of the frames that the recording was made on.
        outlines: the person in each frame, drawn as its mask; None gives no masks.
    """

    name = "replay"
    model_sha256 = "0" * 64
    warm_up_frames = 0

    def __init__(self, track: LandmarkTrack, *, width_px: int, outlines: Outlines | None = None) -> None:
        self._track = track
        self._width_px = width_px
        self._outlines = outlines

    @classmethod
    def of(cls, recording: Recording) -> Self:
        """Play back a recording."""
        return cls(recording.track, width_px=recording.width_px, outlines=recording.outlines)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def begin_chunk(self) -> None:
        """Nothing to forget."""

    def estimate(self, frame: Frame) -> PoseEstimate:
        """The recorded landmarks of this frame, scaled to its size."""
        if frame.index >= self._track.frame_count:
            return PoseEstimate.nobody()
        scale = frame.rgb.shape[1] / self._width_px
        return PoseEstimate(
            xy_px=self._track.xy_px[frame.index] * scale,
            visibility=self._track.visibility[frame.index],
            world_m=self._track.world_m[frame.index],
            mask=self._mask(frame, scale),
        )

    def _mask(self, frame: Frame, scale: float) -> ByteArray | None:
        if self._outlines is None or frame.index >= self._outlines.frame_count:
            return None
        polygon = self._outlines.polygon(frame.index) * scale
        mask: ByteArray = np.zeros(frame.rgb.shape[:2], dtype=np.uint8)
        if len(polygon):
            cv2.fillPoly(mask, [np.round(polygon).astype(np.int32)], (_PERSON,))
        return mask


def _outline(mask: ByteArray | None, size_px: tuple[int, int]) -> FloatArray:
    """The largest blob of a mask as a polygon in pixels of the frame, shape (n, 2)."""
    if mask is None:
        return np.empty((0, 2))
    is_person = (mask > _MASK_LEVEL).astype(np.uint8)
    contours, _ = cv2.findContours(is_person, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not contours:
        return np.empty((0, 2))
    scale = np.array(size_px) / np.array([mask.shape[1], mask.shape[0]])
    largest = max(contours, key=cv2.contourArea)[:, 0, :]
    outline: FloatArray = (largest.astype(np.float64) + 0.5) * scale - 0.5
    return outline
