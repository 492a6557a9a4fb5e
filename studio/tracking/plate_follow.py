"""Follows a known plate through every frame by its template."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from studio.core.arrays import BoolArray, FloatArray, IntArray
from studio.core.observation import PlateTrack
from studio.tracking.body_path import BodyPath
from studio.tracking.plate_sample import PlateSample
from studio.tracking.plate_template import PX_PER_UNIT, HeldStill, Probe, cut_patch, make_probe, match
from studio.tracking.rim import Rim

_REACH_PX = 14
"""How far from where the hips say it should be the plate is looked for, patch pixels (0.28 units)."""

_LED_REACH_PX = 7
"""The same where the course of the neighbours leads."""

_STRAY_SHARE = 0.25
"""A stretch that begins and ends with a jump is a mistake if it is shorter than this share of the found frames."""

_LOST_BETWEEN = 3
"""A jump may have lost so many frames to the outliers on its way."""

_GAIN_RANGE = (0.8, 2.5)
_TYPICAL_PERCENTILE = 65.0
_LIKE_DROP = 0.3
_LEAST_LIKE = 0.4
"""Frames less like the template than this, or much less than the typical frame, do not show the plate."""

_JUMP_UNITS = 0.15
"""A position this far from both its neighbours is a mistake."""


def follow_plate(
    samples: Sequence[PlateSample], path: BodyPath, frames: IntArray, held: HeldStill, rim: Rim
) -> PlateTrack:
    """Find the plate in all frames.

    Args:
        samples: of all T frames.
        path: of the hips.
        frames: shape (K,), the frames that the template was made of.
        held: the template and where it is in those frames.
        rim: of the plate in the template.
    """
    guesses = predict_places(path, frames, held)
    search = _Search(samples, path.unit_px, make_probe(held.template, inner_px=inner_half(rim)))
    found = [search.look(frame, guess, _REACH_PX) for frame, guess in enumerate(guesses)]
    places = np.array([place for place, _ in found])
    likeness = np.array([like for _, like in found])
    limit = max(float(np.percentile(likeness, _TYPICAL_PERCENTILE)) - _LIKE_DROP, _LEAST_LIKE)
    is_found = likeness >= limit
    is_found &= ~_jumps(places, is_found, _JUMP_UNITS * path.unit_px)
    is_found &= ~_strays(places, is_found, _JUMP_UNITS * path.unit_px)
    for frame, guess in _led_by_neighbours(places, is_found):
        places[frame], likeness[frame] = search.look(frame, guess, _LED_REACH_PX)
        is_found[frame] = likeness[frame] >= limit
    is_found &= ~_jumps(places, is_found, _JUMP_UNITS * path.unit_px)
    step = path.unit_px / PX_PER_UNIT
    centers = places + np.array([rim.x_px, rim.y_px]) * step
    diameter_px = 2.0 * rim.radius_px * max(rim.aspect, 1.0) * step
    return PlateTrack(
        center_px=np.where(is_found[:, None], centers, np.nan),
        diameter_px=np.where(is_found, diameter_px, np.nan),
        confidence=np.where(is_found, np.clip(likeness, 0.0, 1.0), 0.0),
    )


def predict_places(path: BodyPath, frames: IntArray, held: HeldStill) -> FloatArray:
    """Where the template's middle should be in every frame, shape (T, 2): with the hips, corrected at known frames."""
    is_sure = held.likeness >= max(float(np.median(held.likeness)) - _LIKE_DROP, _LEAST_LIKE)
    sure, places = frames[is_sure], held.centers_px[is_sure]
    hips = path.hips_px[sure]
    spread = hips[:, 1] - hips[:, 1].mean()
    slope = float(spread @ places[:, 1] / max(float(spread @ spread), 1e-9))
    gain = np.array([1.0, min(max(slope, _GAIN_RANGE[0]), _GAIN_RANGE[1])])
    correction = places - gain * hips
    every = np.arange(len(path.hips_px))
    bridged = np.stack([np.interp(every, sure, correction[:, axis]) for axis in (0, 1)], axis=1)
    predicted: FloatArray = gain * path.hips_px + bridged
    return predicted


def _led_by_neighbours(places: FloatArray, is_found: BoolArray) -> Iterator[tuple[int, FloatArray]]:
    """The frames without a plate next to one that has one, and where its course leads; forwards, then backwards.

    Both arrays change while this runs: what has been found leads on.
    """
    count = len(places)
    for step in (1, -1):
        for frame in range(count)[::step]:
            last, before = frame - step, frame - 2 * step
            if is_found[frame] or not (0 <= last < count and is_found[last]):
                continue
            has_course = 0 <= before < count and is_found[before]
            yield frame, places[last] + (places[last] - places[before] if has_course else 0.0)


@dataclass(frozen=True, slots=True, eq=False)
class _Search:
    """What is looked for in every frame."""

    samples: Sequence[PlateSample]
    unit_px: float
    probe: Probe

    def look(self, frame: int, guess_px: FloatArray, reach_px: int) -> tuple[FloatArray, float]:
        """Where the template's middle is in one frame, and how alike."""
        half_px = self.probe.picture.shape[0] // 2 + reach_px
        patch = cut_patch(self.samples[frame], guess_px, unit_px=self.unit_px, half_px=half_px)
        shift, likeness = match(patch, self.probe)
        return guess_px + shift * self.unit_px / PX_PER_UNIT, likeness


def inner_half(rim: Rim) -> int:
    """Radius of what has to agree with the template: the disc and no more."""
    return min(max(round(rim.radius_px), 8), 44)


def _jumps(places: FloatArray, is_found: BoolArray, limit_px: float) -> BoolArray:
    """Shape (T,): found positions that are far from the median of themselves and their found neighbours."""
    jumps: BoolArray = np.zeros(len(places), dtype=np.bool_)
    frames = np.flatnonzero(is_found)
    for position, frame in enumerate(frames):
        near = frames[max(position - 2, 0) : position + 3]
        middle = np.median(places[near], axis=0)
        jumps[frame] = np.hypot(*(places[frame] - middle)) > limit_px
    return jumps


def _strays(places: FloatArray, is_found: BoolArray, limit_px: float) -> BoolArray:
    """Shape (T,): stretches of found positions that begin and end with a jump, away and back again."""
    strays: BoolArray = np.zeros(len(places), dtype=np.bool_)
    frames = np.flatnonzero(is_found)
    allowed_px = limit_px * np.maximum(np.diff(frames) / _LOST_BETWEEN, 1.0)
    leaps = np.flatnonzero(np.hypot(*np.diff(places[frames], axis=0).T) > allowed_px) + 1
    for start, stop in pairwise(leaps):
        before, after = places[frames[start - 1]], places[frames[stop]]
        came_back = np.hypot(*(after - before)) < np.hypot(*(places[frames[start]] - before))
        if came_back and stop - start < _STRAY_SHARE * len(frames):
            strays[frames[start:stop]] = True
    return strays
