"""What is told of a set as a whole, and what is not when its ends were not measured."""

from dataclasses import replace

import numpy as np
import pytest

from studio.core.analysis import Interpretation
from studio.core.exercise import RepDefinition
from studio.core.measure import Measure, MeasureTable
from studio.faults import derive_measures
from studio.reps import MeasureOptions, segment_reps
from studio.reps.set_measures import set_measures
from studio.reps.sheet import Sheet
from studio.signals import interpret
from tests.signals.lifter import Set, observation_of

DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "test")
UNITS = {"M-HOE": "deg", "M-ROM": "tl", "M-MCV": "tl/s"}
FROM_REPS = ("M-VL", "M-ROMLOSS", "M-DECAY", "M-CONS")

Given = list[float | None]


@pytest.fixture(scope="module")
def seen() -> Interpretation:
    return replace(interpret(observation_of(Set(reps=12, rest_s=0.2))), plain_hip_deg=None)


def rows_of(given: Given) -> list[dict[str, Measure]]:
    """The same course for every measure, far from nothing."""
    return [
        {
            name: Measure.missing(name, unit, "Hidden.") if value is None else Measure(name, value, unit)
            for name, unit in UNITS.items()
        }
        for value in given
    ]


def of_a_clip(seen: Interpretation, given: Given) -> dict[str, Measure]:
    reps = segment_reps(seen, DEFINITION)[: len(given)]
    assert len(reps) == len(given)
    sheet = Sheet(seen, reps, MeasureOptions(), np.zeros(0))
    return {measure.id: measure for measure in set_measures(sheet, rows_of(given))}


def of_numbers(given: Given) -> MeasureTable:
    return derive_measures(MeasureTable(reps=tuple(rows_of(given)), rep_indices=tuple(range(1, len(given) + 1))))


COURSES: tuple[Given, ...] = (
    [13, 14, 14, 15, 16, 15, 17, 16],
    [4, 5, 5, 4, 6, 5],
    [9, 9, 10, 8],
    [9, 7],
    [8, 6, 7],
    [7],
    [1, None, 2, 3, 4, 5, 6],
    [1, None, 2, 3, 4, 5, None, 7, 8],
    [None, 4, 5, 9],
    [None, None, 4, 5, 9, 8, 7],
    [1, 2, 3, 4, 5, 6, 7, None],
    [1, 2, 3, 4, 5, 6, 7, 8, None, None, None, None],
    [1, 2, 3, 4, 5, 6, None, None, None, None, None, 7],
    [None, None, None, 2, 2, 5, 2, 2, 2, 2],
)


@pytest.mark.parametrize("given", COURSES, ids=str)
def test_a_clip_and_the_same_numbers_from_elsewhere_tell_the_same(seen: Interpretation, given: Given) -> None:
    clip, numbers = of_a_clip(seen, given), of_numbers(given).whole_set

    assert {name: clip[name].value for name in FROM_REPS if clip[name].is_assessable} == pytest.approx(
        {name: measure.value for name, measure in numbers.items()}, abs=1e-6
    )


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ([1, 2, 3, 4, 5, 6, 7, None], "compares"),
        ([1, 2, 3, 4, 5, 6, 7, 8, None, None, None, None], "compares"),
        ([1, 2, 3, None, None, None], "Hidden."),
    ],
)
def test_what_hides_the_course_is_said(seen: Interpretation, given: Given, reason: str) -> None:
    told = of_a_clip(seen, given)
    missing = [told[name].reason for name in FROM_REPS if not told[name].is_assessable]

    assert missing
    assert any(reason in one for one in missing)


def test_the_spread_of_the_acceptance_case_is_that_of_a_clip(seen: Interpretation) -> None:
    assert round(of_a_clip(seen, [4, 5, 5, 4, 6, 5])["M-CONS"].value, 1) == 0.6


def test_a_hidden_place_is_no_step_of_the_slope(seen: Interpretation) -> None:
    told = of_a_clip(seen, [1, 2, 3, None, None, 6, 7, 8, 9])

    assert told["M-DECAY-SLOPE"].value == pytest.approx(1.0)
    assert told["M-CONS"].value == pytest.approx(0.0, abs=1e-9)


def test_hips_that_a_plate_hides_tell_no_inconsistency_but_a_decay(seen: Interpretation) -> None:
    hidden = replace(seen, capture=replace(seen.capture, plate_diameter_tl=1.5))
    told = of_a_clip(hidden, [1, 2, 3, 4, 5, 6, 7])

    assert "plates hide the hips" in told["M-CONS"].reason
    assert told["M-DECAY"].is_assessable
