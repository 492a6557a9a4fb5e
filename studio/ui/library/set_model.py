"""The list of sets for a view: fetched page by page, so that ten thousand sets open as fast as ten."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from studio.core.training import SetPage, SetRow

PAGE_ROWS = 100
ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1

AnyIndex = QModelIndex | QPersistentModelIndex


class SetModel(QAbstractListModel):
    """Rows of the library; `describe` words a row for people who do not see the picture."""

    def __init__(self, describe: Callable[[SetRow], str]) -> None:
        super().__init__()
        self._describe = describe
        self._rows: list[SetRow] = []
        self._total = 0
        self._fetch: Callable[[int], SetPage] | None = None

    @property
    def total(self) -> int:
        """How many sets match."""
        return self._total

    def show_page(self, page: SetPage, fetch: Callable[[int], SetPage]) -> None:
        """Show a first page; `fetch` gives the page that begins at an offset."""
        self.beginResetModel()
        self._rows, self._total, self._fetch = list(page.rows), page.total, fetch
        self.endResetModel()

    def row_at(self, index: AnyIndex) -> SetRow | None:
        """The set of an index."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """How many rows are here now."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def canFetchMore(self, parent: AnyIndex) -> bool:
        """Whether more sets match than are here."""
        return not parent.isValid() and len(self._rows) < self._total

    def fetchMore(self, parent: AnyIndex) -> None:
        """Fetch the next page."""
        if self._fetch is None:
            return
        page = self._fetch(len(self._rows))
        first = len(self._rows)
        if not page.rows:
            self._total = first
            return
        self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
        self._rows.extend(page.rows)
        self.endInsertRows()

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 -- Qt's own signature
        """The row itself for the delegate; words for screen readers and tool tips."""
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self._describe(row)
        return None
