"""Rendered clips with a visible back: the outline tells how the lumbar spine changes, as decision 0094 says it does."""

from functools import cache

import numpy as np
import pytest

from studio.assets import resource
from studio.core.arrays import FloatArray
from studio.core.exercise import RepDefinition
from studio.core.measure import Measure
from studio.reps import MeasureOptions, measure_reps, segment_reps
from studio.services.in_clip_neutral import with_in_clip_contour
from studio.signals import OffsetModel, interpret
from tests.faults.rendered_clips import unpacked

LUMBAR_DEG = {
    "01_good_side": (0.0, 0.0, 0.0, 0.0, 1.0),
    "03_lumbar_strong": (25.0, 25.0, 25.0, 25.0, 25.0),
    "07_incomplete_lockout": (1.0, -1.0, 1.0, 0.0, 0.0),
    "15_fatigue": (-1.0, 0.0, 1.0, -1.0, 8.0, 16.0, 25.0),
}
"""Clip → true lumbar extension at the top of each rep; the clips' own truth, rounded."""

TARGET_DEG = 8.0


@cache
def _correction() -> OffsetModel:
    with np.load(resource("pose_correction.npz")) as arrays:
        return OffsetModel.from_arrays(dict(arrays))


@cache
def _changes(clip: str, neutral_contour_deg: float | None = None) -> tuple[Measure, ...]:
    seen = interpret(unpacked(clip), correction_model=_correction())
    reps = segment_reps(seen, RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "kb:b3"))
    if neutral_contour_deg is not None:
        measures = measure_reps(seen, reps, options=MeasureOptions(neutral_contour_deg=neutral_contour_deg))
        return measures.of_reps("M-BCD")
    return with_in_clip_contour(seen, reps, measure_reps(seen, reps)).of_reps("M-BCD")


def _values(changes: tuple[Measure, ...]) -> FloatArray:
    return np.array([change.value for change in changes])


@pytest.mark.parametrize("clip", LUMBAR_DEG)
def test_the_change_of_the_outline_is_that_of_the_spine(clip: str) -> None:
    errors = np.abs(_values(_changes(clip)) - LUMBAR_DEG[clip])
    assert errors.mean() < TARGET_DEG
    assert np.mean([change.low <= true <= change.high for change, true in _told(clip)]) >= 0.6


def test_the_more_the_spine_extends_the_more_the_outline_changes() -> None:
    changes = _values(_changes("15_fatigue"))
    assert changes[:4].max() < changes[4] < changes[5] < changes[6]


@pytest.mark.parametrize("clip", ["01_good_side", "07_incomplete_lockout"])
def test_a_quiet_back_stays_below_the_mild_limit(clip: str) -> None:
    assert np.abs(_values(_changes(clip))).max() < 10.0


@pytest.mark.parametrize("clip", LUMBAR_DEG)
def test_against_the_neutral_of_another_clip_it_is_the_same(clip: str) -> None:
    """The lockout of the good clip, 55 degrees, is that body's neutral; one top may be seen in too few frames."""
    errors = np.abs(_values(_changes(clip, 55.0)) - LUMBAR_DEG[clip])
    assert np.count_nonzero(np.isnan(errors)) <= 1
    assert np.nanmean(errors) < TARGET_DEG


def _told(clip: str) -> list[tuple[Measure, float]]:
    return list(zip(_changes(clip), LUMBAR_DEG[clip], strict=True))
