"""Any frame of a clip at once, exactly that one."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import TYPE_CHECKING, Final

from studio.video.decoding import Decoder
from studio.video.opening import nothing_decodes
from studio.video.probing import ProbedClip

if TYPE_CHECKING:
    from av.video.frame import VideoFrame

# Enough for forty frames of 1080p; stepping back among them decodes nothing.
_KEPT_BYTES: Final = 128 * 1024 * 1024
# Decoding on is quicker than jumping when the wanted frame is this near.
_NEAR_FRAMES: Final = 8
# Wishes this little before the last one are steps back: then everything on the way is decoded and kept.
_STEP_BACK_FRAMES: Final = 60
# Of a jump, so many frames before the wanted one are kept for the first steps back.
_KEPT_BEFORE_FRAMES: Final = 8
# A frame that does not come from its entry is tried from this many entries in all, each further back.
_ENTRIES_TRIED: Final = 3
# A wish is worked on for so long at least, or a hand that never rests would never see anything new.
LEAST_S: Final = 0.06

# On a long way so much time lies between two glimpses: each takes a little of it.
_GLIMPSE_EVERY_S: Final = 0.25


class Overtaken(Exception):
    """Somebody waits for another picture by now."""


@dataclass(frozen=True, slots=True)
class Hurry:
    """Somebody waits at a screen.

    Attributes:
        is_overtaken: whether they wait for another picture by now.
        on_way: told with pictures on the way and their indices.
        least_s: for so long at least the wish is worked on, in seconds.
        began_s: when the wish began, on the monotonic clock.
    """

    is_overtaken: Callable[[], bool]
    on_way: Callable[[int, VideoFrame], None]
    least_s: float = LEAST_S
    began_s: float = field(default_factory=monotonic)


class Seeker:
    """Finds single pictures of a clip and keeps the latest ones. Belongs to one thread."""

    def __init__(self, clip: ProbedClip) -> None:
        self._clip = clip
        self._decoder: Decoder | None = None
        self._is_careful = False
        self._pictures: Iterator[tuple[int, VideoFrame]] = iter(())
        self._reached = -1
        self._wanted = 0
        self._wanted_from = 0
        self._kept: OrderedDict[int, VideoFrame] = OrderedDict()
        self._kept_bytes = 0

    def picture(self, index: int, *, hurry: Hurry | None = None) -> VideoFrame:
        """The picture of a frame; where that does not decode, the last one before it that does.

        Raises:
            UnreadableInput: the clip is gone or was replaced, or nothing decodes.
            Overtaken: somebody was in a hurry and waits for another picture by now.
        """
        if index in self._kept:
            self._kept.move_to_end(index)
            return self._kept[index]
        is_step_back = 0 < self._wanted - index <= _STEP_BACK_FRAMES
        self._wanted, self._wanted_from = index, 0 if is_step_back else index - _KEPT_BEFORE_FRAMES
        candidate: VideoFrame | None = None
        for is_at_hand in self._starts(index):
            if not is_at_hand:
                continue
            found = self._advance_to(index, hurry)
            candidate = found or candidate
            if found is not None and not found.is_corrupt:
                return found
        return candidate or self._stand_in(index)

    def close(self) -> None:
        """Let go of the file and of all pictures."""
        self._restart(None)
        self._kept.clear()
        self._kept_bytes = 0

    def _starts(self, index: int) -> Iterator[bool]:
        """Bring the decoder to ever safer places before a frame; each yield is one to try from."""
        entry_number = self._clip.index.entry_before(index)
        yield self._is_on_the_way(index, entry_number)
        if not self._is_careful:
            self._restart(entry_number)
            yield True
            self._is_careful = True
            self._restart(None)
        for back in range(min(_ENTRIES_TRIED, entry_number + 1)):
            self._restart(entry_number - back)
            yield True

    def _is_on_the_way(self, index: int, entry_number: int) -> bool:
        if self._reached < 0 or index <= self._reached:
            return False
        has_passed_entry = self._reached >= self._clip.index.entries[entry_number].first_index
        return has_passed_entry or index - self._reached <= _NEAR_FRAMES

    def _restart(self, entry_number: int | None) -> None:
        """Begin to decode at an entry; None only closes the decoder."""
        self._pictures = iter(())
        self._reached = -1
        if entry_number is None:
            if self._decoder is not None:
                self._decoder.close()
            self._decoder = None
            return
        if self._decoder is None:
            clip = self._clip
            self._decoder = Decoder(clip.info.path, clip.identity, clip.index, is_careful=self._is_careful)
        self._pictures = self._decoder.pictures_from(entry_number)

    def _advance_to(self, index: int, hurry: Hurry | None) -> VideoFrame | None:
        shown_s = -inf
        if self._decoder is not None:
            self._decoder.wanted_from = self._wanted_from
        for reached, picture in self._pictures:
            self._reached = reached
            self._keep(reached, picture)
            if reached >= index:
                return picture if reached == index else None
            if hurry is not None and index - reached > _NEAR_FRAMES:
                now_s = monotonic()
                is_over = now_s - hurry.began_s > hurry.least_s and hurry.is_overtaken()
                if is_over or now_s - shown_s > _GLIMPSE_EVERY_S:
                    shown_s = now_s
                    hurry.on_way(reached, picture)
                if is_over:
                    raise Overtaken
        self._restart(None)
        return None

    def _keep(self, index: int, picture: VideoFrame) -> None:
        if index in self._kept:
            self._kept_bytes -= _size_bytes(self._kept.pop(index))
        self._kept[index] = picture
        self._kept_bytes += _size_bytes(picture)
        while self._kept_bytes > _KEPT_BYTES and len(self._kept) > 1:
            self._kept_bytes -= _size_bytes(self._kept.popitem(last=False)[1])

    def _stand_in(self, index: int) -> VideoFrame:
        """The nearest picture among those just decoded, rather an earlier one than a later one."""
        if not self._kept:
            raise nothing_decodes(self._clip.info.path)
        earlier = [kept for kept in self._kept if kept < index]
        picture = self._kept[max(earlier) if earlier else min(self._kept)]
        self._keep(index, picture)
        return picture


def _size_bytes(picture: VideoFrame) -> int:
    return sum(plane.buffer_size for plane in picture.planes)
