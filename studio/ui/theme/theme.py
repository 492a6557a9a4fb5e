"""The look that is in force, and who is told when it changes."""

from enum import StrEnum, unique

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from studio.ui.theme.colors import DARK, LIGHT, ThemeColors
from studio.ui.theme.stylesheet import make_stylesheet


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

    def __init__(self, app: QApplication, mode: ThemeMode = ThemeMode.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
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
        self._app.setPalette(_palette(self._colors))
        self._app.setStyleSheet(make_stylesheet(self._colors))


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
