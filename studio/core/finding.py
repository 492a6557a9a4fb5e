"""A fault judged in this set, with the evidence that a coach can click, doubt and correct."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum, unique
from math import nan

from studio.core.fault import Severity


@unique
class Outcome(StrEnum):
    """The four ways in which judging a fault can end. NOT_ASSESSABLE is never the same as fine."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    NOT_ASSESSABLE = "not_assessable"
    UNCONFIRMED = "unconfirmed"


@dataclass(frozen=True, slots=True)
class Evidence:
    """One measure behind a finding.

    Attributes:
        measure: id of the measure.
        values: value per rep number; key 0 holds a value of the whole set.
        intervals: 90 % interval per rep number, as (low, high).
        threshold: the limit that was crossed, or the mild one when none was.
        unit: unit of values and threshold.
        source: where the limit comes from.
        severity: what this measure says on its own.
    """

    measure: str
    values: Mapping[int, float]
    intervals: Mapping[int, tuple[float, float]]
    threshold: float | tuple[float, float]
    unit: str
    source: str
    severity: Severity = Severity.NONE


@dataclass(frozen=True, slots=True)
class Finding:
    """The judgement on one fault in one set.

    Attributes:
        fault: id of the fault.
        outcome: found, not found, not assessable or unconfirmed.
        severity: NONE unless it was found (or is unconfirmed at that severity).
        reps: rep numbers at or above the set's severity.
        first_rep: the first rep in which it is seen at all, however mildly; 0 when there is none.
        worst_rep: the rep in which it is worst; 0 when there is none.
        worst_time_s: when to look; NaN when there is no such moment.
        reason: why it is not assessable or unconfirmed, one sentence; empty otherwise.
        settle_with: what clip would settle it; empty otherwise.
        evidence: the measures behind it.
        folded_into: the finding that took this one in as evidence; empty otherwise.
        muted_by: the set type that mutes it; empty otherwise.
        confidence: 0…1, how sure the measures make us that the severity is at least this; NaN unknown.
        is_by_hand: added by the coach.
        severity_by_rep: what each rep reaches on its own, by rep number; reps that could not be judged are absent.
    """

    fault: str
    outcome: Outcome
    severity: Severity = Severity.NONE
    reps: tuple[int, ...] = ()
    first_rep: int = 0
    worst_rep: int = 0
    worst_time_s: float = nan
    reason: str = ""
    settle_with: str = ""
    evidence: tuple[Evidence, ...] = field(default=())
    folded_into: str = ""
    muted_by: str = ""
    confidence: float = nan
    is_by_hand: bool = False
    severity_by_rep: Mapping[int, Severity] = field(default_factory=dict)
