"""Safety comes first: what each tier holds back, and what it never hides."""

import io

import pytest
from pypdf import PdfReader


def _pages(case):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(case.render())).pages]


def _told(case):
    """Cues, fixes and exercises of the fault that the drawn set shows, as the ordinary report prints them."""
    knowledge = case.exercise.knowledge
    fault = knowledge.faults["F-HOE"]
    fixes = [knowledge.fixes[fix].title for fix in fault.fixes]
    cards = [knowledge.exercises[card].title for card in fault.accessories]
    return [fault.cue, *fixes, *cards]


@pytest.fixture(scope="module")
def ordinary(sets):
    return sets.drawn_case()


def _answered(sets, positive):
    return sets.drawn_case(answers={"screening_positive": [positive]})


def test_the_ordinary_report_gives_cue_fixes_and_exercises(ordinary):
    text = " ".join(_pages(ordinary))

    assert sum(told in text for told in _told(ordinary)) >= 4


@pytest.mark.parametrize(("tier", "positive"), [("E", "Q-CES"), ("U", "Q-SYS fever"), ("R", "Q-RAD")])
def test_a_referral_holds_back_cues_fixes_and_exercises(sets, ordinary, tier, positive):
    case = _answered(sets, positive)
    text = " ".join(_pages(case))

    assert case.analysis.advice.safety.tier.value == tier
    assert not [told for told in _told(ordinary) if told in text]


@pytest.mark.parametrize("positive", ["Q-CES", "Q-SYS fever", "Q-RAD"])
def test_the_notice_stands_before_everything_else(sets, positive):
    case = _answered(sets, positive)
    first = _pages(case)[0]
    notice = case.analysis.advice.safety.notice

    assert notice in first
    words_before = first.split(notice, maxsplit=1)[0]
    assert "Next session" not in words_before
    assert len(words_before) < 200


def test_an_emergency_shows_the_athlete_no_technique_at_all(sets):
    case = _answered(sets, "Q-CES")
    first, *rest = _pages(case)
    titles = [case.exercise.knowledge.faults[finding.fault].title for finding in case.analysis.findings]

    assert case.frames == {}
    assert not [title for title in titles if title in " ".join([first, *rest])]
    assert "Reps" in rest[0], "the coach keeps the raw measures"
    assert case.analysis.advice.safety.notice in rest[0]


def test_a_plan_that_was_handed_over_under_an_emergency_is_not_printed_either(sets, ordinary):
    emergency = _answered(sets, "Q-CES")
    smuggled = sets.replace(emergency.analysis.advice, plan=ordinary.analysis.advice.plan)
    text = " ".join(_pages(emergency.with_analysis(advice=smuggled)))

    assert not [told for told in _told(ordinary) if told in text]


def test_a_referral_lists_observations_and_own_answers(sets):
    case = _answered(sets, "Q-RAD")
    first = _pages(case)[0]

    assert "Observations for your clinician" in first
    assert "What to tell the clinician" in first
    assert case.exercise.knowledge.faults["F-HOE"].title in first


def test_an_incomplete_screening_says_so_and_keeps_the_technique(sets):
    case = sets.drawn_case(answers={"screening_complete": False})
    first = _pages(case)[0]

    assert case.analysis.advice.safety.notice in first
    assert case.exercise.knowledge.faults["F-HOE"].cue in first
