"""Sentences of the report: choose one, put it into other words, or give it back."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPlainTextEdit, QVBoxLayout, QWidget

from studio.core.report import Sentence
from studio.ui.widgets.basics import button, label

_EDITED = "● "
_EDITOR_PX = 92


class WordingBox(QWidget):
    """A list of sentences and an editor for the chosen one.

    Signals:
        reworded: carries the place, the new words and the studio's words.
    """

    reworded = Signal(str, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.list = QListWidget(self)
        self.list.setMinimumHeight(150)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Sentences"))
        self.editor = QPlainTextEdit(self)
        self.editor.setFixedHeight(_EDITOR_PX)
        self.editor.setTabChangesFocus(True)
        self.editor.setAccessibleName(self.tr("Your words"))
        self.restore = button(self.tr("The studio's words"), "ghost", parent=self)
        self.note = label("", "muted", parent=self)
        for widget in (self.list, self.editor, self.restore, self.note):
            column.addWidget(widget)
        self._sentences: tuple[Sentence, ...] = ()
        self.list.currentRowChanged.connect(self._on_row_changed)
        self.editor.textChanged.connect(self._on_text_changed)
        self.restore.clicked.connect(self._on_restore_clicked)
        self._show_chosen()

    def show_sentences(self, sentences: tuple[Sentence, ...]) -> None:
        """Show other sentences; what is being typed stays as it is."""
        chosen = self._chosen()
        self._sentences = sentences
        with QSignalBlocker(self.list):
            self.list.clear()
            for sentence in sentences:
                item = QListWidgetItem(f"{_EDITED if sentence.is_edited else ''}{sentence.text}")
                item.setToolTip(sentence.part)
                self.list.addItem(item)
            places = [sentence.place for sentence in sentences]
            self.list.setCurrentRow(places.index(chosen.place) if chosen and chosen.place in places else -1)
        if not self.editor.hasFocus() or self._chosen() is None:
            self._show_chosen()
        else:
            self._show_state()

    def _on_row_changed(self, _row: int) -> None:
        self._show_chosen()

    def _on_text_changed(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.reworded.emit(chosen.place, self.editor.toPlainText(), chosen.original)

    def _on_restore_clicked(self) -> None:
        chosen = self._chosen()
        if chosen is not None:
            self.editor.setPlainText(chosen.original)

    def _chosen(self) -> Sentence | None:
        row = self.list.currentRow()
        return self._sentences[row] if 0 <= row < len(self._sentences) else None

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        with QSignalBlocker(self.editor):
            self.editor.setPlainText(chosen.text if chosen else "")
        self.editor.setEnabled(chosen is not None)
        self._show_state()

    def _show_state(self) -> None:
        chosen = self._chosen()
        is_edited = chosen is not None and chosen.is_edited
        self.restore.setEnabled(is_edited)
        if chosen is None:
            self.note.setText(self.tr("Choose a sentence to put it into your own words."))
        elif is_edited:
            self.note.setText(self.tr("{part}: your words").format(part=chosen.part))
        else:
            self.note.setText(chosen.part)
