"""The strip that shows long work: what, how far, how long still, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from studio.ui.widgets.basics import button, label


class ProgressStrip(QFrame):
    """Hidden while nothing runs.

    Signals:
        cancel_requested: the user wants the work to stop.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._title = label("", parent=self, wraps=False)
        self._remaining = label("", "muted", parent=self, wraps=False)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Progress of the analysis"))
        self._cancel = button(self.tr("Cancel"), parent=self)
        self._cancel.clicked.connect(self.cancel_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self._bar, 1)
        row.addWidget(self._remaining)
        row.addWidget(self._cancel)
        self.hide()

    @property
    def text(self) -> str:
        """What is being done."""
        return self._title.text()

    @property
    def remaining(self) -> str:
        """How long it takes still, in words."""
        return self._remaining.text()

    @property
    def fraction(self) -> float:
        """How far the bar is, 0…1."""
        return self._bar.value() / 1000.0

    def begin(self, text: str) -> None:
        """Something has been handed in."""
        self._title.setText(text)
        self._remaining.setText("")
        self._bar.setValue(0)
        self._cancel.setEnabled(True)
        self.show()

    def show_progress(self, fraction: float, *, text: str, remaining: str) -> None:
        """Something goes on."""
        self._bar.setValue(round(1000 * fraction))
        self._title.setText(text)
        self._remaining.setText(remaining)

    def show_stopping(self) -> None:
        """The user has asked for the end; it comes at the next checkpoint."""
        self._cancel.setEnabled(False)
        self._title.setText(self.tr("Stopping…"))

    def end(self) -> None:
        """Nothing runs any more."""
        self.hide()
