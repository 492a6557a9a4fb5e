"""The door of this room."""

from __future__ import annotations

import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from studio.core.frame import ClipInfo
from studio.core.ports import FrameSource, ScrubWriter

if TYPE_CHECKING:
    from studio.video.probing import ProbedClip

DEFAULT_SCRUB_LIMIT_BYTES: Final = 4 * 1024**3
_REMEMBERED_CLIPS: Final = 16


class ClipLibrary:
    """Fulfils `VideoLibrary`: opens clips with FFmpeg and keeps their scrub caches. May be used from any thread.

    The libraries behind it are loaded when the first clip is opened.
    """

    def __init__(self, cache_dir: Path, *, scrub_limit_bytes: int = DEFAULT_SCRUB_LIMIT_BYTES) -> None:
        """Set up; touches nothing on disk.

        Args:
            cache_dir: folder for caches; the scrub caches get a folder of their own in it.
            scrub_limit_bytes: when they grow beyond this, those not used for longest are deleted.
        """
        self._scrub_dir = cache_dir / "scrub"
        self._scrub_limit_bytes = scrub_limit_bytes
        self._lock = threading.Lock()
        self._probed: OrderedDict[Path, ProbedClip] = OrderedDict()

    @property
    def scrub_limit_bytes(self) -> int:
        """How far the scrub caches may grow together."""
        return self._scrub_limit_bytes

    def keep_scrub_caches_within(self, limit_bytes: int) -> None:
        """From the next analysis on, let the scrub caches grow up to this."""
        self._scrub_limit_bytes = limit_bytes

    def probe(self, path: Path) -> ClipInfo:
        """Read what the container tells.

        Raises:
            UnreadableInput: the file is no clip; one sentence says what it is instead.
        """
        return self._probe(path).info

    def open(self, path: Path) -> FrameSource:
        """Open a clip for decoding.

        Raises:
            UnreadableInput: the file is no clip; one sentence says what it is instead.
        """
        from studio.video.clip_source import ClipSource

        return ClipSource(self._probe(path))

    def scrub_writer(self, info: ClipInfo) -> ScrubWriter:
        """Start writing the scrub cache of a clip.

        Raises:
            CannotWrite: there is no room or no right to write.
        """
        from studio.video.scrub_writer import JpegScrubWriter

        return JpegScrubWriter(self._scrub_dir, info, limit_bytes=self._scrub_limit_bytes)

    def scrub_reader(self, info: ClipInfo) -> FrameSource | None:
        """The finished scrub cache of a clip, or None when there is none or it is damaged."""
        from studio.video.scrub_source import open_scrub_cache

        return open_scrub_cache(self._scrub_dir, info, open_clip=self.open)

    def _probe(self, path: Path) -> ProbedClip:
        """Probe, or remember what an earlier look at the unchanged file told."""
        from studio.video.opening import identify
        from studio.video.probing import probe_clip

        identity = identify(path)
        with self._lock:
            known = self._probed.get(path)
        if known is not None and known.identity == identity:
            return known
        clip = probe_clip(path)
        with self._lock:
            self._probed[path] = clip
            self._probed.move_to_end(path)
            while len(self._probed) > _REMEMBERED_CLIPS:
                self._probed.popitem(last=False)
        return clip
