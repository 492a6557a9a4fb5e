"""Every finding says where its limits come from, and how sure a hypothesis is, in the words of the knowledge base."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from studio.core.plan import CauseKind, CauseStatement, Safety, Tier
from studio.ui.app import Shell
from studio.ui.review.cards import make_cards
from studio.ui.widgets import Fold


def test_a_card_tells_study_convention_and_our_default_apart(reviewed: Shell) -> None:
    grounds = {card.fault: card.grounds for card in reviewed.window.review.findings.cards}

    assert grounds["F-HOE"].tags == ("expert convention", "study", "our default")
    assert "expert convention" in grounds["F-HOE"].basis
    assert any(source.startswith("[25] Roach") for source in grounds["F-HOE"].sources)
    assert all(one.tags and one.basis for one in grounds.values())


def test_the_chosen_card_shows_them(reviewed: Shell) -> None:
    panel = reviewed.window.review.findings
    fault = next(card.fault for card in panel.cards if card.is_judged)
    reviewed.window.review.choose(fault)

    folds = [
        fold for fold in panel.card_widget(fault).findChildren(Fold) if "Where the limits come from" in _head(fold)
    ]

    assert len(folds) == 1
    assert "expert convention" in " ".join(text.text() for text in folds[0].findChildren(QLabel))


def test_a_hypothesis_says_how_sure_it_is_in_words(reviewed: Shell) -> None:
    desk = reviewed.desk
    fault = next(card.fault for card in reviewed.window.review.findings.cards if card.is_judged)
    raised = CauseStatement("core-weakness", CauseKind.HYPOTHESIS, confidence="low", because=(fault,))
    advice = replace(desk.analysis.advice, causes=(raised,))

    cards = make_cards(replace(desk.analysis, advice=advice), desk.review, desk.exercise)

    assert [line.confidence for card in cards for line in card.causes] == ["low confidence"]


def test_a_hypothesis_says_what_is_worth_testing(reviewed: Shell) -> None:
    desk = reviewed.desk
    fault = next(card.fault for card in reviewed.window.review.findings.cards if card.is_judged)
    raised = CauseStatement("core-weakness", CauseKind.HYPOTHESIS, confidence="low", because=(fault, "I7"))
    advice = replace(desk.analysis.advice, causes=(raised,))

    cards = make_cards(replace(desk.analysis, advice=advice), desk.review, desk.exercise)

    assert [line.trial for card in cards for line in card.causes] == [desk.exercise.knowledge.rules["I7"].advice]
    assert desk.exercise.knowledge.rules["I7"].advice.startswith("Worth testing")
    referred = replace(advice, safety=Safety(Tier.REFER))
    cards = make_cards(replace(desk.analysis, advice=referred), desk.review, desk.exercise)
    assert not any(line.trial for card in cards for line in card.causes)


@pytest.mark.parametrize("tier", [Tier.EMERGENCY, Tier.URGENT, Tier.REFER])
def test_where_referral_comes_first_the_measures_stay_and_nothing_is_advised(reviewed: Shell, tier: Tier) -> None:
    desk = reviewed.desk
    usual = make_cards(desk.analysis, desk.review, desk.exercise)
    assert any(card.cue and card.fixes for card in usual)
    advice = replace(desk.analysis.advice, safety=Safety(tier))

    cards = make_cards(replace(desk.analysis, advice=advice), desk.review, desk.exercise)

    assert not any(card.cue or card.fixes for card in cards)
    assert {card.fault: card.evidence for card in cards} == {card.fault: card.evidence for card in usual}


def _head(fold: Fold) -> str:
    return fold.findChild(QPushButton).text()
