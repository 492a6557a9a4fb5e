"""Frames agree with each other: angles follow the chain, losses are bridged for a while, and doubt says so."""

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.body import Side
from studio.signals.linking import linked_frames
from studio.signals.offset_model import Estimate, plane_angles
from studio.signals.orientation import Orientation
from studio.signals.posture import Posture, posture_of
from tests.signals.lifter import Set, observation_of

HIP_SD = 5


def _clip() -> tuple[FloatArray, Posture]:
    observation = observation_of(Set())
    xy_px = observation.landmarks.xy_px
    posture = posture_of(xy_px, Orientation(Side.RIGHT, Side.RIGHT), np.ones(len(xy_px), dtype=np.bool_))
    return observation.clock.times_s, posture


def _without(posture: Posture, gone: slice) -> Posture:
    plane = posture.plane.copy()
    plane[gone] = np.nan
    is_active = posture.is_active.copy()
    is_active[gone] = False
    return Posture(plane, is_active, posture.length_px)


def test_a_good_clip_keeps_its_angles() -> None:
    times_s, posture = _clip()
    linked = linked_frames(times_s, Estimate.as_seen(posture), posture, posture.is_active)
    assert np.abs(linked.angles_deg - plane_angles(posture.plane)).mean() < 0.5
    assert not linked.is_bridged.any()


def test_a_wild_frame_is_put_right_and_head_and_gaze_are_left_alone() -> None:
    times_s, posture = _clip()
    wild = Estimate.as_seen(posture)
    wild.plane[60, :, 0] += np.linspace(-200.0, 200.0, wild.plane.shape[1])
    seen = Estimate.as_seen(Posture(wild.plane, posture.is_active, posture.length_px))
    linked = linked_frames(times_s, seen, posture, posture.is_active)
    truth = plane_angles(_clip()[1].plane)
    assert np.abs(linked.angles_deg[60, :3] - truth[60, :3]).max() < 6.0
    assert np.array_equal(linked.angles_deg[:, 3:], seen.angles_deg[:, 3:])


def test_a_short_loss_is_bridged_with_growing_doubt_and_a_long_one_is_not() -> None:
    times_s, posture = _clip()
    frames_per_s = round(1.0 / float(np.median(np.diff(times_s))))
    short, long = slice(60, 60 + frames_per_s // 2), slice(120, 120 + 2 * frames_per_s)
    holes = _without(_without(posture, short), long)
    linked = linked_frames(times_s, Estimate.as_seen(holes), holes, posture.is_active)
    truth = plane_angles(posture.plane)
    assert np.all(linked.is_bridged[short])
    assert np.abs(linked.angles_deg[short, :3] - truth[short, :3]).max() < 10.0
    middle = (short.start + short.stop) // 2
    assert linked.sd_deg[middle, HIP_SD] > linked.sd_deg[short.start, HIP_SD] > linked.sd_deg[0, HIP_SD]
    assert np.isnan(linked.angles_deg[long.start + frames_per_s, :3]).all()


def test_nobody_gives_nothing_but_doubt() -> None:
    times_s, posture = _clip()
    nobody = _without(posture, slice(None))
    linked = linked_frames(times_s, Estimate.as_seen(nobody), nobody, nobody.is_active)
    assert np.isnan(linked.angles_deg).all()
    assert np.isfinite(linked.sd_deg).all()
    assert linked.sd_deg[0, HIP_SD] == pytest.approx(90.0)  # ten times that of joints that hold together
