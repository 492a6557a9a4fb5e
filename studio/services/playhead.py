"""The one clock on screen: video, graphs, timeline and cards all follow it and all may move it."""

from dataclasses import dataclass

from studio.core.events import Event
from studio.core.time import FrameClock

SPEEDS: tuple[float, ...] = (0.05, 0.1, 0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 4.0)


@dataclass(frozen=True, slots=True)
class PlayheadMove:
    """The playhead stands somewhere else.

    Attributes:
        index: frame that is shown.
        time_s: exact time, between frame times while playing.
        initiator: who moved it; whoever did may ignore the echo.
    """

    index: int
    time_s: float
    initiator: object = None


@dataclass(frozen=True, slots=True)
class PlaybackState:
    """Whether and how fast it plays; negative is backwards."""

    is_playing: bool
    speed: float
    loop_s: tuple[float, float] | None


class Playhead:
    """Time on screen. Pure: a timer elsewhere calls `advance` with the seconds that have passed.

    Attributes:
        moved: told after each change of position.
        playback_changed: told when playing starts, stops, changes speed or loop.
        first_speed: how fast a clip plays that is opened from now on.
    """

    def __init__(self) -> None:
        self.moved: Event[PlayheadMove] = Event()
        self.playback_changed: Event[PlaybackState] = Event()
        self.first_speed = 1.0
        self._clock: FrameClock | None = None
        self._time_s = 0.0
        self._state = PlaybackState(is_playing=False, speed=1.0, loop_s=None)

    @property
    def clock(self) -> FrameClock | None:
        """The clip's frame times, or None when nothing is open."""
        return self._clock

    @property
    def time_s(self) -> float:
        """Where it stands, in seconds."""
        return self._time_s

    @property
    def index(self) -> int:
        """The frame that is shown; 0 when nothing is open."""
        return self._clock.index_at(self._time_s) if self._clock else 0

    @property
    def playback(self) -> PlaybackState:
        """Whether and how it plays."""
        return self._state

    def open(self, clock: FrameClock | None) -> None:
        """Take another clip (or none) and stand at its first frame."""
        self._clock = clock
        self._set_state(PlaybackState(is_playing=False, speed=self.first_speed, loop_s=None))
        self.seek(clock.time_of(0) if clock else 0.0)

    def seek(self, time_s: float, initiator: object = None) -> None:
        """Go to a time; outside the clip means its nearest end."""
        if self._clock is None:
            return
        first_s, last_s = self._clock.time_of(0), self._clock.time_of(self._clock.frame_count - 1)
        self._time_s = min(max(time_s, first_s), last_s)
        self.moved.emit(PlayheadMove(index=self.index, time_s=self._time_s, initiator=initiator))

    def seek_index(self, index: int, initiator: object = None) -> None:
        """Go to a frame."""
        if self._clock is not None:
            self.seek(self._clock.time_of(index), initiator)

    def step(self, frame_count: int) -> None:
        """Pause and go some frames forward, or back when negative."""
        self.pause()
        self.seek_index(self.index + frame_count)

    def play(self, speed: float | None = None) -> None:
        """Play, backwards when the speed is negative; at the end it starts over."""
        if self._clock is None:
            return
        speed = self._state.speed if speed is None else speed
        is_at_end = self.index >= self._clock.frame_count - 1
        if speed > 0 and is_at_end and self._state.loop_s is None:
            self.seek(self._clock.time_of(0))
        self._set_state(PlaybackState(is_playing=True, speed=speed, loop_s=self._state.loop_s))

    def pause(self) -> None:
        """Stop where it stands."""
        self._set_state(PlaybackState(is_playing=False, speed=self._state.speed, loop_s=self._state.loop_s))

    def toggle(self) -> None:
        """Play or pause."""
        if self._state.is_playing:
            self.pause()
        else:
            self.play()

    def shuttle(self, direction: int) -> None:
        """J and L: start in a direction, or double the speed when it already runs that way (at most 4×)."""
        speed = self._state.speed
        runs_that_way = self._state.is_playing and speed * direction > 0
        self.play(max(min(speed * 2.0, SPEEDS[-1]), -SPEEDS[-1]) if runs_that_way else float(direction))

    def change_speed(self, steps: int) -> None:
        """Go some presets faster or slower, keeping the direction."""
        sign = -1.0 if self._state.speed < 0 else 1.0
        nearest = min(range(len(SPEEDS)), key=lambda index: abs(SPEEDS[index] - abs(self._state.speed)))
        chosen = SPEEDS[min(max(nearest + steps, 0), len(SPEEDS) - 1)]
        self._set_state(PlaybackState(self._state.is_playing, sign * chosen, self._state.loop_s))

    def choose_speed(self, speed: float) -> None:
        """Play at this speed from now on, now or when it is started; negative is backwards."""
        self._set_state(PlaybackState(self._state.is_playing, speed, self._state.loop_s))

    def loop(self, start_s: float, end_s: float) -> None:
        """Play this stretch over and over; its ends may come in any order."""
        low_s, high_s = sorted((start_s, end_s))
        self._set_state(PlaybackState(self._state.is_playing, self._state.speed, (low_s, high_s)))
        if not low_s <= self._time_s <= high_s:
            self.seek(low_s)

    def clear_loop(self) -> None:
        """Play through again."""
        self._set_state(PlaybackState(self._state.is_playing, self._state.speed, None))

    def advance(self, elapsed_s: float) -> None:
        """Let real time pass."""
        if not self._state.is_playing or self._clock is None:
            return
        wanted_s = self._time_s + elapsed_s * self._state.speed
        last_s = self._clock.time_of(self._clock.frame_count - 1)
        first_s = self._clock.time_of(0)
        low_s, high_s = self._state.loop_s or (first_s, last_s)
        if low_s <= wanted_s <= high_s:
            self.seek(wanted_s)
        elif self._state.loop_s is not None:
            self.seek(low_s if self._state.speed > 0 else high_s)
        else:
            self.seek(wanted_s)
            self.pause()

    def _set_state(self, state: PlaybackState) -> None:
        if state != self._state:
            self._state = state
            self.playback_changed.emit(state)
