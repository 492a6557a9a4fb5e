"""The ring that rises is found without the hips; what stands, jumps about or changes its size is not."""

import numpy as np

from studio.core.arrays import FloatArray
from studio.tracking.ring_votes import RingCenters
from studio.tracking.rising_rings import find_rising_ring

FRAMES = 20
UNIT_PX = 100.0
HEIGHTS = 200.0 - 60.0 * np.sin(np.linspace(0.0, np.pi, FRAMES)) ** 2


def _centers(*rings: tuple[FloatArray, float, float]) -> list[RingCenters]:
    """Rings given by (T, 2) places, radius and score, frame by frame."""
    return [
        RingCenters(
            xy_px=np.array([places[frame] for places, _, _ in rings]).reshape(-1, 2),
            radius_px=np.array([radius for _, radius, _ in rings]),
            aspect=np.ones(len(rings)),
            score=np.array([score for _, _, score in rings]),
        )
        for frame in range(FRAMES)
    ]


def _upright(x_px: float) -> FloatArray:
    return np.column_stack([np.full(FRAMES, x_px), HEIGHTS])


def test_the_ring_that_rises_is_found_beside_stronger_clutter() -> None:
    generator = np.random.default_rng(3)
    clutter = generator.uniform(50.0, 350.0, (FRAMES, 2))
    guess = find_rising_ring(_centers((clutter, 40.0, 0.9), (_upright(150.0), 40.0, 0.7)), unit_px=UNIT_PX)
    assert guess is not None
    is_ring = np.hypot(*(guess.xy_px - _upright(150.0)).T) < 1e-6
    assert is_ring.mean() >= 0.85


def test_what_stands_still_is_no_rising_ring() -> None:
    standing = np.tile([150.0, 200.0], (FRAMES, 1))
    assert find_rising_ring(_centers((standing, 40.0, 0.9)), unit_px=UNIT_PX) is None


def test_rings_that_share_neither_size_nor_place_make_no_chain() -> None:
    places = np.column_stack([np.linspace(0.0, 4000.0, FRAMES), HEIGHTS])
    assert find_rising_ring(_centers((places, 40.0, 0.6)), unit_px=UNIT_PX) is None


def test_without_rings_there_is_nothing_to_follow() -> None:
    assert find_rising_ring(_centers(), unit_px=UNIT_PX) is None
