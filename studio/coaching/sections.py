"""In which order the report must print what it says."""

from collections.abc import Iterator, Sequence

from studio.coaching.facts import SetFacts
from studio.coaching.pain import PainLight, pain_light
from studio.coaching.priorities import Priorities
from studio.core.finding import Outcome
from studio.core.plan import CauseKind, CauseStatement, Tier


def order_sections(
    facts: SetFacts, *, priorities: Priorities, causes: Sequence[CauseStatement], has_fixes: bool
) -> tuple[str, ...]:
    """Ids of the report's sections, in order.

    Source: kb:e1, kb:e3 (notices first); kb:c1 (set-up before cues).
    """
    if facts.screening.tier is Tier.EMERGENCY:
        return ("notice", "limits")
    if facts.screening.is_blocking:
        return ("notice", "clinician-summary", "observations", "load", "contact", "limits")
    return tuple(_sections(facts, priorities=priorities, causes=causes, has_fixes=has_fixes))


def _sections(
    facts: SetFacts, *, priorities: Priorities, causes: Sequence[CauseStatement], has_fixes: bool
) -> Iterator[str]:
    if facts.screening.tier is not Tier.NONE or not facts.screening.is_complete:
        yield "notice"
    if pain_light(facts.answers) > PainLight.FREE:
        yield "pain"
    yield "quality"
    outcomes = {finding.outcome for finding in facts.findings.values()}
    wanted = {
        "no-fault": not facts.found,
        "change-first": bool(priorities.change_first),
        "cues": bool(priorities.cues),
        "retest": bool(priorities.change_first),
        "fixes": has_fixes,
        "observations": bool(priorities.observations),
        "unconfirmed": Outcome.UNCONFIRMED in outcomes,
        "not-assessable": Outcome.NOT_ASSESSABLE in outcomes,
        "hypotheses": any(cause.kind is CauseKind.HYPOTHESIS for cause in causes),
    }
    yield from (section for section, is_wanted in wanted.items() if is_wanted)
    yield from ("load", "refilm", "limits")
