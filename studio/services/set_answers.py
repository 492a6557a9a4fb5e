"""Whose answer is whose: the athlete's screening and profile, the set's log, and what follows from earlier sessions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from math import isfinite, isnan, nan
from typing import Any

from studio.coaching.answers import Answers
from studio.coaching.log import OTHER_SET
from studio.coaching.pain import OF_ONE_SET, REDUCE_FROM, worst_around
from studio.coaching.screening import SCREENING_VALID_DAYS, Screening, screen
from studio.coaching.streak import LINE_FAULT, OWN_LINE, SetRecord, clean_run, is_clean_session
from studio.core.athlete import Athlete, ScreeningVersion
from studio.core.exercise import Exercise
from studio.core.fault import FaultClass, Severity
from studio.core.finding import Outcome
from studio.core.training import SetRow, TrainingSet

_SCREENING = frozenset({"screening_positive", "screening_complete", "screening_answered", "screening_date"})
_OF_PERSON = frozenset(
    {"clearance", "clearance_date", "parq", "parq_date", "age", "exp_months", "sit_h", "goal", "range_cap"}
)
_SELF_TESTS = "t_"
_DERIVED = frozenset({"history", "screening_age_days", "worse_mornings", "pain_since_screening"})
"""Answers that follow from the library; they are never stored with a set."""

PAIN_ASKS_AGAIN = REDUCE_FROM
"""Source: kb:e3 (re-asked when pain is 3 or more)."""

_PROFILE = (("stature_cm", "stature_cm"), ("bench_cm", "bench_cm"), ("foot_cm", "foot_cm"))


@dataclass(frozen=True, slots=True)
class Split:
    """Answers of one review, by whom they belong to.

    Attributes:
        person: screening and what else stays the same from set to set.
        log: of this set alone.
    """

    person: Mapping[str, Any]
    log: Mapping[str, Any]


def split_answers(answers: Mapping[str, Any], exercise: Exercise) -> Split:
    """Sort the answers of a review by whom they belong to; what the library derived is left out."""
    asked = {question.key for question in exercise.knowledge.screening.values()}
    person = {key: value for key, value in answers.items() if key in asked or _is_of_person(key)}
    log = {key: value for key, value in answers.items() if key not in person and key not in _DERIVED}
    return Split(person=person, log=log)


def _is_of_person(key: str) -> bool:
    return key in _SCREENING or key in _OF_PERSON or key.startswith(_SELF_TESTS)


def merged_answers(
    log: Mapping[str, Any],
    *,
    athlete: Athlete | None,
    screenings: Sequence[ScreeningVersion],
    earlier: Sequence[TrainingSet],
    exercise: Exercise,
    day: date,
) -> dict[str, Any]:
    """All answers that a set is judged with.

    Args:
        log: what was noted for this set; goes before everything else.
        athlete: whose set it is; None while it belongs to nobody.
        screenings: the athlete's answers; the last version that is not newer than the set's day counts, else the last.
        earlier: the athlete's other sets of this lift up to that day, oldest first.
        exercise: names the faults of the spine.
        day: of the set.

    Source: kb:e3 (28 days; pain of 3), kb:e2 (worse mornings), kb:f3 (clean sessions, counted by the rules).
    """
    merged: dict[str, Any] = {}
    if athlete is not None:
        profile = {key: getattr(athlete, name) for key, name in _PROFILE}
        merged |= {key: value for key, value in profile.items() if isfinite(value)}
    if screenings:
        newest = screenings[-1]
        merged |= newest.answers
        merged["screening_age_days"] = max((day - newest.day).days, 0)
        if any(newest.day < one.session.day < day and one.number("pain_max") >= PAIN_ASKS_AGAIN for one in earlier):
            merged["pain_since_screening"] = True
    before = [one for one in earlier if one.session.day < day]
    if before:
        merged |= _from_earlier(before, exercise, log, day=day)
    other_pains = [one.number("pain_max") for one in earlier if one.session.day == day]
    if other_pains:  # pain in another set of the day holds the load of this one
        lines = [{**_line(day, pain, nan), OWN_LINE: True, OTHER_SET: True} for pain in other_pains]
        merged["history"] = [*merged.get("history", ()), *lines]
    merged |= log
    return merged


def clean_streak(earlier: Sequence[TrainingSet], exercise: Exercise) -> int:
    """How many sessions in a row, back from the last, were clean; what was not noted is not clean."""
    return clean_run(map(_record_of, earlier), _spine_of(exercise))


def is_seen(one: TrainingSet) -> bool:
    """Whether a set was filmed so that its line of shoulder, hip and knee can be judged; True while nobody looked."""
    marks = one.digest.faults if one.digest else ()
    line = next((mark.outcome for mark in marks if mark.fault == LINE_FAULT), Outcome.NOT_FOUND)
    return line in (Outcome.FOUND, Outcome.NOT_FOUND)


def screening_due(screenings: Sequence[ScreeningVersion], sets: Sequence[TrainingSet], *, today: date) -> str:
    """Why the screening is due: "never", "incomplete", "old", "pain", "changed"; empty if it is not. Source: kb:e3."""
    if not screenings:
        return "never"
    last = screenings[-1]
    if last.answers.get("screening_complete") is not True:
        return "incomplete"
    if (today - last.day).days > SCREENING_VALID_DAYS:
        return "old"
    since = [one for one in sets if one.session.day >= last.day]
    if any(one.log.get("something_changed") for one in since):
        return "changed"
    if any(one.number("pain_max") >= PAIN_ASKS_AGAIN and one.session.day > last.day for one in since):
        return "pain"
    return ""


def newest_screening(screenings: Sequence[ScreeningVersion], *, today: date) -> Screening | None:
    """What the last answers of an athlete amount to today; None when there are none."""
    if not screenings:
        return None
    last = screenings[-1]
    return screen(Answers({**last.answers, "screening_age_days": max((today - last.day).days, 0)}))


def due_by_athlete(
    athletes: Iterable[str], newest: Mapping[str, ScreeningVersion], painful: Iterable[SetRow], *, today: date
) -> dict[str, str]:
    """Why the screening of each athlete is due, from little: what `screening_due` says, without their whole history.

    Args:
        athletes: ids.
        newest: last version of the answers, by athlete.
        painful: sets with pain from `PAIN_ASKS_AGAIN` on.
        today: the day.
    """
    last_pain: dict[str, date] = {}
    for row in painful:
        last_pain[row.athlete_id] = max(row.day, last_pain.get(row.athlete_id, row.day))
    found: dict[str, str] = {}
    for athlete_id in athletes:
        version = newest.get(athlete_id)
        due = screening_due((version,) if version else (), (), today=today)
        is_after_pain = version is not None and last_pain.get(athlete_id, date.min) > version.day
        found[athlete_id] = due or ("pain" if is_after_pain else "")
    return found


def _from_earlier(
    earlier: Sequence[TrainingSet], exercise: Exercise, log: Mapping[str, Any], *, day: date
) -> dict[str, Any]:
    found: dict[str, Any] = {"history": _history(earlier, exercise, log, day=day)}
    loads = [one.number("load_kg") for one in earlier if isfinite(one.number("load_kg"))]
    if loads:
        found["prev_load_kg"] = loads[-1]
    mornings = 0
    for _, sets in _sessions_back(earlier):
        if not any(_is_worse_morning(one) for one in sets):
            break
        mornings += 1
    if mornings:
        found["worse_mornings"] = mornings
    return found


def _history(
    earlier: Sequence[TrainingSet], exercise: Exercise, log: Mapping[str, Any], *, day: date
) -> list[dict[str, Any]]:
    """One line for each session: day, worst pain, greatest load, faults, whether it was clean; then this set's own."""
    lines, spine = [], _spine_of(exercise)
    for when, sets in reversed(list(_sessions_back(earlier))):
        pains = [one.number("pain_max") for one in sets if isfinite(one.number("pain_max"))]
        loads = [one.number("load_kg") for one in sets if isfinite(one.number("load_kg"))]
        line = _line(when, max(pains, default=nan), max(loads, default=nan))
        clean = is_clean_session([_record_of(one) for one in sets], spine)
        lines.append({**line, "clean": clean, "faults": _worst_faults(sets)})
    own_pain, own_load = (_number(log.get(key)) for key in ("pain_max", "load_kg"))
    return [*lines, *([{**_line(day, own_pain, own_load), OWN_LINE: True}] if isfinite(own_pain) else [])]


def _worst_faults(sets: Iterable[TrainingSet]) -> dict[str, str]:
    """The faults found in a session, each with its worst severity."""
    found = [mark for one in sets if one.digest for mark in one.digest.faults if mark.outcome is Outcome.FOUND]
    worst: dict[str, Severity] = {}
    for mark in found:
        worst[mark.fault] = max(mark.severity, worst.get(mark.fault, Severity.NONE))
    return {fault: severity.word for fault, severity in worst.items()}


def _line(day: date, pain: float, load_kg: float) -> dict[str, Any]:
    known = {"pain_max": pain, "load_kg": load_kg}
    return {"date": day.isoformat(), **{key: value for key, value in known.items() if not isnan(value)}}


def _sessions_back(sets: Sequence[TrainingSet]) -> Iterable[tuple[date, list[TrainingSet]]]:
    """Sessions from the last to the first."""
    ordered = sorted(sets, key=lambda one: one.session.day, reverse=True)
    return [(day, list(group)) for day, group in groupby(ordered, key=lambda one: one.session.day)]


def _is_worse_morning(one: TrainingSet) -> bool:
    before = one.number("pain_now")
    return one.number("pain_next_morning") > (0.0 if isnan(before) else before)


def _record_of(one: TrainingSet) -> SetRecord:
    names = ("pain_next_morning", "rpe", "rir", "reps_done", "reps_target")
    found = [mark for mark in one.digest.faults if mark.outcome is Outcome.FOUND] if one.digest else []
    return SetRecord(
        day=one.session.day,
        faults={mark.fault: mark.severity for mark in found} if one.digest else None,
        is_seen=is_seen(one),
        pain_max=worst_around({name: one.number(name) for name in OF_ONE_SET}),
        **{name: one.number(name) for name in names},
    )


def _spine_of(exercise: Exercise) -> frozenset[str]:
    return frozenset(item.id for item in exercise.faults if item.fault_class is FaultClass.SPINE)


def _number(value: object) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else nan
