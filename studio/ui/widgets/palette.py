"""The command palette and the shortcut sheet: one searchable list of everything the window can do."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from studio.ui.theme import grown_px

_WIDTH_PX = 560
_HEIGHT_PX = 440
_ROW_PX = 32
_ACTION_ROLE = Qt.ItemDataRole.UserRole
_KEYS_ROLE = Qt.ItemDataRole.UserRole + 1


class CommandPalette(QFrame):
    """A list of commands with a search field; Enter runs, Escape closes.

    It lies inside the window as an ordinary child, so it blocks nothing.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._host = parent
        self.setProperty("role", "popup")
        self._search = QLineEdit(self)
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._on_search_changed)
        self._search.installEventFilter(self)
        self._list = QListWidget(self)
        self._list.setItemDelegate(_CommandDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.itemClicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._search)
        column.addWidget(self._list)
        parent.installEventFilter(self)
        self.hide()

    def open(self, actions: list[QAction], *, only_with_keys: bool = False) -> None:
        """Show these commands; those that make no sense now are shown but cannot be run."""
        self._list.clear()
        for action in actions:
            keys = ", ".join(
                key.toString(QKeySequence.SequenceFormat.NativeText) for key in action.shortcuts() if not key.isEmpty()
            )
            if only_with_keys and not keys:
                continue
            item = QListWidgetItem(action.text().replace("&", ""))
            item.setData(_ACTION_ROLE, action)
            item.setData(_KEYS_ROLE, keys)
            item.setSizeHint(QSize(0, _ROW_PX))
            if not action.isEnabled() and not only_with_keys:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self._list.addItem(item)
        self._search.clear()
        asked = self.tr("Search shortcuts") if only_with_keys else self.tr("Type what you want to do")
        self._search.setPlaceholderText(asked)
        self._search.setAccessibleName(asked)
        self._on_search_changed("")
        self._place()
        self.show()
        self.raise_()
        self._search.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def titles(self) -> tuple[str, ...]:
        """Commands that the search leaves over."""
        rows = (self._list.item(row) for row in range(self._list.count()))
        return tuple(item.text() for item in rows if not item.isHidden())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys of the search field; stay in the middle of the window; close when the focus goes elsewhere."""
        if watched is self._search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._handle_key(event)
        if watched is self._search and event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape):
                event.accept()
        elif watched is self._search and event.type() is QEvent.Type.FocusOut:
            self.hide()
        elif watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _handle_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self._close()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self._list.currentItem())
            case Qt.Key.Key_Down:
                self._move(1)
            case Qt.Key.Key_Up:
                self._move(-1)
            case _:
                return False
        return True

    def _move(self, direction: int) -> None:
        row = self._list.currentRow() + direction
        while 0 <= row < self._list.count():
            if not self._list.item(row).isHidden():
                self._list.setCurrentRow(row)
                return
            row += direction

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None or item.isHidden() or not item.flags():
            return
        action = item.data(_ACTION_ROLE)
        self._close()
        action.trigger()

    def _close(self) -> None:
        self.hide()
        self._host.setFocus(Qt.FocusReason.PopupFocusReason)

    def _on_search_changed(self, text: str) -> None:
        words = text.casefold().split()
        first = -1
        for row in range(self._list.count()):
            item = self._list.item(row)
            content = f"{item.text()} {item.data(_KEYS_ROLE)}".casefold()
            item.setHidden(not all(word in content for word in words))
            if first < 0 and not item.isHidden() and item.flags():
                first = row
        self._list.setCurrentRow(first)

    def _place(self) -> None:
        host = self._host
        width, height = min(grown_px(_WIDTH_PX), host.width() - 32), min(grown_px(_HEIGHT_PX), host.height() - 96)
        self.setGeometry(QRect((host.width() - width) // 2, 64, width, height))


class _CommandDelegate(QStyledItemDelegate):
    """Title on the left, keys on the right."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ordinary row, then its keys."""
        super().paint(painter, option, index)
        painter.save()
        painter.setPen(option.palette.color(QPalette.ColorRole.PlaceholderText))
        area = option.rect.adjusted(0, 0, -12, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, index.data(_KEYS_ROLE))
        painter.restore()
