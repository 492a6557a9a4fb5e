"""How far a learned correction may be believed in a clip: as far as it makes the body more like a body.

Trunks keep their length and feet stay where they stand. A correction that was learned on other bodies shows by what it
does to them. Sources: decisions 0020 and 0123.
"""

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part
from studio.signals.geometry import length
from studio.signals.posture import NEAR, NOSE

_BEHIND_PLATES = (0.80, 0.95)  # believed, refused: what is left of the body's unsteadiness. Source: decision 0020
_IN_THE_OPEN = (1.15, 1.25)  # the same where feet must stand as well, which tells strangers better. Decision 0123
_MOST_UNREST = 1.5  # times, of a planted ankle: rendered feet reach 1.45, real ones 1.6 to 3.5. Source: decision 0123
_FOOT_WEIGHT = 0.25  # feet also move when the camera does
_FEWEST_FRAMES = 5
_MIDDLE_PERCENTILES = (15.0, 85.0)  # getting up and a lost foot do not count
_MIDDLE_WIDTH = 2.07  # standard deviations between those percentiles of a normal distribution


def trust_in(before: FloatArray, after: FloatArray, is_active: BoolArray) -> float:
    """How far a correction around a plate may be believed, 0…1: by how much steadier it makes trunk length and feet.

    Args:
        before: shape (T, J, 2), body plane, as the pose model saw it.
        after: the same, corrected.
        is_active: shape (T,), frames of the exercise.
    """
    return _trust(before, after, is_active, _BEHIND_PLATES)


def trust_in_the_open(before: FloatArray, after: FloatArray, is_active: BoolArray) -> float:
    """The same where nothing hides the body: not at all when a planted foot wanders, however steady the trunk.

    Feet stand where they stand: what makes them wander was learned on bodies unlike this one, and says nothing of its
    hips either.
    """
    return _trust(before, after, is_active, _IN_THE_OPEN) if feet_still_stand(before, after, is_active) else 0.0


def feet_still_stand(before: FloatArray, after: FloatArray, is_active: BoolArray) -> bool:
    """Whether a correction leaves a planted foot about as still as the pose model saw it."""
    ankles = [plane[:, NEAR[Part.ANKLE]] for plane in (before, after)]
    used = is_active & np.isfinite(ankles[0]).all(axis=1) & np.isfinite(ankles[1]).all(axis=1)
    if not used.any():
        return True
    seen, corrected = (float(np.sum(spread_of(ankle[used]))) for ankle in ankles)
    return corrected <= _MOST_UNREST * seen


def _trust(before: FloatArray, after: FloatArray, is_active: BoolArray, limits: tuple[float, float]) -> float:
    used = is_active & np.isfinite(before[:, NOSE, 0]) & np.isfinite(after[:, NEAR[Part.HIP], 0])
    if np.count_nonzero(used) < _FEWEST_FRAMES:
        return 0.0
    trunk_before, foot_before = _unsteadiness(before[used])
    trunk_after, foot_after = _unsteadiness(after[used])
    left = trunk_after / max(trunk_before, 1e-9) * (foot_after / max(foot_before, 1e-9)) ** _FOOT_WEIGHT
    believed, refused = limits
    return float(np.clip((refused - left) / (refused - believed), 0.0, 1.0))


def _unsteadiness(plane: FloatArray) -> tuple[float, float]:
    """How much the length of the trunk and the place of the ankle vary over the frames, in trunk lengths."""
    trunk = length(plane[:, NEAR[Part.SHOULDER]] - plane[:, NEAR[Part.HIP]])
    trunk_px = max(float(np.median(trunk)), 1e-9)
    foot = float(np.sum(spread_of(plane[:, NEAR[Part.ANKLE]])))
    return float(spread_of(trunk)) / trunk_px, foot / trunk_px


def spread_of(values: FloatArray) -> FloatArray:
    """Standard deviation of what lies in the middle, along the first axis."""
    low, high = np.percentile(values, _MIDDLE_PERCENTILES, axis=0)
    return np.asarray((high - low) / _MIDDLE_WIDTH)
