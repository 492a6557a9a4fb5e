"""SVG icons in the colours of the theme. The files draw with `currentColor`; it is replaced when they are drawn."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from studio.assets import resource
from studio.ui.theme.theme import Theme

_SIZE_PX = 20
_SCALES = (1, 2, 3)


class IconBook:
    """Draws the shipped icons; knows the theme, so that nobody else has to."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._sources: dict[str, str] = {}

    def icon(self, name: str, *, color: str = "muted") -> QIcon:
        """An icon with its disabled and checked looks, sharp up to 300 %.

        Args:
            name: file name in `resources/icons` without ".svg".
            color: field of ThemeColors for the ordinary look.
        """
        icon = QIcon()
        looks = (
            (color, QIcon.Mode.Normal, QIcon.State.Off),
            ("accent", QIcon.Mode.Normal, QIcon.State.On),
            ("line", QIcon.Mode.Disabled, QIcon.State.Off),
        )
        for field, mode, state in looks:
            for scale in _SCALES:
                icon.addPixmap(self.pixmap(name, color=field, size_px=_SIZE_PX, scale=scale), mode, state)
        return icon

    def pixmap(self, name: str, *, color: str = "text", size_px: int = _SIZE_PX, scale: float = 1.0) -> QPixmap:
        """One icon as a picture of `size_px` logical pixels."""
        svg = self._source(name).replace("currentColor", str(getattr(self._theme.colors, color)))
        svg = svg.replace("accentColor", self._theme.colors.accent)
        renderer = QSvgRenderer(QByteArray(svg.encode()))
        side_px = round(size_px * scale)
        pixmap = QPixmap(side_px, side_px)
        pixmap.fill(Qt.GlobalColor.transparent)
        with QPainter(pixmap) as painter:
            renderer.render(painter, QRectF(0, 0, side_px, side_px))
        pixmap.setDevicePixelRatio(scale)
        return pixmap

    def _source(self, name: str) -> str:
        if name not in self._sources:
            path: Path = resource(f"icons/{name}.svg")
            self._sources[name] = path.read_text(encoding="utf-8")
        return self._sources[name]
