"""How the window looks: the only place that knows a style sheet."""

from studio.ui.theme.colors import DARK, LIGHT, ThemeColors
from studio.ui.theme.growing import grown_px
from studio.ui.theme.icons import IconBook
from studio.ui.theme.theme import Theme, ThemeMode

__all__ = ["DARK", "LIGHT", "IconBook", "Theme", "ThemeColors", "ThemeMode", "grown_px"]
