"""Facts about the set: the capture light, what lowers it, the load advice."""

import re

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from studio.core.analysis import Analysis
from studio.core.capture import Capture, Grade, View
from studio.core.exercise import Exercise
from studio.core.frame import ClipInfo
from studio.ui.review.filmed_row import FilmedRow
from studio.ui.theme import Theme
from studio.ui.widgets import Fold, clear_layout, label
from studio.ui.wording import format_time

_PACK = re.compile(r"rule pack \S+ (\S+) \([0-9a-f]+, “(.*?)”\)")
_LEAST_PX = 240
"""Narrower, its sentences would be cut."""


class CaptureLight(QWidget):
    """Three lamps; the one that is lit has a word beside it, so that colour is never alone."""

    def __init__(self, theme: Theme, grade: Grade, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._grade = grade
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Three lamps side by side."""
        return QSize(56, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lamps from good to poor."""
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for position, grade in enumerate((Grade.GOOD, Grade.LIMITED, Grade.POOR)):
                color = self._theme.color(grade.value)
                is_lit = grade is self._grade
                painter.setPen(Qt.PenStyle.NoPen if is_lit else QPen(self._theme.color("faint"), 1.0))
                painter.setBrush(color if is_lit else Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QRectF(2.0 + 18.0 * position, 4.0, 12.0, 12.0))


class SetPanel(QScrollArea):
    """The set at a glance.

    Signals:
        filmed_rate_chosen: the coach says at which rate it was filmed; carries it, or None to leave it to the camera.
    """

    filmed_rate_chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(12, 4, 12, 12)
        self._column.setSpacing(6)
        self.setWidget(self._inside)
        self.setMinimumWidth(_LEAST_PX)

    def show_clip(self, info: ClipInfo, *, said_fps: float | None = None) -> None:
        """Show what is known before the analysis."""
        clear_layout(self._column)
        self._add_clip(info, said_fps)
        self._column.addStretch(1)

    def show_analysis(self, analysis: Analysis, exercise: Exercise, *, said_fps: float | None = None) -> None:
        """Show capture, load advice and notes."""
        clear_layout(self._column)
        self._add_capture(analysis.capture)
        self._add_load(analysis)
        self._add_clip(analysis.clip, said_fps, exercise_name=exercise.name, pack=_pack_in(analysis.provenance.rules))
        notes = (*analysis.clip.notes, *analysis.observation.notes, *analysis.notes)
        if notes:
            fold = Fold(self.tr("Notes on this clip ({count})").format(count=len(set(notes))), is_open=False)
            for note in dict.fromkeys(notes):
                fold.content.addWidget(label(note, "muted", parent=fold))
            self._column.addWidget(fold)
        self._column.addStretch(1)

    def _add_capture(self, capture: Capture) -> None:
        words = {
            Grade.GOOD: self.tr("Capture: good"),
            Grade.LIMITED: self.tr("Capture: limited"),
            Grade.POOR: self.tr("Capture: poor"),
        }
        head = QWidget(self._inside)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label(words[capture.grade], "heading", parent=head), 1)
        row.addWidget(CaptureLight(self._theme, capture.grade, head))
        self._column.addWidget(head)
        views = {
            View.SIDE: self.tr("Filmed from the side."),
            View.OBLIQUE: self.tr("Filmed at an angle."),
            View.FRONT: self.tr("Filmed from the front."),
        }
        self._column.addWidget(label(views[capture.view], "muted", parent=self._inside))
        for reason in capture.reasons:
            self._column.addWidget(label(f"• {reason}", "muted", parent=self._inside))
        for remedy in capture.remedies:
            self._column.addWidget(label(f"→ {remedy}", parent=self._inside))

    def _add_load(self, analysis: Analysis) -> None:
        load = analysis.advice.load
        if not load.advice:
            return
        self._column.addWidget(label(self.tr("Load"), "group", parent=self._inside))
        self._column.addWidget(label(load.advice, parent=self._inside))
        for reason in load.reasons:
            self._column.addWidget(label(f"• {reason}", "muted", parent=self._inside))

    def _add_clip(self, info: ClipInfo, said_fps: float | None, *, exercise_name: str = "", pack: str = "") -> None:
        self._column.addWidget(label(self.tr("Clip"), "group", parent=self._inside))
        rate = f"{info.clock.fps_nominal:.2f}".rstrip("0").rstrip(".")
        facts = [
            exercise_name,
            self.tr("Judged with the rule pack “{pack}”").format(pack=pack) if pack else "",
            _breakable(info.path.name),
            f"{info.width_px} × {info.height_px} · {rate} fps · {format_time(info.clock.duration_s)}",
        ]
        for fact in facts:
            if fact:
                self._column.addWidget(label(fact, "muted", parent=self._inside))
        filmed = FilmedRow(info, said_fps, self._inside)
        filmed.rate_chosen.connect(self.filmed_rate_chosen)
        self._column.addWidget(filmed)


def _breakable(name: str) -> str:
    """A file's name that may go on in the next line after each part of it; one long word would widen the panel."""
    return re.sub(r"([_.\-])", "\\1\u200b", name)


def _pack_in(rules: str) -> str:
    """Name and version of the rule pack that provenance names; empty when the exercise's own limits judged."""
    found = _PACK.search(rules)
    return f"{found[2]} {found[1]}" if found else ""
