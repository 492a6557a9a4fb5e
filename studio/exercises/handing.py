"""What a plugin's rules hand back, looked at and taken over as plain values: nothing of the plugin stays in it."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from studio.core.exercise import AdjustMeasures
from studio.core.measure import Measure, MeasureTable
from studio.exercises.source import in_one_line

Units = Mapping[str, str]


class Disagreement(Exception):
    """What is wrong with a table that plugin code made."""


def taken_over(before: MeasureTable, after: object, units: Units | None) -> MeasureTable:
    """The same table made of plain values.

    Args:
        before: what the rules were given.
        after: what they gave back.
        units: unit of every measure that has words; None takes any.

    Raises:
        Disagreement: it cannot be judged.
    """
    if not isinstance(after, MeasureTable):
        raise Disagreement("something else than a table of measures")
    if after.rep_indices != before.rep_indices or len(after.reps) != len(before.reps):
        raise Disagreement("other reps than it was given")
    named = None if units is None else {**_units_of(before), **units}
    return MeasureTable(
        reps=tuple(_row(row, named) for row in after.reps),
        rep_indices=before.rep_indices,
        whole_set=_row(after.whole_set, named),
    )


def with_reasons(adjust: AdjustMeasures | None, reasons: Mapping[str, str]) -> AdjustMeasures | None:
    """The same rules, whose missing measures say why in the words of a language.

    Args:
        adjust: the rules.
        reasons: words by the id of a measure that the rules add.
    """
    if adjust is None or not reasons:
        return adjust

    def worded(row: Mapping[str, Measure]) -> Mapping[str, Measure]:
        missing = [name for name in reasons if name in row and not row[name].is_assessable]
        return MappingProxyType({**row, **{name: replace(row[name], reason=reasons[name]) for name in missing}})

    def adjust_measures(measures: MeasureTable) -> MeasureTable:
        table = adjust(measures)
        return replace(table, reps=tuple(map(worded, table.reps)), whole_set=worded(table.whole_set))

    return adjust_measures


def _units_of(table: MeasureTable) -> dict[str, str]:
    return {name: measure.unit for row in (*table.reps, table.whole_set) for name, measure in row.items()}


def _row(row: object, units: Units | None) -> Mapping[str, Measure]:
    if not isinstance(row, Mapping):
        raise Disagreement("a rep that is no table of measures")
    return MappingProxyType({str(name): _measure(name, measure, units) for name, measure in row.items()})


def _measure(name: object, measure: object, units: Units | None) -> Measure:
    if not isinstance(measure, Measure) or measure.id != name:
        raise Disagreement(f"a measure under the wrong name, {in_one_line(str(name))}")
    plain = Measure(
        id=str(measure.id),
        value=float(measure.value),
        unit=str(measure.unit),
        low=float(measure.low),
        high=float(measure.high),
        reason=str(measure.reason),
    )
    if units is not None and plain.id not in units:
        raise Disagreement(f"{plain.id}, for which i18n has no words")
    if units is not None and plain.unit != units[plain.id]:
        raise Disagreement(f"{plain.id} in {plain.unit}, which is measured in {units[plain.id]}")
    return plain
