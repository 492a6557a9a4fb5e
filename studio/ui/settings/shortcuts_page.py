"""Change shortcuts: search, choose, press the new keys; keys that are taken say by whom."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.ui.actions import ActionBook
from studio.ui.theme import grown_px
from studio.ui.widgets import button, label
from studio.ui.widgets.tables import make_read_only

_SIZE_PX = (620, 620)


class ShortcutsPage(QDialog):
    """A window beside the studio; it blocks nothing.

    Signals:
        changed: shortcuts differ from before.
    """

    changed = Signal()

    def __init__(self, book: ActionBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._book = book
        self._ids = [spec.id for spec in book.specs]
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Change shortcuts"))
        self.resize(*map(grown_px, _SIZE_PX))
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(self.tr("Search shortcuts"))
        self._search.setAccessibleName(self.tr("Search shortcuts"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._table = self._make_table()
        self._keys = QKeySequenceEdit(self)
        self._keys.setMaximumSequenceLength(1)
        self._keys.setAccessibleName(self.tr("New keys"))
        self._keys.editingFinished.connect(self.take)
        self._says = label("", "muted", parent=self)
        default = button(self.tr("As at first"), parent=self)
        default.clicked.connect(self.reset)
        close = button(self.tr("Close"), "primary", parent=self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(label(self.tr("New keys:"), parent=self, wraps=False))
        row.addWidget(self._keys, 1)
        row.addWidget(default)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self._search, self._table, self._says):
            column.addWidget(widget)
        column.addLayout(row)
        self._fill()

    @property
    def message(self) -> str:
        """What was said about the last change."""
        return self._says.text()

    def choose(self, action_id: str) -> None:
        """Choose the act whose keys are to change."""
        self._table.setCurrentCell(self._ids.index(action_id), 0)

    def press(self, keys: str) -> None:
        """Give the chosen act these keys, as if they had been pressed."""
        self._keys.setKeySequence(QKeySequence(keys))
        self.take()

    def take(self) -> None:
        """Give the chosen act the keys that were pressed, unless another act has them."""
        keys, action_id = self._keys.keySequence(), self._chosen()
        if keys.isEmpty() or not action_id:
            return
        taken = self._book.rebind(action_id, keys.toString(QKeySequence.SequenceFormat.PortableText))
        native = keys.toString(QKeySequence.SequenceFormat.NativeText)
        if taken:
            other = self._book[taken].text().rstrip("…")
            self._say(
                self.tr("{keys} belongs to “{title}”. Give that other keys first.").format(keys=native, title=other)
            )
        else:
            self._say(self.tr("{keys} is set.").format(keys=native))
            self._refresh()
        self._keys.clear()

    def reset(self) -> None:
        """Give the chosen act its first keys back."""
        taken = self._book.reset_keys(self._chosen())
        if taken:
            other = self._book[taken].text().rstrip("…")
            self._say(self.tr("Its keys belong to “{title}” now. Give that other keys first.").format(title=other))
        else:
            self._say("")
            self._refresh()

    def _chosen(self) -> str:
        row = self._table.currentRow()
        return self._ids[row] if row >= 0 else ""

    def _say(self, text: str) -> None:
        self._says.setText(text)

    def _refresh(self) -> None:
        for row, action_id in enumerate(self._ids):
            self._table.setItem(row, 1, QTableWidgetItem(self._keys_of(action_id)))
        self.changed.emit()

    def _keys_of(self, action_id: str) -> str:
        keys = self._book[action_id].shortcuts()
        return ", ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in keys if not one.isEmpty())

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 2, self)
        table.setHorizontalHeaderLabels([self.tr("What it does"), self.tr("Keys")])
        table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        make_read_only(table, self.tr("Keys"))
        table.setShowGrid(True)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        return table

    def _fill(self) -> None:
        specs = self._book.specs
        self._table.setRowCount(len(specs))
        for row, spec in enumerate(specs):
            self._table.setItem(row, 0, QTableWidgetItem(self._book[spec.id].text().rstrip("…")))
            self._table.setItem(row, 1, QTableWidgetItem(self._keys_of(spec.id)))
        self._table.setCurrentCell(0, 0)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row, action_id in enumerate(self._ids):
            content = f"{self._book[action_id].text()} {self._keys_of(action_id)}".casefold()
            self._table.setRowHidden(row, not all(word in content for word in words))
