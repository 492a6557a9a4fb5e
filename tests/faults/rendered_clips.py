"""The rendered clips as recorded landmarks; `tests/benchmarks/accuracy/faults.py --pack` makes them."""

from pathlib import Path

import numpy as np

from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Observation, Outlines, PlateTrack
from studio.core.time import FrameClock

RECORDED = Path(__file__).parent / "rendered"


def unpacked(clip: str) -> Observation:
    """What was seen of a clip."""
    with np.load(RECORDED / f"{clip}.npz") as arrays:
        held = {key: arrays[key] for key in arrays.files}
    raw = held["joints_px16"].astype(np.float64)
    xy_px = np.where(raw == -32768, np.nan, raw / 16.0)
    source = np.where(np.isfinite(xy_px[..., 0]), LandmarkSource.DETECTED, LandmarkSource.MISSING).astype(np.uint8)
    outlines = plate = None
    if "outline_px4" in held:
        outlines = Outlines(held["outline_px4"].astype(np.float32) / 4.0, held["outline_starts"])
    if "plate_center_px" in held:
        plate = PlateTrack(*(held[f"plate_{name}"] for name in ("center_px", "diameter_px", "confidence")))
    return Observation(
        clock=FrameClock(held["times_s"]),
        width_px=int(held["width"]),
        height_px=int(held["height"]),
        landmarks=LandmarkTrack(xy_px, held["visibility255"] / 255.0, source, held["world_mm"] / 1000.0),
        outlines=outlines,
        plate=plate,
    )
