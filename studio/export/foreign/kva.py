"""Kinovea's KVA files, format 2.0 (Kinovea 0.8.16 and later): key images, drawings and tracks become annotations.

Read: key images with title and comment; lines (with arrows), angles, circles, rectangles, pencil, labels, cross marks;
tracks as paths over their frames; numbers and spotlights. Not read: calibration, stop watches, grids in perspective,
magnifiers, images; they are counted and named. Places are scaled from the picture size that the file names.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

from studio.core.annotation import Annotation, DrawnPoint, Shape
from studio.core.foreign import ForeignDrawings
from studio.core.frame import ClipInfo
from studio.core.review import KeyMoment
from studio.export.foreign.limits import not_that, read_text

_ENTITIES = re.compile(r"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_RICH = re.compile(r"\{\\(?:fonttbl|colortbl|stylesheet|\*)[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|\\[a-z]+-?\d* ?|[{}]")
"""Marks of rich text, which Kinovea keeps comments in."""

_MOST_DRAWINGS = 2_000
_AROUND_FRAMES = 12
_FARTHEST = 1e12  # also keeps out what is no number
_Element = ET.Element
_Points = list[tuple[float, float]]


def read_kva(path: Path, clip: ClipInfo) -> ForeignDrawings:
    """Read the annotations of a clip.

    Args:
        path: the KVA file.
        clip: the clip that they belong to; gives size and times.

    Raises:
        UnreadableInput: it is no KVA file, or declares entities, which Kinovea never does.
    """
    text = read_text(path)
    if _ENTITIES.search(text):
        raise not_that(path, "KVA")
    try:
        root = ET.fromstring(text)  # noqa: S314 -- without a document type there is nothing to expand
    except ET.ParseError as error:
        raise not_that(path, "KVA") from error
    if root.tag != "KinoveaVideoAnalysis":
        raise not_that(path, "KVA")
    return _Reader(root, clip).read()


class _Reader:
    """Reads one file."""

    def __init__(self, root: _Element, clip: ClipInfo) -> None:
        self._root, self._clip = root, clip
        wide, high = _pair(root.findtext("ImageSize")) or (clip.width_px, clip.height_px)
        self._scale = (clip.width_px / max(wide, 1.0), clip.height_px / max(high, 1.0))
        self._first = _number(root.findtext("FirstTimeStamp"))
        self._step = max(_number(root.findtext("AverageTimeStampsPerFrame")), 1e-9)
        self._left_out: Counter[str] = Counter()

    def read(self) -> ForeignDrawings:
        """Everything that has a counterpart here."""
        drawn = [*self._drawings(), *self._tracks(), *self._marks()][:_MOST_DRAWINGS]
        numbered = tuple(replace(one, id=f"kva-{place}") for place, one in enumerate(drawn))
        left_out = tuple(sorted(self._left_out.items()))
        return ForeignDrawings(numbered, tuple(self._key_moments()), left_out)

    def _key_moments(self) -> Iterator[KeyMoment]:
        for key in self._root.iterfind("Keyframes/Keyframe"):
            index = self._index(key.findtext("Position"))
            comment = " ".join(_RICH.sub(" ", key.findtext("Comment") or key.findtext("CommentLines") or "").split())
            yield KeyMoment(self._clip.clock.time_of(index), (key.findtext("Title") or "").strip(), comment)

    def _drawings(self) -> Iterator[Annotation]:
        for key in self._root.iterfind("Keyframes/Keyframe"):
            index = self._index(key.findtext("Position"))
            for drawing in key.iterfind("Drawings/*"):
                made = self._drawing(drawing, index)
                if made is None:
                    self._left_out[drawing.tag] += 1
                else:
                    yield made

    def _drawing(self, drawing: _Element, index: int) -> Annotation | None:
        reader = _READERS.get(drawing.tag)
        found = reader(drawing) if reader else None
        if found is None:
            return None
        shape, points = found
        first, last = max(index - _AROUND_FRAMES, 0), index + _AROUND_FRAMES
        return self._annotation(shape, points, first, last, text=(drawing.findtext("Text") or "").strip())

    def _tracks(self) -> Iterator[Annotation]:
        for track in self._root.iterfind("Tracks/Track"):
            rows = [_numbers(point.text) for point in track.iterfind("TrackPointList/TrackPoint")]
            known = [row for row in rows if len(row) >= 3]
            if len(known) < 2:
                self._left_out["Track"] += 1
                continue
            indices = [self._index(str(row[2])) for row in known]
            label = track.find("MainLabel")
            name = track.get("name") or (label.get("Text") if label is not None else None) or ""
            points = [(row[0], row[1]) for row in known]
            yield self._annotation(Shape.FREEHAND, points, min(indices), max(indices), text=name)

    def _marks(self) -> Iterator[Annotation]:
        for mark in (*self._root.iterfind("Spotlights/Spotlight"), *self._root.iterfind("AutoNumbers/AutoNumber")):
            center = _pair(mark.findtext("Center") or mark.findtext("Position"))
            if center is None:
                self._left_out[mark.tag] += 1
                continue
            index = self._index(mark.findtext("Time"))
            first, last = max(index - _AROUND_FRAMES, 0), index + _AROUND_FRAMES
            if mark.tag == "Spotlight":
                rim = (center[0] + max(_number(mark.findtext("Radius")), 1.0), center[1])
                yield self._annotation(Shape.SPOTLIGHT, [center, rim], first, last)
            else:
                number = int(_number(mark.findtext("Value")))
                yield replace(self._annotation(Shape.MARKER, [center], first, last), number=max(number, 0))

    def _annotation(self, shape: Shape, points: _Points, first: int, last: int, *, text: str = "") -> Annotation:
        scaled = tuple(DrawnPoint(x * self._scale[0], y * self._scale[1]) for x, y in points)
        last = min(max(last, first), self._clip.clock.frame_count - 1)
        return Annotation("", shape, scaled, min(first, last), last, text=text)

    def _index(self, timestamp: str | None) -> int:
        index = round((_number(timestamp) - self._first) / self._step)
        return min(max(index, 0), self._clip.clock.frame_count - 1)


def _line(drawing: _Element) -> tuple[Shape, _Points] | None:
    ends = [_pair(drawing.findtext(name)) for name in ("Start", "End")]
    arrows = drawing.find("DrawingStyle/Arrows/Value")
    has_arrow = arrows is not None and (arrows.text or "None") != "None"
    known = [end for end in ends if end is not None]
    return (Shape.ARROW if has_arrow else Shape.LINE, known) if len(known) == 2 else None


def _angle(drawing: _Element) -> tuple[Shape, _Points] | None:
    points = [_pair(drawing.findtext(name)) for name in ("PointA", "PointO", "PointB")]
    known = [point for point in points if point is not None]
    return (Shape.ANGLE, known) if len(known) == 3 else None


def _circle(drawing: _Element) -> tuple[Shape, _Points] | None:
    center, radius = _pair(drawing.findtext("Origin")), _number(drawing.findtext("Radius"))
    if center is None or radius <= 0.0:
        return None
    return Shape.ELLIPSE, [(center[0] - radius, center[1] - radius), (center[0] + radius, center[1] + radius)]


def _rectangle(drawing: _Element) -> tuple[Shape, _Points] | None:
    corners = [_pair(drawing.findtext(name)) for name in ("PointUpperLeft", "PointLowerRight")]
    known = [corner for corner in corners if corner is not None]
    is_flat = (drawing.findtext("Perspective") or "false") != "true"
    return (Shape.RECTANGLE, known) if len(known) == 2 and is_flat else None


def _pencil(drawing: _Element) -> tuple[Shape, _Points] | None:
    points = [_pair(point.text) for point in drawing.iterfind("PointList/Point")]
    known = [point for point in points if point is not None]
    return (Shape.FREEHAND, known) if len(known) >= 2 else None


def _at(shape: Shape, name: str) -> Callable[[_Element], tuple[Shape, _Points] | None]:
    def read(drawing: _Element) -> tuple[Shape, _Points] | None:
        point = _pair(drawing.findtext(name))
        return (shape, [point]) if point is not None else None

    return read


_READERS: dict[str, Callable[[_Element], tuple[Shape, _Points] | None]] = {
    "Line": _line,
    "Angle": _angle,
    "Circle": _circle,
    "Plane": _rectangle,
    "Rectangle": _rectangle,
    "Pencil": _pencil,
    "Label": _at(Shape.TEXT, "Position"),
    "CrossMark": _at(Shape.MARKER, "CenterPoint"),
}


def _pair(text: str | None) -> tuple[float, float] | None:
    values = _numbers(text)
    return (values[0], values[1]) if len(values) >= 2 else None


def _numbers(text: str | None) -> list[float]:
    found = [_number(part, missing=float("nan")) for part in (text or "").split(";")]
    return [value for value in found if abs(value) < _FARTHEST]


def _number(text: str | None, *, missing: float = 0.0) -> float:
    try:
        value = float(text or "")
    except ValueError:
        return missing
    return value if abs(value) < float("inf") else missing
