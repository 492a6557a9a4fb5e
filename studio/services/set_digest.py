"""What is kept of an analysis for lists, searches and trends."""

from collections.abc import Iterator, Mapping, Sequence
from statistics import fmean

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.fault import FaultClass, Severity
from studio.core.finding import Finding, Outcome
from studio.core.measure import Measure
from studio.core.review import Review
from studio.core.training import FaultMark, SetDigest, TrainingSet
from studio.review import apply_verdicts

_SEARCHED = ("change_tried", "coach_note", "set_type", "tool", "shoe", "padding", "tempo", "foot_note")
"""Entries of the set log whose words a search finds."""


def digest_of(analysis: Analysis, review: Review, exercise: Exercise) -> SetDigest:
    """The digest of an analysis as the coach sees it, verdicts applied."""
    findings = apply_verdicts(analysis.findings, review, exercise.faults)
    plan = analysis.advice.plan
    return SetDigest(
        grade=analysis.capture.grade.value,
        tier=analysis.advice.safety.tier.value,
        load_level=analysis.advice.load.level.value,
        rep_count=sum(rep.is_complete for rep in analysis.reps),
        top_fault=_top_fault(findings, exercise),
        faults=tuple(FaultMark(one.fault, one.outcome, one.severity) for one in findings),
        measures=set_means(analysis),
        rules=exercise.rules_version,
        given=tuple(one for one in (*plan.change_first, plan.primary_cue) if one),
    )


def set_means(analysis: Analysis) -> tuple[Measure, ...]:
    """Mean of every measure over the complete reps, with the mean of the reps' 90 % intervals, and the set's own.

    What makes a measurement wrong (the pose model, the camera) is wrong in the same way in every rep of a clip, so the
    interval of the mean is not made narrower by the number of reps.
    """
    complete = {rep.index for rep in analysis.reps if rep.is_complete}
    table = zip(analysis.measures.rep_indices, analysis.measures.reps, strict=True)
    rows = [row for index, row in table if index in complete]
    means = dict(_means(rows))
    means |= {name: one for name, one in analysis.measures.whole_set.items() if one.is_assessable}
    return tuple(means[name] for name in sorted(means))


def search_text(training_set: TrainingSet, review: Review, exercise: Exercise) -> str:
    """Words under which a set is found: the lift, its findings, and what the coach wrote."""
    marks = training_set.digest.faults if training_set.digest else ()
    found = [mark for mark in marks if mark.outcome is Outcome.FOUND]
    wordings = exercise.knowledge.faults
    words = [exercise.name, review.summary, training_set.session.place, training_set.session.note]
    words += [f"{wordings[one.fault].title if one.fault in wordings else ''} {one.fault}" for one in found]
    words += [one.note for one in review.verdicts]
    words += [f"{moment.title} {moment.comment}" for moment in review.key_moments]
    words += [str(training_set.log[key]) for key in _SEARCHED if training_set.log.get(key)]
    return " ".join(word for word in words if word)


def _top_fault(findings: tuple[Finding, ...], exercise: Exercise) -> str:
    """The worst finding; of equals one of the spine, then the one that the catalogue names first."""
    places = {definition.id: number for number, definition in enumerate(exercise.faults)}
    classes = {definition.id: definition.fault_class for definition in exercise.faults}
    found = [
        one
        for one in findings
        if one.outcome is Outcome.FOUND and one.severity > Severity.NONE and not (one.folded_into or one.muted_by)
    ]
    ranked = sorted(
        found,
        key=lambda one: (
            -one.severity,
            classes.get(one.fault) is not FaultClass.SPINE,
            places.get(one.fault, len(places)),
        ),
    )
    return ranked[0].fault if ranked else ""


def _means(rows: Sequence[Mapping[str, Measure]]) -> Iterator[tuple[str, Measure]]:
    for name in dict.fromkeys(name for row in rows for name in row):
        known = [row[name] for row in rows if name in row and row[name].is_assessable]
        if known:
            value = fmean(one.value for one in known)
            half = fmean(0.5 * (one.high - one.low) for one in known)
            yield name, Measure(name, value, known[0].unit, low=value - half, high=value + half)
