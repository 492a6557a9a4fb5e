"""What the log says about other clips and sessions, however it was written down."""

from collections.abc import Iterable, Mapping
from math import isnan, nan
from typing import Any

from studio.coaching.answers import Answers
from studio.core.fault import Severity

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


def previous_pain(answers: Answers) -> float:
    """Worst pain of the session before; NaN when nobody noted it."""
    pains = [
        float(value)
        for key, value in _entries(answers.raw, _PREVIOUS)
        if "pain" in key and isinstance(value, int | float) and not isinstance(value, bool)
    ]
    return max((pain for pain in pains if not isnan(pain)), default=nan)


def previous_severity(answers: Answers) -> Severity:
    """Worst severity of any fault in the session before; NONE when there was none or nobody noted it."""
    entries = ((key, value) for key, value in _entries(answers.raw, _PREVIOUS) if "pain" not in key)
    return max((_severity_in(key, value) for key, value in entries if "load" not in key), default=Severity.NONE)


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
