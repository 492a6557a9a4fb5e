"""Which samples of a clip are to be heard next, so that sound and picture stay together."""

import threading
import time
from collections.abc import Callable

import numpy as np

from studio.core.sound import RATE_HZ, SampleArray, Sound

APART_S = 0.012
"""Sound and picture may be apart by this much on average before the sound is moved. Source: less than one frame of a
clip at 60 frames a second; ITU-R BT.1359-1 has 45 ms early as the first that is noticed."""

JUMP_S = 0.08
"""More than this is a seek or a loop, and is followed at once."""

SETTLE_S = 0.1
"""A device asks for its first buffers all at once; that says nothing about time."""

STALE_S = 0.4
"""Without news of the playhead for this long nothing is heard: whoever moves it is held up."""

_SMOOTHING = 0.1
_FADE_SAMPLES = 240
"""5 ms against the click of a jump."""


class SoundMixer:
    """Follows the playhead: it is the clock, the sound comes after it. `fill` runs on the device's thread."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._window: Sound | None = None
        self._anchor: tuple[float, float] | None = None
        self._latency_s = 0.0
        self._cursor = 0
        self._is_running = False
        self._apart_s = 0.0
        self._asked_samples = 0
        self._last_heard_s = now()

    @property
    def silent_for_s(self) -> float:
        """Seconds since anything was wanted to be heard."""
        with self._lock:
            return self._now() - self._last_heard_s

    @property
    def heard_s(self) -> float | None:
        """Clip time of what reaches the ear now; None while nothing is heard."""
        with self._lock:
            return self._cursor / RATE_HZ - self._latency_s if self._is_running else None

    def begin(self, latency_s: float) -> None:
        """A device starts to ask.

        Args:
            latency_s: seconds from `fill` to the ear.
        """
        with self._lock:
            self._latency_s, self._asked_samples, self._is_running = latency_s, 0, False
            self._last_heard_s = self._now()

    def show(self, window: Sound | None) -> None:
        """Take the stretch of the clip's sound around the playhead; None for none."""
        with self._lock:
            self._window = window

    def follow(self, time_s: float | None) -> None:
        """The playhead is here now and goes on at the clip's own speed; None when it does not."""
        with self._lock:
            self._anchor = None if time_s is None else (time_s, self._now())
            if time_s is not None:
                self._last_heard_s = self._now()

    def fill(self, count: int) -> SampleArray:
        """The next samples, shape (count, 2); silence where there is nothing to hear."""
        with self._lock:
            now_s = self._now()
            self._asked_samples += count
            anchor, window = self._anchor, self._window
            is_wanted = anchor is not None and now_s - anchor[1] <= STALE_S
            if anchor is None or window is None or not is_wanted or self._asked_samples < SETTLE_S * RATE_HZ:
                self._is_running = False
                return np.zeros((count, 2), dtype=np.int16)
            has_jumped = self._step_to(anchor[0] + (now_s - anchor[1]) + self._latency_s)
            samples = _cut(window, self._cursor, count)
            self._cursor += count
        if has_jumped:
            ramp = np.minimum(np.arange(count) / _FADE_SAMPLES, 1.0)[:, None]
            samples = (samples * ramp).astype(np.int16)
        return samples

    def _step_to(self, wanted_s: float) -> bool:
        """Go on where the last buffer ended, or, when that is too far off, where the playhead is; whether it jumped."""
        apart_s = self._cursor / RATE_HZ - wanted_s
        if self._is_running and abs(apart_s) <= JUMP_S:
            self._apart_s += _SMOOTHING * (apart_s - self._apart_s)
            if abs(self._apart_s) <= APART_S:
                return False
        self._cursor = round(wanted_s * RATE_HZ)
        self._apart_s, self._is_running = 0.0, True
        return True


def _cut(window: Sound, first: int, count: int) -> SampleArray:
    """Samples from a place on the clip's clock, silent outside the window."""
    samples = np.zeros((count, 2), dtype=np.int16)
    start = first - round(window.start_s * RATE_HZ)
    low, high = max(start, 0), min(start + count, len(window.samples))
    if high > low:
        samples[low - start : high - start] = window.samples[low:high]
    return samples
