"""A row of switches that lists findings by what the coach decided."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QToolButton, QWidget

from studio.ui.review.cards import Shown
from studio.ui.translating import QT_TRANSLATE_NOOP, translate
from studio.ui.widgets.flow_layout import FlowLayout

_WORDS = {
    Shown.ALL: QT_TRANSLATE_NOOP("VerdictFilter", "All {count}"),
    Shown.OPEN: QT_TRANSLATE_NOOP("VerdictFilter", "Open {count}"),
    Shown.ACCEPTED: QT_TRANSLATE_NOOP("VerdictFilter", "✓ {count}"),
    Shown.DISMISSED: QT_TRANSLATE_NOOP("VerdictFilter", "✕ {count}"),
}
_NAMES = {
    Shown.ALL: QT_TRANSLATE_NOOP("VerdictFilter", "All findings"),
    Shown.OPEN: QT_TRANSLATE_NOOP("VerdictFilter", "Findings without a verdict"),
    Shown.ACCEPTED: QT_TRANSLATE_NOOP("VerdictFilter", "Accepted findings"),
    Shown.DISMISSED: QT_TRANSLATE_NOOP("VerdictFilter", "Dismissed findings"),
}


class VerdictFilter(QWidget):
    """One switch for each verdict, with how many findings have it.

    Signals:
        chosen: carries which ones are to be listed.
    """

    chosen = Signal(object)

    def __init__(self, shown: Shown, counts: Mapping[Shown, int], parent: QWidget) -> None:
        super().__init__(parent)
        row = FlowLayout(self, spacing_px=4)
        for kind in Shown:
            row.addWidget(self._switch(kind, counts[kind], is_on=kind is shown))

    def _switch(self, kind: Shown, count: int, *, is_on: bool) -> QToolButton:
        made = QToolButton(self)
        made.setText(translate("VerdictFilter", _WORDS[kind]).format(count=count))
        made.setCheckable(True)
        made.setChecked(is_on)
        made.setProperty("role", "chip")
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        made.setToolTip(translate("VerdictFilter", _NAMES[kind]))
        made.setAccessibleName(translate("VerdictFilter", _NAMES[kind]))
        made.clicked.connect(lambda: self.chosen.emit(kind))
        return made
