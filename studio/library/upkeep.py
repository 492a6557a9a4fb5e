"""Checking, mending, copying and restoring the library."""

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import func, select

from studio.core.errors import CannotWrite, StudioError, UnreadableInput
from studio.core.set_store import Health
from studio.library.database import Database, connect_raw, explained
from studio.library.files import ContentFiles
from studio.library.migrating import SCHEMAS, refuse_newer, schema_of, upgrade
from studio.library.tables import athlete, metadata, training_set

KEPT_COPIES = 8
"""How many automatic copies are kept."""

_NAME = "library-{number:06d}.sqlite"


class Upkeeper:
    """Fulfils `Upkeep`."""

    def __init__(self, database: Database, files: ContentFiles, folder: Path) -> None:
        self._database = database
        self._files = files
        self.folder = folder / "backups"

    def copies(self) -> tuple[Path, ...]:
        """The automatic copies, oldest first, by their running number and not by any clock."""
        return tuple(sorted(self.folder.glob("library-*.sqlite")))

    def check(self) -> Health:
        """Look through database, arrays and pictures; changes nothing."""
        try:
            problems = [*self._database_problems(), *self._file_problems()]
            with self._database.reading() as connection:
                athlete_count = connection.scalar(select(func.count()).select_from(athlete)) or 0
                set_count = connection.scalar(select(func.count()).select_from(training_set)) or 0
            schema = schema_of(self._database.path)
        except UnreadableInput as error:
            return Health(problems=(error.summary,), backups=self.copies())
        return Health(tuple(problems), int(athlete_count), int(set_count), schema, self.copies())

    def repair(self) -> tuple[str, ...]:
        """Mend what can be mended; one sentence for each thing that was done."""
        done: list[str] = []
        if self._is_damaged():
            done.append(self._rebuild())
        with self._database.raw() as connection:
            connection.execute("REINDEX")
            connection.execute("INSERT INTO set_text(set_text) VALUES ('rebuild')")
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
            for table, row, *_ in orphans:
                connection.execute(f"DELETE FROM {_quoted(table)} WHERE rowid = ?", (row,))  # noqa: S608 -- own names
        if orphans:
            done.append(f"{len(orphans)} rows that belonged to nothing were deleted.")
        return (*done, *self._mend_files())

    def backup(self, path: Path | None = None) -> Path:
        """Copy the database: to a file, or as the next of the automatic copies."""
        target = path or self._next_copy()
        part = target.with_name(f".{target.name}.part")
        try:
            with explained(target.parent if path is None else None):
                if path is None:
                    self.folder.mkdir(parents=True, exist_ok=True)
                with self._database.raw() as source, contextlib.closing(sqlite3.connect(part)) as copy:
                    source.backup(copy)
                    copy.execute("PRAGMA journal_mode=DELETE")
                part.replace(target)
        except sqlite3.OperationalError as error:
            raise CannotWrite(f"{target.name} cannot be written there.", remedy="Choose another folder.") from error
        finally:
            with contextlib.suppress(OSError):
                part.unlink()
        if path is None:
            for old in self.copies()[:-KEPT_COPIES]:
                old.unlink(missing_ok=True)
        return target

    def restore(self, path: Path) -> None:
        """Put a copy in place of the database, which is copied first. Raises UnreadableInput when it is no copy."""
        schema = schema_of(path) if path.is_file() else ""
        refuse_newer(schema)
        if schema not in SCHEMAS or not _is_intact(path):
            raise UnreadableInput(f"{path.name} is no copy of a library.", remedy="Choose another copy.")
        if not self._is_damaged():
            self.backup()
        with explained(), contextlib.closing(sqlite3.connect(path)) as source, self._database.raw() as live:
            source.backup(live)
        upgrade(self._database)

    def keep_if_due(self, *, every_acts: int) -> Path | None:
        """Make the next automatic copy when enough has happened since the last one."""
        copies = self.copies()
        if copies:
            with contextlib.closing(sqlite3.connect(copies[-1])) as last, contextlib.suppress(sqlite3.Error):
                row = last.execute("SELECT value FROM meta WHERE key = 'acts'").fetchone()
                if abs(self._database.acts() - int(row[0] if row else 0)) < every_acts:
                    return None
        return self.backup()

    def _next_copy(self) -> Path:
        copies = self.copies()
        number = int(copies[-1].stem.rpartition("-")[2]) + 1 if copies else 1
        return self.folder / _NAME.format(number=number)

    def _is_damaged(self) -> bool:
        try:
            return bool(self._database_problems())
        except StudioError:
            return True

    def _database_problems(self) -> list[str]:
        with self._database.raw() as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
            orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
        problems = [] if found == ["ok"] else ["The database is damaged."]
        if orphans:
            problems.append(f"{len(orphans)} rows belong to nothing.")
        return problems

    def _wanted(self) -> set[Path]:
        with self._database.reading() as connection:
            rows = connection.execute(select(training_set.c.observation, training_set.c.thumbnail)).all()
        return self._files.wanted(arrays=[row[0] for row in rows], pictures=[row[1] for row in rows])

    def _file_problems(self) -> Iterator[str]:
        there, wanted = set(self._files.all()), self._wanted()
        counts: tuple[tuple[int, str], ...] = (
            (len(wanted - there), "{count} stored files are missing; the sets can be analysed again."),
            (sum(not self._files.is_intact(path) for path in wanted & there), "{count} stored files are damaged."),
            (len(there - wanted), "{count} stored files belong to no set."),
        )
        yield from (text.format(count=count) for count, text in counts if count)

    def _mend_files(self) -> Iterator[str]:
        there, wanted = set(self._files.all()), self._wanted()
        damaged = {path for path in wanted & there if not self._files.is_intact(path)}
        for paths, text in (
            (there - wanted, "{count} stored files that belonged to no set were deleted."),
            (damaged, "{count} damaged files were deleted; their sets can be analysed again."),
        ):
            for path in paths:
                path.unlink(missing_ok=True)
            if paths:
                yield text.format(count=len(paths))
        gone = {path.stem for path in damaged | (wanted - there)}
        if gone:
            self._forget(gone)
            yield f"{len(gone)} missing files are no longer expected."

    def _forget(self, fingerprints: set[str]) -> None:
        with self._database.writing() as connection:
            for column in (training_set.c.observation, training_set.c.thumbnail):
                for fingerprint in sorted(fingerprints):
                    connection.execute(training_set.update().where(column == fingerprint).values({column.name: ""}))

    def _rebuild(self) -> str:
        """Save every row that can still be read into a new database; else take the newest copy that is intact."""
        damaged = self._database.path
        self.folder.mkdir(parents=True, exist_ok=True)
        aside = _free_name(self.folder)
        shutil.copy2(damaged, aside)
        fresh = damaged.with_name("rebuilt.sqlite")
        fresh.unlink(missing_ok=True)
        saved = _save_rows(aside, fresh)
        source, told = (fresh, f"The database was rebuilt from what could be read: {saved} rows.")
        if not saved:
            intact = [path for path in reversed(self.copies()) if _is_intact(path)]
            if not intact:
                raise UnreadableInput(
                    "The library is damaged, and there is no copy of it.", remedy=f"The damaged file is kept: {aside}"
                )
            source, told = intact[0], f"The database was damaged beyond reading; {intact[0].name} took its place."
        for suffix in ("-wal", "-shm"):
            damaged.with_name(damaged.name + suffix).unlink(missing_ok=True)
        part = damaged.with_name(".restoring.part")
        shutil.copy2(source, part)
        part.replace(damaged)
        fresh.unlink(missing_ok=True)
        upgrade(self._database)
        return f"{told} The damaged file was kept as {aside.name}."


def _save_rows(damaged: Path, fresh: Path) -> int:
    upgrade(Database(fresh))
    count = 0
    with contextlib.closing(connect_raw(fresh)) as target:
        target.execute("PRAGMA foreign_keys=OFF")
        for table in metadata.tables:
            count += _copy_rows(damaged, target, table)
        for table, row, *_ in target.execute("PRAGMA foreign_key_check").fetchall():
            target.execute(f"DELETE FROM {_quoted(table)} WHERE rowid = ?", (row,))  # noqa: S608 -- own names
        target.execute("PRAGMA journal_mode=DELETE")
    return count


def _copy_rows(damaged: Path, target: sqlite3.Connection, table: str) -> int:
    """Copy rows from both ends, up to the damaged pages; returns how many came over."""
    count = 0
    columns = "rowid, *" if table == "set_text" else "*"
    for order in ("ASC", "DESC"):
        with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(damaged)) as source:
            source.row_factory = sqlite3.Row
            asked = f"SELECT {columns} FROM {_quoted(table)} ORDER BY rowid {order}"  # noqa: S608 -- own names
            for row in source.execute(asked):
                with contextlib.suppress(sqlite3.Error):
                    count += _copy_row(target, table, row)
    return 0 if table in ("set_text", "meta") else count


def _copy_row(target: sqlite3.Connection, table: str, row: sqlite3.Row) -> int:
    names = list(dict.fromkeys(row.keys()))
    marks = ", ".join("?" for _ in names)
    listed = ", ".join(_quoted(name) for name in names)
    statement = f"INSERT OR IGNORE INTO {_quoted(table)} ({listed}) VALUES ({marks})"  # noqa: S608 -- own names
    return max(target.execute(statement, [row[name] for name in names]).rowcount, 0)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _free_name(folder: Path) -> Path:
    number = 1
    while (folder / f"damaged-{number}.sqlite").exists():
        number += 1
    return folder / f"damaged-{number}.sqlite"


def _is_intact(path: Path) -> bool:
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as connection:
        return bool(connection.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",))
    return False
