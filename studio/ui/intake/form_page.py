"""Set log and intake as one form with groups that open and close; every answer may be left out."""

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.core.knowledge import Question
from studio.ui.intake.editors import Editor, make_editor
from studio.ui.intake.groups import FormGroup, group_questions
from studio.ui.theme import Theme
from studio.ui.translating import translate
from studio.ui.widgets import Fold, label

_OPEN_AT_FIRST = 3


class QuestionRow(QWidget):
    """A question with its editor and, when what was typed makes no sense, one sentence about it."""

    def __init__(self, question: Question, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.editor: Editor = make_editor(question, theme, self)
        self._problem = label("", "problem", parent=self)
        self._problem.hide()
        self.editor.complained.connect(self._show_problem)
        text = label(question.text, parent=self)
        text.setBuddy(self.editor.start())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(4)
        column.addWidget(text)
        column.addWidget(self.editor)
        column.addWidget(self._problem)

    @property
    def problem(self) -> str:
        """The sentence; empty when all is well."""
        return self._problem.text()

    def _show_problem(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))


class FormPage(QScrollArea):
    """The form. Groups are built one after another, with time between them to paint.

    Signals:
        answered: carries the key and the new answer (None takes it back).
        filled: all groups are there.
    """

    answered = Signal(str, object)
    filled = Signal()

    def __init__(self, questions: Iterable[Question], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: dict[str, QuestionRow] = {}
        self._answers: Mapping[str, Any] = {}
        self._waiting = list(group_questions(questions))
        self._built = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 4, 12, 12)
        self._column.setSpacing(8)
        hint = self.tr("Every answer may be left out. It is kept as soon as you leave the field.")
        self._column.addWidget(label(hint, "muted", parent=inside))
        self._column.addStretch(1)
        self.setWidget(inside)

    @property
    def rows(self) -> Mapping[str, QuestionRow]:
        """Rows by the key of their answer."""
        return self._rows

    @property
    def is_filled(self) -> bool:
        """Whether all groups are there."""
        return not self._waiting

    def fill(self) -> None:
        """Build the groups that are not there yet."""
        if self._waiting:
            self._add_group(self._waiting.pop(0))
            if self._waiting:
                QTimer.singleShot(0, self, self.fill)
            else:
                self.filled.emit()

    def show_answers(self, answers: Mapping[str, Any]) -> None:
        """Show stored answers."""
        self._answers = answers
        for key, row in self._rows.items():
            row.editor.show_answer(answers.get(key))

    def focus_inside(self) -> None:
        """Go to the first field."""
        first = next(iter(self._rows.values()), None)
        if first is not None:
            first.editor.start().setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_group(self, group: FormGroup) -> None:
        is_open = self._built < _OPEN_AT_FIRST or any(item.key in self._answers for item in group.questions)
        fold = Fold(translate("Words", group.title), is_open=is_open, parent=self.widget())
        fold.content.setContentsMargins(16, 4, 0, 8)
        for question in group.questions:
            row = QuestionRow(question, self._theme, fold)
            row.editor.show_answer(self._answers.get(question.key))
            row.editor.answered.connect(lambda answer, key=question.key: self.answered.emit(key, answer))
            fold.content.addWidget(row)
            self._rows[question.key] = row
        self._column.insertWidget(self._column.count() - 1, fold)
        self._built += 1
