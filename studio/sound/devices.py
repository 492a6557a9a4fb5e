"""Loudspeaker and microphone. The one place that knows miniaudio, which ships no types."""

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from studio.core.errors import MissingComponent
from studio.core.sound import RATE_HZ, Fill, Take
from studio.sound.alsa_complaints import alsa_complaints_logged

log = logging.getLogger(__name__)

_PERIOD_MS = 10
_PERIODS = 3
LATENCY_S = _PERIOD_MS * _PERIODS / 1000.0
"""So much lies in a device's buffer in front of the samples that are asked for now; its hardware adds a little."""


@contextmanager
def loudspeaker(fill: Fill, *, is_nowhere: bool = False) -> Iterator[float]:
    """Let be heard what `fill` gives, as long as the context lasts; gives the seconds until it is heard.

    Raises:
        MissingComponent: there is nothing to hear with.
    """

    def pulling() -> Generator[bytes, int, None]:
        count = yield b""
        while True:
            count = yield fill(count).tobytes()

    with _running(pulling, "playback", is_nowhere=is_nowhere):
        yield LATENCY_S


@contextmanager
def microphone(take: Take, *, is_nowhere: bool = False) -> Iterator[None]:
    """Hand on what the microphone hears, as long as the context lasts.

    Raises:
        MissingComponent: there is no microphone, or it may not be used.
    """

    def pushing() -> Generator[None, bytearray, None]:
        while True:
            data = yield
            take(np.frombuffer(data, dtype=np.int16).reshape(-1, 1))

    with _running(pushing, "capture", is_nowhere=is_nowhere):
        yield


@contextmanager
def _running(make: Callable[[], Generator[Any, Any, None]], kind: str, *, is_nowhere: bool) -> Iterator[None]:
    """Open a device and start it; it and its context are closed again whatever happens."""
    try:
        import miniaudio
        from _miniaudio import lib
    except ImportError as error:
        raise _no_sound(kind) from error
    backends = [miniaudio.Backend.NULL] if is_nowhere else []
    settings = {"sample_rate": RATE_HZ, "buffersize_msec": _PERIOD_MS, "callback_periods": _PERIODS}
    try:
        with alsa_complaints_logged():
            if kind == "playback":
                device = miniaudio.PlaybackDevice(nchannels=2, backends=backends, app_name="Lockout Studio", **settings)
            else:
                device = miniaudio.CaptureDevice(nchannels=1, backends=backends, app_name="Lockout Studio", **settings)
    except miniaudio.MiniaudioError as error:
        log.debug("no %s device: %s", kind, error)
        raise _no_sound(kind) from error
    try:
        if device.backend == "Null" and not is_nowhere:
            raise _no_sound(kind)
        generator = make()
        next(generator)
        try:
            device.start(generator)
        except miniaudio.MiniaudioError as error:
            raise _no_sound(kind) from error
        yield
    finally:
        device.close()
        lib.ma_context_uninit(device._context)  # noqa: SLF001 -- the library forgets it, and a sound server keeps it


def _no_sound(kind: str) -> MissingComponent:
    if kind == "playback":
        return MissingComponent(
            "No loudspeaker or headphones were found.", remedy="Plug some in and switch the sound on again."
        )
    return MissingComponent(
        "No microphone was found, or the studio may not use it.", remedy="Plug one in, or allow it in the system."
    )
