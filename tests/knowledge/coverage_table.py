"""The coverage table: where every cause can appear, which case shows every fault, what prints every fix.

    python tests/knowledge/coverage_table.py

writes `resources/knowledge/COVERAGE.md` anew. Nothing in it is written by hand: every cell comes from a case that was
judged just now by the shipped exercises, or from a golden case of a plugin that was run just now.
"""

import importlib.util
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from studio.assets import plugins_dir, resources_dir
from studio.bootstrap import build_studio
from studio.core.exercise import Exercise
from studio.core.knowledge import KnowledgeBase
from studio.core.plan import CauseStatement
from studio.exercises import ExerciseCatalogue
from studio.exercises.casefile import Case, read_cases
from studio.exercises.cases import run_case
from studio.services.judge import Judgement, judge_case

PLACE = resources_dir() / "knowledge" / "COVERAGE.md"
EMPTY = ""

_TESTS = Path(__file__).resolve().parents[1]
_HEAD = """# What is covered by what

Written by `python tests/knowledge/coverage_table.py`; a test fails when this file is out of date or a cell is empty.
A *case* is one of `tests/coaching/test_reach.py`, judged by the shipped exercises as a user would judge it.
"""
_KINDS = {
    "finding": "seen as a finding of {because}",
    "hypothesis": "hypothesis by {because}",
    "reported": "reported under {because}",
    "safety": "safety item of the {because}",
}


@dataclass(frozen=True)
class Table:
    """Rows under a heading; every cell must say something."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def empty(self) -> list[tuple[str, str]]:
        """First cell of the row and name of the column of every empty cell."""
        return [
            (row[0], column)
            for row in self.rows
            for column, cell in zip(self.columns, row, strict=True)
            if not cell.strip()
        ]

    @property
    def markdown(self) -> str:
        """The table as text."""
        lines = [f"## {self.title}", "", _line(self.columns), _line(("---",) * len(self.columns))]
        return "\n".join((*lines, *map(_line, self.rows), ""))


def make_tables() -> tuple[Table, ...]:
    """Judge every case and run every golden case, and say what they show."""
    exercises = {entry.folder.name: entry.id for entry in ExerciseCatalogue([plugins_dir()]).entries()}
    loaded = {name: ExerciseCatalogue([plugins_dir()]).load(exercise_id) for name, exercise_id in exercises.items()}
    knowledge = loaded["hip_thrust_barbell"].knowledge
    judged = _judged()
    return (
        _causes(knowledge, judged),
        *(_faults(folder, exercise) for folder, exercise in sorted(loaded.items())),
        _fixes(knowledge, judged),
    )


def as_markdown(tables: tuple[Table, ...]) -> str:
    """The whole file."""
    return "\n".join((_HEAD, *(table.markdown for table in tables)))


def _judged() -> dict[str, Judgement]:
    studio = build_studio()
    reach, given = _module("coaching/test_reach.py"), _module("coaching/conftest.py")
    judged = {}
    for name, (measures, answers) in reach.CASES.items():
        case = {
            "measures": _without_nothing({**given.CLEAN, **measures}),
            "intake": _without_nothing({**given.READY, **answers}),
        }
        judged[name] = judge_case(studio, case)
    return judged


def _without_nothing(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if value is not None}


def _module(path: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"coverage_{Path(path).stem}", _TESTS / path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    try:
        spec.loader.exec_module(module)
    finally:
        del sys.modules[spec.name]
    return module


def _causes(knowledge: KnowledgeBase, judged: Mapping[str, Judgement]) -> Table:
    def row(cause_id: str) -> tuple[str, ...]:
        shown = [(name, cause) for name, one in judged.items() for cause in one.advice.causes if cause.id == cause_id]
        ways = dict.fromkeys(_way(cause) for _, cause in shown)
        return f"`{cause_id}`", "; ".join(ways), _case_of([name for name, _ in shown])

    rows = tuple(row(cause_id) for cause_id in sorted(knowledge.causes))
    return Table(f"{len(rows)} causes", ("cause", "where it can appear", "case"), rows)


def _way(cause: CauseStatement) -> str:
    return _KINDS[cause.kind.value].format(because=", ".join(f"`{reason}`" for reason in cause.because))


def _faults(folder: str, exercise: Exercise) -> Table:
    cases = _passing(folder, exercise)

    def row(fault: str) -> tuple[str, ...]:
        own = [case for case in cases if case.file.stem == fault]
        raised = _case_of([case.name for case in own if fault in case.found])
        muted = _case_of([case.name for case in own if case.name.startswith("muted")])
        below = [case.name for case in own if case.name.startswith("just below") and fault not in case.found]
        unseen = [case.name for case in own if fault in case.not_assessable]
        return f"`{fault}`", raised or muted, _case_of(below) or muted, _case_of(unseen)

    rows = tuple(row(fault.id) for fault in exercise.faults)
    columns = ("fault", "found in, or muted where the path is guided", "just below", "not assessable")
    return Table(f"{len(rows)} faults of {exercise.id}", columns, rows)


def _passing(folder: str, exercise: Exercise) -> list[Case]:
    """The golden cases of measures of a plugin that come out as they say."""
    cases, problems = read_cases(plugins_dir() / folder)
    assert problems == ()
    measured = [case for case in cases if case.clip is None]
    return [case for case in measured if not run_case(case, exercise.faults, rep=exercise.rep, adjust=exercise.adjust)]


def _fixes(knowledge: KnowledgeBase, judged: Mapping[str, Judgement]) -> Table:
    places: Mapping[str, Callable[[Judgement], tuple[str, ...]]] = {
        "fix": lambda one: one.advice.plan.fixes,
        "exercise": lambda one: one.advice.plan.exercises,
        "easier variant": lambda one: one.advice.plan.regressions,
    }

    def shown(fix_id: str) -> Iterator[tuple[str, str]]:
        for name, one in judged.items():
            yield from ((place, name) for place, look in places.items() if fix_id in look(one))

    def row(fix_id: str) -> tuple[str, ...]:
        found = list(shown(fix_id))
        where = ", ".join(dict.fromkeys(place for place, _ in found))
        return f"`{fix_id}`", where, _case_of([name for _, name in found])

    rows = tuple(row(fix_id) for fix_id in sorted(knowledge.fixes))
    return Table(f"{len(rows)} fixes", ("fix", "printed as", "case"), rows)


def _case_of(names: list[str]) -> str:
    return names[0] if names else EMPTY


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    PLACE.write_text(as_markdown(make_tables()), encoding="utf-8")
