"""The frame clock: presentation times, never index over rate."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.time import FrameClock

uneven_gaps = st.lists(st.floats(0.001, 1.0), min_size=1, max_size=80)


@given(gaps=uneven_gaps, start=st.floats(-2, 5))
def test_every_frame_time_leads_back_to_its_frame(gaps, start):
    clock = FrameClock(start + np.cumsum(gaps))
    for index in range(clock.frame_count):
        assert clock.index_at(clock.time_of(index)) == index
        assert clock.nearest_index(clock.time_of(index)) == index


@given(gaps=uneven_gaps, wish=st.floats(-10, 100))
def test_the_frame_on_screen_is_the_last_one_that_has_appeared(gaps, wish):
    clock = FrameClock(np.cumsum(gaps))
    index = clock.index_at(wish)
    assert index == 0 or clock.times_s[index] <= wish + 1e-9
    assert index == clock.frame_count - 1 or clock.times_s[index + 1] > wish


def test_the_nearest_frame_may_be_the_next_one():
    clock = FrameClock([0.0, 0.1, 0.2])
    assert clock.index_at(0.19) == 1
    assert clock.nearest_index(0.19) == 2


def test_uneven_times_are_variable_and_a_millisecond_clock_is_not():
    even = FrameClock(np.arange(100) / 30)
    rounded = FrameClock(np.round(np.arange(100) / 30, 3))
    uneven = FrameClock(np.cumsum(np.tile([0.033, 0.033, 0.133], 30)))
    assert (even.is_variable, rounded.is_variable, uneven.is_variable) == (False, False, True)


def test_a_single_picture_has_a_clock_too():
    clock = FrameClock([0.5])
    assert (clock.index_at(9.0), clock.is_variable, clock.duration_s) == (0, False, pytest.approx(0.04))


def test_rate_and_duration_come_from_the_times():
    clock = FrameClock(np.arange(30) / 29.97)
    assert clock.fps_nominal == pytest.approx(29.97)
    assert clock.duration_s == pytest.approx(30 / 29.97)


def test_a_damaged_tail_shortens_the_clock():
    assert FrameClock(np.arange(10) / 10).first(4).frame_count == 4


@pytest.mark.parametrize("times_s", [[], [0.0, 0.0], [1.0, 0.5], [0.0, np.nan]])
def test_times_that_do_not_increase_are_refused(times_s):
    with pytest.raises(ValueError, match=r"clock|increase"):
        FrameClock(times_s)


def test_nobody_can_write_to_the_times():
    with pytest.raises(ValueError, match="read-only"):
        FrameClock([0.0, 1.0]).times_s[0] = 5.0
