"""What is wrong with a plugin or a rule pack is told in German where German is asked for."""

import ast
import errno
import os
import re
from pathlib import Path

import pytest

import studio.exercises
from studio.exercises.source import reason_of
from studio.services.sentences import sentences_in
from tests.services.test_sentences import text_of

PLACE = Path(studio.exercises.__file__).parent
OTHERWISE = {"template.py", "claims.py", "knowledge.py", "knowledge_check.py"}
"""Files of a new plugin, whose words are there in both languages, and what is wrong with the studio's own files."""
NO_PROBLEMS = {
    "the choices about exercises are of another version; none are applied",  # in the log
    "the choices about exercises cannot be read; none are applied",
    "only names, parts and attributes can be changed in place",
    "rule pack {0} {1} ({2}, “{3}”)",  # provenance is the same in every language
    "rules of {0}",
}


def told_in(source: str) -> set[str]:
    """Every text of a module with two words or more that is no docstring."""
    tree = ast.parse(source)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    silent |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    nodes = (node for node in ast.walk(tree) if isinstance(node, ast.Constant | ast.JoinedStr))
    texts = {text_of(node) for node in nodes if id(node) not in silent}
    return {text for text in texts if re.search(r"[a-z]{2,} .*[a-z]{2,}", text) and "\\" not in text} - NO_PROBLEMS


def test_every_problem_has_german_words() -> None:
    tell = sentences_in("de").tell
    modules = [path for path in sorted(PLACE.glob("*.py")) if path.name not in OTHERWISE]
    untold = [(path.name, text) for path in modules for text in sorted(told_in(path.read_text("utf-8")))]

    assert [(name, text) for name, text in untold if tell(text) == text] == []


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("exercise.toml:33: “id” is missing", "exercise.toml:33: „id“ fehlt"),
        ("my pack.toml: the file is not UTF-8 text", "my pack.toml: die Datei ist kein UTF-8-Text"),
        ("cases: no case in which nothing is found", "cases: kein Fall, in dem nichts gefunden wird"),
        (
            "exercise.toml:3: “id” is missing; exercise.toml:4: “api” must be a text, not 5; en.toml: “name” is empty",
            "exercise.toml:3: „id“ fehlt; exercise.toml:4: „api“ muss ein Text sein, nicht 5; en.toml: „name“ ist leer",
        ),
        (
            "The exercise “Squat” cannot be used: exercise.toml:3: “id” is missing; en.toml: “name” is empty.",
            "Die Übung „Squat“ ist nicht verwendbar: exercise.toml:3: „id“ fehlt; en.toml: „name“ ist leer.",
        ),
        (
            "clips.json:4: “a clip”: found F-ECC mild, not nothing",
            "clips.json:4: „a clip“: gefunden wurde F-ECC mild, nicht nichts",
        ),
    ],
)
def test_problems_are_told_with_file_and_line(english: str, german: str) -> None:
    assert sentences_in("de").tell(english) == german


@pytest.mark.parametrize(
    ("number", "german"),
    [
        (errno.ENOENT, "es gibt sie nicht"),
        (errno.EACCES, "sie darf nicht angesehen werden"),
        (errno.ELOOP, "ihre Verknüpfung führt im Kreis"),
        (errno.EIO, "Input/output error"),
    ],
)
def test_why_a_file_cannot_be_read_is_told_in_german_where_we_have_words(number: int, german: str) -> None:
    problem = f"en.toml: the file cannot be read: {reason_of(OSError(number, os.strerror(number)))}"

    assert sentences_in("de").tell(problem) == f"en.toml: die Datei lässt sich nicht lesen: {german}"
