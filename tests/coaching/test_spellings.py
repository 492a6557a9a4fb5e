"""The same answer in the ways in which forms, logs and spreadsheets write it; what nobody understands is listed."""

import re
from pathlib import Path

import pytest

from studio.coaching import parse_intake, unknown_choices, unknown_keys
from studio.coaching.answers import Answers
from studio.core.errors import UsageError


def causes(judged) -> set[str]:
    return {cause.id for cause in judged.advice.causes}


@pytest.mark.parametrize(
    ("answers", "tier"),
    [
        ({"Q-QUALITY": "sharp"}, "R"),
        ({"Q-TREND": "worse"}, "R"),
        ({"Q-HX": ["spondylolysis"]}, "C-uncleared"),
        ({"q_rad": True}, "R"),
        ({"Q-RAD": "left leg"}, "R"),
        ({"Q-RAD": "both legs"}, "E"),
        ({"Q-CES-SADDLE": "yes"}, "E"),
        ({"Q-NEURO-WEAK": True}, "U"),
        ({"Q-CES": "no", "Q-REST": False, "Q-SYS": None, "Q-RAD": []}, "none"),
        ({"screening_positive": {"Q-RAD": "both legs"}}, "E"),
        ({"screening_positive": {"Q-RAD": "no", "Q-REST": False, "Q-SYS": "never"}}, "none"),
        ({"screening_positive": {"Q-REST": "yes"}}, "R"),
        ({"screening_positive": [{"id": "Q-RAD", "answer": "both legs"}]}, "E"),
        ({"screening_positive": [{"id": "Q-RAD", "positive": True, "detail": "left"}]}, "R"),
        ({"screening_positive": [{"q": "Q-CES", "since": "yesterday"}]}, "E"),
        ({"screening_positive": [{"id": "Q-RAD", "answer": "no"}, {"id": "Q-CES", "answer": False}]}, "none"),
        ({"hx": [{"condition": "spondylolisthesis", "year": 2015}]}, "C-uncleared"),
        ({"red_flags": ["saddle numbness"], "screening_positive": []}, "E"),
        ({"conditions": ["facet arthritis"], "hx": []}, "C-uncleared"),
        ({"diagnoses": ["facet arthritis"], "cleared": True}, "C-cleared"),
        ({"medical_history": ["facet arthritis"]}, "C-uncleared"),
        ({"hx": ["slipped vertebra L5"]}, "C-uncleared"),
        ({"hx": ["sciatica two years ago"]}, "C-uncleared"),
        ({"hx": ["asthma"]}, "none"),
    ],
)
def test_screening_answers_are_read_under_the_ids_of_their_questions(set_of, answers, tier):
    assert set_of(**answers).advice.safety.tier == tier


@pytest.mark.parametrize(
    ("answers", "cause"),
    [
        ({"Q-BRACE": "no"}, "insufficient-core-bracing"),
        ({"Q-FEEL": ["low back"]}, "erector-dominance"),
        ({"Q-CRAMP": True}, "hamstring-weakness"),
        ({"Q-SIT": 9}, "prolonged-sitting"),
        ({"Q-PAD": 5}, "insufficient-padding"),
        ({"Q-WARMUP": "none"}, "insufficient-warm-up"),
    ],
)
def test_intake_answers_are_read_under_the_ids_of_their_questions(set_of, answers, cause):
    arched, others = {"HOE": [11] * 8, "LTR": 7}, {"brace": None, "felt": None, "rpe": 8}

    assert cause not in causes(set_of(arched, **others))
    assert cause in causes(set_of(arched, **others, **answers))


@pytest.mark.parametrize(
    ("value", "has_failed"),
    [("6 s", True), ("12 s", False), ({"left": 12, "right": 6}, True), ({"left": 12, "right": None}, False)],
)
def test_times_of_a_self_test_may_have_a_unit_or_two_sides(value, has_failed):
    assert Answers({"t_bridge": value}).has_failed("T-BRIDGE") is has_failed


def test_a_number_for_a_test_without_a_target_says_nothing():
    assert not Answers({"t_thomas": "5 degrees"}).has_failed("T-THOMAS")


@pytest.mark.parametrize(
    "key", ["PainMax", "q-pad", "T-9090", "t_dead_bug", "thomas", "Q_CES", "prev_pain", "light_clip"]
)
def test_what_is_read_in_any_spelling_is_not_called_unread(key):
    assert unknown_keys({key: 1}) == ()


@pytest.mark.parametrize("key", ["Q-MOOD", "t_squat", "Set_Type", "Bench-CM"])
def test_what_is_not_read_in_that_spelling_is(key):
    assert unknown_keys({key: 1}) == (key,)


def test_choices_that_no_rule_understands_are_listed():
    told = {
        "set_type": "Range capped",
        "hx": ["spondylolisthesis", "knee surgery", "controlled blood pressure", "none"],
    }
    assert unknown_choices(told) == ()
    assert unknown_choices({}) == ()
    assert unknown_choices({"set_type": "banana", "hx": ["asthma"]}) == ("set_type: banana", "hx: asthma")


@pytest.mark.parametrize(
    ("raw", "told", "remedy"),
    [
        ({"stature_cm": 1.75}, "“stature_cm” should be between 100 and 250, not 1.75", "centimetres"),
        ({"bench_cm": 0.4}, "“bench_cm” should be between 5 and 120, not 0.4", "centimetres"),
        ({"history": ["spondylolisthesis"]}, "“history” should be a list of earlier sessions", "“hx”"),
        ({"history": "none"}, "“history” should be a list of earlier sessions", "“hx”"),
        ({"history": {"date": "2026-03-01"}}, "“history” should be a list of earlier sessions", "“hx”"),
    ],
)
def test_what_cannot_be_meant_is_refused(raw, told, remedy):
    with pytest.raises(UsageError, match=told) as caught:
        parse_intake(raw)

    assert remedy in (caught.value.remedy or "")


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({"screening_date": "2026-02-20", "date": "2026-03-20"}, "L4"),
        ({"screening_date": "2026-02-19", "date": "2026-03-20"}, "L0"),
        ({"screening_date": "2026-02-19", "date": "2026-03-20", "screening_age_days": 3}, "L4"),
        ({"screening_date": "2026-02-19"}, "L4"),
    ],
)
def test_a_screening_is_as_old_as_its_day_says(set_of, answers, level):
    """28 days. Source: kb:e3."""
    assert set_of(**answers).advice.load.level == level


def test_every_answer_that_the_readme_names_is_read():
    told = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    table = told[told.index("| about | keys |") : told.index("Exercises of your own stay off")]
    keys = re.findall(r"`([a-z][a-z0-9_]*)`", re.sub(r"\(.*?\)|`\{.*?\}`|: `pass` or `fail`|: `unchanged`", "", table))

    assert len(keys) > 50
    assert unknown_keys(dict.fromkeys(keys)) == ()
