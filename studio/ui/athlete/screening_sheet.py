"""The screening of an athlete without a clip: the same questions, one at a time; kept as a new version at the end."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from studio.core.knowledge import Question
from studio.core.plan import Intake
from studio.core.review import Review
from studio.review import SetAnswer
from studio.ui.intake.answering import Answer, ScreeningForm
from studio.ui.intake.screening_page import ScreeningPage
from studio.ui.intake.style import make_form_style
from studio.ui.theme import Theme
from studio.ui.widgets.sheet import Sheet


class ScreeningSheet(Sheet):
    """Asks, and hands the answers over when the last question has been asked or the sheet is closed.

    Signals:
        answered: there are new answers; carries all of them.
    """

    answered = Signal(object)

    def __init__(
        self, questions: tuple[Question, ...], today: str, theme: Theme, host: QWidget, *, center: QWidget | None
    ) -> None:
        super().__init__(self.tr("Screening"), host, center=center)
        self._questions = questions
        self._today = today
        self._draft = Review(clip_sha256="")
        self._is_changed = False
        self.page = ScreeningPage(self)
        self.body.addWidget(self.page, 1)
        self.page.answered.connect(self._on_answered)
        self.page.dated.connect(self._on_dated)
        self.page.ended.connect(self.close_sheet)
        self.closed.connect(self._hand_over)
        self._theme = theme
        theme.changed.connect(self._restyle)
        self._restyle()

    def ask_anew(self, kept: Mapping[str, Any]) -> None:
        """Begin with the first question; answers beside the screening stay as they were kept."""
        self._draft = Review(clip_sha256="", intake=Intake(answers=dict(kept)))
        self._draft = self._form().clear().apply(self._draft)
        self._draft = SetAnswer("screening_positive", None).apply(self._draft)
        self._is_changed = False
        self.page.ask(self._form(), 0)
        self.open_sheet()

    def focus_inside(self) -> None:
        """On the question."""
        self.page.focus_inside()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The page's keys first."""
        if not self.page.take_key(event):
            super().keyPressEvent(event)

    def _form(self) -> ScreeningForm:
        return ScreeningForm(self._questions, self._draft.intake.answers)

    def _on_answered(self, question: Question, answer: Answer | None) -> None:
        self._draft = self._form().answer(question, answer, today=self._today).apply(self._draft)
        self._is_changed = True
        self.page.show_form(self._form())

    def _on_dated(self, question: Question, onset: str) -> None:
        is_so: Answer = True
        self._draft = self._form().answer(question, is_so, today=self._today, onset=onset).apply(self._draft)
        self.page.show_form(self._form())

    def _restyle(self) -> None:
        self.setStyleSheet(make_form_style(self._theme.colors))

    def _hand_over(self) -> None:
        if self._is_changed:
            self._is_changed = False
            self.answered.emit(dict(self._draft.intake.answers))
