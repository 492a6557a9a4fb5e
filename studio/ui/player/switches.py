"""Switches of what lies over the picture, as many as there is room for; the rest are in a menu behind them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

_BUTTON_PX = QSize(30, 32)
_ICON_PX = QSize(20, 20)
_SPACING_PX = 2


class Switches(QWidget):
    """A row of switches whose end gives way."""

    def __init__(self, actions: Sequence[QAction], parent: QWidget) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_SPACING_PX)
        self._switches = [self._button(action) for action in actions]
        self._more = self._make_more()
        for button in (*self._switches, self._more):
            row.addWidget(button)
        self._more.hide()

    @property
    def whole_width_px(self) -> int:
        """Room for all switches."""
        return _width_px(len(self._switches))

    @property
    def least_width_px(self) -> int:
        """Room for the menu alone."""
        return _width_px(1)

    def fit(self, width_px: int) -> None:
        """Show as many switches as there is room for, and a menu with the others."""
        count = len(self._switches)
        if width_px < self.whole_width_px:
            count = max(count for count in range(len(self._switches)) if count == 0 or _width_px(count + 1) <= width_px)
        for place, button in enumerate(self._switches):
            button.setVisible(place < count)
        self._more.setVisible(count < len(self._switches))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIconSize(_ICON_PX)
        button.setFixedSize(_BUTTON_PX)
        return button

    def _make_more(self) -> QToolButton:
        more = QToolButton(self)
        more.setText("⋯")
        more.setToolTip(self.tr("More of what lies over the picture"))
        more.setAccessibleName(more.toolTip())
        more.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        more.setFixedSize(_BUTTON_PX)
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(more)
        menu.aboutToShow.connect(self._fill)
        more.setMenu(menu)
        return more

    def _fill(self) -> None:
        menu = self._more.menu()
        menu.clear()
        for button in self._switches:
            if button.isHidden():
                menu.addAction(button.defaultAction())


def _width_px(count: int) -> int:
    return count * (_BUTTON_PX.width() + _SPACING_PX) - _SPACING_PX
