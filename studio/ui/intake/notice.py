"""The safety notice; a click on it opens the questions behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio.core.plan import Safety, Tier
from studio.ui.widgets import button, label


class SafetyNotice(QFrame):
    """What is said before everything else.

    Signals:
        questions_requested: the user wants to answer the screening, or to see what was answered.
    """

    questions_requested = Signal()

    def __init__(self, safety: Safety, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        is_due = "screening" in safety.reminders
        self.setProperty("role", "notice" if safety.tier is Tier.NONE else "safety")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        text = self.tr("Answer the screening") if is_due else self.tr("Look at the answers")
        self.button = button(text, "primary" if is_due else "", parent=self, gives_way=True)
        self.button.clicked.connect(self.questions_requested)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(label(self.tr("Before anything else"), "heading", parent=self))
        column.addWidget(label(safety.notice, parent=self))
        column.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignLeft)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The whole notice is a button."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.questions_requested.emit()
