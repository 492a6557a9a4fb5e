"""When to look at a fault in a rep."""

from collections.abc import Sequence
from math import nan

from studio.core.moments import shown_at_s
from studio.core.rep import Rep
from studio.core.signal import SignalSet


def moment_s(reps: Sequence[Rep], rep_index: int, phase: str) -> float:
    """Time at which a fault is best seen, in seconds; NaN when there is no clip or no such rep.

    Args:
        reps: the reps of the clip.
        rep_index: number of the rep; 0 for a fault of the whole set.
        phase: when in the rep the fault is looked at, as its definition says.
    """
    rep = _rep(reps, rep_index)
    if rep is None:
        return nan
    if phase.startswith(("bottom", "set-up")):
        return rep.start_s
    if phase.startswith("eccentric"):
        return (rep.top_end_s + rep.end_s) / 2.0
    return (rep.top_s + rep.top_end_s) / 2.0


def value_at_s(measure: str, value: float, rep_index: int, reps: Sequence[Rep], signals: SignalSet) -> float:
    """Time of the frame that shows a measure's value in a rep; NaN when no frame does, or there is no such rep."""
    rep = _rep(reps, rep_index)
    return nan if rep is None else shown_at_s(measure, value, rep, signals)


def _rep(reps: Sequence[Rep], rep_index: int) -> Rep | None:
    return next((rep for rep in reps if rep.index == rep_index), None)
