"""What would quietly mean something else than its author meant is a problem with its line."""

import os
import re
from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.core.errors import BrokenExercise
from studio.core.exercise import ExerciseState
from studio.exercise_api import CONDITIONS
from studio.exercises import ExerciseCatalogue, check_folder, load_knowledge
from studio.exercises.source import LARGEST_BYTES

SLOW = 'measure = "M-CON"\ncomparison = "ge"\nlimits = [3.0, 4.0]\nunit = "s"\nsource = "our default"'

MANIFEST = {
    "a travel of the wrong unit": ('"hip_height_tl"', '"hip_angle_deg"', "“minimum_travel_deg” is missing"),
    "a travel of half a turn": (
        'signal = "hip_height_tl"\nminimum_travel_tl = 0.15',
        'signal = "hip_angle_deg"\nminimum_travel_deg = 180',
        "must lie between 0 and 180, not 180",
    ),
    "a set type that there is not": ('muted_by = ["power"]', 'muted_by = ["pwer"]', "“muted_by” knows strength"),
    "a text that means no": ("guided_path = false", 'guided_path = "false"', "“guided_path” must be true or false"),
    "a number as tool": ('tool = "barbell"', "tool = 5", "“tool” must be a text"),
    "no view": ('views = ["side"]', "views = []", "“views” needs at least one of side, oblique, front"),
    "a view twice": ('views = ["side"]', 'views = ["side", "side"]', "“views” names something twice"),
    "a fault that no view shows": (
        'view = "S"',
        'view = "F"',
        "“F-ECC” is seen in the view front, which “views” leaves",
    ),
    "no evidence": ('evidence = ["EC", "DF"]', "evidence = []", "“evidence” needs at least one of EC, ST, DF"),
    "a weight that beats all": ("weight = 1.8", "weight = 100", "cannot be below 0 or above 10"),
    "more reps than a set has": ("weight = 1.8", "weight = 1.8\nminimum_reps = 1000", "a whole number from 1 to 50"),
    "a phase that there is not": (
        'phase = "eccentric"',
        'phase = "ecentric"',
        "“phase” begins with one of set-up, bottom",
    ),
    "a limit that no time reaches": (SLOW, SLOW.replace("4.0]", "9999]"), "a measure in s lies between -600 and 600"),
    "a whole number like a novel": (SLOW, SLOW.replace("4.0]", "1" + "0" * 400 + "]"), "one to three numbers"),
    "more digits than Python takes": (SLOW, SLOW.replace("4.0]", "1" * 5000 + "]"), "a number has too many digits"),
    "one measure that agrees with itself": (SLOW, f"{SLOW}\n\n[[faults.indicators]]\n{SLOW}", "compared twice"),
    "a reference that there is not": ('causes = ["overload"]', 'causes = ["overload"]\nreferences = [999]', "no “999”"),
    "a text that clears the screen": ('source = "our default"', 'source = "\\u001b[2J"', "cannot be shown"),
    "a text that runs backwards": ('source = "our default"', 'source = "\\u202edefault"', "cannot be shown"),
    "a text without end": ('source = "our default"', f'source = "{"x" * 3000}"', "longer than 2000 characters"),
}
WORDS = '[measures.M-CON]\ntitle = "Lift"\nunit = "deg"\nmeaning = "How long."\n'


@pytest.mark.parametrize("what", MANIFEST)
def test_a_manifest_is_listed_with_the_line_and_never_loads(
    what: str, make_plugin, catalogue: ExerciseCatalogue
) -> None:
    old, new, message = MANIFEST[what]
    make_plugin(old=old, new=new)

    entry = next(entry for entry in catalogue.entries() if not entry.is_shipped)

    told = [problem for problem in entry.problems if message in problem]
    assert told, entry.problems
    assert told[0].startswith("exercise.toml:")
    assert len(told[0]) < 600
    catalogue.allow(entry.id)
    with pytest.raises(BrokenExercise):
        catalogue.load(entry.id)
    assert catalogue.load("hip-thrust-barbell").faults


def with_options(place: Path, **options: str) -> Path:
    manifest = place / "exercise.toml"
    text = manifest.read_text(encoding="utf-8")
    for key, value in options.items():
        text = re.sub(rf"^{key} = .*$", f"{key} = {value}", text, flags=re.MULTILINE)
    manifest.write_text(text, encoding="utf-8")
    return place


def test_what_a_fault_needs_may_not_be_denied_by_the_options(make_plugin) -> None:
    place = with_options(make_plugin(), has_bench="false", has_plate="false", needs='["bench-edge", "bar-position"]')
    assert {str(one) for one in check_folder(place)} == {
        "exercise.toml:33: “F-ECC” needs “bench-edge”, but nothing shows it: has_bench = false",
        "exercise.toml:51: “X-SLOW” needs “bench-edge”, but nothing shows it: has_bench = false",
    }

    with_options(place, has_bench="true", has_pad="false")
    assert "“bar-position”, but nothing shows it: has_plate, has_pad = false" in str(check_folder(place)[0])

    with_options(place, has_pad="true")
    assert check_folder(place) == ()


def test_reps_told_by_the_bar_need_a_plate(make_plugin) -> None:
    old = 'signal = "hip_height_tl"\nminimum_travel_tl = 0.15'
    place = make_plugin(old=old, new='signal = "bar_height_m"\nminimum_travel_m = 0.1')
    with_options(place, has_plate="false")

    assert "“bar_height_m” needs a plate, and “has_plate” is false" in str(check_folder(place)[0])


def test_a_measure_that_the_view_of_its_fault_never_shows_is_told(make_plugin) -> None:
    place = make_plugin(old='measure = "M-CON"', new='measure = "M-OBL"')
    with_options(place, unit='"deg"')
    manifest = place / "exercise.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"deg"', '"s"', 1), encoding="utf-8")
    cases = place / "cases" / "X-SLOW.json"
    cases.write_text(cases.read_text(encoding="utf-8").replace("CON", "OBL"), encoding="utf-8")
    (place / "cases" / "clips.json").unlink()

    assert [str(one) for one in check_folder(place)] == [
        "exercise.toml:56: M-OBL is measured from the front, so “X-SLOW” would never be judged"
    ]


def test_an_angle_may_tell_the_reps(make_plugin) -> None:
    old = 'signal = "hip_height_tl"\nminimum_travel_tl = 0.15'
    place = make_plugin(old=old, new='signal = "hip_angle_deg"\nminimum_travel_deg = 30')

    assert check_folder(place) == ()


def test_what_may_mute_is_what_the_log_asks_for() -> None:
    asked = next(question for question in load_knowledge().log.values() if question.key == "set_type")

    assert tuple(choice.id for choice in asked.choices) == CONDITIONS[:-1]


@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("i18n/en.toml", WORDS, "M-CON is measured in s everywhere, not in deg"),
        ("i18n/de.toml", WORDS.replace("M-CON", "X-OWN"), "en.toml has no words for the measure “X-OWN”"),
        ("i18n/deutsch.toml", "", "wording is called after its language"),
        ("i18n/de.json", "", "wording is called after its language"),
        ("cases/slow.txt", "", "cases end in “.json”; this file is never looked at"),
        ("Rules.py", "", "it must be called “rules.py”"),
        ("rules.py", "def ajust(measures):\n    return measures\n", "nothing is called “adjust”"),
        ("cases/clean.json", '{"schema": "lockout/cases/1", "measure": {}}', "unknown key “measure”"),
    ],
)
def test_a_file_beside_it_that_would_do_nothing_is_told(file: str, content: str, message: str, make_plugin) -> None:
    path = make_plugin() / file
    before = path.read_text(encoding="utf-8") if path.exists() and path.suffix == ".toml" else ""
    path.write_text(before + content, encoding="utf-8")

    problems = [str(problem) for problem in check_folder(path.parents[len(Path(file).parts) - 1])]

    assert any(message in problem for problem in problems), problems


def test_a_measure_of_ones_own_needs_words_in_each_language(make_plugin) -> None:
    place = make_plugin()
    own = WORDS.replace("M-CON", "X-OWN")
    for language, words in (("en", own), ("de", own.replace('"deg"', '"s"'))):
        path = place / "i18n" / f"{language}.toml"
        path.write_text(path.read_text(encoding="utf-8") + words, encoding="utf-8")
    assert [problem.message for problem in check_folder(place)] == ["X-OWN is measured in deg in en.toml"]

    (place / "i18n" / "de.toml").write_text('name = "Kniebeuge"\ndescription = "Auf den Kasten."\n', encoding="utf-8")

    assert "no words for the measure “X-OWN”" in [problem.message for problem in check_folder(place)]


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("exercise.toml", "pipe"),
        ("i18n/en.toml", "pipe"),
        ("rules.py", "pipe"),
        ("cases/clean.json", "pipe"),
        ("exercise.toml", "device"),
        ("rules.py", "loop"),
        ("exercise.toml", "nowhere"),
        ("cases/clean.json", "nowhere"),
        ("i18n/en.toml", "huge"),
        ("rules.py", "folder"),
    ],
)
def test_a_file_that_has_no_end_or_leads_nowhere_is_told_and_not_waited_for(
    file: str, kind: str, make_plugin, catalogue: ExerciseCatalogue
) -> None:
    path = make_plugin() / file
    path.unlink()
    make = {
        "pipe": lambda: os.mkfifo(path),
        "device": lambda: path.symlink_to("/dev/zero"),
        "loop": lambda: path.symlink_to(path),
        "nowhere": lambda: path.symlink_to("nowhere"),
        "huge": lambda: path.write_bytes(b" " * (LARGEST_BYTES + 1)),
        "folder": path.mkdir,
    }
    make[kind]()

    problems = catalogue.check(path.parents[len(Path(file).parts) - 1])

    assert any(problem.startswith(f"{path.name}: the file cannot be read") for problem in problems), problems
    listed = {entry.id: entry.state for entry in catalogue.entries()}
    assert listed["hip-thrust-barbell"] is ExerciseState.READY
    assert len(listed) == 4


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    ("file", "content", "message"),
    [
        ("exercise.toml", "[" + " " * 900_000, "this is not valid TOML"),
        ("exercise.toml", "a." * 400_000, "exercise.toml:1: a line has too many dots"),
        ("exercise.toml", "\n".join(f"k{n} = 1" for n in range(5000)), "and more, which are listed when these are"),
        ("exercise.toml", "[[faults]]\nid = 1\n" * 5000, "exercise.toml: "),
        ("cases/many.json", '{"schema": "lockout/cases/1", "cases": [CASES]}', "a plugin has at most 1000 cases"),
        ("cases/many.json", '{"schema": "lockout/cases/1", "cases": [CLIPS]}', "a plugin has at most 50 clips"),
    ],
    ids=["blanks", "dots", "keys", "faults", "cases", "clips"],
)
def test_a_file_of_very_much_is_neither_waited_for_nor_listed_in_full(
    file: str, content: str, message: str, make_plugin, catalogue: ExerciseCatalogue
) -> None:
    place = make_plugin()
    cases = ", ".join(f'{{"name": "n{number}"}}' for number in range(9000))
    clips = ", ".join(f'{{"name": "n{number}", "clip": {{}}}}' for number in range(60))
    text = content.replace("CASES", cases).replace("CLIPS", clips)
    (place / file).write_text(text, encoding="utf-8")

    problems = catalogue.check(place)

    assert any(message in problem for problem in problems), problems[:3]
    assert len(problems) < 500


def test_a_folder_whose_name_could_not_be_shown_is_told(make_plugin, folder: Path) -> None:
    odd = make_plugin().rename(folder / "box\x1b[2J")

    assert [str(one) for one in check_folder(odd)] == [
        "box\x1b[2J: the name of the folder holds a character that cannot be shown"
    ]


def test_a_folder_that_leads_into_itself_is_a_listed_problem(folder: Path, catalogue: ExerciseCatalogue) -> None:
    (folder / "around").symlink_to(folder / "around")

    (entry,) = (entry for entry in catalogue.entries() if entry.folder.name == "around")

    assert entry.state is ExerciseState.BROKEN
    assert "exercise.toml: the file cannot be read" in entry.problems[0]


def test_a_manifest_that_is_spelt_in_capitals_is_told_where_that_matters(make_plugin, catalogue) -> None:
    place = make_plugin()
    (place / "exercise.toml").rename(place / "Exercise.toml")

    (entry,) = (entry for entry in catalogue.entries() if not entry.is_shipped)

    assert any("must be called “exercise.toml”" in problem for problem in entry.problems)


def test_a_folder_that_may_not_be_looked_into_is_a_listed_problem(
    make_plugin, catalogue: ExerciseCatalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_plugin()
    real = Path.lstat

    def refusing(path: Path) -> os.stat_result:
        if place in path.parents:
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "lstat", refusing)  # the tests may run as a user who may look everywhere

    assert [entry.id for entry in catalogue.entries()][-1] == "box-squat"


def test_a_plugin_that_is_a_link_to_a_shipped_one_takes_nobodys_place(
    folder: Path, catalogue: ExerciseCatalogue
) -> None:
    (folder / "barbell").symlink_to(plugins_dir() / "hip_thrust_barbell")

    states = [entry.state for entry in catalogue.entries() if entry.id == "hip-thrust-barbell"]

    assert states == [ExerciseState.READY, ExerciseState.BROKEN]
