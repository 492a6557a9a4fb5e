"""One set laid out for measuring: signals, windows of every rep, and how a value is read from a window."""

from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite, nan, sqrt

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.arrays import BoolArray, FloatArray
from studio.core.body import Joint, Part, Side
from studio.core.capture import Capture
from studio.core.measure import Measure
from studio.core.rep import Rep
from studio.core.signal import Signal
from studio.reps.options import MeasureOptions

NORMAL_90 = 1.6448536269514722
"""Half width of a 90 % interval in standard deviations of a normal error."""

_DWELL_S = 0.3  # how far a bottom window reaches into the rest between reps; DF
_SET_UP_S = 0.5  # Source: kb:c2/F-STARTARCH (0.5 s before the first rep)

_LARGE_PLATE_TL = 1.2  # 0.40 m on the near end of the bar seen from 3 m, in thigh lengths. Source: kb:c4, kb:part0

Reduce = Callable[[FloatArray], float]


@dataclass(frozen=True, slots=True)
class Value:
    """A number with its doubt, or the reason why there is none.

    Attributes:
        value: NaN when there is a reason.
        sd: standard deviation.
        reason: one sentence; empty when there is a value.
    """

    value: float = nan
    sd: float = nan
    reason: str = ""

    def as_measure(self, measure_id: str, unit: str) -> Measure:
        """The measure with its 90 % interval."""
        if self.reason or not isfinite(self.value):
            return Measure.missing(measure_id, unit, self.reason or "The landmarks it needs were not seen.")
        half = NORMAL_90 * self.sd if isfinite(self.sd) else nan
        return Measure(measure_id, self.value, unit, low=self.value - half, high=self.value + half)

    def minus(self, other: "Value", *, shared: float = 0.0) -> "Value":
        """Difference of two values that have a share of their error variance in common."""
        reason = self.reason or other.reason
        variance = self.sd**2 + other.sd**2 - 2.0 * shared * self.sd * other.sd
        return Value(self.value - other.value, sqrt(max(variance, 0.0)), reason) if not reason else Value(reason=reason)


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """A set laid out for measuring.

    Attributes:
        interpretation: the body over time.
        reps: all reps in time order.
        options: settings and hand-made inputs.
        course: shape (T,), how far the lift has come, any unit: the course that timed the reps.
    """

    interpretation: Interpretation
    reps: tuple[Rep, ...]
    options: MeasureOptions
    course: FloatArray

    @property
    def times_s(self) -> FloatArray:
        """Shape (T,)."""
        signals = self.interpretation.signals.signals
        return signals[0].times_s if signals else np.zeros(0)

    @property
    def capture(self) -> Capture:
        """How the clip was filmed."""
        return self.interpretation.capture

    @property
    def fps(self) -> float:
        """Frames per second."""
        return 1.0 / float(np.median(np.diff(self.times_s))) if len(self.times_s) > 1 else nan

    def signal(self, name: str) -> Signal | None:
        """A signal of the set."""
        return self.interpretation.signals.get(name)

    def top_window(self, rep: Rep) -> BoolArray:
        """Frames of the top: from reaching it until leaving it, at least the frame nearest to it. Source: kb:b3."""
        return self._at_least_one(self._between(rep.top_s, rep.top_end_s), 0.5 * (rep.top_s + rep.top_end_s))

    def rise_window(self, rep: Rep) -> BoolArray:
        """Frames of the concentric phase and the top."""
        return self._at_least_one(self._between(rep.start_s, rep.top_end_s), rep.top_s)

    def whole_window(self, rep: Rep) -> BoolArray:
        """Frames of the whole rep."""
        return self._at_least_one(self._between(rep.start_s, rep.end_s), rep.top_s)

    def bottom_window(self, rep: Rep) -> BoolArray:
        """Frames of rest on either side of the rep, as far as the neighbours leave any."""
        before, after = self._neighbours(rep)
        rest = self._between(max(before, rep.start_s - _DWELL_S), rep.start_s)
        rest |= self._between(rep.end_s, min(after, rep.end_s + _DWELL_S))
        return self._at_least_one(rest, rep.start_s)

    def set_up_window(self) -> BoolArray:
        """Frames of the last half second before the first rep."""
        start_s = self.reps[0].start_s
        return self._at_least_one(self._between(start_s - _SET_UP_S, start_s), start_s)

    def rest_after(self, rep: Rep) -> float:
        """Seconds until the next rep begins; NaN after the last one."""
        _, after = self._neighbours(rep)
        return after - rep.end_s if isfinite(after) else nan

    def read(self, name: str, window: BoolArray, reduce: Reduce) -> Value:
        """Read one signal in a window, if enough of its frames carry a value.

        The doubt of the result is the mean doubt of the frames: neighbouring frames share their error.
        """
        signal = self.signal(name)
        if signal is None:
            return Value(reason="The landmarks it needs were not seen.")
        return self.reduce(signal.values, signal.sd, window, reduce)

    def reduce(self, values: FloatArray, sd: FloatArray, window: BoolArray, reduce: Reduce) -> Value:
        """Read any course in a window, if enough of its frames carry a value."""
        inside = values[window]
        known = np.isfinite(inside)
        if np.mean(known) < self.options.valid_share:
            return Value(reason="The landmarks it needs were seen in too few frames.")
        return Value(reduce(inside[known]), float(np.nanmean(sd[window][known])))

    def plane(self, part: Part, side: Side | None = None) -> FloatArray:
        """Course of a joint in the body plane (x towards the feet, y up), shape (T, 2), pixels."""
        return self._plane_of(part.on(side or self.capture.near_side))

    def median_length(self, first: Part, second: Part) -> float:
        """Median distance of two near joints over the reps, pixels; NaN when they were never seen."""
        gap = self.plane(second) - self.plane(first)
        lengths = np.hypot(gap[:, 0], gap[:, 1])
        lengths = lengths[np.isfinite(lengths)]
        return float(np.median(lengths)) if lengths.size else nan

    @property
    def has_large_plate(self) -> bool:
        """Whether a plate hides the hips. Source: kb:c4."""
        return self.capture.plate_diameter_tl >= _LARGE_PLATE_TL

    def _plane_of(self, joint: Joint) -> FloatArray:
        sign = 1.0 if self.capture.facing is Side.RIGHT else -1.0
        course: FloatArray = self.interpretation.landmarks.of(joint) * np.array([sign, -1.0])
        return course

    def _between(self, start_s: float, end_s: float) -> BoolArray:
        inside: BoolArray = (self.times_s >= start_s) & (self.times_s <= end_s)
        return inside

    def _at_least_one(self, window: BoolArray, time_s: float) -> BoolArray:
        if not window.any():
            window[int(np.argmin(np.abs(self.times_s - time_s)))] = True
        return window

    def _neighbours(self, rep: Rep) -> tuple[float, float]:
        ends = [other.end_s for other in self.reps if other.end_s <= rep.start_s and other.index != rep.index]
        starts = [other.start_s for other in self.reps if other.start_s >= rep.end_s and other.index != rep.index]
        return max(ends, default=-float("inf")), min(starts, default=float("inf"))
