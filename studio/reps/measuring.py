"""All measures of a set: one row per rep, and the set as a whole."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from studio.core.analysis import Interpretation
from studio.core.arrays import FloatArray
from studio.core.measure import Measure, MeasureTable
from studio.core.rep import Rep
from studio.reps.back_measures import back_measures
from studio.reps.bar_measures import bar_measures
from studio.reps.front_measures import front_measures
from studio.reps.lift_height import lift_height
from studio.reps.options import MeasureOptions
from studio.reps.progress import lift_progress, steadier
from studio.reps.set_measures import set_measures
from studio.reps.sheet import Sheet
from studio.reps.side_measures import side_measures
from studio.reps.tempo_measures import tempo_measures

_FAMILIES = (side_measures, tempo_measures, bar_measures, back_measures, front_measures)


def measure_reps(
    interpretation: Interpretation, reps: Sequence[Rep], *, options: MeasureOptions | None = None
) -> MeasureTable:
    """Take every measure of the catalogue, with its 90 % interval or the reason why it cannot be taken.

    Args:
        interpretation: the body over time.
        reps: as `segment_reps` found them. Reps that the clip cuts off have no row, but they bound the others' rest.
        options: settings and hand-made inputs; None = the defaults.

    Source: kb:b4 (definitions), kb:c4 and kb:g (what a clip lets us judge).
    """
    sheet = Sheet(interpretation, tuple(reps), options or MeasureOptions(), _course(interpretation, reps))
    judged = [rep for rep in reps if rep.is_complete]
    rows = [_row(sheet, rep) for rep in judged]
    whole = {measure.id: measure for measure in set_measures(sheet, rows)}
    return MeasureTable(
        reps=tuple(rows), rep_indices=tuple(rep.index for rep in judged), whole_set=MappingProxyType(whole)
    )


def _course(interpretation: Interpretation, reps: Sequence[Rep]) -> FloatArray:
    height = lift_height(interpretation)
    if height is None:
        return np.full(len(interpretation.landmarks.xy_px), np.nan)
    return steadier(height, lift_progress(interpretation, reps))


def _row(sheet: Sheet, rep: Rep) -> Mapping[str, Measure]:
    measures = [measure for family in _FAMILIES for measure in family(sheet, rep)]
    return MappingProxyType({measure.id: measure for measure in measures})
