"""Which time lies under which pixel: the whole clip, or a stretch of it."""

from dataclasses import dataclass, replace

_LEAST_SPAN_S = 0.5


@dataclass(frozen=True, slots=True)
class TimeScale:
    """Maps times to pixels.

    Attributes:
        whole_s: begin and end of the clip.
        shown_s: begin and end of what is shown.
        left_px: where the shown stretch begins.
        width_px: how wide it is drawn.
    """

    whole_s: tuple[float, float] = (0.0, 1.0)
    shown_s: tuple[float, float] = (0.0, 1.0)
    left_px: float = 0.0
    width_px: float = 1.0

    @property
    def is_whole(self) -> bool:
        """Whether all of the clip is shown."""
        return self.shown_s == self.whole_s

    @property
    def seconds_per_px(self) -> float:
        """How much time a pixel is."""
        return (self.shown_s[1] - self.shown_s[0]) / max(self.width_px, 1.0)

    def x_of(self, time_s: float) -> float:
        """Pixel of a time; outside what is shown it lies outside the strip."""
        return self.left_px + (time_s - self.shown_s[0]) / self.seconds_per_px

    def time_at(self, x_px: float) -> float:
        """Time under a pixel; beside the strip it is what is shown at its end."""
        time_s = self.shown_s[0] + (x_px - self.left_px) * self.seconds_per_px
        return min(max(time_s, self.shown_s[0]), self.shown_s[1])

    def opened(self, start_s: float, end_s: float) -> "TimeScale":
        """All of another clip."""
        whole_s = (start_s, max(end_s, start_s + 1e-3))
        return replace(self, whole_s=whole_s, shown_s=whole_s)

    def sized(self, left_px: float, width_px: float) -> "TimeScale":
        """The same stretch on other pixels."""
        return replace(self, left_px=left_px, width_px=max(width_px, 1.0))

    def zoomed(self, factor: float, around_s: float) -> "TimeScale":
        """Less time (factor > 1) or more; a time stays where it is."""
        start_s, end_s = self.shown_s
        whole_s = self.whole_s[1] - self.whole_s[0]
        span_s = min(max((end_s - start_s) / factor, min(_LEAST_SPAN_S, whole_s)), whole_s)
        share = (around_s - start_s) / (end_s - start_s)
        return self._showing(around_s - share * span_s, span_s)

    def panned(self, delta_s: float) -> "TimeScale":
        """Later or earlier, never beyond the clip."""
        return self._showing(self.shown_s[0] + delta_s, self.shown_s[1] - self.shown_s[0])

    def following(self, time_s: float) -> "TimeScale":
        """The same, moved on when a time has left it."""
        start_s, end_s = self.shown_s
        if start_s <= time_s <= end_s:
            return self
        span_s = end_s - start_s
        return self._showing(time_s - span_s * (0.1 if time_s > end_s else 0.9), span_s)

    def _showing(self, start_s: float, span_s: float) -> "TimeScale":
        low_s, high_s = self.whole_s
        if span_s >= high_s - low_s:
            return replace(self, shown_s=self.whole_s)
        start_s = min(max(start_s, low_s), high_s - span_s)
        return replace(self, shown_s=(start_s, start_s + span_s))
