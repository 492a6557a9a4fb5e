"""The leg is drawn where the outline has its shoe, and the angles stay what they were."""

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT, Part, Side
from studio.core.observation import Outlines
from studio.signals.footing import feet_in_shoes
from studio.signals.geometry import to_picture
from studio.signals.offset_model import Estimate
from studio.signals.posture import NEAR

COUNT, PLATE_PX = 40, 200.0
TIP = np.array([500.0, -400.0])
ANKLE = TIP + PLATE_PX * np.array([-0.41, 0.18])
LEG = {Part.HIP: (-300.0, 60.0), Part.KNEE: (-60.0, 160.0), Part.ANKLE: (0.0, 0.0)}


def _estimate(off: tuple[float, float] = (0.0, 0.0)) -> Estimate:
    plane = np.zeros((COUNT, JOINT_COUNT, 2))
    for part, place in LEG.items():
        plane[:, NEAR[part]] = ANKLE + np.array(place) + np.array(off)
    angles = np.tile(np.array([10.0, 5.0, 3.0, 0.0, 40.0]), (COUNT, 1))
    return Estimate(plane, angles, 1.0, np.zeros((7, 3)), 0.1)


def _outlines(facing: Side, *, lost: int = 0) -> Outlines:
    """A person whose foot ends at the tip, and is missing in the first frames."""
    whole = np.array([(-200.0, 0.0), (0.0, 100.0), TIP, (100.0, TIP[1])])
    return Outlines.from_polygons([to_picture(whole[:2] if frame < lost else whole, facing) for frame in range(COUNT)])


def _drawn(estimate: Estimate, outlines: Outlines, *, facing: Side = Side.RIGHT, frames: int = COUNT) -> Estimate:
    is_active = np.arange(COUNT) >= COUNT - frames
    return feet_in_shoes(estimate, outlines, facing=facing, diameter_px=PLATE_PX, is_active=is_active)


def _moved(before: Estimate, after: Estimate, part: Part) -> FloatArray:
    return np.asarray((after.plane - before.plane)[0, NEAR[part]])


@pytest.mark.parametrize("facing", list(Side))
def test_a_leg_beside_the_shoe_is_drawn_in_it(facing: Side) -> None:
    beside = _estimate((70.0, -30.0))
    drawn = _drawn(beside, _outlines(facing, lost=20), facing=facing)
    assert _moved(beside, drawn, Part.ANKLE) == pytest.approx((-70.0 + 24.0, 30.0 - 16.0))
    assert _moved(beside, drawn, Part.KNEE) == pytest.approx(0.6 * _moved(beside, drawn, Part.ANKLE))
    assert _moved(beside, drawn, Part.HIP) == pytest.approx(0.25 * _moved(beside, drawn, Part.ANKLE))
    assert np.array_equal(drawn.angles_deg, beside.angles_deg)


def test_a_leg_in_its_shoe_stays() -> None:
    near = _estimate((15.0, 10.0))
    assert np.array_equal(_drawn(near, _outlines(Side.RIGHT)).plane, near.plane)


def test_an_outline_that_is_seldom_there_tells_nothing() -> None:
    beside = _estimate((70.0, 0.0))
    assert np.array_equal(_drawn(beside, _outlines(Side.RIGHT), frames=5).plane, beside.plane)
    assert np.array_equal(_drawn(beside, _outlines(Side.RIGHT, lost=COUNT)).plane, beside.plane)


def test_a_leg_that_was_never_found_stays_unknown() -> None:
    unknown = _estimate((np.nan, np.nan))
    assert np.isnan(_drawn(unknown, _outlines(Side.RIGHT)).plane[:, NEAR[Part.ANKLE]]).all()
