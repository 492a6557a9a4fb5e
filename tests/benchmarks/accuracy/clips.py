"""The clips with known truth, and landmarks recorded for them."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Joint, Part
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Observation, Outlines, PlateTrack
from studio.core.time import FrameClock

_MEDIAPIPE = {
    Joint.NOSE: 0, Joint.LEFT_EYE: 2, Joint.RIGHT_EYE: 5, Joint.LEFT_EAR: 7, Joint.RIGHT_EAR: 8,
    Joint.LEFT_SHOULDER: 11, Joint.RIGHT_SHOULDER: 12, Joint.LEFT_ELBOW: 13, Joint.RIGHT_ELBOW: 14,
    Joint.LEFT_WRIST: 15, Joint.RIGHT_WRIST: 16, Joint.LEFT_HIP: 23, Joint.RIGHT_HIP: 24, Joint.LEFT_KNEE: 25,
    Joint.RIGHT_KNEE: 26, Joint.LEFT_ANKLE: 27, Joint.RIGHT_ANKLE: 28, Joint.LEFT_HEEL: 29, Joint.RIGHT_HEEL: 30,
    Joint.LEFT_TOE: 31, Joint.RIGHT_TOE: 32,
}  # fmt: skip
MEDIAPIPE_ORDER = tuple(_MEDIAPIPE[joint] for joint in Joint)


@dataclass(frozen=True)
class Truth:
    """What a rendered clip really shows."""

    document: Mapping[str, Any]

    @property
    def name(self) -> str:
        """Name of the clip."""
        return str(self.document["name"])

    @cached_property
    def times_s(self) -> FloatArray:
        """Shape (T,)."""
        return np.array(self.document["time_s"])

    @cached_property
    def phase(self) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
        """Shape (T,): bottom, concentric, top, eccentric, or absent, setup, leave."""
        return np.array(self.document["phase"])

    @cached_property
    def joints_px(self) -> FloatArray:
        """Shape (T, J, 2), NaN where there is no such key point."""
        return self._joints("kp_px", 2)

    @cached_property
    def joints_m(self) -> FloatArray:
        """Shape (T, J, 3), world metres."""
        return self._joints("kp_world", 3)

    def angle(self, name: str) -> FloatArray:
        """Shape (T,), degrees."""
        return np.array(self.document["angles"][name], dtype=np.float64)

    @property
    def reps(self) -> list[tuple[float, float, float, float]]:
        """Start, top, leaving the top and end of every rep, seconds."""
        keys = ("start_s", "top_reached_s", "top_left_s", "end_s")
        return [tuple(rep[key] for key in keys) for rep in self.document["reps"]]  # type: ignore[misc]

    @property
    def plate_radius_m(self) -> float:
        """0 without plates."""
        return float(self.document["params"].get("plate") or 0.0)

    @property
    def yaw_deg(self) -> float:
        """Camera off the side, 0…90."""
        azimuth = float(self.document["camera"]["azimuth_deg"]) % 180.0
        return min(azimuth, 180.0 - azimuth)

    @property
    def is_side(self) -> bool:
        """Whether it counts as a side view."""
        return self.yaw_deg <= 25.0

    @cached_property
    def sagittal_m(self) -> dict[Part, FloatArray]:
        """Left–right mid-points projected on the movement plane, shape (T, 2) each: x to the feet, z up."""
        return {part: self.joints_m[:, list(part.value)].mean(axis=1)[:, [0, 2]] for part in Part}

    @cached_property
    def nose_m(self) -> FloatArray:
        """Nose in the movement plane, shape (T, 2)."""
        return self.joints_m[:, Joint.NOSE][:, [0, 2]]

    def _joints(self, key: str, width: int) -> FloatArray:
        names = {str(name): index for index, name in enumerate(self.document["keypoints"])}
        points = np.array(self.document[key], dtype=np.float64)
        joints = np.full((len(points), JOINT_COUNT, width), np.nan)
        for joint in Joint:
            if joint.name.lower() in names:
                joints[:, joint] = points[:, names[joint.name.lower()]]
        return joints


def load_truth(path: Path) -> Truth:
    """Read a truth file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return Truth(json.load(file))


def load_observation(path: Path, *, mode: str = "seen") -> Observation:
    """Read what was recorded of a clip.

    Args:
        path: of `record.py` ("seen", the studio's own joints), or of a recording of MediaPipe itself.
        mode: "seen", or MediaPipe's modes: "image" (single pictures) and "video" (following, smoothed).
    """
    with np.load(path) as recorded:
        arrays = {key: recorded[key] for key in recorded.files}
    order = slice(None) if mode == "seen" else list(MEDIAPIPE_ORDER)
    xy_px = arrays[f"{mode}_xy_px"][:, order].astype(np.float64)
    visibility = np.nan_to_num(arrays[f"{mode}_visibility"][:, order])
    known = np.isfinite(xy_px[..., 0])
    source = np.where(known, LandmarkSource.DETECTED, LandmarkSource.MISSING).astype(np.uint8)
    outlines = None
    if "outline_points" in arrays:
        outlines = Outlines(points_px=arrays["outline_points"], starts=arrays["outline_starts"])
    plate = None
    if "plate_center_px" in arrays:
        plate = PlateTrack(arrays["plate_center_px"], arrays["plate_diameter_px"], arrays["plate_confidence"])
    return Observation(
        clock=FrameClock(arrays["times_s"]),
        width_px=int(arrays["width"]),
        height_px=int(arrays["height"]),
        landmarks=LandmarkTrack(xy_px, visibility, source, arrays[f"{mode}_world"][:, order]),
        outlines=outlines,
        plate=plate,
    )
