"""The body as the second expert sees it: alike for every size and direction, and honest about what is not there."""

from dataclasses import replace

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.core.observation import Observation, Outlines
from studio.signals.orientation import Orientation
from studio.signals.posture import FREE_JOINTS, Posture, joint_rows, posture_of
from studio.signals.silhouette import figure_rows
from tests.signals.lifter import Set, observation_of

JOINTS, DEPTHS = 2 * len(FREE_JOINTS), 3 * len(FREE_JOINTS)
HALF_PX = 20.0


def _posture(seen: Observation, side: Side) -> Posture:
    xy_px = seen.landmarks.xy_px
    return posture_of(xy_px, Orientation(side, side), np.ones(len(xy_px), dtype=np.bool_))


def _tube(seen: Observation, side: Side, *, half_px: float = HALF_PX) -> Outlines:
    """An outline that runs beside shoulder, hip, knee and ankle at one distance on either side."""
    chain = np.stack([seen.landmarks.of(part.on(side)) for part in (Part.SHOULDER, Part.HIP, Part.KNEE)], axis=1)
    return Outlines.from_polygons([_around(points, half_px) for points in chain])


def _around(points: FloatArray, half_px: float) -> FloatArray:
    along = np.diff(points, axis=0)
    normal = np.stack([-along[:, 1], along[:, 0]], axis=1) / np.hypot(*along.T)[:, np.newaxis]
    middle = normal.sum(axis=0) / (1.0 + normal[0] @ normal[1])
    offset = half_px * np.array([normal[0], middle, normal[1]])
    first, last = points[0] - 0.2 * along[0], points[-1] + 0.2 * along[-1]
    spine = np.array([first, points[1], last])
    return np.concatenate([spine + offset, (spine - offset)[::-1]])


def _rows(seen: Observation, side: Side, outlines: Outlines | None) -> FloatArray:
    rows = figure_rows(_posture(seen, side), seen.landmarks.world_m, outlines, Orientation(side, side))
    assert rows is not None
    return rows


def test_a_tube_lies_equally_far_before_and_behind_the_limbs() -> None:
    seen = observation_of(Set(reps=1), facing=Side.RIGHT)
    posture = _posture(seen, Side.RIGHT)
    rows = _rows(seen, Side.RIGHT, _tube(seen, Side.RIGHT))
    assert np.allclose(rows[:, :JOINTS], joint_rows(posture))
    distances = rows[:, JOINTS:-DEPTHS].reshape(len(rows), -1, 2)[:, :6] * posture.length_px
    assert np.allclose(distances[..., 0], HALF_PX)
    assert np.allclose(distances[..., 1], -HALF_PX)


def test_rows_do_not_depend_on_direction() -> None:
    right, left = (observation_of(Set(reps=1), facing=side) for side in (Side.RIGHT, Side.LEFT))
    first, second = _rows(right, Side.RIGHT, _tube(right, Side.RIGHT)), _rows(left, Side.LEFT, _tube(left, Side.LEFT))
    assert np.allclose(first[:, :-DEPTHS], second[:, :-DEPTHS], equal_nan=True)


def test_frames_without_an_outline_are_taken_as_the_clip_is() -> None:
    seen = observation_of(Set(reps=1), facing=Side.RIGHT)
    whole = _tube(seen, Side.RIGHT)
    holed = Outlines.from_polygons(
        [np.empty((0, 2)) if index == 3 else whole.polygon(index) for index in range(whole.frame_count)]
    )
    rows = _rows(seen, Side.RIGHT, holed)[:, JOINTS:-DEPTHS]
    others = np.delete(rows, 3, axis=0)
    assert np.allclose(rows[3, :12], np.median(others[:, :12], axis=0))


def test_an_outline_far_from_the_limb_is_not_its_own() -> None:
    seen = observation_of(Set(reps=1), facing=Side.RIGHT)
    rows = _rows(seen, Side.RIGHT, _tube(seen, Side.RIGHT, half_px=0.5 * _posture(seen, Side.RIGHT).length_px))
    assert np.isnan(rows[:, JOINTS : JOINTS + 2]).all()


@pytest.mark.parametrize("outlines", [None, Outlines.from_polygons([])])
def test_without_outlines_there_is_no_figure(outlines: Outlines | None) -> None:
    seen = observation_of(Set(reps=1), facing=Side.RIGHT)
    assert (
        figure_rows(_posture(seen, Side.RIGHT), seen.landmarks.world_m, outlines, Orientation(Side.RIGHT, Side.RIGHT))
        is None
    )


def test_nobody_has_no_figure() -> None:
    seen = observation_of(Set(reps=1), facing=Side.RIGHT)
    posture = replace(_posture(seen, Side.RIGHT), is_active=np.zeros(seen.clock.frame_count, dtype=np.bool_))
    outlines = _tube(seen, Side.RIGHT)
    assert figure_rows(posture, seen.landmarks.world_m, outlines, Orientation(Side.RIGHT, Side.RIGHT)) is None
