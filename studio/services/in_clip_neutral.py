"""The back of an athlete who has no stored neutral reference yet: compared with its own course in the same clip."""

from collections.abc import Mapping
from types import MappingProxyType

from studio.core.analysis import Interpretation
from studio.core.capture import Grade
from studio.core.measure import Measure, MeasureTable
from studio.core.rep import Rep


def with_in_clip_contour(interpretation: Interpretation, reps: tuple[Rep, ...], measures: MeasureTable) -> MeasureTable:
    """Fill M-BCD and M-ARCHON from the clip's own reference where no stored one gave them.

    What is compared are the settled values of the signal, medians over five frames and more: see decision 0042.

    Args:
        interpretation: of the clip; without a visible back, or in a poor clip, nothing is filled.
        reps: of the clip, complete or not.
        measures: as measured; what has a value there is kept.
    """
    from studio.signals.contour import ContourSignal
    from studio.signals.contour_change import in_clip_contour_change

    back = interpretation.signals.get("back_contour_deg")
    hip = interpretation.signals.get("hip_angle_deg")
    if back is None or hip is None or interpretation.capture.grade is Grade.POOR:
        return measures
    measured = tuple(rep for rep in reps if rep.index in measures.rep_indices)
    contour = ContourSignal(
        times_s=back.times_s, arc_deg=back.values, sd_deg=back.sd, single_deg=back.values, hip_deg=hip.values
    )
    change = in_clip_contour_change(contour, measured)
    rows = tuple(
        _filled(row, (bcd, onset)) for row, bcd, onset in zip(measures.reps, change.change, change.onset, strict=True)
    )
    return MeasureTable(reps=rows, rep_indices=measures.rep_indices, whole_set=measures.whole_set)


def _filled(row: Mapping[str, Measure], candidates: tuple[Measure, ...]) -> Mapping[str, Measure]:
    fresh = {
        candidate.id: candidate
        for candidate in candidates
        if candidate.id not in row or not row[candidate.id].is_assessable
    }
    return MappingProxyType({**row, **fresh})
