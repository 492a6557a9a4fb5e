"""Every measure of the catalogue: the value that was drawn, an interval around it, or the reason why there is none."""

from dataclasses import replace
from math import nan

import numpy as np
import pytest

from studio.core.analysis import Interpretation
from studio.core.body import Joint, Part, Side
from studio.core.capture import Grade, View
from studio.core.exercise import RepDefinition
from studio.core.landmarks import LandmarkTrack
from studio.core.measure import MeasureTable
from studio.core.rep import Rep
from studio.core.signal import Signal, SignalSet
from studio.reps import MeasureOptions, measure_reps, segment_reps
from studio.reps.sheet import Value
from studio.signals import NeutralReference, interpret
from tests.signals.lifter import THIGH, TRUNK, Set, observation_of

DEFINITION = RepDefinition("hip_height_tl", 0.15, 0.5, 0.05, "test")
FEET_NEARER = 1.2  # the feet lie nearer to a camera before them than the shoulders
REP_MEASURES = {
    *("M-HIP-TOP", "M-HIP-BOT", "M-HIP-ROM", "M-HOE", "M-HOL", "M-TRUNK", "M-THIGH", "M-SHIN", "M-KNEE-TOP"),
    *("M-SKSLOPE", "M-LTR", "M-BCD", "M-BCD-BOT", "M-BC0", "M-TPA", "M-TPA0", "M-TPA-PELVIS", "M-ARCHON"),
    *("M-NECK", "M-GAZE", "M-HEEL", "M-TOPH"),
    *("M-FPA", "M-STANCE", "M-KASR", "M-OBL", "M-CON", "M-PAUSE", "M-ECC", "M-BOT", "M-ECCR", "M-ROM", "M-MCV"),
    *("M-PCV", "M-PEAKR", "M-OVERSHOOT", "M-BARPATH", "M-BARU", "M-BARROLL", "M-BENCHC", "M-BENCHSLIDE"),
}
SET_MEASURES = {"M-ASYM", "M-VL", "M-ROMLOSS", "M-DECAY", "M-CONS", "M-BENCHH", "M-YAW"}


def _measured(
    seen: Interpretation, options: MeasureOptions | None = None, reps: tuple[Rep, ...] | None = None
) -> MeasureTable:
    return measure_reps(seen, segment_reps(seen, DEFINITION) if reps is None else reps, options=options)


def _value(table: MeasureTable, measure: str, rep: int = 0) -> float:
    return table.reps[rep][measure].value


def _with_signal(seen: Interpretation, name: str, values: np.ndarray, unit: str = "deg") -> Interpretation:
    times_s = seen.signals.signals[0].times_s
    others = tuple(signal for signal in seen.signals if signal.name != name)
    return replace(seen, signals=SignalSet((*others, Signal(name, unit, times_s, values, np.full(len(values), 1.0)))))


def _without_signal(seen: Interpretation, *names: str) -> Interpretation:
    return replace(seen, signals=SignalSet(tuple(signal for signal in seen.signals if signal.name not in names)))


def _front(seen: Interpretation, *, spread: float = 1.0, tilt_px: float = 0.0) -> Interpretation:
    """The same set seen from the feet: both sides apart across the picture."""
    xy_px = seen.landmarks.xy_px.copy()
    half = {"SHOULDER": 55.0, "HIP": 45.0, "KNEE": 50.0 * spread, "ANKLE": 50.0, "HEEL": 48.0, "TOE": 55.0}
    for name, width in half.items():
        for side, sign in ((Side.LEFT, 1.0), (Side.RIGHT, -1.0)):
            xy_px[:, Joint[f"{side.name}_{name}"], 0] = 400.0 + sign * width
    up = xy_px[:, Joint.RIGHT_HIP, 1].copy()
    xy_px[:, Joint.LEFT_HIP, 1] = up + tilt_px * (up - up.max()) / np.ptp(up)
    for side in Side:
        xy_px[:, Joint[f"{side.name}_TOE"], 1] = xy_px[:, Joint[f"{side.name}_HEEL"], 1] + 20.0
    track = LandmarkTrack(xy_px, seen.landmarks.visibility, seen.landmarks.source, seen.landmarks.world_m)
    return replace(seen, landmarks=track, capture=replace(seen.capture, view=View.FRONT, yaw_deg=88.0))


@pytest.fixture(scope="module")
def seen() -> Interpretation:
    return interpret(observation_of(Set(reps=6, rest_s=0.4), shin_deg=10.0, hip_top_deg=184.0))


def test_every_measure_of_the_catalogue_is_there(seen: Interpretation) -> None:
    table = _measured(seen)
    assert table.rep_indices == (1, 2, 3, 4, 5, 6)
    for row in table.reps:
        assert set(row) >= REP_MEASURES
    assert set(table.whole_set) >= SET_MEASURES
    for measure in (*table.reps[0].values(), *table.whole_set.values()):
        assert measure.is_assessable != bool(measure.reason)
        if measure.is_assessable:
            assert measure.low <= measure.value <= measure.high


def test_angles_and_times_are_those_that_were_drawn(seen: Interpretation) -> None:
    table = _measured(seen)
    assert _value(table, "M-HIP-TOP") == pytest.approx(184.0, abs=0.5)
    assert _value(table, "M-HIP-BOT") == pytest.approx(95.0, abs=0.5)
    assert _value(table, "M-HIP-ROM") == pytest.approx(89.0, abs=1.0)
    assert _value(table, "M-HOE") == pytest.approx(4.0, abs=0.5)
    assert _value(table, "M-SHIN") == pytest.approx(10.0, abs=0.5)
    assert _value(table, "M-THIGH") == pytest.approx(2.0, abs=0.3)
    assert _value(table, "M-TRUNK") == pytest.approx(-6.0, abs=0.5)
    assert _value(table, "M-KNEE-TOP") == pytest.approx(98.0, abs=0.5)
    assert _value(table, "M-CON") == pytest.approx(1.0, abs=0.08)
    assert _value(table, "M-PAUSE") == pytest.approx(0.8, abs=0.11)
    assert _value(table, "M-ECC") == pytest.approx(1.4, abs=0.08)
    assert _value(table, "M-BOT") == pytest.approx(0.4, abs=0.06)
    assert _value(table, "M-ECCR") == pytest.approx(1.4, abs=0.1)
    assert table.reps[5]["M-BOT"].reason == "No rep follows this one."
    assert _value(table, "M-PEAKR") == pytest.approx(1.88, abs=0.25)
    assert _value(table, "M-OVERSHOOT") < 0.02


def test_height_over_the_line_follows_from_the_angle(seen: Interpretation) -> None:
    table = _measured(seen)
    k, past = TRUNK / THIGH, np.radians(_value(table, "M-HIP-TOP") - 180.0)
    expected = k * np.sin(past) / np.sqrt(k**2 + 1.0 + 2.0 * k * np.cos(past))
    assert _value(table, "M-HOL") == pytest.approx(expected, abs=0.003)
    assert _value(table, "M-TOPH") == pytest.approx(expected, abs=0.003)
    slope = np.degrees(np.arctan2(k * np.sin(np.radians(-6.0)) - np.sin(np.radians(2.0)), k + 1.0))
    assert _value(table, "M-SKSLOPE") == pytest.approx(slope, abs=0.5)


def test_own_neutral_moves_over_extension_and_nothing_else() -> None:
    observation = observation_of(Set(reps=2), hip_top_deg=184.0)
    plain = _measured(interpret(observation))
    own = _measured(interpret(observation, neutral_reference=NeutralReference(184.0)))
    assert _value(own, "M-HOE") == pytest.approx(_value(plain, "M-HOE") - 4.0)
    assert _value(own, "M-TOPH") == pytest.approx(0.0, abs=0.01)
    assert _value(own, "M-HIP-TOP") == _value(plain, "M-HIP-TOP")


def test_a_chest_that_rolls_back_at_the_end_is_measured_beyond_what_the_rise_explains(seen: Interpretation) -> None:
    quiet = abs(_value(_measured(seen), "M-LTR"))
    trunk = seen.signals["trunk_inclination_deg"]
    times_s = trunk.times_s
    roll = np.zeros(len(times_s))
    for rep in segment_reps(seen, DEFINITION):
        roll -= np.where((times_s > rep.top_s) & (times_s < rep.top_end_s), 12.0, 0.0)
    rolled = _with_signal(seen, "trunk_inclination_deg", trunk.values + roll)
    assert _value(_measured(rolled), "M-LTR") == pytest.approx(quiet + 12.0, abs=3.0)


def test_set_measures_see_a_set_that_falls_apart(seen: Interpretation) -> None:
    hip = seen.signals["hip_angle_deg"]
    drift = np.interp(hip.times_s, [hip.times_s[0], hip.times_s[-1]], [0.0, 12.0])
    table = _measured(_with_signal(seen, "hip_angle_deg", hip.values + drift)).whole_set
    assert table["M-DECAY"].value == pytest.approx(8.0, abs=1.5)
    assert table["M-DECAY-SLOPE"].value == pytest.approx(2.0, abs=0.4)
    assert table["M-CONS"].value < 1.0
    assert table["M-VL"].value == pytest.approx(0.0, abs=8.0)
    assert table["M-ROMLOSS"].value == pytest.approx(0.0, abs=3.0)
    assert table["M-CONS-ROM"].value < 5.0
    assert table["M-YAW"].value == pytest.approx(0.0, abs=1.0)


def test_few_reps_are_too_few_for_set_measures() -> None:
    table = _measured(interpret(observation_of(Set(reps=1)))).whole_set
    for measure in ("M-DECAY", "M-DECAY-SLOPE", "M-CONS", "M-CONS-ROM", "M-VL", "M-ROMLOSS"):
        assert "complete reps" in table[measure].reason
    nothing = _measured(interpret(observation_of(Set(reps=1))), reps=())
    assert nothing.reps == ()
    assert "complete reps" in nothing.whole_set["M-VL"].reason


def test_bench_height_needs_the_intake(seen: Interpretation) -> None:
    assert "Enter" in _measured(seen).whole_set["M-BENCHH"].reason
    table = _measured(seen, MeasureOptions(bench_height_cm=45.0, stature_m=1.70))
    assert table.whole_set["M-BENCHH"].value == pytest.approx(45.0 - (28.5 * 1.70 - 10.0))


def test_the_bench_edge_gives_pivot_and_slide(seen: Interpretation) -> None:
    assert "bench" in _measured(seen).reps[0]["M-BENCHC"].reason
    rep = segment_reps(seen, DEFINITION)[0]
    top = int(np.argmin(np.abs(seen.signals.signals[0].times_s - 0.5 * (rep.top_s + rep.top_end_s))))
    shoulder, hip = (seen.landmarks.xy_px[top, joint] for joint in (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP))
    edge = shoulder + 0.33 * (hip - shoulder)
    table = _measured(seen, MeasureOptions(bench_edge_px=(float(edge[0]), float(edge[1]))))
    assert _value(table, "M-BENCHC") == pytest.approx(0.33, abs=0.02)
    assert table.reps[0]["M-BENCHSLIDE"].is_assessable


def _with_bar(seen: Interpretation, along: float = 0.1) -> Interpretation:
    hip, knee = (seen.landmarks.xy_px[:, joint] for joint in (Joint.RIGHT_HIP, Joint.RIGHT_KNEE))
    bar = hip + along * (knee - hip) + np.array([0.0, -30.0])
    seen = _with_signal(seen, "bar_x_px", bar[:, 0], "px")
    seen = _with_signal(seen, "bar_y_px", bar[:, 1], "px")
    return _with_signal(seen, "bar_height_m", (bar[:, 1].max() - bar[:, 1]) / 300.0, "m")


@pytest.mark.parametrize("facing", list(Side))
def test_the_bar_has_a_place_on_the_hip_and_a_path(facing: Side) -> None:
    seen = interpret(observation_of(Set(reps=3), facing=facing))
    if facing is Side.LEFT:
        hip, knee = (seen.landmarks.xy_px[:, joint] for joint in (Joint.LEFT_HIP, Joint.LEFT_KNEE))
        bar = hip + 0.1 * (knee - hip) + np.array([0.0, -30.0])
        seen = _with_signal(_with_signal(seen, "bar_x_px", bar[:, 0], "px"), "bar_y_px", bar[:, 1], "px")
    else:
        seen = _with_bar(seen)
        assert _value(_measured(seen), "M-ROM-CM") == pytest.approx(
            100.0 * np.ptp(seen.signals["bar_height_m"].values), abs=2.0
        )
        assert _value(_measured(seen), "M-MCV-MS") > 0.0
    table = _measured(seen)
    assert _value(table, "M-BARU") == pytest.approx(0.1, abs=0.03)
    assert _value(table, "M-BARPATH") < 0.02
    assert table.reps[0]["M-BARROLL"].value < 0.3


def test_a_large_plate_hides_where_the_bar_lies(seen: Interpretation) -> None:
    hidden = _with_bar(replace(seen, capture=replace(seen.capture, plate_diameter_tl=1.4)))
    assert "plate" in _measured(hidden).reps[0]["M-BARU"].reason
    assert _measured(hidden).reps[0]["M-BARPATH"].is_assessable
    assert "gaze" in _measured(hidden).reps[0]["M-GAZE"].reason
    assert _measured(hidden).reps[0]["M-NECK"].is_assessable
    assert _measured(seen).reps[0]["M-GAZE"].is_assessable
    assert "bar" in _measured(seen).reps[0]["M-BARU"].reason


def test_one_rep_has_no_other_path_to_be_compared_with() -> None:
    assert "two" in _measured(interpret(observation_of(Set(reps=1)))).reps[0]["M-BARPATH"].reason


def test_the_back_is_compared_with_its_neutral(seen: Interpretation) -> None:
    assert "outline" in _measured(seen).reps[0]["M-BCD"].reason
    hip = seen.signals["hip_angle_deg"].values
    arched = _with_signal(seen, "back_contour_deg", 60.0 + np.where(hip > 150.0, 15.0, 0.0))
    assert "neutral" in _measured(arched).reps[0]["M-BCD"].reason
    table = _measured(arched, MeasureOptions(neutral_contour_deg=60.0))
    assert _value(table, "M-BCD") == pytest.approx(15.0)
    assert table.reps[0]["M-BCD"].high - table.reps[0]["M-BCD"].low > 2.0 * 1.645 * 3.0
    assert 150.0 <= _value(table, "M-ARCHON") < 160.0
    calm = _with_signal(seen, "back_contour_deg", np.full(len(hip), 60.0))
    assert "limit" in _measured(calm, MeasureOptions(neutral_contour_deg=60.0)).reps[0]["M-ARCHON"].reason
    blind = _without_signal(calm, "hip_angle_deg")
    assert _measured(blind, MeasureOptions(neutral_contour_deg=60.0)).reps[0]["M-ARCHON"].reason
    assert "line" in table.reps[0]["M-TPA"].reason
    refused = replace(seen, refusals={"back_contour_deg": "A plate hides the back."})
    row = _measured(refused).reps[0]
    assert {row[name].reason for name in ("M-BCD", "M-BCD-BOT", "M-BC0", "M-ARCHON")} == {"A plate hides the back."}


def test_folded_hips_are_not_compared_with_a_straight_neutral(seen: Interpretation) -> None:
    """A folded hip changes the arc of a quiet back by up to 44 degrees: that is no arched start."""
    hip = seen.signals["hip_angle_deg"].values
    options = MeasureOptions(neutral_contour_deg=60.0)
    quiet = _with_signal(seen, "back_contour_deg", 60.0 + np.where(hip < 120.0, 25.0, 0.0))
    row = _measured(quiet, options).reps[0]
    assert "fold" in row["M-BC0"].reason
    assert "fold" in row["M-BCD-BOT"].reason
    assert "limit" in row["M-ARCHON"].reason
    assert row["M-BCD"].value == pytest.approx(0.0)
    without = _measured(quiet).reps[0]
    assert "fold" in without["M-BC0"].reason
    assert "neutral" in without["M-BCD"].reason
    assert "neutral" in without["M-ARCHON"].reason


def test_a_neutral_with_folded_hips_judges_the_start_and_not_the_top(seen: Interpretation) -> None:
    folded = replace(seen, capture=replace(seen.capture, neutral_reference_deg=90.0))
    hip = seen.signals["hip_angle_deg"].values
    rounded = _with_signal(folded, "back_contour_deg", 60.0 - np.where(hip < 110.0, 14.0, 0.0))
    row = _measured(rounded, MeasureOptions(neutral_contour_deg=60.0)).reps[0]
    assert row["M-BC0"].value == pytest.approx(-14.0)
    assert row["M-BCD-BOT"].value == pytest.approx(-14.0)
    assert "fold" in row["M-BCD"].reason


def test_a_front_clip_shows_the_front_and_nothing_of_the_side(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    front = _measured(_front(seen, spread=0.7, tilt_px=12.0), reps=reps)
    row = front.reps[0]
    assert row["M-KASR"].value == pytest.approx(0.7, abs=0.01)
    assert row["M-STANCE"].value == pytest.approx(50.0 / 55.0 / FEET_NEARER, abs=0.01)
    assert row["M-OBL"].value == pytest.approx(np.degrees(np.arctan(12.0 / 90.0)), abs=1.0)
    assert row["M-FPA"].value == pytest.approx(np.degrees(np.arctan2(7.0, 20.0)), abs=0.5)
    assert front.whole_set["M-ASYM"].is_assessable
    assert "front" in row["M-HIP-TOP"].reason
    assert row["M-CON"].is_assessable
    side = _measured(seen).reps[0]
    assert "front clip" in side["M-KASR"].reason


def test_side_difference_needs_hips_that_were_seen(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    front = _front(seen)
    xy_px = front.landmarks.xy_px.copy()
    xy_px[:, Joint.LEFT_HIP] = nan
    track = LandmarkTrack(xy_px, front.landmarks.visibility, front.landmarks.source, front.landmarks.world_m)
    blind = replace(front, landmarks=track)
    assert "not seen" in _measured(blind, reps=reps).whole_set["M-ASYM"].reason
    assert "too few" in _measured(blind, reps=reps).reps[0]["M-OBL"].reason
    assert "no rep" in _measured(front, reps=()).whole_set["M-ASYM"].reason
    somewhere = front.landmarks.xy_px.copy()
    somewhere[30:, Joint.LEFT_HIP] = nan
    track = LandmarkTrack(somewhere, front.landmarks.visibility, front.landmarks.source, front.landmarks.world_m)
    assert "not seen" in _measured(replace(front, landmarks=track), reps=reps).whole_set["M-ASYM"].reason


def test_a_poor_clip_is_good_for_tempo_only(seen: Interpretation) -> None:
    poor = replace(seen, capture=replace(seen.capture, grade=Grade.POOR, reasons=("Too dark.",)))
    row = _measured(poor).reps[0]
    assert row["M-HIP-TOP"].reason == "Too dark."
    assert row["M-ECC"].is_assessable
    unexplained = replace(seen, capture=replace(seen.capture, grade=Grade.POOR, reasons=()))
    assert _measured(unexplained).reps[0]["M-HIP-TOP"].reason
    table = _measured(poor).whole_set
    assert table["M-DECAY"].reason == "Too dark."
    front = replace(_front(seen), capture=replace(_front(seen).capture, grade=Grade.POOR, reasons=("Too dark.",)))
    assert _measured(front, reps=segment_reps(seen, DEFINITION)).reps[0]["M-KASR"].reason == "Too dark."


def test_slow_clips_say_nothing_about_jerks() -> None:
    row = _measured(interpret(observation_of(Set(reps=2), fps=25.0))).reps[0]
    assert "frames a second" in row["M-PEAKR"].reason
    assert row["M-MCV"].is_assessable


def test_a_hip_that_was_hidden_at_the_top_gives_no_top_angle(seen: Interpretation) -> None:
    hip = seen.signals["hip_angle_deg"]
    reps = segment_reps(seen, DEFINITION)
    hidden = np.where((hip.times_s > reps[0].top_s) & (hip.times_s < reps[0].top_end_s), nan, hip.values)
    row = _measured(_with_signal(seen, "hip_angle_deg", hidden)).reps[0]
    assert "too few" in row["M-HIP-TOP"].reason
    assert row["M-HOL"].reason == row["M-HIP-TOP"].reason
    assert row["M-TOPH"].reason == row["M-HIP-TOP"].reason
    assert row["M-HIP-BOT"].is_assessable


def test_without_landmarks_everything_has_a_reason() -> None:
    seen = interpret(observation_of(Set(reps=2)))
    reps = segment_reps(seen, DEFINITION)
    gone = _without_signal(seen, *(name for name in seen.signals.by_name if name != "gaze_pitch_deg"))
    table = _measured(gone, reps=reps)
    for measure in ("M-HIP-TOP", "M-LTR", "M-SKSLOPE", "M-ROM", "M-SHIN"):
        assert table.reps[0][measure].reason
    assert table.reps[0]["M-CON"].is_assessable


def test_late_roll_needs_the_end_of_the_rise(seen: Interpretation) -> None:
    height = seen.signals["hip_height_tl"]
    reps = segment_reps(seen, DEFINITION)
    gone = _with_signal(seen, "hip_height_tl", np.where(height.times_s < reps[1].start_s, nan, height.values), "tl")
    row = _measured(gone, reps=reps).reps[0]
    assert "too few" in row["M-LTR"].reason
    assert row["M-ROM"].reason


def test_reps_that_the_clip_cuts_off_have_no_row_but_bound_the_rest(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    cut = (replace(reps[0], is_complete=False), *reps[1:])
    table = _measured(seen, reps=cut)
    assert table.rep_indices == (2, 3, 4, 5, 6)
    assert table.reps[0]["M-CON"].is_assessable


def test_a_top_without_a_pause_cannot_overshoot() -> None:
    row = _measured(interpret(observation_of(Set(reps=2, hold_s=0.05)))).reps[0]
    assert row["M-OVERSHOOT"].value == 0.0
    assert row["M-PAUSE"].value < 0.25


def test_a_fall_instead_of_a_rise_has_no_velocity(seen: Interpretation) -> None:
    upside_down = Rep(1, 2.0, 2.6, 2.7, 3.0)
    height = seen.signals["hip_height_tl"]
    fallen = _with_signal(seen, "hip_height_tl", -height.times_s, "tl")
    row = _measured(fallen, reps=(upside_down,)).reps[0]
    assert row["M-MCV"].reason
    instant = Rep(1, 2.0, 2.0, 2.0, 2.0)
    row = _measured(seen, reps=(instant,)).reps[0]
    assert row["M-MCV"].reason
    assert row["M-ECCR"].reason
    brief = Rep(1, 2.0, 2.03, 2.03, 2.5)
    assert _measured(seen, reps=(brief,)).reps[0]["M-MCV"].reason
    assert _measured(seen, reps=(brief, replace(brief, index=2))).reps[0]["M-BARPATH"].reason


def test_a_value_without_a_doubt_has_no_interval() -> None:
    measure = Value(3.0).as_measure("M-X", "deg")
    assert measure.value == 3.0
    assert np.isnan(measure.low)
    difference = Value(3.0, 2.0).minus(Value(1.0, 2.0), shared=1.0)
    assert (difference.value, difference.sd) == (2.0, 0.0)
    assert Value(reason="why").minus(Value(1.0, 1.0)).reason == "why"


def test_an_interpretation_without_signals_can_be_measured() -> None:
    seen = interpret(observation_of(Set(reps=1)))
    blind = Interpretation(seen.landmarks, SignalSet(), replace(seen.capture, yaw_deg=nan))
    table = _measured(blind)
    assert table.reps == ()
    assert "depth" in table.whole_set["M-YAW"].reason


def _with_foot(seen: Interpretation, *, heel_fl: float, toe_fl: float, ankle_share: float = 0.8) -> Interpretation:
    """The same set with heel, its ankle and the toe rising along with the hips, foot lengths at the top."""
    xy_px = np.array(seen.landmarks.xy_px)
    height = seen.signals["hip_height_tl"].values
    share = (height - np.nanmin(height)) / np.ptp(height)
    near = seen.capture.near_side
    foot_px = np.nanmedian(np.hypot(*(xy_px[:, Part.TOE.on(near)] - xy_px[:, Part.HEEL.on(near)]).T))
    xy_px[:, Part.HEEL.on(near), 1] -= heel_fl * foot_px * share
    xy_px[:, Part.ANKLE.on(near), 1] -= ankle_share * heel_fl * foot_px * share
    xy_px[:, Part.TOE.on(near), 1] -= toe_fl * foot_px * share
    track = LandmarkTrack(xy_px, seen.landmarks.visibility, seen.landmarks.source, seen.landmarks.world_m)
    return replace(seen, landmarks=track)


@pytest.mark.parametrize(
    ("heel_fl", "toe_fl", "expected"),
    [(0.0, 0.0, 0.0), (0.25, 0.0, 0.25), (0.25, 0.05, 0.25), (0.1, 0.1, 0.0), (-0.1, -0.1, 0.0), (0.2, 0.14, 0.2)],
)
def test_a_heel_rises_over_its_rest_unless_the_whole_foot_does(
    seen: Interpretation, heel_fl: float, toe_fl: float, expected: float
) -> None:
    moved = _with_foot(seen, heel_fl=heel_fl, toe_fl=toe_fl)
    assert np.median([row["M-HEEL"].value for row in _measured(moved).reps]) == pytest.approx(expected, abs=0.035)


def test_a_heel_that_rises_without_its_ankle_is_no_heel_rise(seen: Interpretation) -> None:
    wandering = _with_foot(seen, heel_fl=0.2, toe_fl=0.0, ankle_share=0.1)
    assert max(row["M-HEEL"].value for row in _measured(wandering).reps) < 0.05


def test_feet_as_they_were_seen_tell_more_than_feet_that_a_correction_held_down(seen: Interpretation) -> None:
    raised = _with_foot(seen, heel_fl=0.25, toe_fl=0.0)
    near = seen.capture.near_side
    px = np.column_stack([-raised.landmarks.of(part.on(near))[:, 1] for part in (Part.HEEL, Part.ANKLE, Part.TOE)])
    foot_px = np.nanmedian(np.hypot(*(seen.landmarks.of(Part.TOE.on(near)) - seen.landmarks.of(Part.HEEL.on(near))).T))
    held_down = replace(seen, plain_feet_fl=px / foot_px)
    assert _measured(held_down).reps[0]["M-HEEL"].value == pytest.approx(0.25, abs=0.035)
    assert _measured(seen).reps[0]["M-HEEL"].value == pytest.approx(0.0, abs=0.035)


def test_a_tilt_is_doubted_the_more_the_camera_leaves_the_mid_line(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    front = _front(seen, tilt_px=12.0)
    square, askew = (
        _measured(replace(front, capture=replace(front.capture, yaw_deg=yaw_deg)), reps=reps).reps[0]["M-OBL"]
        for yaw_deg in (90.0, 70.0)
    )
    assert askew.value == square.value
    assert askew.high - askew.low > 1.4 * (square.high - square.low) > 9.0


def test_a_foot_that_is_not_seen_steadily_gives_no_heel_rise(seen: Interpretation) -> None:
    calm = np.full(len(seen.signals["heel_rise_fl"].values), 0.02)
    jumping = calm + np.random.default_rng(1).normal(0.0, 0.08, len(calm))
    reasons = {"The foot is not seen steadily enough to measure its heel."}
    restless = _measured(_with_signal(seen, "heel_rise_fl", jumping, "fl"))
    assert {row["M-HEEL"].reason for row in restless.reps} == reasons
    leaving = _measured(_with_foot(seen, heel_fl=0.3, toe_fl=0.3))
    assert {row["M-HEEL"].reason for row in leaving.reps} == reasons
    assert "not seen" in _measured(_without_signal(seen, "heel_rise_fl")).reps[0]["M-HEEL"].reason
    only_at_rest = np.where(seen.signals["hip_height_tl"].values < 0.5, calm, nan)
    assert "too few" in _measured(_with_signal(seen, "heel_rise_fl", only_at_rest, "fl")).reps[0]["M-HEEL"].reason
    never_at_rest = np.where(np.isnan(only_at_rest), calm, nan)
    rows = _measured(_with_signal(seen, "heel_rise_fl", never_at_rest, "fl")).reps
    assert {row["M-HEEL"].reason for row in rows} == reasons


def test_the_gaze_at_the_top_is_doubted_more_than_its_course(seen: Interpretation) -> None:
    gaze = _measured(seen).reps[0]["M-GAZE"]
    assert (gaze.high - gaze.low) / 2.0 == pytest.approx(1.4 * 1.645 * seen.signals["gaze_pitch_deg"].sd[60], rel=0.01)


@pytest.mark.parametrize(
    ("lean_deg", "sd_deg", "is_told"), [(0, 9.0, True), (0, 9.3, False), (22, 9.3, False), (-24, 9.3, True)]
)
def test_a_shin_is_told_where_upright_is_not_moderately_off(
    seen: Interpretation, lean_deg: float, sd_deg: float, is_told: bool
) -> None:
    shin = seen.signals["shin_angle_deg"]
    told = replace(shin, values=np.full(len(shin.values), float(lean_deg)), sd=np.full(len(shin.values), float(sd_deg)))
    signals = SignalSet(tuple(told if one.name == told.name else one for one in seen.signals.signals))
    measure = _measured(replace(seen, signals=signals)).reps[0]["M-SHIN"]
    assert measure.is_assessable is is_told
    assert is_told or "too badly" in measure.reason


def test_half_of_a_decay_is_read_before_the_correction_and_its_doubt_grows_with_it(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    hip = np.array(seen.signals["hip_angle_deg"].values)
    late = seen.signals["hip_angle_deg"].times_s > reps[3].start_s
    decayed = _with_signal(seen, "hip_angle_deg", np.where(late, hip + 10.0, hip))
    halved = replace(decayed, plain_hip_deg=hip + 7.0)
    blind = replace(decayed, plain_hip_deg=np.full(len(hip), nan))
    tables = [_measured(one, reps=reps).whole_set for one in (decayed, halved, blind)]
    assert [table["M-DECAY"].value for table in tables] == pytest.approx([10.0, 5.0, 10.0], abs=0.2)
    assert tables[1]["M-DECAY-SLOPE"].value == pytest.approx(0.5 * tables[0]["M-DECAY-SLOPE"].value, rel=0.02)
    widths = [table["M-DECAY"].high - table["M-DECAY"].low for table in tables]
    assert widths[1] < widths[0] == pytest.approx(widths[2])
    steady = _measured(_with_signal(seen, "hip_angle_deg", hip), reps=reps).whole_set["M-DECAY"]
    assert steady.high - steady.low < widths[1]


def test_a_plate_seen_askew_lies_somewhere_on_the_thigh() -> None:
    drawn = _with_bar(interpret(observation_of(Set(reps=2))))
    doubts = []
    for yaw_deg in (0.0, 15.0, nan):
        row = _measured(replace(drawn, capture=replace(drawn.capture, yaw_deg=yaw_deg))).reps[0]
        doubts.append([row[name].high - row[name].value for name in ("M-BARU", "M-BARROLL")])
    square, askew, unknown = doubts
    assert askew[0] > 2.0 * square[0] > 0.5
    assert askew[1] > square[1]
    assert unknown == square


def test_frames_in_which_the_legs_are_lost_say_nothing_of_the_front(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    front = _front(seen, spread=0.7)
    xy_px = np.array(front.landmarks.xy_px)
    lost = (np.arange(len(xy_px)) % 5) == 0
    for side in Side:
        xy_px[lost, Joint[f"{side.name}_ANKLE"], 0] = 400.0 + (5.0 if side is Side.LEFT else -5.0)
    patchy = replace(front, landmarks=replace(front.landmarks, xy_px=xy_px))
    assert _measured(patchy, reps=reps).reps[0]["M-KASR"].value == pytest.approx(0.7, abs=0.01)
    gone = replace(front, landmarks=replace(front.landmarks, xy_px=np.full(xy_px.shape, nan)))
    assert "too few" in _measured(gone, reps=reps).reps[0]["M-KASR"].reason


def _without_legs(front: Interpretation, spans_s: list[tuple[float, float]]) -> Interpretation:
    """A front view whose ankles fall together for some time."""
    times_s = front.signals.signals[0].times_s
    lost = np.any([(times_s > start_s) & (times_s < end_s) for start_s, end_s in spans_s], axis=0)
    xy_px = np.array(front.landmarks.xy_px)
    for side in Side:
        xy_px[lost, Joint[f"{side.name}_ANKLE"], 0] = 400.0 + (5.0 if side is Side.LEFT else -5.0)
    return replace(front, landmarks=replace(front.landmarks, xy_px=xy_px))


def test_a_tilt_is_told_from_the_way_up_where_the_legs_are_lost_at_the_top(seen: Interpretation) -> None:
    first, *others = segment_reps(seen, DEFINITION)
    reps = (replace(first, top_end_s=first.end_s - 0.1), *others)  # the hips that are lost draw the top out
    front = _front(seen, tilt_px=12.0)
    whole = _measured(front, reps=reps).reps[0]["M-OBL"]
    hidden = _without_legs(front, [(first.top_s - 0.05, first.end_s)])
    way_up = _measured(hidden, reps=reps).reps[0]["M-OBL"]
    assert 0.6 * whole.value < way_up.value < whole.value
    assert way_up.high - way_up.low > 1.5 * (whole.high - whole.low)
    glimpsed = _without_legs(front, [(first.top_s + 0.4, first.end_s)])
    glimpse = _measured(glimpsed, reps=reps).reps[0]["M-OBL"]
    assert glimpse.value == pytest.approx(whole.value, abs=0.5)
    assert glimpse.high - glimpse.low == pytest.approx(whole.high - whole.low)
    gone = _without_legs(front, [(first.start_s + 0.2, first.end_s)])
    assert "too few" in _measured(gone, reps=reps).reps[0]["M-OBL"].reason


def test_hips_of_lost_legs_tell_no_side_difference(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    front = _front(seen, tilt_px=12.0)
    true = _measured(front, reps=reps).whole_set["M-ASYM"].value
    first, *others = reps
    lost = _without_legs(front, [(rep.top_s - 0.05, rep.top_end_s + 0.05) for rep in others])
    xy_px = np.array(lost.landmarks.xy_px)
    fallen = np.abs(xy_px[:, Joint.LEFT_ANKLE, 0] - xy_px[:, Joint.RIGHT_ANKLE, 0]) < 20.0
    xy_px[fallen, Joint.LEFT_HIP, 1] += 40.0
    told = replace(lost, landmarks=replace(lost.landmarks, xy_px=xy_px))
    assert _measured(told, reps=reps).whole_set["M-ASYM"].value == pytest.approx(true, abs=1.0)
    nowhere = _without_legs(front, [(rep.top_s - 0.05, rep.top_end_s + 0.05) for rep in (first, *others)])
    assert "not seen" in _measured(nowhere, reps=reps).whole_set["M-ASYM"].reason


def test_hips_that_fall_together_for_a_moment_do_not_tilt_the_pelvis(seen: Interpretation) -> None:
    reps = segment_reps(seen, DEFINITION)
    front = _front(seen, tilt_px=12.0)
    xy_px = np.array(front.landmarks.xy_px)
    lost = (np.arange(len(xy_px)) % 5) == 0
    xy_px[lost, Joint.LEFT_HIP, 0] = xy_px[lost, Joint.RIGHT_HIP, 0]
    track = LandmarkTrack(xy_px, front.landmarks.visibility, front.landmarks.source, front.landmarks.world_m)
    clean, patchy = (
        _measured(one, reps=reps).reps[0]["M-OBL"].value for one in (front, replace(front, landmarks=track))
    )
    assert patchy == pytest.approx(clean, abs=0.3)
    together = np.array(front.landmarks.xy_px)
    together[:, Joint.LEFT_HIP] = nan
    hidden = replace(front, landmarks=replace(track, xy_px=together))
    assert "too few" in _measured(hidden, reps=reps).reps[0]["M-OBL"].reason
