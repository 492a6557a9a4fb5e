"""How landmarks are turned into signals: the numbers that a user or a study may change, each with its source."""

from dataclasses import dataclass
from math import nan

from studio.core.body import Side


@dataclass(frozen=True, slots=True)
class InterpretOptions:
    """Settings of the interpretation.

    Attributes:
        cutoff_hz: of the zero-phase filter. Source: kb:b1 (6–10 Hz is usual practice).
        longest_gap_s: longer gaps stay missing. Source: kb:b1.
        minimum_visibility: landmarks that the model trusts less are missing. Source: kb:b1.
        near_side: the side of the body that faces the camera, when the coach says so; None = by vote.
        plate_diameter_m: real diameter of the plate, when the coach or the set log says it; NaN = as it looks.
    """

    cutoff_hz: float = 6.0
    longest_gap_s: float = 0.2
    minimum_visibility: float = 0.5
    near_side: Side | None = None
    plate_diameter_m: float = nan
