"""All settings on one page, made from their declarations: search, change, put back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from studio.services.settings import Setting, Settings, found
from studio.ui.settings.editors import editor_of
from studio.ui.theme import grown_px
from studio.ui.widgets import button, label

_SIZE_PX = (760, 640)


class SettingRow(QFrame):
    """One setting: its words, its editor, and the way back.

    Signals:
        chosen: another value was put in; carries key and value.
        reset_requested: the first value is wanted; carries the key.
    """

    chosen = Signal(str, object)
    reset_requested = Signal(str)

    def __init__(
        self, setting: Setting, choices: tuple[tuple[str, str], ...], tell: Callable[[str], str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        title, text = tell(setting.title), tell(setting.help)
        told = [(value, tell(name)) for value, name in choices]
        self.editor = editor_of(setting, told, name=title, description=text, parent=self)
        self.editor.chosen.connect(lambda value: self.chosen.emit(setting.key, value))
        self.back = button(self.tr("As at first"), "ghost", parent=self)
        self.back.setAccessibleName(self.tr("As at first: {title}").format(title=title))
        self.back.clicked.connect(lambda: self.reset_requested.emit(setting.key))
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(title, "heading", parent=self))
        words.addWidget(label(text, "muted", parent=self))
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(self.editor, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignTop)


class SettingsPage(QDialog):
    """A window beside the studio; it blocks nothing.

    Signals:
        chosen: another value was put in; carries key and value.
        reset_requested: a first value is wanted; carries the key.
        reset_all_requested: all first values are wanted.
        shortcuts_requested: change the keys.
        exercises_requested: look at exercises and rule packs.
    """

    chosen = Signal(str, object)
    reset_requested = Signal(str)
    reset_all_requested = Signal()
    shortcuts_requested = Signal()
    exercises_requested = Signal()

    def __init__(self, settings: Settings, tell: Callable[[str], str], parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self._tell = tell
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Settings"))
        self.resize(*map(grown_px, _SIZE_PX))
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search settings"))
        self.search.setAccessibleName(self.tr("Search settings"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._filter)
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(0, 0, 12, 0)
        self._column.setSpacing(4)
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self._inside)
        self._told = label("", "muted", parent=self)
        self.rows: dict[str, SettingRow] = {}
        self._headings: dict[str, QLabel] = {}
        self._fill()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        for widget in (self.search, self._scroll, self._told):
            column.addWidget(widget)
        column.addLayout(self._make_buttons())
        self.search.setFocus()

    @property
    def shown_keys(self) -> tuple[str, ...]:
        """Keys of the settings that the search leaves."""
        return tuple(key for key, row in self.rows.items() if row.isVisibleTo(self))

    @property
    def told(self) -> str:
        """What was told last; empty for nothing."""
        return self._told.text()

    def tell(self, text: str) -> None:
        """Tell what went wrong, or nothing."""
        self._told.setText(text)

    def show_value(self, key: str) -> None:
        """Show the value in force."""
        row = self.rows.get(key)
        if row is not None:
            row.editor.show_value(self._settings[key])
            row.back.setVisible(not self._settings.is_default(key))

    def _fill(self) -> None:
        for setting in self._settings.declared:
            if setting.group not in self._headings:
                heading = label(self._tell(setting.group), "title", parent=self._inside)
                self._headings[setting.group] = heading
                self._column.addWidget(heading)
            row = SettingRow(setting, self._settings.choices(setting.key), self._tell, self._inside)
            row.chosen.connect(self.chosen)
            row.reset_requested.connect(self.reset_requested)
            self.rows[setting.key] = row
            self._column.addWidget(row)
            self.show_value(setting.key)
        self._nothing = label(self.tr("No setting has these words."), "muted", parent=self._inside)
        self._nothing.hide()
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        acts = (
            (self.tr("All as at first"), self.reset_all_requested),
            (self.tr("Change shortcuts…"), self.shortcuts_requested),
            (self.tr("Exercises and rule packs…"), self.exercises_requested),
        )
        for text, signal in acts:
            made = button(text, parent=self)
            made.setAutoDefault(False)
            made.clicked.connect(signal)
            row.addWidget(made)
        row.addStretch(1)
        close = button(self.tr("Close"), "primary", parent=self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        row.addWidget(close)
        return row

    def _filter(self, text: str) -> None:
        left = {setting.key for setting in found(self._settings.declared, text, self._tell)}
        for key, row in self.rows.items():
            row.setVisible(key in left)
        for group, heading in self._headings.items():
            heading.setVisible(any(row.setting.group == group and key in left for key, row in self.rows.items()))
        self._nothing.setVisible(not left)
