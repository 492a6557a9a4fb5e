"""A manifest that a person got wrong is listed with everything that is wrong, with its lines, and never loads."""

from pathlib import Path

import pytest

from studio.core.errors import BrokenExercise
from studio.core.exercise import ExerciseState
from studio.exercises import ExerciseCatalogue, check_folder

SLOW = 'measure = "M-CON"\ncomparison = "ge"\nlimits = [3.0, 4.0]\nunit = "s"\nsource = "our default"'

BAD = {
    "unknown key": ('version = "0.1.0"', 'version = "0.1.0"\nauthor = "me"', "unknown key “author”"),
    "unknown key in a fault": ("weight = 1.8", "weight = 1.8\nwieght = 1", "unknown key “wieght”"),
    "unknown key in a limit": ('unit = "s"\nsource', 'unit = "s"\nscale = 2\nsource', "unknown key “scale”"),
    "unknown key in the rep": ("speed_share = 0.05", "speed_share = 0.05\nspeed = 1", "unknown key “speed”"),
    "unknown option": ('tool = "barbell"', 'tool = "barbell"\ncolour = "red"', "unknown option “colour”"),
    "no unit": (SLOW, SLOW.replace('unit = "s"\n', ""), "“unit” is missing"),
    "unknown unit": (SLOW, SLOW.replace('"s"', '"sec"'), "“unit” must be one of deg"),
    "unit of another measure": (SLOW, SLOW.replace('unit = "s"', 'unit = "deg"'), "M-CON is measured in s, not in deg"),
    "no source": (SLOW, SLOW.replace('\nsource = "our default"', ""), "“source” is missing"),
    "empty source": (SLOW, SLOW.replace('"our default"', '" "'), "“source” is empty"),
    "no limits": (SLOW, SLOW.replace("limits = [3.0, 4.0]\n", ""), "“limits” is missing"),
    "limits that get milder": (SLOW, SLOW.replace("[3.0, 4.0]", "[4.0, 3.0]"), "none may be below the one before"),
    "limits of the wrong direction": ("[1.2, 0.8, 0.5]", "[0.5, 0.8, 1.2]", "none may be above the one before"),
    "too many limits": (SLOW, SLOW.replace("[3.0, 4.0]", "[1, 2, 3, 4]"), "one to three numbers"),
    "no limit at all": (SLOW, SLOW.replace("[3.0, 4.0]", "[]"), "one to three numbers"),
    "a text as limit": (SLOW, SLOW.replace("[3.0, 4.0]", '["3", "4"]'), "one to three numbers"),
    "true as limit": (SLOW, SLOW.replace("[3.0, 4.0]", "[true]"), "one to three numbers"),
    "infinite limit": (SLOW, SLOW.replace("[3.0, 4.0]", "[inf]"), "one to three numbers"),
    "a missing number as limit": (SLOW, SLOW.replace("[3.0, 4.0]", "[nan]"), "one to three numbers"),
    "numbers for a range": (SLOW, SLOW.replace('"ge"', '"outside"'), "pairs [low, high]"),
    "an empty range": (SLOW, SLOW.replace('"ge"', '"outside"').replace("[3.0, 4.0]", "[[4, 3]]"), "low must be below"),
    "ranges that shrink": (
        SLOW,
        SLOW.replace('"ge"', '"outside"').replace("[3.0, 4.0]", "[[1, 9], [2, 8]]"),
        "each range must hold the one before",
    ),
    "bad calibrated limits": (SLOW, SLOW + "\ncalibrated = [4, 3]", "“calibrated” [4, 3] cannot be"),
    "unknown comparison": (SLOW, SLOW.replace('"ge"', '"gt"'), "“comparison” must be one of ge, le, lt, outside"),
    "unknown measure": (SLOW, SLOW.replace("M-CON", "M-CONCENTRIC"), "there is no measure “M-CONCENTRIC”"),
    "newer interface": ('api = "1.0"', 'api = "1.9"', "version 1.9 of the plugin interface; this studio has 1.0"),
    "other interface": ('api = "1.0"', 'api = "2.0"', "version 2.0 of the plugin interface"),
    "no interface": ('api = "1.0"\n', "", "“api” is missing"),
    "odd interface": ('api = "1.0"', 'api = "one"', "two numbers"),
    "a number as id": ('id = "box-squat"', "id = 7", "“id” must be a text, not 7"),
    "odd id": ('id = "box-squat"', 'id = "Box Squat"', "lower-case words joined by hyphens"),
    "odd version": ('version = "0.1.0"', 'version = "new"', "three numbers"),
    "other schema": ("lockout/exercise/1", "lockout/exercise/9", "“schema” must be one of lockout/exercise/1"),
    "unknown view": ('views = ["side"]', 'views = ["above"]', "not “above”"),
    "unknown class": ('class = "ecc"', 'class = "bad"', "“class” must be one of spine"),
    "unknown level": ('level = "rep"', 'level = "sets"', "“level” must be one of rep, set"),
    "unknown signal": ('signal = "hip_height_tl"', 'signal = "mood"', "“signal” must be one of hip_height_tl"),
    "unknown need": ('needs = ["tempo"]', 'needs = ["sunshine"]', "not “sunshine”"),
    "unknown tag of evidence": ('evidence = ["EC", "DF"]', 'evidence = ["RCT"]', "not “RCT”"),
    "negative weight": ("weight = 1.8", "weight = -1", "cannot be below 0"),
    "no weight": ("weight = 1.8\n", "", "“weight” is missing"),
    "half a rep": ("weight = 1.8", "weight = 1.8\nminimum_reps = 2.5", "a whole number from 1"),
    "one indicator that must agree": (
        "weight = 1.8",
        'weight = 1.8\ncombination = "second_highest"',
        "two indicators must agree",
    ),
    "only support": (SLOW, SLOW + "\nsupport = true", "needs at least one indicator that decides"),
    "required where one sign decides": (SLOW, SLOW + "\nrequired = true", "“required” is for the deciding indicators"),
    "folds into nothing": ("weight = 1.8", 'weight = 1.8\nfolds_into = "F-NONE"', "cannot fold into “F-NONE”"),
    "folds into itself": ("weight = 1.8", 'weight = 1.8\nfolds_into = "F-ECC"', "cannot fold into “F-ECC”"),
    "the same fault twice": ('id = "X-SLOW"', 'id = "F-ECC"', "the fault “F-ECC” is there twice"),
    "odd fault id": ('id = "X-SLOW"', 'id = "slow"', "such as “F-HOE”"),
    "unknown cause": ('causes = ["overload"]', 'causes = ["laziness"]', "the knowledge base has no “laziness”"),
    "unknown fix": ('fixes = ["load-reset-light"]', 'fixes = ["try-harder"]', "the knowledge base has no “try-harder”"),
    "a new fault without links": (
        'causes = ["overload"]\nfixes = ["load-reset-light"]\n',
        "",
        "“X-SLOW” is new, so it needs “causes”, “fixes”",
    ),
    "a share of more than all": ("minimum_share = 0.5", "minimum_share = 5", "must lie between 0 and 1"),
    "no rep": ("[rep]", "[reps]", "“rep” is missing"),
    "a list instead of a table": ("[rep]", "[[rep]]", "“rep” must be a table"),
}


@pytest.mark.parametrize("what", BAD)
def test_it_is_listed_with_the_problem_and_never_loads(what: str, make_plugin, catalogue: ExerciseCatalogue) -> None:
    old, new, message = BAD[what]
    place = make_plugin(old=old, new=new)

    entry = next(entry for entry in catalogue.entries() if entry.folder == place)

    assert entry.state is ExerciseState.BROKEN
    assert any(message in problem for problem in entry.problems), entry.problems
    catalogue.allow(entry.id)
    with pytest.raises(BrokenExercise):
        catalogue.load(entry.id)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ('version = "0.1.0"', 'version = "0.1.0"\nauthor = "me"', 6),
        ("limits = [3.0, 4.0]", "limits = [4.0, 3.0]", 58),
        ('api = "1.0"', 'api = "2.0"', 6),
        ("weight = 1.8", 'weight = 1.8\nfolds_into = "F-NONE"', 29),
    ],
)
def test_a_problem_names_its_line(old: str, new: str, line: int, make_plugin) -> None:
    place = make_plugin(old=old, new=new)
    text = (place / "exercise.toml").read_text(encoding="utf-8").splitlines()

    problems = [problem for problem in check_folder(place) if problem.file.name == "exercise.toml"]

    key = new.splitlines()[-1].split(" = ")[0]
    assert [problem.line for problem in problems] == [line]
    assert text[line - 1].startswith(key)


def test_every_problem_is_told_at_once(make_plugin) -> None:
    place = make_plugin(old='api = "1.0"', new='api = "9.0"\ncolour = "red"')
    manifest = place / "exercise.toml"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('unit = "s"', 'unit = "sec"').replace("[3.0, 4.0]", "[4.0, 3.0]"))
    (place / "rules.py").write_text("import os\n")
    (place / "i18n" / "en.toml").write_text('nam = "x"\n')
    (place / "notes.txt").write_text("hm")

    problems = [str(problem) for problem in check_folder(place)]

    for told in ("plugin interface", "unknown key “colour”", "“unit” must be", "cannot be: none may be below"):
        assert any(told in problem for problem in problems), told
    for told in ("rules.py:1: rules may import only", "unknown key “nam”", "notes.txt: a plugin has no such part"):
        assert any(told in problem for problem in problems), told


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "the manifest is empty"),
        (b"id = [", "this is not valid TOML"),
        (b"id = 1\nid = 2\n", "exercise.toml:2: this is not valid TOML"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"\x00" * 100, "not valid TOML"),
        (b"a = " + b"[" * 5000 + b"]" * 5000, "exercise.toml"),
        (b"[faults]\nid = 1\n", "“faults” must be a list of tables"),
        (b"faults = [1, 2]\n", "“faults” must hold tables"),
    ],
)
def test_a_file_that_is_no_manifest_is_a_listed_problem(
    content: bytes, message: str, folder: Path, catalogue: ExerciseCatalogue
) -> None:
    place = folder / "broken"
    place.mkdir()
    (place / "exercise.toml").write_bytes(content)

    entry = next(entry for entry in catalogue.entries() if entry.folder == place)

    assert entry.state is ExerciseState.BROKEN
    assert any(message in problem for problem in entry.problems), entry.problems


def test_a_folder_without_a_manifest_is_no_exercise(folder: Path, catalogue: ExerciseCatalogue) -> None:
    (folder / "pictures").mkdir()
    (folder / "note.txt").write_text("hello")

    assert all(entry.folder.parent != folder for entry in catalogue.entries())


def test_the_others_stay_usable_beside_a_broken_one(make_plugin, catalogue: ExerciseCatalogue) -> None:
    make_plugin(old='id = "box-squat"', new="id = 7")

    assert catalogue.load("hip-thrust-barbell").id == "hip-thrust-barbell"


def test_of_two_with_one_id_the_first_stays(make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin(old='id = "box-squat"', new='id = "hip-thrust-barbell"')

    entries = [entry for entry in catalogue.entries() if entry.id == "hip-thrust-barbell"]

    assert [entry.state for entry in entries] == [ExerciseState.READY, ExerciseState.BROKEN]
    assert entries[1].folder == place
    assert "already used by the exercise in “hip_thrust_barbell”" in entries[1].problems[0]
    assert catalogue.load("hip-thrust-barbell").version == "1.0.0"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "Box squat"', "", "“name” is missing"),
        ("[faults.X-SLOW]", "[faults.X-FAST]", "no words for the fault “X-SLOW”"),
        ('why = "For', 'warum = "For', "needs a title, a cue and a why"),
        ('cue = "Drive up in one count."', 'cue = "This is safe for your back."', "safe"),
    ],
)
def test_wording_that_is_missing_or_says_too_much_is_a_problem(old: str, new: str, message: str, make_plugin) -> None:
    place = make_plugin(file="i18n/en.toml", old=old, new=new)

    assert any(message in str(problem) for problem in check_folder(place))


def test_a_mark_of_byte_order_is_no_problem(make_plugin) -> None:
    place = make_plugin()
    for name in ("exercise.toml", "i18n/en.toml"):
        (place / name).write_bytes(b"\xef\xbb\xbf" + (place / name).read_bytes())
    assert check_folder(place) == ()
