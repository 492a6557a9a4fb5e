"""Line drawings over a picture, as data: placed by fractions of the picture, so that any face or file can draw them."""

from collections.abc import Iterable
from dataclasses import dataclass

Point = tuple[float, float]
"""Fractions of the picture's or the panel's width and height, from the top left."""

Polyline = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Arc:
    """An angle drawn at a joint."""

    points: Polyline
    label: str
    at: Point


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line that the coach drew.

    Attributes:
        points: its corners.
        color: as "#rrggbb".
        width: as a share of the picture's height.
        is_dashed: whether it is broken.
        is_closed: whether its end meets its start.
        is_filled: whether it is an area, such as the head of an arrow.
        opacity: 0…1.
    """

    points: Polyline
    color: str
    width: float
    is_dashed: bool = False
    is_closed: bool = False
    is_filled: bool = False
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words that the coach put on the picture, centred at a point."""

    text: str
    at: Point
    color: str
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What lies over a picture.

    Attributes:
        bones: lines of the skeleton.
        joints: dots of the skeleton.
        guides: dashed lines: shoulder to knee, the vertical at the ankle.
        arcs: angles.
        spots: outlines of what stays bright; everything else is darkened when there is one.
        strokes: lines of the coach.
        labels: words of the coach.
    """

    bones: tuple[Polyline, ...] = ()
    joints: tuple[Point, ...] = ()
    guides: tuple[Polyline, ...] = ()
    arcs: tuple[Arc, ...] = ()
    spots: tuple[Polyline, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    labels: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Crop:
    """The part of the picture that is shown, in pixels of the landmarks."""

    left: float
    top: float
    width: float
    height: float

    def place(self, xy_px: Iterable[float]) -> Point:
        """A point as fractions of the crop."""
        x, y = xy_px
        return round((x - self.left) / self.width, 5), round((y - self.top) / self.height, 5)
