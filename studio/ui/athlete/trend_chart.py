"""A small chart of one quantity over time: points with their intervals, and the band in which nothing can be told."""

from datetime import date
from math import isfinite

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.services.progress import Point, Trend
from studio.ui.library.days import format_day
from studio.ui.theme import Theme

_SIZE_PX = QSize(300, 120)
_LEFT_PX, _RIGHT_PX, _TOP_PX, _BOTTOM_PX = 44.0, 12.0, 10.0, 20.0


class TrendChart(QWidget):
    """Draws one trend. What it shows is also said in words beside it, so that nothing hangs on seeing it."""

    def __init__(self, theme: Theme, trend: Trend, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._trend = trend
        self.setAccessibleName(words)
        self.setMinimumSize(_SIZE_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wide enough for ten points."""
        return _SIZE_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        """Band, line, intervals, points, first and last day."""
        low, high = self._limits()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_axes(painter, low, high)
            self._paint_band(painter, low, high)
            self._paint_turn(painter)
            places = [self._place(number, point, low, high) for number, point in enumerate(self._trend.points)]
            painter.setPen(QPen(self._theme.color("sky"), 2.0))
            painter.drawPolyline(QPolygonF(places))
            for number, point in enumerate(self._trend.points):
                self._paint_point(painter, places[number], point, low, high)

    def _limits(self) -> tuple[float, float]:
        ends = [point.value + sign * point.half_interval for point in self._trend.points for sign in (-1, 1)]
        ends += [end for end in self._trend.band if isfinite(end)]
        low, high = min(ends), max(ends)
        room = max(0.08 * (high - low), 0.5 if high == low else 0.0)
        return low - room, high + room

    def _paint_axes(self, painter: QPainter, low: float, high: float) -> None:
        painter.setPen(self._theme.color("muted"))
        for value in (low, high):
            y = self._y(value, low, high)
            painter.drawText(
                QRectF(0, y - 9, _LEFT_PX - 6, 18),
                int(Qt.AlignmentFlag.AlignRight),
                f"{value + 0.0:.0f}".replace("-0", "0") if abs(value) < 0.5 else f"{value:.0f}",
            )
        bottom = self.height() - _BOTTOM_PX
        painter.setPen(self._theme.color("line"))
        painter.drawLine(QPointF(_LEFT_PX, bottom), QPointF(self.width() - _RIGHT_PX, bottom))
        painter.setPen(self._theme.color("muted"))
        first, last = (format_day(self._trend.points[end].day) for end in (0, -1))
        line = QRectF(_LEFT_PX, bottom + 2, self.width() - _LEFT_PX - _RIGHT_PX, 16)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), first)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), last)

    def _paint_band(self, painter: QPainter, low: float, high: float) -> None:
        """Inside it a value cannot be told apart from the first one."""
        bottom, top = self._trend.band
        if not (isfinite(bottom) and isfinite(top)) or bottom == top:
            return
        y_top, y_bottom = self._y(top, low, high), self._y(bottom, low, high)
        area = QRectF(_LEFT_PX, y_top, self.width() - _LEFT_PX - _RIGHT_PX, y_bottom - y_top)
        painter.fillRect(area, self._theme.color("grey", alpha=0.18))

    def _paint_turn(self, painter: QPainter) -> None:
        """A line where something began to be done differently."""
        if self._trend.turn is not None:
            painter.setPen(QPen(self._theme.color("muted"), 1.2, Qt.PenStyle.DashLine))
            x = self._x(self._trend.turn)
            painter.drawLine(QPointF(x, _TOP_PX), QPointF(x, self.height() - _BOTTOM_PX))

    def _paint_point(self, painter: QPainter, place: QPointF, point: Point, low: float, high: float) -> None:
        if point.half_interval > 0.0:
            painter.setPen(QPen(self._theme.color("sky", alpha=0.6), 1.0))
            ends = [self._y(point.value + sign * point.half_interval, low, high) for sign in (-1, 1)]
            painter.drawLine(QPointF(place.x(), ends[0]), QPointF(place.x(), ends[1]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sky"))
        painter.drawEllipse(place, 3.5, 3.5)

    def _place(self, number: int, point: Point, low: float, high: float) -> QPointF:
        is_one_day = self._trend.points[0].day == self._trend.points[-1].day
        share = number / max(len(self._trend.points) - 1, 1)
        width = self.width() - _LEFT_PX - _RIGHT_PX
        return QPointF(_LEFT_PX + share * width if is_one_day else self._x(point.day), self._y(point.value, low, high))

    def _x(self, day: date) -> float:
        first, last = (self._trend.points[end].day.toordinal() for end in (0, -1))
        share = (day.toordinal() - first) / max(last - first, 1)
        return _LEFT_PX + min(max(share, 0.0), 1.0) * (self.width() - _LEFT_PX - _RIGHT_PX)

    def _y(self, value: float, low: float, high: float) -> float:
        height = self.height() - _TOP_PX - _BOTTOM_PX
        return _TOP_PX + height * (1.0 - (value - low) / (high - low))
