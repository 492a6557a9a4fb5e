"""A new athlete's back is compared with its own course in the clip; a stored neutral goes first."""

from dataclasses import replace
from types import MappingProxyType

import numpy as np
import pytest

from studio.core.analysis import Interpretation
from studio.core.body import JOINT_COUNT, Side
from studio.core.capture import Capture, Grade, View
from studio.core.landmarks import LandmarkTrack
from studio.core.measure import Measure, MeasureTable
from studio.core.rep import Rep
from studio.core.signal import Signal, SignalSet
from studio.services.in_clip_neutral import with_in_clip_contour

TIMES_S = np.arange(240) / 30.0
REPS = (Rep(1, 0.0, 1.0, 2.0, 4.0), Rep(2, 4.0, 5.0, 6.0, 8.0))
HIP_DEG = np.interp(TIMES_S % 4.0, [0.0, 1.0, 2.0, 3.5, 4.0], [90.0, 180.0, 180.0, 90.0, 90.0])
ARCHED_DEG = 50.0 + np.where(HIP_DEG > 165.0, 22.0, 0.0)


def _seen(**signals: np.ndarray) -> Interpretation:
    count = len(TIMES_S)
    nobody = LandmarkTrack(
        np.full((count, JOINT_COUNT, 2), np.nan),
        np.zeros((count, JOINT_COUNT)),
        np.zeros((count, JOINT_COUNT), dtype=np.uint8),
        np.full((count, JOINT_COUNT, 3), np.nan),
    )
    known = tuple(Signal(name, "deg", TIMES_S, values, np.full(count, 1.0)) for name, values in signals.items())
    return Interpretation(nobody, SignalSet(known), Capture(View.SIDE, 0.0, Side.RIGHT, Side.LEFT, Grade.GOOD))


def _table(*rows: dict[str, Measure], indices: tuple[int, ...] = (1, 2)) -> MeasureTable:
    return MeasureTable(tuple(MappingProxyType(row) for row in rows), indices)


def test_an_arch_at_the_top_is_measured_without_a_stored_neutral() -> None:
    missing = {"M-BCD": Measure.missing("M-BCD", "deg", "mark a neutral frame")}
    table = with_in_clip_contour(
        _seen(back_contour_deg=ARCHED_DEG, hip_angle_deg=HIP_DEG), REPS, _table(missing, missing)
    )
    assert [measure.value for measure in table.of_reps("M-BCD")] == pytest.approx([22.0, 22.0], abs=1.0)
    assert [measure.value for measure in table.of_reps("M-ARCHON")] == pytest.approx([168.0, 168.0], abs=4.0)


def test_what_a_stored_neutral_gave_stays() -> None:
    stored = {"M-BCD": Measure("M-BCD", 5.0, "deg", 1.0, 9.0)}
    table = with_in_clip_contour(_seen(back_contour_deg=ARCHED_DEG, hip_angle_deg=HIP_DEG), REPS, _table(stored, {}))
    assert [measure.value for measure in table.of_reps("M-BCD")] == pytest.approx([5.0, 22.0], abs=1.0)


def test_only_measured_reps_have_a_row() -> None:
    table = with_in_clip_contour(
        _seen(back_contour_deg=ARCHED_DEG, hip_angle_deg=HIP_DEG), REPS, _table({}, indices=(2,))
    )
    assert table.rep_indices == (2,)
    assert len(table.of_reps("M-BCD")) == 1


@pytest.mark.parametrize("missing", ["back_contour_deg", "hip_angle_deg"])
def test_without_back_or_hip_nothing_is_filled(missing: str) -> None:
    signals = {"back_contour_deg": ARCHED_DEG, "hip_angle_deg": HIP_DEG}
    del signals[missing]
    table = _table({}, {})
    assert with_in_clip_contour(_seen(**signals), REPS, table) is table


def test_a_poor_clip_is_not_judged_by_its_back() -> None:
    seen = _seen(back_contour_deg=ARCHED_DEG, hip_angle_deg=HIP_DEG)
    poor = replace(seen, capture=replace(seen.capture, grade=Grade.POOR, reasons=("Too dark.",)))
    table = _table({}, {})
    assert with_in_clip_contour(poor, REPS, table) is table


def test_a_clip_whose_middle_is_hidden_says_so_in_the_measure() -> None:
    hidden = np.where(HIP_DEG < 170.0, np.nan, ARCHED_DEG)
    table = with_in_clip_contour(_seen(back_contour_deg=hidden, hip_angle_deg=HIP_DEG), REPS, _table({}, {}))
    assert {measure.reason for measure in table.of_reps("M-BCD")} == {
        "The back is not visible in the middle of the rise, so there is nothing to compare the top with."
    }
