"""Gaps are filled only where they are short, and the filter moves nothing in time, on whatever clock."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.signals.filtering import fill_gaps, runs_of, smooth


def test_short_gaps_are_filled_along_a_line_and_long_ones_stay() -> None:
    times_s = np.arange(12) * 0.1
    values = 2.0 * times_s
    values[2] = np.nan
    values[5:9] = np.nan
    filled = fill_gaps(times_s, values, longest_gap_s=0.2)
    assert filled[2] == pytest.approx(0.4)
    assert np.isnan(filled[5:9]).all()
    assert np.isnan(values[2])


def test_both_ends_stay_missing_and_columns_are_filled_on_their_own() -> None:
    times_s = np.arange(5) * 0.05
    values = np.array([[np.nan, 1.0], [1.0, np.nan], [2.0, 3.0], [3.0, 4.0], [4.0, np.nan]])
    filled = fill_gaps(times_s, values, longest_gap_s=0.2)
    assert np.isnan(filled[0, 0])
    assert np.isnan(filled[4, 1])
    assert filled[1, 1] == pytest.approx(2.0)


@pytest.mark.parametrize("fps", [10.0, 24.0, 30.0, 60.0, 240.0])
def test_a_slow_course_passes_unmoved_at_every_frame_rate(fps: float) -> None:
    times_s = np.arange(0.0, 6.0, 1.0 / fps)
    course = np.sin(2.0 * np.pi * 0.4 * times_s)
    smoothed = smooth(times_s, course, cutoff_hz=6.0)
    inner = slice(int(fps), -int(fps))
    assert np.abs(smoothed[inner] - course[inner]).max() < 0.01


def test_jitter_is_taken_out() -> None:
    times_s = np.arange(0.0, 5.0, 1.0 / 60.0)
    jitter = np.random.default_rng(1).normal(0.0, 1.0, len(times_s))
    assert np.std(smooth(times_s, jitter, cutoff_hz=6.0)) < 0.6


def test_uneven_times_give_the_same_course_as_even_ones() -> None:
    even_s = np.arange(0.0, 4.0, 1.0 / 30.0)
    uneven_s = even_s + np.random.default_rng(2).uniform(-0.008, 0.008, len(even_s))
    course = np.sin(2.0 * np.pi * 0.5 * uneven_s)
    smoothed = smooth(uneven_s, course, cutoff_hz=6.0)
    assert np.abs(smoothed - course)[15:-15].max() < 0.02


def test_the_cutoff_halves_the_power() -> None:
    times_s = np.arange(0.0, 20.0, 1.0 / 240.0)
    course = np.sin(2.0 * np.pi * 6.0 * times_s)
    smoothed = smooth(times_s, course, cutoff_hz=6.0)[1000:-1000]
    assert np.std(smoothed) / np.std(course) == pytest.approx(np.sqrt(0.5), abs=0.01)


def test_missing_samples_stay_missing_and_split_the_course() -> None:
    times_s = np.arange(0.0, 3.0, 1.0 / 30.0)
    course = np.column_stack([times_s, times_s])
    course[40:60, 0] = np.nan
    course[85:89, 1] = np.nan
    smoothed = smooth(times_s, course, cutoff_hz=6.0)
    assert np.array_equal(np.isnan(smoothed), np.isnan(course))
    assert smoothed[89, 1] == course[89, 1]  # a single sample is left as it is


@given(st.lists(st.booleans(), max_size=40))
def test_runs_cover_exactly_what_holds(flags: list[bool]) -> None:
    known = np.array(flags, dtype=np.bool_)
    covered = np.zeros_like(known)
    for run in runs_of(known):
        assert run.start < run.stop
        covered[run] = True
    assert np.array_equal(covered, known)
