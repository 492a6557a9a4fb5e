"""Every clip opens and is analysed, or is answered with one sentence; no traceback, no hang.

    python tests/benchmarks/corpus/run.py [--shared ../shared] [--only PATTERN] [--reports DIR]

One line a clip: exit code, seconds, reps, what was found and what is unconfirmed. With `--reports` each clip's PDF and
JSON stay in that folder. Exit code 1 when a clip ends in anything but 0, 3 or 4, or hangs.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

_SUFFIXES = {".mp4", ".mov", ".gif", ".mkv", ".webm", ".avi"}
_ANSWERS = {0, 3, 4}
_HANGS_AFTER_S = 300
_EXERCISES = {"machine": "hip-thrust-machine", "glute-bridge": "glute-bridge"}


def main() -> int:
    """Analyse all clips and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[4] / "shared")
    parser.add_argument("--only", default="")
    parser.add_argument("--reports", type=Path)
    options = parser.parse_args()
    clips = [
        path
        for folder in ("synth", "footage", "footage/technical")
        for path in sorted((options.shared / folder).iterdir())
        if path.suffix in _SUFFIXES and options.only in path.name
    ]
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.reports or Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        bad = [clip.name for clip in clips if not analyse(clip, folder)]
    print(f"{len(clips)} clips, {len(bad)} bad: {' '.join(bad)}")
    return 1 if bad or not clips else 0


def analyse(clip: Path, folder: Path) -> bool:
    """Analyse one clip in a process of its own, print its line, and say whether it ended as it may."""
    result = folder / f"{clip.stem}.json"
    exercise = next((exercise for word, exercise in _EXERCISES.items() if word in clip.name), "")
    command = [sys.executable, "-m", "studio", "analyze", str(clip), "--json", str(result)]
    command += ["--report", str(folder / f"{clip.stem}.pdf"), *(["--exercise", exercise] if exercise else [])]
    started_s = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_HANGS_AFTER_S, check=False)
    except subprocess.TimeoutExpired:
        print(f"{clip.name:<52} HANGS")
        return False
    seconds = time.monotonic() - started_s
    summary = _summary(result) if done.returncode == 0 else done.stderr.strip().replace("\n", " ")[:150]
    print(f"{clip.name:<52} {done.returncode} {seconds:5.1f} s  {summary}", flush=True)
    return done.returncode in _ANSWERS and "Traceback" not in done.stderr


def _summary(result: Path) -> str:
    document = json.loads(result.read_text(encoding="utf-8"))
    complete = sum(rep["complete"] for rep in document["reps"])
    tops = [rep["measures"]["M-HIP-TOP"]["value"] for rep in document["reps"] if "M-HIP-TOP" in rep["measures"]]
    known = [top for top in tops if top is not None]
    top = f"top {sum(known) / len(known):.0f}°" if known else "top –"
    named = [
        f"{finding['fault']}:{finding['severity']}{'?' if finding['outcome'] == 'unconfirmed' else ''}"
        for finding in document["findings"]
        if finding["outcome"] in {"found", "unconfirmed"}
    ]
    capture = document["capture"]
    return f"{complete}/{len(document['reps'])} reps {capture['view']} {capture['grade']} {top}  {' '.join(named)}"


if __name__ == "__main__":
    sys.exit(main())
