"""The reps of the set with their measures; a click goes to the rep."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from studio.core.analysis import Analysis
from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.ui.translating import translate
from studio.ui.widgets.tables import make_read_only
from studio.ui.wording import format_interval, format_number

_Index = QModelIndex | QPersistentModelIndex

_NARROW_COLUMNS = (1, 2, 3, 4)
_MOST_PX = 340
_TEMPO = ("M-CON", "M-PAUSE", "M-ECC")


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: its heading, the measures that it shows, and what it means; the first and last have no measure."""

    title: str
    measures: tuple[str, ...] = ()
    tip: str = ""


def _columns() -> tuple[_Column, ...]:
    return (
        _Column(translate("Words", "Rep")),
        _Column(translate("Words", "Top"), ("M-HIP-TOP",), translate("Words", "Hip angle at the top")),
        _Column(translate("Words", "Shin"), ("M-SHIN",), translate("Words", "Shin angle at the top")),
        _Column(translate("Words", "Tempo s"), _TEMPO, translate("Words", "Up, hold, down in seconds")),
        _Column("!", (), translate("Words", "Findings in this rep")),
    )


class RepTableModel(QAbstractTableModel):
    """Reps as rows, measures as columns."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._columns = _columns()
        self._reps: tuple[Rep, ...] = ()
        self._measures: dict[int, dict[str, Measure]] = {}
        self._finding_counts: dict[int, int] = {}

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show the reps of an analysis."""
        self.beginResetModel()
        self._reps = analysis.reps if analysis else ()
        self._measures, self._finding_counts = {}, {}
        if analysis is not None:
            rows = zip(analysis.measures.rep_indices, analysis.measures.reps, strict=True)
            self._measures = {number: dict(row) for number, row in rows}
            for finding in analysis.findings:
                if finding.outcome is Outcome.FOUND and not finding.folded_into:
                    for number in finding.reps:
                        self._finding_counts[number] = self._finding_counts.get(number, 0) + 1
        self.endResetModel()

    def rep(self, row: int) -> Rep:
        """The rep in a row."""
        return self._reps[row]

    def row_of(self, number: int) -> int:
        """Row of a rep by its number; −1 when it is not there."""
        return next((row for row, rep in enumerate(self._reps) if rep.index == number), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        """One row per rep."""
        return 0 if parent.isValid() else len(self._reps)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 -- Qt's own signature
        """One column per measure."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's own signature
        """Headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._columns[section].title
        return self._columns[section].tip if role == Qt.ItemDataRole.ToolTipRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's own signature
        """Values, their intervals or reasons as tool tips, numbers flush right."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(self._reps[index.row()], self._columns[index.column()], index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(self._reps[index.row()], self._columns[index.column()])
        return None

    def _text(self, rep: Rep, column: _Column, number: int) -> str:
        if number == 0:
            return str(rep.index) if rep.is_complete else f"({rep.index})"
        if not column.measures:
            count = self._finding_counts.get(rep.index, 0)
            return str(count) if count else ""
        return " · ".join(self._value(rep, measure_id) for measure_id in column.measures)

    def _value(self, rep: Rep, measure_id: str) -> str:
        measure = self._measures.get(rep.index, {}).get(measure_id)
        if measure is None or not measure.is_assessable:
            return "–"
        return f"{measure.value:.1f}" if measure.unit == "s" else format_number(measure.value, measure.unit)

    def _tip(self, rep: Rep, column: _Column) -> str:
        if not rep.is_complete:
            return translate("Words", "The clip cuts this rep off; it is not judged.")
        known = self._measures.get(rep.index, {})
        measures = [known[measure_id] for measure_id in column.measures if measure_id in known]
        return "\n".join(
            item.reason or format_interval(item.value, item.low, item.high, item.unit) for item in measures
        )


class RepTable(QTableView):
    """The reps.

    Signals:
        rep_chosen: number of the rep that was clicked.
    """

    rep_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RepTableModel(self)
        self.setModel(self._model)
        make_read_only(self, self.tr("Reps"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.horizontalHeader().setMinimumSectionSize(24)
        self._share_width(needed_px=0)
        self.clicked.connect(self._on_clicked)

    def show_analysis(self, analysis: Analysis | None) -> None:
        """Show the reps of an analysis."""
        self._model.show_analysis(analysis)
        header = self.horizontalHeader()
        needed = [max(self.sizeHintForColumn(at), header.sectionSizeHint(at)) for at in range(header.count())]
        self._share_width(needed_px=sum(needed) + 2 * self.frameWidth())

    def show_rep(self, number: int) -> None:
        """Mark the rep that the playhead is in; 0 marks none."""
        row = self._model.row_of(number)
        if row < 0:
            self.clearSelection()
        elif row != self.currentIndex().row() or not self.selectionModel().hasSelection():
            self.selectRow(row)

    def _share_width(self, *, needed_px: int) -> None:
        """Columns share the width; large texts that need more than is fair to the picture are scrolled instead."""
        is_scrolled = needed_px > _MOST_PX
        fitting, whole = QHeaderView.ResizeMode.ResizeToContents, QHeaderView.ResizeMode.Stretch
        for column in range(self.model().columnCount()):
            is_narrow = is_scrolled or column in _NARROW_COLUMNS
            self.horizontalHeader().setSectionResizeMode(column, fitting if is_narrow else whole)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if is_scrolled else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setHorizontalScrollBarPolicy(policy)
        self.setMinimumWidth(min(needed_px, _MOST_PX))

    def _on_clicked(self, index: QModelIndex) -> None:
        self.rep_chosen.emit(self._model.rep(index.row()).index)
