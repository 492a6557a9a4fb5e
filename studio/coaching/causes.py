"""Which causes a set, its answers and its log point to, and how the studio may speak of each."""

from collections.abc import Iterable
from math import isnan

from studio.coaching.facts import SetFacts
from studio.coaching.hypotheses import hypotheses
from studio.coaching.log import has_gone_on_after_pain
from studio.coaching.pain import worst_in_set
from studio.core.knowledge import KnowledgeBase
from studio.core.plan import CauseKind, CauseStatement, Tier

PAD_DISCOMFORT_LIMIT = 2.0
"""Source: kb:a2 (direct entries), kb:f3/L3."""

THROUGH_PAIN_FROM = 3.0
"""Sets continued after pain of this size. Source: kb:a2 (direct entries)."""

_UNWARMED = ("none", "no", "general")


def find_causes(facts: SetFacts, knowledge: KnowledgeBase) -> tuple[CauseStatement, ...]:
    """All causes, red flags first, then findings, reported facts and hypotheses; each once.

    Emergency answers leave room for nothing else; other referrals keep what was seen, as observations for whoever
    takes over, but raise no hypothesis.

    Source: kb:a2 (findings, direct entries, rules); kb:e1.
    """
    flags = [_stated(flag, CauseKind.SAFETY, "screening") for flag in facts.screening.flags]
    if facts.screening.tier is Tier.EMERGENCY:
        return tuple(flags)
    conditions = [
        _stated(name, CauseKind.REPORTED, "Q-HX") for name in facts.screening.conditions if name in knowledge.causes
    ]
    statements = [*flags, *conditions, *_seen(facts, knowledge), *_told(facts)]
    if not facts.screening.is_blocking:
        statements += hypotheses(facts)
    return _once(statements)


def _seen(facts: SetFacts, knowledge: KnowledgeBase) -> Iterable[CauseStatement]:
    """The first linked cause of each fault, where video or a position in it can show that cause."""
    for finding in facts.found:
        wording = knowledge.faults.get(finding.fault)
        cause = knowledge.causes.get(wording.causes[0]) if wording and wording.causes else None
        if cause is not None and cause.is_visible:
            yield _stated(cause.id, CauseKind.FINDING, finding.fault)


def _told(facts: SetFacts) -> Iterable[CauseStatement]:
    """Causes that an answer or the log enters directly."""
    answers = facts.answers
    if answers.scale("pad_discomfort") > PAD_DISCOMFORT_LIMIT:
        yield _stated("insufficient-padding", CauseKind.FINDING, "Q-PAD")
    if answers.word("warmup") in _UNWARMED or _lacks_ramp_sets(facts):
        yield _stated("insufficient-warm-up", CauseKind.FINDING, "Q-WARMUP")
    if _trained_through_pain(facts):
        yield _stated("training-through-pain", CauseKind.FINDING, "Q-NRS")


def _lacks_ramp_sets(facts: SetFacts) -> bool:
    ramp = facts.answers.raw.get("ramp_sets")
    if isinstance(ramp, bool) or ramp is None:
        return ramp is False
    count = facts.answers.number("ramp_sets")
    return not isnan(count) and count < 1.0


def _trained_through_pain(facts: SetFacts) -> bool:
    """Whether sets went on after pain of 3 or more; the question about them names that pain itself."""
    answers = facts.answers
    if answers.has("sets_after_pain"):
        return has_gone_on_after_pain(answers)
    onset = answers.scale("pain_at_onset")
    pain = worst_in_set(answers) if isnan(onset) else onset
    return has_gone_on_after_pain(answers) and not pain < THROUGH_PAIN_FROM


def _stated(cause: str, kind: CauseKind, because: str) -> CauseStatement:
    return CauseStatement(id=cause, kind=kind, because=(because,))


def _once(statements: Iterable[CauseStatement]) -> tuple[CauseStatement, ...]:
    """Each cause once, as the strongest way in which it may be said; what points to it is joined."""
    merged: dict[str, CauseStatement] = {}
    for statement in statements:
        first = merged.get(statement.id)
        if first is None:
            merged[statement.id] = statement
            continue
        merged[statement.id] = CauseStatement(
            id=first.id,
            kind=first.kind,
            confidence=first.confidence,
            because=tuple(dict.fromkeys((*first.because, *statement.because))),
        )
    return tuple(merged.values())
