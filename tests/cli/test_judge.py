"""`lockout judge`: rule packs, what was not used, and the same call from Python."""

import json

import pytest

from studio.bootstrap import build_studio
from studio.services.judge import judge_to_json

CASE = {"measures": {"ECC": [1.4, 1.4, 1.4]}, "intake": {"screening_complete": True}}


@pytest.fixture
def case(home):
    file = home / "case.json"
    file.write_text(json.dumps(CASE), encoding="utf-8")
    return file


def found(done):
    return {item["fault"]: item["severity"] for item in json.loads(done.out)["findings"] if item["outcome"] == "found"}


def test_the_exercises_own_limits_judge_without_a_pack(lockout, case, pack):
    assert found(lockout("judge", case)) == {}


def test_a_pack_can_be_named_for_once_by_id_or_by_file(lockout, case, pack, home):
    elsewhere = home / "elsewhere.toml"
    pack.rename(elsewhere)
    assert found(lockout("judge", case, "--rule-pack", elsewhere)) == {"F-ECC": "mild"}

    elsewhere.rename(pack)
    assert found(lockout("judge", case, "--rule-pack", "anna-strict")) == {"F-ECC": "mild"}
    assert found(lockout("judge", case)) == {}


def test_a_chosen_pack_judges_until_it_is_left_out(lockout, case, pack):
    lockout("exercises", "choose-pack", "hip-thrust-barbell", "anna-strict")

    assert found(lockout("judge", case)) == {"F-ECC": "mild"}
    assert found(lockout("judge", case, "--rule-pack", "")) == {}


def test_the_pack_stands_in_provenance_and_in_the_evidence(lockout, case, pack):
    judged = json.loads(lockout("judge", case, "--rule-pack", "anna-strict").out)

    assert "rule pack anna-strict 1.2.0 (" in judged["provenance"]["rules"]
    assert "“Anna, strict”" in judged["provenance"]["rules"]
    lowering = next(item for item in judged["findings"] if item["fault"] == "F-ECC")
    assert lowering["evidence"][0]["source"] == "pack:anna-strict 1.2.0: Anna, ten years of coaching"


@pytest.mark.parametrize("named", ["nobody", "nowhere.toml"])
def test_a_pack_that_is_not_there_is_exit_code_two(lockout, case, named):
    done = lockout("judge", case, "--rule-pack", named)

    assert done.code == 2
    assert f"There is no rule pack “{named}”" in done.err


def test_what_no_rule_asks_for_is_told(lockout, home):
    file = home / "case.json"
    file.write_text(json.dumps({**CASE, "intake": {"moon": "full"}, "colour": 1}), encoding="utf-8")

    done = lockout("judge", file)

    assert json.loads(done.out)["unread"] == ["colour", "moon"]
    assert "colour, moon" in done.err


def test_nothing_is_told_when_everything_was_used(lockout, case):
    assert lockout("judge", case).err == ""


def test_the_function_gives_what_the_command_writes(lockout, case, home):
    lockout("judge", case, "--json", home / "out.json")

    assert json.loads((home / "out.json").read_text(encoding="utf-8")) == judge_to_json(build_studio(), CASE)


def test_a_case_nested_without_end_is_exit_code_three(lockout, home):
    file = home / "deep.json"
    file.write_text("[" * 100_000, encoding="utf-8")

    assert lockout("judge", file).code == 3


def test_two_packs_at_once_are_refused(lockout, case, pack):
    done = lockout("judge", case, "--rule-pack", "anna-strict", "--rule-pack", "other", "--language", "de")

    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("Es beurteilt immer nur ein Regelpaket.")


def test_a_case_without_end_is_not_read_to_it(lockout, home, monkeypatch):
    monkeypatch.setattr("studio.cli.judge._LARGEST_BYTES", 100)
    (home / "long.json").write_text(" " * 101, encoding="utf-8")

    done = lockout("judge", home / "long.json")

    assert (done.code, done.err.splitlines()[0]) == (3, "long.json is too large.")
