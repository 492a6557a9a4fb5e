"""Times, heights and speeds of one rep."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import hypot, isfinite

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.reps.sheet import Sheet, Value

_INCOMPLETE = "The clip cuts this rep off."
_LAST = "No rep follows this one."
_SLOW_CLIP = "The clip has too few frames a second for it."
_PEAK_PERCENT = 90.0  # of the rise's speeds: the very largest is mostly jitter; 2 % below it in a smooth lift; DF
_OVERSHOOT_S = 0.3  # Source: kb:b4, M-OVERSHOOT
_HEIGHT_NOISE_TL = 0.01  # of smoothed hip heights within one rep. Source: accuracy benchmark
_UNITS = {
    "M-CON": "s", "M-PAUSE": "s", "M-ECC": "s", "M-BOT": "s", "M-ECCR": "ratio", "M-ROM": "tl", "M-MCV": "tl/s",
    "M-PCV": "tl/s", "M-PEAKR": "ratio", "M-OVERSHOOT": "tl", "M-ROM-CM": "cm", "M-MCV-MS": "m/s", "M-PCV-MS": "m/s",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Rise:
    """Height gained and speeds of one concentric phase."""

    rise: float
    mean_speed: float
    peak_speed: float
    overshoot: float


def tempo_measures(sheet: Sheet, rep: Rep) -> Iterator[Measure]:
    """Phase durations, range and velocities of one rep. Source: kb:b4."""
    values = {**_durations(sheet, rep), **_velocities(sheet, rep)}
    for measure_id, unit in _UNITS.items():
        yield values[measure_id].as_measure(measure_id, unit)


def _durations(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    sd = sheet.options.boundary_sd_s * np.sqrt(2.0)
    is_cut_before = not rep.is_complete and rep.start_s <= sheet.times_s[0] and rep.top_s <= sheet.times_s[0]
    is_cut_after = not rep.is_complete and not is_cut_before
    lift = _duration(rep.top_s - rep.start_s, sd, _INCOMPLETE if is_cut_before else "")
    pause = _duration(rep.top_end_s - rep.top_s, sd, "" if rep.is_complete else _INCOMPLETE)
    lower = _duration(rep.end_s - rep.top_end_s, sd, _INCOMPLETE if is_cut_after else "")
    rest_s = sheet.rest_after(rep)
    rest = _duration(rest_s, sd, "" if isfinite(rest_s) else _LAST)
    ratio = Value(reason=lift.reason or lower.reason)
    if not ratio.reason and lift.value > 0.0:
        share = hypot(lift.sd / lift.value, lower.sd / max(lower.value, lower.sd))
        ratio = Value(lower.value / lift.value, share * lower.value / lift.value)
    return {"M-CON": lift, "M-PAUSE": pause, "M-ECC": lower, "M-BOT": rest, "M-ECCR": ratio}


def _duration(seconds: float, sd: float, reason: str) -> Value:
    return Value(reason=reason) if reason else Value(max(seconds, 0.0), sd)


def _velocities(sheet: Sheet, rep: Rep) -> dict[str, Value]:
    in_thighs = _rise_of(sheet, rep, "hip_height_tl")
    in_metres = _rise_of(sheet, rep, "bar_height_m")
    duration_s = max(rep.top_s - rep.start_s, sheet.options.boundary_sd_s)
    doubt = sheet.options.boundary_sd_s * np.sqrt(2.0) / duration_s
    slow = _SLOW_CLIP if sheet.fps < sheet.options.slowest_fps else ""
    no_bar = "The bar was not followed." if sheet.signal("bar_height_m") is None else _INCOMPLETE
    return {
        "M-ROM": _known(in_thighs, lambda rise: Value(rise.rise, _HEIGHT_NOISE_TL * np.sqrt(2.0))),
        "M-MCV": _known(in_thighs, lambda rise: Value(rise.mean_speed, doubt * rise.mean_speed)),
        "M-PCV": _known(in_thighs, lambda rise: Value(rise.peak_speed, doubt * rise.peak_speed)),
        "M-PEAKR": _known(in_thighs, lambda rise: Value(rise.peak_speed / rise.mean_speed, 0.15), slow),
        "M-OVERSHOOT": _known(in_thighs, lambda rise: Value(rise.overshoot, _HEIGHT_NOISE_TL), slow),
        "M-ROM-CM": _known(in_metres, lambda rise: Value(100.0 * rise.rise, 3.0), missing=no_bar),
        "M-MCV-MS": _known(in_metres, lambda rise: Value(rise.mean_speed, doubt * rise.mean_speed), missing=no_bar),
        "M-PCV-MS": _known(in_metres, lambda rise: Value(rise.peak_speed, doubt * rise.peak_speed), missing=no_bar),
    }


def _known(
    rise: _Rise | None, make: Callable[[_Rise], Value], reason: str = "", *, missing: str = _INCOMPLETE
) -> Value:
    if reason or rise is None:
        return Value(reason=reason or missing)
    return make(rise)


def _rise_of(sheet: Sheet, rep: Rep, name: str) -> _Rise | None:
    """Rise of a height signal in the concentric phase; None when the clip cuts it off or the signal is missing."""
    signal = sheet.signal(name)
    if signal is None or rep.top_s <= rep.start_s:
        return None
    inside = (sheet.times_s >= rep.start_s) & (sheet.times_s <= rep.top_s) & signal.valid
    times_s, height = signal.times_s[signal.valid], signal.values[signal.valid]
    if np.sum(inside) < 3:
        return None
    start, end = np.interp([rep.start_s, rep.top_s], times_s, height)
    speed = np.gradient(signal.values[inside], signal.times_s[inside])
    rise = float(end - start)
    mean = rise / (rep.top_s - rep.start_s)
    if mean <= 0.0:
        return None
    return _Rise(rise, mean, float(np.percentile(speed, _PEAK_PERCENT)), _overshoot(sheet, rep, signal.values))


def _overshoot(sheet: Sheet, rep: Rep, height: FloatArray) -> float:
    """How far the first moments of the top rise above the rest of it; 0 when the top is too short to tell."""
    top = (sheet.times_s >= rep.top_s) & (sheet.times_s <= rep.top_end_s) & np.isfinite(height)
    early = top & (sheet.times_s <= rep.top_s + _OVERSHOOT_S)
    late = top & ~early
    if not early.any() or not late.any():
        return 0.0
    return max(0.0, float(np.max(height[early]) - np.median(height[late])))
