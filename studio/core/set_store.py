"""What the services need from the library: athletes, sets, stored arrays, the queue, and its upkeep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from numpy.typing import NDArray

from studio.core.arrays import ByteArray
from studio.core.athlete import Athlete, ScreeningVersion
from studio.core.training import FilterWords, QueuedClip, QueueState, Session, SetPage, SetQuery, TrainingSet

Arrays = Mapping[str, NDArray[Any]]


class AthleteBook(Protocol):
    """The athletes and their answers."""

    def athletes(self) -> tuple[Athlete, ...]:
        """All of them, by name."""
        ...

    def save_athlete(self, athlete: Athlete) -> Athlete:
        """Add or change one; a new one gets its id."""
        ...

    def screenings(self, athlete_id: str) -> tuple[ScreeningVersion, ...]:
        """All versions of the answers, oldest first."""
        ...

    def add_screening(self, athlete_id: str, day: date, answers: Mapping[str, Any]) -> ScreeningVersion:
        """Keep answers as a new version; the last one is given back when nothing changed."""
        ...


class SetBook(Protocol):
    """The sets."""

    def find(self, query: SetQuery) -> SetPage:
        """The sets that match, as lines of a list."""
        ...

    def filter_words(self) -> FilterWords:
        """Tags and found faults that occur."""
        ...

    def load(self, set_id: str) -> TrainingSet:
        """One set with everything. Raises UsageError when there is none."""
        ...

    def save(self, training_set: TrainingSet, *, text: str = "") -> TrainingSet:
        """Add or change a set, with the text that searches look through; a new one gets its ids."""
        ...

    def with_clip(self, sha256: str) -> TrainingSet | None:
        """The set that a clip belongs to, by content."""
        ...


class SessionBook(Protocol):
    """Sessions, whole histories, and taking away."""

    def sessions(self, athlete_id: str) -> tuple[Session, ...]:
        """Of one athlete, oldest first."""
        ...

    def history(self, athlete_id: str) -> tuple[TrainingSet, ...]:
        """All sets of one athlete, oldest first."""
        ...

    def newest_screenings(self) -> Mapping[str, ScreeningVersion]:
        """The last version of every athlete's answers, by the athlete's id."""
        ...

    def remove_set(self, set_id: str) -> None:
        """Take a set away, with its arrays and pictures; the clip stays where it lies."""
        ...


class ArrayShelf(Protocol):
    """Arrays and pictures by the fingerprint of their content."""

    def put_arrays(self, arrays: Arrays) -> str:
        """Keep arrays and return their fingerprint."""
        ...

    def get_arrays(self, fingerprint: str) -> Arrays | None:
        """Arrays as they were kept; None when they are gone or damaged."""
        ...

    def put_picture(self, rgb: ByteArray) -> str:
        """Keep a small copy of a picture, shape (H, W, 3), and return its fingerprint."""
        ...

    def picture(self, fingerprint: str) -> Path | None:
        """The file of a picture; None when it is gone."""
        ...


class ClipQueue(Protocol):
    """Clips that wait for their analysis; survives a restart."""

    def enqueue(self, paths: Sequence[Path], *, athlete_id: str = "", exercise_id: str = "") -> int:
        """Add clips that are not in it already; returns how many were added."""
        ...

    def queue(self) -> tuple[QueuedClip, ...]:
        """The whole queue in order."""
        ...

    def take_next(self) -> QueuedClip | None:
        """Mark the first that waits as running and return it; None when none waits."""
        ...

    def mark(self, item_id: int, state: QueueState, *, problem: str = "", set_id: str = "") -> None:
        """Say where a clip stands now."""
        ...


class QueueUpkeep(Protocol):
    """What else the queue needs."""

    def resume_queue(self) -> int:
        """Let what ran when the studio ended wait again; returns how many."""
        ...

    def clear_queue(self) -> None:
        """Forget what is done or failed."""
        ...

    def watched(self) -> tuple[Path, ...]:
        """Folders whose new clips are taken in."""
        ...

    def watch(self, folders: Sequence[Path]) -> None:
        """Watch these folders and no others."""
        ...


@dataclass(frozen=True, slots=True)
class Health:
    """How the library is.

    Attributes:
        problems: one sentence each; empty when all is well.
        athlete_count: how many athletes.
        set_count: how many sets.
        schema: version of the database.
        backups: automatic copies, oldest first.
    """

    problems: tuple[str, ...]
    athlete_count: int = 0
    set_count: int = 0
    schema: str = ""
    backups: tuple[Path, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


class Upkeep(Protocol):
    """Checking, mending and copying."""

    def check(self) -> Health:
        """Look through database, arrays and pictures; changes nothing."""
        ...

    def repair(self) -> tuple[str, ...]:
        """Mend what can be mended; one sentence for each thing that was done."""
        ...

    def backup(self, path: Path | None = None) -> Path:
        """Copy the database: to a file, or as the next of the automatic copies."""
        ...

    def restore(self, path: Path) -> None:
        """Put a copy in place of the database, which is copied first. Raises UnreadableInput when it is no copy."""
        ...


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was deleted with an athlete, as proof.

    Attributes:
        rows: how many rows, by table.
        files: names of the files that were deleted, relative to the library.
        clip_sha256s: fingerprints of the clips whose caches must go as well.
        backups: automatic copies that were deleted, since they held the athlete too.
        remains: places outside that the studio cannot delete, one sentence each.
    """

    rows: Mapping[str, int]
    files: tuple[str, ...]
    clip_sha256s: tuple[str, ...]
    backups: tuple[str, ...]
    remains: tuple[str, ...] = ()


class Eraser(Protocol):
    """Deletes for good."""

    def erase_athlete(self, athlete_id: str) -> Erasure:
        """Delete an athlete and everything about them. An erasure that was cut short is finished at the next start."""
        ...

    def erase_sets(self, set_ids: Sequence[str]) -> Erasure:
        """Delete sets for good, with arrays and pictures."""
        ...


class SetStore(AthleteBook, SetBook, SessionBook, ArrayShelf, ClipQueue, QueueUpkeep, Upkeep, Eraser, Protocol):
    """The whole library."""

    @property
    def folder(self) -> Path:
        """Where it lies."""
        ...
