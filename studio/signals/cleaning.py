"""Raw landmarks → one quiet body: swaps repaired, short gaps filled, corrections carried through, jitter taken out."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from studio.core.arrays import BoolArray, FloatArray
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Correction
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


def carry_corrections(
    times_s: FloatArray, xy_px: FloatArray, corrections: Sequence[Correction]
) -> tuple[FloatArray, BoolArray]:
    """Carry the coach's corrections through the clip.

    The shift that a correction makes on its frame is interpolated in time between the corrected frames of that joint
    and kept before the first and after the last one: what pulls a landmark off its joint there pulls it on its
    neighbours too.

    Args:
        times_s: shape (T,).
        xy_px: shape (T, J, 2), smoothed.
        corrections: of any joints, in any order; the last one on a frame counts.

    Returns:
        Corrected positions, and shape (T, J): which of them the coach set directly.
    """
    corrected = xy_px.copy()
    is_set = np.zeros(xy_px.shape[:2], dtype=np.bool_)
    by_joint: dict[int, dict[int, tuple[float, float]]] = {}
    for correction in corrections:
        if 0 <= correction.frame_index < len(times_s):
            by_joint.setdefault(correction.joint, {})[correction.frame_index] = correction.xy_px
    for joint, places in by_joint.items():
        frames = np.array(sorted(places))
        wanted = np.array([places[int(frame)] for frame in frames])
        shift = np.nan_to_num(wanted - xy_px[frames, joint])
        for axis in (0, 1):
            corrected[:, joint, axis] += np.interp(times_s, times_s[frames], shift[:, axis])
        corrected[frames, joint] = wanted
        is_set[frames, joint] = True
    return corrected, is_set
