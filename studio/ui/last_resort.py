"""When something breaks that should not: a report that can be copied, and the studio goes on if it can."""

import logging
import platform
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from studio.ui.theme import grown_px
from studio.ui.widgets import button, label

log = logging.getLogger(__name__)

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]

_SIZE_PX = (720, 480)


class ReportDialog(QDialog):
    """Says what happened and holds the report to copy."""

    def __init__(self, report: str, log_path: Path | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Something went wrong"))
        self.resize(*map(grown_px, _SIZE_PX))
        text = QPlainTextEdit(self)
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Something went wrong"))
        text.setProperty("role", "mono")
        text.setPlainText(report)
        copy = button(self.tr("Copy the report"), parent=self)
        copy.clicked.connect(self._on_copy_clicked)
        close = button(self.tr("Go on"), "primary", parent=self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(copy)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(self.tr("The studio made a mistake"), "title", parent=self))
        column.addWidget(
            label(self.tr("Your clip and your review are as they were. This report helps to mend it."), parent=self)
        )
        column.addWidget(text, 1)
        if log_path is not None:
            where = label(self.tr("Log: {path}").format(path=log_path), "faint", parent=self)
            where.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(where)
        column.addLayout(row)

    @property
    def report(self) -> str:
        """What can be copied."""
        return self._report

    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self._report)


class LastResort(QObject):
    """Takes unhandled errors, from any thread, and shows one dialog at a time on the window's thread."""

    _raised = Signal(object)

    def __init__(self, log_path: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._log_path = log_path
        self._dialog: ReportDialog | None = None
        self._former_hook: Hook | None = None
        self._raised.connect(self.show_error, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> ReportDialog | None:
        """The dialog on screen."""
        return self._dialog

    def install(self) -> None:
        """Stand in for the interpreter's own hook."""
        self._former_hook = sys.excepthook
        sys.excepthook = self._on_unhandled

    def remove(self) -> None:
        """Give the interpreter its hook back."""
        if self._former_hook is not None:
            sys.excepthook = self._former_hook
            self._former_hook = None

    @Slot(object)
    def show_error(self, error: BaseException) -> None:
        """Show an error; while one is shown, later ones only go to the log."""
        if self._dialog is not None:
            return
        self._dialog = ReportDialog(make_report(error), self._log_path)
        self._dialog.destroyed.connect(self._on_dialog_destroyed)
        self._dialog.show()

    def _on_unhandled(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.critical("unhandled error", exc_info=(kind, error, trace))
        self._raised.emit(error)

    @Slot()
    def _on_dialog_destroyed(self) -> None:
        self._dialog = None


def make_report(error: BaseException) -> str:
    """Versions and traceback as text, without the user's folder names."""
    lines = [
        f"Python {platform.python_version()} on {platform.platform()}",
        "".join(traceback.format_exception(error)).rstrip(),
    ]
    return "\n\n".join(lines).replace(str(Path.home()), "~")
