"""The first screen: a place to drop a clip, and one button for the sample set."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.ui.theme import IconBook, Theme, grown_px
from studio.ui.widgets import button, clear_layout, label

_DROP_WIDTH_PX = 640
_MARK_PX = 72


class StartPage(QWidget):
    """Shown while no clip is open.

    Signals:
        open_requested: choose a clip.
        sample_requested: open the sample set.
        library_requested: show the library.
        recent_requested: open this clip again; carries the path.
    """

    open_requested = Signal()
    sample_requested = Signal()
    library_requested = Signal()
    recent_requested = Signal(str)

    def __init__(self, theme: Theme, icons: IconBook, *, has_sample: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._drop = QFrame(self)
        self._drop.setProperty("role", "drop")
        self._drop.setMinimumWidth(grown_px(_DROP_WIDTH_PX))
        self._mark = label("", parent=self._drop)
        self._mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._recent = QWidget(self)
        self._recent_column = QVBoxLayout(self._recent)
        self._recent_column.setContentsMargins(0, 16, 0, 0)
        self._recent_column.setSpacing(0)
        self._fill_drop(has_sample=has_sample)
        column = QVBoxLayout(self)
        column.addStretch(2)
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(self._drop)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addWidget(self._recent, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        theme.changed.connect(self._draw_mark)
        self._draw_mark()

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List the clips that were open before."""
        clear_layout(self._recent_column)
        if paths:
            self._recent_column.addWidget(label(self.tr("Open again"), "group", parent=self._recent))
        for path in paths:
            again = button(f"{path.name}    {path.parent}", "recent", parent=self._recent)
            again.setFixedWidth(grown_px(_DROP_WIDTH_PX))
            metrics = again.fontMetrics()
            again.setText(metrics.elidedText(again.text(), Qt.TextElideMode.ElideRight, again.width() - 32))
            again.setToolTip(str(path))
            again.clicked.connect(lambda _checked=False, path=path: self.recent_requested.emit(str(path)))
            self._recent_column.addWidget(again)

    def show_hot(self, *, is_hot: bool) -> None:
        """Light up while a clip is held over the window."""
        self._drop.setProperty("hot", "true" if is_hot else "false")
        self._drop.style().unpolish(self._drop)
        self._drop.style().polish(self._drop)

    def _fill_drop(self, *, has_sample: bool) -> None:
        column = QVBoxLayout(self._drop)
        column.setContentsMargins(48, 40, 48, 40)
        column.setSpacing(12)
        column.addWidget(self._mark)
        for text, role in (
            (self.tr("Drop a clip of a set here"), "hero"),
            (self.tr("Filmed from the side, whole body in the picture. Everything stays on this computer."), "muted"),
        ):
            line = label(text, role, parent=self._drop, wraps=role != "hero")
            line.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(line)
        column.addSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        choose = button(self.tr("Open clip…"), "" if has_sample else "primary", parent=self._drop)
        choose.clicked.connect(self.open_requested)
        if has_sample:
            sample = button(self.tr("Open the sample set"), "primary", parent=self._drop)
            sample.clicked.connect(self.sample_requested)
            row.addWidget(sample)
        row.addWidget(choose)
        library = button(self.tr("Library"), parent=self._drop)
        library.clicked.connect(self.library_requested)
        row.addWidget(library)
        row.addStretch(1)
        column.addLayout(row)

    def _draw_mark(self) -> None:
        self._mark.setPixmap(self._icons.pixmap("app", size_px=_MARK_PX, scale=self.devicePixelRatioF()))
