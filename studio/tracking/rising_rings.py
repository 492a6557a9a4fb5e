"""The ring that rises and sinks through the searched frames, found without knowing where the hips are.

Behind large plates the pose model loses the hips, and with them the plate that they should lead to. The bar's own path
is enough then: one ring per frame, of the same size, up and down and hardly sideways. Source: decision 0030.
"""

import numpy as np

from studio.core.arrays import IntArray
from studio.tracking.plate_search import PlateGuess
from studio.tracking.ring_votes import RingCenters

_CENTERS_PER_FRAME = 8
_SKIP_SCORE = 0.25
"""What a frame without a ring counts: less than a poor ring, so that gaps are bridged and not sought."""

_SIDEWAYS_COST = 2.5
"""Per unit that the ring moves sideways between two searched frames; bars rise upright within a tenth of a unit."""

_SIZE_COST = 2.0
"""Per factor e in size between two searched frames."""

_RISE_REWARD = 0.5
_LARGEST_REWARD_UNITS = 0.6
"""Per unit that it rises or sinks between two searched frames: what hangs on a rack does not."""

_LEAST_FRAMES = 0.4
_LEAST_TRAVEL_UNITS = 0.2
_LARGEST_JUMP_UNITS = 1.2
_SCORE_CAP = 1.0


def find_rising_ring(centers: list[RingCenters], *, unit_px: float) -> PlateGuess | None:
    """The best chain of rings through the searched frames; None where nothing rises.

    Args:
        centers: ring centres of each searched frame, in frame pixels.
        unit_px: the body's unit in frame pixels.
    """
    kept = [item.first(_CENTERS_PER_FRAME) for item in centers]
    frames = np.repeat(np.arange(len(kept)), [len(item.score) for item in kept])
    if frames.size == 0:
        return None
    chain = _best_chain(kept, frames, unit_px)
    rings = np.concatenate([item.xy_px for item in kept])
    where = np.full((len(centers), 2), np.nan)
    where[frames[chain]] = rings[chain]
    known = np.isfinite(where[:, 0])
    travel = np.ptp(where[known, 1]) / unit_px
    if np.mean(known) < _LEAST_FRAMES or travel < _LEAST_TRAVEL_UNITS:
        return None
    scores = np.concatenate([item.score for item in kept])
    return PlateGuess(xy_px=where, gain=1.0, support=float(np.mean(scores[chain])))


def _best_chain(kept: list[RingCenters], frames: IntArray, unit_px: float) -> IntArray:
    """Indices of the rings of the best chain, in time order: score less what moving sideways and growing cost."""
    xy = np.concatenate([item.xy_px for item in kept]) / unit_px
    size = np.log(np.concatenate([item.radius_px for item in kept]))
    score = np.minimum(np.concatenate([item.score for item in kept]), _SCORE_CAP) - _SKIP_SCORE
    total, came_from = score.copy(), np.full(len(frames), -1)
    for frame in range(1, len(kept)):
        mine, before = np.flatnonzero(frames == frame), np.flatnonzero(frames < frame)
        if not mine.size or not before.size:
            continue
        step = np.abs(xy[mine, np.newaxis] - xy[before])
        cost = _SIDEWAYS_COST * step[..., 0] + _SIZE_COST * np.abs(size[mine, np.newaxis] - size[before])
        cost = np.where(step[..., 1] > _LARGEST_JUMP_UNITS, np.inf, cost)
        gain = total[before] - cost + _RISE_REWARD * np.minimum(step[..., 1], _LARGEST_REWARD_UNITS)
        best = np.argmax(gain, axis=1)
        value = gain[np.arange(len(mine)), best]
        is_joined = value > 0.0
        total[mine] += np.where(is_joined, value, 0.0)
        came_from[mine[is_joined]] = before[best[is_joined]]
    chain = [int(np.argmax(total))]
    while came_from[chain[-1]] >= 0:
        chain.append(int(came_from[chain[-1]]))
    return np.array(chain[::-1], dtype=np.int64)
