"""What the timeline draws under the playhead: reps, marks, drawings. Painted once into a picture."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from studio.core.fault import Severity
from studio.core.rep import RepMark, RepSpan
from studio.ui.theme import Theme
from studio.ui.timeline.marks import TimelineMark
from studio.ui.timeline.time_scale import TimeScale

LEFT_PX = 48.0
RIGHT_PX = 12.0
MARKS_PX = 14.0
REPS_PX = 20.0
_DRAWINGS_PX = 3.0
_SEVERITY_COLOR = {
    Severity.NONE: "faint",
    Severity.MILD: "mild",
    Severity.MODERATE: "moderate",
    Severity.SEVERE: "severe",
}
_MOMENT = ((-3.0, -5.0), (3.0, -5.0), (3.0, 5.0), (0.0, 2.0), (-3.0, 5.0))


class GroundPainter:
    """Paints with one painter, theme and scale."""

    def __init__(self, painter: QPainter, theme: Theme, scale: TimeScale) -> None:
        self._painter = painter
        self._theme = theme
        self._scale = scale
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_track(self, words: str, seen_until_s: float | None) -> None:
        """The empty track, and how far the analysis has looked."""
        painter, scale = self._painter, self._scale
        track = QRectF(scale.left_px, MARKS_PX, scale.width_px, REPS_PX)
        painter.setPen(self._theme.color("faint"))
        room = QRectF(0, MARKS_PX, LEFT_PX - 8, REPS_PX)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hover"))
        painter.drawRoundedRect(track, 4, 4)
        if seen_until_s is not None and seen_until_s > scale.shown_s[0]:
            painter.setBrush(self._theme.color("accent", alpha=0.35))
            painter.drawRoundedRect(track.adjusted(0, 0, scale.x_of(seen_until_s) - track.right(), 0), 4, 4)

    def paint_reps(self, reps: Sequence[RepSpan]) -> None:
        """Reps with their tops; what does not count is pale, dotted and says why."""
        number = 0
        for rep in reps:
            number += rep.mark is not RepMark.FALSE
            if rep.end_s >= self._scale.shown_s[0] and rep.start_s <= self._scale.shown_s[1]:
                self._paint_rep(rep, number)

    def paint_drawings(self, stretches_s: Sequence[tuple[float, float]]) -> None:
        """Thin lines under the reps, as long as something drawn is seen."""
        painter, scale = self._painter, self._scale
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("yellow"))
        top = MARKS_PX + REPS_PX + 2.0
        left, right = scale.left_px, scale.left_px + scale.width_px
        boxes = []
        for start_s, end_s in stretches_s:
            begin, end = max(scale.x_of(start_s), left), min(scale.x_of(end_s), right)
            if end >= left and begin <= right:
                boxes.append(QRectF(begin, top, max(end - begin, 2.0), _DRAWINGS_PX))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.drawRects(boxes)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint_mark(self, mark: TimelineMark) -> None:
        """Mild is a dot, moderate a triangle, severe a square: the shape says it, the colour only helps."""
        painter = self._painter
        x, y = self._scale.x_of(mark.time_s), MARKS_PX - 6.0
        painter.setPen(QPen(self._theme.color("surface"), 1.0))
        if mark.voice:
            self._paint_microphone(x, y)
            return
        painter.setBrush(self._theme.color(_SEVERITY_COLOR[mark.severity]))
        match mark.severity:
            case Severity.SEVERE:
                painter.drawRect(QRectF(x - 4, y - 4, 8, 8))
            case Severity.MODERATE:
                painter.drawPolygon(QPolygonF([QPointF(x - 5, y - 4), QPointF(x + 5, y - 4), QPointF(x, y + 5)]))
            case Severity.MILD:
                painter.drawEllipse(QPointF(x, y), 3.5, 3.5)
            case _:
                painter.drawPolygon(QPolygonF([QPointF(x + right, y + down) for right, down in _MOMENT]))

    def paint_playhead(self, time_s: float, height_px: float) -> None:
        """A line with a knob."""
        x = self._scale.x_of(time_s)
        self._painter.setPen(QPen(self._theme.color("accent"), 2.0))
        self._painter.drawLine(QPointF(x, 2.0), QPointF(x, height_px - 6.0))
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(self._theme.color("accent"))
        self._painter.drawEllipse(QPointF(x, height_px - 6.0), 4.0, 4.0)

    def _paint_microphone(self, x: float, y: float) -> None:
        painter = self._painter
        painter.setBrush(self._theme.color("accent"))
        painter.drawRoundedRect(QRectF(x - 2.5, y - 6.0, 5.0, 8.0), 2.5, 2.5)
        painter.setPen(QPen(self._theme.color("accent"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawArc(QRectF(x - 4.5, y - 5.0, 9.0, 9.0), 200 * 16, 140 * 16)
        painter.drawLine(QPointF(x, y + 4.0), QPointF(x, y + 6.0))

    def _paint_rep(self, rep: RepSpan, number: int) -> None:
        painter, is_counted = self._painter, rep.mark is RepMark.COUNTED
        left, right = self._scale.x_of(rep.start_s), self._scale.x_of(rep.end_s)
        box = QRectF(left + 0.5, MARKS_PX, max(right - left - 1.0, 1.0), REPS_PX)
        color = "grey" if rep.mark is RepMark.FALSE else "sky"
        painter.setBrush(self._theme.color(color, alpha=0.30 if is_counted else 0.12))
        painter.setPen(Qt.PenStyle.NoPen if is_counted else QPen(self._theme.color("faint"), 1, Qt.PenStyle.DotLine))
        painter.drawRoundedRect(box, 3, 3)
        if rep.top_s is not None and rep.mark is not RepMark.FALSE:
            top_left, top_right = (self._scale.x_of(time_s) for time_s in rep.top_s)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color(color, alpha=0.45 if is_counted else 0.15))
            painter.drawRect(QRectF(top_left, MARKS_PX, max(top_right - top_left, 1.0), REPS_PX))
        sign = {RepMark.COUNTED: "", RepMark.PARTIAL: " ½", RepMark.FAILED: " ✕", RepMark.FALSE: ""}[rep.mark]
        words = "–" if rep.mark is RepMark.FALSE else f"{number}{sign}"
        if box.width() > 12:
            text: QColor = self._theme.color("text" if is_counted else "muted")
            painter.setPen(text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
