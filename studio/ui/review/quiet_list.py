"""What stands in the folds below the cards: faults that could not be judged, and those that were not found."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio.core.finding import Outcome
from studio.ui.review.cards import Card
from studio.ui.review.settle_box import SettleBox
from studio.ui.widgets import label


class QuietList(QWidget):
    """Titles; what could not be judged says why, once for all that share it, and what would settle each.

    Signals:
        settle_requested: a way to settle one was chosen; carries the fault id and the way.
    """

    settle_requested = Signal(str, str)

    def __init__(self, cards: Sequence[Card], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        for (reason, ways), alike in groupby(cards, key=lambda card: (card.reason, card.ways)):
            members = list(alike)
            if members[0].outcome is Outcome.NOT_ASSESSABLE and len(members) > 1:
                self._add_alike(members, reason, has_ways=bool(ways))
            else:
                for card in members:
                    self._add_one(card)

    def _add_one(self, card: Card) -> None:
        self._column.addWidget(label(card.title, "heading", parent=self))
        if card.outcome is Outcome.NOT_ASSESSABLE:
            self._column.addWidget(label(card.reason, "muted", parent=self))
        if card.outcome is Outcome.NOT_FOUND and card.ways:
            text = self.tr("Some reps lie beyond the narrower limits that count with the athlete’s own neutral.")
            self._column.addWidget(label(text, "muted", parent=self))
        if card.outcome is Outcome.NOT_ASSESSABLE or card.ways:
            self._add_settling(card)

    def _add_alike(self, members: Sequence[Card], reason: str, *, has_ways: bool) -> None:
        """One reason for several: it is said once, and so is what can be done here."""
        self._column.addWidget(label(", ".join(card.title for card in members), "heading", parent=self))
        self._column.addWidget(label(reason, "muted", parent=self))
        if has_ways:
            self._add_settling(members[0])
            return
        clips = dict.fromkeys(card.settle_with for card in members if card.settle_with)
        for clip in clips:
            titles = ", ".join(card.title for card in members if card.settle_with == clip)
            text = self.tr("{clip} It would settle: {titles}.").format(clip=clip, titles=titles)
            self._column.addWidget(label(f"• {text}" if len(clips) > 1 else text, "muted", parent=self))

    def _add_settling(self, card: Card) -> None:
        settling = SettleBox(card, parent=self)
        settling.settle_requested.connect(self.settle_requested)
        self._column.addWidget(settling)
