"""What comes first, what is cued, what waits; and what is done about it."""

import pytest


class TestLists:
    def test_at_most_two_set_up_changes_in_the_order_in_which_they_depend(self, set_of):
        result = set_of({"SHIN": 16, "BENCHC": 0.1, "BARU": -0.2}, bench_cm=52, stature_cm=175)

        assert result.advice.plan.change_first == ("F-BENCH-HIGH", "F-FEET-FAR")
        assert set(result.advice.plan.observations) == {"F-PIVOT", "F-PAD-HIGH"}
        assert "change-one-thing" in result.advice.plan.fixes

    def test_a_mild_set_up_fault_goes_first_when_the_spine_is_quiet(self, set_of):
        assert set_of({"SHIN": 9}).advice.plan.change_first == ("F-FEET-FAR",)

    def test_a_mild_set_up_fault_waits_its_turn_behind_the_spine(self, set_of):
        plan = set_of({"SHIN": 9, "HOE": [6] * 8}).advice.plan

        assert plan.change_first == ()
        assert (plan.primary_cue, plan.secondary_cue) == ("F-HOE", "F-FEET-FAR")

    def test_a_moderate_set_up_fault_goes_first_whatever_the_spine_does(self, set_of):
        plan = set_of({"SHIN": 16, "HOE": [19] * 8, "LTR": 16}).advice.plan

        assert plan.change_first == ("F-FEET-FAR",)
        assert plan.primary_cue == "F-LUMBAR"

    def test_severity_times_weight_decides_between_cues(self, set_of):
        assert set_of({"GAZE": 56, "HEEL": 0.22}).cues == ["F-HEEL", "F-HEAD"]

    def test_equal_scores_keep_the_order_of_the_catalogue(self, set_of):
        """Three times 0.8 is 2.4, and three times 1.2 is 3.6, whatever the last binary digit says."""
        assert set_of({"HOE": [6] * 8, "BARPATH": 0.35}).cues == ["F-HOE", "F-BARPATH"]
        assert set_of({"ECC": 0.7, "BARROLL": 0.3}).cues == ["F-BAR-ROLL", "F-ECC"]

    @pytest.mark.parametrize(
        ("shins", "acted", "kept"),
        [
            ([9, 9, 9, 9, -16, -16, -16, -16], "F-FEET-CLOSE", "F-FEET-FAR"),
            ([9, 9, 9, 9, -9, -9, -9, -9], "F-FEET-FAR", "F-FEET-CLOSE"),
        ],
    )
    def test_nobody_is_sent_both_ways(self, set_of, shins, acted, kept):
        plan = set_of({"SHIN": shins}).advice.plan

        assert (plan.change_first, plan.observations) == ((acted,), (kept,))

    def test_nobody_is_told_to_raise_and_to_lower_the_bench(self, set_of):
        result = set_of({"SKSLOPE": [7, 7, 7, 7, -7, -7, -7, -7], "DECAY": 5})

        assert result.found == {"F-BENCH-HIGH": "mild", "F-BENCH-LOW": "mild", "F-DECAY": "mild"}
        assert result.cues == ["F-BENCH-HIGH", "F-DECAY"]

    def test_information_is_never_cued(self, set_of):
        result = set_of({"ASYM": 30, "HIPBOT": 135})

        assert result.cues == []
        assert result.advice.plan.observations == ("F-ASYM", "F-SHALLOW")

    def test_no_cue_asks_for_height_while_a_spine_fault_stands(self, set_of):
        alone = set_of({"HOE": [-12] * 8})
        with_spine = set_of({"HOE": [-12] * 8, "LTR": 7})

        assert alone.cues == ["F-LOCKOUT"]
        assert with_spine.cues == ["F-RIBFLARE"]
        assert "F-LOCKOUT" in with_spine.advice.plan.observations

    def test_what_a_confirmed_pattern_took_in_is_not_scored_again(self, set_of):
        plan = set_of({"HOE": [11] * 8, "LTR": 11}).advice.plan

        assert (plan.primary_cue, plan.secondary_cue, plan.observations) == ("F-LUMBAR", "", ())

    def test_a_shallow_bottom_is_left_alone_when_it_hurts_there(self, set_of):
        result = set_of({"HIPBOT": 135}, pain_max=1, pain_when=["bottom"])

        assert "F-SHALLOW" not in result.cues
        assert "set-bench-height" not in result.advice.plan.fixes


class TestDepth:
    def test_a_severe_fault_brings_all_its_fixes_and_the_easier_variant(self, set_of):
        plan = set_of({"HOE": [19] * 8, "LTR": 16}).advice.plan

        assert {"stack-ribs-over-pelvis", "breathe-then-brace", "finish-in-line", "cap-rom"} <= set(plan.fixes)
        assert "reg-bodyweight-hip-thrust" in plan.regressions

    def test_a_mild_fault_brings_no_easier_variant(self, set_of):
        assert set_of({"HEEL": 0.12}).advice.plan.regressions == ()

    def test_a_lower_load_starts_with_the_easier_variant(self, set_of):
        assert set_of({"BC0": 9}, pain_max=3).advice.plan.regressions == ("ex-glute-bridge",)
        assert set_of(pain_max=3).advice.plan.regressions == ("reg-bodyweight-hip-thrust",)

    def test_a_stop_asks_for_nothing_more_today(self, set_of):
        plan = set_of({"ECC": 0.4}, pain_max=6).advice.plan

        assert plan.regressions == ()
        assert plan.fixes[0] == "stop-on-pain"

    def test_a_fault_past_the_line_is_handled_harder_with_a_sensitive_condition(self, set_of):
        usual = set_of({"HOE": [11] * 8})
        sensitive = set_of({"HOE": [11] * 8}, hx=["spondylolysis"], clearance=True)

        assert usual.advice.plan.regressions == ()
        assert sensitive.advice.plan.regressions == ("reg-short-range-thrust",)
        assert sensitive.found == usual.found

    def test_fixes_come_once_and_end_with_filming(self, set_of):
        fixes = set_of({"HOE": [11] * 8, "LTR": 11, "ECC": 0.7}).advice.plan.fixes

        assert len(set(fixes)) == len(fixes)
        assert fixes[-1] == "film-and-review"


class TestExclusions:
    def test_no_breath_hold_and_no_load_on_the_crease_without_clearance(self, set_of):
        result = set_of({"HOE": [11] * 8, "LTR": 11, "BARU": -0.2}, hx=["pregnancy"], brace="no")
        cleared = set_of({"HOE": [11] * 8, "LTR": 11, "BARU": -0.2}, hx=["pregnancy"], clearance=True)

        assert not {"brace-360", "breathe-then-brace", "place-pad-in-crease"} & set(result.advice.plan.fixes)
        assert {"breathe-then-brace", "place-pad-in-crease"} <= set(cleared.advice.plan.fixes)

    def test_an_operation_of_the_back_is_none_of_the_belly(self, set_of):
        back = set_of({"BARU": -0.2}, hx=["back-surgery"])
        belly = set_of({"BARU": -0.2, "HOE": [11] * 8, "LTR": 11}, hx=["abdominal surgery"], brace="no")

        assert "place-pad-in-crease" in back.advice.plan.fixes
        assert not {"brace-360", "breathe-then-brace", "place-pad-in-crease"} & set(belly.advice.plan.fixes)

    @pytest.mark.parametrize("why", [{"screening_complete": False}, {"hx": ["disc-bulge"]}])
    def test_a_blocked_load_prints_no_dose_of_load(self, set_of, why):
        fixes = set_of({"HOE": [19] * 8, "LTR": 16}, pain_max=3, **why).advice.plan.fixes

        assert "load-reset-light" not in fixes
        assert "stack-ribs-over-pelvis" in fixes

    def test_an_unconfirmed_pattern_alone_asks_for_no_exercise(self, set_of):
        assert set_of({"BCD": 12}).found == {"F-LUMBAR": "unconfirmed"}
        assert set_of({"BCD": 12}).advice.plan.exercises == ()
        assert "ex-bird-dog" in set_of({"HOE": [6] * 8}).advice.plan.exercises

    def test_disc_conditions_wait_for_clearance_before_hinging_on_one_leg(self, set_of):
        held = set_of({"OBL": 6}, hx=["disc-herniation"])
        cleared = set_of({"OBL": 6}, hx=["disc-herniation"], clearance=True)

        assert "ex-single-leg-rdl" not in held.advice.plan.exercises
        assert "ex-single-leg-rdl" in cleared.advice.plan.exercises

    @pytest.mark.parametrize("history", [{"hx": ["facet"], "clearance": True}, {"pain_site": ["knee"]}])
    def test_the_couch_stretch_gives_way_to_the_kneeling_one(self, set_of, history):
        arch = {"HOE": [6] * 8, "LTR": 7}
        asked = {"archon_deg": 165, "T-THOMAS": "fail"}

        assert "ex-couch-stretch" in set_of(arch, **asked).advice.plan.exercises
        exercises = set_of(arch, **asked, **history).advice.plan.exercises
        assert "ex-couch-stretch" not in exercises
        assert "ex-kneeling-hip-flexor-stretch" in exercises

    def test_an_uncleared_condition_asks_for_clearance_and_caps_the_range(self, set_of):
        plan = set_of(hx=["chronic low back pain"]).advice.plan

        assert plan.fixes[0] == "clearance-first"
        assert "cap-rom" in plan.fixes
        assert plan.regressions == ("reg-bodyweight-hip-thrust",)


class TestReferral:
    @pytest.mark.parametrize(("positive", "tier"), [("Q-SYS: fever", "U"), ("Q-RAD: left", "R")])
    def test_what_was_seen_stays_as_observation_and_nothing_is_advised(self, set_of, positive, tier):
        result = set_of({"HOE": [11] * 8, "SHIN": 16}, screening_positive=[positive])
        plan = result.advice.plan

        assert result.tier == tier
        assert (plan.change_first, result.cues, plan.exercises, plan.regressions) == ((), [], (), ())
        assert plan.observations == ("F-HOE", "F-FEET-FAR")
        assert plan.fixes == ("stop-on-pain", "refer-professional")
        assert plan.sections[0] == "notice"

    def test_an_emergency_leaves_nothing_but_the_notice(self, set_of):
        result = set_of({"HOE": [11] * 8}, screening_positive=["Q-CES"])

        assert result.advice.plan.observations == ()
        assert result.advice.plan.sections == ("notice", "limits")
        assert set(result.causes) == {"cauda-equina-signs"}
        assert "emergency" in result.advice.safety.notice


def test_incomplete_screening_says_so_first(set_of):
    result = set_of(screening_complete=False)

    assert "incomplete" in result.advice.safety.notice
    assert result.advice.plan.sections[0] == "notice"
    assert "screening" in result.advice.safety.reminders


def test_forms_that_are_due_are_named(set_of):
    assert set_of().advice.safety.reminders == ("parq",)
    assert set_of(parq=True).advice.safety.reminders == ()
    assert set_of(parq_date="2026-01-01", pain_max=3).advice.safety.reminders == ("screening",)
    assert set_of(pain_max=3).advice.safety.pain_light == "reduce"


def test_a_fault_that_nobody_worded_is_listed_without_advice(judged, set_of):
    from dataclasses import replace

    from studio.coaching import advise
    from studio.core.knowledge import KnowledgeBase
    from studio.core.plan import Intake

    result = set_of({"SHIN": 30, "HEEL": 0.5})
    bare = KnowledgeBase(language="en", version="0")
    advice = advise(result.findings, result.measures, Intake({"screening_complete": True}), bare, ())
    known = advise(result.findings, result.measures, Intake(), replace(bare, causes={}), result.exercise.faults)

    assert advice.plan.observations == ("F-FEET-FAR", "F-HEEL")
    assert known.plan.change_first == ("F-FEET-FAR",)
    assert known.causes == ()


def test_no_hypothesis_gets_its_second_exercise_before_every_other_has_its_first(set_of):
    tests = {"archon_deg": 165, "T-THOMAS": "fail", "cramp": True, "T-HAMBRIDGE": "fail", "brace": "yes"}
    advice = set_of({"HOE": [9] * 8, "LTR": 7, "SHIN": 19}, **tests).advice
    told = {cause.id: cause.confidence for cause in advice.causes}
    assert (told["hip-flexor-tightness"], told["hamstring-weakness"]) == ("high", "medium")
    assert {"ex-kneeling-hip-flexor-stretch", "ex-hamstring-walkout"} <= set(advice.plan.exercises)
