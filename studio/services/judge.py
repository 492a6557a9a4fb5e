"""Judge a set that was measured elsewhere: another motion-capture system, a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio.coaching import advise, parse_intake
from studio.core.errors import UsageError
from studio.core.finding import Finding
from studio.core.measure import MeasureTable
from studio.core.plan import Advice
from studio.faults import judge, muting_conditions, parse_measures
from studio.services.conclude import settling_clips
from studio.services.studio import Studio


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say about a set."""

    measures: MeasureTable
    findings: tuple[Finding, ...]
    advice: Advice


def judge_case(studio: Studio, case: object, *, language: str = "en") -> Judgement:
    """Judge a case.

    Args:
        studio: the adapters.
        case: the content of a case file: a mapping with "measures", "intake" and, optionally, "exercise".
        language: of the wording.

    Raises:
        UsageError: the case has another form, or a key that nobody knows.
    """
    if not isinstance(case, Mapping):
        raise UsageError("A case is a JSON object.", remedy="Give it the keys exercise, measures and intake.")
    measures, context = parse_measures(case)
    intake = parse_intake(case.get("intake", {}))
    exercise = studio.exercise(_exercise_id(studio, case), language)
    if exercise.adjust is not None:
        measures = exercise.adjust(measures)
    is_path_guided = bool(exercise.options.get("guided_path"))
    context = replace(
        context,
        conditions=muting_conditions(intake.answers, is_path_guided=is_path_guided),
        texts=exercise.knowledge.texts,
        settle_with=settling_clips(exercise),
    )
    findings = judge(exercise.faults, measures, context)
    advice = advise(
        findings,
        measures,
        intake,
        exercise.knowledge,
        exercise.faults,
        exercise_options=exercise.options,
        neutral_reference_deg=context.neutral_deg,
    )
    return Judgement(measures=measures, findings=findings, advice=advice)


def _exercise_id(studio: Studio, case: Mapping[str, object]) -> str:
    named = case.get("exercise")
    if isinstance(named, str) and named:
        return named
    intake = case.get("intake")
    tool = intake.get("tool") if isinstance(intake, Mapping) else None
    for entry in studio.exercises.entries():
        if isinstance(tool, str) and tool and entry.id.endswith(f"-{tool}"):
            return entry.id
    return ""
