"""Times, heights and speeds of one rep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot, isfinite, nan, sqrt

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.reps.sheet import Sheet, Value

_INCOMPLETE = "The clip cuts this rep off."
_LAST = "No rep follows this one."
_NO_BAR = "The bar was not followed."
_SLOW_CLIP = "The clip has too few frames a second for it."
_UNTIMED = "The hips are not seen steadily enough to time this rep."  # see decision 0120
_PEAK_RATIO_SD = 0.2  # of the steadier course. See decision 0043
_FEWEST_FRAMES = 3
_OVERSHOOT_S = 0.3  # Source: kb:b4, M-OVERSHOOT
_HEIGHT_NOISE_TL = 0.01  # of smoothed hip heights within one rep. Source: accuracy benchmark
_RANGES = ("M-ROM", "M-ROM-CM")  # of all that is read from heights, what needs no exact times
_UNITS = {
    "M-CON": "s", "M-PAUSE": "s", "M-ECC": "s", "M-BOT": "s", "M-ECCR": "ratio", "M-ROM": "tl", "M-MCV": "tl/s",
    "M-PCV": "tl/s", "M-PEAKR": "ratio", "M-OVERSHOOT": "tl", "M-ROM-CM": "cm", "M-MCV-MS": "m/s", "M-PCV-MS": "m/s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rise:
    """Height gained and speeds of one concentric phase; NaN where the course does not rise."""

    rise: float
    mean_speed: float
    peak_ratio: float

    @property
    def peak_speed(self) -> float:
        return self.peak_ratio * self.mean_speed


def tempo_measures(sheet: Sheet, rep: Rep) -> Iterator[Measure]:
    """Phase durations, range and velocities of one rep. Source: kb:b4."""
    values = {**_durations(sheet, rep), **_velocities(sheet, rep)}
    for measure_id, unit in _UNITS.items():
        yield values[measure_id].as_measure(measure_id, unit)


def _durations(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    sd = hypot(sheet.options.boundary_sd_s, rep.doubt_s) * sqrt(2.0)
    untimed = _why_untimed(rep)
    is_cut_before = not rep.is_complete and rep.start_s <= sheet.times_s[0] and rep.top_s <= sheet.times_s[0]
    is_cut_after = not rep.is_complete and not is_cut_before
    lift = _duration(rep.top_s - rep.start_s, sd, untimed or (_INCOMPLETE if is_cut_before else ""))
    pause = _duration(rep.top_end_s - rep.top_s, sd, untimed or ("" if rep.is_complete else _INCOMPLETE))
    lower = _duration(rep.end_s - rep.top_end_s, sd, untimed or (_INCOMPLETE if is_cut_after else ""))
    rest_s = sheet.rest_after(rep)
    rest = _duration(rest_s, sd, untimed or ("" if isfinite(rest_s) else _LAST))
    ratio = Value(reason=lift.reason or lower.reason)
    if not ratio.reason and lift.value > 0.0:
        share = hypot(lift.sd / lift.value, lower.sd / max(lower.value, lower.sd))
        ratio = Value(lower.value / lift.value, share * lower.value / lift.value)
    return {"M-CON": lift, "M-PAUSE": pause, "M-ECC": lower, "M-BOT": rest, "M-ECCR": ratio}


def _duration(seconds: float, sd: float, reason: str) -> Value:
    return Value(reason=reason) if reason else Value(max(seconds, 0.0), sd)


def _velocities(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    """Ranges and speeds; speeds are compared within the set, whose reps share the doubt of their times.

    Source: kb:b4 (M-VL), decision 0120.
    """
    duration_s = max(rep.top_s - rep.start_s, sheet.options.boundary_sd_s)
    doubt = sheet.options.boundary_sd_s * sqrt(2.0) / duration_s
    found = {**_of_the_hips(sheet, rep, doubt), **_of_the_bar(sheet, rep, doubt)}
    untimed = _why_untimed(rep)
    timeless = {name: found[name] if name in _RANGES else Value(reason=untimed) for name in found}
    return timeless if untimed else found


def _why_untimed(rep: Rep) -> str:
    return "" if isfinite(rep.doubt_s) else _UNTIMED


def _of_the_hips(sheet: Sheet, rep: Rep, doubt: float) -> dict[str, Value]:
    """Range and speeds in thigh lengths; the peak is read from the course that timed the reps. Source: kb:b4, kb:c4."""
    height = sheet.signal("hip_height_tl")
    rise = None if height is None else _rise_of(sheet, rep, height.values, height.values)
    timed = None if height is None else _rise_of(sheet, rep, height.values, sheet.course)
    askew = sheet.capture.why_not_from_the_side()
    slow = askew or (_SLOW_CLIP if sheet.fps < sheet.options.slowest_fps else "")
    over = 0.0 if height is None else _overshoot(sheet, rep, height.values)
    return {
        "M-ROM": _known(rise, lambda one: Value(one.rise, _HEIGHT_NOISE_TL * np.sqrt(2.0)), askew),
        "M-MCV": _known(rise, lambda one: Value(one.mean_speed, doubt * one.mean_speed), askew),
        "M-PCV": _known(timed, lambda one: Value(one.peak_speed, doubt * one.peak_speed), askew),
        "M-PEAKR": _known(timed, lambda one: Value(one.peak_ratio, _PEAK_RATIO_SD), slow),
        "M-OVERSHOOT": _known(rise, lambda _: Value(over, _HEIGHT_NOISE_TL), slow),
    }


def _of_the_bar(sheet: Sheet, rep: Rep, doubt: float) -> dict[str, Value]:
    """Range and speeds in metres."""
    height = sheet.signal("bar_height_m")
    rise = None if height is None else _rise_of(sheet, rep, height.values, height.values)
    missing = _NO_BAR if height is None else _INCOMPLETE
    return {
        "M-ROM-CM": _known(rise, lambda one: Value(100.0 * one.rise, 3.0), missing=missing),
        "M-MCV-MS": _known(rise, lambda one: Value(one.mean_speed, doubt * one.mean_speed), missing=missing),
        "M-PCV-MS": _known(rise, lambda one: Value(one.peak_speed, doubt * one.peak_speed), missing=missing),
    }


def _known(
    rise: _Rise | None, make: Callable[[_Rise], Value], reason: str = "", *, missing: str = _INCOMPLETE
) -> Value:
    if reason or rise is None:
        return Value(reason=reason or missing)
    return make(rise)


def _rise_of(sheet: Sheet, rep: Rep, height: FloatArray, course: FloatArray) -> _Rise | None:
    """Rise of a height in the concentric phase, and peak over mean speed of a course of the same lift, any unit.

    None when the clip cuts the phase off, or too little of it was seen.
    """
    rise, duration_s = _gain(sheet, rep, height), rep.top_s - rep.start_s
    gain = _gain(sheet, rep, course)
    if not (rise > 0.0 and gain > 0.0):
        return None
    inside = (sheet.times_s >= rep.start_s) & (sheet.times_s <= rep.top_s) & np.isfinite(course)
    speed = np.gradient(course[inside], sheet.times_s[inside])
    return _Rise(rise, rise / duration_s, float(np.max(speed)) / (gain / duration_s))


def _gain(sheet: Sheet, rep: Rep, course: FloatArray) -> float:
    """How far a course rises in the concentric phase; NaN when too little of it was seen."""
    known = np.isfinite(course)
    inside = (sheet.times_s >= rep.start_s) & (sheet.times_s <= rep.top_s) & known
    if rep.top_s <= rep.start_s or np.sum(inside) < _FEWEST_FRAMES:
        return nan
    start, end = np.interp([rep.start_s, rep.top_s], sheet.times_s[known], course[known])
    return float(end - start)


def _overshoot(sheet: Sheet, rep: Rep, height: FloatArray) -> float:
    """How far the first moments of the top rise above the rest of it; 0 when the top is too short to tell."""
    top = (sheet.times_s >= rep.top_s) & (sheet.times_s <= rep.top_end_s) & np.isfinite(height)
    early = top & (sheet.times_s <= rep.top_s + _OVERSHOOT_S)
    late = top & ~early
    if not early.any() or not late.any():
        return 0.0
    return max(0.0, float(np.max(height[early]) - np.median(height[late])))
