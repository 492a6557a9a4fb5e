"""Connects the graph stack to the desk: live preview, signals, rep bands, limits, cursor."""

from collections.abc import Sequence
from math import isfinite

import numpy as np
from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QImage

from studio.core.analysis import Analysis
from studio.core.fault import Severity
from studio.core.frame import ClipInfo
from studio.core.rep import Rep
from studio.services.desk import Desk
from studio.services.frame_server import Peek
from studio.services.observe import PartialObservation
from studio.services.playhead import PlayheadMove
from studio.ui.body_course import GrowingCourse, value_at
from studio.ui.graphs.hover_ghost import ghost_of
from studio.ui.graphs.lanes import LANES, LaneSpec, lane_of
from studio.ui.graphs.multiples import RepMultiples
from studio.ui.graphs.plots import TimeBand, ValueBand
from studio.ui.graphs.rep_curves import rep_curves
from studio.ui.graphs.stack import GraphStack
from studio.ui.graphs.targets import fault_bands
from studio.ui.theme import Theme
from studio.ui.wording import format_number

_PREVIEWED = ("hip_angle_deg", "knee_angle_deg", "trunk_inclination_deg", "shin_angle_deg", "hip_height_tl")
_SEVERITY_COLOR = {Severity.MILD: "mild", Severity.MODERATE: "moderate", Severity.SEVERE: "severe"}
_REDRAW_MS = 120
_TURN_MS = 30


class GraphPresenter(QObject):
    """Shows what grows while the analysis runs and what is there afterwards; sends seeks to the playhead."""

    def __init__(self, desk: Desk, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._growing: GrowingCourse | None = None
        self._drawn: Analysis | None = None
        self._hovered_index: int | None = None
        self._chosen = tuple(lane.signal for lane in LANES if lane.is_shown_first)
        self.stack = GraphStack(theme, self._readout)
        self.multiples = RepMultiples(theme)
        self._redraw = QTimer(self)
        self._redraw.setSingleShot(True)
        self._redraw.setInterval(_REDRAW_MS)
        self._redraw.timeout.connect(self._draw_preview)
        self.stack.seek_requested.connect(self._on_stack_seek_requested)
        self.stack.step_requested.connect(desk.playhead.step)
        self.stack.loop_requested.connect(desk.playhead.loop)
        self.stack.hovered.connect(self._on_stack_hovered)
        theme.changed.connect(self._draw)
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.playhead.moved.subscribe(self._on_playhead_moved)
        desk.frames.peeked.subscribe(self._on_frame_peeked)

    @property
    def available(self) -> tuple[LaneSpec, ...]:
        """Lanes that the open clip can fill, in catalogue order."""
        analysis = self._desk.analysis
        names = [signal.name for signal in analysis.signals] if analysis else list(_PREVIEWED)
        is_flat = analysis is None or not analysis.capture.why_not_from_the_side()
        known = [lane for lane in LANES if lane.signal in names and (is_flat or not lane.is_side_only)]
        others = [lane_of(name) for name in names if name not in {lane.signal for lane in LANES}]
        return (*known, *others)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Signals whose lanes the coach wants to see, from top to bottom."""
        return self._chosen

    def choose(self, signals: Sequence[str]) -> None:
        """Show the lanes of these signals in this order, as far as the clip has them."""
        self._chosen = tuple(dict.fromkeys(signals))
        self._draw()

    def toggle_lane(self, signal: str) -> None:
        """Hide a lane, or show it where the catalogue has it."""
        if signal in self._chosen:
            self.choose([name for name in self._chosen if name != signal])
            return
        order = [lane.signal for lane in self.available]
        later = set(order[order.index(signal) :]) if signal in order else set()
        place = next((n for n, name in enumerate(self._chosen) if name in later), len(self._chosen))
        self.choose([*self._chosen[:place], signal, *self._chosen[place:]])

    def point_out(self, signal: str) -> None:
        """Bring a lane into view, also one that is not shown yet; nothing happens for a signal that the clip lacks."""
        if all(lane.signal != signal for lane in self.available):
            return
        if signal not in self._chosen:
            self.toggle_lane(signal)
        self.stack.bring_into_view(signal)

    def move_lane(self, signal: str, step: int) -> None:
        """Move a lane up (negative) or down among those that are shown."""
        shown = [spec.signal for spec in self.stack.specs]
        if signal not in shown:
            return
        place = shown.index(signal)
        shown.insert(min(max(place + step, 0), len(shown) - 1), shown.pop(place))
        self.choose([*shown, *(name for name in self._chosen if name not in shown)])

    def add_partial(self, growing: GrowingCourse, _partial: PartialObservation) -> None:
        """Draw what has just been looked at, soon and not too often."""
        self._growing = growing
        if not self._redraw.isActive():
            self._redraw.start()

    def _on_clip_opened(self, info: ClipInfo) -> None:
        self._growing = None
        self.multiples.show_curves(())
        self.stack.open(info.clock.time_of(0), info.clock.time_of(info.clock.frame_count - 1))
        # The docks are being laid out now; the lanes come in a turn of their own.
        QTimer.singleShot(_TURN_MS, self, self._draw)

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        self._redraw.stop()
        is_new = analysis is not None and (self._drawn is None or analysis.signals is not self._drawn.signals)
        self._drawn = analysis
        if is_new:
            QTimer.singleShot(0, self, self._draw)

    def _on_playhead_moved(self, move: PlayheadMove) -> None:
        self.stack.show_cursor(move.time_s)

    def _on_stack_seek_requested(self, time_s: float) -> None:
        self._desk.playhead.pause()
        self._desk.playhead.seek(time_s, initiator=self.stack)

    def _on_stack_hovered(self, time_s: float) -> None:
        clock = self._desk.playhead.clock
        index = clock.index_at(time_s) if clock is not None and isfinite(time_s) else None
        if index is not None and index != self._hovered_index:
            self._desk.frames.peek(index)
        self._hovered_index = index

    def _on_frame_peeked(self, peek: Peek) -> None:
        if peek.index == self._hovered_index:
            ratio = self.stack.devicePixelRatioF()
            self.stack.show_ghost(ghost_of(peek.frame, ratio=ratio) if peek.frame is not None else QImage())

    def _wanted_lanes(self) -> tuple[LaneSpec, ...]:
        available = {lane.signal: lane for lane in self.available}
        return tuple(available[name] for name in self._chosen if name in available)

    def _draw(self) -> None:
        wanted = self._wanted_lanes()
        if wanted != self.stack.specs:
            self.stack.set_lanes(wanted)
            self.stack.show_cursor(self._desk.playhead.time_s)
        if self._desk.analysis is not None:
            self._draw_analysis(self._desk.analysis)
        else:
            self._draw_preview()

    def _draw_preview(self) -> None:
        growing = self._growing
        if growing is None or self._desk.analysis is not None:
            return
        times_s = growing.times_s[: growing.seen_count]
        for spec, lane in zip(self.stack.specs, self.stack.lanes, strict=True):
            lane.show_values(times_s, growing.preview(spec.signal), None, self._theme.color(spec.color, alpha=0.7))
        self.stack.redraw()

    def _draw_analysis(self, analysis: Analysis) -> None:
        limits = self._limits(analysis)
        reps = self._rep_bands(analysis.reps)
        for spec, lane in zip(self.stack.specs, self.stack.lanes, strict=True):
            signal = analysis.signals[spec.signal]
            lane.show_values(signal.times_s, signal.values, signal.sd, self._theme.color(spec.color))
            lane.show_reps(reps)
            lane.show_limits(limits.get(spec.signal, ()))
        self.stack.redraw()
        curves = (rep_curves(analysis, spec.signal) for spec in self.stack.specs)
        self.multiples.show_curves([one for one in curves if one is not None])

    def _rep_bands(self, reps: tuple[Rep, ...]) -> list[TimeBand]:
        """Each rep is a ground; its top is a stronger one."""
        bands: list[TimeBand] = []
        for rep in reps:
            strength = 0.07 if rep.is_complete else 0.03
            bands.append(TimeBand(rep.start_s, rep.end_s, self._theme.color("text", alpha=strength)))
            bands.append(TimeBand(rep.top_s, rep.top_end_s, self._theme.color("text", alpha=strength)))
        return bands

    def _limits(self, analysis: Analysis) -> dict[str, tuple[ValueBand, ...]]:
        """Fault bands per lane, drawn over the tops only: that is where they are judged."""
        exercise = self._desk.exercise
        if exercise is None:
            return {}
        capture = analysis.capture
        bands = fault_bands(exercise, neutral_deg=capture.neutral_reference_deg, is_calibrated=capture.is_calibrated)
        tops = [(rep.top_s, rep.top_end_s) for rep in analysis.reps if rep.is_complete]
        limits: dict[str, list[ValueBand]] = {}
        for band in bands:
            color: QColor = self._theme.color(_SEVERITY_COLOR[band.severity], alpha=0.18)
            drawn = [ValueBand(start_s, end_s, band.low, band.high, color) for start_s, end_s in tops]
            limits.setdefault(band.signal, []).extend(drawn)
        return {signal: tuple(drawn) for signal, drawn in limits.items()}

    def _readout(self, signal_name: str, time_s: float) -> str:
        analysis, clock = self._desk.analysis, self._desk.playhead.clock
        if clock is None:
            return ""
        index = clock.index_at(time_s)
        if analysis is None:
            return self._preview_readout(signal_name, index)
        signal = analysis.signals.get(signal_name)
        value, half = value_at(signal, index)
        if signal is None or not isfinite(value):
            return self.tr("not seen")
        text = format_number(value, signal.unit)
        return f"{text} ±{format_number(half, signal.unit, has_unit=False)}" if isfinite(half) else text

    def _preview_readout(self, signal_name: str, index: int) -> str:
        if self._growing is None or index >= self._growing.seen_count:
            return ""
        values = self._growing.preview(signal_name)
        unit = "tl" if signal_name.endswith("_tl") else "deg"
        return format_number(float(values[index]), unit) if len(values) > index and np.isfinite(values[index]) else ""
