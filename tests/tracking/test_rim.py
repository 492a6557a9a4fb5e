"""The rim of a disc held still: where its edge lies all around and the stillness ends, however large it is."""

import numpy as np
import pytest

from studio.tracking.plate_template import HALF_PX, HeldStill
from studio.tracking.rim import find_rim

_HUB_PX = 10.0


def _disc_with_hub(radius_px: float) -> HeldStill:
    """A dark disc with a bright hub, quiet itself, before a moving room that is as dark as it is on one side."""
    rows, columns = np.mgrid[-HALF_PX : HALF_PX + 1, -HALF_PX : HALF_PX + 1]
    away = np.hypot(rows, columns)
    is_dark = (away <= radius_px) | (columns > np.abs(rows))
    template = np.where(is_dark, 60.0, 100.0)
    template[away <= _HUB_PX] = 200.0
    spread = np.where(away <= radius_px, 2.0, 20.0)
    return HeldStill(
        centers_px=np.zeros((2, 2)),
        likeness=np.ones(2),
        is_used=np.ones(2, dtype=np.bool_),
        template=template.astype(np.float32),
        spread=spread.astype(np.float32),
    )


@pytest.mark.parametrize("radius_px", [25.0, 36.0, 39.0, 41.5])
def test_the_rim_of_the_largest_plates_is_found_and_not_their_hub(radius_px: float) -> None:
    rim = find_rim(_disc_with_hub(radius_px))
    assert rim.radius_px == pytest.approx(radius_px, abs=1.0)
    assert rim.jump > 0.9
