"""Clips that were open before. Kept apart from the window's own memory, so that deleting an athlete needs no window."""

import hashlib
import json
import os
from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

from studio.core.atomic import write_atomically
from studio.core.errors import StudioError

MOST_CLIPS = 6
_FILE = "recent-clips.json"
_WINDOW_FILE = "window.ini"
_OLD_ENTRY = b"recent="
"""How the window's own file named them before this list had a file."""


class RecentClips:
    """Reads the file anew each time, so that two windows and the command line see the same."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def still_there(self) -> tuple[Path, ...]:
        """Those that are still there, newest first; asks their disks, which may take long."""
        return tuple(path for path in self._listed() if path.is_file())

    def remember(self, path: Path) -> None:
        """Put a clip at the head; where nothing can be written, nothing is remembered."""
        others = [other for other in self._listed() if other != path]
        part = self._folder / f".{_FILE}.{os.getpid()}.part"
        with suppress(OSError):  # the window asks: nobody waits until a list of old clips is on the disk
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_as_bytes([path, *others][:MOST_CLIPS]))
            part.replace(self._folder / _FILE)

    def forget(self, paths: Iterable[Path], sha256s: Collection[str] = ()) -> bool:
        """Take clips out, wherever they lie now, and those that are gone as well; whether anything was taken out.

        Args:
            paths: where they lay.
            sha256s: their fingerprints.
        """
        gone = {path.resolve() for path in paths}
        listed = self._listed()
        kept = [path for path in listed if path.is_file() and path.resolve() not in gone and not _is_one(path, sha256s)]
        if len(kept) < len(listed):
            self._write(kept)
        return _forget_old_entry(self._folder / _WINDOW_FILE) or len(kept) < len(listed)

    def _listed(self) -> list[Path]:
        try:
            data = json.loads((self._folder / _FILE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [Path(one) for one in data if isinstance(one, str)] if isinstance(data, list) else []

    def _write(self, paths: Iterable[Path]) -> None:
        with suppress(OSError, StudioError):
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._folder / _FILE, _as_bytes(paths))


def _as_bytes(paths: Iterable[Path]) -> bytes:
    return json.dumps([str(path) for path in paths]).encode()


def _is_one(path: Path, sha256s: Collection[str]) -> bool:
    if not sha256s:
        return False
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() in sha256s
    except OSError:
        return True  # it cannot be told apart from one that has to go


def _forget_old_entry(window_file: Path) -> bool:
    """Take the line that named clips out of the window's own file; it holds nothing else."""
    try:
        lines = window_file.read_bytes().splitlines(keepends=True)
        kept = [line for line in lines if not line.startswith(_OLD_ENTRY)]
        if len(kept) < len(lines):
            write_atomically(window_file, b"".join(kept))
    except (OSError, StudioError):
        return False
    return len(kept) < len(lines)
