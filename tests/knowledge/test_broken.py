"""A knowledge base that does not hold together says everything that is wrong, file by file, and is not used."""

import shutil
from pathlib import Path

import pytest

from studio.assets import resources_dir
from studio.core.errors import MissingComponent, UsageError
from studio.exercises import check_knowledge, load_knowledge


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "knowledge"
    shutil.copytree(resources_dir() / "knowledge", copy)
    return copy


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def break_a_link(folder: Path) -> None:
    change(folder / "faults.toml", 'causes = ["excessive-rom"', 'causes = ["excessive-rum"')


def messages(folder: Path, language: str = "en") -> list[str]:
    return [str(problem) for problem in check_knowledge(language, folder)]


def test_an_unknown_cause_is_named_with_its_line(folder: Path) -> None:
    break_a_link(folder)

    assert any(m.startswith("faults.toml:") and "there is no “excessive-rum”" in m for m in messages(folder))


def test_a_cause_without_a_fix_is_a_problem(folder: Path) -> None:
    change(folder / "fixes.toml", 'causes = ["insufficient-padding", "bar-roll"]', 'causes = ["bar-roll"]')

    assert any("no fix addresses the cause “insufficient-padding”" in message for message in messages(folder))


def test_a_cause_that_nothing_raises_is_a_problem(folder: Path) -> None:
    change(folder / "rules.toml", 'cause = "prolonged-sitting"', 'cause = "overload"')

    assert any("nothing ever raises the cause “prolonged-sitting”" in message for message in messages(folder))


def test_missing_wording_is_a_problem(folder: Path) -> None:
    change(folder / "de" / "faults.toml", "[F-BARPATH]", "[F-BARPFAD]")

    found = messages(folder, "de")

    assert any("“F-BARPATH” is missing" in message for message in found)
    assert any("unknown key “F-BARPFAD”" in message for message in found)


def test_an_unknown_key_is_a_problem_with_its_line(folder: Path) -> None:
    change(folder / "causes.toml", 'view = "S"', 'view = "S"\nvieuw = "S"')

    assert any(m.startswith("causes.toml:") and "unknown key “vieuw”" in m for m in messages(folder))


def test_a_number_without_a_range_is_a_problem(folder: Path) -> None:
    change(folder / "questions.toml", 'unit = "h/day"\nlow = 0\nhigh = 24', 'unit = "h/day"')

    assert any("“Q-SIT” needs a unit, low and high" in message for message in messages(folder))


def test_a_file_that_is_no_toml_is_named_with_its_line(folder: Path) -> None:
    change(folder / "en" / "texts.toml", "[purpose]", "[purpose")

    assert any(message.startswith("texts.toml:1:") for message in messages(folder))


def test_a_missing_file_is_a_problem(folder: Path) -> None:
    (folder / "measures.toml").unlink()

    assert any("measures.toml: the file cannot be read" in message for message in messages(folder))


def test_it_is_not_used_and_says_so_in_a_sentence_with_a_remedy(folder: Path) -> None:
    break_a_link(folder)

    with pytest.raises(MissingComponent, match="does not hold together") as caught:
        load_knowledge("en", folder)
    assert caught.value.remedy


def test_a_language_that_nobody_wrote_is_refused() -> None:
    with pytest.raises(UsageError, match="no wording in the language “fr”"):
        load_knowledge("fr")


def test_a_regional_language_is_read_as_its_language() -> None:
    assert load_knowledge("de_AT").language == "de"
