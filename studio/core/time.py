"""Time as the container tells it: the presentation time of every frame, never `index / fps`."""

from dataclasses import dataclass

import numpy as np

from studio.core.arrays import FloatArray, frozen_array

_UNEVEN_RATIO = 0.02


@dataclass(frozen=True, slots=True, eq=False)
class FrameClock:
    """Presentation times of all frames of a clip.

    Attributes:
        times_s: shape (T,), seconds, strictly increasing, T ≥ 1.
    """

    times_s: FloatArray

    def __post_init__(self) -> None:
        times_s = frozen_array(self.times_s, name="times_s", shape=(None,))
        if times_s.size == 0:
            raise ValueError("a clock needs at least one frame")
        if not np.all(np.isfinite(times_s)) or np.any(np.diff(times_s) <= 0.0):
            raise ValueError("presentation times must increase strictly")
        object.__setattr__(self, "times_s", times_s)

    @property
    def frame_count(self) -> int:
        """How many frames there are."""
        return int(self.times_s.size)

    @property
    def frame_interval_s(self) -> float:
        """Median time between frames in seconds; 0.04 for a single picture."""
        if self.frame_count < 2:
            return 0.04
        # The median by hand: np.median loads numpy.ma on first use, 90 ms on the thread that asks.
        ordered = np.sort(np.diff(self.times_s))
        return float(ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2.0

    @property
    def fps_nominal(self) -> float:
        """Frames per second that the median interval amounts to; for display, never for arithmetic on time."""
        return 1.0 / self.frame_interval_s

    @property
    def duration_s(self) -> float:
        """From the first frame's appearance to the end of the last frame's, in seconds."""
        return float(self.times_s[-1] - self.times_s[0]) + self.frame_interval_s

    @property
    def is_variable(self) -> bool:
        """Whether more than one interval in a hundred differs by over 2 % from the median interval."""
        if self.frame_count < 3:
            return False
        intervals = np.diff(self.times_s)
        rounding_s = 0.0011  # containers with a millisecond clock round each time to 1 ms
        tolerance_s = max(_UNEVEN_RATIO * self.frame_interval_s, rounding_s)
        uneven = np.abs(intervals - self.frame_interval_s) > tolerance_s
        return bool(np.mean(uneven) > 0.01)

    def index_at(self, time_s: float) -> int:
        """Index of the frame on screen at a time; times outside the clip give its first or last frame."""
        index = int(np.searchsorted(self.times_s, time_s + 1e-9, side="right")) - 1
        return min(max(index, 0), self.frame_count - 1)

    def nearest_index(self, time_s: float) -> int:
        """Index of the frame whose presentation time lies closest to a time."""
        left = self.index_at(time_s)
        right = min(left + 1, self.frame_count - 1)
        is_right_closer = abs(self.times_s[right] - time_s) < abs(self.times_s[left] - time_s)
        return right if is_right_closer else left

    def time_of(self, index: int) -> float:
        """Presentation time of a frame in seconds; indices outside are clamped."""
        return float(self.times_s[min(max(index, 0), self.frame_count - 1)])

    def first(self, frame_count: int) -> "FrameClock":
        """The clock of the first frames only, for a clip whose tail does not decode."""
        return FrameClock(self.times_s[:frame_count])
