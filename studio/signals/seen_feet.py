"""Heel, ankle and toe as they are seen, before anything learned moves them.

The learned correction saw few raised heels and holds feet down; a heel landmark alone wanders by a tenth of a foot on
real shoes. A heel that really rises takes its ankle with it, and an ankle hangs on the chain of the leg, whose lengths
are those of the clip. Source: decision 0121.
"""

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part
from studio.signals.filtering import smooth
from studio.signals.geometry import length
from studio.signals.linking import linked_frames
from studio.signals.offset_model import Estimate
from studio.signals.posture import NEAR, Posture

FOOT = (Part.HEEL, Part.ANKLE, Part.TOE)


def feet_as_seen(times_s: FloatArray, posture: Posture, is_active: BoolArray, *, cutoff_hz: float) -> FloatArray:
    """Heights of the near heel, ankle and toe on the chain of the uncorrected joints, shape (T, 3), foot lengths, up.

    Args:
        times_s: shape (T,), seconds.
        posture: the landmarks in the body plane.
        is_active: shape (T,), frames of the exercise.
        cutoff_hz: of the smoothing.
    """
    linked = linked_frames(times_s, Estimate.as_seen(posture), posture, is_active)
    heights = linked.plane[:, [NEAR[part] for part in FOOT], 1]
    feet_px = length(linked.plane[:, NEAR[Part.TOE]] - linked.plane[:, NEAR[Part.HEEL]])
    foot_px = float(np.median(feet_px[np.isfinite(feet_px)]))
    return np.asarray(smooth(times_s, heights, cutoff_hz=cutoff_hz) / foot_px)
