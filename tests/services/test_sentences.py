"""What the rooms say in English reaches a German window in German."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import studio
from studio.core.errors import UsageError
from studio.services.doctor import Check, CheckState, DoctorReport
from studio.services.sentences import Pattern, Sentences, sentences_in
from studio.services.telling import told_report

ROOMS = Path(studio.__file__).parent
SAYING = (
    *("core", "signals", "reps", "video", "pose", "tracking", "exercises", "library", "report", "export", "services"),
    *("sound", "review", "bootstrap", "coaching", "faults"),
)
"""Rooms below the faces. The faces translate their own words; their test is another one."""
WORDED_ELSEWHERE = {"coaching/wording.py", "faults/wording.py"}
"""Built-in copies of sentences that the knowledge base has in every language; tested there."""
WRITTEN_INTO_FILES = (
    "If the header above contains a line",  # of MOT files, as other programs expect it
    "Data of one athlete",  # the note inside an exported folder
    "DELETE FROM",
)
ERRORS = {
    *("StudioError", "UsageError", "UnreadableInput", "NobodyFound", "MissingComponent", "CannotWrite"),
    "BrokenExercise",
}


def text_of(node: ast.AST) -> str:
    """A literal with its gaps numbered; empty for anything else."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    pieces, gap_count = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            pieces.append(value.value)
        else:
            pieces.append(f"{{{gap_count}}}")
            gap_count += 1
    return "".join(pieces)


def is_sentence(text: str) -> bool:
    return len(re.findall(r"[^\W\d_]{2,}", text)) > 1 and text.strip()[-1:] in ".!?" and not text[:1].islower()


def said_in(source: str) -> Iterator[str]:
    """All that a user may read of a module: whole sentences, and whatever is handed to an error or a progress."""
    tree = ast.parse(source)
    silent = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    silent |= {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in silent and is_sentence(text_of(node)):
            yield text_of(node)
        elif isinstance(node, ast.Call):
            yield from (text for text in map(text_of, handed_over(node)) if text)


def handed_over(call: ast.Call) -> list[ast.expr]:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    remedies = [keyword.value for keyword in call.keywords if keyword.arg == "remedy"]
    if name in ERRORS:
        return [*call.args[:1], *remedies]
    if name == "report" and len(call.args) == 2 and "context" in ast.unparse(call.func):
        return call.args[1:]
    return remedies


def modules() -> Iterator[tuple[str, str]]:
    for room in SAYING:
        for path in sorted((ROOMS / room).rglob("*.py")):
            name = path.relative_to(ROOMS).as_posix()
            if name not in WORDED_ELSEWHERE and "migrations" not in name:
                yield name, path.read_text(encoding="utf-8")


def test_every_sentence_of_the_rooms_has_a_german_one() -> None:
    tell = sentences_in("de").tell

    untold = [
        f"{name}: {text}"
        for name, source in modules()
        for text in said_in(source)
        if tell(text) == text and not text.startswith(WRITTEN_INTO_FILES)
    ]

    assert untold == [], "say these in resources/i18n/sentences.de.toml"


def test_no_translation_is_left_over() -> None:
    sources = [path.read_text(encoding="utf-8") for path in ROOMS.rglob("*.py")]
    literals = {text_of(node) for source in sources for node in ast.walk(ast.parse(source))}
    sentences = sentences_in("de")

    left_over = [english for english in sentences.plain if english not in literals]
    generic = [pattern.english for pattern in sentences.patterns if pattern.english not in literals]
    left_over += [english for english in generic if not any(_fits(english, literal) for literal in literals)]

    assert left_over == []


def _fits(english: str, literal: str) -> bool:
    return Pattern(english, english).tell(literal, str) is not None


def test_a_translation_fills_the_same_gaps() -> None:
    gap = re.compile(r"\{(\w+)\}")
    for pattern in sentences_in("de").patterns:
        assert sorted(gap.findall(pattern.english)) == sorted(gap.findall(pattern.translation)), pattern.english


@pytest.mark.parametrize(
    ("english", "german"),
    [
        ("The bar was not followed.", "Die Stange wurde nicht verfolgt."),
        ("The camera stands 23° off the side.", "Die Kamera steht 23° schräg zur Seitenansicht."),
        (
            "The camera looks at the body from an unknown angle off the side.",
            "Die Kamera sieht den Körper um einen unbekannten Winkel schräg zur Seitenansicht.",
        ),
        (
            "The clip breaks off after 3.2 s: 14 frames cannot be decoded.",
            "Der Clip bricht nach 3.2 s ab: 14 Bilder nicht lesbar.",
        ),
        ("The answer “rpe” should be one word, not [1].", "Die Antwort „rpe“ sollte ein Wort sein, nicht [1]."),
        ("Run: lockout models fetch", "Ausführen: lockout models fetch"),
        ("A sentence that nobody knows.", "A sentence that nobody knows."),
        ("", ""),
    ],
)  # fmt: skip
def test_a_finished_sentence_is_told_with_its_gaps(english: str, german: str) -> None:
    assert sentences_in("de").tell(english) == german


def test_a_list_of_sentences_is_told_one_by_one() -> None:
    told = sentences_in("de").tell("There is no rep.; The bar was not followed.")

    assert told == "Es gibt keine Wiederholung.; Die Stange wurde nicht verfolgt."


@pytest.mark.parametrize("language", ["en", "xx"])
def test_english_and_unknown_languages_stay_as_they_are(language: str) -> None:
    assert sentences_in(language).tell("The bar was not followed.") == "The bar was not followed."


def test_the_pattern_with_more_words_wins() -> None:
    loose, strict = (
        Pattern("{0} is empty.", "{0} ist leer."),
        Pattern("The box {0} is empty.", "Die Kiste {0} ist leer."),
    )

    assert Sentences({}, (strict, loose)).tell("The box A is empty.") == "Die Kiste A ist leer."


def test_a_sentence_that_only_begins_and_ends_alike_is_left_alone() -> None:
    assert Pattern("a {0} b {1} c", "{1} {0}").tell("a x c", str) is None


def test_the_doctor_is_told_with_ids_and_facts_untouched() -> None:
    remedy = "Run: lockout models fetch"
    given = Check("pose_model", "Pose model", CheckState.MISSING, "not installed", remedy, (("a", "b"),))

    check = told_report(DoctorReport((given,)), sentences_in("de")).checks[0]

    assert (check.title, check.detail) == ("Posenmodell", "nicht installiert")
    assert check.remedy == "Ausführen: lockout models fetch"
    assert (check.id, check.facts) == ("pose_model", (("a", "b"),))


def test_an_error_keeps_its_english_words_for_logs() -> None:
    assert str(UsageError("There is no rep.", remedy="Choose one.")) == "There is no rep. Choose one."
