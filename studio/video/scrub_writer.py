"""Writing the scrub cache: whole or not at all."""

from __future__ import annotations

import logging
import os
import uuid
import zlib
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import numpy as np

from studio.core.errors import CannotWrite
from studio.core.frame import ClipInfo, Frame
from studio.video.scrub_file import MAGIC, PART_SUFFIX, RECORD, SCRUB_SUFFIX, pack_ending, scrub_path
from studio.video.small_copy import pack

log = logging.getLogger(__name__)


class JpegScrubWriter:
    """Fulfils `ScrubWriter`. The cache appears in one instant, on commit; until then there is a temporary file."""

    def __init__(self, folder: Path, info: ClipInfo, *, limit_bytes: int) -> None:
        """Start a temporary file, and clear away those of writers that no longer live.

        Args:
            folder: where scrub caches are kept; made when missing.
            info: the clip.
            limit_bytes: when all caches together grow beyond this, those not used for longest are deleted.

        Raises:
            CannotWrite: there is no room or no right to write.
        """
        self._folder = folder
        self._info = info
        self._limit_bytes = limit_bytes
        self._records: list[tuple[int, int, int, float]] = []
        self._place = len(MAGIC)
        self._part = folder / f"{info.sha256[:16]}-{uuid.uuid4().hex}{PART_SUFFIX}"
        self._file: BinaryIO | None = None
        try:
            folder.mkdir(parents=True, exist_ok=True)
            remove_abandoned_parts(folder)
            self._file = self._part.open("xb")
            _hold(self._file)
            self._file.write(MAGIC)
        except OSError as error:
            self.discard()
            raise _cannot_write() from error

    def add(self, frame: Frame) -> None:
        """Append the next frame, in presentation order.

        Raises:
            CannotWrite: the disk is full or gone; the unfinished cache is thrown away.
            ValueError: it is not the next frame.
        """
        if self._file is None:
            raise ValueError("this scrub cache is finished or was thrown away")
        if frame.index != len(self._records):
            raise ValueError(f"frame {frame.index} follows on {len(self._records)} frames")
        packed = pack(frame.rgb)
        try:
            self._file.write(packed)
        except OSError as error:
            self.discard()
            raise _cannot_write() from error
        self._records.append((self._place, len(packed), zlib.crc32(packed), frame.time_s))
        self._place += len(packed)

    def commit(self) -> None:
        """Finish; only now does the cache exist. A cache without frames is thrown away.

        Raises:
            CannotWrite: the disk is full or gone; the unfinished cache is thrown away.
        """
        if self._file is None:
            raise ValueError("this scrub cache is finished or was thrown away")
        if not self._records:
            self.discard()
            return
        records = np.array(self._records, dtype=RECORD)
        finished = scrub_path(self._folder, self._info)
        try:
            self._file.write(pack_ending(records, place=self._place, sha256=self._info.sha256))
            self._file.close()
            self._part.replace(finished)
        except OSError as error:
            self.discard()
            raise _cannot_write() from error
        self._file = None
        make_room(self._folder, limit_bytes=self._limit_bytes, keep=finished)

    def discard(self) -> None:
        """Throw the unfinished cache away. Harmless after commit."""
        if self._file is None:
            return
        with suppress(OSError):  # closing writes what is buffered, which may not fit
            self._file.close()
        self._file = None
        with suppress(OSError):
            self._part.unlink(missing_ok=True)


def remove_abandoned_parts(folder: Path) -> None:
    """Delete temporary files that no living writer holds: the remains of a crash."""
    for part in folder.glob(f"*{PART_SUFFIX}"):
        with suppress(OSError):  # held by a writer, or already deleted by another
            if not _is_held(part):
                part.unlink()
                log.debug("removed the remains of an unfinished scrub cache")


def make_room(folder: Path, *, limit_bytes: int, keep: Path) -> None:
    """Delete the scrub caches that were not used for longest until the rest fits.

    Args:
        folder: where they are.
        limit_bytes: how much they may take together.
        keep: one that stays in any case.
    """
    sizes: list[tuple[float, int, Path]] = []
    for path in folder.glob(f"*{SCRUB_SUFFIX}"):
        with suppress(OSError):
            status = path.stat()
            sizes.append((status.st_mtime, status.st_size, path))
    total_bytes = sum(size_bytes for _used, size_bytes, _path in sizes)
    for _used, size_bytes, path in sorted(sizes):
        if total_bytes <= limit_bytes:
            return
        if path != keep:
            with suppress(OSError):  # open elsewhere, on systems that forbid deleting then
                path.unlink()
                total_bytes -= size_bytes


def _cannot_write() -> CannotWrite:
    return CannotWrite(
        "The preview cache cannot be written; scrubbing will be slower.",
        remedy="Free some disk space, or choose another cache folder in the settings.",
    )


def _hold(file: BinaryIO) -> None:
    """Mark a temporary file as in use for as long as this process has it open."""
    if os.name == "posix":
        import fcntl

        with suppress(OSError):  # some network drives know no locks
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


def _is_held(part: Path) -> bool:
    """Whether a writer has the file open. Where files in use cannot be deleted (Windows), deleting will tell."""
    if os.name != "posix":
        return False
    import fcntl

    with part.open("rb") as file:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
