"""Everything that the studio knows, to look things up: faults with their limits, causes, fixes, exercises, sources."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.ui.plan.reading import Entry
from studio.ui.plan.sheet import entry_card
from studio.ui.settings.knowledge_reading import Chapter, matching
from studio.ui.widgets import Field, clear_layout, label

_SIZE_PX = (980, 680)
_LIST_PX = 340


class KnowledgePage(QDialog):
    """A window beside the studio: search, list, and the entry in full; it blocks nothing."""

    def __init__(self, chapters: tuple[Chapter, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self._chapters = chapters
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Knowledge base"))
        self.resize(*_SIZE_PX)
        self.search = Field("", self)
        self.search.setPlaceholderText(self.tr("Search faults, fixes, exercises, sources…"))
        self.search.setAccessibleName(self.tr("Search"))
        self.search.textChanged.connect(self._fill)
        self.list = QListWidget(self)
        self.list.setFixedWidth(_LIST_PX)
        self.list.setAccessibleName(self.tr("Entries"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentItemChanged.connect(self._on_current_changed)
        inside = QWidget(self)
        self._column = QVBoxLayout(inside)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("Knowledge base"))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self._inside = inside
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list)
        row.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addLayout(row, 1)
        self._fill("")

    @property
    def shown(self) -> tuple[Chapter, ...]:
        """The chapters that the search leaves."""
        return matching(self._chapters, self.search.text())

    def _fill(self, _text: str) -> None:
        self.list.clear()
        for chapter in self.shown:
            heading = QListWidgetItem(f"{chapter.title} ({len(chapter.entries)})")
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(heading)
            for entry in chapter.entries:
                item = QListWidgetItem(f"   {entry.title}")
                item.setToolTip(entry.title)
                item.setData(Qt.ItemDataRole.UserRole, entry)
                self.list.addItem(item)
        if self.list.count() > 1:
            self.list.setCurrentRow(1)
        else:
            self._show(None)

    def _on_current_changed(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        self._show(item.data(Qt.ItemDataRole.UserRole) if item is not None else None)

    def _show(self, entry: Entry | None) -> None:
        clear_layout(self._column)
        if entry is None:
            self._column.addWidget(label(self.tr("Nothing is called that."), "muted", parent=self._inside))
        else:
            self._column.addWidget(entry_card(entry, self._inside))
        self._column.addStretch(1)
