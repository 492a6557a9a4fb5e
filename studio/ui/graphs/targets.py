"""Which limits of the exercise can be drawn into which lane."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from studio.core.exercise import Exercise
from studio.core.fault import Bands, Comparison, Severity
from studio.core.moments import signal_of

_DRAWN = {"M-HOE", "M-HIP-TOP", "M-SHIN", "M-KNEE-TOP", "M-HEEL"}
_ABOVE_NEUTRAL = {"M-HOE"}


@dataclass(frozen=True, slots=True)
class FaultBand:
    """A stretch of a lane's axis in which the exercise sees a fault at the top of the rep.

    Attributes:
        signal: the lane.
        severity: mild, moderate or severe.
        low: lower end; −inf when it is open.
        high: upper end; +inf when it is open.
    """

    signal: str
    severity: Severity
    low: float
    high: float


def fault_bands(exercise: Exercise, *, neutral_deg: float, is_calibrated: bool) -> tuple[FaultBand, ...]:
    """The bands of all deciding measures that are a signal's value at the top of the rep."""
    bands: list[FaultBand] = []
    for fault in exercise.faults:
        for indicator in fault.deciding:
            if indicator.measure in _DRAWN:
                zero = neutral_deg if indicator.measure in _ABOVE_NEUTRAL else 0.0
                bands.extend(
                    _bands_of(signal_of(indicator.measure), indicator.bands_for(is_calibrated=is_calibrated), zero)
                )
    return _without_doubles(bands)


def _bands_of(lane: str, bands: Bands, zero: float) -> Iterable[FaultBand]:
    limits = [limit for limit in bands.limits if not isinstance(limit, tuple)]
    is_upper = bands.comparison is Comparison.AT_LEAST
    if not is_upper and bands.comparison not in (Comparison.AT_MOST, Comparison.BELOW):
        return
    for index, limit in enumerate(limits):
        beyond = zero + limits[index + 1] if index + 1 < len(limits) else (inf if is_upper else -inf)
        low, high = sorted((zero + limit, beyond))
        yield FaultBand(lane, Severity(index + 1), low, high)


def _without_doubles(bands: list[FaultBand]) -> tuple[FaultBand, ...]:
    """Two faults may rest on the same measure with the same limits: one band of each is enough."""
    return tuple(dict.fromkeys(bands))
