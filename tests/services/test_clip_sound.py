"""The sound of a clip: heard when it is wanted and can be, silent otherwise, and never in the picture's way."""

import time
from contextlib import AbstractContextManager, contextmanager

import numpy as np
import pytest

from studio.core.errors import MissingComponent, UnreadableInput
from studio.core.frame import ClipInfo
from studio.core.time import FrameClock
from studio.services.clip_sound import LANE, ClipSound
from studio.services.jobs import JobRunner
from studio.services.playhead import Playhead
from studio.sound import MachineSound
from tests.sound import beeping


class Tapped(MachineSound):
    """The real room on the backend without a device; writes down what goes to the loudspeaker."""

    def __init__(self) -> None:
        super().__init__(is_nowhere=True)
        self.heard: list[np.ndarray] = []
        self.opened_count = 0
        self.is_open = False

    def loudspeaker(self, fill) -> AbstractContextManager[float]:
        def tapped(count: int) -> np.ndarray:
            samples = fill(count)
            self.heard.append(samples)
            return samples

        @contextmanager
        def opened():
            self.opened_count += 1
            with super(Tapped, self).loudspeaker(tapped) as latency_s:
                self.is_open = True
                yield latency_s
            self.is_open = False

        return opened()

    @property
    def is_loud(self) -> bool:
        return any(piece.any() for piece in self.heard)


class Bench:
    """Playhead, job runner and sound, all on the test's thread; time passes while the test waits."""

    def __init__(self, room: MachineSound, info: ClipInfo) -> None:
        self._calls: list = []
        self.runner = JobRunner(deliver=self._calls.append, lanes={LANE: 3})
        self.playhead = Playhead()
        self.sound = ClipSound(lambda: room, self.runner, self.playhead)
        self.errors: list[Exception] = []
        self.sound.failed.subscribe(self.errors.append)
        self.playhead.open(info.clock)
        self.sound.open(info)
        self._last_s = time.monotonic()

    def run(self, until, *, at_most_s: float = 8.0) -> None:
        """Let time pass, as the window's timer does, until something is so."""
        end_s = time.monotonic() + at_most_s
        while not until() and time.monotonic() < end_s:
            time.sleep(0.01)
            now_s, before_s = time.monotonic(), self._last_s
            self._last_s = now_s
            self.playhead.advance(min(now_s - before_s, 0.25))
            while self._calls:
                self._calls.pop(0)()
        assert until()

    def close(self) -> None:
        self.sound.close()
        assert self.runner.shutdown()


@pytest.fixture(scope="module")
def info(tmp_path_factory) -> ClipInfo:
    path = beeping.write_clip(tmp_path_factory.mktemp("clips") / "a.mp4")
    clock = FrameClock(np.arange(180) / 30)
    return ClipInfo(path=path, sha256="5" * 64, clock=clock, width_px=64, height_px=48, has_audio=True)


@pytest.fixture
def room() -> Tapped:
    return Tapped()


@pytest.fixture
def bench(room, info):
    bench = Bench(room, info)
    yield bench
    bench.close()


def test_at_first_nothing_is_heard_and_no_device_is_opened(bench, room):
    bench.playhead.play()
    bench.run(lambda: bench.playhead.time_s > 0.3)
    assert (room.opened_count, bench.sound.is_on) == (0, False)


def test_switched_on_the_clip_is_heard_beside_its_picture(bench, room):
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.run(lambda: room.is_loud)
    bench.run(lambda: bench.playhead.time_s > 3.4)
    heard_s, playhead_s = bench.sound.mixer.heard_s, bench.playhead.time_s
    assert heard_s is not None
    assert abs(heard_s - playhead_s) < 0.06  # a busy machine; the exact figure is measured with a clock that is turned
    beeps = beeping.beeps_s(np.concatenate(room.heard))
    assert np.allclose(np.diff(beeps), 1.0, atol=0.03)
    assert bench.errors == []


@pytest.mark.parametrize("speed", [0.5, 2.0, -1.0])
def test_at_another_speed_and_backwards_it_is_silent(bench, room, speed):
    bench.sound.switch(is_on=True)
    bench.playhead.seek(3.0)
    bench.playhead.play(speed)
    bench.run(lambda: abs(bench.playhead.time_s - 3.0) > 0.3)
    assert not room.is_loud


def test_a_pause_lets_go_of_the_device_after_a_moment(bench, room):
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.run(lambda: room.is_open)
    bench.playhead.pause()
    bench.run(lambda: not room.is_open)
    bench.playhead.play()
    bench.run(lambda: room.is_open)
    assert room.opened_count == 2


def test_play_and_pause_in_a_row_keep_one_device(bench, room):
    bench.sound.switch(is_on=True)
    for _ in range(5):
        bench.playhead.play()
        bench.run(lambda: room.is_open)
        bench.playhead.pause()
    assert room.opened_count == 1


def test_while_somebody_speaks_it_is_silent(bench, room):
    bench.sound.switch(is_on=True)
    bench.sound.hush(is_hushed=True)
    bench.playhead.play()
    bench.run(lambda: bench.playhead.time_s > 0.3)
    assert room.opened_count == 0
    bench.sound.hush(is_hushed=False)
    bench.run(lambda: room.is_open)


def test_a_clip_without_sound_opens_no_device(bench, room, info):
    bench.sound.open(ClipInfo(info.path, info.sha256, info.clock, 64, 48, has_audio=False))
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.run(lambda: bench.playhead.time_s > 0.2)
    assert (room.opened_count, bench.sound.is_there) == (0, False)


class Silent(Tapped):
    """A machine without a loudspeaker."""

    def loudspeaker(self, fill) -> AbstractContextManager[float]:
        self.opened_count += 1
        raise MissingComponent("No loudspeaker was found.", remedy="Plug one in.")


def test_without_a_device_it_is_told_once_and_the_picture_plays_on(info):
    room = Silent()
    bench = Bench(room, info)
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.run(lambda: bool(bench.errors))
    bench.run(lambda: bench.playhead.time_s > 0.4)
    bench.playhead.pause()
    bench.playhead.play()
    bench.run(lambda: bench.playhead.time_s > 0.7)
    assert (len(bench.errors), room.opened_count) == (1, 1)
    bench.sound.switch(is_on=False)
    bench.sound.switch(is_on=True)
    bench.run(lambda: len(bench.errors) == 2)
    bench.close()


def test_a_track_that_cannot_be_read_is_told_once(room, info, tmp_path):
    (tmp_path / "gone.mp4").write_bytes(b"nothing")
    bench = Bench(room, ClipInfo(tmp_path / "gone.mp4", "5" * 64, info.clock, 64, 48, has_audio=True))
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.run(lambda: bool(bench.errors))
    bench.run(lambda: bench.playhead.time_s > 0.3)
    assert [type(error) for error in bench.errors] == [UnreadableInput]
    bench.close()


def test_a_track_of_another_clip_that_cannot_be_read_silences_no_clip(room, info, tmp_path):
    (tmp_path / "gone.mp4").write_bytes(b"nothing")
    bench = Bench(room, ClipInfo(tmp_path / "gone.mp4", "6" * 64, info.clock, 64, 48, has_audio=True))
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.sound.open(info)  # before the news of the other one arrives
    bench.run(lambda: room.is_loud)
    assert bench.errors == []
    bench.close()


def test_closing_in_the_middle_leaves_no_device_open(room, info):
    bench = Bench(room, info)
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.run(lambda: room.is_open)
    bench.close()
    assert not room.is_open


def test_a_long_clip_is_read_a_minute_at_a_time(bench, room, info):
    reads: list[tuple[float, float]] = []
    real = room.read_track

    def counting(clip, start_s, end_s):
        reads.append((start_s, end_s))
        return real(clip, start_s, end_s)

    room.read_track = counting
    clock = FrameClock(np.arange(30 * 300) / 30)
    bench.playhead.open(clock)
    bench.sound.open(ClipInfo(info.path, info.sha256, clock, 64, 48, has_audio=True))
    bench.sound.switch(is_on=True)
    bench.playhead.play()
    bench.run(lambda: len(reads) == 1)
    bench.playhead.seek(200.0)
    bench.run(lambda: len(reads) == 2)
    bench.run(lambda: bench.playhead.time_s > 200.3)
    assert np.allclose(reads, [(0.0, 57.0), (197.0, 257.0)], atol=0.5)
