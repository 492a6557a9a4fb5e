"""The load decision table, row by row, and the pain light."""

import pytest

from studio.coaching.answers import Answers
from studio.coaching.load import next_load_kg
from studio.coaching.pain import PainLight, pain_light


@pytest.mark.parametrize(
    ("answers", "light"),
    [
        ({}, PainLight.UNKNOWN),
        ({"pain_max": 0}, PainLight.FREE),
        ({"pain_max": 0.5}, PainLight.HOLD),
        ({"pain_max": 2}, PainLight.HOLD),
        ({"pain_max": 3}, PainLight.REDUCE),
        ({"pain_max": 4.9}, PainLight.REDUCE),
        ({"pain_max": 5}, PainLight.STOP),
        ({"pain_start": 0, "pain_max": 4, "pain_trend_in_set": "stable"}, PainLight.REDUCE),
        ({"pain_start": 0, "pain_max": 2, "pain_trend_in_set": "rising"}, PainLight.STOP),
        ({"pain_start": 1, "pain_max": 2, "pain_trend_in_set": "rising"}, PainLight.HOLD),
        ({"pain_max": 2, "pain_trend_in_set": "rising"}, PainLight.STOP),
        ({"pain_max": 3, "pain_trend_in_set": "+2"}, PainLight.STOP),
        ({"pain_max": 3, "pain_trend_in_set": "from 1 to 4"}, PainLight.STOP),
        ({"pain_max": 3, "pain_trend_in_set": "from 2 to 3"}, PainLight.REDUCE),
        ({"pain_max": 3, "pain_trend_in_set": 2}, PainLight.STOP),
        ({"pain_max": 3, "pain_rise": 1}, PainLight.REDUCE),
        ({"pain_max": 3, "pain_by_rep": [0, 1, 1, 3]}, PainLight.STOP),
        ({"pain_max": 2, "pain_by_rep": [0, 1, 2, 2]}, PainLight.HOLD),
        ({"pain_max": 4, "pain_start": 1, "pain_last_rep": 3}, PainLight.STOP),
        ({"pain_max": 4, "pain_start": 2, "pain_last_rep": 3}, PainLight.REDUCE),
    ],
)
def test_the_pain_light(answers, light):
    assert pain_light(Answers(answers)) is light


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, "L4"),
        ({"screening_complete": False}, "L0"),
        ({"screening_complete": None}, "L0"),
        ({"screening_positive": ["Q-CES"]}, "L0"),
        ({"screening_positive": ["Q-SYS"]}, "L0"),
        ({"screening_positive": ["Q-RAD"]}, "L0"),
        ({"hx": ["pregnancy"]}, "L0"),
        ({"hx": ["pregnancy"], "clearance": True}, "L3"),
        ({"pain_max": 5}, "L1"),
        ({"pain_max": 3}, "L2"),
        ({"pain_max": 1}, "L3"),
        ({"pain_max": None}, "L3"),
        ({"rpe": 9}, "L3"),
        ({"rpe": 8.5}, "L3"),
        ({"rpe": 8.5, "rir": 3}, "L3"),
        ({"rpe": 7, "rir": 1}, "L3"),
        ({"rpe": 8, "rir": 2}, "L4"),
        ({"rpe": 8}, "L4"),
        ({"rpe": None}, "L3"),
        ({"rpe": None, "rir": 2}, "L4"),
        ({"reps_done": 7}, "L3"),
        ({"missed_reps": True}, "L3"),
        ({"clean_streak": 1}, "L3"),
        ({"clean_streak": None}, "L3"),
        ({"pad_discomfort": 3}, "L3"),
        ({"pad_discomfort": 2}, "L4"),
        ({"pain_next_morning": 0}, "L4"),
        ({"pain_next_morning": 1}, "L3"),
        ({"pain_max": 1, "pain_next_morning": 2}, "L2"),
        ({"pain_now": 2, "pain_max": 2, "pain_next_morning": 2}, "L3"),
        ({"pain_max": 4, "pain_next_morning": 6}, "L2"),
    ],
)
def test_answers_decide_the_level(set_of, answers, level):
    assert set_of(**answers).level == level


@pytest.mark.parametrize(
    ("measures", "level"),
    [
        ({"HOE": [19] * 8}, "L2"),
        ({"HOE": [19] * 8, "LTR": 16}, "L2"),
        ({"LTR": 16}, "L2"),
        ({"BC0": 21}, "L2"),
        ({"ECC": 0.4}, "L2"),
        ({"HOE": [0, 0, 0, 0, 0, 0, 13, 13]}, "L2"),
        ({"HOE": [6] * 8}, "L3"),
        ({"LTR": 7}, "L3"),
        ({"SHIN": 30}, "L3"),
        ({"SHIN": 16}, "L3"),
        ({"SHIN": 9}, "L4"),
        ({"GAZE": 90}, "L3"),
        ({"ASYM": 30}, "L4"),
        ({"MCV": [1.0] * 7 + [0.5]}, "L3"),
        ({"HOE": None, "BCD": None}, "L3"),
        ({"BCD": 12}, "L4"),
        ({"BARU": None, "BENCHC": None}, "L4"),
    ],
)
def test_form_decides_the_level(set_of, measures, level):
    assert set_of(measures).level == level


def test_advice_gives_numbers_where_the_load_is_known(set_of):
    assert "80 kg to 82.5 kg" in set_of().advice.load.advice
    assert "80 kg to 48-64 kg" in set_of(pain_max=3).advice.load.advice
    assert "(80 kg)" in set_of(pain_max=1).advice.load.advice


@pytest.mark.parametrize("answers", [{}, {"pain_max": 3}, {"pain_max": 1}, {"pain_max": 5}])
def test_advice_works_without_a_load(set_of, answers):
    advice = set_of(load_kg=None, **answers).advice.load.advice

    assert advice
    assert "kg" not in advice


def test_a_blocked_load_names_no_number(set_of):
    result = set_of(screening_positive=["Q-RAD"])

    assert "kg" not in result.advice.load.advice
    assert result.advice.load.reasons == ("Some screening answers come first.",)


def test_every_reason_is_told(set_of):
    reasons = set_of({"HOE": [6] * 8, "SHIN": 16}, pain_max=1, rpe=9).advice.load.reasons

    assert len(reasons) == 4
    assert "“Feet too far out” is moderate or worse." in reasons


@pytest.mark.parametrize(
    ("load_kg", "next_kg"),
    [(80, 82.5), (100, 102.5), (60, 62.5), (40, 41.25), (20, 21.0), (12, 12.5), (3, 3.1), (125, 127.5), (50, 52.5)],
)
def test_the_next_load_is_the_smallest_useful_step_within_five_percent(load_kg, next_kg):
    assert next_load_kg(load_kg) == pytest.approx(next_kg)
    assert next_load_kg(load_kg) <= load_kg * 1.05


@pytest.mark.parametrize("why", [{"screening_complete": False}, {"hx": ["disc-bulge"]}])
def test_pain_ends_the_exercise_even_where_the_load_is_blocked_for_another_reason(why, set_of):
    result = set_of(pain_max=6, **why)

    assert result.level == "L0"
    assert "stop-on-pain" in result.advice.plan.fixes
    assert result.advice.plan.regressions == ()


@pytest.mark.parametrize("when", ["pain_now", "pain_start", "pain_last_rep", "pain_after", "pain_next_morning"])
def test_any_pain_holds_the_load_whenever_it_was(when, set_of):
    assert set_of(**{when: 1}).level == "L3"


def clean_line(day: int, **changes):
    easy = {"pain_max": 0, "pain_next_morning": 0, "rpe": 7, "reps_done": 8, "reps_target": 8, "faults": {}}
    return {"date": f"2026-03-{day:02d}", **easy, **changes}


CLEARED = {"hx": ["pregnancy"], "clearance": True, "clean_streak": None, "date": "2026-03-20"}


class TestClearedConditions:
    """Held until two clean sessions since the clearance, then at most 2.5 %."""

    def test_two_clean_sessions_since_the_clearance_allow_a_small_step(self, set_of):
        history = [clean_line(12), clean_line(9)]
        told = {**CLEARED, "history": history, "clearance_date": "2026-03-08"}
        result = set_of(**told)

        assert result.level == "L4"
        assert "at most 2.5 % (80 kg to 81.25 kg)" in result.advice.load.advice
        assert "load-progress-gradually" not in result.advice.plan.fixes
        assert set_of(**told, load_kg=None).advice.load.advice == "Add at most 2.5 %, or one rep first."
        assert set_of(**{**told, "clearance_date": None, "clearance": "2026-03-08"}).level == "L4"

    @pytest.mark.parametrize(
        "changed",
        [
            {"clearance_date": "2026-03-10"},
            {"clearance_date": None},
            {"history": [clean_line(12)]},
            {"history": [clean_line(12, pain_max=1), clean_line(9)]},
            {"history": None, "clean_streak": 5},
            {"rpe": 9},
        ],
    )
    def test_otherwise_the_load_is_held(self, set_of, changed):
        history = [clean_line(12), clean_line(9)]
        told = {**CLEARED, "history": history, "clearance_date": "2026-03-08", **changed}

        assert set_of(**told).level == "L3"


@pytest.mark.parametrize(("day", "level"), [("2026-03-20", "L3"), ("2026-03-19", "L3"), ("2026-03-21", "L4")])
def test_pain_in_another_set_of_the_day_or_in_the_session_before_holds_the_load(set_of, day, level):
    assert set_of(date="2026-03-20", history=[{"date": day, "pain_max": 2}]).level == level


def test_another_set_of_the_day_that_the_library_tells_of_holds_the_load(set_of):
    other = {"date": "2026-03-20", "this_set": True, "other_set": True}

    assert set_of(history=[{**other, "pain_max": 2}]).level == "L3"
    assert set_of(history=[{**other, "pain_max": 0}, other]).level == "L4"


@pytest.mark.parametrize("load_kg", [0, 0.5, 1])
def test_a_load_without_a_smaller_step_is_not_told_to_grow_to_itself(set_of, load_kg):
    result = set_of(load_kg=load_kg, prev_load_kg=load_kg)

    assert result.level == "L4"
    assert "kg" not in result.advice.load.advice


def test_the_worst_answer_about_the_set_counts(set_of):
    assert set_of(pain_max=0, pain_last_rep=3).level in ("L1", "L2")
    assert set_of(pain_max=None, pain_start=None, pain_last_rep=3).level == "L2"


def test_points_are_only_spoken_of_where_there_are_some(set_of):
    assert "points" not in set_of(pain_max=1).advice.load.advice
    assert set_of(pain_max=1, load_kg=None).advice.load.advice == "Keep the load and film again."
    assert "points of this review" in set_of(pad_discomfort=5).advice.load.advice
