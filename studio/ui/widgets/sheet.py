"""A sheet that lies over the middle of the window as an ordinary child, so that it blocks nothing."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.ui.theme import grown_px
from studio.ui.widgets.basics import button, label

_WIDTH_PX = 760
_MARGIN_PX = 12
_WITH_COMMAND = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class Sheet(QFrame):
    """A frame with a title and a way to close it; what goes inside is added to `body`.

    While the focus is in it, keys without Ctrl or Alt are its own and Tab stays inside; Escape closes it.

    Signals:
        closed: the sheet was put away.
    """

    closed = Signal()

    widest_px = _WIDTH_PX

    def __init__(self, title: str, host: QWidget, *, center: QWidget | None, beside: QWidget | None = None) -> None:
        """Make a hidden sheet.

        Args:
            title: its heading.
            host: the window.
            center: widget of the window below whose upper edge the sheet begins; None for the window's own.
            beside: widget on the right that must stay visible, such as the findings with the safety notice.
        """
        super().__init__(host)
        self._host, self._center, self._beside = host, center, beside
        self.setProperty("role", "popup")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        close = button(self.tr("Close"), "ghost", parent=self)
        close.setToolTip(self.tr("Close (Esc)"))
        close.clicked.connect(self.close_sheet)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self.head.addWidget(label(title, "title", parent=self), 1)
        self.head.addWidget(close)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 12, 20, 16)
        self.body.setSpacing(8)
        self.body.addLayout(self.head)
        for watched in (host, beside):
            if watched is not None:
                watched.installEventFilter(self)
        self.hide()

    def open_sheet(self) -> None:
        """Show it above everything else in the window, in place of any other sheet."""
        for other in self._host.findChildren(Sheet):
            if other is not self:
                other.close_sheet()
        self._place()
        self.show()
        self.raise_()
        self.focus_inside()

    def close_sheet(self) -> None:
        """Put it away and give the keys back to the window."""
        if self.isVisible():
            self.hide()
            self._host.setFocus(Qt.FocusReason.PopupFocusReason)
            self.closed.emit()

    def focus_inside(self) -> None:
        """Put the focus where work goes on; the sheet itself unless a kind of sheet knows better."""
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Keep plain keys from being shortcuts of the window."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and not event.modifiers() & _WITH_COMMAND
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes; Enter presses the button that has the focus."""
        focused = self.window().focusWidget()
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_sheet()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if isinstance(focused, QAbstractButton):
                focused.click()
            case _:
                event.accept()

    def focusNextPrevChild(self, next_: bool) -> bool:  # noqa: FBT001 -- Qt's own signature
        """Tab goes round inside the sheet."""
        focused: QWidget | None = self.window().focusWidget()
        start = self if focused is None else focused
        widget: QWidget | None = start
        while widget is not None:
            widget = widget.nextInFocusChain() if next_ else widget.previousInFocusChain()
            if widget is None or widget is start:
                return False
            if self.isAncestorOf(widget) and _takes_tab(widget):
                reason = Qt.FocusReason.TabFocusReason if next_ else Qt.FocusReason.BacktabFocusReason
                widget.setFocus(reason)
                return True
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window and its neighbour."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide):
            QTimer.singleShot(0, self, self._place)
        return False

    def _place(self) -> None:
        host = self._host
        top = 4 + (self._center.mapTo(host, self._center.rect().topLeft()).y() if self._center else 0)
        right = host.width()
        if self._beside is not None and self._beside.isVisibleTo(host) and not self._beside.window().isHidden():
            edge = self._beside.mapTo(host, self._beside.rect().topLeft()).x() if _is_inside(self._beside, host) else 0
            right = edge if edge >= grown_px(_WIDTH_PX) // 2 else right
        width = min(grown_px(self.widest_px), right - 2 * _MARGIN_PX)
        self.setGeometry(QRect((right - width) // 2, top, width, host.height() - top - _MARGIN_PX))


def _takes_tab(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    return bool(takes) and widget.isVisible() and widget.isEnabled()


def _is_inside(widget: QWidget, host: QWidget) -> bool:
    return widget.window() is host
