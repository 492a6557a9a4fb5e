"""Small multiples: one panel per signal, all reps from 0 to 100 % over one another."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio.core.arrays import FloatArray
from studio.ui.graphs.lanes import lane_of
from studio.ui.graphs.rep_curves import RepCurves
from studio.ui.theme import Theme, grown_px
from studio.ui.wording import format_number

_LEAST_PANEL_PX = 190
_MARGIN_PX = 10.0
_HEAD_PX = 20
_FOOT_PX = 16
_LEFT_PX = 44


class RepMultiples(QWidget):
    """Panels side by side: mean ± SD as a band, best and worst rep as lines, the others pale."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._curves: tuple[RepCurves, ...] = ()
        self.setMinimumSize(220, 120)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Reps over one another"))
        theme.changed.connect(self.update)

    @property
    def curves(self) -> tuple[RepCurves, ...]:
        """What is drawn."""
        return self._curves

    def sizeHint(self) -> QSize:
        """Room for three panels."""
        return QSize(720, 220)

    def show_curves(self, curves: Sequence[RepCurves]) -> None:
        """Draw these signals."""
        self._curves = tuple(curves)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """All panels, or why there are none."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), self._theme.color("surface"))
            font = QFont(self.font())
            font.setPixelSize(grown_px(11))
            painter.setFont(font)
            if not self._curves:
                painter.setPen(self._theme.color("muted"))
                words = self.tr("The reps appear here when the clip has complete ones.")
                painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
            for curves, panel in zip(self._curves, self._panels(), strict=False):
                self._paint_panel(painter, curves, panel)

    def _panels(self) -> list[QRectF]:
        count = max(len(self._curves), 1)
        columns = max(min(int(self.width() // grown_px(_LEAST_PANEL_PX)), count), 1)
        rows = -(-count // columns)
        width, height = self.width() / columns, self.height() / rows
        return [QRectF(place % columns * width, place // columns * height, width, height) for place in range(count)]

    def _paint_panel(self, painter: QPainter, curves: RepCurves, panel: QRectF) -> None:
        area = panel.adjusted(grown_px(_LEFT_PX), grown_px(_HEAD_PX) + 6, -_MARGIN_PX, -grown_px(_FOOT_PX) - 4)
        known = curves.values[np.isfinite(curves.values)]
        if not known.size or area.height() < 10:
            return
        low, high = float(known.min()), float(known.max())
        margin = 0.08 * max(high - low, 1e-6)
        low, high = low - margin, high + margin
        painter.setPen(self._theme.color("muted"))
        title = lane_of(curves.signal).title
        painter.drawText(QPointF(panel.left() + 8, panel.top() + grown_px(15)), title)
        self._paint_legend(painter, curves, QPointF(area.right(), panel.top() + grown_px(15)))
        painter.setPen(QPen(self._theme.color("line"), 1.0))
        painter.drawRect(area)
        painter.setPen(self._theme.color("faint"))
        for value, y in ((high - margin, area.top() + 8), (low + margin, area.bottom())):
            words = format_number(value, curves.unit, has_unit=curves.unit == "deg")
            box = QRectF(panel.left(), y - grown_px(8), grown_px(_LEFT_PX) - 4, grown_px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignRight, words)
        foot = QRectF(area.left(), area.bottom() + 2, area.width(), grown_px(_FOOT_PX))
        for name, side in (
            ("0", Qt.AlignmentFlag.AlignLeft),
            ("50", Qt.AlignmentFlag.AlignHCenter),
            ("100 %", Qt.AlignmentFlag.AlignRight),
        ):
            painter.drawText(foot, side, name)
        self._paint_curves(painter, curves, area, (low, high))

    def _paint_curves(self, painter: QPainter, curves: RepCurves, area: QRectF, span: tuple[float, float]) -> None:
        color, mean, sd = lane_of(curves.signal).color, curves.mean, curves.sd
        band = np.isfinite(mean) & np.isfinite(sd)
        if band.sum() > 2:
            upper, lower = _points(mean + sd, area, span, band), _points(mean - sd, area, span, band)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(color, alpha=0.25))
            painter.drawPolygon(QPolygonF(upper + lower[::-1]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row, values in enumerate(curves.values):
            if row not in (curves.best, curves.worst):
                self._paint_line(painter, values, area, span, QPen(self._theme.color("faint", alpha=0.5), 1.0))
        self._paint_line(painter, mean, area, span, QPen(self._theme.color(color), 2.0))
        for row, name, style in (
            (curves.best, "green", Qt.PenStyle.SolidLine),
            (curves.worst, "vermilion", Qt.PenStyle.DashLine),
        ):
            if row >= 0:
                self._paint_line(painter, curves.values[row], area, span, QPen(self._theme.color(name), 1.6, style))

    def _paint_line(
        self, painter: QPainter, values: FloatArray, area: QRectF, span: tuple[float, float], pen: QPen
    ) -> None:
        known = np.isfinite(values)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(_points(values, area, span, known)))

    def _paint_legend(self, painter: QPainter, curves: RepCurves, right: QPointF) -> None:
        words = []
        if curves.best >= 0:
            words.append(("green", self.tr("best {number}").format(number=curves.numbers[curves.best])))
        if curves.worst >= 0:
            words.append(("vermilion", self.tr("worst {number}").format(number=curves.numbers[curves.worst])))
        metrics, x = QFontMetricsF(painter.font()), right.x()
        for name, text in reversed(words):
            x -= metrics.horizontalAdvance(text)
            painter.setPen(self._theme.color(name))
            painter.drawText(QPointF(x, right.y()), text)
            x -= 10


def _points(values: FloatArray, area: QRectF, span: tuple[float, float], known: np.ndarray) -> list[QPointF]:
    xs = area.left() + np.linspace(0.0, 1.0, len(values))[known] * area.width()
    ys = area.bottom() - (values[known] - span[0]) / (span[1] - span[0]) * area.height()
    return [QPointF(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
