"""The rendered clips, as recorded landmarks: the fault that each was made with is found and named first."""

from functools import cache

import numpy as np
import pytest

from studio.assets import plugins_dir, resource
from studio.coaching import advise
from studio.core.exercise import Exercise
from studio.core.fault import FaultClass, Severity
from studio.core.finding import Finding, Outcome
from studio.core.plan import Advice, Intake
from studio.exercises import ExerciseCatalogue
from studio.faults import JudgeContext, judge, unmet_needs
from studio.reps import measure_reps, segment_reps
from studio.services.in_clip_neutral import with_in_clip_contour
from studio.signals import OffsetModel, interpret
from tests.faults.rendered_clips import RECORDED, unpacked

GOOD = ("01_good_side", "09_good_plates")

INTENDED = {
    "04_feet_too_far": ("F-FEET-FAR", Severity.SEVERE),
    "06_rushed_ecc": ("F-ECC", Severity.MODERATE),  # 0.50 s is read as 0.6 s
    "07_incomplete_lockout": ("F-LOCKOUT", Severity.MODERATE),
    "12_front_asym": ("F-OBLIQ", Severity.SEVERE),
    "13_bench_high": ("F-BENCH-HIGH", Severity.MILD),
    "14_heel_rise": ("F-HEEL", Severity.MODERATE),
    "15_fatigue": ("F-DECAY", Severity.MILD),  # 5.1 degrees are read as 6.4
}
"""Clip → the fault that it was made with, and the severity that is said."""

FIRST = {"15_fatigue": "F-ECC"}
"""Clip → what comes before that fault: its true joints are lowered as much too fast, and tempo weighs more."""


@cache
def correction() -> OffsetModel:
    with np.load(resource("pose_correction.npz")) as arrays:
        return OffsetModel.from_arrays(dict(arrays))


@cache
def barbell() -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load("hip-thrust-barbell")


@cache
def said_of(clip: str) -> tuple[dict[str, Finding], Advice]:
    seen = interpret(unpacked(clip), correction_model=correction())
    reps = segment_reps(seen, barbell().rep)
    measures = with_in_clip_contour(seen, reps, measure_reps(seen, reps))
    context = JudgeContext(unmet_needs=unmet_needs(seen.capture), reps=reps, rep_count=len(measures.reps))
    findings = judge(barbell().faults, measures, context)
    advice = advise(findings, measures, Intake(), barbell().knowledge, barbell().faults)
    return {finding.fault: finding for finding in findings}, advice


@pytest.mark.parametrize("clip", INTENDED)
def test_the_fault_of_a_clip_is_found_and_named_first(clip: str) -> None:
    findings, advice = said_of(clip)
    fault, severity = INTENDED[clip]
    assert (findings[fault].outcome, findings[fault].severity) == (Outcome.FOUND, severity)
    assert (*advice.plan.change_first, advice.plan.primary_cue)[0] == FIRST.get(clip, fault)


@pytest.mark.parametrize("clip", sorted({path.stem for path in RECORDED.glob("*.npz")} - {"03_lumbar_strong"}))
def test_nothing_of_the_spine_and_the_set_up_is_made_worse_than_it_is(clip: str) -> None:
    findings, _ = said_of(clip)
    intended = INTENDED.get(clip, ("", Severity.NONE))[0]
    classes = {definition.id: definition.fault_class for definition in barbell().faults}
    loud = {
        fault
        for fault, finding in findings.items()
        if finding.outcome is Outcome.FOUND
        and classes[fault] in (FaultClass.SPINE, FaultClass.SETUP)
        and finding.severity > (Severity.NONE if clip in GOOD else Severity.MILD)
    }
    assert loud <= {intended}


def test_an_arch_in_plain_sight_is_found_by_outline_and_hip() -> None:
    findings, _ = said_of("03_lumbar_strong")
    assert findings["F-LUMBAR"].outcome is Outcome.FOUND
    assert {one.measure: one.severity for one in findings["F-LUMBAR"].evidence}["M-BCD"] is Severity.SEVERE


def test_behind_large_plates_nothing_is_said_of_heels_and_the_place_of_the_bar() -> None:
    findings, _ = said_of("09_good_plates")
    for fault in ("F-HEEL", "F-PAD-HIGH", "F-PAD-LOW", "F-BAR-ROLL"):
        assert findings[fault].outcome is Outcome.NOT_ASSESSABLE
        assert findings[fault].reason
