"""A body from behind and from the front; a click on a region says that it hurts there.

The buttons beside it say the same for the keyboard and for screen readers.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.ui.theme import Theme

_FIGURE_WIDTH, _FIGURE_HEIGHT = 110.0, 250.0
"""Size of one drawn figure in its own units; both stand side by side."""
_GAP = 24.0

_OUTLINE: Sequence[tuple[float, float]] = (
    *((47, 42), (47, 50), (30, 56), (22, 66), (16, 104), (11, 138), (17, 140), (24, 108), (30, 84)),
    *((33, 108), (31, 126), (30, 150), (34, 182), (33, 206), (36, 238), (32, 246), (48, 246), (48, 206), (51, 180)),
    *((55, 140),),
)
"""Left half of the outline, from the neck down and back up to the crotch; the other half is its mirror image."""


def _ellipse(x: float, y: float, width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(x, y, width, height))
    return path


def _box(x: float, y: float, width: float, height: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), 4, 4)
    return path


def _regions() -> tuple[tuple[str, QPainterPath], ...]:
    """Regions as (id of the choice, area); the figure from behind stands left, so left is the athlete's left."""
    front = _FIGURE_WIDTH + _GAP
    return (
        ("neck", _box(46, 38, 18, 15)),
        ("left low back", _box(32, 92, 14, 27)),
        ("central low back", _box(47, 92, 16, 27)),
        ("right low back", _box(64, 92, 14, 27)),
        ("buttock", _ellipse(31, 120, 23, 25)),
        ("buttock", _ellipse(56, 120, 23, 25)),
        ("front of hip", _ellipse(front + 31, 116, 19, 20)),
        ("front of hip", _ellipse(front + 60, 116, 19, 20)),
        ("knee", _ellipse(front + 33, 172, 18, 18)),
        ("knee", _ellipse(front + 59, 172, 18, 18)),
        ("neck", _box(front + 46, 38, 18, 15)),
    )


class BodyMap(QWidget):
    """Regions that can be clicked.

    Signals:
        region_clicked: carries the id of the choice.
    """

    region_clicked = Signal(str)

    def __init__(self, titles: Mapping[str, str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = dict(titles)
        self._theme = theme
        self._regions = tuple((choice, path) for choice, path in _regions() if choice in self._titles)
        self._chosen: frozenset[str] = frozenset()
        self._hovered = ""
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Body map"))
        self.setAccessibleDescription(self.tr("The buttons beside it offer the same places."))
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Both figures with their captions."""
        return QSize(round(2 * _FIGURE_WIDTH + _GAP), round(_FIGURE_HEIGHT) + 24)

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Mark these regions."""
        self._chosen = frozenset(chosen)
        self.update()

    def center_of(self, choice: str) -> QPointF:
        """Middle of the first region of a choice."""
        return next(path.boundingRect().center() for known, path in self._regions if known == choice)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A region was clicked."""
        choice = self._region_at(event.position())
        if choice and event.button() is Qt.MouseButton.LeftButton:
            self.region_clicked.emit(choice)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which region a click would choose."""
        self._hover(self._region_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        self._hover("")

    def event(self, event: QEvent) -> bool:
        """Name the region under the pointer."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            choice = self._region_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._titles.get(choice, ""), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two outlines, their regions and captions."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for shift, caption in ((0.0, self.tr("From behind")), (_FIGURE_WIDTH + _GAP, self.tr("From the front"))):
                self._paint_figure(painter, shift)
                painter.setPen(self._theme.color("muted"))
                area = QRectF(shift - _GAP / 2, _FIGURE_HEIGHT + 2, _FIGURE_WIDTH + _GAP, 20)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, caption)
            for choice, path in self._regions:
                self._paint_region(painter, choice, path)

    def _paint_figure(self, painter: QPainter, shift: float) -> None:
        painter.setPen(QPen(self._theme.color("faint"), 1.5))
        painter.setBrush(self._theme.color("hover"))
        painter.drawPath(_figure().translated(shift, 0.0))

    def _paint_region(self, painter: QPainter, choice: str, path: QPainterPath) -> None:
        is_chosen = choice in self._chosen
        if is_chosen:
            painter.setPen(QPen(self._theme.color("text"), 2.0))
            painter.setBrush(self._theme.color("accent"))
        else:
            style = Qt.PenStyle.SolidLine if choice == self._hovered else Qt.PenStyle.DotLine
            painter.setPen(QPen(self._theme.color("accent" if choice == self._hovered else "faint"), 1.2, style))
            painter.setBrush(self._theme.color("accent", alpha=0.3 if choice == self._hovered else 0.0))
        painter.drawPath(path)

    def _region_at(self, point: QPointF) -> str:
        return next((choice for choice, path in self._regions if path.contains(point)), "")

    def _hover(self, choice: str) -> None:
        if choice != self._hovered:
            self._hovered = choice
            self.setCursor(Qt.CursorShape.PointingHandCursor if choice else Qt.CursorShape.ArrowCursor)
            self.update()


def _figure() -> QPainterPath:
    """One outline: a head and the two mirrored halves, joined by soft curves."""
    right = [(_FIGURE_WIDTH - x, y) for x, y in reversed(_OUTLINE)]
    points = [QPointF(x, y) for x, y in (*_OUTLINE, *right)]
    body = QPainterPath()
    body.moveTo((points[-1] + points[0]) / 2)
    for here, after in zip(points, (*points[1:], points[0]), strict=True):
        body.quadTo(here, (here + after) / 2)
    body.closeSubpath()
    return body.united(_ellipse(39, 4, 32, 40))
