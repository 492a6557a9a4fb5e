"""A drawn set as a real clip with sound, uneven times where asked for."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE_HZ = 48_000
TONE_HZ = 440.0


def write_clip(path: Path, pictures, times_s, *, has_sound=True, sound_from_s=0.0) -> None:
    """Encode pictures at their times; the sound is silent before `sound_from_s` and a tone after it."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.height, stream.width = pictures[0].shape[:2]
        stream.pix_fmt = "yuv420p"
        stream.options = {"crf": "12", "preset": "ultrafast"}
        stream.time_base = stream.codec_context.time_base = Fraction(1, 90_000)
        sound = container.add_stream("aac", rate=RATE_HZ, layout="mono") if has_sound else None
        for picture, time_s in zip(pictures, times_s, strict=True):
            frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
            frame.pts, frame.time_base = round(time_s * 90_000), Fraction(1, 90_000)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
        if sound is not None:
            for frame in _tone(float(times_s[-1]), sound_from_s):
                container.mux(sound.encode(frame))
            container.mux(sound.encode(None))


def read_film(path: Path):
    """Presentation times, pictures and sound of a film as another reader sees them."""
    with av.open(str(path)) as container:
        frames = [(float(frame.time), frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    with av.open(str(path)) as container:
        has_sound = bool(container.streams.audio)
        pieces = [(float(f.time), f.to_ndarray()[0]) for f in container.decode(audio=0)] if has_sound else []
    return [time_s for time_s, _ in frames], [picture for _, picture in frames], pieces


def tone_begins_s(pieces) -> float:
    """When the sound becomes loud."""
    for time_s, samples in pieces:
        loud = np.abs(samples) > 0.1
        if loud.any():
            return time_s + float(loud.argmax()) / RATE_HZ
    return float("nan")


def _tone(end_s: float, from_s: float):
    times_s = np.arange(int(end_s * RATE_HZ)) / RATE_HZ
    wave = np.where(times_s >= from_s, 0.5 * np.sin(2 * np.pi * TONE_HZ * times_s), 0.0).astype(np.float32)
    for start in range(0, len(wave) - 1024, 1024):
        frame = av.AudioFrame.from_ndarray(wave[None, start : start + 1024], format="fltp", layout="mono")
        frame.rate, frame.pts, frame.time_base = RATE_HZ, start, Fraction(1, RATE_HZ)
        yield frame
