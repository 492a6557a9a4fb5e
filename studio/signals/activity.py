"""Which frames belong to the exercise: standing, walking in and settling down never count."""

import numpy as np
from scipy.ndimage import binary_closing, binary_opening

from studio.core.arrays import BoolArray, FloatArray
from studio.signals.filtering import runs_of

_STEEPEST_TRUNK_DEG = 75.0  # a trunk steeper than this stands or sits up
_STEEPEST_HANGING_THIGH_DEG = -50.0  # thighs that hang steeper belong to somebody standing
_SHORTEST_STRETCH_S = 1.0  # shorter stretches are passing postures, not a set
_LONGEST_LAPSE_S = 0.4  # shorter lapses are noise


def exercise_frames(times_s: FloatArray, *, trunk_deg: FloatArray, thigh_deg: FloatArray) -> BoolArray:
    """Frames in which the body leans back with its thighs raised: neither standing nor walking.

    Args:
        times_s: shape (T,), seconds.
        trunk_deg: shape (T,), trunk above the horizontal, positive with the shoulder higher.
        thigh_deg: shape (T,), thigh above the horizontal, positive with the knee higher.

    Returns:
        Shape (T,).
    """
    with np.errstate(invalid="ignore"):
        is_posture = (trunk_deg < _STEEPEST_TRUNK_DEG) & (thigh_deg > _STEEPEST_HANGING_THIGH_DEG)
    active = _close_and_open(times_s, is_posture)
    for run in runs_of(active):
        if times_s[run.stop - 1] - times_s[run.start] < min(_SHORTEST_STRETCH_S, 0.5 * (times_s[-1] - times_s[0])):
            active[run] = False
    return active


def _close_and_open(times_s: FloatArray, active: BoolArray) -> BoolArray:
    if len(times_s) < 3:
        return active
    width = max(1, round(_LONGEST_LAPSE_S / float(np.median(np.diff(times_s)))))
    padded = np.pad(active, width, mode="edge")
    closed = binary_closing(padded, np.ones(width + 1, dtype=np.bool_))
    opened = binary_opening(closed, np.ones(width + 1, dtype=np.bool_))
    return np.asarray(opened[width:-width], dtype=np.bool_)
