"""One measure of a finding: its name, value and limit, and its value in every rep, each of which can be clicked."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from studio.core.fault import Severity
from studio.ui.review.cards import EvidenceLine, RepValue
from studio.ui.widgets import button, label
from studio.ui.widgets.flow_layout import FlowLayout
from studio.ui.wording import severity_word


class EvidenceBlock(QWidget):
    """A link of the evidence chain.

    Signals:
        value_requested: show the frame that has this value; carries the measure's id and the rep number.
    """

    value_requested = Signal(str, int)

    def __init__(self, line: EvidenceLine, parent: QWidget) -> None:
        super().__init__(parent)
        self._line = line
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(8)
        title = label(line.title, parent=self)
        title.setToolTip(line.meaning)
        row.addWidget(title, 1, alignment=Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(line.value, "heading", parent=self, wraps=False), alignment=Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(label(self._limit(), "faint", parent=self))
        if line.by_rep:
            column.addWidget(self._numbers())

    def _limit(self) -> str:
        line = self._line
        known = self.tr("inside the limit of {threshold} ({source})")
        if line.severity is not Severity.NONE:
            known = self.tr("{severity}: past the limit of {threshold} ({source})")
        return known.format(severity=severity_word(line.severity), threshold=line.threshold, source=line.source)

    def _numbers(self) -> QWidget:
        row = QWidget(self)
        flow = FlowLayout(row, spacing_px=2)
        for one in self._line.by_rep:
            flow.addWidget(self._number(one, row))
        return row

    def _number(self, one: RepValue, parent: QWidget) -> QPushButton:
        go = button(f"{one.rep}: {one.text}", "number", parent=parent)
        go.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        told = self.tr("Rep {number}: show the frame and the graph of {measure}")
        told = told.format(number=one.rep, measure=self._line.title)
        go.setAccessibleName(f"{told} ({one.text})")
        go.setToolTip(told)
        go.clicked.connect(lambda: self.value_requested.emit(self._line.measure, one.rep))
        return go
