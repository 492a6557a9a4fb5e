"""Rep-normalised curves: what they average, where they break, and what the target band is."""

from math import inf

import numpy as np
import pytest

from studio.core.rep import Rep
from studio.core.signal import Signal
from studio.report.curves import PERCENT, make_curves, stretch
from studio.report.words import load_words


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case(rep_count=4)


def _curves(sets, case, exercise=None, best=0, worst=0):
    words = load_words(sets.renderer().resources / "words", case.exercise.knowledge)
    return make_curves(case.analysis, exercise or case.exercise, words, best=best, worst=worst)


def _signal(values, times_s=None):
    times_s = np.linspace(0.0, 2.0, len(values)) if times_s is None else times_s
    return Signal("hip_angle_deg", "deg", times_s, values, np.zeros(len(values)))


def test_a_straight_signal_stays_straight():
    course = stretch(_signal(np.linspace(0.0, 200.0, 61)), (Rep(1, 0.5, 1.0, 1.2, 1.5),))

    np.testing.assert_allclose(course.rows[0], 50.0 + PERCENT, atol=1e-9)


def test_a_short_gap_is_bridged_and_a_long_one_stays_missing():
    values = np.linspace(0.0, 200.0, 61)
    values[20:24], values[40:55] = np.nan, np.nan

    row = stretch(_signal(values), (Rep(1, 0.0, 1.0, 1.2, 2.0),)).rows[0]

    assert np.isfinite(row[33:40]).all()
    assert np.isnan(row[70:85]).all()


def test_the_mean_of_equal_reps_is_that_rep_and_the_spread_is_nothing(sets, case):
    panel = _curves(sets, case).panels[0]

    assert len(panel.mean) == 1
    assert panel.mean[0][0][0] == 0.0
    assert panel.mean[0][-1][0] == 1.0
    assert all(0.0 <= y <= 1.0 for _, y in panel.mean[0])


def test_best_and_worst_rep_are_drawn_when_they_are_named(sets, case):
    with_both, with_none = _curves(sets, case, best=1, worst=4), _curves(sets, case)

    assert with_both.panels[0].best
    assert with_both.panels[0].worst
    assert (with_none.panels[0].best, with_none.best_label) == ((), "")


def test_one_rep_has_no_spread(sets):
    curves = _curves(sets, sets.drawn_case(rep_count=1))

    assert curves.panels[0].mean
    assert curves.panels[0].spread == ()
    assert curves.spread_label == ""


def test_the_target_is_where_no_fault_of_the_exercise_begins(sets, case):
    labels = {panel.title: panel.band_label for panel in _curves(sets, case).panels}

    assert labels["Hip angle"] == "target at the top: 170 to 188°"
    assert labels["Shin against the vertical"] == "target at the top: −8 to 8°"
    assert labels["Gaze"] == "target at the top: below 55°"
    assert labels["Knee angle"] == ""


def test_an_exercise_without_bands_has_no_target(sets, case):
    panels = _curves(sets, case, exercise=sets.replace(case.exercise, faults=())).panels

    assert {panel.band for panel in panels} == {None}


def test_ticks_are_round_and_inside_the_panel(sets, case):
    for panel in _curves(sets, case).panels:
        assert 3 <= len(panel.ticks) <= 8
        assert all(-1e-6 <= y <= 1.0 + 1e-6 for y, _ in panel.ticks)


def test_no_reps_no_curves(sets, case):
    assert _curves(sets, case.with_analysis(reps=())).panels == ()


def test_a_signal_that_was_never_seen_is_left_out(sets, case):
    unseen = [
        sets.replace(signal, values=np.full_like(signal.values, np.nan)) if signal.name == "hip_angle_deg" else signal
        for signal in case.analysis.signals
    ]

    panels = _curves(sets, case.with_analysis(signals=type(case.analysis.signals)(tuple(unseen)))).panels

    assert "Hip angle" not in [panel.title for panel in panels]


def test_a_constant_signal_has_a_panel(sets, case):
    flat = [
        sets.replace(signal, values=np.full_like(signal.values, 90.0)) if signal.name == "knee_angle_deg" else signal
        for signal in case.analysis.signals
    ]

    panels = _curves(sets, case.with_analysis(signals=type(case.analysis.signals)(tuple(flat)))).panels

    knee = next(panel for panel in panels if panel.title == "Knee angle")
    assert all(-inf < y < inf for _, y in knee.mean[0])


def test_a_poor_picture_shows_no_target(sets):
    from dataclasses import replace

    from studio.core.capture import Grade

    case = sets.drawn_case(rep_count=2)
    words = load_words(sets.renderer().resources / "words", case.exercise.knowledge)
    poor = case.with_analysis(capture=replace(case.analysis.capture, grade=Grade.POOR))

    assert any(panel.band for panel in make_curves(case.analysis, case.exercise, words, best=0, worst=0).panels)
    assert not any(panel.band for panel in make_curves(poor.analysis, case.exercise, words, best=0, worst=0).panels)


def test_what_could_not_be_measured_has_no_panel(sets, case):
    """Curves of angles that the same report calls not measurable: from the front, say, or of a gaze behind a plate."""
    from studio.core.measure import Measure

    gone = [
        {**row, "M-SHIN": Measure.missing("M-SHIN", "deg", "Filmed from the front.")}
        for row in case.analysis.measures.reps
    ]
    measures = sets.replace(case.analysis.measures, reps=tuple(gone))

    before = [panel.title for panel in _curves(sets, case).panels]
    after = [panel.title for panel in _curves(sets, case.with_analysis(measures=measures)).panels]

    assert set(before) - set(after) == {"Shin against the vertical"}
    assert "Hip angle" in after


def test_the_outline_of_a_back_that_could_not_be_judged_has_no_panel(sets, case):
    from studio.core.measure import Measure

    hip = next(signal for signal in case.analysis.signals if signal.name == "hip_angle_deg")
    alone = type(case.analysis.signals)((sets.replace(hip, name="back_contour_deg"),))
    drawn = []
    for change in (Measure("M-BCD", 12.0, "deg"), Measure.missing("M-BCD", "deg", "A plate hides the back.")):
        rows = tuple({**row, "M-BCD": change} for row in case.analysis.measures.reps)
        measures = sets.replace(case.analysis.measures, reps=rows)
        drawn.append(len(_curves(sets, case.with_analysis(signals=alone, measures=measures)).panels))

    assert drawn == [1, 0]
