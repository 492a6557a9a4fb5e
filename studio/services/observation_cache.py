"""Keeps what was seen in a clip, by content, so that no clip is looked at twice."""

import contextlib
import logging
import os
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.analysis import EngineIdentity
from studio.core.frame import ClipInfo
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Observation, Outlines, PlateTrack
from studio.core.time import FrameClock

log = logging.getLogger(__name__)

_SCHEMA = 4  # 2: frames between looks are filled (decision 0005); 3: chunks of 40 frames; 4: largest plates (0040)


class ObservationCache:
    """One `.npz` per clip content and engine. A damaged or foreign file counts as absent."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def load(self, info: ClipInfo, engine: EngineIdentity) -> Observation | None:
        """What was seen before, or None."""
        path = self._path(info, engine)
        if not path.is_file():
            return None
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return unpack_observation(dict(arrays), info)
        except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile) as error:
            log.warning("an earlier look at this clip is unreadable and will be repeated: %s", type(error).__name__)
            return None

    def store(self, info: ClipInfo, engine: EngineIdentity, observation: Observation) -> None:
        """Keep it. A full disk costs the cache, never the analysis."""
        path = self._path(info, engine)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    np.savez_compressed(file, **pack_observation(observation))
                Path(name).replace(path)
            except BaseException:
                with contextlib.suppress(OSError):
                    Path(name).unlink()
                raise
        except OSError as error:
            log.warning("what was seen is not kept: %s", type(error).__name__)

    def _path(self, info: ClipInfo, engine: EngineIdentity) -> Path:
        return self._folder / f"{info.sha256[:32]}-{engine.fingerprint}-{_SCHEMA}.npz"


def pack_observation(observation: Observation) -> dict[str, Any]:
    """An observation as named arrays."""
    landmarks = observation.landmarks
    packed: dict[str, Any] = {
        "times_s": observation.clock.times_s,
        "size_px": np.array([observation.width_px, observation.height_px]),
        "xy_px": landmarks.xy_px,
        "visibility": landmarks.visibility,
        "source": landmarks.source,
        "world_m": landmarks.world_m,
        "notes": np.array(observation.notes, dtype=np.str_),
    }
    if observation.outlines is not None:
        packed["outline_px"] = observation.outlines.points_px
        packed["outline_starts"] = observation.outlines.starts
    if observation.plate is not None:
        packed["plate_center_px"] = observation.plate.center_px
        packed["plate_diameter_px"] = observation.plate.diameter_px
        packed["plate_confidence"] = observation.plate.confidence
    return packed


def unpack_observation(arrays: dict[str, Any], info: ClipInfo) -> Observation:
    """An observation from named arrays.

    Raises:
        ValueError: the arrays do not fit together, or belong to a clip of another size.
        KeyError: an array is missing.
    """
    width_px, height_px = (int(value) for value in arrays["size_px"])
    if (width_px, height_px) != (info.width_px, info.height_px):
        raise ValueError("another picture size")
    outlines = Outlines(arrays["outline_px"], arrays["outline_starts"]) if "outline_px" in arrays else None
    plate = None
    if "plate_center_px" in arrays:
        plate = PlateTrack(arrays["plate_center_px"], arrays["plate_diameter_px"], arrays["plate_confidence"])
    return Observation(
        clock=FrameClock(arrays["times_s"]),
        width_px=width_px,
        height_px=height_px,
        landmarks=LandmarkTrack(arrays["xy_px"], arrays["visibility"], arrays["source"], arrays["world_m"]),
        outlines=outlines,
        plate=plate,
        notes=tuple(str(note) for note in arrays["notes"]),
    )
