"""What the coach edits and draws reaches reps, reference and measures."""

from dataclasses import replace
from math import cos, radians, sin
from types import MappingProxyType

import numpy as np
import pytest

from studio.core.analysis import Interpretation
from studio.core.annotation import Aid, AidKind
from studio.core.body import JOINT_COUNT, Side
from studio.core.capture import Capture, Grade, View
from studio.core.landmarks import LandmarkTrack
from studio.core.measure import Measure, MeasureTable
from studio.core.neutral import NeutralReference
from studio.core.rep import Rep, RepMark, RepSpan
from studio.core.review import Review
from studio.core.signal import Signal, SignalSet
from studio.core.time import FrameClock
from studio.services.coach_input import bench_edge_px, edited_reps, with_drawn_lines, with_neutral

TIMES_S = np.arange(300) / 30.0
EMPTY = Review(clip_sha256="0" * 64)
NONE_SEEN = LandmarkTrack(
    np.full((300, JOINT_COUNT, 2), np.nan),
    np.zeros((300, JOINT_COUNT)),
    np.zeros((300, JOINT_COUNT), dtype=np.uint8),
    np.full((300, JOINT_COUNT, 3), np.nan),
)
REPS = (Rep(1, 1.0, 2.0, 3.0, 4.0), Rep(2, 5.0, 6.0, 7.0, 8.0))


def signal(name: str, values, unit: str = "deg") -> Signal:
    return Signal(name, unit, TIMES_S, np.asarray(values, dtype=float), np.full(300, 2.0))


def seen(*signals: Signal) -> Interpretation:
    capture = Capture(View.SIDE, 0.0, Side.RIGHT, Side.LEFT, Grade.GOOD)
    return Interpretation(NONE_SEEN, SignalSet(signals), capture)


def height() -> Signal:
    """Up from 1 s to 2 s, at the top until 3 s, down until 4 s; nothing moves afterwards."""
    return signal("hip_height_tl", np.interp(TIMES_S, [0, 1, 2, 3, 4, 10], [0, 0, 1, 1, 0, 0]), "tl")


def test_without_edits_the_studios_reps_stay():
    assert edited_reps(seen(), REPS, ()) is REPS


def test_false_reps_go_and_the_others_are_numbered_anew():
    spans = (RepSpan(1.0, 4.0, (2.0, 3.0), RepMark.FALSE), RepSpan(5.0, 8.0, (6.0, 7.0)))
    assert edited_reps(seen(), REPS, spans) == (Rep(1, 5.0, 6.0, 7.0, 8.0),)


@pytest.mark.parametrize("mark", [RepMark.PARTIAL, RepMark.FAILED])
def test_a_rep_that_does_not_count_is_kept_but_not_judged(mark):
    (rep,) = edited_reps(seen(), REPS, (RepSpan(1.0, 4.0, (2.0, 3.0), mark),))
    assert (rep.is_complete, rep.mark) == (False, mark)


def test_the_top_of_an_edited_rep_is_found_in_the_height():
    (rep,) = edited_reps(seen(height()), REPS, (RepSpan(0.5, 4.5),))
    assert rep.top_s == pytest.approx(1.95, abs=0.04)
    assert rep.top_end_s == pytest.approx(3.05, abs=0.04)
    assert rep.is_complete


@pytest.mark.parametrize("signals", [(), (signal("hip_height_tl", np.full(300, np.nan), "tl"),)])
def test_a_rep_without_a_top_is_not_judged(signals):
    (rep,) = edited_reps(seen(*signals), REPS, (RepSpan(1.0, 4.0),))
    assert (rep.top_s, rep.top_end_s, rep.is_complete) == (2.5, 2.5, False)


def test_the_neutral_frame_sets_what_counts_as_straight():
    hip, back = signal("hip_angle_deg", np.arange(300)), signal("back_contour_deg", 0.1 * np.arange(300))
    review = replace(EMPTY, aids=(Aid(AidKind.NEUTRAL, 100),))
    changed, neutral = with_neutral(seen(hip, back), review)
    assert changed.capture.is_calibrated
    assert changed.capture.neutral_reference_deg == 100.0
    assert (neutral.hip_angle_deg, neutral.contour_deg) == (100.0, pytest.approx(10.0))


@pytest.mark.parametrize("aids", [(), (Aid(AidKind.NEUTRAL, 10),)])
def test_a_neutral_frame_without_a_hip_changes_nothing(aids):
    before = seen(signal("hip_angle_deg", np.full(300, np.nan)))
    assert with_neutral(before, replace(EMPTY, aids=aids)) == (before, None)


def test_the_athlete_s_own_reference_counts_where_no_frame_is_marked():
    own = NeutralReference(172.0, contour_deg=31.0)
    review = replace(EMPTY, neutral=own)
    changed, neutral = with_neutral(seen(signal("hip_angle_deg", np.arange(300))), review)
    assert (changed.capture.is_calibrated, changed.capture.neutral_reference_deg, neutral) == (True, 172.0, own)
    marked = replace(review, aids=(Aid(AidKind.NEUTRAL, 100),))
    changed, neutral = with_neutral(seen(signal("hip_angle_deg", np.arange(300))), marked)
    assert (changed.capture.neutral_reference_deg, neutral.hip_angle_deg) == (100.0, 100.0)


def test_the_bench_edge_is_handed_on():
    assert bench_edge_px(EMPTY) is None
    assert bench_edge_px(replace(EMPTY, aids=(Aid(AidKind.BENCH_EDGE, 3, ((7.0, 8.0),)),))) == (7.0, 8.0)


def line(kind: AidKind, frame: int, deg: float, *, mirrored: bool = False) -> Aid:
    x_px = -100.0 * cos(radians(deg)) if mirrored else 100.0 * cos(radians(deg))
    return Aid(kind, frame, ((300.0, 200.0), (300.0 + x_px, 200.0 - 100.0 * sin(radians(deg)))))


def trunk(frame: int, chest_deg: float, pelvis_deg: float, **options) -> tuple[Aid, Aid]:
    return (
        line(AidKind.THORAX_LINE, frame, chest_deg, **options),
        line(AidKind.PELVIS_LINE, frame, pelvis_deg, **options),
    )


def filled(*aids: Aid, facing: Side = Side.RIGHT) -> MeasureTable:
    rows = tuple(MappingProxyType({"M-TPA": Measure.missing("M-TPA", "deg", "no lines")}) for _ in REPS)
    review = replace(EMPTY, aids=aids)
    return with_drawn_lines(MeasureTable(rows, (1, 2)), REPS, review, clock=FrameClock(TIMES_S), facing=facing)


@pytest.mark.parametrize(("facing", "mirrored"), [(Side.RIGHT, False), (Side.LEFT, True)])
def test_chest_and_pelvis_lines_are_measured_against_neutral(facing, mirrored):
    aids = (Aid(AidKind.NEUTRAL, 5), *trunk(5, 10, 20, mirrored=mirrored), *trunk(75, 25, 20, mirrored=mirrored))
    table = filled(*aids, facing=facing)
    first, second = table.of_reps("M-TPA")
    assert first.value == pytest.approx(15.0)
    assert first.low < 10.0 < 20.0 < first.high
    assert second.reason.startswith("Draw the chest line")
    assert table.of_reps("M-TPA0")[0].value == pytest.approx(0.0)


def test_lines_that_cross_the_half_turn_are_not_far_apart():
    table = filled(Aid(AidKind.NEUTRAL, 5), *trunk(5, 175, -5), *trunk(75, -175, -5))
    assert table.of_reps("M-TPA")[0].value == pytest.approx(10.0)


def test_the_pelvis_has_its_own_part_of_the_change():
    table = filled(Aid(AidKind.NEUTRAL, 5), *trunk(5, 10, 20), *trunk(75, 14, 8))
    assert table.of_reps("M-TPA")[0].value == pytest.approx(16.0)
    assert table.of_reps("M-TPA-PELVIS")[0].value == pytest.approx(12.0)
    assert table.of_reps("M-TPA-PELVIS")[1].reason.startswith("Draw the chest line")


def test_without_neutral_lines_it_says_so():
    table = filled(*trunk(75, 25, 20))
    assert "neutral frame" in table.of_reps("M-TPA")[0].reason
    assert "before the first rep" in table.of_reps("M-TPA0")[0].reason


def test_one_line_alone_measures_nothing():
    assert filled(line(AidKind.THORAX_LINE, 75, 25)).of_reps("M-TPA")[0].reason == "no lines"
