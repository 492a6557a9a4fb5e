"""Kill −9 at random moments: the library opens, its integrity check is clean, and at most the last act is lost.

    python tests/benchmarks/library/kill.py [--runs 200]

Each run forks a process that imports, edits, copies, erases or migrates, tells each act that has returned in a pipe
and is killed after a random time. Then the parent opens the library and holds it against what was told.
"""

import argparse
import gzip
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "library"))

from conftest_library import ADA, digest, make_set

from studio.core.set_store import SetStore
from studio.core.training import SetQuery, TrainingSet
from studio.library import open_library

GOLDEN = Path(__file__).resolve().parents[2] / "library" / "golden" / "schema-0001.sqlite.gz"
Tell = Callable[[int], None]


def importing(folder: Path, tell: Tell) -> None:
    """Add sets with arrays and pictures, one after the other."""
    store = open_library(folder)
    for number in range(100_000):
        kept = store.put_arrays({"xy_px": np.full((200, 33, 2), float(number))})
        picture = store.put_picture(np.full((90, 160, 3), number % 255, dtype=np.uint8))
        store.save(replace(make_set(number), observation=kept, thumbnail=picture), text=f"set {number}")
        tell(number + 1)


def editing(folder: Path, tell: Tell) -> None:
    """Change one set again and again, as an analysis or an edit of the review does."""
    store = open_library(folder)
    one = store.save(make_set(0))
    for number in range(100_000):
        log = {"load_kg": float(number + 1)}
        one = store.save(replace(one, log=log, digest=digest(), tags=(f"t{number}",)), text=f"word{number}")
        tell(number + 1)


def copying(folder: Path, tell: Tell) -> None:
    """Add a set and make an automatic copy, in turns."""
    store = open_library(folder)
    for number in range(100_000):
        store.save(make_set(number, log={"note": "x" * 20_000}))
        tell(number + 1)
        store.backup()


def erasing(folder: Path, tell: Tell) -> None:
    """Add an athlete with a set and erase them for good, in turns."""
    store = open_library(folder)
    for number in range(100_000):
        ada = store.save_athlete(ADA)
        kept = store.put_arrays({"number": np.array([number])})
        store.save(replace(make_set(number, athlete_id=ada.id), observation=kept))
        store.erase_athlete(ada.id)
        tell(number + 1)


def migrating(folder: Path, tell: Tell) -> None:
    """Bring the first schema up to date; the database lies there before the fork."""
    open_library(folder)
    tell(1)


ACTS: dict[str, Callable[[Path, Tell], None]] = {
    "import": importing,
    "edit": editing,
    "backup": copying,
    "erase": erasing,
    "migrate": migrating,
}


LONGEST_S = {"migrate": 0.25, "erase": 2.5}
"""Until when a kill may come; the others have many acts behind them by then."""


def look(kind: str, folder: Path, told: int) -> str:
    """What is wrong after a kill; empty when all is well."""
    store = open_library(folder)
    problems = [one for one in store.check().problems if "belong to no set" not in one]
    if problems:
        return " ".join(problems)
    return _lost(kind, store, told)


def _lost(kind: str, store: SetStore, told: int) -> str:
    total = store.find(SetQuery()).total
    if kind in ("import", "backup"):
        return "" if told <= total <= told + 1 else f"{told} told, {total} found"
    if kind == "edit":
        kept: TrainingSet | None = store.load(store.find(SetQuery()).rows[0].id) if total else None
        load_kg = kept.number("load_kg") if kept else 0.0
        load_kg = 0.0 if load_kg == 100.0 and not told else load_kg
        return "" if told <= load_kg <= told + 1 else f"{told} told, {load_kg} found"
    if kind == "erase":
        return "" if total <= 1 and len(store.athletes()) <= 1 else f"{total} sets left"
    return "" if total == 2 else f"{total} of 2 sets after the migration"


def run_once(kind: str, folder: Path, wait_s: float) -> tuple[int, str]:
    """Fork, wait, kill, look; how many acts were told, and what is wrong."""
    if kind == "migrate":
        folder.mkdir()
        (folder / "library.sqlite").write_bytes(gzip.decompress(GOLDEN.read_bytes()))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        ACTS[kind](folder, lambda number: os.write(writing, number.to_bytes(4, "little")) and None)
        os._exit(0)
    os.close(writing)
    time.sleep(wait_s)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    data = b""
    while piece := os.read(reading, 1 << 16):
        data += piece
    os.close(reading)
    told = int.from_bytes(data[len(data) // 4 * 4 - 4 : len(data) // 4 * 4], "little") if len(data) >= 4 else 0
    return told, look(kind, folder, told)


def main() -> int:
    """Kill and print; exit code 1 when anything was lost or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    draw = random.Random(asked.seed)
    acts, runs, bad = Counter[str](), Counter[str](), []
    with tempfile.TemporaryDirectory() as home:
        open_library(Path(home) / "warm")  # loads what is needed before the first fork
        for number in range(asked.runs):
            kind = list(ACTS)[number % len(ACTS)]
            folder = Path(home) / f"run-{number}"
            told, problem = run_once(kind, folder, draw.uniform(0.005, LONGEST_S.get(kind, 0.6)))
            acts[kind] += told
            runs[kind] += 1
            if problem:
                bad.append(f"run {number} ({kind}): {problem}")
            shutil.rmtree(folder)
    for kind, count in runs.items():
        print(f"{kind}: {count} kills, {acts[kind]} acts had returned")
    print(f"{asked.runs} kills: {len(bad)} libraries damaged or with more than the last act lost")
    print(*bad, sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
