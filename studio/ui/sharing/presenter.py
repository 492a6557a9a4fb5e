"""Connects the sharing sheet to the desk; hands the finished files to the system."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from studio.services.desk import Desk, Notice
from studio.services.publishing import Publishing, SharingChoice
from studio.services.sharing_memory import load_choice, save_choice
from studio.ui.sharing.sheet import SharingSheet


class SharingPresenter(QObject):
    """Makes the sheet when it is first wanted."""

    def __init__(
        self, desk: Desk, publishing: Publishing, host: QWidget, *, center: QWidget | None, settings: Path
    ) -> None:
        super().__init__(host)
        self._desk, self._publishing, self._settings = desk, publishing, settings
        self._host, self._center = host, center
        self._sheet: SharingSheet | None = None

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
        choice = load_choice(self._settings)
        self._sheet.show_choice(choice, Path(choice.folder) if choice.folder else clip.path.parent)
        self._sheet.open_sheet()

    def _on_share_requested(self, choice: SharingChoice, folder: Path) -> None:
        clip = self._desk.clip
        job = self._publishing.share(choice, folder, f"{clip.path.stem}-review") if clip else None
        if job is None:
            return
        save_choice(self._settings, choice)
        job.succeeded.subscribe(lambda made: self._on_shared(made, folder))
        if self._sheet is not None:
            self._sheet.close_sheet()
        self._desk.noticed.emit(Notice(self.tr("The files are being made.")))

    def _on_shared(self, made: tuple[Path, ...], folder: Path) -> None:
        text = self.tr("{count} files made in {folder}.").format(count=len(made), folder=folder.name)
        self._desk.noticed.emit(Notice(text, path=folder))
