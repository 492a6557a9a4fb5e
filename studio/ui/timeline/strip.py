"""The timeline strip."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from studio.core.fault import Severity
from studio.core.rep import Rep
from studio.ui.theme import Theme

_LEFT_PX = 48.0
_RIGHT_PX = 12.0
_MARKS_PX = 14.0
_REPS_PX = 20.0
_HEIGHT_PX = 46
_CATCH_PX = 7.0
_WHEEL_NOTCH = 120
_SEVERITY_COLOR = {
    Severity.NONE: "faint",
    Severity.MILD: "mild",
    Severity.MODERATE: "moderate",
    Severity.SEVERE: "severe",
}


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A moment on the timeline.

    Attributes:
        time_s: where.
        severity: decides shape and colour.
        title: shown when the mouse rests on it.
        fault: id of the finding that it stands for; empty for a moment of the coach's.
    """

    time_s: float
    severity: Severity
    title: str
    fault: str = ""


class TimelineStrip(QWidget):
    """Reps, marks and playhead over the whole clip.

    Everything but playhead and loop is kept as a picture, so that thousands of marks cost nothing while playing.

    Signals:
        seek_requested: go to a time in seconds.
        rep_chosen: number of the rep that was clicked.
        mark_chosen: fault id of the mark that was clicked.
        step_requested: the wheel asks for that many frames.
    """

    seek_requested = Signal(float)
    rep_chosen = Signal(int)
    mark_chosen = Signal(str)
    step_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._range_s = (0.0, 1.0)
        self._reps: tuple[Rep, ...] = ()
        self._marks: tuple[TimelineMark, ...] = ()
        self._seen_until_s: float | None = None
        self._time_s = 0.0
        self._loop_s: tuple[float, float] | None = None
        self._ground = QPixmap()
        self._is_scrubbing = False
        self.setFixedHeight(_HEIGHT_PX)
        self.setMinimumWidth(200)
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
        """All marks."""
        return self._marks

    def sizeHint(self) -> QSize:
        """As wide as it may be."""
        return QSize(600, _HEIGHT_PX)

    def open(self, start_s: float, end_s: float) -> None:
        """Another clip, empty."""
        self._range_s = (start_s, max(end_s, start_s + 1e-3))
        self._reps, self._marks, self._seen_until_s = (), (), start_s
        self._redraw()

    def show_reps(self, reps: tuple[Rep, ...]) -> None:
        """Draw these reps."""
        self._reps = reps
        self._redraw()

    def show_marks(self, marks: Sequence[TimelineMark]) -> None:
        """Draw these marks, the most severe on top."""
        self._marks = tuple(sorted(marks, key=lambda mark: mark.severity))
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
        """Draw the playhead; repaints two narrow columns only."""
        for column_s in (self._time_s, time_s):
            self.update(int(self.x_of(column_s)) - 7, 0, 15, self.height())
        self._time_s = time_s

    def x_of(self, time_s: float) -> float:
        """Widget pixel of a time."""
        start_s, end_s = self._range_s
        return _LEFT_PX + (time_s - start_s) / (end_s - start_s) * max(self.width() - _LEFT_PX - _RIGHT_PX, 1.0)

    def time_at(self, x: float) -> float:
        """Time under a widget pixel."""
        start_s, end_s = self._range_s
        share = (x - _LEFT_PX) / max(self.width() - _LEFT_PX - _RIGHT_PX, 1.0)
        return start_s + min(max(share, 0.0), 1.0) * (end_s - start_s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The kept picture, then loop and playhead."""
        ratio = self.devicePixelRatioF()
        if self._ground.size() != self.size() * ratio:
            self._paint_ground()
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._loop_s is not None:
                left, right = (self.x_of(end_s) for end_s in self._loop_s)
                painter.setPen(QPen(self._theme.color("accent"), 1.5))
                painter.setBrush(self._theme.color("accent", alpha=0.15))
                painter.drawRoundedRect(QRectF(left, _MARKS_PX, right - left, _REPS_PX), 3, 3)
            self._paint_playhead(painter)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A mark, a rep, or a time."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        mark = self._mark_at(event.position())
        if mark is not None:
            self.seek_requested.emit(mark.time_s)
            if mark.fault:
                self.mark_chosen.emit(mark.fault)
            return
        self._is_scrubbing = True
        rep = self._rep_at(event.position())
        if rep is not None:
            self.rep_chosen.emit(rep.index)
        self.seek_requested.emit(self.time_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub."""
        if self._is_scrubbing:
            self.seek_requested.emit(self.time_at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of scrubbing."""
        self._is_scrubbing = False

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is time."""
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if notches:
            self.step_requested.emit(-round(notches) or (-1 if notches > 0 else 1))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Tool tips of marks and reps."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            position = QPointF(event.pos())
            mark, rep = self._mark_at(position), self._rep_at(position)
            if mark is not None:
                QToolTip.showText(event.globalPos(), mark.title, self)
            elif rep is not None:
                QToolTip.showText(event.globalPos(), self.tr("Rep {number}").format(number=rep.index), self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _redraw(self) -> None:
        self._ground = QPixmap()
        self.update()

    def _paint_ground(self) -> None:
        ratio = self.devicePixelRatioF()
        self._ground = QPixmap(self.size() * ratio)
        self._ground.setDevicePixelRatio(ratio)
        self._ground.fill(self._theme.color("surface"))
        with QPainter(self._ground) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            font = QFont(self.font())
            font.setPixelSize(11)
            painter.setFont(font)
            track = QRectF(_LEFT_PX, _MARKS_PX, self.width() - _LEFT_PX - _RIGHT_PX, _REPS_PX)
            painter.setPen(self._theme.color("faint"))
            words = QRectF(0, _MARKS_PX, _LEFT_PX - 8, _REPS_PX)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.tr("Reps"))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("hover"))
            painter.drawRoundedRect(track, 4, 4)
            self._paint_seen(painter, track)
            for rep in self._reps:
                self._paint_rep(painter, rep)
            for mark in self._marks:
                self._paint_mark(painter, mark)

    def _paint_seen(self, painter: QPainter, track: QRectF) -> None:
        if self._seen_until_s is None or self._seen_until_s <= self._range_s[0]:
            return
        painter.setBrush(self._theme.color("accent", alpha=0.35))
        painter.drawRoundedRect(track.adjusted(0, 0, self.x_of(self._seen_until_s) - track.right(), 0), 4, 4)

    def _paint_rep(self, painter: QPainter, rep: Rep) -> None:
        left, right = self.x_of(rep.start_s), self.x_of(rep.end_s)
        box = QRectF(left + 0.5, _MARKS_PX, max(right - left - 1.0, 1.0), _REPS_PX)
        painter.setBrush(self._theme.color("sky", alpha=0.30 if rep.is_complete else 0.12))
        painter.setPen(
            Qt.PenStyle.NoPen if rep.is_complete else QPen(self._theme.color("faint"), 1, Qt.PenStyle.DotLine)
        )
        painter.drawRoundedRect(box, 3, 3)
        top_left, top_right = self.x_of(rep.top_s), self.x_of(rep.top_end_s)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sky", alpha=0.45 if rep.is_complete else 0.15))
        painter.drawRect(QRectF(top_left, _MARKS_PX, max(top_right - top_left, 1.0), _REPS_PX))
        if box.width() > 12:
            painter.setPen(self._theme.color("text"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(rep.index))

    def _paint_mark(self, painter: QPainter, mark: TimelineMark) -> None:
        """Mild is a dot, moderate a triangle, severe a square: the shape says it, the colour only helps."""
        x, y, color = self.x_of(mark.time_s), _MARKS_PX - 6.0, self._theme.color(_SEVERITY_COLOR[mark.severity])
        painter.setPen(QPen(self._theme.color("surface"), 1.0))
        painter.setBrush(color)
        match mark.severity:
            case Severity.SEVERE:
                painter.drawRect(QRectF(x - 4, y - 4, 8, 8))
            case Severity.MODERATE:
                painter.drawPolygon(QPolygonF([QPointF(x - 5, y - 4), QPointF(x + 5, y - 4), QPointF(x, y + 5)]))
            case Severity.MILD:
                painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
            case _:
                painter.drawPolygon(
                    QPolygonF(
                        [
                            QPointF(x - 3, y - 5),
                            QPointF(x + 3, y - 5),
                            QPointF(x + 3, y + 5),
                            QPointF(x, y + 2),
                            QPointF(x - 3, y + 5),
                        ]
                    )
                )

    def _paint_playhead(self, painter: QPainter) -> None:
        x = self.x_of(self._time_s)
        painter.setPen(QPen(self._theme.color("accent"), 2.0))
        painter.drawLine(QPointF(x, _MARKS_PX - 2), QPointF(x, _MARKS_PX + _REPS_PX + 4))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.drawEllipse(QPointF(x, _MARKS_PX + _REPS_PX + 5), 4, 4)

    def _mark_at(self, point: QPointF) -> TimelineMark | None:
        if point.y() > _MARKS_PX:
            return None
        """The mark under a point; of several at one place the most severe, which lies on top."""
        near = [mark for mark in self._marks if abs(self.x_of(mark.time_s) - point.x()) <= _CATCH_PX]
        return min(
            near, key=lambda mark: (round(abs(self.x_of(mark.time_s) - point.x())), -mark.severity), default=None
        )

    def _rep_at(self, point: QPointF) -> Rep | None:
        time_s = self.time_at(point.x())
        return next((rep for rep in self._reps if rep.start_s <= time_s < rep.end_s), None)
