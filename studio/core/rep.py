"""Repetitions and their phases."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class Phase(StrEnum):
    """The four parts of a rep."""

    BOTTOM = "bottom"
    CONCENTRIC = "concentric"
    TOP = "top"
    ECCENTRIC = "eccentric"


@unique
class RepMark(StrEnum):
    """What the coach says about a rep: only a counted one is measured and judged."""

    COUNTED = "counted"
    PARTIAL = "partial"
    FAILED = "failed"
    FALSE = "false"


@dataclass(frozen=True, slots=True)
class RepSpan:
    """A rep as the coach wants it, in place of the one that the studio found.

    Attributes:
        start_s: begin.
        end_s: end.
        top_s: begin and end of its top; None leaves it to the studio to find it between begin and end.
        mark: what the coach says about it.
    """

    start_s: float
    end_s: float
    top_s: tuple[float, float] | None = None
    mark: RepMark = RepMark.COUNTED

    def __post_init__(self) -> None:
        times_s = (self.start_s, *(self.top_s or ()), self.end_s)
        if not self.start_s < self.end_s or list(times_s) != sorted(times_s):
            raise ValueError("the times of a rep must be in order")


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition: up from the bottom, the top, and back down.

    Attributes:
        index: number of the rep, from 1.
        start_s: the hips begin to rise. For a rep cut off by the clip's start: the clip's first time.
        top_s: the top is reached.
        top_end_s: the hips leave the top.
        end_s: back at the bottom. For a rep cut off by the clip's end: the clip's last time.
        is_complete: False for a rep that the clip cuts off at either end, or that the coach does not let count.
        mark: what the coach says about it.
        doubt_s: how much further off than usual these times may be, standard deviation, seconds; infinite when the clip
            shows that there is a rep, but not when. 0 for times that the coach set.
    """

    index: int
    start_s: float
    top_s: float
    top_end_s: float
    end_s: float
    is_complete: bool = True
    mark: RepMark = RepMark.COUNTED
    doubt_s: float = 0.0

    def __post_init__(self) -> None:
        if not self.start_s <= self.top_s <= self.top_end_s <= self.end_s:
            raise ValueError(f"rep {self.index}: its times must be in order")

    @property
    def duration_s(self) -> float:
        """From start to end, in seconds."""
        return self.end_s - self.start_s

    def phase_at(self, time_s: float) -> Phase:
        """The phase at a time; before and after the rep it is the bottom."""
        if time_s < self.start_s or time_s >= self.end_s:
            return Phase.BOTTOM
        if time_s < self.top_s:
            return Phase.CONCENTRIC
        return Phase.TOP if time_s < self.top_end_s else Phase.ECCENTRIC
