"""Connects the athlete page to the library."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog

from studio.core.athlete import Athlete, ScreeningVersion
from studio.core.exercise import Exercise
from studio.core.training import TrainingSet
from studio.services.desk import Desk, Notice
from studio.services.jobs import Job
from studio.services.library import Library, today
from studio.services.library_keeper import LibraryKeeper
from studio.services.person_data import PersonErased, erase_person, export_person
from studio.services.progress import compare, trends
from studio.services.questionnaire import answers_of_person, print_questionnaire
from studio.services.set_answers import clean_streak, newest_screening, screening_due
from studio.services.studio import Studio
from studio.ui.athlete.page import AthletePage, SetLine, ShownTrend
from studio.ui.athlete.screening_sheet import ScreeningSheet
from studio.ui.athlete.turns import shown_turns
from studio.ui.athlete.wording import change_words, due_words, quantity_name, value_words
from studio.ui.intake.printing import choose_questionnaire_file
from studio.ui.library.days import format_day
from studio.ui.main_window import MainWindow
from studio.ui.theme import Theme
from studio.ui.wording import severity_word

Run = Callable[..., Job[Any]]


@dataclass(frozen=True, slots=True)
class _Person:
    """Everything that the page shows, fetched in one go."""

    athlete: Athlete
    screenings: tuple[ScreeningVersion, ...]
    sets: tuple[TrainingSet, ...]
    due: str
    streak: int
    exercise: Exercise


class AthletePresenter(QObject):
    """Fetches one athlete, shows them, and keeps what is changed.

    Signals:
        changed: something about an athlete is different now.
        back_requested: to the library.
        set_requested: open a set; carries its id.
        clips_erased: everything about these clips was deleted; carries their paths.
    """

    changed = Signal()
    back_requested = Signal()
    set_requested = Signal(str)
    clips_erased = Signal(list)

    def __init__(
        self,
        studio: Studio,
        keeper: LibraryKeeper,
        desk: Desk,
        window: MainWindow,
        theme: Theme,
        *,
        run: Run,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._studio, self._keeper, self._desk, self._window = studio, keeper, desk, window
        self._run = run
        self._theme = theme
        self._person: _Person | None = None
        self.sheet: ScreeningSheet | None = None
        self.page = AthletePage(theme, window)
        self.page.hide()
        self.page.back_requested.connect(self.back_requested)
        self.page.set_requested.connect(self.set_requested)
        self.page.saved.connect(self._save)
        self.page.screening_requested.connect(self._ask)
        self.page.print_requested.connect(self._print)
        self.page.compare_requested.connect(self._compare)
        self.page.export_requested.connect(self._export)
        self.page.delete_requested.connect(self._confirm_delete)

    def open(self, athlete_id: str) -> None:
        """Fetch and show an athlete."""
        self._run(lambda: self._fetch(athlete_id), self._show, title="opening the athlete")

    def erase(self, athlete_id: str) -> None:
        """Delete an athlete for good and show the proof; not while one of their sets is open, which would keep it."""
        library, clip = self._library(), self._desk.clip
        known = library.store.with_clip(clip.sha256) if clip is not None else None
        if known is not None and known.session.athlete_id == athlete_id:
            text = self.tr("A set of this athlete is open.")
            remedy = self.tr("Open another clip first, then delete.")
            self._desk.noticed.emit(Notice(text, remedy=remedy, is_problem=True))
            return
        self._run(lambda: erase_person(self._studio, library, athlete_id), self._on_erased, title="deleting")

    def _library(self) -> Library:
        return self._keeper.library()

    def _fetch(self, athlete_id: str) -> _Person | None:
        library = self._library()
        athlete = library.athlete(athlete_id)
        if athlete is None:
            return None
        sets = library.store.history(athlete_id)
        versions = library.store.screenings(athlete_id)
        lift = sets[-1].exercise_id if sets else ""
        exercise = self._studio.exercise(lift, self._desk.language)
        same = [one for one in sets if one.exercise_id == lift]
        due = screening_due(versions, sets, today=today())
        return _Person(athlete, versions, sets, due, clean_streak(same, exercise), exercise)

    def _show(self, person: _Person | None) -> None:
        if person is None:
            self.back_requested.emit()
            return
        self._person = person
        self.page.show_athlete(person.athlete, screening=self._screening_words(person), is_due=bool(person.due))
        streak = self.tr("{count} clean sessions in a row; after two of them more load may be tried.")
        self.page.show_sets(
            [self._line(one, person.exercise) for one in reversed(person.sets)],
            streak.format(count=person.streak) if person.sets else self.tr("No sets yet."),
        )
        same = [one for one in person.sets if one.exercise_id == person.exercise.id]
        self.page.show_trends([self._trend(one, person.exercise) for one in trends(same)])
        self.page.turns.show_turns(shown_turns(same, person.exercise))
        self._window.show_page(self.page)

    def _screening_words(self, person: _Person) -> str:
        if not person.screenings:
            return due_words(person.due)
        last = person.screenings[-1]
        known = self.tr("Last answered {day}; versions kept: {count}.").format(
            day=format_day(last.day), count=len(person.screenings)
        )
        told = f"{due_words(person.due)}. {known}" if person.due else known
        now = newest_screening(person.screenings, today=today())
        notice = person.exercise.knowledge.texts.get(f"coaching.notice.{now.tier.value}", "") if now else ""
        return f"{notice}\n\n{told}" if notice else told

    def _line(self, one: TrainingSet, exercise: Exercise) -> SetLine:
        digest = one.digest
        fault = digest.top_fault if digest else ""
        wording = exercise.knowledge.faults.get(fault)
        finding = f"{wording.title if wording else fault}, {severity_word(digest.top_severity)}" if digest else ""
        done = one.number("reps_done")
        reps = value_words(float(digest.rep_count) if digest and done != done else done, "reps")  # noqa: PLR0124 -- NaN
        cells = (
            format_day(one.session.day),
            self._lift_name(one.exercise_id),
            value_words(one.number("load_kg"), "kg"),
            reps,
            value_words(one.number("rpe"), "0-10"),
            value_words(one.number("pain_max"), "0-10"),
            finding if fault else (self.tr("No fault found") if digest else self.tr("Not analysed yet")),
            str(one.log.get("change_tried") or ""),
        )
        return SetLine(one.id, cells)

    def _lift_name(self, exercise_id: str) -> str:
        names = {entry.id: entry.name for entry in self._desk.exercises()}
        return names.get(exercise_id, exercise_id)

    def _trend(self, trend: Any, exercise: Exercise) -> ShownTrend:  # noqa: ANN401 -- a trend
        return ShownTrend(quantity_name(trend.name, exercise), change_words(trend.change, trend.unit), trend)

    def _save(self, athlete: Athlete) -> None:
        self._run(lambda: self._library().store.save_athlete(athlete), self._on_saved, title="keeping the profile")

    def _on_saved(self, athlete: Athlete) -> None:
        self._desk.noticed.emit(Notice(self.tr("Profile saved.")))
        self.changed.emit()
        self.open(athlete.id)

    def _ask(self) -> None:
        person = self._person
        if person is None:
            return
        if self.sheet is None:
            questions = tuple(person.exercise.knowledge.screening.values())
            center = self._window.centralWidget()
            self.sheet = ScreeningSheet(questions, today().isoformat(), self._theme, self._window, center=center)
            self.sheet.answered.connect(self._on_screened)
        self.sheet.ask_anew(person.screenings[-1].answers if person.screenings else {})

    def _print(self, is_blank: bool) -> None:  # noqa: FBT001 -- a Qt signal's argument
        person = self._person
        path = choose_questionnaire_file(self._window, person.athlete.name) if person is not None else None
        if person is None or path is None:
            return

        def work() -> Path:
            answers = {} if is_blank else answers_of_person(self._library(), person.athlete.id)
            return print_questionnaire(
                self._studio, person.exercise, path, athlete=person.athlete.name, answers=answers
            )

        text = self.tr("Questionnaire saved as {name}.").format(name=path.name)
        self._run(work, lambda made: self._desk.noticed.emit(Notice(text, path=made)), title="questionnaire")

    def _on_screened(self, answers: dict[str, object]) -> None:
        person = self._person
        if person is None:
            return
        athlete_id = person.athlete.id
        self._run(
            lambda: self._library().store.add_screening(athlete_id, today(), answers),
            lambda _version: self._on_screening_kept(athlete_id),
            title="keeping the screening",
        )

    def _on_screening_kept(self, athlete_id: str) -> None:
        self.changed.emit()
        self.open(athlete_id)

    def _compare(self, older: str, newer: str) -> None:
        person = self._person
        if person is None:
            return
        found = {one.id: one for one in person.sets}
        before, after = found[older], found[newer]
        titles = (self.tr("Quantity"), format_day(before.session.day), format_day(after.session.day), self.tr("Change"))
        self.page.show_comparison(titles, self._compared(before, after, person.exercise))

    def _compared(self, before: TrainingSet, after: TrainingSet, exercise: Exercise) -> Sequence[Sequence[str]]:
        return [
            (
                quantity_name(line.name, exercise),
                value_words(line.before, line.unit),
                value_words(line.after, line.unit),
                change_words(line.change, line.unit),
            )
            for line in compare(before, after)
        ]

    def _export(self) -> None:
        person = self._person
        folder = QFileDialog.getExistingDirectory(self._window, self.tr("Export all data into"))
        if person is None or not folder:
            return
        target = Path(folder) / person.athlete.name.replace("/", "-")
        self._run(
            lambda: export_person(self._library(), person.athlete.id, target),
            lambda files: self._desk.noticed.emit(
                Notice(self.tr("{count} files written.").format(count=len(files)), path=target)
            ),
            title="exporting",
        )

    def _confirm_delete(self) -> None:
        """Deleting cannot be undone, so the name must be typed."""
        person = self._person
        if person is None:
            return
        typed, is_given = QInputDialog.getText(
            self._window,
            self.tr("Delete athlete"),
            self.tr("This deletes all sets, answers and copies, for good. Type the name to go on:"),
        )
        if is_given and typed.strip().casefold() == person.athlete.name.casefold():
            self.erase(person.athlete.id)

    def _on_erased(self, proof: PersonErased) -> None:
        rows = sum(proof.library.rows.values())
        files = len(proof.library.files) + len(proof.caches) + len(proof.library.backups)
        text = self.tr("Deleted for good: {rows} rows and {files} files.").format(rows=rows, files=files)
        self._desk.noticed.emit(Notice(text, remedy=self.tr("Clips and saved reports stay where they are.")))
        self._person = None
        self.clips_erased.emit(list(proof.clips))
        self.changed.emit()
        self.back_requested.emit()
