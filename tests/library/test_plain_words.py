"""Plain words never say more, and never before the safety notice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from conftest_library import digest

from studio.assets import plugins_dir
from studio.coaching.screening import Screening
from studio.core.athlete import ScreeningVersion
from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.plan import Tier
from studio.core.training import FaultMark
from studio.exercises import ExerciseCatalogue
from studio.services.plain_words import plain_summary
from studio.services.set_answers import newest_screening


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load("hip-thrust-barbell")


def test_at_most_three_points_set_up_first_then_the_worst(exercise: Exercise):
    faults = ("F-HOE", "F-LUMBAR", "F-ECC", "F-DECAY")
    marks = [FaultMark(fault, Outcome.FOUND, Severity.MODERATE) for fault in faults]
    marks += [FaultMark("F-FEET-FAR", Outcome.FOUND, Severity.MILD), FaultMark("F-GAZE", Outcome.NOT_ASSESSABLE)]
    summary = plain_summary(replace(digest(), faults=tuple(marks)), exercise)
    assert len(summary.points) == 3
    assert summary.points[0].seen == exercise.knowledge.faults["F-FEET-FAR"].title
    assert summary.unseen == 1
    assert summary.load


@pytest.mark.parametrize("tier", ["E", "U", "R", "C-uncleared"])
def test_a_notice_that_stops_leaves_no_points_and_no_load(exercise: Exercise, tier: str):
    summary = plain_summary(replace(digest(), tier=tier), exercise)
    assert summary.notice == exercise.knowledge.texts[f"coaching.notice.{tier}"]
    assert (summary.points, summary.load) == ((), "")


def test_nothing_found_is_said_without_a_word_of_fine(exercise: Exercise):
    summary = plain_summary(replace(digest(), faults=()), exercise)
    assert summary.points == ()
    assert "safe" not in f"{summary}"


def test_points_are_not_spoken_of_where_there_are_none(exercise: Exercise):
    nothing = plain_summary(replace(digest(), faults=(), load_level="L3"), exercise)
    assert nothing.load == "Keep the load and film again."
    mark = FaultMark("F-ECC", Outcome.FOUND, Severity.MODERATE)
    assert "points of this review" in plain_summary(replace(digest(), faults=(mark,), load_level="L3"), exercise).load


def test_a_cleared_condition_takes_smaller_steps_and_none_from_before_it_was_told(exercise: Exercise):
    up = replace(digest(), faults=(), load_level="L4")
    cleared = Screening(Tier.CONDITION_CLEARED, is_complete=True)
    assert "2 to 5 %" in plain_summary(up, exercise).load
    assert (
        plain_summary(replace(up, tier="C-cleared"), exercise, cleared).load == "Add at most 2.5 %, or one rep first."
    )
    assert plain_summary(up, exercise, cleared).load == "Keep the load and film again."


def test_points_are_those_that_the_plan_would_act_on(exercise: Exercise):
    def seen(*faults: str) -> list[str]:
        marks = tuple(FaultMark(fault, Outcome.FOUND, Severity.MODERATE) for fault in faults)
        return [one.seen for one in plain_summary(replace(digest(), faults=marks), exercise).points]

    titles = {name: wording.title for name, wording in exercise.knowledge.faults.items()}
    assert seen("F-HOE", "F-LUMBAR", "F-RIBFLARE") == [titles["F-LUMBAR"]]
    assert seen("F-HOE") == [titles["F-HOE"]]
    assert seen("F-LOCKOUT", "F-RIBFLARE") == [titles["F-RIBFLARE"]]
    assert seen("F-LOCKOUT") == [titles["F-LOCKOUT"]]
    assert seen("F-ASYM", "F-SHALLOW") == []


def test_newer_answers_stop_a_set_that_was_judged_before_them(exercise: Exercise):
    judged = digest("F-FEET-FAR", Severity.SEVERE)
    summary = plain_summary(judged, exercise, Screening(Tier.REFER, is_complete=True))
    assert summary.notice == exercise.knowledge.texts["coaching.notice.R"]
    assert (summary.points, summary.load) == ((), "")
    graver = replace(judged, tier="E")
    assert (
        plain_summary(graver, exercise, Screening(Tier.CONDITION_CLEARED)).notice
        == (exercise.knowledge.texts["coaching.notice.E"])
    )
    assert plain_summary(judged, exercise, Screening(Tier.NONE, is_complete=True)).notice == ""


def test_without_a_screening_that_is_asked_for_and_an_outdated_set_says_so(exercise: Exercise):
    blocked = replace(digest("F-FEET-FAR", Severity.MILD), load_level="L0")
    unanswered = plain_summary(blocked, exercise)
    assert unanswered.notice == exercise.knowledge.texts["coaching.notice.screening_incomplete"]
    assert not unanswered.is_outdated
    answered = plain_summary(blocked, exercise, Screening(Tier.NONE, is_complete=True))
    assert (answered.notice, answered.load, answered.is_outdated) == ("", "", True)
    assert answered.points


def test_the_newest_answers_count_and_grow_old():
    day = date(2026, 3, 1)
    versions = [ScreeningVersion("a", 1, day, {"screening_complete": True, "screening_positive": ["Q-RAD"]})]
    assert newest_screening((), today=day) is None
    found = newest_screening(versions, today=day)
    assert (found.tier, found.is_complete) == (Tier.REFER, True)
    assert not newest_screening(versions, today=day + timedelta(days=40)).is_complete
