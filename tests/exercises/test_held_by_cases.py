"""A limit that could move without a golden case noticing is told to its author."""

import pytest

from studio.assets import plugins_dir
from studio.exercises import ExerciseCatalogue
from studio.exercises.workshop import check_folder, loose_limits


@pytest.mark.parametrize("name", sorted(path.parent.name for path in plugins_dir().glob("*/exercise.toml")))
def test_the_cases_of_a_shipped_exercise_hold_every_limit(name: str) -> None:
    assert loose_limits(plugins_dir() / name) == ()


def test_a_new_exercise_starts_with_limits_that_are_held(make_plugin) -> None:
    assert loose_limits(make_plugin()) == ()


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "X-SLOW.json",
            '{"CON": [2.9, 2.9, 2.9, 2.9]}',
            '{"CON": 2.0}',
            "“X-SLOW”: no case in which M-CON is just milder than 3",
        ),
        ("X-SLOW.json", "[3.1, 3.2, 3.0, 3.4]", "3.5", "“X-SLOW”: no case in which M-CON is just worse than 3"),
        ("F-ECC.json", '"ECC": 0.49', '"ECC": 0.2', "“F-ECC”: no case in which M-ECC is just worse than 0.5"),
        ("F-ECC.json", '{"ECC": 1.21}', "{}", "“F-ECC”: no case in which M-ECC is just milder than 1.2"),
    ],
)
def test_a_case_far_from_its_limit_holds_it_no_more(file: str, old: str, new: str, told: str, make_plugin) -> None:
    place = make_plugin(file=f"cases/{file}", old=old, new=new)

    assert check_folder(place) == ()
    assert [problem.message for problem in loose_limits(place)] == [told]
    assert all(problem.line for problem in loose_limits(place))


def test_a_range_and_limits_for_the_calibrated_are_asked_for_as_well(make_plugin) -> None:
    old = 'comparison = "ge"\nlimits = [3.0, 4.0]'
    place = make_plugin(old=old, new='comparison = "outside"\nlimits = [[0.5, 3.0]]\ncalibrated = [[0.5, 2.0]]')
    cases = place / "cases" / "X-SLOW.json"
    cases.write_text(cases.read_text(encoding="utf-8").replace('"moderate"', '"mild"'), encoding="utf-8")

    assert check_folder(place) == ()
    assert [problem.message for problem in loose_limits(place)] == [
        "“X-SLOW”: no case in which M-CON is just milder than 0.5–2",
        "“X-SLOW”: no case in which M-CON is just worse than 0.5–2",
    ]


def test_what_only_supports_and_what_a_machine_mutes_is_not_asked_for(make_plugin) -> None:
    place = make_plugin(old="[3.0, 4.0]", new="[3.0, 4.0]\nsupport = false")
    manifest = place / "exercise.toml"
    text = manifest.read_text(encoding="utf-8").replace("guided_path = false", "guided_path = true")
    manifest.write_text(text.replace('["power"]', '["power", "guided-path"]'), encoding="utf-8")
    (place / "cases" / "F-ECC.json").unlink()

    assert loose_limits(place) == ()


def test_the_catalogue_tells_them_with_file_and_line(make_plugin, catalogue: ExerciseCatalogue) -> None:
    place = make_plugin(file="cases/F-ECC.json", old='"ECC": 0.49', new='"ECC": 0.2')

    assert catalogue.loose_limits(place) == (
        "exercise.toml:38: “F-ECC”: no case in which M-ECC is just worse than 0.5",
    )
