"""The bar's path and its scale."""

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.observation import PlateTrack
from studio.signals.plate import FULL_SIZE_M, bar_path, bar_path_signals, plate_diameter_m

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


def test_the_height_is_in_the_plates_own_scale() -> None:
    path = bar_path(_plate(), times_s=_TIMES_S, diameter_m=0.45)
    assert path is not None
    assert path.px_per_m == pytest.approx(400.0)
    assert np.ptp(path.height_m) == pytest.approx(0.125, abs=0.002)


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
