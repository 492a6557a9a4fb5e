"""The sheet with the report's controls on the left and its pages on the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from studio.core.report import ReportOutline, ReportPart, ReportStyle
from studio.ui.report.look_box import LookBox
from studio.ui.report.pages import PageColumn
from studio.ui.report.wording_box import WordingBox
from studio.ui.theme import grown_px
from studio.ui.widgets import clear_layout, label
from studio.ui.widgets.basics import button
from studio.ui.widgets.sheet import Sheet

_CONTROLS_PX = 300


class ReportSheet(Sheet):
    """Controls and live pages.

    Signals:
        part_switched: a part is wanted or not; carries its id and whether it is printed.
        export_requested: write the PDF.
        share_requested: open the sharing sheet.
    """

    part_switched = Signal(str, bool)
    export_requested = Signal()
    share_requested = Signal()

    widest_px = 1240

    def __init__(self, style: ReportStyle, host: QWidget, *, center: QWidget | None) -> None:
        super().__init__(self.tr("Report"), host, center=center)
        self.look = LookBox(style, self)
        self.wording = WordingBox(self)
        self.pages = PageColumn(self)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(2)
        self._shown_parts: tuple[ReportPart, ...] = ()
        self.boxes: dict[str, QCheckBox] = {}
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._scroll(self._controls(), width_px=_CONTROLS_PX))
        row.addWidget(self._scroll(self.pages, width_px=0), 1)
        self.body.addLayout(row, 1)
        share = button(self.tr("Share…"), parent=self)
        export = button(self.tr("Save PDF…"), "primary", parent=self)
        share.clicked.connect(self.share_requested)
        export.clicked.connect(self.export_requested)
        place = self.head.count() - 1
        self.head.insertWidget(place, share)
        self.head.insertWidget(place + 1, export)

    def show_outline(self, outline: ReportOutline) -> None:
        """Show what can be changed."""
        self.wording.show_sentences(outline.sentences)
        if outline.parts == self._shown_parts:
            return
        if [part.id for part in outline.parts] == list(self.boxes):
            for part in outline.parts:
                self.boxes[part.id].setChecked(part.is_shown)
        else:
            clear_layout(self._parts)
            self.boxes = {part.id: self._box(part) for part in outline.parts}
        self._shown_parts = outline.parts

    def _box(self, part: ReportPart) -> QCheckBox:
        box = QCheckBox(part.title, self)
        box.setChecked(part.is_shown)
        box.clicked.connect(lambda is_on, part_id=part.id: self.part_switched.emit(part_id, is_on))
        self._parts.addWidget(box)
        return box

    def _controls(self) -> QWidget:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 12)
        column.setSpacing(8)
        column.addWidget(label(self.tr("Look"), "heading", parent=inside))
        column.addWidget(self.look)
        column.addWidget(label(self.tr("Parts"), "heading", parent=inside))
        column.addLayout(self._parts)
        column.addWidget(label(self.tr("Wording"), "heading", parent=inside))
        column.addWidget(self.wording, 1)
        return inside

    def _scroll(self, inside: QWidget, *, width_px: int) -> QScrollArea:
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        if width_px:
            area.setFixedWidth(grown_px(width_px))
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is inside has the focus and brings itself into view
        else:
            area.setAccessibleName(self.tr("Pages of the report"))
        return area
