"""What the findings panel shows, as plain values made from analysis, review and knowledge base."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum, unique
from math import isfinite, nan

import numpy as np

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.core.finding import Evidence, Finding, Outcome
from studio.core.moments import shown_at_s
from studio.core.plan import CauseStatement, Tier
from studio.core.rep import Rep
from studio.core.review import Decision, Review
from studio.review import reconcile
from studio.ui.review.settling import Way, ways_to_settle
from studio.ui.wording import (
    cause_kind_word,
    format_interval,
    format_number,
    format_reps,
    format_source,
    format_threshold,
)

_REFERRED = frozenset({Tier.EMERGENCY, Tier.URGENT, Tier.REFER})
"""Tiers in which the coach sees what was measured, under the notice, and nothing to try. Source: kb:e1."""


@unique
class Group(Enum):
    """Where a card stands; the order is the order on screen."""

    CHANGE_FIRST = 1
    CUE = 2
    FURTHER = 3
    NOT_ASSESSABLE = 4
    NOT_FOUND = 5


@dataclass(frozen=True, slots=True)
class RepValue:
    """What a measure is in one rep: as a number, and as it is written."""

    rep: int
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One measure behind a finding.

    Attributes:
        measure: its id.
        title: name of the measure.
        value: worst value with its interval.
        threshold: limit that it is held against.
        source: where the limit comes from.
        severity: what this measure says on its own.
        meaning: what the measure is, one sentence.
        by_rep: its value in each rep that has one; empty for a value of the whole set.
    """

    measure: str
    title: str
    value: str
    threshold: str
    source: str
    severity: Severity
    meaning: str
    by_rep: tuple[RepValue, ...] = ()


@dataclass(frozen=True, slots=True)
class CauseLine:
    """One cause that a finding points to.

    Attributes:
        term: its name.
        kind: finding, hypothesis or reported.
        confidence: how sure a hypothesis is, in words; empty for the others.
        mechanism: how it may come about.
        trial: what is worth testing about a hypothesis; empty for the others.
    """

    term: str
    kind: str
    confidence: str
    mechanism: str
    trial: str = ""


@dataclass(frozen=True, slots=True)
class FixLine:
    """One thing to do about it."""

    title: str
    steps: tuple[str, ...]
    dose: str


@dataclass(frozen=True, slots=True)
class Grounds:
    """Where the limits of a fault come from.

    Attributes:
        tags: expert convention, study, our default.
        basis: what rests on which of them.
        sources: references with their numbers; those quoted from memory say so.
    """

    tags: tuple[str, ...] = ()
    basis: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """One finding, ready to be shown.

    Attributes:
        fault: id of the fault.
        group: where it stands.
        title: name of the fault.
        severity: the one that counts, the coach's before the studio's.
        studio_severity: what the studio said.
        outcome: found, not found, not assessable, unconfirmed.
        reps: "reps 3–5"; empty when none.
        worst_time_s: when to look; NaN when there is no such moment.
        evidence: deciding measures first.
        cue: one sentence to say.
        fixes: what to do.
        causes: what may stand behind it.
        reason: why it is not assessable or unconfirmed.
        settle_with: what clip would settle it.
        ways: how it can be settled in this clip, the strongest first.
        limits: when the studio may be wrong about it.
        grounds: where its limits come from.
        also: titles of findings that this one took in.
        decision: the coach's.
        dismiss_reason: the coach's words.
        note: the coach's words.
        voices: ids and lengths in seconds of the coach's voice notes about it.
        is_new: whether it was not there before the clip was judged again.
        is_by_hand: whether the coach saw it; then there is nothing left to decide.
    """

    fault: str
    group: Group
    title: str
    severity: Severity
    studio_severity: Severity
    outcome: Outcome
    reps: str = ""
    worst_time_s: float = nan
    evidence: tuple[EvidenceLine, ...] = ()
    cue: str = ""
    fixes: tuple[FixLine, ...] = ()
    causes: tuple[CauseLine, ...] = ()
    reason: str = ""
    settle_with: str = ""
    ways: tuple[Way, ...] = ()
    limits: str = ""
    grounds: Grounds = Grounds()
    also: tuple[str, ...] = ()
    decision: Decision = Decision.OPEN
    dismiss_reason: str = ""
    note: str = ""
    voices: tuple[tuple[str, float], ...] = ()
    is_new: bool = False
    is_by_hand: bool = False

    @property
    def is_decided(self) -> bool:
        """Whether the coach has said what they think of it."""
        return self.is_by_hand or self.decision is not Decision.OPEN

    @property
    def is_open_question(self) -> bool:
        """Whether it is unconfirmed and the coach has neither accepted it nor said how severe it is."""
        is_theirs = self.decision is Decision.ACCEPTED or self.severity is not self.studio_severity
        return self.outcome is Outcome.UNCONFIRMED and not is_theirs

    @property
    def shown_severity(self) -> Severity:
        """How severe it is shown; an open question has no severity. Source: kb:c2/F-LUMBAR (information only)."""
        return Severity.NONE if self.is_open_question else self.severity

    @property
    def is_judged(self) -> bool:
        """Whether it asks for a verdict at all."""
        return self.group in (Group.CHANGE_FIRST, Group.CUE, Group.FURTHER)


@unique
class Shown(Enum):
    """Which cards are listed, by what the coach decided."""

    ALL = "all"
    OPEN = "open"
    ACCEPTED = "accepted"
    DISMISSED = "dismissed"

    def lists(self, card: Card) -> bool:
        """Whether a card that asks for a verdict is listed."""
        match self:
            case Shown.ALL:
                return True
            case Shown.OPEN:
                return not card.is_decided
            case Shown.ACCEPTED:
                return card.is_decided and card.decision is not Decision.DISMISSED
            case Shown.DISMISSED:
                return card.decision is Decision.DISMISSED


@dataclass(frozen=True, slots=True)
class LostVerdict:
    """A verdict whose finding is not there any more.

    Attributes:
        fault: id of the fault.
        title: name of the fault.
        decision: the coach's.
        words: reason and note, in the coach's words.
    """

    fault: str
    title: str
    decision: Decision
    words: str


def lost_verdicts(analysis: Analysis, review: Review, exercise: Exercise) -> tuple[LostVerdict, ...]:
    """Verdicts that the last judgement left without a finding; nothing of them is forgotten."""
    return tuple(
        LostVerdict(
            one.fault,
            _title(one.fault, exercise),
            one.decision,
            " · ".join(words for words in (one.reason, one.note) if words),
        )
        for one in reconcile(review, analysis).orphaned
    )


def make_cards(
    analysis: Analysis, review: Review, exercise: Exercise, *, new: frozenset[str] = frozenset()
) -> tuple[Card, ...]:
    """All cards in the order of the screen: by group, then as the plan has them, then worst first."""
    findings = _with_added(analysis, review)
    cards = [
        replace(
            _card(finding, analysis=analysis, review=review, exercise=exercise, findings=findings),
            is_new=finding.fault in new,
        )
        for finding in findings
        if not finding.folded_into
    ]
    plan = analysis.advice.plan
    planned = [*plan.change_first, plan.primary_cue, plan.secondary_cue, *plan.observations]
    rank = {fault: position for position, fault in reversed(list(enumerate(planned)))}
    return tuple(sorted(cards, key=lambda card: (card.group.value, rank.get(card.fault, 999), -card.shown_severity)))


def _with_added(analysis: Analysis, review: Review) -> tuple[Finding, ...]:
    """One finding for each fault: the coach's goes before the studio's, with what the studio measured."""
    theirs = {finding.fault: finding for finding in analysis.findings}
    own = {
        finding.fault: replace(finding, evidence=theirs[finding.fault].evidence)
        if finding.fault in theirs and not finding.evidence
        else finding
        for finding in review.added
    }
    return (*(finding for finding in analysis.findings if finding.fault not in own), *own.values())


def group_of(finding: Finding, analysis: Analysis) -> Group:
    """Where a finding stands on screen."""
    plan = analysis.advice.plan
    if finding.outcome is Outcome.NOT_ASSESSABLE:
        return Group.NOT_ASSESSABLE
    if finding.outcome is Outcome.NOT_FOUND:
        return Group.NOT_FOUND
    if finding.fault in plan.change_first:
        return Group.CHANGE_FIRST
    return Group.CUE if finding.fault in (plan.primary_cue, plan.secondary_cue) else Group.FURTHER


def _card(
    finding: Finding, *, analysis: Analysis, review: Review, exercise: Exercise, findings: Iterable[Finding]
) -> Card:
    knowledge = exercise.knowledge
    wording = knowledge.faults.get(finding.fault)
    verdict = review.verdict_on(finding.fault)
    is_found = finding.outcome in (Outcome.FOUND, Outcome.UNCONFIRMED)
    is_advised = is_found and analysis.advice.safety.tier not in _REFERRED
    fixes = [
        knowledge.fixes[fix] for fix in (wording.fixes if wording and is_advised else ()) if fix in knowledge.fixes
    ]
    taken_in = [other.fault for other in findings if other.folded_into == finding.fault]
    return Card(
        fault=finding.fault,
        group=group_of(finding, analysis),
        title=wording.title if wording else finding.fault,
        severity=finding.severity if verdict.severity is None else verdict.severity,
        studio_severity=finding.severity,
        outcome=finding.outcome,
        reps=format_reps(finding.reps),
        worst_time_s=finding.worst_time_s,
        evidence=_evidence(finding, exercise),
        cue=wording.cue if wording and is_advised else "",
        fixes=tuple(FixLine(fix.title, fix.steps, fix.dose) for fix in fixes),
        causes=_causes(finding, analysis.advice.causes, exercise, has_trials=is_advised) if is_found else (),
        reason=finding.reason,
        settle_with=finding.settle_with or (wording.settle_with if wording and not is_found else ""),
        ways=ways_to_settle(finding, analysis, exercise) if analysis.advice.safety.tier not in _REFERRED else (),
        limits=wording.limits if wording else "",
        grounds=_grounds(finding.fault, exercise),
        also=tuple(_title(fault, exercise) for fault in taken_in),
        is_by_hand=finding.is_by_hand,
        decision=verdict.decision,
        dismiss_reason=verdict.reason,
        note=verdict.note,
        voices=tuple((one.id, one.duration_s) for one in review.voice_notes if one.fault == finding.fault),
    )


def _grounds(fault: str, exercise: Exercise) -> Grounds:
    knowledge = exercise.knowledge
    wording = knowledge.faults.get(fault)
    definition = next((known for known in exercise.faults if known.id == fault), None)
    tags = definition.evidence if definition else ()
    known = [
        knowledge.sources[number] for number in (wording.references if wording else ()) if number in knowledge.sources
    ]
    unverified = knowledge.texts.get("evidence.unverified", "")
    return Grounds(
        tags=tuple(knowledge.texts.get(f"evidence.{tag}", tag) for tag in tags),
        basis=wording.basis if wording else "",
        sources=tuple(
            f"[{source.number}] {source.citation}" + ("" if source.is_seen else f" ({unverified})") for source in known
        ),
    )


def _title(fault: str, exercise: Exercise) -> str:
    wording = exercise.knowledge.faults.get(fault)
    return wording.title if wording else fault


def _evidence(finding: Finding, exercise: Exercise) -> tuple[EvidenceLine, ...]:
    lines = [_evidence_line(evidence, finding.worst_rep, exercise) for evidence in finding.evidence]
    return tuple(sorted(lines, key=lambda line: -line.severity))


def _evidence_line(evidence: Evidence, worst_rep: int, exercise: Exercise) -> EvidenceLine:
    wording = exercise.knowledge.measures.get(evidence.measure)
    rep = _telling_rep(evidence, worst_rep)
    value = evidence.values.get(rep, nan)
    low, high = evidence.intervals.get(rep, (nan, nan))
    return EvidenceLine(
        measure=evidence.measure,
        title=wording.title if wording else evidence.measure,
        value=format_interval(value, low, high, evidence.unit),
        threshold=format_threshold(evidence.threshold, evidence.unit),
        source=format_source(evidence.source),
        severity=evidence.severity,
        meaning=wording.meaning if wording else "",
        by_rep=tuple(
            RepValue(rep, value, format_number(value, evidence.unit))
            for rep, value in sorted(evidence.values.items())
            if rep and isfinite(value)
        ),
    )


def moment_of(measure: str, number: int, card: Card, analysis: Analysis) -> float:
    """When a measure of a finding is what it says in a rep; else the rep's moment as `_moment_in`."""
    values = {one.rep: one.value for line in card.evidence if line.measure == measure for one in line.by_rep}
    rep = next((rep for rep in analysis.reps if rep.index == number), None)
    shown_s = shown_at_s(measure, values.get(number, nan), rep, analysis.signals) if rep is not None else nan
    return shown_s if isfinite(shown_s) else _moment_in(number, card, analysis.reps)


def _moment_in(number: int, card: Card, reps: Sequence[Rep]) -> float:
    """When to look in another rep: at the same part of it as in the worst one; NaN when there is none."""
    known = {rep.index: rep for rep in reps}
    worst = next((rep for rep in reps if rep.start_s <= card.worst_time_s <= rep.end_s), None)
    if number not in known:
        return nan
    rep = known[number]
    if worst is None:
        return 0.5 * (rep.top_s + rep.top_end_s)
    theirs = (worst.start_s, worst.top_s, worst.top_end_s, worst.end_s)
    ours = (rep.start_s, rep.top_s, rep.top_end_s, rep.end_s)
    return float(np.interp(card.worst_time_s, theirs, ours))


def _telling_rep(evidence: Evidence, worst_rep: int) -> int:
    """The rep whose value is shown: the worst one, else the set's own value, else the first that there is."""
    for rep in (worst_rep, 0):
        if rep in evidence.values and isfinite(evidence.values[rep]):
            return rep
    return next((rep for rep, value in evidence.values.items() if isfinite(value)), 0)


def _causes(
    finding: Finding, causes: tuple[CauseStatement, ...], exercise: Exercise, *, has_trials: bool
) -> tuple[CauseLine, ...]:
    lines: list[CauseLine] = []
    for statement in causes:
        if finding.fault not in statement.because:
            continue
        cause = exercise.knowledge.causes.get(statement.id)
        rules = [exercise.knowledge.rules[item] for item in statement.because if item in exercise.knowledge.rules]
        lines.append(
            CauseLine(
                term=cause.term if cause else statement.id.replace("-", " "),
                kind=cause_kind_word(statement.kind),
                confidence=exercise.knowledge.texts.get(f"hypothesis.{statement.confidence}", statement.confidence),
                mechanism=cause.mechanism if cause else "",
                trial=" ".join(rule.advice for rule in rules) if has_trials else "",
            )
        )
    return tuple(lines)
