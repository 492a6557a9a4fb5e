"""Where in a picture are people, when nobody is being followed yet or the trail was lost."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from studio.core.arrays import ByteArray, FloatArray
from studio.pose.native import Landmarker, NativePose
from studio.pose.region import Region

_PEOPLE = 3

# MediaPipe's landmarks. Source: its pose landmark model.
_SHOULDERS = (11, 12)
_HIPS = (23, 24)
_OUTERMOST = (0, 7, 8, 11, 12, 25, 26, 27, 28, 29, 30, 31, 32)

_SURE = 0.5
_HOPEFUL = 0.15
_LOOKS = ((45.0, _SURE), (-45.0, _SURE), (90.0, _SURE), (-90.0, _SURE))
_FAINT_LOOKS = ((0.0, _HOPEFUL), (45.0, _HOPEFUL), (-45.0, _HOPEFUL), (90.0, _HOPEFUL))
"""Turns of the picture in degrees, counter-clockwise, and what counts as a person then.

Source: measured on the rendered clips. In three frames of four behind large plates nobody is found upright; turned
pictures and a lower threshold find the person in more than half, within a tenth of the body's length.
"""

_TURNED_SIDE_PX = 448
"""Side of a turned picture: twice what MediaPipe's detector takes."""


class PersonFinder:
    """Searches whole pictures with MediaPipe's own detector.

    Args:
        model: path of the model bundle.
    """

    def __init__(self, model: Path) -> None:
        self._model = model
        self._landmarkers: dict[float, Landmarker] = {}

    def close(self) -> None:
        """Let go of the model."""
        for landmarker in self._landmarkers.values():
            landmarker.close()
        self._landmarkers.clear()

    def find(self, rgb: ByteArray, *, near: Region | None) -> Region | None:
        """The most likely athlete in a picture, found at first sight.

        Args:
            rgb: shape (H, W, 3).
            near: where the athlete was a moment ago; somebody elsewhere is somebody else. None when not known.
        """
        people = self._people(rgb, _SURE)
        size_px = np.array([rgb.shape[1], rgb.shape[0]])
        regions = _near(near, (_region_of(person.xy_norm * size_px) for person in people))
        return max(regions, key=lambda region: _prominence(region, (rgb.shape[1], rgb.shape[0])), default=None)

    def guess(self, rgb: ByteArray, *, near: Region | None) -> tuple[Region, ...]:
        """Where the athlete may be, looking harder: at the turned picture, and taking less for a person."""
        return tuple(_near(near, (self._turned(rgb, turn_deg, sure) for turn_deg, sure in (*_LOOKS, *_FAINT_LOOKS))))

    def _turned(self, rgb: ByteArray, turn_deg: float, confidence: float) -> Region | None:
        height_px, width_px = rgb.shape[:2]
        is_quarter = turn_deg % 90.0 == 0.0
        turn_rad = np.radians(turn_deg)
        whole = Region(
            center_px=(width_px / 2, height_px / 2),
            side_px=float(max(width_px, height_px) if is_quarter else np.hypot(width_px, height_px)),
            up=(float(np.sin(turn_rad)), -float(np.cos(turn_rad))),
        )
        people = self._people(whole.cut(rgb, _TURNED_SIDE_PX), confidence)
        return _region_of(whole.place(people[0].xy_norm.astype(np.float64))) if people else None

    def _people(self, rgb: ByteArray, confidence: float) -> list[NativePose]:
        if confidence not in self._landmarkers:
            self._landmarkers[confidence] = Landmarker(
                self._model, with_masks=False, people=_PEOPLE, confidence=confidence
            )
        return self._landmarkers[confidence].detect(rgb)


def _near(place: Region | None, regions: Iterable[Region | None]) -> Iterator[Region]:
    return (region for region in regions if region is not None and (place is None or place.is_near(region)))


def _region_of(xy_px: FloatArray) -> Region | None:
    """The region of a body by its landmarks: around the hips, up along the trunk, as far as the outermost joint."""
    hips = xy_px[list(_HIPS)].mean(axis=0)
    trunk = xy_px[list(_SHOULDERS)].mean(axis=0) - hips
    length_px = float(np.hypot(*trunk))
    if length_px <= 0.0:
        return None
    radius_px = float(np.linalg.norm(xy_px[list(_OUTERMOST)] - hips, axis=1).max())
    return Region.around(hips, hips + trunk / length_px * radius_px)


def _prominence(region: Region, size_px: tuple[int, int]) -> float:
    """How much somebody looks like the one being filmed: large, and in the middle of the picture."""
    width_px, height_px = size_px
    off_x = abs(region.center_px[0] / width_px - 0.5)
    off_y = abs(region.center_px[1] / height_px - 0.5)
    return region.side_px * (1.0 - min(float(np.hypot(off_x, off_y)), 1.0))
