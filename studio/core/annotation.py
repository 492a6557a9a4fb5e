"""What the coach draws on the picture, as data: shapes that stay on the picture or follow joints, and drawn aids."""

from dataclasses import dataclass, field, replace
from enum import StrEnum, unique
from math import atan2, degrees, hypot, isfinite, nan

from studio.core.arrays import FloatArray
from studio.core.body import JOINT_COUNT

FREE = -1
"""Joint of a point that belongs to the picture."""

XY = tuple[float, float]


@unique
class Shape(StrEnum):
    """What can be drawn."""

    LINE = "line"
    ARROW = "arrow"
    RECTANGLE = "rectangle"
    ELLIPSE = "ellipse"
    FREEHAND = "freehand"
    ANGLE = "angle"
    DISTANCE = "distance"
    TEXT = "text"
    SPOTLIGHT = "spotlight"
    MARKER = "marker"

    @property
    def point_count(self) -> int:
        """How many points it takes; for freehand the fewest. The second point of an angle is its corner."""
        if self is Shape.ANGLE:
            return 3
        return 1 if self in (Shape.TEXT, Shape.MARKER) else 2


@dataclass(frozen=True, slots=True)
class DrawnPoint:
    """One point of an annotation.

    Attributes:
        x_px: clip pixels; measured from the joint where there is one.
        y_px: the same, downwards.
        joint: index of the joint that it follows; FREE when it belongs to the picture.
    """

    x_px: float
    y_px: float
    joint: int = FREE

    def __post_init__(self) -> None:
        if not (isfinite(self.x_px) and isfinite(self.y_px)):
            raise ValueError("a drawn point needs a place")
        if self.joint != FREE and not 0 <= self.joint < JOINT_COUNT:
            raise ValueError(f"no joint {self.joint}")

    def place(self, joints_px: FloatArray | None) -> XY | None:
        """Where it lies on a frame.

        Args:
            joints_px: shape (J, 2), the body on that frame; None when nothing is known.

        Returns:
            Clip pixels; None when the joint that it follows is not seen there.
        """
        if self.joint == FREE:
            return self.x_px, self.y_px
        if joints_px is None or not (isfinite(joints_px[self.joint][0]) and isfinite(joints_px[self.joint][1])):
            return None
        return float(joints_px[self.joint][0]) + self.x_px, float(joints_px[self.joint][1]) + self.y_px


@dataclass(frozen=True, slots=True)
class DrawStyle:
    """How an annotation looks.

    Attributes:
        color: name of a data colour: "yellow", "sky", "orange", "green", "pink", "vermilion", "white".
        width_px: of its lines, in pixels of a picture that is shown 720 pixels high.
        is_dashed: whether its lines are broken.
    """

    color: str = "yellow"
    width_px: float = 3.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Annotation:
    """Something the coach drew.

    Attributes:
        id: stable name within the review.
        shape: what it is.
        points: corners, ends or centre and rim, by shape.
        first_index: first frame on which it is seen.
        last_index: last frame on which it is seen.
        fade_frames: it comes and goes over so many frames before and after.
        style: colour and width.
        text: words of a text; a label of anything else.
        number: of a numbered marker; 0 otherwise.
        voice: name of a voice note beside the review; empty when there is none.
    """

    id: str
    shape: Shape
    points: tuple[DrawnPoint, ...]
    first_index: int
    last_index: int
    fade_frames: int = 0
    style: DrawStyle = field(default_factory=DrawStyle)
    text: str = ""
    number: int = 0
    voice: str = ""

    def __post_init__(self) -> None:
        count = self.shape.point_count
        is_enough = len(self.points) >= count if self.shape is Shape.FREEHAND else len(self.points) == count
        if not is_enough:
            raise ValueError(f"{self.shape.value} takes {count} points, not {len(self.points)}")
        if not 0 <= self.first_index <= self.last_index or self.fade_frames < 0:
            raise ValueError("its frames must be in order")

    def opacity_at(self, index: int) -> float:
        """How strongly it is drawn on a frame: 1 inside its frames, 0 where it is not seen."""
        outside = max(self.first_index - index, index - self.last_index, 0)
        return max(1.0 - outside / (self.fade_frames + 1), 0.0)

    def places(self, joints_px: FloatArray | None) -> tuple[XY, ...]:
        """Its points on a frame, clip pixels; empty when a joint that it follows is not seen there."""
        places = tuple(place for point in self.points if (place := point.place(joints_px)) is not None)
        return places if len(places) == len(self.points) else ()

    def moved(self, x_px: float, y_px: float) -> "Annotation":
        """The same, shifted by so many pixels."""
        shifted = (replace(point, x_px=point.x_px + x_px, y_px=point.y_px + y_px) for point in self.points)
        return replace(self, points=tuple(shifted))

    def anchored(self, joint: int, joints_px: FloatArray | None) -> "Annotation":
        """The same place on this frame, but following a joint from now on (FREE: the picture).

        Raises:
            ValueError: the joint, or one that it follows now, is not seen on this frame.
        """
        places = self.places(joints_px)
        origin = (0.0, 0.0) if joint == FREE else DrawnPoint(0.0, 0.0, joint).place(joints_px)
        if not places or origin is None:
            raise ValueError("the joint is not seen on this frame")
        points = (DrawnPoint(x_px - origin[0], y_px - origin[1], joint) for x_px, y_px in places)
        return replace(self, points=tuple(points))


@unique
class AidKind(StrEnum):
    """What the coach shows the studio, so that it can measure it. Source: kb:b4, kb:b5, kb:b6."""

    NEUTRAL = "neutral"
    BENCH_EDGE = "bench_edge"
    THORAX_LINE = "thorax_line"
    PELVIS_LINE = "pelvis_line"
    PAD_BOX = "pad_box"
    FLOOR_LINE = "floor_line"

    @property
    def point_count(self) -> int:
        """How many points it takes; the neutral frame takes none."""
        if self is AidKind.NEUTRAL:
            return 0
        return 1 if self is AidKind.BENCH_EDGE else 2

    @property
    def is_drawn_per_frame(self) -> bool:
        """Whether it moves with the body and is drawn on several frames."""
        return self in (AidKind.THORAX_LINE, AidKind.PELVIS_LINE)


@dataclass(frozen=True, slots=True)
class Aid:
    """Something the coach showed the studio in the picture.

    Attributes:
        kind: what it is.
        frame_index: frame on which it was shown.
        points_px: clip pixels, by kind.
    """

    kind: AidKind
    frame_index: int
    points_px: tuple[XY, ...] = ()

    def __post_init__(self) -> None:
        if len(self.points_px) != self.kind.point_count:
            raise ValueError(f"{self.kind.value} takes {self.kind.point_count} points, not {len(self.points_px)}")
        if self.frame_index < 0 or not all(isfinite(value) for point in self.points_px for value in point):
            raise ValueError("an aid lies on a frame of the clip")


def angle_deg(places: tuple[XY, ...]) -> float:
    """Angle at the second of three points, 0…180 degrees; NaN when two of them are the same."""
    (first_x, first_y), (corner_x, corner_y), (second_x, second_y) = places
    first, second = (first_x - corner_x, first_y - corner_y), (second_x - corner_x, second_y - corner_y)
    if not hypot(*first) or not hypot(*second):
        return nan
    cross, dot = first[0] * second[1] - first[1] * second[0], first[0] * second[0] + first[1] * second[1]
    return abs(degrees(atan2(cross, dot)))


def length_px(places: tuple[XY, ...]) -> float:
    """Distance between the first two points in pixels."""
    (first_x, first_y), (second_x, second_y) = places[:2]
    return hypot(second_x - first_x, second_y - first_y)
