"""Every acceptance case of the domain specification through the command and through the function, exactly."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from studio.bootstrap import build_studio
from studio.services.judge import judge_to_json

pytestmark = pytest.mark.shared

VIGNETTES = ("V01", "V02", "V05", "V07", "V09", "V10", "V11")
FAULT = re.compile(r"`(F-[A-Z-]+)`")
KINDS = {"finding": "finding", "hypothesis": "hypothesis", "reported": "reported", "safety": "reported"}


@cache
def sections(shared: Path) -> dict[str, str]:
    text = (shared / "domain" / "VIGNETTES.md").read_text(encoding="utf-8")
    return {part[:3]: part for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]}


def line(text: str, name: str) -> str:
    found = re.search(rf"^\* {re.escape(name)}:? (.*)$", text, re.MULTILINE)
    return found[1].strip() if found else ""


@pytest.fixture(params=VIGNETTES)
def told(request: pytest.FixtureRequest, shared_dir: Path) -> str:
    return sections(shared_dir)[request.param]


@pytest.fixture
def case(told: str) -> dict[str, Any]:
    given = re.search(r"```json\n(.*?)```", told, re.DOTALL)
    assert given
    return json.loads(given[1])


@pytest.fixture
def judged(lockout, home: Path, case: dict[str, Any]) -> dict[str, Any]:
    file, result = home / "case.json", home / "result.json"
    file.write_text(json.dumps(case), encoding="utf-8")
    done = lockout("judge", file, "--json", result)
    assert (done.code, done.out, done.err) == (0, "", "")
    return json.loads(result.read_text(encoding="utf-8"))


def test_all_vignettes_are_tested(shared_dir: Path) -> None:
    assert tuple(sections(shared_dir)) == VIGNETTES


def test_faults_are_exact(told: str, judged: dict[str, Any]) -> None:
    shown = {
        item["fault"]: item["severity"] if item["outcome"] == "found" else "unconfirmed"
        for item in judged["findings"]
        if item["outcome"] in ("found", "unconfirmed")
    }
    unseen = {item["fault"] for item in judged["findings"] if item["outcome"] == "not_assessable"}

    assert shown == dict(re.findall(r"`(F-[A-Z-]+)` (\w+)", line(told, "Faults (exact)")))
    assert unseen == set(FAULT.findall(line(told, "Not assessable")))


def test_derived_measures_are_exact(told: str, judged: dict[str, Any]) -> None:
    names = {"benchdiff": "M-BENCHH", "romloss": "M-ROMLOSS", "vl": "M-VL", "decay": "M-DECAY", "sd": "M-CONS"}
    wanted = {names[name]: float(value) for name, value in re.findall(r"(\w+) (-?[\d.]+)", line(told, "Derived"))}

    assert {name: round(judged["set_measures"][name]["value"], 1) for name in wanted} == wanted


def test_tier_and_level_are_exact(told: str, judged: dict[str, Any]) -> None:
    wanted = re.search(r"Safety tier: `([A-Za-z]+)(?:-(un)?cleared)?`; load level: \*\*(L\d)", told)
    assert wanted

    assert (judged["safety"]["tier"], judged["load"]["level"]) == (wanted[1], wanted[3])
    assert judged["safety"]["cleared"] is False


def test_lists_and_cues_are_exact(told: str, judged: dict[str, Any]) -> None:
    first, second = line(told, "List 1 (change first)").split("; list 2:")
    cues = [judged["plan"]["cues"][name] for name in ("primary", "secondary")]

    assert judged["plan"]["change_first"] == FAULT.findall(first)
    assert [cue for cue in cues if cue] == FAULT.findall(second)


def test_causes_are_exact(told: str, judged: dict[str, Any]) -> None:
    stated = {cause["id"]: (cause["kind"], cause["confidence"]) for cause in judged["causes"]}
    for cause, how in re.findall(r"`([a-z0-9-]+)` = ([^;]*)", line(told, "Causes that must appear")):
        kind = next(KINDS[word] for word in KINDS if word in how)
        sure = re.search(r"hypothesis, (low|medium|high)", how)
        assert stated.get(cause) == (kind, sure[1] if sure else None), cause

    assert not set(re.findall(r"`([a-z0-9-]+)`", line(told, "Causes that must not appear"))) & set(stated)


def test_fixes_and_exercises_appear(told: str, judged: dict[str, Any]) -> None:
    plan = judged["plan"]
    wanted = set(re.findall(r"`([a-z0-9-]+)`", line(told, "Fixes that must appear")))

    assert wanted <= {*plan["fixes"], *plan["exercises"], *plan["regressions"]}


def test_the_function_says_the_same(case: dict[str, Any], judged: dict[str, Any]) -> None:
    assert judge_to_json(build_studio(), case) == judged
