"""Reading `cases/*.json` of a plugin: measures, or figures in motion, and exactly what must be found in them.

`cases/clean.json` holds measures and intake of a set in which nothing is found. Every other file holds cases that
change some of them; null takes a measure away. A case with a "clip" is a stick figure with known angles instead, which
goes all the way from landmarks to findings.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from studio.core.exercise import Problem
from studio.core.fault import Severity
from studio.core.knowledge import KnowledgeBase, QuestionKind
from studio.core.strict_json import RepeatedKey, strict_json
from studio.exercises.source import in_one_line, read_source, reason_of

SCHEMA = "lockout/cases/1"
CLEAN = "clean.json"

_MOST_CASES, _MOST_CLIPS = 1000, 50
"""Of one plugin. Source: our default; the largest shipped exercise has 340 and 6, nobody waits for a thousand clips."""

_CASE_KEYS = {"name", "measures", "intake", "clip", "view", "found", "unconfirmed", "not_assessable"}
_FILE_KEYS = {"schema", "cases"}
_CLEAN_KEYS = {"measures", "intake"}
_VIEWS = ("side", "front")
_SEVERITIES = tuple(severity.word for severity in Severity if severity)


@dataclass(frozen=True, slots=True)
class Case:
    """One golden case.

    Attributes:
        file: where it is written down.
        name: what it shows.
        given: measures and intake, as `lockout judge` takes them.
        clip: what a stick figure does, by the names of `Movement`; None for a case of measures.
        view: from where the figure is seen.
        found: severity word by fault, of all that must be found and no other.
        unconfirmed: all that must be unconfirmed, and no other.
        not_assessable: faults that must not be assessable; others may be, too.
        line: of its name; 0 when that is not known.
    """

    file: Path
    name: str
    given: Mapping[str, Any]
    clip: Mapping[str, Any] | None
    view: str
    found: Mapping[str, str]
    unconfirmed: tuple[str, ...]
    not_assessable: tuple[str, ...]
    line: int = 0


def read_cases(folder: Path) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """All cases of a plugin folder, and what is wrong with their files."""
    place = folder / "cases"
    files = [_CaseFile(path) for path in sorted(place.glob("*.json"))]
    clean = next((file.raw for file in files if file.path.name == CLEAN), {})
    cases = tuple(case for file in files for case in file.cases(clean))
    problems = [problem for file in files for problem in file.problems]
    filmed = [case for case in cases if case.clip is not None]
    for found, most, what in ((cases, _MOST_CASES, "cases"), (filmed, _MOST_CLIPS, "clips")):
        if len(found) > most:
            problems.append(Problem(found[most].file, found[most].line, f"a plugin has at most {most} {what}"))
    return cases, tuple(problems)


def check_words(cases: Sequence[Case], faults: Sequence[str], knowledge: KnowledgeBase) -> tuple[Problem, ...]:
    """What cases name that there is not: a fault, a severity, an answer; and names that two cases share.

    Args:
        cases: of one plugin.
        faults: ids of what it judges.
        knowledge: knows the questions of the intake.
    """
    found: list[Problem] = []
    names: set[tuple[Path, str]] = set()
    for case in cases:
        told = [*_strange_faults(case, faults), *_strange_answers(case, knowledge)]
        if (case.file, case.name) in names:
            told.append("another case has this name, too")
        names.add((case.file, case.name))
        found += [problem_of(case, message) for message in told]
    return tuple(found)


def problem_of(case: Case, message: str) -> Problem:
    """Something that is wrong with a case, at its line."""
    return Problem(file=case.file, line=case.line, message=in_one_line(f"“{case.name}”: {message}"))


def _strange_faults(case: Case, faults: Sequence[str]) -> Iterator[str]:
    for fault in dict.fromkeys((*case.found, *case.unconfirmed, *case.not_assessable)):
        if fault not in faults:
            yield f"the manifest judges no “{fault}”"
    for severity in case.found.values():
        if severity not in _SEVERITIES:
            yield f"“{severity}” is no severity; there are {', '.join(_SEVERITIES)}"


def _strange_answers(case: Case, knowledge: KnowledgeBase) -> Iterator[str]:
    questions = [*knowledge.intake.values(), *knowledge.log.values(), *knowledge.screening.values()]
    for key, answer in case.given["intake"].items():
        asked = [question for question in questions if question.key == key]
        if not asked:
            yield f"no question of the intake is called “{key}”"
            continue
        choices = [choice.id for question in asked for choice in question.choices]
        is_choice = all(question.kind is QuestionKind.CHOICE for question in asked)
        if is_choice and isinstance(answer, str) and answer not in choices:
            yield f"“{key}” knows {', '.join(dict.fromkeys(choices))}, not “{answer}”"


class _CaseFile:
    """One file of cases, and what is wrong with it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self._text = ""
        self.raw = self._read()

    def cases(self, clean: Mapping[str, Any]) -> list[Case]:
        """Its cases, each over the measures and answers of a clean set."""
        if not self.raw:
            return []
        known = _FILE_KEYS | (_CLEAN_KEYS if self.path.name == CLEAN else set())
        for key in sorted(set(self.raw) - known):
            self._report(f"unknown key “{key}”; there are {', '.join(sorted(known))}", key)
        for key in sorted(_CLEAN_KEYS & set(self.raw)):
            if not isinstance(self.raw[key], dict):
                self._report(f"“{key}” must be a table", key)
        entries = self.raw.get("cases", [])
        listed = entries[: _MOST_CASES + 1] if isinstance(entries, list) else []
        found = [case for entry in listed for case in self._case(entry, clean)]
        if not found:
            self._report("there is no case in it", "cases")
        return found

    def _read(self) -> Mapping[str, Any]:
        try:
            self._text = read_source(self.path).decode("utf-8-sig")
            raw = strict_json(self._text)
        except json.JSONDecodeError as error:
            self.problems.append(Problem(self.path, error.lineno, f"this is not valid JSON: {error.msg}"))
            return {}
        except RepeatedKey as error:
            self.problems.append(Problem(self.path, 0, in_one_line(str(error))))
            return {}
        except OSError as error:
            self.problems.append(Problem(self.path, 0, f"the file cannot be read: {reason_of(error)}"))
            return {}
        except (ValueError, RecursionError) as error:
            self.problems.append(Problem(self.path, 0, f"the file cannot be read: {error}"))
            return {}
        if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
            self.problems.append(Problem(self.path, 1, f"“schema” must be “{SCHEMA}”"))
            return {}
        return raw

    def _report(self, message: str, key: str = "") -> None:
        self.problems.append(Problem(self.path, self._line_of(f'"{key}"'), in_one_line(message)))

    def _case(self, entry: object, clean: Mapping[str, Any]) -> Iterator[Case]:
        if not isinstance(entry, dict) or not isinstance(entry.get("name"), str) or not entry["name"]:
            self._report("a case needs a “name”", "cases")
            return
        name = entry["name"]
        line = self._line_of(json.dumps(name, ensure_ascii=False))
        problems = [Problem(self.path, line, in_one_line(f"“{name}”: {told}")) for told in _misshapen(entry)]
        self.problems += problems
        if not problems:
            yield Case(
                file=self.path,
                name=name,
                given={key: {**_table(clean, key), **_table(entry, key)} for key in ("measures", "intake")},
                clip=entry.get("clip"),
                view=entry.get("view", _VIEWS[0]),
                found=_table(entry, "found"),
                unconfirmed=tuple(entry.get("unconfirmed", ())),
                not_assessable=tuple(entry.get("not_assessable", ())),
                line=line,
            )

    def _line_of(self, words: str) -> int:
        """The first line with these words; 0 when there is none."""
        place = self._text.find(words)
        return self._text.count("\n", 0, place) + 1 if place >= 0 else 0


def _misshapen(entry: Mapping[str, Any]) -> Iterator[str]:
    for key in entry:
        if key not in _CASE_KEYS:
            yield f"unknown key “{key}”; there are {', '.join(sorted(_CASE_KEYS))}"
    for key in ("measures", "intake", "found", "clip"):
        if not isinstance(entry.get(key, {}), dict):
            yield f"“{key}” must be a table"
    for key in ("unconfirmed", "not_assessable"):
        words = entry.get(key, [])
        if not isinstance(words, list) or not all(isinstance(item, str) for item in words):
            yield f"“{key}” must be a list of texts"
    if entry.get("view", _VIEWS[0]) not in _VIEWS:
        yield f"“view” must be one of {', '.join(_VIEWS)}"


def _table(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = raw.get(key)
    return dict(value) if isinstance(value, dict) else {}
