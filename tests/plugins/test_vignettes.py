"""The faults of the acceptance cases come out exactly, whichever hip-thrust plugin judges them."""

import json
import re
from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.core.finding import Outcome
from studio.exercises import ExerciseCatalogue
from studio.faults import judge, parse_measures

pytestmark = pytest.mark.shared


def vignettes(shared_dir: Path) -> dict[str, str]:
    text = (shared_dir / "domain" / "VIGNETTES.md").read_text(encoding="utf-8")
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    return {part[:3]: part for part in parts if part.startswith("V")}


@pytest.mark.parametrize("exercise_id", ["hip-thrust-barbell", "hip-thrust-machine"])
def test_faults_of_every_vignette_are_exact(exercise_id: str, shared_dir: Path) -> None:
    exercise = ExerciseCatalogue([plugins_dir()]).load(exercise_id)
    wrong = {}
    for name, part in vignettes(shared_dir).items():
        case = json.loads(re.search(r"```json\n(.*?)\n```", part, re.DOTALL)[1])
        expected = dict(re.findall(r"`(F-[A-Z-]+)` (\w+)", re.search(r"Faults \(exact\): (.*)", part)[1]))
        unseen = set(re.findall(r"`(F-[A-Z-]+)`", re.search(r"Not assessable: (.*)", part)[1]))
        measures, context = parse_measures(case)
        findings = judge(exercise.faults, measures, context)
        got = {f.fault: f.severity.word for f in findings if f.outcome is Outcome.FOUND}
        got |= {f.fault: "unconfirmed" for f in findings if f.outcome is Outcome.UNCONFIRMED}
        if got != expected or {f.fault for f in findings if f.outcome is Outcome.NOT_ASSESSABLE} != unseen:
            wrong[name] = got

    assert vignettes(shared_dir)
    assert wrong == {}
