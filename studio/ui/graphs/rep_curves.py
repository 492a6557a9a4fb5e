"""Every rep of a signal on one axis from 0 to 100 %: mean, spread, best and worst."""

from dataclasses import dataclass

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.finding import Outcome
from studio.ui.ghost import best_rep

SAMPLES = 101


@dataclass(frozen=True, slots=True, eq=False)
class RepCurves:
    """The complete reps of one signal.

    Attributes:
        signal: its name.
        unit: its unit.
        numbers: number of each rep.
        values: shape (reps, SAMPLES), from the rep's begin to its end; NaN where it was not seen.
        best: row of the best rep; −1 when there is none.
        worst: row of the rep with the most severe faults; −1 when no rep is worse than the best.
    """

    signal: str
    unit: str
    numbers: tuple[int, ...]
    values: FloatArray
    best: int = -1
    worst: int = -1

    @property
    def mean(self) -> FloatArray:
        """Shape (SAMPLES,): mean of the reps where all of them were seen; NaN elsewhere."""
        mean: FloatArray = np.sum(self.values, axis=0) / max(len(self.values), 1)
        return mean

    @property
    def sd(self) -> FloatArray:
        """Shape (SAMPLES,): standard deviation between the reps; NaN with fewer than two."""
        if len(self.values) < 2:
            return np.full(SAMPLES, np.nan)
        squares = np.sum((self.values - self.mean) ** 2, axis=0)
        sd: FloatArray = np.sqrt(squares / (len(self.values) - 1))
        return sd


def rep_curves(analysis: Analysis, name: str) -> RepCurves | None:
    """The complete reps of a signal; None when the clip does not show it or has no complete rep."""
    signal = analysis.signals.get(name)
    reps = [rep for rep in analysis.reps if rep.is_complete]
    if signal is None or not reps:
        return None
    shares = np.linspace(0.0, 1.0, SAMPLES)
    rows = [_sampled(signal.times_s, signal.values, rep.start_s + shares * rep.duration_s) for rep in reps]
    best, worst = best_rep(analysis), _worst_number(analysis)
    numbers = tuple(rep.index for rep in reps)
    best_row = numbers.index(best.index) if best else -1
    worst_row = numbers.index(worst) if worst in numbers and worst != (best.index if best else 0) else -1
    return RepCurves(name, signal.unit, numbers, np.array(rows), best_row, worst_row)


def _sampled(times_s: FloatArray, values: FloatArray, wanted_s: FloatArray) -> FloatArray:
    """Values between the frames; NaN where a neighbour is missing."""
    sampled: FloatArray = np.interp(wanted_s, times_s, values)
    return sampled


def _worst_number(analysis: Analysis) -> int:
    sums: dict[int, int] = {}
    for finding in analysis.findings:
        if finding.outcome is Outcome.FOUND:
            for number, severity in finding.severity_by_rep.items():
                sums[number] = sums.get(number, 0) + int(severity)
    return max(sums, key=lambda number: sums[number]) if any(sums.values()) else 0
