"""Measures of the set that follow from those of its reps, and the bench height that follows from two tapes."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import isfinite, nan
from types import MappingProxyType

import numpy as np

from studio.core.arrays import FloatArray
from studio.core.measure import Measure, MeasureTable
from studio.faults.reading import NORMAL_90, needed_values

TARGET_PER_STATURE = 0.285
"""Knee height with a vertical shin, as a share of stature. Source: kb:b1 (segment proportions, our default)."""

TARGET_OFFSET_CM = 10.0
"""The pad's top stands this much below knee height. Source: kb:b4/M-BENCHH."""

DECAY_MINIMUM_REPS = 6
"""Source: kb:b4/M-DECAY (n >= 6)."""

CONSISTENCY_MINIMUM_REPS = 4
"""Source: kb:c2/F-INCONS (n >= 4)."""

_DIGITS = 9  # keeps a value that is exactly on its limit there
_RANGE_REFERENCE_REPS = 2  # M-ROMLOSS compares with the mean of reps 1 and 2
_LOSS_MINIMUM_REPS = {"M-ROMLOSS": 3, "M-VL": 2}  # kb:b1: a set value needs two; range a third to hold against them


def derive_measures(
    measures: MeasureTable, *, bench_cm: float | None = None, stature_cm: float | None = None
) -> MeasureTable:
    """Add what follows from the measures of the reps, where the table does not have it already.

    Args:
        measures: per-rep values of M-HOE, M-ROM and M-MCV are looked at.
        bench_cm: height of the pad's top, compressed.
        stature_cm: body height.

    Source: kb:b4 (M-DECAY, M-CONS, M-ROMLOSS, M-VL, M-BENCHH).
    """
    candidates = [
        _of_reps(measures, source="M-HOE", target="M-DECAY", unit="deg", formula=_decay),
        _of_reps(measures, source="M-HOE", target="M-CONS", unit="deg", formula=_spread),
        _of_reps(measures, source="M-ROM", target="M-ROMLOSS", unit="%", formula=_range_loss),
        _of_reps(measures, source="M-MCV", target="M-VL", unit="%", formula=_velocity_loss),
        _bench_height(bench_cm, stature_cm),
    ]
    new = {measure.id: measure for measure in candidates if measure is not None and not _has(measures, measure.id)}
    return replace(measures, whole_set=MappingProxyType({**measures.whole_set, **new}))


def _has(measures: MeasureTable, measure_id: str) -> bool:
    known = (measures.whole_set.get(measure_id), *measures.of_reps(measure_id))
    return any(measure is not None and measure.is_assessable for measure in known)


def _of_reps(
    measures: MeasureTable,
    *,
    source: str,
    target: str,
    unit: str,
    formula: Callable[[FloatArray], tuple[float, FloatArray]],
) -> Measure | None:
    """A measure of the set from one of the reps; None when too few reps carry it, or not those that it compares.

    The interval follows from those of the reps, whose random errors are taken as independent.
    """
    reps = [measure if measure is not None and measure.is_assessable else None for measure in measures.of_reps(source)]
    known_count = sum(measure is not None for measure in reps)
    minimum_count = {"M-DECAY": DECAY_MINIMUM_REPS, "M-CONS": CONSISTENCY_MINIMUM_REPS, **_LOSS_MINIMUM_REPS}[target]
    if known_count < max(minimum_count, needed_values(len(reps))):
        return None
    value, slopes = formula(np.array([nan if measure is None else measure.value for measure in reps]))
    if not isfinite(value):
        return None
    half = _half_width(reps, slopes)
    value = round(float(value), _DIGITS)
    return Measure(id=target, value=value, unit=unit, low=value - half, high=value + half)


def _half_width(reps: Sequence[Measure | None], slopes: FloatArray) -> float:
    sds = np.array([0.0 if rep is None else (rep.high - rep.low) / (2.0 * NORMAL_90) for rep in reps])
    return float(NORMAL_90 * np.sqrt(np.sum((slopes * sds) ** 2)))


def _decay(values: FloatArray) -> tuple[float, FloatArray]:
    """Last third of the set against its first, by the reps of each that were seen; NaN when half of one is hidden."""
    third = len(values) // 3
    is_known = np.isfinite(values)
    counts = int(np.sum(is_known[:third])), int(np.sum(is_known[-third:]))
    slopes = np.zeros(len(values))
    if 2 * min(counts) < third:
        return nan, slopes
    slopes[:third] = np.where(is_known[:third], -1.0 / counts[0], 0.0)
    slopes[-third:] = np.where(is_known[-third:], 1.0 / counts[1], 0.0)
    return float(slopes @ np.nan_to_num(values)), slopes


def _spread(values: FloatArray) -> tuple[float, FloatArray]:
    """Standard deviation about the set's own straight line, so that decay does not count twice."""
    is_known = np.isfinite(values)
    order, known = np.flatnonzero(is_known).astype(np.float64), values[is_known]
    rest = known - np.polyval(np.polyfit(order, known, 1), order)
    spread = float(np.std(rest))
    slopes = np.zeros(len(values))
    slopes[is_known] = rest / (len(known) * spread) if spread > 0.0 else 0.0
    return spread, slopes


def _range_loss(values: FloatArray) -> tuple[float, FloatArray]:
    """The last rep against the first two; NaN when the last or both of those are hidden."""
    first = values[:_RANGE_REFERENCE_REPS]
    is_known = np.isfinite(first)
    slopes = np.zeros(len(values))
    start = float(np.mean(first[is_known])) if is_known.any() else nan
    if not (start > 0.0 and isfinite(values[-1])):
        return nan, slopes
    slopes[-1] = -100.0 / start
    slopes[:_RANGE_REFERENCE_REPS] += np.where(is_known, 100.0 * values[-1] / start**2 / np.sum(is_known), 0.0)
    return 100.0 * (1.0 - float(values[-1]) / start), slopes


def _velocity_loss(values: FloatArray) -> tuple[float, FloatArray]:
    """The last rep against the fastest that was seen; NaN when the last is hidden."""
    fastest = int(np.nanargmax(values))
    slopes = np.zeros(len(values))
    if not (values[fastest] > 0.0 and isfinite(values[-1])):
        return nan, slopes
    slopes[-1] = -100.0 / values[fastest]
    slopes[fastest] += 100.0 * values[-1] / values[fastest] ** 2
    return 100.0 * (values[fastest] - values[-1]) / values[fastest], slopes


def _bench_height(bench_cm: float | None, stature_cm: float | None) -> Measure | None:
    if not bench_cm or not stature_cm or not isfinite(bench_cm + stature_cm):
        return None
    target_cm = TARGET_PER_STATURE * stature_cm - TARGET_OFFSET_CM
    return Measure(id="M-BENCHH", value=round(bench_cm - target_cm, _DIGITS), unit="cm")
