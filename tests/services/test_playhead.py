"""The playhead: one clock for everything on screen."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.time import FrameClock
from studio.services.playhead import Playhead


def playhead_on(times_s) -> Playhead:
    playhead = Playhead()
    playhead.open(FrameClock(np.asarray(times_s, dtype=float)))
    return playhead


def test_a_step_lands_on_the_next_frame_of_an_uneven_clip():
    playhead = playhead_on([0.0, 0.033, 0.300, 0.333])
    playhead.step(1)
    playhead.step(1)
    assert (playhead.index, playhead.time_s) == (2, 0.300)


def test_stepping_back_undoes_stepping_forward():
    playhead = playhead_on(np.arange(50) / 30)
    playhead.seek_index(20)
    playhead.step(7)
    playhead.step(-7)
    assert playhead.index == 20


def test_everybody_hears_who_moved_it():
    playhead = playhead_on(np.arange(10) / 10)
    heard = []
    playhead.moved.subscribe(lambda move: heard.append((move.index, move.initiator)))
    playhead.seek(0.52, initiator="graph")
    assert heard == [(5, "graph")]


def test_playing_follows_real_time_and_speed():
    playhead = playhead_on(np.arange(100) / 50)
    playhead.play(0.5)
    playhead.advance(1.0)
    assert playhead.time_s == pytest.approx(0.5)


def test_playing_stops_at_the_end_and_starts_over():
    playhead = playhead_on(np.arange(10) / 10)
    playhead.play()
    playhead.advance(5.0)
    assert not playhead.playback.is_playing
    assert playhead.index == 9
    playhead.play()
    assert playhead.index == 0


def test_a_loop_turns_at_its_end_in_both_directions():
    playhead = playhead_on(np.arange(100) / 10)
    playhead.loop(4.0, 2.0)
    assert playhead.time_s == 2.0
    playhead.play()
    playhead.advance(2.5)
    assert playhead.time_s == 2.0
    playhead.play(-1.0)
    playhead.advance(0.5)
    assert playhead.time_s == 4.0
    playhead.clear_loop()
    assert playhead.playback.loop_s is None


def test_pressing_l_again_doubles_the_speed_and_j_turns_round():
    playhead = playhead_on(np.arange(100) / 10)
    playhead.shuttle(1)
    playhead.shuttle(1)
    assert playhead.playback.speed == 2.0
    playhead.shuttle(-1)
    assert playhead.playback.speed == -1.0
    playhead.shuttle(-1)
    playhead.shuttle(-1)
    playhead.shuttle(-1)
    assert playhead.playback.speed == -4.0


def test_speed_presets_keep_the_direction():
    playhead = playhead_on(np.arange(100) / 10)
    playhead.play(-1.0)
    playhead.change_speed(-1)
    assert playhead.playback.speed == -0.75
    playhead.change_speed(-99)
    assert playhead.playback.speed == -0.05


def test_an_empty_playhead_does_nothing():
    playhead = Playhead()
    playhead.play()
    playhead.seek(3.0)
    playhead.seek_index(3)
    playhead.advance(1.0)
    assert (playhead.index, playhead.time_s, playhead.playback.is_playing) == (0, 0.0, False)


def test_toggling_plays_and_pauses():
    playhead = playhead_on(np.arange(10) / 10)
    playhead.toggle()
    assert playhead.playback.is_playing
    playhead.toggle()
    assert not playhead.playback.is_playing


@given(
    gaps=st.lists(st.floats(0.001, 0.5), min_size=1, max_size=60),
    wishes=st.lists(st.floats(-5, 60, allow_nan=False), max_size=20),
)
def test_the_playhead_never_leaves_the_clip(gaps, wishes):
    playhead = playhead_on(np.cumsum(gaps))
    clock = playhead.clock
    for wish in wishes:
        playhead.seek(wish)
        assert clock.times_s[0] <= playhead.time_s <= clock.times_s[-1]
        assert 0 <= playhead.index < clock.frame_count
