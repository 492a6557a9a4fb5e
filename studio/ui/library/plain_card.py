"""A set in plain words: the notice first, then at most three points, then what to do with the load."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from studio.services.plain_words import PlainSummary
from studio.ui.theme import grown_px
from studio.ui.widgets import clear_layout, label

_WIDTH_PX = 232


class PlainCard(QFrame):
    """What a person is told about their own set."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setFixedWidth(grown_px(_WIDTH_PX))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(6)
        self._texts: list[str] = []
        self.hide()

    @property
    def texts(self) -> tuple[str, ...]:
        """Everything that is said, from top to bottom."""
        return tuple(self._texts)

    def show_summary(self, summary: PlainSummary | None) -> None:
        """Say it; a set that was not analysed says nothing."""
        clear_layout(self._column)
        self._texts = []
        if summary is None:
            self.hide()
            return
        if summary.notice:
            self._say(summary.notice, "heading")
        for number, point in enumerate(summary.points, start=1):
            self._say(f"{number}. {point.cue}", "heading")
            self._say(self.tr("Because: {seen}").format(seen=point.seen), "muted")
        if not summary.points and not summary.notice:
            self._say(self.tr("Nothing to change was found in what this clip shows."))
        if summary.load:
            self._say(summary.load)
        if summary.is_outdated:
            self._say(self.tr("Open this set once more for the load: it was judged before the screening was answered."))
        if summary.unseen:
            self._say(self.tr("Things that this clip cannot show: {count}.").format(count=summary.unseen), "muted")
        self.show()

    def _say(self, text: str, role: str = "") -> None:
        self._texts.append(text)
        self._column.addWidget(label(text, role, parent=self))
