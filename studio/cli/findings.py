"""Findings in plain text, worst first, in the language of the exercise's wording."""

from collections.abc import Callable
from math import isfinite

import typer

from studio.core.analysis import Analysis
from studio.core.body import Side
from studio.core.capture import Capture, Grade, View
from studio.core.exercise import Exercise
from studio.core.finding import Finding, Outcome
from studio.services.sentences import sentences_in

_VIEWS = {View.SIDE: "side view", View.OBLIQUE: "oblique view", View.FRONT: "front view"}
_SIDES = {Side.LEFT: "filmed from the athlete's left", Side.RIGHT: "filmed from the athlete's right"}
_GRADES = {Grade.GOOD: "capture good", Grade.LIMITED: "capture limited", Grade.POOR: "capture poor"}


def print_findings(analysis: Analysis, exercise: Exercise) -> None:
    """Print what was found in a set, on standard output."""
    tell = sentences_in(exercise.knowledge.language).tell
    complete = sum(rep.is_complete for rep in analysis.reps)
    typer.echo(tell(f"{exercise.name}: {complete} complete reps of {len(analysis.reps)}."))
    typer.echo(_filmed(analysis.capture, tell))
    for reason in analysis.capture.reasons:
        typer.echo(f"  {reason}")
    if analysis.advice.safety.notice:
        typer.echo(f"\n{analysis.advice.safety.notice}")
    for heading, outcome in (
        ("Found:", Outcome.FOUND),
        ("Unconfirmed:", Outcome.UNCONFIRMED),
        ("Not assessable:", Outcome.NOT_ASSESSABLE),
    ):
        _print_group(tell(heading), analysis, exercise, outcome)
    _print_plan(analysis, exercise, tell)


def _filmed(capture: Capture, tell: Callable[[str], str]) -> str:
    how = (_VIEWS[capture.view], _SIDES[capture.near_side], _GRADES[capture.grade])
    line = ", ".join(tell(part) for part in how)
    return f"{line[:1].upper()}{line[1:]}."


def _print_plan(analysis: Analysis, exercise: Exercise, tell: Callable[[str], str]) -> None:
    plan, load = analysis.advice.plan, analysis.advice.load
    for fault in plan.change_first:
        typer.echo("\n" + tell(f"Change first: {_title(exercise, fault)}"))
    for fault in (plan.primary_cue, plan.secondary_cue):
        if fault:
            typer.echo(tell(f"Cue: {exercise.knowledge.faults[fault].cue}"))
    typer.echo("\n" + tell(f"Load {load.level.value}: {load.advice}"))


def _print_group(heading: str, analysis: Analysis, exercise: Exercise, outcome: Outcome) -> None:
    group = [finding for finding in analysis.findings if finding.outcome is outcome]
    if not group:
        return
    typer.echo(f"\n{heading}")
    for finding in sorted(group, key=lambda item: -item.severity):
        typer.echo(f"  {_title(exercise, finding.fault)}{_details(finding, exercise)}")


def _details(finding: Finding, exercise: Exercise) -> str:
    """What is known of a finding; one that is open says why and has no severity."""
    if finding.outcome is not Outcome.FOUND:
        return f": {finding.reason}" if finding.reason else ""
    tell = sentences_in(exercise.knowledge.language).tell
    parts = [exercise.knowledge.texts.get(f"severity.{finding.severity.word}", finding.severity.word)]
    if finding.reps:
        parts.append(tell(f"reps {', '.join(map(str, finding.reps))}"))
    if isfinite(finding.worst_time_s):
        parts.append(tell(f"worst at {finding.worst_time_s:.2f} s"))
    return f" ({', '.join(parts)})"


def _title(exercise: Exercise, fault: str) -> str:
    wording = exercise.knowledge.faults.get(fault)
    return f"{wording.title} [{fault}]" if wording else fault
