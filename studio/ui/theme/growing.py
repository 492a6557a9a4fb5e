"""Lengths that grow with the text, so that what has room for its words at first has it when they are larger."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

PLAIN_FONT = "plainFont"
"""Where the application keeps the system's own font."""


def grown_px(px: int) -> int:
    """So many pixels, and as many more as the texts are larger than the system's; never fewer."""
    app = QApplication.instance()
    plain = app.property(PLAIN_FONT) if app is not None else None
    if not isinstance(plain, QFont):
        return px
    now = QApplication.font()
    share = now.pointSizeF() / plain.pointSizeF() if plain.pointSizeF() > 0 else now.pixelSize() / plain.pixelSize()
    return round(px * max(share, 1.0))
