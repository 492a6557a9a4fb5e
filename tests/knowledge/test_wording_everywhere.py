"""No sentence that the product can print makes a forbidden claim: window, rooms, report, commands, in both languages.

What the knowledge base and the plugins say is tested beside them; this is everything else.
"""

import ast
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

import studio
from studio.assets import resource, resources_dir
from studio.exercises.claims import claims_made, load_claims

Sentence = tuple[str, str]

DENYING = (
    "A coaching and education tool for technique. It is not a medical device and makes no diagnosis.",
    "Ein Werkzeug für Technik, Training und Lehre. Es ist kein Medizinprodukt und stellt keine Diagnose.",
)
"""Sentences that deny what they name begin like this."""
OF_OTHER_THINGS = {
    "safety item": "the name that the tiers have for a red flag",
    "Sicherheitspunkt": "the same in German",
    "Wie sicher": "how sure a measure is",
    "Go online once and run: {0} (or set {1} to a {2} that you have).": "a file",
    "Du hast für diesen Satz Schmerz {pain} von 10 angegeben": "what the athlete reported",
}
FILES = re.compile(
    r"\b(file|files|library|database|review|clip|Datei|Dateien|Bibliothek|Datenbank|Beurteilung|Clips)\b"
)
DAMAGE = re.compile(r"\bdamaged\b|\bbeschädigt\w*")
SENTENCE = re.compile(r"\W*[A-Z].* .*[.!?:…]\s*$", re.DOTALL)
"""What people read in the code: it begins with a capital letter and ends as sentences do. Words to look for do not."""
BODY = re.compile(r"\b(back|spine|disc|joint|body|Rücken|Wirbel\w*|Bandscheibe\w*|Gelenk\w*|Körper)\b")


def is_excused(text: str) -> bool:
    is_about_a_file = bool(DAMAGE.search(text) and FILES.search(text) and not BODY.search(text))
    return is_about_a_file or text in OF_OTHER_THINGS or text.startswith(DENYING)


def made(sentences: list[Sentence], language: str) -> list[str]:
    return list(claims_made([item for item in sentences if not is_excused(item[1])], load_claims(language)))


def of_the_window(language: str) -> Iterator[Sentence]:
    part = "source" if language == "en" else "translation"
    for context in ET.parse(resource("i18n/studio_de.ts")).getroot().iter("context"):
        for message in context.iter("message"):
            yield f"window.{context.findtext('name')}", message.findtext(part) or ""


def of_the_rooms(language: str) -> Iterator[Sentence]:
    content = tomllib.loads((resources_dir() / "i18n" / "sentences.de.toml").read_text(encoding="utf-8"))
    for room, sentences in content.items():
        if isinstance(sentences, dict):
            yield from ((f"rooms.{room}", english if language == "en" else told) for english, told in sentences.items())


def of_the_report(language: str) -> Iterator[Sentence]:
    path = resources_dir() / "report" / "words" / f"{language}.toml"
    yield from _texts(tomllib.loads(path.read_text(encoding="utf-8")), "")


def of_the_code() -> Iterator[Sentence]:
    rooms = Path(studio.__file__).parent
    for path in sorted(rooms.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        unread = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            text = node.value if isinstance(node, ast.Constant) and id(node) not in unread else ""
            if isinstance(text, str) and SENTENCE.match(text):
                yield f"code.{path.relative_to(rooms).as_posix()}", text


def _texts(table: object, place: str) -> Iterator[Sentence]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield from _texts(value, f"{place}.{key}" if place else str(key))
    elif isinstance(table, list):
        for value in table:
            yield from _texts(value, place)
    elif isinstance(table, str):
        yield ("texts." if place == "purpose.intended" else "report.") + place, table


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("place", [of_the_window, of_the_rooms, of_the_report])
def test_no_sentence_makes_a_forbidden_claim(place, language: str) -> None:
    sentences = list(place(language))

    assert len(sentences) > 100
    assert made(sentences, language) == []


def test_no_literal_in_the_code_makes_a_forbidden_claim() -> None:
    literals = list(of_the_code())

    assert len(literals) > 300
    assert made(literals, "en") == []


@pytest.mark.parametrize(
    "text",
    ["Your back is damaged.", "The disc in this clip is damaged.", "This load is safe.", "The arch caused the pain."],
)
def test_an_excuse_for_files_is_none_for_bodies(text: str) -> None:
    assert made([("anywhere", text)], "en")


def test_every_excuse_is_still_needed() -> None:
    said = {
        text
        for place in (of_the_window, of_the_rooms, of_the_report)
        for language in ("en", "de")
        for _, text in place(language)
    }

    assert set(OF_OTHER_THINGS) <= said
