"""The database file: how it is opened, what one act is, and what its errors mean to a coach."""

import contextlib
import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import NullPool

from studio.core.errors import CannotWrite, StudioError, UnreadableInput

BUSY_TIMEOUT_S = 5.0
"""How long an act waits for another process to finish its own; acts take milliseconds."""

_LEAST_FREE_BYTES = 1 << 20
"""With less than this SQLite cannot make the small files that it needs to read."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an act that was told as done survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten with zeros
    "PRAGMA trusted_schema=OFF",
)


class Database:
    """One SQLite file in WAL mode; every act is one transaction on a connection of its own, from any thread."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._engine = create_engine(
            URL.create("sqlite", database=str(path)),
            poolclass=NullPool,
            connect_args={"timeout": BUSY_TIMEOUT_S, "check_same_thread": False},
        )
        event.listen(self._engine, "connect", _prepare)
        event.listen(self._engine, "begin", _begin)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Connection]:
        """Look at one state of the database, whatever others write meanwhile."""
        with explained(self.path.parent), self._engine.connect() as connection:
            yield connection

    @contextlib.contextmanager
    def writing(self) -> Iterator[Connection]:
        """One act: all of it or nothing, one after the other."""
        with (
            explained(self.path.parent),
            self._engine.connect().execution_options(begins="BEGIN IMMEDIATE") as connection,
            connection.begin(),
        ):
            yield connection
            connection.execute(
                text(
                    "INSERT INTO meta VALUES ('acts', '1') "
                    "ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
                )
            )

    @contextlib.contextmanager
    def migrating(self) -> Iterator[Connection]:
        """As `writing`, on a database that may not have its tables yet."""
        with (
            explained(self.path.parent),
            self._engine.connect().execution_options(begins="BEGIN IMMEDIATE") as connection,
            connection.begin(),
        ):
            yield connection

    @contextlib.contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        """SQLite itself, without transactions: for backups, checks and VACUUM."""
        with explained(self.path.parent), contextlib.closing(connect_raw(self.path)) as connection:
            yield connection

    def acts(self) -> int:
        """How many acts there have been: a clock that never goes backwards."""
        with self.reading() as connection:
            value = connection.scalar(text("SELECT value FROM meta WHERE key = 'acts'"))
        return int(value or 0)


def connect_raw(path: Path) -> sqlite3.Connection:
    """SQLite's own connection, in autocommit, with the house's settings."""
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def explained(folder: Path | None = None) -> Iterator[None]:
    """Turn errors of the database and of the disk into sentences.

    Args:
        folder: of the library; SQLite does not tell a full disk from a broken one, a look at the folder does.
    """
    try:
        yield
    except (DatabaseError, sqlite3.Error) as error:
        told = str(getattr(error, "orig", None) or error)
        raise explain(_state_of(folder, told) or told) from error
    except OSError as error:
        meanings = {errno.ENOSPC: "disk is full", errno.EDQUOT: "disk is full", errno.EROFS: "read-only"}
        raise explain(meanings.get(error.errno or 0, "unable to open")) from error


def _state_of(folder: Path | None, told: str) -> str:
    """What stands behind an error of reading or opening; empty when the folder tells nothing."""
    if folder is None or not any(word in told.lower() for word in ("disk i/o", "unable to open")):
        return ""
    try:
        if shutil.disk_usage(folder).free < _LEAST_FREE_BYTES:
            return "disk is full"
        return "" if os.access(folder, os.W_OK) else "read-only"
    except OSError:
        return ""


def explain(message: str) -> StudioError:
    """What a message of SQLite means to a coach."""
    lowered = message.lower()
    for words, kind, summary, remedy in _MEANINGS:
        if any(word in lowered for word in words):
            return kind(summary, remedy=remedy)
    return CannotWrite("The library could not take this.", remedy="Run: lockout library check")


_MEANINGS: tuple[tuple[tuple[str, ...], type[StudioError], str, str], ...] = (
    (
        ("locked", "busy"),
        CannotWrite,
        "Another studio is writing to the library.",
        "Wait until it has finished, then try again.",
    ),
    (
        ("full",),
        CannotWrite,
        "The library was not changed: the disk is full.",
        "Free some space and try again.",
    ),
    (
        ("readonly", "read-only"),
        CannotWrite,
        "The library may only be read here.",
        "Check that you may write to its folder, then try again.",
    ),
    (
        ("unable to open",),
        CannotWrite,
        "The library cannot be opened in its folder.",
        "Check that the folder may be used.",
    ),
    (
        ("disk i/o",),
        CannotWrite,
        "The disk with the library cannot be used just now.",
        "Check that it is connected, then try again.",
    ),
    (
        ("malformed", "not a database", "corrupt"),
        UnreadableInput,
        "The library is damaged.",
        "Run: lockout library check --repair",
    ),
)
"""Words of SQLite, and what to say; the first line that matches counts."""


def _prepare(connection: Any, _record: object) -> None:  # noqa: ANN401 -- the driver's connection
    connection.isolation_level = None  # transactions begin where we say, DDL included
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql(str(connection.get_execution_options().get("begins", "BEGIN")))
