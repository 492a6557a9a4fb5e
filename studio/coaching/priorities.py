"""What comes first: at most two set-up changes, one primary and one secondary cue."""

from dataclasses import dataclass

from studio.coaching.facts import SetFacts
from studio.core.fault import FaultClass, Severity
from studio.core.finding import Finding
from studio.core.knowledge import KnowledgeBase
from studio.core.plan import Tier

MOST_CHANGES = 2
"""Source: kb:c1, kb:d4 (rule of two)."""

SETUP_ORDER = (
    "F-BENCH-HIGH",
    "F-BENCH-LOW",
    "F-PIVOT",
    "F-PAD-HIGH",
    "F-PAD-LOW",
    "F-FEET-FAR",
    "F-FEET-CLOSE",
    "F-STANCE",
    "F-TOES",
)
"""Bench, pivot, pad, feet, stance: each depends on the one before. Source: kb:c1."""

OPPOSITES = (("F-BENCH-HIGH", "F-BENCH-LOW"), ("F-FEET-FAR", "F-FEET-CLOSE"), ("F-PAD-HIGH", "F-PAD-LOW"))
"""A set can show both, in different reps; nobody can change both ways, so the worse is acted on. See decision 0063."""

HEIGHT_CUES = ("F-LOCKOUT",)
"""Cues that ask for more height; never given while a spine fault stands. Source: kb:c1 (conflict rules)."""

BOTTOM_CUES = ("F-SHALLOW",)
"""Never cued when pain is felt at the bottom. Source: kb:c1 (conflict rules)."""

_SCORE_DIGITS = 6  # three times 0.8 is as much as 2.4


@dataclass(frozen=True, slots=True)
class Priorities:
    """Faults in the order in which to act on them.

    Attributes:
        change_first: set-up changes, in the order in which to make them.
        cues: primary and secondary cue.
        observations: what else was found, worst first; not acted on now.
    """

    change_first: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    observations: tuple[str, ...] = ()


def prioritise(facts: SetFacts, knowledge: KnowledgeBase) -> Priorities:
    """Sort the faults that were found into what to do first, what to say, and what to keep for later.

    Source: kb:c1.
    """
    own = sorted((finding for finding in facts.found if not finding.folded_into), key=lambda f: _rank(facts, f))
    if facts.screening.is_blocking:
        return Priorities(observations=() if _is_emergency(facts) else tuple(finding.fault for finding in own))
    acted = [finding for finding in own if not _is_outdone(finding.fault, own)]
    due = [finding for finding in acted if _is_change_due(facts, finding)]
    change_first = sorted((finding.fault for finding in due[:MOST_CHANGES]), key=_setup_place)
    cues = [finding.fault for finding in acted if finding not in due and _may_cue(facts, finding.fault, knowledge)][:2]
    chosen = {*change_first, *cues}
    return Priorities(
        change_first=tuple(change_first),
        cues=tuple(cues),
        observations=tuple(finding.fault for finding in own if finding.fault not in chosen),
    )


def is_conflicting(facts: SetFacts, fault: str) -> bool:
    """Whether acting on a fault now would work against something more important."""
    if fault in HEIGHT_CUES and facts.spine:
        return True
    return fault in BOTTOM_CUES and any("bottom" in word or word == "all" for word in facts.answers.words("pain_when"))


def _is_emergency(facts: SetFacts) -> bool:
    return facts.screening.tier is Tier.EMERGENCY


def _rank(facts: SetFacts, finding: Finding) -> tuple[bool, float]:
    """Information last; the rest by severity times weight, catalogue order between equals."""
    is_information = facts.class_of(finding.fault) is FaultClass.INFO
    score = facts.advice_severity(finding.fault) * facts.weight_of(finding.fault)
    return is_information, -round(score, _SCORE_DIGITS)


def _is_outdone(fault: str, worst_first: list[Finding]) -> bool:
    """Whether the opposite of a fault comes before it."""
    pair = next((pair for pair in OPPOSITES if fault in pair), (fault,))
    return next(finding.fault for finding in worst_first if finding.fault in pair) != fault


def _is_change_due(facts: SetFacts, finding: Finding) -> bool:
    is_setup = facts.class_of(finding.fault) is FaultClass.SETUP
    return is_setup and (finding.severity >= Severity.MODERATE or not facts.spine)


def _may_cue(facts: SetFacts, fault: str, knowledge: KnowledgeBase) -> bool:
    is_information = facts.class_of(fault) is FaultClass.INFO
    return fault in knowledge.faults and not is_information and not is_conflicting(facts, fault)


def _setup_place(fault: str) -> tuple[int, str]:
    return (SETUP_ORDER.index(fault) if fault in SETUP_ORDER else len(SETUP_ORDER), fault)
