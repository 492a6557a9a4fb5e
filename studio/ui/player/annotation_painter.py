"""Paints what the coach has drawn, as lines in widget pixels, so that it is sharp at any zoom."""

from collections.abc import Callable, Sequence
from math import isfinite

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from studio.core.annotation import XY, Aid, AidKind, Annotation, DrawStyle, Shape, angle_deg, length_px
from studio.ui.player.drawn_shapes import MARKER_RADIUS_PX, Polyline, circle, outline
from studio.ui.player.lettering import Lettering, Letters
from studio.ui.player.view_transform import ViewTransform
from studio.ui.theme import DARK

_REFERENCE_HEIGHT_PX = 720.0
_LEAST_SCALE = 0.7
_HANDLE_PX = 5.0
_RING_PX = MARKER_RADIUS_PX + 4.0
_SHADE = 0.6
_RIM = QColor("#1a1c20")
_RIM_PX = 1.6
_AID_COLOR = {AidKind.THORAX_LINE: "pink", AidKind.PELVIS_LINE: "green", AidKind.NEUTRAL: "green"}

LengthText = Callable[[float], str]


def draw_color(name: str) -> QColor:
    """A colour that the coach draws with; the stage is dark in both themes."""
    return QColor("#ffffff") if name == "white" else QColor(str(getattr(DARK, name, DARK.yellow)))


class AnnotationPainter:
    """Paints annotations and aids through one view."""

    def __init__(
        self,
        painter: QPainter,
        view: ViewTransform,
        *,
        length_text: LengthText,
        lettering: Lettering,
        stage: QRectF | None = None,
    ) -> None:
        """Begin to paint.

        Args:
            painter: on what.
            view: through what.
            length_text: how a distance in clip pixels is told.
            lettering: remembers how large words are.
            stage: what lies outside of it is left out; None leaves out nothing.
        """
        self._painter = painter
        self._font = QFont(painter.font())  # the painter's own changes with every word
        self._lettering = lettering
        self._stage = stage
        self._view = view
        self._map = view.to_widget
        self._length_text = length_text
        fitted_px = view.scale / view.zoom * view.clip_size.height()
        self._scale = max(fitted_px / _REFERENCE_HEIGHT_PX, _LEAST_SCALE)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, annotation: Annotation, places: Sequence[XY], opacity: float) -> None:
        """Draw one annotation whose points lie at these clip pixels."""
        self._painter.setOpacity(opacity)
        on_widget = self._on_widget(places)
        match annotation.shape:
            case Shape.TEXT:
                self._paint_text(annotation.text, on_widget[0], annotation.style, size=15)
            case Shape.MARKER:
                self._paint_marker(annotation, on_widget[0])
            case Shape.SPOTLIGHT:
                self._paint_spotlight(annotation, on_widget)
            case _:
                self._paint_lines(
                    outline(annotation.shape, on_widget, width_px=self._pen_px(annotation.style)), annotation.style
                )
        self._paint_words(annotation, places, on_widget)
        self._painter.setOpacity(1.0)

    def bounds(self, annotation: Annotation, places: Sequence[XY]) -> QRectF:
        """What one annotation covers, in widget pixels."""
        on_widget = self._on_widget(places)
        width_px = self._pen_px(annotation.style)
        edge_px = 1.5 * (width_px + _RIM_PX) + 1.0  # the tip of an arrow reaches that far
        covered = QRectF()
        if annotation.shape is Shape.TEXT:
            covered = self._text_box(self._letters(annotation.text, 15, is_bold=True), on_widget[0])
        else:
            for line in outline(annotation.shape, on_widget, width_px=width_px):
                covered = covered.united(QPolygonF([QPointF(*point) for point in line]).boundingRect())
        words = self._words(annotation, places, on_widget)
        if words is not None:
            covered = covered.united(self._text_box(self._letters(words[0], 13, is_bold=False), words[1]))
        return covered.adjusted(-edge_px, -edge_px, edge_px, edge_px)

    def paint_sketch(self, shape: Shape | None, places: Sequence[XY], style: DrawStyle) -> None:
        """Draw what is being drawn right now, as far as it goes."""
        on_widget = self._on_widget(places)
        is_whole = shape is not None and len(places) >= shape.point_count
        lines = outline(shape, on_widget, width_px=self._pen_px(style)) if is_whole and shape else [on_widget]
        self._paint_lines(lines, style)
        self.paint_handles(places)

    def paint_handles(self, places: Sequence[XY]) -> None:
        """Draw what the mouse can take hold of."""
        self._painter.setPen(QPen(QColor(0, 0, 0, 200), 1.0))
        self._painter.setBrush(QColor("#ffffff"))
        for x_px, y_px in self._on_widget(places):
            self._painter.drawRect(QRectF(x_px - _HANDLE_PX, y_px - _HANDLE_PX, 2 * _HANDLE_PX, 2 * _HANDLE_PX))

    def paint_ring(self, place: XY) -> None:
        """Draw that something round is selected, around it."""
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width_px in ((QColor(0, 0, 0, 200), 4.0), (QColor("#ffffff"), 2.0)):
            self._painter.setPen(QPen(color, width_px))
            for x_px, y_px in self._on_widget((place,)):
                self._painter.drawEllipse(QPointF(x_px, y_px), _RING_PX, _RING_PX)

    def paint_aid(self, aid: Aid, title: str) -> None:
        """Draw something that the coach showed the studio: thin, dashed and named."""
        style = DrawStyle(_AID_COLOR.get(aid.kind, "orange"), 2.0, is_dashed=True)
        places = self._on_widget(aid.points_px)
        if not places:
            return
        if aid.kind is AidKind.BENCH_EDGE:
            self._paint_lines([circle(places[0], 7.0)], DrawStyle(style.color, 2.0))
        else:
            self._paint_lines(outline(Shape.RECTANGLE if aid.kind is AidKind.PAD_BOX else Shape.LINE, places), style)
        self._paint_text(title, (places[-1][0] + 10, places[-1][1] - 8), style, size=11)

    def _on_widget(self, places: Sequence[XY]) -> list[XY]:
        points = (self._map.map(QPointF(*place)) for place in places)
        return [(point.x(), point.y()) for point in points]

    def _pen_px(self, style: DrawStyle) -> float:
        return style.width_px * self._scale

    def _paint_lines(self, lines: Sequence[Polyline], style: DrawStyle) -> None:
        """A dark rim first, so that the line is seen on any ground."""
        width_px = self._pen_px(style)
        path = QPainterPath()
        for line in lines:
            path.addPolygon(QPolygonF([QPointF(*point) for point in line]))
        edge_px = width_px + _RIM_PX
        if not self._is_on_stage(path.controlPointRect().adjusted(-edge_px, -edge_px, edge_px, edge_px)):
            return
        # Opaque, and with square ends: a see-through pen costs ten times as much, and there may be many drawings.
        pen = QPen(_RIM, width_px + _RIM_PX)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap if style.is_dashed else Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)  # a fifth cheaper than round ones on an ellipse
        pen.setMiterLimit(3.0)  # the tip of an arrow stays sharp
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        if not style.is_dashed:
            self._painter.strokePath(path, pen)
        pen.setWidthF(width_px)
        pen.setColor(draw_color(style.color))
        if style.is_dashed:
            pen.setDashPattern([3.0, 2.5])
        self._painter.strokePath(path, pen)

    def _paint_words(self, annotation: Annotation, places: Sequence[XY], on_widget: Sequence[XY]) -> None:
        words = self._words(annotation, places, on_widget)
        if words is not None:
            self._paint_text(words[0], words[1], annotation.style, size=13)

    def _words(self, annotation: Annotation, places: Sequence[XY], on_widget: Sequence[XY]) -> tuple[str, XY] | None:
        """The words beside a drawing and where they stand; None when there are none."""
        words = annotation.text if annotation.shape is not Shape.TEXT else ""
        if annotation.shape is Shape.ANGLE and isfinite(angle_deg(tuple(places))):
            words = f"{angle_deg(tuple(places)):.0f}° {words}".strip()
        elif annotation.shape is Shape.DISTANCE:
            words = f"{self._length_text(length_px(tuple(places)))} {words}".strip()
        if not words:
            return None
        anchor = on_widget[1] if annotation.shape is Shape.ANGLE else on_widget[-1]
        if annotation.shape is Shape.DISTANCE:
            anchor = ((on_widget[0][0] + on_widget[1][0]) / 2, (on_widget[0][1] + on_widget[1][1]) / 2)
        shift = MARKER_RADIUS_PX + 6 if annotation.shape is Shape.MARKER else 12
        return words, (anchor[0] + shift, anchor[1] - 8)

    def _paint_marker(self, annotation: Annotation, center: XY) -> None:
        color = draw_color(annotation.style.color)
        box = QRectF(0, 0, 2 * MARKER_RADIUS_PX, 2 * MARKER_RADIUS_PX)
        box.moveCenter(QPointF(*center))
        # Two discs instead of one with a pen: a third of the work.
        self._painter.setPen(Qt.PenStyle.NoPen)
        for brush, grown_px in ((_RIM, 1.0), (color, -1.0)):
            self._painter.setBrush(brush)
            self._painter.drawEllipse(box.adjusted(-grown_px, -grown_px, grown_px, grown_px))
        self._painter.setFont(self._letters("", 14, is_bold=True).font)
        self._painter.setPen(QColor("#0a0c10"))
        self._painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(annotation.number))

    def _paint_spotlight(self, annotation: Annotation, on_widget: Sequence[XY]) -> None:
        (ring,) = outline(Shape.SPOTLIGHT, on_widget)
        hole = QPainterPath()
        hole.addPolygon(QPolygonF([QPointF(*point) for point in ring]))
        shade = QPainterPath()
        shade.addRect(self._view.picture)
        ground = QColor("#000000")
        ground.setAlphaF(_SHADE)
        self._painter.fillPath(shade.subtracted(hole), ground)
        self._paint_lines([ring], annotation.style)

    def _paint_text(self, text: str, baseline: XY, style: DrawStyle, *, size: int) -> None:
        letters = self._letters(text, size, is_bold=size > 13)
        box = self._text_box(letters, baseline)
        if not self._is_on_stage(box):
            return
        ground = QColor("#0a0c10")
        ground.setAlphaF(0.82)
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(box, 5, 5)
        self._painter.setFont(letters.font)
        self._painter.setPen(draw_color(style.color))
        self._painter.drawText(QPointF(*baseline), text)

    def _is_on_stage(self, box: QRectF) -> bool:
        return self._stage is None or box.intersects(self._stage)

    @staticmethod
    def _text_box(letters: Letters, baseline: XY) -> QRectF:
        return QRectF(
            baseline[0] - 6, baseline[1] - letters.ascent_px - 4, letters.width_px + 12, letters.height_px + 8
        )

    def _letters(self, text: str, size: int, *, is_bold: bool) -> Letters:
        size_px = round(size * max(self._scale, 0.85))
        return self._lettering.of(text, base=self._font, size_px=size_px, is_bold=is_bold)


def text_box(text: str, baseline: XY) -> QRectF:
    """Roughly where a text lies on the widget, for the mouse."""
    font = QFont()
    font.setPixelSize(15)
    metrics = QFontMetricsF(font)
    return QRectF(baseline[0] - 6, baseline[1] - 20, metrics.horizontalAdvance(text) * 1.1 + 12, 30)
