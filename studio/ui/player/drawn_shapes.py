"""The lines of drawn shapes in widget pixels: what is painted, and what the mouse can catch."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from math import atan2, cos, hypot, pi, sin

from studio.core.annotation import XY, Shape

CATCH_PX = 9.0
"""The mouse catches a line from this far away."""

MARKER_RADIUS_PX = 13.0
_ROUND_STEPS = 40
_HEAD_RAD = 0.45
_TICK_PX = 7.0
_ARC_SHARE = 0.35
_ARC_LONGEST_PX = 44.0

Polyline = list[XY]


def outline(shape: Shape, places: Sequence[XY], *, width_px: float = 3.0) -> list[Polyline]:
    """The lines of a shape.

    Args:
        shape: what it is.
        places: its points, widget pixels.
        width_px: of the pen; arrow heads grow with it.
    """
    if shape is Shape.ARROW:
        return [list(places), _arrow_head(places[0], places[1], width_px)]
    return _OUTLINES.get(shape, _as_drawn)(places)


def circle(center: XY, radius_px: float) -> Polyline:
    """A closed ring."""
    steps = (2.0 * pi * step / _ROUND_STEPS for step in range(_ROUND_STEPS + 1))
    return [(center[0] + radius_px * cos(turn), center[1] + radius_px * sin(turn)) for turn in steps]


def is_near(lines: Sequence[Polyline], point: XY, *, within_px: float = CATCH_PX) -> bool:
    """Whether a point lies on one of the lines, or almost."""
    return any(_distance(point, start, end) <= within_px for line in lines for start, end in pairwise(line)) or any(
        hypot(line[0][0] - point[0], line[0][1] - point[1]) <= within_px for line in lines if len(line) == 1
    )


def thinned(points: Sequence[XY], *, tolerance_px: float = 1.2) -> list[XY]:
    """A freehand line without the points that it can do without (Douglas and Peucker)."""
    if len(points) < 3:
        return list(points)
    gaps = [_distance(point, points[0], points[-1]) for point in points[1:-1]]
    farthest = max(range(len(gaps)), key=gaps.__getitem__)
    if gaps[farthest] <= tolerance_px:
        return [points[0], points[-1]]
    split = farthest + 1
    left = thinned(points[: split + 1], tolerance_px=tolerance_px)
    return left[:-1] + thinned(points[split:], tolerance_px=tolerance_px)


def _distance(point: XY, start: XY, end: XY) -> float:
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    squared = along_x**2 + along_y**2
    if squared == 0.0:
        return hypot(point[0] - start[0], point[1] - start[1])
    share = ((point[0] - start[0]) * along_x + (point[1] - start[1]) * along_y) / squared
    share = min(max(share, 0.0), 1.0)
    return hypot(point[0] - start[0] - share * along_x, point[1] - start[1] - share * along_y)


def _arrow_head(start: XY, end: XY, width_px: float) -> Polyline:
    length_px = min(9.0 + 2.5 * width_px, 0.6 * hypot(end[0] - start[0], end[1] - start[1]))
    back = atan2(start[1] - end[1], start[0] - end[0])
    wings = [
        (end[0] + length_px * cos(back + turn), end[1] + length_px * sin(back + turn))
        for turn in (_HEAD_RAD, -_HEAD_RAD)
    ]
    return [wings[0], end, wings[1]]


def _rectangle(first: XY, second: XY) -> Polyline:
    return [first, (second[0], first[1]), second, (first[0], second[1]), first]


def _ellipse(first: XY, second: XY) -> Polyline:
    middle = (first[0] + second[0]) / 2, (first[1] + second[1]) / 2
    half = abs(second[0] - first[0]) / 2, abs(second[1] - first[1]) / 2
    return [(middle[0] + half[0] * x_px, middle[1] + half[1] * y_px) for x_px, y_px in circle((0.0, 0.0), 1.0)]


def _arc(places: Sequence[XY]) -> Polyline:
    """The bow between the two legs of an angle, on the short way round."""
    first, corner, second = places
    legs = [hypot(end[0] - corner[0], end[1] - corner[1]) for end in (first, second)]
    radius_px = min(_ARC_SHARE * min(legs), _ARC_LONGEST_PX)
    begin = atan2(first[1] - corner[1], first[0] - corner[0])
    sweep = atan2(second[1] - corner[1], second[0] - corner[0]) - begin
    sweep = (sweep + pi) % (2.0 * pi) - pi
    turns = (begin + sweep * step / 16 for step in range(17))
    return [(corner[0] + radius_px * cos(turn), corner[1] + radius_px * sin(turn)) for turn in turns]


def _tick(at: XY, other: XY) -> Polyline:
    across = atan2(other[1] - at[1], other[0] - at[0]) + pi / 2
    shift = _TICK_PX * cos(across), _TICK_PX * sin(across)
    return [(at[0] - shift[0], at[1] - shift[1]), (at[0] + shift[0], at[1] + shift[1])]


def _as_drawn(places: Sequence[XY]) -> list[Polyline]:
    return [list(places)]


_OUTLINES: Mapping[Shape, Callable[[Sequence[XY]], list[Polyline]]] = {
    Shape.RECTANGLE: lambda places: [_rectangle(places[0], places[1])],
    Shape.ELLIPSE: lambda places: [_ellipse(places[0], places[1])],
    Shape.SPOTLIGHT: lambda places: [
        circle(places[0], hypot(places[1][0] - places[0][0], places[1][1] - places[0][1]))
    ],
    Shape.ANGLE: lambda places: [list(places), _arc(places)],
    Shape.DISTANCE: lambda places: [list(places), _tick(places[0], places[1]), _tick(places[1], places[0])],
    Shape.MARKER: lambda places: [circle(places[0], MARKER_RADIUS_PX)],
}
