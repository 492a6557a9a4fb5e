"""Nothing in the knowledge base is out of reach: every cause, fix and exercise is printed by some case."""

import pytest

DECAYING = {"HOE": [2, 2, 3, 4, 6, 9, 12, 14], "LTR": [1, 1, 2, 3, 5, 7, 9, 11], "BCD": [1, 2, 3, 5, 8, 11, 14, 16]}

CASES: dict[str, tuple[dict, dict]] = {
    "arch at the top, unbraced": ({"HOE": [14] * 8, "LTR": 8, "BCD": 17}, {"brace": "no", "felt": ["low back"]}),
    "arch before the hips are straight": (
        {"HOE": [14] * 8, "LTR": 11},
        {"archon_deg": 165, "T-THOMAS": "fail", "felt": ["quads"], "sit_h": 9},
    ),
    "arched from the start": ({"BC0": 21}, {"brace": "no"}),
    "head thrown back": ({"GAZE": 72}, {}),
    "rib flare alone": ({"LTR": 11}, {}),
    "feet too far": ({"SHIN": 16, "HOE": [-12] * 8}, {"cramp": True, "T-HAMBRIDGE": "fail", "T-BRIDGE": "fail"}),
    "feet too close": ({"SHIN": -16}, {}),
    "heels up": ({"HEEL": 0.22}, {}),
    "front view": ({"STANCE": 1.7, "FPA": 55, "KASR": 0.75, "OBL": 6, "ASYM": 20}, {}),
    "toes out": ({"FPA": 55, "STANCE": 1.0}, {}),
    "knees in": ({"KASR": 0.75}, {}),
    "bench too high, tall": ({}, {"bench_cm": 60, "stature_cm": 194, "standard_bench": True}),
    "bench too low": ({}, {"bench_cm": 28, "stature_cm": 176}),
    "pivot on the neck": ({"BENCHC": 0.1}, {}),
    "sliding": ({"BENCHSLIDE": 0.15}, {}),
    "pad too high": ({"BARU": -0.2}, {"pad_discomfort": 6}),
    "pad too low": ({"BARU": 0.35}, {}),
    "bar rolls": ({"BARROLL": 0.2}, {}),
    "dropped": ({"ECC": 0.4, "BOT": 0.05}, {"warmup": "none"}),
    "thrown": ({"PEAKR": 2.8}, {}),
    "no hold, glutes not felt": ({"PAUSE": 0.1}, {"felt": ["quads"], "T-ACTIVATION": "unchanged", "warmup": "none"}),
    "short lockout": ({"HOE": [-20] * 8}, {"T-BRIDGE": "fail"}),
    "shallow": ({"HIPBOT": 132}, {"T-9090": "fail"}),
    "stiff and rounding": ({"BCDBOT": -14}, {}),
    "tiring": ({**DECAYING, "MCV": [1.0, 1.0, 0.9, 0.9, 0.8, 0.7, 0.7, 0.6]}, {"rpe": 9.5}),
    "giving way late": (DECAYING, {"rpe": 8, "T-PLANK": "fail"}),
    "giving way late, tests passed": (DECAYING, {"rpe": 8}),
    "shrinking": ({"ROM": [0.8] * 6 + [0.6, 0.55]}, {"reps_done": 6}),
    "slowing": ({"MCV": [1.0] * 6 + [0.7, 0.6]}, {}),
    "uneven": ({"HOE": [-8, 7, -7, 7, -7, 7, -7, 8]}, {}),
    "path drifts": ({"BARPATH": 0.22}, {}),
    "raised too soon": ({"BENCHC": 0.1}, {"load_kg": 90, "prev_severity": "moderate"}),
    "machine that does not fit": (
        {"SHIN": 16, "BENCHC": 0.1},
        {"tool": "machine", "adjustments_used": "all", "stature_cm": 155},
    ),
    "clean": ({}, {}),
    "trained on through pain": ({}, {"pain_max": 4, "sets_after_pain": 2}),
    "painful": ({}, {"pain_max": 6}),
    "cold": ({}, {"warmup": "none"}),
    "arch before the hips are straight, sensitive": (
        {"HOE": [14] * 8, "LTR": 11},
        {"archon_deg": 165, "T-THOMAS": "fail", "hx": ["spondylolysis"], "clearance": True},
    ),
    "emergency": ({}, {"screening_positive": ["Q-CES: numb saddle"]}),
    "urgent": ({}, {"screening_positive": ["Q-SYS: fever", "Q-NEURO: left leg weak"]}),
    "nerve": ({}, {"screening_positive": ["Q-RAD: left", "Q-NEURO: tingling", "Q-REST", "Q-SUSPECT"]}),
    "sharp and worse": ({}, {"pain_quality": ["sharp"], "pain_trend": "worse", "persistent_pain": True}),
    "conditions": (
        {"HOE": [14] * 8, "LTR": 11},
        {
            "hx": [
                "disc-bulge",
                "disc-herniation",
                "facet-arthropathy",
                "spondylolisthesis",
                "spondylolysis",
                "si-joint-dysfunction",
                "chronic-low-back-pain",
            ]
        },
    ),
}


@pytest.fixture(scope="module")
def results(set_of):
    return {name: set_of(measures, **answers) for name, (measures, answers) in CASES.items()}


@pytest.fixture(scope="module")
def knowledge(results):
    return next(iter(results.values())).exercise.knowledge


def test_every_cause_can_be_stated(results, knowledge):
    stated = {cause for result in results.values() for cause in result.causes}

    assert set(knowledge.causes) - stated == set()


def test_every_fix_can_be_printed(results, knowledge):
    plans = [result.advice.plan for result in results.values()]
    printed = {fix for plan in plans for fix in (*plan.fixes, *plan.exercises, *plan.regressions)}

    assert set(knowledge.fixes) - printed == set()


def test_every_rule_can_raise_its_cause(results, knowledge):
    raised = {reason for result in results.values() for cause in result.causes.values() for reason in cause.because}

    assert set(knowledge.rules) - raised == set()


def test_nothing_is_printed_that_the_knowledge_base_lacks(results, knowledge):
    for result in results.values():
        plan = result.advice.plan
        assert {*plan.fixes, *plan.regressions} <= set(knowledge.fixes)
        assert set(plan.exercises) <= set(knowledge.exercises)
        assert set(result.causes) <= set(knowledge.causes)
        assert {*plan.change_first, *plan.observations, *result.cues} <= set(knowledge.faults)
