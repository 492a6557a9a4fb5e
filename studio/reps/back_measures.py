"""What the outline of the back tells in one rep."""

from collections.abc import Iterator
from math import hypot, isfinite

import numpy as np

from studio.core.arrays import BoolArray, FloatArray
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.reps.sheet import Sheet, Value

_HIDDEN = "The outline of the back is not visible: plates, bench or clothes hide it."
_NO_NEUTRAL = "The back in the athlete's neutral is not known: mark a neutral frame."
_FOLDED = "Hips this folded change the outline of the back; draw the chest line and the pelvis line to judge it there."
_NOT_REACHED = "The back stayed inside the mild limit."
_NO_LINES = "Draw the chest line and the pelvis line on two frames to measure it."
_ONSET_FRAMES = 3  # Source: kb:b4, M-ARCHON
_NEUTRAL_SD_DEG = 3.0  # how far the arc of a quiet back strays from hold to hold. Source: decision 0094
_CHANGE_SD_SHARE = 0.2  # how much steeper or flatter than the spine's own change a body reads. Source: decision 0094
_SAME_HIPS_DEG = 45.0  # further from the neutral hold the hips alone change the arc by −22 to 44. Source: decision 0095
_BY_CONTOUR = ("M-BCD", "M-BCD-BOT", "M-BC0", "M-ARCHON")
_BY_LINES = ("M-TPA", "M-TPA0", "M-TPA-PELVIS")


def back_measures(sheet: Sheet, rep: Rep) -> Iterator[Measure]:
    """Contour measures of one rep, and those that wait for lines drawn by hand. Source: kb:b4, kb:b6."""
    askew = sheet.capture.why_not_from_the_side()
    reason = askew or _why_hidden(sheet)
    values = {} if reason else _values(sheet, rep)
    for measure_id in _BY_CONTOUR:
        yield values.get(measure_id, Value(reason=reason)).as_measure(measure_id, "deg")
    for measure_id in _BY_LINES:
        yield Measure.missing(measure_id, "deg", askew or _NO_LINES)


def _why_hidden(sheet: Sheet) -> str:
    is_seen = sheet.signal("back_contour_deg") is not None
    return "" if is_seen else sheet.interpretation.refusals.get("back_contour_deg", _HIDDEN)


def _values(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    return {
        "M-BCD": _change(sheet, sheet.top_window(rep)),
        "M-BCD-BOT": _change(sheet, sheet.bottom_window(rep)),
        "M-BC0": _change(sheet, sheet.set_up_window()),
        "M-ARCHON": _onset(sheet, rep),
    }


def _change(sheet: Sheet, window: BoolArray) -> Value:
    """How far the arc is from the athlete's neutral, with the doubt of what that says about the spine."""
    if _is_folded(sheet)[window].mean() > 0.5:
        return Value(reason=_FOLDED)
    neutral_deg = sheet.options.neutral_contour_deg
    if not isfinite(neutral_deg):
        return Value(reason=_NO_NEUTRAL)
    arc = sheet.read("back_contour_deg", window, _median)
    doubt_deg = hypot(_NEUTRAL_SD_DEG, _CHANGE_SD_SHARE * (arc.value - neutral_deg))
    return arc.minus(Value(neutral_deg, doubt_deg))


def _is_folded(sheet: Sheet) -> BoolArray:
    """Shape (T,): frames whose hips are folded too far from the neutral hold to compare the outlines."""
    hip = sheet.signal("hip_angle_deg")
    if hip is None:
        return np.zeros(len(sheet.times_s), dtype=np.bool_)
    return np.asarray(np.abs(hip.values - sheet.capture.neutral_reference_deg) > _SAME_HIPS_DEG)


def _median(values: FloatArray) -> float:
    return float(np.median(values))


def _onset(sheet: Sheet, rep: Rep) -> Value:
    """M-ARCHON: hip angle at which the back first leaves the mild limit for three frames on the way up."""
    contour, hip = sheet.signal("back_contour_deg"), sheet.signal("hip_angle_deg")
    if contour is None or hip is None:
        return Value(reason=_HIDDEN)
    if not isfinite(sheet.options.neutral_contour_deg):
        return Value(reason=_NO_NEUTRAL)
    limit = sheet.options.neutral_contour_deg + sheet.options.archon_bands_deg
    rising = np.flatnonzero(sheet.rise_window(rep))
    beyond = (contour.values[rising] >= limit) & ~_is_folded(sheet)[rising]
    for first in range(len(rising) - _ONSET_FRAMES + 1):
        frame = rising[first]
        if beyond[first : first + _ONSET_FRAMES].all() and np.isfinite(hip.values[frame]):
            return Value(float(hip.values[frame]), float(hip.sd[frame]))
    return Value(reason=_NOT_REACHED)
