"""The clip's own reference: a quiet set stays silent, an arch at the top shows, what is hidden is said to be hidden."""

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.rep import Rep
from studio.signals import contour_change
from studio.signals.back_line import BEHIND_CLOTHES, BEHIND_PLATE, TOO_RESTLESS
from studio.signals.contour import ContourSignal
from studio.signals.contour_change import in_clip_contour_change, in_clip_reference

_FPS = 30.0
_REP_S = 4.0


def _reps(count: int, pause_s: float = 1.0) -> list[Rep]:
    return [
        Rep(index + 1, index * _REP_S, index * _REP_S + 1.0, index * _REP_S + 1.0 + pause_s, (index + 1) * _REP_S)
        for index in range(count)
    ]


def _course(count: int, arches_deg: list[float], *, pause_s: float = 1.0) -> ContourSignal:
    """Hips from 90 to 180 degrees and back; the back goes from 60 at the bottom to 50, plus an arch near the top."""
    times_s = np.arange(int(count * _REP_S * _FPS)) / _FPS
    in_rep = times_s % _REP_S
    hip_deg = np.interp(in_rep, [0.0, 1.0, 1.0 + pause_s, 3.5, 4.0], [90.0, 180.0, 180.0, 90.0, 90.0])
    arch_deg = np.array(arches_deg)[np.minimum((times_s / _REP_S).astype(int), count - 1)]
    arc_deg = np.interp(hip_deg, [90.0, 125.0], [60.0, 50.0]) + arch_deg * np.clip((hip_deg - 160.0) / 20.0, 0.0, 1.0)
    return _signal(times_s, arc_deg, hip_deg)


def _signal(times_s: FloatArray, arc_deg: FloatArray, hip_deg: FloatArray, reason: str = "") -> ContourSignal:
    return ContourSignal(times_s, arc_deg, np.where(np.isfinite(arc_deg), 1.0, np.nan), arc_deg, hip_deg, reason)


def test_a_quiet_set_stays_silent() -> None:
    change = in_clip_contour_change(_course(3, [0.0, 0.0, 0.0]), _reps(3))
    assert [measure.value for measure in change.change] == pytest.approx([0.0, 0.0, 0.0], abs=0.5)
    assert all(measure.reason == contour_change.NO_ONSET for measure in change.onset)


def test_an_arch_shows_in_the_rep_that_has_it_and_from_where_it_starts() -> None:
    change = in_clip_contour_change(_course(3, [0.0, 20.0, 25.0]), _reps(3))
    assert [measure.value for measure in change.change] == pytest.approx([0.0, 20.0, 25.0], abs=0.5)
    assert not change.onset[0].is_assessable
    assert change.onset[1].value == pytest.approx(170.0, abs=4.0)
    assert change.onset[2].value == pytest.approx(168.0, abs=4.0)
    assert change.onset[1].low <= change.onset[1].value <= change.onset[1].high


def test_the_interval_of_a_change_holds_what_a_quiet_back_strays() -> None:
    measure = in_clip_contour_change(_course(3, [15.0] * 3), _reps(3)).change[0]
    assert measure.low < 10.0 < measure.value < measure.high
    assert measure.high - measure.low == pytest.approx(2.0 * 1.645 * np.hypot(3.5, 0.2 * 15.0), rel=0.1)


def test_an_arch_far_beyond_the_doubt_has_both_ends_of_its_onset() -> None:
    change = in_clip_contour_change(_course(3, [60.0] * 3), _reps(3))
    onset = change.onset[0]
    assert onset.low < onset.value < onset.high < 180.0


def test_a_rep_without_pause_is_read_around_its_top() -> None:
    course = _course(3, [20.0] * 3, pause_s=0.0)
    change = in_clip_contour_change(course, _reps(3, pause_s=0.0))
    assert change.change[0].value == pytest.approx(18.0, abs=4.0)


def test_the_set_up_needs_a_stored_neutral() -> None:
    change = in_clip_contour_change(_course(2, [0.0, 0.0]), _reps(2))
    assert change.set_up.reason == contour_change.NEEDS_NEUTRAL


def test_a_hidden_back_gives_its_reason_to_every_measure() -> None:
    course = _course(2, [0.0, 0.0])
    hidden = _signal(course.times_s, np.full(len(course.times_s), np.nan), course.hip_deg, BEHIND_PLATE)
    change = in_clip_contour_change(hidden, _reps(2))
    assert {measure.reason for measure in (*change.change, *change.onset)} == {BEHIND_PLATE}


def test_a_rep_whose_top_is_hidden_is_not_assessable_and_the_others_are() -> None:
    course = _course(3, [20.0] * 3)
    arc_deg = np.where((course.times_s >= 0.8) & (course.times_s <= 2.2), np.nan, course.arc_deg)
    change = in_clip_contour_change(_signal(course.times_s, arc_deg, course.hip_deg), _reps(3))
    assert change.change[0].reason == contour_change.NOT_AT_TOP
    assert change.change[1].value == pytest.approx(20.0, abs=0.5)


def test_without_a_visible_middle_there_is_no_reference() -> None:
    course = _course(2, [20.0] * 2)
    arc_deg = np.where(course.hip_deg < 170.0, np.nan, course.arc_deg)
    reference = in_clip_reference(_signal(course.times_s, arc_deg, course.hip_deg), _reps(2))
    assert reference.reason == contour_change.NO_MIDDLE


def test_without_reps_or_hips_there_is_no_reference() -> None:
    course = _course(1, [0.0])
    assert in_clip_reference(course, []).reason == contour_change.NO_MIDDLE
    blind = _signal(course.times_s, course.arc_deg, np.full(len(course.times_s), np.nan))
    assert in_clip_reference(blind, _reps(1)).reason == contour_change.NO_MIDDLE


def test_a_back_without_a_hollow_hides_in_a_shirt() -> None:
    course = _course(2, [15.0] * 2)
    loose = _signal(course.times_s, course.arc_deg - 40.0, course.hip_deg)
    change = in_clip_contour_change(loose, _reps(2))
    assert {measure.reason for measure in change.change} == {BEHIND_CLOTHES}


def test_a_shirt_that_an_arch_draws_in_counts_from_the_least_hollow_of_a_bare_back() -> None:
    course = _course(2, [0.0, 45.0])
    loose = _signal(course.times_s, course.arc_deg - 40.0, course.hip_deg)
    change = in_clip_contour_change(loose, _reps(2))
    assert change.change[0].reason == BEHIND_CLOTHES
    assert change.change[1].value == pytest.approx(55.0 - 23.0, abs=0.5)


def test_a_back_that_rounds_more_than_a_back_can_is_not_a_back() -> None:
    change = in_clip_contour_change(_course(3, [0.0, -20.0, -45.0]), _reps(3))
    assert [measure.reason for measure in change.change] == ["", "", contour_change.NOT_A_BACK]


def test_a_middle_that_is_mostly_hidden_is_no_reference() -> None:
    course = _course(3, [20.0] * 3)
    arc_deg = np.where(np.arange(len(course.times_s)) % 3 > 0, np.nan, course.arc_deg)
    assert in_clip_reference(_signal(course.times_s, arc_deg, course.hip_deg), _reps(3)).reason == (
        contour_change.NO_MIDDLE
    )


def test_a_restless_middle_is_no_reference() -> None:
    course = _course(2, [0.0] * 2)
    jumping = course.arc_deg + np.random.default_rng(1).uniform(0.0, 120.0, len(course.times_s))
    reference = in_clip_reference(_signal(course.times_s, jumping, course.hip_deg), _reps(2))
    assert reference.reason == TOO_RESTLESS


def test_a_restless_top_has_no_change() -> None:
    course = _course(2, [20.0] * 2)
    at_top = course.hip_deg > 175.0
    jumping = course.arc_deg + np.where(at_top, np.random.default_rng(1).uniform(0.0, 150.0, len(at_top)), 0.0)
    change = in_clip_contour_change(_signal(course.times_s, jumping, course.hip_deg), _reps(2))
    assert {measure.reason for measure in change.change} == {TOO_RESTLESS}
