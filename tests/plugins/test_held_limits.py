"""Every number and word that a shipped exercise judges by, held against a list that was read against the catalogue.

The golden cases show where a fault begins; a moderate limit that moved down, a weight or a need that is gone would pass
them. Change the list only together with a reason in the catalogue.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from studio.assets import plugins_dir

LIST = (Path(__file__).parent / "limits.txt").read_text(encoding="utf-8").split("\n\n")
HELD = {entry.split(":", 1)[0]: entry.strip() for entry in LIST}

BRIDGE_LEAVES_OUT = {
    *("F-BENCH-HIGH", "F-BENCH-LOW", "F-PIVOT", "F-BENCH-SLIDE"),  # there is no bench
    *("F-PAD-HIGH", "F-PAD-LOW", "F-BAR-ROLL", "F-BARPATH", "F-VL"),  # nor bar, pad or load to move fast
    "F-HEAD",  # who lies on the floor looks at the ceiling
    "F-RIBFLARE",  # late trunk roll is worked out for a trunk that pivots on an edge
    "F-SHALLOW",  # the floor ends the way down
}
OPTIONS = {
    "hip_thrust_barbell": ("barbell", True, True, True, False),
    "hip_thrust_machine": ("machine", False, True, True, True),
    "glute_bridge": ("bodyweight", False, False, False, False),
}


def manifest_of(folder: str) -> dict[str, Any]:
    return tomllib.loads((plugins_dir() / folder / "exercise.toml").read_text(encoding="utf-8"))


def number(value: Any) -> str:
    return "/".join(f"{one:g}" for one in value) if isinstance(value, list) else f"{value:g}"


def indicator_in_words(indicator: dict[str, Any]) -> str:
    limits = [" ".join(map(number, indicator[key])) for key in ("limits", "calibrated") if key in indicator]
    tail = "".join(f" {role}" for role in ("support", "required") if indicator.get(role))
    return f"    {indicator['measure']} {indicator['comparison']} {' | '.join(limits)} {indicator['unit']}{tail}"


def fault_in_words(fault: dict[str, Any]) -> str:
    head = (fault["class"], number(fault["weight"]), fault["view"], fault["level"], fault.get("combination", "worst"))
    parts = (
        f"{fault['id']}: {' '.join(head)} {fault.get('minimum_reps', 1)}",
        f"needs {','.join(fault.get('needs', []))}",
        f"muted {','.join(fault.get('muted_by', [])) or '-'}",
        f"into {fault.get('folds_into', '-')}",
        "+".join(fault["evidence"]),
        fault["phase"],
    )
    return "\n".join(("; ".join(parts), *map(indicator_in_words, fault["indicators"])))


def held_by(folder: str) -> dict[str, str]:
    if folder != "glute_bridge":
        return HELD
    kept = {fault: words for fault, words in HELD.items() if fault not in BRIDGE_LEAVES_OUT}
    kept["F-LUMBAR"] = "\n".join(line for line in kept["F-LUMBAR"].split("\n") if "M-LTR" not in line)
    return kept


@pytest.mark.parametrize("folder", OPTIONS)
def test_it_judges_by_the_numbers_of_the_list(folder: str) -> None:
    judged = {fault["id"]: fault_in_words(fault) for fault in manifest_of(folder)["faults"]}

    assert judged == held_by(folder)
    assert list(judged) == list(held_by(folder))


@pytest.mark.parametrize("folder", OPTIONS)
def test_it_says_what_it_is_done_with(folder: str) -> None:
    options = manifest_of(folder)["options"]

    assert (
        tuple(options[key] for key in ("tool", "has_plate", "has_bench", "has_pad", "guided_path")) == OPTIONS[folder]
    )


@pytest.mark.parametrize("folder", OPTIONS)
def test_its_reps_are_those_of_the_catalogue(folder: str) -> None:
    manifest = manifest_of(folder)

    numbers = {key: value for key, value in manifest["rep"].items() if key != "source"}
    assert numbers == {
        "signal": "hip_height_tl",
        "minimum_travel_tl": 0.15,
        "minimum_share": 0.5,
        "speed_share": 0.05,
    }
    assert manifest["views"] == ["side", "oblique", "front"]
