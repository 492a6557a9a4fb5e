"""Clips whose sound tells the time: a short beep begins at every full second."""

import math
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

RATE_HZ = 44_100
BEEP_S = 0.08


def tone(rate_hz: int, duration_s: float) -> np.ndarray:
    """A beep of 1 kHz at the start of every second, silence otherwise; shape (n,), 16 bit."""
    times_s = np.arange(round(rate_hz * duration_s)) / rate_hz
    loud = (times_s % 1.0) < BEEP_S
    return (12_000 * np.sin(2 * math.pi * 1000.0 * times_s) * loud).astype(np.int16)


def write_clip(path: Path, *, duration_s: float = 6.0, codec: str = "aac", begins_s: float = 0.0) -> Path:
    """A small grey clip with 30 frames a second; its sound begins later than its picture when asked to."""
    with av.open(str(path), "w") as container:
        video = container.add_stream("libx264", rate=30)
        video.width, video.height, video.pix_fmt = 64, 48, "yuv420p"
        video.options = {"preset": "ultrafast"}
        rate_hz = 48_000 if codec == "libopus" else RATE_HZ
        audio = container.add_stream(codec, rate=rate_hz, layout="mono")
        for index in range(round(duration_s * 30)):
            grey = np.full((48, 64, 3), index % 256, dtype=np.uint8)
            container.mux(video.encode(av.VideoFrame.from_ndarray(grey, format="rgb24")))
        container.mux(video.encode(None))
        heard = tone(rate_hz, duration_s)[round(begins_s * rate_hz) :]
        frame = av.AudioFrame.from_ndarray(heard.reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate, frame.time_base, frame.pts = rate_hz, Fraction(1, rate_hz), round(begins_s * rate_hz)
        resampler = av.AudioResampler(audio.format, "mono", rate_hz, frame_size=audio.frame_size)
        for part in (*resampler.resample(frame), *resampler.resample(None)):
            container.mux(audio.encode(part))
        container.mux(audio.encode(None))
    return path


def beeps_s(samples: np.ndarray, *, start_s: float = 0.0, rate_hz: int = 48_000) -> list[float]:
    """Times at which beeps begin."""
    loud = np.abs(samples[:, 0].astype(float)) > 4_000
    places = np.flatnonzero(loud)
    firsts = [place for place, before in zip(places, [-(10**9), *places[:-1]], strict=True) if place - before > 4_800]
    return [start_s + place / rate_hz for place in firsts]
