"""A shin that is seen beside a large plate: its own knee and ankle tell how it stands, not only what was learned.

The plate's expert places knee and ankle without trusting them, for behind most plates they jump about. Where the ankle
stays planted, the shin keeps its length and that length is a shin's, nothing hides it, and it is known as well as any
shin in the open. Source: decision 0127.
"""

from dataclasses import replace

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part
from studio.signals.geometry import length
from studio.signals.offset_model import Estimate, plane_angles
from studio.signals.posture import Posture
from studio.signals.trust import spread_of

_SHIN = 2  # column of the shin among the angles
_PLANTED = 0.10  # plate diameters that a planted ankle strays
_STEADY = 0.12  # of its length, that a shin in the picture changes
_SHORTEST = 0.75  # plate diameters: 0.42 m behind a plate of 0.45 m, which is nearer to the camera. Source: kb:b1
_SHARE = 0.6  # of what is seen in the shin: errors of 4.4 degrees beside 7.8. Source of all: decision 0127
_LEFT_DOUBT = 0.85  # of the expert's, so that as many errors are covered as before
_FEWEST_FRAMES = 10


def shin_as_seen(estimate: Estimate, posture: Posture, *, diameter_px: float) -> Estimate:
    """The estimate with the shin drawn towards where it is seen, if it is seen well.

    Args:
        estimate: of the plate's expert.
        posture: the landmarks in the body plane.
        diameter_px: of the plate.
    """
    knee, ankle = posture.near(Part.KNEE), posture.near(Part.ANKLE)
    used = posture.is_active & np.isfinite(knee).all(axis=1) & np.isfinite(ankle).all(axis=1)
    if not _is_in_the_open(knee, ankle, used, diameter_px):
        return estimate
    angles = estimate.angles_deg.copy()
    apart = np.mod(plane_angles(posture.plane)[:, _SHIN] - angles[:, _SHIN] + 180.0, 360.0) - 180.0
    angles[:, _SHIN] += _SHARE * np.nan_to_num(apart)
    doubt = estimate.doubt.copy()
    doubt[_SHIN, 0] += np.log(_LEFT_DOUBT)
    return replace(estimate, angles_deg=angles, doubt=doubt)


def _is_in_the_open(knee: FloatArray, ankle: FloatArray, used: BoolArray, diameter_px: float) -> bool:
    if np.count_nonzero(used) < _FEWEST_FRAMES:
        return False
    shins = length(knee - ankle)[used]
    shin_px = float(np.median(shins))
    return (
        shin_px >= _SHORTEST * diameter_px
        and float(np.hypot(*spread_of(ankle[used]))) <= _PLANTED * diameter_px
        and float(spread_of(shins)) <= _STEADY * shin_px
    )
