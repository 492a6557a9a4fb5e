"""Chest and pelvis lines drawn by hand: what they say of a rep, of the set, of the set-up."""

from dataclasses import replace
from math import cos, radians, sin
from types import MappingProxyType

import numpy as np
import pytest

from studio.core.annotation import Aid, AidKind
from studio.core.body import Side
from studio.core.measure import Measure, MeasureTable
from studio.core.rep import Rep
from studio.core.review import Review
from studio.core.time import FrameClock
from studio.services.drawn_lines import with_drawn_lines

TIMES_S = np.arange(300) / 30.0
EMPTY = Review(clip_sha256="0" * 64)
REPS = (Rep(1, 1.0, 2.0, 3.0, 4.0), Rep(2, 5.0, 6.0, 7.0, 8.0))
NEUTRAL = Aid(AidKind.NEUTRAL, 5)


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


def test_lines_in_every_rep_speak_rep_by_rep():
    table = filled(NEUTRAL, *trunk(5, 10, 20), *trunk(75, 25, 20), *trunk(195, 12, 20))
    assert [one.value for one in table.of_reps("M-TPA")] == pytest.approx([15.0, 2.0])
    assert "M-TPA" not in table.whole_set


@pytest.mark.parametrize(("facing", "mirrored"), [(Side.RIGHT, False), (Side.LEFT, True)])
def test_two_frames_drawn_by_hand_speak_for_the_set(facing, mirrored):
    aids = (NEUTRAL, *trunk(5, 10, 20, mirrored=mirrored), *trunk(75, 25, 20, mirrored=mirrored))
    table = filled(*aids, facing=facing)
    whole = table.whole_set["M-TPA"]
    assert whole.value == pytest.approx(15.0)
    assert whole.low < 10.0 < 20.0 < whole.high
    first, second = table.of_reps("M-TPA")
    assert first.reason.endswith("counts for the set.")
    assert second.reason.startswith("Draw the chest line")


def test_lines_that_cross_the_half_turn_are_not_far_apart():
    table = filled(NEUTRAL, *trunk(5, 175, -5), *trunk(75, -175, -5))
    assert table.whole_set["M-TPA"].value == pytest.approx(10.0)


def test_a_line_drawn_from_its_other_end_says_the_same():
    table = filled(NEUTRAL, *trunk(5, 10, 20), *trunk(75, 25 + 180, 20))
    assert table.whole_set["M-TPA"].value == pytest.approx(15.0)


def test_the_pelvis_has_its_own_part_of_the_change():
    table = filled(NEUTRAL, *trunk(5, 10, 20), *trunk(75, 14, 8))
    assert table.whole_set["M-TPA"].value == pytest.approx(16.0)
    assert table.whole_set["M-TPA-PELVIS"].value == pytest.approx(12.0)
    assert table.of_reps("M-TPA-PELVIS")[1].reason.startswith("Draw the chest line")


def test_the_pelvis_has_no_part_of_a_trunk_that_turned_as_a_whole():
    table = filled(NEUTRAL, *trunk(5, 60, 60), *trunk(75, 4, -12))
    assert table.whole_set["M-TPA"].value == pytest.approx(16.0)
    assert "another position" in table.whole_set["M-TPA-PELVIS"].reason


def test_the_neutral_frame_is_not_held_against_itself():
    before = filled(NEUTRAL, *trunk(5, 10, 20), *trunk(75, 25, 20))
    assert "before the first rep" in before.of_reps("M-TPA0")[0].reason
    at_top = filled(Aid(AidKind.NEUTRAL, 75), *trunk(75, 10, 20), *trunk(195, 25, 20))
    assert at_top.whole_set["M-TPA"].value == pytest.approx(15.0)
    assert at_top.of_reps("M-TPA")[0].reason.startswith("Draw the chest line")


def test_the_set_up_is_held_against_neutral():
    table = filled(Aid(AidKind.NEUTRAL, 290), *trunk(290, 10, 20), *trunk(10, 20, 20))
    assert [one.value for one in table.of_reps("M-TPA0")] == pytest.approx([10.0, 10.0])


def test_without_neutral_lines_it_says_so():
    table = filled(*trunk(75, 25, 20))
    assert "neutral frame" in table.of_reps("M-TPA")[0].reason
    assert "before the first rep" in table.of_reps("M-TPA0")[0].reason


def test_one_line_alone_measures_nothing():
    assert filled(line(AidKind.THORAX_LINE, 75, 25)).of_reps("M-TPA")[0].reason == "no lines"
