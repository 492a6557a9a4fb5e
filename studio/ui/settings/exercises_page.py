"""Exercises and rule packs: which exercise judges the clip, whose limits apply, and whose code may run."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.core.exercise import ExerciseEntry, ExerciseState, RulePackEntry
from studio.ui.theme import grown_px
from studio.ui.widgets import button, clear_layout, label

_SIZE_PX = (720, 600)
_FINGERPRINT_CHARS = 12
Act = tuple[str, Callable[[], object]]


@dataclass(frozen=True, slots=True)
class ExerciseShelfView:
    """What the page shows.

    Attributes:
        entries: all exercises.
        packs: all rule packs.
        in_use: id of the exercise that judges the open clip; empty when none is open.
        own_exercises: where a coach's own exercises go.
        own_packs: where rule packs go.
    """

    entries: tuple[ExerciseEntry, ...]
    packs: tuple[RulePackEntry, ...]
    in_use: str
    own_exercises: str
    own_packs: str


class ExercisesPage(QDialog):
    """A window beside the studio; it blocks nothing.

    Signals:
        use_requested: judge the open clip with an exercise; carries its id.
        allow_requested: consent to an exercise; carries its id.
        forbid_requested: take that consent back; carries its id.
        pack_requested: choose a rule pack; carries the ids of exercise and pack, the latter empty for the own limits.
        limits_requested: change the limits of an exercise; carries its id.
        reload_requested: look at the folders again.
    """

    use_requested = Signal(str)
    allow_requested = Signal(str)
    forbid_requested = Signal(str)
    pack_requested = Signal(str, str)
    limits_requested = Signal(str)
    reload_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Exercises and rule packs"))
        self.resize(*map(grown_px, _SIZE_PX))
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setSpacing(8)
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("Exercises and rule packs"))
        scroll.setWidget(self._inside)
        self._told = label("", "muted", parent=self)
        again = button(self.tr("Look again"), parent=self)
        again.clicked.connect(self.reload_requested)
        close = button(self.tr("Close"), "primary", parent=self)
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(again)
        row.addStretch(1)
        row.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.addWidget(scroll, 1)
        column.addWidget(self._told)
        column.addLayout(row)

    @property
    def told(self) -> str:
        """What was told last; empty for nothing."""
        return self._told.text()

    def tell(self, text: str) -> None:
        """Tell what went wrong, or nothing."""
        self._told.setText(text)

    def show_shelf(self, view: ExerciseShelfView) -> None:
        """Show all exercises, then what is wrong with rule packs, then where one's own go."""
        clear_layout(self._column)
        for entry in view.entries:
            packs = tuple(pack for pack in view.packs if pack.exercise == entry.id)
            self._column.addWidget(self._exercise_card(entry, packs, in_use=view.in_use))
        broken = [pack for pack in view.packs if pack.problems]
        if broken:
            self._column.addWidget(label(self.tr("Rule packs that cannot be used"), "group", parent=self._inside))
        for pack in broken:
            self._column.addWidget(self._problem_card(pack))
        self._column.addWidget(label(self.tr("Your own"), "group", parent=self._inside))
        self._add_place(self.tr("Exercises: one folder each, in"), view.own_exercises)
        self._add_place(self.tr("Rule packs: one file each, in"), view.own_packs)
        self._column.addStretch(1)

    def _exercise_card(self, entry: ExerciseEntry, packs: tuple[RulePackEntry, ...], *, in_use: str) -> QFrame:
        card, column = self._card(f"{entry.name} {entry.version}", self._state(entry, in_use))
        if not entry.is_shipped:
            where = self.tr("From {folder}, content {sha256}").format(
                folder=entry.folder, sha256=entry.sha256[:_FINGERPRINT_CHARS]
            )
            column.addWidget(_selectable(label(where, "muted", parent=card)))
        for problem in entry.problems:
            column.addWidget(_selectable(label(problem, "mono", parent=card)))
        if entry.state is ExerciseState.NEEDS_CONSENT:
            warning = self.tr(
                "It brings limits, words and perhaps code of its own. Allow it only when you know where it comes from. "
                "When its content changes, it is off again."
            )
            column.addWidget(label(warning, "muted", parent=card))
        row = QHBoxLayout()
        row.setSpacing(8)
        if entry.state is ExerciseState.READY:
            row.addWidget(label(self.tr("Judged with"), parent=card, wraps=False))
            row.addWidget(self._pack_choice(entry, packs, card))
        row.addStretch(1)
        for text, act in self._acts(entry, in_use):
            made = button(text, parent=card)
            made.setAccessibleName(f"{text}: {entry.name}")
            made.clicked.connect(act)
            row.addWidget(made)
        column.addLayout(row)
        return card

    def _acts(self, entry: ExerciseEntry, in_use: str) -> tuple[Act, ...]:
        if entry.state is ExerciseState.NEEDS_CONSENT:
            return ((self.tr("Allow"), lambda: self.allow_requested.emit(entry.id)),)
        if entry.state is ExerciseState.BROKEN:
            return ()
        acts: list[Act] = [(self.tr("Change limits…"), lambda: self.limits_requested.emit(entry.id))]
        if not entry.is_shipped:
            acts.append((self.tr("Forbid"), lambda: self.forbid_requested.emit(entry.id)))
        if in_use and in_use != entry.id:
            acts.append((self.tr("Judge this clip with it"), lambda: self.use_requested.emit(entry.id)))
        return tuple(acts)

    def _pack_choice(self, entry: ExerciseEntry, packs: tuple[RulePackEntry, ...], parent: QWidget) -> QComboBox:
        choice = QComboBox(parent)
        choice.setAccessibleName(self.tr("Rule pack of {exercise}").format(exercise=entry.name))
        choice.addItem(self.tr("its own limits"), "")
        for pack in packs:
            if not pack.problems:
                choice.addItem(self.tr("{name} {version}").format(name=pack.name, version=pack.version), pack.id)
        chosen = next((pack.id for pack in packs if pack.is_chosen), "")
        choice.setCurrentIndex(max(choice.findData(chosen), 0))
        choice.activated.connect(lambda _index: self.pack_requested.emit(entry.id, choice.currentData()))
        return choice

    def _state(self, entry: ExerciseEntry, in_use: str) -> str:
        if entry.state is ExerciseState.READY and in_use == entry.id:
            return self.tr("✓ judges this clip")
        words = {
            ExerciseState.READY: self.tr("✓ ready"),
            ExerciseState.BROKEN: self.tr("✕ cannot be used"),
            ExerciseState.NEEDS_CONSENT: self.tr("! not allowed yet"),
        }
        return words[entry.state]

    def _problem_card(self, pack: RulePackEntry) -> QFrame:
        card, column = self._card(f"{pack.name} {pack.version}", self.tr("✕ cannot be used"))
        for problem in pack.problems:
            column.addWidget(_selectable(label(problem, "mono", parent=card)))
        return card

    def _card(self, title: str, state: str) -> tuple[QFrame, QVBoxLayout]:
        card = QFrame(self._inside)
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        head = QHBoxLayout()
        head.addWidget(label(title.strip(), "heading", parent=card), 1)
        head.addWidget(label(state, "muted", parent=card, wraps=False))
        column.addLayout(head)
        return card, column

    def _add_place(self, text: str, place: str) -> None:
        self._column.addWidget(label(text, "muted", parent=self._inside))
        self._column.addWidget(_selectable(label(place, "mono", parent=self._inside)))


def _selectable(made: QLabel) -> QLabel:
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made
