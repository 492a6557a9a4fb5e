"""Decoding from a given place on, with every picture labelled by its frame's index."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av.error
from av.codec.context import ThreadType

from studio.video.opening import FileIdentity, check_unchanged, open_container
from studio.video.packet_index import PacketIndex, PacketKey, PacketScan

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

log = logging.getLogger(__name__)

# Each thread holds pictures of its own: more threads mean more memory, and the pose model wants the cores too.
_MAX_THREADS: Final = 8
# Jumps that land behind the wanted place are repeated from so many entries further back, then from the start.
_JUMP_RETRIES: Final = 3
_NEVER_SHOWN: Final = -1
# Codecs in which a frame marked as no reference is used by no other frame at all, so that it may be left out. In HEVC
# the mark holds within one temporal layer only. Source: ITU-T H.264, 7.4.1 (nal_ref_idc); ITU-T H.265, 7.4.2.2.
_CODECS_WITH_SPARE_FRAMES: Final = frozenset({"h264"})


class Decoder:
    """Decodes one clip from any entry on. Belongs to one thread; use `closing`.

    Packets are stamped with their frame's index before they are decoded, so that each picture that comes out
    says itself which frame it is, whatever the container's times are like.

    Attributes:
        wanted_from: frames before this index need not come out; those that no other frame needs are then skipped.
    """

    def __init__(self, path: Path, identity: FileIdentity, index: PacketIndex, *, is_careful: bool = False) -> None:
        """Open the clip.

        Args:
            path: where it lies.
            identity: what it was when it was probed.
            index: its frames.
            is_careful: decode frame after frame, which loses less of a damaged clip than decoding frames in parallel.

        Raises:
            UnreadableInput: the clip is gone or another one.
        """
        self.wanted_from = 0
        self._path = path
        self._identity = identity
        self._index = index
        self._thread_type = ThreadType.SLICE if is_careful else ThreadType.AUTO
        self._container: InputContainer | None = None
        self._stream: VideoStream | None = None
        self._is_fresh = False
        self._entry_positions = {entry.position: entry for entry in index.entries}

    def pictures_from(self, entry_number: int) -> Iterator[tuple[int, VideoFrame]]:
        """Decode from an entry on: indices with pictures, in the order of presentation.

        Frames that the entry cannot give rightly are left out, and so are those that do not decode.
        """
        if entry_number == 0:
            return self._decode(self._packets_from_start(), first_index=0)
        for number in range(entry_number, max(entry_number - _JUMP_RETRIES, 0), -1):
            for seek_time in self._index.entries[number].seek_times:
                packets = self._packets_from_jump(seek_time, limit=entry_number)
                landed = next(packets, None)
                if landed is None:
                    continue
                first_index = self._entry_positions[landed[0]].first_index
                return self._decode(_preceded(landed, packets), first_index=first_index)
        return self._decode(self._packets_from_start(), first_index=0)

    def close(self) -> None:
        """Let go of the file. Harmless when closed."""
        if self._container is not None:
            self._container.close()
            self._container = self._stream = None

    def _open(self) -> tuple[InputContainer, VideoStream]:
        if self._container is None or self._stream is None:
            check_unchanged(self._path, self._identity)
            self._container = open_container(self._path)
            self._stream = video_stream(self._container, self._index.stream_index)
            prepare_threads(self._stream, self._thread_type)
            self._is_fresh = True
        return self._container, self._stream

    def _packets_from_start(self) -> Iterator[tuple[int, Packet[VideoStream]]]:
        if not self._is_fresh:
            self.close()
        container, stream = self._open()
        self._is_fresh = False
        count = len(self._index.index_of)
        for position, packet in enumerate(self._demux(container, stream)):
            if position >= count:
                return
            yield position, packet

    def _packets_from_jump(self, seek_time: int, *, limit: int) -> Iterator[tuple[int, Packet[VideoStream]]]:
        """Packets from the entry on that the jump lands on; none when that is behind the limit."""
        container, stream = self._open()
        self._is_fresh = False
        try:
            container.seek(seek_time, stream=stream)
        except av.error.FFmpegError as error:
            log.debug("jump failed: %s", error)
            return
        has_landed = False
        for packet in self._demux(container, stream):
            position = self._position_of(packet)
            if not has_landed:
                if position > self._index.entries[limit].position:
                    return
                has_landed = position in self._entry_positions
            if has_landed and position >= 0:
                yield position, packet

    def _position_of(self, packet: Packet[VideoStream]) -> int:
        key = self._index.key.of(packet)
        return -1 if key is None or self._index.key is PacketKey.NONE else self._index.position_of.get(key, -1)

    def _demux(self, container: InputContainer, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
        try:
            for packet in container.demux(stream):
                if packet.size:
                    yield packet
        except av.error.FFmpegError as error:
            log.debug("reading ended early: %s", error)

    def _decode(
        self, packets: Iterator[tuple[int, Packet[VideoStream]]], *, first_index: int
    ) -> Iterator[tuple[int, VideoFrame]]:
        is_skipping: bool | None = None  # unknown: an earlier start may have left it on
        for position, packet in packets:
            label = int(self._index.index_of[position])
            stamp_packet(packet, label)
            if is_skipping is not (label < self.wanted_from):
                is_skipping = label < self.wanted_from
                self._skip_spare_frames(is_skipping)
            yield from self._labelled(packet, first_index)
        yield from self._labelled(None, first_index)

    def _skip_spare_frames(self, is_skipping: bool) -> None:  # noqa: FBT001 -- one switch, one meaning
        assert self._stream is not None, "decoding from a closed clip"
        context = self._stream.codec_context
        if context.codec.canonical_name in _CODECS_WITH_SPARE_FRAMES:
            context.skip_frame = "NONREF" if is_skipping else "DEFAULT"

    def _labelled(self, packet: Packet[VideoStream] | None, first_index: int) -> Iterator[tuple[int, VideoFrame]]:
        assert self._stream is not None, "decoding from a closed clip"
        try:
            pictures = self._stream.codec_context.decode(packet)
        except av.error.EOFError:
            return
        except av.error.FFmpegError as error:
            log.debug("a packet does not decode: %s", error)
            return
        for picture in pictures:
            if picture.pts is not None and picture.pts >= first_index:
                yield picture.pts, picture


def video_stream(container: InputContainer, stream_index: int) -> VideoStream:
    """The video stream with a number."""
    return next(stream for stream in container.streams.video if stream.index == stream_index)


def prepare_threads(stream: VideoStream, thread_type: ThreadType) -> None:
    """Set the decoder's threads before it is opened."""
    stream.codec_context.thread_type = thread_type
    stream.codec_context.thread_count = min(os.cpu_count() or 1, _MAX_THREADS)


def stamp_packet(packet: Packet[VideoStream], label: int) -> None:
    """Label a packet; the picture that it becomes carries the label as its time."""
    packet.pts = label
    packet.dts = None


def decoded_order(path: Path, scan: PacketScan) -> tuple[int, ...]:
    """Decode a whole clip to learn in which order its packets' frames are shown."""
    order: list[int] = []
    with closing(open_container(path)) as container:
        stream = video_stream(container, scan.stream_index)
        prepare_threads(stream, ThreadType.SLICE)
        for position, packet in enumerate(packet for packet in container.demux(stream) if packet.size):
            if position < len(scan.packets):
                stamp_packet(packet, position if scan.packets[position].is_shown else _NEVER_SHOWN)
                order.extend(_labels(stream, packet))
        order.extend(_labels(stream, None))
    return tuple(dict.fromkeys(order))


def first_picture(path: Path, index: PacketIndex, identity: FileIdentity) -> VideoFrame | None:
    """The first picture that decodes, to see what the pictures are like; None when nothing decodes."""
    with closing(Decoder(path, identity, index, is_careful=True)) as decoder:
        return next((picture for _index, picture in decoder.pictures_from(0)), None)


def _labels(stream: VideoStream, packet: Packet[VideoStream] | None) -> list[int]:
    try:
        pictures = stream.codec_context.decode(packet)
    except av.error.FFmpegError:
        return []
    return [picture.pts for picture in pictures if picture.pts is not None and picture.pts >= 0]


def _preceded(
    first: tuple[int, Packet[VideoStream]], rest: Iterator[tuple[int, Packet[VideoStream]]]
) -> Iterator[tuple[int, Packet[VideoStream]]]:
    yield first
    yield from rest
