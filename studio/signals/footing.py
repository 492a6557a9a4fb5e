"""Feet that stand in their shoes: behind a large plate, the person's outline tells where the near foot ends.

The plate's expert places knee and ankle without seeing them; on bodies it does not know they are drawn up to a third
of a plate beside the leg. The outline ends at the tip and at the sole of the shoe in most frames. Only where joints are
drawn changes: angles told from this were no better than the expert's own. Source: decision 0099.
"""

from dataclasses import replace

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Part, Side
from studio.core.observation import Outlines
from studio.signals.geometry import to_body_plane
from studio.signals.offset_model import Estimate
from studio.signals.posture import NEAR

_ANKLE_FROM_TIP = np.array([-0.41, 0.18])  # plate diameters; median of 31 rendered clips. Source: decision 0099
_LEEWAY = np.array([0.12, 0.08])  # plate diameters: what bodies and shoes differ by. Source: decision 0099
_FURTHEST_SHARE = 85.0  # percentile over the frames: in some of them the outline loses the foot
_FOLLOWS = {Part.ANKLE: 1.0, Part.KNEE: 0.6, Part.HIP: 0.25}  # how far joints err along the leg. Source: decision 0099
_FEWEST_FRAMES = 10
_FEWEST_CORNERS = 3


def feet_in_shoes(
    estimate: Estimate, outlines: Outlines, *, facing: Side, diameter_px: float, is_active: BoolArray
) -> Estimate:
    """Draw the near leg where the outline has its foot, if that is clearly elsewhere; the angles stay.

    Args:
        estimate: of the plate's expert.
        outlines: of the person.
        facing: direction in the picture from the head to the feet.
        diameter_px: of the plate.
        is_active: shape (T,), frames of the exercise.
    """
    frames = np.flatnonzero(is_active)
    tip = _tip_of_the_foot(outlines, frames, facing)
    ankle = estimate.plane[frames, NEAR[Part.ANKLE]]
    ankle = ankle[np.isfinite(ankle).all(axis=1)]
    if tip is None or not len(ankle):
        return estimate
    off = (np.median(ankle, axis=0) - tip) / diameter_px - _ANKLE_FROM_TIP
    back_px = -np.sign(off) * np.maximum(np.abs(off) - _LEEWAY, 0.0) * diameter_px
    plane = estimate.plane.copy()
    for part, share in _FOLLOWS.items():
        plane[:, NEAR[part]] += share * back_px
    return replace(estimate, plane=plane)


def _tip_of_the_foot(outlines: Outlines, frames: np.ndarray, facing: Side) -> FloatArray | None:
    """How far the outline reaches towards the feet and down, body plane, shape (2,); None where it is seldom there."""
    ends = []
    for frame in frames:
        corners = outlines.polygon(int(frame))
        if len(corners) >= _FEWEST_CORNERS:
            plane = to_body_plane(corners, facing)
            ends.append((float(plane[:, 0].max()), float(plane[:, 1].min())))
    if len(ends) < _FEWEST_FRAMES:
        return None
    along, low = np.array(ends).T
    return np.array([np.percentile(along, _FURTHEST_SHARE), np.percentile(low, 100.0 - _FURTHEST_SHARE)])
