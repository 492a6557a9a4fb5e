"""Where the recordings of voice notes lie: beside the reviews, or in memory for what is only looked at."""

import hashlib
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path

from studio.core.atomic import write_atomically
from studio.core.errors import CannotWrite
from studio.core.sound import MOST_NOTE_BYTES

VOICES = "voices"
"""Folder beside the library."""

_SUFFIX = ".ogg"
_OLD_ENOUGH_S = 86_400.0
"""A recording that no review names goes after a day: until then another window may still bring it back with undo."""


class VoiceFolder:
    """Fulfils `VoiceShelf`: one file for each recording, there as a whole or not at all.

    It is named after the clip, so that it goes when the clip's data goes, and after its own content.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, clip_sha256: str, data: bytes) -> str:
        """Keep a recording and return its fingerprint. Raises CannotWrite."""
        note_id = hashlib.sha256(data).hexdigest()
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise CannotWrite("The voice note could not be kept.", remedy="Free some disk space.") from error
        write_atomically(self.path_of(clip_sha256, note_id), data)
        return note_id

    def get(self, clip_sha256: str, note_id: str) -> bytes | None:
        """A recording as it was kept; None when it is gone or is not what its name says."""
        path = self.path_of(clip_sha256, note_id)
        try:
            if path.stat().st_size > MOST_NOTE_BYTES:
                return None
            data = path.read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == note_id else None

    def tidy(self, clip_sha256: str, kept: Collection[str]) -> None:
        """Delete recordings of a clip that no review names any more, once they are a day old."""
        named = {self.path_of(clip_sha256, note_id) for note_id in kept}
        for path in self._folder.glob(f"{clip_sha256[:32]}-*{_SUFFIX}"):
            with suppress(OSError):
                if path not in named and time.time() - path.stat().st_mtime > _OLD_ENOUGH_S:
                    path.unlink()

    def path_of(self, clip_sha256: str, note_id: str) -> Path:
        """Where a recording lies, or would lie."""
        return self._folder / f"{clip_sha256[:32]}-{note_id[:32]}{_SUFFIX}"


class VoiceMemory:
    """Fulfils `VoiceShelf` without writing anything: for a case that is only looked at."""

    def __init__(self, recordings: Mapping[str, bytes] | None = None) -> None:
        self._recordings = dict(recordings or {})

    def put(self, clip_sha256: str, data: bytes) -> str:  # noqa: ARG002 -- it holds one clip's
        """Hold a recording and return its fingerprint."""
        note_id = hashlib.sha256(data).hexdigest()
        self._recordings[note_id] = data
        return note_id

    def get(self, clip_sha256: str, note_id: str) -> bytes | None:  # noqa: ARG002 -- it holds one clip's
        """A recording."""
        return self._recordings.get(note_id)

    def tidy(self, clip_sha256: str, kept: Collection[str]) -> None:
        """It is gone soon enough."""
