"""A lift filmed from half the front reads as it would from the side, with a doubt that knows the camera's."""

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Joint, Part, Side
from studio.core.capture import View
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Correction, Observation
from studio.signals.body import Body, body_of, fit_body
from studio.signals.camera_view import view_of
from studio.signals.options import InterpretOptions
from studio.signals.orientation import Orientation
from studio.signals.posture import posture_of
from studio.signals.turning import turned
from tests.signals.lifter import PX_PER_M, Set, observation_of, plane_joints, with_landmarks

HALF_WIDTHS_M = {Part.SHOULDER: 0.18, Part.HIP: 0.12, Part.EAR: 0.08, Part.EYE: 0.04}
LIFT = Set()
HIP, KNEE = 5, 6


def _seen_from(yaw_deg: float, *, down_deg: float = 0.0, facing: Side = Side.RIGHT) -> Observation:
    """The drawn lifter before a far camera that stands off the side and looks down."""
    plain = observation_of(LIFT, facing=facing)
    joints = plane_joints(LIFT.progress(plain.clock.times_s))
    sign = 1.0 if facing is Side.RIGHT else -1.0
    yaw, down = np.radians([yaw_deg, down_deg])
    along = np.array([sign * np.cos(yaw), np.sin(yaw) * np.sin(down), -np.sin(yaw) * np.cos(down)])
    up = np.array([0.0, -np.cos(down), -np.sin(down)])
    away = np.array([sign * np.sin(yaw), -np.cos(yaw) * np.sin(down), np.cos(yaw) * np.cos(down)])
    world_m = np.zeros((len(joints[Part.HIP]), JOINT_COUNT, 3))
    for part, course in joints.items():
        middle = course[:, :1] * along + course[:, 1:] * up
        for side, far in ((facing, -1.0), (facing.other, 1.0)):
            world_m[:, part.on(side)] = middle + far * HALF_WIDTHS_M.get(part, 0.12) * away
    nose = joints[Part.EAR] + np.array([0.08, 0.06])
    world_m[:, Joint.NOSE] = nose[:, :1] * along + nose[:, 1:] * up
    xy_px = np.array([480.0, 430.0]) + PX_PER_M * world_m[..., :2]
    track = plain.landmarks
    return with_landmarks(plain, LandmarkTrack(xy_px, track.visibility, track.source, world_m))


def _body(observation: Observation) -> Body:
    fit = fit_body(observation, model=None, options=InterpretOptions())
    return body_of(observation, fit, corrections=(), options=InterpretOptions())


def _truth() -> Body:
    return _body(_seen_from(0.0))


def _away(found: FloatArray, wanted: FloatArray) -> float:
    return float(np.nanmean(np.abs(found - wanted)))


@pytest.mark.parametrize("facing", list(Side))
@pytest.mark.parametrize(("yaw_deg", "down_deg"), [(35.0, 0.0), (35.0, 10.0), (50.0, 0.0), (50.0, 10.0)])
def test_hip_and_knee_read_as_from_the_side(yaw_deg: float, down_deg: float, facing: Side) -> None:
    observation = _seen_from(yaw_deg, down_deg=down_deg, facing=facing)
    body, true = _body(observation), _truth().sagittal
    assert view_of(body.sight.yaw_deg) is View.OBLIQUE
    assert _away(body.sagittal.hip_deg, true.hip_deg) < 4.0
    assert _away(body.sagittal.knee_deg, true.knee_deg) < 4.0
    assert np.nanmean(np.abs(body.sagittal.hip_deg - true.hip_deg) < 1.645 * body.sagittal.sd_deg[:, HIP]) > 0.95


def test_untouched_such_a_view_reads_far_off() -> None:
    near = _seen_from(50.0).landmarks.xy_px[:, [part.on(Side.RIGHT) for part in (Part.SHOULDER, Part.HIP, Part.KNEE)]]
    shoulder, hip, knee = (near[:, index] * np.array([1.0, -1.0]) for index in range(3))
    cross = np.cross(np.c_[knee - hip, np.zeros(len(hip))], np.c_[shoulder - hip, np.zeros(len(hip))])[:, 2]
    read = np.mod(np.degrees(np.arctan2(cross, np.sum((knee - hip) * (shoulder - hip), axis=1))), 360.0)
    assert _away(read, _truth().sagittal.hip_deg) > 8.0


def test_trunk_and_thigh_are_level_when_the_camera_is() -> None:
    body, true = _body(_seen_from(45.0)).sagittal, _truth().sagittal
    assert _away(body.trunk_deg, true.trunk_deg) < 3.0
    assert _away(body.thigh_deg, true.thigh_deg) < 3.0


def test_the_joints_stay_where_the_picture_shows_them() -> None:
    observation = _seen_from(45.0)
    body = _body(observation)
    shown = observation.landmarks.xy_px[:, Part.HIP.on(body.sight.orientation.near_side)]
    assert np.nanmax(np.hypot(*(body.near(Part.HIP) - shown).T)) < 12.0


def test_dragging_one_side_moves_the_middle_half_as_far() -> None:
    observation = _seen_from(45.0)
    hip = Part.HIP.on(Side.RIGHT)
    options, frame = InterpretOptions(), 120
    fit = fit_body(observation, model=None, options=options)
    plain = body_of(observation, fit, corrections=(), options=options)
    drag = Correction(frame, hip, (float(plain.xy_px[frame, hip, 0]), float(plain.xy_px[frame, hip, 1]) - 20.0))
    dragged = body_of(observation, fit, corrections=(drag,), options=options)
    track = observation.landmarks
    raised = track.xy_px.copy()
    raised[:, list(Part.HIP.value), 1] -= 10.0
    both = _body(with_landmarks(observation, LandmarkTrack(raised, track.visibility, track.source, track.world_m)))
    assert dragged.xy_px[frame, hip] == pytest.approx(drag.xy_px)
    assert dragged.sagittal.hip_deg[frame] > plain.sagittal.hip_deg[frame] + 3.0
    assert dragged.sagittal.hip_deg[frame] == pytest.approx(both.sagittal.hip_deg[frame], abs=2.0)


def test_doubt_grows_with_the_yaw() -> None:
    doubts = [_body(_seen_from(yaw_deg)).sagittal.sd_deg[0] for yaw_deg in (0.0, 35.0, 55.0)]
    assert np.all(doubts[0] <= doubts[1])
    assert doubts[0][HIP] < doubts[1][HIP] < doubts[2][HIP]
    assert doubts[1][KNEE] < doubts[2][KNEE]


def test_jitter_that_is_pulled_out_is_no_reason_for_more_doubt() -> None:
    observation = _seen_from(50.0)
    track = observation.landmarks
    jitter = np.random.default_rng(3).normal(0.0, 4.0, track.xy_px.shape)
    restless = LandmarkTrack(track.xy_px + jitter, track.visibility, track.source, track.world_m)
    quiet, loud = (_body(one).sagittal.sd_deg[0] for one in (observation, with_landmarks(observation, restless)))
    assert loud == pytest.approx(quiet, rel=0.15)


@pytest.mark.parametrize("is_active", [True, False])
def test_sides_above_one_another_and_nobody_are_left_as_seen(is_active: bool) -> None:
    from_above = _seen_from(5.0, down_deg=50.0)
    count = len(from_above.clock.times_s)
    xy_px = from_above.landmarks.xy_px if is_active else _seen_from(45.0).landmarks.xy_px
    posture = posture_of(xy_px, Orientation(Side.RIGHT, Side.RIGHT), np.full(count, is_active))
    assert turned(posture, 45.0) is None
    if is_active:
        body = _body(from_above)
        assert view_of(body.sight.yaw_deg) is View.OBLIQUE
        assert np.isfinite(body.sagittal.hip_deg).any()
