"""What the library's words say about themselves."""

from datetime import date
from math import isnan
from pathlib import Path

from studio.core.athlete import Athlete
from studio.core.case import Case
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.set_store import Health
from studio.core.training import ClipRole, FaultMark, Session, SetClip, SetDigest, TrainingSet


def test_the_top_severity_is_that_of_the_top_fault():
    marks = (FaultMark("F-A", Outcome.FOUND, Severity.MILD), FaultMark("F-B", Outcome.FOUND, Severity.SEVERE))
    assert SetDigest(top_fault="F-A", faults=marks).top_severity is Severity.MILD
    assert SetDigest(faults=marks).top_severity is Severity.NONE


def test_a_number_of_the_log_is_missing_unless_it_is_a_number():
    clip = SetClip(ClipRole.SIDE, "0" * 64, Path("a.mp4"))
    one = TrainingSet(
        Session(date(2026, 3, 1)), "lift", (clip,), log={"load_kg": 80, "rpe": "8", "cramp": True, "rir": None}
    )
    assert one.number("load_kg") == 80.0
    assert all(isnan(one.number(key)) for key in ("rpe", "cramp", "rir", "absent"))
    assert one.clip is clip


def test_nothing_is_known_of_an_athlete_but_the_name():
    athlete = Athlete(name="Ada")
    assert isnan(athlete.stature_cm)
    assert (athlete.neutral, athlete.consent, athlete.is_self) == (None, None, False)


def test_a_library_is_clean_without_problems():
    assert Health(problems=()).is_clean
    assert not Health(problems=("The database is damaged.",)).is_clean


def test_a_case_may_come_without_anything_but_its_clip():
    case = Case("lift", date(2026, 3, 1), "0" * 64, None, "a.mp4")
    assert (case.review, case.analysis, dict(case.arrays), case.report) == ({}, b"", {}, b"")
