"""Reading the scrub cache: one read and one decode per frame."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

import cv2
import numpy as np
from numpy.typing import NDArray

from studio.core.frame import ClipInfo, Frame
from studio.core.ports import FrameSource
from studio.video.scrub_file import DamagedScrubFile, read_picture, read_records, scrub_path
from studio.video.small_copy import unpack

log = logging.getLogger(__name__)


def open_scrub_cache(folder: Path, info: ClipInfo, *, open_clip: Callable[[Path], FrameSource]) -> ScrubSource | None:
    """Open the scrub cache of a clip; None when there is none or it is of no use.

    Args:
        folder: where scrub caches are kept.
        info: the clip.
        open_clip: opens the clip itself, for pictures that turn out to be damaged.
    """
    path = scrub_path(folder, info)
    try:
        file = path.open("rb")
    except OSError:
        return None
    try:
        records = read_records(file, info)
    except (DamagedScrubFile, OSError) as error:
        log.warning("a scrub cache is damaged and will be made again: %s", error)
        file.close()
        _remove(path)
        return None
    with suppress(OSError):
        os.utime(path)  # used now: the last to be deleted for room
    return ScrubSource(file, info, records, open_clip=open_clip)


class ScrubSource:
    """Fulfils `FrameSource` with the small pictures of the scrub cache; indices and times are the clip's."""

    def __init__(
        self,
        file: BinaryIO,
        info: ClipInfo,
        records: NDArray[np.void],
        *,
        open_clip: Callable[[Path], FrameSource],
    ) -> None:
        self._file = file
        self._info = info
        self._records = records
        self._open_clip = open_clip
        self._clip: FrameSource | None = None
        self._lock = threading.Lock()

    @property
    def info(self) -> ClipInfo:
        """What probing the clip told."""
        return self._info

    @property
    def notes(self) -> tuple[str, ...]:
        """Always empty: what does not decode was told when the cache was made."""
        return ()

    def frames(self, *, max_side_px: int | None = None) -> Iterator[Frame]:
        """All frames of the cache in presentation order, scaled down where they are larger."""
        for index in range(len(self._records)):
            yield _shrunk(self.read(index), max_side_px)

    def read(self, index: int) -> Frame:
        """One frame by its index; past the end of a damaged clip its last picture.

        Raises:
            UnreadableInput: the cache is damaged and the clip itself is gone.
        """
        if not 0 <= index < self._info.clock.frame_count:
            raise IndexError(f"there is no frame {index}")
        record = self._records[min(index, len(self._records) - 1)]
        try:
            with self._lock:
                packed = read_picture(self._file, record)
        except (DamagedScrubFile, OSError) as error:
            log.warning("a scrub cache is damaged and will be made again: %s", error)
            return self._read_from_clip(index)
        return Frame(index=index, time_s=self._info.clock.time_of(index), rgb=unpack(packed))

    def read_promptly(
        self,
        index: int,
        *,
        is_overtaken: Callable[[], bool],
        on_glimpse: Callable[[Frame], None] | None = None,
        may_be_small: bool = False,
    ) -> Frame | None:
        """The same as `read`: one read and one picture are over before anybody waits."""
        del is_overtaken, on_glimpse, may_be_small
        return self.read(index)

    def read_at_hand(self, index: int) -> Frame | None:
        """Every frame is at hand."""
        return self.read(index)

    def read_ahead(self, *, is_overtaken: Callable[[], bool]) -> bool:
        """Nothing to do: every frame is at hand."""
        del is_overtaken
        return False

    def read_at(self, time_s: float) -> Frame:
        """The frame that is on screen at a time, in seconds of the clip's own clock."""
        return self.read(self._info.clock.index_at(time_s))

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            self._file.close()
        if self._clip is not None:
            self._clip.close()
            self._clip = None

    def _read_from_clip(self, index: int) -> Frame:
        if self._clip is None:
            _remove(Path(self._file.name))
            self._clip = self._open_clip(self._info.path)
        return self._clip.read(index)


def _shrunk(frame: Frame, max_side_px: int | None) -> Frame:
    height_px, width_px = frame.rgb.shape[:2]
    if max_side_px is None or max(height_px, width_px) <= max_side_px:
        return frame
    factor = max_side_px / max(height_px, width_px)
    size_px = (max(round(width_px * factor), 1), max(round(height_px * factor), 1))
    rgb = cv2.resize(frame.rgb, size_px, interpolation=cv2.INTER_AREA)
    return Frame(index=frame.index, time_s=frame.time_s, rgb=np.ascontiguousarray(rgb, dtype=np.uint8))


def _remove(path: Path) -> None:
    with suppress(OSError):  # in use elsewhere, on systems that forbid deleting then
        path.unlink(missing_ok=True)
