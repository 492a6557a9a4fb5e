"""Labels, buttons, folds and badges in the house's roles."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from studio.core.fault import Severity
from studio.ui.theme import Theme, grown_px
from studio.ui.widgets.wrapping_button import WrappingButton

_SEVERITY_COLOR = {
    Severity.NONE: "faint",
    Severity.MILD: "mild",
    Severity.MODERATE: "moderate",
    Severity.SEVERE: "severe",
}


def label(text: str, role: str = "", *, parent: QWidget | None = None, wraps: bool = True) -> QLabel:
    """A label in one of the style sheet's roles; its text is never read as rich text."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    made.setIndent(0)
    if role:
        made.setProperty("role", role)
    return made


def button(text: str, role: str = "", *, parent: QWidget | None = None, gives_way: bool = False) -> QPushButton:
    """A button in one of the style sheet's roles; one that gives way breaks its lines where it is narrow."""
    made = WrappingButton(text, parent) if gives_way else QPushButton(text, parent)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    if role:
        made.setProperty("role", role)
    return made


def rule(parent: QWidget | None = None) -> QFrame:
    """A thin horizontal line."""
    line = QFrame(parent)
    line.setProperty("role", "rule")
    return line


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let go of it."""
    while layout.count():
        item = layout.takeAt(0)
        widget = item.widget() if item else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Field(QLineEdit):
    """A line of text that Escape leaves as it was.

    Signals:
        left: Escape was pressed; what was typed is forgotten.
    """

    left = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kept = text

    def setText(self, arg__1: str | None) -> None:
        """Show other words; these are what Escape brings back."""
        self._kept = arg__1 or ""
        super().setText(arg__1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives the keys back to the window; one in which nothing was typed closes, if it closes at all."""
        if event.key() == Qt.Key.Key_Escape:
            if self.text() == self._kept and isinstance(self.window(), QDialog):
                event.ignore()
            self.setText(self._kept)
            self.window().setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.left.emit()
        else:
            super().keyPressEvent(event)


class Fold(QWidget):
    """A heading that opens and closes what is under it.

    Signals:
        toggled: it was opened (True) or closed.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, *, is_open: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = WrappingButton("", self)
        self._head.setProperty("role", "fold")
        self._title = title
        self._head.setCheckable(True)
        self._head.setChecked(is_open)
        self._write_head()
        self._head.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._head.setCursor(Qt.CursorShape.PointingHandCursor)
        self._head.toggled.connect(self._on_head_toggled)
        self._body = QWidget(self)
        self._body.setVisible(is_open)
        self.content = QVBoxLayout(self._body)
        self.content.setContentsMargins(0, 0, 0, 0)
        self.content.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._body)

    @property
    def is_open(self) -> bool:
        """Whether the content is shown."""
        return self._head.isChecked()

    def open(self) -> None:
        """Show the content."""
        self._head.setChecked(True)

    def _on_head_toggled(self, is_open: bool) -> None:  # noqa: FBT001 -- a Qt signal's argument
        self._write_head()
        self._body.setVisible(is_open)
        self.toggled.emit(is_open)

    def _write_head(self) -> None:
        self._head.setText(f"{'▾' if self.is_open else '▸'}  {self._title}")


class SeverityBadge(QWidget):
    """Severity as shape, word and colour: dot, triangle, square.

    Signals:
        clicked: the mouse was pressed on it.
    """

    clicked = Signal()

    def __init__(self, theme: Theme, severity: Severity, word: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._severity = severity
        self._word = word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(word)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        width = QFontMetricsF(self.font()).horizontalAdvance(self._word)
        return QSize(round(width) + grown_px(32), grown_px(22))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell it; the card under it hears of it as well."""
        self.clicked.emit()
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A pill with the shape and the word."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            name = _SEVERITY_COLOR[self._severity]
            color = self._theme.color(name)
            pill = QRectF(0.5, 0.5, self.width() - 1.0, self.height() - 1.0)
            painter.setPen(QPen(self._theme.color(name, alpha=0.55), 1.0))
            painter.setBrush(self._theme.color(name, alpha=0.12))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color)
            paint_severity_shape(painter, QPointF(grown_px(13), self.height() / 2), self._severity)
            painter.setPen(self._theme.color("text"))
            painter.drawText(pill.adjusted(grown_px(22), 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, self._word)


def paint_severity_shape(painter: QPainter, center: QPointF, severity: Severity) -> None:
    """Dot for mild, triangle for moderate, square for severe, ring for none, with the painter's brush."""
    match severity:
        case Severity.SEVERE:
            painter.drawRect(QRectF(center.x() - 4, center.y() - 4, 8, 8))
        case Severity.MODERATE:
            corners = [QPointF(-5, 4), QPointF(5, 4), QPointF(0, -5)]
            painter.drawPolygon(QPolygonF([center + corner for corner in corners]))
        case Severity.MILD:
            painter.drawEllipse(center, 3.5, 3.5)
        case _:
            painter.drawRect(QRectF(center.x() - 4, center.y() - 1, 8, 2))
