"""A coach's own templates around the set: warm-up, corrective block and cool-down, worded in a rule pack."""

from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.core.errors import BrokenExercise
from studio.exercises import ExerciseCatalogue

LIFT = "hip-thrust-barbell"
HEAD = f"""schema = "lockout/rule-pack/1"
id = "short-start"
name = "Short start"
version = "1.0.0"
exercise = "{LIFT}"
"""
SESSION = """
[session]
warm_up = "Five minutes of rowing, then two light sets."
"""


@pytest.fixture
def book(tmp_path: Path) -> ExerciseCatalogue:
    (tmp_path / "packs").mkdir()
    return ExerciseCatalogue([plugins_dir()], packs=tmp_path / "packs", choices=tmp_path / "choices.json")


def put(book: ExerciseCatalogue, text: str) -> None:
    (book.own_places()[1] / "short-start.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("language", ["en", "de"])
def test_a_pack_words_a_template_and_leaves_the_others(book, language):
    put(book, HEAD + SESSION)
    own, now = (book.load(LIFT, language, rule_pack=pack).knowledge.texts for pack in ("", "short-start"))

    assert now["session.warm_up"] == "Five minutes of rowing, then two light sets."
    assert now["session.cool_down"] == own["session.cool_down"]
    assert own["session.warm_up"] != now["session.warm_up"]


def test_without_limits_of_its_own_the_limits_stay_and_the_pack_is_told(book):
    put(book, HEAD + SESSION)
    now = book.load(LIFT, rule_pack="short-start")

    assert now.faults == book.load(LIFT, rule_pack="").faults
    assert "rule pack short-start 1.0.0" in now.rules_version


@pytest.mark.parametrize(
    ("session", "told"),
    [
        ("[session]\n", "the pack changes nothing"),
        ('[session]\nwarm_up = ""\n', "“warm_up” is empty"),
        ('[session]\nstretching = "Ten minutes."\n', "unknown key “stretching”"),
        ("[session]\nwarm_up = 5\n", "“warm_up” must be a text"),
        ('session = "Ten minutes."\n', "“session” must be a table"),
        ('[session]\nwarm_up = "After this the lift is safe."\n', "session.warm_up"),
        ('[session]\ncool_down = "Danach ist die Bewegung sicher."\n', "session.cool_down"),
    ],
)
def test_what_is_wrong_with_a_template_is_listed_and_the_pack_is_not_used(book, session, told):
    put(book, HEAD + session)
    (entry,) = book.rule_packs()

    assert told in " ".join(entry.problems)
    with pytest.raises(BrokenExercise):
        book.load(LIFT, rule_pack="short-start")
