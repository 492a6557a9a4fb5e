"""When to look at a fault in a rep."""

from collections.abc import Sequence
from math import nan

from studio.core.rep import Rep


def moment_s(reps: Sequence[Rep], rep_index: int, phase: str) -> float:
    """Time at which a fault is best seen, in seconds; NaN when there is no clip or no such rep.

    Args:
        reps: the reps of the clip.
        rep_index: number of the rep; 0 for a fault of the whole set.
        phase: when in the rep the fault is looked at, as its definition says.
    """
    rep = next((rep for rep in reps if rep.index == rep_index), None)
    if rep is None:
        return nan
    if phase.startswith(("bottom", "set-up")):
        return rep.start_s
    if phase.startswith("eccentric"):
        return (rep.top_end_s + rep.end_s) / 2.0
    return (rep.top_s + rep.top_end_s) / 2.0
