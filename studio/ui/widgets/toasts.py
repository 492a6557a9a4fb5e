"""Notices that come, say one sentence, and go: never a modal window."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from studio.ui.theme import IconBook, grown_px
from studio.ui.widgets.basics import button, label

_NOTICE_MS = 6000
_MAX_TOASTS = 4
_WIDTH_PX = 400
_MARGIN_PX = 16


class ToastStack(QWidget):
    """Lies over the lower right of its parent, beside what is to stay clear, and holds the newest notices.

    A notice about a problem stays until it is closed; others go after a while.
    """

    def __init__(self, icons: IconBook, parent: QWidget, *, keeps_clear: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._keeps_clear = keeps_clear
        self._host = parent
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)
        self._toasts: list[QFrame] = []
        parent.installEventFilter(self)
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """What the notices on screen say, oldest first."""
        return tuple(toast.property("text") for toast in self._toasts)

    @property
    def offers(self) -> tuple[str, ...]:
        """What the buttons of the notices on screen say, oldest first."""
        return tuple(offer for toast in self._toasts if (offer := toast.property("offer")))

    def show_notice(
        self,
        text: str,
        *,
        remedy: str = "",
        is_problem: bool = False,
        act: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        """Say a sentence, with a remedy and a button when there are such; not twice at the same time."""
        if text in self.texts:
            return
        toast = self._make(text, remedy=remedy, is_problem=is_problem, act=act)
        self._toasts.append(toast)
        self._column.addWidget(toast)
        while len(self._toasts) > _MAX_TOASTS:
            self._drop(self._toasts[0])
        self._place()
        if not is_problem:
            QTimer.singleShot(_NOTICE_MS * (2 if act else 1), toast, lambda: self._drop(toast))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the corner."""
        if isinstance(event, QResizeEvent) and watched is self._host:
            self._place()
        return False

    def _make(self, text: str, *, remedy: str, is_problem: bool, act: tuple[str, Callable[[], None]] | None) -> QFrame:
        toast = QFrame(self)
        toast.setProperty("role", "toast")
        toast.setProperty("problem", "true" if is_problem else "false")
        toast.setProperty("text", text)
        toast.setFixedWidth(grown_px(_WIDTH_PX))
        row = QHBoxLayout(toast)
        row.setContentsMargins(12, 12, 8, 12)
        row.setSpacing(12)
        sign = QLabel(toast)
        ratio = self.devicePixelRatioF()
        name, color = ("warning", "limited") if is_problem else ("info", "accent")
        sign.setPixmap(self._icons.pixmap(name, color=color, scale=ratio))
        row.addWidget(sign, alignment=Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label(text, "heading", parent=toast))
        if remedy:
            words.addWidget(label(remedy, "muted", parent=toast))
        if act is not None:
            title, call = act
            toast.setProperty("offer", title)
            press = button(title, "ghost", parent=toast)
            press.clicked.connect(call)
            words.addWidget(press, alignment=Qt.AlignmentFlag.AlignLeft)
        row.addLayout(words, 1)
        close = QToolButton(toast)
        close.setIcon(self._icons.icon("cross"))
        close.setToolTip(self.tr("Close"))
        close.setAccessibleName(self.tr("Close"))
        close.clicked.connect(lambda: self._drop(toast))
        row.addWidget(close, alignment=Qt.AlignmentFlag.AlignTop)
        return toast

    def _drop(self, toast: QFrame) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            self._column.removeWidget(toast)
            toast.hide()
            toast.deleteLater()
            self._place()

    def _place(self) -> None:
        self.setVisible(bool(self._toasts))
        if not self._toasts:
            return
        host = self._host
        width = max(toast.width() for toast in self._toasts)
        height = sum(toast.heightForWidth(toast.width()) + 8 for toast in self._toasts) + 8
        height = min(height, host.height() - 2 * _MARGIN_PX)
        right = self._right_px()
        left = right - width - _MARGIN_PX if right >= width + 2 * _MARGIN_PX else host.width() - width - _MARGIN_PX
        self.setGeometry(left, host.height() - height - 2 * _MARGIN_PX, width, height)
        self.raise_()

    def _right_px(self) -> int:
        """Where the room for notices ends: where buttons are pressed all the time, a notice would be in the way."""
        clear = self._keeps_clear
        if clear is None or clear.window() is not self._host.window() or not clear.isVisible():
            return self._host.width()
        return clear.mapTo(self._host, QPoint(0, 0)).x()
