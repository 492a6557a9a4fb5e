"""Further cases, each expectation read from the specification: tiers, pain, load, set types, conflicts, folding."""

import json
from dataclasses import dataclass, field
from typing import Any

import pytest

CLEAN: dict[str, Any] = {
    "calibrated": True, "HOE": [2, 2, 3, 2, 3, 2, 3, 3], "LTR": 2, "BCD": 4, "BC0": 3, "SHIN": 3, "HEEL": 0.02,
    "GAZE": 38, "NECK": 12, "HIPBOT": 92, "ECC": 2.0, "BOT": 0.4, "PEAKR": 1.9, "OVERSHOOT": 0.01, "PAUSE": 0.9,
    "SKSLOPE": 1, "BENCHC": 0.33, "BARU": 0.03, "BARROLL": 0.02, "BENCHSLIDE": 0.02, "BARPATH": 0.04,
    "ROM": [0.83] * 8, "MCV": [1.08, 1.07, 1.06, 1.05, 1.03, 1.02, 1.0, 0.98], "STANCE": 0.9, "FPA": 10, "KASR": 1.0,
    "OBL": 1, "ASYM": 3,
}  # fmt: skip
READY: dict[str, Any] = {
    "screening_complete": True, "screening_positive": [], "pain_start": 0, "pain_max": 0, "pain_next_morning": 0,
    "rpe": 7, "clean_streak": 2, "tool": "barbell", "load_kg": 80, "prev_load_kg": 80, "reps_target": 8,
    "reps_done": 8, "felt": ["glutes"], "brace": "yes",
}  # fmt: skip
ARCH = {"HOE": [14] * 8, "LTR": 8, "BCD": 17}
FOLDED = {"F-HOE": "moderate", "F-LUMBAR": "moderate", "F-RIBFLARE": "mild"}
SHORT = {"HOE": [-12] * 8}
BLOCKING = {"stop-on-pain", "refer-professional"}


@dataclass(frozen=True)
class Case:
    """What is given, and what the specification says must come out."""

    measures: dict[str, Any] = field(default_factory=dict)
    intake: dict[str, Any] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    unconfirmed: tuple[str, ...] = ()
    tier: str = "none"
    level: str = "L4"
    first: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()
    causes: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    is_blank: bool = False


LOAD = ("load-progress-gradually",)
CASES: dict[str, Case] = {
    # E.1, first match from the top
    "E: saddle numbness silences technique": Case(
        ARCH, {"screening_positive": ["Q-CES: numb when wiping, 2 days"], "pain_max": 7},
        FOLDED, tier="E", level="L0", causes=("cauda-equina-signs",), without=("lumbar-hyperextension",), is_blank=True,
    ),
    "E: both legs outrank one": Case(
        intake={"screening_positive": ["Q-RAD: both legs"]}, tier="E", level="L0", causes=("radiating-leg-pain",),
        is_blank=True,
    ),
    "U: foot drop on one side": Case(
        ARCH, {"screening_positive": ["Q-NEURO: foot drop right"]}, FOLDED, tier="U", level="L0",
        causes=("leg-weakness",), without=("insufficient-core-bracing",), is_blank=True,
    ),
    "U outranks R": Case(
        intake={"screening_positive": ["Q-SYS: fever", "Q-REST"]}, tier="U", level="L0",
        causes=("serious-pathology-signs", "pain-at-rest"), is_blank=True,
    ),
    "R: sharp pain without any screening answer": Case(
        intake={"pain_max": 2, "pain_quality": ["sharp"]}, tier="R", level="L0", causes=("sharp-pain",), is_blank=True,
    ),
    "R: an adolescent with pain at lockout": Case(
        ARCH, {"age": 16, "pain_max": 3, "pain_site": "central low back", "pain_when": ["lockout"]}, FOLDED,
        tier="R", level="L0", without=("spondylolysis",), is_blank=True,
    ),
    "R: pain in three sessions over two weeks": Case(
        intake={"pain_max": 1, "pain_sessions": 3, "pain_weeks": 2}, tier="R", level="L0", causes=("persistent-pain",),
        is_blank=True,
    ),
    "C not cleared: no load, lightest variant, range capped": Case(
        intake={"hx": ["disc-bulge"]}, tier="C", level="L0", causes=("disc-bulge",),
        fixes=("clearance-first", "cap-rom", "reg-bodyweight-hip-thrust"), never=LOAD,
    ),
    "C cleared: hold": Case(
        intake={"hx": ["disc-bulge"], "clearance": True}, tier="C", level="L3", causes=("disc-bulge",), never=LOAD,
    ),
    "C: breath-hold cues wait for a clinician in pregnancy": Case(
        ARCH, {"hx": ["pregnancy"], "clearance": False}, FOLDED, tier="C", level="L0", cues=("F-LUMBAR",),
        fixes=("clearance-first", "stack-ribs-over-pelvis"), never=("breathe-then-brace", "brace-360", *LOAD),
    ),
    "C: an extension-sensitive history gives no couch stretch": Case(
        {"HOE": [14] * 8, "LTR": 11, "BCD": 17}, {"hx": ["facet-arthropathy"], "clearance": True, "archon_deg": 165},
        {"F-HOE": "moderate", "F-LUMBAR": "moderate", "F-RIBFLARE": "moderate"}, tier="C", level="L3",
        cues=("F-LUMBAR",), causes=("hip-flexor-tightness",), never=("ex-couch-stretch",),
    ),
    # E.2, the pain light; F.3, the load table
    "pain 2 holds": Case(intake={"pain_max": 2}, level="L3", never=LOAD),
    "pain 3 reduces": Case(intake={"pain_max": 3}, level="L2", fixes=("load-reset-light",), never=LOAD),
    "pain 5 ends the exercise": Case(intake={"pain_max": 5}, level="L1", fixes=("stop-on-pain",), never=LOAD),
    "pain that rises by two points ends it": Case(
        intake={"pain_max": 3, "pain_by_rep": [0, 1, 1, 2, 3]}, level="L1", fixes=("stop-on-pain",),
    ),
    "a worse morning is one step down": Case(intake={"pain_next_morning": 1}, level="L3", never=LOAD),
    "screening that is not complete blocks": Case(intake={"screening_complete": False}, level="L0", never=LOAD),
    "screening older than 28 days blocks": Case(intake={"screening_age_days": 29}, level="L0", never=LOAD),
    "one clean session is too few": Case(intake={"clean_streak": 1}, level="L3", never=LOAD),
    "RPE 9 holds": Case(intake={"rpe": 9}, level="L3", never=LOAD),
    "missed reps hold": Case(intake={"reps_done": 7}, level="L3", never=LOAD),
    "pad discomfort holds and asks for padding": Case(
        intake={"pad_discomfort": 3}, level="L3", causes=("insufficient-padding",), fixes=("add-padding",), never=LOAD,
    ),
    "a side difference never holds the load": Case(
        {"ASYM": 30}, found={"F-ASYM": "severe"}, fixes=LOAD, never=("reg-bodyweight-hip-thrust",),
    ),
    "a mild fault lets the load go up, and nothing says otherwise": Case(
        SHORT, found={"F-LOCKOUT": "mild"}, cues=("F-LOCKOUT",), fixes=LOAD, never=("load-reset-light",),
    ),
    "a severe line reduces": Case(
        {"HOE": [19] * 8}, found={"F-HOE": "severe"}, unconfirmed=("F-LUMBAR",), level="L2", cues=("F-HOE",),
        causes=("excessive-rom",), without=("lumbar-hyperextension",), fixes=("reg-short-range-thrust",),
    ),
    "velocity loss alone never reduces": Case(
        {"MCV": [1, 1, 1, 1, 0.9, 0.8, 0.7, 0.55]}, found={"F-VL": "severe"}, level="L3", cues=("F-VL",),
    ),
    # C.1, set severity, folding, lists, conflicts, set types
    "three of ten reps make a band": Case(
        {"HOE": [13, 13, 13, 2, 2, 2, 2, 2, 2, 2], "ROM": [0.83] * 10, "MCV": [1.0] * 10},
        {"reps_target": 10, "reps_done": 10},
        {"F-HOE": "moderate"}, unconfirmed=("F-LUMBAR",), level="L3", cues=("F-HOE",),
    ),
    "two of ten do not": Case(
        {"HOE": [13, 13, 2, 2, 2, 2, 2, 2, 2, 2], "ROM": [0.83] * 10, "MCV": [1.0] * 10},
        {"reps_target": 10, "reps_done": 10},
    ),
    "uncalibrated limits are wider": Case({"calibrated": False, "HOE": [7] * 8}),
    "a height cue waits for the spine": Case(
        {**SHORT, "LTR": 11, "BCD": 12}, found={"F-LOCKOUT": "mild", "F-LUMBAR": "mild", "F-RIBFLARE": "moderate"},
        level="L3", cues=("F-LUMBAR",), never=("load-reset-light",),
    ),
    "set-up in order, two at most, the third waits": Case(
        {"BENCHC": 0.05, "SHIN": 16, "BARU": -0.2}, {"bench_cm": 60, "stature_cm": 176},
        {"F-BENCH-HIGH": "severe", "F-PIVOT": "severe", "F-FEET-FAR": "moderate", "F-PAD-HIGH": "moderate"},
        level="L3", first=("F-BENCH-HIGH", "F-PIVOT"), fixes=("set-bench-height", "set-back-pivot"),
        never=("place-pad-in-crease", "find-vertical-shins"),
    ),
    "a mild set-up fault waits behind a spine fault": Case(
        {**ARCH, "SHIN": 9}, found={**FOLDED, "F-FEET-FAR": "mild"}, level="L3", cues=("F-LUMBAR", "F-FEET-FAR"),
        causes=("anterior-pelvic-tilt", "feet-too-far"),
    ),
    "a mild set-up fault comes first without one": Case(
        {"SHIN": 9}, found={"F-FEET-FAR": "mild"}, first=("F-FEET-FAR",), fixes=("find-vertical-shins",),
    ),
    "bench height beats the slope": Case(
        {"SKSLOPE": 12}, {"bench_cm": 40, "stature_cm": 175},
    ),
    "slope decides without a bench height": Case(
        {"SKSLOPE": 12}, found={"F-BENCH-HIGH": "moderate"}, level="L3", first=("F-BENCH-HIGH",),
        causes=("bench-too-high",),
    ),
    "power mutes speed, not the bounce": Case(
        {"ECC": 0.4, "BOT": 0.05, "PEAKR": 3.1}, {"set_type": "power"}, {"F-BOUNCE": "moderate"}, level="L3",
        cues=("F-BOUNCE",),
    ),
    "conditioning mutes the pause": Case({"PAUSE": 0.1}, {"set_type": "conditioning"}),
    "a range cap mutes the lockout": Case(SHORT, {"set_type": "range-capped"}),
    "a guided path mutes the bar path": Case({"BARPATH": 0.4}, {"tool": "machine"}),
    "a short bottom is information and never cued": Case(
        {"HIPBOT": 132}, {"pain_max": 1, "pain_when": ["bottom"]}, {"F-SHALLOW": "moderate"}, level="L3",
        causes=("hip-extensor-mobility-restriction",),
    ),
    # A.2, inference
    "too heavy and too soon": Case(
        {"HOE": [2, 2, 3, 5, 7, 9, 12, 14]},
        {"load_kg": 100, "prev_load_kg": 80, "rpe": 9.5, "prev_severity": "moderate"},
        {"F-HOE": "mild", "F-DECAY": "moderate"}, unconfirmed=("F-LUMBAR",), level="L3", cues=("F-DECAY", "F-HOE"),
        causes=("overload", "premature-progression", "glute-fatigue", "gluteal-weakness"), without=("core-weakness",),
    ),
    "a machine that does not fit takes two set-up faults": Case(
        {"SHIN": 16, "BENCHC": 0.1}, {"tool": "machine", "adjustments_used": "all"},
        {"F-FEET-FAR": "moderate", "F-PIVOT": "moderate"}, level="L3", first=("F-PIVOT", "F-FEET-FAR"),
        causes=("machine-fit-mismatch",), fixes=("fit-or-switch-machine", "change-one-thing"),
    ),
    "an arch that starts early speaks for mobility": Case(
        ARCH, {"archon_deg": 170, "T-THOMAS": "fail"}, FOLDED, level="L3", cues=("F-LUMBAR",),
        causes=("hip-flexor-tightness", "anterior-pelvic-tilt"),
    ),
    "an arch that starts at the line does not": Case(
        ARCH, {"archon_deg": 178, "T-THOMAS": "fail"}, FOLDED, level="L3", cues=("F-LUMBAR",),
        without=("hip-flexor-tightness", "anterior-pelvic-tilt"),
    ),
    "long sitting contributes, more than seven hours": Case(intake={"sit_h": 8}, causes=("prolonged-sitting",)),
    "seven hours do not": Case(intake={"sit_h": 7}, without=("prolonged-sitting",)),
    "cramps alone are a weak sign": Case(intake={"cramp": True}, causes=("hamstring-weakness",)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_command_judges_it_as_the_specification_says(name: str, lockout, home) -> None:
    case = CASES[name]
    file = home / "case.json"
    given = {"measures": {**CLEAN, **case.measures}, "intake": {**READY, **case.intake}}
    file.write_text(json.dumps(given), encoding="utf-8")

    done = lockout("judge", file)

    assert (done.code, done.err) == (0, "")
    judged = json.loads(done.out)
    plan, findings = judged["plan"], judged["findings"]
    outcomes = {
        outcome: {item["fault"]: item["severity"] for item in findings if item["outcome"] == outcome}
        for outcome in ("found", "unconfirmed", "not_assessable")
    }
    stated = {cause["id"] for cause in judged["causes"]}
    printed = {*plan["fixes"], *plan["exercises"], *plan["regressions"]}
    assert outcomes["found"] == case.found
    assert set(outcomes["unconfirmed"]) == set(case.unconfirmed)
    assert outcomes["not_assessable"] == {}
    assert (judged["safety"]["tier"], judged["load"]["level"]) == (case.tier, case.level)
    assert tuple(plan["change_first"]) == case.first
    assert tuple(cue for cue in (plan["cues"]["primary"], plan["cues"]["secondary"]) if cue) == case.cues
    assert set(case.causes) <= stated
    assert not set(case.without) & stated
    assert set(case.fixes) <= printed
    assert not set(case.never) & printed
    if case.is_blank:
        assert printed == BLOCKING


@pytest.mark.parametrize("outcome", ["L0", "L1", "L2", "L3", "L4"])
def test_every_level_is_among_the_cases(outcome: str) -> None:
    assert any(case.level == outcome for case in CASES.values())


@pytest.mark.parametrize("tier", ["E", "U", "R", "C", "none"])
def test_every_tier_is_among_the_cases(tier: str) -> None:
    assert any(case.tier == tier for case in CASES.values())
