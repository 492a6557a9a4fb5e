"""Ten thousand sets of two hundred athletes: first paint of the library, search and filter, memory.

    python tests/benchmarks/library/scale.py [--sets 10000] [--athletes 200]

Prints one line per figure: what was measured, the figure, and the limit that it is held against.
"""

import argparse
import os
import random
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import psutil

FIRST_PAINT_S, SEARCH_P95_MS, MEMORY_MB = 0.5, 100.0, 300.0
FAULTS = ("F-HOE", "F-FEET-FAR", "F-LUMBAR", "F-ECC", "F-DECAY", "F-HEEL")
WORDS = (
    *("belt", "heavy", "light", "paused", "wide", "narrow", "cue", "ribs", "chin"),
    *("early", "late", "tired", "fresh", "gym", "home", "morning", "evening"),
)


def fill(folder: Path, *, set_count: int, athlete_count: int) -> None:
    """Fill a library through its own door, with the flush to disk taken out of every act."""
    from studio.core.athlete import Athlete
    from studio.core.fault import Severity
    from studio.core.finding import Outcome
    from studio.core.measure import Measure
    from studio.core.training import ClipRole, FaultMark, Session, SetClip, SetDigest, TrainingSet
    from studio.library import database, open_library

    database._PRAGMAS = tuple(one.replace("synchronous=FULL", "synchronous=OFF") for one in database._PRAGMAS)
    store = open_library(folder)
    draw = random.Random(7)
    athletes = [
        store.save_athlete(Athlete(name=f"{draw.choice('ABCDEFGH')}{number:03d} {draw.choice(WORDS).title()}son"))
        for number in range(athlete_count)
    ]
    for athlete in athletes:
        store.add_screening(athlete.id, date(2026, 9, 1), {"screening_complete": True})
    picture = store.put_picture(__import__("numpy").full((180, 320, 3), 90, dtype="uint8"))
    for number in range(set_count):
        owner = athletes[number % athlete_count]
        marks = tuple(FaultMark(fault, draw.choice(list(Outcome)), Severity(draw.randint(0, 3))) for fault in FAULTS)
        measures = tuple(Measure(f"M-{index}", draw.uniform(0, 180), "deg", low=0.0, high=180.0) for index in range(12))
        digest = SetDigest("good", "none", "L3", 8, draw.choice(FAULTS), marks, measures)
        made = TrainingSet(
            session=Session(date(2023, 1, 1) + timedelta(days=number // athlete_count * 3), owner.id),
            exercise_id="hip-thrust-barbell",
            clips=(SetClip(ClipRole.SIDE, f"{number:064x}", Path(f"/clips/{number}.mp4"), number),),
            log={"load_kg": float(draw.randint(20, 200)), "pain_max": draw.randint(0, 3), "reps_done": 8},
            digest=replace(digest),
            tags=(draw.choice(WORDS),),
            thumbnail=picture,
            review={"verdicts": [["F-HOE"]] * (number % 3), "summary": "x" * 4000},
        )
        store.save(made, text=" ".join(draw.choices(WORDS, k=12)))


def time_searches(folder: Path) -> list[float]:
    """Seconds of two hundred different searches and filters."""
    from studio.core.fault import Severity
    from studio.core.training import Decided, SetQuery, SortKey
    from studio.library import open_library

    store = open_library(folder)
    athletes = store.athletes()
    draw = random.Random(3)
    took: list[float] = []
    for number in range(200):
        query = SetQuery(
            text=draw.choice(["", draw.choice(WORDS)[:3], f"{draw.choice(WORDS)} {draw.choice(WORDS)}", "a1"]),
            athlete_id=draw.choice(["", "", draw.choice(athletes).id]),
            fault=draw.choice(["", "", *FAULTS]),
            least_severity=Severity(draw.choice([0, 0, 2, 3])),
            tag=draw.choice(["", "", "", draw.choice(WORDS)]),
            tier=draw.choice(["", "", "none"]),
            decided=draw.choice([Decided.ANY, *Decided]),
            since=draw.choice([None, None, date(2023, 1, 1) + timedelta(days=draw.randint(0, 150))]),
            sort=draw.choice(list(SortKey)),
            is_descending=bool(number % 2),
            offset=draw.choice([0, 0, 0, 5000]),
            limit=100,
        )
        started = time.perf_counter()
        store.find(query)
        took.append(time.perf_counter() - started)
    return took


def open_window(folder: Path, home: Path) -> tuple[float, float, float]:
    """Open the library screen: seconds to its first paint with cards, MB of the empty start, MB afterwards."""
    for name in ("data", "config", "cache"):
        os.environ[f"LOCKOUT_{name.upper()}_DIR"] = str(home / name)
    from studio.bootstrap import build_studio
    from studio.library import open_library
    from studio.ui.app import Shell, make_application

    app = make_application()
    studio = replace(build_studio(), open_library=lambda: open_library(folder))
    shell = Shell(app, studio, sample=None, log_path=None)
    shell.window.resize(1440, 900)
    shell.window.show()
    for _ in range(250):  # the window settles, as it does before a coach finds the button
        app.processEvents()
        time.sleep(0.01)
    process = psutil.Process()
    empty_mb = process.memory_info().rss / 2**20
    started = time.perf_counter()
    shell.window.actions_book["library"].trigger()
    while shell.library.page is None or not shell.library.page.model.rowCount():
        app.processEvents()
    app.processEvents()
    shell.library.page.view.viewport().repaint()
    first_paint_s = time.perf_counter() - started
    page = shell.library.page
    while page.model.rowCount() < page.model.total:
        page.view.scrollToBottom()
        page.model.fetchMore(page.model.index(-1))
        app.processEvents()
    memory_mb = process.memory_info().rss / 2**20
    shell.window.close()
    return first_paint_s, empty_mb, memory_mb


def main() -> int:
    """Measure and print; exit code 1 when a limit is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=int, default=10_000)
    parser.add_argument("--athletes", type=int, default=200)
    parser.add_argument("--library", type=Path, help="use a library that was filled before")
    parser.add_argument("--window", type=Path, help="only open the window on this library (used by itself)")
    asked = parser.parse_args()
    if asked.window is not None:
        print(*open_window(asked.window, asked.window.parent))
        return 0
    with tempfile.TemporaryDirectory() as home:
        folder = asked.library or Path(home) / "library"
        if not folder.is_dir():
            started = time.perf_counter()
            fill(folder, set_count=asked.sets, athlete_count=asked.athletes)
            print(f"filled {asked.sets} sets in {time.perf_counter() - started:.0f} s")
        return report(folder)


def report(folder: Path) -> int:
    """Search here, open the window in a process of its own, and print."""
    with closing(sqlite3.connect(folder / "library.sqlite")) as connection:
        pages, size = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    print(f"database {pages * size / 2**20:.0f} MB")
    took_ms = sorted(1000 * one for one in time_searches(folder))
    p95_ms = took_ms[int(0.95 * len(took_ms))]
    median_ms = statistics.median(took_ms)
    print(f"search and filter: median {median_ms:.1f} ms, p95 {p95_ms:.1f} ms (limit {SEARCH_P95_MS:.0f})")
    command = [sys.executable, __file__, "--window", str(folder)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    first_paint_s, empty_mb, memory_mb = (float(one) for one in told.split())
    print(f"library first paint {first_paint_s:.2f} s (limit {FIRST_PAINT_S})")
    print(f"memory {memory_mb - empty_mb:.0f} MB over the empty start, all rows fetched (limit {MEMORY_MB:.0f})")
    is_met = p95_ms <= SEARCH_P95_MS and first_paint_s <= FIRST_PAINT_S and memory_mb - empty_mb <= MEMORY_MB
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
