"""In which frame a measure of a rep is what it says, so that the picture shows the number beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, unique
from math import nan

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.rep import Rep
from studio.core.signal import SignalSet


@unique
class _Pick(Enum):
    """Which frame of the window shows the measure: an extreme, or the middlest of those that come nearest to it."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    NEAREST = "nearest"


@dataclass(frozen=True, slots=True)
class _Sight:
    """The signal that shows a measure, and what is looked for in it; in the top, or from the start of the rise."""

    signal: str
    pick: _Pick
    has_rise: bool = False


_WRITTEN_DEG = 0.5  # angles are written in whole degrees: frames this near show the same number

_HIP_TOP = _Sight("hip_angle_deg", _Pick.HIGHEST)

_SIGHTS: Mapping[str, _Sight] = {
    "M-HIP-TOP": _HIP_TOP,
    "M-HOE": _HIP_TOP,
    "M-HOL": _HIP_TOP,
    "M-TRUNK": _Sight("trunk_inclination_deg", _Pick.NEAREST),
    "M-THIGH": _Sight("thigh_inclination_deg", _Pick.NEAREST),
    "M-SHIN": _Sight("shin_angle_deg", _Pick.NEAREST),
    "M-KNEE-TOP": _Sight("knee_angle_deg", _Pick.NEAREST),
    "M-NECK": _Sight("neck_angle_deg", _Pick.NEAREST),
    "M-GAZE": _Sight("gaze_pitch_deg", _Pick.NEAREST),
    "M-LTR": _Sight("trunk_inclination_deg", _Pick.LOWEST),
    "M-HEEL": _Sight("heel_rise_fl", _Pick.HIGHEST, has_rise=True),
}
"""Source: kb:b4 (formulas and windows of the measures)."""


def signal_of(measure: str) -> str:
    """Name of the signal in which a measure can be seen; empty for one that no single signal shows."""
    sight = _SIGHTS.get(measure)
    return sight.signal if sight else ""


def shown_at_s(measure: str, value: float, rep: Rep, signals: SignalSet) -> float:
    """Time of the frame in which a measure of a rep is what it says.

    Args:
        measure: id of the measure.
        value: what it is in this rep, in its own unit; NaN when it is not known.
        rep: the rep.
        signals: of the same clip, on the same clock as the rep.

    Returns:
        Seconds; NaN when no single frame shows the measure, or the signal is missing there.
    """
    sight = _SIGHTS.get(measure)
    signal = signals.get(sight.signal) if sight else None
    if sight is None or signal is None or np.isnan(value):
        return nan
    begin_s = rep.start_s if sight.has_rise else rep.top_s
    inside = np.flatnonzero((signal.times_s >= begin_s) & (signal.times_s <= rep.top_end_s) & signal.valid)
    if not inside.size:
        return nan
    return float(signal.times_s[inside[_picked(sight.pick, signal.values[inside], value)]])


def _picked(pick: _Pick, values: FloatArray, value: float) -> int:
    match pick:
        case _Pick.HIGHEST:
            return int(np.argmax(values))
        case _Pick.LOWEST:
            return int(np.argmin(values))
        case _Pick.NEAREST:
            distance = np.abs(values - value)
            alike = np.flatnonzero(distance <= max(float(np.min(distance)), _WRITTEN_DEG))
            return int(alike[np.argmin(np.abs(alike - 0.5 * (len(values) - 1)))])
