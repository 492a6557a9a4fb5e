"""Answers as a row of buttons: one of them, many of them, or several in order; one stop for the Tab key."""

from collections.abc import Sequence
from enum import Enum, unique

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from studio.core.knowledge import Choice
from studio.ui.widgets.flow_layout import FlowLayout

_ALONE = "none"
"""The choice that excludes all others."""
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


@unique
class Picks(Enum):
    """How many of the buttons may be chosen."""

    ONE = 1
    MANY = 2
    RANKED = 3


class ChipRow(QWidget):
    """Buttons of which some are chosen. Arrows move, Space or Enter chooses, Delete clears, digits choose on a scale.

    Signals:
        picked: the choice changed by hand; carries the ids in order.
    """

    picked = Signal(tuple)

    def __init__(self, name: str, choices: Sequence[Choice], picks: Picks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._picks = picks
        self._titles = {choice.id: choice.title for choice in choices}
        self._chips: dict[str, _Chip] = {}
        self._chosen: tuple[str, ...] = ()
        flow = FlowLayout(self)
        for choice in choices:
            chip = _Chip(choice.title, self)
            chip.setAccessibleName(f"{name} {choice.title}")
            chip.clicked.connect(lambda _checked=False, chosen=choice.id: self._on_clicked(chosen))
            chip.stepped.connect(lambda step, chosen=choice.id: self._move(chosen, step))
            self._chips[choice.id] = chip
            flow.addWidget(chip)
        self._show()

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of what is chosen, in order."""
        return self._chosen

    def chip(self, choice: str) -> QToolButton:
        """The button of a choice."""
        return self._chips[choice]

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Show these as chosen; what the row does not know is left out."""
        self._chosen = tuple(choice for choice in chosen if choice in self._chips)
        self._show()

    def toggle(self, choice: str) -> None:
        """Choose, or take the choice back, as a click does."""
        self._on_clicked(choice)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits choose, Delete clears."""
        if event.text() and event.text() in self._chips and event.text().isdigit():
            self._change((event.text(),))
            self._chips[event.text()].setFocus(Qt.FocusReason.OtherFocusReason)
        elif event.key() == Qt.Key.Key_Delete:
            self._change(())
        else:
            event.ignore()

    def _on_clicked(self, choice: str) -> None:
        if choice in self._chosen:
            self._change(tuple(item for item in self._chosen if item != choice))
        elif self._picks is Picks.ONE or choice == _ALONE:
            self._change((choice,))
        else:
            self._change((*(item for item in self._chosen if item != _ALONE), choice))

    def _change(self, chosen: tuple[str, ...]) -> None:
        if self._picks is Picks.MANY:
            chosen = tuple(choice for choice in self._chips if choice in chosen)
        is_new = chosen != self._chosen
        self._chosen = chosen
        self._show()
        if is_new:
            self.picked.emit(chosen)

    def _show(self) -> None:
        entry = self._chosen[0] if self._chosen else next(iter(self._chips), "")
        for choice, chip in self._chips.items():
            chip.setChecked(choice in self._chosen)
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if choice == entry else Qt.FocusPolicy.ClickFocus)
            if self._picks is Picks.RANKED:
                rank = self._chosen.index(choice) + 1 if choice in self._chosen else 0
                chip.setText(f"{rank}  {self._titles[choice]}" if rank else self._titles[choice])
        if self._picks is Picks.RANKED:
            self.updateGeometry()

    def _move(self, choice: str, step: int) -> None:
        choices = list(self._chips)
        position = min(max(choices.index(choice) + step, 0), len(choices) - 1)
        self._chips[choices[position]].setFocus(Qt.FocusReason.OtherFocusReason)


class _Chip(QToolButton):
    """One answer.

    Signals:
        stepped: an arrow key was pressed; carries −1 or 1.
    """

    stepped = Signal(int)

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "answer")
        self.setText(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMinimumSize(36, 32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbour."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
