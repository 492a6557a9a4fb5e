"""Answers from forms and files: kept when unknown, refused when they cannot be."""

import pytest

from studio.coaching import parse_intake, unknown_keys
from studio.coaching.answers import Answers
from studio.core.errors import UsageError
from studio.exercises import load_knowledge


def test_no_intake_is_an_empty_one():
    assert parse_intake(None).answers == {}


def test_answers_are_kept_as_they_are():
    raw = {"pain_max": 3, "machine_model": "Leg press 3000", "screening_complete": True}

    assert parse_intake(raw).answers == raw


def test_keys_that_no_rule_asks_for_can_be_listed():
    assert unknown_keys({"machine_model": "x", "pain_max": 1, "Q-CES": True, "T-THOMAS": "fail"}) == ("machine_model",)


def test_every_question_of_the_knowledge_base_may_be_answered():
    knowledge = load_knowledge()
    keys = {
        question.key for part in (knowledge.screening, knowledge.intake, knowledge.log) for question in part.values()
    }

    assert parse_intake(dict.fromkeys(keys)).answers.keys() == keys


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ([], "“intake” should be a table"),
        ("x", "“intake” should be a table"),
        ({1: 2}, "“intake” should be a table"),
        ({"pain_max": 11}, "“pain_max” should be between 0 and 10"),
        ({"pain_max": -1}, "“pain_max” should be between 0 and 10"),
        ({"pain_max": "four"}, "“pain_max” should be a number"),
        ({"pain_max": True}, "“pain_max” should be a number"),
        ({"rpe": float("inf")}, "“rpe” should be a finite number"),
        ({"load_kg": -5}, "“load_kg” should be zero or more"),
        ({"archon_deg": [170]}, "“archon_deg” should be a number"),
        ({"felt": ["glutes", 3]}, "“felt” should be a list of words"),
        ({"tool": ["barbell"]}, "“tool” should be one word"),
        ({"pain_mx": 4}, "Did you mean “pain_max”?"),
        ({"screening_postive": []}, "Did you mean “screening_positive”?"),
    ],
)
def test_odd_answers_are_refused_with_one_sentence_and_a_remedy(raw, told):
    with pytest.raises(UsageError) as caught:
        parse_intake(raw)

    assert told in str(caught.value)
    assert caught.value.remedy


class TestReading:
    def test_missing_numbers_are_nan(self):
        assert Answers({"rpe": float("nan")}).number("rpe") != Answers({}).number("rpe")

    @pytest.mark.parametrize(
        ("value", "words"),
        [
            ("glutes, low back", ("glutes", "low back")),
            (["Glutes", " low back "], ("glutes", "low back")),
            ({"glutes": 1, "quads": False}, ("glutes",)),
            (None, ()),
            (True, ()),
            ([{}], ()),
            ([{"name": "Glutes"}], ("glutes:",)),
        ],
    )
    def test_lists_may_come_in_several_ways(self, value, words):
        assert Answers({"felt": value}).words("felt") == words

    @pytest.mark.parametrize(("value", "word"), [("No", "no"), (False, "no"), (True, "yes"), (None, ""), (3, "3")])
    def test_choices_may_be_yes_and_no(self, value, word):
        assert Answers({"brace": value}).word("brace") == word

    @pytest.mark.parametrize(
        ("value", "flag"), [("yes", True), ("no", False), ("maybe", None), (0, False), (2, True), (None, None)]
    )
    def test_flags_are_yes_no_or_open(self, value, flag):
        assert Answers({"cramp": value}).flag("cramp") is flag

    def test_other_names_of_an_answer_are_known(self):
        assert Answers({"pain_worst": 3}).number("pain_max") == 3
        assert Answers({"PainMax": 3}).number("pain_max") == 3

    @pytest.mark.parametrize(
        ("answers", "has_failed"),
        [
            ({"T-PLANK": "pass"}, False),
            ({"T-PLANK": "fail"}, True),
            ({"plank": "weak on the left"}, True),
            ({"plank": "good"}, False),
            ({"t_plank": True}, False),
            ({"t_plank": False}, True),
            ({"tests": {"plank": "failed"}}, True),
            ({"tests": {"other": "failed"}}, False),
            ({"T-PLANK": 22}, True),
            ({"T-PLANK": 30}, False),
            ({}, False),
        ],
    )
    def test_self_tests_are_passed_failed_or_not_done(self, answers, has_failed):
        assert Answers(answers).has_failed("T-PLANK") is has_failed
