"""The tables as queries name them. How they are made stands in `migrations`; a test holds both against each other."""

from typing import Any

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text

metadata = MetaData()


def _table(table_name: str, /, **columns: Any) -> Table:  # noqa: ANN401 -- types of columns
    return Table(table_name, metadata, *(Column(column, kind) for column, kind in columns.items()))


athlete = _table(
    "athlete",
    id=Text,
    name=Text,
    stature_cm=Float,
    bench_cm=Float,
    foot_cm=Float,
    preferences=Text,
    notes=Text,
    neutral=Text,
    consent_day=Text,
    consent_note=Text,
    is_self=Boolean,
)
screening = _table("screening", athlete_id=Text, version=Integer, day=Text, answers=Text)
session = _table("session", id=Text, athlete_id=Text, day=Text, place=Text, note=Text)
training_set = _table(
    "training_set",
    seq=Integer,
    id=Text,
    session_id=Text,
    exercise_id=Text,
    load_kg=Float,
    reps_done=Float,
    pain_max=Float,
    log=Text,
    is_judged=Boolean,
    grade=Text,
    tier=Text,
    load_level=Text,
    rep_count=Integer,
    top_fault=Text,
    top_severity=Integer,
    rules=Text,
    given=Text,
    verdict_count=Integer,
    review=Text,
    observation=Text,
    engine=Text,
    model=Text,
    thumbnail=Text,
    revision=Integer,
)
clip = _table("clip", set_id=Text, role=Text, sha256=Text, path=Text, size_bytes=Integer, captured=Text, device=Text)
fault = _table("fault", set_id=Text, fault=Text, outcome=Text, severity=Integer)
measure = _table("measure", set_id=Text, measure=Text, value=Float, unit=Text, low=Float, high=Float, reason=Text)
tag = _table("tag", set_id=Text, tag=Text)
meta = _table("meta", key=Text, value=Text)
pending_erasure = _table("pending_erasure", id=Integer, files=Text)
queue_item = _table(
    "queue_item", id=Integer, path=Text, athlete_id=Text, exercise_id=Text, state=Text, problem=Text, set_id=Text
)
watched_folder = _table("watched_folder", path=Text)
set_text = _table("set_text", rowid=Integer, athlete=Text, text=Text)

PARTS_OF_SETS = (clip, fault, measure, tag)
