"""A button that breaks its words into lines where it is narrow, instead of pushing others out of sight."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QWidget


class WrappingButton(QPushButton):
    """As wide as its words on one line if it can be, and at least as its longest word."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word."""
        longest_px = max((self._width_px(word) for word in self.text().split()), default=0)
        return QSize(longest_px + self._around_px(), self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, arg__1: int) -> int:
        """Height of all lines in pixels."""
        further = len(self._lines(arg__1)) - 1
        return self.sizeHint().height() + further * self.fontMetrics().lineSpacing()

    def paintEvent(self, event: QPaintEvent) -> None:
        """As every button, with its words in as many lines as they need."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = "\n".join(self._lines(self.width()))
        QStylePainter(self).drawControl(QStyle.ControlElement.CE_PushButton, option)

    def _lines(self, width_px: int) -> list[str]:
        room_px = width_px - self._around_px() + 1  # a letter's width is no whole number of pixels
        lines: list[str] = []
        for word in self.text().split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self._width_px(longer) <= room_px:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines or [""]

    def _around_px(self) -> int:
        return self.sizeHint().width() - self._width_px(self.text())

    def _width_px(self, text: str) -> int:
        return self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text).width()
