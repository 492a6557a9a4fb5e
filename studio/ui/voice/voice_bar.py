"""The strip over the picture that records a voice note, or plays one."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from studio.core.sound import LONGEST_NOTE_S, VoiceNote
from studio.ui.widgets import button, label
from studio.ui.wording import format_length, format_time

_BOTTOM_PX = 76
_LEVEL_PX = 120
_STEPS = 1000


class VoiceBar(QFrame):
    """Lies over the lower edge of the picture, above the words of a moment.

    Signals:
        keep_requested: stop recording and keep the note.
        discard_requested: stop recording and drop the note.
        play_requested: play the shown note, or stop it.
        delete_requested: take the shown note away.
        closed: the strip was put away.
    """

    keep_requested = Signal()
    discard_requested = Signal()
    play_requested = Signal()
    delete_requested = Signal()
    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        super().__init__(host)
        self._host = host
        self.setProperty("role", "popup")
        self._title = label("", "heading", parent=self, wraps=False)
        self._time = label("", "time", parent=self, wraps=False)
        self._level = QProgressBar(self)
        self._level.setRange(0, _STEPS)
        self._level.setTextVisible(False)
        self._level.setFixedWidth(_LEVEL_PX)
        self._level.setAccessibleName(self.tr("Loudness"))
        self._keep = self._make_button(self.tr("Stop and keep"), "primary")
        self._discard = self._make_button(self.tr("Discard"))
        self._play = self._make_button(self.tr("Play"), "primary")
        self._delete = self._make_button(self.tr("Delete"))
        self._close = self._make_button(self.tr("Done"))
        self._keep.clicked.connect(self.keep_requested)
        self._discard.clicked.connect(self.discard_requested)
        self._play.clicked.connect(self.play_requested)
        self._delete.clicked.connect(self.delete_requested)
        self._close.clicked.connect(self.put_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 8, 4)
        row.setSpacing(8)
        for widget in (self._title, self._time, self._level, *self._buttons):
            row.addWidget(widget)
        host.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What is said, and the time."""
        return f"{self._title.text()} {self._time.text()}"

    @property
    def level(self) -> float:
        """The loudness that is shown, 0…1."""
        return self._level.value() / _STEPS

    @property
    def offered(self) -> tuple[str, ...]:
        """The buttons that can be pressed now."""
        return tuple(one.text() for one in self._buttons if not one.isHidden())

    def show_recording(self, title: str) -> None:
        """A note is being recorded; its level follows."""
        self._title.setText(self.tr("● Recording: {title}").format(title=title) if title else self.tr("● Recording"))
        self._offer(self._keep, self._discard)
        self.show_progress(0.0, LONGEST_NOTE_S, 0.0)
        self._appear()

    def show_keeping(self) -> None:
        """It is being stored."""
        self._title.setText(self.tr("Keeping the note…"))
        self._offer()
        self._appear()

    def show_note(self, note: VoiceNote, title: str, *, is_playing: bool) -> None:
        """A note that is there, playing or not."""
        words = self.tr("Voice note at {time}").format(time=format_time(note.time_s))
        self._title.setText(f"{words}: {title}" if title else words)
        self._play.setText(self.tr("Stop") if is_playing else self.tr("Play"))
        self._offer(self._play, self._delete, self._close)
        if not is_playing:
            self.show_progress(0.0, note.duration_s, 0.0)
        self._appear()

    def show_progress(self, elapsed_s: float, whole_s: float, level: float) -> None:
        """How far it is and how loud."""
        elapsed = f"{int(elapsed_s) // 60}:{int(elapsed_s) % 60:02d}"
        self._time.setText(f"{elapsed} / {format_length(whole_s)}")
        self._level.setValue(round(level * _STEPS))

    def put_away(self) -> None:
        """Show nothing."""
        if not self.isHidden():
            if any(one.hasFocus() for one in self._buttons):
                self.window().setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.hide()
            self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay over the middle of the picture's lower edge."""
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False

    @property
    def _buttons(self) -> tuple[QPushButton, ...]:
        return self._keep, self._discard, self._play, self._delete, self._close

    def _make_button(self, text: str, role: str = "ghost") -> QPushButton:
        made = button(text, role, parent=self)
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _offer(self, *offered: QPushButton) -> None:
        for one in self._buttons:
            one.setVisible(one in offered)

    def _appear(self) -> None:
        self.show()
        self.raise_()
        self._place()

    def _place(self) -> None:
        self.adjustSize()
        left = max((self._host.width() - self.width()) // 2, 0)
        self.move(left, max(self._host.height() - self.height() - _BOTTOM_PX, 0))
