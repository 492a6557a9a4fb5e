"""Checking, mending, copying, restoring and migrating the library."""

import gzip
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest_library import ADA, make_set

from studio.core.errors import UnreadableInput
from studio.core.set_store import SetStore
from studio.core.training import SetQuery
from studio.library import open_library
from studio.library.database import Database
from studio.library.migrating import HEAD, SCHEMAS, upgrade
from studio.library.set_library import open_for_repair
from studio.library.tables import metadata

GOLDEN = Path(__file__).with_name("golden")


def columns_of(path: Path) -> dict[str, set[str]]:
    with closing(sqlite3.connect(path)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: {row[1] for row in connection.execute(f"PRAGMA table_info({name})")} for name in tables}


def unpack(schema: str, folder: Path) -> Path:
    folder.mkdir()
    path = folder / "library.sqlite"
    path.write_bytes(gzip.decompress((GOLDEN / f"schema-{schema}.sqlite.gz").read_bytes()))
    return path


def test_migrations_make_the_tables_that_queries_name(store: SetStore, folder: Path):
    found = columns_of(folder / "library.sqlite")
    for table in metadata.tables.values():
        assert {column.name for column in table.columns} - {"rowid"} == found[table.name], table.name


@pytest.mark.parametrize("schema", SCHEMAS[:-1])
def test_every_earlier_schema_comes_up_to_date_with_its_content(schema: str, folder: Path):
    unpack(schema, folder)
    store = open_library(folder)
    health = store.check()
    assert (health.problems, health.schema, health.athlete_count, health.set_count) == ((), HEAD, 1, 2)
    (ada,) = store.athletes()
    assert (ada.name, ada.stature_cm, ada.consent is not None) == ("Ada Quillfeather", 171.0, True)
    (row,) = store.find(SetQuery(text="quill belt")).rows
    assert (row.load_kg, row.top_fault, row.tags, row.day) == (100.0, "F-HOE", ("belt",), date(2026, 3, 1))
    assert store.load("t1").digest is not None
    assert store.enqueue([Path("/c.mp4")]) == 1
    assert len(health.backups) >= 1  # a copy of the earlier schema was made first


def test_a_library_of_every_schema_can_be_restored(store: SetStore, folder: Path, tmp_path: Path):
    store.save(make_set(9))
    copy = unpack("0001", tmp_path / "copy")
    store.restore(copy)
    assert {row.id for row in store.find(SetQuery()).rows} == {"t1", "t2"}
    assert store.check().is_clean
    store.restore(store.check().backups[-1])  # what was there before can be had back
    assert store.find(SetQuery()).total == 1


def test_what_is_no_copy_is_not_restored(store: SetStore, tmp_path: Path):
    store.save(make_set(1))
    other = tmp_path / "other.sqlite"
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("CREATE TABLE x (y)")
    text = tmp_path / "text.sqlite"
    text.write_bytes(b"hello " * 200)
    for path in (other, text, tmp_path / "absent.sqlite"):
        with pytest.raises(UnreadableInput):
            store.restore(path)
    assert store.find(SetQuery()).total == 1


def test_copies_rotate_by_number_and_not_by_the_clock(store: SetStore, folder: Path):
    for number in range(11):
        store.save(make_set(number))
        store.backup()
    copies = store.check().backups
    assert [path.stem for path in copies] == [f"library-{number:06d}" for number in range(4, 12)]
    with closing(sqlite3.connect(copies[-1])) as connection:
        assert connection.execute("SELECT count(*) FROM training_set").fetchone() == (11,)


def test_an_automatic_copy_is_made_after_enough_acts_only(store: SetStore, folder: Path):
    for number in range(3):
        store.save(make_set(number))
    open_library(folder)
    first = open_library(folder).check().backups
    assert len(first) == 1
    for number in range(3, 60):
        store.save(make_set(number))
    assert len(open_library(folder).check().backups) == 2


def test_missing_damaged_and_stray_files_are_told_and_mended(full_store: SetStore, folder: Path):
    arrays = sorted((folder / "arrays").glob("*/*.npz"))
    arrays[0].unlink()
    arrays[1].write_bytes(b"damaged")
    full_store.put_arrays({"stray": arrays_of_one()})
    assert len(full_store.check().problems) == 3
    assert len(full_store.repair()) == 3
    assert full_store.check().is_clean
    left = [row.id for row in full_store.find(SetQuery()).rows if full_store.load(row.id).observation]
    assert len(left) == 1


def arrays_of_one() -> "object":
    import numpy as np

    return np.zeros(1)


def test_a_damaged_database_is_rebuilt_from_what_can_be_read(full_store: SetStore, folder: Path):
    for number in range(50, 250):
        full_store.save(make_set(number, log={"note": "x" * 2000}))
    path = folder / "library.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2 // 4096 * 4096
    data[middle : middle + 3 * 4096] = b"\x5a" * (3 * 4096)
    path.write_bytes(data)
    assert not full_store.check().is_clean
    told = open_for_repair(folder)
    assert any("rebuilt" in text or "took its place" in text for text in told)
    again = open_library(folder)
    assert again.check().is_clean
    assert [one.name for one in again.athletes()] == [ADA.name]
    assert again.find(SetQuery()).total > 150
    assert list((folder / "backups").glob("damaged-*.sqlite"))


def test_a_database_beyond_reading_gives_way_to_the_newest_copy(full_store: SetStore, folder: Path):
    full_store.backup()
    (folder / "library.sqlite").write_bytes(b"\x00" * 8192)
    assert any("took its place" in text for text in open_for_repair(folder))
    assert open_library(folder).find(SetQuery()).total == 3


def test_an_interrupted_migration_leaves_the_earlier_schema_whole(folder: Path, monkeypatch: pytest.MonkeyPatch):
    path = unpack("0001", folder)
    database = Database(path)

    def stop(*_: object, **__: object) -> None:
        raise RuntimeError("pulled the plug")

    monkeypatch.setattr("alembic.op.create_table", stop)
    with pytest.raises(RuntimeError):
        upgrade(database)
    monkeypatch.undo()
    assert "queue_item" not in columns_of(path)
    assert open_library(folder).find(SetQuery()).total == 2


def test_erasing_an_athlete_leaves_no_byte_of_them(full_store: SetStore, folder: Path):
    other = full_store.save(make_set(77, tags=("stays",)), text="somebody else")
    full_store.backup()
    (ada,) = full_store.athletes()
    full_store.save_athlete(replace(ada, notes="Quillfeather again"))
    rows = full_store.find(SetQuery(athlete_id=ada.id)).rows
    full_store.enqueue([Path("/in/Quillfeather.mp4")], athlete_id=ada.id)
    proof = full_store.erase_athlete(ada.id)
    assert proof.rows["training_set"] == len(rows) == 3
    assert {"athlete", "screening", "session", "clip", "set_text", "queue_item"} <= set(proof.rows)
    assert len(proof.files) == 6
    assert len(proof.clip_sha256s) == 3
    assert proof.backups
    files = [path for path in folder.rglob("*") if path.is_file()]
    for path in files:
        data = path.read_bytes().lower()
        for word in (b"quillfeather", b"prefers mornings", ada.id.encode()):
            assert word not in data, path.name
    assert not list((folder / "arrays").glob("*/*.npz"))
    assert not list((folder / "pictures").glob("*/*.jpg"))
    assert [row.id for row in full_store.find(SetQuery()).rows] == [other.id]
    assert full_store.check().is_clean


def test_an_erasure_that_was_cut_short_is_finished_at_the_next_start(
    full_store: SetStore, folder: Path, monkeypatch: pytest.MonkeyPatch
):
    (ada,) = full_store.athletes()

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("studio.library.files.ContentFiles.remove", stop)
    with pytest.raises(KeyboardInterrupt):
        full_store.erase_athlete(ada.id)
    monkeypatch.undo()
    assert list((folder / "arrays").glob("*/*.npz"))
    open_library(folder)
    assert not list((folder / "arrays").glob("*/*.npz"))
    for path in folder.rglob("*"):
        assert not path.is_file() or b"Quillfeather" not in path.read_bytes(), path.name


def test_erasing_a_set_keeps_files_that_another_set_uses(full_store: SetStore, folder: Path):
    first, second, third = (full_store.load(row.id) for row in full_store.find(SetQuery()).rows)
    full_store.save(replace(second, observation=first.observation))
    proof = full_store.erase_sets([first.id])
    assert full_store.get_arrays(first.observation) is not None
    assert [name.startswith("pictures") for name in proof.files] == [True]
    assert full_store.find(SetQuery()).total == 2
    assert third.id
