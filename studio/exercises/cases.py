"""Golden cases of a plugin: measures that its manifest must judge exactly as written down.

`cases/clean.json` holds measures and intake of a set in which nothing is found. Every other file holds cases that
change some of them; null takes a measure away. A case with a "clip" is a stick figure with known angles instead, which
goes all the way from landmarks to findings.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from studio.core.errors import StudioError, UsageError
from studio.core.exercise import AdjustMeasures, Problem, RepDefinition
from studio.core.fault import FaultDefinition
from studio.core.finding import Finding, Outcome
from studio.core.measure import MeasureTable
from studio.exercises.source import in_one_line, read_source
from studio.faults import judge, muting_conditions, parse_measures

SCHEMA = "lockout/cases/1"
SLOW_S = 0.2
"""Seconds of the rules for one set. Source: our default; judging has 0.02 s, a correction a second for everything."""
CLEAN = "clean.json"

_CASE_KEYS = {"name", "measures", "intake", "clip", "view", "found", "unconfirmed", "not_assessable"}
_FILE_KEYS = {"schema", "cases"}
_CLEAN_KEYS = {"measures", "intake"}
_VIEWS = ("side", "front")


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
    """

    file: Path
    name: str
    given: Mapping[str, Any]
    clip: Mapping[str, Any] | None
    view: str
    found: Mapping[str, str]
    unconfirmed: tuple[str, ...]
    not_assessable: tuple[str, ...]


def read_cases(folder: Path) -> tuple[tuple[Case, ...], tuple[Problem, ...]]:
    """All cases of a plugin folder, and what is wrong with their files."""
    cases: list[Case] = []
    problems: list[Problem] = []
    place = folder / "cases"
    clean = _read(place / CLEAN, problems) if (place / CLEAN).is_file() else {}
    for path in sorted(place.glob("*.json")):
        raw = _read(path, problems)
        found = list(_cases(path, raw, clean, problems))
        cases += found
        if raw and not found:
            problems.append(Problem(file=path, line=0, message="there is no case in it"))
    return tuple(cases), tuple(problems)


def run_case(
    case: Case, faults: tuple[FaultDefinition, ...], *, rep: RepDefinition, adjust: AdjustMeasures | None
) -> tuple[str, ...]:
    """Judge a case; what comes out differently than it says, one sentence each."""
    measures, context = parse_measures(case.given)
    if case.clip is not None:
        measures = _filmed(case, rep)
        context = replace(context, rep_count=len(measures.reps))
    if adjust is None:
        return tuple(_differences(case, judge(faults, measures, context)))
    started = perf_counter()
    adjusted = adjust(measures)
    lasted_s = perf_counter() - started
    if repr(adjust(measures)) != repr(adjusted):
        return ("the rules give another answer the second time",)
    if lasted_s > SLOW_S and perf_counter() - started > 2.0 * SLOW_S:  # slow twice: not another program's doing
        return (f"the rules take {lasted_s:.1f} s for one set; more than {SLOW_S:g} s holds every correction up",)
    return tuple(_differences(case, judge(faults, adjusted, context)))


def check_reach(
    folder: Path, faults: tuple[FaultDefinition, ...], *, is_path_guided: bool = False
) -> tuple[Problem, ...]:
    """Whether the cases show of every fault that it is found, and that a quiet set is left alone.

    Args:
        folder: of the plugin.
        faults: what it judges.
        is_path_guided: faults that a guided path mutes can never be found.
    """
    cases, _ = read_cases(folder)
    raised = {fault for case in cases for fault in (*case.found, *case.unconfirmed)}
    never = [fault.id for fault in faults if fault.id not in raised]
    always = muting_conditions({}, is_path_guided=is_path_guided)
    muted = {fault.id for fault in faults if set(always) & set(fault.muted_by)}
    place = folder / "cases"
    found = [
        Problem(file=place, line=0, message=f"no case in which “{fault}” is found: nothing shows that it ever is")
        for fault in never
        if fault not in muted
    ]
    if all(case.found or case.unconfirmed for case in cases):
        found.append(Problem(file=place, line=0, message="no case in which nothing is found"))
    return tuple(found)


def check_cases(
    folder: Path, faults: tuple[FaultDefinition, ...], *, rep: RepDefinition, adjust: AdjustMeasures | None
) -> tuple[Problem, ...]:
    """Run all cases of a plugin folder; every difference is a problem."""
    cases, problems = read_cases(folder)
    found = list(problems)
    for case in cases:
        try:
            messages = run_case(case, faults, rep=rep, adjust=adjust)
        except StudioError as error:
            messages = (error.summary,)
        found += [
            Problem(file=case.file, line=0, message=in_one_line(f"“{case.name}”: {message}")) for message in messages
        ]
    return tuple(found)


def _filmed(case: Case, rep: RepDefinition) -> MeasureTable:
    # scipy comes with it, and only clips need it
    from studio.exercise_api.conformance import Movement, film_from_the_feet, film_from_the_side, measure_clip

    given = dict(case.clip or {})
    numbers: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    try:
        movement = Movement(**numbers)
        film = film_from_the_side if case.view == "side" else film_from_the_feet
        return measure_clip(film(movement), rep)
    except (TypeError, ValueError, IndexError) as error:
        raise UsageError(f"the clip cannot be made: {error}", remedy="See the fields of Movement.") from error


def _read(path: Path, problems: list[Problem]) -> Mapping[str, Any]:
    try:
        raw = json.loads(read_source(path).decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        problems.append(Problem(file=path, line=error.lineno, message=f"this is not valid JSON: {error.msg}"))
        return {}
    except OSError as error:
        problems.append(Problem(file=path, line=0, message=f"the file cannot be read: {error.strerror or error}"))
        return {}
    except (ValueError, RecursionError) as error:
        problems.append(Problem(file=path, line=0, message=f"the file cannot be read: {error}"))
        return {}
    if not isinstance(raw, dict) or raw.get("schema") != SCHEMA:
        problems.append(Problem(file=path, line=1, message=f"“schema” must be “{SCHEMA}”"))
        return {}
    return raw


def _cases(path: Path, raw: Mapping[str, Any], clean: Mapping[str, Any], problems: list[Problem]) -> Iterator[Case]:
    known = _FILE_KEYS | (_CLEAN_KEYS if path.name == CLEAN else set())
    told = f"there are {', '.join(sorted(known))}"
    strange = sorted(set(raw) - known)
    problems += [Problem(file=path, line=0, message=f"unknown key “{key}”; {told}") for key in strange]
    entries = raw.get("cases", [])
    base, intake = _table(clean, "measures"), _table(clean, "intake")
    for entry in entries if isinstance(entries, list) else []:
        if not _is_case(entry):
            message = f"a case has a name and the keys {', '.join(sorted(_CASE_KEYS))}; a view is side or front"
            problems.append(Problem(file=path, line=0, message=message))
            continue
        yield Case(
            file=path,
            name=str(entry["name"]),
            given={
                "measures": {**base, **_table(entry, "measures")},
                "intake": {**intake, **_table(entry, "intake")},
            },
            clip=entry.get("clip"),
            view=entry.get("view", "side"),
            found=_table(entry, "found"),
            unconfirmed=tuple(entry.get("unconfirmed", ())),
            not_assessable=tuple(entry.get("not_assessable", ())),
        )


def _is_case(entry: object) -> bool:
    if not isinstance(entry, dict) or not entry.get("name") or set(entry) - _CASE_KEYS:
        return False
    tables = all(isinstance(entry.get(key, {}), dict) for key in ("measures", "intake", "found", "clip"))
    lists = all(_is_words(entry.get(key, [])) for key in ("unconfirmed", "not_assessable"))
    return tables and lists and entry.get("view", "side") in _VIEWS


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _table(raw: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = raw.get(key)
    return dict(value) if isinstance(value, dict) else {}


def _differences(case: Case, findings: tuple[Finding, ...]) -> Iterator[str]:
    by_outcome: dict[Outcome, dict[str, str]] = {outcome: {} for outcome in Outcome}
    for finding in findings:
        by_outcome[finding.outcome][finding.fault] = finding.severity.word
    if by_outcome[Outcome.FOUND] != dict(case.found):
        yield f"found {_listed(by_outcome[Outcome.FOUND])}, not {_listed(case.found)}"
    unconfirmed = set(by_outcome[Outcome.UNCONFIRMED])
    if unconfirmed != set(case.unconfirmed):
        yield f"unconfirmed are {_listed(unconfirmed)}, not {_listed(case.unconfirmed)}"
    for fault in case.not_assessable:
        if fault not in by_outcome[Outcome.NOT_ASSESSABLE]:
            yield f"{fault} should not be assessable"


def _listed(faults: Mapping[str, str] | set[str] | tuple[str, ...]) -> str:
    if isinstance(faults, Mapping):
        return ", ".join(f"{fault} {severity}" for fault, severity in sorted(faults.items())) or "nothing"
    return ", ".join(sorted(faults)) or "nothing"
