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


@dataclass(frozen=True, slots=True)
class Rep:
    """One repetition: up from the bottom, the top, and back down.

    Attributes:
        index: number of the rep, from 1.
        start_s: the hips begin to rise. For a rep cut off by the clip's start: the clip's first time.
        top_s: the top is reached.
        top_end_s: the hips leave the top.
        end_s: back at the bottom. For a rep cut off by the clip's end: the clip's last time.
        is_complete: False for a rep that the clip cuts off at either end.
    """

    index: int
    start_s: float
    top_s: float
    top_end_s: float
    end_s: float
    is_complete: bool = True

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
