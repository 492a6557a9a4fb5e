"""Reading the limits of a measure: up to three numbers, none milder than the one before, with unit and source.

Equal limits are allowed: they let a measure go straight to a worse band, which a fault that needs several
indicators at once uses for the one that only has to be there.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any

from studio.core.fault import Bands, Comparison
from studio.exercise_api import UNITS
from studio.exercises.tomlfile import TableReader, is_number

Limits = tuple[float, ...] | tuple[tuple[float, float], ...]

_WORST_COUNT = 3

SPANS: Mapping[str, tuple[float, float]] = MappingProxyType(
    {
        "deg": (-360.0, 360.0), "s": (-600.0, 600.0), "tl": (-10.0, 10.0), "fl": (-10.0, 10.0), "tr": (-10.0, 10.0),
        "tl/s": (-50.0, 50.0), "m/s": (-20.0, 20.0), "ratio": (-100.0, 100.0), "%": (-1000.0, 1000.0),
        "cm": (-300.0, 300.0), "px": (-20_000.0, 20_000.0),
    }
)  # fmt: skip
"""What a measure of a unit can be at all. Source: our default; a limit outside would always or never be reached."""


def read_bands(table: TableReader, *, key: str = "limits") -> Bands | None:
    """The bands of one indicator; None when something about them is wrong, which is then noted.

    Args:
        table: the indicator; "comparison", "unit" and "source" stand beside the limits.
        key: where the limits are.
    """
    comparison = Comparison(table.one_of("comparison", tuple(Comparison)))
    unit = table.one_of("unit", UNITS)
    source = table.text("source")
    if key not in table:
        table.report(f"“{key}” is missing")
        return None
    limits = read_limits(table, key=key, comparison=comparison, unit=unit)
    if limits is None or not source.strip():
        return None
    return Bands(comparison=comparison, limits=limits, unit=unit, source=source)


def read_limits(table: TableReader, *, key: str, comparison: Comparison, unit: str) -> Limits | None:
    """The limits under a key, checked for order and size; None when they make no sense, which is then noted."""
    raw = table.raw(key)
    limits = _as_limits(raw, comparison)
    if limits is None:
        wanted = "pairs [low, high]" if comparison is Comparison.OUTSIDE else "numbers"
        table.report(f"“{key}” must be one to three {wanted}, mild first, not {raw!r}", key)
        return None
    fault = _disorder(limits, comparison) or _excess(limits, unit)
    if fault:
        table.report(f"“{key}” {raw!r} cannot be: {fault}", key)
        return None
    return limits


def _as_limits(raw: Any, comparison: Comparison) -> Limits | None:  # noqa: ANN401 - comes straight from a file
    if not isinstance(raw, list) or not 1 <= len(raw) <= _WORST_COUNT:
        return None
    if comparison is Comparison.OUTSIDE:
        if not all(isinstance(pair, list) and len(pair) == 2 and all(map(is_number, pair)) for pair in raw):
            return None
        return tuple((float(low), float(high)) for low, high in raw)
    return tuple(map(float, raw)) if all(map(is_number, raw)) else None


def _disorder(limits: Limits, comparison: Comparison) -> str:
    """What is wrong with the order of limits; empty when nothing is."""
    pairs = [limit for limit in limits if isinstance(limit, tuple)]
    if pairs:
        return _disorder_of_pairs(pairs)
    numbers = [limit for limit in limits if not isinstance(limit, tuple)]
    if comparison is Comparison.AT_LEAST:
        return "" if all(mild <= worse for mild, worse in pairwise(numbers)) else "none may be below the one before"
    return "" if all(mild >= worse for mild, worse in pairwise(numbers)) else "none may be above the one before"


def _excess(limits: Limits, unit: str) -> str:
    """Whether a limit lies where no measure can be; empty when none does."""
    low, high = SPANS[unit]
    numbers = [number for limit in limits for number in (limit if isinstance(limit, tuple) else (limit,))]
    is_inside = all(low <= number <= high for number in numbers)
    return "" if is_inside else f"a measure in {unit} lies between {low:g} and {high:g}"


def _disorder_of_pairs(pairs: Sequence[tuple[float, float]]) -> str:
    if any(low >= high for low, high in pairs):
        return "low must be below high"
    for (mild_low, mild_high), (low, high) in pairwise(pairs):
        if low > mild_low or high < mild_high:
            return "each range must hold the one before"
    return ""
