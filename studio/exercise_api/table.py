"""Changing a table of measures without touching the original."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import nan
from types import MappingProxyType

from studio.core.measure import Measure, MeasureTable

Row = Mapping[str, Measure]


def map_reps(measures: MeasureTable, change: Callable[[Row], Row]) -> MeasureTable:
    """A table in which every rep's measures went through `change`, by measure id."""
    return replace(measures, reps=tuple(MappingProxyType(dict(change(row))) for row in measures.reps))


def with_set_measure(measures: MeasureTable, measure: Measure) -> MeasureTable:
    """A table with one more measure of the whole set, or another value for one that was there."""
    return replace(measures, whole_set=MappingProxyType({**measures.whole_set, measure.id: measure}))


def value_of(row: Row, measure_id: str) -> float:
    """Value of one measure in one rep; NaN when the rep has none or it cannot be assessed."""
    measure = row.get(measure_id)
    return measure.value if measure else nan
