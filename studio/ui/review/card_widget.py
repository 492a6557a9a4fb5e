"""One finding as a card: compact until it is chosen, then with its whole evidence chain."""

from math import isfinite

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from studio.core.fault import Severity
from studio.core.review import Decision
from studio.ui.review.cards import Card, CauseLine, FixLine, Grounds
from studio.ui.review.evidence_block import EvidenceBlock
from studio.ui.review.settle_box import SettleBox
from studio.ui.theme import Theme, grown_px
from studio.ui.widgets import Field, Fold, SeverityBadge, button, label, rule
from studio.ui.wording import format_length, format_time, severity_word

_PLAIN, _LARGE = 100, 150
"""Texts from half as large again on leave no room for title and severity side by side."""


class FindingCard(QFrame):
    """A finding.

    Signals:
        chosen: the card was clicked; carries the fault id.
        accept_requested: carries the fault id.
        dismiss_requested: carries fault id and reason.
        reopen_requested: take the verdict back; carries the fault id.
        severity_requested: carries fault id and the severity's number.
        note_requested: carries fault id and text.
        plan_requested: show what to do in full; carries the fault id.
        voice_requested: play a voice note, or stop it; carries its id.
        remove_requested: the coach takes back what they added; carries the fault id.
        settle_requested: lead through settling it; carries the fault id and the way.
        value_requested: show the frame that has this value; carries fault id, measure's id and rep number.
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

    def __init__(self, card: Card, theme: Theme, *, is_selected: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.card = card
        self.is_selected = is_selected
        self._theme = theme
        self._details: QWidget | None = None
        self._reason: Field | None = None
        self._note: Field | None = None
        self._severity_menu: QMenu | None = None
        self.setProperty("role", "card")
        self.setProperty("decided", card.decision.value)
        self.setProperty("selected", "true" if is_selected else "false")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(card.title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._add_head()
        if is_selected:
            self._add_details()

    def edit_severity(self) -> None:
        """Open the choice of severities."""
        if self._severity_menu is not None:
            self._severity_menu.popup(self._badge_widget.mapToGlobal(self._badge_widget.rect().bottomLeft()))

    def ask_reason(self) -> None:
        """Put the cursor where the reason for a dismissal is written."""
        if self._reason is not None:
            self._reason.show()
            self._reason.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._reason.selectAll()

    def ask_note(self) -> None:
        """Put the cursor where the note is written."""
        if self._note is not None:
            self._note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose this finding."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(self.card.fault)

    def _add_head(self) -> None:
        card = self.card
        is_large = grown_px(_PLAIN) >= _LARGE
        direction = QBoxLayout.Direction.TopToBottom if is_large else QBoxLayout.Direction.LeftToRight
        row = QBoxLayout(direction)
        row.setSpacing(4 if is_large else 8)
        row.addWidget(label(card.title, "heading", parent=self), 1)
        row.addWidget(self._badge(), alignment=Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._column.addLayout(row)
        news = self.tr("● new") if card.is_new and not card.is_decided else ""
        facts = [fact for fact in (news, card.reps, self._worst(), self._decision()) if fact]
        if facts:
            self._column.addWidget(label(" · ".join(facts), "muted", parent=self))
        if card.reason:
            self._column.addWidget(label(card.reason, "muted", parent=self))
        if card.is_open_question:
            self._add_settling()
        for note_id, duration_s in card.voices:
            self._column.addWidget(self._voice(note_id, duration_s), alignment=Qt.AlignmentFlag.AlignLeft)
        if card.cue and not card.is_open_question:
            self._column.addWidget(label(f"“{card.cue}”", "cue", parent=self))

    def _add_settling(self) -> None:
        """What settles it: in this clip at once, or another clip."""
        settling = SettleBox(self.card, parent=self)
        settling.settle_requested.connect(self.settle_requested)
        self._column.addWidget(settling)

    def _voice(self, note_id: str, duration_s: float) -> QPushButton:
        play = button(self.tr("▶ Voice note, {length}").format(length=format_length(duration_s)), "ghost", parent=self)
        play.clicked.connect(lambda: self.voice_requested.emit(note_id))
        return play

    def _badge(self) -> SeverityBadge:
        card = self.card
        word = severity_word(card.severity)
        if card.is_open_question:
            word = self.tr("unconfirmed")
        elif card.severity is not card.studio_severity:
            word = self.tr("{severity}, yours").format(severity=word)
        badge = SeverityBadge(self._theme, card.shown_severity, f"{word} ▾" if self.is_selected else word, self)
        if self.is_selected:
            self._severity_menu = self._make_severity_menu()
            badge.setToolTip(self.tr("Say how severe it is (E)"))
            badge.clicked.connect(self.edit_severity)
        self._badge_widget = badge
        return badge

    def _worst(self) -> str:
        if not isfinite(self.card.worst_time_s):
            return ""
        return self.tr("worst at {time}").format(time=format_time(self.card.worst_time_s))

    def _decision(self) -> str:
        match self.card.decision:
            case Decision.ACCEPTED:
                return self.tr("✓ accepted")
            case Decision.DISMISSED:
                return self.tr("✕ dismissed: {reason}").format(reason=self.card.dismiss_reason)
            case Decision.OPEN:
                return self.tr("added by you") if self.card.is_by_hand else ""

    def _add_details(self) -> None:
        card = self.card
        self._column.addWidget(rule(self))
        for line in card.evidence:
            block = EvidenceBlock(line, self)
            block.value_requested.connect(lambda measure, rep: self.value_requested.emit(card.fault, measure, rep))
            self._column.addWidget(block)
        if card.also:
            text = self.tr("Also counts here: {titles}").format(titles=", ".join(card.also))
            self._column.addWidget(label(text, "muted", parent=self))
        if card.fixes and not card.is_open_question:
            self._column.addWidget(self._fixes(card.fixes))
        if card.causes:
            self._column.addWidget(self._causes(card.causes))
        if card.grounds != Grounds():
            self._column.addWidget(self._grounds(card.grounds))
        if card.limits:
            self._column.addWidget(self._limits(card))
        self._column.addWidget(rule(self))
        self._column.addLayout(self._verdict_row())
        self._column.addWidget(self._reason_field())
        self._column.addWidget(self._note_field())

    def _fixes(self, fixes: tuple[FixLine, ...]) -> Fold:
        fold = Fold(self.tr("What to do"), is_open=True, parent=self)
        for fix in fixes:
            title = label(f"• {fix.title}", parent=fold)
            title.setToolTip("\n".join((*fix.steps, fix.dose)))
            fold.content.addWidget(title)
        steps = button(self.tr("Steps and dose"), "ghost", parent=fold)
        steps.clicked.connect(lambda: self.plan_requested.emit(self.card.fault))
        fold.content.addWidget(steps, alignment=Qt.AlignmentFlag.AlignLeft)
        return fold

    def _causes(self, causes: tuple[CauseLine, ...]) -> Fold:
        fold = Fold(self.tr("What may stand behind it"), is_open=False, parent=self)
        for cause in causes:
            kind = f"{cause.kind}, {cause.confidence}" if cause.confidence else cause.kind
            fold.content.addWidget(label(f"• {cause.term} ({kind})", parent=fold))
            for told in (cause.mechanism, cause.trial):
                if told:
                    fold.content.addWidget(label(told, "muted", parent=fold))
        return fold

    def _grounds(self, grounds: Grounds) -> Fold:
        fold = Fold(self.tr("Where the limits come from"), is_open=False, parent=self)
        for text in (", ".join(grounds.tags), grounds.basis):
            if text:
                fold.content.addWidget(label(text, "muted", parent=fold))
        for source in grounds.sources:
            fold.content.addWidget(label(source, "faint", parent=fold))
        return fold

    def _limits(self, card: Card) -> Fold:
        fold = Fold(self.tr("When this may be wrong"), is_open=False, parent=self)
        fold.content.addWidget(label(card.limits, "muted", parent=fold))
        return fold

    def _verdict_row(self) -> QHBoxLayout:
        fault = self.card.fault
        row = QHBoxLayout()
        row.setSpacing(4)
        if self.card.is_by_hand and self.card.decision is not Decision.DISMISSED:
            remove = button(self.tr("Remove"), parent=self)
            remove.setToolTip(self.tr("Take back what you added"))
            remove.clicked.connect(lambda: self.remove_requested.emit(fault))
            row.addWidget(remove)
        elif self.card.decision is Decision.OPEN:
            accept = button(self.tr("Accept"), "primary", parent=self)
            accept.setToolTip(self.tr("Keep it in the report (A)"))
            accept.clicked.connect(lambda: self.accept_requested.emit(fault))
            dismiss = button(self.tr("Dismiss"), parent=self)
            dismiss.setToolTip(self.tr("Leave it out of the report (D)"))
            dismiss.clicked.connect(self.ask_reason)
            row.addWidget(accept)
            row.addWidget(dismiss)
        else:
            reopen = button(self.tr("Reopen"), parent=self)
            reopen.clicked.connect(lambda: self.reopen_requested.emit(fault))
            row.addWidget(reopen)
        row.addStretch(1)
        return row

    def _make_severity_menu(self) -> QMenu:
        menu = QMenu(self)
        for severity in (Severity.MILD, Severity.MODERATE, Severity.SEVERE):
            action = menu.addAction(severity_word(severity))
            action.setCheckable(True)
            action.setChecked(severity is self.card.severity)
            action.setData(int(severity))
        menu.triggered.connect(lambda action: self.severity_requested.emit(self.card.fault, int(action.data())))
        return menu

    def _reason_field(self) -> Field:
        """Hidden until it is asked for; a usual reason stands ready, so that D and Enter are enough."""
        self._reason = Field(self.card.dismiss_reason or self.tr("A landmark is in the wrong place"), self)
        self._reason.setAccessibleName(self.tr("Reason for dismissing"))
        self._reason.setPlaceholderText(self.tr("Why does it not hold?"))
        self._reason.setToolTip(self.tr("Enter dismisses the finding, Escape leaves it"))
        self._reason.setVisible(self.card.decision is Decision.DISMISSED)
        self._reason.returnPressed.connect(self._on_reason_entered)
        if self.card.decision is not Decision.DISMISSED:
            self._reason.left.connect(self._reason.hide)
        return self._reason

    def _note_field(self) -> Field:
        self._note = Field(self.card.note, self)
        self._note.setPlaceholderText(self.tr("Note for the report"))
        self._note.setAccessibleName(self.tr("Note for the report"))
        self._note.editingFinished.connect(self._on_note_finished)
        return self._note

    def _on_reason_entered(self) -> None:
        if self._reason is not None:
            # The card is built anew and takes the field along: keys belong to the window again.
            self.window().setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.dismiss_requested.emit(self.card.fault, self._reason.text().strip())

    def _on_note_finished(self) -> None:
        if self._note is not None and self._note.text().strip() != self.card.note:
            self.note_requested.emit(self.card.fault, self._note.text().strip())
