"""Disk full, read-only folder, database locked by another process, clip moved or replaced, clock going back.

    python tests/benchmarks/library/trouble.py [--small FOLDER]

FOLDER lies on a small disk of its own that may be filled, such as 16 MB of tmpfs mounted for this. Where the program
may mount, it does so by itself in a temporary folder and unmounts it in the end; otherwise these two parts are left
out. Every command must end with one sentence and a remedy, and afterwards the library must be as it was.
"""

import argparse
import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from studio.assets import resource

SMALL_MB = 16
_HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


def lockout(home: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run a command with folders of its own."""
    folders = {f"LOCKOUT_{name.upper()}_DIR": str(home / name) for name in ("data", "config", "cache")}
    command = [sys.executable, "-m", "studio", *map(str, arguments)]
    return subprocess.run(command, env={**os.environ, **folders}, capture_output=True, text=True, check=False)


def wrong_with(told: subprocess.CompletedProcess[str], said: str) -> str:
    """What is wrong with how a command failed; empty when it told one sentence and a remedy."""
    lines = told.stderr.strip().splitlines()
    if told.returncode not in (3, 6):
        return f"exit code {told.returncode}"
    if said not in told.stderr:
        return f"says {lines[:1]} and not “{said}”"
    return "" if len(lines) >= 2 and "Traceback" not in told.stderr else f"says {lines}"


def acts(home: Path, clip: Path) -> dict[str, tuple[object, ...]]:
    """Commands that write."""
    return {
        "import": ("library", "import", clip),
        "import --analyse": ("library", "import", clip, "--analyse"),
        "delete": ("library", "delete", "Ada", "--yes"),
        "backup": ("library", "backup"),
        "batch": ("batch", clip.parent, "--out", home / "out"),
        "questionnaire": ("library", "questionnaire", "--out", home / "form.pdf"),
    }


def prepare(home: Path, clips: Path) -> str:
    """A library with one set; what it lists."""
    lockout(home, "library", "import", clips / "first.mp4", "--athlete", "Ada")
    return lockout(home, "library", "list").stdout


def after(home: Path, listed: str) -> str:
    """What is not as it was."""
    check = lockout(home, "library", "check")
    now = lockout(home, "library", "list").stdout
    return check.stderr if check.returncode else "" if now == listed else f"listed {now!r}, was {listed!r}"


def try_all(name: str, home: Path, clips: Path, said: dict[str, str]) -> list[str]:
    """Run what writes and hold the sentences against what is wanted; "" stands for all others."""
    found = []
    for act, arguments in acts(home, clips / "second.mp4").items():
        problem = wrong_with(lockout(home, *arguments), said.get(act, said[""]))
        found += [f"{name}, {act}: {problem}"] if problem else []
    return found


def full_disk(home: Path, clips: Path) -> list[str]:
    """Fill the disk to the last byte, try, make room again."""
    listed = prepare(home, clips)
    filler = home / "filler"
    with contextlib.suppress(OSError), filler.open("wb") as file:
        while True:
            file.write(b"\0" * 4096)
            file.flush()
    try:
        found = try_all("disk full", home, clips, {"": "disk is full"})
    finally:
        filler.unlink()
    problem = after(home, listed)
    return found + ([f"disk full, afterwards: {problem}"] if problem else [])


def read_only(home: Path, clips: Path) -> list[str]:
    """Let the disk only be read, try, let it be written again."""
    listed = prepare(home, clips)
    subprocess.run(["mount", "-o", "remount,ro", home], check=True)
    try:
        said = {"": "may only be read", "batch": "cannot be", "questionnaire": "cannot be written"}
        found = try_all("read-only", home, clips, said)
    finally:
        subprocess.run(["mount", "-o", "remount,rw", home], check=True)
    problem = after(home, listed)
    return found + ([f"read-only, afterwards: {problem}"] if problem else [])


def locked(home: Path, clips: Path) -> list[str]:
    """Another process holds the write lock longer than anybody waits."""
    listed = prepare(home, clips)
    database = home / "data" / "library" / "library.sqlite"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, database], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        found = []
        for act in ("import", "delete"):
            problem = wrong_with(lockout(home, *acts(home, clips / "second.mp4")[act]), "Another studio is writing")
            found += [f"locked, {act}: {problem}"] if problem else []
        if lockout(home, "library", "list").stdout != listed:
            found.append("locked: the library cannot be read meanwhile")
        holder.communicate("")
    problem = after(home, listed)
    return found + ([f"locked, afterwards: {problem}"] if problem else [])


def moved_or_replaced(home: Path, clips: Path) -> list[str]:
    """A clip that was moved, and one that another took the place of."""
    listed = prepare(home, clips)
    set_id = listed.split("\t")[-1].strip()
    place, content = clips / "first.mp4", (clips / "first.mp4").read_bytes()
    found = []
    for name, change in (
        ("moved", lambda: place.rename(clips / "elsewhere.mp4")),
        ("replaced", lambda: place.write_bytes(content[:-8] + b"\1" * 8)),
    ):
        change()
        told = lockout(home, "library", "export", set_id, "--out", home / "set.lockout")
        said = "no longer where it was" if name == "moved" else "another file now"
        if told.returncode != 2 or said not in told.stderr:
            found.append(f"{name}: {told.returncode} {told.stderr!r}")
        place.write_bytes(content)
        problem = after(home, listed)
        found += [f"{name}, afterwards: {problem}"] if problem else []
    return found


def clock_going_back(home: Path, clips: Path) -> list[str]:
    """The day jumps back by years between two acts; order and due dates still make sense."""
    from studio.bootstrap import build_studio
    from studio.core.training import SetQuery
    from studio.library import open_library
    from studio.services.library import Library, today
    from studio.services.set_answers import screening_due

    studio = replace(build_studio(), open_library=lambda: open_library(home / "back" / "library"))
    days = [today() + timedelta(days=shift) for shift in (0, -3000, 1)]
    found = []
    for number, day in enumerate(days):
        library = Library(studio, studio.open_library(), day=lambda day=day: day)
        ada = library.athlete_named("Ada")
        version = library.store.add_screening(ada.id, day, {"screening_complete": True, "number": number})
        if version.version != number + 1:
            found.append(f"clock: version {version.version} of the screening after {number} others")
        library.store.backup()
        clip = home / f"clock-{number}.mp4"
        clip.write_bytes((clips / "second.mp4").read_bytes() + number.to_bytes(8, "big"))
        os.utime(clip, (4e9 if number == 1 else 1e9, 4e9 if number == 1 else 1e9))
        library.take_in(studio.video.probe(clip), athlete_id=ada.id)
    store = studio.open_library()
    if [one.answers["number"] for one in store.screenings(store.athletes()[0].id)] != [0, 1, 2]:
        found.append("clock: the screenings are out of order")
    if screening_due(store.screenings(store.athletes()[0].id), (), today=days[1]) not in ("", "old"):
        found.append("clock: the screening is not told right")
    if (
        store.find(SetQuery()).total != len(days)
        or not store.check().is_clean
        or len(store.check().backups) < len(days)
    ):
        found.append("clock: something is missing")
    return found


@contextlib.contextmanager
def small_disk(given: Path | None) -> Iterator[Path | None]:
    """A small disk: the given folder, or one that is mounted for this; None where that is not allowed."""
    if given is not None:
        yield given
        return
    folder = Path(tempfile.mkdtemp(prefix="lockout-small-"))
    command = ["mount", "-t", "tmpfs", "-o", f"size={SMALL_MB}m", "tmpfs", str(folder)]
    is_mounted = shutil.which("mount") is not None and subprocess.run(command, check=False).returncode == 0
    try:
        yield folder if is_mounted else None
    finally:
        if is_mounted:
            subprocess.run(["umount", str(folder)], check=True)
        folder.rmdir()


def main() -> int:
    """Try everything and print; exit code 1 when something is lost or told badly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", type=Path, help="a folder on a small disk that may be filled")
    asked = parser.parse_args()
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder, small_disk(asked.small) as small:
        home, clips = Path(folder), Path(folder) / "clips"
        clips.mkdir()
        content = resource("sample/hip-thrust-rendered.mp4").read_bytes()
        (clips / "first.mp4").write_bytes(content)
        (clips / "second.mp4").write_bytes(content + b"\0\0\0\x10free" + b"\2" * 8)
        parts = {"locked": (locked, home / "locked"), "moved or replaced": (moved_or_replaced, home / "moved")}
        parts["clock going back"] = (clock_going_back, home / "clock")
        if small is not None:
            parts["disk full"] = (full_disk, small)
            parts["read-only"] = (read_only, small)
        for name, (part, place) in parts.items():
            place.mkdir(exist_ok=True)
            problems = part(place, clips)
            print(f"{name}: {len(problems)} problems")
            found += problems
        if small is None:
            print("disk full, read-only: left out, nothing may be mounted here")
    print(*found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
