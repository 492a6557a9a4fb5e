"""One sheet for videos and pictures of a set: which one, how it looks, how far it is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QSpinBox, QWidget

from studio.core.film import FilmLayout
from studio.services.exchange import FilmKind, FilmOrder
from studio.services.film_plan import Emphasis, FilmWish
from studio.ui.widgets.basics import button, label
from studio.ui.widgets.progress_strip import ProgressStrip
from studio.ui.widgets.sheet import Sheet

_SPEEDS = (1.0, 0.5, 0.25)


class ExportSheet(Sheet):
    """Options that the chosen kind does not know are switched off.

    Signals:
        export_requested: carries the order; the still's frame is not known here.
        cancel_requested: what is being made is not wanted any more.
    """

    export_requested = Signal(object)
    cancel_requested = Signal()

    def __init__(self, host: QWidget, *, center: QWidget | None) -> None:
        super().__init__(self.tr("Export"), host, center=center)
        self._is_busy = False
        self._form = QFormLayout()
        self.body.addLayout(self._form)
        self.kind = self._choice(
            self.tr("What"),
            (self.tr("Annotated video (MP4)"), FilmKind.VIDEO),
            (self.tr("One rep as GIF"), FilmKind.GIF),
            (self.tr("Kinogram: the phases of one rep (PNG)"), FilmKind.KINOGRAM),
            (self.tr("This frame with its drawings (PNG)"), FilmKind.STILL),
        )
        self.rep = QSpinBox(self)
        self.rep.setAccessibleName(self.tr("Rep"))
        self._form.addRow(self.tr("Rep"), self.rep)
        self.speed = self._choice(self.tr("Speed"), *((f"{speed:g} ×", speed) for speed in _SPEEDS))
        self.emphasis = self._choice(
            self.tr("At key moments"),
            (self.tr("As usual"), Emphasis.NONE),
            (self.tr("Slow motion"), Emphasis.SLOW),
            (self.tr("Freeze"), Emphasis.FREEZE),
        )
        self.beside = QCheckBox(self.tr("Original and drawing side by side"), self)
        self.face = QCheckBox(self.tr("Make the athlete's face unrecognisable"), self)
        self.body.addWidget(self.beside)
        self.body.addWidget(self.face)
        self.body.addWidget(
            label(self.tr("The sound stays only at normal speed without emphasis."), "muted", parent=self)
        )
        self.progress = ProgressStrip(self)
        self.progress.cancel_requested.connect(self.cancel_requested)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.body.addLayout(self._end_row())
        self.kind.currentIndexChanged.connect(self._refresh)

    def show_kind(self, kind: FilmKind, *, rep: int, rep_count: int) -> None:
        """Begin with a kind and a rep; a set without reps has neither GIF nor kinogram."""
        self.rep.setRange(min(rep_count, 1), rep_count)
        self.rep.setValue(rep)
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._refresh()

    def order(self) -> FilmOrder:
        """What is chosen now."""
        wish = FilmWish(
            speed=self.speed.currentData(),
            emphasis=Emphasis(self.emphasis.currentData()),
            layout=FilmLayout.SIDE_BY_SIDE if self.beside.isChecked() else FilmLayout.OVERLAY,
            hides_face=self.face.isChecked(),
        )
        return FilmOrder(FilmKind(self.kind.currentData()), wish, rep=self.rep.value())

    def show_busy(self, *, is_busy: bool) -> None:
        """One thing is made at a time."""
        self._is_busy = is_busy
        if is_busy:
            self.progress.begin(self.tr("Waiting to begin…"))
        else:
            self.progress.end()
        self._refresh()

    def _choice(self, title: str, *options: tuple[str, object]) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(title)
        for text, data in options:
            box.addItem(text, data)
        self._form.addRow(title, box)
        return box

    def _end_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.make = button(self.tr("Save as…"), "primary", parent=self)
        self.make.clicked.connect(lambda: self.export_requested.emit(self.order()))
        row.addStretch(1)
        row.addWidget(self.make)
        return row

    def _refresh(self) -> None:
        kind = FilmKind(self.kind.currentData())
        has_rep = kind in (FilmKind.GIF, FilmKind.KINOGRAM)
        self.rep.setEnabled(has_rep)
        for widget in (self.speed, self.emphasis, self.beside):
            widget.setEnabled(kind is FilmKind.VIDEO)
        self.make.setEnabled(not self._is_busy and not (has_rep and self.rep.maximum() == 0))
