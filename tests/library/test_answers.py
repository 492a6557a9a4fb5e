"""Answers belong to the athlete or to the set, and earlier sessions speak for themselves."""

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from conftest_library import ADA, digest, make_set

from studio.assets import plugins_dir
from studio.coaching.answers import Answers
from studio.coaching.facts import SetFacts
from studio.coaching.log import earlier_sessions, pain_of_the_day, previous_pain, previous_severity, sessions
from studio.coaching.screening import screen
from studio.coaching.streak import clean_sessions
from studio.core.athlete import ScreeningVersion
from studio.core.exercise import Exercise
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import MeasureTable
from studio.core.plan import Tier
from studio.core.set_store import SetStore
from studio.core.training import FaultMark, SetDigest, SetQuery, TrainingSet
from studio.exercises import ExerciseCatalogue
from studio.services.set_answers import clean_streak, due_by_athlete, merged_answers, screening_due, split_answers

TODAY = date(2026, 5, 1)
EASY = {"load_kg": 100.0, "reps_done": 8, "reps_target": 8, "rpe": 7, "pain_max": 0, "pain_next_morning": 0}


@pytest.fixture(scope="module")
def exercise() -> Exercise:
    return ExerciseCatalogue([plugins_dir()]).load("hip-thrust-barbell")


def trained(days_ago: int, number: int, *, judged: SetDigest | None = None, **log: float) -> TrainingSet:
    made = make_set(number, day=TODAY - timedelta(days=days_ago), log=dict(log))
    return replace(made, digest=judged or SetDigest(rep_count=8))


def merge(exercise: Exercise, earlier: list[TrainingSet], **log: float) -> dict[str, object]:
    return merged_answers(log, athlete=ADA, screenings=(), earlier=earlier, exercise=exercise, day=TODAY)


def test_screening_goes_to_the_athlete_and_the_log_stays_with_the_set(exercise: Exercise):
    answers = {
        "screening_positive": ["Q-RAD"], "hx": [], "screening_complete": True, "t_plank": "pass", "age": 31,
        "load_kg": 100, "rpe": 8, "pain_max": 2, "history": [1], "screening_age_days": 3,
    }  # fmt: skip
    split = split_answers(answers, exercise)
    assert set(split.person) == {"screening_positive", "hx", "screening_complete", "t_plank", "age"}
    assert set(split.log) == {"load_kg", "rpe", "pain_max"}


def test_the_set_s_own_answer_goes_before_the_profile(exercise: Exercise):
    athlete = replace(ADA, bench_cm=40.0)
    versions = (
        ScreeningVersion("a", 1, TODAY - timedelta(days=90), {"hx": ["hernia"]}),
        ScreeningVersion("a", 2, TODAY - timedelta(days=30), {"screening_complete": True, "hx": []}),
    )
    merged = merged_answers(
        {"bench_cm": 42.0}, athlete=athlete, screenings=versions, earlier=(), exercise=exercise, day=TODAY
    )
    assert (merged["bench_cm"], merged["stature_cm"], merged["hx"]) == (42.0, 171.0, [])
    assert merged["screening_age_days"] == 30
    assert not screen(Answers(merged)).is_complete  # older than 28 days


def test_a_screening_that_is_fresh_counts(exercise: Exercise):
    versions = (ScreeningVersion("a", 1, TODAY, {"screening_complete": True, "screening_positive": ["Q-RAD"]}),)
    merged = merged_answers({}, athlete=ADA, screenings=versions, earlier=(), exercise=exercise, day=TODAY)
    found = screen(Answers(merged))
    assert found.is_complete
    assert found.tier is Tier.REFER


def test_pain_that_rises_over_three_sessions_refers(exercise: Exercise):
    earlier = [trained(10, 1, pain_max=1.0, load_kg=100.0), trained(5, 2, pain_max=2.0, load_kg=100.0)]
    assert screen(Answers(merge(exercise, earlier, pain_max=3.0, load_kg=100.0))).tier is Tier.REFER
    assert screen(Answers(merge(exercise, earlier, pain_max=1.0, load_kg=100.0))).tier is Tier.NONE


def test_worse_mornings_twice_in_a_row_refer(exercise: Exercise):
    worse = {"pain_max": 1.0, "pain_now": 0.0, "pain_next_morning": 2.0}
    earlier = [trained(9, 1, **worse), trained(3, 2, **worse)]
    assert screen(Answers(merge(exercise, earlier))).tier is Tier.REFER
    earlier[0] = trained(9, 1, pain_max=0.0)
    assert screen(Answers(merge(exercise, earlier))).tier is Tier.NONE


def test_a_worse_morning_of_this_set_counts_with_the_ones_before(exercise: Exercise):
    earlier = [trained(3, 1, pain_max=1.0, pain_now=0.0, pain_next_morning=2.0)]
    assert screen(Answers(merge(exercise, earlier, pain_now=1, pain_next_morning=3))).tier is Tier.REFER
    assert screen(Answers(merge(exercise, earlier, pain_now=1, pain_next_morning=1))).tier is Tier.NONE


def test_pain_in_another_set_of_the_day_is_told_and_is_no_session_of_its_own(exercise: Exercise):
    clean = [trained(9, 1, **EASY), trained(6, 2, **EASY)]

    def told(*others: TrainingSet) -> Answers:
        return Answers(merge(exercise, [*clean, *others], pain_max=0.0, load_kg=100.0))

    today = told(trained(0, 3, pain_max=2.0), trained(0, 4))
    assert pain_of_the_day(today) == 2.0
    assert math.isnan(pain_of_the_day(told()))
    assert clean_sessions(SetFacts({}, {}, MeasureTable(), today, screen(today))) == 2
    assert [session.pain for session in sessions(today)] == [0.0, 0.0, 0.0]
    alone = Answers(merge(exercise, [trained(0, 3, pain_max=2.0)]))
    assert pain_of_the_day(alone) == 2.0
    assert earlier_sessions(alone) == ()


def test_what_the_last_session_showed_is_known_to_the_rule_about_load_added_too_soon(exercise: Exercise):
    first = trained(3, 1, judged=digest("F-ECC", Severity.MILD), **EASY)
    second = trained(3, 2, judged=digest("F-ECC", Severity.MODERATE), **EASY)
    assert previous_severity(Answers(merge(exercise, [first, second]))) is Severity.MODERATE
    assert previous_severity(Answers(merge(exercise, [second, trained(1, 3, **EASY)]))) is Severity.NONE
    assert previous_pain(Answers(merge(exercise, [trained(3, 4, pain_max=2.0)], pain_max=5.0))) == 2.0


def test_pain_of_three_since_the_screening_asks_for_it_again(exercise: Exercise):
    def is_complete(days_ago: int, pain: float, **log: float) -> bool:
        done = (ScreeningVersion("a", 1, TODAY - timedelta(days=5), {"screening_complete": True}),)
        earlier = [trained(days_ago, 1, pain_max=pain)]
        answers = merged_answers(log, athlete=ADA, screenings=done, earlier=earlier, exercise=exercise, day=TODAY)
        assert "pain_since_screening" not in split_answers(answers, exercise).log
        return screen(Answers(answers)).is_complete

    assert not is_complete(2, 3.0)
    assert is_complete(2, 2.0)
    assert is_complete(5, 3.0)  # the answers of that day came with that pain
    assert is_complete(2, 0.0, pain_max=4.0)  # today's pain asks before the next session


def test_the_streak_counts_clean_sessions_back_from_the_last(exercise: Exercise):
    clean = [trained(9, 1, **EASY), trained(6, 2, **EASY), trained(6, 3, **EASY), trained(2, 4, **EASY)]
    assert clean_streak(clean, exercise) == 3
    assert [line["clean"] for line in merge(exercise, clean)["history"]] == [True, True, True]
    assert merge(exercise, clean)["prev_load_kg"] == 100.0


@pytest.mark.parametrize(
    "spoilt",
    [
        {**EASY, "pain_max": 1},
        {**EASY, "pain_after": 2},
        {**EASY, "rpe": 9},
        {**EASY, "reps_done": 7},
        {key: value for key, value in EASY.items() if key != "pain_next_morning"},
        {key: value for key, value in EASY.items() if key != "rpe"},
    ],
)
def test_what_is_not_noted_or_not_fine_ends_the_streak(exercise: Exercise, spoilt: dict[str, float]):
    assert clean_streak([trained(9, 1, **EASY), trained(2, 2, **spoilt)], exercise) == 0
    assert clean_streak([trained(9, 1, **spoilt), trained(2, 2, **EASY)], exercise) == 1


def test_a_fault_of_the_spine_ends_the_streak_and_a_mild_other_one_does_not(exercise: Exercise):
    def streak(fault: str, severity: Severity) -> int:
        return clean_streak([trained(2, 1, judged=digest(fault, severity), **EASY)], exercise)

    assert streak("F-HOE", Severity.MILD) == 0
    assert streak("F-FEET-FAR", Severity.MILD) == 1
    assert streak("F-FEET-FAR", Severity.MODERATE) == 0
    assert clean_streak([replace(trained(2, 1, **EASY), digest=None)], exercise) == 0


def test_only_a_session_filmed_so_that_it_can_be_judged_counts(exercise: Exercise):
    from_the_front = SetDigest(faults=(FaultMark("F-HOE", Outcome.NOT_ASSESSABLE),))
    front = trained(2, 1, judged=from_the_front, **EASY)
    assert clean_streak([front], exercise) == 0
    assert clean_streak([front, trained(2, 2, **EASY)], exercise) == 1
    assert clean_streak([trained(5, 3, **EASY), front], exercise) == 0


def test_the_rules_count_the_streak_from_what_the_library_tells(exercise: Exercise):
    answers = merge(exercise, [trained(9, 1, **EASY), trained(2, 2, **EASY)], pain_max=0.0, load_kg=100.0)
    assert "clean_streak" not in answers
    assert "clean_streak" not in split_answers(answers, exercise).log
    facts = SetFacts({}, {}, MeasureTable(), Answers(answers), screen(Answers(answers)))
    assert clean_sessions(facts) == 2
    assert answers["history"][-1]["this_set"] is True


def test_the_screening_is_asked_again_when_it_is_due():
    def due(answers: dict[str, object], *sets: TrainingSet, days: int = 5) -> str:
        return screening_due((ScreeningVersion("a", 1, TODAY - timedelta(days=days), answers),), sets, today=TODAY)

    done: dict[str, object] = {"screening_complete": True}
    assert screening_due((), (), today=TODAY) == "never"
    assert due({}) == "incomplete"
    assert due(done) == ""
    assert due(done, days=28) == ""
    assert due(done, days=29) == "old"
    assert due(done, trained(2, 1, pain_max=3.0)) == "pain"
    assert due(done, trained(9, 1, pain_max=3.0)) == ""
    assert due(done, trained(2, 1, something_changed=True)) == "changed"


def test_the_newest_screening_of_every_athlete_comes_at_once(store: SetStore):
    ada, bea = (store.save_athlete(replace(ADA, name=name)) for name in ("Ada", "Bea"))
    for day, hx in ((TODAY, ["hernia"]), (TODAY, [])):
        store.add_screening(ada.id, day, {"hx": hx})
    newest = store.newest_screenings()
    assert (newest[ada.id].version, newest[ada.id].answers) == (2, {"hx": []})
    assert bea.id not in newest


def test_the_list_knows_from_little_whose_screening_is_due(store: SetStore):
    ids = [store.save_athlete(replace(ADA, name=name)).id for name in ("never", "fresh", "pain before", "pain after")]
    for athlete_id in ids[1:]:
        store.add_screening(athlete_id, TODAY - timedelta(days=10), {"screening_complete": True})
    for number, (athlete_id, days_ago, pain) in enumerate(((ids[1], 2, 2.0), (ids[2], 12, 6.0), (ids[3], 2, 3.0))):
        day = TODAY - timedelta(days=days_ago)
        store.save(make_set(number, athlete_id=athlete_id, day=day, log={"pain_max": pain}))
    painful = store.find(SetQuery(least_pain=3.0)).rows
    assert len(painful) == 2
    due = due_by_athlete(ids, store.newest_screenings(), painful, today=TODAY)
    assert [due[one] for one in ids] == ["never", "", "", "pain"]
