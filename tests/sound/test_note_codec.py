"""Voice notes are small files that come back as they were; a stranger's file does no harm."""

import io
import random

import av
import numpy as np
import pytest

from studio.core.errors import StudioError, UnreadableInput
from studio.core.sound import LONGEST_NOTE_S, MOST_NOTE_BYTES, RATE_HZ, Sound
from studio.sound import MachineSound

ROOM = MachineSound()


def spoken(duration_s: float, hertz: float = 440.0) -> Sound:
    times_s = np.arange(round(duration_s * RATE_HZ)) / RATE_HZ
    return Sound(0.0, (9_000 * np.sin(2 * np.pi * hertz * times_s)).astype(np.int16)[:, None])


def noise(duration_s: float) -> Sound:
    samples = np.random.default_rng(0).normal(0.0, 6_000.0, (round(duration_s * RATE_HZ), 1))
    return Sound(0.0, np.clip(samples, -32_000, 32_000).astype(np.int16))


def other_file(codec: str, form: str, *, seconds: float = 0.5) -> bytes:
    buffer = io.BytesIO()
    with av.open(buffer, "w", format=form) as container:
        stream = container.add_stream(codec, rate=RATE_HZ, layout="mono")
        frame = av.AudioFrame.from_ndarray(spoken(seconds).samples.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.pts = RATE_HZ, 0
        resampler = av.AudioResampler(stream.format, "mono", RATE_HZ, frame_size=stream.frame_size)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(stream.encode(part))
        container.mux(stream.encode(None))
    return buffer.getvalue()


@pytest.mark.parametrize("duration_s", [0.3, 1.0, 12.345])
def test_a_note_comes_back_as_long_and_as_high_as_it_was(duration_s):
    back = ROOM.decode_note(ROOM.encode_note(spoken(duration_s)))
    assert back.samples.shape[1] == 1
    assert back.duration_s == pytest.approx(duration_s, abs=0.001)
    spectrum = np.abs(np.fft.rfft(back.samples[: RATE_HZ // 5, 0]))
    assert np.argmax(spectrum) * 5 == pytest.approx(440, abs=5)


def test_the_longest_note_is_small_even_when_it_is_nothing_but_noise():
    assert len(ROOM.encode_note(noise(LONGEST_NOTE_S))) < MOST_NOTE_BYTES // 2


def test_the_same_recording_is_the_same_file():
    assert ROOM.encode_note(spoken(1.0)) == ROOM.encode_note(spoken(1.0))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"OggS" + bytes(200),
        b"x" * (MOST_NOTE_BYTES + 1),
        other_file("pcm_s16le", "wav"),
        other_file("libopus", "webm"),
        other_file("flac", "ogg", seconds=LONGEST_NOTE_S + 3.0),
    ],
    ids=["empty", "zeros", "too large", "wav", "webm", "too long"],
)
def test_what_is_no_voice_note_is_refused_with_a_sentence(data):
    with pytest.raises(UnreadableInput, match="no recording"):
        ROOM.decode_note(data)


def test_a_note_that_was_tampered_with_is_refused_or_stays_within_its_bounds():
    whole, chance = ROOM.encode_note(spoken(2.0)), random.Random(5)
    for _ in range(300):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 30))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        del data[chance.randrange(len(data)) if chance.random() < 0.3 else len(data) :]
        try:
            back = ROOM.decode_note(bytes(data))
        except StudioError:
            continue
        assert 0.0 < back.duration_s <= LONGEST_NOTE_S + 1.0
