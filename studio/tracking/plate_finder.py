"""Follows the plate through a clip."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from studio.core.arrays import FloatArray, IntArray
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import PlateTrack
from studio.core.time import FrameClock
from studio.tracking.body_path import BodyPath, follow_body, spread_frames
from studio.tracking.plate_follow import follow_plate, inner_half, predict_places
from studio.tracking.plate_sample import PlateSample, open_sample, take_sample
from studio.tracking.plate_search import PlateGuess, find_travelling_rings
from studio.tracking.plate_template import PX_PER_UNIT, HeldStill, hold_still
from studio.tracking.rim import Rim, find_rim, uncover_rim
from studio.tracking.ring_votes import RingCenters, find_edges, find_ring_centers
from studio.tracking.rising_rings import find_rising_ring
from studio.tracking.standing_edges import without_standing

_SEARCHED_FRAMES = 24
_CENTERS_PER_FRAME = 15
_GUESSES = 4
_SMALLEST_RADIUS_UNITS = 0.2
_LARGEST_RADIUS_UNITS = 0.8
_FIRST_INNER_PX = 20
_REACH_PX = 14

_LEAST_MERIT = 3.2
_JUMP_WEIGHT = 0.53
_ROUND_WEIGHT = 1.6
_UNREST_WEIGHT = -0.047
_LIKE_WEIGHT = 1.6
_USED_WEIGHT = 0.18
"""What speaks for a plate, against a full edge: fitted on rings of the rendered clips that are plates and that are not
(logistic regression). Rings that are no plate stay below the limit there and on real clips; see decision 0040."""

_LEAST_RISING_MERIT = 3.35
"""A ring that only its own path speaks for has to look like a plate: what rises without one stays below 3.1 on
the rendered clips, plates start at 3.4."""

_LEAST_AGREEMENT = 0.2
"""Even badly seen hips rise with their plate; the head, round as it is, sinks."""

_LEAST_JUMP = 0.45
"""Where the stillness does not end there is no rim, however round it is inside."""

_EVIDENT_EDGE = 0.9
_EVIDENT_ROUNDNESS = 0.9
_EVIDENT_JUMP = 0.2
"""Before a plain wall, or before its twin on the far side, little ends at the rim: a disc this round, with an edge all
around, is one all the same. Nothing on a body comes near."""

_CLEAR_EDGE = 0.85
_CLEAR_JUMP = 0.6
_CLEAR_UNREST = 5.0
_CLEAR_SUPPORT = 0.3
"""A plate with holes is not round inside; a rim as clear as this, that the votes agree on, is a plate all the same."""

_MERIT_SLACK = 0.3
_LEAST_TRAVEL_UNITS = 0.2
_SLOPES = (0.5, 6.0)
"""How far a plate travels per travel of the hips, as the pose model sees them behind a plate."""

_SMALLEST_RIM_PX = 11.5


@dataclass(frozen=True, slots=True, eq=False)
class _Candidate:
    held: HeldStill
    rim: Rim
    merit: float
    support: float


class PlateFinder:
    """Keeps a small picture of every frame and looks for the plate in all of them.

    Fulfils `core.ports.PlateTracker`.
    """

    def observe(self, frame: Frame, pose: PoseEstimate) -> PlateSample:
        """The surroundings of the hips in one frame."""
        return take_sample(frame, pose)

    def resolve(self, samples: Sequence[PlateSample], landmarks: LandmarkTrack, clock: FrameClock) -> PlateTrack | None:
        """Join the samples of all frames into one track; None when there is no plate."""
        del clock  # nothing here depends on how fast it moves
        path = follow_body(landmarks)
        if path is None:
            return None
        frames = spread_frames(path, _SEARCHED_FRAMES)
        searched = [samples[frame] for frame in frames]
        centers = _ring_centers(searched, path.unit_px)
        guesses = find_travelling_rings(centers, path.hips_px[frames], unit_px=path.unit_px, count=_GUESSES)
        candidates = [_examine(searched, path, frames, guess) for guess in guesses]
        plates = [candidate for candidate in candidates if _is_plate(candidate, path, frames)]
        if not plates:
            uncovered = [_uncovered(candidate) for candidate in candidates]
            plates = [candidate for candidate in uncovered if _is_plate(candidate, path, frames)]
        if plates:
            best = _nearest(plates)
            return follow_plate(samples, path, frames, best.held, best.rim)
        return _follow_rising_ring(samples, centers, path, frames)


def _follow_rising_ring(
    samples: Sequence[PlateSample], centers: list[RingCenters], path: BodyPath, frames: IntArray
) -> PlateTrack | None:
    """Where the hips lead to no plate: the ring that rises, which then leads itself."""
    guess = find_rising_ring(centers, unit_px=path.unit_px)
    if guess is None:
        return None
    own_path = _led_by(guess, path, frames)
    if _agreement(own_path.hips_px[frames, 1], path.hips_px[frames, 1]) < _LEAST_AGREEMENT:
        return None
    candidate = _examine([samples[frame] for frame in frames], own_path, frames, guess)
    if candidate.merit < _LEAST_RISING_MERIT or not _is_plate(candidate, own_path, frames):
        return None
    return follow_plate(samples, own_path, frames, candidate.held, candidate.rim)


def _agreement(heights: FloatArray, hips: FloatArray) -> float:
    """Correlation of two courses, −1…1; 0 where one stands still."""
    first, second = heights - heights.mean(), hips - hips.mean()
    return float(first @ second / max(float(np.sqrt((first @ first) * (second @ second))), 1e-9))


def _led_by(guess: PlateGuess, path: BodyPath, frames: IntArray) -> BodyPath:
    """A path that goes where the ring goes."""
    known = np.isfinite(guess.xy_px[:, 0])
    every = np.arange(len(path.hips_px))
    places = [np.interp(every, frames[known], guess.xy_px[known, axis]) for axis in (0, 1)]
    return BodyPath(hips_px=np.stack(places, axis=1), is_lifting=path.is_lifting, unit_px=path.unit_px)


def _nearest(plates: list[_Candidate]) -> _Candidate:
    """The plate nearest to the camera: the largest of those that look nearly as much like a plate as the best."""
    best = max(candidate.merit for candidate in plates)
    sure = [candidate for candidate in plates if candidate.merit >= best - _MERIT_SLACK]
    return max(sure, key=lambda candidate: candidate.rim.radius_px)


def _ring_centers(samples: Sequence[PlateSample], unit_px: float) -> list[RingCenters]:
    """Ring centres of each frame in frame pixels, made of edges that do not stand still."""
    edges = [find_edges(open_sample(sample)) for sample in samples]
    placed = [_to_frame(item.xy_px, sample) for item, sample in zip(edges, samples, strict=True)]
    moving = without_standing(edges, placed, unit_px=unit_px)
    found = []
    for item, sample in zip(moving, samples, strict=True):
        unit = unit_px / sample.factor[1]
        centers = find_ring_centers(
            item,
            smallest_px=_SMALLEST_RADIUS_UNITS * unit,
            largest_px=_LARGEST_RADIUS_UNITS * unit,
            count=_CENTERS_PER_FRAME,
        )
        in_frame = _to_frame(centers.xy_px, sample)
        found.append(RingCenters(in_frame, centers.radius_px * sample.factor[1], centers.aspect, centers.score))
    return found


def _to_frame(xy_px: FloatArray, sample: PlateSample) -> FloatArray:
    placed: FloatArray = (xy_px + 0.5) * np.array(sample.factor) + np.array(sample.origin_px) - 0.5
    return placed


def _examine(samples: Sequence[PlateSample], path: BodyPath, frames: IntArray, guess: PlateGuess) -> _Candidate:
    """Hold the picture still on a guess, find the rim, and do both again on what the rim encloses."""
    hips = guess.gain * path.hips_px[frames]
    is_seed = np.isfinite(guess.xy_px[:, 0])
    typical = np.median((guess.xy_px - hips)[is_seed], axis=0)
    places = np.where(is_seed[:, None], guess.xy_px, hips + typical)
    first = hold_still(
        samples, places, unit_px=path.unit_px, inner_px=_FIRST_INNER_PX, reach_px=_REACH_PX, is_seed=is_seed
    )
    rim = find_rim(first)
    better = np.where(first.is_used[:, None], first.centers_px, predict_places(path, frames, first)[frames])
    moved = better + np.array([rim.x_px, rim.y_px]) * path.unit_px / PX_PER_UNIT
    held = hold_still(
        samples,
        moved,
        unit_px=path.unit_px,
        inner_px=inner_half(rim),
        reach_px=_REACH_PX,
        is_seed=first.is_used,
    )
    rim = find_rim(held)
    support = guess.support * float(np.mean(is_seed))
    return _Candidate(held=held, rim=rim, merit=_merit(held, rim), support=support)


def _uncovered(candidate: _Candidate) -> _Candidate:
    """The same with the rim of a disc that something covers at its left or right, if it is one."""
    rim = uncover_rim(candidate.held, candidate.rim)
    return replace(candidate, rim=rim, merit=_merit(candidate.held, rim))


def _merit(held: HeldStill, rim: Rim) -> float:
    """How much a held ring looks like a plate."""
    return (
        rim.edge
        + _JUMP_WEIGHT * rim.jump
        + _ROUND_WEIGHT * rim.roundness
        + _UNREST_WEIGHT * rim.unrest
        + _LIKE_WEIGHT * float(np.median(held.likeness))
        + _USED_WEIGHT * float(np.mean(held.is_used))
    )


def _is_clear_disc(candidate: _Candidate) -> bool:
    rim = candidate.rim
    return (
        rim.edge >= _CLEAR_EDGE
        and rim.jump >= _CLEAR_JUMP
        and rim.unrest <= _CLEAR_UNREST
        and candidate.support >= _CLEAR_SUPPORT
    )


def _is_plate(candidate: _Candidate, path: BodyPath, frames: IntArray) -> bool:
    rim, used = candidate.rim, candidate.held.is_used
    is_evident = rim.edge >= _EVIDENT_EDGE and rim.roundness >= _EVIDENT_ROUNDNESS
    if rim.radius_px < _SMALLEST_RIM_PX or rim.jump < (_EVIDENT_JUMP if is_evident else _LEAST_JUMP):
        return False
    if candidate.merit < _LEAST_MERIT and not _is_clear_disc(candidate):
        return False
    heights, hips = candidate.held.centers_px[used, 1], path.hips_px[frames][used, 1]
    travel = float(np.subtract(*np.percentile(heights, [95.0, 5.0]))) / path.unit_px
    spread = hips - hips.mean()
    slope = float(spread @ heights / max(float(spread @ spread), 1e-9))
    return travel >= _LEAST_TRAVEL_UNITS and _SLOPES[0] <= slope <= _SLOPES[1]
