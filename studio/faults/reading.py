"""One indicator held against its bands: what every rep, or the set as a whole, says."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil, erf, isfinite, nan, sqrt
from statistics import median

from studio.core.fault import Bands, Comparison, Indicator, Level, Severity
from studio.core.finding import Evidence
from studio.core.measure import Measure, MeasureTable

WHOLE_SET = 0
"""Key of a value that belongs to the set and not to a rep."""

VALID_SHARE = 0.6
"""Share of the reps that must carry a value. Source: kb:b1 (a set value needs >= 60 % valid reps, at least 2)."""

VAGUE_STEPS = 1.3
"""Half of a 90 % interval, in steps from the first limit to the last, beyond which a value tells nothing.

The catalogue's limits were set for the plain joints of a square side view, whose hip angle has 1.2. See decision 0118.
"""

NEEDED_SHARE = 0.3
"""Share of the reps that must reach a band. Source: kb:c1 (set severity rule)."""

NORMAL_90 = 1.6448536269514722
"""Half width of a 90 % interval in standard deviations of a normal error."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one indicator says.

    Attributes:
        indicator: the indicator that was read.
        bands: the limits that apply.
        values: value per rep number, or under WHOLE_SET.
        intervals: 90 % interval per key of `values`, where it is known.
        severities: band per key of `values`.
        rep_total: how many reps the set has.
        reason: why there are no or too few values; empty when there are enough.
    """

    indicator: Indicator
    bands: Bands
    values: Mapping[int, float]
    intervals: Mapping[int, tuple[float, float]]
    severities: Mapping[int, Severity]
    rep_total: int
    reason: str

    @property
    def is_assessable(self) -> bool:
        """Whether enough reps carry a value."""
        return not self.reason

    @property
    def severity(self) -> Severity:
        """What the indicator says about the set on its own."""
        return set_severity(self.severities) if self.is_assessable else Severity.NONE

    @property
    def is_vague(self) -> bool:
        """Whether the error of the values is far larger than the step from the first limit to the last.

        Source: kb:part0 (not assessable is never shown as fine), decision 0118.
        """
        limits = [limit for limit in self.bands.limits if not isinstance(limit, tuple)]
        step = abs(limits[-1] - limits[0]) if limits else 0.0
        if not (step and self.intervals):
            return False
        return median(0.5 * (high - low) for low, high in self.intervals.values()) > VAGUE_STEPS * step

    def chance_of(self, severity: Severity) -> dict[int, float]:
        """Probability per key that the true value reaches a severity, under a normal error; NaN without interval."""
        limit = self.bands.limit_for(severity) if len(self.bands.limits) >= severity else None
        chances = {}
        for key, value in self.values.items():
            low, high = self.intervals.get(key, (nan, nan))
            sd = (high - low) / (2.0 * NORMAL_90)
            chances[key] = 0.0 if limit is None else _chance_beyond(self.bands.comparison, limit, value, sd)
        return chances

    def excess(self, key: int) -> float:
        """How far a value lies beyond the mild limit, in units of that limit; negative when it is inside."""
        value = self.values[key]
        limit = self.bands.limits[0]
        if isinstance(limit, tuple):
            low, high = limit
            return max(low - value, value - high) / (high - low)
        distance = value - limit if self.bands.comparison is Comparison.AT_LEAST else limit - value
        return distance / (abs(limit) or 1.0)

    def evidence(self) -> Evidence:
        """The reading as a link of a finding's chain."""
        return Evidence(
            measure=self.indicator.measure,
            values=dict(self.values),
            intervals=dict(self.intervals),
            threshold=self.bands.limit_for(self.severity),
            unit=self.bands.unit,
            source=self.bands.source,
            severity=self.severity,
        )


def read(indicator: Indicator, *, measures: MeasureTable, level: Level, is_calibrated: bool, missing: str) -> Reading:
    """Hold one indicator against its bands.

    Args:
        indicator: what to read.
        measures: all measures of the set.
        level: where the value is looked for first: in the reps or in the set.
        is_calibrated: which bands apply.
        missing: reason to give when nobody took the measure.
    """
    per_rep = dict(zip(measures.rep_indices, measures.of_reps(indicator.measure), strict=True))
    whole = measures.whole_set.get(indicator.measure)
    known = {key: measure for key, measure in per_rep.items() if measure is not None and measure.is_assessable}
    is_whole_known = whole is not None and whole.is_assessable
    if is_whole_known and whole is not None and (level is Level.SET or not known):
        known = {WHOLE_SET: whole}
    taken = [measure for measure in (*per_rep.values(), whole) if measure is not None]
    bands = indicator.bands_for(is_calibrated=is_calibrated)
    return Reading(
        indicator=indicator,
        bands=bands,
        values={key: measure.value for key, measure in known.items()},
        intervals={
            key: (measure.low, measure.high)
            for key, measure in known.items()
            if isfinite(measure.low) and isfinite(measure.high)
        },
        severities={key: bands.severity_of(measure.value) for key, measure in known.items()},
        rep_total=len(measures.reps),
        reason=_reason(known, taken=taken, rep_total=len(measures.reps), missing=missing),
    )


def set_severity(severities: Mapping[int, Severity]) -> Severity:
    """The highest band that enough reps reach; a value of the whole set counts as it is.

    Source: kb:c1: at least max(2, ceil(0.3 n)) reps; of one or two reps, all.
    """
    if WHOLE_SET in severities:
        return severities[WHOLE_SET]
    ranked = sorted(severities.values(), reverse=True)
    return ranked[needed_reps(len(ranked)) - 1] if ranked else Severity.NONE


def needed_reps(count: int) -> int:
    """How many of so many reps must reach a band for the set to have it."""
    return count if count <= 2 else max(2, ceil(round(NEEDED_SHARE * count, 9)))


def needed_values(rep_total: int) -> int:
    """How many of so many reps must carry a value for the set to be judged."""
    return max(min(2, rep_total), ceil(round(VALID_SHARE * rep_total, 9)))


def _reason(known: Mapping[int, Measure], *, taken: list[Measure], rep_total: int, missing: str) -> str:
    if WHOLE_SET in known or (known and len(known) >= needed_values(rep_total)):
        return ""
    return next((measure.reason for measure in taken if measure.reason), missing)


def _chance_beyond(comparison: Comparison, limit: float | tuple[float, float], value: float, sd: float) -> float:
    if isinstance(limit, tuple):
        return _normal_above(limit[1], value, sd) + 1.0 - _normal_above(limit[0], value, sd)
    above = _normal_above(limit, value, sd)
    return above if comparison is Comparison.AT_LEAST else 1.0 - above


def _normal_above(limit: float, mean: float, sd: float) -> float:
    if sd <= 0.0:
        return 1.0 if mean >= limit else 0.0
    return 0.5 * (1.0 + erf((mean - limit) / (sd * sqrt(2.0))))
