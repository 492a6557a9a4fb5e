"""Keeps the review of every clip from edit to edit, so that nothing is lost when the studio is killed."""

import json
import logging
import os
import threading
from contextlib import suppress
from pathlib import Path
from typing import Protocol

from studio.core.errors import CannotWrite, StudioError
from studio.core.events import Event
from studio.core.review import Review
from studio.core.stored_review import review_from_data, review_to_data
from studio.services.jobs import JobContext, JobRunner

log = logging.getLogger(__name__)


class ReviewShelf(Protocol):
    """Where reviews lie between two sessions."""

    def keep(self, review: Review) -> None:
        """Put a review in the place of its earlier self. Raises CannotWrite; the earlier one is still there then."""

    def settle(self) -> None:
        """See that what was kept outlives a power cut, too. May wait for the disk. Raises CannotWrite."""

    def recall(self, clip_sha256: str) -> Review | None:
        """The review of a clip as it was kept last; None when there is none that can be read."""


class NoShelf:
    """Keeps nothing."""

    def keep(self, review: Review) -> None:
        """Forget it."""

    def settle(self) -> None:
        """There is nothing."""

    def recall(self, clip_sha256: str) -> Review | None:  # noqa: ARG002 -- it has none of any clip
        """Nothing."""
        return None


class ReviewFolder:
    """One small file per clip, written as a whole or not at all."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._unsettled: set[Path] = set()

    def keep(self, review: Review) -> None:
        """Put a review in the place of its earlier self."""
        data = json.dumps(review_to_data(review), ensure_ascii=False, default=str).encode()
        path = self._path(review.clip_sha256)
        part = path.with_suffix(".part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                file.write(data)
            part.replace(path)  # it outlives a kill from here on
        except OSError as error:
            raise _cannot_keep() from error
        with self._lock:
            self._unsettled.add(path)

    def settle(self) -> None:
        """Wait until the disk has what was kept."""
        with self._lock:
            paths, self._unsettled = self._unsettled, set()
        for path in paths:
            try:
                with path.open("r+b") as file:
                    os.fsync(file.fileno())
            except FileNotFoundError:
                continue  # put aside or deleted meanwhile
            except OSError as error:
                raise _cannot_keep() from error

    def recall(self, clip_sha256: str) -> Review | None:
        """The review of a clip; a file that cannot be read is put aside under another name, never overwritten."""
        path = self._path(clip_sha256)
        try:
            return review_from_data(json.loads(path.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (OSError, ValueError, StudioError) as error:
            log.warning("a kept review is unreadable and is put aside: %s", type(error).__name__)
            with suppress(OSError):
                path.replace(path.with_suffix(".unreadable"))
            return None

    def _path(self, clip_sha256: str) -> Path:
        return self._folder / f"{clip_sha256[:32]}.json"


def _cannot_keep() -> CannotWrite:
    return CannotWrite(
        "Your last edits could not be kept.", remedy="Free some disk space; the next edit is kept again."
    )


class Autosave:
    """Writes the newest review of each clip on a lane of its own; newer ones replace those that still wait.

    Waiting for the disk is a job apart: while a slow one takes its time, newer edits must already outlive a kill.

    Attributes:
        failed: told when a review could not be kept; it is tried again with the next edit, and at the end.
        keeps_at_once: whether every edit is written; otherwise what waits is written by `catch_up` and at the end.
    """

    LANE = "saving"
    LANE_THREADS = 2

    def __init__(self, shelf: ReviewShelf, runner: JobRunner) -> None:
        self.failed: Event[StudioError] = Event()
        self.keeps_at_once = True
        self._shelf = shelf
        self._runner = runner
        self._lock = threading.Lock()
        self._waiting: dict[str, Review] = {}
        self._is_writing = False
        self._is_unsettled = False
        self._is_settling = False

    def recall(self, clip_sha256: str) -> Review | None:
        """What was kept for a clip. Reads a file: call it from a job."""
        with self._lock:
            waiting = self._waiting.get(clip_sha256)
        return waiting or self._shelf.recall(clip_sha256)

    def keep(self, review: Review) -> None:
        """Keep a review soon; returns at once."""
        with self._lock:
            self._waiting[review.clip_sha256] = review
        if self.keeps_at_once:
            self.catch_up()

    def catch_up(self) -> None:
        """Write what waits; returns at once."""
        with self._lock:
            if self._is_writing or not self._waiting:
                return
            self._is_writing = True
        job = self._runner.submit(self._write, title="keeping the review", lane=self.LANE)
        job.failed.subscribe(self._on_failed)

    def flush(self) -> None:
        """Keep what still waits, here and now; call it when no job runs any more."""
        try:
            while self._write_next():
                pass
            self._shelf.settle()
        except StudioError:
            log.exception("the last edits were not kept")

    def _write(self, context: JobContext) -> None:
        is_more_left = True
        try:
            while is_more_left and not context.is_cancelled:
                is_more_left = self._write_next()
        finally:
            if is_more_left:  # else somebody may be writing again by now
                with self._lock:
                    self._is_writing = False
        self._settle_soon(context)

    def _settle_soon(self, context: JobContext) -> None:
        with self._lock:
            if self._is_settling or not self._is_unsettled or context.is_cancelled:
                return
            self._is_settling = True
        job = self._runner.submit(self._settle, title="waiting for the disk", lane=self.LANE)
        job.failed.subscribe(self._on_failed)

    def _settle(self, context: JobContext) -> None:
        is_more_left = True
        try:
            while is_more_left and not context.is_cancelled:
                is_more_left = self._settle_next()
        finally:
            if is_more_left:  # else somebody may be waiting for the disk again by now
                with self._lock:
                    self._is_settling = False

    def _settle_next(self) -> bool:
        with self._lock:
            if not self._is_unsettled:
                self._is_settling = False  # under the same lock: who writes one now begins a job of its own
                return False
            self._is_unsettled = False
        self._shelf.settle()
        return True

    def _write_next(self) -> bool:
        with self._lock:
            if not self._waiting:
                self._is_writing = False  # under the same lock: whoever keeps one now begins a job of its own
                return False
            sha256, review = next(iter(self._waiting.items()))
        self._shelf.keep(review)
        with self._lock:
            self._is_unsettled = True
            if self._waiting.get(sha256) is review:
                del self._waiting[sha256]
        return True

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StudioError):
            self.failed.emit(error)
