"""Slow motion and a rolled camera: measures are of the scene, pictures and times of the clip."""

from dataclasses import replace
from math import cos, nan, radians, sin
from pathlib import Path

import numpy as np
import pytest

from studio.core.analysis import Interpretation
from studio.core.annotation import Aid, AidKind
from studio.core.body import JOINT_COUNT, Part, Side
from studio.core.capture import Capture, Grade, View
from studio.core.frame import ClipInfo
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.measure import Measure, MeasureTable
from studio.core.observation import Correction, Observation, Outlines, PlateTrack
from studio.core.rep import Rep, RepSpan
from studio.core.review import Review
from studio.core.signal import Signal, SignalSet
from studio.core.time import FrameClock
from studio.services.coach_input import Pad, ask_for_pad, pad_in, with_pad_box
from studio.services.true_view import TrueView, filmed_fps, pace_of, rise_deg, roll_deg, true_view

COUNT = 60
CLOCK = FrameClock(0.25 + np.arange(COUNT) / 30.0)
REVIEW = Review(clip_sha256="0" * 64)
INFO = ClipInfo(Path("a.mp4"), "0" * 64, CLOCK, 800, 400)


def landmarks() -> LandmarkTrack:
    places = np.random.default_rng(1).uniform(50.0, 350.0, (COUNT, JOINT_COUNT, 2))
    places[3] = np.nan
    return LandmarkTrack(
        places,
        np.ones((COUNT, JOINT_COUNT)),
        np.zeros((COUNT, JOINT_COUNT), np.uint8),
        np.zeros((COUNT, JOINT_COUNT, 3)),
    )


def observed(**parts) -> Observation:
    return Observation(CLOCK, 800, 400, landmarks(), **parts)


def floor(rise: float) -> Review:
    start = (100.0, 300.0)
    end = (100.0 + 400 * cos(radians(rise)), 300.0 - 400 * sin(radians(rise)))
    return replace(REVIEW, aids=(Aid(AidKind.FLOOR_LINE, 2, (start, end)),))


def test_a_clip_that_nobody_said_anything_about_is_taken_as_it_is():
    view, seen = true_view(INFO, REVIEW), observed()
    assert view == TrueView(0.0, 1.0, (800, 400))
    level = view.observation(seen)
    assert (level.clock, level.landmarks) == (seen.clock, seen.landmarks)
    assert view.point((3.0, 4.0)) == (3.0, 4.0)
    assert view.notes(CLOCK) == ()
    reps = (Rep(1, 0.5, 0.7, 0.9, 1.1),)
    assert view.on_timeline(reps, CLOCK) == reps


@pytest.mark.parametrize("rise", [-12.0, -0.5, 3.0, 15.0])
def test_a_floor_line_is_level_afterwards_whichever_end_came_first(rise: float):
    review = floor(rise)
    assert roll_deg(review) == pytest.approx(rise)
    line = review.aids[0].points_px
    assert rise_deg(line[1], line[0]) == pytest.approx(rise)
    view = true_view(INFO, review)
    (_, first_y), (_, second_y) = (view.point(place) for place in line)
    assert first_y == pytest.approx(second_y)
    assert "levelled by" in view.notes(CLOCK)[0]


def test_what_was_seen_is_turned_as_a_whole_and_stays_inside_the_picture():
    outlines = Outlines.from_polygons([np.array([[0.0, 0.0], [800.0, 400.0], [0.0, 400.0]])] * COUNT)
    plate = PlateTrack(np.full((COUNT, 2), 200.0), np.full(COUNT, 40.0), np.ones(COUNT))
    seen = observed(outlines=outlines, plate=plate)
    level = true_view(INFO, floor(10.0)).observation(seen)
    before, after = seen.landmarks.xy_px, level.landmarks.xy_px
    gaps = np.hypot(*(before[0] - before[1]).T)
    assert np.hypot(*(after[0] - after[1]).T) == pytest.approx(gaps)
    assert np.isnan(after[3]).all()
    corners = level.outlines.points_px
    assert corners.min() >= -1.0
    assert (corners <= np.array([level.width_px, level.height_px]) + 1.0).all()
    assert level.plate.diameter_px[0] == 40.0
    assert level.plate.center_px[0] == pytest.approx(np.array(true_view(INFO, floor(10.0)).point((200.0, 200.0))))


def found(clock: FrameClock, track: LandmarkTrack, *signals: Signal) -> Interpretation:
    return Interpretation(track, SignalSet(signals), Capture(View.SIDE, 0.0, Side.RIGHT, Side.LEFT, Grade.GOOD))


def signal(name: str, clock: FrameClock, values) -> Signal:
    return Signal(name, "px", clock.times_s, np.asarray(values, float), np.ones(COUNT))


def test_what_was_measured_level_lies_on_the_picture_again():
    view, seen = true_view(INFO, floor(7.0)), observed()
    level = view.observation(seen)
    bar = view.point((300.0, 150.0))
    bars = [signal("bar_x_px", CLOCK, [bar[0]] * COUNT), signal("bar_y_px", CLOCK, [bar[1]] * COUNT)]
    hip = signal("hip_angle_deg", CLOCK, [180.0] * COUNT)
    track, signals = view.in_picture(found(CLOCK, level.landmarks, hip, *bars), CLOCK)
    np.testing.assert_allclose(track.xy_px, seen.landmarks.xy_px, atol=1e-9)
    assert signals["bar_x_px"].values[0] == pytest.approx(300.0)
    assert signals["bar_y_px"].values[0] == pytest.approx(150.0)
    assert signals["hip_angle_deg"].values[0] == 180.0
    assert view.in_picture(found(CLOCK, level.landmarks, hip), CLOCK)[1]["hip_angle_deg"] is hip
    (moved,) = view.corrections([Correction(1, 2, (300.0, 150.0))])
    assert moved.xy_px == pytest.approx(bar)


@pytest.mark.parametrize(
    ("said", "camera", "pace"),
    [
        (None, nan, 1.0),
        (None, 30.2, 1.0),
        (None, 240.0, 0.125),
        (120.0, nan, 0.25),
        (120.0, 240.0, 0.25),
        (30.0, 240.0, 1.0),
    ],
)
def test_the_coach_goes_before_the_camera(said, camera, pace):
    info, review = replace(INFO, filmed_fps=camera), replace(REVIEW, filmed_fps=said)
    assert pace_of(info, review) == pytest.approx(pace)
    assert filmed_fps(info, review) == pytest.approx(camera if said is None else said, nan_ok=True)
    assert pace_of(info, None) == pytest.approx(30.0 / camera if camera > 40 else 1.0)


def test_slow_motion_is_measured_at_its_true_pace_and_shown_at_the_clips():
    view = true_view(INFO, replace(REVIEW, filmed_fps=120.0))
    seen = observed()
    true = view.observation(seen).clock
    assert true.duration_s == pytest.approx(seen.clock.duration_s / 4)
    rep = Rep(1, true.time_of(10), true.time_of(20), true.time_of(30), true.time_of(40) + 0.0011)
    (shown,) = view.on_timeline([rep], CLOCK)
    assert (shown.start_s, shown.top_s, shown.top_end_s) == tuple(CLOCK.time_of(index) for index in (10, 20, 30))
    assert shown.end_s == pytest.approx(CLOCK.time_of(40) + 0.0044)
    spans = view.spans([RepSpan(1.0, 2.0), RepSpan(2.0, 4.0, (3.0, 3.5))])
    assert [(one.start_s, one.end_s) for one in spans] == [pytest.approx((0.25, 0.5)), pytest.approx((0.5, 1.0))]
    assert spans[0].top_s is None
    assert spans[1].top_s == pytest.approx((0.75, 0.875))
    _, signals = view.in_picture(found(true, seen.landmarks, signal("a", true, np.zeros(COUNT))), CLOCK)
    assert signals["a"].times_s is CLOCK.times_s or np.array_equal(signals["a"].times_s, CLOCK.times_s)
    assert view.notes(CLOCK) == ("Filmed at 120 frames a second: times and speeds are those of the movement.",)


def pad_case(frame: int = 30) -> tuple[MeasureTable, tuple[Rep, ...], Interpretation, Pad]:
    """The thigh is 200 px long and level; the pad lies 50 px from the hip towards the knee, 30 above it."""
    places = np.full((COUNT, JOINT_COUNT, 2), np.nan)
    places[:, Part.HIP.on(Side.LEFT)], places[:, Part.KNEE.on(Side.LEFT)] = (300.0, 200.0), (500.0, 200.0)
    places[5] = np.nan
    track = replace(landmarks(), xy_px=places)
    missing = Measure.missing("M-BARU", "tl", "The bar was not followed.")
    table = MeasureTable(({"M-BARU": missing}, {"M-BARU": missing}), (1, 2))
    reps = (Rep(1, 0.3, 0.35, 0.45, 0.6), Rep(2, 1.0, CLOCK.time_of(25), CLOCK.time_of(35), 1.8))
    aid = Aid(AidKind.PAD_BOX, frame, ((320.0, 140.0), (380.0, 200.0)))
    pad = pad_in(replace(REVIEW, aids=(aid,)), lambda place: place)
    return table, reps, found(CLOCK, track), pad


def test_the_pads_box_tells_where_the_pad_lies_on_the_hip():
    table, reps, seen, pad = pad_case()
    other, own = (row["M-BARU"] for row in with_pad_box(table, reps, pad, seen, CLOCK).reps)
    assert own.value == other.value == pytest.approx(0.25)
    assert other.high - other.low > own.high - own.low


def test_the_pads_box_is_refused_away_from_a_top_and_where_the_thigh_is_hidden():
    table, reps, seen, pad = pad_case(frame=20)
    assert "top of a rep" in with_pad_box(table, reps, pad, seen, CLOCK).reps[0]["M-BARU"].reason
    table, reps, seen, pad = pad_case(frame=5)
    assert "not seen" in with_pad_box(table, reps, pad, seen, CLOCK).reps[0]["M-BARU"].reason


def test_a_hip_that_the_bar_has_placed_tells_nothing_about_the_pad():
    table, reps, seen, pad = pad_case()
    source = np.full_like(seen.landmarks.source, LandmarkSource.DERIVED)
    hidden = replace(seen, landmarks=replace(seen.landmarks, source=source))
    assert "not seen" in with_pad_box(table, reps, pad, hidden, CLOCK).reps[0]["M-BARU"].reason
    source = np.full_like(source, LandmarkSource.CORRECTED)
    corrected = replace(seen, landmarks=replace(seen.landmarks, source=source))
    assert with_pad_box(table, reps, pad, corrected, CLOCK).reps[0]["M-BARU"].value == pytest.approx(0.25)


def test_a_bar_that_was_followed_goes_before_the_box_and_no_box_changes_nothing():
    table, reps, seen, pad = pad_case()
    bar = Measure("M-BARU", 0.4, "tl", 0.3, 0.5)
    with_bar = replace(table, reps=({"M-BARU": bar}, table.reps[1]))
    assert with_pad_box(with_bar, reps, pad, seen, CLOCK).reps[0]["M-BARU"] is bar
    asking = ask_for_pad(with_bar)
    assert asking.reps[0]["M-BARU"] is bar
    assert asking.reps[1]["M-BARU"].reason.startswith("Draw a box around the pad")
    assert pad_in(REVIEW, lambda place: place) is None
