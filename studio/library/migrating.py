"""Brings a database up to date, and refuses one from the future."""

import contextlib
import sqlite3
from pathlib import Path

from studio.core.errors import UnreadableInput
from studio.library.database import Database, explained

SCHEMAS = ("0001", "0002", "0003", "0004", "0005")
"""All versions of the database, oldest first."""

HEAD = SCHEMAS[-1]
_MIGRATIONS = Path(__file__).with_name("migrations")


def schema_of(path: Path) -> str:
    """Version of a database file; empty when there is none yet. Changes nothing and loads nothing.

    Raises:
        UnreadableInput: it is no database.
    """
    if not path.exists() or path.stat().st_size == 0:
        return ""
    with explained(path.parent), contextlib.closing(sqlite3.connect(path, timeout=5.0)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone() if tables else None
    return str(found[0]) if found else ""


def refuse_newer(schema: str) -> None:
    """Stop at a version that this studio does not know.

    Raises:
        UnreadableInput: it does not.
    """
    if schema and schema not in SCHEMAS:
        raise UnreadableInput(
            "This library was written by a newer studio, and nothing in it was touched.",
            remedy="Update the studio, or restore an earlier copy.",
        )


def upgrade(database: Database, *, to: str = HEAD) -> None:
    """Bring a database up to a version, in one transaction; another process may do the same at the same time."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("version_locations", str(_MIGRATIONS / "versions"))
    config.set_main_option("path_separator", "os")
    with database.migrating() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)
