"""Reps are found, timed and told apart from everything else that moves."""

from itertools import pairwise
from math import nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.exercise import RepDefinition
from studio.core.rep import Rep
from studio.reps import find_reps, segment_reps
from studio.reps.boundaries import refine
from studio.reps.progress import lift_progress
from studio.signals import interpret
from tests.signals.lifter import Set, observation_of

DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "test")


def _height(lift: Set, fps: float = 30.0, rise: float = 0.8) -> tuple[np.ndarray, np.ndarray]:
    times_s = np.arange(0.0, lift.duration_s, 1.0 / fps)
    return times_s, rise * lift.progress(times_s)


def _times(reps: tuple) -> np.ndarray:
    return np.array([[rep.start_s, rep.top_s, rep.top_end_s, rep.end_s] for rep in reps])


@pytest.mark.parametrize("fps", [10.0, 25.0, 30.0, 60.0, 120.0])
def test_reps_are_found_and_timed_at_every_frame_rate(fps: float) -> None:
    lift = Set(reps=4)
    reps = find_reps(*_height(lift, fps), DEFINITION)
    assert [rep.index for rep in reps] == [1, 2, 3, 4]
    assert all(rep.is_complete for rep in reps)
    assert np.abs(_times(reps) - lift.boundaries).max() < max(0.08, 0.8 / fps)


def test_the_whole_body_times_them_better_than_a_restless_hip() -> None:
    lift = Set(reps=5)
    seen = interpret(observation_of(lift))
    assert np.abs(_times(segment_reps(seen, DEFINITION)) - lift.boundaries).max() < 0.07


def test_a_signal_that_is_not_there_gives_no_reps() -> None:
    seen = interpret(observation_of(Set()))
    other = RepDefinition("nonsense", 0.15, 0.5, 0.05, "test")
    assert len(segment_reps(seen, other)) == 3
    from studio.core.analysis import Interpretation
    from studio.core.signal import SignalSet

    blind = Interpretation(seen.landmarks, SignalSet(), seen.capture)
    assert segment_reps(blind, DEFINITION) == ()


def test_nothing_moved_gives_no_reps() -> None:
    times_s = np.arange(90) / 30.0
    assert find_reps(times_s, np.zeros(90), DEFINITION) == ()
    assert find_reps(times_s, np.full(90, nan), DEFINITION) == ()
    assert find_reps(times_s[:2], np.array([0.0, 1.0]), DEFINITION) == ()


def test_reps_cut_off_by_the_clip_are_incomplete() -> None:
    lift = Set(reps=3)
    times_s, height = _height(lift)
    first_top, last_top = lift.boundaries[0, 1] + 0.3, lift.boundaries[2, 1] + 0.3
    inside = (times_s >= first_top) & (times_s <= last_top)
    reps = find_reps(times_s[inside], height[inside], DEFINITION)
    assert [rep.is_complete for rep in reps] == [False, True, False]
    assert reps[0].start_s == reps[0].top_s == times_s[inside][0]
    assert reps[2].end_s == pytest.approx(times_s[inside][-1])


def test_half_a_rep_beside_a_gap_inside_the_clip_is_no_rep() -> None:
    lift = Set(reps=3)
    times_s, height = _height(lift)
    boundaries = lift.boundaries
    height[(times_s > boundaries[1, 0] + 0.2) & (times_s < boundaries[1, 1] + 0.3)] = nan
    reps = find_reps(times_s, height, DEFINITION)
    assert len(reps) == 2
    assert np.abs(_times(reps) - boundaries[[0, 2]]).max() < 0.1


def test_small_bumps_and_half_hearted_rises_are_no_reps() -> None:
    lift = Set(reps=3)
    times_s, height = _height(lift)
    bump = 0.1 * np.exp(-(((times_s - 0.5) / 0.1) ** 2))
    assert len(find_reps(times_s, height + bump, DEFINITION)) == 3
    small = 0.3 * np.exp(-(((times_s - 0.4) / 0.12) ** 2))
    assert len(find_reps(times_s, height + small, DEFINITION)) == 3


def test_a_jump_in_the_first_frames_is_not_a_way_up() -> None:
    lift = Set(reps=2)
    times_s, height = _height(lift)
    start = lift.boundaries[0, 1] + 0.2
    inside = times_s >= start
    jumped = height[inside].copy()
    jumped[:2] -= 0.3
    reps = find_reps(times_s[inside], jumped, DEFINITION)
    assert [rep.is_complete for rep in reps] == [False, True]
    only_jumps = np.array([0.0, 0.5, 0.5, 0.0, 0.0])
    assert find_reps(np.arange(5) / 30.0, only_jumps, DEFINITION) == ()


def test_a_stall_in_the_middle_does_not_end_the_movement() -> None:
    times_s = np.arange(0.0, 6.0, 1.0 / 30.0)
    height = np.interp(times_s, [0.0, 1.0, 1.6, 2.2, 2.8, 3.6, 5.0, 6.0], [0.0, 0.0, 0.4, 0.4, 0.8, 0.8, 0.0, 0.0])
    (rep,) = find_reps(times_s, height, DEFINITION)
    assert rep.start_s == pytest.approx(1.0, abs=0.15)
    assert rep.top_s == pytest.approx(2.8, abs=0.15)


@given(shift=st.floats(-5.0, 5.0), scale=st.floats(0.5, 3.0))
def test_height_and_zero_do_not_matter(shift: float, scale: float) -> None:
    times_s, height = _height(Set(reps=2))
    expected = _times(find_reps(times_s, height, DEFINITION))
    assert np.allclose(_times(find_reps(times_s, scale * height + shift, DEFINITION)), expected, atol=1e-6)


@given(st.lists(st.floats(-1.0, 1.0), min_size=3, max_size=60))
def test_reps_never_overlap_whatever_the_signal(values: list[float]) -> None:
    times_s = np.arange(len(values)) / 10.0
    reps = find_reps(times_s, np.array(values), DEFINITION)
    for before, after in pairwise(reps):
        assert before.top_s <= after.top_s
    refined = refine(times_s, np.array(values), reps)
    assert len(refined) == len(reps)


def test_progress_runs_from_bottom_to_top_and_needs_both() -> None:
    lift = Set(reps=2)
    seen = interpret(observation_of(lift))
    reps = segment_reps(seen, DEFINITION)
    progress = lift_progress(seen, reps)
    assert progress is not None
    wanted = lift.progress(seen.signals.signals[0].times_s)
    assert np.nanmax(np.abs(progress - wanted)) < 0.1
    assert lift_progress(seen, ()) is None


def test_refining_leaves_what_it_cannot_read() -> None:
    times_s, height = _height(Set(reps=1))
    reps = find_reps(times_s, height, DEFINITION)
    assert refine(times_s, np.full(len(times_s), nan), reps) == reps
    assert refine(times_s, np.zeros(len(times_s)), reps) == reps
    rep = reps[0]
    crossed = Rep(1, rep.start_s, rep.start_s + 0.1, rep.end_s, rep.end_s)
    assert refine(times_s, height, (crossed,)) is not None


def test_a_boundary_never_moves_far_out_into_a_creep() -> None:
    times_s = np.arange(0.0, 7.0, 1.0 / 30.0)
    creep = np.interp(times_s, [0.5, 1.8, 3.0, 3.4, 4.2, 5.0, 5.8], [0.0, 0.1, 0.5, 0.9, 1.0, 1.0, 0.0])
    late = Rep(1, 2.0, 4.2, 5.0, 5.8)
    assert refine(times_s, creep, (late,))[0].start_s == late.start_s


@pytest.mark.parametrize("edge_s", [0.0, 0.02])
def test_a_lift_of_even_speed_is_timed_at_its_corners(edge_s: float) -> None:
    times_s = np.arange(0.0, 6.0, 1.0 / 30.0)
    ramp = np.interp(times_s, [1.0, 2.2, 3.0, 4.6], [0.0, 1.0, 1.0, 0.0])
    guess = Rep(1, 1.0 + edge_s, 2.2 - edge_s, 3.0, 4.6)
    (rep,) = refine(times_s, ramp, (guess,))
    assert [rep.start_s, rep.top_s, rep.top_end_s, rep.end_s] == pytest.approx([1.0, 2.2, 3.0, 4.6], abs=0.03)


def test_a_lifter_who_moves_evenly_and_creeps_in_and_out_begins_where_eyes_see_it() -> None:
    times_s = np.arange(0.0, 6.0, 1.0 / 100.0)
    even = np.interp(times_s, [1.2, 2.2, 3.5, 4.5], [0.0, 1.0, 1.0, 0.0])
    width = 40  # 0.4 s of creeping at either end
    ramp = np.convolve(even, np.hanning(width) / np.hanning(width).sum(), mode="same")
    (rep,) = refine(times_s, ramp, (Rep(1, 1.0, 2.4, 3.3, 4.7),))
    shares = np.interp([rep.start_s, rep.top_s, rep.top_end_s, rep.end_s], times_s, ramp)
    assert shares[[0, 3]] == pytest.approx(0.03, abs=0.02)
    assert shares[[1, 2]] == pytest.approx(0.97, abs=0.02)


def test_all_reps_of_a_set_share_the_shape_of_their_course() -> None:
    times_s = np.arange(0.0, 8.0, 1.0 / 30.0)
    knots = [0.5, 1.5, 2.0, 3.0, 3.5, 4.5, 5.0, 6.0]
    height = np.interp(times_s, knots, [0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, 0.0])
    bumped = height - 0.06 * np.exp(-(((times_s - 1.45) / 0.08) ** 2))
    reps = refine(times_s, bumped, (Rep(1, 0.5, 1.5, 2.0, 3.0), Rep(2, 3.5, 4.5, 5.0, 6.0)))
    assert reps[0].start_s - 0.5 == pytest.approx(reps[1].start_s - 3.5, abs=0.08)


def test_a_lifter_who_creeps_into_the_top_has_reached_it_before_the_highest_place() -> None:
    times_s = np.arange(0.0, 8.0, 1.0 / 30.0)
    height = np.interp(times_s, [0.5, 1.7, 4.0, 4.2, 5.6], [0.0, 0.92, 1.0, 1.0, 0.0])
    (rep,) = refine(times_s, height, (Rep(1, 0.5, 3.9, 4.2, 5.6),))
    assert 1.6 < rep.top_s < 2.6
