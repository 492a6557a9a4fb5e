"""The mixer keeps the sound beside the playhead, whatever the playhead does."""

import numpy as np
import pytest

from studio.core.sound import RATE_HZ, Sound
from studio.services.sound_mixer import STALE_S, SoundMixer

PERIOD = 480
LATENCY_S = 0.03
TICK_S = 1 / 60


class Bench:
    """A mixer with a playhead and a device that both go by one clock that the test turns on."""

    def __init__(self, *, seconds: float = 60.0, device_rate: float = 1.0) -> None:
        self.now_s = 100.0
        self.mixer = SoundMixer(now=lambda: self.now_s)
        counting = (np.arange(round(seconds * RATE_HZ)) % 30_000 + 1).astype(np.int16)
        self.mixer.show(Sound(0.0, np.stack([counting, counting], axis=1)))
        self.mixer.begin(LATENCY_S)
        self.playhead_s = 0.0
        self.apart_s: list[float] = []
        self.heard: list[np.ndarray] = []
        self._period_s = PERIOD / RATE_HZ * device_rate
        self._due_s = self._next_fill_s = self.now_s
        self._next_tick_s = self.now_s

    def run(self, duration_s: float, *, jitter_s: float = 0.0, moves: bool = True) -> None:
        """Play: the playhead moves sixty times a second, the device asks every ten milliseconds, about."""
        chance, end_s = np.random.default_rng(3), self.now_s + duration_s
        while self.now_s < end_s:
            ahead_s = min(self._next_fill_s, self._next_tick_s) - self.now_s
            self.now_s += max(ahead_s, 0.0)
            if moves:
                self.playhead_s += max(ahead_s, 0.0)
            if self.now_s >= self._next_tick_s:
                self._next_tick_s += TICK_S
                if moves:
                    self.mixer.follow(self.playhead_s)
            if self.now_s >= self._next_fill_s:
                self._due_s += self._period_s
                self._next_fill_s = self._due_s + chance.uniform(0.0, jitter_s)
                self.heard.append(self.mixer.fill(PERIOD))
                if self.mixer.heard_s is not None:
                    self.apart_s.append(self.mixer.heard_s - PERIOD / RATE_HZ - self.playhead_s)

    def seek(self, time_s: float) -> None:
        self.playhead_s = time_s
        self.mixer.follow(time_s)


@pytest.mark.parametrize("device_rate", [1.0, 1.001, 0.999])
def test_sound_and_picture_stay_together_for_a_whole_set_even_when_the_clocks_differ(device_rate):
    bench = Bench(device_rate=device_rate)
    bench.run(50.0, jitter_s=0.004)
    assert len(bench.apart_s) > 4_000
    assert max(map(abs, bench.apart_s)) < 1 / 30
    assert abs(np.mean(bench.apart_s)) < 1 / 60


def test_without_a_reason_the_sound_is_never_cut():
    bench = Bench()
    bench.run(5.0, jitter_s=0.004)
    sound = np.concatenate(bench.heard)[:, 0].astype(int)
    steps = np.diff(sound[np.flatnonzero(sound)[0] + 480 :])
    assert set(steps.tolist()) <= {1, -29_999}


@pytest.mark.parametrize("to_s", [20.0, 1.0])
def test_a_seek_is_followed_within_one_buffer(to_s):
    bench = Bench()
    bench.run(3.0)
    bench.seek(to_s)
    bench.apart_s.clear()
    bench.run(0.5)
    assert max(map(abs, bench.apart_s)) < 1 / 30


def test_a_loop_is_followed_each_time_round():
    bench = Bench()
    for _ in range(5):
        bench.seek(2.0)
        bench.run(0.7)
    assert np.mean(np.abs(bench.apart_s) < 1 / 30) > 0.95


def test_a_pause_is_silent_at_once_and_so_is_what_lies_outside_the_track():
    bench = Bench(seconds=2.0)
    bench.run(1.0)
    assert bench.heard[-1].any()
    bench.mixer.follow(None)
    assert not bench.mixer.fill(PERIOD).any()
    bench.seek(30.0)
    bench.run(0.1)
    assert not bench.heard[-1].any()
    bench.mixer.show(None)
    assert not bench.mixer.fill(PERIOD).any()


def test_when_the_playhead_is_held_up_the_sound_does_not_run_away():
    bench = Bench()
    bench.run(1.0)
    bench.run(STALE_S + 0.1, moves=False)
    assert not bench.heard[-1].any()
    assert bench.mixer.heard_s is None


def test_it_knows_for_how_long_nothing_was_wanted():
    bench = Bench()
    bench.run(1.0)
    assert bench.mixer.silent_for_s < 0.05
    bench.mixer.follow(None)
    bench.now_s += 3.0
    assert bench.mixer.silent_for_s > 2.9
