"""Answers that come from a form or a file, checked before anything is concluded from them."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from studio.coaching.answers import ALIASES, Answers
from studio.coaching.screening import is_understood
from studio.core.errors import UsageError
from studio.core.plan import Intake

SCALES = (
    "pain_now",
    "pain_start",
    "pain_max",
    "pain_last_rep",
    "pain_after",
    "pain_next_morning",
    "rpe",
    "pad_discomfort",
)
AMOUNTS = (
    "exp_months",
    "age",
    "bench_cm",
    "stature_cm",
    "load_kg",
    "prev_load_kg",
    "plate_diameter_m",
    "reps_target",
    "reps_done",
    "rir",
    "clean_streak",
    "sit_h",
    "pain_sessions",
    "pain_weeks",
    "screening_age_days",
)
NUMBERS = ("archon_deg",)
FLAGS = ("screening_complete", "clearance", "cramp", "missed_reps", "range_cap")
LENGTHS_CM: Mapping[str, tuple[float, float]] = {"stature_cm": (100.0, 250.0), "bench_cm": (5.0, 120.0)}
"""What a length in centimetres can be; 1.75 is one in metres. Source: our default, wider than the form asks for."""

LISTS = ("screening_positive", "hx", "felt", "pain_quality", "pain_when", "pain_site")
WORDS = ("tool", "set_type", "brace", "warmup", "adjustments_used", "pain_trend", "breath", "goal", "t_activation")

SET_TYPES = ("strength", "hypertrophy", "technique", "power", "conditioning", "range-capped")
"""Source: kb:c1 (muting), kb:f1/Q-GOAL."""

_TYPO_LIKENESS = 0.88


def parse_intake(raw: object) -> Intake:
    """Check the answers of a case.

    Args:
        raw: answers by the keys of the intake catalogue; absent or null means not asked. Keys that the catalogue does
            not know are kept, since other forms ask more; a key that looks like a slip of one it knows is refused,
            since a misspelt "pain_max" must not read as no pain.

    Raises:
        UsageError: an answer is of the wrong kind or out of range, or a key looks misspelt.
    """
    if raw is None:
        return Intake()
    if not isinstance(raw, Mapping) or not all(isinstance(key, str) for key in raw):
        raise UsageError("“intake” should be a table of names and answers.", remedy="See the README for an example.")
    answers = Answers(raw)
    for name in SCALES:
        answers.scale(name)
    for name in AMOUNTS:
        answers.amount(name)
    for name in NUMBERS:
        answers.number(name)
    for name in LISTS:
        answers.words(name)
    for name in WORDS:
        answers.word(name)
    for name, (low, high) in LENGTHS_CM.items():
        _check_length(name, answers.number(name), low, high)
    _check_history(raw.get("history"))
    for key in unknown_keys(raw):
        _refuse_slip(key)
    return Intake(answers=dict(raw))


def unknown_keys(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of an intake that no rule asks for."""
    return tuple(key for key in raw if key not in _KNOWN and _plain(key) not in _READ and not _is_of_a_family(key))


def unknown_choices(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Answers that no rule understands although it asks for them: a set type or a condition that is not known."""
    answers = Answers(raw)
    set_type = answers.word("set_type")
    plain_type = set_type.replace(" ", "-").replace("_", "-")
    odd_type = (f"set_type: {set_type}",) if plain_type not in ("", *SET_TYPES) else ()
    return odd_type + tuple(f"hx: {told}" for told in answers.words_of_all("hx") if not is_understood(told))


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


_KNOWN = frozenset(
    (
        *(*SCALES, *AMOUNTS, *NUMBERS, *FLAGS, *LISTS, *WORDS),
        *(alias for aliases in ALIASES.values() for alias in aliases),
        *ALIASES,
        *("pain_trend_in_set", "pain_by_rep", "pain_rise", "ramp_sets", "history", "tests", "standard_bench"),
        *("worse_mornings", "something_changed", "pain_since_screening"),
        *("corrections_tried", "persistent_pain", "persistent"),
        *("unchanged_after_activation", "seen_on_light_clip", "vanish_on_light_clip"),
        *("sets_after_pain", "continued_after_pain", "pain_at_onset", "pain_since", "date", "screening_date"),
        *("parq", "parq_date", "clearance_date"),
    )
)

_READ_AS_WRITTEN = frozenset({"bench_cm", "stature_cm", "tool", "set_type", "goal", "range_cap"})
"""Answers that judging reads, too, by these names and no other."""

_READ = frozenset(_plain(key) for key in _KNOWN - _READ_AS_WRITTEN)


_FAMILIES = ("q-ces", "q-neuro", "q-rad", "q-rest", "q-sys", "q-suspect", "prev", "last_session", "light")
"""How keys of questions and log entries begin that are written down in many ways."""

_SELF_TESTS = ("thomas", "bridge", "plank", "deadbug", "hambridge", "9090", "activation")


def _is_of_a_family(key: str) -> bool:
    name = key.strip().lower().replace("_", "-")
    return name.startswith(_FAMILIES) or _plain(name.removeprefix("t-")) in _SELF_TESTS


def _check_length(name: str, value: float, low: float, high: float) -> None:
    if value < low or value > high:
        raise UsageError(
            f"The answer “{name}” should be between {low:g} and {high:g}, not {value:g}.",
            remedy="Give it in centimetres.",
        )


def _check_history(value: object) -> None:
    """Refuse what is no list of sessions: a condition written there would be overlooked."""
    if value is None or (isinstance(value, list | tuple) and all(isinstance(line, Mapping) for line in value)):
        return
    raise UsageError(
        "The answer “history” should be a list of earlier sessions, each with its date.",
        remedy="Conditions that are known belong under “hx”.",
    )


def _refuse_slip(key: str) -> None:
    close = get_close_matches(key.lower(), sorted(_KNOWN), n=1, cutoff=_TYPO_LIKENESS)
    if close:
        raise UsageError(f"There is no answer called “{key}”.", remedy=f"Did you mean “{close[0]}”?")
