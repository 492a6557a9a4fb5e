"""What was answered in the screening, each answer with a way to change it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from studio.core.knowledge import Question
from studio.ui.intake.answering import ScreeningForm
from studio.ui.intake.onset import onset_words
from studio.ui.widgets import button, clear_layout, label


class SummaryPage(QWidget):
    """All questions with their answers.

    Signals:
        change_requested: carries the position of the question to ask again.
        restart_requested: take every answer back and ask again.
        log_requested: go on to the set log.
    """

    change_requested = Signal(int)
    restart_requested = Signal()
    log_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[ScreeningForm, str] | None = None
        self._heading = label("", "heading", parent=self)
        self._advice = label("", parent=self)
        self._open = button("", "primary", parent=self)
        self._open.clicked.connect(lambda: self.change_requested.emit(self._first_open()))
        self._again = button(self.tr("Something has changed: ask again"), parent=self, gives_way=True)
        self._again.clicked.connect(self.restart_requested)
        self._log = button(self.tr("Go on to the set log"), "primary", parent=self, gives_way=True)
        self._log.clicked.connect(self.log_requested)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(scroll)
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 12, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        scroll.setWidget(inside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._advice)
        column.addWidget(scroll, 1)
        column.addLayout(self._foot())

    @property
    def heading(self) -> str:
        """When and how much was answered."""
        return self._heading.text()

    @property
    def advice_text(self) -> str:
        """What the answers lead to."""
        return self._advice.text()

    def show_form(self, form: ScreeningForm, *, today: str, advice: str) -> None:
        """Show these answers and the load advice that follows."""
        self._advice.setText(advice)
        if self._shown is not None and self._shown[0] == form and self._shown[1] == today:
            return
        self._shown = (form, today)
        done, count = form.answered_count, len(form.questions)
        day = self.tr("today") if form.day == today else form.day
        counted = {"done": done, "count": count, "day": day}
        text = self.tr("Answered {day}: {done} of {count}") if form.day else self.tr("Answered: {done} of {count}")
        self._heading.setText(text.format(**counted))
        self._open.setText(self.tr("Answer what is open ({count})").format(count=count - done))
        self._open.setVisible(not form.is_complete)
        self._log.setProperty("role", "primary" if form.is_complete else "")
        self._log.style().unpolish(self._log)
        self._log.style().polish(self._log)
        clear_layout(self._grid)
        for row, question in enumerate(form.questions):
            self._add_row(row, question, self._answer_text(form, question))
        self._grid.setRowStretch(len(form.questions), 1)

    def focus_inside(self) -> None:
        """Go to what is next."""
        press = self._log if self._shown is None or self._shown[0].is_complete else self._open
        press.setFocus(Qt.FocusReason.OtherFocusReason)

    def change_button(self, question_id: str) -> QPushButton:
        """The button that asks a question again."""
        found = self.findChild(QPushButton, question_id)
        assert isinstance(found, QPushButton)
        return found

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._again)
        row.addStretch(1)
        row.addWidget(self._open)
        row.addWidget(self._log)
        return row

    def _add_row(self, row: int, question: Question, answer: str) -> None:
        inside = self._grid.parentWidget()
        self._grid.addWidget(label(question.text, parent=inside), row, 0)
        shown = label(answer, "heading", parent=inside)
        shown.setMinimumWidth(150)
        self._grid.addWidget(shown, row, 1)
        change = button(self.tr("Change"), "ghost", parent=inside)
        change.setObjectName(question.id)
        change.setAccessibleName(self.tr("Change the answer to: {question}").format(question=question.text))
        change.clicked.connect(lambda: self.change_requested.emit(row))
        self._grid.addWidget(change, row, 2)

    def _answer_text(self, form: ScreeningForm, question: Question) -> str:
        answer = form.answer_to(question)
        if answer is None:
            return self.tr("not answered")
        if isinstance(answer, bool):
            onset = form.onset_of(question)
            return (
                f"{self.tr('Yes')}: {onset_words(onset)}"
                if answer and onset
                else self.tr("Yes")
                if answer
                else self.tr("No")
            )
        titles = {choice.id: choice.title for choice in question.choices}
        return ", ".join(titles.get(item, item) for item in answer) or self.tr("none of these")

    def _first_open(self) -> int:
        return self._shown[0].first_open if self._shown else 0
