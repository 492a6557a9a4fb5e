"""The graph stack as a widget: lanes, the cursor over all of them, and the mouse."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite, nan

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from studio.ui.graphs.hover_ghost import paint_ghost
from studio.ui.graphs.lanes import LaneSpec
from studio.ui.graphs.plots import Lane, PlotStack
from studio.ui.theme import Theme, grown_px
from studio.ui.wording import shown_factor

_LANE_MIN_PX = 62
_ZOOM_PER_NOTCH = 1.25
_LEAST_RANGE_S = 0.25
_WHEEL_NOTCH = 120
_LABEL_PX = 11
_PILL_PX = 16
_VALUE_PX = 150

Readout = Callable[[str, float], str]
"""Text for a lane at a time."""


@dataclass(frozen=True, slots=True)
class _Marks:
    """What the cursor layer draws."""

    cursor_s: float = 0.0
    hover_s: float | None = None
    seen_until_s: float | None = None


class GraphStack(QWidget):
    """Lanes on one time axis. Click or drag to go there, wheel for time, Ctrl+wheel to zoom, middle drag to pan.

    Signals:
        seek_requested: go to a time in seconds.
        step_requested: the wheel asks for that many frames.
        loop_requested: a stretch was drawn with Shift; its begin and end in seconds.
        hovered: the mouse points at a time in seconds; NaN when it has left.
    """

    seek_requested = Signal(float)
    step_requested = Signal(int)
    loop_requested = Signal(float, float)
    hovered = Signal(float)

    def __init__(self, theme: Theme, readout: Readout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._whole_s = (0.0, 1.0)
        self._specs: tuple[LaneSpec, ...] = ()
        self._inside = QWidget(self)
        self._plots = PlotStack(self._inside)
        self._cursor = _CursorLayer(self._inside, self._plots, theme, readout)
        inner = QVBoxLayout(self._inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self._plots.widget)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._cursor.seek_requested.connect(self.seek_requested)
        self._cursor.step_requested.connect(self.step_requested)
        self._cursor.loop_requested.connect(self.loop_requested)
        self._cursor.zoom_requested.connect(self._on_cursor_zoom_requested)
        self._cursor.pan_requested.connect(self._on_cursor_pan_requested)
        self._cursor.hovered.connect(self.hovered)
        theme.changed.connect(self._recolor)
        self._recolor()

    @property
    def lanes(self) -> tuple[Lane, ...]:
        """From top to bottom."""
        return self._plots.lanes

    @property
    def specs(self) -> tuple[LaneSpec, ...]:
        """What the lanes show, from top to bottom."""
        return self._specs

    @property
    def lane_height_px(self) -> int:
        """Least height of a lane: it has room for its name and its value."""
        return grown_px(_LANE_MIN_PX)

    @property
    def cursor_s(self) -> float:
        """Where the cursor stands."""
        return self._cursor.marks.cursor_s

    @property
    def range_s(self) -> tuple[float, float]:
        """The stretch of time that is shown."""
        return self._plots.range_s

    def set_lanes(self, specs: tuple[LaneSpec, ...]) -> None:
        """Show these lanes, empty."""
        self._specs = specs
        self._plots.set_lanes([(spec.signal, spec.least_span, shown_factor(spec.unit)) for spec in specs])
        self._cursor.titles = tuple(spec.title for spec in specs)
        self._recolor()
        self._cursor.raise_()

    def bring_into_view(self, signal: str) -> None:
        """Scroll to the lane of a signal, as soon as a new one has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(signal))

    def click_at(self, time_s: float) -> None:
        """What a click at a time does."""
        self.seek_requested.emit(time_s)

    def redraw(self) -> None:
        """Draw the lanes anew: what they show has changed."""
        self._cursor.redraw()

    def open(self, start_s: float, end_s: float) -> None:
        """Another clip: show all of its time."""
        self._whole_s = (start_s, max(end_s, start_s + _LEAST_RANGE_S))
        self._plots.show_range(*self._whole_s)
        self.redraw()
        self.show_cursor(start_s)

    def show_cursor(self, time_s: float) -> None:
        """Put the cursor at a time; scrolls along when it leaves a zoomed view."""
        start_s, end_s = self._plots.range_s
        if not start_s <= time_s <= end_s:
            span_s = end_s - start_s
            self._show_range(time_s - span_s * (0.1 if time_s > end_s else 0.9), span_s)
        self._cursor.move_to(time_s)

    def show_ghost(self, picture: QImage) -> None:
        """Show this small picture beside the mouse for as long as it points at a time; a null one shows none."""
        self._cursor.show_ghost(picture)

    @property
    def ghost(self) -> QImage:
        """The small picture beside the mouse; null when there is none."""
        return self._cursor.ghost

    def zoom(self, factor: float, around_s: float) -> None:
        """See less time (factor > 1) or more, keeping a time in its place."""
        start_s, end_s = self._plots.range_s
        whole_s = self._whole_s[1] - self._whole_s[0]
        span_s = min(max((end_s - start_s) / factor, _LEAST_RANGE_S), whole_s)
        share = (around_s - start_s) / max(end_s - start_s, 1e-9)
        self._show_range(around_s - share * span_s, span_s)

    def fit(self) -> None:
        """Show the whole clip."""
        self._plots.show_range(*self._whole_s)
        self.redraw()

    def _scroll_to(self, signal: str) -> None:
        names = [spec.signal for spec in self._specs]
        if signal in names:
            height = self._inside.height() / len(names)
            self._scroll.ensureVisible(0, round((names.index(signal) + 0.5) * height), 0, round(height / 2))

    def _show_range(self, start_s: float, span_s: float) -> None:
        low_s, high_s = self._whole_s
        start_s = min(max(start_s, low_s), max(high_s - span_s, low_s))
        self._plots.show_range(start_s, start_s + span_s)
        self.redraw()

    def _on_cursor_zoom_requested(self, notches: float, around_s: float) -> None:
        self.zoom(_ZOOM_PER_NOTCH**notches, around_s)

    def _on_cursor_pan_requested(self, delta_s: float) -> None:
        start_s, end_s = self._plots.range_s
        self._show_range(start_s - delta_s, end_s - start_s)

    def _recolor(self) -> None:
        theme = self._theme
        self._inside.setMinimumHeight(self.lane_height_px * len(self._specs) + grown_px(22))
        self._plots.recolor(ground=theme.color("surface"), axis=theme.color("line"), text=theme.color("faint"))
        self.redraw()


class _CursorLayer(QWidget):
    """Covers the lanes with a picture of them, and draws cursor, hover and values over it; listens to the mouse.

    The lanes themselves are drawn only when they have changed: a step of the playhead costs a few lines.
    """

    seek_requested = Signal(float)
    step_requested = Signal(int)
    zoom_requested = Signal(float, float)
    pan_requested = Signal(float)
    loop_requested = Signal(float, float)
    hovered = Signal(float)

    def __init__(self, parent: QWidget, plots: PlotStack, theme: Theme, readout: Readout) -> None:
        super().__init__(parent)
        self.marks = _Marks()
        self.titles: tuple[str, ...] = ()
        self._plots = plots
        self._theme = theme
        self._readout = readout
        self._pan_from_px: float | None = None
        self._loop_from_s: float | None = None
        self._mouse_px = QPointF()
        self.ghost = QImage()
        self._picture = QPixmap()
        self._rects: tuple[QRectF, ...] = ()
        self._font = QFont(self.font())
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the lanes."""
        if event.type() is QEvent.Type.Resize and isinstance(event, QResizeEvent):
            self.resize(event.size())
        return False

    def redraw(self) -> None:
        """The lanes look different now."""
        self._picture = QPixmap()
        self.update()

    def move_to(self, time_s: float) -> None:
        """Put the cursor at a time and repaint no more than the columns and values that change."""
        old_px, new_px = self._x_of(self.marks.cursor_s), self._x_of(time_s)
        self.marks = _Marks(cursor_s=time_s, hover_s=self.marks.hover_s)
        self._update_column(old_px)
        self._update_column(new_px)
        for rect in self._rects:
            self.update(self._value_rect(rect).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture of the lanes, then values, cursor and hover line."""
        if self._picture.isNull() or self._picture.size() != self.size() * self.devicePixelRatioF():
            self._draw_picture()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            painter.setFont(self._font)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            at_s = self.marks.cursor_s if self.marks.hover_s is None else self.marks.hover_s
            for lane, rect in zip(self._plots.lanes, self._rects, strict=False):
                if self._value_rect(rect).intersects(QRectF(event.rect())):
                    self._paint_value(painter, self._readout(lane.name, at_s), rect)
            self._paint_line(painter, self.marks.cursor_s, QPen(self._theme.color("accent"), 1.5))
            if self.marks.hover_s is not None:
                pen = QPen(self._theme.color("faint"), 1.0, Qt.PenStyle.DashLine)
                self._paint_line(painter, self.marks.hover_s, pen)
                paint_ghost(painter, self.ghost, self._mouse_px, self.size(), rim=self._theme.color("line"))

    def _draw_picture(self) -> None:
        ratio = self.devicePixelRatioF()
        self._picture = QPixmap(self.size() * ratio)
        self._picture.setDevicePixelRatio(ratio)
        with QPainter(self._picture) as painter:
            self._plots.render(painter, self.size())
            self._rects = self._plots.lane_rects()
            self._font.setPixelSize(grown_px(_LABEL_PX))
            painter.setFont(self._font)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for title, rect in zip(self.titles, self._rects, strict=False):
                self._paint_title(painter, title, rect)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left goes there, with Shift it begins a loop; middle begins to pan."""
        if event.button() is Qt.MouseButton.LeftButton and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._loop_from_s = self._time_at(event.position())
        elif event.button() is Qt.MouseButton.LeftButton:
            self.seek_requested.emit(self._time_at(event.position()))
        elif event.button() is Qt.MouseButton.MiddleButton:
            self._pan_from_px = event.position().x()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub, pan, or show the value under the mouse."""
        self._mouse_px = event.position()
        if self._loop_from_s is not None:
            self._hover(self._time_at(event.position()))
        elif event.buttons() & Qt.MouseButton.LeftButton:
            self.seek_requested.emit(self._time_at(event.position()))
        elif self._pan_from_px is not None:
            delta_s = (event.position().x() - self._pan_from_px) * self._seconds_per_px()
            self._pan_from_px = event.position().x()
            self.pan_requested.emit(delta_s)
        else:
            self._hover(self._time_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of the drag."""
        begin_s, self._loop_from_s = self._loop_from_s, None
        end_s = self._time_at(event.position())
        if begin_s is not None and begin_s != end_s:
            self.loop_requested.emit(min(begin_s, end_s), max(begin_s, end_s))
        self._pan_from_px = None
        self.unsetCursor()

    def leaveEvent(self, event: QEvent) -> None:
        """No hover any more."""
        self._hover(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is time, with Ctrl zoom; with Shift it scrolls through the lanes."""
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            event.ignore()
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(notches, self._time_at(event.position()))
        elif notches:
            self.step_requested.emit(-round(notches) or (-1 if notches > 0 else 1))
        event.accept()

    def _hover(self, time_s: float | None) -> None:
        self.marks = _Marks(cursor_s=self.marks.cursor_s, hover_s=time_s)
        if time_s is None:
            self.ghost = QImage()
        self.hovered.emit(nan if time_s is None else time_s)
        self.update()

    def show_ghost(self, picture: QImage) -> None:
        """Show this picture beside the mouse, where it points at a time."""
        self.ghost = picture if self.marks.hover_s is not None else QImage()
        self.update()

    def _paint_title(self, painter: QPainter, title: str, rect: QRectF) -> None:
        width = QFontMetricsF(self._font).horizontalAdvance(title)
        box = QRectF(rect.left() + 5, rect.top() + 2, width + 12, grown_px(_PILL_PX))
        self._paint_pill(painter, box)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, title)

    def _paint_value(self, painter: QPainter, text: str, rect: QRectF) -> None:
        if not text:
            return
        width = QFontMetricsF(self._font).horizontalAdvance(text)
        box = QRectF(rect.right() - width - 14, rect.top() + 2, width + 12, grown_px(_PILL_PX))
        self._paint_pill(painter, box)
        painter.setPen(self._theme.color("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_pill(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised", alpha=0.88))
        painter.drawRoundedRect(box, 4, 4)

    def _paint_line(self, painter: QPainter, time_s: float, pen: QPen) -> None:
        x, rects = self._x_of(time_s), self._rects
        if not rects or not isfinite(x) or not rects[0].left() <= x <= rects[0].right():
            return
        painter.setPen(pen)
        painter.drawLine(QPointF(x, rects[0].top()), QPointF(x, rects[-1].bottom()))

    def _value_rect(self, rect: QRectF) -> QRectF:
        width = grown_px(_VALUE_PX)
        return QRectF(rect.right() - width, rect.top(), width, grown_px(_PILL_PX) + 4)

    def _update_column(self, x: float) -> None:
        if isfinite(x):
            self.update(int(x) - 2, 0, 5, self.height())

    def _seconds_per_px(self) -> float:
        rects = self._rects
        start_s, end_s = self._plots.range_s
        return (end_s - start_s) / max(rects[0].width(), 1.0) if rects else 0.0

    def _time_at(self, point: QPointF) -> float:
        rects = self._rects
        start_s, end_s = self._plots.range_s
        if not rects:
            return start_s
        time_s = start_s + (point.x() - rects[0].left()) * self._seconds_per_px()
        return min(max(time_s, start_s), end_s)

    def _x_of(self, time_s: float) -> float:
        rects = self._rects
        per_px = self._seconds_per_px()
        if not rects or per_px <= 0.0:
            return float("nan")
        return rects[0].left() + (time_s - self._plots.range_s[0]) / per_px
