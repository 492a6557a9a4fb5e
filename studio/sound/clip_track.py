"""A clip's sound track by time, on the same clock as its frames."""

import logging
import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import av
import av.error
import numpy as np

from studio.core.errors import UnreadableInput
from studio.core.sound import RATE_HZ, SampleArray, Sound

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer

log = logging.getLogger(__name__)

_OPTIONS = {"protocol_whitelist": "file"}
_RUN_UP_S = 0.25
"""Decoders need some packets before the first one that counts. Source: RFC 7845 asks for 80 ms, AAC for 2 frames."""

_SMALL_GAP_S = 0.02
"""Containers round the times of sound packets; smaller jumps than this are rounding, larger ones are real."""


def read_track(clip: Path, start_s: float, end_s: float) -> Sound:
    """A stretch of a clip's sound track in stereo, silent where the track has nothing.

    Args:
        clip: the file.
        start_s: first sample, presentation time as the container tells it.
        end_s: after the last sample.

    Raises:
        UnreadableInput: the file is gone, or its sound cannot be decoded.
    """
    samples = np.zeros((max(round((end_s - start_s) * RATE_HZ), 0), 2), dtype=np.int16)
    try:
        with closing(av.open(f"file:{os.fspath(clip.absolute())}", "r", container_options=_OPTIONS)) as container:
            stream = _track(container)
            if stream.time_base:
                container.seek(int(max(start_s - _RUN_UP_S, 0.0) / stream.time_base), stream=stream)
            _place(samples, start_s, _pieces(container, stream))
    except (av.error.FFmpegError, OSError, ValueError, EOFError) as error:
        log.debug("no sound from %s: %s", clip, error)
        raise UnreadableInput(
            "The sound of this clip cannot be decoded.", remedy="The picture plays on without it."
        ) from error
    return Sound(start_s, samples)


def _track(container: "InputContainer") -> "AudioStream":
    """The first track that can be decoded; phones put a spatial one beside it that nobody else knows."""
    for stream in container.streams.audio:
        if getattr(stream, "codec_context", None) is not None and stream.rate:
            return stream
    raise ValueError("no track that can be decoded")


def _pieces(container: "InputContainer", stream: "AudioStream") -> Iterator[tuple[float, SampleArray]]:
    """Decoded pieces with their times, in the order of the file; packets that are damaged are left out."""
    resampler = av.AudioResampler(format="s16", layout="stereo", rate=RATE_HZ)
    for packet in container.demux(stream):
        try:
            frames = packet.decode()
        except av.error.InvalidDataError:
            continue
        for frame in frames:
            if frame.time is None:
                continue
            parts = [np.asarray(part.to_ndarray(), dtype=np.int16).reshape(-1, 2) for part in resampler.resample(frame)]
            if parts:
                yield frame.time, np.concatenate(parts)


def _place(samples: SampleArray, start_s: float, pieces: Iterator[tuple[float, SampleArray]]) -> None:
    """Lay pieces one after the other where they belong, until the stretch is full."""
    cursor: int | None = None
    for time_s, piece in pieces:
        wanted = round((time_s - start_s) * RATE_HZ)
        if cursor is None or abs(wanted - cursor) > _SMALL_GAP_S * RATE_HZ:
            cursor = wanted
        low, high = max(cursor, 0), min(cursor + len(piece), len(samples))
        if high > low:
            samples[low:high] = piece[low - cursor : high - cursor]
        cursor += len(piece)
        if cursor >= len(samples):
            return
