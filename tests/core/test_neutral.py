"""A neutral reference comes back from its stored form as it was, and a damaged one is refused."""

from math import nan

import pytest

from studio.core.neutral import NeutralOrigin, NeutralReference, neutral_from_data, neutral_to_data


@pytest.mark.parametrize("contour_deg", [12.5, nan])
def test_a_neutral_reference_comes_back(contour_deg: float) -> None:
    kept = NeutralReference(176.5, NeutralOrigin.STANDING_CLIP, 1.5, contour_deg)
    read = neutral_from_data(neutral_to_data(kept))
    assert read is not None
    assert repr(read) == repr(kept)  # NaN is not equal to itself
    assert neutral_from_data(None) is None


@pytest.mark.parametrize(
    "data", ["176", {"hip_angle_deg": 176.0}, {**neutral_to_data(NeutralReference(176.0)), "hip_angle_deg": nan}]
)
def test_a_damaged_one_is_refused(data: object) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        neutral_from_data(data)
