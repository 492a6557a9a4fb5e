"""Progress: one quantity over the sets of an athlete, and whether a change is more than the measurement can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from math import hypot, isfinite, nan

from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.training import TrainingSet

LOGGED = {"load_kg": "kg", "reps_done": "reps", "rpe": "0-10", "pain_max": "0-10"}
"""Quantities of the set log with their units."""
SEVERITY = "severity:"
"""Begin of the name of a fault's severity over time."""

MEASURED = ("M-HIP-TOP", "M-HIP-ROM", "M-SHIN", "M-CON", "M-ECC", "M-MCV-MS", "M-MCV")
"""Top angle, range, shin, tempo, velocity."""


@unique
class Reading(StrEnum):
    """What may be said about a change."""

    REAL = "real"
    NO_REAL_CHANGE = "no_real_change"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Point:
    """One set in a trend.

    Attributes:
        set_id: of the set.
        day: when.
        value: in the trend's unit.
        half_interval: half of the 90 % interval; 0 for what was counted or noted.
    """

    set_id: str
    day: date
    value: float
    half_interval: float = 0.0


@dataclass(frozen=True, slots=True)
class Change:
    """From one point to another.

    Attributes:
        amount: difference in the trend's unit.
        detectable: the smallest difference that is more than measurement error; NaN when nobody can say.
        reading: what may be said.
    """

    amount: float
    detectable: float
    reading: Reading


@dataclass(frozen=True, slots=True)
class Trend:
    """One quantity over time, oldest first.

    Attributes:
        name: of the quantity.
        unit: of its values.
        points: one for each set.
        base: what the band lies around; None for the first point.
        turn: the day from which on something was done differently; None when nothing is looked up.
    """

    name: str
    unit: str
    points: tuple[Point, ...]
    base: Point | None = None
    turn: date | None = None

    @property
    def change(self) -> Change:
        """From the first point to the last."""
        if len(self.points) < 2:
            return Change(nan, nan, Reading.UNKNOWN)
        return change_between(self.points[0], self.points[-1])

    @property
    def band(self) -> tuple[float, float]:
        """Around the base: inside it nothing can be told apart from it; NaN when that is not known."""
        if not self.points:
            return nan, nan
        first = self.base or self.points[0]
        widest = max(detectable_change(first.half_interval, point.half_interval) for point in self.points)
        return first.value - widest, first.value + widest


def detectable_change(before_half: float, after_half: float) -> float:
    """The smallest change that is more than measurement error, at 90 %: half-intervals added as errors are.

    Source: kb:b7; the minimal detectable change z·√2·SEM, with each measurement's own error in place of a common one.
    """
    return hypot(before_half, after_half)


def change_between(before: Point, after: Point) -> Change:
    """What changed from one set to another."""
    amount = after.value - before.value
    least = detectable_change(before.half_interval, after.half_interval)
    if not isfinite(amount) or not isfinite(least):
        return Change(amount, least, Reading.UNKNOWN)
    is_real = abs(amount) > least
    return Change(amount, least, Reading.REAL if is_real else Reading.NO_REAL_CHANGE)


def trends(sets: Sequence[TrainingSet]) -> tuple[Trend, ...]:
    """Everything that can be followed over the sets of one athlete and lift.

    Args:
        sets: oldest first.
    """
    made = [_trend(name, unit, [_logged(one, name) for one in sets]) for name, unit in LOGGED.items()]
    made += [_trend(name, _unit(sets, name), [_measured(one, name) for one in sets]) for name in MEASURED]
    faults = dict.fromkeys(
        mark.fault for one in sets if one.digest for mark in one.digest.faults if mark.outcome is Outcome.FOUND
    )
    made += [_trend(f"{SEVERITY}{fault}", "0-3", [_severity(one, fault) for one in sets]) for fault in faults]
    return tuple(trend for trend in made if len(trend.points) > 1)


@dataclass(frozen=True, slots=True)
class Compared:
    """One line of the comparison of two sets; NaN where a set has no such value."""

    name: str
    unit: str
    before: float
    after: float
    change: Change


def compare(before: TrainingSet, after: TrainingSet) -> tuple[Compared, ...]:
    """Two sets line by line: the log, the measures, and the severity of every fault that one of them shows."""
    names = [*LOGGED, *dict.fromkeys(one.id for side in (before, after) for one in _measures(side))]
    shown = [
        mark.fault
        for side in (before, after)
        if side.digest
        for mark in side.digest.faults
        if mark.outcome is Outcome.FOUND
    ]
    names += [f"{SEVERITY}{fault}" for fault in dict.fromkeys(shown)]
    return tuple(line for line in (_compared(name, before, after) for name in names) if line is not None)


def _compared(name: str, before: TrainingSet, after: TrainingSet) -> Compared | None:
    points = [point_of(one, name) for one in (before, after)]
    if not any(points):
        return None
    unknown = Point("", before.session.day, nan, nan)
    first, second = (point or unknown for point in points)
    unit = unit_of((before, after), name)
    return Compared(name, unit, first.value, second.value, change_between(first, second))


def unit_of(sets: Sequence[TrainingSet], name: str) -> str:
    """The unit of a quantity."""
    return LOGGED.get(name) or ("0-3" if name.startswith(SEVERITY) else _unit(sets, name))


def point_of(one: TrainingSet, name: str) -> Point | None:
    """A quantity in one set; None when it was not noted or could not be judged.

    Args:
        one: the set.
        name: of a quantity of the log, a measure, or a fault's severity behind `SEVERITY`.
    """
    if name in LOGGED:
        return _logged(one, name)
    if name.startswith(SEVERITY):
        return _severity(one, name.removeprefix(SEVERITY))
    return _measured(one, name)


def _trend(name: str, unit: str, points: Sequence[Point | None]) -> Trend:
    return Trend(name, unit, tuple(point for point in points if point is not None))


def _logged(one: TrainingSet, name: str) -> Point | None:
    value = one.number(name)
    if name == "reps_done" and not isfinite(value) and one.digest is not None:
        value = float(one.digest.rep_count)
    return Point(one.id, one.session.day, value) if isfinite(value) else None


def _measures(one: TrainingSet) -> tuple[Measure, ...]:
    return tuple(item for item in one.digest.measures if item.is_assessable) if one.digest else ()


def _measured(one: TrainingSet, name: str) -> Point | None:
    found = next((item for item in _measures(one) if item.id == name), None)
    return Point(one.id, one.session.day, found.value, 0.5 * (found.high - found.low)) if found else None


def _severity(one: TrainingSet, fault: str) -> Point | None:
    """Severity 0 to 3; a fault that could not be judged is no point."""
    if one.digest is None:
        return None
    mark = next((item for item in one.digest.faults if item.fault == fault), None)
    if mark is None or mark.outcome in (Outcome.NOT_ASSESSABLE, Outcome.UNCONFIRMED):
        return None
    return Point(one.id, one.session.day, float(mark.severity if mark.outcome is Outcome.FOUND else 0))


def _unit(sets: Sequence[TrainingSet], name: str) -> str:
    return next((item.unit for one in sets for item in _measures(one) if item.id == name), "")
