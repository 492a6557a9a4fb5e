"""A stick figure seen from its feet, with the camera on the mid-line."""

from math import cos, radians, sin, tan

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.core.observation import Observation
from studio.exercise_api.conformance.film import flat_world_m, observation_of, row_of
from studio.exercise_api.conformance.motion import SHIN, Instant, instants
from studio.exercise_api.conformance.movement import Movement

HALF_SHOULDERS, HALF_HIPS = 0.43, 0.22
"""Half widths in thighs; any width gives the same ratios."""

FEET_NEARER = 1.2
"""How much larger feet look than shoulders from 3.5 m before them, where the camera protocol puts the camera."""

_KNEE_PX = (960.0, 480.0)
_FOOT_IN_PICTURE = 0.2


def film_from_the_feet(movement: Movement) -> Observation:
    """What a faultless pose model would see of a movement from the feet, at 60 frames per second."""
    rows = [_row(movement, instant) for instant in instants(movement)]
    return observation_of(rows, origin_px=_KNEE_PX, world_m=flat_world_m(rows), far_side=None)


def _row(movement: Movement, instant: Instant) -> FloatArray:
    ankles = movement.stance_ratio * FEET_NEARER * HALF_SHOULDERS
    knees = ankles * (1.0 + (movement.knee_gap_ratio - 1.0) * instant.lift)
    tilt_y = HALF_HIPS * tan(radians(movement.tilt_deg)) * instant.lift
    out = radians(movement.toes_out_deg)
    toe = _FOOT_IN_PICTURE * np.array([sin(out), -cos(out)])
    ankle = np.array([ankles, -SHIN])
    half = {
        Part.EYE: np.array([0.05, instant.shoulder_y + 0.3]),
        Part.EAR: np.array([0.12, instant.shoulder_y + 0.25]),
        Part.SHOULDER: np.array([HALF_SHOULDERS, instant.shoulder_y]),
        Part.ELBOW: np.array([HALF_SHOULDERS + 0.1, instant.shoulder_y - 0.1]),
        Part.WRIST: np.array([HALF_HIPS + 0.2, instant.hip_y + 0.1]),
        Part.HIP: np.array([HALF_HIPS, instant.hip_y]),
        Part.KNEE: np.array([knees, 0.0]),
        Part.ANKLE: ankle,
        Part.HEEL: ankle + np.array([0.0, -0.1]),
        Part.TOE: ankle + np.array([0.0, -0.1]) + toe,
    }
    mirror = np.array([-1.0, 1.0])
    places = {part: (place, place * mirror) for part, place in half.items()}
    left, right = places[Part.HIP]
    places[Part.HIP] = (left + np.array([0.0, tilt_y]), right - np.array([0.0, tilt_y]))
    return row_of(places, np.array([0.0, instant.shoulder_y + 0.2]))
