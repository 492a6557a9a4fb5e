"""A finding as a card: what was measured against which limit, how sure we are, and what the coach says."""

from collections.abc import Iterator
from math import isfinite

from studio.core.analysis import Analysis
from studio.core.fault import Severity
from studio.core.finding import Evidence
from studio.core.links import FrameLink
from studio.core.review import Decision
from studio.report.document import EvidenceRow, Fact, FindingCard, Still
from studio.report.selection import Judged
from studio.report.words import Words, plain

WHOLE_SET = 0
"""Key under which evidence holds a value of the whole set."""


def make_card(
    judged: Judged,
    analysis: Analysis,
    words: Words,
    *,
    still: Still | None,
    has_cue: bool = True,
    spoken_s: tuple[float, ...] = (),
) -> FindingCard:
    """The card of one finding; findings that it took in appear as its evidence.

    Args:
        judged: the finding with its verdict.
        analysis: what it rests on.
        words: to say it with.
        still: the frame that shows it.
        has_cue: whether its cue is said here.
        spoken_s: lengths of the coach's voice notes about it, in seconds.
    """
    rows = tuple(_evidence_rows(judged, words))
    return FindingCard(
        id=judged.fault,
        number=judged.number,
        title=words.fault(judged.fault),
        severity=int(judged.severity),
        severity_word=severity_word(judged.severity, words),
        where=where(judged, analysis, words),
        evidence=rows,
        facts=(*_facts(judged, words, has_cue=has_cue), *_spoken(spoken_s, words)),
        note=plain(judged.verdict.note),
        still=still,
        link=link_to(analysis, judged.finding.worst_time_s),
    )


def link_to(analysis: Analysis, time_s: float) -> str:
    """The link that opens the studio at a time; empty for no time."""
    if not isfinite(time_s):
        return ""
    return FrameLink(analysis.clip.sha256, analysis.observation.clock.nearest_index(time_s)).url


def severity_word(severity: Severity, words: Words) -> str:
    """The word for a severity."""
    return words.text(f"severity.{severity.word}")


def where(judged: Judged, analysis: Analysis, words: Words) -> str:
    """In which reps, first and worst, in one line."""
    finding = judged.finding
    count = sum(rep.is_complete for rep in analysis.reps) or len(analysis.reps)
    parts: list[str] = []
    if finding.reps:
        parts.append(words.own("finding.reps", reps=words.reps(finding.reps), count=count))
    if finding.first_rep > 0 and len(finding.reps) > 1:
        parts.append(words.own("finding.first", rep=finding.first_rep))
    if finding.worst_rep > 0:
        parts.append(words.own("finding.worst", rep=finding.worst_rep))
    if isfinite(finding.worst_time_s):
        parts.append(words.own("finding.at", time=words.clock(finding.worst_time_s)))
    return " · ".join(parts) if parts else words.own("finding.whole_set")


def _evidence_rows(judged: Judged, words: Words) -> Iterator[EvidenceRow]:
    seen: set[str] = set()
    for one in (judged, *judged.folded):
        for evidence in one.finding.evidence:
            if evidence.measure not in seen:
                seen.add(evidence.measure)
                yield _row(evidence, one, words)


def _row(evidence: Evidence, judged: Judged, words: Words) -> EvidenceRow:
    rep = _telling_rep(evidence, judged)
    value = evidence.values.get(rep, float("nan"))
    low, high = evidence.intervals.get(rep, (float("nan"), float("nan")))
    name = words.amount(value, evidence.unit)
    if rep != WHOLE_SET and isfinite(value):
        name = words.own("evidence.in_rep", value=name, rep=rep)
    return EvidenceRow(
        measure=words.measure(evidence.measure),
        value=name,
        interval=words.span(low, high, evidence.unit),
        limit=_limit(evidence, words),
        source=plain(evidence.source),
    )


def _telling_rep(evidence: Evidence, judged: Judged) -> int:
    """The rep whose value is shown: the worst one, or the whole set."""
    worst = judged.finding.worst_rep
    if worst in evidence.values:
        return worst
    if WHOLE_SET in evidence.values or not evidence.values:
        return WHOLE_SET
    return max(evidence.values, key=lambda rep: _distance(evidence, rep))


def _distance(evidence: Evidence, rep: int) -> float:
    edges = evidence.threshold if isinstance(evidence.threshold, tuple) else (evidence.threshold,)
    value = evidence.values[rep]
    return min(abs(value - edge) for edge in edges) if isfinite(value) else -1.0


def _limit(evidence: Evidence, words: Words) -> str:
    """The limit that was crossed and what it stands for, or the first one and that it was kept."""
    threshold = evidence.threshold
    limit = (
        words.own("evidence.outside", span=words.span(threshold[0], threshold[1], evidence.unit))
        if isinstance(threshold, tuple)
        else words.amount(threshold, evidence.unit)
    )
    if evidence.severity is Severity.NONE:
        return words.own("evidence.kept", limit=limit)
    return words.own("evidence.crossed", limit=limit, severity=severity_word(evidence.severity, words))


def _facts(judged: Judged, words: Words, *, has_cue: bool) -> Iterator[Fact]:
    """What the fault means, how sure we are, and what the coach decided."""
    wording = words.knowledge.faults.get(judged.fault)
    if wording and wording.why:
        yield Fact(words.own("finding.why"), words.readable(wording.why), key="why")
    if has_cue and wording and wording.is_cue_spoken and wording.cue:
        yield Fact(words.own("finding.cue"), words.own("finding.quoted", cue=plain(wording.cue)), key="cue")
    yield Fact(words.own("finding.sure"), _how_sure(judged, words))
    if judged.folded:
        names = ", ".join(f"{words.fault(one.fault)} ({severity_word(one.severity, words)})" for one in judged.folded)
        yield Fact(words.own("finding.includes"), names)
    tags = [words.text(f"evidence.{tag}") for tag in (judged.definition.evidence if judged.definition else ())]
    basis = words.readable(wording.basis) if wording and wording.basis else ""
    if basis or tags:
        yield Fact(words.own("finding.basis"), basis or ", ".join(tags))
    if wording and wording.limits:
        yield Fact(words.own("finding.limits"), words.readable(wording.limits))
    yield Fact(words.own("finding.verdict"), _decision(judged, words))


def _spoken(spoken_s: tuple[float, ...], words: Words) -> Iterator[Fact]:
    """That the coach said something that is heard in the studio only."""
    if spoken_s:
        lengths = ", ".join(words.length(duration_s) for duration_s in spoken_s)
        yield Fact(words.own("finding.spoken"), words.own("finding.spoken_value", lengths=lengths))


def _how_sure(judged: Judged, words: Words) -> str:
    if judged.finding.is_by_hand:
        return words.own("finding.by_hand")
    confidence = judged.finding.confidence
    if not isfinite(confidence):
        return words.own("finding.sure_unknown")
    share = words.number(100.0 * min(confidence, 0.99), "%")
    severity = severity_word(judged.finding.severity, words)
    return words.own("finding.sure_share", share=share, severity=severity)


def _decision(judged: Judged, words: Words) -> str:
    verdict = judged.verdict
    decision = words.own(f"decision.{verdict.decision.value}")
    if verdict.severity is not None and verdict.severity is not judged.finding.severity:
        changed = words.own(
            "decision.changed",
            old=severity_word(judged.finding.severity, words),
            new=severity_word(verdict.severity, words),
        )
        return f"{decision}; {changed}"
    if verdict.decision is Decision.DISMISSED and verdict.reason:
        return f"{decision}: {plain(verdict.reason)}"
    return decision
