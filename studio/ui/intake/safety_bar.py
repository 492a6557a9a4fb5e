"""What comes before technique, where no layout of the window and no scrolling can hide it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.core.plan import Safety, Tier
from studio.ui.widgets import button, label
from studio.ui.widgets.sheet import Sheet

_ABOVE_TECHNIQUE = (Tier.EMERGENCY, Tier.URGENT, Tier.REFER, Tier.CONDITION_UNCLEARED)
"""Tiers whose notice goes first. Source: kb:e1."""


class SafetyBar(QFrame):
    """The notice over the picture.

    Signals:
        questions_requested: the user wants to see what was answered.
    """

    questions_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "safety")
        self.setAccessibleName(self.tr("Before anything else"))
        self.words = label("", "heading", parent=self)
        self.answers = button(self.tr("Look at the answers"), parent=self)
        self.answers.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.answers.clicked.connect(self.questions_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        row.addWidget(self.words, 1)
        row.addWidget(self.answers, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.hide()

    def show_safety(self, safety: Safety) -> None:
        """Show the notice as long as it goes before technique."""
        is_first = safety.tier in _ABOVE_TECHNIQUE and bool(safety.notice)
        self.words.setText(safety.notice if is_first else "")
        self.setVisible(is_first)


class EmergencySheet(Sheet):
    """The notice over the whole window, until it has been read. Source: kb:e1/E (show full-screen).

    Signals:
        questions_requested: the user wants to see what was answered.
    """

    questions_requested = Signal()
    widest_px = 10_000

    def __init__(self, host: QWidget) -> None:
        super().__init__(self.tr("Before anything else"), host, center=None)
        frame = QFrame(self)
        frame.setProperty("role", "safety")
        self.words = label("", "hero", parent=frame)
        self.read = button(self.tr("I have read this"), "primary", parent=frame)
        self.read.clicked.connect(self.close_sheet)
        answers = button(self.tr("Look at the answers"), parent=frame)
        answers.clicked.connect(self.questions_requested)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.read)
        buttons.addWidget(answers)
        buttons.addStretch(1)
        column = QVBoxLayout(frame)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(24)
        column.addStretch(1)
        column.addWidget(self.words)
        column.addLayout(buttons)
        column.addStretch(1)
        self.body.addWidget(frame, 1)

    def focus_inside(self) -> None:
        """On the button that puts it away."""
        self.read.setFocus(Qt.FocusReason.PopupFocusReason)

    def show_notice(self, text: str) -> None:
        """Show it above everything."""
        self.words.setText(text)
        self.open_sheet()
