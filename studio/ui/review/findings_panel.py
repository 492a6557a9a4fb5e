"""The findings, grouped by what to do with them; a safety notice goes before everything else."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from studio.core.plan import Safety
from studio.core.review import Decision
from studio.ui.intake.notice import SafetyNotice
from studio.ui.review.card_widget import FindingCard
from studio.ui.review.cards import Card, Group, LostVerdict, Shown
from studio.ui.review.quiet_list import QuietList
from studio.ui.review.verdict_filter import VerdictFilter
from studio.ui.theme import Theme, grown_px
from studio.ui.widgets import Fold, button, clear_layout, label

_LEAST_PX, _LARGEST_LEAST_PX = 300, 420


class FindingsPanel(QScrollArea):
    """Cards from top to bottom. Takes plain values, emits what the coach wants.

    Signals:
        chosen: a card was clicked; carries the fault id.
        accept_requested, dismiss_requested, reopen_requested, severity_requested, note_requested: as on a card.
        plan_requested, voice_requested, remove_requested, settle_requested, value_requested: as on a card.
        add_requested: the coach sees a fault that is not listed; carries its id.
        questions_requested: the safety notice was clicked.
        forget_requested: a verdict without its finding is not needed any more; carries the fault id.
    """

    chosen = Signal(str)
    accept_requested = Signal(str)
    dismiss_requested = Signal(str, str)
    reopen_requested = Signal(str)
    severity_requested = Signal(str, int)
    note_requested = Signal(str, str)
    plan_requested = Signal(str)
    voice_requested = Signal(str)
    remove_requested = Signal(str)
    settle_requested = Signal(str, str)
    value_requested = Signal(str, str, int)
    add_requested = Signal(str)
    questions_requested = Signal()
    forget_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: dict[str, FindingCard] = {}
        self._shown: tuple[Card, ...] = ()
        self._safety = Safety()
        self._lost: tuple[LostVerdict, ...] = ()
        self._selected = ""
        self.filter = Shown.ALL
        self._open_folds: frozenset[Group] = frozenset()
        self._folds: dict[Group, Fold] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(_least_px())
        self._inside = QWidget(self)
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(8)
        self.setWidget(self._inside)
        self.show_empty(self.tr("Findings appear here when a clip has been analysed."))
        theme.changed.connect(self._build_anew)

    @property
    def selected(self) -> str:
        """Fault id of the chosen card; empty when there is none."""
        return self._selected

    @property
    def cards(self) -> tuple[Card, ...]:
        """What is shown, in the order of the screen."""
        return self._shown

    @property
    def listed(self) -> tuple[Card, ...]:
        """The cards that ask for a verdict and pass the filter, in the order of the screen."""
        return tuple(card for card in self._shown if card.is_judged and self.filter.lists(card))

    @property
    def lost(self) -> tuple[LostVerdict, ...]:
        """Verdicts that are shown without a finding."""
        return self._lost

    def choose_filter(self, shown: Shown) -> None:
        """List the findings with this verdict only."""
        if shown is not self.filter:
            self.filter = shown
            self._build()

    def choose_next_filter(self) -> None:
        """All, open, accepted, dismissed, and all again."""
        kinds = list(Shown)
        self.choose_filter(kinds[(kinds.index(self.filter) + 1) % len(kinds)])

    @property
    def progress_text(self) -> str:
        """How much has been reviewed, in words."""
        judged = [card for card in self._shown if card.is_judged]
        decided = [card for card in judged if card.is_decided]
        if not judged and not any(card.group is Group.NOT_FOUND for card in self._shown):
            return self.tr("Nothing could be judged in this clip. Below stands why, and what clip would settle it.")
        if not judged:
            return self.tr("Nothing was found that is out of its band. Look at what could not be assessed below.")
        return self.tr("{done} of {count} reviewed").format(done=len(decided), count=len(judged))

    def card_widget(self, fault: str) -> FindingCard | None:
        """The widget of a card."""
        return self._cards.get(fault)

    def fold(self, group: Group) -> Fold:
        """The fold of a group that is not shown as cards."""
        return self._folds[group]

    def show_empty(self, text: str) -> None:
        """Show a sentence instead of findings."""
        self._shown, self._lost, self._selected, self.filter = (), (), "", Shown.ALL
        self._clear()
        self._column.addWidget(label(text, "muted", parent=self._inside))
        self._column.addStretch(1)

    def show_cards(self, cards: tuple[Card, ...], safety: Safety, lost: tuple[LostVerdict, ...] = ()) -> None:
        """Show these findings, and verdicts without one; keeps what is chosen as long as it is among them."""
        self._shown, self._safety, self._lost = cards, safety, lost
        if self._selected not in {card.fault for card in cards}:
            self._selected = ""
        place = self.verticalScrollBar().value()
        self._build()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(place))

    def select(self, fault: str) -> None:
        """Choose a card and bring it into view."""
        if fault != self._selected:
            changed = [name for name in (self._selected, fault) if name in self._cards]
            self._selected = fault
            for name in changed:
                self._replace(name)
        QTimer.singleShot(0, self, self._show_selected)

    def _show_selected(self) -> None:
        widget = self._cards.get(self._selected)
        if widget is not None:
            self.verticalScrollBar().setValue(widget.y() - 8)

    def _replace(self, fault: str) -> None:
        """Build one card anew, in its place."""
        old = self._cards[fault]
        new = self._make_card(old.card)
        self._column.replaceWidget(old, new)
        old.hide()
        old.deleteLater()
        self._cards[fault] = new

    def _build_anew(self) -> None:
        """Larger texts are laid out in another way, and need more room."""
        self.setMinimumWidth(_least_px())
        if self._shown:
            self._clear()
            self._build()

    def _build(self) -> None:
        """Lay the panel out anew; cards that say the same as before stay, with whatever is being typed into them."""
        kept = {
            fault: widget
            for fault, widget in self._cards.items()
            if widget.card in self.listed and widget.is_selected == (fault == self._selected)
        }
        for widget in kept.values():
            self._column.removeWidget(widget)
        self._clear()
        self._add_safety()
        self._add_progress()
        titles = {
            Group.CHANGE_FIRST: self.tr("Change first"),
            Group.CUE: self.tr("Cue"),
            Group.FURTHER: self.tr("Further observations"),
        }
        for group, title in titles.items():
            members = [card for card in self.listed if card.group is group]
            if members:
                self._column.addWidget(label(title, "group", parent=self._inside))
            for card in members:
                self._cards[card.fault] = kept.get(card.fault) or self._make_card(card)
                self._column.addWidget(self._cards[card.fault])
        if self.filter is not Shown.ALL and not self.listed:
            self._column.addWidget(label(self.tr("No finding has this verdict."), "muted", parent=self._inside))
        self._add_lost()
        self._add_fold(Group.NOT_ASSESSABLE, self.tr("Not assessable ({count})"))
        self._add_fold(Group.NOT_FOUND, self._not_found_title)
        self._add_own()
        self._column.addStretch(1)

    @property
    def _not_found_title(self) -> str:
        """Says from outside the fold that some faults are nearer than their names among the others tell."""
        close = sum(bool(card.ways) for card in self._shown if card.group is Group.NOT_FOUND)
        if not close:
            return self.tr("Not found ({count})")
        return self.tr("Not found ({count}), {close} close to a limit").replace("{close}", str(close))

    def _add_safety(self) -> None:
        if not self._safety.notice:
            return
        notice = SafetyNotice(self._safety, self._inside)
        notice.questions_requested.connect(self.questions_requested)
        self._column.addWidget(notice)

    def _add_progress(self) -> None:
        self._column.addWidget(label(self.progress_text, "muted", parent=self._inside))
        judged = [card for card in self._shown if card.is_judged]
        if len(judged) > 1:
            counts = {shown: sum(shown.lists(card) for card in judged) for shown in Shown}
            row = VerdictFilter(self.filter, counts, self._inside)
            row.chosen.connect(self.choose_filter)
            self._column.addWidget(row)

    def _add_lost(self) -> None:
        """Verdicts that a new judgement left without their finding: kept, and shown as such."""
        if not self._lost:
            return
        title = self.tr("Verdicts without a finding ({count})").format(count=len(self._lost))
        fold = Fold(title, is_open=True, parent=self._inside)
        for one in self._lost:
            fold.content.addWidget(label(one.title, "heading", parent=fold))
            said = self.tr("accepted") if one.decision is Decision.ACCEPTED else self.tr("dismissed")
            words = said if one.decision is not Decision.OPEN else self.tr("note")
            fold.content.addWidget(label(f"{words}: {one.words}" if one.words else words, "muted", parent=fold))
            forget = button(self.tr("Forget it"), "ghost", parent=fold)
            forget.clicked.connect(lambda _checked=False, fault=one.fault: self.forget_requested.emit(fault))
            fold.content.addWidget(forget, alignment=Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(fold)

    def _add_fold(self, group: Group, title: str) -> None:
        members = [card for card in self._shown if card.group is group]
        if not members:
            return
        is_open = group in self._open_folds
        fold = Fold(title.format(count=len(members)), is_open=is_open, parent=self._inside)
        fold.toggled.connect(lambda is_now_open: self._on_fold_toggled(group, is_open=is_now_open))
        fold.content.setSpacing(6)
        self._folds[group] = fold
        self._column.addWidget(fold)
        if is_open:
            self._fill(fold, members)
        else:  # a closed fold costs nothing, whatever a correction lays out anew
            fold.toggled.connect(lambda _is_open: self._fill(fold, members))

    def _add_own(self) -> None:
        """What the coach sees and the studio does not: any other fault of the exercise, at the playhead."""
        others = [card for card in self._shown if not card.is_judged]
        if not others:
            return
        add = button(self.tr("Add a finding that you see…"), "ghost", parent=self._inside, gives_way=True)
        menu = QMenu(add)
        for card in sorted(others, key=lambda card: card.title.casefold()):
            menu.addAction(card.title).setData(card.fault)
        menu.triggered.connect(lambda action: self.add_requested.emit(action.data()))
        add.setMenu(menu)
        self._column.addWidget(add, alignment=Qt.AlignmentFlag.AlignLeft)

    def _fill(self, fold: Fold, members: list[Card]) -> None:
        """Put the cards' words into a fold, once."""
        if fold.content.count():
            return
        listed = QuietList(members, fold)
        listed.settle_requested.connect(self.settle_requested)
        fold.content.addWidget(listed)

    def _on_fold_toggled(self, group: Group, *, is_open: bool) -> None:
        self._open_folds = self._open_folds | {group} if is_open else self._open_folds - {group}

    def _make_card(self, card: Card) -> FindingCard:
        widget = FindingCard(card, self._theme, is_selected=card.fault == self._selected, parent=self._inside)
        widget.chosen.connect(self.chosen)
        widget.accept_requested.connect(self.accept_requested)
        widget.dismiss_requested.connect(self.dismiss_requested)
        widget.reopen_requested.connect(self.reopen_requested)
        widget.severity_requested.connect(self.severity_requested)
        widget.note_requested.connect(self.note_requested)
        widget.plan_requested.connect(self.plan_requested)
        widget.voice_requested.connect(self.voice_requested)
        widget.remove_requested.connect(self.remove_requested)
        widget.settle_requested.connect(self.settle_requested)
        widget.value_requested.connect(self.value_requested)
        return widget

    def _clear(self) -> None:
        self._cards = {}
        clear_layout(self._column)


def _least_px() -> int:
    """The panel grows with its texts as far as the smallest window leaves the picture its place."""
    return min(grown_px(_LEAST_PX), _LARGEST_LEAST_PX)
