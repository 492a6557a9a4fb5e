"""Measures of the set as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from math import floor, hypot, isfinite, sqrt

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.measure import Measure
from studio.reps.sheet import NORMAL_90, Sheet, Value

_FEW_REPS = "It takes {needed} complete reps; this set has {count}."
_SIXTH = 6  # Source: kb:b4, M-DECAY (n >= 6, thirds)
_FOURTH = 4  # Source: kb:c2/F-INCONS (n >= 4)
_CHANGE_SHARE = 0.29  # SD of a change of the hip angle within a clip, share of that change. See decision 0118
_TARGET_CM_PER_M, _TARGET_OFFSET_CM = 28.5, 10.0  # Source: kb:b4, M-BENCHH

Row = Mapping[str, Measure]


def set_measures(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Measure]:
    """Fatigue, consistency, side difference, bench and camera. Source: kb:b4."""
    hoe = _of(rows, "M-HOE")
    rom = _of(rows, "M-ROM")
    speed = _of(rows, "M-MCV")
    yield _velocity_loss(speed).as_measure("M-VL", "%")
    yield _range_loss(rom).as_measure("M-ROMLOSS", "%")
    yield _decay(sheet, hoe, rows).as_measure("M-DECAY", "deg")
    yield _decay_slope(sheet, hoe, rows).as_measure("M-DECAY-SLOPE", "deg")
    yield _consistency(sheet, hoe, rows).as_measure("M-CONS", "deg")
    yield _range_variation(rom).as_measure("M-CONS-ROM", "%")
    yield _side_difference(sheet).as_measure("M-ASYM", "%")
    yield _bench_height(sheet).as_measure("M-BENCHH", "cm")
    yaw = sheet.capture.yaw_deg
    yield Value(yaw, 6.0, "" if isfinite(yaw) else "The pose model gave no depth.").as_measure("M-YAW", "deg")


def _of(rows: Sequence[Row], measure_id: str) -> list[Measure]:
    measures = [row[measure_id] for row in rows if measure_id in row]
    return [measure for measure in measures if measure.is_assessable]


def _sd(measure: Measure) -> float:
    return (measure.high - measure.low) / (2.0 * NORMAL_90)


def _velocity_loss(speed: list[Measure]) -> Value:
    if len(speed) < 2:
        return Value(reason=_FEW_REPS.format(needed=2, count=len(speed)))
    values = np.array([measure.value for measure in speed])
    best = float(np.max(values))
    share = max(_sd(measure) / measure.value for measure in speed)
    return Value(100.0 * (best - float(values[-1])) / best, 100.0 * share * sqrt(2.0) * float(values[-1]) / best)


def _range_loss(rom: list[Measure]) -> Value:
    if len(rom) < 3:
        return Value(reason=_FEW_REPS.format(needed=3, count=len(rom)))
    first = 0.5 * (rom[0].value + rom[1].value)
    return Value(100.0 * (1.0 - rom[-1].value / first), 100.0 * sqrt(1.5) * _sd(rom[-1]) / first)


def _why_no_angles(hoe: list[Measure], rows: Sequence[Row], needed: int) -> str:
    if len(hoe) >= needed:
        return ""
    missing = next((row["M-HOE"].reason for row in rows if "M-HOE" in row and row["M-HOE"].reason), "")
    return missing or _FEW_REPS.format(needed=needed, count=len(hoe))


def _own_sd(sheet: Sheet, hoe: list[Measure]) -> float:
    """Doubt of one rep's angle that it does not share with the others."""
    return float(np.mean([_sd(measure) for measure in hoe])) * sqrt(1.0 - sheet.options.shared_between_reps)


def _decay(sheet: Sheet, hoe: list[Measure], rows: Sequence[Row]) -> Value:
    reason = _why_no_angles(hoe, rows, _SIXTH)
    if reason:
        return Value(reason=reason)
    third = floor(len(hoe) / 3)
    values = _comparable(sheet, rows)
    change = float(np.mean(values[-third:]) - np.mean(values[:third]))
    return Value(change, hypot(_own_sd(sheet, hoe) * sqrt(2.0 / third), _CHANGE_SHARE * change))


def _decay_slope(sheet: Sheet, hoe: list[Measure], rows: Sequence[Row]) -> Value:
    """Change of M-HOE from rep to rep, degrees a rep."""
    reason = _why_no_angles(hoe, rows, _SIXTH)
    if reason:
        return Value(reason=reason)
    values = _comparable(sheet, rows)
    number = np.arange(len(values), dtype=np.float64)
    spread = float(np.sum((number - number.mean()) ** 2))
    slope = float(np.polyfit(number, values, 1)[0])
    return Value(slope, hypot(_own_sd(sheet, hoe) / sqrt(spread), _CHANGE_SHARE * slope))


def _comparable(sheet: Sheet, rows: Sequence[Row]) -> FloatArray:
    """M-HOE of the reps that have one, their changes taken half from the corrected, half from the plain joints.

    The learned correction differs with the posture, and can make of a small change a large one. See decision 0118.
    """
    judged = [rep for rep in sheet.reps if rep.is_complete]
    pairs = [(rep, row["M-HOE"].value) for rep, row in zip(judged, rows, strict=True) if row["M-HOE"].is_assessable]
    values = np.array([value for _, value in pairs])
    plain_deg = sheet.interpretation.plain_hip_deg
    if plain_deg is None:
        return values
    tops = np.array([_highest(plain_deg[sheet.top_window(rep)]) for rep, _ in pairs])
    correction = values - tops
    return values if np.isnan(tops).any() else np.asarray(values - 0.5 * (correction - np.mean(correction)))


def _highest(angles: FloatArray) -> float:
    known = angles[np.isfinite(angles)]
    return float(np.max(known)) if known.size else float("nan")


def _consistency(sheet: Sheet, hoe: list[Measure], rows: Sequence[Row]) -> Value:
    reason = _why_no_angles(hoe, rows, _FOURTH)
    if reason:
        return Value(reason=reason)
    values = np.array([measure.value for measure in hoe])
    number = np.arange(len(values), dtype=np.float64)
    left = values - np.polyval(np.polyfit(number, values, 1), number)
    spread = sqrt(float(np.sum(left**2)) / (len(values) - 2))
    return Value(spread, _own_sd(sheet, hoe) / sqrt(2.0 * (len(values) - 2)))


def _range_variation(rom: list[Measure]) -> Value:
    if len(rom) < _FOURTH:
        return Value(reason=_FEW_REPS.format(needed=_FOURTH, count=len(rom)))
    values = np.array([measure.value for measure in rom])
    variation = 100.0 * float(np.std(values, ddof=1) / np.mean(values))
    return Value(variation, variation / sqrt(2.0 * (len(values) - 1)))


def _side_difference(sheet: Sheet) -> Value:
    """M-ASYM: difference of the rise of the two hips, in percent of the larger one."""
    reason = sheet.capture.why_not_from_the_feet() or ("" if sheet.reps else "There is no rep.")
    if reason:
        return Value(reason=reason)
    rises = [_median_rise(sheet, side) for side in Side]
    if not all(isfinite(rise) and rise > 0.0 for rise in rises):
        return Value(reason="The landmarks it needs were not seen.")
    return Value(100.0 * abs(rises[0] - rises[1]) / max(rises), 5.0)


def _median_rise(sheet: Sheet, side: Side) -> float:
    up: FloatArray = sheet.plane(Part.HIP, side)[:, 1]
    known = up[np.isfinite(up)]
    if not known.size:
        return float("nan")
    rises = [
        np.nanmedian(up[sheet.top_window(rep)]) - np.nanmedian(up[sheet.bottom_window(rep)])
        for rep in sheet.reps
        if np.isfinite(up[sheet.top_window(rep)]).any() and np.isfinite(up[sheet.bottom_window(rep)]).any()
    ]
    return float(np.median(rises)) if rises else float("nan")


def _bench_height(sheet: Sheet) -> Value:
    bench_cm, stature_m = sheet.options.bench_height_cm, sheet.options.stature_m
    if not (isfinite(bench_cm) and isfinite(stature_m)):
        return Value(reason="Enter the height of the bench and of the athlete to judge it.")
    return Value(bench_cm - (_TARGET_CM_PER_M * stature_m - _TARGET_OFFSET_CM), 1.0)
