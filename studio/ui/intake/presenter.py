"""Connects the questions of the exercise's knowledge base to the review's answers."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.core.analysis import Analysis
from studio.core.frame import ClipInfo
from studio.core.knowledge import Question
from studio.review import Command, ReviewChanged, SetAnswer, SetAthlete
from studio.services.desk import Desk
from studio.ui.intake.answering import Answer, ScreeningForm
from studio.ui.intake.printing import choose_questionnaire_file
from studio.ui.intake.sheet import IntakeSheet
from studio.ui.theme import Theme

_ATHLETE = "athlete"
"""The set log asks for the athlete's name, which the review keeps in a place of its own."""


def _today() -> date:
    return datetime.now().astimezone().date()


class IntakePresenter(QObject):
    """Makes the sheet when it is first wanted, writes answers through the desk, and follows undo and redo."""

    def __init__(
        self,
        desk: Desk,
        theme: Theme,
        host: QWidget,
        *,
        center: QWidget | None,
        beside: QWidget | None = None,
        today: Callable[[], date] = _today,
    ) -> None:
        super().__init__(host)
        self._desk = desk
        self._theme = theme
        self._host, self._center, self._beside = host, center, beside
        self._read_today = today
        self._sheet: IntakeSheet | None = None
        self._exercise_id = ""
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.review_changed.subscribe(self._on_review_changed)

    @property
    def sheet(self) -> IntakeSheet | None:
        """The sheet, once it has been opened."""
        return self._sheet

    def open(self, *, starts_log: bool = False) -> None:
        """Open the sheet where there is something to do; nothing happens before a clip has been analysed."""
        exercise = self._desk.exercise
        if exercise is None or self._desk.analysis is None:
            return
        if self._sheet is None or self._exercise_id != exercise.id:
            self._forget()
            self._sheet = self._make_sheet()
            self._exercise_id = exercise.id
        self._show_state()
        self._sheet.open_at(starts_log=starts_log)

    def _make_sheet(self) -> IntakeSheet:
        exercise = self._desk.exercise
        knowledge = exercise.knowledge if exercise else None
        questions = (*knowledge.log.values(), *knowledge.intake.values()) if knowledge else ()
        sheet = IntakeSheet(questions, self._theme, self._host, center=self._center, beside=self._beside)
        sheet.screening.answered.connect(self._on_answered)
        sheet.screening.dated.connect(self._on_dated)
        sheet.restart_requested.connect(self._on_restart)
        sheet.form.answered.connect(self._on_form_answered)
        sheet.print_requested.connect(self._print)
        return sheet

    def _forget(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
            self._sheet.deleteLater()
            self._sheet = None

    def _screening(self) -> ScreeningForm:
        exercise, review = self._desk.exercise, self._desk.review
        questions = tuple(exercise.knowledge.screening.values()) if exercise else ()
        answers = dict(review.intake.answers) if review else {}
        if review is not None and review.athlete:
            answers[_ATHLETE] = review.athlete
        return ScreeningForm(questions, answers)

    def _show_state(self) -> None:
        if self._sheet is not None and self._desk.analysis is not None:
            self._sheet.show_state(self._screening(), self._desk.analysis.advice, today=self._read_today().isoformat())

    def _on_answered(self, question: Question, answer: Answer | None) -> None:
        form = self._screening()
        onset = form.onset_of(question) if answer is True else ""
        self._apply(form.answer(question, answer, today=self._read_today().isoformat(), onset=onset))

    def _on_dated(self, question: Question, onset: str) -> None:
        is_so: Answer = True
        self._apply(self._screening().answer(question, is_so, today=self._read_today().isoformat(), onset=onset))

    def _on_restart(self) -> None:
        self._apply(self._screening().clear())
        if self._sheet is not None:
            self._sheet.show_question(0)

    def _on_form_answered(self, key: str, answer: object) -> None:
        self._apply(SetAthlete(str(answer or "")) if key == _ATHLETE else SetAnswer(key, answer))

    def _print(self, is_blank: bool) -> None:  # noqa: FBT001 -- a Qt signal's argument
        review = self._desk.review
        path = choose_questionnaire_file(self._host, review.athlete if review is not None else "")
        if path is not None:
            self._desk.export_questionnaire(path, is_blank=is_blank)

    def _apply(self, command: Command) -> None:
        self._desk.apply(command, initiator="intake")
        if self._desk.history is not None:
            self._desk.history.end_merge()

    def _on_clip_opened(self, _info: ClipInfo) -> None:
        self._forget()

    def _on_analysis_changed(self, _analysis: Analysis | None) -> None:
        self._follow()

    def _on_review_changed(self, _changed: ReviewChanged) -> None:
        self._follow()

    def _follow(self) -> None:
        if self._sheet is not None and self._sheet.isVisible():
            self._show_state()
