"""The best rep of a set, and its body laid over the others at the same part of the movement."""

from math import inf, isfinite

import numpy as np

from studio.core.analysis import Analysis
from studio.core.arrays import FloatArray
from studio.core.body import Part
from studio.core.finding import Outcome
from studio.core.rep import Rep


def best_rep(analysis: Analysis) -> Rep | None:
    """The complete rep with the least severe faults; of several, the one whose top is nearest to neutral."""
    found = [finding for finding in analysis.findings if finding.outcome is Outcome.FOUND]
    tops = dict(zip(analysis.measures.rep_indices, analysis.measures.of_reps("M-HIP-TOP"), strict=True))

    def badness(rep: Rep) -> tuple[int, float]:
        severity = sum(int(finding.severity_by_rep.get(rep.index, 0)) for finding in found)
        top = tops.get(rep.index)
        gap = abs(top.value - analysis.capture.neutral_reference_deg) if top is not None else inf
        return severity, gap if isfinite(gap) else inf

    complete = [rep for rep in analysis.reps if rep.is_complete]
    return min(complete, key=badness) if complete else None


def same_part(rep: Rep, time_s: float, other: Rep) -> float:
    """The time in another rep at which it is as far through the same phase."""
    corners = (rep.start_s, rep.top_s, rep.top_end_s, rep.end_s)
    return float(np.interp(time_s, corners, (other.start_s, other.top_s, other.top_end_s, other.end_s)))


class GhostCourse:
    """The best rep's body for every frame of the other reps, standing on the same foot."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._clock = analysis.observation.clock
        self._best = best_rep(analysis)
        self._ankle = Part.ANKLE.on(analysis.capture.near_side)

    def body(self, index: int) -> FloatArray | None:
        """Shape (J, 2), clip pixels; None outside the reps and in the best rep itself."""
        time_s = self._clock.time_of(index)
        rep = self._analysis.rep_at(time_s)
        if rep is None or self._best is None or rep.index == self._best.index:
            return None
        track = self._analysis.landmarks.xy_px
        there: FloatArray = track[self._clock.nearest_index(same_part(rep, time_s, self._best))]
        shift = track[index, self._ankle] - there[self._ankle]
        return there + shift if np.isfinite(shift).all() else there
