"""The times of reps from two courses of one lift, and how far they may be off."""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.exercise import RepDefinition
from studio.core.rep import Rep
from studio.reps import find_reps, measure_reps, segment_reps
from studio.reps.timing import timed
from studio.signals import interpret
from tests.signals.lifter import Set, observation_of

DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "test")
LIFT = Set()
TIMES_S = np.arange(0.0, LIFT.duration_s, 1.0 / 30.0)
HEIGHT = LIFT.progress(TIMES_S)


def _late(by_s: float) -> FloatArray:
    """The same lift as a body tells it that leaves the top later."""
    return np.maximum(HEIGHT, LIFT.progress(TIMES_S - by_s) * (HEIGHT > 0.0))


def _timed(height: FloatArray, progress: FloatArray | None) -> tuple[Rep, ...]:
    return timed(TIMES_S, height, progress, find_reps(TIMES_S, height, DEFINITION))


def test_of_two_clean_courses_the_mean_counts_and_their_distance_is_the_doubt() -> None:
    alone, both, other = _timed(HEIGHT, None), _timed(HEIGHT, _late(0.2)), _timed(_late(0.2), None)
    for one, mean, late in zip(alone, both, other, strict=True):
        assert mean.top_end_s == pytest.approx(0.5 * (one.top_end_s + late.top_end_s), abs=0.02)
        assert 0.02 < mean.doubt_s < 0.2
        assert one.doubt_s == 0.0


def test_two_courses_that_agree_leave_no_doubt() -> None:
    assert all(rep.doubt_s == pytest.approx(0.0, abs=1e-6) for rep in _timed(HEIGHT, 2.0 * HEIGHT))


def test_a_restless_body_is_not_averaged_and_tells_half_the_doubt() -> None:
    wobble = 0.06 * np.sin(9.0 * TIMES_S) * (HEIGHT > 0.5)
    restless, alone = _timed(HEIGHT, HEIGHT + wobble), _timed(HEIGHT, None)
    assert [rep.top_s for rep in restless] == [rep.top_s for rep in alone]
    assert all(0.0 < rep.doubt_s < 0.2 for rep in restless)


def test_a_much_steadier_body_times_the_reps_of_restless_hips() -> None:
    wobble = 0.05 * np.sin(9.0 * TIMES_S) * (HEIGHT > 0.5)
    reps = _timed(HEIGHT + wobble, HEIGHT)
    times = np.array([[rep.start_s, rep.top_s, rep.top_end_s, rep.end_s] for rep in reps])
    assert times == pytest.approx(LIFT.boundaries, abs=0.08)
    assert all(0.0 < rep.doubt_s < 1.0 for rep in reps)


def test_hips_that_jump_about_are_counted_but_not_timed() -> None:
    jumps = 0.12 * (np.arange(len(TIMES_S)) % 12 < 6) * (HEIGHT > 0.6)
    reps = _timed(HEIGHT - jumps, None)
    assert len(reps) == LIFT.reps
    assert all(rep.doubt_s == inf for rep in reps)


def test_where_nothing_moves_nothing_is_timed() -> None:
    assert timed(TIMES_S, HEIGHT, HEIGHT, ()) == ()


def test_what_cannot_be_timed_has_no_durations_and_no_speeds_but_a_range() -> None:
    seen = interpret(observation_of(LIFT))
    reps = segment_reps(seen, DEFINITION)
    clear, lost = (
        measure_reps(seen, [replace(rep, doubt_s=doubt_s) for rep in reps]).reps[0] for doubt_s in (0.0, inf)
    )
    for name in ("M-CON", "M-PAUSE", "M-ECC", "M-BOT", "M-ECCR", "M-MCV", "M-PEAKR"):
        assert "steadily" in lost[name].reason
    assert lost["M-ROM"].value == clear["M-ROM"].value


def test_doubtful_times_widen_the_intervals_of_the_durations() -> None:
    seen = interpret(observation_of(LIFT))
    reps = segment_reps(seen, DEFINITION)
    sure, doubtful = (
        measure_reps(seen, [replace(rep, doubt_s=doubt_s) for rep in reps]).reps[0]["M-ECC"] for doubt_s in (0.0, 0.2)
    )
    assert doubtful.value == sure.value
    assert doubtful.high - doubtful.low > 4.0 * (sure.high - sure.low)
