"""The report's words in every language, and how numbers are written."""

import string

import pytest

from studio.assets import resources_dir
from studio.coaching.answers import Answers
from studio.coaching.screening import screen
from studio.core.knowledge import KnowledgeBase
from studio.exercises import load_knowledge
from studio.report.words import MISSING, UNPRINTABLE, Words, load_words, plain, read_chrome

_FOLDER = resources_dir() / "report" / "words"


def _words(language="en", **texts):
    return load_words(_FOLDER, KnowledgeBase(language=language, version="1", texts=texts))


def _blanks(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", [path.stem for path in sorted(_FOLDER.glob("*.toml"))])
def test_every_language_has_the_same_sentences_with_the_same_blanks(language):
    english, other = read_chrome(_FOLDER / "en.toml"), read_chrome(_FOLDER / f"{language}.toml")

    assert set(other) == set(english)
    assert {key: _blanks(text) for key, text in other.items()} == {key: _blanks(text) for key, text in english.items()}
    assert [key for key, text in other.items() if not text.strip()] == []


@pytest.mark.parametrize(
    "forbidden", ["safe", "danger", "caused by", "diagnos", "risk score", "injury risk", "amnesia"]
)
def test_no_sentence_says_what_the_product_must_never_say(forbidden):
    allowed = {"purpose.intended"}  # says what the product is not

    found = [key for key, text in read_chrome(_FOLDER / "en.toml").items() if forbidden in text.lower()]

    assert set(found) <= allowed


def test_the_knowledge_base_comes_first():
    words = _words(**{"section.load": "The load"})

    assert words.text("section.load") == "The load"
    assert words.text("section.refilm") == "Film again"


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_reported_condition_has_a_name_in_the_language_of_the_report(language):
    knowledge = load_knowledge(language)
    words = load_words(_FOLDER, knowledge)
    choices = [choice.id for choice in knowledge.screening["Q-HX"].choices]
    asked = [{"hx": [told]} for told in (*choices, "abdominal surgery", "surgery", "lumbar stenosis")]
    reported = {name for answers in asked for name in screen(Answers(answers)).conditions}

    assert len(reported) == len(asked)
    for name in reported:
        assert name in knowledge.causes or words.has(f"reported.{name}")
        assert words.cause(name) != name.replace("-", " ")


def test_a_language_that_nobody_wrote_falls_back_to_english():
    assert _words("xx").language == "en"


@pytest.mark.parametrize(
    ("value", "unit", "english", "german"),
    [
        (187.4, "deg", "187°", "187°"),
        (-12.6, "deg", "−13°", "−13°"),
        (-0.2, "deg", "0°", "0°"),
        (1.234, "s", "1.23\u00a0s", "1,23\u00a0s"),
        (0.5, "ratio", "0.50", "0,50"),
        (float("nan"), "deg", MISSING, MISSING),
    ],
)
def test_amounts_are_written_as_people_write_them(value, unit, english, german):
    assert _words().amount(value, unit) == english
    assert _words("de").amount(value, unit) == german


def test_an_interval_names_its_unit_once():
    assert _words().span(1.0, 2.5, "s") == "1.00 to 2.50\u00a0s"
    assert _words().span(float("nan"), 2.5, "s") == MISSING
    assert _words().span(-0.14, 0.31, "s") == "0.00 to 0.31\u00a0s"


@pytest.mark.parametrize(
    ("time_s", "written"), [(0.0, "0:00.0"), (9.74, "0:09.7"), (59.97, "1:00.0"), (125.0, "2:05.0")]
)
def test_times_are_minutes_and_seconds(time_s, written):
    assert _words().clock(time_s) == written


@pytest.mark.parametrize(("reps", "written"), [((), ""), ((3,), "3"), ((1, 2, 3), "1–3"), ((1, 3, 4, 7), "1, 3–4, 7")])
def test_runs_of_reps_are_joined(reps, written):
    assert _words().reps(reps) == written


def test_ids_are_replaced_by_what_they_are_called(sets):
    words = Words("en", {}, sets.load_exercise().knowledge)

    assert words.readable("F-FEET-FAR is severe.") == f"{words.fault('F-FEET-FAR')} is severe."
    assert words.readable("M-HOE was not measured") == f"{words.measure('M-HOE')} was not measured"


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Ana\n  Maria\t", "Ana Maria"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("a\u202eb\u2066c\ufeff", "abc"),
        ("\ud800\ue000\uffff", UNPRINTABLE * 3),
        ("n\u0303", "ñ"),
        ("w" * 30, "w" * 24 + "\u200b" + "w" * 6),
    ],
)
def test_typed_text_becomes_one_printable_line(typed, printed):
    assert plain(typed) == printed
