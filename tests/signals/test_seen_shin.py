"""A shin beside a large plate is drawn towards where it is seen, if it is seen as shins in the open are."""

from dataclasses import replace

import numpy as np
import pytest

from studio.core.body import JOINT_COUNT, Part
from studio.signals.offset_model import Estimate
from studio.signals.posture import NEAR, Posture
from studio.signals.seen_shin import shin_as_seen

COUNT = 40
PLATE_PX = 200.0
SHIN = 2


def _leg(*, lean_deg: float = -12.0, length_px: float = 180.0, wander_px: float = 0.0) -> Posture:
    """A planted foot under a knee that rises a little."""
    plane = np.zeros((COUNT, JOINT_COUNT, 2))
    lean = np.radians(lean_deg) + 0.05 * np.sin(np.arange(COUNT) / 5.0)
    ankle = np.array([600.0, 100.0]) + wander_px * np.sin(np.arange(COUNT))[:, np.newaxis]
    plane[:, NEAR[Part.ANKLE]] = ankle
    plane[:, NEAR[Part.KNEE]] = ankle + length_px * np.column_stack([-np.sin(lean), np.cos(lean)])
    return Posture(plane, np.ones(COUNT, dtype=np.bool_), 500.0)


def _learned(posture: Posture, shin_deg: float) -> Estimate:
    estimate = Estimate.as_seen(posture)
    angles = estimate.angles_deg.copy()
    angles[:, SHIN] = shin_deg
    return replace(estimate, angles_deg=angles, strength=1.0)


def test_a_calm_shin_counts_more_than_what_was_learned_and_is_doubted_less() -> None:
    learned = _learned(_leg(), -4.0)
    told = shin_as_seen(learned, _leg(), diameter_px=PLATE_PX)
    assert np.median(told.angles_deg[:, SHIN]) == pytest.approx(0.4 * -4.0 + 0.6 * -12.0, abs=1.0)
    assert told.sd_deg(0.01)[SHIN] < learned.sd_deg(0.01)[SHIN]
    assert np.array_equal(np.delete(told.angles_deg, SHIN, axis=1), np.delete(learned.angles_deg, SHIN, axis=1))


@pytest.mark.parametrize(
    "posture",
    [
        pytest.param(_leg(length_px=120.0), id="too short for a shin"),
        pytest.param(_leg(wander_px=30.0), id="a foot that wanders"),
        pytest.param(replace(_leg(), is_active=np.arange(COUNT) < 5), id="hardly seen"),
    ],
)
def test_a_leg_that_is_not_seen_as_one_tells_nothing(posture: Posture) -> None:
    learned = _learned(posture, -4.0)
    assert shin_as_seen(learned, posture, diameter_px=PLATE_PX) is learned


def test_a_shin_that_changes_its_length_tells_nothing() -> None:
    posture = _leg()
    plane = posture.plane.copy()
    plane[::3, NEAR[Part.KNEE]] += np.array([0.0, 90.0])
    stretched = replace(posture, plane=plane)
    learned = _learned(stretched, -4.0)
    assert shin_as_seen(learned, stretched, diameter_px=PLATE_PX) is learned


def test_frames_in_which_it_is_not_seen_keep_what_was_learned() -> None:
    posture = _leg()
    plane = posture.plane.copy()
    plane[:4, NEAR[Part.KNEE]] = np.nan
    told = shin_as_seen(_learned(posture, -4.0), replace(posture, plane=plane), diameter_px=PLATE_PX)
    assert np.all(told.angles_deg[:4, SHIN] == -4.0)
