"""Raw landmarks → one quiet body: swaps repaired, short gaps filled."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import BoolArray, FloatArray
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.time import FrameClock
from studio.signals.filtering import fill_gaps
from studio.signals.options import InterpretOptions
from studio.signals.orientation import repair_swaps


@dataclass(frozen=True, slots=True, eq=False)
class CleanTrack:
    """Landmarks after cleaning.

    Attributes:
        xy_px: shape (T, J, 2), gaps filled where they are short, not yet smoothed.
        visibility: shape (T, J).
        source: shape (T, J), values of LandmarkSource.
        swapped: shape (T,), frames in which left and right were exchanged.
    """

    xy_px: FloatArray
    visibility: FloatArray
    source: NDArray[np.uint8]
    swapped: BoolArray


def clean(track: LandmarkTrack, clock: FrameClock, options: InterpretOptions) -> CleanTrack:
    """Repair swaps and fill short gaps."""
    xy_px, visibility, swapped = repair_swaps(track.xy_px, track.visibility)
    count = len(xy_px)
    filled = fill_gaps(clock.times_s, xy_px.reshape(count, -1), longest_gap_s=options.longest_gap_s)
    filled = filled.reshape(xy_px.shape)
    seen = np.where(np.isfinite(xy_px[..., 0]), visibility, np.nan)
    trust = fill_gaps(clock.times_s, seen, longest_gap_s=options.longest_gap_s)
    source = np.where(
        np.isfinite(xy_px[..., 0]),
        LandmarkSource.DETECTED,
        np.where(np.isfinite(filled[..., 0]), LandmarkSource.FILLED, LandmarkSource.MISSING),
    )
    return CleanTrack(xy_px=filled, visibility=np.nan_to_num(trust), source=source.astype(np.uint8), swapped=swapped)
