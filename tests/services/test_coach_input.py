"""What the coach edits and draws reaches reps, reference and measures."""

from dataclasses import replace

import numpy as np
import pytest

from studio.core.analysis import Interpretation
from studio.core.annotation import Aid, AidKind
from studio.core.body import JOINT_COUNT, Side
from studio.core.capture import Capture, Grade, View
from studio.core.landmarks import LandmarkTrack
from studio.core.neutral import NeutralReference
from studio.core.rep import Rep, RepMark, RepSpan
from studio.core.review import Review
from studio.core.signal import Signal, SignalSet
from studio.services.coach_input import bench_edge_px, edited_reps, with_neutral

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


def test_times_that_the_coach_leaves_keep_their_doubt_and_times_that_he_sets_have_none():
    doubtful = tuple(replace(rep, doubt_s=0.2) for rep in REPS)
    spans = tuple(RepSpan(rep.start_s, rep.end_s, (rep.top_s, rep.top_end_s)) for rep in REPS)
    assert edited_reps(seen(), doubtful, spans) == doubtful
    moved = RepSpan(spans[0].start_s, spans[0].end_s + 0.1, spans[0].top_s)
    assert [rep.doubt_s for rep in edited_reps(seen(), doubtful, (moved, *spans[1:]))] == [0.0, *[0.2] * len(spans[1:])]


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
    hip, back = signal("hip_angle_deg", 75.0 + np.arange(300)), signal("back_contour_deg", 0.1 * np.arange(300))
    review = replace(EMPTY, aids=(Aid(AidKind.NEUTRAL, 100),))
    changed, neutral = with_neutral(seen(hip, back), review)
    assert changed.capture.is_calibrated
    assert changed.capture.neutral_reference_deg == 175.0
    assert (neutral.hip_angle_deg, neutral.contour_deg) == (175.0, pytest.approx(10.0))


@pytest.mark.parametrize("hip_deg", [82.0, 149.0])
def test_folded_hips_never_count_as_straight(hip_deg):
    before = seen(signal("hip_angle_deg", np.full(300, hip_deg)), signal("back_contour_deg", np.full(300, 30.0)))
    review = replace(EMPTY, aids=(Aid(AidKind.NEUTRAL, 10),))
    assert with_neutral(before, review) == (before, None)
    own = NeutralReference(178.0)
    assert with_neutral(before, replace(review, neutral=own))[1] is own


@pytest.mark.parametrize("aids", [(), (Aid(AidKind.NEUTRAL, 10),)])
def test_a_neutral_frame_without_a_hip_changes_nothing(aids):
    before = seen(signal("hip_angle_deg", np.full(300, np.nan)))
    assert with_neutral(before, replace(EMPTY, aids=aids)) == (before, None)


def test_the_athlete_s_own_reference_counts_where_no_frame_is_marked():
    own = NeutralReference(172.0, contour_deg=31.0)
    review = replace(EMPTY, neutral=own)
    hip = seen(signal("hip_angle_deg", 75.0 + np.arange(300)))
    changed, neutral = with_neutral(hip, review)
    assert (changed.capture.is_calibrated, changed.capture.neutral_reference_deg, neutral) == (True, 172.0, own)
    marked = replace(review, aids=(Aid(AidKind.NEUTRAL, 100),))
    changed, neutral = with_neutral(hip, marked)
    assert (changed.capture.neutral_reference_deg, neutral.hip_angle_deg) == (175.0, 175.0)


def test_the_bench_edge_is_handed_on():
    assert bench_edge_px(EMPTY) is None
    assert bench_edge_px(replace(EMPTY, aids=(Aid(AidKind.BENCH_EDGE, 3, ((7.0, 8.0),)),))) == (7.0, 8.0)
