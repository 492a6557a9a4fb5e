"""Where a point of the clip lies on the widget: fit, zoom and pan."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QTransform

MAX_ZOOM = 16.0


@dataclass(frozen=True, slots=True)
class ViewTransform:
    """Maps clip pixels to widget pixels.

    Attributes:
        clip_size: width and height of the clip in pixels.
        view_size: width and height of the widget in logical pixels.
        zoom: 1 fits the whole clip into the widget.
        center: clip point in the middle of the widget, as shares (0…1) of the clip's width and height.
        is_mirrored: whether left and right are exchanged, as in a mirror.
    """

    clip_size: QSizeF
    view_size: QSizeF
    zoom: float = 1.0
    center: tuple[float, float] = (0.5, 0.5)
    is_mirrored: bool = False

    @property
    def scale(self) -> float:
        """Widget pixels per clip pixel."""
        width, height = max(self.clip_size.width(), 1.0), max(self.clip_size.height(), 1.0)
        return self.zoom * max(min(self.view_size.width() / width, self.view_size.height() / height), 1e-6)

    @property
    def picture(self) -> QRectF:
        """Where the whole clip lies on the widget."""
        scale = self.scale
        width, height = self.clip_size.width() * scale, self.clip_size.height() * scale
        share = 1.0 - self.center[0] if self.is_mirrored else self.center[0]
        left = self.view_size.width() / 2 - share * width
        top = self.view_size.height() / 2 - self.center[1] * height
        return QRectF(left, top, width, height)

    @property
    def to_widget(self) -> QTransform:
        """The same as a transform for painting."""
        picture, scale = self.picture, self.scale
        if self.is_mirrored:
            return QTransform(-scale, 0, 0, scale, picture.right(), picture.top())
        return QTransform(scale, 0, 0, scale, picture.left(), picture.top())

    def to_clip(self, point: QPointF) -> QPointF:
        """The clip pixel under a widget point."""
        picture, scale = self.picture, self.scale
        across = picture.right() - point.x() if self.is_mirrored else point.x() - picture.left()
        return QPointF(across / scale, (point.y() - picture.top()) / scale)

    def resized(self, view_size: QSizeF) -> "ViewTransform":
        """The same look in a widget of another size."""
        return replace(self, view_size=view_size)

    def zoomed(self, factor: float, anchor: QPointF) -> "ViewTransform":
        """Closer or farther; the clip point under the anchor stays there."""
        zoom = min(max(self.zoom * factor, 1.0), MAX_ZOOM)
        if zoom == 1.0:
            return replace(self, zoom=1.0, center=(0.5, 0.5))
        held = self.to_clip(anchor)
        bigger = replace(self, zoom=zoom)
        return bigger.panned(anchor - bigger.to_widget.map(held))

    def panned(self, delta: QPointF) -> "ViewTransform":
        """Moved by widget pixels; the clip never leaves the middle."""
        picture = self.picture
        across = -delta.x() if self.is_mirrored else delta.x()
        x_share = self.center[0] - across / max(picture.width(), 1.0)
        y_share = self.center[1] - delta.y() / max(picture.height(), 1.0)
        return replace(self, center=(min(max(x_share, 0.0), 1.0), min(max(y_share, 0.0), 1.0)))

    def fitted(self) -> "ViewTransform":
        """The whole clip."""
        return replace(self, zoom=1.0, center=(0.5, 0.5))

    def mirrored(self) -> "ViewTransform":
        """The same with left and right exchanged."""
        return replace(self, is_mirrored=not self.is_mirrored)
