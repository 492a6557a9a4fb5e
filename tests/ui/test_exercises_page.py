"""Consent, rule packs and the choice of the exercise, in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio.assets import plugins_dir
from studio.exercises import ExerciseCatalogue, new_exercise
from studio.ui.settings.exercises_page import ExercisesPage
from studio.ui.settings.pack_page import PackPage
from studio.ui.wording import format_threshold

PACK = """schema = "lockout/rule-pack/1"
id = "anna-strict"
name = "Anna, strict"
version = "1.2.0"
exercise = "hip-thrust-barbell"

[faults.F-ECC.M-ECC]
limits = [5.0, 4.0, 0.6]
unit = "s"
source = "Anna, ten years of coaching"
"""


@pytest.fixture
def shelf(stage, warm_cache: Path, tmp_path: Path) -> Path:
    """An exercise of one's own, a rule pack, and one that is broken."""
    stage.cache = warm_cache
    own, packs = tmp_path / "own", tmp_path / "packs"
    own.mkdir()
    packs.mkdir()
    new_exercise("Box squat", own)
    (packs / "anna.toml").write_text(PACK, encoding="utf-8")
    (packs / "bad.toml").write_text(PACK.replace('unit = "s"\n', "").replace("anna-strict", "bad"), encoding="utf-8")
    stage.exercises = ExerciseCatalogue([plugins_dir(), own], packs=packs, choices=tmp_path / "choices.json")
    return tmp_path


@pytest.fixture
def open_page(open_shell, shelf: Path) -> Callable[..., ExercisesPage]:
    def open_one(shell=None) -> ExercisesPage:
        shell = shell or open_shell()
        shell.window.actions_book["exercises"].trigger()
        return shell.window.findChild(ExercisesPage)

    return open_one


def shown(page: ExercisesPage) -> str:
    return "\n".join(text.text() for text in page.findChildren(QLabel) if text.isVisibleTo(page))


def press(page: ExercisesPage, name: str) -> None:
    buttons = [one for one in page.findChildren(QPushButton) if one.isVisibleTo(page) and one.accessibleName() == name]
    assert len(buttons) == 1, name
    buttons[0].click()


def pack_choice(page: ExercisesPage) -> QComboBox:
    choices = page.findChildren(QComboBox)
    return next(one for one in choices if one.isVisibleTo(page) and "Barbell" in one.accessibleName())


def test_it_lists_exercises_packs_and_where_ones_own_go(open_page, shelf: Path) -> None:
    text = shown(open_page())

    assert "Barbell hip thrust 1.0.0" in text
    assert "Box squat 0.1.0" in text
    assert "! not allowed yet" in text
    assert "bad.toml:7: “unit” is missing" in text
    assert str(shelf / "own") in text
    assert str(shelf / "packs") in text


def test_what_is_wrong_is_told_in_the_language_of_the_window(open_page, open_shell) -> None:
    text = shown(open_page(open_shell(language="de")))

    assert "bad.toml:7: „unit“ fehlt" in text


def test_consent_is_given_and_taken_back(open_page, stage, qtbot: QtBot) -> None:
    page = open_page()

    press(page, "Allow: Box squat")
    assert stage.exercises.load("box-squat").name == "Box squat"
    qtbot.waitUntil(lambda: "Box squat" in shown(page) and "! not allowed yet" not in shown(page))

    press(page, "Forbid: Box squat")
    qtbot.waitUntil(lambda: "! not allowed yet" in shown(page))


def test_a_changed_exercise_is_off_again_when_looked_at_again(open_page, shelf: Path, qtbot: QtBot) -> None:
    page = open_page()
    press(page, "Allow: Box squat")

    with (shelf / "own" / "box_squat" / "rules.py").open("a", encoding="utf-8") as stream:
        stream.write("\n# something else\n")
    next(one for one in page.findChildren(QPushButton) if one.text() == "Look again").click()

    qtbot.waitUntil(lambda: "! not allowed yet" in shown(page))


def test_a_chosen_pack_judges_the_open_clip_and_stands_in_its_provenance(
    open_page, open_shell, stage, qtbot: QtBot
) -> None:
    shell = open_shell()
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    page = open_page(shell)
    assert "✓ judges this clip" in shown(page)

    choice = pack_choice(page)
    choice.setCurrentIndex(choice.findData("anna-strict"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: "anna-strict 1.2.0" in shell.desk.analysis.provenance.rules, timeout=90_000)

    lowering = next(finding for finding in shell.desk.analysis.findings if finding.fault == "F-ECC")
    assert lowering.evidence[0].source == "pack:anna-strict 1.2.0: Anna, ten years of coaching"
    assert pack_choice(page).currentData() == "anna-strict"
    qtbot.waitUntil(lambda: shell.desk.job is None, timeout=90_000)


def test_another_exercise_judges_the_open_clip_and_the_next(open_page, open_shell, stage, qtbot: QtBot) -> None:
    shell = open_shell()
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    page = open_page(shell)

    press(page, "Judge this clip with it: Machine hip thrust")
    qtbot.waitUntil(lambda: shell.desk.exercise.id == "hip-thrust-machine" and shell.desk.job is None, timeout=90_000)
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)

    assert shell.desk.analysis.exercise.id == "hip-thrust-machine"


def test_what_goes_wrong_is_told_on_the_page(open_page, shelf: Path) -> None:
    page = open_page()
    (shelf / "packs" / "anna.toml").unlink()

    choice = pack_choice(page)
    choice.setCurrentIndex(choice.findData("anna-strict"))
    choice.activated.emit(choice.currentIndex())

    assert page.told.startswith("There is no rule pack “anna-strict”")


def limits_page(page: ExercisesPage) -> PackPage:
    press(page, "Change limits…: Barbell hip thrust")
    return page.findChild(PackPage)


def cell(limits: PackPage, fault: str, column: int):
    table = limits.table
    row = next(at for at in range(table.rowCount()) if table.item(at, 0).text() == fault)
    return table.item(row, column)


def test_a_coach_changes_a_limit_and_the_clip_is_judged_with_it(open_page, open_shell, stage, qtbot: QtBot) -> None:
    shell = open_shell()
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    page = open_page(shell)
    limits = limits_page(page)
    assert limits.version.text() == "1.0.0"
    assert cell(limits, "Head thrown back", 2).text() == "55"
    cell(limits, "Head thrown back", 2).setText("80,5")
    cell(limits, "Head thrown back", 3).setText("85")
    cell(limits, "Head thrown back", 4).setText("89")
    assert cell(limits, "Head thrown back", 2).font().bold()
    limits.name.setText("Mine")
    limits.reason.setText("a bench with a high pad")
    press_text(limits, "Save and judge with it")
    qtbot.waitUntil(lambda: "pack:mine 1.0.0" in str(head_limits(shell)), timeout=90_000)
    assert head_limits(shell).limits == (80.5, 85.0, 89.0)
    assert pack_choice(page).currentText() == "Mine 1.0.0"
    facts = shell.window.review.facts
    qtbot.waitUntil(lambda: any("“Mine 1.0.0”" in one.text() for one in facts.findChildren(QLabel)), timeout=10_000)
    again = limits_page(page)
    assert (again.name.text(), again.version.text(), again.reason.text()) == (
        "Mine",
        "1.0.1",
        "a bench with a high pad",
    )


def head_limits(shell):
    definition = next(one for one in shell.desk.exercise.faults if one.id == "F-HEAD")
    return definition.indicators[0].bands


def press_text(limits: PackPage, text: str) -> None:
    next(one for one in limits.findChildren(QPushButton) if one.text() == text).click()


def test_limits_that_cannot_be_are_told_and_a_row_goes_back_to_its_own(open_page, shelf: Path) -> None:
    limits = limits_page(open_page())
    limits.name.setText("Mine")
    limits.reason.setText("why not")
    before = sorted(path.name for path in (shelf / "packs").iterdir())
    cell(limits, "Head thrown back", 2).setText("high")
    assert limits.told == "A limit is a number."
    assert cell(limits, "Head thrown back", 2).text() == "55"
    cell(limits, "Head thrown back", 2).setText("99")
    press_text(limits, "Save and judge with it")
    assert "cannot be used" in limits.told
    assert "mine.toml:" in limits.told
    assert sorted(path.name for path in (shelf / "packs").iterdir()) == before
    limits.table.setCurrentItem(cell(limits, "Head thrown back", 2))
    press_text(limits, "Own limits for this row")
    assert cell(limits, "Head thrown back", 2).text() == "55"
    press_text(limits, "Save and judge with it")
    assert "No limit differs" in limits.told


def test_body_lengths_are_told_as_per_cent_and_pairs_are_left_alone(open_page) -> None:
    limits = limits_page(open_page())
    heel = cell(limits, "Heels coming up", 2)
    assert float(heel.text()) > 1.0
    assert "% foot" in cell(limits, "Heels coming up", 1).text()
    own = {row.key: row for row in limits.draft().rows}
    heel.setText(heel.text())
    assert {row.key: row for row in limits.draft().rows} == own


@pytest.mark.parametrize(
    ("limit", "unit", "told"),
    [
        (0.075, "tl", "7.5 % thigh"),
        (0.1, "fl", "10 % foot"),
        (-10, "deg", "−10°"),
        ((0.55, 1.3), "ratio", "0.55 … 1.30"),
    ],
)
def test_a_limit_is_told_as_it_was_set(limit, unit: str, told: str) -> None:
    assert format_threshold(limit, unit) == told
