"""Before and after a cue or a change: one is chosen, its sets are compared, and its measures are drawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QComboBox, QTableWidget, QVBoxLayout, QWidget

from studio.services.progress import Trend
from studio.ui.athlete.tables import fill_table, make_table
from studio.ui.athlete.trend_chart import TrendChart
from studio.ui.theme import Theme
from studio.ui.widgets import clear_layout, label

_ROW_PX = 30
_MOST_ROWS = 14


@dataclass(frozen=True, slots=True)
class ShownTurn:
    """A cue or change in words.

    Attributes:
        title: what and when.
        verdict: what may be said about it, one sentence.
        columns: headings of the table.
        rows: of the table; empty when nothing was filmed since.
        trends: with a title and what may be said about each.
    """

    title: str
    verdict: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    trends: tuple[tuple[str, str, Trend], ...] = ()


class TurnPanel(QWidget):
    """Shows the turns that it is given."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._turns: tuple[ShownTurn, ...] = ()
        self.choice = QComboBox(self)
        self.choice.setAccessibleName(self.tr("Cue or change"))
        self.verdict = label("", "heading", parent=self)
        self.table: QTableWidget = make_table(self.tr("Before and after"), self)
        self._none = label(
            self.tr(
                "Once a plan has given a cue, or the log notes a change, the sets before and since are compared here."
            ),
            "muted",
            parent=self,
        )
        self._charts = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for widget in (self._none, self.choice, self.verdict, self.table):
            column.addWidget(widget)
        column.addLayout(self._charts)
        self.choice.currentIndexChanged.connect(self._show)
        self.show_turns(())

    def show_turns(self, turns: Sequence[ShownTurn]) -> None:
        """Offer these; the first is shown."""
        self._turns = tuple(turns)
        self.choice.blockSignals(True)  # noqa: FBT003 -- Qt's own signature
        self.choice.clear()
        self.choice.addItems([turn.title for turn in self._turns])
        self.choice.blockSignals(False)  # noqa: FBT003 -- Qt's own signature
        self._none.setVisible(not turns)
        self.choice.setVisible(bool(turns))
        self._show()

    def _show(self) -> None:
        clear_layout(self._charts)
        index = self.choice.currentIndex()
        turn = self._turns[index] if 0 <= index < len(self._turns) else None
        self.verdict.setText(turn.verdict if turn else "")
        self.verdict.setVisible(turn is not None)
        self.table.setVisible(bool(turn and turn.rows))
        if turn is None:
            return
        fill_table(self.table, turn.columns, turn.rows)
        self.table.setFixedHeight((min(len(turn.rows), _MOST_ROWS) + 2) * _ROW_PX)
        for title, words, trend in turn.trends:
            self._charts.addWidget(label(title, "heading", parent=self))
            self._charts.addWidget(TrendChart(self._theme, trend, f"{title}: {words}", self))
