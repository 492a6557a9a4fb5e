"""A coach's own limits: a table to change them in, a name, a version, and a reason."""

from dataclasses import replace
from math import isclose

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from studio.core.exercise import Exercise
from studio.services.rule_pack_writing import LimitRow, Numbers, PackDraft
from studio.ui.theme import grown_px
from studio.ui.widgets import Field, button, label
from studio.ui.wording import shown_factor, unit_sign

_SIZE_PX = (980, 640)
_FIRST_LIMIT, _FIRST_OWN = 2, 5
_NEAR = 1e-9


class PackPage(QDialog):
    """A window beside the studio; it blocks nothing.

    Signals:
        save_requested: keep these limits and judge with them; carries a PackDraft.
    """

    save_requested = Signal(object)

    def __init__(self, exercise: Exercise, own: tuple[LimitRow, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Limits of “{exercise}”").format(exercise=exercise.name))
        self.resize(*map(grown_px, _SIZE_PX))
        self._exercise = exercise
        self._own = {row.key: row for row in own}
        self._rows: list[LimitRow] = list(own)
        self._kept: tuple[str, ...] = ()
        self.name, self.version, self.reason = Field("", self), Field("", self), Field("", self)
        self.name.setPlaceholderText(self.tr("yours, for example"))
        self.reason.setPlaceholderText(self.tr("stands beside every limit that you change, in the report too"))
        form = QFormLayout()
        for text, field in (
            (self.tr("Name"), self.name),
            (self.tr("Version"), self.version),
            (self.tr("Why these limits"), self.reason),
        ):
            field.setAccessibleName(text)
            form.addRow(text, field)
        self.table = self._make_table()
        self._told = label("", parent=self)
        back = button(self.tr("Own limits for this row"), parent=self)
        back.clicked.connect(self.put_back)
        save = button(self.tr("Save and judge with it"), "primary", parent=self)
        save.clicked.connect(self._on_save)
        close = button(self.tr("Close"), parent=self)
        close.clicked.connect(self.close)
        for one in (back, save, close):
            one.setAutoDefault(False)
        row = QHBoxLayout()
        row.addWidget(back)
        row.addStretch(1)
        row.addWidget(close)
        row.addWidget(save)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addLayout(form)
        column.addWidget(self.table, 1)
        column.addWidget(self._told)
        column.addLayout(row)

    @property
    def told(self) -> str:
        """What was told last; empty for nothing."""
        return self._told.text()

    def tell(self, text: str) -> None:
        """Tell what went wrong, or nothing."""
        self._told.setText(text)

    def show_pack(self, pack: PackDraft) -> None:
        """Show limits, the changed ones in bold."""
        self.name.setText(pack.name)
        self.version.setText(pack.version)
        self.reason.setText(pack.reason)
        self._rows, self._kept = list(pack.rows), pack.kept
        rows = pack.rows
        with QSignalBlocker(self.table):
            self.table.setRowCount(len(rows))
            for at in range(len(rows)):
                self._write_row(at)

    def draft(self) -> PackDraft:
        """What is written here now."""
        return PackDraft(
            exercise=self._exercise.id,
            name=self.name.text().strip(),
            version=self.version.text().strip(),
            reason=self.reason.text().strip(),
            rows=tuple(self._rows),
            kept=self._kept,
        )

    def put_back(self) -> None:
        """Give the row in hand the exercise's own limits again."""
        at = self.table.currentRow()
        if at >= 0:
            self._rows[at] = self._own[self._rows[at].key]
            with QSignalBlocker(self.table):
                self._write_row(at)

    def _make_table(self) -> QTableWidget:
        with_own = self.tr("{severity},\nown neutral")
        severities = (self.tr("Mild"), self.tr("Moderate"), self.tr("Severe"))
        titles = [self.tr("Fault"), self.tr("Measure"), *severities]
        titles += [with_own.format(severity=severity) for severity in severities]
        table = QTableWidget(0, len(titles), self)
        table.setHorizontalHeaderLabels(titles)
        table.setAccessibleName(self.tr("Limits"))
        table.setTabKeyNavigation(False)
        table.setWordWrap(True)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for column in (0, 1):
            table.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        table.itemChanged.connect(self._on_item_changed)
        return table

    def _write_row(self, at: int) -> None:
        row, own = self._rows[at], self._own[self._rows[at].key]
        knowledge = self._exercise.knowledge
        fault, measure = knowledge.faults.get(row.fault), knowledge.measures.get(row.measure)
        unit = unit_sign(row.unit).strip()
        title = measure.title if measure else row.measure
        self._put(at, 0, fault.title if fault else row.fault)
        self._put(at, 1, f"{title} ({unit})" if unit else title)
        for first, now, then in ((_FIRST_LIMIT, row.limits, own.limits), (_FIRST_OWN, row.calibrated, own.calibrated)):
            for place in range(3):
                if place < len(now):
                    text = f"{now[place] * shown_factor(row.unit):g}"
                    self._put(at, first + place, text, is_editable=True, is_changed=now[place] != then[place])
                else:
                    self._put(at, first + place, "")

    def _put(self, at: int, column: int, text: str, *, is_editable: bool = False, is_changed: bool = False) -> None:
        item = QTableWidgetItem(text)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsEditable if is_editable else flags)
        font = QFont(self.table.font())
        font.setBold(is_changed)
        item.setFont(font)
        item.setToolTip(text if column < _FIRST_LIMIT else "")
        self.table.setItem(at, column, item)

    def _on_item_changed(self, item: QTableWidgetItem) -> None:
        """Take a number; anything else shows again what stood there."""
        at, column = item.row(), item.column()
        row = self._rows[at]
        try:
            value = float(item.text().strip().replace(",", ".").replace("−", "-")) / shown_factor(row.unit)
        except ValueError:
            self.tell(self.tr("A limit is a number."))
        else:
            self.tell("")
            self._rows[at] = _changed_at(row, column, value)
        with QSignalBlocker(self.table):
            self._write_row(at)

    def _on_save(self) -> None:
        self.save_requested.emit(self.draft())


def _changed_at(row: LimitRow, column: int, value: float) -> LimitRow:
    if column >= _FIRST_OWN:
        return replace(row, calibrated=_with(row.calibrated, column - _FIRST_OWN, value))
    return replace(row, limits=_with(row.limits, column - _FIRST_LIMIT, value))


def _with(numbers: Numbers, place: int, value: float) -> Numbers:
    """One number replaced; one that only reading and writing has moved stays what it was."""
    if isclose(numbers[place], value, rel_tol=_NEAR, abs_tol=_NEAR):
        return numbers
    return tuple(round(value, 9) if at == place else number for at, number in enumerate(numbers))
