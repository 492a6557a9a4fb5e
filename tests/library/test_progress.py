"""A change is called a change only when it is more than the measurement can tell."""

from dataclasses import replace
from datetime import date
from math import isnan, nan

import pytest
from conftest_library import digest, make_set
from hypothesis import given
from hypothesis import strategies as st

from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.training import FaultMark, TrainingSet
from studio.services.progress import Point, Reading, change_between, compare, detectable_change, trends

DAY = date(2026, 3, 1)


def at(number: int, top_deg: float, **changes: object) -> TrainingSet:
    made = make_set(number, day=DAY.replace(day=number), digest=digest(top_deg=top_deg), **changes)
    return replace(made, id=f"set-{number}")


def test_two_intervals_of_four_degrees_hide_a_change_of_five():
    before, after = Point("a", DAY, 170.0, 4.0), Point("b", DAY, 175.0, 4.0)
    change = change_between(before, after)
    assert change.detectable == pytest.approx(5.657, abs=0.001)
    assert change.reading is Reading.NO_REAL_CHANGE
    assert change_between(before, replace(after, value=176.0)).reading is Reading.REAL
    assert change_between(before, replace(after, half_interval=nan)).reading is Reading.UNKNOWN


@given(st.floats(0, 50), st.floats(0, 50))
def test_more_doubt_never_makes_more_of_a_change(first: float, second: float):
    assert detectable_change(first, second) >= max(first, second) - 1e-9
    assert detectable_change(first, second) == detectable_change(second, first)


def test_trends_follow_log_measures_and_severities():
    sets = [at(1, 170.0), at(2, 176.0, log={"load_kg": 110.0, "pain_max": 2.0}), at(3, 171.0, log={})]
    found = {trend.name: trend for trend in trends(sets)}
    assert [point.value for point in found["load_kg"].points] == [100.0, 110.0]
    assert found["load_kg"].change.reading is Reading.REAL
    assert found["M-HIP-TOP"].change.reading is Reading.NO_REAL_CHANGE
    low, high = found["M-HIP-TOP"].band
    assert (low, high) == (pytest.approx(170 - 5.657, abs=0.001), pytest.approx(170 + 5.657, abs=0.001))
    assert [point.value for point in found["severity:F-HOE"].points] == [2.0, 2.0, 2.0]
    assert "M-SHIN" not in found  # never assessable


def test_what_could_not_be_judged_is_no_point_and_not_fine():
    unclear = replace(digest(), faults=(FaultMark("F-HOE", Outcome.NOT_ASSESSABLE),))
    gone = replace(digest(), faults=(FaultMark("F-HOE", Outcome.NOT_FOUND),))
    sets = [at(1, 170.0), replace(at(2, 170.0), digest=unclear), replace(at(3, 170.0), digest=gone)]
    (trend,) = [one for one in trends(sets) if one.name == "severity:F-HOE"]
    assert [point.value for point in trend.points] == [2.0, 0.0]


def test_two_sets_line_by_line():
    before = at(1, 170.0)
    after = replace(at(2, 180.0, log={}), digest=digest("F-FEET-FAR", Severity.MILD, top_deg=180.0))
    lines = {line.name: line for line in compare(before, after)}
    assert isnan(lines["load_kg"].after)
    assert lines["load_kg"].change.reading is Reading.UNKNOWN
    assert (lines["M-HIP-TOP"].before, lines["M-HIP-TOP"].after) == (170.0, 180.0)
    assert lines["M-HIP-TOP"].change.reading is Reading.REAL
    assert {"severity:F-HOE", "severity:F-FEET-FAR"} <= set(lines)
