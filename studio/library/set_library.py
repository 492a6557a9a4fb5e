"""The door of this room: the whole library over one folder."""

import contextlib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from studio.core.arrays import ByteArray
from studio.core.athlete import Athlete, ScreeningVersion
from studio.core.errors import CannotWrite
from studio.core.set_store import Arrays, Erasure, Health
from studio.core.training import FilterWords, QueuedClip, QueueState, Session, SetPage, SetQuery, TrainingSet
from studio.library.athletes import AthleteRows
from studio.library.database import Database, explained
from studio.library.erasing import LibraryEraser
from studio.library.files import ContentFiles
from studio.library.finding import SetFinder
from studio.library.migrating import HEAD, refuse_newer, schema_of, upgrade
from studio.library.queue import QueueRows
from studio.library.sets import SetRows
from studio.library.upkeep import Upkeeper

ACTS_PER_COPY = 50
"""An automatic copy is made when the library is opened after so many acts."""


class SetLibrary:
    """Fulfils `SetStore`. May be used from any thread and by several processes; keeps no file open between acts."""

    def __init__(self, folder: Path) -> None:
        """Open the library; make it, or bring it up to date, when that is needed.

        Args:
            folder: where it lies; is made when it is not there.
        """
        self._folder = folder
        with explained():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        database = Database(folder / "library.sqlite")
        self._files = ContentFiles(folder)
        self._upkeep = Upkeeper(database, self._files, folder)
        schema = schema_of(database.path)
        refuse_newer(schema)
        if schema != HEAD:
            if schema:
                self._upkeep.backup()
            upgrade(database)
        self._athletes = AthleteRows(database)
        self._sets = SetRows(database)
        self._finder = SetFinder(database)
        self._queue = QueueRows(database)
        self._eraser = LibraryEraser(database, self._files, self._upkeep)
        with contextlib.suppress(CannotWrite):  # what cannot be finished or copied now is done the next time
            self._eraser.finish_interrupted()
            if database.acts():
                self._upkeep.keep_if_due(every_acts=ACTS_PER_COPY)

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    def athletes(self) -> tuple[Athlete, ...]:
        """All of them, by name."""
        return self._athletes.athletes()

    def save_athlete(self, athlete: Athlete) -> Athlete:
        """Add or change one; a new one gets its id."""
        return self._athletes.save_athlete(athlete)

    def screenings(self, athlete_id: str) -> tuple[ScreeningVersion, ...]:
        """All versions of the answers, oldest first."""
        return self._athletes.screenings(athlete_id)

    def add_screening(self, athlete_id: str, day: date, answers: Mapping[str, Any]) -> ScreeningVersion:
        """Keep answers as a new version; the last one is given back when nothing changed."""
        return self._athletes.add_screening(athlete_id, day, answers)

    def newest_screenings(self) -> Mapping[str, ScreeningVersion]:
        """The last version of every athlete's answers, by the athlete's id."""
        return self._athletes.newest_screenings()

    def find(self, query: SetQuery) -> SetPage:
        """The sets that match, as lines of a list."""
        return self._finder.find(query)

    def filter_words(self) -> FilterWords:
        """Tags and found faults that occur."""
        return self._finder.filter_words()

    def load(self, set_id: str) -> TrainingSet:
        """One set with everything. Raises UsageError when there is none."""
        return self._sets.load(set_id)

    def save(self, training_set: TrainingSet, *, text: str = "") -> TrainingSet:
        """Add or change a set, with the text that searches look through; a new one gets its ids."""
        return self._sets.save(training_set, text=text)

    def with_clip(self, sha256: str) -> TrainingSet | None:
        """The set that a clip belongs to, by content."""
        return self._sets.with_clip(sha256)

    def sessions(self, athlete_id: str) -> tuple[Session, ...]:
        """Of one athlete, oldest first."""
        return self._sets.sessions(athlete_id)

    def history(self, athlete_id: str) -> tuple[TrainingSet, ...]:
        """All sets of one athlete, oldest first."""
        return self._sets.history(athlete_id)

    def remove_set(self, set_id: str) -> None:
        """Take a set away; its arrays and pictures go with the next erasure or repair."""
        self._sets.remove_set(set_id)

    def put_arrays(self, arrays: Arrays) -> str:
        """Keep arrays and return their fingerprint."""
        return self._files.put_arrays(arrays)

    def get_arrays(self, fingerprint: str) -> Arrays | None:
        """Arrays as they were kept; None when they are gone or damaged."""
        return self._files.get_arrays(fingerprint)

    def put_picture(self, rgb: ByteArray) -> str:
        """Keep a small copy of a picture, shape (H, W, 3), and return its fingerprint."""
        return self._files.put_picture(rgb)

    def picture(self, fingerprint: str) -> Path | None:
        """The file of a picture; None when it is gone."""
        return self._files.picture(fingerprint)

    def enqueue(self, paths: Sequence[Path], *, athlete_id: str = "", exercise_id: str = "") -> int:
        """Add clips that are not in it already; returns how many were added."""
        return self._queue.enqueue(paths, athlete_id=athlete_id, exercise_id=exercise_id)

    def queue(self) -> tuple[QueuedClip, ...]:
        """The whole queue in order."""
        return self._queue.queue()

    def take_next(self) -> QueuedClip | None:
        """Mark the first that waits as running and return it; None when none waits."""
        return self._queue.take_next()

    def mark(self, item_id: int, state: QueueState, *, problem: str = "", set_id: str = "") -> None:
        """Say where a clip stands now."""
        self._queue.mark(item_id, state, problem=problem, set_id=set_id)

    def resume_queue(self) -> int:
        """Let what ran when the studio ended wait again; returns how many."""
        return self._queue.resume_queue()

    def clear_queue(self) -> None:
        """Forget what is done or failed."""
        self._queue.clear_queue()

    def watched(self) -> tuple[Path, ...]:
        """Folders whose new clips are taken in."""
        return self._queue.watched()

    def watch(self, folders: Sequence[Path]) -> None:
        """Watch these folders and no others."""
        self._queue.watch(folders)

    def check(self) -> Health:
        """Look through database, arrays and pictures; changes nothing."""
        return self._upkeep.check()

    def repair(self) -> tuple[str, ...]:
        """Mend what can be mended; one sentence for each thing that was done."""
        return self._upkeep.repair()

    def backup(self, path: Path | None = None) -> Path:
        """Copy the database: to a file, or as the next of the automatic copies."""
        return self._upkeep.backup(path)

    def restore(self, path: Path) -> None:
        """Put a copy in place of the database, which is copied first. Raises UnreadableInput when it is no copy."""
        self._upkeep.restore(path)

    def erase_athlete(self, athlete_id: str) -> Erasure:
        """Delete an athlete and everything about them. An erasure that was cut short is finished at the next start."""
        return self._eraser.erase_athlete(athlete_id)

    def erase_sets(self, set_ids: Sequence[str]) -> Erasure:
        """Delete sets for good, with arrays and pictures."""
        return self._eraser.erase_sets(set_ids)


def open_for_repair(folder: Path) -> tuple[str, ...]:
    """Mend a library that is too damaged to be opened.

    Raises:
        UnreadableInput: nothing of it can be read and there is no copy.
    """
    database = Database(folder / "library.sqlite")
    with contextlib.suppress(FileNotFoundError):
        return Upkeeper(database, ContentFiles(folder), folder).repair()
    return ()
