"""Every acceptance case of the domain specification, exactly."""

import json
import re
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.shared

FAULT = re.compile(r"`(F-[A-Z-]+)`")
ID = re.compile(r"`([a-z0-9-]+)`")
DERIVED = {"benchdiff": "M-BENCHH", "romloss": "M-ROMLOSS", "vl": "M-VL", "decay": "M-DECAY", "sd": "M-CONS"}


@dataclass(frozen=True)
class Vignette:
    id: str
    case: dict[str, Any]
    text: str

    def line(self, name: str) -> str:
        found = re.search(rf"^\* {re.escape(name)}:? (.*)$", self.text, re.MULTILINE)
        return found[1].strip() if found else ""


@pytest.fixture(scope="module")
def vignettes(shared_dir: Path) -> list[Vignette]:
    text = (shared_dir / "domain" / "VIGNETTES.md").read_text(encoding="utf-8")
    cases = []
    for section in re.split(r"^## ", text, flags=re.MULTILINE)[1:]:
        given = re.search(r"```json\n(.*?)```", section, re.DOTALL)
        assert given
        cases.append(Vignette(section.split(" ")[0], json.loads(given[1]), section))
    assert len(cases) >= 7
    return cases


@pytest.fixture(scope="module")
def differences(vignettes, judged) -> Callable[[Callable[[Vignette, Any], tuple[Any, Any]]], dict[str, Any]]:
    """Cases in which what is got is not what is wanted."""
    results = {vignette.id: judged(vignette.case) for vignette in vignettes}

    def compare(look: Callable[[Vignette, Any], tuple[Any, Any]]) -> dict[str, Any]:
        pairs = {vignette.id: look(vignette, results[vignette.id]) for vignette in vignettes}
        return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}

    return compare


def test_faults_and_severities(differences):
    def look(vignette, judged):
        wanted = dict(re.findall(r"`(F-[A-Z-]+)` (\w+)", vignette.line("Faults (exact)")))
        return judged.found, wanted

    assert differences(look) == {}


def test_what_is_not_assessable(differences):
    assert differences(lambda v, judged: (judged.not_assessable, FAULT.findall(v.line("Not assessable")))) == {}


def test_tier_and_load_level(differences):
    def look(vignette, judged):
        told = re.search(r"Safety tier: `([\w-]+)`; load level: \*\*(L\d)", vignette.text)
        return (judged.tier, judged.level), (told[1], told[2])

    assert differences(look) == {}


def test_derived_measures(differences):
    def look(vignette, judged):
        wanted = {DERIVED[n]: float(x) for n, x in re.findall(r"(\w+) (-?[\d.]+)", vignette.line("Derived"))}
        got = {name: round(judged.measures.whole_set[name].value, 1) for name in wanted}
        return got, wanted

    assert differences(look) == {}


def test_both_lists(differences):
    def look(vignette, judged):
        first, second = vignette.line("List 1 (change first)").split("; list 2:")
        plan = judged.advice.plan
        return (list(plan.change_first), judged.cues), (FAULT.findall(first), FAULT.findall(second))

    assert differences(look) == {}


def test_cues_and_their_words(differences):
    def look(vignette, judged):
        wanted = [
            re.search(r"`(F-[A-Z-]+)` -> \"(.*)\"", vignette.line(name)).groups()
            for name in ("Primary cue", "Secondary cue")
            if vignette.line(name)
        ]
        words = judged.exercise.knowledge.faults
        return [(fault, words[fault].cue.strip('"“”').replace("’", "'")) for fault in judged.cues], wanted

    assert differences(look) == {}


def test_causes_that_must_appear(differences):
    def look(vignette, judged):
        missing = []
        for cause, told in re.findall(r"`([a-z0-9-]+)` = ([^;]*)", vignette.line("Causes that must appear")):
            statement = judged.causes.get(cause)
            kind = next(kind for kind in ("finding", "hypothesis", "reported", "safety") if kind in told)
            confidence = re.search(r"hypothesis, (low|medium|high)", told)
            wanted = (kind, confidence[1] if confidence else "")
            if statement is None or (statement.kind.value, statement.confidence) != wanted:
                missing.append((cause, wanted, statement))
        return missing, []

    assert differences(look) == {}


def test_causes_that_must_not_appear(differences):
    def look(vignette, judged):
        return set(ID.findall(vignette.line("Causes that must not appear"))) & set(judged.causes), set()

    assert differences(look) == {}


def test_fixes_and_exercises_that_must_appear(differences):
    def look(vignette, judged):
        plan = judged.advice.plan
        wanted = set(ID.findall(vignette.line("Fixes that must appear")))
        return wanted - {*plan.fixes, *plan.exercises, *plan.regressions}, set()

    assert differences(look) == {}


def test_what_is_forbidden(differences):
    def look(vignette, judged):
        forbidden, plan, advice = vignette.line("Forbidden"), judged.advice.plan, judged.advice
        said = " ".join((advice.safety.notice, advice.load.advice, *advice.load.reasons)).lower()
        broken = [name for name in ID.findall(forbidden) if name in {*plan.fixes, *plan.exercises}]
        broken += [phrase for phrase in re.findall(r"'([^']+)'", forbidden) if re.search(rf"\b{phrase}\b", said)]
        if "load increase" in forbidden:
            broken += ["load increase"] if judged.level == "L4" or "load-progress-gradually" in plan.fixes else []
        if "exercises" in forbidden:
            broken += plan.exercises
        if "load numbers" in forbidden:
            broken += re.findall(r"\d+ ?kg", said)
        if "two set-up changes" in forbidden:
            broken += plan.change_first[1:]
        return broken, []

    assert differences(look) == {}


SECTIONS = (
    ("notice", "page 1: condition", "referral notice"),
    ("clinician-summary", "what to tell the clinician"),
    ("pain", "pain box"),
    ("quality", "quality:"),
    ("change-first", "list 1"),
    ("cues", "list 2", "primary cue"),
    ("retest", "re-test"),
    ("no-fault", "no fault found"),
    ("fixes", "fixes"),
    ("observations", "further observations", "observations:", "as information"),
    ("unconfirmed", "unconfirmed"),
    ("hypotheses", "hypotheses"),
    ("load", "load:"),
    ("refilm", "re-film"),
    ("contact", "contact"),
    ("limits", "limits"),
)


def test_the_report_keeps_the_order(differences):
    def look(vignette, judged):
        told = [part.strip().lower() for part in vignette.line("Report order").split(" > ")]
        wanted = [next(section for section, *words in SECTIONS if any(word in part for word in words)) for part in told]
        wanted = list(dict.fromkeys(wanted))
        got = [section for section in judged.advice.plan.sections if section in wanted]
        return got, wanted

    assert differences(look) == {}


def test_a_power_set_mutes_what_speed_explains(vignettes, judged):
    case = deepcopy(next(vignette.case for vignette in vignettes if vignette.id == "V05"))
    case["intake"]["set_type"] = "power"

    result = judged(case)

    assert set(result.found) == {"F-BOUNCE", "F-PAUSE", "F-BARPATH"}
    assert result.level == "L3"


def test_clearance_turns_the_block_into_a_hold(vignettes, judged):
    case = deepcopy(next(vignette.case for vignette in vignettes if vignette.id == "V09"))
    case["intake"]["clearance"] = True

    result = judged(case)

    assert (result.tier, result.level) == ("C-cleared", "L3")
