"""The strip under the picture that gives a marked moment its words."""

from collections.abc import Callable
from math import nan

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from studio.core.review import KeyMoment
from studio.ui.widgets import button, label
from studio.ui.widgets.basics import Field
from studio.ui.widgets.comment_field import CommentField
from studio.ui.wording import format_time

_BOTTOM_PX = 8
_MARK_PX = 22


class MomentBar(QFrame):
    """Title and comment of one moment; lies over the lower edge of the picture.

    Signals:
        edited: title or comment was changed; carries the moment as it is now.
        remove_requested: the mark is to go; carries its time.
    """

    edited = Signal(object)
    remove_requested = Signal(float)

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self._time_s = nan
        self.setProperty("role", "popup")
        self._time = label("", "heading", parent=self, wraps=False)
        self._title = Field("", self)
        self._title.setMinimumWidth(120)
        self._title.setPlaceholderText(self.tr("Title"))
        self._title.setAccessibleName(self.tr("Title of the moment"))
        self._comment = CommentField(self)
        self._comment.setMinimumWidth(150)
        self._comment.setMaximumWidth(260)
        self._comment.setPlaceholderText(self.tr("Comment, printed in the report"))
        self._comment.setAccessibleName(self.tr("Comment on the moment"))
        self._title.textEdited.connect(self._on_text_edited)
        self._title.returnPressed.connect(self._leave)
        self._comment.text_edited.connect(self._on_text_edited)
        self._title.left.connect(self._on_text_edited)
        marks = QVBoxLayout()
        marks.setSpacing(2)
        marks.addWidget(self._mark_button("B", self.tr("Bold (Ctrl+B)"), self._comment.toggle_bold))
        marks.addWidget(self._mark_button("•", self.tr("Item of a list"), self._comment.toggle_item))
        remove = button(self.tr("Remove mark"), "ghost", parent=self)
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.clicked.connect(lambda: self.remove_requested.emit(self._time_s))
        close = button(self.tr("Done"), "ghost", parent=self)
        close.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        for widget in (self._time, self._title, self._comment):
            row.addWidget(widget)
        row.addLayout(marks)
        row.addWidget(remove)
        row.addWidget(close)
        host.installEventFilter(self)
        self.hide()

    @property
    def time_s(self) -> float:
        """Time of the moment; NaN when none is shown."""
        return self._time_s

    def show_moment(self, moment: KeyMoment) -> None:
        """Show a moment's words; leaves alone what is being typed."""
        self._time_s = moment.time_s
        self._time.setText(format_time(moment.time_s))
        if self._title.text() != moment.title:
            self._title.setText(moment.title)
        if self._comment.text() != moment.comment:
            self._comment.show_text(moment.comment)
        self.show()
        self.raise_()
        self._place()

    def edit(self) -> None:
        """Go to the title."""
        self._title.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._title.selectAll()

    def put_away(self) -> None:
        """Show no moment."""
        self._time_s = nan
        self._leave()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the middle of the picture's lower edge."""
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _on_text_edited(self) -> None:
        self.edited.emit(KeyMoment(self._time_s, self._title.text(), self._comment.text()))

    def _mark_button(self, sign: str, words: str, act: Callable[[], None]) -> QToolButton:
        made = QToolButton(self)
        made.setText(sign)
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cursor stays in the comment
        made.setFixedSize(_MARK_PX, _MARK_PX)
        made.clicked.connect(act)
        return made

    def _leave(self) -> None:
        if self._title.hasFocus() or self._comment.hasFocus():
            self.window().setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self) -> None:
        self.adjustSize()
        self.resize(min(self.width(), self._host.width()), self.height())
        left = max((self._host.width() - self.width()) // 2, 0)
        self.move(left, self._host.height() - self.height() - _BOTTOM_PX)
