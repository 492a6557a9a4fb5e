"""What may be done with the load: the decision table, first match."""

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, floor, isnan

from studio.coaching.causes import PAD_DISCOMFORT_LIMIT
from studio.coaching.facts import SetFacts
from studio.coaching.hypotheses import has_missed_reps
from studio.coaching.log import earlier_sessions, pain_of_the_day
from studio.coaching.pain import HOLD_FROM, PainLight, hurts_outside_the_set, is_worse_next_morning, pain_light
from studio.coaching.screening import clearance_day
from studio.coaching.streak import EASY_EFFORT, EASY_RESERVE, NOT_HOLDING, clean_sessions
from studio.coaching.wording import Wording
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.plan import LoadAdvice, LoadLevel, Tier

REDUCING_FAULTS = ("F-LUMBAR", "F-HOE", "F-RIBFLARE", "F-STARTARCH", "F-DECAY", "F-ECC")
"""Severe ones among these reduce the load. Source: kb:f3/L2."""

CLEAN_SESSIONS = 2
"""Source: kb:f3/L4 (two consecutive sessions)."""

REDUCE_SHARES = (0.40, 0.20)
STEP_SHARES = (0.02, 0.05)
"""Source: kb:f3/L2, kb:f3/L4."""

CLEARED_STEP_SHARES = (0.01, 0.025)
"""Source: kb:e1/C (at most 2.5 %); the smallest step worth taking is our default."""

_PLATE_STEPS_KG = (2.5, 1.25, 1.0, 0.5)
_STRICTER = {LoadLevel.PROGRESS: LoadLevel.HOLD, LoadLevel.HOLD: LoadLevel.REDUCE}
_ORDER = (LoadLevel.BLOCKED, LoadLevel.STOP, LoadLevel.REDUCE, LoadLevel.HOLD)


def advise_load(facts: SetFacts, wording: Wording) -> LoadAdvice:
    """Find the load level, say what to do and why.

    Source: kb:f3 (first match); kb:e2 (worse next morning: one step down).
    """
    reasons = {level: tuple(_REASONS[level](facts)) for level in _ORDER}
    level = next((level for level in _ORDER if reasons[level]), LoadLevel.PROGRESS)
    told = list(reasons.get(level, ()))
    if is_worse_next_morning(facts.answers) and level in _STRICTER:
        level = _STRICTER[level]
        told.append("worse_next_morning")
    return LoadAdvice(
        level=level,
        advice=_advice(level, facts, wording),
        reasons=tuple(_sentence(reason, wording) for reason in told),
    )


def without_points(load: LoadAdvice, facts: SetFacts, wording: Wording) -> LoadAdvice:
    """The same advice where there is nothing to work on: nothing was found, or no rep was seen."""
    if load.level is not LoadLevel.HOLD:
        return load
    return replace(load, advice=_holding_advice(f"load.advice.{LoadLevel.HOLD.value}.plain", facts, wording))


def _blocking(facts: SetFacts) -> Iterator[str]:
    screening = facts.screening
    if screening.is_blocking:
        yield "referral"
    elif screening.tier is Tier.CONDITION_UNCLEARED:
        yield "no_clearance"
    if not screening.is_complete:
        yield "screening_incomplete"


def _stopping(facts: SetFacts) -> Iterator[str]:
    if pain_light(facts.answers) is PainLight.STOP:
        yield "pain_stop"


def _reducing(facts: SetFacts) -> Iterator[str]:
    if pain_light(facts.answers) is PainLight.REDUCE:
        yield "pain_reduce"
    for fault in REDUCING_FAULTS:
        if facts.severity(fault) >= Severity.SEVERE:
            yield f"severe:{fault}"


def _holding(facts: SetFacts) -> Iterator[str]:
    yield from _holding_by_form(facts)
    yield from _holding_by_log(facts)


def _holding_by_form(facts: SetFacts) -> Iterator[str]:
    for finding in facts.found:
        if finding.severity >= Severity.MODERATE and finding.fault not in NOT_HOLDING:
            yield f"fault:{finding.fault}"
        elif finding in facts.spine:
            yield f"spine:{finding.fault}"
    line = facts.findings.get("F-HOE")
    if line is not None and line.outcome is Outcome.NOT_ASSESSABLE:
        yield "line_not_seen"


def _holding_by_log(facts: SetFacts) -> Iterator[str]:
    answers = facts.answers
    light = pain_light(answers)
    if light is PainLight.HOLD:
        yield "pain_hold"
    if light is PainLight.UNKNOWN:
        yield "pain_unknown"
    if hurts_outside_the_set(answers) or pain_of_the_day(answers) >= HOLD_FROM:
        yield "pain_around"
    if answers.scale("pain_next_morning") > 0.0 and not is_worse_next_morning(answers):
        yield "pain_next_morning"
    if _is_hard(facts):
        yield "effort"
    if has_missed_reps(facts):
        yield "missed_reps"
    if facts.screening.tier is Tier.CONDITION_CLEARED and not _has_gone_well_since_clearance(facts):
        yield "cleared_condition"
    if not clean_sessions(facts) >= CLEAN_SESSIONS:
        yield "few_clean_sessions"
    if answers.scale("pad_discomfort") > PAD_DISCOMFORT_LIMIT:
        yield "pad_discomfort"


def _has_gone_well_since_clearance(facts: SetFacts) -> bool:
    """Whether the log shows two clean sessions in a row since the day of the clearance; a stated number does not.

    Source: kb:e1/C (hold until two symptom-free sessions), kb:f3/L3 (cleared: hold).
    """
    cleared = clearance_day(facts.answers)
    streak = clean_sessions(facts)
    run = earlier_sessions(facts.answers)[-CLEAN_SESSIONS:]
    is_long_enough = streak >= CLEAN_SESSIONS and len(run) == CLEAN_SESSIONS
    return cleared is not None and is_long_enough and run[0].day >= cleared


def _is_hard(facts: SetFacts) -> bool:
    """Whether effort stands in the way of more load: nobody noted it, or one of the two numbers says so.

    Source: kb:f3/L4 (RPE at most 8, reps in reserve at least 2).
    """
    effort, reserve = facts.answers.scale("rpe"), facts.answers.amount("rir")
    pairs = ((effort, effort <= EASY_EFFORT), (reserve, reserve >= EASY_RESERVE))
    told = [is_easy for number, is_easy in pairs if not isnan(number)]
    return not (told and all(told))


_REASONS = {
    LoadLevel.BLOCKED: _blocking,
    LoadLevel.STOP: _stopping,
    LoadLevel.REDUCE: _reducing,
    LoadLevel.HOLD: _holding,
}


def _sentence(reason: str, wording: Wording) -> str:
    """A reason in words, with the fault by its name."""
    key, _, fault = reason.partition(":")
    return wording.text(f"load.reason.{key}", **({"fault": wording.fault(fault)} if fault else {}))


def _advice(level: LoadLevel, facts: SetFacts, wording: Wording) -> str:
    """What to do with the load, in numbers where the load is known."""
    load_kg = facts.answers.amount("load_kg")
    has_load = load_kg > 0.0
    key = f"load.advice.{level.value}"
    match level:
        case LoadLevel.REDUCE if has_load:
            low, high = (load_kg * (1.0 - share) for share in REDUCE_SHARES)
            return wording.text(f"{key}.kg", load=_kg(load_kg), low=_kg(low), high=_kg(high))
        case LoadLevel.HOLD:
            return _holding_advice(key, facts, wording)
        case LoadLevel.PROGRESS:
            return _progress_advice(key, facts, wording)
        case _:
            return wording.text(key)


def _progress_advice(key: str, facts: SetFacts, wording: Wording) -> str:
    load_kg = facts.answers.amount("load_kg")
    is_cleared = facts.screening.tier is Tier.CONDITION_CLEARED
    named = f"{key}.cleared" if is_cleared else key
    next_kg = next_load_kg(load_kg, CLEARED_STEP_SHARES if is_cleared else STEP_SHARES)
    if not next_kg > load_kg:
        return wording.text(named)
    return wording.text(f"{named}.kg", load=_kg(load_kg), next=_kg(next_kg))


def _holding_advice(key: str, facts: SetFacts, wording: Wording) -> str:
    load_kg = facts.answers.amount("load_kg")
    return wording.text(f"{key}.kg", load=_kg(load_kg)) if load_kg > 0.0 else wording.text(key)


def next_load_kg(load_kg: float, shares: tuple[float, float] = STEP_SHARES) -> float:
    """The smallest useful next load: a whole number of plate steps, 2 to 5 % more; NaN for a load that nobody noted.

    A load so small that no such step is left stays as it is.

    Args:
        load_kg: the load of now.
        shares: how much more, at least and at most, as shares of the load.
    """
    if isnan(load_kg):
        return load_kg
    low, high = (round(load_kg * (1.0 + share), 9) for share in shares)
    for step_kg in _PLATE_STEPS_KG:
        candidate = ceil(round(low / step_kg, 9)) * step_kg
        if load_kg < candidate <= high:
            return candidate
    return floor(high * 10.0) / 10.0


def _kg(load_kg: float) -> str:
    return f"{round(load_kg, 2):g}"
