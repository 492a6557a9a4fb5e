"""The sheet that shows the plan in full."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from studio.core.plan import Safety
from studio.ui.intake.notice import SafetyNotice
from studio.ui.plan.reading import Entry, Section
from studio.ui.theme import grown_px
from studio.ui.widgets import clear_layout, label
from studio.ui.widgets.sheet import Sheet

_SCROLLING = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -8, Qt.Key.Key_PageDown: 8}
_LINE_PX = 48
_NAME_PX = 110


class PlanSheet(Sheet):
    """Sections from top to bottom, safety notice first. Arrows and Page keys scroll.

    Signals:
        questions_requested: the safety notice was clicked.
    """

    questions_requested = Signal()

    def __init__(self, host: QWidget, *, center: QWidget | None, beside: QWidget | None) -> None:
        super().__init__(self.tr("Plan"), host, center=center, beside=beside)
        self._sections: tuple[Section, ...] = ()
        self._safety = Safety()
        self._headings: dict[str, QLabel] = {}
        self._scroll = QScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget(self._scroll)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 12)
        self._column.setSpacing(8)
        self._scroll.setWidget(inside)
        self.body.addWidget(self._scroll, 1)

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is shown."""
        return self._sections

    def show_plan(self, sections: tuple[Section, ...], safety: Safety) -> None:
        """Show these sections; keeps its place when they are the same."""
        if (sections, safety) == (self._sections, self._safety):
            return
        self._sections, self._safety = sections, safety
        self._headings = {}
        clear_layout(self._column)
        inside = self._scroll.widget()
        if safety.notice:
            notice = SafetyNotice(safety, inside)
            notice.questions_requested.connect(self.questions_requested)
            self._column.addWidget(notice)
        for section in sections:
            self._headings[section.title] = label(section.title, "title", parent=inside)
            self._column.addWidget(self._headings[section.title])
            for entry in section.entries:
                self._column.addWidget(entry_card(entry, inside))
        self._column.addStretch(1)

    def scroll_to(self, title: str) -> None:
        """Bring a section to the top once everything has its place."""
        QTimer.singleShot(0, self, lambda: self._scroll_to(title))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll."""
        bar = self._scroll.verticalScrollBar()
        lines = _SCROLLING.get(Qt.Key(event.key()))
        if lines is not None:
            bar.setValue(bar.value() + lines * _LINE_PX)
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            bar.setValue(0 if event.key() == Qt.Key.Key_Home else bar.maximum())
        else:
            super().keyPressEvent(event)

    def _scroll_to(self, title: str) -> None:
        heading = self._headings.get(title)
        self._scroll.verticalScrollBar().setValue(heading.y() - 4 if heading is not None else 0)


def entry_card(entry: Entry, parent: QWidget | None) -> QFrame:
    """An entry with its steps and facts, ready to be read."""
    card = QFrame(parent)
    card.setProperty("role", "card")
    card.setAccessibleName(entry.title)
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(4)
    column.addWidget(label(entry.title, "heading", parent=card))
    if entry.text:
        column.addWidget(label(entry.text, parent=card))
    for number, step in enumerate(entry.steps, start=1):
        column.addLayout(_line(f"{number}.", step, card, name_px=20))
    previous = ""
    for fact in entry.facts:
        column.addLayout(_line("" if fact.name == previous else fact.name, fact.text, card, name_px=_NAME_PX))
        previous = fact.name
    return card


def _line(name: str, text: str, card: QWidget, *, name_px: int) -> QHBoxLayout:
    """A narrow name and what is said under it, on one line."""
    row = QHBoxLayout()
    row.setSpacing(8)
    title = label(name, "muted", parent=card)
    title.setFixedWidth(grown_px(name_px))
    row.addWidget(title, alignment=Qt.AlignmentFlag.AlignTop)
    row.addWidget(label(text, parent=card), 1)
    return row
