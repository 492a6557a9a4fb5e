"""The frame that shows a measure: what stands on the card stands in the picture, too."""

from math import isnan, nan

import numpy as np
import pytest

from studio.core.moments import shown_at_s, signal_of
from studio.core.rep import Rep
from studio.core.signal import Signal, SignalSet

REP = Rep(1, 1.0, 2.0, 4.0, 5.0)


def signals(**courses: list[float]) -> SignalSet:
    """Signals with one value for each second from 0 on."""
    return SignalSet(
        tuple(
            Signal(name, "deg", np.arange(len(values)), np.array(values, float), np.ones(len(values)))
            for name, values in courses.items()
        )
    )


def test_the_highest_hip_angle_of_the_top_is_looked_for_and_none_outside_it():
    seen = signals(hip_angle_deg=[200, 90, 178, 181, 195, 210])

    assert [shown_at_s(name, 15.0, REP, seen) for name in ("M-HOE", "M-HIP-TOP", "M-HOL")] == [4.0, 4.0, 4.0]


def test_a_median_is_shown_where_the_signal_comes_nearest_to_it():
    assert shown_at_s("M-SHIN", 9.0, REP, signals(shin_angle_deg=[9, 9, 4, 8.5, 12, 9])) == 3.0


def test_of_frames_that_show_the_same_number_the_middle_one_is_taken():
    assert shown_at_s("M-SHIN", 9.0, REP, signals(shin_angle_deg=[9, 9, 9.0, 9.4, 9.0, 9])) == 3.0


def test_the_chest_has_rolled_back_where_the_trunk_lies_lowest():
    assert shown_at_s("M-LTR", 7.0, REP, signals(trunk_inclination_deg=[-9, -9, 3, 1, -4, -9])) == 4.0


def test_a_heel_may_be_highest_before_the_top():
    assert shown_at_s("M-HEEL", 0.2, REP, signals(heel_rise_fl=[0.9, 0.4, 0.2, 0.1, 0.1, 0.9])) == 1.0


def test_frames_without_a_value_show_nothing():
    assert shown_at_s("M-HOE", 9.0, REP, signals(hip_angle_deg=[0, 0, 189, nan, nan, 0])) == 2.0
    assert isnan(shown_at_s("M-HOE", 9.0, REP, signals(hip_angle_deg=[0, 0, nan, nan, nan, 0])))


@pytest.mark.parametrize(("measure", "value"), [("M-ECC", 1.0), ("M-HOE", nan), ("M-SHIN", 9.0)])
def test_what_no_frame_shows_has_no_moment(measure, value):
    assert isnan(shown_at_s(measure, value, REP, signals(hip_angle_deg=[0, 0, 180, 181, 180, 0])))


def test_a_measure_is_seen_in_the_lane_of_its_signal():
    assert signal_of("M-HOE") == "hip_angle_deg"
    assert signal_of("M-ECC") == ""
