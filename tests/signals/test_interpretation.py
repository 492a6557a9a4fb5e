"""The whole room: from landmarks to signals, view, grade and notes."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from studio.assets import resources_dir
from studio.core.body import JOINT_COUNT, Joint, Side
from studio.core.capture import Grade, View
from studio.core.landmarks import LandmarkSource, LandmarkTrack
from studio.core.observation import Correction, Observation, Outlines, PlateTrack
from studio.core.time import FrameClock
from studio.signals import InterpretOptions, NeutralReference, OffsetModel, interpret
from studio.signals.body import look_at
from studio.signals.offset_model import plane_angles
from studio.signals.orientation import Orientation
from studio.signals.posture import to_pixels
from tests.signals.lifter import HEIGHT_PX, PX_PER_M, WIDTH_PX, Set, hip_of, observation_of, with_landmarks
from tests.signals.taught import taught_model, wobbling

ANGLES = ("hip_angle_deg", "knee_angle_deg", "trunk_inclination_deg", "thigh_inclination_deg", "shin_angle_deg")
OTHERS = ("hip_height_tl", "neck_angle_deg", "gaze_pitch_deg", "heel_rise_fl")


@pytest.fixture(scope="module")
def shipped_model() -> OffsetModel:
    with np.load(Path(resources_dir()) / "pose_correction.npz") as arrays:
        return OffsetModel.from_arrays(dict(arrays))


def _hole(observation: Observation, frames: slice) -> Observation:
    track = observation.landmarks
    xy_px = track.xy_px.copy()
    xy_px[frames] = np.nan
    return with_landmarks(observation, LandmarkTrack(xy_px, track.visibility, track.source, track.world_m))


def _plate(observation: Observation, diameter_m: float, *, seen: slice = slice(None)) -> Observation:
    hip = observation.landmarks.of(Joint.RIGHT_HIP)
    center = np.full_like(hip, np.nan)
    center[seen] = hip[seen] + np.array([0.0, -30.0])
    count = len(hip)
    plate = PlateTrack(center, np.full(count, diameter_m * PX_PER_M), np.ones(count))
    return Observation(observation.clock, WIDTH_PX, HEIGHT_PX, observation.landmarks, observation.outlines, plate)


@pytest.mark.parametrize("facing", list(Side))
def test_a_perfect_pose_gives_the_drawn_angles(facing: Side) -> None:
    seen = interpret(observation_of(Set(), facing=facing, shin_deg=12.0))
    assert {*ANGLES, *OTHERS} <= set(seen.signals.by_name)
    hip, shin = hip_of(seen), seen.signals["shin_angle_deg"].values
    assert np.nanmax(hip) == pytest.approx(180.0, abs=0.5)
    assert np.nanmin(hip) == pytest.approx(95.0, abs=0.5)
    assert shin[np.nanargmax(hip)] == pytest.approx(12.0, abs=0.5)
    assert seen.capture.facing is facing
    assert seen.capture.near_side is facing
    assert seen.capture.view is View.SIDE
    assert seen.capture.grade is Grade.GOOD
    assert seen.notes == ()


@pytest.mark.parametrize("fps", [10.0, 15.0, 60.0])
def test_frame_rates_do_not_change_the_angles(fps: float) -> None:
    hip = hip_of(interpret(observation_of(Set(), fps=fps)))
    assert np.nanmax(hip) == pytest.approx(180.0, abs=1.5)
    assert np.nanmin(hip) == pytest.approx(95.0, abs=1.5)


def test_uneven_times_do_not_change_the_angles() -> None:
    lift = Set()
    even_s = np.arange(0.0, lift.duration_s, 1.0 / 30.0)
    times_s = even_s + np.random.default_rng(4).uniform(-0.012, 0.012, len(even_s))
    seen, straight = hip_of(interpret(observation_of(lift, times_s=times_s))), 95.0 + 85.0 * lift.progress(times_s)
    assert np.nanmax(np.abs(seen - straight)) < 2.0


def test_every_value_has_its_doubt_and_missing_ones_have_none() -> None:
    seen = interpret(_hole(observation_of(Set()), slice(40, 70)))
    for signal in seen.signals:
        assert np.array_equal(np.isfinite(signal.values), np.isfinite(signal.sd))
    assert np.isnan(hip_of(seen)[50:60]).all()
    assert (seen.landmarks.source[55] == LandmarkSource.MISSING).all()


def test_short_gaps_are_filled_and_told() -> None:
    seen = interpret(_hole(observation_of(Set()), slice(40, 43)))
    assert np.isfinite(hip_of(seen)[41])
    assert "frames: 3." in seen.notes[0]


def test_landmarks_that_the_model_does_not_trust_give_no_angle() -> None:
    observation = observation_of(Set())
    track = observation.landmarks
    visibility = track.visibility.copy()
    visibility[:, Joint.RIGHT_ANKLE] = 0.2
    seen = interpret(with_landmarks(observation, LandmarkTrack(track.xy_px, visibility, track.source, track.world_m)))
    assert "shin_angle_deg" not in seen.signals
    assert "hip_angle_deg" in seen.signals
    assert any("feet" in reason for reason in seen.capture.reasons)


def test_a_corrected_joint_moves_its_angles_and_is_marked() -> None:
    observation = observation_of(Set())
    before = interpret(observation)
    top = int(np.nanargmax(hip_of(before)))
    hip_px = before.landmarks.xy_px[top, Joint.RIGHT_HIP]
    raised = Correction(top, Joint.RIGHT_HIP, (float(hip_px[0]), float(hip_px[1]) - 20.0))
    after = interpret(observation, corrections=[raised])
    assert hip_of(after)[top] > hip_of(before)[top] + 5.0
    assert after.landmarks.source[top, Joint.RIGHT_HIP] == LandmarkSource.CORRECTED
    assert "set by the coach" in after.notes[-1]


def test_a_joint_set_by_the_coach_is_trusted_whatever_the_model_thought() -> None:
    observation = observation_of(Set())
    track = observation.landmarks
    visibility = track.visibility.copy()
    visibility[:, Joint.RIGHT_HIP] = 0.1
    hidden = with_landmarks(observation, LandmarkTrack(track.xy_px, visibility, track.source, track.world_m))
    place = track.xy_px[30, Joint.RIGHT_HIP]
    seen = interpret(hidden, corrections=[Correction(30, Joint.RIGHT_HIP, (float(place[0]), float(place[1])))])
    assert np.isfinite(hip_of(seen)[30])
    assert np.isnan(hip_of(seen)[31])


def test_the_coach_may_say_which_side_is_near() -> None:
    seen = interpret(observation_of(Set()), options=InterpretOptions(near_side=Side.LEFT))
    assert seen.capture.near_side is Side.LEFT


def test_a_neutral_reference_calibrates() -> None:
    seen = interpret(observation_of(Set()), neutral_reference=NeutralReference(184.0))
    assert seen.capture.is_calibrated
    assert seen.capture.neutral_reference_deg == 184.0


def test_standing_frames_have_no_hip_height() -> None:
    observation = observation_of(Set())
    track = observation.landmarks
    xy_px = track.xy_px.copy()
    hip = xy_px[:60, Joint.RIGHT_HIP].copy()
    for joint, up in ((Joint.RIGHT_SHOULDER, -150.0), (Joint.LEFT_SHOULDER, -150.0), (Joint.RIGHT_KNEE, 126.0)):
        xy_px[:60, joint] = hip + np.array([2.0, up])
    seen = interpret(with_landmarks(observation, LandmarkTrack(xy_px, track.visibility, track.source, track.world_m)))
    height = seen.signals["hip_height_tl"]
    assert not height.valid[:40].any()
    assert height.valid[80:].all()


def test_a_small_plate_gives_the_path_of_the_bar() -> None:
    seen = interpret(_plate(observation_of(Set()), 0.22), options=InterpretOptions(plate_diameter_m=0.22))
    height = seen.signals["bar_height_m"].values
    assert 0.2 < np.nanmax(height) < 0.6
    assert np.isfinite(seen.capture.plate_diameter_tl)


def test_a_plate_that_is_hardly_ever_seen_is_no_sensor(shipped_model: OffsetModel) -> None:
    seen = interpret(_plate(observation_of(Set()), 0.45, seen=slice(0, 20)), correction_model=shipped_model)
    assert (seen.landmarks.source != LandmarkSource.DERIVED).all()
    nothing = interpret(_plate(observation_of(Set()), 0.45, seen=slice(0, 0)))
    assert "bar_x_px" not in nothing.signals


def test_a_large_plate_counts_where_a_bar_lies_on_the_hip() -> None:
    held = _plate(observation_of(Set()), 0.6)
    assert held.plate is not None
    aside = PlateTrack(held.plate.center_px + 300.0, held.plate.diameter_px, held.plate.confidence)
    assert look_at(held, InterpretOptions()).plate is not None
    assert look_at(replace(held, plate=aside), InterpretOptions()).plate is None


def test_the_shipped_correction_changes_little_on_a_perfect_body(shipped_model: OffsetModel) -> None:
    plain, corrected = (
        interpret(observation_of(Set())),
        interpret(observation_of(Set()), correction_model=shipped_model),
    )
    assert np.nanmax(np.abs(hip_of(plain) - hip_of(corrected))) < 12.0


def test_an_oblique_view_is_never_corrected(shipped_model: OffsetModel) -> None:
    observation = observation_of(Set())
    track = observation.landmarks
    world_m = track.world_m[..., [2, 1, 0]]
    turned = with_landmarks(observation, LandmarkTrack(track.xy_px, track.visibility, track.source, world_m))
    seen = interpret(turned, correction_model=shipped_model)
    assert seen.capture.view is View.FRONT
    assert np.allclose(hip_of(seen), hip_of(interpret(turned)), equal_nan=True)


def test_nobody_in_the_picture_gives_no_signals_and_no_crash(shipped_model: OffsetModel) -> None:
    count = 40
    nobody = LandmarkTrack(
        np.full((count, JOINT_COUNT, 2), np.nan),
        np.zeros((count, JOINT_COUNT)),
        np.zeros((count, JOINT_COUNT)),
        np.full((count, JOINT_COUNT, 3), np.nan),
    )
    outlines = Outlines.from_polygons([np.empty((0, 2))] * count)
    clock = FrameClock(np.arange(count) / 30.0)
    plate = PlateTrack(np.full((count, 2), 200.0), np.full(count, 60.0), np.ones(count))
    for held in (None, plate):
        observation = Observation(clock, WIDTH_PX, HEIGHT_PX, nobody, outlines, held)
        seen = interpret(observation, correction_model=shipped_model)
        assert "hip_angle_deg" not in seen.signals
        assert seen.capture.grade is Grade.POOR


def test_a_visible_back_gives_its_contour() -> None:
    observation = observation_of(Set())
    polygons = []
    for index in range(observation.clock.frame_count):
        shoulder, hip = (observation.landmarks.xy_px[index, joint] for joint in (Joint.RIGHT_SHOULDER, Joint.RIGHT_HIP))
        along = np.linspace(-0.2, 1.5, 60)[:, np.newaxis] * (hip - shoulder)
        normal = np.array([shoulder[1] - hip[1], hip[0] - shoulder[0]])
        back = shoulder + along + 0.2 * normal * np.where(np.linspace(-0.2, 1.5, 60) > 1.0, 0.8, 1.0)[:, np.newaxis]
        front = shoulder + along[::-1] - 0.2 * normal
        polygons.append(np.concatenate([back, front]))
    outlined = Observation(
        observation.clock, WIDTH_PX, HEIGHT_PX, observation.landmarks, Outlines.from_polygons(polygons), None
    )
    assert "back_contour_deg" in interpret(outlined).signals
    empty = Outlines.from_polygons([np.empty((0, 2))] * len(polygons))
    hidden = Observation(observation.clock, WIDTH_PX, HEIGHT_PX, observation.landmarks, empty, None)
    assert "back_contour_deg" not in interpret(hidden).signals


def _taught(observation: Observation) -> tuple[Observation, OffsetModel, np.ndarray]:
    """A clip whose hip and ankle slide as the pose model's do, with a large plate, and a model that knows the truth."""
    held = _plate(observation, 0.6)
    truth = look_at(held, InterpretOptions()).posture
    slid = wobbling(truth.plane)
    track = observation.landmarks
    xy_px = to_pixels(slid, Orientation(Side.RIGHT, Side.RIGHT))
    wrong = LandmarkTrack(xy_px, track.visibility, track.source, track.world_m)
    clip = Observation(held.clock, WIDTH_PX, HEIGHT_PX, wrong, None, held.plate)
    sight = look_at(clip, InterpretOptions())
    assert sight.plate is not None
    assert held.plate is not None
    model = taught_model(sight.posture, truth.plane, sight.plate, diameter_px=sight.plate_diameter_px)
    return clip, model, plane_angles(truth.plane)


def test_behind_a_large_plate_the_joints_are_derived_from_it() -> None:
    clip, model, truth = _taught(observation_of(Set()))
    seen = interpret(clip, correction_model=model)
    hip = hip_of(seen)
    assert np.nanmax(np.abs(hip - (180.0 - truth[:, 0] - truth[:, 1]))[5:-5]) < 3.0
    assert (seen.landmarks.source[:, Joint.RIGHT_HIP] == LandmarkSource.DERIVED).all()
    assert any("plate" in note for note in seen.notes)
    assert any("plates" in reason for reason in seen.capture.reasons)


def test_behind_a_large_plate_the_leg_is_drawn_in_the_shoe_that_the_outline_shows() -> None:
    clip, model, _ = _taught(observation_of(Set()))
    plain = interpret(clip, correction_model=model)
    ankle_px = np.median(plain.landmarks.xy_px[:, Joint.RIGHT_ANKLE], axis=0)
    tip_px = ankle_px + np.array([150.0, 60.0])  # the shoe ends far beyond where the model has the foot
    person = np.array([(100.0, 200.0), (tip_px[0], 300.0), (300.0, tip_px[1])])
    outlines = Outlines.from_polygons([person] * clip.clock.frame_count)
    seen = interpret(
        Observation(clip.clock, WIDTH_PX, HEIGHT_PX, clip.landmarks, outlines, clip.plate), correction_model=model
    )
    moved = (seen.landmarks.xy_px - plain.landmarks.xy_px)[60, [Joint.RIGHT_ANKLE, Joint.RIGHT_KNEE]]
    assert moved[0, 0] > 1.2 * moved[1, 0] > 15.0
    assert np.nanmax(np.abs(hip_of(seen) - hip_of(plain))) < 3.0


def test_a_learned_correction_is_told() -> None:
    clip, model, truth = _taught(observation_of(Set()))
    free = Observation(clip.clock, WIDTH_PX, HEIGHT_PX, clip.landmarks, None, None)
    seen = interpret(free, correction_model=model)
    assert np.nanmax(np.abs(hip_of(seen) - (180.0 - truth[:, 0] - truth[:, 1]))[5:-5]) < 3.0
    assert any("lean on a bench" in note for note in seen.notes)


def test_swapped_labels_are_told() -> None:
    observation = observation_of(Set())
    track = observation.landmarks
    apart = track.xy_px.copy()
    apart[:, 1::2] += 40.0
    apart[50:60, 1::2], apart[50:60, 2::2] = apart[50:60, 2::2].copy(), apart[50:60, 1::2].copy()
    seen = interpret(with_landmarks(observation, LandmarkTrack(apart, track.visibility, track.source, track.world_m)))
    assert "frames: 10." in seen.notes[0]
