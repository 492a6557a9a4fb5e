"""A stick figure from the side, head on the left, with the camera square to it."""

from math import asin, cos, pi, radians, sin

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.observation import Observation
from studio.exercise_api.conformance.film import flat_world_m, observation_of, row_of
from studio.exercise_api.conformance.motion import FOOT, SHIN, TRUNK, Instant, clipped, instants
from studio.exercise_api.conformance.movement import Movement

NECK, FACE = 0.45, 0.18
"""From shoulder to ear and from ear to nose, in thighs; any length gives the same angles."""

NOSE_BELOW_EYES_DEG = 12.0
"""The nose lies below the plane of ear and eye. Source: kb:b4 (M-GAZE)."""

_KNEE_PX = (1250.0, 480.0)
_FAR_SIDE = np.array([0.013, 0.01])
_HALF_WIDTH_M = 0.17
_ANKLE_SHARE = 0.8  # of the heel's rise: an ankle, and all that stands on it, goes along. Source: decision 0121


def film_from_the_side(movement: Movement) -> Observation:
    """What a faultless pose model would see of a movement from the side, at 60 frames per second."""
    rows = [_row(movement, instant) for instant in instants(movement)]
    world_m = flat_world_m(rows)
    for part in Part:
        world_m[:, part.on(Side.RIGHT), 2] = -_HALF_WIDTH_M
        world_m[:, part.on(Side.LEFT), 2] = _HALF_WIDTH_M
    return observation_of(rows, origin_px=_KNEE_PX, world_m=world_m, far_side=Side.LEFT)


def _row(movement: Movement, instant: Instant) -> FloatArray:
    thigh = asin(clipped(-instant.hip_y))
    trunk = asin(clipped((instant.shoulder_y - instant.hip_y) / TRUNK)) - instant.roll
    shin = radians(movement.shin_deg)
    hip = np.array([-cos(thigh), instant.hip_y])
    shoulder = hip + TRUNK * np.array([-cos(trunk), sin(trunk)])
    ankle = SHIN * np.array([sin(shin), -cos(shin)])
    ear = shoulder + NECK * _direction(pi - trunk - radians(movement.neck_deg))
    nose = ear + FACE * _direction(radians(movement.gaze_deg - NOSE_BELOW_EYES_DEG))
    heel_rise = movement.heel_rise_fl * FOOT * instant.lift
    on_the_floor = (Part.HEEL, Part.TOE)
    raised = np.array([0.0, _ANKLE_SHARE * heel_rise])
    places = {
        Part.EAR: ear,
        Part.EYE: (ear + nose) / 2.0,
        Part.SHOULDER: shoulder,
        Part.ELBOW: (shoulder + hip) / 2.0,
        Part.WRIST: hip + np.array([-0.15, 0.1]),
        Part.HIP: hip,
        Part.KNEE: np.zeros(2),
        Part.ANKLE: ankle,
        Part.HEEL: ankle + np.array([-0.15, heel_rise - 0.12]),
        Part.TOE: ankle + np.array([FOOT - 0.15, -0.12]),
    }
    stands = {part: place if part in on_the_floor else place + raised for part, place in places.items()}
    return row_of({part: (place + _FAR_SIDE, place) for part, place in stands.items()}, nose + raised)


def _direction(angle: float) -> FloatArray:
    return np.array([cos(angle), sin(angle)])
