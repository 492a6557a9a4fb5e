"""The head of a dock: its title, what can be chosen for it, and a way to put it away."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMenu, QToolButton, QWidget

from studio.ui.theme import IconBook, Theme
from studio.ui.widgets.basics import label

_ICON_PX = 14
_BUTTON_PX = 22


class DockTitle(QWidget):
    """Stands in for the platform's title bar, which follows no theme. Dragging and double-clicking work as ever."""

    def __init__(self, dock: QDockWidget, theme: Theme, icons: IconBook, *, menu: QMenu | None = None) -> None:
        super().__init__(dock)
        self.setProperty("role", "dock-title")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._icons = icons
        self._close = self._button("")
        self._close.setToolTip(self.tr("Put away; the View menu brings it back"))
        self._close.setAccessibleName(self.tr("Put away"))
        self._close.clicked.connect(dock.close)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 6, 2)
        row.setSpacing(4)
        row.addWidget(label(dock.windowTitle(), "group", parent=self, wraps=False))
        row.addStretch(1)
        if menu is not None:
            row.addWidget(self._menu_button(menu))
        row.addWidget(self._close)
        theme.changed.connect(self._draw_icons)
        self._draw_icons()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The dock moves itself when its title lets the mouse through."""
        event.ignore()

    def _menu_button(self, menu: QMenu) -> QToolButton:
        press = self._button(f"{menu.title()} ▾")
        press.setMenu(menu)
        press.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        return press

    def _button(self, text: str) -> QToolButton:
        press = QToolButton(self)
        press.setText(text)
        press.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        press.setIconSize(QSize(_ICON_PX, _ICON_PX))
        press.setFixedHeight(_BUTTON_PX)
        press.setProperty("role", "quiet")
        return press

    def _draw_icons(self) -> None:
        self._close.setIcon(self._icons.icon("cross", color="faint"))
