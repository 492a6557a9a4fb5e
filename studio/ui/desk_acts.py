"""What each action of the table does: the bridge between keys, menus and the desk."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping
from math import isfinite

from studio.services.desk import Desk
from studio.ui.player.canvas import VideoCanvas
from studio.ui.review.presenter import ReviewPresenter

_LEAP_FRAMES = 10
_ZOOM_STEP = 1.25
_HERE_S = 1e-6
"""A time is here when it is closer than this; frame times differ by milliseconds."""
_OVERLAY_OF_ACTION = {
    "skeleton": "skeleton",
    "hip-line": "hip_line",
    "hip-angle": "hip_angle",
    "bar-path": "bar_path",
    "badge": "badge",
    "limb-angles": "limb_angles",
    "plumb-lines": "plumb_lines",
    "contour": "contour",
    "ghost": "ghost",
    "aids": "aids",
}


class DeskActs:
    """Playback, review and overlay acts; knows desk, canvas and review, but no menu and no key."""

    def __init__(self, desk: Desk, canvas: VideoCanvas, review: ReviewPresenter) -> None:
        self._desk = desk
        self._canvas = canvas
        self._review = review
        self._in_s: float | None = None
        self._out_s: float | None = None

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Handlers by action id."""
        return {**self._playback(), **self._jumps(), **self._loops(), **self._judging(), **self._looking()}

    def _playback(self) -> Mapping[str, Callable[[], object]]:
        playhead = self._desk.playhead
        return {
            "play": playhead.toggle,
            "shuttle-back": lambda: playhead.shuttle(-1),
            "shuttle-forward": lambda: playhead.shuttle(1),
            "step-back": lambda: playhead.step(-1),
            "step-forward": lambda: playhead.step(1),
            "leap-back": lambda: playhead.step(-_LEAP_FRAMES),
            "leap-forward": lambda: playhead.step(_LEAP_FRAMES),
            "faster": lambda: playhead.change_speed(1),
            "slower": lambda: playhead.change_speed(-1),
        }

    def _jumps(self) -> Mapping[str, Callable[[], object]]:
        return {
            "first": lambda: self._desk.playhead.step(-self._frame_count()),
            "last": lambda: self._desk.playhead.step(self._frame_count()),
            "previous-mark": lambda: self._jump(self._mark_times(), -1),
            "next-mark": lambda: self._jump(self._mark_times(), 1),
            "previous-rep": lambda: self._jump(self._rep_times(), -1),
            "next-rep": lambda: self._jump(self._rep_times(), 1),
        }

    def _loops(self) -> Mapping[str, Callable[[], object]]:
        return {
            "in-point": self._set_in,
            "out-point": self._set_out,
            "loop-rep": self._loop_rep,
            "clear-loop": self._clear_loop,
        }

    def _judging(self) -> Mapping[str, Callable[[], object]]:
        return {
            "previous-finding": lambda: self._review.choose_next(-1),
            "next-finding": lambda: self._review.choose_next(1),
            "next-verdict-filter": self._review.findings.choose_next_filter,
            "accept": self._review.accept,
            "dismiss": self._review.dismiss,
            "severity": self._review.edit_severity,
            "note": self._review.write_note,
            "undo": self._desk.undo,
            "redo": self._desk.redo,
            "analyse-again": lambda: self._desk.analyse_again(uses_cache=False),
            "cancel": self._desk.cancel,
        }

    def _looking(self) -> Mapping[str, Callable[[], object]]:
        def toggling(part: str) -> Callable[[], None]:
            return lambda: self._canvas.choose_overlay(self._canvas.choice.toggled(part))

        return {
            **{action_id: toggling(part) for action_id, part in _OVERLAY_OF_ACTION.items()},
            "fit": self._canvas.fit,
            "mirror": self._canvas.mirror,
            "zoom-in": lambda: self._canvas.zoom(_ZOOM_STEP),
            "zoom-out": lambda: self._canvas.zoom(1 / _ZOOM_STEP),
        }

    def _frame_count(self) -> int:
        return self._desk.playhead.clock.frame_count if self._desk.playhead.clock else 0

    def _jump(self, times_s: list[float], direction: int) -> None:
        """Go to the next time in a sorted list, or the previous one."""
        here_s = self._desk.playhead.time_s
        if direction > 0:
            position = bisect_right(times_s, here_s + _HERE_S)
        else:
            position = bisect_left(times_s, here_s - _HERE_S) - 1
        if 0 <= position < len(times_s):
            self._desk.playhead.pause()
            self._desk.playhead.seek(times_s[position])

    def _rep_times(self) -> list[float]:
        """Starts of the reps, as times that the playhead can stand at."""
        analysis = self._desk.analysis
        return self._on_frames([rep.start_s for rep in analysis.reps]) if analysis else []

    def _mark_times(self) -> list[float]:
        """Marked moments, voice notes, and the worst moments of findings."""
        analysis, review = self._desk.analysis, self._desk.review
        if analysis is None or review is None:
            return []
        worst = [finding.worst_time_s for finding in analysis.findings if isfinite(finding.worst_time_s)]
        own = [moment.time_s for moment in review.key_moments] + [note.time_s for note in review.voice_notes]
        return self._on_frames(own + worst)

    def _on_frames(self, times_s: list[float]) -> list[float]:
        clock = self._desk.playhead.clock
        if clock is None:
            return []
        return sorted({clock.time_of(clock.nearest_index(time_s)) for time_s in times_s})

    def _set_in(self) -> None:
        self._in_s = self._desk.playhead.time_s
        self._show_loop()

    def _set_out(self) -> None:
        self._out_s = self._desk.playhead.time_s
        self._show_loop()

    def _show_loop(self) -> None:
        if self._in_s is not None and self._out_s is not None and self._in_s != self._out_s:
            self._desk.playhead.loop(self._in_s, self._out_s)

    def _loop_rep(self) -> None:
        analysis = self._desk.analysis
        rep = analysis.rep_at(self._desk.playhead.time_s) if analysis else None
        if rep is not None:
            self._desk.playhead.loop(rep.start_s, rep.end_s)
            self._desk.playhead.play()

    def _clear_loop(self) -> None:
        self._in_s = self._out_s = None
        self._desk.playhead.clear_loop()
