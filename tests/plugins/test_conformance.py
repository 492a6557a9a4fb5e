"""Stick figures with known angles: an exercise finds the fault that was put in, and nothing else."""

from functools import cache

import pytest

from studio.assets import plugins_dir
from studio.core.exercise import Exercise, RepDefinition
from studio.core.finding import Outcome
from studio.core.measure import MeasureTable
from studio.exercise_api.conformance import (
    Movement,
    film_from_the_feet,
    film_from_the_side,
    judge_clip,
    measure_clip,
)
from studio.exercises import ExerciseCatalogue
from studio.faults import JudgeContext, judge

SIDE = {
    "clean": (Movement(), {}),
    "hips past the line": (Movement(hip_top_deg=190.5), {"F-HOE": "mild", "F-LUMBAR": "unconfirmed"}),
    "hips far past the line": (Movement(hip_top_deg=201.5), {"F-HOE": "severe", "F-LUMBAR": "unconfirmed"}),
    "arch at the top": (
        Movement(hip_top_deg=188.0, roll_deg=11.0),
        {"F-HOE": "moderate", "F-LUMBAR": "moderate", "F-RIBFLARE": "moderate"},
    ),
    "chest rolls back": (
        Movement(hip_top_deg=172.0, roll_deg=9.0),
        {"F-RIBFLARE": "mild", "F-LUMBAR": "unconfirmed"},
    ),
    "gaze to the ceiling": (Movement(gaze_deg=62.0), {"F-HEAD": "mild"}),
    "head thrown back": (Movement(neck_deg=-25.0), {"F-HEAD": "moderate"}),
    "feet far": (Movement(shin_deg=18.0), {"F-FEET-FAR": "moderate"}),
    "feet close": (Movement(shin_deg=-18.0), {"F-FEET-CLOSE": "moderate"}),
    "heels up": (Movement(heel_rise_fl=0.26), {"F-HEEL": "moderate"}),
    "bench high": (Movement(slope_deg=8.0), {"F-BENCH-HIGH": "mild"}),
    "bench low": (Movement(slope_deg=-12.0), {"F-BENCH-LOW": "moderate"}),
    "dropped": (Movement(lower_s=0.7), {"F-ECC": "moderate"}),
    "bounced": (Movement(lower_s=0.9, rest_s=0.0), {"F-ECC": "mild", "F-BOUNCE": "mild"}),
    "thrown": (Movement(overshoot_tl=0.06), {"F-JERK": "mild"}),
    "no hold": (Movement(hold_s=0.25), {"F-PAUSE": "mild"}),
    "short of the top": (Movement(hip_top_deg=160.0), {"F-LOCKOUT": "moderate"}),
    "short of the bottom": (Movement(hip_bottom_deg=122.0), {"F-SHALLOW": "mild"}),
    "slower and slower": (Movement(lift_s=(1.0, 1.0, 1.1, 1.2, 1.25, 1.35)), {"F-VL": "mild"}),
    "farther and farther": (Movement(hip_top_deg=(178.0, 178.0, 180.0, 182.0, 184.0, 184.0)), {"F-DECAY": "mild"}),
    "now this, now that": (Movement(hip_top_deg=(175.0, 184.0, 174.0, 184.0, 175.0, 184.0)), {"F-INCONS": "mild"}),
    "shorter and shorter": (
        Movement(hip_bottom_deg=(92.0, 92.0, 95.0, 99.0, 103.0, 107.0)),
        {"F-ROMLOSS": "mild"},
    ),
}
FRONT = {
    "clean": (Movement(), {}),
    "narrow stance": (Movement(stance_ratio=0.5), {"F-STANCE": "mild"}),
    "wide stance": (Movement(stance_ratio=1.45), {"F-STANCE": "mild"}),
    "toes out": (Movement(toes_out_deg=42.0), {"F-TOES": "mild"}),
    "toes in": (Movement(toes_out_deg=-20.0), {"F-TOES": "moderate"}),
    "knees in": (Movement(knee_gap_ratio=0.75), {"F-KNEES": "moderate"}),
    "tilted": (Movement(tilt_deg=6.0), {"F-OBLIQ": "moderate"}),
}
EXERCISES = ("hip-thrust-barbell", "hip-thrust-machine", "glute-bridge")


@pytest.fixture(scope="module", params=EXERCISES)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load(request.param)


def expected_of(exercise: Exercise, expected: dict[str, str]) -> dict[str, str]:
    """What an exercise can find of it; without the chest roll, an arch has one sign only in the bridge."""
    judged = {fault.id: fault for fault in exercise.faults}
    kept = {fault: severity for fault, severity in expected.items() if fault in judged}
    has_roll = "F-RIBFLARE" in judged
    if not has_roll and "F-LUMBAR" in kept:
        kept["F-LUMBAR"] = "unconfirmed"
    if not has_roll and "F-HOE" not in kept:
        kept.pop("F-LUMBAR", None)
    return kept


@cache
def measured(view: str, what: str, rep: RepDefinition) -> MeasureTable:
    """Measuring takes long and is the same for exercises with the same rep."""
    if view == "side":
        return measure_clip(film_from_the_side(SIDE[what][0]), rep)
    return measure_clip(film_from_the_feet(FRONT[what][0]), rep)


def outcomes(exercise: Exercise, view: str, what: str) -> dict[str, str]:
    measures = measured(view, what, exercise.rep)
    adjusted = exercise.adjust(measures) if exercise.adjust else measures
    findings = judge(exercise.faults, adjusted, JudgeContext(rep_count=len(adjusted.reps)))
    found = {finding.fault: finding.severity.word for finding in findings if finding.outcome is Outcome.FOUND}
    unsure = {finding.fault: "unconfirmed" for finding in findings if finding.outcome is Outcome.UNCONFIRMED}
    return found | unsure


@pytest.mark.parametrize("what", SIDE)
def test_it_finds_its_own_faults_from_the_side_and_nothing_else(what: str, exercise: Exercise) -> None:
    _, expected = SIDE[what]

    assert outcomes(exercise, "side", what) == expected_of(exercise, expected)


@pytest.mark.parametrize("what", FRONT)
def test_it_finds_its_own_faults_from_the_feet_and_nothing_else(what: str, exercise: Exercise) -> None:
    _, expected = FRONT[what]

    assert outcomes(exercise, "front", what) == expected_of(exercise, expected)


def test_a_side_clip_says_nothing_about_what_is_only_seen_from_the_feet(exercise: Exercise) -> None:
    findings = judge_clip(film_from_the_side(Movement()), exercise.faults, rep=exercise.rep)
    frontal = {fault.id for fault in exercise.faults if fault.view == "F"}

    assert {f.outcome for f in findings if f.fault in frontal} == {Outcome.NOT_ASSESSABLE}


def test_a_front_clip_says_nothing_about_angles_from_the_side(exercise: Exercise) -> None:
    findings = judge_clip(film_from_the_feet(Movement()), exercise.faults, rep=exercise.rep)
    sagittal = {fault.id for fault in exercise.faults if "side-view" in fault.needs}

    assert {f.outcome for f in findings if f.fault in sagittal} == {Outcome.NOT_ASSESSABLE}


@pytest.mark.parametrize(
    ("movement", "measure", "value"),
    [
        (Movement(hip_top_deg=176.0), "M-HIP-TOP", 176.0),
        (Movement(hip_top_deg=195.0), "M-HIP-TOP", 195.0),
        (Movement(hip_bottom_deg=100.0), "M-HIP-BOT", 100.0),
        (Movement(shin_deg=12.0), "M-SHIN", 12.0),
        (Movement(slope_deg=7.0), "M-SKSLOPE", 7.0),
        (Movement(gaze_deg=55.0), "M-GAZE", 55.0),
        (Movement(neck_deg=-12.0), "M-NECK", -12.0),
    ],
)
def test_a_figure_has_the_angles_that_it_was_given(movement: Movement, measure: str, value: float) -> None:
    exercise = ExerciseCatalogue([plugins_dir()]).load("hip-thrust-barbell")

    table = measure_clip(film_from_the_side(movement), exercise.rep)

    assert len(table.reps) == movement.rep_count
    assert [row[measure].value for row in table.reps] == pytest.approx([value] * movement.rep_count, abs=0.5)
