"""The look that is in force, and who is told when it changes."""

from enum import StrEnum, unique

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from studio.ui.theme.colors import DARK, LIGHT, ThemeColors
from studio.ui.theme.growing import PLAIN_FONT
from studio.ui.theme.stylesheet import make_stylesheet

_PLAIN_PERCENT = 100


@unique
class ThemeMode(StrEnum):
    """Which theme the user wants."""

    SYSTEM = "system"
    DARK = "dark"
    LIGHT = "light"


class Theme(QObject):
    """The colours in force. Widgets that paint themselves read them at paint time.

    Signals:
        changed: other colours are in force.
    """

    changed = Signal()

    def __init__(
        self, app: QApplication, mode: ThemeMode = ThemeMode.SYSTEM, *, text_percent: int = _PLAIN_PERCENT
    ) -> None:
        super().__init__(app)
        self._app = app
        self._plain_font = _plain_font(app)
        self._text_percent = text_percent
        self._mode = mode
        self._colors = self._wanted_colors()
        app.setStyle("Fusion")
        self._put_in_force()
        app.styleHints().colorSchemeChanged.connect(self._on_system_changed)

    @property
    def colors(self) -> ThemeColors:
        """The colours in force."""
        return self._colors

    @property
    def mode(self) -> ThemeMode:
        """What the user chose."""
        return self._mode

    def choose(self, mode: ThemeMode) -> None:
        """Use another theme from now on."""
        self._mode = mode
        self._refresh()

    def scale_texts(self, percent: int) -> None:
        """Write the window's texts so much larger or smaller than the system says, from now on."""
        if percent != self._text_percent:
            self._text_percent = percent
            self._put_in_force()
            self.changed.emit()

    def color(self, name: str, *, alpha: float = 1.0) -> QColor:
        """One of the theme's colours by its field name, as Qt paints with it."""
        color = QColor(str(getattr(self._colors, name)))
        color.setAlphaF(alpha)
        return color

    @Slot()
    def _on_system_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        wanted = self._wanted_colors()
        if wanted is not self._colors:
            self._colors = wanted
            self._put_in_force()
            self.changed.emit()

    def _wanted_colors(self) -> ThemeColors:
        if self._mode is ThemeMode.SYSTEM:
            return LIGHT if self._app.styleHints().colorScheme() is Qt.ColorScheme.Light else DARK
        return LIGHT if self._mode is ThemeMode.LIGHT else DARK

    def _put_in_force(self) -> None:
        font = QFont(self._plain_font)
        share = self._text_percent / _PLAIN_PERCENT
        if font.pointSizeF() > 0:
            font.setPointSizeF(self._plain_font.pointSizeF() * share)
        else:
            font.setPixelSize(round(self._plain_font.pixelSize() * share))
        self._app.setFont(font)
        self._app.setPalette(_palette(self._colors))
        self._app.setStyleSheet(make_stylesheet(self._colors, text_percent=self._text_percent))


def _plain_font(app: QApplication) -> QFont:
    """The system's font, also for a theme that follows another one in the same process."""
    kept = app.property(PLAIN_FONT)
    font = kept if isinstance(kept, QFont) else app.font()
    app.setProperty(PLAIN_FONT, font)
    return font


def _palette(colors: ThemeColors) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: colors.window,
        QPalette.ColorRole.WindowText: colors.text,
        QPalette.ColorRole.Base: colors.surface,
        QPalette.ColorRole.AlternateBase: colors.raised,
        QPalette.ColorRole.Text: colors.text,
        QPalette.ColorRole.PlaceholderText: colors.faint,
        QPalette.ColorRole.Button: colors.raised,
        QPalette.ColorRole.ButtonText: colors.text,
        QPalette.ColorRole.BrightText: colors.text,
        QPalette.ColorRole.Highlight: colors.accent,
        QPalette.ColorRole.HighlightedText: colors.on_accent,
        QPalette.ColorRole.ToolTipBase: colors.raised,
        QPalette.ColorRole.ToolTipText: colors.text,
        QPalette.ColorRole.Link: colors.accent,
        QPalette.ColorRole.Mid: colors.line,
        QPalette.ColorRole.Dark: colors.line,
        QPalette.ColorRole.Light: colors.hover,
    }
    for role, color in roles.items():
        palette.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colors.faint))
    return palette
