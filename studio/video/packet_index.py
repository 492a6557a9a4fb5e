"""What the container says about every frame, read from its packets without decoding."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, unique
from typing import TYPE_CHECKING, NamedTuple

import av.error
import numpy as np

from studio.core.arrays import FloatArray, IntArray

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

log = logging.getLogger(__name__)

# Their packets depend on all earlier ones although every packet is marked as a key.
_CODECS_WITHOUT_ENTRIES = frozenset({"gif", "apng"})
# These containers store no presentation times; the demuxer makes them up in decoding order.
_FORMATS_WITHOUT_TIMES = frozenset({"avi", "h264", "hevc", "m4v", "mpegvideo", "mjpeg"})
# Transport streams mark packets as corrupt after any lost byte; most of those still decode.
_FORMATS_WITH_LOSSES = frozenset({"mpegts"})
# Source: VP8 bitstream (RFC 6386, section 9.1): bit 4 of the first byte says whether the frame is shown.
_VP8_SHOWN_BIT = 0x10
_ASSUMED_FPS = 25.0


@unique
class PacketKey(Enum):
    """By what a packet is recognised after a jump."""

    TIME = "presentation time"
    PLACE = "byte position"
    NONE = "not at all"

    def of(self, packet: Packet[VideoStream]) -> int | None:
        """The key of a packet; None when it has none."""
        if self is PacketKey.TIME:
            return packet.pts
        return packet.pos if self is PacketKey.PLACE else None


@dataclass(frozen=True, slots=True)
class Entry:
    """A place from which decoding can start.

    Attributes:
        position: of its packet, in decoding order.
        first_index: first frame that comes out right when decoding starts here.
        seek_times: where to jump to, the best first, in units of the stream. Some demuxers take what is asked for as a
            time of presentation and end one entry too early when it is the time of decoding; others the other way.
    """

    position: int
    first_index: int
    seek_times: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PacketIndex:
    """Where each frame of a clip is, and how to get there.

    Attributes:
        stream_index: the video stream's number in its container.
        index_of: shape (P,), the presentation index of each packet in decoding order; −1 when it is never shown.
        times_s: shape (T,), presentation times, strictly increasing.
        entries: places to start from, in decoding order; the first is the beginning.
        key: how packets are recognised after a jump.
        position_of: from key to position in decoding order.
        notes: sentences about what is odd.
    """

    stream_index: int
    index_of: IntArray
    times_s: FloatArray
    entries: tuple[Entry, ...]
    key: PacketKey
    position_of: Mapping[int, int]
    notes: tuple[str, ...] = field(default=())

    @property
    def frame_count(self) -> int:
        """How many frames are shown."""
        return int(self.times_s.size)

    def entry_before(self, index: int) -> int:
        """Number of the last entry from which a frame decodes rightly."""
        return max(bisect_right(self.entries, index, key=lambda entry: entry.first_index) - 1, 0)


class PacketFact(NamedTuple):
    """One packet of the video stream, without its content.

    Attributes:
        pts: presentation time in units of the stream; None when the container has none.
        dts: decoding time in units of the stream; None when the container has none.
        place: byte position in the file; None when unknown.
        is_key: whether decoding can start here.
        is_shown: whether its frame is ever shown.
    """

    pts: int | None
    dts: int | None
    place: int | None
    is_key: bool
    is_shown: bool


@dataclass(frozen=True, slots=True, eq=False)
class PacketScan:
    """The packets of the video stream in decoding order, as they were read.

    Attributes:
        stream_index: the video stream's number in its container.
        unit_s: what one unit of time is, in seconds.
        interval_s: time between frames on average, for clips without any times; in seconds.
        has_times: whether the container stores presentation times, or the demuxer made them up.
        has_reordering: whether frames may be decoded in another order than they are shown.
        has_entries: whether decoding can start anywhere but at the beginning.
        packets: all of them.
        is_cut_off: whether the last packet was incomplete and left out.
    """

    stream_index: int
    unit_s: float
    interval_s: float
    has_times: bool
    has_reordering: bool
    has_entries: bool
    packets: tuple[PacketFact, ...]
    is_cut_off: bool

    @property
    def needs_decoding(self) -> bool:
        """Whether only decoding tells in which order the frames are shown."""
        times = [packet.pts for packet in self.packets if packet.is_shown]
        return None in times or len(set(times)) < len(times) or (self.has_reordering and not self.has_times)


def scan_packets(container: InputContainer, stream: VideoStream) -> PacketScan:
    """Read all packets of a stream without decoding; ends quietly where the file does."""
    formats = set(container.format.name.split(","))
    codec_name = stream.codec_context.codec.canonical_name
    packets: list[PacketFact] = []
    is_cut_off = False
    try:
        for packet in container.demux(stream):
            if packet.size:
                packets.append(_fact_of(packet, codec_name))
                is_cut_off = packet.is_corrupt
    except av.error.FFmpegError as error:
        log.debug("reading packets ended early: %s", error)
    is_cut_off = is_cut_off and formats.isdisjoint(_FORMATS_WITH_LOSSES)
    rate = stream.average_rate or stream.guessed_rate
    return PacketScan(
        stream_index=stream.index,
        unit_s=float(stream.time_base or 0) or 1.0,
        interval_s=1.0 / float(rate) if rate else 1.0 / _ASSUMED_FPS,
        has_times=formats.isdisjoint(_FORMATS_WITHOUT_TIMES),
        has_reordering=bool(stream.codec_context.has_b_frames),
        has_entries=codec_name not in _CODECS_WITHOUT_ENTRIES,
        packets=tuple(packets[:-1] if is_cut_off else packets),
        is_cut_off=is_cut_off,
    )


def _fact_of(packet: Packet[VideoStream], codec_name: str) -> PacketFact:
    is_hidden = codec_name == "vp8" and not bytes(packet)[0] & _VP8_SHOWN_BIT
    return PacketFact(
        pts=packet.pts,
        dts=packet.dts,
        place=packet.pos,
        is_key=packet.is_keyframe,
        is_shown=not packet.is_discard and not is_hidden,
    )


def build_index(scan: PacketScan, decoded_order: Sequence[int] | None = None) -> PacketIndex:
    """Turn packets into frames.

    Args:
        scan: the packets.
        decoded_order: positions of the packets in the order in which their frames came out of the decoder; None when
            the container's times tell the order.

    Returns:
        The index; it may hold no frame at all.
    """
    packets = scan.packets
    if decoded_order is None:
        shown = [position for position, packet in enumerate(packets) if packet.is_shown]
        order = sorted(shown, key=lambda position: (packets[position].pts or 0, position))
    else:
        order = list(decoded_order)
    index_of = np.full(len(packets), -1, dtype=np.int64)
    index_of[order] = np.arange(len(order))
    times_s, notes = _presentation_times(scan, order)
    key, position_of = _recognition(packets)
    return PacketIndex(
        stream_index=scan.stream_index,
        index_of=index_of,
        times_s=times_s,
        entries=_entries(scan, index_of, can_jump=key is not PacketKey.NONE, is_order_known=decoded_order is None),
        key=key,
        position_of=position_of,
        notes=notes,
    )


def _presentation_times(scan: PacketScan, order: Sequence[int]) -> tuple[FloatArray, tuple[str, ...]]:
    """Times of the frames in order of presentation, in seconds, strictly increasing."""
    shown = [scan.packets[position] for position in order]
    times = [packet.pts if scan.has_times else packet.dts for packet in shown]
    known = np.array(sorted(time for time in times if time is not None), dtype=np.float64) * scan.unit_s
    if known.size == 0 or known.size < len(shown):
        note = f"The file stores no frame times; {1.0 / scan.interval_s:.4g} frames per second are assumed."
        return np.arange(len(shown), dtype=np.float64) * scan.interval_s, (note,) if shown else ()
    spread = spread_repeats(known, scan.interval_s)
    is_spread = bool(np.any(spread != known))
    return spread, ("Some frames carry the same time stamp; they are spread evenly.",) if is_spread else ()


def spread_repeats(times_s: FloatArray, interval_s: float) -> FloatArray:
    """Space frames with the same time evenly up to the next later time.

    Args:
        times_s: shape (T,), sorted, seconds.
        interval_s: time between frames, for clips in which all times are the same; seconds.

    Returns:
        Shape (T,), strictly increasing; unchanged where nothing repeats.
    """
    distinct, first, count = np.unique(times_s, return_index=True, return_counts=True)
    gap_s = np.diff(distinct)
    last_gap_s = float(np.median(gap_s)) if gap_s.size else interval_s * times_s.size
    gap_s = np.append(gap_s, last_gap_s)
    rank = np.arange(times_s.size) - np.repeat(first, count)
    return np.asarray(times_s + rank * np.repeat(gap_s / count, count), dtype=np.float64)


def _recognition(packets: Sequence[PacketFact]) -> tuple[PacketKey, dict[int, int]]:
    for key, values in (
        (PacketKey.TIME, [packet.pts for packet in packets]),
        (PacketKey.PLACE, [packet.place for packet in packets]),
    ):
        position_of = {value: position for position, value in enumerate(values) if value is not None}
        if len(position_of) == len(packets):
            return key, position_of
    return PacketKey.NONE, {}


def _entries(scan: PacketScan, index_of: IntArray, *, can_jump: bool, is_order_known: bool) -> tuple[Entry, ...]:
    """Places to start from; a frame that is shown before its key packet's frame needs an earlier one."""
    entries = [Entry(position=0, first_index=0, seek_times=(0,))]
    if not (can_jump and scan.has_entries and scan.packets):
        return tuple(entries)
    first = scan.packets[0]
    delay = first.pts - first.dts if first.pts is not None and first.dts is not None else 0
    times = np.sort([packet.pts for packet in scan.packets if packet.is_shown and packet.pts is not None])
    for position, packet in enumerate(scan.packets[1:], start=1):
        stamps = [time for time in (packet.pts, packet.dts) if time is not None]
        if not packet.is_key or not stamps:
            continue
        if packet.is_shown:
            first_index = int(index_of[position])
        elif is_order_known and packet.pts is not None:
            first_index = int(np.searchsorted(times, packet.pts))
        else:
            continue
        # With uneven frame times the demuxer of MP4 counts from the decoding time on, shifted by the longest delay.
        late = max([*stamps, *([packet.dts + delay] if packet.dts is not None else [])])
        times_to_try = tuple(dict.fromkeys((late, min(stamps))))
        if first_index >= entries[-1].first_index:
            entries.append(Entry(position=position, first_index=first_index, seek_times=times_to_try))
    return tuple(entries)
