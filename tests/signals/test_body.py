"""What is found out about a clip holds when the pose model loses the legs in many of its frames."""

import numpy as np
import pytest

from studio.core.body import Part
from studio.core.capture import View
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Observation
from studio.signals.body import Body, body_of, fit_body, look_at
from studio.signals.camera_view import view_of
from studio.signals.options import InterpretOptions
from tests.signals.lifter import Set, observation_of, with_landmarks


def _with_lost_legs(every: int) -> Observation:
    """A side view whose legs are found in front of the head, and turned by 60 degrees, in most frames."""
    observation = observation_of(Set())
    track = observation.landmarks
    xy_px, world_m = track.xy_px.copy(), track.world_m.copy()
    is_lost = np.arange(len(xy_px)) % every != 0
    for part in (Part.KNEE, Part.ANKLE):
        for joint in part.value:
            xy_px[is_lost, joint] = xy_px[is_lost, Part.SHOULDER.value[0]] - 30.0
    for part in (Part.HIP, Part.SHOULDER):
        for side, joint in zip((1.0, -1.0), part.value, strict=True):
            world_m[is_lost, joint] += side * np.array([0.25, 0.0, 0.0])
    return with_landmarks(observation, LandmarkTrack(xy_px, track.visibility, track.source, world_m))


def _body(observation: Observation) -> Body:
    fit = fit_body(observation, model=None, options=InterpretOptions())
    return body_of(observation, fit, corrections=(), options=InterpretOptions())


@pytest.mark.parametrize(("every", "view"), [(2, View.SIDE), (8, View.OBLIQUE)])
def test_the_yaw_comes_from_orderly_frames_where_there_are_enough_of_them(every: int, view: View) -> None:
    sight = look_at(_with_lost_legs(every), InterpretOptions())
    assert view_of(sight.yaw_deg) is view


def test_lost_legs_in_every_other_frame_are_put_back() -> None:
    observation = _with_lost_legs(2)
    body = _body(observation)
    sight = body.sight
    true = observation_of(Set()).landmarks.xy_px
    active = sight.is_active
    for part in (Part.KNEE, Part.ANKLE):
        away = body.near(part) - true[:, part.on(sight.orientation.near_side)]
        assert np.median(np.hypot(*away[active].T)) < 15.0


def test_a_view_from_the_feet_is_left_as_it_was_seen() -> None:
    observation = observation_of(Set())
    track = observation.landmarks
    world_m = track.world_m[..., [2, 1, 0]]
    front = with_landmarks(observation, LandmarkTrack(track.xy_px, track.visibility, track.source, world_m))
    body, side = _body(front), _body(observation)
    assert view_of(body.sight.yaw_deg) is View.FRONT
    assert np.all(body.sagittal.sd_deg[0] > 3.0 * side.sagittal.sd_deg[0])
    assert not body.is_bridged.any()
