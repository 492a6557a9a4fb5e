"""Each inference rule raises its cause when it should, with the confidence it should, and not otherwise."""

import pytest

ARCH = {"HOE": [6] * 8, "LTR": 7}
LATE_ARCH = {"HOE": [2, 2, 2, 2, 6, 6, 7, 7], "LTR": [1, 1, 1, 1, 7, 7, 7, 7]}


def hidden(measures, count):
    """The same measures with the first reps unseen."""
    return {name: [*[None] * count, *values[count:]] for name, values in measures.items()}


def confidence(result, cause):
    statement = result.causes.get(cause)
    return statement.confidence if statement and statement.kind.value == "hypothesis" else None


@pytest.mark.parametrize(
    ("measures", "answers", "cause", "wanted"),
    [
        # I1
        (ARCH, {}, "insufficient-core-bracing", "medium"),
        (ARCH, {"brace": "no", "rpe": 9}, "insufficient-core-bracing", "high"),
        (ARCH, {"brace": False}, "insufficient-core-bracing", "high"),
        (ARCH, {"rpe": 8}, "insufficient-core-bracing", None),
        (ARCH, {"rpe": 8, "light_clip": ["F-LUMBAR"]}, "insufficient-core-bracing", "high"),
        (ARCH, {"rpe": 8, "light_clip": {"F-LUMBAR": "mild"}}, "insufficient-core-bracing", "high"),
        (ARCH, {"rpe": 8, "light_clip": "same"}, "insufficient-core-bracing", "high"),
        (ARCH, {"rpe": 8, "seen_on_light_clip": True}, "insufficient-core-bracing", "high"),
        ({"BC0": 9}, {}, "insufficient-core-bracing", "medium"),
        ({"LTR": 7}, {}, "insufficient-core-bracing", "medium"),
        (LATE_ARCH, {}, "insufficient-core-bracing", None),
        ({"HOE": [6] * 8}, {}, "insufficient-core-bracing", None),
        # I2
        (ARCH, {"felt": ["glutes", "low back"]}, "erector-dominance", "medium"),
        (ARCH, {}, "erector-dominance", None),
        ({}, {"felt": ["low back"]}, "erector-dominance", None),
        # I3
        ({"HOE": [-12] * 8}, {}, "gluteal-weakness", "low"),
        ({"HOE": [-12] * 8}, {"T-BRIDGE": "fail"}, "gluteal-weakness", "medium"),
        ({"HOE": [-12] * 8}, {"tests": {"t_bridge": "below target"}}, "gluteal-weakness", "medium"),
        ({"HOE": [-12] * 8}, {"t_bridge": True}, "gluteal-weakness", "low"),
        ({"HOE": [-4, -4, 0, 0, 0, 0, 4, 4]}, {}, "gluteal-weakness", "low"),
        ({"HOE": [-1, -1, 0, 0, 0, 0, 4, 4]}, {}, "gluteal-weakness", None),
        # I4
        ({"PAUSE": 0.3}, {"felt": ["quads"]}, "poor-glute-recruitment", "low"),
        (ARCH, {"felt": ["quads"]}, "poor-glute-recruitment", "low"),
        ({"PAUSE": 0.3}, {"felt": ["quads"], "rpe": 8}, "poor-glute-recruitment", None),
        ({"PAUSE": 0.3}, {"felt": []}, "poor-glute-recruitment", None),
        ({"PAUSE": 0.3}, {"felt": ["quads", "glutes"]}, "poor-glute-recruitment", None),
        ({}, {"felt": ["quads"]}, "poor-glute-recruitment", None),
        ({"PAUSE": 0.3}, {"felt": ["quads"], "t_activation": "unchanged"}, "poor-glute-recruitment", "medium"),
        ({"PAUSE": 0.3}, {"felt": ["quads"], "unchanged_after_activation": True}, "poor-glute-recruitment", "medium"),
        # I5
        (ARCH, {"archon_deg": 170}, "hip-flexor-tightness", "medium"),
        ({**ARCH, "ARCHON": 170}, {}, "hip-flexor-tightness", "medium"),
        (ARCH, {"archon_deg": 170, "T-THOMAS": "positive"}, "hip-flexor-tightness", "high"),
        (ARCH, {"archon_deg": 172}, "hip-flexor-tightness", None),
        (ARCH, {"T-THOMAS": "positive"}, "hip-flexor-tightness", None),
        ({"HOE": [-12] * 8}, {}, "hip-flexor-tightness", "low"),
        ({"HOE": [-12] * 8, "LTR": 7, "BCD": 12}, {}, "hip-flexor-tightness", "medium"),
        # I6
        ({"HIPBOT": 116}, {}, "hip-extensor-mobility-restriction", "low"),
        ({"BCDBOT": -12}, {}, "hip-extensor-mobility-restriction", "low"),
        ({"BCDBOT": -11}, {}, "hip-extensor-mobility-restriction", None),
        ({"HIPBOT": 116}, {"T-9090": "blocked on the left"}, "hip-extensor-mobility-restriction", "medium"),
        ({"HIPBOT": 116}, {"T-9090": "fine"}, "hip-extensor-mobility-restriction", "low"),
        # I7
        (LATE_ARCH, {}, "core-weakness", "low"),
        (LATE_ARCH, {"T-PLANK": False}, "core-weakness", "medium"),
        (LATE_ARCH, {"rpe": 9}, "core-weakness", None),
        (hidden(LATE_ARCH, 1), {}, "core-weakness", "low"),
        (hidden(LATE_ARCH, 2), {}, "core-weakness", None),
        (hidden(LATE_ARCH, 2), {"brace": "no"}, "insufficient-core-bracing", None),
        (ARCH, {}, "core-weakness", None),
        ({"HOE": [-1, -1, 0, 0, 0, 0, 4, 4]}, {}, "core-weakness", "low"),
        # I8
        ({}, {"cramp": True}, "hamstring-weakness", "low"),
        ({"HOE": [-12] * 8, "SHIN": 9}, {}, "hamstring-weakness", "low"),
        ({"HOE": [-12] * 8, "SHIN": 9}, {"T-HAMBRIDGE": "fail"}, "hamstring-weakness", "medium"),
        ({"SHIN": 9}, {"cramp": "no"}, "hamstring-weakness", None),
        # I9
        ({"HOE": [-1, -1, 0, 0, 0, 0, 4, 4]}, {"rpe": 9}, "glute-fatigue", "high"),
        ({"HOE": [-1, -1, 0, 0, 0, 0, 4, 4], "MCV": [1.0] * 7 + [0.8]}, {}, "glute-fatigue", "high"),
        ({"HOE": [-1, -1, 0, 0, 0, 0, 4, 4]}, {}, "glute-fatigue", None),
        # I10
        ({"HOE": [11] * 8}, {"load_kg": 90}, "overload", "high"),
        ({"HOE": [11] * 8}, {"load_kg": 88}, "overload", None),
        ({"HOE": [11] * 8}, {"rpe": 9.5}, "overload", "high"),
        ({"HOE": [11] * 8}, {"reps_done": 7}, "overload", "high"),
        ({"HOE": [6] * 8}, {"reps_done": 7}, "overload", None),
        ({"HOE": [6] * 8}, {"light_clip": "clean"}, "overload", "high"),
        ({"HOE": [6] * 8}, {"light_clip": []}, "overload", "high"),
        ({"HOE": [6] * 8}, {"light_clip": {"F-HOE": "none"}}, "overload", "high"),
        ({"HOE": [6] * 8}, {"light_clip_clean": True}, "overload", "high"),
        ({"HOE": [6] * 8}, {"light_clip": ["F-HOE"]}, "overload", None),
        ({"HOE": [6] * 8}, {"light_clip": ["F-RIBFLARE"]}, "overload", None),
        ({"HOE": [6] * 8}, {"light_clip": ["F-HEAD"]}, "overload", "high"),
        ({"HOE": [6] * 8}, {"light_clip": False}, "overload", "high"),
        ({"HOE": [6] * 8}, {"light_clip_spine_faults": 0}, "overload", "high"),
        ({"HOE": [6] * 8}, {"light_clip": None}, "overload", None),
        ({}, {"light_clip": "clean"}, "overload", None),
        # I11
        ({}, {"load_kg": 82.5, "prev_severity": "moderate"}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "prev_pain": 1}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "prev_faults": {"F-HOE": "severe"}}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "prev_faults": ["F-HOE moderate"]}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "prev_moderate": True}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "prev_max_severity": 2}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "prev_session": {"pain_max": 2}}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "prev_session": {"faults": {"F-HOE": "moderate"}}}, "premature-progression", "high"),
        ({}, {"load_kg": 82.5, "last_session_pain": 0, "prev_clean": True}, "premature-progression", None),
        ({}, {"load_kg": 82.5, "prev_severity": "mild"}, "premature-progression", None),
        ({}, {"load_kg": 82.5, "history": [{"date": "2026-01-05", "pain_max": 1}]}, "premature-progression", "high"),
        (
            {},
            {"prev_load_kg": None, "history": [{"date": "2026-01-05", "load_kg": 75, "faults": {"F-HOE": "moderate"}}]},
            "premature-progression",
            "high",
        ),
        (
            {},
            {"load_kg": 82.5, "history": [{"date": "2026-01-05", "faults": ["F-ECC"]}]},
            "premature-progression",
            "high",
        ),
        (
            {},
            {
                "load_kg": 82.5,
                "date": "2026-01-09",
                "history": [
                    {"date": "2026-01-05", "faults": {"F-ASYM": "severe", "F-ECC": "mild"}, "pain_max": 0},
                    {"date": "2026-01-01", "pain_max": 4},
                    {"date": "2026-01-09", "pain_max": 4},
                    {"date": "2026-02-01", "pain_max": 4},
                ],
            },
            "premature-progression",
            None,
        ),
        (
            {},
            {"load_kg": 82.5, "history": [{"date": "2026-01-05", "faults": ["F-ASYM"]}]},
            "premature-progression",
            None,
        ),
        ({}, {"load_kg": 80, "prev_severity": "severe"}, "premature-progression", None),
        ({}, {"prev_load_kg": None, "prev_severity": "severe"}, "premature-progression", None),
        # I12
        ({**ARCH, "SHIN": 9}, {}, "anterior-pelvic-tilt", "medium"),
        (ARCH, {"archon_deg": 171}, "anterior-pelvic-tilt", "medium"),
        ({**ARCH, "TPA": 9, "TPA-PELVIS": 5}, {}, "anterior-pelvic-tilt", "medium"),
        ({**ARCH, "TPA": 9, "TPA-PELVIS": 4}, {}, "anterior-pelvic-tilt", None),
        # I13
        (
            {"SHIN": 9, "BENCHC": 0.1},
            {"tool": "machine", "adjustments_used": "all"},
            "machine-fit-mismatch",
            "medium",
        ),
        ({"SHIN": 9, "BENCHC": 0.1}, {"tool": "machine", "adjustments_used": "some"}, "machine-fit-mismatch", None),
        ({"SHIN": 9}, {"tool": "machine", "adjustments_used": "all"}, "machine-fit-mismatch", None),
        ({"SHIN": 9, "BENCHC": 0.1}, {"adjustments_used": "all"}, "machine-fit-mismatch", None),
        # I14
        ({"HIPBOT": 116}, {"T-9090": "fail", "cramp": True, "T-HAMBRIDGE": "fail"}, "muscle-imbalance", ""),
        ({"HIPBOT": 116}, {"T-9090": "fail", "cramp": True}, "muscle-imbalance", None),
        # I15
        ({"SHIN": 9}, {"stature_cm": 192}, "body-proportions", "low"),
        ({"SHIN": 9}, {"stature_cm": 159, "bench_cm": 36}, "body-proportions", "low"),
        ({"SHIN": 9}, {"stature_cm": 175}, "body-proportions", None),
        ({"SHIN": 9}, {"stature_cm": 192, "bench_cm": 49}, "body-proportions", None),
        ({"SHIN": 9}, {"stature_cm": 192, "standard_bench": False}, "body-proportions", None),
        ({}, {"stature_cm": 192}, "body-proportions", None),
        # I16
        ({}, {"sit_h": 8}, "prolonged-sitting", ""),
        ({}, {"sit_h": 7}, "prolonged-sitting", None),
    ],
)
def test_a_rule_raises_its_cause(set_of, measures, answers, cause, wanted):
    assert confidence(set_of(measures, **answers), cause) == wanted


@pytest.mark.parametrize(
    ("measures", "answers", "cause", "is_stated"),
    [
        ({}, {"pad_discomfort": 3}, "insufficient-padding", True),
        ({}, {"pad_discomfort": 2}, "insufficient-padding", False),
        ({"BARROLL": 0.2}, {}, "insufficient-padding", False),
        ({}, {"warmup": "none"}, "insufficient-warm-up", True),
        ({}, {"warmup": "general"}, "insufficient-warm-up", True),
        ({}, {"warmup": "specific"}, "insufficient-warm-up", False),
        ({}, {"warmup": "specific", "ramp_sets": 0}, "insufficient-warm-up", True),
        ({}, {"ramp_sets": 2}, "insufficient-warm-up", False),
        ({}, {"ramp_sets": False}, "insufficient-warm-up", True),
        ({}, {"pain_max": 3, "sets_after_pain": 1}, "training-through-pain", True),
        ({}, {"pain_max": 3, "continued_after_pain": True}, "training-through-pain", True),
        ({}, {"pain_max": 3, "continued_after_pain": "yes"}, "training-through-pain", True),
        ({}, {"pain_max": 3}, "training-through-pain", False),
        ({}, {"pain_max": 0, "sets_after_pain": 2}, "training-through-pain", True),
        ({}, {"pain_max": 0, "pain_last_rep": 3, "continued_after_pain": True}, "training-through-pain", True),
        ({}, {"pain_max": 2, "continued_after_pain": True}, "training-through-pain", False),
        ({}, {"pain_max": 3, "sets_after_pain": 0}, "training-through-pain", False),
        ({}, {"pain_max": 2, "pain_at_onset": 4, "sets_after_pain": 1}, "training-through-pain", True),
    ],
)
def test_answers_enter_causes_directly(set_of, measures, answers, cause, is_stated):
    assert (cause in set_of(measures, **answers).causes) is is_stated


def test_a_neutral_of_their_own_shifts_the_onset_of_the_arch(judged):
    case = {
        "measures": {"calibrated": True, "neutral_ref": 185, "HOE": [6] * 4, "LTR": 7},
        "intake": {"archon_deg": 175},
    }

    assert confidence(judged(case), "hip-flexor-tightness") == "medium"


def test_one_cause_from_two_faults_is_stated_once(set_of):
    result = set_of({"OBL": 6, "ASYM": 12})

    assert result.causes["side-asymmetry"].because == ("F-OBLIQ", "F-ASYM")


def test_what_cannot_be_seen_is_no_finding(set_of):
    causes = set_of({"HOE": [-12] * 8, "HIPBOT": 120}).causes

    assert all(cause.kind.value == "hypothesis" for cause in causes.values())


def test_referrals_raise_no_hypotheses(set_of):
    causes = set_of(ARCH, screening_positive=["Q-RAD"], felt=["low back"]).causes

    assert {cause.kind.value for cause in causes.values()} == {"safety", "finding"}
