"""A small window for what a coach writes about a set and its session: tags, place and note."""

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from studio.core.training import SetClip, TrainingSet
from studio.services.clip_facts import CaptureSource, ClipFacts
from studio.ui.library.days import format_day
from studio.ui.theme import grown_px
from studio.ui.translating import translate
from studio.ui.widgets import button, label

_WIDTH_PX = 540


def capture_words(clip: SetClip, facts: ClipFacts) -> str:
    """When and with what a clip was filmed, and what tells so."""
    if not facts.size_bytes:
        return translate("Library", "The clip is not where it was; when it was filmed cannot be read again.")
    sources = {
        CaptureSource.CAMERA: translate("Library", "Filmed {when} by the camera’s own note"),
        CaptureSource.NAME: translate("Library", "Filmed {when} by the name of the file"),
        CaptureSource.FILE: translate("Library", "Filmed {when} by the date of the file; the camera noted nothing"),
    }
    day = format_day(facts.day) if facts.day is not None else ""
    time = facts.captured[11:16]
    told = sources[facts.source].format(when=f"{day} {time}".strip())
    device = facts.device or clip.device
    return translate("Library", "{told}, with {device}.").format(told=told, device=device) if device else f"{told}."


class SetDetails(QDialog):
    """Blocks nothing; what was typed is handed over when it is saved.

    Signals:
        saved: carries the tags, the place and the note.
        delete_requested: delete this set for good.
    """

    saved = Signal(list, str, str)
    delete_requested = Signal()

    def __init__(self, one: TrainingSet, known_tags: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Tags and session"))
        self.setMinimumWidth(grown_px(_WIDTH_PX))
        self.tags = QLineEdit(", ".join(one.tags), self)
        self.tags.setPlaceholderText(self.tr("Words for finding it again, with commas between"))
        self.tags.setCompleter(QCompleter(QStringListModel(list(known_tags), self), self))
        self.place = QLineEdit(one.session.place, self)
        self.note = QPlainTextEdit(one.session.note, self)
        self.note.setTabChangesFocus(True)
        for field, name in (
            (self.tags, self.tr("Tags of the set")),
            (self.place, self.tr("Place")),
            (self.note, self.tr("Note")),
        ):
            field.setAccessibleName(name)
        self.capture = label("", "muted", parent=self)
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(self.capture)
        form.addRow(self.tr("Tags of the set"), self.tags)
        day = self.tr("Place and note belong to the whole session of {day}.").format(day=format_day(one.session.day))
        form.addRow(label(day, "muted", parent=self))
        form.addRow(self.tr("Place"), self.place)
        form.addRow(self.tr("Note"), self.note)
        leave = button(self.tr("Cancel"), parent=self)
        leave.clicked.connect(self.close)
        save = button(self.tr("Save"), "primary", parent=self)
        save.setDefault(True)
        save.clicked.connect(self._save)
        delete = button(self.tr("Delete this set…"), "ghost", parent=self)
        delete.clicked.connect(self.delete_requested)
        delete.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(delete)
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(form)
        column.addLayout(row)

    def show_capture(self, text: str) -> None:
        """Say when and with what it was filmed, and what tells so."""
        self.capture.setText(text)

    def _save(self) -> None:
        tags = [" ".join(tag.split()) for tag in self.tags.text().split(",")]
        self.saved.emit([tag for tag in tags if tag], self.place.text(), self.note.toPlainText())
        self.close()
