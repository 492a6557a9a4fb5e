"""Judge a set that was measured elsewhere: another motion-capture system, a spreadsheet."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from studio import __version__
from studio.coaching import advise, parse_intake, unknown_choices, unknown_keys
from studio.core.analysis import ExerciseRef
from studio.core.errors import UsageError
from studio.core.finding import Finding
from studio.core.measure import MeasureTable
from studio.core.plan import Advice
from studio.faults import judge, muting_conditions, parse_measures
from studio.services.conclude import measure_names, settling_clips
from studio.services.studio import Studio

_DECIMALS = 6
_CASE_KEYS = ("exercise", "measures", "intake", "id", "name", "title", "note", "notes", "comment")
"""What a case may hold; the last ones are for people."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say about a set.

    Attributes:
        measures: those given, and those that follow from them.
        findings: one per fault.
        advice: causes, safety, load and plan.
        exercise: what judged it.
        rules: fingerprint of everything that decided: exercise, knowledge base, rule pack.
        unread: keys of the case that no rule looked at, and answers that no rule understands.
    """

    measures: MeasureTable
    findings: tuple[Finding, ...]
    advice: Advice
    exercise: ExerciseRef
    rules: str
    unread: tuple[str, ...] = ()


def judge_to_json(
    studio: Studio, case: object, *, language: str = "en", rule_pack: str | None = None
) -> dict[str, object]:
    """Judge a case and give back what `lockout judge` writes.

    Args:
        studio: the adapters.
        case: as for `judge_case`.
        language: of the wording.
        rule_pack: as for `judge_case`.

    Raises:
        UsageError: the case has another form, or a key that nobody knows.
    """
    judged = judge_case(studio, case, language=language, rule_pack=rule_pack)
    return {
        "exercise": {"id": judged.exercise.id, "version": judged.exercise.version},
        "set_measures": {
            measure.id: {"value": round(measure.value, _DECIMALS), "unit": measure.unit}
            for measure in judged.measures.whole_set.values()
            if measure.is_assessable
        },
        **studio.exporter.judgement(judged.findings, judged.advice),
        "unread": list(judged.unread),
        "provenance": {"studio": __version__, "rules": judged.rules},
    }


def judge_case(studio: Studio, case: object, *, language: str = "en", rule_pack: str | None = None) -> Judgement:
    """Judge a case.

    Args:
        studio: the adapters.
        case: the content of a case file: a mapping with "measures", "intake" and, optionally, "exercise".
        language: of the wording.
        rule_pack: id or file of a rule pack; empty for the exercise's own limits; None for the chosen one.

    Raises:
        UsageError: the case has another form, or a key that nobody knows.
    """
    if not isinstance(case, Mapping):
        raise UsageError("A case is a JSON object.", remedy="Give it the keys exercise, measures and intake.")
    measures, context = parse_measures(case)
    intake = parse_intake(case.get("intake", {}))
    exercise = studio.exercise(_exercise_id(studio, case), language, rule_pack=rule_pack)
    if exercise.adjust is not None:
        measures = exercise.adjust(measures)
    is_path_guided = bool(exercise.options.get("guided_path"))
    context = replace(
        context,
        conditions=muting_conditions(intake.answers, is_path_guided=is_path_guided),
        texts=exercise.knowledge.texts,
        settle_with=settling_clips(exercise),
        measure_names=measure_names(exercise),
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
    return Judgement(
        measures=measures,
        findings=findings,
        advice=advice,
        exercise=ExerciseRef(id=exercise.id, version=exercise.version),
        rules=exercise.rules_version,
        unread=(
            *(key for key in case if key not in _CASE_KEYS),
            *unknown_keys(intake.answers),
            *unknown_choices(intake.answers),
        ),
    )


def _exercise_id(studio: Studio, case: Mapping[str, object]) -> str:
    named = case.get("exercise")
    if named is not None and not isinstance(named, str):
        raise UsageError(f"“exercise” should be a name, not {named!r}.", remedy="Give the name of an exercise.")
    if named and named.strip():
        return named.strip().lower().replace("_", "-").replace(" ", "-")
    intake = case.get("intake")
    tool = intake.get("tool") if isinstance(intake, Mapping) else None
    wanted = tool.strip().lower() if isinstance(tool, str) else ""
    for entry in studio.exercises.entries():
        if wanted and entry.id.endswith(f"-{wanted}"):
            return entry.id
    return ""
