"""Cues and changes in words."""

from collections.abc import Sequence

from studio.core.exercise import Exercise
from studio.core.fault import FaultClass
from studio.core.training import TrainingSet
from studio.services.before_after import Turn, compare_turn, find_turns, trends_of_turn
from studio.services.progress import SEVERITY, Compared, Reading
from studio.ui.athlete.turn_panel import ShownTurn
from studio.ui.athlete.wording import change_words, quantity_name, value_words
from studio.ui.library.days import format_day
from studio.ui.translating import translate


def shown_turns(sets: Sequence[TrainingSet], exercise: Exercise) -> tuple[ShownTurn, ...]:
    """Every cue and change with its comparison.

    Args:
        sets: of one athlete and lift, oldest first.
        exercise: names and definitions.
    """
    return tuple(_shown(turn, exercise) for turn in find_turns(sets))


def _shown(turn: Turn, exercise: Exercise) -> ShownTurn:
    lines = compare_turn(turn, exercise) if turn.before and turn.after else ()
    names = {line.name: line for line in lines}
    return ShownTurn(
        title=_title(turn, exercise),
        verdict=_verdict(turn, lines, exercise),
        columns=(
            translate("Athlete", "Quantity"),
            translate("Athlete", "Before (sets: {count})").format(count=len(turn.before)),
            translate("Athlete", "Since then (sets: {count})").format(count=len(turn.after)),
            translate("Athlete", "Change"),
        ),
        rows=tuple(_row(line, exercise) for line in lines),
        trends=tuple(
            (quantity_name(trend.name, exercise), change_words(names[trend.name].change, trend.unit), trend)
            for trend in trends_of_turn(turn, exercise)
            if trend.name in names
        ),
    )


def _title(turn: Turn, exercise: Exercise) -> str:
    day = format_day(turn.day)
    if not turn.fault:
        return translate("Athlete", "{day}: change noted: {note}").format(day=day, note=turn.note)
    wording = exercise.knowledge.faults.get(turn.fault)
    is_setup = any(one.id == turn.fault and one.fault_class is FaultClass.SETUP for one in exercise.faults)
    kind = (
        translate("Athlete", "{day}: set-up change: {fault}")
        if is_setup
        else translate("Athlete", "{day}: cue: {fault}")
    )
    return kind.format(day=day, fault=wording.title if wording else turn.fault)


def _verdict(turn: Turn, lines: Sequence[Compared], exercise: Exercise) -> str:
    """What the measurement behind the cue says; never more than it can tell."""
    if not turn.after:
        return translate("Athlete", "Nothing was filmed since then from a view that shows it; film again to compare.")
    if not turn.before:
        return translate(
            "Athlete", "Nothing was filmed before it from a view that shows it, so there is nothing to compare."
        )
    own = [line for line in lines if not line.name.startswith(SEVERITY)][:1] if turn.fault else []
    changed = [line for line in (own or lines) if line.change.reading is Reading.REAL]
    if changed:
        told = "; ".join(_told(line, exercise) for line in changed)
        return translate("Athlete", "More than measurement error: {changes}.").format(changes=told)
    if own and own[0].change.reading is Reading.UNKNOWN:
        return translate("Athlete", "Too little could be measured to compare.")
    return translate("Athlete", "No real change: whatever moved is within the error of the measurement.")


def _told(line: Compared, exercise: Exercise) -> str:
    return f"{quantity_name(line.name, exercise)} {change_words(line.change, line.unit)}"


def _row(line: Compared, exercise: Exercise) -> tuple[str, ...]:
    return (
        quantity_name(line.name, exercise),
        value_words(line.before, line.unit),
        value_words(line.after, line.unit),
        change_words(line.change, line.unit),
    )
