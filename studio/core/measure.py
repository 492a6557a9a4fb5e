"""A number that a finding can rest on: value, unit, interval, and whether it may be judged at all."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import inf, isfinite, nan
from types import MappingProxyType


def as_float(number: float) -> float:
    """The same number; a whole number of hundreds of digits, which no float can hold, is infinite."""
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


@dataclass(frozen=True, slots=True)
class Measure:
    """One measured quantity of a rep or of the set.

    Attributes:
        id: as in the catalogue of measures, such as "M-HIP-TOP".
        value: NaN when it is not assessable.
        unit: "deg", "s", "tl", "fl", "tr", "ratio", "%", "cm", "m/s" or "px".
        low: lower end of the 90 % interval.
        high: upper end of the 90 % interval.
        reason: why it cannot be assessed; empty when it can.
    """

    id: str
    value: float
    unit: str
    low: float = nan
    high: float = nan
    reason: str = ""

    def __post_init__(self) -> None:
        if isfinite(self.value) == bool(self.reason):
            raise ValueError(f"{self.id}: either a value or a reason, not {self.value!r} with {self.reason!r}")

    @property
    def is_assessable(self) -> bool:
        """Whether there is a value that a fault may be judged on."""
        return not self.reason

    @classmethod
    def missing(cls, measure_id: str, unit: str, reason: str) -> "Measure":
        """A measure that could not be taken, with the reason in a sentence."""
        return cls(id=measure_id, value=nan, unit=unit, reason=reason)


def told_interval(low: float, high: float, unit: str) -> tuple[float, float]:
    """The ends of an interval as people are told them: a duration does not begin below zero, whatever its error."""
    return (max(low, 0.0) if unit == "s" else low), high


_NOTHING: Mapping[str, Measure] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class MeasureTable:
    """All measures of one set.

    Attributes:
        reps: one mapping from measure id per judged rep, in rep order.
        rep_indices: the rep number (from 1) of each of those.
        whole_set: measures that belong to the set as a whole.
    """

    reps: tuple[Mapping[str, Measure], ...] = ()
    rep_indices: tuple[int, ...] = ()
    whole_set: Mapping[str, Measure] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        if len(self.reps) != len(self.rep_indices):
            raise ValueError("every row of measures needs its rep number")

    def of_reps(self, measure_id: str) -> tuple[Measure | None, ...]:
        """One measure across the reps; None where a rep has no such measure."""
        return tuple(row.get(measure_id) for row in self.reps)
