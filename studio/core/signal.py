"""A quantity over time, with its doubt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from studio.core.arrays import BoolArray, FloatArray, frozen_array


@dataclass(frozen=True, slots=True, eq=False)
class Signal:
    """One quantity for every frame of a clip.

    Attributes:
        name: as in the result contract, such as "hip_angle_deg".
        unit: "deg", "px", "m", "tl" (thigh lengths) or "fl" (foot lengths).
        times_s: shape (T,), presentation times in seconds.
        values: shape (T,); NaN is missing.
        sd: shape (T,), standard deviation of each value in the same unit; NaN where the value is missing.
    """

    name: str
    unit: str
    times_s: FloatArray
    values: FloatArray
    sd: FloatArray

    def __post_init__(self) -> None:
        count = len(self.times_s)
        for name in ("times_s", "values", "sd"):
            object.__setattr__(self, name, frozen_array(getattr(self, name), name=name, shape=(count,)))

    @property
    def valid(self) -> BoolArray:
        """Shape (T,): where the value is known."""
        known: BoolArray = np.isfinite(self.values)
        return known


@dataclass(frozen=True, slots=True, eq=False)
class SignalSet:
    """The signals of one clip, all on the same clock, by name."""

    signals: tuple[Signal, ...] = ()

    def __iter__(self) -> Iterator[Signal]:
        return iter(self.signals)

    def __contains__(self, name: str) -> bool:
        return any(signal.name == name for signal in self.signals)

    def __getitem__(self, name: str) -> Signal:
        return self.by_name[name]

    @property
    def by_name(self) -> Mapping[str, Signal]:
        """The signals keyed by name."""
        return {signal.name: signal for signal in self.signals}

    def get(self, name: str) -> Signal | None:
        """The signal of that name, or None when the clip does not show it."""
        return self.by_name.get(name)
