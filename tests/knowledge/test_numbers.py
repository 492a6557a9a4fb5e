"""Doses, limits and references of the knowledge base are those of the catalogue, in both languages."""

import json
import re
from pathlib import Path

import pytest

from studio.exercises import load_knowledge

pytestmark = pytest.mark.shared

ENGLISH = {"one": 1, "two": 2, "three": 3, "five": 5, "ten": 10, "half": 50, "once": 1}
GERMAN = {"ein": 1, "eine": 1, "einmal": 1, "zwei": 2, "drei": 3, "fünf": 5, "zehn": 10, "halber": 50}
IN_WORDS = {**ENGLISH, **GERMAN}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?|[a-zäöüß]+")
COUNTING = re.compile(r"(?:^|(?<=[.?)] ))[1-5] (?=[A-Z\d])")
"""The numbers of the steps in the catalogue."""
REFERENCE = re.compile(r"\[\d+(?:-\d+)?(?:, ?\d+)*\]")
ID = re.compile(r"\b[a-z]+-360\b")


def numbers(text: str) -> set[float]:
    plain = ID.sub("", REFERENCE.sub("", text)).lower()
    words = (match[0] for match in NUMBER.finditer(plain))
    return {
        float(IN_WORDS.get(word, word.replace(",", "."))) for word in words if word in IN_WORDS or word[0].isdigit()
    }


def asked(text: str) -> set[float]:
    """What the catalogue writes in digits."""
    plain = COUNTING.sub("", ID.sub("", REFERENCE.sub("", text)))
    return {float(number) for number in re.findall(r"\d+(?:\.\d+)?", plain)}


@pytest.fixture(scope="module")
def data(shared_dir: Path) -> Path:
    return shared_dir / "domain" / "data"


@pytest.mark.parametrize("language", ["en", "de"])
def test_fixes_hold_the_numbers_of_the_catalogue(data: Path, language: str) -> None:
    knowledge = load_knowledge(language)
    missing = {}
    for row in json.loads((data / "fixes.json").read_text()):
        fix = knowledge.fixes[row["id"]]
        told = {"dose": fix.dose, "contra": fix.contraindications, "steps": " ".join(fix.steps)}
        short = {name: lost for name, text in told.items() if (lost := asked(row[name]) - numbers(text))}
        if short:
            missing[row["id"]] = short

    assert missing == {}


@pytest.mark.parametrize("language", ["en", "de"])
def test_cards_hold_the_numbers_of_the_catalogue(data: Path, language: str) -> None:
    cards = load_knowledge(language).exercises
    missing = {
        (name, part): lost
        for name, row in json.loads((data / "exercise_cards.json").read_text()).items()
        for part, text in row.items()
        if (lost := asked(text) - numbers(getattr(cards[name], part)))
    }

    assert missing == {}


def test_references_are_those_of_the_catalogue(shared_dir: Path) -> None:
    text = (shared_dir / "domain" / "SPEC.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^(\d+)\. (.*)$", text[text.index("## I. References") :], re.MULTILINE))
    sources = load_knowledge().sources

    assert [int(number) for number in rows] == list(sources)
    for number, row in rows.items():
        source = sources[int(number)]
        ours = f"{source.citation} {source.note}".lower()
        assert row.split(",")[0].split(".")[0].lower() in ours, number
        if "memory" in row.lower():
            assert "memory" in ours or not source.is_seen, number
