"""Running the golden cases of a plugin: its manifest must judge measures and figures exactly as written down."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from studio.core.errors import BrokenExercise, StudioError, UsageError
from studio.core.exercise import AdjustMeasures, Problem, RepDefinition
from studio.core.fault import FaultDefinition
from studio.core.finding import Finding, Outcome
from studio.core.measure import MeasureTable
from studio.exercises.casefile import Case, problem_of
from studio.faults import judge, muting_conditions, parse_measures

SLOW_S = 0.2
"""Seconds of the rules for one set. Source: our default; judging has 0.02 s, a correction a second for everything."""


def run_case(
    case: Case,
    faults: tuple[FaultDefinition, ...],
    *,
    rep: RepDefinition,
    adjust: AdjustMeasures | None,
    is_path_guided: bool = False,
) -> tuple[str, ...]:
    """Judge a case; what comes out differently than it says, one sentence each."""
    measures, context = parse_measures(case.given)
    context = replace(context, conditions=muting_conditions(case.given["intake"], is_path_guided=is_path_guided))
    if case.clip is not None:
        measures = _filmed(case, rep)
        context = replace(context, rep_count=len(measures.reps))
    if adjust is None:
        return tuple(_differences(case, judge(faults, measures, context)))
    started = perf_counter()
    adjusted = adjust(measures)
    lasted_s = perf_counter() - started
    if repr(adjust(measures)) != repr(adjusted):
        return ("the rules give another answer the second time",)
    if lasted_s > SLOW_S and perf_counter() - started > 2.0 * SLOW_S:  # slow twice: not another program's doing
        return (f"the rules take {lasted_s:.1f} s for one set; more than {SLOW_S:g} s holds every correction up",)
    return tuple(_differences(case, judge(faults, adjusted, context)))


def check_reach(
    folder: Path, cases: Sequence[Case], faults: tuple[FaultDefinition, ...], *, is_path_guided: bool = False
) -> tuple[Problem, ...]:
    """Whether the cases show of every fault that it is found, and that a quiet set is left alone.

    Args:
        folder: of the plugin.
        cases: of the plugin.
        faults: what it judges.
        is_path_guided: faults that a guided path mutes can never be found.
    """
    raised = {fault for case in cases for fault in (*case.found, *case.unconfirmed)}
    always = muting_conditions({}, is_path_guided=is_path_guided)
    never = [fault.id for fault in faults if fault.id not in raised and not set(always) & set(fault.muted_by)]
    place = folder / "cases"
    found = [
        Problem(file=place, line=0, message=f"no case in which “{fault}” is found: nothing shows that it ever is")
        for fault in never
    ]
    if all(case.found or case.unconfirmed for case in cases):
        found.append(Problem(file=place, line=0, message="no case in which nothing is found"))
    return tuple(found)


def check_cases(
    cases: Sequence[Case],
    faults: tuple[FaultDefinition, ...],
    *,
    rep: RepDefinition,
    adjust: AdjustMeasures | None,
    is_path_guided: bool = False,
) -> tuple[Problem, ...]:
    """Run cases; every difference is a problem. Rules that go wrong in one are not asked again for the next."""
    found: list[Problem] = []
    for case in cases:
        try:
            messages = run_case(case, faults, rep=rep, adjust=adjust, is_path_guided=is_path_guided)
        except BrokenExercise as error:
            return (*found, problem_of(case, error.summary))
        except StudioError as error:
            messages = (error.summary,)
        found += [problem_of(case, message) for message in messages]
    return tuple(found)


def _filmed(case: Case, rep: RepDefinition) -> MeasureTable:
    # scipy comes with it, and only clips need it
    from studio.exercise_api.conformance import Movement, film_from_the_feet, film_from_the_side, measure_clip

    given = dict(case.clip or {})
    numbers: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    known = [field.name for field in fields(Movement)]
    for key in given:
        if key not in known:
            told = f"a figure has no “{key}”; there are {', '.join(known)}"
            raise UsageError(f"the clip cannot be made: {told}", remedy="See the fields of Movement.")
    try:
        film = film_from_the_side if case.view == "side" else film_from_the_feet
        return measure_clip(film(Movement(**numbers)), rep)
    except (TypeError, ValueError, IndexError) as error:
        raise UsageError(f"the clip cannot be made: {error}", remedy="See the fields of Movement.") from error


def _differences(case: Case, findings: tuple[Finding, ...]) -> Iterator[str]:
    by_outcome: dict[Outcome, dict[str, str]] = {outcome: {} for outcome in Outcome}
    for finding in findings:
        by_outcome[finding.outcome][finding.fault] = finding.severity.word
    if by_outcome[Outcome.FOUND] != dict(case.found):
        yield f"found {_listed(by_outcome[Outcome.FOUND])}, not {_listed(case.found)}"
    unconfirmed = set(by_outcome[Outcome.UNCONFIRMED])
    if unconfirmed != set(case.unconfirmed):
        yield f"unconfirmed are {_listed(unconfirmed)}, not {_listed(case.unconfirmed)}"
    for fault in case.not_assessable:
        if fault not in by_outcome[Outcome.NOT_ASSESSABLE]:
            yield f"{fault} should not be assessable"


def _listed(faults: Mapping[str, str] | set[str] | tuple[str, ...]) -> str:
    if isinstance(faults, Mapping):
        return ", ".join(f"{fault} {severity}" for fault, severity in sorted(faults.items())) or "nothing"
    return ", ".join(sorted(faults)) or "nothing"
