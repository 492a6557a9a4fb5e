"""The near half of the body as one chain over the whole clip: shoulder, hip, knee, ankle.

Single frames err one by one; the body does not. Its segments keep their lengths, its feet stay where they are planted
and its joints do not jump. The chain that fits all frames best is found by least squares: every frame's joints pull on
it, those far away ever less, until joints that were taken for something else do not pull at all. Frames in which
nothing was seen follow from the others. Source: decision 0031.
"""

from dataclasses import dataclass

import numpy as np
from scipy.linalg import solveh_banded
from scipy.ndimage import median_filter

from studio.core.arrays import BoolArray, FloatArray
from studio.signals.geometry import length

JOINTS = 4
"""Shoulder, hip, knee, ankle."""

_JOINT_SD = 0.02  # what a seen joint is off, body lengths. Sources of all these: decision 0031
_LENGTH_SD = 0.02  # how much a segment's length in the picture changes over a lift
_FOOT_SD = 0.05  # how far the ankle moves over its planted foot
_SHOULDER_SD = 0.15  # how far the shoulder moves over the bench
_ACCELERATION = 5.0  # of a joint, body lengths per second squared
_PULLS = (0.3, 0.3, 0.3, 0.2, 0.15, 0.1, 0.08, 0.06, 0.06, 0.05, 0.05, 0.05)
"""Distance from which a joint pulls less, body lengths, in every round: from everything counts to the near ones do."""

_HOLD = 1e-4  # share of a seen joint's pull that keeps an unseen one where it was
_FIRST_MEDIAN_S = 0.6
_LARGEST_RATE_HZ = 40.0  # a body moves no faster than every frame of such a clip tells
_BAND = 2 * 2 * JOINTS + 1
_FEWEST_FRAMES = 10


@dataclass(frozen=True, slots=True, eq=False)
class Chain:
    """A chain through a clip.

    Attributes:
        joints: shape (T, 4, 2): shoulder, hip, knee, ankle, the unit of what was fitted; NaN where there is no chain.
        trust: shape (T, 4), 0…1: how far each seen joint was believed; 0 where it was not seen.
        unrest: mean distance of the seen joints from the chain, body lengths.
    """

    joints: FloatArray
    trust: FloatArray
    unrest: float


def fit_chain(times_s: FloatArray, joints: FloatArray, *, unit: float, is_used: BoolArray) -> Chain | None:
    """Fit a chain of constant lengths on a planted foot; None where too little was seen.

    Args:
        times_s: shape (T,), seconds, increasing.
        joints: shape (T, 4, 2): shoulder, hip, knee, ankle in the body plane; NaN where not seen.
        unit: the body's length along the chain, in the unit of the joints.
        is_used: shape (T,), frames of the exercise; the chain reaches over all frames from the first to the last.
    """
    is_seen = is_used[:, np.newaxis] & np.isfinite(joints).all(axis=2)
    whole = np.flatnonzero(is_seen.all(axis=1))
    if len(whole) < _FEWEST_FRAMES or not unit > 0.0:
        return None
    span = slice(int(whole[0]), int(whole[-1]) + 1)
    seconds = times_s[span]
    rate_hz = (len(seconds) - 1) / float(seconds[-1] - seconds[0])
    step = max(1, round(rate_hz / _LARGEST_RATE_HZ))
    chosen = np.unique(np.append(np.arange(0, len(seconds), step), len(seconds) - 1))
    sparse = _fit(seconds[chosen], joints[span][chosen] / unit, is_seen[span][chosen])
    flat = sparse.reshape(len(chosen), -1)
    every = np.column_stack([np.interp(seconds, seconds[chosen], column) for column in flat.T])
    fitted = np.full(joints.shape, np.nan)
    fitted[span] = every.reshape(-1, JOINTS, 2) * unit
    away = length(fitted - joints) / unit
    trust = np.where(is_seen, _pull(np.nan_to_num(away), _PULLS[-1]), 0.0)
    return Chain(joints=fitted, trust=trust, unrest=float(np.mean(away[is_seen])))


def _fit(times_s: FloatArray, joints: FloatArray, is_seen: BoolArray) -> FloatArray:
    """Rounds of linear least squares, the joints' weights and the segments' lengths renewed in each."""
    seen = np.where(is_seen[..., np.newaxis], joints, 0.0)
    chain = _first_guess(times_s, joints, is_seen)
    smooth = _smoothness(times_s, len(joints))
    for pull in _PULLS:
        weight = np.where(is_seen, _pull(length(chain - seen), pull), 0.0)
        weight *= weight.sum(axis=1, keepdims=True) / np.maximum(is_seen.sum(axis=1, keepdims=True), 1)
        lengths = [
            _middle(length(seen[:, k + 1] - seen[:, k]), np.minimum(weight[:, k], weight[:, k + 1])) for k in range(3)
        ]
        bands = smooth.copy()
        wanted = np.zeros(chain.shape)
        _add_points(bands, wanted, weight / _JOINT_SD**2, seen)
        _add_points(bands, wanted, np.full(weight.shape, _HOLD / _JOINT_SD**2), chain)
        for joint, spread in ((0, _SHOULDER_SD), (3, _FOOT_SD)):
            place = np.array([_middle(seen[:, joint, axis], weight[:, joint]) for axis in (0, 1)])
            hold = np.zeros(weight.shape)
            hold[:, joint] = 1.0 / spread**2
            _add_points(bands, wanted, hold, np.broadcast_to(place, chain.shape))
        _add_lengths(bands, wanted, chain, lengths)
        chain = solveh_banded(bands, wanted.ravel(), lower=True, check_finite=False).reshape(chain.shape)
    return np.asarray(chain)


def _pull(away: FloatArray, reach: float) -> FloatArray:
    """Geman and McClure's weight: 1 on the chain, a quarter at the reach, nothing far away."""
    return np.asarray((reach**2 / (reach**2 + away**2)) ** 2)


def _first_guess(times_s: FloatArray, joints: FloatArray, is_seen: BoolArray) -> FloatArray:
    """Every joint's running median."""
    wide = max(3, round(_FIRST_MEDIAN_S / float(np.median(np.diff(times_s)))) | 1)
    guess = np.empty(joints.shape)
    for joint in range(JOINTS):
        known = np.flatnonzero(is_seen[:, joint])
        for axis in (0, 1):
            steady = median_filter(joints[known, joint, axis], size=wide, mode="nearest")
            guess[:, joint, axis] = np.interp(times_s, times_s[known], steady)
    return guess


def _middle(values: FloatArray, weight: FloatArray) -> float:
    """Weighted median."""
    order = np.argsort(values)
    total = np.cumsum(weight[order])
    return float(values[order][np.searchsorted(total, 0.5 * total[-1])])


def _smoothness(times_s: FloatArray, count: int) -> FloatArray:
    """Lower bands of the matrix that punishes acceleration; unknowns frame by frame, joint by joint, x before y."""
    before, after = times_s[1:-1] - times_s[:-2], times_s[2:] - times_s[1:-1]
    first, last = 2.0 / (before * (before + after)), 2.0 / (after * (before + after))
    middle = -(first + last)
    strength = 1.0 / _ACCELERATION**2
    own, next_one, over_next = np.zeros(count), np.zeros(count), np.zeros(count)
    own[:-2] += first**2
    own[1:-1] += middle**2
    own[2:] += last**2
    next_one[:-2] += first * middle
    next_one[1:-1] += middle * last
    over_next[:-2] += first * last
    bands = np.zeros((_BAND, count * 2 * JOINTS))
    for offset, column in ((0, own), (2 * JOINTS, next_one), (4 * JOINTS, over_next)):
        bands[offset] = np.repeat(strength * column, 2 * JOINTS)
    return bands


def _add_points(bands: FloatArray, wanted: FloatArray, weight: FloatArray, places: FloatArray) -> None:
    """Every joint is drawn to a place."""
    bands[0] += np.repeat(weight.ravel(), 2)
    wanted += weight[..., np.newaxis] * places


def _add_lengths(bands: FloatArray, wanted: FloatArray, chain: FloatArray, lengths: list[float]) -> None:
    """Neighbours on the chain keep their distance; linear in the direction that the segment has now."""
    strength = 1.0 / _LENGTH_SD**2
    diagonals = bands.reshape(_BAND, len(chain), JOINTS, 2)
    for segment, wanted_length in enumerate(lengths):
        along = chain[:, segment + 1] - chain[:, segment]
        along = along / np.maximum(length(along), 1e-6)[:, np.newaxis]
        for joint, sign in ((segment, -1.0), (segment + 1, 1.0)):
            wanted[:, joint] += sign * strength * wanted_length * along
            diagonals[0, :, joint] += strength * along**2
            diagonals[1, :, joint, 0] += strength * along[:, 0] * along[:, 1]
        for upper in (0, 1):
            for lower in (0, 1):
                diagonals[2 + lower - upper, :, segment, upper] -= strength * along[:, upper] * along[:, lower]
