"""How many sessions in a row were clean: what the step to more load asks for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from math import isnan, nan
from typing import Any

from studio.coaching.answers import Answers
from studio.coaching.facts import SetFacts
from studio.coaching.pain import OF_ONE_SET, worst_around
from studio.core.fault import FaultClass, Severity
from studio.core.finding import Outcome

EASY_EFFORT = 8.0
EASY_RESERVE = 2.0
"""RPE at most, or reps in reserve at least. Source: kb:f3/L4."""

NOT_HOLDING = ("F-ASYM",)
"""Side difference is information and never holds the load. Source: kb:f3/L3."""

LINE_FAULT = "F-HOE"
"""A set counts only when this one could be judged in it. Source: kb:f3/L3 (not assessable holds the load)."""

OWN_LINE = "this_set"
"""Marks the line of a history that is the present set itself."""

_UNSEEN = (Outcome.NOT_ASSESSABLE.value, Outcome.UNCONFIRMED.value, "unseen")
_SEVERITIES = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class SetRecord:
    """What is known of one set of a session; NaN for what nobody noted.

    Attributes:
        day: of the session.
        pain_max: worst pain before, during and after the set, 0-10.
        pain_next_morning: 0-10.
        rpe: effort, 0-10.
        rir: reps in reserve.
        reps_done: how many.
        reps_target: how many were wanted.
        faults: severities of what was found; None when nobody looked.
        is_seen: whether the view lets the line of shoulder, hip and knee be judged.
    """

    day: date
    pain_max: float = nan
    pain_next_morning: float = nan
    rpe: float = nan
    rir: float = nan
    reps_done: float = nan
    reps_target: float = nan
    faults: Mapping[str, Severity] | None = field(default_factory=dict)
    is_seen: bool = True


def clean_run(records: Iterable[SetRecord], spine: frozenset[str]) -> int:
    """How many sessions in a row, back from the last, were clean; what was not noted is not clean.

    Args:
        records: sets, in any order.
        spine: ids of the faults of the spine.

    Source: kb:f3/L4.
    """
    streak = 0
    newest_first = sorted(records, key=lambda one: one.day, reverse=True)
    for _, sets in groupby(newest_first, key=lambda one: one.day):
        if not is_clean_session(tuple(sets), spine):
            break
        streak += 1
    return streak


def is_clean_session(sets: Sequence[SetRecord], spine: frozenset[str]) -> bool:
    """Whether all sets of one session are clean, and one of them was filmed so that it can be judged."""
    return any(one.is_seen for one in sets) and all(is_clean(one, spine) for one in sets)


def is_clean(one: SetRecord, spine: frozenset[str]) -> bool:
    """Whether a set meets everything that more load asks for; of one that shows too little, what was noted.

    Source: kb:f3/L4 (all target reps, no pain including the next morning, RPE at most 8 and two reps in reserve where
    they were noted, no fault of the spine, every other fault at most mild).
    """
    has_no_pain = one.pain_max == 0.0 and one.pain_next_morning == 0.0
    is_hard = one.rpe > EASY_EFFORT or one.rir < EASY_RESERVE
    is_easy = not is_hard and not (isnan(one.rpe) and isnan(one.rir))
    has_all_reps = one.reps_done >= one.reps_target
    return has_no_pain and is_easy and has_all_reps and (not one.is_seen or _is_form_clean(one, spine))


def clean_sessions(facts: SetFacts) -> float:
    """Clean sessions in a row up to this set: as stated, else as the history tells; NaN when neither is there.

    The history is a list of lines with date, pain_max, pain_next_morning, rpe or rir, reps_done, reps_target and
    faults (severity by id), or simply clean (true or false). This set counts once everything about it is noted. A
    number or a word that is stated does not stand against what a line itself says.

    Source: kb:f3/L4 (two consecutive sessions).
    """
    stated = facts.answers.amount("clean_streak")
    log = facts.answers.raw.get("history")
    if not isinstance(log, list | tuple):
        return stated
    today = _day_of(facts.answers) or date.max
    spine = frozenset(name for name, one in facts.definitions.items() if one.fault_class is FaultClass.SPINE)
    earlier = _earlier_days(log, today)
    if not isnan(stated):
        spoilt = (place for place, (_, lines) in enumerate(earlier) if any(_is_spoilt(line, spine) for line in lines))
        return min(stated, next((place + 1.0 for place in spoilt), stated))  # this set is one of them
    streak = 0
    for day, lines in earlier:
        if not _are_clean(lines, day, spine):
            break
        streak += 1
    return streak + is_clean_session((_own_record(facts, today),), spine)


def _earlier_days(log: Sequence[object], today: date) -> list[tuple[date, list[Answers]]]:
    """The lines of a history before a day, day by day, newest first."""
    lines = [Answers(entry) for entry in log if isinstance(entry, Mapping) and not entry.get(OWN_LINE)]
    dated = [(day, line) for line in lines if (day := _day_of(line)) is not None and day < today]
    dated.sort(key=lambda item: item[0], reverse=True)
    return [(day, [line for _, line in group]) for day, group in groupby(dated, key=lambda item: item[0])]


def _are_clean(lines: Sequence[Answers], day: date, spine: frozenset[str]) -> bool:
    told = [line.flag("clean") for line in lines]
    untold = [_record_of(line, day) for line, is_told in zip(lines, told, strict=True) if is_told is None]
    is_spoilt = any(_is_spoilt(line, spine) for line in lines)
    return not is_spoilt and (not untold or is_clean_session(untold, spine))


def _is_spoilt(line: Answers, spine: frozenset[str]) -> bool:
    """Whether a line says itself that its set was not clean, whatever else it is called."""
    one = _record_of(line, date.min)
    has_pain = one.pain_max > 0.0 or one.pain_next_morning > 0.0
    is_hard = one.rpe > EASY_EFFORT or one.rir < EASY_RESERVE
    has_fault = one.is_seen and one.faults is not None and not _is_form_clean(one, spine)
    return line.flag("clean") is False or has_pain or is_hard or one.reps_done < one.reps_target or has_fault


def _record_of(line: Answers, day: date) -> SetRecord:
    named = line.raw.get("faults")
    return SetRecord(day=day, faults=_severities(named), is_seen=not _is_unseen(line, named), **_numbers(line))


def _own_record(facts: SetFacts, day: date) -> SetRecord:
    line = facts.findings.get(LINE_FAULT)
    return SetRecord(
        day=day,
        faults={one.fault: one.severity for one in facts.found},
        is_seen=line is None or line.outcome in (Outcome.FOUND, Outcome.NOT_FOUND),
        **_numbers(facts.answers),
    )


def _numbers(line: Answers) -> dict[str, Any]:
    scales = {name: line.scale(name) for name in ("pain_next_morning", "rpe")}
    scales["pain_max"] = worst_around({name: line.scale(name) for name in OF_ONE_SET})
    return scales | {name: line.amount(name) for name in ("rir", "reps_done", "reps_target")}


def _is_unseen(line: Answers, named: object) -> bool:
    told = named.get(LINE_FAULT) if isinstance(named, Mapping) else None
    return line.word("view") == "front" or str(told).strip().lower() in _UNSEEN


def _severities(named: object) -> Mapping[str, Severity] | None:
    """Severities by fault; a fault without a severity counts as moderate, and no entry at all as not looked at."""
    if isinstance(named, list | tuple):
        return {str(fault): Severity.MODERATE for fault in named}
    if not isinstance(named, Mapping):
        return None
    words = {str(fault): str(told).strip().lower() for fault, told in named.items()}
    return {
        fault: _SEVERITIES.get(word, Severity.MODERATE)
        for fault, word in words.items()
        if word not in (*_UNSEEN, Outcome.NOT_FOUND.value)
    }


def _is_form_clean(one: SetRecord, spine: frozenset[str]) -> bool:
    if one.faults is None:
        return False
    others = (fault for fault in one.faults if fault not in NOT_HOLDING)
    return all(one.faults[fault] <= (Severity.NONE if fault in spine else Severity.MILD) for fault in others)


def _day_of(line: Answers) -> date | None:
    try:
        return date.fromisoformat(line.word("date")[:10])
    except ValueError:
        return None
