"""Marks of the timeline, kept so that ten thousand of them cost no more than a screenful."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from studio.core.fault import Severity
from studio.ui.timeline.time_scale import TimeScale

_BUCKET_PX = 4.0


@dataclass(frozen=True, slots=True)
class TimelineMark:
    """A moment on the timeline.

    Attributes:
        time_s: where.
        severity: decides shape and colour.
        title: shown when the mouse rests on it.
        fault: id of the finding that it stands for; empty for a moment of the coach's.
        voice: id of the voice note that it stands for; empty for none.
    """

    time_s: float
    severity: Severity
    title: str
    fault: str = ""
    voice: str = ""


class MarkIndex:
    """All marks in time order; of those that would cover each other the most severe is shown."""

    def __init__(self, marks: Sequence[TimelineMark] = ()) -> None:
        self.marks = tuple(sorted(marks, key=lambda mark: (mark.time_s, mark.severity)))
        self._times_s = np.array([mark.time_s for mark in self.marks])
        self._severities = np.array([int(mark.severity) for mark in self.marks], dtype=np.int64)

    def shown(self, scale: TimeScale) -> list[TimelineMark]:
        """At most one mark for each few pixels."""
        first, last = np.searchsorted(self._times_s, scale.shown_s, side="left")
        last = int(np.searchsorted(self._times_s, scale.shown_s[1], side="right"))
        if first >= last:
            return []
        buckets = ((self._times_s[first:last] - scale.whole_s[0]) / (scale.seconds_per_px * _BUCKET_PX)).astype(
            np.int64
        )
        order = np.lexsort((-self._severities[first:last], buckets))
        is_first = np.ones(len(order), dtype=bool)
        is_first[1:] = np.diff(buckets[order]) > 0
        return [self.marks[int(first) + int(index)] for index in order[is_first]]

    def near(self, scale: TimeScale, x_px: float, *, within_px: float) -> TimelineMark | None:
        """The mark that is shown nearest to a pixel."""
        caught = [(abs(scale.x_of(mark.time_s) - x_px), mark) for mark in self.shown(scale)]
        gap, mark = min(caught, key=lambda item: item[0], default=(within_px + 1.0, None))
        return mark if gap <= within_px else None
