"""One sheet for everything that leaves the studio: what is made, what it shows, where it goes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from studio.services.publishing import SharingChoice
from studio.ui.widgets.basics import button, label
from studio.ui.widgets.sheet import Sheet


class SharingSheet(Sheet):
    """Choices with what each of them means.

    Signals:
        share_requested: carries the choice and the folder.
    """

    share_requested = Signal(object, object)

    def __init__(self, host: QWidget, *, center: QWidget | None) -> None:
        super().__init__(self.tr("Share"), host, center=center)
        self.body.addWidget(label(self.tr("What is made"), "heading", parent=self))
        self.pdf = self._box(self.tr("Report as PDF"))
        self.athletes_page = self._box(self.tr("Only the athlete's page"))
        self.video = self._box(self.tr("Annotated video"))
        self.tables = self._box(self.tr("Tables for a spreadsheet"))
        self.body.addWidget(label(self.tr("Privacy"), "heading", parent=self))
        self.face = self._box(self.tr("Make the athlete's face unrecognisable"))
        self.body.addWidget(
            label(
                self.tr(
                    "Other people in the picture stay visible. Place, phone and time of the recording never go along;"
                    " the report names the clip and its fingerprint."
                ),
                "muted",
                parent=self,
            )
        )
        self.body.addWidget(label(self.tr("Where it goes"), "heading", parent=self))
        self.body.addLayout(self._folder_row())
        self.body.addStretch(1)
        self.body.addLayout(self._end_row())
        for box in (self.pdf, self.video, self.tables):
            box.toggled.connect(self._refresh)

    def show_choice(self, choice: SharingChoice, folder: Path) -> None:
        """Show the choice of the last time."""
        self.pdf.setChecked(choice.has_pdf)
        self.athletes_page.setChecked(choice.is_athletes_page_only)
        self.video.setChecked(choice.has_video)
        self.tables.setChecked(choice.has_tables)
        self.face.setChecked(choice.hides_face)
        self.folder.setText(str(folder))
        self._refresh()

    def choice(self) -> SharingChoice:
        """What is chosen now."""
        return SharingChoice(
            has_pdf=self.pdf.isChecked(),
            has_video=self.video.isChecked(),
            has_tables=self.tables.isChecked(),
            is_athletes_page_only=self.athletes_page.isChecked(),
            hides_face=self.face.isChecked(),
            folder=self.folder.text().strip(),
        )

    def _box(self, title: str) -> QCheckBox:
        box = QCheckBox(title, self)
        self.body.addWidget(box)
        return box

    def _folder_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.folder = QLineEdit(self)
        self.folder.setAccessibleName(self.tr("Folder"))
        choose = button(self.tr("Choose…"), parent=self)
        choose.clicked.connect(self._choose_folder)
        row.addWidget(self.folder, 1)
        row.addWidget(choose)
        return row

    def _end_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.make = button(self.tr("Make the files"), "primary", parent=self)
        self.make.clicked.connect(self._on_make_clicked)
        row.addStretch(1)
        row.addWidget(self.make)
        return row

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder"), self.folder.text())
        if chosen:
            self.folder.setText(chosen)

    def _refresh(self) -> None:
        self.athletes_page.setEnabled(self.pdf.isChecked())
        self.make.setEnabled(any(box.isChecked() for box in (self.pdf, self.video, self.tables)))

    def _on_make_clicked(self) -> None:
        choice = self.choice()
        if choice.folder:
            self.share_requested.emit(choice, Path(choice.folder))
