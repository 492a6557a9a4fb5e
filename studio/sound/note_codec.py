"""Voice notes as small files: speech in Opus, in an Ogg container; FLAC where there is no Opus."""

import io
import logging
from contextlib import closing

import av
import av.error
import numpy as np
from av.audio.stream import AudioStream

from studio.core.errors import MissingComponent, UnreadableInput
from studio.core.sound import LONGEST_NOTE_S, MOST_NOTE_BYTES, RATE_HZ, SampleArray, Sound

log = logging.getLogger(__name__)

_ENCODERS: tuple[tuple[str, dict[str, str]], ...] = (
    # Source of the rate below: RFC 6716, section 2.1.1: speech is wide-band from 16 kbit/s and full-band from 28.
    ("libopus", {"application": "voip", "vbr": "constrained"}),
    ("flac", {}),
)
_BITS_A_SECOND = 24_000
_CODECS = frozenset({"opus", "flac"})
_LONGEST_SAMPLES = round((LONGEST_NOTE_S + 1.0) * RATE_HZ)
_BAD = (av.error.FFmpegError, OSError, ValueError, EOFError, OverflowError, MemoryError, LookupError, TypeError)
"""What PyAV raises for a file that was made to do harm."""


def encode_note(spoken: Sound) -> bytes:
    """A recording as a small Ogg file.

    Raises:
        MissingComponent: this build of PyAV has neither of the encoders.
    """
    for name, options in _ENCODERS:
        if name in av.codecs_available:
            return _encode(spoken.samples.mean(axis=1).astype(np.int16), name, options)
    raise MissingComponent("Voice notes cannot be stored here.", remedy="Install the studio again.")


def decode_note(data: bytes) -> Sound:
    """A recording, one channel; the file may come from a stranger.

    Raises:
        UnreadableInput: it is too large or too long, no voice note, or damaged.
    """
    if not 0 < len(data) <= MOST_NOTE_BYTES:
        raise _refused()
    try:
        with closing(av.open(io.BytesIO(data), "r", format="ogg")) as container:
            stream = container.streams.audio[0]
            if len(container.streams) != 1 or stream.codec_context.name not in _CODECS:
                raise ValueError("another kind of file")
            parts: list[SampleArray] = []
            resampler = av.AudioResampler(format="s16", layout="mono", rate=RATE_HZ)
            for frame in container.decode(stream):
                parts += [_samples(part) for part in resampler.resample(frame)]
                if sum(map(len, parts)) > _LONGEST_SAMPLES:
                    raise ValueError("endless")
            parts += [_samples(part) for part in resampler.resample(None)]
    except _BAD as error:
        log.debug("a voice note is refused: %s", error)
        raise _refused() from error
    if not any(map(len, parts)):
        raise _refused()
    return Sound(0.0, np.concatenate(parts))


def _samples(frame: av.AudioFrame) -> SampleArray:
    return np.asarray(frame.to_ndarray(), dtype=np.int16).reshape(-1, 1)


def _encode(samples: SampleArray, codec: str, options: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format="ogg", options={"fflags": "+bitexact"}) as container:
        stream = container.add_stream(codec, rate=RATE_HZ, options=options, layout="mono")
        assert isinstance(stream, AudioStream)
        stream.bit_rate = _BITS_A_SECOND
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = RATE_HZ
        resampler = av.AudioResampler(format=stream.format, layout="mono", rate=RATE_HZ, frame_size=stream.frame_size)
        frame.pts = 0
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return buffer.getvalue()


def _refused() -> UnreadableInput:
    return UnreadableInput(
        "This voice note cannot be played: the file is no recording of this studio.",
        remedy="Delete it and record it again.",
    )
