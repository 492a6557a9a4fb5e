"""Play, step, speed, time: the bar under the video."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio.core.time import FrameClock
from studio.services.playhead import SPEEDS, PlaybackState
from studio.ui.player.switches import Switches
from studio.ui.wording import format_time

_BUTTON_PX = 32
_GAP_PX = 10
_MARGIN_PX = 8
# Cameras miss their own rate by some frames; slow motion is half of it or less.
_SAME_RATE_SHARE = 0.1


class TransportBar(QFrame):
    """Buttons for playing and stepping, the time, the frame and the clip's true frame rate.

    Signals:
        speed_requested: a speed preset was chosen, as a factor of real time.
    """

    speed_requested = Signal(float)

    def __init__(
        self, moving: Sequence[QAction], showing: Sequence[QAction], *, play: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "strip")
        self._clock: FrameClock | None = None
        self._frame_pattern = "{index}"
        self._time = QLabel("0:00.00", self)
        self._time.setProperty("role", "time")
        self._frame = QLabel("", self)
        self._frame.setProperty("role", "faint")
        self._speed = self._make_speed()
        self._true_speed = QLabel("", self)
        self._true_speed.setProperty("role", "faint")
        self._true_speed.hide()
        self._filmed_share = 1.0
        self._loop = QLabel("", self)
        self._loop.setProperty("role", "faint")
        self._moving = self._make_moving(moving, play)
        self._readout = self._make_readout()
        self._speeds = self._make_speeds()
        self._switches = Switches(showing, self)
        self._row = QHBoxLayout()
        self._row.setSpacing(_GAP_PX)
        for widget in (self._moving, self._readout, self._speeds):
            self._row.addWidget(widget)
        self._row.addWidget(self._switches, 1, Qt.AlignmentFlag.AlignRight)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(_MARGIN_PX, 4, _MARGIN_PX, 4)
        self._column.setSpacing(2)
        self._column.addLayout(self._row)
        self._column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)

    @property
    def time_text(self) -> str:
        """What is shown as time and length."""
        return self._time.text()

    @property
    def frame_text(self) -> str:
        """What is shown as frame and frame rate."""
        return self._frame.text()

    @property
    def true_speed_text(self) -> str:
        """What is said about the speed of the movement itself; empty when the clip plays as it was filmed."""
        return self._true_speed.text()

    def minimumSizeHint(self) -> QSize:
        """Narrower than what it shows: what has no room goes below, or into a menu."""
        parts_px = (self._moving.sizeHint().width(), self._speeds.sizeHint().width(), self._switches.least_width_px)
        return QSize(2 * _MARGIN_PX + sum(parts_px) + 2 * _GAP_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where texts are large and the window small, time and frame get a line of their own."""
        super().resizeEvent(event)
        self._arrange(event.size().width())

    def changeEvent(self, event: QEvent) -> None:
        """Larger texts need more room."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._keep_frame_width()
            self._arrange(self.width())

    def show_filmed_rate(self, filmed_fps: float, clock: FrameClock) -> None:
        """Say how fast the movement really was when the clip is stored in slow motion; NaN says nothing."""
        share = clock.fps_nominal / filmed_fps
        self._filmed_share = share if abs(share - 1.0) > _SAME_RATE_SHARE else 1.0
        text = self.tr("Filmed at {filmed} frames a second, stored at {stored}")
        self._true_speed.setToolTip(text.format(filmed=f"{filmed_fps:.0f}", stored=f"{clock.fps_nominal:.0f}"))
        self._show_true_speed(SPEEDS[self._speed.currentIndex()])

    def open(self, clock: FrameClock) -> None:
        """Show another clip's length and frame rate."""
        self._clock = clock
        rate = f"{clock.fps_nominal:.2f}".rstrip("0").rstrip(".")
        pattern = (
            self.tr("frame {index} / {count} · ~{rate} fps VFR")
            if clock.is_variable
            else self.tr("frame {index} / {count} · {rate} fps")
        )
        self._frame_pattern = pattern.replace("{rate}", rate).replace("{count}", str(clock.frame_count))
        self._keep_frame_width()
        self.show_position(0, clock.time_of(0))
        self._arrange(self.width())

    def show_position(self, index: int, time_s: float) -> None:
        """Show where the playhead stands."""
        if self._clock is None:
            return
        first_s = self._clock.time_of(0)
        last_s = self._clock.time_of(self._clock.frame_count - 1)
        self._time.setText(f"{format_time(time_s - first_s)} / {format_time(last_s - first_s)}")
        self._frame.setText(self._frame_pattern.format(index=index + 1))

    def show_playback(self, state: PlaybackState) -> None:
        """Show speed and loop."""
        speed = min(SPEEDS, key=lambda preset: abs(preset - abs(state.speed)))
        with QSignalBlocker(self._speed):
            self._speed.setCurrentIndex(SPEEDS.index(speed))
        self._show_true_speed(abs(state.speed))
        self._loop.setText(self.tr("loop") if state.loop_s else "")

    def _show_true_speed(self, speed: float) -> None:
        is_other = self._filmed_share != 1.0
        share = self.tr("{percent} % of true speed").format(percent=f"{100 * speed * self._filmed_share:.3g}")
        self._true_speed.setText(share if is_other else "")
        self._true_speed.setVisible(is_other)

    def _make_speed(self) -> QComboBox:
        box = QComboBox(self)
        box.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box.setToolTip(self.tr("Speed, as a share of real time (Up and Down)"))
        box.setAccessibleName(self.tr("Speed"))
        for speed in SPEEDS:
            box.addItem(f"{100 * speed:g} %", speed)
        box.setCurrentIndex(SPEEDS.index(1.0))
        box.currentIndexChanged.connect(lambda index: self.speed_requested.emit(SPEEDS[index]))
        return box

    def _make_moving(self, actions: Sequence[QAction], play: QAction) -> QWidget:
        moving = QWidget(self)
        row = QHBoxLayout(moving)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for action in actions:
            row.addWidget(self._button(action, is_large=action is play))
        return moving

    def _make_readout(self) -> QWidget:
        readout = QWidget(self)
        self._lines = QBoxLayout(QBoxLayout.Direction.TopToBottom, readout)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self._lines.addWidget(self._time)
        self._lines.addWidget(self._frame)
        return readout

    def _make_speeds(self) -> QWidget:
        speeds = QWidget(self)
        row = QHBoxLayout(speeds)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self._speed)
        column.addWidget(self._true_speed)
        row.addLayout(column)
        row.addWidget(self._loop)
        return speeds

    def _keep_frame_width(self) -> None:
        """Room for the last frame's number, so that nothing moves while the clip plays."""
        if self._clock is not None:
            longest = self._frame_pattern.format(index=self._clock.frame_count)
            self._frame.setMinimumWidth(self._frame.fontMetrics().horizontalAdvance(longest))

    def _arrange(self, width_px: int) -> None:
        """Put time and frame beside the buttons or below them, and show switches where room is left."""
        whole_px = width_px - 2 * _MARGIN_PX
        left_px = whole_px - sum(part.sizeHint().width() + _GAP_PX for part in (self._moving, self._speeds))
        time_px, frame_px = (
            self._time.sizeHint().width(),
            max(self._frame.sizeHint().width(), self._frame.minimumWidth()),
        )
        readout_px = max(time_px, frame_px) + _GAP_PX
        is_below = readout_px + self._switches.least_width_px > left_px
        self._put_readout(is_below=is_below, is_one_line=is_below and time_px + _GAP_PX + frame_px <= whole_px)
        self._switches.fit(left_px if is_below else left_px - readout_px)

    def _put_readout(self, *, is_below: bool, is_one_line: bool) -> None:
        self._lines.setDirection(QBoxLayout.Direction.LeftToRight if is_one_line else QBoxLayout.Direction.TopToBottom)
        self._lines.setSpacing(_GAP_PX if is_one_line else 0)
        if is_below == (self._row.indexOf(self._readout) < 0):
            return
        if is_below:
            self._row.removeWidget(self._readout)
            self._column.addWidget(self._readout, alignment=Qt.AlignmentFlag.AlignLeft)
        else:
            self._column.removeWidget(self._readout)
            self._row.insertWidget(1, self._readout)

    def _button(self, action: QAction, *, is_large: bool = False) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIconSize(QSize(24, 24) if is_large else QSize(20, 20))
        button.setFixedSize(_BUTTON_PX + 8 if is_large else _BUTTON_PX - 2, _BUTTON_PX)
        return button
