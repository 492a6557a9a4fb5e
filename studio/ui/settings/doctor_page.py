"""What is installed, what is missing, and the command that fixes it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.services.doctor import Check, CheckState, DoctorReport
from studio.ui.theme import Theme, grown_px
from studio.ui.widgets import button, clear_layout, label

_SIZE_PX = (720, 560)


class DoctorPage(QDialog):
    """A window beside the studio; it blocks nothing."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._report: DoctorReport | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("What is installed"))
        self.resize(*map(grown_px, _SIZE_PX))
        self._inside = QWidget(self)
        self._lines = QVBoxLayout(self._inside)
        self._lines.setSpacing(8)
        self._lines.addWidget(label(self.tr("Looking…"), "muted", parent=self._inside))
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("What is installed"))
        scroll.setWidget(self._inside)
        self._copy = button(self.tr("Copy as text"), parent=self)
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._on_copy_clicked)
        close = button(self.tr("Close"), "primary", parent=self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self._copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(scroll, 1)
        column.addLayout(row)

    def show_report(self, report: DoctorReport) -> None:
        """Show all checks; those that need something come first."""
        self._report = report
        clear_layout(self._lines)
        order = (CheckState.MISSING, CheckState.LIMITED, CheckState.OK)
        for check in sorted(report.checks, key=lambda check: order.index(check.state)):
            self._lines.addWidget(self._line(check))
        self._lines.addStretch(1)
        self._copy.setEnabled(True)

    def _line(self, check: Check) -> QFrame:
        words = {
            CheckState.OK: ("✓", self.tr("all well")),
            CheckState.LIMITED: ("!", self.tr("limited")),
            CheckState.MISSING: ("✕", self.tr("missing")),
        }
        sign, word = words[check.state]
        card = QFrame(self._inside)
        card.setProperty("role", "card")
        grid = QGridLayout(card)
        grid.setContentsMargins(12, 8, 12, 8)
        grid.setColumnStretch(0, 1)
        grid.addWidget(label(check.title, "heading", parent=card), 0, 0)
        grid.addWidget(label(f"{sign} {word}", "muted", parent=card, wraps=False), 0, 1)
        for row, (text, role) in enumerate(((check.detail, "muted"), (check.remedy, "mono")), start=1):
            if text:
                line = label(text, role, parent=card)
                line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                grid.addWidget(line, row, 0, 1, 2)
        return card

    def _on_copy_clicked(self) -> None:
        if self._report is not None:
            lines = [f"{check.id}: {check.state.value} {check.detail} {check.remedy}" for check in self._report.checks]
            QGuiApplication.clipboard().setText("\n".join(line.rstrip() for line in lines))
