"""The learned correction: exact where it has learned, and believed only where it steadies the body."""

from dataclasses import replace

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.signals.offset_model import (
    ANGLE_COUNT,
    Estimate,
    OffsetModel,
    plane_angles,
)
from studio.signals.orientation import Orientation
from studio.signals.posture import (
    NEAR,
    Posture,
    free_features,
    joint_rows,
    plausible_frames,
    posture_of,
    to_pixels,
)
from studio.signals.sagittal import PLAIN_SD_DEG
from tests.signals.lifter import Set, observation_of
from tests.signals.taught import taught_model, wobbling

RIGHT = Orientation(Side.RIGHT, Side.RIGHT)


def _posture(facing: Side = Side.RIGHT, scale: float = 1.0) -> Posture:
    track = observation_of(Set(reps=1), facing=facing).landmarks
    xy_px = track.xy_px * scale
    return posture_of(xy_px, Orientation(facing, facing), np.ones(len(xy_px), dtype=np.bool_))


def _scene() -> tuple[Posture, FloatArray, FloatArray]:
    truth = _posture()
    plane = wobbling(truth.plane)
    posture = Posture(plane, truth.is_active, truth.length_px)
    return posture, truth.plane, truth.plane[:, NEAR[Part.HIP]] + np.array([0.0, 40.0])


def test_the_body_plane_is_the_same_for_both_directions_and_comes_back() -> None:
    right, left = _posture(Side.RIGHT), _posture(Side.LEFT)
    assert np.allclose(right.plane - right.plane[0, 0], left.plane - left.plane[0, 0])
    track = observation_of(Set(reps=1), facing=Side.LEFT).landmarks
    assert np.allclose(to_pixels(left.plane, Orientation(Side.LEFT, Side.LEFT)), track.xy_px)


def test_features_do_not_depend_on_size_and_direction() -> None:
    rows = free_features(_posture()).rows
    assert np.allclose(rows, free_features(_posture(scale=2.0)).rows)
    assert np.allclose(rows, free_features(_posture(Side.LEFT)).rows)


def test_a_correction_that_steadies_the_body_is_applied() -> None:
    posture, true_plane, plate = _scene()
    estimate = taught_model(posture, true_plane, plate).correct(posture)
    assert estimate.strength == 1.0
    assert np.abs(estimate.angles_deg - plane_angles(true_plane)).max() < 1.0
    assert np.abs(estimate.plane - true_plane).max() < 3.0
    assert estimate.sd_deg(0.002).max() < 3.0


def test_a_correction_that_unsettles_the_body_is_refused() -> None:
    posture, true_plane, plate = _scene()
    model = taught_model(posture, true_plane, plate)
    steady = Posture(true_plane, posture.is_active, posture.length_px)
    shaky = taught_model(steady, wobbling(true_plane), plate)
    assert model.correct(posture).strength == 1.0
    refused = shaky.correct(steady)
    assert refused.strength == 0.0
    assert np.allclose(refused.angles_deg, plane_angles(true_plane))
    assert np.allclose(refused.plane, true_plane)
    assert np.allclose(refused.sd_deg(0.002), PLAIN_SD_DEG)
    assert np.allclose(refused.sd_deg(0.04), 5.0 * PLAIN_SD_DEG)


def test_a_familiar_figure_joins_in_and_a_strange_or_missing_one_does_not() -> None:
    posture, true_plane, plate = _scene()
    rows = joint_rows(posture)
    model = taught_model(posture, true_plane, plate)
    stiff = replace(model, free=replace(model.free, weights=0.8 * model.free.weights))
    alone, joined = stiff.correct(posture), stiff.correct(posture, rows)
    strange, nobody = stiff.correct(posture, rows + 40.0), stiff.correct(posture, np.full_like(rows, np.nan))
    wanted = plane_angles(true_plane)
    assert np.abs(joined.angles_deg - wanted).max() < 0.6 * np.abs(alone.angles_deg - wanted).max()
    for other in (strange, nobody):
        assert np.allclose(other.angles_deg, alone.angles_deg)
        assert np.allclose(other.sd_deg(0.002), alone.sd_deg(0.002))
    assert np.all(joined.sd_deg(0.002) < alone.sd_deg(0.002))


def test_what_an_outline_does_not_show_is_taken_as_usual() -> None:
    posture, true_plane, plate = _scene()
    model = taught_model(posture, true_plane, plate)
    rows = joint_rows(posture)
    rows[:, -1] = np.nan
    partly = model.correct(posture, rows)
    assert np.isfinite(partly.angles_deg).all()
    assert np.abs(partly.angles_deg - plane_angles(true_plane)).max() < 2.0


def test_a_figure_cannot_make_a_refused_correction_believed() -> None:
    posture, true_plane, plate = _scene()
    model = taught_model(posture, true_plane, plate)
    steady = Posture(true_plane, posture.is_active, posture.length_px)
    shaky = replace(model, free=taught_model(steady, wobbling(true_plane), plate).free)
    assert shaky.correct(steady, joint_rows(posture)).strength == 0.0


def test_doubt_grows_with_unrest_and_with_the_distance_from_what_was_learned() -> None:
    posture, true_plane, plate = _scene()
    known = taught_model(posture, true_plane, plate).correct(posture)
    strange = replace(known, distance=0.9)
    assert np.all(strange.sd_deg(0.01) > known.sd_deg(0.01))
    assert np.all(known.sd_deg(0.05) > known.sd_deg(0.01))
    assert np.allclose(known.sd_deg(5.0), known.sd_deg(0.1))
    assert np.allclose(Estimate.as_seen(posture).sd_deg(0.007), PLAIN_SD_DEG)
    assert np.allclose(Estimate.as_seen(posture).sd_deg(5.0), 10.0 * PLAIN_SD_DEG)


def test_joints_are_placed_around_a_plate_even_where_nobody_was_found() -> None:
    posture, true_plane, plate = _scene()
    model = taught_model(posture, true_plane, plate)
    holes = posture.plane.copy()
    holes[40:46] = np.nan
    seen = Posture(holes, posture.is_active & np.isfinite(holes[:, 0, 0]), posture.length_px)
    estimate = model.correct_around_plate(seen, plate, 150.0)
    assert estimate.strength == 1.0
    assert np.abs(estimate.angles_deg - plane_angles(true_plane)).max() < 4.0
    assert np.isfinite(estimate.plane[42, NEAR[Part.HIP]]).all()
    assert np.isnan(estimate.plane[42, NEAR[Part.EAR]]).all()


def test_a_clip_without_anybody_gives_nothing_to_lean_on() -> None:
    posture, true_plane, plate = _scene()
    model = taught_model(posture, true_plane, plate)
    nobody = Posture(np.full_like(true_plane, np.nan), np.zeros(len(true_plane), dtype=np.bool_), float("nan"))
    assert np.isnan(free_features(nobody).rows).all()
    estimate = model.correct_around_plate(nobody, plate, 150.0)
    assert estimate.strength == 0.0
    assert np.isnan(estimate.angles_deg).all()


def test_believable_frames_have_human_proportions() -> None:
    posture, true_plane, _ = _scene()
    broken = true_plane.copy()
    broken[:10, NEAR[Part.KNEE]] = broken[:10, NEAR[Part.HIP]]
    believable = plausible_frames(Posture(broken, posture.is_active, posture.length_px))
    assert not believable[:10].any()
    assert believable[10:].all()


def test_a_model_is_read_from_arrays_and_a_missing_one_is_named() -> None:
    posture, true_plane, plate = _scene()
    model = taught_model(posture, true_plane, plate)
    arrays = {
        f"{prefix}_{name}": np.asarray(getattr(getattr(model, prefix), name))
        for prefix in ("free", "figure", "figure_in_set", "plate")
        for name in ("mean", "spread", "centers", "weights", "offset", "width")
    }
    arrays |= {"free_doubt": model.free_doubt, "plate_doubt": model.plate_doubt}
    again = OffsetModel.from_arrays(arrays)
    assert np.allclose(again.correct(posture).angles_deg, model.correct(posture).angles_deg, atol=1e-4)
    del arrays["plate_mean"]
    with pytest.raises(KeyError, match="plate_mean"):
        OffsetModel.from_arrays(arrays)


def test_five_angles_come_out() -> None:
    assert plane_angles(_posture().plane).shape[1] == ANGLE_COUNT
