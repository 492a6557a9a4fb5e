"""The part of a card that offers to settle what is open: in this clip, or with another one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.ui.review.cards import Card
from studio.ui.review.settle_words import way_reason, way_title
from studio.ui.review.settling import Way
from studio.ui.widgets import button, label


class SettleBox(QWidget):
    """One button for each way, with what it takes, then the clip that would settle it.

    Signals:
        settle_requested: a way was chosen; carries the fault id and the way.
    """

    settle_requested = Signal(str, str)

    def __init__(self, card: Card, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fault = card.fault
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        if card.ways:
            column.addWidget(label(self.tr("Settle it in this clip"), "group", parent=self))
        for way in card.ways:
            self._add_way(column, way, is_first=way is card.ways[0] and card.is_open_question)
        if card.settle_with:
            text = self.tr("Or film: {clip}") if card.ways else self.tr("What would settle it: {clip}")
            column.addWidget(label(text.format(clip=card.settle_with), "muted", parent=self))

    def _add_way(self, column: QVBoxLayout, way: Way, *, is_first: bool) -> None:
        act = button(way_title(way), "primary" if is_first else "", parent=self, gives_way=True)
        act.setAccessibleDescription(way_reason(way))
        act.clicked.connect(lambda: self.settle_requested.emit(self._fault, way.value))
        column.addWidget(act, alignment=Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(way_reason(way), "muted", parent=self))
