"""Rows of athletes and of their screening answers."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from math import nan
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from studio.core.athlete import Athlete, Consent, ScreeningVersion
from studio.core.errors import UsageError
from studio.core.neutral import neutral_from_data, neutral_to_data
from studio.library.database import Database
from studio.library.plain import new_id, number, to_json
from studio.library.tables import athlete as athletes
from studio.library.tables import screening, session, set_text, training_set


class AthleteRows:
    """Fulfils `AthleteBook`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def athletes(self) -> tuple[Athlete, ...]:
        """All of them, by name."""
        with self._database.reading() as connection:
            rows = connection.execute(select(athletes)).all()
        return tuple(sorted((_athlete(row) for row in rows), key=lambda one: (not one.is_self, one.name.casefold())))

    def save_athlete(self, athlete: Athlete) -> Athlete:
        """Add or change one; a new one gets its id."""
        name = " ".join(athlete.name.split())
        if not name:
            raise UsageError("An athlete needs a name.", remedy="Type what you call them.")
        with self._database.writing() as connection:
            if not athlete.id:
                athlete = replace(athlete, id=new_id(), name=name)
                connection.execute(insert(athletes).values(**_columns(athlete)))
                return athlete
            athlete = replace(athlete, name=name)
            done = connection.execute(update(athletes).where(athletes.c.id == athlete.id).values(**_columns(athlete)))
            if done.rowcount == 0:
                raise UsageError("This athlete is no longer in the library.", remedy="Add them again.")
            _rename_in_text(connection, athlete)
        return athlete

    def screenings(self, athlete_id: str) -> tuple[ScreeningVersion, ...]:
        """All versions of the answers, oldest first."""
        with self._database.reading() as connection:
            return _screenings(connection, athlete_id)

    def newest_screenings(self) -> dict[str, ScreeningVersion]:
        """The last version of every athlete's answers, by the athlete's id."""
        asked = select(screening).order_by(screening.c.version)
        with self._database.reading() as connection:
            return {row.athlete_id: _version(row) for row in connection.execute(asked)}

    def add_screening(self, athlete_id: str, day: date, answers: Mapping[str, Any]) -> ScreeningVersion:
        """Keep answers as a new version; the last one is given back when nothing changed."""
        with self._database.writing() as connection:
            earlier = _screenings(connection, athlete_id)
            if earlier and earlier[-1].day == day and to_json(earlier[-1].answers) == to_json(answers):
                return earlier[-1]
            version = earlier[-1].version + 1 if earlier else 1
            connection.execute(
                insert(screening).values(
                    athlete_id=athlete_id, version=version, day=day.isoformat(), answers=to_json(answers)
                )
            )
        return ScreeningVersion(athlete_id=athlete_id, version=version, day=day, answers=dict(answers))


def _screenings(connection: Connection, athlete_id: str) -> tuple[ScreeningVersion, ...]:
    asked = select(screening).where(screening.c.athlete_id == athlete_id).order_by(screening.c.version)
    return tuple(_version(row) for row in connection.execute(asked))


def _version(row: Row[Any]) -> ScreeningVersion:
    return ScreeningVersion(row.athlete_id, row.version, date.fromisoformat(row.day), json.loads(row.answers))


def _rename_in_text(connection: Connection, athlete: Athlete) -> None:
    theirs = (
        select(training_set.c.seq)
        .join(session, session.c.id == training_set.c.session_id)
        .where(session.c.athlete_id == athlete.id)
    )
    connection.execute(update(set_text).where(set_text.c.rowid.in_(theirs)).values(athlete=athlete.name))


def _columns(athlete: Athlete) -> dict[str, Any]:
    neutral, consent = athlete.neutral, athlete.consent
    return {
        "id": athlete.id,
        "name": athlete.name,
        "stature_cm": number(athlete.stature_cm),
        "bench_cm": number(athlete.bench_cm),
        "foot_cm": number(athlete.foot_cm),
        "preferences": athlete.preferences,
        "notes": athlete.notes,
        "neutral": None if neutral is None else to_json(neutral_to_data(neutral)),
        "consent_day": consent.day.isoformat() if consent else None,
        "consent_note": consent.note if consent else "",
        "is_self": athlete.is_self,
    }


def _athlete(row: Row[Any]) -> Athlete:
    return Athlete(
        id=row.id,
        name=row.name,
        stature_cm=nan if row.stature_cm is None else row.stature_cm,
        bench_cm=nan if row.bench_cm is None else row.bench_cm,
        foot_cm=nan if row.foot_cm is None else row.foot_cm,
        preferences=row.preferences,
        notes=row.notes,
        neutral=neutral_from_data(json.loads(row.neutral)) if row.neutral is not None else None,
        consent=Consent(date.fromisoformat(row.consent_day), row.consent_note) if row.consent_day else None,
        is_self=bool(row.is_self),
    )
