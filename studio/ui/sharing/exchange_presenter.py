"""Connects the acts of File › Export and File › Import to the desk."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import isfinite
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from studio.core.errors import StudioError
from studio.core.foreign import ForeignDrawings
from studio.services.desk import Desk, Notice
from studio.services.exchange import DRAWINGS_SUFFIX, Exchange, FilmKind, FilmOrder
from studio.services.foreign_files import Agreement
from studio.services.jobs import Job, JobProgress
from studio.ui.sharing.export_sheet import ExportSheet
from studio.ui.wording import format_remaining

KIND_OF_ACTION = {
    "export-video": FilmKind.VIDEO,
    "export-gif": FilmKind.GIF,
    "export-kinogram": FilmKind.KINOGRAM,
    "export-still": FilmKind.STILL,
}


class ExchangePresenter(QObject):
    """Makes the sheet when it is first wanted."""

    def __init__(self, desk: Desk, exchange: Exchange, host: QWidget, *, center: QWidget | None) -> None:
        super().__init__(host)
        self._desk, self._exchange, self._host, self._center = desk, exchange, host, center
        self._job: Job[Path] | None = None
        self.sheet: ExportSheet | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            **{action_id: self._opening(kind) for action_id, kind in KIND_OF_ACTION.items()},
            "import-file": self._choose_file,
            "import-openpose": self._choose_folder,
        }

    def run(self, action_id: str) -> None:
        """Do one of the acts."""
        self.handlers()[action_id]()

    def open(self, kind: FilmKind) -> None:
        """Open the sheet on a kind, with the rep at the playhead."""
        analysis = self._desk.analysis
        if analysis is None:
            return
        if self.sheet is None:
            self.sheet = ExportSheet(self._host, center=self._center)
            self.sheet.export_requested.connect(self._on_export_requested)
            self.sheet.cancel_requested.connect(self._cancel)
        rep = analysis.rep_at(self._desk.playhead.time_s)
        self.sheet.show_kind(kind, rep=rep.index if rep else 1, rep_count=len(analysis.reps))
        self.sheet.open_sheet()

    def take_in(self, path: Path) -> None:
        """Take drawings over, or compare joints, by what the path is."""
        if path.suffix.lower() == DRAWINGS_SUFFIX:
            drawings = self._exchange.read_drawings(path)
            if drawings is not None:
                drawings.succeeded.subscribe(self._tell_drawings)
                drawings.failed.subscribe(self._tell_error)
            return
        agreement = self._exchange.compare_courses(path)
        if agreement is not None:
            agreement.succeeded.subscribe(self._tell_agreement)
            agreement.failed.subscribe(self._tell_error)

    def _opening(self, kind: FilmKind) -> Callable[[], None]:
        return lambda: self.open(kind)

    def _on_export_requested(self, order: FilmOrder) -> None:
        clip, clock = self._desk.clip, self._desk.playhead.clock
        if clip is None or clock is None:
            return
        suffix = order.kind.suffix
        proposed = clip.path.with_name(f"{clip.path.stem}-{order.kind}{suffix}")
        chosen, _ = QFileDialog.getSaveFileName(self._host, self.tr("Export"), str(proposed), f"*{suffix}")
        if not chosen:
            return
        order = replace(order, frame_index=clock.nearest_index(self._desk.playhead.time_s))
        self._job = self._exchange.export(order, Path(chosen).with_suffix(suffix))
        if self._job is None or self.sheet is None:
            return
        self.sheet.show_busy(is_busy=True)
        self._job.progressed.subscribe(self._on_progressed)
        self._job.succeeded.subscribe(self._on_exported)
        self._job.failed.subscribe(self._tell_error)
        self._job.finished.subscribe(self._on_finished)

    def _on_progressed(self, progress: JobProgress) -> None:
        if self.sheet is not None:
            self.sheet.progress.show_progress(
                progress.fraction,
                text=self._desk.told(progress.text),
                remaining=format_remaining(progress.remaining_s),
            )

    def _on_exported(self, path: Path) -> None:
        self._desk.noticed.emit(Notice(self.tr("Saved as {name}.").format(name=path.name), path=path))

    def _on_finished(self, _job: Job[Path]) -> None:
        self._job = None
        if self.sheet is not None:
            self.sheet.show_busy(is_busy=False)

    def _cancel(self) -> None:
        if self._job is not None and self.sheet is not None:
            self._job.cancel()
            self.sheet.progress.show_stopping()

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._host,
            self.tr("Import"),
            "",
            self.tr("Kinovea and Sports2D ({patterns})").format(patterns="*.kva *.trc"),
        )
        if chosen:
            self.take_in(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self._host, self.tr("Folder with OpenPose's JSON"))
        if chosen:
            self.take_in(Path(chosen))

    def _tell_drawings(self, drawings: ForeignDrawings) -> None:
        text = self.tr("{drawings} drawings and {moments} moments were taken over; undo takes them away.").format(
            drawings=len(drawings.annotations), moments=len(drawings.key_moments)
        )
        left_out = ", ".join(f"{count} × {name}" for name, count in drawings.left_out)
        remedy = self.tr("Left out, because nothing here is like it: {names}").format(names=left_out)
        self._desk.noticed.emit(Notice(text, remedy=remedy if left_out else ""))

    def _tell_agreement(self, told: Agreement) -> None:
        text = self.tr("{count} frames in common; theirs minus ours: hip angle {hip}, knee angle {knee}.").format(
            count=told.frame_count, hip=_degrees(told.hip_angle_deg), knee=_degrees(told.knee_angle_deg)
        )
        apart = sorted(told.distance_px.values())
        joints = self.tr("The joints lie {least} to {most} pixels apart (medians). Nothing of the review changes.")
        remedy = joints.format(least=f"{apart[0]:.1f}", most=f"{apart[-1]:.1f}") if apart else ""
        self._desk.noticed.emit(Notice(text, remedy=remedy))

    def _tell_error(self, error: Exception) -> None:
        if isinstance(error, StudioError):
            told = self._desk.told
            self._desk.noticed.emit(Notice(told(error.summary), remedy=told(error.remedy), is_problem=True))
        else:
            self._desk.crashed.emit(error)


def _degrees(difference: tuple[float, float]) -> str:
    mean, spread = difference
    return f"{mean:+.1f}° ± {spread:.1f}°" if isfinite(mean) else "–"
