"""Lets the sound of the open clip be heard while it plays forward at its own speed. Off until somebody wants it."""

import threading
from collections.abc import Callable

from studio.core.events import Event
from studio.core.frame import ClipInfo
from studio.core.sound import Sound, SoundRoom
from studio.services.jobs import Job, JobContext, JobRunner
from studio.services.playhead import Playhead
from studio.services.sound_mixer import SoundMixer

LANE = "sound"
_BEHIND_S, _AHEAD_S = 3.0, 57.0
"""So much of the track is in memory at a time: a minute of stereo is 11 MB."""

_SOON_S = 10.0
_ROUNDING_S = 1e-3
_LINGER_S = 2.0
"""A device stays open for this long after a pause, so that play and pause in a row do not open it anew each time."""

_LOOK_EVERY_S = 0.05


class ClipSound:
    """The sound of one window's clip. Follows the playhead and never holds it up.

    Attributes:
        failed: told once when there is nothing to hear with, or the sound cannot be read; the picture plays on.
        switched: told when the switch was turned.
    """

    def __init__(self, make_room: Callable[[], SoundRoom], runner: JobRunner, playhead: Playhead) -> None:
        self.failed: Event[Exception] = Event()
        self.switched: Event[bool] = Event()
        self.mixer = SoundMixer()
        self._make_room = make_room
        self._runner = runner
        self._playhead = playhead
        self._info: ClipInfo | None = None
        self._is_on = False
        self._is_hushed = False
        self._has_failed = False
        self._window: Sound | None = None
        self._reading: Job[Sound] | None = None
        self._sounding: Job[None] | None = None
        self._is_closed = threading.Event()
        playhead.moved.subscribe(lambda _move: self._follow())
        playhead.playback_changed.subscribe(lambda _state: self._follow())

    @property
    def is_on(self) -> bool:
        """Whether the clip is to be heard when it can be."""
        return self._is_on

    @property
    def is_there(self) -> bool:
        """Whether the open clip has a sound track."""
        return self._info is not None and self._info.has_audio

    def switch(self, *, is_on: bool) -> None:
        """Let the clip be heard, or not."""
        if is_on != self._is_on:
            self._is_on, self._has_failed = is_on, False
            self.switched.emit(is_on)
            self._follow()

    def hush(self, *, is_hushed: bool) -> None:
        """Be silent for a while, without turning the switch: somebody speaks."""
        self._is_hushed = is_hushed
        self._follow()

    def open(self, info: ClipInfo | None) -> None:
        """Another clip, or none."""
        self._info, self._window, self._has_failed = info, None, False
        self.mixer.show(None)
        self._follow()

    def close(self) -> None:
        """Let go of clip and device for good."""
        self._is_closed.set()
        self.open(None)

    def _follow(self) -> None:
        """Tell the mixer where the playhead is; begin what has to be begun. Costs microseconds."""
        playback = self._playhead.playback
        is_heard = self._is_on and self.is_there and not self._is_hushed and not self._has_failed
        if not (is_heard and playback.is_playing and playback.speed == 1.0):
            self.mixer.follow(None)
            return
        self.mixer.follow(self._playhead.time_s)
        self._read_around(self._playhead.time_s)
        if self._sounding is None:
            job = self._runner.submit(self._sound, title="playing the sound", lane=LANE)
            job.failed.subscribe(self._on_failed)
            job.finished.subscribe(self._on_silent)
            self._sounding = job

    def _read_around(self, time_s: float) -> None:
        info, window, clock = self._info, self._window, self._playhead.clock
        if info is None or clock is None or self._reading is not None:
            return
        end_s = clock.time_of(clock.frame_count - 1) + clock.frame_interval_s
        soon_s = min(time_s + _SOON_S, end_s) - _ROUNDING_S
        if window is not None and window.start_s <= time_s and soon_s <= window.end_s:
            return
        start_s = max(time_s - _BEHIND_S, clock.time_of(0))
        stop_s = min(time_s + _AHEAD_S, end_s)
        job = self._runner.submit(
            lambda _context: self._make_room().read_track(info.path, start_s, stop_s), title="reading sound", lane=LANE
        )
        job.succeeded.subscribe(lambda sound: self._on_read(info, sound))
        job.failed.subscribe(lambda error: self._on_failed(error) if info is self._info else None)
        job.finished.subscribe(self._on_reading_ended)
        self._reading = job

    def _sound(self, context: JobContext) -> None:
        """Keep the device open as long as there is something to hear; owned by this job from begin to end."""
        with self._make_room().loudspeaker(self.mixer.fill) as latency_s:
            self.mixer.begin(latency_s)
            while not (context.is_cancelled or self._is_closed.is_set()) and self.mixer.silent_for_s < _LINGER_S:
                self._is_closed.wait(_LOOK_EVERY_S)

    def _on_read(self, info: ClipInfo, sound: Sound) -> None:
        if info is self._info:
            self._window = sound
            self.mixer.show(sound)

    def _on_reading_ended(self, _job: object) -> None:
        self._reading = None

    def _on_silent(self, _job: object) -> None:
        self._sounding = None
        self._follow()

    def _on_failed(self, error: Exception) -> None:
        if not self._has_failed:
            self._has_failed = True  # until the switch is turned or another clip is opened: once is enough
            self.failed.emit(error)
