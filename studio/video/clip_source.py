"""The open clip: all frames in order, or any frame at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from studio.core.frame import ClipInfo, Frame
from studio.video.decoding import Decoder
from studio.video.developing import Developer
from studio.video.opening import check_unchanged, nothing_decodes
from studio.video.probing import ProbedClip
from studio.video.reading_ahead import ReadingAhead
from studio.video.seeking import LEAST_S, Hurry, Overtaken, Seeker

if TYPE_CHECKING:
    from av.video.frame import VideoFrame


class ClipSource:
    """Fulfils `FrameSource` for a clip file. Belongs to one thread."""

    def __init__(self, clip: ProbedClip) -> None:
        self._clip = clip
        self._notes: tuple[str, ...] = ()
        self._seeker = Seeker(clip)
        self._ahead = ReadingAhead(clip)
        self._developer = Developer(clip.look)
        self._running: list[Generator[Frame, None, None]] = []

    @property
    def info(self) -> ClipInfo:
        """What probing told."""
        return self._clip.info

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about what did not decode; complete once `frames` has ended."""
        return self._notes

    def frames(self, *, max_side_px: int | None = None) -> Iterator[Frame]:
        """All frames from the first, in presentation order; see `FrameSource.frames`.

        Holes in a damaged clip are filled with the picture before, so that indices keep their meaning; a damaged tail
        is left out.

        Raises:
            UnreadableInput: nothing decodes, or the file was replaced meanwhile.
        """
        frames = self._frames(max_side_px)
        self._running.append(frames)
        return frames

    def read(self, index: int) -> Frame:
        """One frame by its index, exactly that one; where it does not decode, with the picture before it.

        Raises:
            UnreadableInput: the file is gone or was replaced, or nothing decodes.
        """
        if not 0 <= index < self.info.clock.frame_count:
            raise IndexError(f"there is no frame {index}")
        return self._frame(index, self._seeker.picture(index), self._developer)

    def read_promptly(
        self,
        index: int,
        *,
        is_overtaken: Callable[[], bool],
        on_glimpse: Callable[[Frame], None] | None = None,
        may_be_small: bool = False,
    ) -> Frame | None:
        """One frame by its index; see `FrameSource.read_promptly`.

        A wish is never given up before it brought the decoder nearer. Told are the first frame on a long way, others
        now and then, and where the decoder stood when it was overtaken. The small copy is one of those made ahead.

        Raises:
            UnreadableInput: the file is gone or was replaced, or nothing decodes.
        """
        copy = self._ahead.wish(index)
        if may_be_small and copy is not None:
            return Frame(index=index, time_s=self.info.clock.time_of(index), rgb=copy)

        def on_way(reached: int, picture: VideoFrame) -> None:
            if on_glimpse is not None:
                on_glimpse(self._frame(reached, picture, self._developer))

        # Whoever waits with a picture of this very frame before them loses nothing when another wish comes first.
        least_s = LEAST_S if on_glimpse is not None else 0.0
        try:
            picture = self._seeker.picture(index, hurry=Hurry(is_overtaken, on_way, least_s=least_s))
        except Overtaken:
            return None
        return self._frame(index, picture, self._developer)

    def read_at_hand(self, index: int) -> Frame | None:
        """The small copy of a frame that was made by reading ahead; None where there is none yet."""
        copy = self._ahead.copy_of(index)
        return None if copy is None else Frame(index=index, time_s=self.info.clock.time_of(index), rgb=copy)

    def read_ahead(self, *, is_overtaken: Callable[[], bool]) -> bool:
        """Make small copies of the frames around the last one that was read promptly; see `FrameSource.read_ahead`.

        Raises:
            UnreadableInput: the file is gone or was replaced.
        """
        return self._ahead.go_on(is_overtaken=is_overtaken)

    def read_at(self, time_s: float) -> Frame:
        """The frame that is on screen at a time, in seconds of the clip's own clock."""
        return self.read(self.info.clock.index_at(time_s))

    def close(self) -> None:
        """Let go of the file; iterations that still run end."""
        for frames in self._running:
            frames.close()
        self._running.clear()
        self._seeker.close()
        self._ahead.close()

    def _frames(self, max_side_px: int | None) -> Generator[Frame, None, None]:
        developer = Developer(self._clip.look, max_side_px=max_side_px)
        self._notes = ()
        losses = _Losses(self._clip)
        with closing(_pictures_in_order(self._clip, losses)) as pictures:
            for index, picture in pictures:
                yield self._frame(index, picture, developer)
        self._notes = losses.sentences()

    def _frame(self, index: int, picture: VideoFrame, developer: Developer) -> Frame:
        return Frame(index=index, time_s=self.info.clock.time_of(index), rgb=developer.develop(picture))


class _Losses:
    """Counts what a clip does not give."""

    def __init__(self, clip: ProbedClip) -> None:
        self._clock = clip.info.clock
        self.filled_count = 0
        self.damaged_count = 0
        self.end_index = self._clock.frame_count

    def sentences(self) -> tuple[str, ...]:
        """What to tell the coach."""
        notes = []
        if self.damaged_count:
            notes.append(f"{_frames(self.damaged_count)} of the clip are damaged and decode only in part.")
        if self.filled_count:
            notes.append(f"{_frames(self.filled_count)} cannot be decoded; the picture before stands in.")
        if missing_count := self._clock.frame_count - self.end_index:
            end_s = self._clock.time_of(self.end_index)
            notes.append(f"The clip breaks off after {end_s:.1f} s: {_frames(missing_count)} cannot be decoded.")
        return tuple(notes)


def _frames(count: int) -> str:
    return "1 frame" if count == 1 else f"{count} frames"


def _pictures_in_order(clip: ProbedClip, losses: _Losses) -> Generator[tuple[int, VideoFrame], None, None]:
    """Decode frames in parallel until something is wrong, then carefully one after the other from there on."""
    next_index = 0
    before: VideoFrame | None = None
    for is_careful in (False, True):
        with closing(Decoder(clip.info.path, clip.identity, clip.index, is_careful=is_careful)) as decoder:
            for index, picture in decoder.pictures_from(clip.index.entry_before(next_index)):
                if index < next_index:
                    before = picture
                    continue
                if not is_careful and (index > next_index or picture.is_corrupt):
                    break
                losses.filled_count += index - next_index
                losses.damaged_count += picture.is_corrupt
                for hole in range(next_index, index):
                    yield hole, before or picture
                yield index, picture
                next_index, before = index + 1, picture
        if next_index == clip.index.frame_count:
            return
    if next_index == 0:
        raise nothing_decodes(clip.info.path)
    check_unchanged(clip.info.path, clip.identity)
    losses.end_index = next_index
