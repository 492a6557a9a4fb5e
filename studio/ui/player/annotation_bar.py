"""The strip over the picture that changes the selected drawing: look, words, frames, what it follows."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from studio.core.annotation import Annotation, DrawStyle
from studio.ui.player.annotation_painter import draw_color
from studio.ui.translating import QT_TRANSLATE_NOOP, translate
from studio.ui.widgets import label
from studio.ui.widgets.basics import Field

_SWATCH_PX = 14
_TOP_PX = 8

PRESETS: tuple[tuple[str, DrawStyle], ...] = (
    (QT_TRANSLATE_NOOP("DrawPresets", "Cue"), DrawStyle("yellow", 3.0)),
    (QT_TRANSLATE_NOOP("DrawPresets", "Good"), DrawStyle("green", 3.0)),
    (QT_TRANSLATE_NOOP("DrawPresets", "Fault"), DrawStyle("vermilion", 4.0)),
    (QT_TRANSLATE_NOOP("DrawPresets", "Compare"), DrawStyle("sky", 3.0)),
    (QT_TRANSLATE_NOOP("DrawPresets", "Guide"), DrawStyle("white", 2.0, is_dashed=True)),
    (QT_TRANSLATE_NOOP("DrawPresets", "Thin"), DrawStyle("yellow", 1.5)),
    (QT_TRANSLATE_NOOP("DrawPresets", "Bold"), DrawStyle("yellow", 6.0)),
)
"""Looks to choose from."""


class AnnotationBar(QFrame):
    """Lies over the upper edge of the picture while something drawn is selected.

    Signals:
        style_chosen: another look was chosen; carries a DrawStyle.
        text_edited: the words were changed.
    """

    style_chosen = Signal(object)
    text_edited = Signal(str)

    def __init__(self, host: QWidget, frames: Sequence[QAction], rest: Sequence[QAction]) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("role", "popup")
        self._kind = label("", "heading", parent=self, wraps=False)
        self._style = self._make_style()
        self._text = Field("", self)
        self._text.setMinimumWidth(90)
        self._text.setPlaceholderText(self.tr("Words"))
        self._text.setAccessibleName(self.tr("Words"))
        self._text.textEdited.connect(self.text_edited)
        self._text.returnPressed.connect(self._leave)
        self.follow = QMenu(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 4)
        row.setSpacing(6)
        row.addWidget(self._kind)
        row.addWidget(self._style)
        row.addWidget(self._text)
        row.addWidget(self._menu_button(self.tr("Seen"), self._menu_of(frames)))
        row.addWidget(self._menu_button(self.tr("Follows"), self.follow))
        for action, short in zip(rest, (self.tr("Copy"), self.tr("Delete")), strict=True):
            button = QToolButton(self)
            button.setText(short)
            button.setToolTip(action.toolTip())
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(action.trigger)
            row.addWidget(button)
        host.installEventFilter(self)
        self.hide()

    def show_annotation(self, annotation: Annotation, title: str) -> None:
        """Show what can be changed about a drawing; leaves the words alone while they are being typed."""
        self._kind.setText(title)
        with QSignalBlocker(self._style):
            looks = [style for _, style in PRESETS]
            self._style.setCurrentIndex(looks.index(annotation.style) if annotation.style in looks else -1)
        if self._text.text() != annotation.text:
            self._text.setText(annotation.text)
        self.show()
        self.raise_()
        self._place()

    def edit_text(self) -> None:
        """Go to the words."""
        self._text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._text.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the middle of the picture's upper edge."""
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _leave(self) -> None:
        self.window().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> None:
        self.adjustSize()
        self.resize(min(self.width(), self._host.width()), self.height())
        self.move(max((self._host.width() - self.width()) // 2, 0), _TOP_PX)

    def _make_style(self) -> QComboBox:
        box = QComboBox(self)
        box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        box.setAccessibleName(self.tr("Look of the drawing"))
        for name, style in PRESETS:
            swatch = QPixmap(_SWATCH_PX, _SWATCH_PX)
            swatch.fill(draw_color(style.color))
            box.addItem(QIcon(swatch), translate("DrawPresets", name))
        box.currentIndexChanged.connect(self._on_style_changed)
        return box

    def _on_style_changed(self, index: int) -> None:
        if index >= 0:
            self.style_chosen.emit(PRESETS[index][1])

    def _menu_of(self, actions: Sequence[QAction]) -> QMenu:
        menu = QMenu(self)
        menu.addActions(list(actions))
        return menu

    def _menu_button(self, text: str, menu: QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setText(f"{text} ▾")
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button
