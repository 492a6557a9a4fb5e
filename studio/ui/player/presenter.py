"""Connects the player to the desk: the playhead's timer, the frames that are wanted, the overlay."""

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from studio.core.analysis import Analysis
from studio.core.body import Joint
from studio.core.frame import ClipInfo, Frame
from studio.core.review import Review
from studio.review import ClearCorrection, MoveJoint
from studio.services.desk import Desk
from studio.services.playhead import PlaybackState, PlayheadMove
from studio.services.true_view import filmed_fps
from studio.ui.body_course import AnalysedCourse, GrowingCourse
from studio.ui.player.canvas import VideoCanvas
from studio.ui.player.transport import TransportBar

_FALLBACK_RATE_HZ = 60.0
_LONGEST_TICK_S = 0.25
_REST_MS = 200
"""Whoever looks at one frame for this long wants to see all of it."""


class PlayerPresenter(QObject):
    """Lets time pass while it plays, asks for the frame at the playhead, and shows what arrives."""

    def __init__(self, desk: Desk, canvas: VideoCanvas, transport: TransportBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._canvas = canvas
        self._transport = transport
        self._wanted_index = -1
        self._since_tick = QElapsedTimer()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.timeout.connect(self._on_tick)
        canvas.step_requested.connect(desk.playhead.step)
        canvas.toggle_requested.connect(desk.playhead.toggle)
        canvas.joint_moved.connect(self._on_joint_moved)
        canvas.joint_reset_requested.connect(
            lambda index, joint: desk.apply(ClearCorrection(frame_index=index, joint=Joint(joint)))
        )
        transport.speed_requested.connect(self._on_speed_requested)
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.review_changed.subscribe(lambda changed: self._show_filmed_rate(changed.after))
        desk.playhead.moved.subscribe(self._on_playhead_moved)
        desk.playhead.playback_changed.subscribe(self._on_playback_changed)
        desk.frames.arrived.subscribe(self._on_frame_arrived)
        desk.frames.glimpsed.subscribe(self._on_frame_glimpsed)

    def show_growth(self, growing: GrowingCourse) -> None:
        """Draw the raw body while the analysis runs."""
        if self._desk.analysis is None:
            self._canvas.show_course(growing)

    def stop(self) -> None:
        """Let no more time pass."""
        self._tick.stop()
        self._rest.stop()

    def _on_joint_moved(self, index: int, joint: int, x_px: float, y_px: float) -> None:
        self._desk.apply(MoveJoint(frame_index=index, joint=Joint(joint), x_px=x_px, y_px=y_px))
        if self._desk.history is not None:
            self._desk.history.end_merge()

    def _on_clip_opened(self, info: ClipInfo) -> None:
        self._wanted_index = -1
        self._canvas.open(info.width_px, info.height_px)
        self._transport.open(info.clock)
        self._show_filmed_rate(self._desk.review)

    def _show_filmed_rate(self, review: Review | None) -> None:
        """The speed of the movement itself, as the coach or the camera says."""
        info = self._desk.clip
        if info is not None:
            self._transport.show_filmed_rate(filmed_fps(info, review), info.clock)

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        self._canvas.show_course(AnalysedCourse(analysis) if analysis else None)
        clock = self._desk.playhead.clock
        if analysis is not None and clock is not None:
            self._transport.open(clock)
            self._transport.show_position(self._desk.playhead.index, self._desk.playhead.time_s)

    def _on_playhead_moved(self, move: PlayheadMove) -> None:
        if move.index != self._wanted_index:
            self._wanted_index = move.index
            self._desk.frames.request(move.index)
            self._rest.start()
        self._transport.show_position(move.index, move.time_s)

    def _on_playback_changed(self, state: PlaybackState) -> None:
        self._transport.show_playback(state)
        if state.is_playing and not self._tick.isActive():
            rate_hz = QGuiApplication.primaryScreen().refreshRate() or _FALLBACK_RATE_HZ
            self._since_tick.start()
            self._tick.start(max(int(1000.0 / rate_hz), 4))  # rounded up, every fiftieth frame would be skipped
        elif not state.is_playing:
            self._tick.stop()
            self._rest.start()

    def _on_tick(self) -> None:
        elapsed_s = self._since_tick.nsecsElapsed() * 1e-9
        self._since_tick.restart()
        self._desk.playhead.advance(min(elapsed_s, _LONGEST_TICK_S))

    def _on_rest(self) -> None:
        """The playhead has come to rest: fetch the frame in full resolution when what is shown is a small copy."""
        is_playing = self._desk.playhead.playback.is_playing
        if not is_playing and self._canvas.is_shown_small and self._desk.clip is not None:
            self._desk.frames.request(self._desk.playhead.index, is_sharp=True)

    def _on_speed_requested(self, speed: float) -> None:
        playhead = self._desk.playhead
        sign = -1.0 if playhead.playback.speed < 0 else 1.0
        playhead.choose_speed(sign * speed)

    def _on_frame_glimpsed(self, frame: Frame) -> None:
        text = self.tr("Frame {shown} · frame {wanted} is on its way")
        self._canvas.show_stand_in(frame, text.format(shown=frame.index + 1, wanted=self._desk.playhead.index + 1))

    def _on_frame_arrived(self, frame: Frame) -> None:
        self._canvas.show_frame(frame)
        if self._canvas.is_shown_small and not self._rest.isActive():
            self._rest.start()
