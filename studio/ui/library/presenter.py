"""Connects the library screen to the library: everything slow in the background, every list fetched page by page."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog

from studio.core.athlete import Athlete
from studio.core.case import CASE_SUFFIX
from studio.core.errors import StudioError
from studio.core.exercise import Exercise, ExerciseState
from studio.core.training import FilterWords, QueuedClip, QueueState, SetPage, SetQuery, SetRow, TrainingSet
from studio.services.desk import Desk, Notice
from studio.services.jobs import Job, JobRunner
from studio.services.library_keeper import LibraryKeeper
from studio.services.studio import Studio
from studio.ui.library.days import format_day
from studio.ui.library.set_acts import SetActs
from studio.ui.main_window import MainWindow
from studio.ui.theme import Theme

if TYPE_CHECKING:  # the page and what it needs load when the library is first shown, not when the window starts
    from studio.services.clip_intake import FolderWatch
    from studio.services.library import Library
    from studio.services.plain_words import PlainSummary
    from studio.ui.athlete.presenter import AthletePresenter
    from studio.ui.library.page import AthleteLine, LibraryPage

_WATCH_MS = 20_000
_MOST_PAINFUL = 2_000
_WARM_MS = 1_500
"""The library is opened in the background once the window has settled, so that it is there when it is wanted."""


class LibraryPresenter(QObject):
    """Makes the screen when it is first wanted.

    Signals:
        open_requested: open this clip for review; carries path and exercise id.
        clips_erased: everything about these clips was deleted; carries their paths.
    """

    open_requested = Signal(str, str)
    clips_erased = Signal(list)

    def __init__(
        self, studio: Studio, runner: JobRunner, desk: Desk, window: MainWindow, theme: Theme, *, sample: Path | None
    ) -> None:
        super().__init__(window)
        self._studio, self._runner, self._desk = studio, runner, desk
        self._window, self._theme = window, theme
        self.keeper = LibraryKeeper(studio, runner, desk, never_kept=sample)
        self.page: LibraryPage | None = None
        self.athlete: AthletePresenter | None = None
        self._watch: FolderWatch | None = None
        self._replaced: set[str] = set()
        self.set_acts = SetActs(studio, self.keeper, desk, window, run=self._job)
        self.set_acts.changed.connect(self.refresh)
        self.set_acts.clips_erased.connect(self.clips_erased)
        self._query = SetQuery()
        self._lift: Callable[[str], Exercise | None] = cache(self._load_lift)
        self._watching = QTimer(self)
        self._watching.setInterval(_WATCH_MS)
        self._watching.timeout.connect(self._look_for_new_clips)
        QTimer.singleShot(_WARM_MS, self, self.keeper.warm_up)
        self.keeper.kept.subscribe(lambda _set_id: self._refresh_if_shown())
        self.keeper.queue_changed.subscribe(self._on_queue_changed)
        self.keeper.queue_job_changed.subscribe(lambda _job: self._show_queue())

    def open(self) -> None:
        """Show the library; from the library, go back to the clip that is open."""
        if self.page is not None and self._window.is_showing(self.page):
            if self._desk.clip is not None:
                self._window.show_review_again()
            return
        self._job(self.keeper.library, self._show_first, title="opening the library")

    def look_at_case(self, path: Path) -> None:
        """Open a case without taking it into the library."""

        def show(clip: Path) -> None:
            self.open_requested.emit(str(clip), "")
            text = self.tr("{case} is open for looking and trying out.").format(case=path.name)
            remedy = self.tr("Nothing of it is kept; add the case in the library to keep it.")
            self._desk.noticed.emit(Notice(text, remedy=remedy))

        self._job(lambda: self.keeper.look_at_case(path), show, title="reading the case")

    def close(self) -> None:
        """Keep what is not kept yet."""
        self._watching.stop()
        self.keeper.close()

    def refresh(self) -> None:
        """Fetch athletes and the first page again."""
        self._fetch(self._query)
        self._fetch_athletes()
        self._fetch_filter_words()

    def _show_first(self, library: "Library") -> None:
        from studio.ui.athlete.presenter import AthletePresenter

        if self.page is None:
            self.page = self._make_page(library)
            self.athlete = AthletePresenter(
                self._studio, self.keeper, self._desk, self._window, self._theme, run=self._job, parent=self
            )
            self.athlete.changed.connect(self.refresh)
            self.athlete.clips_erased.connect(self.clips_erased)
            self.athlete.back_requested.connect(self._show_page)
            self.athlete.set_requested.connect(self._open_set)
        self._show_page()
        self._watching.start()
        self._look_for_new_clips()
        if any(item.state is QueueState.WAITING for item in library.store.queue()):
            self.keeper.run_queue()
        self._show_queue()

    def _show_page(self) -> None:
        assert self.page is not None
        self._window.show_page(self.page)
        self.refresh()
        self.page.focus_search()

    def _make_page(self, library: "Library") -> "LibraryPage":
        from studio.ui.library.page import LibraryPage
        from studio.ui.library.set_card import SetCardDelegate
        from studio.ui.library.set_model import SetModel

        page = LibraryPage(SetModel(self._describe), self._window)
        page.show_cards_with(
            SetCardDelegate(
                self._theme,
                picture=library.store.picture,
                fault_title=self._fault_title,
                lift_name=self._lift_name,
                parent=page,
            )
        )
        ready = [entry for entry in self._desk.exercises() if entry.state is ExerciseState.READY]
        page.show_lifts([(entry.id, entry.name) for entry in ready])
        page.query_changed.connect(self._fetch)
        page.set_requested.connect(self._open_set)
        page.athlete_requested.connect(self._open_athlete)
        page.add_athlete_requested.connect(self._add_athlete)
        page.assign_requested.connect(self._assign)
        page.details_requested.connect(self.set_acts.open_details)
        page.set_chosen.connect(self._tell_plainly)
        page.self_review_requested.connect(self._choose_self_review)
        page.attach_requested.connect(self.set_acts.attach_other)
        page.share_requested.connect(self._share)
        page.import_requested.connect(self._choose_clips)
        page.relink_requested.connect(self._relink)
        page.watch_requested.connect(self._choose_watched)
        page.dropped.connect(lambda paths: self.take_in([Path(path) for path in paths]))
        page.queue_stop_requested.connect(self._stop_queue)
        return page

    def take_in(self, paths: list[Path]) -> None:
        """Put clips and folders into the queue and work through it."""
        page = self.page
        athlete_id = page.athlete_id if page is not None else ""
        exercise_id = page.query.exercise_id if page is not None else ""

        cases = [path for path in paths if path.suffix.lower() == CASE_SUFFIX]
        for case in cases:
            self._take_case(case)
        paths = [path for path in paths if path not in cases]

        def work() -> int:
            from studio.services.clip_intake import clips_in

            clips = tuple(clips_in(paths))
            store = self.keeper.library().store
            store.clear_queue()
            return store.enqueue(clips, athlete_id=athlete_id, exercise_id=exercise_id)

        self._job(work, self._on_enqueued, title="reading the folder")

    def _take_case(self, path: Path) -> None:
        from studio.services.case_sharing import import_case

        def done(_taken: TrainingSet) -> None:
            self._desk.noticed.emit(Notice(self.tr("{case} was taken in.").format(case=path.name)))
            self._refresh_if_shown()

        self._job(lambda: import_case(self._studio, self.keeper.library(), path), done, title="reading the case")

    def _share(self, set_id: str) -> None:
        from studio.services.case_sharing import CaseOptions, export_case

        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Share as a case"), f"set{CASE_SUFFIX}", self.tr("Cases (*.lockout)")
        )
        if not chosen:
            return
        path = Path(chosen).with_suffix(CASE_SUFFIX)
        options = CaseOptions(language=self._desk.language)

        def work() -> tuple[Path, bool]:
            library = self.keeper.library()
            made = export_case(self._studio, library, set_id, path, options=options)
            owner = library.athlete(library.store.load(set_id).session.athlete_id)
            return made, owner is None or owner.consent is not None

        text = self.tr("Saved as {case}. It holds the clip, the name and health answers of this set.")
        asked = self.tr("No consent of this athlete is noted; note it on their page before you hand this over.")
        self._job(
            work,
            lambda done: self._desk.noticed.emit(
                Notice(text.format(case=done[0].name), remedy="" if done[1] else asked, path=done[0])
            ),
            title="writing the case",
        )

    def _on_enqueued(self, count: int) -> None:
        if count:
            self.keeper.run_queue()
        self._show_queue()

    def _fetch(self, query: SetQuery) -> None:
        self._query = query
        store = self.keeper.library().store
        self._job(lambda: store.find(query), lambda found: self._on_found(query, found), title="searching")

    def _on_found(self, query: SetQuery, found: SetPage) -> None:
        if self.page is None or query is not self._query:
            return  # another search is on its way
        store = self.keeper.library().store

        def fetch(offset: int) -> SetPage:
            return store.find(replace(query, offset=offset))

        self.page.model.show_page(found, fetch)
        is_narrowed = bool(query.text.strip() or query.athlete_id or query.exercise_id or query.least_severity)
        is_narrowed = is_narrowed or self.page.filters.is_narrowing
        self.page.show_total(is_narrowed=is_narrowed)

    def _fetch_filter_words(self) -> None:
        store = self.keeper.library().store

        def show(words: FilterWords) -> None:
            if self.page is not None:
                self.page.filters.show_words(words, self._fault_title)

        self._job(store.filter_words, show, title="filters")

    def _fetch_athletes(self) -> None:
        store = self.keeper.library().store

        from studio.services.library import today
        from studio.services.set_answers import PAIN_ASKS_AGAIN, due_by_athlete
        from studio.ui.athlete.wording import due_words
        from studio.ui.library.page import AthleteLine

        def work() -> tuple[list[AthleteLine], str]:
            day = today()
            athletes = store.athletes()
            own = next((one.id for one in athletes if one.is_self), "")
            painful = store.find(SetQuery(least_pain=PAIN_ASKS_AGAIN, limit=_MOST_PAINFUL)).rows
            due = due_by_athlete([one.id for one in athletes], store.newest_screenings(), painful, today=day)
            lines = [AthleteLine(one.id, one.name, due_words(due[one.id])) for one in athletes]
            return lines, own

        self._job(work, lambda found: self._show_athletes(*found), title="athletes")

    def _show_athletes(self, lines: "list[AthleteLine]", own: str) -> None:
        if self.page is None:
            return
        before = self.page.athlete_id
        self.page.show_own(own)
        self.page.show_athletes(lines)
        if self.page.athlete_id != before:
            self._fetch(self.page.query)

    def _choose_self_review(self, is_wanted: bool) -> None:  # noqa: FBT001 -- a Qt signal's argument
        """From now on only the user's own sets, or everybody's again; nobody is added or deleted twice."""
        library = self.keeper.library()
        name = self.tr("Me")

        def work() -> Athlete:
            own = next((one for one in library.store.athletes() if one.is_self), None)
            own = own or library.athlete_named(name)
            return library.store.save_athlete(replace(own, is_self=is_wanted))

        self._job(work, lambda _athlete: self._fetch_athletes(), title="self-review")

    def _tell_plainly(self, set_id: str) -> None:
        """In self-review, say the chosen set in plain words."""
        page = self.page
        if page is None or not page.is_self_review.isChecked():
            return

        def work() -> "PlainSummary | None":
            from studio.services.library import today
            from studio.services.plain_words import plain_summary
            from studio.services.set_answers import newest_screening

            store = self.keeper.library().store
            one = store.load(set_id)
            exercise = self._studio.exercise(one.exercise_id, self._desk.language)
            answers = newest_screening(store.screenings(one.session.athlete_id), today=today())
            return plain_summary(one.digest, exercise, answers) if one.digest else None

        self._job(work, page.plain.show_summary, title="plain words")

    def _open_set(self, set_id: str) -> None:
        def work() -> tuple[Path, str]:
            from studio.services.clip_intake import ClipReplaced, require_clip

            one = self.keeper.library().store.load(set_id)
            try:
                return require_clip(one, self._studio.video), one.exercise_id
            except ClipReplaced:
                self._replaced.add(set_id)
                raise

        self._job(work, lambda found: self.open_requested.emit(str(found[0]), found[1]), title="opening the set")

    def _open_athlete(self, athlete_id: str) -> None:
        if self.athlete is not None:
            self.athlete.open(athlete_id)

    def _add_athlete(self) -> None:
        name, is_given = QInputDialog.getText(self._window, self.tr("Add athlete"), self.tr("Name:"))
        if is_given and name.strip():
            library = self.keeper.library()
            self._job(lambda: library.store.save_athlete(Athlete(name=name)), self._on_athlete_added, title="athlete")

    def _on_athlete_added(self, athlete: Athlete) -> None:
        self._fetch_athletes()
        self._open_athlete(athlete.id)

    def _assign(self, set_id: str) -> None:
        library = self.keeper.library()
        names = [one.name for one in library.store.athletes()]
        name, is_given = QInputDialog.getItem(
            self._window, self.tr("Assign to athlete"), self.tr("Whose set is this?"), names, 0, editable=True
        )
        if is_given and name.strip():
            self._job(
                lambda: library.assign(set_id, library.athlete_named(name).id), lambda _set: self.refresh(), title="set"
            )

    def _choose_clips(self) -> None:
        patterns = "*.lockout *.mp4 *.mov *.m4v *.mkv *.webm *.avi *.3gp *.mts"
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window, self.tr("Add clips"), "", self.tr("Clips ({patterns})").format(patterns=patterns)
        )
        if chosen:
            self.take_in([Path(path) for path in chosen])

    def _choose_watched(self) -> None:
        library = self.keeper.library()
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Watch a folder for new clips"))
        if folder:
            library.store.watch([*library.store.watched(), Path(folder)])
            self._look_for_new_clips()

    def _look_for_new_clips(self) -> None:
        from studio.services.clip_intake import FolderWatch

        library = self.keeper.library()
        self._watch = self._watch or FolderWatch()

        def work() -> int:
            assert self._watch is not None
            found = self._watch.look(library)
            return library.store.enqueue(found) if found else 0

        self._job(work, self._on_enqueued, title="looking for new clips")

    def _relink(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Look for missing clips in"))
        if not folder:
            return
        library = self.keeper.library()

        def work() -> tuple[int, int]:
            from studio.services.clip_intake import missing_clips, relink

            missing = missing_clips(library, self._replaced)
            return len(relink(library, missing, Path(folder))), len(missing)

        self._job(work, self._on_relinked, title="finding missing clips")

    def _on_relinked(self, counts: tuple[int, int]) -> None:
        text = self.tr("{found} of {missing} missing clips found again.").format(found=counts[0], missing=counts[1])
        self._desk.noticed.emit(Notice(text))
        self.refresh()

    def _stop_queue(self) -> None:
        if self.keeper.queue_job is not None:
            self.keeper.queue_job.cancel()

    def _on_queue_changed(self, item: QueuedClip) -> None:
        if item.state is QueueState.FAILED:
            problem = f"{item.path.name}: {self._desk.told(item.problem)}"
            self._desk.noticed.emit(Notice(problem, is_problem=True))
        self._show_queue()
        if item.state is QueueState.DONE:
            self._refresh_if_shown()

    def _show_queue(self) -> None:
        if self.page is None:
            return
        items = self.keeper.library().store.queue()
        waiting = sum(item.state is QueueState.WAITING for item in items)
        running = next((item for item in items if item.state is QueueState.RUNNING), None)
        if running is not None:
            text = self.tr("Analysing {clip}, {count} more waiting").format(clip=running.path.name, count=waiting)
        else:
            text = self.tr("{count} clips wait for their analysis").format(count=waiting) if waiting else ""
        self.page.show_queue(text, is_running=self.keeper.queue_job is not None)

    def _refresh_if_shown(self) -> None:
        if self.page is not None and self._window.is_showing(self.page):
            self.refresh()

    def _job(self, work: Callable[[], Any], done: Callable[[Any], None], *, title: str) -> Job[Any]:
        job: Job[Any] = self._runner.submit(lambda _context: work(), title=title)
        job.succeeded.subscribe(done)
        job.failed.subscribe(self._tell_error)
        return job

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, StudioError):
            told = self._desk.told
            self._desk.noticed.emit(Notice(told(error.summary), remedy=told(error.remedy), is_problem=True))
        else:
            self._desk.crashed.emit(error)

    def _load_lift(self, exercise_id: str) -> Exercise | None:
        try:
            return self._studio.exercise(exercise_id, self._desk.language)
        except StudioError:
            return None

    def _lift_name(self, exercise_id: str) -> str:
        lift = self._lift(exercise_id)
        return lift.name if lift else exercise_id

    def _fault_title(self, fault: str) -> str:
        lift = self._lift("")
        wording = lift.knowledge.faults.get(fault) if lift else None
        return wording.title if wording else fault

    def _describe(self, row: SetRow) -> str:
        from studio.ui.library.set_card import finding_words, load_words

        parts = (
            row.athlete or self.tr("Nobody yet"),
            format_day(row.day),
            self._lift_name(row.exercise_id),
            load_words(row.load_kg) if row.load_kg > 0.0 else "",
            finding_words(row, self._fault_title),
        )
        return ", ".join(part for part in parts if part)
