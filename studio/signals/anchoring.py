"""Where the coach put a joint on a few frames, and what that says about all the others.

What pulls a landmark off its joint depends on how the body lies: a hip behind a plate is taken too high at every
lockout and too far back at every bottom. A correction therefore counts most in frames with the same posture, wherever
they are in the set, and a little more in frames close in time. Source: decision 0045.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.observation import Correction

_POSTURE_REACH_DEG = 30.0  # so far apart, two postures are as unlike ... Sources of both: decision 0045
_TIME_REACH_S = 20.0  # ... as two moments of one posture so long apart
_ALIKE = 1e-6  # no two frames are less unlike than this
_CARRIED_SHARE = 0.5  # of a joint's variance: what a correction takes from a frame just like it. Source: decision 0045


@dataclass(frozen=True, slots=True, eq=False)
class Carried:
    """The coach's corrections, carried through the clip.

    Attributes:
        xy_px: shape (T, J, 2), corrected positions.
        is_set: shape (T, J), which of them the coach set directly.
        known: shape (T, J), how much of a joint's doubt is the coach's instead of the pose model's: 1 where it was set,
            less the less a frame is like one where it was, 0 for joints of which nothing was said.
    """

    xy_px: FloatArray
    is_set: BoolArray
    known: FloatArray


def carry_corrections(
    times_s: FloatArray, xy_px: FloatArray, corrections: Sequence[Correction], *, posture_deg: FloatArray
) -> Carried:
    """Carry the coach's corrections through the clip.

    Each corrected joint is shifted by a mean of what its corrections say (Shepard's interpolation): exactly as said on
    the corrected frames, more like the one than the other the more a frame resembles it in posture and time.

    Args:
        times_s: shape (T,).
        xy_px: shape (T, J, 2), smoothed.
        corrections: of any joints, in any order; the last one on a frame counts.
        posture_deg: shape (T, K), angles that tell postures apart; NaN where unknown.
    """
    corrected = xy_px.copy()
    is_set = np.zeros(xy_px.shape[:2], dtype=np.bool_)
    known = np.zeros(xy_px.shape[:2])
    posture = _without_gaps(times_s, posture_deg)
    for joint, places in _by_joint(corrections, len(times_s)).items():
        frames = np.array(sorted(places))
        wanted = np.array([places[int(frame)] for frame in frames])
        shifts = np.nan_to_num(wanted - xy_px[frames, joint])
        unlike = _unlikeness(times_s, posture, frames)
        corrected[:, joint] += _mean_of_the_like(unlike, shifts)
        corrected[frames, joint] = wanted
        known[:, joint] = _CARRIED_SHARE * np.exp(-unlike.min(axis=1))
        known[frames, joint] = 1.0
        is_set[frames, joint] = True
    return Carried(corrected, is_set, known)


def _by_joint(corrections: Sequence[Correction], frame_count: int) -> Mapping[int, dict[int, tuple[float, float]]]:
    found: dict[int, dict[int, tuple[float, float]]] = {}
    for correction in corrections:
        if 0 <= correction.frame_index < frame_count:
            found.setdefault(correction.joint, {})[correction.frame_index] = correction.xy_px
    return found


def _without_gaps(times_s: FloatArray, posture_deg: FloatArray) -> FloatArray:
    """Postures of all frames: unknown angles from the frames around, those never known alike everywhere."""
    columns = []
    for column in posture_deg.T:
        known = np.isfinite(column)
        columns.append(np.interp(times_s, times_s[known], column[known]) if known.any() else np.zeros(len(times_s)))
    return np.column_stack(columns)


def _unlikeness(times_s: FloatArray, posture: FloatArray, frames: np.ndarray) -> FloatArray:
    """How far every frame is from each of the corrected ones in posture and time, shape (T, n)."""
    apart = posture[:, np.newaxis] - posture[frames]
    away_s = np.abs(times_s[:, np.newaxis] - times_s[frames])
    return np.asarray((apart**2).sum(axis=2) / _POSTURE_REACH_DEG**2 + away_s / _TIME_REACH_S)


def _mean_of_the_like(unlike: FloatArray, shifts: FloatArray) -> FloatArray:
    """Mean of the shifts, those of like frames counting most, shape (T, 2): no frame is moved further than they say."""
    weight = 1.0 / (unlike + _ALIKE)
    return np.asarray(weight @ shifts / weight.sum(axis=1, keepdims=True))
