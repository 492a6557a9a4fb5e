"""Before and after a cue or a change: what the sets since then show, and whether it is more than measurement error."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import nan
from statistics import fmean

from studio.core.exercise import Exercise
from studio.core.finding import Outcome
from studio.core.training import TrainingSet
from studio.services.progress import (
    LOGGED,
    MEASURED,
    SEVERITY,
    Change,
    Compared,
    Point,
    Reading,
    Trend,
    change_between,
    point_of,
    unit_of,
)
from studio.services.set_answers import is_seen

MOST_SETS = 3
"""So many sets stand for the time before, and so many for the time since: the nearest before, the newest since."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Something that was done differently from a day on.

    Attributes:
        day: when it was said or tried.
        fault: what was cued or changed; empty for a change that the coach noted in words.
        note: the coach's words; empty for a cue.
        before: sets that show how it was, oldest first; of a cue those in a row that showed its fault.
        after: sets since, oldest first; empty when nothing was filmed yet.
    """

    day: date
    fault: str
    note: str
    before: tuple[TrainingSet, ...]
    after: tuple[TrainingSet, ...]


def find_turns(sets: Sequence[TrainingSet]) -> tuple[Turn, ...]:
    """Every cue and change of one athlete and lift, the newest first.

    A cue counts from the first plan in a row that gives it; what it asked for shows in the sets after that one. Sets
    filmed so that the lift cannot be judged are left out.

    Args:
        sets: oldest first.
    """
    judged = [one for one in sets if one.digest is not None and is_seen(one)]
    return tuple(sorted(_turns(judged), key=lambda turn: turn.day, reverse=True))


def compare_turn(turn: Turn, exercise: Exercise) -> tuple[Compared, ...]:
    """Before and after line by line: what the cue is about first; NaN where one side has no value."""
    lines = [line for name in _names(turn, exercise) if (line := _compared(turn, name)) is not None]
    return tuple(_grade_with_care(line, lines, turn, exercise) for line in lines)


def trends_of_turn(turn: Turn, exercise: Exercise) -> tuple[Trend, ...]:
    """The measures that the cue is about over time, the band around how it was before."""
    sets = (*turn.before, *turn.after)
    made = []
    for name in _measures_of(turn.fault, exercise) or MEASURED[:1]:
        points = tuple(point for one in sets if (point := point_of(one, name)) is not None)
        base = _mean([point_of(one, name) for one in turn.before])
        if base is not None and len(points) > 1:
            made.append(Trend(name, unit_of(sets, name), points, base=base, turn=turn.day))
    return tuple(made)


def _turns(judged: Sequence[TrainingSet]) -> Iterator[Turn]:
    given_before: tuple[str, ...] = ()
    for index, one in enumerate(judged):
        given = one.digest.given if one.digest else ()
        for fault in given:
            if fault not in given_before:
                yield _turn(judged, index + 1, one.session.day, fault=fault)
        given_before = given
        note = str(one.log.get("change_tried") or "").strip()
        if note:
            yield _turn(judged, index, one.session.day, note=note)


def _turn(judged: Sequence[TrainingSet], first_after: int, day: date, *, fault: str = "", note: str = "") -> Turn:
    before, after = judged[:first_after], judged[first_after:][-MOST_SETS:]
    if fault:
        last_without = max((place for place, one in enumerate(before[:-1]) if not _shows(one, fault)), default=-1)
        before = before[last_without + 1 :]
    return Turn(day, fault, note, tuple(before[-MOST_SETS:]), tuple(after))


def _shows(one: TrainingSet, fault: str) -> bool:
    marks = one.digest.faults if one.digest else ()
    return any(mark.fault == fault and mark.outcome is Outcome.FOUND for mark in marks)


def _names(turn: Turn, exercise: Exercise) -> tuple[str, ...]:
    own = (f"{SEVERITY}{turn.fault}", *_measures_of(turn.fault, exercise)) if turn.fault else ()
    return tuple(dict.fromkeys((*own, *MEASURED, *LOGGED)))


def _measures_of(fault: str, exercise: Exercise) -> tuple[str, ...]:
    """The measures that decide about a fault."""
    definition = next((one for one in exercise.faults if one.id == fault), None)
    return tuple(one.measure for one in definition.indicators if not one.is_support) if definition else ()


def _compared(turn: Turn, name: str) -> Compared | None:
    sides = [[point_of(one, name) for one in part] for part in (turn.before, turn.after)]
    before, after = (_worst(side) if name.startswith(SEVERITY) else _mean(side) for side in sides)
    if before is None and after is None:
        return None
    unknown = Point("", turn.day, nan, nan)
    first, second = before or unknown, after or unknown
    unit = unit_of((*turn.before, *turn.after), name)
    return Compared(name, unit, first.value, second.value, change_between(first, second))


def _mean(points: Sequence[Point | None]) -> Point | None:
    """Mean of values and of intervals: what makes a measurement wrong is much the same in every clip of a person."""
    known = [point for point in points if point is not None]
    if not known:
        return None
    half = fmean(point.half_interval for point in known)
    return replace(known[-1], value=fmean(point.value for point in known), half_interval=half)


def _worst(points: Sequence[Point | None]) -> Point | None:
    return max((point for point in points if point is not None), key=lambda point: point.value, default=None)


def _grade_with_care(line: Compared, lines: Sequence[Compared], turn: Turn, exercise: Exercise) -> Compared:
    """A grade that moved while no measure behind it did more than its error is no real change."""
    if not line.name.startswith(SEVERITY) or line.change.reading is not Reading.REAL:
        return line
    behind = _measures_of(turn.fault, exercise)
    changes = [one.change for one in lines if one.name in behind]
    if not changes or any(change.reading is Reading.REAL for change in changes):
        return line
    return replace(line, change=Change(line.change.amount, nan, Reading.NO_REAL_CHANGE))
