"""The small picture of the frame that the mouse points at over the graphs: what the movement looked like there."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from studio.core.frame import Frame

_LONGER_PX = 176
_GAP_PX = 14.0
_MARGIN_PX = 4.0


def ghost_of(frame: Frame, *, ratio: float) -> QImage:
    """A picture that stays when the frame goes.

    Args:
        frame: what the mouse points at.
        ratio: pixels of the screen per widget pixel.
    """
    height_px, width_px = frame.rgb.shape[:2]
    seen = QImage(frame.rgb.data, width_px, height_px, 3 * width_px, QImage.Format.Format_RGB888)
    size = QSize(width_px, height_px).scaled(
        round(_LONGER_PX * ratio), round(_LONGER_PX * ratio), Qt.AspectRatioMode.KeepAspectRatio
    )
    picture = seen.convertToFormat(QImage.Format.Format_RGB32).scaled(
        size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    picture.setDevicePixelRatio(ratio)
    return picture


def paint_ghost(painter: QPainter, picture: QImage, mouse_px: QPointF, room: QSize, *, rim: QColor) -> None:
    """Draw the picture beside the mouse, on its other side where there is no room; nothing where there is none."""
    if picture.isNull():
        return
    size = picture.deviceIndependentSize()
    left = mouse_px.x() + _GAP_PX
    if left + size.width() + _MARGIN_PX > room.width():
        left = mouse_px.x() - _GAP_PX - size.width()
    highest, lowest = _MARGIN_PX, room.height() - size.height() - _MARGIN_PX
    top = max(min(mouse_px.y() - size.height() / 2, lowest), highest)
    box = QRectF(QPointF(round(left), round(top)), size)
    painter.drawImage(box.topLeft(), picture)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(rim, 1.0))
    painter.drawRect(box)
