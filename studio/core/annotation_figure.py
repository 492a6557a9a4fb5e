"""What the coach drew, as lines and words over one frame."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import atan2, cos, hypot, isfinite, pi, radians, sin, tau

from studio.core.annotation import XY, Annotation, Shape, angle_deg, length_px
from studio.core.arrays import FloatArray
from studio.core.figure import Crop, Drawing, Label, Polyline, Stroke

COLORS = {
    "yellow": "#f0e442",
    "sky": "#56b4e9",
    "orange": "#e69f00",
    "green": "#009e73",
    "pink": "#cc79a7",
    "vermilion": "#d55e00",
    "white": "#ffffff",
}
"""Source: Okabe and Ito, Color Universal Design (2008), without black, which a dark picture swallows."""

_SHOWN_HIGH_PX = 720.0  # of the picture that widths are told for; see DrawStyle
_ROUND_POINTS = 48
_HEAD_WIDTHS, _HEAD_HALF_RAD = 5.0, radians(24.0)
_ARC_SHARE = 0.35
_LABEL_UP_WIDTHS = 5.0
_MARKER_WIDTHS = 5.0


def with_annotations(
    drawing: Drawing, annotations: Sequence[Annotation], *, index: int, joints_px: FloatArray | None, crop: Crop
) -> Drawing:
    """A drawing with what the coach drew on a frame.

    Args:
        drawing: what is there already.
        annotations: of the review, from the back to the front.
        index: of the frame.
        joints_px: shape (J, 2), the body on that frame; None when nothing is known.
        crop: what part of the picture is shown.
    """
    strokes, labels, spots = list(drawing.strokes), list(drawing.labels), list(drawing.spots)
    for one in annotations:
        opacity, places = one.opacity_at(index), one.places(joints_px)
        if opacity <= 0.0 or not places:
            continue
        pen = _Pen(one, opacity, crop)
        if one.shape is Shape.SPOTLIGHT:
            spots.append(pen.polyline(_round(places[0], length_px(places), length_px(places))))
        strokes += pen.strokes(places)
        labels += pen.labels(places)
    return replace(drawing, strokes=tuple(strokes), labels=tuple(labels), spots=tuple(spots))


class _Pen:
    """Draws one annotation."""

    def __init__(self, annotation: Annotation, opacity: float, crop: Crop) -> None:
        self._annotation = annotation
        self._opacity = round(opacity, 3)
        self._crop = crop
        self._color = COLORS.get(annotation.style.color, COLORS["yellow"])
        self._width_px = annotation.style.width_px * crop.height / _SHOWN_HIGH_PX

    def polyline(self, places: Sequence[XY]) -> Polyline:
        """Places as fractions."""
        return tuple(self._crop.place(place) for place in places)

    def strokes(self, places: tuple[XY, ...]) -> Iterator[Stroke]:
        """The lines of the shape."""
        first, last = places[0], places[-1]
        match self._annotation.shape:
            case Shape.TEXT | Shape.SPOTLIGHT:
                return
            case Shape.RECTANGLE:
                yield self._stroke((first, (last[0], first[1]), last, (first[0], last[1])), is_closed=True)
            case Shape.ELLIPSE:
                middle = (0.5 * (first[0] + last[0]), 0.5 * (first[1] + last[1]))
                half = (0.5 * abs(last[0] - first[0]), 0.5 * abs(last[1] - first[1]))
                yield self._stroke(_round(middle, *half), is_closed=True)
            case Shape.MARKER:
                radius = _MARKER_WIDTHS * self._width_px
                yield self._stroke(_round(first, radius, radius), is_closed=True, is_filled=True)
            case Shape.ARROW:
                yield self._stroke(places)
                yield self._stroke(self._head(first, last), is_closed=True, is_filled=True)
            case Shape.ANGLE:
                yield self._stroke(places)
                yield self._stroke(_arc(places))
            case _:
                yield self._stroke(places)

    def labels(self, places: tuple[XY, ...]) -> Iterator[Label]:
        """Words, number, angle or length beside the shape."""
        text = self._told(places)
        if text:
            yield Label(text, self._crop.place(self._label_at(places)), self._color, self._opacity)

    def _told(self, places: tuple[XY, ...]) -> str:
        one = self._annotation
        told = [one.text] if one.text else []
        if one.shape is Shape.MARKER and one.number:
            told.insert(0, str(one.number))
        elif one.shape is Shape.ANGLE and isfinite(angle_deg(places)):
            told.append(f"{angle_deg(places):.0f}°")
        elif one.shape is Shape.DISTANCE and not one.text:
            told.append(f"{length_px(places):.0f} px")
        return " ".join(told)

    def _label_at(self, places: tuple[XY, ...]) -> XY:
        up = _LABEL_UP_WIDTHS * self._width_px
        match self._annotation.shape:
            case Shape.TEXT:
                return places[0]
            case Shape.MARKER:
                is_alone = not self._annotation.text
                return places[0] if is_alone else (places[0][0], places[0][1] - 2.0 * up)
            case Shape.ANGLE:
                return places[1][0], places[1][1] - 2.0 * up
            case Shape.SPOTLIGHT:
                return places[0][0], places[0][1] - length_px(places) - up
            case _:
                middle_x = 0.5 * (places[0][0] + places[-1][0])
                return middle_x, 0.5 * (places[0][1] + places[-1][1]) - up

    def _head(self, start: XY, tip: XY) -> tuple[XY, ...]:
        back = atan2(start[1] - tip[1], start[0] - tip[0])
        long = _HEAD_WIDTHS * self._width_px
        sides = (back - _HEAD_HALF_RAD, back + _HEAD_HALF_RAD)
        return (tip, *((tip[0] + long * cos(turn), tip[1] + long * sin(turn)) for turn in sides))

    def _stroke(self, places: Sequence[XY], *, is_closed: bool = False, is_filled: bool = False) -> Stroke:
        return Stroke(
            points=self.polyline(places),
            color=self._color,
            width=round(self._width_px / self._crop.height, 6),
            is_dashed=self._annotation.style.is_dashed and not is_filled,
            is_closed=is_closed,
            is_filled=is_filled,
            opacity=self._opacity,
        )


def _round(middle: XY, half_x: float, half_y: float) -> tuple[XY, ...]:
    turns = (tau * step / _ROUND_POINTS for step in range(_ROUND_POINTS))
    return tuple((middle[0] + half_x * cos(turn), middle[1] + half_y * sin(turn)) for turn in turns)


def _arc(places: tuple[XY, ...]) -> tuple[XY, ...]:
    """An arc between the two legs of an angle, on the inner side."""
    first, corner, second = places
    legs = [hypot(end[0] - corner[0], end[1] - corner[1]) for end in (first, second)]
    start = atan2(first[1] - corner[1], first[0] - corner[0])
    sweep = (atan2(second[1] - corner[1], second[0] - corner[0]) - start + pi) % tau - pi
    radius = _ARC_SHARE * min(legs)
    turns = [start + sweep * step / 12 for step in range(13)]
    return tuple((corner[0] + radius * cos(turn), corner[1] + radius * sin(turn)) for turn in turns)
