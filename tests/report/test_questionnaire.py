"""The questionnaire on paper: every question, what was answered, the notice first, tagged, the same bytes again."""

import re
import subprocess
from pathlib import Path

import pytest

from studio.assets import resource
from studio.bootstrap import build_studio
from studio.core.knowledge import KnowledgeBase
from studio.core.questionnaire import QuestionnaireRequest
from studio.report.body_map import body_map_svg
from studio.report.questionnaire import FormQuestion, make_questionnaire
from studio.report.renderer import TypstRenderer
from studio.report.words import load_words

NAMES = re.compile(r"[\s\u200b\u00ad-]+")


@pytest.fixture(scope="module", params=["en", "de"])
def knowledge(request: pytest.FixtureRequest) -> KnowledgeBase:
    return build_studio().exercise("", request.param).knowledge


def questions(request: QuestionnaireRequest, knowledge: KnowledgeBase) -> dict[str, FormQuestion]:
    form, _ = make_questionnaire(request, load_words(resource("report/words"), knowledge))
    return {one.text: one for part in form.parts for one in part.questions}


def words_on(pdf: bytes, folder: Path) -> str:
    (folder / "form.pdf").write_bytes(pdf)
    told = subprocess.run(["pdftotext", "-raw", folder / "form.pdf", "-"], check=True, capture_output=True)
    return NAMES.sub("", told.stdout.decode())


def test_every_question_is_printed_in_both_languages(knowledge: KnowledgeBase, tmp_path: Path) -> None:
    pdf = TypstRenderer(resource("report")).questionnaire(QuestionnaireRequest(), knowledge)
    text = words_on(pdf, tmp_path)
    for question in (*knowledge.screening.values(), *knowledge.intake.values()):
        assert NAMES.sub("", question.text) in text, question.id
    assert "×" not in text
    assert b"/MarkInfo" in pdf
    assert TypstRenderer(resource("report")).questionnaire(QuestionnaireRequest(), knowledge) == pdf


def test_what_was_answered_is_ticked_and_the_notice_comes_first(tmp_path: Path) -> None:
    knowledge = build_studio().exercise("", "en").knowledge
    answers = {
        "screening_positive": ["Q-RAD: since less than 2 weeks"], "screening_answered": ["Q-RAD", "Q-REST", "Q-HX"],
        "pain_site": ["buttock", "knee"], "felt": ["low back", "glutes"], "pain_max": 4, "stature_cm": 171.5,
        "brace": "yes", "pain_since": "2026-03-01", "clearance": False,
    }  # fmt: skip
    request = QuestionnaireRequest("Ada", "2026-03-02", answers, tier="R", notice="See somebody first.")
    asked = questions(request, knowledge)

    def marks(question_id: str) -> list[str]:
        one = asked[(knowledge.screening | knowledge.intake)[question_id].text]
        return [f"{option.mark}{option.text}" for option in one.options if option.mark]

    assert marks("Q-RAD") == ["×Yes"]
    assert [one.text for one in asked[knowledge.screening["Q-RAD"].text].since if one.mark] == ["less than 2 weeks"]
    assert marks("Q-REST") == ["×No"]
    assert marks("Q-NEURO-TINGLE") == []
    assert marks("Q-HX") == ["×None of these"]
    assert marks("Q-LOC") == ["×Buttock", "×Knee"]
    assert marks("Q-FEEL") == ["2Glutes", "1Low back"]
    assert marks("Q-NRS-WORST") == ["×4"]
    assert marks("Q-HX-CLEARANCE") == ["×No"]
    assert marks("Q-BRACE") == ["×Yes"]
    assert asked[knowledge.intake["Q-SETUP-STATURE"].text].answer == "171.5"
    assert asked[knowledge.intake["Q-TREND-SINCE"].text].answer == "2026-03-01"
    text = words_on(TypstRenderer(resource("report")).questionnaire(request, knowledge), tmp_path)
    assert text.index("Seesomebodyfirst.") < text.index("numbness")
    assert text.index("Ada") < text.index("Seesomebodyfirst.")


def test_the_map_marks_chosen_places_without_needing_colour() -> None:
    blank, marked = body_map_svg((), accent="#00567a"), body_map_svg(("buttock",), accent="#00567a")
    assert blank.count(b"#00567a") == 0
    assert marked.count(b"#00567a") == 2
    assert marked.count(b'stroke="#ffffff"') == 2


def test_a_name_cannot_run_commands_in_the_template(tmp_path: Path) -> None:
    knowledge = build_studio().exercise("", "en").knowledge
    request = QuestionnaireRequest(athlete='#panic("boo") $x$ *Ada*')
    assert '#panic("boo")' in words_on(TypstRenderer(resource("report")).questionnaire(request, knowledge), tmp_path)
