"""The immutable types: shapes, missing values and small derived facts."""

from math import inf, nan

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.analysis import EngineIdentity
from studio.core.arrays import frozen_array
from studio.core.body import BONES, JOINT_COUNT, Joint, Part, Side
from studio.core.errors import StudioError, UnreadableInput
from studio.core.events import Event
from studio.core.fault import Bands, Comparison, Severity
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkSource, LandmarkTrack, PoseEstimate
from studio.core.measure import Measure, MeasureTable, as_float, told_interval
from studio.core.observation import Correction, Observation, Outlines, PlateTrack
from studio.core.rep import Phase, Rep
from studio.core.review import Decision, Review, Verdict
from studio.core.signal import Signal, SignalSet
from studio.core.time import FrameClock


def estimate(value=1.0):
    return PoseEstimate(
        xy_px=np.full((JOINT_COUNT, 2), value), visibility=np.ones(JOINT_COUNT), world_m=np.zeros((JOINT_COUNT, 3))
    )


def test_an_array_of_another_shape_is_refused_by_name():
    with pytest.raises(ValueError, match="height has shape"):
        frozen_array([1.0, 2.0], name="height", shape=(None, 3))


def test_a_frozen_array_is_a_copy():
    mine = np.zeros(3)
    theirs = frozen_array(mine, name="mine", shape=(3,))
    mine[0] = 9.0
    assert theirs[0] == 0.0


def test_each_part_has_a_joint_on_each_side():
    assert Part.HIP.on(Side.LEFT) is Joint.LEFT_HIP
    assert Part.HIP.on(Side.LEFT.other) is Joint.RIGHT_HIP
    assert Side.RIGHT.other is Side.LEFT
    assert all(first is not second for first, second in BONES)


def test_an_error_reads_as_sentence_and_remedy():
    error = UnreadableInput("The clip is empty.", remedy="Copy it again.")
    assert isinstance(error, StudioError)
    assert str(error) == "The clip is empty. Copy it again."
    assert error.exit_code == 3


def test_a_listener_hears_facts_until_it_leaves():
    event: Event[int] = Event()
    heard = []
    leave = event.subscribe(heard.append)
    event.emit(1)
    leave()
    leave()
    event.emit(2)
    assert heard == [1]


def test_a_frame_must_be_eight_bit_and_contiguous():
    good = np.zeros((4, 6, 3), dtype=np.uint8)
    assert Frame(0, 0.0, good).rgb is good
    with pytest.raises(ValueError, match="8 bit"):
        Frame(0, 0.0, good.astype(np.float32))
    with pytest.raises(ValueError, match="contiguous"):
        Frame(0, 0.0, good[:, ::2])


def test_frames_without_a_person_stay_missing_in_the_track():
    track = LandmarkTrack.from_estimates([estimate(), PoseEstimate.nobody()])
    assert track.frame_count == 2
    assert list(track.has_person) == [True, False]
    assert set(track.source[0]) == {LandmarkSource.DETECTED}
    assert set(track.source[1]) == {LandmarkSource.MISSING}
    assert np.isnan(track.of(Joint.NOSE)[1]).all()
    assert not PoseEstimate.nobody().has_person


def test_a_signal_knows_where_it_is_valid():
    signal = Signal("hip_angle_deg", "deg", [0.0, 1.0], [180.0, nan], [2.0, nan])
    signals = SignalSet((signal,))
    assert list(signal.valid) == [True, False]
    assert signals["hip_angle_deg"] is signal
    assert signals.get("bar_y_px") is None
    assert "hip_angle_deg" in signals
    assert [item.name for item in signals] == ["hip_angle_deg"]


def test_a_measure_has_a_value_or_a_reason_and_never_both():
    assert Measure("M-ECC", 1.5, "s").is_assessable
    missing = Measure.missing("M-ECC", "s", "The bottom is outside the clip.")
    assert not missing.is_assessable
    with pytest.raises(ValueError, match="M-ECC"):
        Measure("M-ECC", nan, "s")
    with pytest.raises(ValueError, match="M-ECC"):
        Measure("M-ECC", 1.0, "s", reason="both")


def test_a_table_has_one_number_per_row():
    row = {"M-ECC": Measure("M-ECC", 1.5, "s")}
    table = MeasureTable(reps=(row, {}), rep_indices=(1, 2))
    assert table.of_reps("M-ECC") == (row["M-ECC"], None)
    with pytest.raises(ValueError, match="rep number"):
        MeasureTable(reps=(row,))


@given(times=st.lists(st.floats(0, 100), min_size=4, max_size=4), when=st.floats(-1, 101))
def test_every_moment_of_a_rep_has_one_phase(times, when):
    start_s, top_s, top_end_s, end_s = sorted(times)
    rep = Rep(1, start_s, top_s, top_end_s, end_s)
    phase = rep.phase_at(when)
    assert (phase is Phase.BOTTOM) == (when < start_s or when >= end_s)
    assert rep.duration_s == pytest.approx(end_s - start_s)


def test_the_phases_follow_one_another():
    rep = Rep(1, 0.0, 1.0, 2.0, 3.0)
    phases = [rep.phase_at(time_s) for time_s in (-0.1, 0.5, 1.5, 2.5, 3.0)]
    assert phases == [Phase.BOTTOM, Phase.CONCENTRIC, Phase.TOP, Phase.ECCENTRIC, Phase.BOTTOM]


def test_a_rep_whose_times_are_out_of_order_is_refused():
    with pytest.raises(ValueError, match="in order"):
        Rep(3, 1.0, 0.5, 2.0, 3.0)


def test_outlines_give_back_what_was_packed():
    first, second = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0]]), np.empty((0, 2))
    outlines = Outlines.from_polygons([first, second])
    assert outlines.frame_count == 2
    assert np.array_equal(outlines.polygon(0), first)
    assert len(outlines.polygon(1)) == 0
    assert Outlines.from_polygons([]).frame_count == 0


def test_an_observation_has_one_row_per_frame():
    track = LandmarkTrack.from_estimates([estimate()])
    plate = PlateTrack(center_px=[[1.0, 2.0]], diameter_px=[3.0], confidence=[1.0])
    assert Observation(FrameClock([0.0]), 10, 10, track, plate=plate).plate is plate
    with pytest.raises(ValueError, match="one row"):
        Observation(FrameClock([0.0, 1.0]), 10, 10, track)


def test_a_correction_names_a_joint_that_exists():
    assert Correction(0, Joint.LEFT_HIP, (1.0, 2.0)).joint == Joint.LEFT_HIP
    with pytest.raises(ValueError, match="no joint"):
        Correction(0, JOINT_COUNT, (1.0, 2.0))


def test_a_fault_without_a_verdict_is_open():
    review = Review(clip_sha256="", verdicts=(Verdict("F-HOE", Decision.ACCEPTED),))
    assert review.verdict_on("F-HOE").decision is Decision.ACCEPTED
    assert review.verdict_on("F-ECC").decision is Decision.OPEN


def test_the_fingerprint_of_an_engine_fits_a_file_name():
    assert EngineIdentity("mediapipe 1.2.2", "abcdef0123456789").fingerprint == "mediapipe-1-2-2-abcdef012345"


AT_LEAST = Bands(Comparison.AT_LEAST, (8.0, 12.0, 20.0), "deg", "kb:c2")


@pytest.mark.parametrize(
    ("bands", "value", "severity"),
    [
        (AT_LEAST, 7.9, Severity.NONE),
        (AT_LEAST, 8.0, Severity.MILD),
        (AT_LEAST, 25.0, Severity.SEVERE),
        (Bands(Comparison.AT_MOST, (-8.0, -15.0), "deg", "kb:c2"), -15.0, Severity.MODERATE),
        (Bands(Comparison.BELOW, (0.5, 0.2), "s", "kb:c2"), 0.5, Severity.NONE),
        (Bands(Comparison.BELOW, (0.5, 0.2), "s", "kb:c2"), 0.1, Severity.MODERATE),
        (Bands(Comparison.OUTSIDE, ((0.55, 1.3), (0.4, 1.6)), "ratio", "kb:c2"), 1.4, Severity.MILD),
        (Bands(Comparison.OUTSIDE, ((0.55, 1.3), (0.4, 1.6)), "ratio", "kb:c2"), 0.3, Severity.MODERATE),
    ],
)
def test_a_value_reaches_the_worst_band_it_crosses(bands, value, severity):
    assert bands.severity_of(value) is severity
    assert severity.word == severity.name.lower()


def test_a_missing_value_has_no_severity():
    with pytest.raises(ValueError, match="missing"):
        AT_LEAST.severity_of(nan)


@given(low=st.floats(-50, 50), high=st.floats(-50, 50))
def test_a_worse_value_is_never_milder(low, high):
    low, high = sorted((low, high))
    assert AT_LEAST.severity_of(low) <= AT_LEAST.severity_of(high)


def test_the_limit_of_a_severity():
    assert [AT_LEAST.limit_for(severity) for severity in Severity] == [8.0, 8.0, 12.0, 20.0]


def test_people_are_told_of_no_duration_below_zero() -> None:
    assert told_interval(-0.14, 0.31, "s") == (0.0, 0.31)
    assert told_interval(0.2, 0.6, "s") == (0.2, 0.6)
    assert told_interval(-3.0, 5.0, "deg") == (-3.0, 5.0)


def test_whole_numbers_that_no_float_can_hold_are_infinite() -> None:
    assert as_float(3) == 3.0
    assert as_float(10**400) == inf
    assert as_float(-(10**400)) == -inf
