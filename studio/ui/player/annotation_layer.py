"""What is drawn on the picture and how the mouse draws, selects and moves it. Emits wishes; changes no review."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import hypot

import numpy as np
from PySide6.QtCore import QObject, QPointF, QRectF, Signal
from PySide6.QtGui import QPainter

from studio.core.annotation import FREE, XY, Aid, AidKind, Annotation, DrawnPoint, DrawStyle, Shape
from studio.core.arrays import FloatArray
from studio.ui.player.aid_hold import AidHold, held_point, is_shown
from studio.ui.player.annotation_painter import AnnotationPainter, text_box
from studio.ui.player.drawing_shelf import DrawingShelf
from studio.ui.player.drawn_shapes import CATCH_PX, is_near, outline, thinned
from studio.ui.player.lettering import Lettering
from studio.ui.player.view_transform import ViewTransform

_CLICK_PX = 4.0
_SNAP_PX = 12.0

Tool = Shape | AidKind | None
"""What the mouse draws; None selects and moves."""


@dataclass(frozen=True, slots=True, eq=False)
class LayerView:
    """What the layer is seen through.

    Attributes:
        view: how clip pixels lie on the widget.
        index: the frame on the canvas.
        joints_px: shape (J, 2), the body on that frame; None when it is unknown.
        snap_joints: joints that points snap to.
    """

    view: ViewTransform
    index: int
    joints_px: FloatArray | None = None
    snap_joints: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Hold:
    """What the mouse holds: a whole annotation (handle −1) or one of its points."""

    original: Annotation
    handle: int
    start: XY


class AnnotationLayer(QObject):
    """Annotations and aids over one picture.

    Signals:
        drawn: a shape was drawn; carries the shape and its points.
        aid_drawn: an aid was drawn; carries its kind and its points in clip pixels.
        aid_moved: an aid was dragged elsewhere; carries it as it is now.
        moved: an annotation is being dragged; carries it as it is now.
        move_ended: the drag is over.
        selection_changed: another annotation is selected, or none.
        tool_changed: another tool is in the hand.
        repaint_requested: something looks different.
    """

    drawn = Signal(object, object)
    aid_drawn = Signal(object, object)
    aid_moved = Signal(object)
    moved = Signal(object)
    move_ended = Signal()
    selection_changed = Signal()
    tool_changed = Signal()
    repaint_requested = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.annotations: tuple[Annotation, ...] = ()
        self.aids: tuple[tuple[Aid, str], ...] = ()
        self.style = DrawStyle()
        self.metres_per_px = 0.0
        self.is_snapping = True
        self.shows_aids = True
        self._lettering = Lettering()
        self._shelf = DrawingShelf()
        self._tool: Tool = None
        self._selected = ""
        self._sketch: list[DrawnPoint] = []
        self._floating: DrawnPoint | None = None
        self._press_at: XY | None = None
        self._hold: _Hold | None = None
        self._aid_hold: AidHold | None = None
        self._moving_aid: Aid | None = None

    @property
    def tool(self) -> Tool:
        """What the mouse draws."""
        return self._tool

    @property
    def selected(self) -> Annotation | None:
        """The annotation that is selected."""
        return next((item for item in self.annotations if item.id == self._selected), None)

    def show(self, annotations: tuple[Annotation, ...], aids: tuple[tuple[Aid, str], ...]) -> None:
        """Draw these; the selection goes when it is not among them."""
        self.annotations, self.aids = annotations, aids
        if self._selected and self.selected is None:
            self.select("")
        self.repaint_requested.emit()

    def choose_tool(self, tool: Tool) -> None:
        """Draw this from now on; None selects and moves."""
        self._tool, self._sketch, self._floating, self._hold = tool, [], None, None
        if tool is not None:
            self.select("")
        self.tool_changed.emit()
        self.repaint_requested.emit()

    def select(self, annotation_id: str) -> None:
        """Select an annotation; an empty id selects none."""
        if annotation_id != self._selected:
            self._selected = annotation_id
            self.selection_changed.emit()
            self.repaint_requested.emit()

    def escape(self) -> None:
        """Forget the sketch, then the tool, then the selection."""
        if self._sketch:
            self._sketch, self._floating = [], None
            self.repaint_requested.emit()
        elif self._tool is not None:
            self.choose_tool(None)
        else:
            self.select("")

    def press(self, point: QPointF, seen: LayerView) -> bool:
        """The left button went down; whether the layer wants what follows."""
        at = (point.x(), point.y())
        if self._tool is not None:
            self._press_at = at
            self._sketch.append(self._point_at(at, seen))
            return True
        handle = self._handle_at(at, seen)
        selected = self.selected
        if handle >= 0 and selected is not None:
            self._hold = _Hold(selected, handle, at)
            return True
        hit = self.hit(at, seen)
        self.select(hit.id if hit else "")
        if hit is not None:
            self._hold = _Hold(hit, -1, at)
            return True
        self._aid_hold = self.aid_at(at, seen)
        return self._aid_hold is not None

    def move(self, point: QPointF, seen: LayerView) -> bool:
        """The mouse moved; whether the layer used it."""
        at = (point.x(), point.y())
        if self._hold is not None:
            self.moved.emit(self._dragged(self._hold, at, seen))
            return True
        if self._aid_hold is not None:
            clip = seen.view.to_clip(point)
            self._moving_aid = self._aid_hold.moved((clip.x(), clip.y()))
            self.repaint_requested.emit()
            return True
        if self._tool is None:
            return False
        if self._tool is Shape.FREEHAND and self._press_at is not None:
            self._sketch.append(self._free_point(at, seen))
        self._floating = self._point_at(at, seen)
        self.repaint_requested.emit()
        return True

    def release(self, point: QPointF, seen: LayerView) -> bool:
        """The left button went up; whether the layer used it."""
        at = (point.x(), point.y())
        if self._hold is not None:
            self._hold = None
            self.move_ended.emit()
            return True
        if self._aid_hold is not None:
            moved, self._aid_hold, self._moving_aid = self._moving_aid, None, None
            if moved is not None:
                self.aid_moved.emit(moved)
            self.repaint_requested.emit()
            return True
        if self._tool is None or self._press_at is None:
            return False
        press_at, self._press_at = self._press_at, None
        is_drag = hypot(at[0] - press_at[0], at[1] - press_at[1]) > _CLICK_PX
        if is_drag and self._tool is not Shape.FREEHAND and len(self._sketch) < self._tool.point_count:
            self._sketch.append(self._point_at(at, seen))
        if len(self._sketch) >= self._tool.point_count:
            self._finish(seen)
        self.repaint_requested.emit()
        return True

    def aid_at(self, at: XY, seen: LayerView) -> AidHold | None:
        """The aid under a widget point, and by what it would be held."""
        clip = seen.view.to_clip(QPointF(*at))
        for aid, _ in reversed(self.aids if self.shows_aids else ()):
            point = held_point(self._on_widget(aid.points_px, seen), at) if is_shown(aid, seen.index) else None
            if point is not None:
                return AidHold(aid, point, (clip.x(), clip.y()))
        return None

    def place_aid(self, places: tuple[XY, ...]) -> None:
        """Show the aid that is in the hand without the mouse, at these clip pixels."""
        if isinstance(self._tool, AidKind):
            tool = self._tool
            self.choose_tool(None)
            self.aid_drawn.emit(tool, places)

    def place(self, points: Sequence[DrawnPoint]) -> None:
        """Draw what is in the hand without the mouse, at these points."""
        if isinstance(self._tool, Shape):
            tool = self._tool
            self.choose_tool(None)
            self.drawn.emit(tool, tuple(points))

    def hit(self, at: XY, seen: LayerView) -> Annotation | None:
        """The foremost annotation under a widget point."""
        for annotation in reversed(self.annotations):
            if annotation.opacity_at(seen.index) <= 0.0:
                continue
            places = self._on_widget(annotation.places(seen.joints_px), seen)
            if places and _is_hit(annotation, places, at):
                return annotation
        return None

    def paint(self, painter: QPainter, seen: LayerView) -> None:
        """Draw all that is seen on this frame."""
        brush = self._brush(seen.view, painter, QRectF(QPointF(), seen.view.view_size))
        if self.shows_aids:
            for aid, title in self.aids:
                if is_shown(aid, seen.index):
                    self._paint_aid(brush, aid, title)
        self._shelf.begin(painter, seen.view, partial(self._brush, seen.view), metres_per_px=self.metres_per_px)
        for annotation in self.annotations:
            opacity = annotation.opacity_at(seen.index)
            places = annotation.places(seen.joints_px) if opacity > 0.0 else ()
            if places:
                if not self._shelf.lay(painter, annotation, opacity):
                    brush.paint(annotation, places, opacity)
                if annotation.id == self._selected and annotation.shape is Shape.MARKER:
                    brush.paint_ring(places[0])  # a handle would hide its number
                elif annotation.id == self._selected:
                    brush.paint_handles(places if annotation.shape is not Shape.FREEHAND else (places[0], places[-1]))
        self._paint_sketch(brush, seen)

    def _paint_aid(self, brush: AnnotationPainter, aid: Aid, title: str) -> None:
        """An aid, where it is being dragged to; what is held shows where it can be taken."""
        hold = self._aid_hold
        is_held = hold is not None and hold.original == aid
        shown = self._moving_aid if is_held and self._moving_aid is not None else aid
        brush.paint_aid(shown, title)
        if is_held:
            brush.paint_handles(shown.points_px)

    def length_text(self, length_px: float) -> str:
        """A distance in centimetres when the scale is known, else in pixels."""
        if self.metres_per_px > 0.0:
            return f"{100.0 * self.metres_per_px * length_px:.0f} cm"
        return f"{length_px:.0f} px"

    def _brush(self, view: ViewTransform, painter: QPainter, stage: QRectF | None = None) -> AnnotationPainter:
        return AnnotationPainter(painter, view, length_text=self.length_text, lettering=self._lettering, stage=stage)

    def _paint_sketch(self, brush: AnnotationPainter, seen: LayerView) -> None:
        if self._tool is None or not self._sketch:
            return
        points = list(self._sketch)
        if self._floating is not None and self._tool is not Shape.FREEHAND and len(points) < self._tool.point_count:
            points.append(self._floating)
        places = [place for point in points if (place := point.place(seen.joints_px)) is not None]
        brush.paint_sketch(self._tool if isinstance(self._tool, Shape) else None, places, self.style)

    def _finish(self, seen: LayerView) -> None:
        tool, points = self._tool, self._sketch
        self._sketch, self._floating = [], None
        if isinstance(tool, AidKind):
            places = tuple(place for point in points if (place := point.place(seen.joints_px)) is not None)
            self.choose_tool(None)
            self.aid_drawn.emit(tool, places)
            return
        if tool is Shape.FREEHAND:
            kept = thinned([(point.x_px, point.y_px) for point in points], tolerance_px=1.2 / seen.view.scale)
            points = [DrawnPoint(*place) for place in kept]
        self.choose_tool(None)
        if tool is not None and len(points) >= tool.point_count:
            self.drawn.emit(tool, tuple(points))

    def _point_at(self, at: XY, seen: LayerView) -> DrawnPoint:
        """A point where the mouse is: on the joint under it, or on the picture."""
        joint = FREE
        if self.is_snapping and self._tool is not Shape.FREEHAND and not isinstance(self._tool, AidKind):
            joint = snapped_joint(at, seen)
        return DrawnPoint(0.0, 0.0, joint) if joint != FREE else self._free_point(at, seen)

    def _free_point(self, at: XY, seen: LayerView) -> DrawnPoint:
        clip = seen.view.to_clip(QPointF(*at))
        size = seen.view.clip_size
        return DrawnPoint(min(max(clip.x(), 0.0), size.width()), min(max(clip.y(), 0.0), size.height()))

    def _dragged(self, hold: _Hold, at: XY, seen: LayerView) -> Annotation:
        start, now = seen.view.to_clip(QPointF(*hold.start)), seen.view.to_clip(QPointF(*at))
        if hold.handle < 0:
            return hold.original.moved(now.x() - start.x(), now.y() - start.y())
        old = hold.original.points[hold.handle]
        point = self._point_at(at, seen)
        if point.joint == FREE and old.joint != FREE and (old.x_px, old.y_px) != (0.0, 0.0):
            point = replace(old, x_px=old.x_px + now.x() - start.x(), y_px=old.y_px + now.y() - start.y())
        points = (point if number == hold.handle else kept for number, kept in enumerate(hold.original.points))
        return replace(hold.original, points=tuple(points))

    def _handle_at(self, at: XY, seen: LayerView) -> int:
        selected = self.selected
        if selected is None or len(selected.points) > 3 or selected.opacity_at(seen.index) <= 0.0:
            return -1
        places = self._on_widget(selected.places(seen.joints_px), seen)
        gaps = [hypot(place[0] - at[0], place[1] - at[1]) for place in places]
        return min(range(len(gaps)), key=gaps.__getitem__) if gaps and min(gaps) <= CATCH_PX else -1

    @staticmethod
    def _on_widget(places: Sequence[XY], seen: LayerView) -> list[XY]:
        points = (seen.view.to_widget.map(QPointF(*place)) for place in places)
        return [(point.x(), point.y()) for point in points]


def snapped_joint(at: XY, seen: LayerView) -> int:
    """The joint that a widget point snaps to; FREE when none is near."""
    if seen.joints_px is None or not seen.snap_joints:
        return FREE
    clip = seen.view.to_clip(QPointF(*at))
    places = seen.joints_px[list(seen.snap_joints)]
    gaps = np.hypot(places[:, 0] - clip.x(), places[:, 1] - clip.y()) * seen.view.scale
    gaps = np.where(np.isfinite(gaps), gaps, np.inf)
    nearest = int(np.argmin(gaps))
    return int(seen.snap_joints[nearest]) if gaps[nearest] <= _SNAP_PX else FREE


def _is_hit(annotation: Annotation, places: Sequence[XY], at: XY) -> bool:
    if annotation.shape is Shape.TEXT:
        return text_box(annotation.text, places[0]).contains(QPointF(*at))
    if annotation.shape is Shape.MARKER and hypot(places[0][0] - at[0], places[0][1] - at[1]) <= CATCH_PX:
        return True
    return is_near(outline(annotation.shape, places), at)
