"""Rows of the queue and of the watched folders."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete, insert, select, update

from studio.core.training import QueuedClip, QueueState
from studio.library.database import Database
from studio.library.tables import queue_item, watched_folder


class QueueRows:
    """Fulfils `ClipQueue` and `QueueUpkeep`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def enqueue(self, paths: Sequence[Path], *, athlete_id: str = "", exercise_id: str = "") -> int:
        """Add clips that are not in it already; returns how many were added."""
        with self._database.writing() as connection:
            known = set(connection.scalars(select(queue_item.c.path)))
            new = [text for text in dict.fromkeys(str(path) for path in paths) if text not in known]
            for text in new:
                values = {"path": text, "athlete_id": athlete_id or None, "exercise_id": exercise_id}
                connection.execute(insert(queue_item).values(state=QueueState.WAITING.value, **values))
        return len(new)

    def queue(self) -> tuple[QueuedClip, ...]:
        """The whole queue in order."""
        with self._database.reading() as connection:
            rows = connection.execute(select(queue_item).order_by(queue_item.c.id)).all()
        return tuple(
            QueuedClip(
                id=row.id,
                path=Path(row.path),
                athlete_id=row.athlete_id or "",
                exercise_id=row.exercise_id,
                state=QueueState(row.state),
                problem=row.problem,
                set_id=row.set_id,
            )
            for row in rows
        )

    def take_next(self) -> QueuedClip | None:
        """Mark the first that waits as running and return it; None when none waits."""
        with self._database.writing() as connection:
            waiting = queue_item.c.state == QueueState.WAITING.value
            row = connection.execute(select(queue_item).where(waiting).order_by(queue_item.c.id).limit(1)).first()
            if row is None:
                return None
            running = update(queue_item).where(queue_item.c.id == row.id).values(state=QueueState.RUNNING.value)
            connection.execute(running)
        return QueuedClip(row.id, Path(row.path), row.athlete_id or "", row.exercise_id, QueueState.RUNNING)

    def mark(self, item_id: int, state: QueueState, *, problem: str = "", set_id: str = "") -> None:
        """Say where a clip stands now."""
        with self._database.writing() as connection:
            values = {"state": state.value, "problem": problem, "set_id": set_id}
            connection.execute(update(queue_item).where(queue_item.c.id == item_id).values(**values))

    def resume_queue(self) -> int:
        """Let what ran when the studio ended wait again; returns how many."""
        running = queue_item.c.state == QueueState.RUNNING.value
        with self._database.writing() as connection:
            again = update(queue_item).where(running).values(state=QueueState.WAITING.value)
            return connection.execute(again).rowcount

    def clear_queue(self) -> None:
        """Forget what is done or failed."""
        over = queue_item.c.state.in_([QueueState.DONE.value, QueueState.FAILED.value])
        with self._database.writing() as connection:
            connection.execute(delete(queue_item).where(over))

    def watched(self) -> tuple[Path, ...]:
        """Folders whose new clips are taken in."""
        with self._database.reading() as connection:
            return tuple(Path(text) for text in sorted(connection.scalars(select(watched_folder.c.path))))

    def watch(self, folders: Sequence[Path]) -> None:
        """Watch these folders and no others."""
        with self._database.writing() as connection:
            connection.execute(delete(watched_folder))
            for text in sorted({str(folder) for folder in folders}):
                connection.execute(insert(watched_folder).values(path=text))
