"""Measures of the set as a whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, hypot, isfinite, sqrt

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.measure import Measure
from studio.reps.front_measures import FEWEST_AT_TOP, stance_seen
from studio.reps.sheet import NORMAL_90, Sheet, Value

_FEW_REPS = "It takes {needed} complete reps; this set has {count}."
_HIDDEN_ENDS = "The first or the last reps of the set, which it compares, were not measured."
_GUESSED_HIPS = "Large plates hide the hips and the lower back."
_PAIR, _THREE = 2, 3  # kb:b1 (a set value needs two); a range loss needs a third rep to hold against the first two
_SIXTH = 6  # Source: kb:b4, M-DECAY (n >= 6, thirds)
_FOURTH = 4  # Source: kb:c2/F-INCONS (n >= 4)
_CHANGE_SHARE = 0.29  # SD of a change of the hip angle within a clip, share of that change. See decision 0118
_TARGET_CM_PER_M, _TARGET_OFFSET_CM = 28.5, 10.0  # Source: kb:b4, M-BENCHH

Row = Mapping[str, Measure]


def set_measures(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Measure]:
    """Fatigue, consistency, side difference, bench and camera. Source: kb:b4."""
    hoe, rom, speed = (_course(sheet, rows, name) for name in ("M-HOE", "M-ROM", "M-MCV"))
    yield _velocity_loss(speed).as_measure("M-VL", "%")
    yield _range_loss(rom).as_measure("M-ROMLOSS", "%")
    yield _decay(sheet, hoe, rows).as_measure("M-DECAY", "deg")
    yield _decay_slope(sheet, hoe, rows).as_measure("M-DECAY-SLOPE", "deg")
    yield _consistency(sheet, hoe).as_measure("M-CONS", "deg")
    yield _range_variation(rom).as_measure("M-CONS-ROM", "%")
    yield _side_difference(sheet).as_measure("M-ASYM", "%")
    yield _bench_height(sheet).as_measure("M-BENCHH", "cm")
    yaw = sheet.capture.yaw_deg
    yield Value(yaw, 6.0, "" if isfinite(yaw) else "The pose model gave no depth.").as_measure("M-YAW", "deg")


@dataclass(frozen=True, slots=True)
class _Course:
    """One measure through the set.

    Attributes:
        reps: one entry per rep; None where it was not measured.
        least_count: how many must be known for the set to be told.
        missing: why one is not known; empty when all are.
    """

    reps: Sequence[Measure | None]
    least_count: int
    missing: str

    @property
    def known(self) -> list[Measure]:
        """The reps that have it."""
        return [measure for measure in self.reps if measure is not None]

    @property
    def places(self) -> FloatArray:
        """Which reps have it, counted from 0."""
        return np.flatnonzero([measure is not None for measure in self.reps]).astype(np.float64)

    def why_too_short(self, needed: int) -> str:
        """Why it tells nothing about the set; empty when it does."""
        count = len(self.known)
        if count >= max(needed, self.least_count):
            return ""
        return self.missing or _FEW_REPS.format(needed=needed, count=count)


def _course(sheet: Sheet, rows: Sequence[Row], measure_id: str) -> _Course:
    reps = [row[measure_id] for row in rows]
    return _Course(
        reps=[measure if measure.is_assessable else None for measure in reps],
        least_count=ceil(round(sheet.options.valid_share * len(rows), 9)),
        missing=next((measure.reason for measure in reps if not measure.is_assessable), ""),
    )


def _sd(measure: Measure) -> float:
    return (measure.high - measure.low) / (2.0 * NORMAL_90)


def _velocity_loss(speed: _Course) -> Value:
    """The last rep against the fastest."""
    reason = speed.why_too_short(_PAIR)
    last = None if reason else speed.reps[-1]
    if last is None:
        return Value(reason=reason or _HIDDEN_ENDS)
    best = max(measure.value for measure in speed.known)
    share = max(_sd(measure) / measure.value for measure in speed.known)
    return Value(100.0 * (best - last.value) / best, 100.0 * share * sqrt(2.0) * last.value / best)


def _range_loss(rom: _Course) -> Value:
    """The last rep against the mean of the first two."""
    reason = rom.why_too_short(_THREE)
    start = [measure for measure in rom.reps[:2] if measure is not None]
    last = None if reason else rom.reps[-1]
    if last is None or not start:
        return Value(reason=reason or _HIDDEN_ENDS)
    first = sum(measure.value for measure in start) / len(start)
    return Value(100.0 * (1.0 - last.value / first), 100.0 * sqrt(1.0 + 1.0 / len(start)) * _sd(last) / first)


def _own_sd(sheet: Sheet, hoe: _Course) -> float:
    """Doubt of one rep's angle that it does not share with the others."""
    return float(np.mean([_sd(measure) for measure in hoe.known])) * sqrt(1.0 - sheet.options.shared_between_reps)


def _decay(sheet: Sheet, hoe: _Course, rows: Sequence[Row]) -> Value:
    """The last third of the set against its first, by the reps of each that were measured."""
    reason = hoe.why_too_short(_SIXTH)
    if reason:
        return Value(reason=reason)
    third = floor(len(hoe.reps) / 3)
    values, places = _comparable(sheet, rows), hoe.places
    first, last = values[places < third], values[places >= len(hoe.reps) - third]
    if 2 * min(len(first), len(last)) < third:
        return Value(reason=_HIDDEN_ENDS)
    change = float(np.mean(last) - np.mean(first))
    own = _own_sd(sheet, hoe) * sqrt(1.0 / len(first) + 1.0 / len(last))
    return Value(change, hypot(own, _CHANGE_SHARE * change))


def _decay_slope(sheet: Sheet, hoe: _Course, rows: Sequence[Row]) -> Value:
    """Change of M-HOE from rep to rep, degrees a rep."""
    reason = hoe.why_too_short(_SIXTH)
    if reason:
        return Value(reason=reason)
    values, places = _comparable(sheet, rows), hoe.places
    spread = float(np.sum((places - places.mean()) ** 2))
    slope = float(np.polyfit(places, values, 1)[0])
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


def _consistency(sheet: Sheet, hoe: _Course) -> Value:
    """Standard deviation about the set's own straight line, as it is for measures that come from elsewhere.

    Behind a large plate the hip is guessed anew in every rep. Source: decision 0124.
    """
    reason = hoe.why_too_short(_FOURTH) or (_GUESSED_HIPS if sheet.has_large_plate else "")
    if reason:
        return Value(reason=reason)
    values, places = np.array([measure.value for measure in hoe.known]), hoe.places
    left = values - np.polyval(np.polyfit(places, values, 1), places)
    return Value(float(np.std(left)), _own_sd(sheet, hoe) / sqrt(2.0 * (len(values) - 2)))


def _range_variation(rom: _Course) -> Value:
    reason = rom.why_too_short(_FOURTH)
    if reason:
        return Value(reason=reason)
    values = np.array([measure.value for measure in rom.known])
    variation = 100.0 * float(np.std(values, ddof=1) / np.mean(values))
    return Value(variation, variation / sqrt(2.0 * (len(values) - 1)))


def _side_difference(sheet: Sheet) -> Value:
    """M-ASYM: difference of the rise of the two hips, in percent of the larger one."""
    reason = sheet.capture.why_not_from_the_feet() or ("" if sheet.reps else "There is no rep.")
    if reason:
        return Value(reason=reason)
    seen = stance_seen(sheet)
    rises = [_median_rise(sheet, np.where(seen, sheet.plane(Part.HIP, side)[:, 1], np.nan)) for side in Side]
    if not all(isfinite(rise) and rise > 0.0 for rise in rises):
        return Value(reason="The landmarks it needs were not seen.")
    return Value(100.0 * abs(rises[0] - rises[1]) / max(rises), 5.0)


def _median_rise(sheet: Sheet, up: FloatArray) -> float:
    """Median over the reps whose top and bottom were seen; NaN without one."""
    known = np.isfinite(up)
    windows = [(sheet.top_window(rep), sheet.bottom_window(rep)) for rep in sheet.reps]
    rises = [
        np.median(up[top & known]) - np.median(up[bottom & known])
        for top, bottom in windows
        if np.sum(top & known) >= min(FEWEST_AT_TOP, int(np.sum(top))) and (bottom & known).any()
    ]
    return float(np.median(rises)) if rises else float("nan")


def _bench_height(sheet: Sheet) -> Value:
    bench_cm, stature_m = sheet.options.bench_height_cm, sheet.options.stature_m
    if not (isfinite(bench_cm) and isfinite(stature_m)):
        return Value(reason="Enter the height of the bench and of the athlete to judge it.")
    return Value(bench_cm - (_TARGET_CM_PER_M * stature_m - _TARGET_OFFSET_CM), 1.0)
