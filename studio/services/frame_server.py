"""Brings pictures to the screen: the newest wish wins, and nothing slow happens on the caller's thread."""

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from studio.core.errors import StudioError
from studio.core.events import Event
from studio.core.frame import ClipInfo, Frame
from studio.core.ports import FrameSource, VideoLibrary
from studio.services.jobs import JobContext, JobRunner

log = logging.getLogger(__name__)

_MOMENT_S = 0.06
"""Longer than between two frames of a playing clip: who plays or scrubs needs the whole machine."""


@dataclass(frozen=True, slots=True, eq=False)
class Peek:
    """A small picture in passing.

    Attributes:
        index: frame that was asked for.
        frame: its picture; None where it is not at hand.
    """

    index: int
    frame: Frame | None


@dataclass(frozen=True, slots=True, eq=False)
class _Glimpse:
    """A frame on the way to the one that is wanted."""

    frame: Frame


class FrameServer:
    """Reads single frames of the open clip on the lane "frames".

    It keeps one wanted index, not a queue: while a frame is being read, newer wishes replace older ones. Frames come
    from the scrub cache where there is one; a sharp frame comes from the clip itself, in full resolution. Where there
    is no scrub cache, a frame far from any key frame takes long: then others on the way there are shown meanwhile, and
    while nobody waits small copies of the frames around the last wish are made ready.

    Attributes:
        arrived: told with each frame that was read.
        peeked: told with each frame that was peeked at.
        glimpsed: told with frames that were not asked for, on the way to one that takes long.
        failed: told when the clip cannot be read any more.
    """

    def __init__(self, video: VideoLibrary, runner: JobRunner) -> None:
        self.arrived: Event[Frame] = Event()
        self.peeked: Event[Peek] = Event()
        self.glimpsed: Event[Frame] = Event()
        self.failed: Event[StudioError] = Event()
        self._video = video
        self._runner = runner
        self._lock = threading.Lock()
        self._info: ClipInfo | None = None
        self._wanted: int | None = None
        self._wants_sharp = False
        self._peek_wanted: int | None = None
        self._is_reading = False
        self._wish_came = threading.Event()
        self._source: FrameSource | None = None
        self._sharp_source: FrameSource | None = None
        self._wants_reopen = False

    def open(self, info: ClipInfo | None) -> None:
        """Serve another clip from now on; None serves nothing and lets go of the file."""
        with self._lock:
            self._info = info
            self._wanted = self._peek_wanted = None
            self._wants_reopen = True
        self._kick()

    def reopen(self) -> None:
        """Look again whether the scrub cache exists; call it when an analysis has ended."""
        with self._lock:
            self._wants_reopen = True

    def close(self) -> None:
        """Let go of the files; call it when no job runs any more, because one that never began closes nothing."""
        with self._lock:
            self._info = self._wanted = self._peek_wanted = None
            self._close_source()

    def request(self, index: int, *, is_sharp: bool = False) -> None:
        """Wish for a frame, in full resolution if need be; replaces an older wish that has not been read yet."""
        with self._lock:
            self._wanted = index
            self._wants_sharp = is_sharp
        self._kick()

    def peek(self, index: int) -> None:
        """Wish for a small picture of a frame, if it is at hand; replaces an older such wish, and waits for frames."""
        with self._lock:
            self._peek_wanted = index
        self._kick()

    def _kick(self) -> None:
        self._wish_came.set()
        with self._lock:
            if self._is_reading or not self._is_work_left():
                return
            self._is_reading = True
        job = self._runner.submit(self._serve, title="reading frames", lane="frames")
        job.published.subscribe(self._on_published)
        job.failed.subscribe(self._on_failed)

    def _on_published(self, frame: object) -> None:
        if isinstance(frame, Frame):
            self.arrived.emit(frame)
        elif isinstance(frame, _Glimpse):
            self.glimpsed.emit(frame.frame)
        elif isinstance(frame, Peek):
            self.peeked.emit(frame)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StudioError):
            self.failed.emit(error)

    def _serve(self, context: JobContext) -> None:
        try:
            while True:
                with self._lock:
                    if self._wants_reopen:
                        self._wants_reopen = False
                        self._close_source()
                    info, index, is_sharp = self._info, self._wanted, self._wants_sharp
                    self._wanted = None
                    if info is None:
                        self._peek_wanted = None
                        return
                if context.is_cancelled:
                    return
                if index is None:
                    if not self._peek(context, info) and self._is_nothing_left(context):
                        return
                    continue
                frame = self._read(context, info, index, is_sharp=is_sharp)
                with self._lock:
                    is_current = self._info is info
                if is_current and frame is not None:
                    context.publish(frame)
        finally:
            with self._lock:
                self._is_reading = False
                is_work_left = self._is_work_left() and not context.is_cancelled
                if context.is_cancelled:
                    self._close_source()
            if is_work_left:
                self._kick()

    def _read(self, context: JobContext, info: ClipInfo, index: int, *, is_sharp: bool) -> Frame | None:
        def show(frame: Frame) -> None:
            with self._lock:
                is_current = self._info is info
            if is_current:
                context.publish(_Glimpse(frame))

        is_overtaken = partial(self._is_overtaken, context)
        if is_sharp:  # the right frame is on screen already, only smaller: another one would be a step back
            return self._open_sharp_source(info).read_promptly(index, is_overtaken=is_overtaken)
        source = self._open_source(info)
        return source.read_promptly(index, is_overtaken=is_overtaken, on_glimpse=show, may_be_small=True)

    def _is_work_left(self) -> bool:
        """Whether there is an open wish; call it with the lock held."""
        return self._wanted is not None or self._peek_wanted is not None or self._wants_reopen

    def _peek(self, context: JobContext, info: ClipInfo) -> bool:
        """Meet the wish for a small picture; False when there is none."""
        with self._lock:
            index, self._peek_wanted = self._peek_wanted, None
        if index is None:
            return False
        context.publish(Peek(index, self._open_source(info).read_at_hand(index)))
        return True

    def _is_overtaken(self, context: JobContext) -> bool:
        with self._lock:
            return self._wanted is not None or self._wants_reopen or context.is_cancelled

    def _is_nothing_left(self, context: JobContext) -> bool:
        """Make ready what may be wished for next, until somebody waits."""
        if self._source is None:
            return True
        if self._is_wish_coming():
            return False

        def is_overtaken() -> bool:
            with self._lock:
                return self._is_work_left() or context.is_cancelled

        try:
            return not self._source.read_ahead(is_overtaken=is_overtaken)
        except StudioError as error:
            log.debug("reading ahead ended: %s", error)  # whoever wishes for a frame will be told
            return True

    def _is_wish_coming(self) -> bool:
        """Whether somebody wishes for a frame within a moment."""
        with self._lock:
            if self._is_work_left():
                return True
            self._wish_came.clear()
        return self._wish_came.wait(_MOMENT_S)

    def _open_source(self, info: ClipInfo) -> FrameSource:
        if self._source is None:
            self._source = self._video.scrub_reader(info) or self._open_sharp_source(info)
        return self._source

    def _open_sharp_source(self, info: ClipInfo) -> FrameSource:
        if self._sharp_source is None:
            self._sharp_source = self._video.open(info.path)
        return self._sharp_source

    def _close_source(self) -> None:
        for source in {self._source, self._sharp_source}:
            if source is not None:
                with suppress(StudioError):
                    source.close()
        self._source = self._sharp_source = None
