"""Connects the report sheet to the desk: every edit is drawn again, off the window's thread."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.analysis import Analysis
from studio.core.errors import StudioError
from studio.core.frame import ClipInfo
from studio.core.report import ReportStyle
from studio.review import LeaveOut, PrintAgain, ReviewChanged, Reword
from studio.services.desk import Desk, Notice
from studio.services.jobs import Job
from studio.services.publishing import Preview, Publishing
from studio.services.report_style import with_logo
from studio.ui.report.sheet import ReportSheet

_REST_MS = 30
"""An edit is drawn once typing has rested for so long; well under the half second that feels live."""

_PIXELS_PER_INCH = 84.0


class ReportPresenter(QObject):
    """Makes the sheet when it is first wanted.

    Signals:
        share_requested: open the sharing sheet.
    """

    share_requested = Signal()

    def __init__(self, desk: Desk, publishing: Publishing, host: QWidget, *, center: QWidget | None) -> None:
        super().__init__(host)
        self._desk, self._publishing = desk, publishing
        self._host, self._center = host, center
        self._sheet: ReportSheet | None = None
        self._job: Job[Preview] | None = None
        self._is_stale = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._draw)
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.review_changed.subscribe(self._on_review_changed)
        publishing.failed.subscribe(self._on_failed)

    @property
    def sheet(self) -> ReportSheet | None:
        """The sheet, once it has been opened."""
        return self._sheet

    def open(self) -> None:
        """Open the report; nothing happens before there is an analysis."""
        if self._publishing.shown is None:
            return
        if self._sheet is None:
            self._sheet = self._make_sheet()
        self._sheet.open_sheet()
        self._draw()

    def export(self) -> None:
        """Ask where, and write the PDF."""
        clip = self._desk.clip
        if clip is None:
            return
        chosen, _ = QFileDialog.getSaveFileName(
            self._host, self.tr("Export report"), str(clip.path.with_suffix(".pdf")), self.tr("PDF (*.pdf)")
        )
        job = self._publishing.export_report(Path(chosen).with_suffix(".pdf")) if chosen else None
        if job is not None:
            job.succeeded.subscribe(self._on_exported)

    def copy_table(self) -> None:
        """Put the measures of all reps on the clipboard."""
        text = self._publishing.reps_text()
        if text:
            QGuiApplication.clipboard().setText(text)
            self._desk.noticed.emit(Notice(self.tr("The table is on the clipboard.")))

    def show_look(self) -> None:
        """The look was changed elsewhere: begin a new sheet with it."""
        if self._sheet is None:
            return
        old, was_open = self._sheet, self._sheet.isVisible()
        self._sheet = None
        old.close_sheet()
        old.deleteLater()
        if was_open:
            self.open()

    def _make_sheet(self) -> ReportSheet:
        sheet = ReportSheet(self._publishing.style, self._host, center=self._center)
        sheet.look.style_changed.connect(self._on_style_changed)
        sheet.look.logo_chosen.connect(self._on_logo_chosen)
        sheet.wording.reworded.connect(self._on_reworded)
        sheet.part_switched.connect(self._on_part_switched)
        sheet.export_requested.connect(self.export)
        sheet.share_requested.connect(self.share_requested)
        return sheet

    def _want(self) -> None:
        if self._sheet is not None and self._sheet.isVisible():
            self._rest.start()

    def _draw(self) -> None:
        """Draw once more; while a drawing is under way, remember that it is out of date."""
        if self._job is not None:
            self._is_stale = True
            return
        self._job = self._publishing.preview(pixels_per_inch=_PIXELS_PER_INCH)
        if self._job is not None:
            self._job.succeeded.subscribe(self._on_drawn)
            self._job.finished.subscribe(self._on_draw_ended)

    def _on_drawn(self, preview: Preview) -> None:
        if self._sheet is not None:
            self._sheet.pages.show_pages(preview.pages)
            self._sheet.show_outline(preview.outline)

    def _on_draw_ended(self, _job: Job[Any]) -> None:
        self._job = None
        if self._is_stale:
            self._is_stale = False
            self._draw()

    def _on_style_changed(self, style: ReportStyle) -> None:
        try:
            self._publishing.choose_style(style)
        except StudioError as error:
            self._on_failed(error)
        self._want()

    def _on_logo_chosen(self, file: Path) -> None:
        try:
            style = with_logo(self._publishing.style, file)
        except StudioError as error:
            self._on_failed(error)
            return
        if self._sheet is not None:
            self._sheet.look.show_style(style)
        self._on_style_changed(style)

    def _on_reworded(self, place: str, text: str, original: str) -> None:
        self._desk.apply(Reword(place, text, original), initiator="report")

    def _on_part_switched(self, part: str, is_printed: bool) -> None:  # noqa: FBT001 -- a slot of a signal
        self._desk.apply(PrintAgain(part) if is_printed else LeaveOut(part), initiator="report")

    def _on_clip_opened(self, _info: ClipInfo) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()

    def _on_analysis_changed(self, _analysis: Analysis | None) -> None:
        self._want()

    def _on_review_changed(self, _changed: ReviewChanged) -> None:
        self._want()

    def _on_exported(self, made: Path) -> None:
        self._desk.noticed.emit(Notice(self.tr("Report saved as {name}.").format(name=made.name), path=made))

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, StudioError):
            self._desk.noticed.emit(Notice(error.summary, remedy=error.remedy, is_problem=True))
        else:
            self._desk.crashed.emit(error)
