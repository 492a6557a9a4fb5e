"""Which findings the report shows, in which order, after the coach has decided."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from studio.core.analysis import Analysis
from studio.core.fault import FaultDefinition, Severity
from studio.core.finding import Finding, Outcome
from studio.core.plan import Tier
from studio.core.review import Decision, Review, Verdict

REFERRAL_TIERS = frozenset({Tier.EMERGENCY, Tier.URGENT, Tier.REFER})
"""Technique takes second place: no cue, no exercise, no load advice. Source: kb:e1."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A finding together with what the coach decided about it.

    Attributes:
        finding: the studio's judgement, or the coach's own.
        verdict: the coach's decision.
        definition: of the fault; None for one that the exercise does not know.
        number: place in the list of shown findings, from 1; 0 for those without one.
        folded: findings that this one took in as evidence.
    """

    finding: Finding
    verdict: Verdict
    definition: FaultDefinition | None
    number: int = 0
    folded: tuple["Judged", ...] = ()

    @property
    def fault(self) -> str:
        """Id of the fault."""
        return self.finding.fault

    @property
    def severity(self) -> Severity:
        """The coach's severity, or else the studio's."""
        return self.finding.severity if self.verdict.severity is None else self.verdict.severity

    @property
    def is_dismissed(self) -> bool:
        """Whether the coach put it aside."""
        return self.verdict.decision is Decision.DISMISSED

    @property
    def is_found(self) -> bool:
        """Whether it counts: found, or unconfirmed and accepted by the coach."""
        is_confirmed = (
            self.finding.outcome is Outcome.UNCONFIRMED and self.verdict.decision is Decision.ACCEPTED
        ) or self.finding.outcome is Outcome.FOUND
        return is_confirmed and not self.is_dismissed and not self.finding.muted_by

    def severity_in(self, rep: int) -> Severity:
        """What one rep reaches."""
        by_rep = self.finding.severity_by_rep
        if by_rep:
            return by_rep.get(rep, Severity.NONE)
        return self.severity if rep in self.finding.reps else Severity.NONE


@dataclass(frozen=True, slots=True)
class Selection:
    """Findings by what the report does with them; `found` is numbered and in order of importance."""

    tier: Tier
    found: tuple[Judged, ...]
    unconfirmed: tuple[Judged, ...]
    not_assessable: tuple[Judged, ...]
    not_found: tuple[Judged, ...]
    muted: tuple[Judged, ...]
    dismissed: tuple[Judged, ...]
    change_first: tuple[Judged, ...]
    cues: tuple[Judged, ...]

    @property
    def is_referral(self) -> bool:
        """Whether technique takes second place to a referral."""
        return self.tier in REFERRAL_TIERS

    @property
    def is_emergency(self) -> bool:
        """Whether nothing but the notice may be shown to the athlete."""
        return self.tier is Tier.EMERGENCY

    @property
    def acted_on(self) -> tuple[Judged, ...]:
        """Set-up changes and cues."""
        return (*self.change_first, *self.cues)

    @property
    def observations(self) -> tuple[Judged, ...]:
        """Found, and not acted on now."""
        chosen = {judged.fault for judged in self.acted_on}
        return tuple(judged for judged in self.found if judged.fault not in chosen)


def select(analysis: Analysis, review: Review, definitions: Sequence[FaultDefinition] = ()) -> Selection:
    """Sort the findings.

    Args:
        analysis: the studio's findings and plan.
        review: the coach's verdicts and own findings; an own finding takes the place of the studio's.
        definitions: of the exercise's faults; what is shown and in which order does not depend on them.
    """
    judged = tuple(_judge(analysis, review, definitions))
    plan = analysis.advice.plan
    order = (*plan.change_first, plan.primary_cue, plan.secondary_cue, *plan.observations)
    found = _number(_in_order(_fold(judged), order))
    by_fault = {one.fault: one for one in found}
    rest = tuple(one for one in judged if not one.is_found and not one.is_dismissed)
    muted = tuple(one for one in rest if one.finding.muted_by)

    def with_outcome(outcome: Outcome) -> tuple[Judged, ...]:
        return tuple(one for one in rest if one.finding.outcome is outcome and not one.finding.muted_by)

    return Selection(
        tier=analysis.advice.safety.tier,
        found=found,
        unconfirmed=with_outcome(Outcome.UNCONFIRMED),
        not_assessable=with_outcome(Outcome.NOT_ASSESSABLE),
        not_found=with_outcome(Outcome.NOT_FOUND),
        muted=muted,
        dismissed=tuple(one for one in judged if one.is_dismissed),
        change_first=tuple(by_fault[fault] for fault in plan.change_first if fault in by_fault),
        cues=tuple(by_fault[fault] for fault in (plan.primary_cue, plan.secondary_cue) if fault in by_fault),
    )


def _judge(analysis: Analysis, review: Review, known: Sequence[FaultDefinition]) -> Iterator[Judged]:
    definitions = {definition.id: definition for definition in known}
    by_hand = {finding.fault for finding in review.added}
    own = (finding for finding in analysis.findings if finding.fault not in by_hand)
    for finding in (*own, *review.added):
        yield Judged(finding, review.verdict_on(finding.fault), definitions.get(finding.fault))


def _fold(judged: Iterable[Judged]) -> list[Judged]:
    """Found ones; those that another found one took in lie inside it."""
    found = [one for one in judged if one.is_found]
    faults = {one.fault for one in found}
    parents = [one for one in found if one.finding.folded_into not in faults]
    return [
        Judged(
            parent.finding,
            parent.verdict,
            parent.definition,
            folded=tuple(one for one in found if one.finding.folded_into == parent.fault),
        )
        for parent in parents
    ]


def _in_order(found: list[Judged], order: tuple[str, ...]) -> list[Judged]:
    """In the plan's order; what the plan does not name comes behind, the worst first. Source: kb:c1."""

    def rank(one: Judged) -> tuple[int, int]:
        place = order.index(one.fault) if one.fault in order else len(order)
        return place, -int(one.severity)

    return sorted(found, key=rank)


def _number(found: list[Judged]) -> tuple[Judged, ...]:
    return tuple(
        Judged(one.finding, one.verdict, one.definition, number=index + 1, folded=one.folded)
        for index, one in enumerate(found)
    )
