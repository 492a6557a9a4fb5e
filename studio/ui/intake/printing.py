"""The questionnaire on paper: a button that asks which one, and where it shall be saved."""

from pathlib import Path

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton, QWidget

from studio.ui.translating import translate


class QuestionnaireButton(QPushButton):
    """Offers the blank questionnaire and the one with the answers."""

    def __init__(self, requested: SignalInstance, parent: QWidget) -> None:
        """Make the button.

        Args:
            requested: is emitted with whether the questionnaire is to be blank.
            parent: whose it is.
        """
        super().__init__(self.tr("Questionnaire as PDF"), parent)
        menu = QMenu(self)
        menu.addAction(self.tr("With the answers…")).triggered.connect(lambda: requested.emit(False))  # noqa: FBT003
        menu.addAction(self.tr("Blank, to fill in by hand…")).triggered.connect(
            lambda: requested.emit(True)  # noqa: FBT003 -- a signal's argument
        )
        self.setMenu(menu)


def choose_questionnaire_file(parent: QWidget, athlete: str) -> Path | None:
    """Ask where the questionnaire shall be saved; None when nobody says."""
    title = translate("Words", "Save the questionnaire")
    first = "-".join((translate("Words", "questionnaire"), *athlete.replace("/", " ").split()))
    chosen, _ = QFileDialog.getSaveFileName(parent, title, f"{first}.pdf", "PDF (*.pdf)")
    return Path(chosen).with_suffix(".pdf") if chosen else None
