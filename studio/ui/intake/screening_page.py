"""The screening, one plain question at a time."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from studio.core.knowledge import Choice, Question, QuestionKind
from studio.ui.intake.answering import Answer, ScreeningForm
from studio.ui.intake.chips import ChipRow, Picks
from studio.ui.intake.onset import SINCE, onset_key, onset_titles
from studio.ui.widgets import clear_layout, label

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


class ScreeningPage(QWidget):
    """A question with Yes and No, or with a list to choose from.

    Signals:
        answered: carries the question and yes, no or what applies.
        dated: carries the question and since when a yes holds.
        ended: there is no further question.
    """

    answered = Signal(object, object)
    dated = Signal(object, str)
    ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = ScreeningForm((), {})
        self._position = 0
        self._yes: _VerdictButton | None = None
        self._no: _VerdictButton | None = None
        self._onsets: ChipRow | None = None
        self._list: ChipRow | None = None
        self._progress_text = label("", "muted", parent=self, wraps=False)
        self._bar = QProgressBar(self)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the screening"))
        self._question = label("", "question", parent=self)
        self._middle = QVBoxLayout()
        self._middle.setSpacing(12)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAccessibleName(self.tr("Questions of the screening"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(12)
        column.addWidget(self._progress_text)
        column.addWidget(self._bar)
        column.addStretch(1)
        column.addWidget(self._question)
        column.addLayout(self._middle)
        column.addStretch(2)
        column.addLayout(self._foot())

    @property
    def position(self) -> int:
        """Which question is asked, from 0."""
        return self._position

    @property
    def progress_text(self) -> str:
        """Which of how many, in words."""
        return self._progress_text.text()

    @property
    def question_text(self) -> str:
        """The question."""
        return self._question.text()

    def ask(self, form: ScreeningForm, position: int) -> None:
        """Ask a question of a form."""
        self._form, self._position = form, position
        question = form.questions[position]
        self._progress_text.setText(
            self.tr("Question {number} of {count}").format(number=position + 1, count=len(form.questions))
        )
        self._bar.setRange(0, len(form.questions))
        self._bar.setValue(form.answered_count)
        self._question.setText(question.text)
        self._back.setEnabled(position > 0)
        clear_layout(self._middle)
        self._yes = self._no = self._onsets = self._list = None
        if question.kind is QuestionKind.YES_NO:
            self._add_verdicts(question)
        else:
            self._add_list(question)
        self.show_form(form)
        self.focus_inside()

    def show_form(self, form: ScreeningForm) -> None:
        """Show the answer to the question that is asked."""
        if not self._position < len(form.questions):
            return
        self._form = form
        question = form.questions[self._position]
        answer = form.answer_to(question)
        self._bar.setValue(form.answered_count)
        if self._yes is not None and self._no is not None and self._onsets is not None:
            self._yes.setChecked(answer is True)
            self._no.setChecked(answer is False)
            self._onset_box.setVisible(answer is True)
            self._onsets.show_chosen([onset_key(form.onset_of(question))])
        if self._list is not None:
            self._list.show_chosen(answer if isinstance(answer, tuple) else ())
            self._no_button.setChecked(answer == ())
        self._skip.setText(self.tr("Skip") if answer is None else self.tr("Next"))
        self._skip.setProperty("role", "" if answer is None else "primary")
        self._skip.style().unpolish(self._skip)
        self._skip.style().polish(self._skip)

    def focus_inside(self) -> None:
        """Go on when there is an answer; else wait for one on no button, so that Enter alone never says no."""
        answer = self._form.answer_to(self._form.questions[self._position])
        if answer is not None:
            self._skip.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._list is not None:
            self._list.chip(self._form.questions[self._position].choices[0].id).setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Ask the question before."""
        if self._position > 0:
            self.ask(self._form, self._position - 1)

    def go_on(self) -> None:
        """Ask the question after, whether this one has an answer or not."""
        if self._position + 1 < len(self._form.questions):
            self.ask(self._form, self._position + 1)
        else:
            self.ended.emit()

    def say_yes(self) -> None:
        """Answer with yes, and ask since when."""
        is_so: Answer = True
        self.answered.emit(self._form.questions[self._position], is_so)
        self.focus_inside()

    def say_no(self) -> None:
        """Answer with no (or none of these) and go on."""
        question = self._form.questions[self._position]
        self.answered.emit(question, False if question.kind is QuestionKind.YES_NO else ())
        self.go_on()

    def take_key(self, event: QKeyEvent) -> bool:
        """Y, N, digits for since when, arrows and Backspace; tells whether the key meant something."""
        key, has_yes = event.key(), self._yes is not None
        if event.text().lower() in ("y", self.tr("y", "key for yes")) and has_yes:
            self.say_yes()
        elif event.text().lower() in ("n", self.tr("n", "key for no")):
            self.say_no()
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Up):
            self.go_back()
        elif key == Qt.Key.Key_Down:
            self.go_on()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._yes is not None and self._no is not None:
            (self._yes if key == Qt.Key.Key_Left else self._no).setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._onsets is not None and self._onset_box.isVisible() and event.text() in tuple(SINCE):
            self._onsets.toggle(event.text())
        else:
            return False
        return True

    def _foot(self) -> QHBoxLayout:
        self._back = _QuietButton(self.tr("Back"), self)
        self._back.clicked.connect(self.go_back)
        self._skip = _QuietButton(self.tr("Skip"), self)
        self._skip.clicked.connect(self.go_on)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(label(self.tr("Y yes · N no · ↓ next · ↑ back"), "faint", parent=self, wraps=False))
        row.addStretch(1)
        row.addWidget(self._skip)
        return row

    def _add_verdicts(self, question: Question) -> None:
        box = QWidget(self)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._yes = _VerdictButton(self.tr("Yes"), box)
        self._yes.clicked.connect(self.say_yes)
        self._no = _VerdictButton(self.tr("No"), box)
        self._no.clicked.connect(self.say_no)
        for press in (self._yes, self._no):
            press.setAccessibleDescription(question.text)
            row.addWidget(press)
        row.addStretch(1)
        self._middle.addWidget(box)
        self._onset_box = QWidget(self)
        column = QVBoxLayout(self._onset_box)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        heading = self.tr("Since when? (optional)")
        column.addWidget(label(heading, "muted", parent=self._onset_box))
        choices = [Choice(key, f"{key}  {title}") for key, title in onset_titles().items()]
        self._onsets = ChipRow(heading, choices, Picks.ONE, self._onset_box)
        self._onsets.picked.connect(lambda chosen: self._on_onset_picked(question, chosen))
        column.addWidget(self._onsets)
        self._onset_box.hide()
        self._middle.addWidget(self._onset_box)

    def _add_list(self, question: Question) -> None:
        self._list = ChipRow(question.text, question.choices, Picks.MANY, self)
        self._list.picked.connect(lambda chosen: self.answered.emit(question, chosen or None))
        self._middle.addWidget(self._list)
        self._no_button = _VerdictButton(self.tr("None of these"), self)
        self._no_button.clicked.connect(self.say_no)
        self._middle.addWidget(self._no_button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _on_onset_picked(self, question: Question, chosen: tuple[str, ...]) -> None:
        self.dated.emit(question, SINCE[chosen[0]] if chosen else "")


class _QuietButton(QPushButton):
    """A button whose arrow keys belong to the page."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go up to the page."""
        if event.key() in _ARROWS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _VerdictButton(_QuietButton):
    """A large button that stays pressed."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "big")
        self.setCheckable(True)
