"""The coach's own marks in one list: moments, voice notes, drawings."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, unique

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from studio.ui.widgets.tables import make_read_only
from studio.ui.wording import format_time


@unique
class MarkKind(Enum):
    """What a line of the list stands for."""

    MOMENT = "moment"
    VOICE = "voice"
    DRAWING = "drawing"


@dataclass(frozen=True, slots=True)
class MarkLine:
    """One line of the list.

    Attributes:
        time_s: where it begins.
        kind: what it stands for.
        key: id of the voice note or drawing; empty for a moment.
        title: what it is, in the user's words.
        words: what the coach wrote; empty for nothing.
    """

    time_s: float
    kind: MarkKind
    key: str
    title: str
    words: str = ""


class MarksModel(QAbstractTableModel):
    """Lines in time order; two columns: when, and what."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[MarkLine, ...] = ()

    def show_lines(self, lines: Sequence[MarkLine]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._lines = tuple(sorted(lines, key=lambda line: line.time_s))
        self.endResetModel()

    def line(self, row: int) -> MarkLine:
        """What a row stands for."""
        return self._lines[row]

    @property
    def lines(self) -> tuple[MarkLine, ...]:
        """All lines."""
        return self._lines

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 -- Qt's way
        """How many there are."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 -- Qt's way
        """When and what."""
        return 0 if parent.isValid() else 2

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text of a cell; the whole line where the mouse rests."""
        line = self._lines[index.row()]
        said = f"{line.title}: {line.words}" if line.words else line.title
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return format_time(line.time_s) if index.column() == 0 else said
            case Qt.ItemDataRole.ToolTipRole:
                return said
            case _:
                return None


class MarksTable(QTableView):
    """The list.

    Signals:
        chosen: a line was clicked; carries the MarkLine.
        opened: a line was double-clicked; carries the MarkLine.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = MarksModel(self)
        self.setModel(self._model)
        make_read_only(self, self.tr("Marks"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWordWrap(False)
        self.verticalHeader().setDefaultSectionSize(26)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(lambda index: self.chosen.emit(self._model.line(index.row())))
        self.doubleClicked.connect(lambda index: self.opened.emit(self._model.line(index.row())))

    @property
    def lines(self) -> tuple[MarkLine, ...]:
        """What is listed, in time order."""
        return self._model.lines

    def show_lines(self, lines: Sequence[MarkLine]) -> None:
        """List these."""
        self._model.show_lines(lines)
