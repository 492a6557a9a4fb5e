"""Filters beside lift and severity: fault, safety tier, tag, day, verdicts, and sets that belong to nobody yet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QWidget

from studio.core.plan import Tier
from studio.core.training import Decided, FilterWords, SetQuery
from studio.services.library import today
from studio.ui.library.set_card import tier_word
from studio.ui.widgets import label

_SHORTEST = 9
"""Letters that every box has room for in a narrow window; else they share the row."""
_LEAST_PX = 64
"""So narrow may a box become where texts are large; pointing at it tells the rest."""
_LONGEST = 28
"""Letters that the open list has room for."""


class FilterRow(QWidget):
    """A row of choices over the sets.

    Signals:
        changed: other sets are wanted.
        nobody_chosen: only sets that belong to nobody are wanted, or everybody's again.
    """

    changed = Signal()
    nobody_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.faults, self.tiers, self.tags = QComboBox(self), QComboBox(self), QComboBox(self)
        self.days, self.decided = QComboBox(self), QComboBox(self)
        self.is_nobody = QCheckBox(self.tr("Nobody yet"), self)
        self.is_nobody.setToolTip(self.tr("Only sets that belong to no athlete yet"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(self.tr("Only"), "muted", parent=self, wraps=False))
        for box, name in (
            (self.faults, self.tr("Fault")),
            (self.tiers, self.tr("Screening result")),
            (self.tags, self.tr("Tag")),
            (self.days, self.tr("Day of filming")),
            (self.decided, self.tr("Verdicts")),
        ):
            box.setAccessibleName(name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            row.addWidget(box, 1)
        row.addWidget(self.is_nobody)
        self.tiers.addItem(self.tr("Any screening result"), "")
        for tier in reversed(Tier):
            if tier is not Tier.NONE:
                self.tiers.addItem(tier_word(tier.value), tier.value)
        for text, days in (
            (self.tr("Any day"), 0),
            (self.tr("Last 7 days"), 7),
            (self.tr("Last 30 days"), 30),
            (self.tr("Last 365 days"), 365),
        ):
            self.days.addItem(text, days)
        for text, decided in (
            (self.tr("Any verdict"), Decided.ANY),
            (self.tr("Decided"), Decided.YES),
            (self.tr("Not decided yet"), Decided.NOT_YET),
        ):
            self.decided.addItem(text, decided.value)
        self.show_words(FilterWords(), str)
        for box in (self.faults, self.tiers, self.tags, self.days, self.decided):
            box.setMinimumContentsLength(_SHORTEST)
            box.setMinimumWidth(_LEAST_PX)
            box.currentTextChanged.connect(box.setToolTip)  # a long entry is read in full by pointing at it
            box.currentIndexChanged.connect(self.changed)
        self.is_nobody.toggled.connect(self.nobody_chosen)
        self.is_nobody.toggled.connect(self.changed)

    @property
    def is_narrowing(self) -> bool:
        """Whether anything is left out."""
        return self.narrow(SetQuery()) != SetQuery()

    def narrow(self, query: SetQuery) -> SetQuery:
        """The same wish with these filters."""
        days = int(self.days.currentData() or 0)
        return replace(
            query,
            fault=str(self.faults.currentData() or ""),
            tier=str(self.tiers.currentData() or ""),
            tag=str(self.tags.currentData() or ""),
            is_unassigned=self.is_nobody.isChecked(),
            decided=Decided(str(self.decided.currentData() or "")),
            since=today() - timedelta(days=days) if days else None,
        )

    def show_words(self, words: FilterWords, fault_title: Callable[[str], str]) -> None:
        """Offer what occurs; what was chosen stays chosen, also when it occurs no more."""
        titles = sorted(((fault_title(fault), fault) for fault in words.faults), key=lambda one: one[0].casefold())
        _fill(self.faults, [(self.tr("Any fault"), ""), *titles])
        _fill(self.tags, [(self.tr("Any tag"), ""), *((tag, tag) for tag in words.tags)])


def _fill(box: QComboBox, entries: list[tuple[str, str]]) -> None:
    chosen, shown = str(box.currentData() or ""), box.currentText()
    if chosen and all(value != chosen for _, value in entries):
        entries = [*entries, (shown, chosen)]
    box.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
    box.clear()
    for text, value in entries:
        box.addItem(text, value)
    box.setCurrentIndex(box.findData(chosen))
    box.view().setMinimumWidth(box.fontMetrics().averageCharWidth() * _LONGEST + 48)
    box.blockSignals(False)  # noqa: FBT003 -- Qt's own signature
