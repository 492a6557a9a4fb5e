"""Kill −9 inside a running analysis: from the command line, from a batch over a folder, and from the window.

    python tests/benchmarks/library/kill_analysis.py [--kills 20]

Each kill comes at a random moment of the run. Afterwards the library is looked through, and in the end the same command
runs to its end; every clip must then be analysed and nothing may be left of the runs that were cut short.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from studio.assets import resource

LOCKOUT = (sys.executable, "-m", "studio")
LONGEST_S = {"import": 12.0, "batch": 12.0, "window": 12.0}


def command(kind: str, home: Path) -> list[str]:
    """What is run and killed."""
    clips, out = home / "clips", home / "out"
    arguments = {
        "import": ["library", "import", str(clips), "--athlete", "Ada", "--analyse"],
        "batch": ["batch", str(clips), "--out", str(out)],
        "window": ["open", str(clips / "VID_20260301_101500.mp4")],
    }
    return [*LOCKOUT, *arguments[kind]]


def environment(home: Path) -> dict[str, str]:
    """Own folders, and a window without a screen."""
    folders = {f"LOCKOUT_{name.upper()}_DIR": str(home / name) for name in ("data", "config", "cache")}
    return {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"}


def kill_once(kind: str, home: Path, wait_s: float) -> bool:
    """Run, wait, kill; whether it was still running."""
    with subprocess.Popen(
        command(kind, home), env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        time.sleep(wait_s)
        was_running = process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    return was_running


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A command to its end."""
    return subprocess.run([*LOCKOUT, *arguments], env=environment(home), capture_output=True, text=True, check=False)


def problems(home: Path) -> list[str]:
    """What is wrong with the library; stored files of a run that was cut short are none."""
    if not (home / "data" / "library").is_dir():
        return []
    told = run(home, "library", "check")
    return [line for line in told.stderr.splitlines() if "belong to no set" not in line and "Run:" not in line]


def finish(home: Path) -> list[str]:
    """Run everything to its end; what is missing then."""
    run(home, "library", "import", str(home / "clips"), "--athlete", "Ada", "--analyse")
    run(home, "batch", str(home / "clips"), "--out", str(home / "out"))
    listed = run(home, "library", "list").stdout.splitlines()
    clips = sorted(path.name for path in (home / "clips").iterdir())
    found = [f"{line}: not analysed" for line in listed if line.split("\t")[4] == "–"]
    found += [] if len(listed) == len(clips) else [f"{len(listed)} sets of {len(clips)} clips"]
    for name in clips:
        try:
            json.loads((home / "out" / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            found.append(f"{name}: {type(error).__name__}")
    left = [path for folder in ("data", "cache", "out") for path in (home / folder).rglob("*.part")]
    return found + [f"left behind: {path.name}" for path in left]


def main() -> int:
    """Kill and print; exit code 1 when anything was lost or damaged."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    draw = random.Random(asked.seed)
    hits, bad = Counter[str](), []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        (home / "clips").mkdir()
        for number in range(2):
            clip = home / "clips" / f"VID_2026030{number + 1}_101500.mp4"
            shutil.copyfile(resource("sample/hip-thrust-rendered.mp4"), clip)
            with clip.open("ab") as file:
                file.write(b"\0\0\0\x10free" + number.to_bytes(8, "big"))  # the same film, another content
        for number in range(asked.kills):
            kind = list(LONGEST_S)[number % len(LONGEST_S)]
            for part in ("cache", "out"):
                shutil.rmtree(home / part, ignore_errors=True)  # so that there is something to analyse
            hits[kind] += kill_once(kind, home, draw.uniform(1.0, LONGEST_S[kind]))
            bad += [f"kill {number} ({kind}): {one}" for one in problems(home)]
        bad += finish(home)
        bad += problems(home)
    for kind, count in hits.items():
        print(f"{kind}: {count} of {len(range(list(LONGEST_S).index(kind), asked.kills, 3))} killed while running")
    print(f"{asked.kills} kills: {len(bad)} problems")
    print(*bad, sep="\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
