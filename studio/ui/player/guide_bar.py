"""The strip over the picture that leads through what the coach shows the studio, step by step."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from studio.ui.widgets import button, label

_TOP_PX, _WIDE_PX, _RIM_PX = 8, 620, 8


class GuideBar(QFrame):
    """Lies over the upper edge of the picture while a question is being settled.

    Signals:
        agreed: the coach did what was asked, or says yes.
        ended: the coach wants no more of it.
    """

    agreed = Signal()
    ended = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("role", "popup")
        self.setAccessibleName(self.tr("Settling a finding"))
        self.count = label("", "muted", parent=self, wraps=False)
        self.title = label("", "heading", parent=self, wraps=False)
        self.words = label("", parent=self)
        self.yes = button("", "primary", parent=self)
        self.yes.clicked.connect(self.agreed)
        self.stop = button(self.tr("Stop"), parent=self)
        self.stop.setToolTip(self.tr("Leave it as it is; what was drawn stays (Esc)"))
        self.stop.clicked.connect(self.ended)
        for one in (self.yes, self.stop):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.title)
        head.addWidget(self.count)
        head.addStretch(1)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addLayout(head)
        texts.addWidget(self.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(8)
        row.addLayout(texts, 1)
        row.addWidget(self.yes, alignment=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.stop, alignment=Qt.AlignmentFlag.AlignVCenter)
        host.installEventFilter(self)
        self.hide()

    def show_step(self, title: str, words: str, *, count: str = "", yes: str = "") -> None:
        """Ask for something; `yes` is on the button that agrees, empty when drawing is the answer."""
        self.title.setText(title)
        self.words.setText(words)
        self.count.setText(count)
        self.count.setVisible(bool(count))
        self.yes.setText(yes)
        self.yes.setVisible(bool(yes))
        self.show()
        self.raise_()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the middle of the picture's upper edge."""
        if watched is self._host and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        width = min(_WIDE_PX, self._host.width() - 2 * _RIM_PX)
        row = self.layout()
        assert row is not None
        row.activate()
        self.setFixedSize(width, max(row.heightForWidth(width), row.minimumSize().height()))
        self.move(max((self._host.width() - width) // 2, 0), _TOP_PX)
