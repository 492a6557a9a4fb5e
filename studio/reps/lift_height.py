"""Which height tells the reps: the hips, the bar, or both hips seen from the feet.

Behind plates the hips are guessed and jump while the bar goes up and down in one sweep; seen from the feet one hip
hides behind a thigh while the mean of both does not.
"""

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.capture import View
from studio.reps.turns import detour_of

_SHOULDERS_PER_THIGH = 0.83  # gap of the shoulder joints over the thigh. Source: kb:b1 (proportions), DF
_MISSING_SHARE = 0.03  # a bar that is missing in so many more frames than the hips is no better than they; DF


def lift_height(interpretation: Interpretation, *, signal: str = "") -> FloatArray | None:
    """The height that reps are found in, shape (T,), thigh lengths, up positive; None when there is none.

    Only its ups and downs count: a plate lies nearer to the camera than the body and looks larger.

    Args:
        interpretation: the body over time; its height signal is missing outside the exercise.
        signal: the height signal of the exercise; the body's own when it is not there.

    Source: kb:b3 (hip or bar height).
    """
    if not interpretation.signals.signals:
        return None
    if interpretation.capture.view is View.FRONT:
        hips = _hips_from_the_feet(interpretation)
        if np.isfinite(hips).any():
            return hips
    signals = interpretation.signals
    hip = signals.get(signal) or signals.get(interpretation.height_signal)
    if hip is None:
        return None
    bar = _bar(interpretation)
    known_share, bar_share = (float(np.mean(np.isfinite(height))) for height in (hip.values, bar))
    is_seen = bar_share >= known_share - _MISSING_SHARE
    return bar if is_seen and detour_of(bar) < detour_of(hip.values) else hip.values


def _hips_from_the_feet(interpretation: Interpretation) -> FloatArray:
    """Mean height of both hips; the thighs point at the camera, so the shoulders give the scale."""
    landmarks = interpretation.landmarks
    hips = [landmarks.of(Part.HIP.on(side))[:, 1] for side in Side]
    gap = landmarks.of(Part.SHOULDER.on(Side.LEFT)) - landmarks.of(Part.SHOULDER.on(Side.RIGHT))
    return np.asarray(-0.5 * (hips[0] + hips[1]) * _SHOULDERS_PER_THIGH / _median(np.hypot(gap[:, 0], gap[:, 1])))


def _bar(interpretation: Interpretation) -> FloatArray:
    landmarks, near = interpretation.landmarks, interpretation.capture.near_side
    signal = interpretation.signals.get("bar_y_px")
    if signal is None:
        return np.full(len(landmarks.xy_px), np.nan)
    thigh = landmarks.of(Part.KNEE.on(near)) - landmarks.of(Part.HIP.on(near))
    return np.asarray(-signal.values / _median(np.hypot(thigh[:, 0], thigh[:, 1])))


def _median(lengths: FloatArray) -> float:
    known = lengths[np.isfinite(lengths)]
    return float(np.median(known)) if known.size else float("nan")
