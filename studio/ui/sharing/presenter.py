"""Connects the sharing sheet to the desk; hands the finished files to the system."""

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, QUrlQuery
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from studio.services.desk import Desk, Notice
from studio.services.jobs import Job, JobProgress, JobState
from studio.services.publishing import Publishing, SharingChoice
from studio.services.sharing_memory import load_choice, save_choice
from studio.ui.sharing.sheet import SharingSheet
from studio.ui.wording import format_remaining


class SharingPresenter(QObject):
    """Makes the sheet when it is first wanted."""

    def __init__(
        self, desk: Desk, publishing: Publishing, host: QWidget, *, center: QWidget | None, settings: Path
    ) -> None:
        super().__init__(host)
        self._desk, self._publishing, self._settings = desk, publishing, settings
        self._host, self._center = host, center
        self._sheet: SharingSheet | None = None
        self._job: Job[tuple[Path, ...]] | None = None

    @property
    def sheet(self) -> SharingSheet | None:
        """The sheet, once it has been opened."""
        return self._sheet

    def open(self) -> None:
        """Open the sheet with the choice of the last time; nothing happens before there is an analysis."""
        clip = self._desk.clip
        if clip is None or self._publishing.shown is None:
            return
        if self._sheet is None:
            self._sheet = SharingSheet(self._host, center=self._center)
            self._sheet.share_requested.connect(self._on_share_requested)
            self._sheet.cancel_requested.connect(self._cancel)
        choice = load_choice(self._settings)
        self._sheet.show_choice(choice, Path(choice.folder) if choice.folder else clip.path.parent)
        self._sheet.open_sheet()

    def _on_share_requested(self, choice: SharingChoice, folder: Path) -> None:
        clip = self._desk.clip
        job = self._publishing.share(choice, folder, f"{clip.path.stem}-review") if clip else None
        if job is None:
            return
        save_choice(self._settings, choice)
        self._job = job
        if self._sheet is not None:
            self._sheet.show_busy(is_busy=True)
        job.progressed.subscribe(self._on_progressed)
        job.succeeded.subscribe(lambda made: self._on_shared(made, folder, begins_mail=choice.begins_mail))
        job.finished.subscribe(lambda done: self._on_finished(done, folder))

    def _on_progressed(self, progress: JobProgress) -> None:
        if self._sheet is not None:
            remaining = format_remaining(progress.remaining_s)
            self._sheet.progress.show_progress(
                progress.fraction, text=self._desk.told(progress.text), remaining=remaining
            )

    def _cancel(self) -> None:
        if self._job is not None and self._sheet is not None:
            self._job.cancel()
            self._sheet.progress.show_stopping()

    def _on_finished(self, job: Job[tuple[Path, ...]], folder: Path) -> None:
        self._job = None
        if self._sheet is not None:
            self._sheet.show_busy(is_busy=False)
        if job.state is JobState.SUCCEEDED and self._sheet is not None:
            self._sheet.close_sheet()
        if job.state is JobState.CANCELLED:
            text = self.tr("Stopped. What was finished before stays in {folder}.").format(folder=folder.name)
            self._desk.noticed.emit(Notice(text, path=folder))

    def _on_shared(self, made: tuple[Path, ...], folder: Path, *, begins_mail: bool) -> None:
        text = self.tr("{count} files made in {folder}.").format(count=len(made), folder=folder.name)
        self._desk.noticed.emit(Notice(text, path=folder))
        if begins_mail:
            self._begin_mail(made, folder)

    def _begin_mail(self, made: tuple[Path, ...], folder: Path) -> None:
        """Ask the system for a new mail, and for the folder to drag the files from."""
        has_mail = QDesktopServices.openUrl(self._mail(made))
        has_folder = QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
        if not has_mail or not has_folder:
            self._desk.noticed.emit(
                Notice(
                    self.tr("No program is set up for mail or folders."),
                    remedy=self.tr("Attach the files yourself; they lie in {folder}.").format(folder=folder),
                    is_problem=True,
                )
            )

    def _mail(self, made: tuple[Path, ...]) -> QUrl:
        """A mail to nobody yet, that names no person: the coach writes the address and drags the files in."""
        names = ", ".join(path.name for path in made)
        query = QUrlQuery()
        for key, text in (
            ("subject", self.tr("The review of your set")),
            ("body", self.tr("Here is the review of your set: {names}.").format(names=names)),
        ):
            query.addQueryItem(key, bytes(QUrl.toPercentEncoding(text).data()).decode("ascii"))
        mail = QUrl("mailto:")
        mail.setQuery(query)
        return mail
