from collections.abc import Callable, Sequence
from math import nan

import pytest

from studio.assets import plugins_dir
from studio.core.exercise import Exercise
from studio.core.fault import (
    Bands,
    Combination,
    Comparison,
    FaultClass,
    FaultDefinition,
    Indicator,
    Level,
)
from studio.core.measure import Measure, MeasureTable
from studio.exercises import ExerciseCatalogue


@pytest.fixture(scope="session")
def barbell() -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load("hip-thrust-barbell")


@pytest.fixture(scope="session")
def machine() -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load("hip-thrust-machine")


def _indicator(
    measure: str,
    limits: Sequence[float | tuple[float, float]],
    comparison: str = "ge",
    *,
    support: bool = False,
    required: bool = False,
) -> Indicator:
    bands = Bands(comparison=Comparison(comparison), limits=tuple(limits), unit="deg", source="kb:test")
    return Indicator(measure=measure, bands=bands, is_support=support, is_required=required)


@pytest.fixture(scope="session")
def indicator() -> Callable[..., Indicator]:
    return _indicator


@pytest.fixture(scope="session")
def fault(indicator: Callable[..., Indicator]) -> Callable[..., FaultDefinition]:
    def make(*indicators: Indicator, **given: object) -> FaultDefinition:
        settings: dict = {
            "id": "F-X",
            "fault_class": FaultClass.TECH,
            "level": Level.REP,
            "combination": Combination.WORST,
            "weight": 1.0,
            "view": "S",
            "phase": "top window",
            **given,
        }
        return FaultDefinition(indicators=indicators or (indicator("M-A", (5, 10, 18)),), **settings)

    return make


@pytest.fixture(scope="session")
def table() -> Callable[..., MeasureTable]:
    """Build a table from one list per rep measure (None is missing) and single numbers for the set."""

    def make(sd: float = nan, **measures: object) -> MeasureTable:
        half = 1.6448536269514722 * sd
        lists = {name: values for name, values in measures.items() if isinstance(values, list)}
        count = max((len(values) for values in lists.values()), default=0)
        rows: list[dict[str, Measure]] = [{} for _ in range(count)]
        for name, values in lists.items():
            for row, value in zip(rows, values, strict=True):
                row[f"M-{name}"] = (
                    Measure.missing(f"M-{name}", "deg", "The hip is hidden.")
                    if value is None
                    else Measure(f"M-{name}", value, "deg", low=value - half, high=value + half)
                )
        whole = {
            f"M-{name}": Measure(f"M-{name}", value, "deg", low=value - half, high=value + half)
            for name, value in measures.items()
            if isinstance(value, int | float)
        }
        return MeasureTable(reps=tuple(rows), rep_indices=tuple(range(1, count + 1)), whole_set=whole)

    return make
