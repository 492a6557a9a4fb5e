"""The annotated video: H.264 in MP4, every frame at its own presentation time, with the clip's sound."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Self

import av
import cv2
import numpy as np
from av import AudioStream, Packet, VideoStream
from av.container import InputContainer, OutputContainer

from studio.core.arrays import ByteArray
from studio.core.atomic import refuse_stream
from studio.core.errors import CannotWrite
from studio.core.film import Film, Step
from studio.core.frame import Frame
from studio.export.frames import FramePainter

_TICKS = 90_000
"""Clock of the file: 24, 25, 29.97, 30, 50, 59.94, 60, 120 and 240 pictures per second fall on whole ticks."""

_QUALITY: dict[str, object] = {"crf": "20", "preset": "veryfast", "bf": "0"}
_SOUND_RATE_HZ = 48_000


def write_video(
    path: Path,
    film: Film,
    frames: Iterator[Frame],
    painter: FramePainter,
    *,
    sound_from: Path,
    progress: Callable[[float], None],
) -> None:
    """Write a film.

    Args:
        path: an MP4 file; it appears when it is complete.
        film: what is shown when.
        frames: of the clip, in order; those that the film does not show are skipped.
        painter: makes the pictures.
        sound_from: the clip, for its sound.
        progress: told the share that is done; may raise to stop.

    Raises:
        CannotWrite: nothing was written; whatever was there before is untouched.
    """
    refuse_stream(path)
    part = path.with_name(f".{path.stem[:40]}.{secrets.token_hex(6)}.part.mp4")
    try:
        with (
            av.open(str(part), "w", options={"movflags": "+faststart"}) as container,
            _Sound(container, sound_from, film) as sound,
        ):
            stream = _picture_stream(container, painter.size_px, film)
            sound.begin()
            for done, picture in enumerate(_pictures(film, frames, painter), start=1):
                container.mux(stream.encode(picture))
                sound.write_until(float(picture.pts or 0) / _TICKS)
                progress(done / len(film.steps))
            container.mux(stream.encode(None))
            sound.end()
        part.replace(path)
    except (OSError, av.FFmpegError) as error:
        raise CannotWrite(
            f"{path.name} was not written.", remedy="Check that there is room on the disk and that you may write there."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _picture_stream(container: OutputContainer, size_px: tuple[int, int], film: Film) -> VideoStream:
    times_s = [step.time_s for step in film.steps]
    step_s = float(np.median(np.diff(times_s))) if len(times_s) > 1 else 1.0 / 25.0
    stream = container.add_stream("libx264", rate=Fraction(1.0 / max(step_s, 1e-4)).limit_denominator(1001))
    stream.width, stream.height = size_px
    stream.pix_fmt = "yuv420p"
    stream.options = _QUALITY
    stream.time_base = stream.codec_context.time_base = Fraction(1, _TICKS)
    # cv2 makes YUV with the coefficients of BT.601 in the narrow range; players must know.
    stream.codec_context.colorspace, stream.codec_context.color_range = 6, 1
    stream.codec_context.color_primaries, stream.codec_context.color_trc = 1, 1
    return stream


def _pictures(film: Film, frames: Iterator[Frame], painter: FramePainter) -> Iterator[av.VideoFrame]:
    """The film's pictures with their times; a frame that stands still is painted once."""
    shown_index, planes = -1, np.empty((0, 0), np.uint8)
    for step in film.steps:
        if step.frame_index != shown_index:
            frame = _advance(frames, step)
            shown_index, planes = frame.index, _planes(painter.picture(frame))
        picture = av.VideoFrame.from_ndarray(planes, format="yuv420p")
        picture.pts, picture.time_base = round((step.time_s - film.steps[0].time_s) * _TICKS), Fraction(1, _TICKS)
        yield picture


def _advance(frames: Iterator[Frame], step: Step) -> Frame:
    for frame in frames:
        if frame.index == step.frame_index:
            return frame
    raise CannotWrite(
        "The clip ends before the film does.", remedy="Analyse the clip again, then export the video again."
    )


def _planes(rgb: ByteArray) -> ByteArray:
    return np.asarray(cv2.cvtColor(rgb, cv2.COLOR_RGB2YUV_I420), dtype=np.uint8)


class _Sound:
    """The clip's sound as AAC, in step with the pictures; nothing where there is none or it may not go along."""

    def __init__(self, container: OutputContainer, clip: Path, film: Film) -> None:
        self._container = container
        self._source: InputContainer | None = None
        self._packets: Iterator[tuple[float, Packet[AudioStream]]] = iter(())
        self._waiting: tuple[float, Packet[AudioStream]] | None = None
        self._film = film
        if film.keeps_sound:
            self._source = av.open(str(clip))
            if not self._source.streams.audio:
                self._source.close()
                self._source = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._source is not None:
            self._source.close()

    def begin(self) -> None:
        """Add the stream, behind that of the pictures."""
        if self._source is not None:
            stream = self._container.add_stream("aac", rate=_SOUND_RATE_HZ, layout="stereo")
            self._packets = self._encoded(self._source, stream)

    def write_until(self, time_s: float) -> None:
        """Write the sound up to a time of the film."""
        while True:
            if self._waiting is None:
                self._waiting = next(self._packets, None)
            if self._waiting is None or self._waiting[0] > time_s:
                return
            self._container.mux(self._waiting[1])
            self._waiting = None

    def end(self) -> None:
        """Write the rest."""
        self.write_until(float("inf"))

    def _encoded(self, source: InputContainer, stream: AudioStream) -> Iterator[tuple[float, Packet[AudioStream]]]:
        resampler = av.AudioResampler(format="fltp", layout="stereo", rate=_SOUND_RATE_HZ)
        for frame in self._cut(source):
            for piece in resampler.resample(frame):
                for packet in stream.encode(piece):
                    yield _time_s(packet), packet
        for packet in stream.encode(None):
            yield _time_s(packet), packet

    def _cut(self, source: InputContainer) -> Iterator[av.AudioFrame]:
        """Decoded sound of the film's stretch of the clip, its times counted from the film's start."""
        start_s, end_s = self._film.steps[0].time_s, self._film.steps[-1].time_s
        for frame in source.decode(audio=0):
            time_s = float(frame.time or 0.0) - start_s
            if time_s > end_s - start_s:
                return
            if time_s + frame.samples / frame.sample_rate > 0.0:
                frame.pts = max(round(time_s * frame.sample_rate), 0)
                frame.time_base = Fraction(1, frame.sample_rate)
                yield frame


def _time_s(packet: Packet[AudioStream]) -> float:
    return float((packet.pts or 0) * packet.time_base) if packet.time_base else 0.0
