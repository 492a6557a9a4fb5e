"""Answers that come from a form or a file, checked before anything is concluded from them."""

from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

from studio.coaching.answers import ALIASES, Answers
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
LISTS = ("screening_positive", "hx", "felt", "pain_quality", "pain_when", "pain_site")
WORDS = ("tool", "set_type", "brace", "warmup", "adjustments_used", "pain_trend", "breath", "goal", "t_activation")

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
    for key in unknown_keys(raw):
        _refuse_slip(key)
    return Intake(answers=dict(raw))


def unknown_keys(raw: Mapping[str, Any]) -> tuple[str, ...]:
    """Keys of an intake that no rule asks for."""
    return tuple(key for key in raw if key not in _KNOWN and not key.lower().startswith(_FAMILIES))


_KNOWN = frozenset(
    (
        *(*SCALES, *AMOUNTS, *NUMBERS, *FLAGS, *LISTS, *WORDS),
        *(alias for aliases in ALIASES.values() for alias in aliases),
        *ALIASES,
        *("pain_trend_in_set", "pain_by_rep", "pain_rise", "ramp_sets", "history", "tests", "standard_bench"),
        *("worse_mornings", "something_changed", "pain_since_screening"),
        *("corrections_tried", "persistent_pain", "persistent"),
        *("unchanged_after_activation", "seen_on_light_clip", "vanish_on_light_clip"),
        *("sets_after_pain", "continued_after_pain", "pain_at_onset", "pain_since", "date"),
    )
)


_FAMILIES = ("q-", "t-", "t_", "prev", "last_session", "light")
"""How keys of questions, self-tests and log entries begin that are written down in many ways."""


def _refuse_slip(key: str) -> None:
    close = get_close_matches(key.lower(), sorted(_KNOWN), n=1, cutoff=_TYPO_LIKENESS)
    if close:
        raise UsageError(f"There is no answer called “{key}”.", remedy=f"Did you mean “{close[0]}”?")
