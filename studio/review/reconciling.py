"""A review meets a new analysis of the same clip: what still holds, what lost its ground, what is new."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from studio.core.analysis import Analysis
from studio.core.fault import FaultDefinition, Severity
from studio.core.finding import Finding, Outcome
from studio.core.observation import Correction
from studio.core.review import Decision, KeyMoment, Review, Verdict

_SHOWN = (Outcome.FOUND, Outcome.UNCONFIRMED)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What became of a review's parts. Nothing is ever dropped: orphans stay in the review and are shown as such.

    Attributes:
        kept: verdicts whose finding is still there.
        orphaned: verdicts whose finding is gone.
        new: findings that nobody has decided on.
        doubled: findings that the coach added and the studio now finds itself.
        orphaned_corrections: joints moved on frames that the clip no longer has.
        orphaned_moments: marked moments behind the end of the clip.
    """

    kept: tuple[Verdict, ...] = ()
    orphaned: tuple[Verdict, ...] = ()
    new: tuple[Finding, ...] = ()
    doubled: tuple[Finding, ...] = ()
    orphaned_corrections: tuple[Correction, ...] = ()
    orphaned_moments: tuple[KeyMoment, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether everything the coach did still has its ground."""
        return not (self.orphaned or self.orphaned_corrections or self.orphaned_moments)


def reconcile(review: Review, analysis: Analysis) -> Reconciliation:
    """Hold a review against an analysis.

    Args:
        review: what the coach decided, wrote and moved.
        analysis: what the studio says now.
    """
    shown = {finding.fault: finding for finding in analysis.findings if finding.outcome in _SHOWN}
    by_hand = {finding.fault for finding in review.added}
    standing = shown.keys() | by_hand
    decided = {verdict.fault for verdict in review.verdicts}
    clock = analysis.observation.clock
    end_s = float(clock.times_s[0]) + clock.duration_s
    return Reconciliation(
        kept=tuple(verdict for verdict in review.verdicts if verdict.fault in standing or _overrules(verdict)),
        orphaned=tuple(
            verdict for verdict in review.verdicts if verdict.fault not in standing and not _overrules(verdict)
        ),
        new=tuple(finding for fault, finding in shown.items() if fault not in decided | by_hand),
        doubled=tuple(finding for finding in review.added if finding.fault in shown),
        orphaned_corrections=tuple(item for item in review.corrections if item.frame_index >= clock.frame_count),
        orphaned_moments=tuple(moment for moment in review.key_moments if moment.time_s > end_s),
    )


def apply_verdicts(
    findings: Sequence[Finding], review: Review, definitions: Sequence[FaultDefinition] = ()
) -> tuple[Finding, ...]:
    """The findings as the coach sees them: dismissed ones gone, severities adjusted, the coach's own added.

    Args:
        findings: the studio's judgement.
        review: the coach's.
        definitions: which fault folds into which, so that folding follows the verdicts.
    """
    own = {finding.fault: finding for finding in review.added}
    judged = [_judged(finding, review.verdict_on(finding.fault)) for finding in findings]
    merged = [own.get(finding.fault, finding) for finding in judged]
    known = {finding.fault for finding in findings}
    merged += [finding for fault, finding in own.items() if fault not in known]
    confirmed = {finding.fault for finding in merged if finding.outcome is Outcome.FOUND}
    folds = {definition.id: definition.folds_into for definition in definitions}
    return tuple(_refolded(finding, confirmed, folds.get(finding.fault, finding.folded_into)) for finding in merged)


def _overrules(verdict: Verdict) -> bool:
    """Whether the coach set a severity of their own, which stands without the studio's agreement."""
    return verdict.decision is Decision.ACCEPTED and verdict.severity is not None


def _judged(finding: Finding, verdict: Verdict) -> Finding:
    if verdict.decision is Decision.DISMISSED and finding.outcome in _SHOWN:
        return replace(
            finding, outcome=Outcome.NOT_FOUND, severity=Severity.NONE, reps=(), first_rep=0, reason=verdict.reason
        )
    if verdict.decision is not Decision.ACCEPTED:
        return finding
    if verdict.severity is not None:
        is_own = finding.outcome not in _SHOWN
        return replace(
            finding, outcome=Outcome.FOUND, severity=verdict.severity, reason="", is_by_hand=is_own, muted_by=""
        )
    if finding.outcome is Outcome.UNCONFIRMED:
        return replace(finding, outcome=Outcome.FOUND, reason="")
    return finding


def _refolded(finding: Finding, confirmed: set[str], target: str) -> Finding:
    is_folded = finding.outcome is Outcome.FOUND and target in confirmed
    return replace(finding, folded_into=target if is_folded else "")
