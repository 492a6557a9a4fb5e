"""What to do about it: fixes, accessory exercises and easier variants, in order and within the tier's limits."""

from collections.abc import Iterable, Iterator, Sequence

from studio.coaching.facts import SetFacts
from studio.coaching.pain import PainLight, pain_light
from studio.coaching.priorities import Priorities, is_conflicting
from studio.core.fault import FaultClass, Severity
from studio.core.finding import Outcome
from studio.core.knowledge import FaultWording, KnowledgeBase
from studio.core.plan import CauseKind, CauseStatement, LoadLevel, Tier

MOST_EXERCISES = 4
"""Source: kb:d4 (rule of two)."""

FIXES_PER_FAULT = 2
"""Source: kb:c1 (moderate: cue and one or two fixes); a severe fault shows all of its fixes."""

REFERRAL_FIXES = ("stop-on-pain", "refer-professional")
UNCLEARED_FIXES = ("clearance-first",)
LIGHTEST_VARIANT = "reg-bodyweight-hip-thrust"
"""Where every way back begins. Source: kb:d1 (regressions), kb:e1/C (lowest-load variant)."""

LOAD_RESET = frozenset({"load-reset-light"})
LEVELS_WITHOUT_RESET = (LoadLevel.PROGRESS, LoadLevel.BLOCKED)
"""Whatever a fault asks for, its dose of load is not printed beside the advice to add load, nor where there is no load
advice. Source: kb:f3/L4, kb:f3/L0."""

BREATH_HOLD_FIXES = frozenset({"brace-360", "breathe-then-brace"})
_AT_THE_BELLY = frozenset({"hernia", "pregnancy", "postpartum", "abdominal-surgery", "surgery"})
BREATH_HOLD_CONDITIONS = _AT_THE_BELLY | {"blood-pressure"}
"""Clinician first, no breath-hold. Source: kb:d1 (contraindications of brace-360, breathe-then-brace)."""

HIP_CREASE_FIXES = frozenset({"place-pad-in-crease"})
HIP_CREASE_CONDITIONS = _AT_THE_BELLY
"""No load there without clearance. Source: kb:d1 (contraindications of place-pad-in-crease)."""

DISC_CONDITIONS = frozenset({"disc-bulge", "disc-herniation"})
DISC_EXERCISES = frozenset({"ex-single-leg-rdl", "ex-hamstring-walkout"})
"""Current disc or leg symptoms: not until cleared. Source: kb:d2."""

ACUTE_PAIN_EXERCISES = frozenset({"ex-active-leg-swing"})
"""Not with acute pain. Source: kb:d2 (contraindications of the leg swing)."""

_REPLACED_WHEN_EXTENSION_SENSITIVE = {"ex-couch-stretch": "ex-kneeling-hip-flexor-stretch"}
_REPLACED_WHEN_JOINT_HURTS = {
    "ex-pigeon": "ex-static-glute-stretch",
    "ex-couch-stretch": "ex-kneeling-hip-flexor-stretch",
}
_CONFIDENCE_ORDER = ("high", "medium", "low", "")
_DIRECT = {
    "insufficient-padding": "add-padding",
    "insufficient-warm-up": "wu-dynamic-warm-up",
    "training-through-pain": "stop-on-pain",
}


def choose_fixes(
    facts: SetFacts,
    *,
    priorities: Priorities,
    causes: Sequence[CauseStatement],
    level: LoadLevel,
    knowledge: KnowledgeBase,
) -> tuple[str, ...]:
    """Fixes in the order in which to work on them, each once.

    Source: kb:c1 (depth of advice), kb:c3 (fixes per fault), kb:e1 (tiers), kb:f3 (load).
    """
    if facts.screening.is_blocking:
        return REFERRAL_FIXES
    wanted = list(_fixes(facts, priorities=priorities, causes=causes, level=level, knowledge=knowledge))
    excluded = _excluded_fixes(facts) | (LOAD_RESET if level in LEVELS_WITHOUT_RESET else frozenset())
    kept = [fix for fix in dict.fromkeys(wanted) if fix not in excluded]
    for statement in _by_confidence(causes):
        kept += _fix_for(statement, kept, excluded=excluded, knowledge=knowledge)
    if kept:
        kept.append("film-and-review")
    return tuple(dict.fromkeys(kept))


def choose_exercises(
    facts: SetFacts, *, priorities: Priorities, causes: Sequence[CauseStatement], knowledge: KnowledgeBase
) -> tuple[str, ...]:
    """At most four accessory exercises: one per fault acted on, one per hypothesis, then more of the same.

    Source: kb:c3 (accessories), kb:d2 (what each addresses), kb:d4 (rule of two), kb:e1 (exclusions).
    """
    if facts.screening.is_blocking:
        return ()
    wanted: list[str] = []
    for wording in _worded((*priorities.change_first, *priorities.cues), knowledge):
        wanted += wording.accessories[:1]
    ranked = _by_confidence(causes)
    sure = [statement for statement in ranked if statement.confidence == "high"]
    for statements, due_count in ((ranked, 1), (sure, 2)):  # nobody's second card before everybody's first
        for statement in statements:
            cards = [card for card in _allowed(_cards_for(statement, knowledge), facts) if card not in wanted]
            covered_count = len(set(_cards_for(statement, knowledge)) & set(wanted))
            wanted += cards[: max(due_count - covered_count, 0)]
    for wording in _worded((*priorities.cues, *priorities.change_first), knowledge):
        wanted += wording.accessories
    wanted += _more(facts, causes, knowledge)
    return _allowed(wanted, facts)[:MOST_EXERCISES]


def choose_regressions(
    facts: SetFacts, *, priorities: Priorities, level: LoadLevel, knowledge: KnowledgeBase
) -> tuple[str, ...]:
    """Easier variants: for every severe fault, and first of all when the load goes down.

    Source: kb:c1 (severe: regression), kb:f3/L2 (regression first), kb:e1/C (lowest-load variant).
    """
    if facts.screening.is_blocking or pain_light(facts.answers) is PainLight.STOP:
        return ()
    severe = [
        finding.fault
        for finding in facts.found
        if facts.advice_severity(finding.fault) >= Severity.SEVERE
        and facts.class_of(finding.fault) is not FaultClass.INFO
        and not is_conflicting(facts, finding.fault)
    ]
    chosen = [easier for wording in _worded(severe, knowledge) for easier in wording.regressions[:1]]
    if level is LoadLevel.REDUCE and not chosen:
        acted_on = _worded((*priorities.cues, *priorities.change_first), knowledge)[:1]
        easier = [variant for wording in acted_on for variant in wording.regressions[:1]]
        chosen += easier or [_lightest(facts, knowledge)]
    if facts.screening.tier is Tier.CONDITION_UNCLEARED:
        chosen.append(_lightest(facts, knowledge))
    return tuple(dict.fromkeys(chosen))


def _lightest(facts: SetFacts, knowledge: KnowledgeBase) -> str:
    """Where the way back begins; a lift that is lighter than that variant leads to one of its own."""
    own = [easier for wording in _worded(tuple(facts.definitions), knowledge) for easier in wording.regressions]
    return LIGHTEST_VARIANT if LIGHTEST_VARIANT in own or not own else own[0]


def _fixes(
    facts: SetFacts,
    *,
    priorities: Priorities,
    causes: Sequence[CauseStatement],
    level: LoadLevel,
    knowledge: KnowledgeBase,
) -> Iterator[str]:
    if pain_light(facts.answers) is PainLight.STOP:  # also where the load is blocked for another reason
        yield "stop-on-pain"
    if facts.screening.tier is Tier.CONDITION_UNCLEARED:
        yield from UNCLEARED_FIXES
    for fault in priorities.change_first:
        yield from _fixes_of(fault, facts, knowledge)
    if len(priorities.change_first) > 1:
        yield "change-one-thing"
    for fault in priorities.cues:
        yield from _fixes_of(fault, facts, knowledge)
    yield from _fixes_of_evidence(facts, knowledge)
    yield from _fixes_of_observations(facts, priorities, knowledge)
    yield from (_DIRECT[cause.id] for cause in causes if cause.id in _DIRECT and cause.kind is CauseKind.FINDING)
    if facts.screening.tier is Tier.CONDITION_UNCLEARED:
        yield "cap-rom"
    if level is LoadLevel.REDUCE or pain_light(facts.answers) >= PainLight.REDUCE:
        yield "load-reset-light"
    if (
        level is LoadLevel.PROGRESS and facts.screening.tier is Tier.NONE
    ):  # its steps are not those of a cleared condition
        yield "load-progress-gradually"


def _fixes_of(fault: str, facts: SetFacts, knowledge: KnowledgeBase) -> tuple[str, ...]:
    fixes = tuple(fix for wording in _worded([fault], knowledge) for fix in wording.fixes)
    return fixes if facts.advice_severity(fault) >= Severity.SEVERE else fixes[:FIXES_PER_FAULT]


def _fixes_of_evidence(facts: SetFacts, knowledge: KnowledgeBase) -> Iterator[str]:
    """Fixes of the faults that were taken in as evidence, when they are more than mild."""
    for finding in facts.found:
        if finding.folded_into and finding.severity >= Severity.MODERATE:
            yield from _fixes_of(finding.fault, facts, knowledge)[:FIXES_PER_FAULT]


def _fixes_of_observations(facts: SetFacts, priorities: Priorities, knowledge: KnowledgeBase) -> Iterator[str]:
    """One fix for every further fault that is more than mild and neither information nor in conflict.

    A further set-up fault waits: each depends on the one before, and a plan shows two changes at most.
    """
    for fault in priorities.observations:
        is_kept_back = facts.class_of(fault) in (FaultClass.INFO, FaultClass.SETUP)
        is_mild = facts.severity(fault) < Severity.MODERATE
        if not (is_kept_back or is_mild or is_conflicting(facts, fault)):
            yield from _fixes_of(fault, facts, knowledge)[:1]


def _by_confidence(causes: Sequence[CauseStatement]) -> list[CauseStatement]:
    """Hypotheses, the surest first; those without a confidence of their own last."""
    raised = [cause for cause in causes if cause.kind is CauseKind.HYPOTHESIS]
    return sorted(raised, key=lambda cause: _CONFIDENCE_ORDER.index(cause.confidence))


def _fix_for(
    statement: CauseStatement, kept: Sequence[str], *, excluded: Iterable[str], knowledge: KnowledgeBase
) -> list[str]:
    """One fix for a hypothesis: another one when we are fairly sure of it, else only if none is there yet."""
    addressing = [
        fix
        for fix in knowledge.fixes.values()
        if statement.id in fix.causes and fix.kind not in ("exercise", "regression") and fix.id not in excluded
    ]
    fixes = [fix.id for fix in sorted(addressing, key=lambda fix: fix.causes.index(statement.id))]
    new = [fix for fix in fixes if fix not in kept and fix != "load-progress-gradually"]
    is_covered = len(new) < len(fixes) and statement.confidence not in ("medium", "high")
    return [] if is_covered else new[:1]


def _excluded_fixes(facts: SetFacts) -> frozenset[str]:
    if facts.screening.tier is not Tier.CONDITION_UNCLEARED:
        return frozenset()
    conditions = set(facts.screening.conditions)
    breath = BREATH_HOLD_FIXES if conditions & BREATH_HOLD_CONDITIONS else frozenset()
    crease = HIP_CREASE_FIXES if conditions & HIP_CREASE_CONDITIONS else frozenset()
    return breath | crease


def _more(facts: SetFacts, causes: Sequence[CauseStatement], knowledge: KnowledgeBase) -> list[str]:
    """What fills free places: an unconfirmed spine fault beside a found one, then what the raised causes point to.

    An unconfirmed one alone is information and asks for no exercise.

    Source: kb:c2/F-LUMBAR.
    """
    unconfirmed = [
        finding.fault
        for finding in facts.findings.values()
        if facts.spine and finding.outcome is Outcome.UNCONFIRMED and facts.class_of(finding.fault) is FaultClass.SPINE
    ]
    wanted = [accessory for wording in _worded(unconfirmed, knowledge) for accessory in wording.accessories]
    told = [cause for cause in causes if cause.kind is CauseKind.FINDING and cause.id in _DIRECT]
    for statement in (*_by_confidence(causes), *told):
        wanted += _cards_for(statement, knowledge)
    return wanted


def _cards_for(statement: CauseStatement, knowledge: KnowledgeBase) -> list[str]:
    """Cards that address a cause; those that name it first come first."""
    cards = [card for card in knowledge.exercises.values() if statement.id in card.causes]
    return [card.id for card in sorted(cards, key=lambda card: card.causes.index(statement.id))]


def _worded(faults: Sequence[str], knowledge: KnowledgeBase) -> list[FaultWording]:
    """How the studio speaks about faults; those that nobody worded are left out."""
    return [knowledge.faults[fault] for fault in faults if fault in knowledge.faults]


def _allowed(exercises: Sequence[str], facts: SetFacts) -> tuple[str, ...]:
    """The exercises that may be printed, each once; some give way to another one."""
    screening = facts.screening
    replaced = dict(_REPLACED_WHEN_EXTENSION_SENSITIVE) if screening.is_extension_sensitive else {}
    if any("knee" in site or "hip" in site for site in facts.answers.words("pain_site")):
        replaced |= _REPLACED_WHEN_JOINT_HURTS
    is_uncleared = screening.tier is Tier.CONDITION_UNCLEARED
    excluded = DISC_EXERCISES if is_uncleared and DISC_CONDITIONS & set(screening.conditions) else frozenset()
    if pain_light(facts.answers) is PainLight.STOP:
        excluded |= ACUTE_PAIN_EXERCISES
    kept = (replaced.get(exercise, exercise) for exercise in exercises)
    return tuple(dict.fromkeys(exercise for exercise in kept if exercise not in excluded))
