"""How several indicators of one fault make one severity, rep by rep."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TypeVar

from studio.core.fault import Combination, Severity
from studio.faults.reading import WHOLE_SET, Reading, needed_reps, needed_values, set_severity

Grade = TypeVar("Grade", Severity, float)


@dataclass(frozen=True, slots=True)
class Combined:
    """What the indicators of a fault say together.

    Attributes:
        severities: combined band per rep number, or under WHOLE_SET.
        severity: of the set.
        is_assessable: whether the indicators suffice to say found or not found.
        is_alone: whether indicators speak for the fault, yet never enough of them agree.
        confidence: probability that the severity is at least this; NaN when intervals are unknown.
    """

    severities: Mapping[int, Severity]
    severity: Severity
    is_assessable: bool
    is_alone: bool
    confidence: float


def combine(readings: Sequence[Reading], combination: Combination) -> Combined:
    """Make one judgement of the deciding readings of a fault.

    Errors are taken as shared by all reps of a clip (a landmark that is off is off in every rep): the confidence is
    that of the rep on which the set's severity hangs.
    """
    used = _usable(readings, combination)
    if not used:
        return Combined({}, Severity.NONE, is_assessable=False, is_alone=False, confidence=nan)
    pick = _PICKS[combination]
    severities = _per_rep([reading.severities for reading in used], combination, pick)
    severity = set_severity(severities)
    rep_total = max(reading.rep_total for reading in used)
    has_enough = WHOLE_SET in severities or len(severities) >= max(1, needed_values(rep_total))
    if combination is Combination.WORST and severity is Severity.NONE:
        has_enough &= len(used) == len(readings)  # the one that is missing might be the worse one
    if combination is Combination.SECOND_HIGHEST and severity is Severity.NONE:
        has_enough &= all(reading.is_assessable for reading in readings if reading.indicator.is_required)
    if severity is Severity.NONE:
        has_enough &= not _is_open(severities, used if combination in _EACH_COUNTS else [], rep_total)
    return Combined(
        severities=severities,
        severity=severity,
        is_assessable=has_enough,
        is_alone=not (severity and has_enough) and _is_one_out(used, combination),
        confidence=_confidence(used, severity, combination) if severity else nan,
    )


def _usable(readings: Sequence[Reading], combination: Combination) -> list[Reading]:
    assessable = [reading for reading in readings if reading.is_assessable]
    if combination is Combination.ALL:
        return assessable if len(assessable) == len(readings) else []
    return assessable[:1] if combination is Combination.FIRST_ASSESSABLE else assessable


def _is_open(severities: Mapping[int, Severity], each: Sequence[Reading], rep_total: int) -> bool:
    """Whether reps that nobody saw in full might be what the set lacks, together or in one sign alone.

    Args:
        severities: of the reps together.
        each: signs that all must be seen in a rep before it counts as quiet.
        rep_total: how many reps the set has.
    """
    if WHOLE_SET in severities:
        return False
    unsettled = [key for key, severity in severities.items() if not severity and not _is_seen(key, each)]
    return _could_be_more(severities, rep_total, len(unsettled)) or any(
        _could_be_more(reading.severities, rep_total) for reading in each if WHOLE_SET not in reading.severities
    )


def _is_seen(key: int, each: Sequence[Reading]) -> bool:
    return all(key in reading.severities or WHOLE_SET in reading.severities for reading in each)


def _could_be_more(severities: Mapping[int, Severity], rep_total: int, unsettled_count: int = 0) -> bool:
    """Whether reps that are out, together with those that nobody saw, might be enough for the set.

    Source: kb:c1 (share of the reps); what was not seen is not fine, see decision 0060.
    """
    out_count = sum(bool(severity) for severity in severities.values())
    hidden_count = rep_total - len(severities) + unsettled_count
    return out_count > 0 and hidden_count > 0 and out_count + hidden_count >= needed_reps(rep_total)


def _is_one_out(used: Sequence[Reading], combination: Combination) -> bool:
    return combination is Combination.SECOND_HIGHEST and any(reading.severity for reading in used)


def _worst(grades: Sequence[Grade]) -> Grade:
    return max(grades)


def _mildest(grades: Sequence[Grade]) -> Grade:
    return min(grades)


def _second(grades: Sequence[Grade]) -> Grade:
    return sorted(grades, reverse=True)[1]


_PICKS: Mapping[Combination, Callable[..., Severity]] = {
    Combination.WORST: _worst,
    Combination.FIRST_ASSESSABLE: _worst,
    Combination.ANY: _worst,
    Combination.ALL: _mildest,
    Combination.SECOND_HIGHEST: _second,
}


_EACH_COUNTS = (Combination.WORST, Combination.SECOND_HIGHEST)
"""Combinations in which a rep that lacks one measure is not settled by the others."""


def _per_rep(
    graded: Sequence[Mapping[int, Grade]], combination: Combination, pick: Callable[..., Grade]
) -> dict[int, Grade]:
    """One grade per rep; a value of the whole set stands for each of its reps when others have reps."""
    keys = sorted({key for grades in graded for key in grades if key != WHOLE_SET}) or [WHOLE_SET]
    needed_count = {Combination.SECOND_HIGHEST: 2, Combination.ALL: len(graded)}.get(combination, 1)
    combined = {}
    for key in keys:
        grades = [row[key] if key in row else row[WHOLE_SET] for row in graded if key in row or WHOLE_SET in row]
        if len(grades) >= needed_count:
            combined[key] = pick(grades)
    return combined


def _confidence(used: Sequence[Reading], severity: Severity, combination: Combination) -> float:
    chances = _per_rep([reading.chance_of(severity) for reading in used], combination, _PICKS[combination])
    if any(isnan(chance) for chance in chances.values()):
        return nan
    ranked = sorted(chances.values(), reverse=True)
    return float(ranked[needed_reps(len(ranked)) - 1])
