"""Where the hips are over a clip, as a first guess of where a plate can be."""

from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from studio.core.arrays import BoolArray, FloatArray, IntArray
from studio.core.body import Part
from studio.core.landmarks import LandmarkTrack
from studio.tracking.plate_sample import body_frame

_MEDIAN_FRAMES = 5
_LYING_UNITS = 0.5
"""Shoulders and knees at least this far apart along the picture: the body lies on the bench."""

_TYPICAL_PERCENTILE = 65.0
_UNIT_RANGE = (0.6, 1.7)
"""Frames whose unit is further from the typical one than this show a heap of joints, not the lifter."""

_SPREAD_PERCENTILES = (2.0, 98.0)
_MIN_PERSON_FRAMES = 5


@dataclass(frozen=True, slots=True, eq=False)
class BodyPath:
    """The hips over a clip.

    Attributes:
        hips_px: shape (T, 2), frame pixels, gaps bridged, single outliers taken out.
        is_lifting: shape (T,), frames in which the body is seen and lies.
        unit_px: the body's unit (its longest visible segment) in frame pixels.
    """

    hips_px: FloatArray
    is_lifting: BoolArray
    unit_px: float


def follow_body(landmarks: LandmarkTrack) -> BodyPath | None:
    """The path of the hips; None when hardly anybody is seen."""
    frames = [body_frame(xy_px) for xy_px in landmarks.xy_px]
    hips_px = np.array([hip for hip, _ in frames]).reshape(-1, 2)
    units_px = np.array([unit for _, unit in frames])
    is_seen = np.isfinite(hips_px).all(axis=1) & np.isfinite(units_px)
    if np.count_nonzero(is_seen) < _MIN_PERSON_FRAMES:
        return None
    is_seen = _of_typical_size(units_px, is_seen)
    unit_px = float(np.median(units_px[is_seen]))
    every = np.arange(len(hips_px))
    bridged = np.stack([np.interp(every, every[is_seen], hips_px[is_seen, axis]) for axis in (0, 1)], axis=1)
    shoulders, knees = (landmarks.xy_px[:, list(part.value), 0].mean(axis=1) for part in (Part.SHOULDER, Part.KNEE))
    lies = is_seen & (np.abs(shoulders - knees) > _LYING_UNITS * unit_px)
    is_lifting = lies if np.count_nonzero(lies) >= _MIN_PERSON_FRAMES else is_seen
    return BodyPath(hips_px=_median_filtered(bridged), is_lifting=is_lifting, unit_px=unit_px)


def spread_frames(path: BodyPath, count: int) -> IntArray:
    """Frames spread evenly over the heights of the hips, so that what moves is in many places, in time order."""
    frames = np.flatnonzero(path.is_lifting)
    heights = path.hips_px[frames, 1]
    low, high = np.percentile(heights, _SPREAD_PERCENTILES)
    shelf = np.clip(((heights - low) / max(high - low, 1e-6) * count).astype(np.int64), 0, count - 1)
    chosen: list[int] = []
    for level in range(count):
        here = frames[shelf == level]
        if here.size:
            chosen.append(int(here[(level * len(here)) // count]))
    evenly = frames[np.linspace(0, len(frames) - 1, min(len(frames), 2 * count)).astype(np.int64)]
    others = [int(frame) for frame in evenly if frame not in chosen]
    return np.array(sorted({*chosen, *others[: max(count - len(chosen), 0)]}), dtype=np.int64)


def _of_typical_size(units_px: FloatArray, is_seen: BoolArray) -> BoolArray:
    """Shape (T,): frames whose unit is like that of the larger bodies of the clip."""
    typical_px = float(np.percentile(units_px[is_seen], _TYPICAL_PERCENTILE))
    with np.errstate(invalid="ignore"):
        is_typical = (units_px > _UNIT_RANGE[0] * typical_px) & (units_px < _UNIT_RANGE[1] * typical_px)
    return np.asarray(is_seen & is_typical)


def _median_filtered(points: FloatArray) -> FloatArray:
    side = _MEDIAN_FRAMES // 2
    padded = np.pad(points, ((side, side), (0, 0)), mode="edge")
    filtered: FloatArray = np.median(sliding_window_view(padded, _MEDIAN_FRAMES, axis=0), axis=2)
    return filtered
