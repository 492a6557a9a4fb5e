"""What the outline of the back tells in one rep."""

from collections.abc import Iterator
from math import isfinite

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.reps.sheet import Sheet, Value

_HIDDEN = "The outline of the back is not visible: plates, bench or clothes hide it."
_NO_NEUTRAL = "The back in the athlete's neutral is not known: mark a neutral frame."
_NOT_REACHED = "The back stayed inside the mild limit."
_NO_LINES = "Draw the chest line and the pelvis line on two frames to measure it."
_ONSET_FRAMES = 3  # Source: kb:b4, M-ARCHON
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
    if sheet.signal("back_contour_deg") is None:
        return sheet.interpretation.refusals.get("back_contour_deg", _HIDDEN)
    return "" if isfinite(sheet.options.neutral_contour_deg) else _NO_NEUTRAL


def _values(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    neutral = Value(sheet.options.neutral_contour_deg, 0.0)
    top = sheet.read("back_contour_deg", sheet.top_window(rep), _median)
    bottom = sheet.read("back_contour_deg", sheet.bottom_window(rep), _median)
    set_up = sheet.read("back_contour_deg", sheet.set_up_window(), _median)
    return {
        "M-BCD": top.minus(neutral),
        "M-BCD-BOT": bottom.minus(neutral),
        "M-BC0": set_up.minus(neutral),
        "M-ARCHON": _onset(sheet, rep),
    }


def _median(values: FloatArray) -> float:
    return float(np.median(values))


def _onset(sheet: Sheet, rep: Rep) -> Value:
    """M-ARCHON: hip angle at which the back first leaves the mild limit for three frames on the way up."""
    contour, hip = sheet.signal("back_contour_deg"), sheet.signal("hip_angle_deg")
    if contour is None or hip is None:
        return Value(reason=_HIDDEN)
    limit = sheet.options.neutral_contour_deg + sheet.options.archon_bands_deg
    rising = np.flatnonzero(sheet.rise_window(rep))
    beyond = contour.values[rising] >= limit
    for first in range(len(rising) - _ONSET_FRAMES + 1):
        frame = rising[first]
        if beyond[first : first + _ONSET_FRAMES].all() and np.isfinite(hip.values[frame]):
            return Value(float(hip.values[frame]), float(hip.sd[frame]))
    return Value(reason=_NOT_REACHED)
