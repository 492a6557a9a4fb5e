"""The timeline strip."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QFont,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolTip, QWidget

from studio.core.rep import RepMark, RepSpan
from studio.ui.theme import Theme, grown_px
from studio.ui.timeline.ground import LEFT_PX, MARKS_PX, REPS_PX, RIGHT_PX, GroundPainter
from studio.ui.timeline.marks import MarkIndex, TimelineMark
from studio.ui.timeline.time_scale import TimeScale

__all__ = ["TimelineMark", "TimelineStrip"]

_HEIGHT_PX = 46
_CATCH_PX = 7.0
_EDGE_PX = 4.0
_LABEL_PX = 11
_LARGEST_LABEL_PX = 16  # what the band of the reps holds
_WHEEL_NOTCH = 120
_ZOOM_PER_NOTCH = 1.25
_LEAST_REP_S = 0.2


@dataclass(frozen=True, slots=True)
class _EdgeDrag:
    """An edge of a rep in the hand."""

    position: int
    is_start: bool
    time_s: float


class TimelineStrip(QWidget):
    """Reps, marks, drawings and playhead; the whole clip, or a stretch of it.

    Everything but playhead and loop is kept as a picture, so that thousands of marks cost nothing while playing.

    Signals:
        seek_requested: go to a time in seconds.
        rep_chosen: number of the rep that was clicked.
        mark_chosen: fault id of the mark that was clicked.
        moment_chosen: time of the coach's mark that was clicked.
        voice_chosen: id of the voice note whose mark was clicked.
        step_requested: the wheel asks for that many frames.
        edge_moved: an edge of a rep was dragged; position of the rep from 0, whether it is the begin, and its new time.
    """

    seek_requested = Signal(float)
    rep_chosen = Signal(int)
    mark_chosen = Signal(str)
    moment_chosen = Signal(float)
    voice_chosen = Signal(str)
    step_requested = Signal(int)
    edge_moved = Signal(int, bool, float)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._scale = TimeScale()
        self._reps: tuple[RepSpan, ...] = ()
        self._marks = MarkIndex()
        self._drawings_s: tuple[tuple[float, float], ...] = ()
        self._rep_actions: tuple[QAction, ...] = ()
        self._seen_until_s: float | None = None
        self._time_s = 0.0
        self._loop_s: tuple[float, float] | None = None
        self._ground = QPixmap()
        self._is_scrubbing = False
        self._pan_from_px: float | None = None
        self._edge: _EdgeDrag | None = None
        self.setFixedHeight(_HEIGHT_PX)
        self.setMinimumWidth(200)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Timeline"))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self._redraw)

    @property
    def time_s(self) -> float:
        """Where the playhead is drawn."""
        return self._time_s

    @property
    def marks(self) -> tuple[TimelineMark, ...]:
        """All marks, in time order."""
        return self._marks.marks

    @property
    def reps(self) -> tuple[RepSpan, ...]:
        """All reps, false ones included."""
        return self._reps

    @property
    def shown_s(self) -> tuple[float, float]:
        """The stretch of time that is shown."""
        return self._scale.shown_s

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(600, _HEIGHT_PX)

    def offer(self, rep_actions: Sequence[QAction]) -> None:
        """Put these actions into the menu of a rep."""
        self._rep_actions = tuple(rep_actions)

    def open(self, start_s: float, end_s: float) -> None:
        """Another clip, empty."""
        self._scale = self._scale.opened(start_s, end_s)
        self._reps, self._marks, self._drawings_s, self._seen_until_s = (), MarkIndex(), (), start_s
        self._redraw()

    def show_reps(self, reps: tuple[RepSpan, ...]) -> None:
        """Draw these reps."""
        self._reps = reps
        self._redraw()

    def show_marks(self, marks: Sequence[TimelineMark]) -> None:
        """Draw these marks, the most severe on top."""
        self._marks = MarkIndex(marks)
        self._redraw()

    def show_drawings(self, stretches_s: tuple[tuple[float, float], ...]) -> None:
        """Draw when something drawn is seen."""
        self._drawings_s = stretches_s
        self._redraw()

    def show_seen(self, until_s: float | None) -> None:
        """Show how far the analysis has looked; None when it has seen everything."""
        self._seen_until_s = until_s
        self._redraw()

    def show_loop(self, loop_s: tuple[float, float] | None) -> None:
        """Draw the stretch that plays over and over."""
        self._loop_s = loop_s
        self.update()

    def show_time(self, time_s: float) -> None:
        """Draw the playhead; repaints two narrow columns only, unless it has left what is shown."""
        followed = self._scale.following(time_s)
        if followed is not self._scale:
            self._look(followed)
        for column_s in (self._time_s, time_s):
            self.update(int(self.x_of(column_s)) - 7, 0, 15, self.height())
        self._time_s = time_s

    def zoom(self, factor: float, around_s: float) -> None:
        """See less time (factor > 1) or more, keeping a time in its place."""
        self._look(self._scale.zoomed(factor, around_s))

    def x_of(self, time_s: float) -> float:
        """Widget pixel of a time."""
        return self._scale.x_of(time_s)

    def time_at(self, x: float) -> float:
        """Time under a widget pixel."""
        return self._scale.time_at(x)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture, then loop and playhead."""
        ratio = self.devicePixelRatioF()
        if self._ground.size() != self.size() * ratio:
            self._paint_ground()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._ground)
            painter.setClipRect(QRectF(LEFT_PX - 7, 0, self.width() - LEFT_PX - RIGHT_PX + 14, self.height()))
            brush = GroundPainter(painter, self._theme, self._scale)
            if self._loop_s is not None:
                left, right = (self.x_of(end_s) for end_s in self._loop_s)
                painter.setPen(QPen(self._theme.color("accent"), 1.5))
                painter.setBrush(self._theme.color("accent", alpha=0.15))
                painter.drawRoundedRect(QRectF(left, MARKS_PX, right - left, REPS_PX), 3, 3)
            if self._edge is not None:
                painter.setPen(QPen(self._theme.color("accent"), 2.0, Qt.PenStyle.DashLine))
                x = self.x_of(self._edge.time_s)
                painter.drawLine(QPointF(x, MARKS_PX - 4), QPointF(x, MARKS_PX + REPS_PX + 4))
            brush.paint_playhead(self._time_s, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the same stretch on other pixels."""
        self._look(self._scale.sized(LEFT_PX, event.size().width() - LEFT_PX - RIGHT_PX))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Left takes a mark, an edge or a time; middle begins to pan."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._pan_from_px = event.position().x()
            return
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        mark = self._mark_at(event.position())
        if mark is not None:
            self._choose(mark)
            return
        self._edge = self._edge_at(event.position())
        if self._edge is not None:
            return
        self._is_scrubbing = True
        position = self._rep_at(event.position())
        if position >= 0:
            self.rep_chosen.emit(1 + sum(rep.mark is not RepMark.FALSE for rep in self._reps[:position]))
        self.seek_requested.emit(self.time_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag an edge, pan or scrub; over an edge the mouse says that it can be dragged."""
        x = event.position().x()
        if self._edge is not None:
            self._edge = replace(self._edge, time_s=self._bounded(self._edge, self.time_at(x)))
            self.update()
        elif self._pan_from_px is not None:
            delta_px, self._pan_from_px = self._pan_from_px - x, x
            self._look(self._scale.panned(delta_px * self._scale.seconds_per_px))
        elif self._is_scrubbing:
            self.seek_requested.emit(self.time_at(x))
        else:
            over_edge = self._edge_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if over_edge else Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of dragging, panning or scrubbing."""
        self._is_scrubbing, self._pan_from_px = False, None
        edge, self._edge = self._edge, None
        if edge is not None:
            self.update()
            self.edge_moved.emit(edge.position, edge.is_start, edge.time_s)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is time; with Ctrl it is zoom."""
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_PER_NOTCH**notches, self.time_at(event.position().x()))
        elif notches:
            self.step_requested.emit(-round(notches) or (-1 if notches > 0 else 1))
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a rep, at the time under the mouse."""
        if not self._rep_actions or self._rep_at(QPointF(event.pos())) < 0:
            return
        self.seek_requested.emit(self.time_at(event.pos().x()))
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(list(self._rep_actions))
        menu.popup(event.globalPos())

    def event(self, event: QEvent) -> bool:
        """Tool tips of marks and reps."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = QPointF(event.pos())
            mark, rep = self._mark_at(position), self._rep_at(position)
            if mark is not None:
                QToolTip.showText(event.globalPos(), mark.title, self)
            elif rep >= 0:
                QToolTip.showText(event.globalPos(), self._rep_title(rep), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _rep_title(self, position: int) -> str:
        number = 1 + sum(rep.mark is not RepMark.FALSE for rep in self._reps[:position])
        titles = {
            RepMark.COUNTED: self.tr("Rep {number}"),
            RepMark.PARTIAL: self.tr("Rep {number}, partial: not judged"),
            RepMark.FAILED: self.tr("Rep {number}, failed: not judged"),
            RepMark.FALSE: self.tr("Marked as no rep"),
        }
        return titles[self._reps[position].mark].format(number=number)

    def _choose(self, mark: TimelineMark) -> None:
        self.seek_requested.emit(mark.time_s)
        if mark.voice:
            self.voice_chosen.emit(mark.voice)
        elif mark.fault:
            self.mark_chosen.emit(mark.fault)
        else:
            self.moment_chosen.emit(mark.time_s)

    def _look(self, scale: TimeScale) -> None:
        self._scale = scale
        self._redraw()

    def _redraw(self) -> None:
        self._ground = QPixmap()
        self.update()

    def _paint_ground(self) -> None:
        ratio = self.devicePixelRatioF()
        self._ground = QPixmap(self.size() * ratio)
        self._ground.setDevicePixelRatio(ratio)
        self._ground.fill(self._theme.color("surface"))
        with QPainter(self._ground) as painter:
            font = QFont(self.font())
            font.setPixelSize(min(grown_px(_LABEL_PX), _LARGEST_LABEL_PX))
            painter.setFont(font)
            brush = GroundPainter(painter, self._theme, self._scale)
            brush.paint_track(self.tr("Reps"), self._seen_until_s)
            painter.setClipRect(QRectF(LEFT_PX - 6, 0, self.width() - LEFT_PX - RIGHT_PX + 12, self.height()))
            brush.paint_reps(self._reps)
            brush.paint_drawings(self._drawings_s)
            for mark in sorted(self._marks.shown(self._scale), key=lambda mark: mark.severity):
                brush.paint_mark(mark)

    def _mark_at(self, point: QPointF) -> TimelineMark | None:
        if point.y() > MARKS_PX:
            return None
        return self._marks.near(self._scale, point.x(), within_px=_CATCH_PX)

    def _rep_at(self, point: QPointF) -> int:
        """Position of the rep under a point; −1 when there is none."""
        if not MARKS_PX <= point.y() <= MARKS_PX + REPS_PX:
            return -1
        time_s = self.time_at(point.x())
        return next((place for place, rep in enumerate(self._reps) if rep.start_s <= time_s < rep.end_s), -1)

    def _edge_at(self, point: QPointF) -> _EdgeDrag | None:
        if not MARKS_PX <= point.y() <= MARKS_PX + REPS_PX:
            return None
        edges = [
            (abs(self.x_of(time_s) - point.x()), _EdgeDrag(position, is_start, time_s))
            for position, rep in enumerate(self._reps)
            for is_start, time_s in ((True, rep.start_s), (False, rep.end_s))
        ]
        gap, edge = min(edges, key=lambda item: item[0], default=(_EDGE_PX + 1.0, None))
        return edge if gap <= _EDGE_PX else None

    def _bounded(self, edge: _EdgeDrag, time_s: float) -> float:
        """The edge stays inside its neighbours and leaves its rep a least length."""
        rep = self._reps[edge.position]
        if edge.is_start:
            low_s = self._reps[edge.position - 1].end_s if edge.position else self._scale.whole_s[0]
            return min(max(time_s, low_s), rep.end_s - _LEAST_REP_S)
        is_last = edge.position + 1 == len(self._reps)
        high_s = self._scale.whole_s[1] if is_last else self._reps[edge.position + 1].start_s
        return max(min(time_s, high_s), rep.start_s + _LEAST_REP_S)
