"""What a setting is edited with, by what it holds."""

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QListWidget,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from studio.services.settings import Setting, SettingKind, Value
from studio.ui.theme import grown_px
from studio.ui.widgets import button
from studio.ui.widgets.basics import Field

_WIDTH_PX = 220
_FOLDERS_PX = 84
_TEXT_PX = 6


class _Editor(QWidget):
    """One editor.

    Signals:
        chosen: the user put in another value; carries it.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.setFixedWidth(grown_px(_WIDTH_PX))

    def show_value(self, value: Value) -> None:
        """Show a value without telling it."""
        raise NotImplementedError

    def take(self, widget: QWidget, name: str, description: str) -> None:
        """Hold the widget that is edited, and say what it is to those who do not see it."""
        widget.setAccessibleName(name)
        widget.setAccessibleDescription(description)
        self.setFocusProxy(widget)
        self._row.addWidget(widget)


class SwitchEditor(_Editor):
    """On or off."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = QCheckBox(self.tr("off"), self)
        self.take(self._box, name, description)
        self._box.toggled.connect(self._say)
        self._box.toggled.connect(self.chosen.emit)

    def show_value(self, value: Value) -> None:
        """Show a value without telling it."""
        with QSignalBlocker(self._box):
            self._box.setChecked(bool(value))
        self._say(bool(value))

    def _say(self, is_on: bool) -> None:  # noqa: FBT001 -- a slot of a signal
        self._box.setText(self.tr("on") if is_on else self.tr("off"))


class NumberEditor(_Editor):
    """A whole number with its unit."""

    def __init__(self, setting: Setting, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._box = _CalmSpinBox(self)
        self._box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box.setRange(setting.low, setting.high)
        self._box.setSingleStep(setting.step)
        self._box.setSuffix(f" {setting.unit}" if setting.unit else "")
        self._box.setKeyboardTracking(False)
        self._box.lineEdit().setTextMargins(_TEXT_PX, 0, 0, 0)  # a style sheet does not reach it
        self.take(self._box, name, description)
        self._box.valueChanged.connect(self.chosen.emit)

    def show_value(self, value: Value) -> None:
        """Show a value without telling it."""
        with QSignalBlocker(self._box):
            self._box.setValue(int(str(value)))


class ChoiceEditor(_Editor):
    """One of several."""

    def __init__(
        self, choices: Iterable[tuple[str, str]], name: str, description: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._box = _CalmComboBox(self)
        self._box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for value, title in choices:
            self._box.addItem(title, value)
        self.take(self._box, name, description)
        self._box.currentIndexChanged.connect(lambda index: self.chosen.emit(self._box.itemData(index)))

    def show_value(self, value: Value) -> None:
        """Show a value without telling it."""
        with QSignalBlocker(self._box):
            self._box.setCurrentIndex(self._box.findData(value))


class TextEditor(_Editor):
    """A line of text; told when it is left or Enter is pressed."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = Field("", self)
        self.take(self._line, name, description)
        self._line.editingFinished.connect(lambda: self.chosen.emit(self._line.text()))

    def show_value(self, value: Value) -> None:
        """Show a value without telling it."""
        with QSignalBlocker(self._line):
            self._line.setText(str(value))


class FoldersEditor(_Editor):
    """Folders, to be added and taken away."""

    def __init__(self, name: str, description: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = name
        self._folders: tuple[str, ...] = ()
        self._list = QListWidget(self)
        self._list.setFixedHeight(grown_px(_FOLDERS_PX))
        self._list.setTextElideMode(Qt.TextElideMode.ElideLeft)
        self.take(self._list, name, description)
        more = button(self.tr("Add…"), parent=self)
        more.setAccessibleName(self.tr("Add to: {title}").format(title=name))
        more.clicked.connect(self._ask)
        self._less = button(self.tr("Remove"), parent=self)
        self._less.setAccessibleName(self.tr("Remove from: {title}").format(title=name))
        self._less.setEnabled(False)
        self._less.clicked.connect(self._remove)
        self._list.currentRowChanged.connect(lambda row: self._less.setEnabled(row >= 0))
        buttons = QVBoxLayout()
        buttons.addWidget(more)
        buttons.addWidget(self._less)
        buttons.addStretch(1)
        self._row.addLayout(buttons)
        self.setFixedWidth(grown_px(_WIDTH_PX + 120))

    def show_value(self, value: Value) -> None:
        """Show a value without telling it."""
        self._folders = value if isinstance(value, tuple) else ()
        self._list.clear()
        for folder in self._folders:
            self._list.addItem(folder)
            self._list.item(self._list.count() - 1).setToolTip(folder)
        self._less.setEnabled(False)

    def add(self, folder: str) -> None:
        """Add a folder that is not there yet."""
        if folder and folder not in self._folders:
            self.chosen.emit((*self._folders, folder))

    def _ask(self) -> None:
        self.add(QFileDialog.getExistingDirectory(self, self._title))

    def _remove(self) -> None:
        gone = self._list.currentRow()
        self.chosen.emit(tuple(folder for row, folder in enumerate(self._folders) if row != gone))


def editor_of(
    setting: Setting, choices: Iterable[tuple[str, str]], *, name: str, description: str, parent: QWidget
) -> SwitchEditor | NumberEditor | ChoiceEditor | TextEditor | FoldersEditor:
    """The editor for what a setting holds; name and description are in the user's language."""
    match setting.kind:
        case SettingKind.SWITCH:
            return SwitchEditor(name, description, parent)
        case SettingKind.NUMBER:
            return NumberEditor(setting, name, description, parent)
        case SettingKind.CHOICE:
            return ChoiceEditor(choices, name, description, parent)
        case SettingKind.TEXT:
            return TextEditor(name, description, parent)
        case SettingKind.FOLDERS:
            return FoldersEditor(name, description, parent)


class _CalmSpinBox(QSpinBox):
    """Leaves the wheel to the page unless it is being edited."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class _CalmComboBox(QComboBox):
    """Leaves the wheel to the page unless it is being edited."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Turn only with the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()
