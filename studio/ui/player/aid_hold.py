"""Aids in the hand: dragged by an end or as a whole, and placed on the body without the mouse."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import hypot

import numpy as np

from studio.core.annotation import XY, Aid, AidKind
from studio.core.arrays import FloatArray
from studio.core.body import Part, Side
from studio.ui.player.drawn_shapes import CATCH_PX

WHOLE = -1
"""Number of the point that is held when the whole aid is."""

_PIVOT_SHARE = 0.33  # where the trunk usually lies on the bench, along the shoulder–hip line. Source: kb:b4, M-LTR
_PAD_SHARE = 0.2  # half the side of a pad's first box, in thighs


@dataclass(frozen=True, slots=True)
class AidHold:
    """What the mouse holds.

    Attributes:
        original: the aid as it was.
        point: number of its point, or WHOLE.
        start: clip pixels where it was taken.
    """

    original: Aid
    point: int
    start: XY

    def moved(self, now: XY) -> Aid:
        """The aid with the mouse at another place, clip pixels."""
        x_px, y_px = now[0] - self.start[0], now[1] - self.start[1]
        points = tuple(
            (x + x_px, y + y_px) if self.point in (WHOLE, number) else (x, y)
            for number, (x, y) in enumerate(self.original.points_px)
        )
        return replace(self.original, points_px=points)


def is_shown(aid: Aid, index: int) -> bool:
    """Whether an aid lies on a frame."""
    return bool(aid.points_px) and (not aid.kind.is_drawn_per_frame or aid.frame_index == index)


def held_point(places: Sequence[XY], at: XY) -> int | None:
    """The point of an aid under the mouse, WHOLE on the line between, None beside it; all in widget pixels."""
    gaps = [hypot(place[0] - at[0], place[1] - at[1]) for place in places]
    if min(gaps) <= CATCH_PX:
        return gaps.index(min(gaps))
    if len(places) < 2:
        return None
    (x1, y1), (x2, y2) = places
    length = hypot(x2 - x1, y2 - y1)
    if length == 0.0:
        return None
    along = ((at[0] - x1) * (x2 - x1) + (at[1] - y1) * (y2 - y1)) / length
    across = abs((at[0] - x1) * (y2 - y1) - (at[1] - y1) * (x2 - x1)) / length
    return WHOLE if 0.0 <= along <= length and across <= CATCH_PX / 2 else None


def placed_on_body(kind: AidKind, joints_px: FloatArray | None, near: Side, size_px: XY) -> tuple[XY, ...]:
    """Where an aid begins that is placed without the mouse: on the body, or in the middle of the picture."""
    width, height = size_px
    if joints_px is None or not np.isfinite(_some(joints_px, near)).all():
        middle = {1: ((0.5 * width, 0.5 * height),), 2: ((0.4 * width, 0.6 * height), (0.6 * width, 0.6 * height))}
        return middle[kind.point_count]
    shoulder, hip, knee, heel = _some(joints_px, near)
    trunk, thigh_px = hip - shoulder, float(np.hypot(*(knee - hip)))
    half = np.array([_PAD_SHARE * thigh_px, _PAD_SHARE * thigh_px])
    floor_y = max(float(heel[1]), float(shoulder[1]))
    places: dict[AidKind, tuple[FloatArray, ...]] = {
        AidKind.BENCH_EDGE: (shoulder + _PIVOT_SHARE * trunk,),
        AidKind.THORAX_LINE: (shoulder, shoulder + 0.5 * trunk),
        AidKind.PELVIS_LINE: (hip, hip - 0.2 * trunk),
        AidKind.PAD_BOX: (hip - half, hip + half),
        AidKind.FLOOR_LINE: (np.array([shoulder[0], floor_y]), np.array([heel[0], floor_y])),
    }
    return tuple((float(x), float(y)) for x, y in places[kind])


def _some(joints_px: FloatArray, near: Side) -> FloatArray:
    chosen: FloatArray = joints_px[[part.on(near) for part in (Part.SHOULDER, Part.HIP, Part.KNEE, Part.HEEL)]]
    return chosen
