"""The list of sets: search, filters, sort, page by page."""

from datetime import date
from math import nan
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, text

from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.training import Decided, FilterWords, SetPage, SetQuery, SetRow, SortKey
from studio.library.database import Database
from studio.library.tables import athlete, clip, fault, session, tag, training_set

_SORTS = {
    SortKey.DAY: session.c.day,
    SortKey.ATHLETE: func.lower(athlete.c.name),
    SortKey.LOAD: training_set.c.load_kg,
    SortKey.SEVERITY: training_set.c.top_severity,
}

_MATCHES = "+training_set.seq IN (SELECT rowid FROM set_text WHERE set_text MATCH :words)"
"""The plus keeps SQLite from asking the text index once for every row of another filter: it is asked once."""


class SetFinder:
    """Fulfils the rest of `SetBook`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def find(self, query: SetQuery) -> SetPage:
        """The sets that match, as lines of a list."""
        joined = training_set.join(session, session.c.id == training_set.c.session_id).outerjoin(
            athlete, athlete.c.id == session.c.athlete_id
        )
        conditions = list(_conditions(query))
        parameters = {"words": match_text(query.text)} if query.text.strip() else {}
        column = _SORTS[query.sort]
        order = (column.desc() if query.is_descending else column.asc()).nulls_last()
        # a set that came later stands first, whatever the clock said
        later = training_set.c.seq.desc() if query.is_descending else training_set.c.seq.asc()
        ids = (
            select(training_set.c.seq)
            .select_from(joined)
            .where(and_(True, *conditions))  # noqa: FBT003 -- no condition at all is true
            .order_by(order, later)
            .limit(query.limit)
            .offset(query.offset)
        )
        counted = select(func.count()).select_from(joined).where(and_(True, *conditions))  # noqa: FBT003
        with self._database.reading() as connection:
            total = connection.scalar(counted, parameters) or 0
            wanted = [int(seq) for seq in connection.scalars(ids, parameters)]
            rows = {row.seq: row for row in connection.execute(_lines(wanted))} if wanted else {}
        return SetPage(rows=tuple(_row(rows[seq]) for seq in wanted), total=int(total))

    def filter_words(self) -> FilterWords:
        """Tags and found faults that occur."""
        found = select(fault.c.fault).where(fault.c.outcome == Outcome.FOUND.value).distinct()
        with self._database.reading() as connection:
            tags = connection.scalars(select(tag.c.tag).distinct()).all()
            faults = connection.scalars(found).all()
        return FilterWords(tags=tuple(sorted(tags, key=str.casefold)), faults=tuple(sorted(faults)))


def match_text(typed: str) -> str:
    """What was typed as a question to FTS5: every word from its beginning, no operators, nothing special."""
    words = (word.replace('"', '""') for word in typed.split())
    return " ".join(f'"{word}"*' for word in words)


def _lines(wanted: list[int]) -> Any:  # noqa: ANN401 -- a question
    tags = (
        select(func.group_concat(tag.c.tag, "\x1f"))
        .where(tag.c.set_id == training_set.c.id)
        .scalar_subquery()
        .label("tags")
    )
    path, size_bytes = (
        select(column)
        .where(clip.c.set_id == training_set.c.id)
        .order_by(clip.c.role != "side")
        .limit(1)
        .scalar_subquery()
        .label(column.name)
        for column in (clip.c.path, clip.c.size_bytes)
    )
    return (
        select(training_set, session.c.day, session.c.athlete_id, athlete.c.name, tags, path, size_bytes)
        .join(session, session.c.id == training_set.c.session_id)
        .outerjoin(athlete, athlete.c.id == session.c.athlete_id)
        .where(training_set.c.seq.in_(wanted))
    )


def _conditions(query: SetQuery) -> "list[ColumnElement[bool]]":
    wishes: list[tuple[object, ColumnElement[bool]]] = [
        (query.text.strip(), text(_MATCHES)),  # type: ignore[list-item]
        (query.athlete_id, session.c.athlete_id == query.athlete_id),
        (query.is_unassigned, session.c.athlete_id.is_(None)),
        (query.exercise_id, training_set.c.exercise_id == query.exercise_id),
        (query.fault, training_set.c.id.in_(_sets_with_fault(query.fault))),
        (query.least_severity, training_set.c.top_severity >= int(query.least_severity)),
        (query.least_pain, training_set.c.pain_max >= query.least_pain),
        (query.tag, training_set.c.id.in_(select(tag.c.set_id).where(tag.c.tag == query.tag))),
        (query.tier, training_set.c.tier == query.tier),
        (query.decided is Decided.YES, training_set.c.verdict_count > 0),
        (query.decided is Decided.NOT_YET, training_set.c.verdict_count == 0),
        (query.since, session.c.day >= (query.since.isoformat() if query.since else "")),
        (query.until, session.c.day <= (query.until.isoformat() if query.until else "")),
    ]
    return [condition for wish, condition in wishes if wish]


def _sets_with_fault(name: str) -> Any:  # noqa: ANN401 -- a question
    return select(fault.c.set_id).where(fault.c.fault == name, fault.c.outcome == Outcome.FOUND.value)


def _row(row: Row[Any]) -> SetRow:
    reps = row.reps_done if row.reps_done is not None else (row.rep_count if row.is_judged else None)
    return SetRow(
        id=row.id,
        day=date.fromisoformat(row.day),
        athlete_id=row.athlete_id or "",
        athlete=row.name or "",
        exercise_id=row.exercise_id,
        load_kg=nan if row.load_kg is None else row.load_kg,
        reps_done=nan if reps is None else float(reps),
        pain_max=nan if row.pain_max is None else row.pain_max,
        top_fault=row.top_fault,
        top_severity=Severity(row.top_severity),
        tier=row.tier,
        load_level=row.load_level,
        clip=Path(row.path or ""),
        clip_bytes=row.size_bytes or 0,
        thumbnail=row.thumbnail,
        tags=tuple(sorted(row.tags.split("\x1f"))) if row.tags else (),
    )
