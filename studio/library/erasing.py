"""Deleting for good: rows, index terms, arrays, pictures, free pages, the write-ahead log, and the automatic copies."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select

from studio.core.errors import CannotWrite, UsageError
from studio.core.set_store import Erasure
from studio.library.database import Database
from studio.library.files import ContentFiles
from studio.library.sets import delete_sets
from studio.library.tables import athlete, clip, pending_erasure, queue_item, screening, session, training_set
from studio.library.upkeep import Upkeeper


class LibraryEraser:
    """Fulfils `Eraser`. What must go is written down in the act that deletes the rows, and struck out at the end."""

    def __init__(self, database: Database, files: ContentFiles, upkeep: Upkeeper) -> None:
        self._database = database
        self._files = files
        self._upkeep = upkeep

    def erase_athlete(self, athlete_id: str) -> Erasure:
        """Delete an athlete and everything about them."""
        with self._database.writing() as connection:
            rows = connection.execute(_of_athlete(athlete_id)).all()
            files, clips = self._files_of(connection, rows), _clips_of(connection, rows)
            queued = delete(queue_item).where(
                (queue_item.c.athlete_id == athlete_id) | queue_item.c.set_id.in_([row.id for row in rows])
            )
            counts = {"queue_item": connection.execute(queued).rowcount}
            counts |= delete_sets(connection, [row.id for row in rows])
            for table, column in ((screening, "athlete_id"), (session, "athlete_id"), (athlete, "id")):
                gone = connection.execute(delete(table).where(table.c[column] == athlete_id)).rowcount
                counts[table.name] = counts.get(table.name, 0) + gone
            if not counts["athlete"]:
                raise UsageError("This athlete is not in the library.", remedy="Look at the list again.")
            _write_down(connection, files)
        return self._finish(counts, files, clips)

    def erase_sets(self, set_ids: Sequence[str]) -> Erasure:
        """Delete sets for good, with arrays and pictures."""
        with self._database.writing() as connection:
            rows = connection.execute(select(training_set).where(training_set.c.id.in_(list(set_ids)))).all()
            files, clips = self._files_of(connection, rows), _clips_of(connection, rows)
            queued = delete(queue_item).where(queue_item.c.set_id.in_([row.id for row in rows]))
            counts = {"queue_item": connection.execute(queued).rowcount}
            counts |= delete_sets(connection, [row.id for row in rows])
            _write_down(connection, files)
        return self._finish(counts, files, clips)

    def finish_interrupted(self) -> bool:
        """Finish an erasure that was cut short; whether there was one."""
        with self._database.reading() as connection:
            left = [json.loads(text) for text in connection.scalars(select(pending_erasure.c.files))]
        if left:
            self._finish({}, tuple(name for names in left for name in names), ())
        return bool(left)

    def _files_of(self, connection: Connection, rows: Sequence[Row[Any]]) -> tuple[str, ...]:
        """Files that only these sets use."""
        ids = [row.id for row in rows]
        others = select(training_set.c.observation, training_set.c.thumbnail).where(training_set.c.id.not_in(ids))
        kept = {fingerprint for pair in connection.execute(others) for fingerprint in pair}
        paths = self._files.wanted(
            arrays={row.observation for row in rows} - kept, pictures={row.thumbnail for row in rows} - kept
        )
        return tuple(sorted(self._files.relative(path) for path in paths))

    def _finish(self, counts: Mapping[str, int], files: tuple[str, ...], clips: tuple[str, ...]) -> Erasure:
        deleted = tuple(name for name in files if self._files.remove(name))
        with self._database.raw() as connection:
            # the index keeps words of deleted rows until it is made anew
            connection.execute("INSERT INTO set_text(set_text) VALUES ('rebuild')")
            connection.execute("INSERT INTO set_text(set_text) VALUES ('optimize')")
        copies = self._delete_copies()
        with self._database.raw() as connection:
            connection.execute("VACUUM")
        with self._database.writing() as connection:
            connection.execute(delete(pending_erasure))
        with self._database.raw() as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with suppress(CannotWrite):  # the next start makes one
            self._upkeep.backup()
        return Erasure(
            rows={name: count for name, count in counts.items() if count},
            files=deleted,
            clip_sha256s=clips,
            backups=tuple(path.name for path in copies),
            remains=(
                "The clips themselves stay where they lie: the studio never deletes a clip.",
                "Reports, bundles and copies that were saved elsewhere are out of the studio's reach.",
            ),
        )

    def _delete_copies(self) -> tuple[Path, ...]:
        folder = self._upkeep.folder
        copies = tuple(path for path in sorted(folder.glob("*")) if path.is_file()) if folder.is_dir() else ()
        for path in copies:
            path.unlink(missing_ok=True)
        return copies


def _of_athlete(athlete_id: str) -> Any:  # noqa: ANN401 -- a question
    of_session = session.c.id == training_set.c.session_id
    return select(training_set).join(session, of_session).where(session.c.athlete_id == athlete_id)


def _clips_of(connection: Connection, rows: Sequence[Row[Any]]) -> tuple[str, ...]:
    asked = select(clip.c.sha256).where(clip.c.set_id.in_([row.id for row in rows]))
    return tuple(sorted(connection.scalars(asked)))


def _write_down(connection: Connection, files: tuple[str, ...]) -> None:
    connection.execute(insert(pending_erasure).values(files=json.dumps(files)))
