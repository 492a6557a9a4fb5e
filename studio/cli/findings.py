"""Findings in plain text, worst first."""

from math import isfinite

import typer

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.finding import Finding, Outcome


def print_findings(analysis: Analysis, exercise: Exercise) -> None:
    """Print what was found in a set, on standard output."""
    capture = analysis.capture
    complete = sum(rep.is_complete for rep in analysis.reps)
    typer.echo(f"{exercise.name}: {complete} complete reps of {len(analysis.reps)}, {capture.view.value} view, ")
    typer.echo(f"filmed from the athlete's {capture.near_side.value}, capture {capture.grade.value}.")
    for reason in capture.reasons:
        typer.echo(f"  {reason}")
    if analysis.advice.safety.notice:
        typer.echo(f"\n{analysis.advice.safety.notice}")
    _print_group("Found", analysis, exercise, Outcome.FOUND)
    _print_group("Unconfirmed", analysis, exercise, Outcome.UNCONFIRMED)
    _print_group("Not assessable", analysis, exercise, Outcome.NOT_ASSESSABLE)
    plan = analysis.advice.plan
    for fault in plan.change_first:
        typer.echo(f"\nChange first: {_title(exercise, fault)}")
    for fault in (plan.primary_cue, plan.secondary_cue):
        if fault:
            typer.echo(f"Cue: {exercise.knowledge.faults[fault].cue}")
    typer.echo(f"\nLoad {analysis.advice.load.level.value}: {analysis.advice.load.advice}")


def _print_group(heading: str, analysis: Analysis, exercise: Exercise, outcome: Outcome) -> None:
    group = [finding for finding in analysis.findings if finding.outcome is outcome]
    if not group:
        return
    typer.echo(f"\n{heading}:")
    for finding in sorted(group, key=lambda item: -item.severity):
        typer.echo(f"  {_title(exercise, finding.fault)}{_details(finding)}")


def _details(finding: Finding) -> str:
    if finding.outcome is Outcome.NOT_ASSESSABLE:
        return f": {finding.reason}" if finding.reason else ""
    reps = f", reps {', '.join(map(str, finding.reps))}" if finding.reps else ""
    worst = f", worst at {finding.worst_time_s:.2f} s" if isfinite(finding.worst_time_s) else ""
    return f" ({finding.severity.word}{reps}{worst})"


def _title(exercise: Exercise, fault: str) -> str:
    wording = exercise.knowledge.faults.get(fault)
    return f"{wording.title} [{fault}]" if wording else fault
