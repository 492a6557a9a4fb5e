"""Answers, intake and log of one set as typed values; whoever filled them in."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite, isnan, nan
from typing import Any

from studio.core.errors import UsageError
from studio.core.measure import as_float
from studio.core.plan import Intake

PAIN_SCALE_TOP = 10.0
"""Pain, effort and contact discomfort are asked for on 0-10. Source: kb:f1."""

TEST_TARGETS: Mapping[str, float] = {"T-BRIDGE": 10.0, "T-PLANK": 30.0, "T-DEADBUG": 6.0, "T-HAMBRIDGE": 10.0}
"""Seconds, or repetitions per side, that pass a self-test. Source: kb:f1 (Tests; our default)."""

_LEADING_NUMBER = re.compile(r"\d+(\.\d+)?")
_YES = ("yes", "y", "true", "always", "given", "all")
_NO = ("no", "n", "false", "never", "none", "pending", "not yet", "")
_PASSED = ("pass", "passed", "ok", "negative", "normal", "met", "yes")
_FAILED = ("fail", "failed", "positive", "restricted", "blocked", "asymmetric", "below", "below target", "weak", "no")

ALIASES: Mapping[str, tuple[str, ...]] = {
    "screening_positive": ("red_flags", "positive_answers"),
    "pain_max": ("pain_worst", "worst_pain", "max_pain", "pain_score", "pain", "nrs", "nrs_max", "pain_nrs", "Q-NRS"),
    "pain_now": ("pain_before",),
    "pain_last_rep": ("pain_end",),
    "pain_next_morning": ("pain_morning",),
    "pain_quality": ("quality", "Q-QUALITY"),
    "pain_site": ("pain_location", "site", "Q-LOC"),
    "pain_when": ("Q-WHEN",),
    "pain_trend": ("trend", "Q-TREND"),
    "hx": ("history_conditions", "medical_history", "conditions", "known_conditions", "diagnoses", "Q-HX"),
    "clearance": ("cleared",),
    "felt": ("feel", "felt_where", "Q-FEEL"),
    "brace": ("Q-BRACE",),
    "breath": ("Q-BREATH",),
    "cramp": ("cramps", "hamstring_cramps", "Q-CRAMP"),
    "sit_h": ("sitting_h", "sit_hours", "sitting_hours", "Q-SIT"),
    "warmup": ("warm_up", "Q-WARMUP"),
    "pad_discomfort": ("Q-PAD",),
    "parq": ("Q-PARQ",),
    "load_kg": ("load",),
    "prev_load_kg": ("prev_load", "previous_load_kg"),
    "reps_done": ("reps_actual", "actual_reps"),
    "reps_target": ("target_reps",),
    "age": ("age_years",),
    "adjustments_used": ("adjustments",),
    "clean_streak": ("clean_sessions",),
    "pain_sessions": ("sessions_with_pain", "painful_sessions", "persistent_sessions"),
    "pain_weeks": ("weeks_with_pain", "persistent_weeks"),
    "archon_deg": ("archon",),
}
"""Other names under which an answer may come; the first name is the one of the catalogue."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Reads answers by name, as the type that a rule needs; absent is NaN, empty or None, never a guess."""

    raw: Mapping[str, Any]

    @classmethod
    def of(cls, intake: Intake) -> "Answers":
        """The answers of an intake."""
        return cls(intake.answers)

    def has(self, name: str) -> bool:
        """Whether there is an answer at all."""
        return self._find(name) is not None

    def number(self, name: str) -> float:
        """A number; NaN when it was not asked.

        Raises:
            UsageError: it is something else.
        """
        value = self._find(name)
        if value is None:
            return nan
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise _odd(name, value, "a number")
        number = as_float(value)
        if not (isfinite(number) or isnan(number)):
            raise _odd(name, number, "a finite number")
        return number

    def scale(self, name: str) -> float:
        """A number on the 0-10 scale; NaN when it was not asked."""
        value = self.number(name)
        if value < 0.0 or value > PAIN_SCALE_TOP:
            raise _odd(name, value, "between 0 and 10")
        return value

    def amount(self, name: str) -> float:
        """A number that cannot be negative; NaN when it was not asked."""
        value = self.number(name)
        if value < 0.0:
            raise _odd(name, value, "zero or more")
        return value

    def flag(self, name: str) -> bool | None:
        """Yes or no; None when it was not asked or the answer is neither."""
        value = self._find(name)
        if value is None or isinstance(value, bool):
            return value
        if isinstance(value, Mapping):
            return Answers(value).flag("given") or Answers(value).flag("cleared")
        if isinstance(value, int | float):
            return value > 0
        word = str(value).strip().lower()
        if word in _NO:
            return False
        return True if word in _YES else None

    def word(self, name: str) -> str:
        """A choice or text in lower case; empty when it was not asked."""
        value = self._find(name)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str)):
            raise _odd(name, value, "one word")
        return str(value).strip().lower()

    def words(self, name: str) -> tuple[str, ...]:
        """Several choices in lower case, in order; empty when it was not asked."""
        value = self._find(name)
        if value is None or isinstance(value, bool):
            return ()
        if isinstance(value, Mapping):
            return tuple(_chosen_words(value))
        if isinstance(value, Sequence) and not isinstance(value, str):
            return tuple(word for item in value for word in _item_words(name, item))
        return tuple(part for part in (part.strip().lower() for part in str(value).split(",")) if part)

    def words_of_all(self, name: str) -> tuple[str, ...]:
        """As `words`, under every name of the answer: an empty list does not stand against one that is not."""
        told = (word for one in (name, *ALIASES.get(name, ())) for word in self.words(one))
        return tuple(dict.fromkeys(told))

    def has_failed(self, test: str) -> bool:
        """Whether a self-test was not passed; False when it was not done.

        A number is held against the target of the test.
        """
        value = self._find(test)
        if value is None and isinstance(self.raw.get("tests"), Mapping):
            return Answers(self.raw["tests"]).has_failed(test)
        if isinstance(value, Mapping):  # side by side
            return any(Answers({test: side}).has_failed(test) for side in value.values())
        if isinstance(value, bool):
            return not value
        if isinstance(value, int | float):
            return value < TEST_TARGETS.get(test, 0.0)
        return _tells_of_failing(test, str(value).strip().lower() if value is not None else "")

    def _find(self, name: str) -> Any:  # noqa: ANN401 - answers come from forms and files
        for key in (name, *ALIASES.get(name, ())):
            if self.raw.get(key) is not None:
                return self.raw[key]
        wanted = {_plain(one) for one in (name, name.removeprefix("T-"), *ALIASES.get(name, ()))}
        return next((value for key, value in self.raw.items() if _plain(key) in wanted and value is not None), None)


def _item_words(name: str, item: object) -> tuple[str, ...]:
    if item is None:
        return ()
    if isinstance(item, Mapping):
        return _entry_words(item)
    if isinstance(item, str):
        return (item.strip().lower(),) if item.strip() else ()
    raise _odd(name, item, "a list of words")


def _entry_words(entry: Mapping[object, object]) -> tuple[str, ...]:
    """One answer that is a table itself, with its question and what was told; empty when the answer is no."""
    told = entry.get("answer", entry.get("positive"))
    if told is False or (isinstance(told, str) and told.strip().lower() in _NO):
        return ()
    label = entry.get("id") or entry.get("question") or entry.get("name")
    if label:
        detail = entry.get("detail") or (told if isinstance(told, str) else "")
        return (f"{label}: {detail}".strip().lower(),)
    words = " ".join(value.strip().lower() for value in entry.values() if isinstance(value, str))
    return (words,) if words else ()


def _chosen_words(table: Mapping[object, object]) -> Iterator[str]:
    """What is chosen in a table of choices, with what is told about it in words: {"Q-RAD": "both legs"}."""
    for key, chosen in table.items():
        told = chosen.strip().lower() if isinstance(chosen, str) else ""
        if chosen in (False, None) or (isinstance(chosen, str) and told in _NO):
            continue
        yield f"{key}: {told}".strip().lower() if told and told not in _YES else str(key).strip().lower()


def _tells_of_failing(test: str, word: str) -> bool:
    """Whether words say that a self-test was not passed; a time or count in them is held against its target."""
    number = _LEADING_NUMBER.match(word)
    if number and test in TEST_TARGETS:
        return float(number[0]) < TEST_TARGETS[test]
    return word in _FAILED or (word not in _PASSED and any(word.startswith(failed) for failed in _FAILED))


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def _odd(name: str, value: object, wanted: str) -> UsageError:
    return UsageError(f"The answer “{name}” should be {wanted}, not {value!r}.", remedy="Correct the answer.")
