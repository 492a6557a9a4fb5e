"""One sheet for everything that leaves the studio: what is made, what it shows, where it goes."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from studio.services.publishing import SharingChoice
from studio.ui.widgets.basics import button, label
from studio.ui.widgets.progress_strip import ProgressStrip
from studio.ui.widgets.sheet import Sheet


class SharingSheet(Sheet):
    """Choices with what each of them means.

    Signals:
        share_requested: carries the choice and the folder.
        cancel_requested: what is being made is not wanted any more.
    """

    share_requested = Signal(object, object)
    cancel_requested = Signal()

    def __init__(self, host: QWidget, *, center: QWidget | None) -> None:
        super().__init__(self.tr("Share"), host, center=center)
        self._is_busy = False
        self.body.addWidget(label(self.tr("What is made"), "heading", parent=self))
        self.pdf = self._box(self.tr("Report as PDF"))
        self.athletes_page = self._box(self.tr("Only the athlete's page"))
        self.video = self._box(self.tr("Annotated video"))
        self.tables = self._box(self.tr("Tables for a spreadsheet"))
        self.case = self._box(self.tr("Case bundle that another studio opens"))
        self.name = self._box(self.tr("The athlete's name goes along in the bundle"))
        self.case_holds = label("", "muted", parent=self)
        self.body.addWidget(self.case_holds)
        self.body.addWidget(label(self.tr("Privacy"), "heading", parent=self))
        self.face = self._box(self.tr("Make the athlete's face unrecognisable"))
        self.body.addWidget(
            label(
                self.tr(
                    "Other people in the picture stay visible. Report, video and tables never carry place, phone and"
                    " time of the recording; the report names the clip and its fingerprint."
                ),
                "muted",
                parent=self,
            )
        )
        self.body.addWidget(label(self.tr("Where it goes"), "heading", parent=self))
        self.body.addLayout(self._folder_row())
        self.mail = self._box(self.tr("Begin a mail afterwards and open the folder"))
        self.body.addWidget(
            label(
                self.tr("No program can attach files to your mail by itself: drag them in from the folder."),
                "muted",
                parent=self,
            )
        )
        self.progress = ProgressStrip(self)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.body.addLayout(self._end_row())
        for box in (self.pdf, self.video, self.tables, self.case, self.face):
            box.toggled.connect(self._refresh)

    def show_choice(self, choice: SharingChoice, folder: Path) -> None:
        """Show the choice of the last time."""
        self.pdf.setChecked(choice.has_pdf)
        self.athletes_page.setChecked(choice.is_athletes_page_only)
        self.video.setChecked(choice.has_video)
        self.tables.setChecked(choice.has_tables)
        self.face.setChecked(choice.hides_face)
        self.case.setChecked(choice.has_case)
        self.name.setChecked(choice.has_name_in_case)
        self.mail.setChecked(choice.begins_mail)
        self.folder.setText(str(folder))
        self._refresh()

    def show_busy(self, *, is_busy: bool) -> None:
        """Files are made once at a time; the sheet may be closed meanwhile."""
        self._is_busy = is_busy
        if is_busy:
            self.progress.begin(self.tr("The files are being made."))
        else:
            self.progress.end()
        self._refresh()

    def choice(self) -> SharingChoice:
        """What is chosen now."""
        return SharingChoice(
            has_pdf=self.pdf.isChecked(),
            has_video=self.video.isChecked(),
            has_tables=self.tables.isChecked(),
            is_athletes_page_only=self.athletes_page.isChecked(),
            hides_face=self.face.isChecked(),
            has_case=self.case.isChecked(),
            has_name_in_case=self.name.isChecked(),
            begins_mail=self.mail.isChecked(),
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
        self.name.setEnabled(self.case.isChecked())
        self.case_holds.setVisible(self.case.isChecked())
        self.case_holds.setText(self._case_words())
        has_choice = any(box.isChecked() for box in (self.pdf, self.video, self.tables, self.case))
        self.make.setEnabled(has_choice and not self._is_busy)

    def _case_words(self) -> str:
        if self.face.isChecked():
            return self.tr(
                "The bundle goes without clip and report, because no face can be hidden in them there. It holds the"
                " review, the measures, the day and the health answers; whoever opens it needs the clip already."
            )
        return self.tr(
            "The bundle holds the clip as it was filmed, with place, phone and time where its file tells them, and the"
            " review, the measures, the report and the health answers. The face can be seen in it."
        )

    def _on_make_clicked(self) -> None:
        choice = self.choice()
        if choice.folder:
            self.share_requested.emit(choice, Path(choice.folder))
