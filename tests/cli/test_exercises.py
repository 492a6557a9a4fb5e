"""Consent for exercises of one's own, and rule packs, from the command line."""

import json

import pytest


@pytest.fixture
def squat(home, lockout):
    """An exercise of one's own, just started."""
    made = lockout("exercises", "new", "Box squat", "--in", home / "data" / "exercises")
    assert made.code == 0, made.err
    return home / "data" / "exercises" / "box_squat"


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
