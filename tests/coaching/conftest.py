from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from studio.assets import plugins_dir
from studio.coaching import advise, parse_intake
from studio.core.exercise import Exercise
from studio.core.finding import Finding, Outcome
from studio.core.measure import MeasureTable
from studio.core.plan import Advice, CauseStatement
from studio.exercises import ExerciseCatalogue
from studio.faults import judge, parse_measures

CLEAN = {
    "calibrated": True,
    "HOE": [2, 2, 3, 2, 3, 2, 3, 3],
    "LTR": 2,
    "BCD": 4,
    "BC0": 3,
    "SHIN": 3,
    "HEEL": 0.02,
    "GAZE": 38,
    "NECK": 12,
    "HIPBOT": 92,
    "ECC": 2.1,
    "BOT": 0.4,
    "PEAKR": 1.9,
    "OVERSHOOT": 0.01,
    "PAUSE": 0.9,
    "SKSLOPE": 1,
    "BENCHC": 0.33,
    "BARU": 0.03,
    "BARROLL": 0.02,
    "BENCHSLIDE": 0.02,
    "BARPATH": 0.04,
    "ROM": [0.83] * 8,
    "MCV": [1.08, 1.08, 1.07, 1.06, 1.04, 1.02, 1.0, 0.98],
}
"""A set without faults, seen from the side."""

READY = {
    "screening_complete": True,
    "screening_positive": [],
    "pain_start": 0,
    "pain_max": 0,
    "rpe": 7,
    "clean_streak": 2,
    "tool": "barbell",
    "load_kg": 80,
    "prev_load_kg": 80,
    "reps_target": 8,
    "reps_done": 8,
    "felt": ["glutes"],
    "brace": "yes",
}
"""Answers that let the load go up."""


@dataclass(frozen=True)
class Judged:
    """A judged case under short names."""

    measures: MeasureTable
    findings: tuple[Finding, ...]
    advice: Advice
    exercise: Exercise

    @property
    def found(self) -> dict[str, str]:
        shown = {
            finding.fault: finding.severity.word if finding.outcome is Outcome.FOUND else "unconfirmed"
            for finding in self.findings
            if finding.outcome in (Outcome.FOUND, Outcome.UNCONFIRMED)
        }
        return dict(sorted(shown.items()))

    @property
    def not_assessable(self) -> list[str]:
        return sorted(f.fault for f in self.findings if f.outcome is Outcome.NOT_ASSESSABLE)

    @property
    def causes(self) -> dict[str, CauseStatement]:
        return {cause.id: cause for cause in self.advice.causes}

    @property
    def tier(self) -> str:
        return self.advice.safety.tier.value

    @property
    def level(self) -> str:
        return self.advice.load.level.value

    @property
    def cues(self) -> list[str]:
        return [fault for fault in (self.advice.plan.primary_cue, self.advice.plan.secondary_cue) if fault]


Judge = Callable[..., Judged]


@pytest.fixture(scope="session")
def catalogue() -> ExerciseCatalogue:
    return ExerciseCatalogue([plugins_dir()])


@pytest.fixture(scope="session")
def judged(catalogue: ExerciseCatalogue) -> Judge:
    """Judge a case as the command line does: measures through the rules, then advice."""

    def run(case: Mapping[str, Any], **options: Any) -> Judged:
        tool = (case.get("intake") or {}).get("tool", "barbell")
        exercise = catalogue.load("hip-thrust-machine" if tool == "machine" else "hip-thrust-barbell")
        measures, context = parse_measures(case)
        findings = judge(exercise.faults, measures, context)
        advice = advise(
            findings,
            measures,
            parse_intake(case.get("intake")),
            exercise.knowledge,
            exercise.faults,
            exercise_options=exercise.options,
            neutral_reference_deg=context.neutral_deg,
            **options,
        )
        return Judged(measures, findings, advice, exercise)

    return run


@pytest.fixture(scope="session")
def set_of(judged: Judge) -> Judge:
    """Judge a clean set with some measures and answers changed; None takes one out."""

    def run(measures: Mapping[str, Any] | None = None, **answers: Any) -> Judged:
        changed = {**CLEAN, **(measures or {})}
        intake = {**READY, **answers}
        return judged(
            {
                "measures": {key: value for key, value in changed.items() if value is not None},
                "intake": {key: value for key, value in intake.items() if value is not None},
            }
        )

    return run
