"""Every question that the form asks is understood by the rules that read the answers."""

import pytest

from studio.coaching.answers import Answers
from studio.coaching.intake import parse_intake
from studio.coaching.log import faults_on_light_clip
from studio.coaching.screening import screen
from studio.core.knowledge import QuestionKind
from studio.core.plan import Tier
from studio.exercises import load_knowledge

KNOWLEDGE = load_knowledge()
FLAGS = [question for question in KNOWLEDGE.screening.values() if question.kind is QuestionKind.YES_NO]
CONDITIONS = [choice.id for choice in KNOWLEDGE.screening["Q-HX"].choices]
TIERS = {"E": Tier.EMERGENCY, "U": Tier.URGENT, "R": Tier.REFER}
SAMPLES = {
    QuestionKind.YES_NO: lambda _: True,
    QuestionKind.NUMBER: lambda question: question.low,
    QuestionKind.CHOICE: lambda question: question.choices[0].id,
    QuestionKind.MANY: lambda question: [question.choices[0].id],
    QuestionKind.RANKED: lambda question: [choice.id for choice in question.choices],
    QuestionKind.TEXT: lambda _: "something",
    QuestionKind.DATE: lambda _: "2026-11-21",
}


@pytest.mark.parametrize("question", FLAGS, ids=lambda question: question.id)
@pytest.mark.parametrize("onset", ["", ": since 10 days"])
def test_a_yes_leads_to_the_tier_and_cause_that_the_form_names(question, onset: str) -> None:
    answers = Answers({"screening_complete": True, question.key: [question.id + onset]})

    screening = screen(answers)

    assert screening.tier is TIERS[question.tier]
    assert question.cause in screening.flags


@pytest.mark.parametrize("condition", CONDITIONS)
def test_every_condition_of_the_form_asks_for_clearance(condition: str) -> None:
    uncleared = screen(Answers({"screening_complete": True, "hx": [condition]}))
    cleared = screen(Answers({"screening_complete": True, "hx": [condition], "clearance": True}))

    assert uncleared.tier is Tier.CONDITION_UNCLEARED
    assert cleared.tier is Tier.CONDITION_CLEARED
    if condition in KNOWLEDGE.causes:
        assert condition in uncleared.conditions


def test_no_answer_leads_to_no_tier() -> None:
    assert screen(Answers({"screening_complete": True, "screening_positive": [], "hx": []})).tier is Tier.NONE


def test_every_answer_of_the_forms_is_taken_as_it_is() -> None:
    answers = {
        question.key: SAMPLES[question.kind](question)
        for question in (*KNOWLEDGE.intake.values(), *KNOWLEDGE.log.values())
    }

    assert parse_intake(answers).answers == answers


def test_what_the_lighter_clip_shows_is_understood() -> None:
    choices = [choice.id for choice in KNOWLEDGE.log["L-LIGHT"].choices]

    shown = {choice: faults_on_light_clip(Answers({"light_clip": choice}), ["F-HOE"]) for choice in choices}

    assert shown == {"same": frozenset({"F-HOE"}), "clean": frozenset()}
