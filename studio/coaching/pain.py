"""The pain traffic light of one set."""

from collections.abc import Mapping
from enum import IntEnum, unique
from math import isnan, nan

from studio.coaching.answers import Answers

HOLD_FROM = 1.0
REDUCE_FROM = 3.0
STOP_FROM = 5.0
RISE_POINTS = 2.0
"""Pain on the 0-10 scale from which to hold, reduce or stop; rise from first to last painful rep.

Source: kb:e2 (conservative variant of pain-monitoring models; our default).
"""

OF_ONE_SET = ("pain_max", "pain_start", "pain_last_rep", "pain_now", "pain_after")
"""Answers about pain before, during and after one set."""

_RISING = ("rising", "rises", "rose", "worse", "worsening", "increasing", "increases", "up")


@unique
class PainLight(IntEnum):
    """What pain during the set asks for; UNKNOWN when nobody asked."""

    UNKNOWN = -1
    FREE = 0
    HOLD = 1
    REDUCE = 2
    STOP = 3


def pain_light(answers: Answers) -> PainLight:
    """Read the traffic light.

    Source: kb:e2.
    """
    known, pain = answers.scale("pain_max"), worst_in_set(answers)
    if isnan(known) and not pain >= HOLD_FROM:
        pain = nan  # no pain in one rep does not say that there was none in the others
    if rises_in_set(answers) or pain >= STOP_FROM:
        return PainLight.STOP
    if isnan(pain):
        return PainLight.UNKNOWN
    if pain >= REDUCE_FROM:
        return PainLight.REDUCE
    return PainLight.HOLD if pain >= HOLD_FROM or pain > 0.0 else PainLight.FREE


def worst_in_set(answers: Answers) -> float:
    """The worst pain that any answer about the set tells of; NaN when nobody asked."""
    return _worst(answers, ("pain_max", "pain_start", "pain_last_rep"))


def hurts_outside_the_set(answers: Answers) -> bool:
    """Whether there was pain before or after the set. Source: kb:0/8 (any pain of 1 or more holds the load)."""
    return _worst(answers, ("pain_now", "pain_after")) >= HOLD_FROM


def worst_around(told: Mapping[str, float]) -> float:
    """The worst pain of a past set, before, during and after it; NaN while nobody noted the worst of the set itself.

    Args:
        told: pain by the name of the answer, NaN for what nobody noted.
    """
    known = [told[name] for name in OF_ONE_SET if not isnan(told[name])]
    worst = max(known, default=nan)
    return worst if worst >= HOLD_FROM or not isnan(told["pain_max"]) else nan


def rises_in_set(answers: Answers) -> bool:
    """Whether pain rises by two points or more from the first to the last painful rep."""
    by_rep = [float(value) for value in _numbers(answers.raw.get("pain_by_rep")) if value > 0.0]
    if by_rep:
        return by_rep[-1] - by_rep[0] >= RISE_POINTS
    amount = answers.raw.get("pain_rise", answers.raw.get("pain_trend_in_set"))
    if isinstance(amount, int | float) and not isinstance(amount, bool):
        return amount >= RISE_POINTS
    if answers.has("pain_last_rep") and answers.has("pain_start"):
        return answers.scale("pain_last_rep") - answers.scale("pain_start") >= RISE_POINTS
    words = answers.word("pain_trend_in_set").replace("+", "").split()
    points = [float(word) for word in words if word.replace(".", "", 1).isdigit()]
    if points:
        return points[-1] - (points[0] if len(points) > 1 else 0.0) >= RISE_POINTS
    if not any(word.strip(".,;") in _RISING for word in words):
        return False
    first, worst = answers.scale("pain_start"), answers.scale("pain_max")
    return isnan(first) or isnan(worst) or worst - first >= RISE_POINTS


def is_worse_next_morning(answers: Answers) -> bool:
    """Whether the morning after was worse than before training. Source: kb:e2."""
    before = answers.scale("pain_now" if answers.has("pain_now") else "pain_start")
    return answers.scale("pain_next_morning") > (0.0 if isnan(before) else before)


def _worst(answers: Answers, names: tuple[str, ...]) -> float:
    """The highest of some answers on the pain scale; NaN when none was given."""
    given = [answers.scale(name) for name in names if answers.has(name)]
    return max(given, default=nan)


def _numbers(value: object) -> list[float]:
    items = value if isinstance(value, list | tuple) else []
    return [float(item) for item in items if isinstance(item, int | float) and not isinstance(item, bool)]
