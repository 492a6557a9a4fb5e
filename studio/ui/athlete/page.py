"""The athlete page: profile, screening, sets, trends, and two sets side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import isfinite, nan

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from studio.core.athlete import Athlete, Consent
from studio.services.progress import Trend
from studio.ui.athlete.neutral_field import NeutralField
from studio.ui.athlete.tables import fill_table, make_table
from studio.ui.athlete.trend_chart import TrendChart
from studio.ui.athlete.turn_panel import TurnPanel
from studio.ui.intake.printing import QuestionnaireButton
from studio.ui.theme import Theme, grown_px
from studio.ui.widgets import button, clear_layout, label

_PROFILE_PX = 320
_NOTES_PX = 72
_COLUMNS_OF_TRENDS = 2


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line of the table of sets, already in words; `id` opens it."""

    id: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ShownTrend:
    """A trend with its title and what may be said about it."""

    title: str
    words: str
    trend: Trend


class AthletePage(QWidget):
    """Shows one athlete and says what is wanted.

    Signals:
        back_requested: to the library.
        saved: the profile was changed; carries an Athlete.
        screening_requested: answer the screening now.
        print_requested: the questionnaire as a PDF; carries whether it is to be blank.
        set_requested: open a set; carries its id.
        compare_requested: two sets were chosen; carries their ids.
        export_requested: hand out all data.
        delete_requested: delete for good.
    """

    back_requested = Signal()
    saved = Signal(object)
    screening_requested = Signal()
    print_requested = Signal(bool)
    set_requested = Signal(str)
    compare_requested = Signal(str, str)
    export_requested = Signal()
    delete_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._athlete = Athlete(name="")
        self._lines: tuple[SetLine, ...] = ()
        self.name = QLineEdit(self)
        self.stature = _length_field(self, 250.0)
        self.bench = _length_field(self, 100.0)
        self.foot = _length_field(self, 200.0)
        self.neutral = NeutralField(self)
        self.preferences = QPlainTextEdit(self)
        self.notes = QPlainTextEdit(self)
        self.has_consent = QCheckBox(self.tr("The athlete agreed that clips and answers are kept here"), self)
        self.consent_note = QLineEdit(self)
        self.screening = label("", parent=self)
        self.sets = make_table(self.tr("Sets"), self)
        self.compared = make_table(self.tr("Comparison"), self)
        self.turns = TurnPanel(theme, self)
        self.streak = label("", "muted", parent=self)
        self._title = label("", "hero", parent=self, wraps=False)
        self._trends = QGridLayout()
        self._no_trends = label(
            self.tr("Trends appear when there are two analysed or logged sets of one lift."), "muted", parent=self
        )
        self._hint = label(self.tr("Choose two sets in the table to compare them."), "muted", parent=self)
        self._build()

    @property
    def athlete(self) -> Athlete:
        """The athlete as the form has them now."""
        consent = self._athlete.consent
        if not self.has_consent.isChecked():
            consent = None
        elif consent is None or consent.note != self.consent_note.text():
            today = datetime.now().astimezone()
            consent = Consent(date(today.year, today.month, today.day), self.consent_note.text())
        return replace(
            self._athlete,
            name=self.name.text(),
            stature_cm=self.stature.value() or nan,
            bench_cm=self.bench.value() or nan,
            foot_cm=self.foot.value() or nan,
            neutral=self.neutral.neutral,
            preferences=self.preferences.toPlainText(),
            notes=self.notes.toPlainText(),
            consent=consent,
        )

    def show_athlete(self, athlete: Athlete, *, screening: str, is_due: bool) -> None:
        """Fill the profile."""
        self._athlete = athlete
        self._title.setText(athlete.name)
        self.name.setText(athlete.name)
        for field, value in (
            (self.stature, athlete.stature_cm),
            (self.bench, athlete.bench_cm),
            (self.foot, athlete.foot_cm),
        ):
            field.setValue(value if isfinite(value) else 0.0)
        self.neutral.show_neutral(athlete.neutral)
        self.preferences.setPlainText(athlete.preferences)
        self.notes.setPlainText(athlete.notes)
        self.has_consent.setChecked(athlete.consent is not None)
        self.consent_note.setText(athlete.consent.note if athlete.consent else "")
        self.screening.setText(screening)
        self._answer.setProperty("role", "primary" if is_due else "")
        self._answer.style().unpolish(self._answer)
        self._answer.style().polish(self._answer)

    def show_sets(self, lines: Sequence[SetLine], streak: str) -> None:
        """Fill the table of sets."""
        self._lines = tuple(lines)
        self.streak.setText(streak)
        titles = (
            self.tr("Day"),
            self.tr("Lift"),
            self.tr("Load"),
            self.tr("Reps"),
            self.tr("RPE"),
            self.tr("Pain"),
            self.tr("Top finding"),
            self.tr("Change tried"),
        )
        fill_table(self.sets, titles, [line.cells for line in lines])
        self.show_comparison((), ())

    def show_trends(self, shown: Sequence[ShownTrend]) -> None:
        """Draw the trends."""
        clear_layout(self._trends)
        self._no_trends.setVisible(not shown)
        for number, one in enumerate(shown):
            card = QFrame(self)
            card.setProperty("role", "card")
            column = QVBoxLayout(card)
            column.setContentsMargins(12, 8, 12, 8)
            column.setSpacing(4)
            column.addWidget(label(one.title, "heading", parent=card))
            column.addWidget(TrendChart(self._theme, one.trend, f"{one.title}: {one.words}", card))
            column.addWidget(label(one.words, "muted", parent=card))
            self._trends.addWidget(card, number // _COLUMNS_OF_TRENDS, number % _COLUMNS_OF_TRENDS)

    def show_comparison(self, titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Fill the table of two sets; nothing hides it."""
        self._hint.setVisible(not rows)
        self.compared.setVisible(bool(rows))
        if rows:
            fill_table(self.compared, titles, rows)
            self.compared.setFixedHeight(min(len(rows) + 2, 16) * 30)

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 12, 12, 12)
        outer.setSpacing(12)
        outer.addLayout(self._head())
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(scroll)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 12, 12)
        row.setSpacing(24)
        row.addLayout(self._left(inside))
        row.addLayout(self._right(inside), 1)
        scroll.setWidget(inside)
        outer.addWidget(scroll, 1)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        back = button(self.tr("‹ Library"), "ghost", parent=self)
        back.clicked.connect(self.back_requested)
        row.addWidget(back)
        row.addWidget(self._title, 1)
        for text, signal in (
            (self.tr("Export all data…"), self.export_requested),
            (self.tr("Delete athlete…"), self.delete_requested),
        ):
            act = button(text, parent=self)
            act.clicked.connect(signal)
            row.addWidget(act)
        return row

    def _left(self, parent: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Screening"), "title", parent=parent))
        column.addWidget(self.screening)
        self._answer = button(self.tr("Answer the screening…"), parent=parent)
        self._answer.clicked.connect(self.screening_requested)
        column.addWidget(self._answer)
        column.addWidget(QuestionnaireButton(self.print_requested, parent))
        column.addSpacing(12)
        column.addWidget(label(self.tr("Profile"), "title", parent=parent))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for name, field in (
            (self.tr("Name"), self.name),
            (self.tr("Stature"), self.stature),
            (self.tr("Usual bench height"), self.bench),
            (self.tr("Foot mark"), self.foot),
            (self.tr("Hip angle that counts as straight"), self.neutral),
            (self.tr("Preferences"), self.preferences),
            (self.tr("Notes"), self.notes),
        ):
            field.setFixedWidth(grown_px(_PROFILE_PX))
            field.setAccessibleName(name)
            form.addRow(name, field)
        self.preferences.setFixedHeight(grown_px(_NOTES_PX))
        self.notes.setFixedHeight(grown_px(_NOTES_PX))
        for text in (self.preferences, self.notes):
            text.setTabChangesFocus(True)
        column.addLayout(form)
        column.addWidget(self.has_consent)
        self.consent_note.setPlaceholderText(self.tr("What the consent covers"))
        self.consent_note.setAccessibleName(self.tr("What the consent covers"))
        self.consent_note.setFixedWidth(grown_px(_PROFILE_PX))
        column.addWidget(self.consent_note)
        save = button(self.tr("Save profile"), "primary", parent=parent)
        save.clicked.connect(lambda: self.saved.emit(self.athlete))
        column.addWidget(save)
        column.addStretch(1)
        return column

    def _right(self, parent: QWidget) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(label(self.tr("Sets"), "title", parent=parent))
        column.addWidget(self.streak)
        self.sets.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.sets.setMinimumHeight(220)
        self.sets.itemSelectionChanged.connect(self._on_selection_changed)
        self.sets.cellActivated.connect(self._on_cell_activated)
        column.addWidget(self.sets)
        column.addWidget(label(self.tr("Two sets side by side"), "title", parent=parent))
        column.addWidget(self._hint)
        column.addWidget(self.compared)
        column.addWidget(label(self.tr("Before and after a change"), "title", parent=parent))
        column.addWidget(self.turns)
        column.addWidget(label(self.tr("Progress"), "title", parent=parent))
        column.addWidget(
            label(
                self.tr("Grey: the range in which a value cannot be told apart from the first one."),
                "muted",
                parent=parent,
            )
        )
        column.addWidget(self._no_trends)
        self._trends.setSpacing(12)
        column.addLayout(self._trends)
        column.addStretch(1)
        return column

    def _on_selection_changed(self) -> None:
        rows = sorted({index.row() for index in self.sets.selectedIndexes()})
        if len(rows) == 2:
            newer, older = (self._lines[row].id for row in rows)
            self.compare_requested.emit(older, newer)
        else:
            self.show_comparison((), ())

    def _on_cell_activated(self, row: int, _column: int) -> None:
        self.set_requested.emit(self._lines[row].id)


def _length_field(parent: QWidget, most_cm: float) -> QDoubleSpinBox:
    field = QDoubleSpinBox(parent)
    field.setRange(0.0, most_cm)
    field.setDecimals(1)
    field.setSuffix(" cm")
    field.setSpecialValueText("–")
    field.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return field
