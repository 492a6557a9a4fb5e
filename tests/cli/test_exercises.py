"""Consent for exercises of one's own, and rule packs, from the command line."""

import json
import re

import pytest

from studio.assets import plugins_dir
from studio.exercise_api import CONDITIONS, NEEDS, OPTIONS, PHASES, SIGNALS, UNITS, VIEWS
from studio.exercise_api.conformance import Movement


@pytest.fixture
def squat(home, lockout):
    """An exercise of one's own, just started."""
    made = lockout("exercises", "new", "Box squat", "--in", home / "data" / "exercises")
    assert made.code == 0, made.err
    return home / "data" / "exercises" / "box_squat"


def test_starting_one_says_what_comes_next(lockout, home):
    made = lockout("exercises", "new", "Box squat", "--in", home)

    assert made.out == f"{home / 'box_squat'}\n"
    assert f"lockout exercises check {home / 'box_squat'}" in made.err
    assert str(home / "data" / "exercises") in made.err


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("measures", r"M-CON +s +Lift"),
        ("faults", r"F-ECC +"),
        ("causes", r"overload +Load"),
        ("fixes", r"load-reset-light +"),
        ("accessories", r"ex-plank +Front plank"),
        ("references", r"69 +"),
    ],
)
def test_what_a_manifest_may_name_is_listed(lockout, kind, line):
    listed = lockout("exercises", "ids", kind)

    assert listed.code == 0
    assert re.search(f"^{line}", listed.out, re.MULTILINE), listed.out


def test_the_lists_speak_german(lockout):
    listed = lockout("exercises", "ids", "accessories", "--language", "de").out

    assert re.search(r"^ex-plank +Unterarmstütz", listed, re.MULTILINE), listed


def test_a_list_that_there_is_not_is_exit_code_two(lockout):
    done = lockout("exercises", "ids", "feelings")

    assert (done.code, done.out) == (2, "")
    assert "measures, faults, causes, fixes, accessories, references" in done.err


def test_a_new_exercise_passes_its_own_check(lockout, squat):
    checked = lockout("exercises", "check", squat)

    assert (checked.code, checked.out) == (0, "No problems.\n")


def test_an_exercise_of_ones_own_waits_for_consent_and_says_how_to_give_it(lockout, squat):
    listed = lockout("exercises", "list").out

    assert "box-squat              0.1.0    needs_consent" in listed
    assert "lockout exercises allow box-squat" in listed


def test_consent_is_given_and_taken_back(lockout, squat, home):
    case = home / "case.json"
    case.write_text('{"exercise": "box-squat", "measures": {"ECC": [0.4, 0.4, 0.4]}}', encoding="utf-8")

    assert lockout("judge", case).code == 5
    assert lockout("exercises", "allow", "box-squat").code == 0
    judged = lockout("judge", case)
    assert judged.code == 0
    assert json.loads(judged.out)["exercise"] == {"id": "box-squat", "version": "0.1.0"}
    assert lockout("exercises", "forbid", "box-squat").out == "box-squat needs_consent\n"
    assert lockout("judge", case).code == 5


def test_changed_content_is_off_again(lockout, squat):
    lockout("exercises", "allow", "box-squat")

    with (squat / "rules.py").open("a", encoding="utf-8") as stream:
        stream.write("\n# something else\n")

    assert "needs_consent" in lockout("exercises", "list").out


@pytest.mark.parametrize("command", ["allow", "forbid", "choose-pack"])
def test_an_exercise_that_is_not_there_is_exit_code_two(lockout, command):
    done = lockout("exercises", command, "deadlift")

    assert done.code == 2
    assert "There is no exercise “deadlift”." in done.err


def test_a_rule_pack_is_listed_chosen_and_let_go(lockout, pack):
    assert "anna-strict            1.2.0    ready    hip-thrust-barbell" in lockout("exercises", "packs").out

    assert lockout("exercises", "choose-pack", "hip-thrust-barbell", "anna-strict").code == 0
    assert "chosen" in lockout("exercises", "packs").out
    assert "judged with the rule pack Anna, strict 1.2.0" in lockout("exercises", "list").out

    assert lockout("exercises", "choose-pack", "hip-thrust-barbell").code == 0
    assert "rule pack" not in lockout("exercises", "list").out


def test_a_broken_rule_pack_is_listed_with_file_and_line(lockout, pack):
    pack.write_text(pack.read_text(encoding="utf-8").replace('unit = "s"\n', ""), encoding="utf-8")

    listed = lockout("exercises", "packs")

    assert listed.code == 5
    assert "anna.toml:7: “unit” is missing" in listed.out
    assert lockout("exercises", "choose-pack", "hip-thrust-barbell", "anna-strict").code == 5


def test_the_doctor_names_what_waits_and_what_is_broken(lockout, squat, pack):
    pack.write_text(pack.read_text(encoding="utf-8").replace('unit = "s"\n', ""), encoding="utf-8")
    (squat.parent / "broken").mkdir()
    (squat.parent / "broken" / "exercise.toml").write_text("schema = 1\n", encoding="utf-8")

    report = json.loads(lockout("doctor", "--json").out)

    assert report["knowledge"]["state"] == "ok"
    assert report["knowledge"]["languages"] == "de en"
    assert report["exercises"]["box-squat"] == "needs_consent"
    assert report["exercise_box-squat"]["remedy"] == "Run: lockout exercises allow box-squat"
    assert "exercise.toml:1" in report["exercise_broken"]["detail"]
    assert "“unit” is missing" in report["rule_pack_anna-strict"]["detail"]


def test_the_doctor_names_the_chosen_rule_pack(lockout, pack):
    lockout("exercises", "choose-pack", "hip-thrust-barbell", "anna-strict")

    report = json.loads(lockout("doctor", "--json").out)

    assert "hip-thrust-barbell with the rule pack anna-strict 1.2.0" in report["exercises"]["detail"]


FIGURES = """{"schema": "lockout/cases/1", "cases": [
  {"name": "a quiet set", "clip": {"rep_count": 5}},
  {"name": "dropped", "clip": {"rep_count": 5, "lower_s": 0.5}, "found": {"F-ECC": "WHAT"}},
  {"name": "slow up", "clip": {"rep_count": 4, "lift_s": 3.4}, "found": {"X-SLOW": "mild"}}]}
"""


def test_the_conformance_kit_works_for_a_strangers_exercise(lockout, squat):
    clips = squat / "cases" / "clips.json"
    clips.write_text(FIGURES.replace("WHAT", "severe"), encoding="utf-8")

    assert "found F-ECC moderate, not F-ECC severe" in lockout("exercises", "check", squat).out

    clips.write_text(FIGURES.replace("WHAT", "moderate"), encoding="utf-8")

    assert lockout("exercises", "check", squat).out == "No problems.\n"


def test_the_readme_names_every_number_of_a_figure():
    readme = (plugins_dir() / "README.md").read_text(encoding="utf-8")

    assert [name for name in Movement.__slots__ if f"`{name}`" not in readme] == []


def test_the_readme_names_every_word_of_a_manifest():
    readme = (plugins_dir() / "README.md").read_text(encoding="utf-8")

    words = (*NEEDS, *OPTIONS, *UNITS, *VIEWS, *CONDITIONS, *PHASES, *SIGNALS)
    assert [word for word in words if f"`{word}`" not in readme] == []


def test_the_manifest_of_the_readme_s_rule_pack_loads(lockout, home):
    readme = (plugins_dir() / "README.md").read_text(encoding="utf-8")
    pack = re.search(r"```toml\n(schema = \"lockout/rule-pack/1\".*?)```", readme, re.DOTALL)
    (home / "config" / "rule-packs" / "readme.toml").write_text(pack[1], encoding="utf-8")

    assert lockout("exercises", "packs").code == 0


def test_the_words_and_cases_of_the_readme_pass(lockout, squat):
    readme = (plugins_dir() / "README.md").read_text(encoding="utf-8")
    words = re.search(r"```toml\n(name = .*?)```", readme, re.DOTALL)[1]
    cases = re.search(r"```json\n(\{\"schema\": \"lockout/cases/1\".*?)```", readme, re.DOTALL)[1]
    rules = re.search(r"```python\n(from studio.exercise_api.*?)```", readme, re.DOTALL)[1]
    (squat / "i18n" / "en.toml").write_text(words, encoding="utf-8")
    (squat / "cases" / "X-SLOW.json").write_text(cases, encoding="utf-8")
    (squat / "rules.py").write_text(rules, encoding="utf-8")

    assert "de.toml: no words for the measure “X-DEPTH”" in lockout("exercises", "check", squat).out
    (squat / "i18n" / "de.toml").write_text(words, encoding="utf-8")
    assert lockout("exercises", "check", squat).out == "No problems.\n"


def test_every_command_of_the_readme_exists(lockout):
    readme = (plugins_dir() / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"lockout exercises ([a-z-]+)", readme))

    assert named == {"new", "ids", "check", "list", "allow", "packs", "choose-pack"}
    assert all(lockout("exercises", command, "--help").code == 0 for command in sorted(named | {"forbid"}))


def test_the_commands_for_authors_speak_german(lockout, home, squat, pack):
    made = lockout("exercises", "new", "Kniebeuge", "--in", home, "--language", "de")
    assert made.err.startswith("Ändere sie, dann: lockout exercises check ")

    manifest = squat / "exercise.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('version = "0.1.0"\n', ""), encoding="utf-8")
    checked = lockout("exercises", "check", squat, "--language", "de")
    assert (checked.code, checked.out) == (5, "exercise.toml: „version“ fehlt\n")
    listed = lockout("exercises", "list", "--language", "de")
    assert "hip-thrust-barbell     1.0.0    ready          Langhantel-Hip-Thrust" in listed.out
    assert "    exercise.toml: „version“ fehlt" in listed.out
    assert listed.err.startswith("Eigene Übungen gehören nach ")

    chosen = lockout("exercises", "choose-pack", "hip-thrust-barbell", "anna-strict", "--language", "de").out
    assert chosen == "hip-thrust-barbell wird mit dem Regelpaket Anna, strict 1.2.0 beurteilt.\n"
    assert lockout("exercises", "packs", "--language", "de").err.startswith("Regelpakete gehören nach ")
    assert lockout("exercises", "forbid", "none", "--language", "de").err.startswith("Es gibt keine Übung „none“.")


def test_consent_is_told_in_german(lockout, squat):
    given = lockout("exercises", "allow", "box-squat", "--language", "de").out

    assert given.splitlines()[0] == f"box-squat 0.1.0: {squat}"
    assert given.splitlines()[1].startswith("erlaubt mit dem Inhalt ")


def test_a_limit_that_no_case_holds_is_told_beside_a_clean_check(lockout, squat):
    cases = squat / "cases" / "F-ECC.json"
    cases.write_text(cases.read_text(encoding="utf-8").replace('"ECC": 0.49', '"ECC": 0.2'), encoding="utf-8")

    checked = lockout("exercises", "check", squat)
    assert (checked.code, checked.out) == (0, "No problems.\n")
    assert checked.err.splitlines() == [
        "These limits could move by a tenth without a case noticing:",
        "    exercise.toml:38: “F-ECC”: no case in which M-ECC is just worse than 0.5",
    ]
    assert (
        "kein Fall, in dem M-ECC knapp schlechter ist als 0.5"
        in lockout("exercises", "check", squat, "--language", "de").err
    )
