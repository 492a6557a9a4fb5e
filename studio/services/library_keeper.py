"""Keeps what happens on the desk in the library, and gives clips back the review that they were left with."""

import json
import logging
import shutil
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from studio.core.analysis import Analysis
from studio.core.errors import MissingComponent, StudioError, UsageError
from studio.core.events import Event
from studio.core.exercise import Exercise
from studio.core.frame import ClipInfo
from studio.core.review import Review
from studio.core.stored_review import review_to_data
from studio.core.training import QueuedClip, TrainingSet
from studio.review import ReviewChanged
from studio.services.desk import Beginning, Desk, Notice, begin_anew
from studio.services.jobs import Job, JobContext, JobRunner
from studio.services.studio import Studio

if TYPE_CHECKING:
    from studio.services.library import Library

log = logging.getLogger(__name__)


class LibraryKeeper:
    """The library of one window. It is opened when it is first needed, never when the window starts.

    Attributes:
        kept: told with the id of a set after it was kept.
        queue_changed: told when a clip of the queue has moved on.
        queue_job_changed: told with the job that works through the queue, and with None when it has ended.
    """

    def __init__(self, studio: Studio, runner: JobRunner, desk: Desk, *, never_kept: Path | None = None) -> None:
        """Follow a desk.

        Args:
            studio: the adapters.
            runner: for work in the background.
            desk: whose clips are kept.
            never_kept: a clip that is not added by itself: the shipped sample.
        """
        self.kept: Event[str] = Event()
        self.queue_changed: Event[QueuedClip] = Event()
        self.queue_job_changed: Event[Job[Any] | None] = Event()
        self._studio = studio
        self._runner = runner
        self._desk = desk
        self._never_kept = never_kept
        self._library: Library | None = None
        self._opening, self._keeping = threading.Lock(), threading.Lock()
        self._saving: Job[Any] | None = None
        self._unsaved: tuple[Analysis, Review, Exercise] | None = None
        self._queue_job: Job[Any] | None = None
        self._is_closed = False
        self._told: set[str] = set()
        self._bases: dict[str, str] = {}
        self._guests: dict[Path, Beginning] = {}
        self._guest_folder: Path | None = None
        desk.begin_with(self._begin)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.review_changed.subscribe(self._on_review_changed)

    @property
    def is_saved(self) -> bool:
        """Whether everything that was decided is in the library."""
        return self._unsaved is None and self._saving is None

    @property
    def queue_job(self) -> Job[Any] | None:
        """What works through the queue."""
        return self._queue_job

    def library(self) -> "Library":
        """The library, opened by the first who asks; from any thread.

        Raises:
            StudioError: it cannot be opened; one sentence says why.
        """
        from studio.services.library import Library

        with self._opening:
            if self._library is None:
                self._library = Library(self._studio, self._studio.open_library())
                self._library.store.resume_queue()
            return self._library

    def warm_up(self) -> None:
        """Open the library in the background; whatever is wrong is told when it is wanted."""

        def work(_context: JobContext) -> None:
            with suppress(StudioError):
                self.library()

        if self._library is None and not self._is_closed:
            self._runner.submit(work, title="opening the library")

    def keep_now(self, analysis: Analysis, review: Review, exercise: Exercise) -> "tuple[Library, str]":
        """Keep a set at once, from any thread; the library and the id under which it is kept.

        Raises:
            UsageError: it is the sample, a guest, or a clip that belongs to another set.
            StudioError: the library cannot be opened.
        """
        library = self.library()
        is_out = self._is_never_kept(analysis) or self._desk.guest is not None
        kept = None if is_out else self._keep(analysis, review, exercise)
        if kept is None:
            raise UsageError("This set is not kept in the library.", remedy="Share the other files instead.")
        return library, kept.id

    def run_queue(self) -> Job[Any]:
        """Work through the queue in the background; the job that does it already is given back."""
        if self._queue_job is not None:
            return self._queue_job

        def work(context: JobContext) -> int:
            from studio.services.batch import run_queue

            return run_queue(self._studio, self.library(), context, on_item=context.publish)

        job = self._runner.submit(work, title="working through the queue", lane="analysis")
        job.published.subscribe(self._on_published)
        job.failed.subscribe(self._tell_error)
        job.finished.subscribe(self._on_queue_ended)
        self._queue_job = job
        self.queue_job_changed.emit(job)
        return job

    def look_at_case(self, path: Path) -> Path:
        """Get a case ready to be looked at without being kept; its clip lies aside until the window is closed.

        Raises:
            StudioError: the case cannot be used; one sentence says why.
        """
        from studio.services.case_sharing import look_at_case

        with self._opening:
            if self._guest_folder is None:
                cases = self._studio.cache_dir / "cases"
                cases.mkdir(parents=True, exist_ok=True)
                self._guest_folder = Path(tempfile.mkdtemp(dir=cases))
        clip, beginning = look_at_case(self._studio, path, self._guest_folder)
        self._guests[clip] = beginning
        return clip

    def close(self) -> None:
        """Keep what is not kept yet, now."""
        self._is_closed = True
        if self._saving is not None:
            self._saving.wait(5.0)
        unsaved, self._unsaved = self._unsaved, None
        if unsaved is not None:
            try:
                self._keep(*unsaved)
            except StudioError as error:
                log.warning("the review was not kept: %s", error.summary)
        if self._guest_folder is not None:
            shutil.rmtree(self._guest_folder, ignore_errors=True)

    def _begin(self, info: ClipInfo) -> Beginning:
        """What the library knows about a clip; runs in the background. A library that does not open stops nobody."""
        if info.path in self._guests:
            return self._guests[info.path]
        try:
            library = self.library()
            known = library.store.with_clip(info.sha256)
            self._bases[info.sha256] = _state(known, info.sha256)
            self._told.discard(str(_changed_elsewhere(info.path.name)))
            if known is None or known.clip.sha256 != info.sha256:
                return begin_anew(info)  # new, or another view of a set whose review is about its own clip
            known = library.take_in(info)
            library.seed_cache(known, info)
            return Beginning(library.take_up(known).review, known.exercise_id)
        except MissingComponent:
            return begin_anew(info)
        except StudioError as error:
            log.warning("what the library knows of this clip is left aside: %s", error.summary)
            return begin_anew(info)

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        self._note(analysis)

    def _on_review_changed(self, _changed: ReviewChanged) -> None:
        self._note(self._desk.analysis)

    def _note(self, analysis: Analysis | None) -> None:
        review, exercise = self._desk.review, self._desk.exercise
        if analysis is None or review is None or exercise is None or self._desk.guest is not None:
            return
        if self._is_never_kept(analysis):
            return
        self._unsaved = (analysis, review, exercise)
        self._save_next()

    def _is_never_kept(self, analysis: Analysis) -> bool:
        if analysis.clip.path in self._guests:
            return True
        return self._never_kept is not None and analysis.clip.path.resolve() == self._never_kept.resolve()

    def _save_next(self) -> None:
        if self._saving is not None or self._unsaved is None:
            return
        unsaved, self._unsaved = self._unsaved, None
        job = self._runner.submit(lambda _context: self._keep(*unsaved), title="keeping the review")
        job.succeeded.subscribe(self._on_kept)
        job.failed.subscribe(self._on_not_kept)
        job.finished.subscribe(self._on_saved)
        self._saving = job

    def _keep(self, analysis: Analysis, review: Review, exercise: Exercise) -> TrainingSet | None:
        try:
            library = self.library()
        except MissingComponent:
            return None
        with self._keeping:
            known = library.take_in(analysis.clip, exercise_id=exercise.id)
            if known.clip.sha256 != analysis.clip.sha256:
                return None  # a front or technique clip is kept with its set, its own analysis is not
            if self._bases.get(known.clip.sha256) not in (None, _state(known, known.clip.sha256)):
                raise _changed_elsewhere(analysis.clip.path.name)
            kept = library.keep(known, analysis, review, exercise)
            self._bases[kept.clip.sha256] = _state(kept, kept.clip.sha256)
            return kept

    def _on_kept(self, kept: TrainingSet | None) -> None:
        if kept is not None:
            self.kept.emit(kept.id)

    def _on_not_kept(self, error: Exception) -> None:
        """The same trouble is told once, not after every edit; the autosave goes on by itself."""
        if str(error) not in self._told:
            self._told.add(str(error))
            self._tell_error(error)

    def _on_saved(self, _job: Job[Any]) -> None:
        self._saving = None
        self._save_next()

    def _on_published(self, partial: object) -> None:
        """A clip of the queue has moved on; what an analysis shows on its way is for nobody here."""
        if isinstance(partial, QueuedClip):
            self.queue_changed.emit(partial)

    def _on_queue_ended(self, _job: Job[Any]) -> None:
        self._queue_job = None
        self.queue_job_changed.emit(None)

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, StudioError):
            told = self._desk.told
            self._desk.noticed.emit(Notice(told(error.summary), remedy=told(error.remedy), is_problem=True))
        else:
            self._desk.crashed.emit(error)


def _state(one: TrainingSet | None, sha256: str) -> str:
    """What a review of a set begins with; a set that nobody has reviewed is as one that is not there yet."""
    review = (one.review if one else None) or review_to_data(Review(clip_sha256=sha256))
    return json.dumps([review, dict(one.log) if one else {}], sort_keys=True, default=str)


def _changed_elsewhere(name: str) -> UsageError:
    return UsageError(
        f"{name} was changed in another window, so what you change here is not kept.",
        remedy="Open the clip again to go on from there.",
    )
