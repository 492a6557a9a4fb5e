"""Which limits of an exercise no golden case holds: moved a little, every case would still come out as it should."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studio.core.exercise import AdjustMeasures, Problem
from studio.core.fault import Bands, Comparison, FaultDefinition, Indicator
from studio.core.finding import Outcome
from studio.core.measure import MeasureTable
from studio.exercises.casefile import Case
from studio.exercises.manifest import manifest_path
from studio.exercises.plugin import Plugin
from studio.exercises.tomlfile import TomlFile
from studio.faults import JudgeContext, judge, muting_conditions, parse_measures

_STEP = 0.1  # how far a limit is moved, as a share of itself. Source: our default; a tenth changes what a coach sees

Limit = float | tuple[float, float]
Verdict = tuple[Outcome, int]


@dataclass(frozen=True, slots=True)
class _Given:
    """What one case gives to be judged."""

    measures: MeasureTable
    context: JudgeContext

    def verdict(self, fault: FaultDefinition) -> Verdict:
        """Outcome and severity of one fault."""
        (finding,) = judge([fault], self.measures, self.context)
        return finding.outcome, int(finding.severity)

    def is_near(self, measure_id: str, limit: Limit) -> bool:
        """Whether a value lies so close to a limit that moving the limit could matter."""
        rows = (*self.measures.reps, self.measures.whole_set)
        values = [row[measure_id].value for row in rows if measure_id in row and row[measure_id].is_assessable]
        ends = limit if isinstance(limit, tuple) else (limit,)
        widest = max(map(abs, ends))
        return any(abs(value - end) <= 2.0 * _STEP * widest for value in values for end in ends)


def unheld_limits(
    plugin: Plugin, cases: Sequence[Case], adjust: AdjustMeasures | None, *, is_path_guided: bool
) -> tuple[Problem, ...]:
    """Every deciding limit that could move by a tenth, to the milder or the worse side, without a case noticing.

    Args:
        plugin: whose cases all come out as they should.
        cases: of it; those with a clip are left out, since a figure is not made for one limit.
        adjust: its rules.
        is_path_guided: mutes faults.
    """
    given = [_given(case, adjust, is_path_guided=is_path_guided) for case in cases if case.clip is None]
    file = TomlFile(manifest_path(plugin.folder))
    for index, fault in enumerate(plugin.manifest.faults):
        always = set(muting_conditions({}, is_path_guided=is_path_guided)) & set(fault.muted_by)
        for number, indicator in enumerate(() if always else fault.indicators):
            if not indicator.is_support:
                for key, message in _unheld(fault, number, indicator, given):
                    file.report(message, ("faults", index, "indicators", number, key))
    return tuple(file.problems)


def _given(case: Case, adjust: AdjustMeasures | None, *, is_path_guided: bool) -> _Given:
    measures, context = parse_measures(case.given)
    conditions = muting_conditions(case.given["intake"], is_path_guided=is_path_guided)
    return _Given(adjust(measures) if adjust else measures, replace(context, conditions=conditions))


def _unheld(
    fault: FaultDefinition, number: int, indicator: Indicator, given: Sequence[_Given]
) -> Iterator[tuple[str, str]]:
    for key, bands in (("limits", indicator.bands), ("calibrated", indicator.calibrated_bands)):
        for limit in dict.fromkeys(_limits_of(bands)):
            near = [one for one in given if one.is_near(indicator.measure, limit)]
            told = "–".join(f"{end:g}" for end in (limit if isinstance(limit, tuple) else (limit,)))
            milder = f"“{fault.id}”: no case in which {indicator.measure} is just milder than {told}"
            worse = f"“{fault.id}”: no case in which {indicator.measure} is just worse than {told}"
            for way, message in (("milder", milder), ("worse", worse)):
                moved = _with(fault, number, key, _moved(bands or indicator.bands, limit, way))
                if all(one.verdict(moved) == one.verdict(fault) for one in near):
                    yield key, message


def _limits_of(bands: Bands | None) -> tuple[Limit, ...]:
    return tuple(bands.limits) if bands else ()


def _moved(bands: Bands, limit: Limit, way: str) -> Bands:
    """The bands with one limit, and those that equal it, moved: to the milder side the fault comes up earlier."""
    if isinstance(limit, tuple):
        low, high = limit
        step = _STEP * max(abs(low), abs(high)) * (1.0 if way == "milder" else -1.0)
        pair = (low + step, high - step)
        pairs = tuple(pair if one == limit else one for one in bands.limits)
        return replace(bands, limits=pairs)  # type: ignore[arg-type]
    is_upper = bands.comparison is Comparison.AT_LEAST
    step = _STEP * abs(limit) * (-1.0 if is_upper == (way == "milder") else 1.0)
    return replace(bands, limits=tuple(limit + step if one == limit else one for one in bands.limits))  # type: ignore[arg-type]


def _with(fault: FaultDefinition, number: int, key: str, bands: Bands) -> FaultDefinition:
    indicators = list(fault.indicators)
    old = indicators[number]
    indicators[number] = replace(old, bands=bands) if key == "limits" else replace(old, calibrated_bands=bands)
    return replace(fault, indicators=tuple(indicators))
