"""What the studio is, what it is not, and whose work it stands on."""

from importlib.metadata import PackageNotFoundError, metadata

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from studio.ui.theme import grown_px
from studio.ui.widgets import button, label

_SIZE_PX = (560, 560)
_STANDS_ON = (
    "PySide6-Essentials", "pyqtgraph", "mediapipe", "av", "opencv-python", "numpy", "scipy", "typst", "matplotlib",
    "SQLAlchemy", "alembic", "typer", "rich", "platformdirs", "flatbuffers",
)  # fmt: skip


class AboutPage(QDialog):
    """A window beside the studio; it blocks nothing."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Lockout Studio"))
        self.resize(*map(grown_px, _SIZE_PX))
        self.licences = "\n".join(_licence_line(name) for name in _STANDS_ON)
        licences = QPlainTextEdit(self)
        licences.setReadOnly(True)
        licences.setAccessibleName(self.tr("Licensed under Apache-2.0. It stands on:"))
        licences.setProperty("role", "mono")
        licences.setPlainText(self.licences)
        close = button(self.tr("Close"), "primary", parent=self)
        close.clicked.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(label(f"Lockout Studio {_version('lockout-studio')}", "title", parent=self))
        column.addWidget(label(self.tr("Video review of the hip thrust: from a phone clip to a report."), parent=self))
        column.addWidget(
            label(
                self.tr(
                    "A coaching and education tool for technique. It is not a medical device and makes no diagnosis. "
                    "With pain, numbness or a known condition, ask a health professional first."
                ),
                "muted",
                parent=self,
            )
        )
        column.addWidget(label(self.tr("Licensed under Apache-2.0. It stands on:"), "group", parent=self))
        column.addWidget(licences, 1)
        column.addWidget(close, alignment=Qt.AlignmentFlag.AlignRight)


def _version(package: str) -> str:
    try:
        return metadata(package)["Version"]
    except PackageNotFoundError:
        return ""


def _licence_line(package: str) -> str:
    try:
        facts = metadata(package)
    except PackageNotFoundError:
        return package
    classifiers = [line for line in facts.get_all("Classifier") or [] if line.startswith("License ::")]
    candidates = [
        *(facts.get_all("License-Expression") or []),
        *(line.rsplit("::", 1)[-1].strip() for line in classifiers),
        *(text.splitlines()[0] for text in facts.get_all("License") or [] if text),
    ]
    return f"{package} {facts['Version']}  {next(iter(candidates), '')}".rstrip()
