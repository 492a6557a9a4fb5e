"""A coach's own limits: a named overlay that changes numbers without code and is told in provenance."""

from pathlib import Path

import pytest

from studio.core.errors import BrokenExercise, UsageError
from studio.core.exercise import Exercise
from studio.core.fault import Indicator
from studio.exercises import ExerciseCatalogue

PACK = """schema = "lockout/rule-pack/1"
id = "anna-strict"
name = "Anna, strict"
version = "1.2.0"
exercise = "hip-thrust-barbell"

[faults.F-ECC]
weight = 2.5

[faults.F-ECC.M-ECC]
limits = [1.5, 1.0, 0.6]
unit = "s"
source = "Anna, ten years of coaching"

[faults.F-HOE.M-HOE]
calibrated = [4, 8, 15]
unit = "deg"
source = "Anna, ten years of coaching"
"""

BAD = {
    "other schema": ("lockout/rule-pack/1", "lockout/rule-pack/7", "“schema” must be"),
    "no name": ('name = "Anna, strict"\n', "", "“name” is missing"),
    "odd id": ('"anna-strict"', '"Anna Strict"', "lower-case words"),
    "odd version": ('"1.2.0"', '"one"', "three numbers"),
    "unknown key": ("weight = 2.5", "wieght = 2.5", "unknown key “wieght”"),
    "unknown key at the top": ('version = "1.2.0"', 'version = "1.2.0"\ncolour = "red"', "unknown key “colour”"),
    "unknown fault": ("[faults.F-ECC]", "[faults.F-XYZ]", "the exercise judges no “F-XYZ”"),
    "unknown measure": ("[faults.F-ECC.M-ECC]", "[faults.F-ECC.M-BOT]", "unknown key “M-BOT”"),
    "no unit": ('unit = "s"\n', "", "“unit” is missing"),
    "other unit": ('unit = "s"', 'unit = "deg"', "M-ECC is measured in s, not in deg"),
    "no source": (
        '[1.5, 1.0, 0.6]\nunit = "s"\nsource = "Anna, ten years of coaching"',
        '[1.5]\nunit = "s"',
        "“source”",
    ),
    "limits that get milder": ("[1.5, 1.0, 0.6]", "[0.6, 1.0, 1.5]", "none may be above the one before"),
    "calibrated limits that get milder": ("[4, 8, 15]", "[15, 8, 4]", "none may be below the one before"),
    "nothing changed": ("limits = [1.5, 1.0, 0.6]\n", "", "it changes nothing"),
    "negative weight": ("weight = 2.5", "weight = -2.5", "cannot be below 0"),
    "a weight that beats all": ("weight = 2.5", "weight = 100", "cannot be below 0 or above 10"),
    "a whole number like a novel": ("[4, 8, 15]", "[4, 8, 1" + "0" * 400 + "]", "one to three numbers"),
    "a limit that no angle reaches": ("[4, 8, 15]", "[4, 8, 400]", "a measure in deg lies between -360 and 360"),
    "a fault left as it is": ("weight = 2.5", "[faults.F-VL]", "it changes nothing: give a “weight”"),
    "a name that clears the screen": (
        '"Anna, strict"',
        '"\\u001b[2J"',
        "“name” holds a character that cannot be shown",
    ),
    "other exercise": ('"hip-thrust-barbell"', '"deadlift"', "there is no exercise “deadlift”"),
    "no TOML": ("[faults.F-ECC]", "[faults.F-ECC", "not valid TOML"),
}


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    place = tmp_path / "packs"
    place.mkdir(exist_ok=True)
    return place


def indicator(exercise: Exercise, fault: str, measure: str) -> Indicator:
    found = next(definition for definition in exercise.faults if definition.id == fault)
    return next(item for item in found.indicators if item.measure == measure)


def test_a_pack_is_listed_and_judges_nothing_until_it_is_chosen(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "anna.toml").write_text(PACK)

    entry = catalogue.rule_packs()[0]

    assert (entry.id, entry.name, entry.version, entry.exercise) == (
        "anna-strict",
        "Anna, strict",
        "1.2.0",
        "hip-thrust-barbell",
    )
    assert not entry.is_chosen
    assert entry.problems == ()
    assert "rule pack" not in catalogue.load("hip-thrust-barbell").rules_version


def test_a_chosen_pack_changes_limits_and_nothing_else(catalogue: ExerciseCatalogue, packs: Path) -> None:
    before = catalogue.load("hip-thrust-barbell")
    (packs / "anna.toml").write_text(PACK)
    catalogue.choose_pack("hip-thrust-barbell", "anna-strict")

    after = catalogue.load("hip-thrust-barbell")

    lowering = indicator(after, "F-ECC", "M-ECC").bands
    assert lowering.limits == (1.5, 1.0, 0.6)
    assert lowering.source == "pack:anna-strict 1.2.0: Anna, ten years of coaching"
    line = indicator(after, "F-HOE", "M-HOE")
    assert line.bands.limits == (8.0, 12.0, 20.0)
    assert line.calibrated_bands.limits == (4.0, 8.0, 15.0)
    assert indicator(after, "F-LUMBAR", "M-HOE") == indicator(before, "F-LUMBAR", "M-HOE")
    assert [fault.id for fault in after.faults if fault not in before.faults] == ["F-HOE", "F-ECC"]
    assert next(fault.weight for fault in after.faults if fault.id == "F-ECC") == 2.5


def test_a_chosen_pack_is_told_in_provenance(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "anna.toml").write_text(PACK)
    catalogue.choose_pack("hip-thrust-barbell", "anna-strict")

    assert "rule pack anna-strict 1.2.0 (" in catalogue.load("hip-thrust-barbell").rules_version
    assert catalogue.rule_packs()[0].is_chosen


def test_the_exercises_own_limits_come_back(catalogue: ExerciseCatalogue, packs: Path) -> None:
    before = catalogue.load("hip-thrust-barbell")
    (packs / "anna.toml").write_text(PACK)
    catalogue.choose_pack("hip-thrust-barbell", "anna-strict")

    catalogue.choose_pack("hip-thrust-barbell")

    assert catalogue.load("hip-thrust-barbell").faults == before.faults


@pytest.mark.parametrize("what", BAD)
def test_a_bad_pack_is_listed_with_its_problem_and_cannot_be_chosen(
    what: str, catalogue: ExerciseCatalogue, packs: Path
) -> None:
    old, new, message = BAD[what]
    assert old in PACK
    (packs / "anna.toml").write_text(PACK.replace(old, new, 1))

    entry = catalogue.rule_packs()[0]

    assert any(message in problem for problem in entry.problems), entry.problems
    assert any("anna.toml" in problem for problem in entry.problems)
    with pytest.raises((BrokenExercise, UsageError)):
        catalogue.choose_pack("hip-thrust-barbell", entry.id)


def test_a_chosen_pack_that_is_gone_is_never_silently_left_out(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "anna.toml").write_text(PACK)
    catalogue.choose_pack("hip-thrust-barbell", "anna-strict")
    (packs / "anna.toml").unlink()

    with pytest.raises(UsageError, match="no rule pack “anna-strict”"):
        catalogue.load("hip-thrust-barbell")


def test_a_chosen_pack_that_broke_is_never_half_used(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "anna.toml").write_text(PACK)
    catalogue.choose_pack("hip-thrust-barbell", "anna-strict")
    (packs / "anna.toml").write_text(PACK.replace('unit = "s"\n', ""))

    with pytest.raises(BrokenExercise, match="“Anna, strict” cannot be used"):
        catalogue.load("hip-thrust-barbell")


def test_a_pack_is_for_one_exercise(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "anna.toml").write_text(PACK)

    with pytest.raises(UsageError):
        catalogue.choose_pack("glute-bridge", "anna-strict")
    with pytest.raises(UsageError):
        catalogue.choose_pack("deadlift", "anna-strict")


def test_a_pack_without_changes_is_a_problem(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "anna.toml").write_text(PACK[: PACK.index("[faults.F-ECC]")] + "[faults]\n")

    assert catalogue.rule_packs()[0].problems == ("anna.toml:7: the pack changes nothing: “faults” is empty",)


def test_a_name_that_cannot_be_shown_reaches_no_list(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "anna.toml").write_text(PACK.replace("Anna, strict", "\\u001b[2J").replace("1.2.0", "\\u001b[2J"))

    (pack,) = catalogue.rule_packs()

    assert (pack.name, pack.version) == ("\\x1b[2J", "\\x1b[2J")


def test_without_a_folder_there_are_no_packs() -> None:
    assert ExerciseCatalogue([]).rule_packs() == ()


def test_of_two_packs_with_one_id_the_second_is_a_listed_problem(catalogue: ExerciseCatalogue, packs: Path) -> None:
    for name in ("a", "b"):
        (packs / f"{name}.toml").write_text(PACK, encoding="utf-8")
    first, second = catalogue.rule_packs()
    assert first.problems == ()
    assert second.problems == ("b.toml: the id “anna-strict” is already used by a.toml",)
    catalogue.choose_pack("hip-thrust-barbell", "anna-strict")
    assert [pack.is_chosen for pack in catalogue.rule_packs()] == [True, False]


def test_a_pack_that_cannot_be_read_is_told_once(catalogue: ExerciseCatalogue, packs: Path) -> None:
    (packs / "bytes.toml").write_bytes(b"\xff\xfe")
    (packs / "torn.toml").write_text(PACK + "\n[[", encoding="utf-8")
    told = [pack.problems for pack in catalogue.rule_packs()]
    assert [len(problems) for problems in told] == [1, 1]
    assert "UTF-8" in told[0][0]
    assert "not valid TOML" in told[1][0]


def test_an_unknown_fault_of_a_pack_has_its_line(catalogue: ExerciseCatalogue, packs: Path) -> None:
    text = PACK.replace("[faults.F-ECC.M-ECC]", "[faults.F-XYZ.M-ECC]")
    (packs / "x.toml").write_text(text, encoding="utf-8")
    line = text.splitlines().index("[faults.F-XYZ.M-ECC]") + 1
    (pack,) = catalogue.rule_packs()
    assert f"x.toml:{line}: the exercise judges no “F-XYZ”" in pack.problems
