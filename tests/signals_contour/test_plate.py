"""The bar's path, its scale, and the hip that is derived from it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from studio.core.arrays import FloatArray
from studio.core.observation import PlateTrack
from studio.signals.plate import (
    FULL_SIZE_M,
    BarHipOffset,
    bar_path,
    bar_path_signals,
    calibrate_hip,
    derive_hip,
    plate_diameter_m,
    to_body_depth,
)

_TIMES_S = np.arange(60) / 30.0


def _plate(height_px: FloatArray | None = None, diameter_px: float = 180.0) -> PlateTrack:
    up = 50.0 * np.sin(np.pi * _TIMES_S) ** 2 if height_px is None else height_px
    center = np.stack([np.full(60, 400.0), 300.0 - up], axis=1)
    return PlateTrack(center, np.where(np.isfinite(center[:, 0]), diameter_px, np.nan), np.ones(60))


def test_the_stated_diameter_wins() -> None:
    assert plate_diameter_m(_plate(), thigh_px=500.0, stated_m=0.35) == 0.35


@pytest.mark.parametrize(("thigh_px", "expected"), [(150.0, FULL_SIZE_M), (170.0, np.nan)])
def test_a_full_size_plate_is_told_by_its_looks_and_others_stay_unknown(thigh_px: float, expected: float) -> None:
    assert plate_diameter_m(_plate(), thigh_px=thigh_px) == pytest.approx(expected, nan_ok=True)


def test_height_and_speed_are_in_the_plates_own_scale() -> None:
    path = bar_path(_plate(), times_s=_TIMES_S, diameter_m=0.45)
    assert path is not None
    assert path.px_per_m == pytest.approx(400.0)
    assert np.ptp(path.height_m) == pytest.approx(0.125, abs=0.002)
    assert path.speed_m_s.max() == pytest.approx(0.125 * np.pi, rel=0.03)


def test_without_a_size_there_are_pixels_and_no_metres() -> None:
    path = bar_path(_plate(), times_s=_TIMES_S, diameter_m=np.nan)
    assert path is not None
    assert np.isnan(path.height_m).all()
    assert [signal.name for signal in bar_path_signals(path)] == ["bar_x_px", "bar_y_px"]


def test_with_a_size_the_height_is_a_signal_too() -> None:
    path = bar_path(_plate(), times_s=_TIMES_S, diameter_m=0.45)
    assert path is not None
    assert [signal.name for signal in bar_path_signals(path)] == ["bar_x_px", "bar_y_px", "bar_height_m"]


def test_short_gaps_are_bridged_and_long_ones_stay() -> None:
    plate = _plate()
    center = np.array(plate.center_px)
    center[20:23] = np.nan
    center[40:52] = np.nan
    path = bar_path(PlateTrack(center, plate.diameter_px, plate.confidence), times_s=_TIMES_S, diameter_m=0.45)
    assert path is not None
    assert np.isfinite(path.xy_px[20:23]).all()
    assert np.isnan(path.xy_px[41:51]).all()
    assert np.isnan(path.sd_px[41:51]).all()


def test_a_plate_that_was_never_seen_has_no_path() -> None:
    never = PlateTrack(np.full((60, 2), np.nan), np.full(60, np.nan), np.zeros(60))
    assert bar_path(never, times_s=_TIMES_S, diameter_m=0.45) is None


def test_the_depth_correction_pulls_towards_the_middle_of_the_picture() -> None:
    moved = to_body_depth(np.array([[500.0, 100.0]]), picture_center_px=np.array([400.0, 200.0]), nearness=1.25)
    assert moved[0] == pytest.approx([480.0, 120.0])


def _body(mirror: float) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Shoulder, knee and hip of eight frames between bottom and top."""
    lift = np.linspace(0.0, 80.0, 8)
    shoulder = np.stack([np.full(8, 300.0), 300.0 - 0.2 * lift], axis=1)
    knee = np.stack([300.0 + mirror * 260.0, 260.0] * np.ones((8, 2)), axis=1).reshape(8, 2)
    hip = np.stack([300.0 + mirror * (150.0 - 0.1 * lift), 370.0 - lift], axis=1)
    return shoulder, knee, hip


@given(
    distance_tl=st.floats(0.0, 0.5),
    along_tl=st.floats(-0.4, 0.4),
    mirror=st.sampled_from([-1.0, 1.0]),
)
def test_a_calibrated_hip_comes_back_exactly(distance_tl: float, along_tl: float, mirror: float) -> None:
    shoulder, knee, hip = _body(mirror)
    true = BarHipOffset(distance_tl=distance_tl, along_tl=along_tl)
    bar = 2.0 * hip - derive_hip(hip, shoulder_px=shoulder, knee_px=knee, thigh_px=140.0, offset=true)
    measured = calibrate_hip(
        bar,
        shoulder_px=shoulder,
        knee_px=knee,
        hip_px=hip,
        thigh_px=140.0,
        is_trusted=np.arange(8) < 4,
    )
    derived = derive_hip(bar, shoulder_px=shoulder, knee_px=knee, thigh_px=140.0, offset=measured)
    assert measured.is_calibrated
    assert derived == pytest.approx(hip, abs=1e-6)


def test_the_derived_hip_lies_below_the_bar() -> None:
    shoulder, knee, hip = _body(1.0)
    derived = derive_hip(hip, shoulder_px=shoulder, knee_px=knee, thigh_px=140.0, offset=BarHipOffset())
    assert np.all(derived[:, 1] > hip[:, 1])


def test_too_few_trusted_frames_leave_the_start_value() -> None:
    shoulder, knee, hip = _body(1.0)
    hip = np.array(hip)
    hip[0] = np.nan
    measured = calibrate_hip(
        hip,
        shoulder_px=shoulder,
        knee_px=knee,
        hip_px=hip,
        thigh_px=140.0,
        is_trusted=np.arange(8) < 3,
    )
    assert measured == BarHipOffset()
    assert not measured.is_calibrated
