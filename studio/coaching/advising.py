"""Findings and answers become advice: causes, safety, load and a plan that one person can follow."""

from collections.abc import Mapping, Sequence

from studio.coaching.answers import Answers
from studio.coaching.causes import find_causes
from studio.coaching.facts import SetFacts
from studio.coaching.load import advise_load, without_points
from studio.coaching.pain import PainLight, pain_light
from studio.coaching.priorities import prioritise
from studio.coaching.remedies import MOST_EXERCISES, choose_exercises, choose_fixes, choose_regressions
from studio.coaching.screening import screen
from studio.coaching.sections import order_sections
from studio.coaching.wording import Wording
from studio.core.fault import FaultDefinition
from studio.core.finding import Finding
from studio.core.knowledge import KnowledgeBase
from studio.core.measure import MeasureTable
from studio.core.plan import Advice, CauseStatement, Intake, LoadLevel, Plan, Safety, Tier


def advise(
    findings: Sequence[Finding],
    measures: MeasureTable,
    intake: Intake,
    knowledge: KnowledgeBase,
    definitions: Sequence[FaultDefinition],
    *,
    exercise_options: Mapping[str, str | bool | float] | None = None,
    neutral_reference_deg: float = 180.0,
) -> Advice:
    """Conclude what to do about one set.

    Args:
        findings: the judgement on every fault, the coach's verdicts already applied.
        measures: what was measured.
        intake: screening, intake and log.
        knowledge: what leads to what, and how it is said.
        definitions: the faults of the exercise.
        exercise_options: settings of the exercise, such as "tool".
        neutral_reference_deg: hip angle that counts as straight.

    Returns:
        Causes, safety, load advice and plan. At most two set-up changes, two cues and four exercises.

    Raises:
        UsageError: an answer is not what it should be.

    Source: kb:a2, kb:c1, kb:d4, kb:e, kb:f3.
    """
    answers = Answers.of(intake)
    facts = SetFacts(
        findings={finding.fault: finding for finding in findings},
        definitions={definition.id: definition for definition in definitions},
        measures=measures,
        answers=answers,
        screening=screen(answers),
        neutral_deg=neutral_reference_deg,
        options=exercise_options or {},
    )
    wording = Wording(knowledge)
    causes = find_causes(facts, knowledge)
    load = advise_load(facts, wording)
    plan = _plan(facts, causes=causes, level=load.level, knowledge=knowledge)
    has_points = bool(plan.change_first or plan.primary_cue or plan.observations or plan.fixes)
    return Advice(
        causes=causes,
        safety=_safety(facts, wording),
        load=load if has_points else without_points(load, facts, wording),
        plan=plan,
    )


def _safety(facts: SetFacts, wording: Wording) -> Safety:
    screening = facts.screening
    parts = [wording.text(f"notice.{screening.tier.value}")] if screening.tier is not Tier.NONE else []
    if not screening.is_complete and screening.tier is not Tier.EMERGENCY:  # an emergency waits for no form
        parts.append(wording.text("notice.screening_incomplete"))
    return Safety(
        tier=screening.tier,
        notice=" ".join(parts),
        items=(*screening.flags, *screening.conditions),
        pain_light=pain_light(facts.answers).name.lower(),
        reminders=_reminders(facts),
    )


def _reminders(facts: SetFacts) -> tuple[str, ...]:
    """Forms that are due. Source: kb:e3 (screening again from pain 3), kb:f1/Q-PARQ."""
    is_due = not facts.screening.is_complete or pain_light(facts.answers) >= PainLight.REDUCE
    has_form = facts.answers.flag("parq") or facts.answers.has("parq_date")
    return (("screening",) if is_due else ()) + (() if has_form else ("parq",))


def _plan(facts: SetFacts, *, causes: Sequence[CauseStatement], level: LoadLevel, knowledge: KnowledgeBase) -> Plan:
    priorities = prioritise(facts, knowledge)
    fixes = choose_fixes(facts, priorities=priorities, causes=causes, level=level, knowledge=knowledge)
    regressions = choose_regressions(facts, priorities=priorities, level=level, knowledge=knowledge)
    exercises = choose_exercises(facts, priorities=priorities, causes=causes, knowledge=knowledge)
    more = [item for item in regressions if item in knowledge.exercises and item not in exercises]
    primary, secondary = (*priorities.cues, "", "")[:2]
    return Plan(
        change_first=priorities.change_first,
        primary_cue=primary,
        secondary_cue=secondary,
        observations=priorities.observations,
        fixes=fixes,
        exercises=exercises[: MOST_EXERCISES - len(more)],  # an easier variant may be an exercise as well
        regressions=regressions,
        sections=order_sections(facts, priorities=priorities, causes=causes, has_fixes=bool(fixes)),
    )
