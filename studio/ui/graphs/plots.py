"""The typed front of pyqtgraph: lanes with curve, ribbon and bands on one linked time axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsRectItem, QWidget

from studio.core.arrays import BoolArray, FloatArray
from studio.ui.theme import grown_px

_AXIS_WIDTH_PX = 40
_TICK_PX = 12
_MOST_TICKS = 4
_RIBBON_COLUMNS = 1500
_ENDLESS = 1e6
_MARGIN_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class TimeBand:
    """A stretch of time with a ground colour."""

    start_s: float
    end_s: float
    color: QColor


@dataclass(frozen=True, slots=True)
class ValueBand:
    """A stretch of the value axis with a ground colour, for a stretch of time."""

    start_s: float
    end_s: float
    low: float
    high: float
    color: QColor


class Lane:
    """One lane of the stack: a view box with its axis. A whole PlotItem would cost ten times as much to make."""

    def __init__(self, box: Any, axis: Any, *, name: str, least_span: float, factor: float) -> None:  # noqa: ANN401 -- untyped library
        self.name = name
        self.box = box
        self.axis = axis
        self._least_span = least_span
        self._factor = factor
        self.is_empty = True
        self._curve = pg.PlotDataItem([], [], connect="finite")
        self._curve.setDownsampling(auto=True, method="peak")
        self._curve.setClipToView(True)
        self._curve.setZValue(5)
        box.addItem(self._curve, ignoreBounds=True)
        self._ribbon = self._path_item(z_value=3)
        self._grounds: list[QGraphicsRectItem] = []
        self._value_grounds: list[QGraphicsRectItem] = []

    @property
    def known_until_s(self) -> float:
        """Time of the last known value that is drawn; −inf when there is none."""
        times_s, values = self._curve.getData()
        known = np.isfinite(values) if values is not None else np.empty(0, dtype=bool)
        return float(times_s[known][-1]) if known.any() else -inf

    def show_values(self, times_s: FloatArray, values: FloatArray, sd: FloatArray | None, color: QColor) -> None:
        """Draw a curve, and a ribbon of its 90 % interval when there is one."""
        self._curve.setPen(pg.mkPen(color, width=1.5))
        self._curve.setData(times_s, values)
        self.is_empty = not len(values)
        self._draw_ribbon(times_s, values, sd, color)
        self._fit_values(values)

    def show_reps(self, bands: Sequence[TimeBand]) -> None:
        """Colour the ground of reps and phases."""
        self._clear(self._grounds)
        for band in bands:
            rect = QRectF(band.start_s, -_ENDLESS, band.end_s - band.start_s, 2 * _ENDLESS)
            self._grounds.append(self._ground(rect, band.color, z_value=-10))

    def show_limits(self, bands: Sequence[ValueBand]) -> None:
        """Colour where the exercise sees a fault: stretches of the axis, while they are judged."""
        self._clear(self._value_grounds)
        for band in bands:
            low, high = max(band.low, -_ENDLESS), min(band.high, _ENDLESS)
            rect = QRectF(band.start_s, low, band.end_s - band.start_s, high - low)
            self._value_grounds.append(self._ground(rect, band.color, z_value=-5))

    def _draw_ribbon(self, times_s: FloatArray, values: FloatArray, sd: FloatArray | None, color: QColor) -> None:
        path = QPainterPath()
        if sd is not None and len(values):
            stride = max(len(values) // _RIBBON_COLUMNS, 1)
            half = 1.645 * sd[::stride]
            middle, times = values[::stride], times_s[::stride]
            for start, stop in _runs(np.isfinite(middle) & np.isfinite(half)):
                outline_x = np.concatenate([times[start:stop], times[start:stop][::-1]])
                upper, lower = (middle + half)[start:stop], (middle - half)[start:stop]
                outline_y = np.concatenate([upper, lower[::-1]])
                piece: QPainterPath = pg.arrayToQPath(outline_x, outline_y, connect="all")
                piece.closeSubpath()
                path.addPath(piece)
        ground = QColor(color)
        ground.setAlphaF(0.22)
        self._ribbon.setBrush(QBrush(ground))
        self._ribbon.setPath(path)

    def _fit_values(self, values: FloatArray) -> None:
        known = values[np.isfinite(values)]
        if not len(known):
            return
        low, high = float(known.min()), float(known.max())
        missing = max(self._least_span - (high - low), 0.0)
        margin = missing / 2 + _MARGIN_SHARE * max(high - low, self._least_span)
        self.box.setYRange(low - margin, high + margin, padding=0)
        told = _ticks(low * self._factor, high * self._factor)
        self.axis.setTicks([[(tick / self._factor, f"{tick:g}") for tick in told]])

    def _path_item(self, *, z_value: float) -> QGraphicsPathItem:
        item = QGraphicsPathItem()
        item.setPen(QPen(Qt.PenStyle.NoPen))
        item.setZValue(z_value)
        self.box.addItem(item, ignoreBounds=True)
        return item

    def _ground(self, rect: QRectF, color: QColor, *, z_value: float) -> QGraphicsRectItem:
        item = QGraphicsRectItem(rect)
        item.setPen(QPen(Qt.PenStyle.NoPen))
        item.setBrush(QBrush(color))
        item.setZValue(z_value)
        self.box.addItem(item, ignoreBounds=True)
        return item

    def _clear(self, items: list[QGraphicsRectItem]) -> None:
        for item in items:
            self.box.removeItem(item)
        items.clear()


class PlotStack:
    """Lanes under one another; the time axes are linked once. Draws; knows neither mouse nor playhead.

    The widget has to be shown, because only then does it lay itself out, but it need not be seen: whoever covers it
    draws the stack with `render` when it has changed, and not with every step of the playhead.
    """

    def __init__(self, parent: QWidget) -> None:
        self._layout_widget = pg.GraphicsLayoutWidget(parent)
        self._layout_widget.ci.layout.setContentsMargins(4, 4, 8, 2)
        self._layout_widget.ci.layout.setSpacing(3)
        self._layout_widget.setFrameShape(self._layout_widget.Shape.NoFrame)
        self._layout_widget.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._layout_widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._lanes: list[Lane] = []
        self._time_axis: Any = None
        self._axis_color = self._text_color = QColor("#888888")
        self._range_s = (0.0, 1.0)

    @property
    def widget(self) -> QWidget:
        """What to put into a layout."""
        widget: QWidget = self._layout_widget
        return widget

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """From top to bottom."""
        return tuple(self._lanes)

    def set_lanes(self, lanes: Sequence[tuple[str, float, float]]) -> None:
        """Build the stack anew from (name, least span of the value axis, factor by which its ticks are told)."""
        self._layout_widget.clear()
        self._lanes = [self._make_lane(row, *lane) for row, lane in enumerate(lanes)]
        for lane in self._lanes[1:]:
            lane.box.setXLink(self._lanes[0].box)
        if self._lanes:
            self._time_axis = pg.AxisItem("bottom", linkView=self._lanes[-1].box, maxTickLength=-4)
            self._time_axis.setStyle(maxTickLevel=0)
            self._time_axis.setHeight(18)
            self._layout_widget.addItem(self._time_axis, row=len(self._lanes), col=1)
        self._color_axes()
        self.show_range(*self._range_s)

    def recolor(self, *, ground: QColor, axis: QColor, text: QColor) -> None:
        """Use these chrome colours."""
        self._axis_color, self._text_color = axis, text
        self._layout_widget.setBackground(ground)
        self._color_axes()

    def show_range(self, start_s: float, end_s: float) -> None:
        """Show this stretch of time."""
        self._range_s = (start_s, end_s)
        if self._lanes:
            self._lanes[0].box.setXRange(start_s, end_s, padding=0)

    @property
    def range_s(self) -> tuple[float, float]:
        """The stretch of time that is shown."""
        return self._range_s

    def render(self, painter: QPainter, size: QSize) -> None:
        """Draw the whole stack as it looks now; only its ground while a clip is opening and nothing is known."""
        self._layout_widget.ci.layout.activate()
        if all(lane.is_empty for lane in self._lanes):
            painter.fillRect(QRect(QPoint(0, 0), size), self._layout_widget.backgroundBrush())
            return
        self._layout_widget.render(painter, QRectF(0, 0, size.width(), size.height()), QRect(QPoint(0, 0), size))

    def lane_rects(self) -> tuple[QRectF, ...]:
        """Where each lane's curve area lies on the widget, logical pixels."""
        return tuple(QRectF(lane.box.sceneBoundingRect()) for lane in self._lanes)

    def _make_lane(self, row: int, name: str, least_span: float, factor: float) -> Lane:
        box = self._layout_widget.addViewBox(row=row, col=1, enableMenu=False, enableMouse=False)
        box.disableAutoRange()
        axis = pg.AxisItem("left", linkView=box, maxTickLength=-4)
        axis.setStyle(maxTickLevel=0)
        axis.setTicks([[]])
        self._layout_widget.addItem(axis, row=row, col=0)
        return Lane(box, axis, name=name, least_span=least_span, factor=factor)

    def _color_axes(self) -> None:
        axes = [lane.axis for lane in self._lanes]
        font = QFont()
        font.setPixelSize(grown_px(_TICK_PX))
        for axis in [*axes, self._time_axis] if axes else []:
            axis.setPen(pg.mkPen(self._axis_color, width=1))
            axis.setTextPen(pg.mkPen(self._text_color))
            axis.setStyle(tickFont=font)
        for axis in axes:
            axis.setWidth(grown_px(_AXIS_WIDTH_PX))


def _ticks(low: float, high: float) -> list[float]:
    """One to four round numbers between two values: more would lie over one another in a low lane."""
    span = max(high - low, 1e-9)
    power = 10.0 ** np.floor(np.log10(span / _MOST_TICKS))
    steps = [factor * power for factor in (1.0, 2.0, 5.0, 10.0)]
    step = next((one for one in steps if np.floor(high / one) - np.ceil(low / one) < _MOST_TICKS), steps[-1])
    first = np.ceil(low / step) * step
    return [round(float(tick), 6) + 0.0 for tick in np.arange(first, high + 1e-9 * step, step)]


def _runs(is_known: BoolArray) -> list[tuple[int, int]]:
    """Stretches of True as (start, stop)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], is_known, [False]]).astype(np.int8)))
    return [(int(start), int(stop)) for start, stop in edges.reshape(-1, 2) if stop - start > 1]
