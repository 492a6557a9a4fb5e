"""The plate is followed to a fraction of its size, whatever its colour and view; a rack behind a lifter is no plate."""

import numpy as np
import pytest

from studio.core.arrays import FloatArray
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import PlateTrack
from studio.core.time import FrameClock
from studio.tracking.plate_finder import PlateFinder
from studio.tracking.plate_sample import PlateSample
from tests.tracking.drawn_sets import FRAME_COUNT, DrawnPlate, plate_centers_px, track


def _errors(found: PlateTrack, plate: DrawnPlate) -> FloatArray:
    """Distance of the centre from the drawn one, as a share of the diameter, shape (T,)."""
    return np.hypot(*(found.center_px - plate_centers_px(plate)).T) / (2.0 * plate.radius_px)


@pytest.mark.parametrize(
    "plate",
    [
        pytest.param(DrawnPlate(), id="black"),
        pytest.param(DrawnPlate(color=(190, 40, 40)), id="red"),
        pytest.param(DrawnPlate(color=(235, 235, 235)), id="white"),
        pytest.param(DrawnPlate(aspect=0.8), id="ellipse"),
        pytest.param(DrawnPlate(aspect=0.6, offset_px=(30.0, -10.0)), id="narrow ellipse"),
        pytest.param(DrawnPlate(blur_px=7), id="motion blur"),
        pytest.param(DrawnPlate(radius_px=36.0), id="small"),
        pytest.param(DrawnPlate(far_radius_px=48.0, offset_px=(25.0, -15.0)), id="second plate behind"),
        pytest.param(DrawnPlate(covered_share=0.2), id="partly covered"),
    ],
)
def test_a_plate_is_followed(plate: DrawnPlate) -> None:
    found = track(plate)
    assert found is not None
    errors = _errors(found, plate)
    assert np.mean(np.isfinite(errors)) >= 0.95
    assert np.nanmedian(errors) <= 0.03
    assert np.nanmedian(found.diameter_px) == pytest.approx(2.0 * plate.radius_px, rel=0.06)
    assert np.all(found.confidence[np.isfinite(errors)] > 0.4)


def test_a_lifter_without_a_plate_has_none_though_discs_hang_behind() -> None:
    assert track(None) is None


def test_frames_in_which_nobody_was_found_still_show_the_plate() -> None:
    plate = DrawnPlate()
    found = track(plate, seen=slice(None, None, 2))
    assert found is not None
    assert np.nanmedian(_errors(found, plate)) <= 0.03
    assert np.mean(np.isfinite(found.center_px[:, 0])) >= 0.9


def test_badly_placed_hips_do_not_lose_the_plate() -> None:
    plate = DrawnPlate()
    found = track(plate, hip_error_px=14.0)
    assert found is not None
    assert np.nanmedian(_errors(found, plate)) <= 0.03


def test_a_plate_is_followed_through_frames_in_which_the_body_is_a_heap_of_joints() -> None:
    plate = DrawnPlate()
    found = track(plate, heaped=lambda frame: 8 <= frame < 20, hip_error_px=35.0)
    assert found is not None
    assert np.nanmedian(_errors(found, plate)) <= 0.03
    assert np.mean(np.isfinite(found.center_px[:, 0])) >= 0.95


def test_a_plate_is_not_lost_where_the_hips_go_astray_for_a_while() -> None:
    plate = DrawnPlate()
    found = track(plate, astray=lambda frame: 14 <= frame < 24)
    assert found is not None
    assert np.mean(np.isfinite(found.center_px[:, 0])) >= 0.95
    assert np.nanmax(_errors(found, plate)) <= 0.05


def test_what_is_not_seen_is_missing_and_not_zero() -> None:
    found = track(DrawnPlate())
    assert found is not None
    is_missing = np.isnan(found.center_px[:, 0])
    assert np.all(np.isnan(found.diameter_px[is_missing]))
    assert np.all(found.confidence[is_missing] == 0.0)


def test_the_same_set_gives_the_same_track() -> None:
    first, second = track(DrawnPlate()), track(DrawnPlate())
    assert first is not None
    assert second is not None
    assert np.array_equal(first.center_px, second.center_px, equal_nan=True)


def test_without_a_person_there_is_no_plate() -> None:
    empty = PlateSample(jpeg=b"", origin_px=(0.0, 0.0), factor=(1.0, 1.0))
    landmarks = LandmarkTrack.from_estimates([PoseEstimate.nobody()] * FRAME_COUNT)
    clock = FrameClock(np.arange(FRAME_COUNT) / 24.0)
    assert PlateFinder().resolve([empty] * FRAME_COUNT, landmarks, clock) is None
