"""What was answered for a set without an athlete is not lost, and counts for whom the set is given to."""

from dataclasses import replace

import pytest

from studio.core.athlete import Athlete
from studio.core.plan import Intake, Tier
from studio.core.training import QueuedClip
from studio.library import open_library
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.batch import analyse_and_keep
from studio.services.jobs import silent_context
from studio.services.library import Library
from studio.services.studio import Studio

ANSWERED = {"screening_complete": True, "screening_positive": ["Q-CES-SADDLE"], "screening_date": "2026-05-02"}
LOGGED = {"load_kg": 60.0}


@pytest.fixture
def studio(stage, warm_cache, tmp_path) -> Studio:
    stage.cache = warm_cache
    return replace(stage.studio(), open_library=lambda: open_library(tmp_path / "library"))


@pytest.fixture
def library(studio: Studio) -> Library:
    return Library(studio, studio.open_library())


@pytest.fixture
def nobodys(studio: Studio, library: Library, stage) -> str:
    """The id of a set that belongs to nobody, with an answered screening."""
    stage.clip.write_bytes(b"clip")
    one = analyse_and_keep(studio, library, QueuedClip(1, stage.clip, athlete_id=""), silent_context())
    review = replace(library.take_up(one).review, intake=Intake(answers={**ANSWERED, **LOGGED}))
    exercise = studio.exercise(one.exercise_id)
    analysis = analyse(studio, AnalysisRequest(stage.clip, exercise_id=exercise.id, review=review))
    return library.keep(library.store.load(one.id), analysis, review, exercise).id


def tier_of(studio: Studio, library: Library, set_id: str) -> Tier:
    one = library.store.load(set_id)
    request = AnalysisRequest(one.clip.path, exercise_id=one.exercise_id, review=library.take_up(one).review)
    return analyse(studio, request).advice.safety.tier


def test_an_emergency_that_was_answered_is_there_when_the_set_is_opened_again(studio, library: Library, nobodys: str):
    assert tier_of(studio, library, nobodys) is Tier.EMERGENCY
    assert library.take_up(library.store.load(nobodys)).review.intake.answers["load_kg"] == 60.0
    assert library.store.load(nobodys).log == LOGGED  # the log itself stays free of them


def test_it_counts_for_whom_the_set_is_given_to(studio, library: Library, nobodys: str):
    ada = library.store.save_athlete(Athlete(name="Ada Quill"))
    library.assign(nobodys, ada.id)
    (version,) = library.store.screenings(ada.id)
    assert version.answers["screening_positive"] == ["Q-CES-SADDLE"]
    assert tier_of(studio, library, nobodys) is Tier.EMERGENCY


def test_an_athlete_who_has_answered_keeps_their_own(studio, library: Library, nobodys: str):
    ada = library.store.save_athlete(Athlete(name="Ada Quill"))
    own = {"screening_complete": True, "screening_positive": [], "screening_date": "2026-05-01"}
    library.store.add_screening(ada.id, library.store.load(nobodys).session.day, own)
    library.assign(nobodys, ada.id)
    assert [one.answers for one in library.store.screenings(ada.id)] == [own]
