"""Every screen, dark and light, at 100 % and 200 %, looks as it was looked at and found good.

After a wanted change look at the pictures (`python tests/snapshots/screens.py FOLDER --pictures`) and keep the new
facts: `cp FOLDER/facts.json tests/snapshots/facts.json`. The facts are of 100 %; 200 % must show the same.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

_HERE = Path(__file__).resolve().parent
PLACE_TOLERANCE = 0.03
CELL_TOLERANCE, WRONG_CELLS = 40, 0.04
MEAN_TOLERANCE = 5.0


def drawn(folder: Path, scale: int) -> dict:
    folder.mkdir()
    settings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
        "PYTHONPATH": str(_HERE.parents[1]),
        "LOCKOUT_CONFIG_DIR": str(folder / "config"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        "HOME": str(folder),
    }
    done = subprocess.run(
        [sys.executable, str(_HERE / "screens.py"), str(folder)],
        env=settings, capture_output=True, text=True, timeout=240, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads((folder / "facts.json").read_text())


def differences(kept: dict, seen: dict) -> list[str]:
    """What differs between two screens by more than another font explains."""
    found = []
    for name, place in kept["places"].items():
        now = seen["places"].get(name)
        if now is None:
            found.append(f"{name} is missing")
        elif max(abs(was - one) for was, one in zip(place, now, strict=True)) > PLACE_TOLERANCE:
            found.append(f"{name} lies elsewhere: {place} became {now}")
    gaps = np.abs(np.array(kept["grid"], dtype=float) - np.array(seen["grid"], dtype=float)).max(axis=2)
    if np.mean(gaps > CELL_TOLERANCE) > WRONG_CELLS:
        found.append(f"{np.mean(gaps > CELL_TOLERANCE):.0%} of the cells have another colour")
    if gaps.mean() > MEAN_TOLERANCE:
        found.append(f"cells differ by {gaps.mean():.1f} on average")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("scale", [1, 2])
def test_every_screen_looks_as_it_was_found_good(tmp_path, scale: int) -> None:
    kept, seen = json.loads((_HERE / "facts.json").read_text()), drawn(tmp_path / "screens", scale)
    assert set(seen) == set(kept)
    assert {name: found for name in kept if (found := differences(kept[name], seen[name]))} == {}


def test_a_missing_part_and_wrong_colours_are_seen() -> None:
    kept = json.loads((_HERE / "facts.json").read_text())
    dark, light = kept["dark-review"], kept["light-review"]
    assert any("colour" in found for found in differences(dark, light))
    without = {**dark, "places": {name: place for name, place in dark["places"].items() if name != "graphs"}}
    assert differences(dark, without) == ["graphs is missing"]
    assert differences(dark, dark) == []
    assert differences(dark, kept["dark-workspace-measure"])
