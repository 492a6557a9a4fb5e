"""Ready pictures of drawings: what has been drawn twice in the same size is kept and only laid on the picture."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil, floor

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QPainter, QPixmap, QTransform

from studio.core.annotation import FREE, XY, Annotation, Shape
from studio.ui.player.annotation_painter import AnnotationPainter
from studio.ui.player.view_transform import ViewTransform

_KEPT_BYTES = 64 * 1024 * 1024
_LARGEST_PX = 640
_MADE_AT_ONCE = 8
_WHOLE_PX = 0.02

MakeBrush = Callable[[QPainter], AnnotationPainter]
"""A brush for a painter, through the view of this frame, that leaves out nothing."""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one frame is seen through.

    Attributes:
        scale: widget pixels per clip pixel.
        is_mirrored: whether left and right are exchanged.
        ratio: pixels of the screen per widget pixel.
    """

    scale: float
    is_mirrored: bool
    ratio: float


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One drawing, ready to be laid on.

    Attributes:
        annotation: as it was drawn.
        look: that it was drawn for.
        anchor: where its first point was, in widget pixels.
        corner: where the picture's upper left corner was.
        pixmap: the picture; null when there is none yet.
        can_be_kept: whether a picture of it will do.
    """

    annotation: Annotation
    look: _Look
    anchor: QPointF
    corner: QPointF
    pixmap: QPixmap
    can_be_kept: bool


class DrawingShelf:
    """Keeps pictures of drawings that stay where they are on the clip, sharp for the zoom that they are seen at.

    Stroking a line costs several times what laying its picture on does, and a busy review has a hundred on one frame.
    """

    def __init__(self) -> None:
        self._sheets: OrderedDict[str, _Sheet] = OrderedDict()
        self._kept_bytes = 0
        self._made = 0
        self._font = QFont()
        self._metres_per_px = 0.0
        self._make_brush: MakeBrush | None = None
        self._look = _Look(0.0, is_mirrored=False, ratio=1.0)
        self._map = QTransform()

    def begin(self, painter: QPainter, view: ViewTransform, make_brush: MakeBrush, *, metres_per_px: float) -> None:
        """A new frame begins; what is written in another font or unit is forgotten."""
        self._made = 0
        self._make_brush = make_brush
        self._look = _Look(view.scale, view.is_mirrored, painter.device().devicePixelRatioF())
        self._map = view.to_widget
        font = painter.font()
        if font != self._font or metres_per_px != self._metres_per_px:
            self._font, self._metres_per_px = QFont(font), metres_per_px
            self._sheets.clear()
            self._kept_bytes = 0

    def lay(self, painter: QPainter, annotation: Annotation, opacity: float) -> bool:
        """Lay the picture of a drawing on; False when there is none, and it has to be drawn."""
        first, sheet = annotation.points[0], self._sheets.get(annotation.id)
        anchor = self._map.map(QPointF(first.x_px, first.y_px))
        if sheet is None or sheet.look != self._look or sheet.annotation != annotation:
            self._put(_Sheet(annotation, self._look, anchor, QPointF(), QPixmap(), _can_be_kept(annotation)))
            return False
        if not sheet.can_be_kept:
            return False
        ratio = self._look.ratio
        x_px, y_px = ratio * (anchor.x() - sheet.anchor.x()), ratio * (anchor.y() - sheet.anchor.y())
        if sheet.pixmap.isNull() or abs(x_px - round(x_px)) + abs(y_px - round(y_px)) > _WHOLE_PX:
            made = self._make(annotation, anchor)
            if made is None:
                return False
            sheet, x_px, y_px = made, 0.0, 0.0
        self._sheets.move_to_end(annotation.id)
        painter.setOpacity(opacity)
        painter.drawPixmap(sheet.corner + QPointF(round(x_px), round(y_px)) / ratio, sheet.pixmap)
        painter.setOpacity(1.0)
        return True

    def _make(self, annotation: Annotation, anchor: QPointF) -> _Sheet | None:
        """Draw a drawing on a picture of its own; None when it is too large, or enough were made for this frame."""
        if self._made >= _MADE_AT_ONCE or self._make_brush is None:
            return None
        places: Sequence[XY] = [(point.x_px, point.y_px) for point in annotation.points]
        ratio = self._look.ratio
        scrap = QPixmap(1, 1)
        with QPainter(scrap) as probe:
            probe.setFont(self._font)
            box = self._make_brush(probe).bounds(annotation, places)
        left, top = floor(box.left() * ratio), floor(box.top() * ratio)
        width, height = ceil(box.right() * ratio) - left, ceil(box.bottom() * ratio) - top
        if max(width, height) > _LARGEST_PX * ratio:
            self._put(_Sheet(annotation, self._look, anchor, QPointF(), QPixmap(), can_be_kept=False))
            return None
        self._made += 1
        pixmap = QPixmap(width, height)
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        corner = QPointF(left / ratio, top / ratio)
        with QPainter(pixmap) as painter:
            painter.setFont(self._font)
            painter.translate(-corner)
            self._make_brush(painter).paint(annotation, places, 1.0)
        sheet = _Sheet(annotation, self._look, anchor, corner, pixmap, can_be_kept=True)
        self._put(sheet)
        return sheet

    def _put(self, sheet: _Sheet) -> None:
        old = self._sheets.pop(sheet.annotation.id, None)
        self._kept_bytes += _size_bytes(sheet) - (_size_bytes(old) if old else 0)
        self._sheets[sheet.annotation.id] = sheet
        while self._kept_bytes > _KEPT_BYTES:
            self._kept_bytes -= _size_bytes(self._sheets.popitem(last=False)[1])


def _can_be_kept(annotation: Annotation) -> bool:
    """Whether it stays where it is on the clip; a spotlight covers the picture, whatever its own size."""
    return annotation.shape is not Shape.SPOTLIGHT and all(point.joint == FREE for point in annotation.points)


def _size_bytes(sheet: _Sheet) -> int:
    return 4 * sheet.pixmap.width() * sheet.pixmap.height()
