"""Small copies of a clip's frames, made around the latest wish while nobody waits."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from studio.core.arrays import ByteArray
from studio.video.decoding import Decoder
from studio.video.developing import Developer
from studio.video.probing import ProbedClip
from studio.video.small_copy import pack, small_size_px, unpack

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

# Own choice: two minutes at 30 frames a second; a fraction of what the analysis needs.
_KEPT_BYTES: Final = 192 * 1024 * 1024
# Own choice: where key frames stand closer together or farther apart, so many frames are worked through at a time.
_LEAST_GROUP_FRAMES: Final = 24
_MOST_GROUP_FRAMES: Final = 120


class ReadingAhead:
    """Works through a clip group by group, the nearest to the latest wish first. Belongs to one thread.

    A group is what lies between two places from which decoding can start, as far as they are neither very near nor very
    far: decoding it whole costs little more than decoding its last frame.
    """

    def __init__(self, clip: ProbedClip, *, limit_bytes: int = _KEPT_BYTES) -> None:
        self._clip = clip
        self._limit_bytes = limit_bytes
        self._begins = _group_begins(clip)
        self._packed: dict[int, bytes] = {}
        self._kept_bytes = 0
        self._done: set[int] = set()
        self._focus = 0
        self._group = -1
        self._decoder: Decoder | None = None
        self._pictures: Iterator[tuple[int, VideoFrame]] = iter(())
        look = clip.look
        self._developer = Developer(look, max_side_px=max(small_size_px(look.width_px, look.height_px)))

    def wish(self, index: int) -> ByteArray | None:
        """The small copy of a frame, None where there is none yet; go on around this frame."""
        self._focus = self._group_of(index)
        return self.copy_of(index)

    def copy_of(self, index: int) -> ByteArray | None:
        """The small copy of a frame, None where there is none yet."""
        packed = self._packed.get(index)
        return None if packed is None else unpack(packed)

    def go_on(self, *, is_overtaken: Callable[[], bool]) -> bool:
        """Make copies until somebody waits; False when there is nothing left to do.

        Raises:
            UnreadableInput: the file is gone or was replaced.
        """
        while (group := self._next_group()) is not None:
            if group != self._group:
                self._begin(group)
            if not self._is_worked_through(is_overtaken):
                return True
        self.close_file()
        return False

    def close_file(self) -> None:
        """Let go of the file; the copies stay."""
        if self._decoder is not None:
            self._decoder.close()
        self._decoder, self._pictures, self._group = None, iter(()), -1

    def close(self) -> None:
        """Let go of the file and of all copies."""
        self.close_file()
        self._packed.clear()
        self._done.clear()
        self._kept_bytes = 0

    def _group_of(self, index: int) -> int:
        return max(bisect_right(self._begins, index) - 1, 0)

    def _end_of(self, group: int) -> int:
        return self._begins[group + 1] if group + 1 < len(self._begins) else self._clip.index.frame_count

    def _distance(self, group: int) -> float:
        """How far a group is from the wish; what comes next is a little nearer than what came before."""
        return abs(group - self._focus) - 0.5 * (group > self._focus)

    def _next_group(self) -> int | None:
        """The nearest group that is not done, if there is room for it or something farther away to throw out."""
        open_groups = [group for group in range(len(self._begins)) if group not in self._done]
        if not open_groups:
            return None
        nearest = min(open_groups, key=self._distance)
        while self._kept_bytes >= self._limit_bytes:
            farthest = max(self._done, key=self._distance, default=nearest)
            if self._distance(farthest) <= self._distance(nearest) + 1.0:
                return None
            self._forget(farthest)
        return nearest

    def _forget(self, group: int) -> None:
        self._done.discard(group)
        for index in range(self._begins[group], self._end_of(group)):
            self._kept_bytes -= len(self._packed.pop(index, b""))

    def _begin(self, group: int) -> None:
        is_next = self._group >= 0 and self._group in self._done and group == self._group + 1
        self._group = group
        if is_next:
            return  # the decoder stands there already
        if self._decoder is None:
            clip = self._clip
            self._decoder = Decoder(clip.info.path, clip.identity, clip.index)
        self._decoder.wanted_from = self._begins[group]
        self._pictures = self._decoder.pictures_from(self._clip.index.entry_before(self._begins[group]))

    def _is_worked_through(self, is_overtaken: Callable[[], bool]) -> bool:
        """Copy the rest of the group; False when somebody waits."""
        begin, end = self._begins[self._group], self._end_of(self._group)
        for index, picture in self._pictures:
            if index >= begin:
                self._keep(index, picture)
            if index >= end - 1:
                break
            if is_overtaken():
                return False
        self._done.add(self._group)
        return True

    def _keep(self, index: int, picture: VideoFrame) -> None:
        """Damaged pictures are not kept: whoever wishes for one gets what careful decoding makes of it."""
        if index not in self._packed and not picture.is_corrupt:
            self._packed[index] = pack(self._developer.develop(picture))
            self._kept_bytes += len(self._packed[index])


def _group_begins(clip: ProbedClip) -> list[int]:
    """Indices of the frames at which a group begins."""
    begins = [0]
    for first_index in [*(entry.first_index for entry in clip.index.entries), clip.index.frame_count]:
        begins.extend(range(begins[-1] + _MOST_GROUP_FRAMES, first_index, _MOST_GROUP_FRAMES))
        if first_index - begins[-1] >= _LEAST_GROUP_FRAMES and first_index < clip.index.frame_count:
            begins.append(first_index)
    return begins
