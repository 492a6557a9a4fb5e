"""Feet as they are seen, before the learned correction moves them."""

from dataclasses import replace

import numpy as np
import pytest

from studio.core.body import Part, Side
from studio.core.landmarks import LandmarkTrack
from studio.core.observation import Correction, Observation
from studio.signals import OffsetModel, interpret
from studio.signals.body import look_at
from studio.signals.options import InterpretOptions
from studio.signals.orientation import Orientation
from studio.signals.posture import to_pixels
from tests.signals.lifter import PX_PER_M, Set, observation_of
from tests.signals.taught import taught_model, wobbling


@pytest.fixture(scope="module")
def corrected() -> tuple[Observation, OffsetModel]:
    """A clip whose hip and ankle slide as the pose model's do, and a model that puts them right."""
    observation = observation_of(Set())
    truth = look_at(observation, InterpretOptions()).posture
    xy_px = to_pixels(wobbling(truth.plane), Orientation(Side.RIGHT, Side.RIGHT))
    track = observation.landmarks
    clip = replace(observation, landmarks=LandmarkTrack(xy_px, track.visibility, track.source, track.world_m))
    plate, diameter_px = np.zeros((len(xy_px), 2)), 100.0
    return clip, taught_model(look_at(clip, InterpretOptions()).posture, truth.plane, plate, diameter_px=diameter_px)


def test_planted_feet_are_told_as_the_pose_model_saw_them(corrected: tuple[Observation, OffsetModel]) -> None:
    clip, model = corrected
    feet = interpret(clip, correction_model=model).plain_feet_fl
    assert feet is not None
    assert feet.shape == (clip.clock.frame_count, 3)
    heel_fl, ankle_fl, toe_fl = np.median(feet, axis=0)
    assert abs(heel_fl - toe_fl) < 0.1
    assert 0.2 < ankle_fl - heel_fl < 0.6  # the drawn ankle is 8 cm over a foot of 22 cm
    assert np.ptp(feet[5:-5, 0]) < 0.05


def test_where_nothing_moved_the_feet_the_joints_themselves_tell(corrected: tuple[Observation, OffsetModel]) -> None:
    clip, model = corrected
    assert interpret(clip).plain_feet_fl is None
    heel, ear = Part.HEEL.on(Side.RIGHT), Part.EAR.on(Side.RIGHT)
    x_px, y_px = (float(value) for value in clip.landmarks.xy_px[40, heel])
    by_hand = (Correction(40, heel, (x_px, y_px - 0.05 * PX_PER_M)),)
    assert interpret(clip, corrections=by_hand, correction_model=model).plain_feet_fl is None
    elsewhere = (Correction(40, ear, (x_px, y_px)),)
    assert interpret(clip, corrections=elsewhere, correction_model=model).plain_feet_fl is not None
