"""What counts as straight for one athlete: shown, replaced by another angle, or cleared."""

from math import isfinite

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDoubleSpinBox, QHBoxLayout, QVBoxLayout, QWidget

from studio.core.neutral import NeutralOrigin, NeutralReference
from studio.ui.widgets import button, label
from studio.ui.wording import format_number

_NONE_DEG, _MOST_DEG = 149.0, 200.0
"""The lowest step stands for none; no neutral lies outside."""

_ORIGIN_LINES = 4
"""A form gives a wrapped line no room of its own; this is what the longest sentence takes in German."""


class NeutralField(QWidget):
    """An angle with a way to clear it, and a line that says where it comes from."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: NeutralReference | None = None
        self.angle = QDoubleSpinBox(self)
        self.angle.setRange(_NONE_DEG, _MOST_DEG)
        self.angle.setDecimals(1)
        self.angle.setSuffix("°")
        self.angle.setSpecialValueText("–")
        self.angle.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self.angle.setAccessibleName(self.tr("Hip angle that counts as straight"))
        self.clear = button(self.tr("Clear"), "ghost", parent=self)
        self.clear.setAccessibleName(self.tr("Clear the hip angle that counts as straight"))
        self.clear.clicked.connect(lambda: self.angle.setValue(_NONE_DEG))
        self.origin = label("", "muted", parent=self)
        self.origin.setMinimumHeight(_ORIGIN_LINES * self.origin.fontMetrics().lineSpacing())
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.angle, 1)
        row.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.origin)
        self.angle.valueChanged.connect(lambda _value: self._tell())
        self._tell()

    @property
    def neutral(self) -> NeutralReference | None:
        """As it stands here now; an angle that was typed brings no angle of the back along."""
        if self.angle.value() == _NONE_DEG:
            return None
        return self._shown if self._is_untouched() else NeutralReference(self.angle.value())

    def show_neutral(self, neutral: NeutralReference | None) -> None:
        """Show what is kept."""
        self._shown = neutral
        self.angle.setValue(_NONE_DEG if neutral is None else neutral.hip_angle_deg)
        self._tell()

    def _is_untouched(self) -> bool:
        return self._shown is not None and self.angle.value() == round(self._shown.hip_angle_deg, 1)

    def _tell(self) -> None:
        self.clear.setEnabled(self.angle.value() != _NONE_DEG)
        if self.angle.value() == _NONE_DEG:
            text = self.tr("None: 180° counts, with wider limits. Mark a neutral frame in a clip to set it.")
        elif self._shown is None or not self._is_untouched():
            text = self.tr("Entered by hand; counts from the next time that a set is opened.")
        else:
            is_standing = self._shown.origin is NeutralOrigin.STANDING_CLIP
            text = self.tr("From a standing clip.") if is_standing else self.tr("From a frame that was accepted.")
            if isfinite(self._shown.contour_deg):
                back = format_number(self._shown.contour_deg, "deg")
                text = f"{text} {self.tr('Back: {angle}.').format(angle=back)}"
        self.origin.setText(text)
