"""At which rate a clip was filmed: said by the camera, or by the coach for a camera that does not tell."""

from math import isfinite

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from studio.core.frame import ClipInfo
from studio.ui.widgets import label

_USUAL_FPS = (60, 120, 240)


class FilmedRow(QWidget):
    """A rate to choose or to type.

    Signals:
        rate_chosen: the coach says at which rate it was filmed; carries it, or None to leave it to the camera.
    """

    rate_chosen = Signal(object)

    def __init__(self, info: ClipInfo, said_fps: float | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._stored_fps = info.clock.fps_nominal
        self._said_fps = said_fps
        self.box = QComboBox(self)
        self.box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.box.setEditable(True)
        self.box.setMinimumContentsLength(6)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(self.tr("Filmed at, frames a second"))
        text = self.tr(
            "Slow motion: at which rate the camera filmed. Tempo and speed follow; nothing is looked at again."
        )
        self.box.setAccessibleDescription(text)
        self.box.setToolTip(text)
        camera_fps = info.filmed_fps if isfinite(info.filmed_fps) else self._stored_fps
        self._own = self.tr("{rate} (camera)") if isfinite(info.filmed_fps) else self.tr("{rate} (as stored)")
        self.box.addItem(self._own.format(rate=f"{camera_fps:.0f}"), None)
        for fps in _USUAL_FPS:
            self.box.addItem(f"{fps}", float(fps))
        with QSignalBlocker(self.box):
            self._show()
        self.box.activated.connect(lambda index: self.rate_chosen.emit(self.box.itemData(index)))
        line = self.box.lineEdit()
        assert line is not None
        line.setAccessibleName(self.box.accessibleName())
        line.editingFinished.connect(self._on_typed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(self.tr("Filmed at (frames a second)"), "muted", parent=self))
        column.addWidget(self.box)

    def type_rate(self, text: str) -> None:
        """Type a rate and leave the field."""
        self.box.setEditText(text)
        self._on_typed()

    def _show(self) -> None:
        place = self.box.findData(self._said_fps) if self._said_fps is not None else 0
        self.box.setCurrentIndex(place)
        if place < 0:
            self.box.setEditText(f"{self._said_fps:g}")

    def _on_typed(self) -> None:
        """Take a number that differs from what was said; anything else shows again what is said."""
        text = self.box.currentText().strip().replace(",", ".")
        if self.box.findText(text) >= 0 or self.box.findText(self.box.currentText()) >= 0:
            said = self.box.itemData(max(self.box.findText(text), self.box.findText(self.box.currentText())))
        else:
            try:
                said = float(text)
            except ValueError:
                self._show()
                return
        if said != self._said_fps:
            self.rate_chosen.emit(said)
            self._show()
