"""The streak towards more load: as stated, else counted from the history; what nobody noted is not clean."""

from datetime import date
from typing import Any

import pytest

from studio.coaching.streak import SetRecord, clean_run, is_clean
from studio.core.fault import Severity

EASY = {"pain_max": 0, "pain_next_morning": 0, "rpe": 7, "reps_done": 8, "reps_target": 8, "faults": {}}
SPINE = frozenset({"F-HOE"})


def line(day: int, **changes: Any) -> dict[str, Any]:
    return {"date": f"2026-03-{day:02d}", **EASY, **changes}


def record(day: int = 1, **changes: Any) -> SetRecord:
    known: dict[str, Any] = {key: float(value) for key, value in EASY.items() if key != "faults"}
    return SetRecord(date(2026, 3, day), **{**known, **changes})


@pytest.fixture
def level(set_of):
    """Load level of a clean set after some sessions; the streak is not stated."""

    def of(*history: object, **answers: Any) -> str:
        asked = {"clean_streak": None, "date": "2026-03-20", "pain_next_morning": None, **answers}
        judged = set_of(history=list(history), **asked)
        return judged.advice.load.level.value

    return of


class TestTheHistoryTells:
    def test_two_clean_sessions_allow_more(self, level):
        assert level(line(1), line(4)) == "L4"
        assert level(line(4, rpe=8, rir=2), line(1)) == "L4"
        assert level(line(4, rpe=None, rir=2), line(1)) == "L4"

    def test_this_set_counts_once_its_next_morning_is_noted(self, level, set_of):
        asked = {"clean_streak": None, "history": [line(4)], "date": "2026-03-20", "reps_target": 8, "reps_done": 8}
        assert level(line(4)) == "L3"
        assert set_of(**asked, pain_next_morning=0).advice.load.level.value == "L4"

    def test_a_streak_that_is_stated_goes_before_the_history(self, level):
        assert level(line(1), line(4), clean_streak=1) == "L3"

    @pytest.mark.parametrize(
        "spoilt",
        [
            {"pain_max": 1}, {"pain_after": 1}, {"pain_max": None, "pain_now": 2}, {"pain_max": None},
            {"pain_next_morning": 2}, {"pain_next_morning": None}, {"rpe": 9}, {"rpe": None},
            {"rpe": 9, "rir": 2}, {"rpe": 7, "rir": 1},
            {"reps_done": 7}, {"reps_target": None}, {"faults": None}, {"faults": {"F-HOE": "mild"}},
            {"faults": {"F-ECC": "moderate"}}, {"faults": ["F-ECC"]}, {"faults": {"F-ECC": "odd"}},
            {"faults": {"F-HOE": "not_assessable"}}, {"view": "front"}, {"clean": False},
        ],
    )  # fmt: skip
    def test_what_is_not_clean_or_not_noted_ends_it(self, level, spoilt):
        assert level(line(1), line(4), line(6, **spoilt)) == "L3"

    @pytest.mark.parametrize(
        "fine",
        [
            {"faults": {"F-ECC": "mild", "F-HOE": "not_found"}}, {"faults": {"F-ASYM": "severe"}},
            {"faults": {"F-ECC": "not_assessable"}}, {"faults": []}, {"clean": True, "faults": None},
        ],
    )  # fmt: skip
    def test_what_does_not_hold_the_load_keeps_it(self, level, fine):
        assert level(line(4), line(6, **fine)) == "L4"

    def test_a_front_clip_beside_a_side_clip_of_the_same_day_takes_nothing_away(self, level):
        assert level(line(4), line(6), line(6, view="front", faults=None)) == "L4"
        assert level(line(4), line(6), line(6, view="front", pain_max=2)) == "L3"

    def test_lines_that_cannot_be_read_or_lie_ahead_are_left_out(self, level):
        assert (
            level(line(4), line(6), {}, {"date": "someday"}, line(25, rpe=10), line(7, this_set=True, rpe=10)) == "L4"
        )

    @pytest.mark.parametrize(
        "spoilt",
        [
            {"pain_max": 3}, {"pain_after": 1}, {"pain_next_morning": 1}, {"rpe": 9.5}, {"rir": 0}, {"reps_done": 5},
            {"faults": {"F-HOE": "mild"}}, {"faults": {"F-ECC": "moderate"}}, {"faults": ["F-ECC"]},
        ],
    )  # fmt: skip
    def test_a_word_or_number_does_not_stand_against_what_a_line_itself_says(self, level, spoilt):
        assert level(line(4), line(6, **spoilt, clean=True)) == "L3"
        assert level(line(4), line(6, **spoilt), clean_streak=3) == "L3"
        assert level(line(4, **spoilt), line(6), clean_streak=3) == "L4"

    def test_a_stated_streak_needs_no_line_for_each_session(self, level):
        assert level({"date": "2026-03-06", "pain_max": 0}, clean_streak=2) == "L4"
        assert level({"date": "2026-03-06", "faults": {"F-HOE": "not_assessable"}}, clean_streak=2) == "L4"
        assert level(clean_streak=2) == "L4"

    def test_without_any_history_the_load_is_held(self, set_of):
        assert set_of(clean_streak=None).advice.load.level.value == "L3"
        assert set_of(clean_streak=None, history=[]).advice.load.level.value == "L3"


def test_sessions_are_counted_back_from_the_last_and_each_day_once():
    run = [record(1), record(3, rpe=9.5), record(5), record(5), record(7)]
    assert clean_run(run, SPINE) == 2
    assert clean_run(run[2:], SPINE) == 2
    assert clean_run([record(1), record(5), record(5, pain_max=1.0)], SPINE) == 0
    assert clean_run([], SPINE) == 0


def test_a_set_that_shows_too_little_is_judged_by_what_was_noted():
    assert is_clean(record(is_seen=False, faults=None), SPINE)
    assert not is_clean(record(is_seen=False, faults=None, rpe=9.5), SPINE)
    assert not is_clean(record(faults={"F-HOE": Severity.MILD}), SPINE)
    assert clean_run([record(is_seen=False)], SPINE) == 0
