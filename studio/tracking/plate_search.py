"""Where the plate is in a few frames: the ring centre that travels with the hips, not the racks that stand still."""

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray, IntArray
from studio.tracking.ring_votes import RingCenters

HIP_GAINS = (1.0, 1.25)
"""How far the near plate travels in the picture when the hips travel one pixel: it is nearer to the camera by a quarter
at three metres. Source: kb:part0 (1.30 at 3 m)."""

_TOLERANCE_UNITS = 0.22
"""How far a ring centre may lie from where the hips say it should be: hip landmarks behind plates err by that much."""

_FAR_UNITS = 0.4
"""Frames in which the hips are this far from where they were tell a plate from a rack."""

_STANDING_WEIGHT = 0.7
_NEAR_FRAME_WEIGHT = 0.2
_SEEDS_PER_FRAME = 10
_REACH_UNITS = 1.9
_ABOVE_HIP_UNITS = 1.0
_BELOW_HIP_UNITS = 0.8
"""How far above and below the hips a bar end can appear."""


@dataclass(frozen=True, slots=True, eq=False)
class PlateGuess:
    """A ring centre that travels with the hips.

    Attributes:
        xy_px: shape (K, 2), where it is in the K searched frames, frame pixels; NaN where no ring was near.
        gain: how far it travels per pixel of the hips.
        support: mean ring score per searched frame in its favour, rings that stand still subtracted.
    """

    xy_px: FloatArray
    gain: float
    support: float


def find_travelling_rings(
    centers: list[RingCenters], hips_px: FloatArray, *, unit_px: float, count: int
) -> list[PlateGuess]:
    """The ring centres that go best with the hips through the searched frames, best first.

    There may be several: both plates travel with the hips, and so does the body itself.

    Args:
        centers: ring centres of each searched frame, in frame pixels.
        hips_px: shape (K, 2), the hips in the same frames.
        unit_px: the body's unit in frame pixels.
        count: how many at most.
    """
    table = _table(centers, hips_px, unit_px)
    if table is None:
        return []
    guesses = [guess for gain in HIP_GAINS for guess in _guesses(table, hips_px, unit_px, gain, count)]
    guesses.sort(key=lambda guess: -guess.support)
    distinct: list[PlateGuess] = []
    for guess in guesses:
        if all(_median_distance(guess.xy_px, other.xy_px) > _TOLERANCE_UNITS * unit_px for other in distinct):
            distinct.append(guess)
    return distinct[:count]


def _guesses(
    table: tuple[IntArray, FloatArray, FloatArray], hips_px: FloatArray, unit_px: float, gain: float, count: int
) -> list[PlateGuess]:
    """The best supported ring centres for one gain, farther apart than the tolerance."""
    frames, xy_px, scores = table
    tolerance_px = _TOLERANCE_UNITS * unit_px
    hip_free = xy_px - gain * hips_px[frames]
    travelling = _agreement(hip_free, frames, scores, len(hips_px), tolerance_px)
    standing = _agreement(xy_px, frames, scores, len(hips_px), tolerance_px)
    moved = np.hypot(*(hips_px[frames][:, None] - hips_px[None]).transpose(2, 0, 1)) / unit_px
    weight = _NEAR_FRAME_WEIGHT + np.clip(moved / _FAR_UNITS, 0.0, 1.0)
    support = (weight * (travelling - _STANDING_WEIGHT * standing)).sum(axis=1) / weight.sum(axis=1)
    guesses: list[PlateGuess] = []
    is_open = np.ones(len(support), dtype=bool)
    while is_open.any() and len(guesses) < count:
        seed = int(np.argmax(np.where(is_open, support, -np.inf)))
        chosen = _choose(
            hip_free, frames, scores, frame_count=len(hips_px), seed=hip_free[seed], tolerance_px=tolerance_px
        )
        where = np.where(chosen[:, None] >= 0, xy_px[chosen], np.nan)
        guesses.append(PlateGuess(xy_px=where, gain=gain, support=float(support[seed])))
        is_open &= np.hypot(*(hip_free - hip_free[seed]).T) > tolerance_px
    return guesses


def _median_distance(first: FloatArray, second: FloatArray) -> float:
    distance = np.hypot(*(first - second).T)
    return float(np.median(distance[np.isfinite(distance)])) if np.isfinite(distance).any() else float("inf")


def _table(
    centers: list[RingCenters], hips_px: FloatArray, unit_px: float
) -> tuple[IntArray, FloatArray, FloatArray] | None:
    """All ring centres that a plate could have: frame (n,), position (n, 2), score (n,)."""
    kept = [item.first(_SEEDS_PER_FRAME) for item in centers]
    frames = np.repeat(np.arange(len(centers)), [len(item.score) for item in kept])
    if frames.size == 0:
        return None
    xy_px = np.concatenate([item.xy_px for item in kept])
    scores = np.concatenate([item.score for item in kept])
    from_hip = (xy_px - hips_px[frames]) / unit_px
    is_near = (np.abs(from_hip[:, 0]) < _REACH_UNITS) & (from_hip[:, 1] > -_ABOVE_HIP_UNITS)
    is_near &= from_hip[:, 1] < _BELOW_HIP_UNITS
    if not is_near.any():
        return None
    return frames[is_near].astype(np.int64), xy_px[is_near], scores[is_near]


def _agreement(
    positions: FloatArray, frames: IntArray, scores: FloatArray, frame_count: int, tolerance_px: float
) -> FloatArray:
    """Shape (n, K): for every centre as a seed, the best score near the same position in each frame."""
    squared = ((positions[:, None] - positions[None]) ** 2).sum(axis=2) / tolerance_px**2
    value = np.where(squared < 1.0, scores[None] * (1.0 - squared), 0.0)
    agreement = np.zeros((len(positions), frame_count))
    for frame in range(frame_count):
        columns = value[:, frames == frame]
        if columns.shape[1]:
            agreement[:, frame] = columns.max(axis=1)
    return agreement


def _choose(
    positions: FloatArray,
    frames: IntArray,
    scores: FloatArray,
    *,
    frame_count: int,
    seed: FloatArray,
    tolerance_px: float,
) -> IntArray:
    """Shape (K,): the index of the centre of each frame that agrees best with the seed, −1 where none does."""
    squared = ((positions - seed) ** 2).sum(axis=1) / tolerance_px**2
    value = np.where(squared < 1.0, scores * (1.0 - squared), 0.0)
    chosen = np.full(frame_count, -1, dtype=np.int64)
    for frame in range(frame_count):
        mine = np.flatnonzero((frames == frame) & (value > 0.0))
        if mine.size:
            chosen[frame] = mine[np.argmax(value[mine])]
    return chosen
