"""A body from behind and from the front, with the places where it may hurt: one drawing for screen and paper."""

from dataclasses import dataclass
from enum import StrEnum, unique

Place = tuple[float, float]

FIGURE_SIZE: Place = (110.0, 250.0)
"""Width and height of one figure in the drawing's own units."""
FIGURE_GAP = 24.0
"""Between the two figures."""
HEAD: tuple[float, float, float, float] = (39.0, 4.0, 32.0, 40.0)
"""Left, top, width and height of the ellipse of a head."""
CORNER = 4.0
"""Radius of the corners of an angular region."""

_LEFT_HALF: tuple[Place, ...] = (
    *((48, 40), (48, 50), (33, 55), (23, 63), (20, 84), (16, 112), (11, 136), (10, 148), (17, 148), (22, 132)),
    *((28, 108), (31, 84), (33, 100), (33, 110), (29, 128), (29, 146), (32, 168), (33, 180), (33, 206), (37, 234)),
    *((29, 244), (34, 249), (47, 248), (48, 234), (50, 206), (50, 182), (52, 168), (54, 144)),
)
"""From the neck down the arm and the leg, and up to the crotch; the other half is its mirror image."""


@unique
class BodyView(StrEnum):
    """From where a figure is seen."""

    BEHIND = "behind"
    FRONT = "front"


@dataclass(frozen=True, slots=True)
class BodyRegion:
    """An area that stands for one answer.

    Attributes:
        choice: id of the answer, as the questionnaire has it.
        view: on which figure.
        side: "left" or "right" of the athlete's own body, where a figure has two areas of one answer; else empty.
        box: left, top, width and height on the figure.
        is_round: an ellipse in that box.
    """

    choice: str
    view: BodyView
    side: str
    box: tuple[float, float, float, float]
    is_round: bool = False

    @property
    def center(self) -> Place:
        """Middle of the area on its figure."""
        left, top, width, height = self.box
        return left + width / 2, top + height / 2


BODY_REGIONS: tuple[BodyRegion, ...] = (
    BodyRegion("neck", BodyView.BEHIND, "", (46, 38, 18, 15)),
    BodyRegion("left low back", BodyView.BEHIND, "", (33, 92, 13, 27)),
    BodyRegion("central low back", BodyView.BEHIND, "", (47, 92, 16, 27)),
    BodyRegion("right low back", BodyView.BEHIND, "", (64, 92, 13, 27)),
    BodyRegion("buttock", BodyView.BEHIND, "left", (31, 121, 23, 25), is_round=True),
    BodyRegion("buttock", BodyView.BEHIND, "right", (56, 121, 23, 25), is_round=True),
    BodyRegion("neck", BodyView.FRONT, "", (46, 38, 18, 15)),
    BodyRegion("front of hip", BodyView.FRONT, "right", (31, 116, 19, 20), is_round=True),
    BodyRegion("front of hip", BodyView.FRONT, "left", (60, 116, 19, 20), is_round=True),
    BodyRegion("knee", BodyView.FRONT, "right", (32, 171, 19, 19), is_round=True),
    BodyRegion("knee", BodyView.FRONT, "left", (59, 171, 19, 19), is_round=True),
)
"""Seen from behind the athlete's left is on the left, seen from the front on the right. Source: kb:f1/Q-LOC."""


def figure_shift(view: BodyView) -> float:
    """How far to the right a figure stands."""
    return 0.0 if view is BodyView.BEHIND else FIGURE_SIZE[0] + FIGURE_GAP


def outline_curves() -> tuple[tuple[Place, Place], ...]:
    """The closed outline below the head as quadratic curves: control point and end; it starts where the last ends."""
    width = FIGURE_SIZE[0]
    points = [*_LEFT_HALF, *((width - x, y) for x, y in reversed(_LEFT_HALF))]
    following = [*points[1:], points[0]]
    return tuple((here, _between(here, after)) for here, after in zip(points, following, strict=True))


def _between(one: Place, other: Place) -> Place:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
