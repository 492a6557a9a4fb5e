"""What the log says about other clips and sessions, however it was written down."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import isnan, nan
from typing import Any

from studio.coaching.answers import Answers
from studio.coaching.pain import is_worse_next_morning
from studio.core.fault import Severity

OTHER_SET = "other_set"
"""Marks a line of a history that is another set of the day of this one; no session of its own."""

_OWN_LINE = "this_set"
_NOT_COUNTED = ("F-ASYM",)
"""Side difference is information and holds no load. Source: kb:f3/L3."""

_PREVIOUS = ("prev", "last_session")
_LIGHT = ("light",)
_CLEAN_KEYS = ("clean", "vanish", "gone", "absent")
_CLEAN_WORDS = (
    "clean",
    "vanish",
    "vanishes",
    "vanished",
    "none",
    "absent",
    "no",
    "gone",
    "not_found",
    "not found",
    "0",
)
_SEVERITIES = {severity.word: severity for severity in Severity}


@dataclass(frozen=True, slots=True)
class Session:
    """What the log says about one day of training.

    Attributes:
        day: of the session.
        pain: worst pain of its sets, 0-10; NaN when nobody noted it.
        load_kg: greatest load of its sets; NaN when nobody noted it.
        severity: worst severity of any fault that was found.
        is_morning_worse: whether the morning after was worse than before training.
    """

    day: date
    pain: float = nan
    load_kg: float = nan
    severity: Severity = Severity.NONE
    is_morning_worse: bool = False


def sessions(answers: Answers) -> tuple[Session, ...]:
    """The sessions of the history up to the day of this set, this set included, oldest first; each day once."""
    return _by_day(_dated_lines(answers))


def earlier_sessions(answers: Answers) -> tuple[Session, ...]:
    """The sessions of the history before the day of this set, oldest first."""
    own = own_day(answers) or date.max
    return _by_day([(day, line) for day, line in _dated_lines(answers) if day < own and line is not answers])


def own_day(answers: Answers) -> date | None:
    """The day of this set: as noted, else that of its own line in the history; None when neither is there."""
    own = (line for line in _lines(answers) if line.raw.get(_OWN_LINE))
    return _day_of(answers) or next((day for line in own if (day := _day_of(line)) is not None), None)


def pain_of_the_day(answers: Answers) -> float:
    """Worst pain in other sets of the day of this set; NaN when nobody noted any."""
    own = own_day(answers)
    same = [line for day, line in _dated_lines(answers) if day == own and line is not answers]
    told = [line for line in _lines(answers) if line.raw.get(OTHER_SET)]
    return _greatest(line.scale("pain_max") for line in (*same, *told))


def previous_pain(answers: Answers) -> float:
    """Worst pain of the session before; NaN when nobody noted it."""
    pains = [
        float(value)
        for key, value in _entries(answers.raw, _PREVIOUS)
        if "pain" in key and isinstance(value, int | float) and not isinstance(value, bool)
    ]
    return _greatest((*pains, *(session.pain for session in earlier_sessions(answers)[-1:])))


def previous_severity(answers: Answers) -> Severity:
    """Worst severity of any fault in the session before; NONE when there was none or nobody noted it."""
    entries = ((key, value) for key, value in _entries(answers.raw, _PREVIOUS) if "pain" not in key)
    told = [_severity_in(key, value) for key, value in entries if "load" not in key]
    return max((*told, *(session.severity for session in earlier_sessions(answers)[-1:])), default=Severity.NONE)


def previous_load_kg(answers: Answers) -> float:
    """Load of the session before; NaN when nobody noted it."""
    told = answers.amount("prev_load_kg")
    loads = [session.load_kg for session in earlier_sessions(answers) if not isnan(session.load_kg)]
    return (loads or [nan])[-1] if isnan(told) else told


def faults_on_light_clip(answers: Answers, faults: Iterable[str]) -> frozenset[str] | None:
    """Which of some faults the lighter clip shows too; None when nobody filmed or looked.

    Args:
        answers: of the set.
        faults: the faults that are asked about.
    """
    asked = frozenset(faults)
    for key, value in answers.raw.items():
        if value is not None and any(word in key.lower() for word in _LIGHT):
            return _shown(key.lower(), value, asked)
    return None


def has_gone_on_after_pain(answers: Answers) -> bool:
    """Whether sets were continued after pain set in."""
    for key, value in answers.raw.items():
        if "continu" in key or key == "sets_after_pain":
            return value > 0 if isinstance(value, int | float) else bool(answers.flag(key))
    return False


def _dated_lines(answers: Answers) -> list[tuple[date, Answers]]:
    """Lines of the history that are not newer than this set, and this set itself, with their days."""
    own = own_day(answers)
    lines = [line for line in _lines(answers) if not line.raw.get(_OWN_LINE)]
    dated = [(day, line) for line in lines if (day := _day_of(line)) is not None and day <= (own or date.max)]
    return [*dated, *([(own, answers)] if own is not None else [])]


def _lines(answers: Answers) -> list[Answers]:
    log = answers.raw.get("history")
    return [Answers(line) for line in log if isinstance(line, Mapping)] if isinstance(log, list | tuple) else []


def _by_day(dated: Iterable[tuple[date, Answers]]) -> tuple[Session, ...]:
    ordered = sorted(dated, key=lambda item: item[0])
    return tuple(
        _session(day, [line for _, line in group]) for day, group in groupby(ordered, key=lambda item: item[0])
    )


def _session(day: date, lines: list[Answers]) -> Session:
    return Session(
        day=day,
        pain=_greatest(line.scale("pain_max") for line in lines),
        load_kg=_greatest(line.amount("load_kg") for line in lines),
        severity=max(_severity_of_line(line.raw.get("faults")) for line in lines),
        is_morning_worse=any(is_worse_next_morning(line) for line in lines),
    )


def _severity_of_line(named: object) -> Severity:
    """Worst fault of a line of the history; one that has no severity counts as moderate."""
    if isinstance(named, list | tuple):
        return Severity.MODERATE if set(map(str, named)) - set(_NOT_COUNTED) else Severity.NONE
    faults = named if isinstance(named, Mapping) else {}
    words = (str(told).strip().lower() for fault, told in faults.items() if fault not in _NOT_COUNTED)
    return max((_SEVERITIES.get(word, Severity.NONE) for word in words), default=Severity.NONE)


def _day_of(line: Answers) -> date | None:
    try:
        return date.fromisoformat(line.word("date")[:10])
    except ValueError:
        return None


def _greatest(values: Iterable[float]) -> float:
    return max((value for value in values if not isnan(value)), default=nan)


def _entries(raw: Mapping[str, Any], prefixes: tuple[str, ...]) -> Iterable[tuple[str, Any]]:
    """Entries under keys that begin in one of some ways; those of a table under such a key come one by one."""
    for key, value in raw.items():
        if not key.lower().startswith(prefixes):
            continue
        if isinstance(value, Mapping):
            yield from ((f"{key}_{inner}".lower(), item) for inner, item in value.items())
        else:
            yield key.lower(), value


def _severity_in(key: str, value: object) -> Severity:
    if isinstance(value, bool):
        is_named = value and any(word in key for word in ("fault", "moderate", "severe"))
        return Severity.MODERATE if is_named else Severity.NONE
    if isinstance(value, int) and Severity.NONE <= value <= Severity.SEVERE:
        return Severity(value)
    if isinstance(value, Mapping):
        return max((_severity_in(key, item) for item in value.values()), default=Severity.NONE)
    if isinstance(value, list | tuple):
        return max((_severity_in(key, item) for item in value), default=Severity.NONE)
    return max((_SEVERITIES[word] for word in str(value).lower().split() if word in _SEVERITIES), default=Severity.NONE)


def _shown(key: str, value: object, asked: frozenset[str]) -> frozenset[str]:
    if isinstance(value, bool):
        is_clean = value if any(word in key for word in _CLEAN_KEYS) else not value
        return frozenset() if is_clean else asked
    if isinstance(value, Mapping):
        return frozenset(fault for fault in asked if not _is_clean_word(value.get(fault, "none")))
    if isinstance(value, list | tuple):
        return frozenset(fault for fault in asked if fault in value)
    return frozenset() if _is_clean_word(value) else asked


def _is_clean_word(value: object) -> bool:
    return value in (0, False) or str(value).strip().lower() in _CLEAN_WORDS
