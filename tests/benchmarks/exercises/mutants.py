"""The shipped plugins, each with one mistake of meaning in it: does `lockout exercises check` find every one?

python tests/benchmarks/exercises/mutants.py [--plugin glute_bridge] [--step 0.1] [--all]

Fuzzing breaks files; these files are in order, only wrong: a fault left out, limits swapped or moved, another unit,
another measure, a fault that always or never fires, rules that hand back other measures. A mutant that nothing finds is
listed; `--all` also lists how each of the others was found.
"""

import argparse
import copy
import shutil
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from toml_text import as_toml

from studio.assets import plugins_dir
from studio.exercises import check_folder, load_knowledge
from studio.exercises.bands import SPANS

RULES = {
    "hips higher than they were": 'value + 12.0 if name == "M-HOE" else value',
    "lowering twice as slow": 'value * 2.0 if name == "M-ECC" else value',
    "nothing measured": "float('nan')",
    "everything negative": "-value",
}
"""What `adjust` makes of a value, by what it does wrong."""
CODE = """from studio.exercise_api import Measure, map_reps


def adjust(measures):
    def changed(row):
        table = {}
        for name, one in row.items():
            value = one.value
            table[name] = Measure(name, WHAT, one.unit)
        return table

    return map_reps(measures, changed)
"""

Mutant = tuple[str, Any]


def mutants(manifest: Any, step: float) -> Iterator[Mutant]:
    """Manifests with one mistake each."""
    for index, fault in enumerate(manifest["faults"]):
        yield f"left out: {fault['id']}", _without(manifest, index)
        yield from _of_fault(manifest, index, fault)
        for number, indicator in enumerate(fault["indicators"]):
            where = f"{fault['id']} {indicator['measure']}"
            if indicator.get("support"):
                yield f"decides: {where}", _with(manifest, index, number, {**indicator, "support": False})
                continue  # its limits are shown with the evidence and change no outcome
            for what, changed in _of_indicator(indicator, step):
                yield f"{what}: {where}", _with(manifest, index, number, changed)


def _of_fault(manifest: Any, index: int, fault: Any) -> Iterator[Mutant]:
    for word in fault.get("muted_by", ()):
        kept = [each for each in fault["muted_by"] if each != word]
        yield f"not muted by {word}: {fault['id']}", _of(manifest, index, muted_by=kept)
    if fault.get("folds_into"):
        yield f"folds into nothing: {fault['id']}", _of(manifest, index, folds_into="")
    if fault.get("minimum_reps", 1) > 1:
        yield f"any number of reps: {fault['id']}", _of(manifest, index, minimum_reps=1)
    deciding = [indicator for indicator in fault["indicators"] if not indicator.get("support")]
    if len(deciding) > 1:  # one alone decides whatever the combination
        for name in {"worst", "second_highest", "all", "any"} - {fault.get("combination", "worst")}:
            yield f"combination {name}: {fault['id']}", _of(manifest, index, combination=name)


def _of_indicator(indicator: Any, step: float) -> Iterator[Mutant]:
    flipped = {"ge": "le", "le": "ge", "lt": "ge"}.get(indicator["comparison"])
    if flipped:
        limits = {key: list(reversed(indicator[key])) for key in ("limits", "calibrated") if key in indicator}
        yield "the other way round", {**indicator, **limits, "comparison": flipped}
    yield "another unit", {**indicator, "unit": "cm" if indicator["unit"] != "cm" else "s"}
    measures = load_knowledge().measures.values()
    alike = [one.id for one in measures if one.unit == indicator["unit"] and one.id != indicator["measure"]]
    if alike:
        yield f"{alike[0]} instead", {**indicator, "measure": alike[0]}
    yield "only supports", {**indicator, "support": True}
    for key in ("limits", "calibrated"):
        if key in indicator:
            yield from _of_limits(indicator, key, step)


def _of_limits(indicator: Any, key: str, step: float) -> Iterator[Mutant]:
    limits = indicator[key]
    if len(limits) > 1 and limits[0] != limits[1]:
        yield f"{key} swapped", {**indicator, key: [limits[1], limits[0], *limits[2:]]}
    if len(limits) > 1:
        yield f"{key} without the last", {**indicator, key: limits[:-1]}
    low, high = SPANS[indicator["unit"]]
    always = {"ge": [low], "le": [high], "lt": [high], "outside": [[0.0, 1e-9]]}[indicator["comparison"]]
    never = {"ge": [high], "le": [low], "lt": [low], "outside": [[low, high]]}[indicator["comparison"]]
    yield f"{key}: always", {**indicator, key: always * len(limits)}
    yield f"{key}: never", {**indicator, key: never * len(limits)}
    for place in range(len(limits)):
        for sign, word in ((1.0, "up"), (-1.0, "down")):
            moved = [_moved(one, sign * step) if place == at else one for at, one in enumerate(limits)]
            yield f"{key}[{place}] {word}", {**indicator, key: moved}


def _moved(limit: Any, share: float) -> Any:
    if isinstance(limit, list):
        low, high = limit
        width = (high - low) * share
        return [low - width, high + width]
    return limit + share * max(abs(limit), 1e-3)


def _without(manifest: Any, index: int) -> Any:
    return {**manifest, "faults": [one for at, one in enumerate(manifest["faults"]) if at != index]}


def _of(manifest: Any, index: int, **changes: object) -> Any:
    faults = [{**one, **changes} if at == index else one for at, one in enumerate(manifest["faults"])]
    for one in faults:
        if one.get("folds_into") == "":
            del one["folds_into"]
    return {**manifest, "faults": faults}


def _with(manifest: Any, index: int, number: int, indicator: Any) -> Any:
    changed = copy.deepcopy(manifest)
    changed["faults"][index]["indicators"][number] = indicator
    return changed


class Trial:
    """One shipped plugin in a folder of its own, changed and checked over and over."""

    def __init__(self, name: str, place: Path) -> None:
        self._folder = place / name
        shutil.copytree(plugins_dir() / name, self._folder, ignore=shutil.ignore_patterns("__pycache__"))
        self._clips = self._folder / "cases" / "clips.json"
        self._clips_text = self._clips.read_text(encoding="utf-8")
        self.manifest = tomllib.loads((self._folder / "exercise.toml").read_text(encoding="utf-8"))

    def problems_with(self, manifest: Any) -> tuple[str, ...]:
        """What the check says; the figures, which take longest, are asked only when measures say nothing."""
        (self._folder / "exercise.toml").write_text(as_toml(manifest), encoding="utf-8")
        self._clips.unlink(missing_ok=True)
        problems = check_folder(self._folder)
        self._clips.write_text(self._clips_text, encoding="utf-8")
        return tuple(map(str, problems or check_folder(self._folder)))

    def problems_with_rules(self, code: str) -> tuple[str, ...]:
        """What the check says of rules."""
        rules = self._folder / "rules.py"
        rules.write_text(code, encoding="utf-8")
        problems = self.problems_with(self.manifest)
        rules.unlink()
        return problems


def main() -> int:
    """Try every mutant and print those that nothing finds; exit code 1 when there are any."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--plugin", default="")
    parser.add_argument("--step", type=float, default=0.1, help="how far a limit is moved, as a share of itself")
    parser.add_argument("--all", action="store_true")
    asked = parser.parse_args()
    started_s, counts, missed = time.perf_counter(), Counter[str](), []
    shipped = sorted(one.parent.name for one in plugins_dir().glob("*/exercise.toml"))
    for name in [asked.plugin] if asked.plugin else shipped:
        with tempfile.TemporaryDirectory() as place:
            trial = Trial(name, Path(place))
            assert trial.problems_with(trial.manifest) == (), "the plugin itself has problems"
            tried = [(what, trial.problems_with(manifest)) for what, manifest in mutants(trial.manifest, asked.step)]
            for what, made in RULES.items():
                tried.append((f"rules: {what}", trial.problems_with_rules(CODE.replace("WHAT", made))))
        for what, problems in tried:
            counts["found" if problems else "missed"] += 1
            if not problems:
                missed.append(f"{name}: {what}")
            elif asked.all:
                print(f"{name}: {what}: {len(problems)}, first {problems[0]}")
    print(f"{sum(counts.values())} mutants in {time.perf_counter() - started_s:.0f} s: {dict(counts)}")
    for what in missed:
        print(f"  MISSED {what}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
