"""One editor per kind of question: takes a stored answer, hands back a new one or a sentence about what is wrong."""

from datetime import date, datetime
from math import isfinite

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from studio.core.knowledge import Choice, Question, QuestionKind
from studio.ui.intake.body_map import BodyMap
from studio.ui.intake.chips import ChipRow, Picks
from studio.ui.theme import Theme
from studio.ui.translating import translate
from studio.ui.widgets import button, label

_SCALE_UNIT = "0-10"
_NUMBER_PX = 110
_DATE_PX = 150


class Editor(QWidget):
    """An answer that can be changed.

    Signals:
        answered: carries the new answer; None takes it back.
        complained: carries one sentence about what was typed; empty when all is well.
    """

    answered = Signal(object)
    complained = Signal(str)

    def show_answer(self, answer: object) -> None:
        """Show a stored answer; None for none."""
        raise NotImplementedError

    def start(self) -> QWidget:
        """The widget that takes the focus."""
        return self


class ChipEditor(Editor):
    """Yes or no, one of several, many, or several in order."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = question.kind
        self._is_scale = question.kind is QuestionKind.NUMBER
        picks = {QuestionKind.MANY: Picks.MANY, QuestionKind.RANKED: Picks.RANKED}.get(question.kind, Picks.ONE)
        self.row = ChipRow(question.text, _choices(question), picks, self)
        self.row.picked.connect(self._on_picked)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.row)

    def show_answer(self, answer: object) -> None:
        """Press the buttons of the answer."""
        self.row.show_chosen(self._ids(answer))

    def start(self) -> QWidget:
        """The row's way in."""
        first = self.row.chosen[:1]
        chips = self.row.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return self.row.chip(first[0]) if first else chips[0]

    def _ids(self, answer: object) -> tuple[str, ...]:
        if answer is None:
            return ()
        if isinstance(answer, bool):
            return ("yes" if answer else "no",)
        if isinstance(answer, int | float):
            return (str(round(answer)),) if isfinite(answer) else ()
        return tuple(str(item) for item in answer) if isinstance(answer, list | tuple) else (str(answer),)

    def _on_picked(self, chosen: tuple[str, ...]) -> None:
        if not chosen:
            self.answered.emit(None)
        elif self._kind in (QuestionKind.MANY, QuestionKind.RANKED):
            self.answered.emit(list(chosen))
        elif self._kind is QuestionKind.YES_NO:
            self.answered.emit(chosen[0] == "yes")
        else:
            self.answered.emit(int(chosen[0]) if self._is_scale else chosen[0])


class PlaceEditor(ChipEditor):
    """Places on a body: buttons, and a map that presses them."""

    def __init__(self, question: Question, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.map = BodyMap({choice.id: choice.title for choice in question.choices}, theme, self)
        self.map.region_clicked.connect(self.row.toggle)
        beside = QHBoxLayout()
        beside.setSpacing(24)
        beside.addWidget(self.map)
        beside.addWidget(self.row, 1, Qt.AlignmentFlag.AlignVCenter)
        self._column.addLayout(beside)
        self.row.picked.connect(self.map.show_chosen)

    def show_answer(self, answer: object) -> None:
        """Press the buttons and mark the regions."""
        super().show_answer(answer)
        self.map.show_chosen(self.row.chosen)


class LineEditor(Editor):
    """Something that is typed: text, a number with its unit, a date."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self._shown = ""
        self.line = _Line(self)
        self.line.setAccessibleName(" ".join((question.text, unit_word(question.unit))).strip())
        self.line.editingFinished.connect(self._on_finished)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.line)
        if question.kind is QuestionKind.NUMBER:
            self.line.setFixedWidth(_NUMBER_PX)
            row.addWidget(label(unit_word(question.unit), "muted", parent=self, wraps=False))
        elif question.kind is QuestionKind.DATE:
            self.line.setFixedWidth(_DATE_PX)
            self.line.setPlaceholderText(self.tr("YYYY-MM-DD"))
            today = button(self.tr("Today"), "ghost", parent=self)
            today.setAccessibleName(f"{question.text} {today.text()}")
            today.clicked.connect(self._on_today)
            row.addWidget(today)
        if question.kind is not QuestionKind.TEXT:
            row.addStretch(1)
        else:
            self.line.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_answer(self, answer: object) -> None:
        """Write the answer when it is another one; what is being typed stays otherwise."""
        text = "" if answer is None else _written(answer)
        if text != self._shown:
            self._shown = text
            self.line.keep(text)
            self._complain("")

    def start(self) -> QWidget:
        """The line."""
        return self.line

    def _on_today(self) -> None:
        self.line.setText(datetime.now().astimezone().date().isoformat())
        self._on_finished()

    def _on_finished(self) -> None:
        text = self.line.text().strip()
        if text == self._shown:
            self.line.keep(text)
            self._complain("")
            return
        answer, problem = self._read(text)
        self._complain(problem)
        if not problem:
            self._shown = "" if answer is None else _written(answer)
            self.line.keep(self._shown)
            self.answered.emit(answer)

    def _read(self, text: str) -> tuple[object, str]:
        """The answer in a text, and what is wrong with it."""
        if not text:
            return None, ""
        match self._question.kind:
            case QuestionKind.NUMBER:
                return self._read_number(text)
            case QuestionKind.DATE:
                day = read_day(text)
                return (day.isoformat(), "") if day else (None, self.tr("Please write the day as YYYY-MM-DD."))
            case _:
                return text, ""

    def _read_number(self, text: str) -> tuple[object, str]:
        question = self._question
        low, high = question.low, question.high
        try:
            value = float(text.replace(",", "."))
        except ValueError:
            value = float("nan")
        is_inside = isfinite(value) and (low is None or value >= low) and (high is None or value <= high)
        if is_inside:
            return (int(value) if value == int(value) else value), ""
        if low is None or high is None:
            return None, self.tr("Please write a number.")
        unit = unit_word(question.unit)
        return None, self.tr("Please write a number from {low} to {high} {unit}.").format(
            low=_written(low), high=_written(high), unit=unit
        )

    def _complain(self, problem: str) -> None:
        is_bad = "true" if problem else "false"
        if self.line.property("bad") != is_bad:
            self.line.setProperty("bad", is_bad)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self.complained.emit(problem)


class _Line(QLineEdit):
    """A line whose Escape first brings back what was there and then closes the sheet."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._kept = ""

    def keep(self, text: str) -> None:
        """Show a text that Escape goes back to."""
        self._kept = text
        if self.text() != text:
            self.setText(text)

    def event(self, event: QEvent) -> bool:
        """Undo and redo are the window's while nothing is being typed."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
            and self.text() == self._kept
        ):
            event.ignore()
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Enter."""
        if event.key() == Qt.Key.Key_Escape and self.text() != self._kept:
            self.setText(self._kept)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            event.accept()
        else:
            super().keyPressEvent(event)


def make_editor(question: Question, theme: Theme, parent: QWidget) -> Editor:
    """The editor for a question."""
    if question.key == "pain_site":
        return PlaceEditor(question, theme, parent)
    is_scale = question.kind is QuestionKind.NUMBER and question.unit == _SCALE_UNIT
    if is_scale or question.kind not in (QuestionKind.NUMBER, QuestionKind.TEXT, QuestionKind.DATE):
        return ChipEditor(question, parent)
    return LineEditor(question, parent)


def unit_word(unit: str) -> str:
    """A unit as people write it after a number."""
    words = {
        "sessions": translate("Words", "sessions"),
        "sets": translate("Words", "sets"),
        "reps": translate("Words", "reps"),
        "h/day": translate("Words", "hours a day"),
        "months": translate("Words", "months"),
        "years": translate("Words", "years"),
    }
    return words.get(unit, unit)


def read_day(text: str) -> date | None:
    """A day written as 2026-05-31 or as the system writes short dates; None when it is neither."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        day = QLocale().toDate(text, QLocale.FormatType.ShortFormat)
    return date(day.year(), day.month(), day.day()) if day.isValid() and day.year() > 1970 else None


def _choices(question: Question) -> tuple[Choice, ...]:
    if question.kind is QuestionKind.YES_NO:
        return Choice("yes", translate("Words", "Yes")), Choice("no", translate("Words", "No"))
    if question.kind is QuestionKind.NUMBER:
        return tuple(Choice(str(step), str(step)) for step in range(11))
    return question.choices


def _written(answer: object) -> str:
    return f"{answer:g}" if isinstance(answer, int | float) else str(answer)
