"""Screening and intake on paper, blank or with the answers that are kept."""

from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any

from studio.assets import config_dir
from studio.coaching.answers import Answers
from studio.coaching.screening import screen
from studio.coaching.wording import Wording
from studio.core.atomic import write_atomically
from studio.core.errors import UsageError
from studio.core.exercise import Exercise
from studio.core.plan import Intake, Tier
from studio.core.questionnaire import QuestionnaireRequest
from studio.services.library import Library
from studio.services.report_style import load_style
from studio.services.studio import Studio

_PROFILE = ("stature_cm", "bench_cm", "foot_cm")
_DAY = "screening_date"


def print_questionnaire(
    studio: Studio, exercise: Exercise, path: Path, *, athlete: str = "", answers: Mapping[str, Any] | None = None
) -> Path:
    """Write the questionnaire of an exercise as a PDF.

    Args:
        studio: the adapters.
        exercise: whose questions, in its language.
        path: the PDF.
        athlete: whose; empty leaves a line to write on.
        answers: screening and intake; None or nothing for a blank form. A safety notice that they lead to comes first.

    Raises:
        CannotWrite: nothing was written; an older file at that path is untouched.
    """
    known = dict(answers or {})
    tier, notice = _notice(known, exercise)
    request = QuestionnaireRequest(
        athlete=athlete,
        day=str(known.get(_DAY, ""))[:10],
        answers=known,
        tier=tier,
        notice=notice,
        style=load_style(config_dir()),
    )
    write_atomically(path, studio.renderer.questionnaire(request, exercise.knowledge))
    return path


def answers_of_person(library: Library, athlete_id: str) -> dict[str, Any]:
    """What is kept about an athlete besides their sets: the last screening and the profile.

    Raises:
        UsageError: there is no such athlete.
    """
    athlete = library.athlete(athlete_id)
    if athlete is None:
        raise UsageError("This athlete is not in the library.", remedy="Look at: lockout library list")
    versions = library.store.screenings(athlete_id)
    profile = {key: getattr(athlete, key) for key in _PROFILE}
    kept = {key: value for key, value in profile.items() if isfinite(value)}
    if versions:
        kept = {_DAY: versions[-1].day.isoformat(), **kept, **versions[-1].answers}
    return kept


def _notice(answers: Mapping[str, Any], exercise: Exercise) -> tuple[str, str]:
    """The tier that the answers lead to, and what has to be said first."""
    tier = screen(Answers.of(Intake(answers=answers))).tier if answers else Tier.NONE
    text = "" if tier is Tier.NONE else Wording(exercise.knowledge).text(f"notice.{tier.value}")
    return tier.value, text
