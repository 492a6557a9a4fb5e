"""Starting a plugin, and checking one with its own cases."""

import json
from pathlib import Path

import pytest

from studio.core.errors import CannotWrite, UsageError
from studio.exercises import ExerciseCatalogue, check_folder, new_exercise


@pytest.mark.parametrize(
    ("name", "exercise_id"),
    [
        ("Box squat", "box-squat"),
        ("Überzüge", "uberzuge"),
        ('The "big" 3\\', "the-big-3"),
        ("21s curl", "s-curl"),
        ("line\nbreak", "line-break"),
    ],
)
def test_a_new_exercise_passes_from_the_start(name: str, exercise_id: str, tmp_path: Path) -> None:
    place = new_exercise(name, tmp_path)

    assert place == tmp_path / exercise_id.replace("-", "_")
    assert check_folder(place) == ()


@pytest.mark.parametrize("name", ["", "  ", "!!!", "深蹲", "42"])
def test_a_name_without_letters_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not make a name"):
        new_exercise(name, tmp_path)


def test_an_existing_folder_is_never_touched(tmp_path: Path) -> None:
    place = new_exercise("Box squat", tmp_path)
    (place / "rules.py").write_text("mine")

    with pytest.raises(UsageError, match="already is a folder"):
        new_exercise("Box squat", tmp_path)
    assert (place / "rules.py").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(CannotWrite):
        new_exercise("Box squat", tmp_path / "file")


def test_the_catalogue_checks_and_creates(catalogue: ExerciseCatalogue, folder: Path) -> None:
    place = catalogue.create("Box squat", folder)

    assert catalogue.check(place) == ()
    assert catalogue.check(folder / "nowhere") == ("nowhere: there is no such folder",)
    assert catalogue.check(folder) == ("exercise.toml: a plugin needs a manifest, exercise.toml",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"found": {"X-SLOW": "mild"}', '"found": {"X-SLOW": "severe"}', "found X-SLOW mild, not X-SLOW severe"),
        (', "found": {"X-SLOW": "mild"}', "", "found X-SLOW mild, not nothing"),
        ('"not_assessable": ["X-SLOW"]', '"not_assessable": ["F-ECC"]', "F-ECC should not be assessable"),
        ('"not_assessable"', '"unconfirmed"', "unconfirmed are nothing, not X-SLOW"),
        ('{"CON": null}', '{"CONN": null}', "no measure called “CONN”"),
        ('{"CON": null}', '{"CON": 1' + "0" * 400 + "}", "“CON” is infinite"),
        ('"name": "a slow lift is found"', '"nom": "a"', "a case needs a “name”"),
        ('"not_assessable": ["X', '"view": "top", "not_assessable": ["X', "“view” must be one of side, front"),
        ('"measures": {"CON": null}', '"measure": {"CON": null}', "unknown key “measure”; there are clip"),
        ('{"CON": null}', '{"CON": 1, "CON": null}', "the key “CON” is there twice"),
        ('["X-SLOW"]', '["X-SLOWW"]', ":7: “not measured is not assessable”: the manifest judges no “X-SLOWW”"),
        ('"mild"', '"midl"', ":3: “a slow lift is found”: “midl” is no severity; there are mild, moderate, severe"),
        ('"a very slow one is moderate"', '"a slow lift is found"', "another case has this name, too"),
        ('{"CON": null}', '{}, "intake": {"set_tpye": "power"}', "no question of the intake is called “set_tpye”"),
        ('{"CON": null}', '{}, "intake": {"set_type": "pwer"}', "“set_type” knows strength, hypertrophy, technique,"),
        ('"measures": {"CON": null}', '"clip": {"lift": 3}', "a figure has no “lift”; there are rep_count"),
        ('"measures": {"CON": null}', '"clip": {"lift_s": [1, 2]}', "“lift_s” has 2 numbers for 6 reps"),
        ('"measures": {"CON": null}', '"clip": {"shin_deg": [1, 2]}', "“shin_deg” is one number for all reps"),
        ('"measures": {"CON": null}', '"clip": {"rep_count": 2.5}', "“rep_count” must be a whole number, not 2.5"),
        ('"measures": {"CON": null}', '"clip": {"rest_s": 60, "rep_count": 40}', "moves for at most 600 s, not 2552"),
        ('"lockout/cases/1"', '"lockout/cases/2"', "“schema” must be “lockout/cases/1”"),
        ('"cases": [', '"cases": [}', "this is not valid JSON"),
    ],
)
def test_a_case_that_comes_out_differently_is_a_problem(old: str, new: str, message: str, make_plugin) -> None:
    place = make_plugin(file="cases/X-SLOW.json", old=old, new=new)

    problems = [str(problem) for problem in check_folder(place)]

    assert any(message in problem and problem.startswith("X-SLOW.json") for problem in problems), problems


def test_a_file_without_cases_is_a_problem(make_plugin) -> None:
    place = make_plugin(file="cases/empty.json", new='{"schema": "lockout/cases/1", "cases": []}')

    assert any("there is no case in it" in str(problem) for problem in check_folder(place))


@pytest.mark.parametrize(
    ("case", "message"),
    [
        ({"clip": {"shin_angle": 3}}, "the clip cannot be made"),
        ({"clip": {"rep_count": 9, "lift_s": [1.0]}}, "the clip cannot be made"),
        ({"clip": {"lift_s": "fast"}}, "the clip cannot be made"),
        ({"clip": {"rep_count": 10**9}}, "“rep_count” lies between 1 and 40, not 1000000000"),
        ({"clip": {"hold_s": [1e9, 1, 1, 1, 1, 1]}}, "“hold_s” lies between 0 and 60"),
        ({"clip": {"lower_s": float("nan")}}, "“lower_s” lies between 0.05 and 60, not nan"),
        ({"clip": {}, "view": "above"}, "“view” must be one of side, front"),
        ({"clip": 5}, "“clip” must be a table"),
        ({"clip": {"lower_s": 0.7}}, "found F-ECC moderate, not nothing"),
    ],
)
def test_a_clip_that_cannot_be_made_or_shows_something_else_is_a_problem(case: dict, message: str, make_plugin) -> None:
    content = json.dumps({"schema": "lockout/cases/1", "cases": [{"name": "a clip", **case}]})
    place = make_plugin(file="cases/clips.json", new=content)

    assert any(message in str(problem) for problem in check_folder(place))


@pytest.mark.parametrize(
    ("removed", "message"),
    [
        (("X-SLOW.json", "clips.json"), "cases: no case in which “X-SLOW” is found: nothing shows that it ever is"),
        (("clean.json", "clips.json", "F-ECC.json", "X-SLOW.json"), "no case in which “F-ECC” is found"),
    ],
)
def test_a_fault_that_no_case_shows_is_told(removed: tuple[str, ...], message: str, make_plugin) -> None:
    place = make_plugin()
    for name in removed:
        (place / "cases" / name).unlink()

    assert any(message in str(problem) for problem in check_folder(place))


def test_cases_that_never_leave_a_set_alone_are_told(make_plugin) -> None:
    place = make_plugin()
    for path in (place / "cases").glob("*.json"):
        path.unlink()
    both = {"CON": 3.1, "ECC": 1.1}
    case = {"name": "all wrong", "measures": both, "found": {"F-ECC": "mild", "X-SLOW": "mild"}}
    (place / "cases" / "one.json").write_text(json.dumps({"schema": "lockout/cases/1", "cases": [case]}))

    assert [str(problem) for problem in check_folder(place)] == ["cases: no case in which nothing is found"]


def test_a_fault_that_a_guided_path_mutes_needs_no_case(make_plugin) -> None:
    place = make_plugin(old='muted_by = ["power"]', new='muted_by = ["guided-path"]')
    (place / "cases" / "F-ECC.json").unlink()
    assert "“F-ECC”" in str(check_folder(place)[0])

    manifest = place / "exercise.toml"
    manifest.write_text(manifest.read_text().replace("guided_path = false", "guided_path = true"))

    assert check_folder(place) == ()


def test_rules_that_would_hold_every_correction_up_are_told(make_plugin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("studio.exercises.cases.SLOW_S", 1e-5)  # a test should not wait for what it tells
    code = "def adjust(measures):\n    sum(number for number in range(3000))\n    return measures\n"
    place = make_plugin(file="rules.py", new=code)
    for name in ("clips.json", "X-SLOW.json", "F-ECC.json"):
        (place / "cases" / name).unlink()

    (problem,) = check_folder(place)

    assert "s for one set; more than 1e-05 s holds every correction up" in problem.message
