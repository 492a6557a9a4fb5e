"""Whatever stands in the files of a plugin, the answer is a list of problems and never a crash."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from studio.core.exercise import Problem
from studio.exercises import load_knowledge, new_exercise
from studio.exercises.casefile import read_cases
from studio.exercises.plugin import read_plugin
from studio.exercises.rulesfile import check_rules
from studio.exercises.template import TEMPLATE

KNOWLEDGE = load_knowledge()
MANIFEST = TEMPLATE["exercise.toml"].splitlines()
VALUES = st.sampled_from(
    ["1", "-1", "0.5", "nan", "inf", "true", '"x"', '""', "[]", "[1, 2]", "[[1]]", "{}", "{ a = 1 }", "2026-11-21"]
)
IN_ONE_FOLDER = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return new_exercise("Box squat", tmp_path)


def all_problems(problems: tuple[Problem, ...]) -> bool:
    return all(problem.message and problem.line >= 0 for problem in problems)


@IN_ONE_FOLDER
@given(number=st.integers(0, len(MANIFEST) - 1), value=VALUES)
def test_any_value_in_any_line_of_a_manifest(number: int, value: str, place: Path) -> None:
    lines = list(MANIFEST)
    key, sign, _ = lines[number].partition(" = ")
    lines[number] = f"{key} = {value}" if sign else lines[number]
    (place / "exercise.toml").write_text("\n".join(lines).replace("@ID@", "box-squat"), encoding="utf-8")

    assert all_problems(read_plugin(place, KNOWLEDGE).problems)


@IN_ONE_FOLDER
@given(dropped=st.sets(st.integers(0, len(MANIFEST) - 1), max_size=8))
def test_a_manifest_with_lines_missing(dropped: set[int], place: Path) -> None:
    lines = [line for number, line in enumerate(MANIFEST) if number not in dropped]
    (place / "exercise.toml").write_text("\n".join(lines).replace("@ID@", "box-squat"), encoding="utf-8")

    assert all_problems(read_plugin(place, KNOWLEDGE).problems)


@IN_ONE_FOLDER
@given(content=st.binary(max_size=200))
def test_any_bytes_in_any_file(content: bytes, place: Path) -> None:
    for name in ("exercise.toml", "i18n/en.toml", "i18n/de.toml", "rules.py", "cases/odd.json"):
        (place / name).write_bytes(content)

    assert all_problems(read_plugin(place, KNOWLEDGE).problems)
    assert all_problems(check_rules(place / "rules.py"))
    assert all_problems(read_cases(place)[1])


@IN_ONE_FOLDER
@given(
    content=st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(
                st.sampled_from(["schema", "cases", "measures", "name", "found", "clip"]), inner, max_size=4
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_as_cases(content: object, place: Path) -> None:
    import json

    (place / "cases" / "odd.json").write_text(json.dumps(content), encoding="utf-8")
    (place / "cases" / "clean.json").write_text(
        json.dumps({"schema": "lockout/cases/1", "measures": content, "cases": [content]}), encoding="utf-8"
    )

    assert all_problems(read_cases(place)[1])


def test_a_folder_instead_of_a_file_is_a_problem(place: Path) -> None:
    (place / "exercise.toml").unlink()
    (place / "exercise.toml").mkdir()

    assert read_plugin(place, KNOWLEDGE).problems
