"""Before and after a cue: the sets around it, and never more of a change than the measurement can tell."""

from dataclasses import replace
from datetime import date
from math import isnan

import pytest
from conftest_library import make_set

from studio.assets import plugins_dir
from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.set_store import SetStore
from studio.core.training import FaultMark, SetDigest, TrainingSet
from studio.exercises import ExerciseCatalogue
from studio.services.before_after import MOST_SETS, compare_turn, find_turns, trends_of_turn
from studio.services.progress import Reading

FAR = "F-FEET-FAR"


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load("hip-thrust-barbell")


def filmed(
    number: int, shin_deg: float, severity: Severity, *given: str, is_front: bool = False, **log: object
) -> TrainingSet:
    marks = (
        FaultMark("F-HOE", Outcome.NOT_ASSESSABLE if is_front else Outcome.NOT_FOUND),
        FaultMark(FAR, Outcome.FOUND if severity else Outcome.NOT_FOUND, severity),
    )
    measures = (Measure("M-SHIN", shin_deg, "deg", low=shin_deg - 4, high=shin_deg + 4),)
    judged = SetDigest("good", rep_count=5, faults=marks, measures=measures, given=given)
    made = make_set(number, day=date(2026, 3, number), digest=judged, log=log)
    return replace(made, id=f"set-{number}")


def lines(sets: list[TrainingSet], exercise: Exercise, number: int = 0):
    turn = find_turns(sets)[number]
    return {line.name: line for line in compare_turn(turn, exercise)}


def test_a_cue_is_compared_with_the_sets_after_the_one_that_gave_it(exercise: Exercise):
    sets = [
        filmed(1, 22.0, Severity.SEVERE, FAR), filmed(4, 21.0, Severity.SEVERE, FAR), filmed(8, 6.0, Severity.NONE),
    ]  # fmt: skip
    (turn,) = find_turns(sets)
    assert (turn.day, turn.fault) == (date(2026, 3, 1), FAR)
    assert [one.id for one in turn.before] == ["set-1"]
    assert [one.id for one in turn.after] == ["set-4", "set-8"]
    found = lines(sets, exercise)
    assert (found["M-SHIN"].before, found["M-SHIN"].after) == (22.0, 13.5)
    assert found["M-SHIN"].change.reading is Reading.REAL
    assert (found[f"severity:{FAR}"].before, found[f"severity:{FAR}"].after) == (3.0, 3.0)
    assert list(found)[:2] == [f"severity:{FAR}", "M-SHIN"]


def test_a_grade_that_moved_within_the_error_is_no_real_change(exercise: Exercise):
    sets = [filmed(1, 16.0, Severity.MODERATE, FAR), filmed(8, 13.0, Severity.MILD)]
    found = lines(sets, exercise)
    assert found["M-SHIN"].change.reading is Reading.NO_REAL_CHANGE
    assert found["M-SHIN"].change.detectable == pytest.approx(5.657, abs=0.001)
    grade = found[f"severity:{FAR}"].change
    assert grade.amount == -1.0
    assert grade.reading is Reading.NO_REAL_CHANGE
    assert isnan(grade.detectable)


def test_a_change_that_the_coach_noted_counts_from_its_own_set(exercise: Exercise):
    sets = [filmed(1, 16.0, Severity.MILD, load_kg=80.0), filmed(8, 4.0, Severity.NONE, change_tried=" bench lower ")]
    (turn,) = find_turns(sets)
    assert (turn.note, turn.fault) == ("bench lower", "")
    assert [one.id for one in turn.after] == ["set-8"]
    found = lines(sets, exercise)
    assert found["M-SHIN"].change.reading is Reading.REAL
    assert found["load_kg"].change.reading is Reading.UNKNOWN
    assert all(not name.startswith("severity") for name in found)


def test_a_view_that_shows_nothing_is_left_out_and_few_sets_stand_for_many(exercise: Exercise):
    sets = [filmed(day, 20.0 + day, Severity.SEVERE) for day in range(1, 6)]
    sets += [filmed(7, 30.0, Severity.SEVERE, FAR), filmed(9, 5.0, Severity.NONE, is_front=True)]
    (turn,) = find_turns(sets)
    assert turn.after == ()
    assert [one.id for one in turn.before] == ["set-4", "set-5", "set-7"]
    assert len(turn.before) == MOST_SETS
    assert find_turns([]) == ()


def test_a_set_that_did_not_show_the_fault_yet_says_nothing_about_before(exercise: Exercise):
    sets = [
        filmed(1, 2.0, Severity.NONE), filmed(4, 21.0, Severity.SEVERE), filmed(8, 23.0, Severity.SEVERE, FAR),
        filmed(9, 4.0, Severity.NONE),
    ]  # fmt: skip
    assert [one.id for one in find_turns(sets)[0].before] == ["set-4", "set-8"]


def test_a_cue_that_comes_back_later_is_another_one_and_the_newest_stands_first(exercise: Exercise):
    sets = [
        filmed(1, 22.0, Severity.SEVERE, FAR), filmed(4, 6.0, Severity.NONE), filmed(8, 20.0, Severity.SEVERE, FAR),
        filmed(12, 8.0, Severity.NONE),
    ]  # fmt: skip
    assert [turn.day.day for turn in find_turns(sets)] == [8, 1]


def test_the_band_lies_around_how_it_was_before(exercise: Exercise):
    sets = [filmed(1, 22.0, Severity.SEVERE, FAR), filmed(4, 20.0, Severity.SEVERE), filmed(8, 6.0, Severity.NONE)]
    (trend,) = trends_of_turn(find_turns(sets)[0], exercise)
    assert trend.turn == date(2026, 3, 1)
    assert trend.band == (pytest.approx(22 - 5.657, abs=0.001), pytest.approx(22 + 5.657, abs=0.001))


def test_what_the_plan_gave_is_kept(store: SetStore):
    saved = store.save(filmed(1, 22.0, Severity.SEVERE, FAR, "F-HOE"))
    kept = store.load(saved.id).digest
    assert kept is not None
    assert kept.given == (FAR, "F-HOE")
