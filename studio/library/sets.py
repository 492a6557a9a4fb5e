"""Rows of sessions and sets."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from math import nan
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, insert, select, update

from studio.core.errors import UsageError
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.training import ClipRole, FaultMark, Session, SetClip, SetDigest, TrainingSet
from studio.library.database import Database
from studio.library.plain import new_id, number, to_json
from studio.library.tables import PARTS_OF_SETS, athlete, clip, session, set_text, training_set

_ROLES = tuple(role.value for role in ClipRole)
_MANY = 400
"""How many ids go into one question; SQLite takes at most 999 values in old builds."""


class SetRows:
    """Fulfils most of `SetBook` and `SessionBook`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def load(self, set_id: str) -> TrainingSet:
        """One set with everything. Raises UsageError when there is none."""
        with self._database.reading() as connection:
            found = _read(connection, _asked().where(training_set.c.id == set_id))
        if not found:
            raise UsageError("This set is not in the library.", remedy="Look at the list again.")
        return found[0]

    def with_clip(self, sha256: str) -> TrainingSet | None:
        """The set that a clip belongs to, by content."""
        with self._database.reading() as connection:
            set_id = connection.scalar(select(clip.c.set_id).where(clip.c.sha256 == sha256))
            found = _read(connection, _asked().where(training_set.c.id == set_id)) if set_id else ()
        return found[0] if found else None

    def save(self, training_set: TrainingSet, *, text: str = "") -> TrainingSet:
        """Add or change a set, with the text that searches look through; a new one gets its ids."""
        with self._database.writing() as connection:
            return _write(connection, training_set, text)

    def sessions(self, athlete_id: str) -> tuple[Session, ...]:
        """Of one athlete, oldest first."""
        asked = select(session).where(session.c.athlete_id == athlete_id).order_by(session.c.day, session.c.id)
        with self._database.reading() as connection:
            return tuple(_session(row) for row in connection.execute(asked))

    def history(self, athlete_id: str) -> tuple[TrainingSet, ...]:
        """All sets of one athlete, oldest first."""
        asked = _asked().where(session.c.athlete_id == athlete_id).order_by(session.c.day, training_set.c.seq)
        with self._database.reading() as connection:
            return _read(connection, asked)

    def remove_set(self, set_id: str) -> None:
        """Take a set away; its arrays and pictures go with the next erasure or repair."""
        with self._database.writing() as connection:
            delete_sets(connection, [set_id])


def delete_sets(connection: Connection, set_ids: Iterable[str]) -> dict[str, int]:
    """Delete the rows of some sets and of sessions that are empty then; returns how many, by table."""
    ids = list(set_ids)
    counts: dict[str, int] = {}
    for start in range(0, len(ids), _MANY):
        some = ids[start : start + _MANY]
        seqs = select(training_set.c.seq).where(training_set.c.id.in_(some))
        steps = [(set_text, set_text.c.rowid.in_(seqs))]
        steps += [(table, table.c.set_id.in_(some)) for table in PARTS_OF_SETS]
        steps.append((training_set, training_set.c.id.in_(some)))
        for table, condition in steps:
            counts[table.name] = counts.get(table.name, 0) + connection.execute(delete(table).where(condition)).rowcount
    is_empty = session.c.id.not_in(select(training_set.c.session_id))
    counts[session.name] = connection.execute(delete(session).where(is_empty)).rowcount
    return counts


def _asked() -> Select[Any]:
    return select(training_set, session.c.athlete_id, session.c.day, session.c.place, session.c.note).join(
        session, session.c.id == training_set.c.session_id
    )


def _read(connection: Connection, asked: Select[Any]) -> tuple[TrainingSet, ...]:
    rows = connection.execute(asked).all()
    ids = [row.id for row in rows]
    parts = {table.name: _parts(connection, table, ids) for table in PARTS_OF_SETS}
    return tuple(_training_set(row, {name: found.get(row.id, []) for name, found in parts.items()}) for row in rows)


def _parts(connection: Connection, table: Any, ids: list[str]) -> dict[str, list[Row[Any]]]:  # noqa: ANN401 -- a table
    found: dict[str, list[Row[Any]]] = {}
    for start in range(0, len(ids), _MANY):
        for row in connection.execute(select(table).where(table.c.set_id.in_(ids[start : start + _MANY]))):
            found.setdefault(row.set_id, []).append(row)
    return found


def _training_set(row: Row[Any], parts: dict[str, list[Row[Any]]]) -> TrainingSet:
    clips = [
        SetClip(ClipRole(one.role), one.sha256, Path(one.path), one.size_bytes, one.captured, one.device)
        for one in parts["clip"]
    ]
    held = Session(day=date.fromisoformat(row.day), athlete_id=row.athlete_id or "", id=row.session_id)
    return TrainingSet(
        session=replace(held, place=row.place, note=row.note),
        exercise_id=row.exercise_id,
        clips=tuple(sorted(clips, key=lambda one: _ROLES.index(one.role))),
        id=row.id,
        log=json.loads(row.log),
        tags=tuple(sorted(one.tag for one in parts["tag"])),
        digest=_digest(row, parts) if row.is_judged else None,
        review=json.loads(row.review),
        observation=row.observation,
        engine=(row.engine, row.model),
        thumbnail=row.thumbnail,
        revision=row.revision,
    )


def _digest(row: Row[Any], parts: dict[str, list[Row[Any]]]) -> SetDigest:
    return SetDigest(
        grade=row.grade,
        tier=row.tier,
        load_level=row.load_level,
        rep_count=row.rep_count,
        top_fault=row.top_fault,
        faults=tuple(
            FaultMark(one.fault, Outcome(one.outcome), Severity(one.severity))
            for one in sorted(parts["fault"], key=lambda one: str(one.fault))
        ),
        measures=tuple(_measure(one) for one in sorted(parts["measure"], key=lambda one: str(one.measure))),
        rules=row.rules,
        given=tuple(json.loads(row.given)),
    )


def _measure(row: Row[Any]) -> Measure:
    value, low, high = (nan if one is None else one for one in (row.value, row.low, row.high))
    return Measure(row.measure, value, row.unit, low=low, high=high, reason=row.reason)


def _session(row: Row[Any]) -> Session:
    return Session(date.fromisoformat(row.day), row.athlete_id or "", row.id, row.place, row.note)


def _write(connection: Connection, new: TrainingSet, text: str) -> TrainingSet:
    if not new.clips or len({one.role for one in new.clips}) != len(new.clips):
        raise UsageError("A set has a clip, and at most one of each kind.", remedy="Choose another kind.")
    others = select(clip.c.sha256).where(clip.c.sha256.in_([one.sha256 for one in new.clips]), clip.c.set_id != new.id)
    if connection.scalar(others) is not None:
        raise UsageError("This clip belongs to another set already.", remedy="Open that set from the library.")
    new = replace(new, id=new.id or new_id(), session=_write_session(connection, new.session))
    known = connection.execute(select(training_set.c.seq, training_set.c.revision).where(training_set.c.id == new.id))
    seq, saved_times = known.one_or_none() or (None, 0)
    if new.revision and new.revision != saved_times:
        raise UsageError(
            "This set was changed in another window meanwhile; nothing was overwritten.", remedy="Try again."
        )
    new = replace(new, revision=saved_times + 1)
    columns = _columns(new)
    if seq is None:
        connection.execute(insert(training_set).values(**columns))
        seq = connection.scalar(select(training_set.c.seq).where(training_set.c.id == new.id))
    else:
        connection.execute(update(training_set).where(training_set.c.seq == seq).values(**columns))
    _write_parts(connection, new)
    _write_text(connection, new, seq=int(seq or 0), text=text)
    connection.execute(delete(session).where(session.c.id.not_in(select(training_set.c.session_id))))
    return new


def _write_session(connection: Connection, wanted: Session) -> Session:
    """Keep a session; without an id it is the one of that athlete and day."""
    day, owner = wanted.day.isoformat(), wanted.athlete_id or None
    if not wanted.id:
        same = session.c.athlete_id == owner if owner else session.c.athlete_id.is_(None)
        known = connection.execute(select(session).where(same, session.c.day == day)).first()
        if known is not None:
            wanted = replace(
                wanted, id=known.id, place=known.place or wanted.place, note=known.note or wanted.note
            )  # a set that joins a session never wipes out what is written there
    made = replace(wanted, id=wanted.id or new_id())
    values = {"id": made.id, "athlete_id": owner, "day": day, "place": made.place, "note": made.note}
    done = connection.execute(update(session).where(session.c.id == made.id).values(**values))
    if done.rowcount == 0:
        connection.execute(insert(session).values(**values))
    return made


def _columns(new: TrainingSet) -> dict[str, Any]:
    digest = new.digest or SetDigest(tier="")
    return {
        "id": new.id,
        "session_id": new.session.id,
        "exercise_id": new.exercise_id,
        "load_kg": number(new.number("load_kg")),
        "reps_done": number(new.number("reps_done")),
        "pain_max": number(new.number("pain_max")),
        "log": to_json(new.log),
        "is_judged": new.digest is not None,
        "grade": digest.grade,
        "tier": digest.tier,
        "load_level": digest.load_level,
        "rep_count": digest.rep_count,
        "top_fault": digest.top_fault,
        "top_severity": int(digest.top_severity),
        "rules": digest.rules,
        "given": json.dumps(digest.given),
        "verdict_count": len(new.review.get("verdicts", ())),
        "review": to_json(new.review),
        "observation": new.observation,
        "engine": new.engine[0],
        "model": new.engine[1],
        "thumbnail": new.thumbnail,
        "revision": new.revision,
    }


def _write_parts(connection: Connection, new: TrainingSet) -> None:
    digest = new.digest or SetDigest()
    marks = {mark.fault: mark for mark in digest.faults}.values()
    rows: dict[str, list[dict[str, Any]]] = {
        "clip": [
            {
                "role": one.role.value,
                "sha256": one.sha256,
                "path": str(one.path),
                "size_bytes": one.size_bytes,
                "captured": one.captured,
                "device": one.device,
            }
            for one in new.clips
        ],
        "fault": [
            {"fault": mark.fault, "outcome": mark.outcome.value, "severity": int(mark.severity)} for mark in marks
        ],
        "measure": [
            {
                "measure": one.id,
                "value": number(one.value),
                "unit": one.unit,
                "low": number(one.low),
                "high": number(one.high),
                "reason": one.reason,
            }
            for one in digest.measures
        ],
        "tag": [{"tag": one} for one in sorted({one.strip() for one in new.tags if one.strip()})],
    }
    for table in PARTS_OF_SETS:
        connection.execute(delete(table).where(table.c.set_id == new.id))
        if rows[table.name]:
            connection.execute(insert(table), [{"set_id": new.id, **row} for row in rows[table.name]])


def _write_text(connection: Connection, new: TrainingSet, *, seq: int, text: str) -> None:
    owner = connection.scalar(select(athlete.c.name).where(athlete.c.id == new.session.athlete_id))
    session_words = (new.session.day.isoformat(), new.session.place, new.session.note)
    words = " ".join((text, *session_words, *new.tags, *(one.path.name for one in new.clips)))
    connection.execute(delete(set_text).where(set_text.c.rowid == seq))
    connection.execute(insert(set_text).values(rowid=seq, athlete=owner or "", text=words))
