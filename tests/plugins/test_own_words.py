"""An exercise speaks of what is there: no bar over a machine's pad, no plates and no bench in a bridge."""

import re

import pytest

from studio.assets import plugins_dir
from studio.core.exercise import Exercise
from studio.exercises import ExerciseCatalogue, languages

NOT_THERE = {
    ("hip-thrust-machine", "en"): r"\b(bars?|plates?)\b",
    ("hip-thrust-machine", "de"): r"stange|scheibe",
    ("glute-bridge", "en"): r"\b(bars?|plates?|bench|pads?|rack)\b",
    ("glute-bridge", "de"): r"stange|scheibe|\bbank\b|polster|ablegen",
}
FIXED_BY_THE_CATALOGUE = {("hip-thrust-machine", fault, "cue") for fault in ("F-OBLIQ", "F-BAR-ROLL")}
"""An acceptance case on a machine names these cues word by word."""

PARTS = ("title", "cue", "why", "limits", "settle_with")


def load(exercise_id: str, language: str) -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load(exercise_id, language)


@pytest.mark.parametrize(("exercise_id", "language"), NOT_THERE)
def test_no_fault_speaks_of_what_is_not_there(exercise_id: str, language: str) -> None:
    exercise = load(exercise_id, language)
    words = exercise.knowledge.faults
    said = {
        (exercise_id, fault.id, part): getattr(words[fault.id], part) for fault in exercise.faults for part in PARTS
    }

    odd = {key: text for key, text in said.items() if re.search(NOT_THERE[exercise_id, language], text, re.IGNORECASE)}

    assert set(odd) <= FIXED_BY_THE_CATALOGUE, odd


@pytest.mark.parametrize("exercise_id", ["hip-thrust-machine", "glute-bridge"])
def test_the_same_words_are_its_own_in_every_language(exercise_id: str) -> None:
    plain = {language: load("hip-thrust-barbell", language).knowledge.faults for language in languages()}
    own = {language: load(exercise_id, language).knowledge.faults for language in languages()}

    changed = {
        language: {
            (fault, part) for fault in own[language] for part in PARTS if differs(plain, own, language, fault, part)
        }
        for language in own
    }

    assert changed["de"] == changed["en"]
    assert changed["en"]


def differs(plain: dict, own: dict, language: str, fault: str, part: str) -> bool:
    return getattr(plain[language][fault], part) != getattr(own[language][fault], part)


def test_nobody_who_bridges_is_sent_to_the_bridge_or_to_something_harder() -> None:
    exercise = load("glute-bridge", "en")

    for fault in exercise.faults:
        words = exercise.knowledge.faults[fault.id]
        assert "ex-glute-bridge" not in (*words.accessories, *words.regressions, *words.fixes), fault.id
        assert words.regressions == ("reg-short-range-thrust",), fault.id
