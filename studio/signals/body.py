"""The athlete's body over the clip: repaired, corrected, smoothed."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite, nan

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part
from studio.core.capture import View
from studio.core.observation import Correction, Observation
from studio.signals.activity import exercise_frames
from studio.signals.anchoring import Carried, carry_corrections
from studio.signals.camera_view import doubt_factor, view_of, yaw_by_plate, yaw_of
from studio.signals.cleaning import CleanTrack, clean
from studio.signals.filtering import smooth
from studio.signals.footing import feet_in_shoes
from studio.signals.geometry import length
from studio.signals.hand_doubt import narrowed_by_hand
from studio.signals.linking import Linked, linked_frames
from studio.signals.offset_model import Estimate, OffsetModel, plane_angles
from studio.signals.options import InterpretOptions
from studio.signals.orientation import Orientation, facing_of, near_side_of
from studio.signals.posture import Posture, joint_order, lying_frames, plate_course, posture_of, to_pixels
from studio.signals.sagittal import PLAIN_SD_DEG, Sagittal
from studio.signals.seen_shin import shin_as_seen
from studio.signals.silhouette import figure_rows
from studio.signals.turning import Turn, turned

LARGE_PLATE_SHARE = 0.27
"""Plate diameter over the body's length along the limbs from which on the plate hides the hip; DF: 0.28 m at 3 m."""

_FARTHEST_PLATE = 0.9  # diameters from the hip as it is seen: 0.8 at most in 89 recordings, a plate at the knee 0.98
_CALM_HZ = 2.0  # postures and steps are slower than this; jumps of a badly seen foot are not; DF
_ORDERLY_SHARE = 0.3  # of the exercise's frames: fewer are chance. Source: decision 0033
_SEGMENTS = 3  # trunk, thigh and shin tell a posture; the head turns as it likes
_OF_A_PAIR = 0.5  # a turned view goes by the middle of both sides: one of them is half of what is to be known
_MIN_PLATE_FRAMES = 0.5  # share of the frames in which the plate must be followed to be leant on; DF


@dataclass(frozen=True, slots=True, eq=False)
class Sight:
    """What can be said about a clip before anything is corrected.

    Attributes:
        cleaned: landmarks with swaps repaired and short gaps filled.
        orientation: which way the body lies.
        is_active: shape (T,), frames of the exercise.
        posture: the landmarks in the body plane.
        yaw_deg: of the camera; NaN unknown.
        plate: shape (T, 2), course of a large plate in the body plane; None without one.
        plate_diameter_px: NaN without plate, of any plate otherwise.
    """

    cleaned: CleanTrack
    orientation: Orientation
    is_active: BoolArray
    posture: Posture
    yaw_deg: float
    plate: FloatArray | None
    plate_diameter_px: float


@dataclass(frozen=True, slots=True, eq=False)
class BodyFit:
    """The body fitted to what was seen: everything that no correction of the coach's changes, and most of the work.

    Attributes:
        sight: what it was made from.
        turn: the turn back to the side of an oblique view; None elsewhere.
        strength: 0…1, how much of the learned correction was applied; 0 without a model.
        linked: the chain through all frames.
    """

    sight: Sight
    turn: Turn | None
    strength: float
    linked: Linked


@dataclass(frozen=True, slots=True, eq=False)
class Body:
    """The body over the clip.

    Attributes:
        sight: what it was made from.
        xy_px: shape (T, J, 2), smoothed and corrected.
        is_set: shape (T, J), joints that the coach put there.
        is_bridged: shape (T,), frames in which near leg and trunk follow from the frames around.
        thigh_px: near thigh, median over the exercise.
        sagittal: angles as seen at right angles, with their doubt.
        strength: 0…1, how much of the learned correction was applied; 0 without a model.
        plain_hip_deg: shape (T,), hip angle before the learned correction; None where nothing was corrected, or where
            a plate hides the hip and there is nothing to see before the correction.
    """

    sight: Sight
    xy_px: FloatArray
    is_set: BoolArray
    is_bridged: BoolArray
    thigh_px: float
    sagittal: Sagittal
    strength: float
    plain_hip_deg: FloatArray | None = None

    def near(self, part: Part) -> FloatArray:
        """Course of a near joint, shape (T, 2), pixels."""
        course: FloatArray = self.xy_px[:, part.on(self.sight.orientation.near_side)]
        return course


def look_at(observation: Observation, options: InterpretOptions) -> Sight:
    """Repair the landmarks and find out how the body lies, when it works out and where the camera stands."""
    times_s = observation.clock.times_s
    cleaned = clean(observation.landmarks, observation.clock, options)
    facing = facing_of(cleaned.xy_px)
    near = options.near_side or near_side_of(observation.landmarks, facing)
    orientation = Orientation(facing, near, int(np.sum(cleaned.swapped)))
    everything = posture_of(cleaned.xy_px, orientation, np.ones(len(times_s), dtype=np.bool_))
    calm = smooth(times_s, everything.plane.reshape(len(times_s), -1), cutoff_hz=_CALM_HZ)
    calm = calm.reshape(everything.plane.shape)
    angles = plane_angles(calm)
    is_active = exercise_frames(times_s, trunk_deg=angles[:, 0], thigh_deg=angles[:, 1])
    plate, diameter_px = _plate_of(observation, orientation)
    is_large = (
        plate is not None
        and diameter_px >= LARGE_PLATE_SHARE * everything.length_px
        and _is_at_the_hip(plate, diameter_px, everything.near(Part.HIP))
    )
    if plate is not None and is_large:
        is_active = np.isfinite(plate[:, 0])
    posture = posture_of(cleaned.xy_px, orientation, is_active)
    yaw_deg = nan
    if plate is not None and is_large:
        hips = np.where(posture.is_active[:, np.newaxis], posture.middle(Part.HIP), np.nan)
        yaw_deg = yaw_by_plate(plate, hips, diameter_px=diameter_px, diameter_m=options.plate_diameter_m)
    if not isfinite(yaw_deg):
        yaw_deg = _yaw_of(observation, cleaned, posture, behind_plates=is_large)
    return Sight(cleaned, orientation, is_active, posture, yaw_deg, plate if is_large else None, diameter_px)


def _is_at_the_hip(plate: FloatArray, diameter_px: float, hip: FloatArray) -> bool:
    """Whether a plate is where a bar lies that hides the hip; one elsewhere hides nothing that matters."""
    away = length(plate - hip)
    known = away[np.isfinite(away)]
    return not known.size or bool(np.median(known) <= _FARTHEST_PLATE * diameter_px)


def fit_body(observation: Observation, *, model: OffsetModel | None, options: InterpretOptions) -> BodyFit:
    """Fit the body to all that was seen, before the coach says anything about it."""
    sight = look_at(observation, options)
    turn = _turn(sight)
    estimate = turn.estimate if turn is not None else _corrected(observation, sight, model)
    linked = linked_frames(observation.clock.times_s, estimate, sight.posture, _linkable(sight))
    return BodyFit(sight, turn, estimate.strength, linked)


def body_of(
    observation: Observation, fit: BodyFit, *, corrections: Sequence[Correction], options: InterpretOptions
) -> Body:
    """Smooth the fitted body and carry the coach's corrections through."""
    times_s = observation.clock.times_s
    sight, turn, linked = fit.sight, fit.turn, fit.linked
    level = _smoothed(times_s, linked.plane, options)
    plane = level if turn is None else _smoothed(times_s, turn.shown(linked.plane), options)
    angles = smooth(times_s, linked.angles_deg, cutoff_hz=options.cutoff_hz)
    before = to_pixels(plane, sight.orientation)
    drawn = plane_angles(level)
    carried = carry_corrections(times_s, before, corrections, posture_deg=drawn[:, :_SEGMENTS])
    posture = posture_of(carried.xy_px, sight.orientation, sight.is_active)
    sd_deg = linked.sd_deg * (doubt_factor(sight.yaw_deg) if turn is None else 1.0)
    if carried.is_set.any():
        shift = posture.plane - plane
        moved = level + (shift if turn is None else turn.of_middle(shift))
        angles = angles + plane_angles(moved) - drawn
        sd_deg = _less_doubtful(sd_deg, moved, carried, fit)
    trunk, thigh, shin, neck, gaze = angles.T
    sagittal = Sagittal(trunk, thigh, shin, neck, gaze, sd_deg)
    plain_hip_deg = None
    if fit.strength > 0.0 and sight.plate is None:
        plain = smooth(times_s, plane_angles(sight.posture.plane), cutoff_hz=options.cutoff_hz)
        plain_hip_deg = 180.0 - plain[:, 0] - plain[:, 1]
    thigh_px = _thigh_of(posture)
    return Body(
        sight, carried.xy_px, carried.is_set, linked.is_bridged, thigh_px, sagittal, fit.strength, plain_hip_deg
    )


def _less_doubtful(sd_deg: FloatArray, plane: FloatArray, carried: Carried, fit: BodyFit) -> FloatArray:
    """The angles' doubt once the coach has set joints: what the camera's place adds to it stays."""
    sight = fit.sight
    known = carried.known[:, joint_order(sight.orientation)]
    joint_share = np.full(len(PLAIN_SD_DEG), doubt_factor(sight.yaw_deg) ** -2.0)
    if fit.turn is not None:
        known = _OF_A_PAIR * known
        joint_share = (PLAIN_SD_DEG / fit.turn.estimate.plain_sd_deg) ** 2
    thigh_px = _thigh_of(Posture(plane, sight.is_active, sight.posture.length_px))
    return narrowed_by_hand(sd_deg, plane, known, thigh_px=thigh_px, joint_share=joint_share)


def _smoothed(times_s: FloatArray, plane: FloatArray, options: InterpretOptions) -> FloatArray:
    flat = smooth(times_s, plane.reshape(len(plane), -1), cutoff_hz=options.cutoff_hz)
    return flat.reshape(plane.shape)


def _yaw_of(observation: Observation, cleaned: CleanTrack, posture: Posture, *, behind_plates: bool) -> float:
    """Yaw of the camera from all frames of the exercise or from the orderly ones: lost legs only ever add to it."""
    everything, orderly = posture.is_active, lying_frames(posture)
    has_enough = np.count_nonzero(orderly) >= _ORDERLY_SHARE * np.count_nonzero(everything)
    told = [
        yaw_of(observation.landmarks.world_m[used], cleaned.visibility[used], behind_plates=behind_plates)
        for used in ((everything, orderly) if has_enough else (everything,))
        if used.any()
    ]
    known = [yaw_deg for yaw_deg in told if isfinite(yaw_deg)]
    return min(known, default=nan)


def _turn(sight: Sight) -> Turn | None:
    """An oblique view turned back to the side; behind large plates the far side is guessed."""
    if view_of(sight.yaw_deg) is not View.OBLIQUE or sight.plate is not None:
        return None
    return turned(sight.posture, sight.yaw_deg)


def _corrected(observation: Observation, sight: Sight, model: OffsetModel | None) -> Estimate:
    posture = sight.posture
    if model is None or view_of(sight.yaw_deg) is not View.SIDE or not posture.is_active.any():
        return Estimate.as_seen(posture)
    if sight.plate is not None:
        placed = model.correct_around_plate(posture, sight.plate, sight.plate_diameter_px)
        return shin_as_seen(_standing(observation, sight, placed), posture, diameter_px=sight.plate_diameter_px)
    figure = figure_rows(posture, observation.landmarks.world_m, observation.outlines, sight.orientation)
    return model.correct(posture, figure)


def _standing(observation: Observation, sight: Sight, estimate: Estimate) -> Estimate:
    if estimate.strength == 0.0 or observation.outlines is None:
        return estimate
    return feet_in_shoes(
        estimate,
        observation.outlines,
        facing=sight.orientation.facing,
        diameter_px=sight.plate_diameter_px,
        is_active=sight.is_active,
    )


def _linkable(sight: Sight) -> BoolArray:
    """Shape (T,): frames of the exercise; none where the camera looks along the body and its lengths mean nothing."""
    return sight.is_active & (view_of(sight.yaw_deg) is not View.FRONT)


def _plate_of(observation: Observation, orientation: Orientation) -> tuple[FloatArray | None, float]:
    plate = observation.plate
    if plate is None or np.mean(np.isfinite(plate.center_px[:, 0])) < _MIN_PLATE_FRAMES:
        return None, nan
    return plate_course(plate, observation.clock.times_s, orientation)


def _thigh_of(posture: Posture) -> float:
    thighs = length(posture.near(Part.KNEE) - posture.near(Part.HIP))
    used = thighs[posture.is_active] if posture.is_active.any() else thighs
    used = used[np.isfinite(used)]
    return float(np.median(used)) if used.size else nan
