"""Connects what is drawn on the picture to the review: every stroke is a command."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from studio.core.analysis import Analysis
from studio.core.annotation import FREE, XY, Aid, AidKind, Annotation, DrawnPoint, DrawStyle, Shape
from studio.core.body import Joint, Part
from studio.core.neutral import counts_as_straight
from studio.core.rep import Rep
from studio.core.review import Review
from studio.review import (
    AddAnnotation,
    ChangeAnnotation,
    CopyAnnotation,
    CopyAnnotations,
    MoveJoint,
    PlaceAid,
    RemoveAnnotation,
    ReviewChanged,
    fresh_id,
    next_number,
)
from studio.services.desk import Desk, Notice
from studio.services.true_view import rise_deg
from studio.ui.player.aid_hold import WHOLE, AidHold, placed_on_body
from studio.ui.player.annotation_bar import AnnotationBar
from studio.ui.player.annotation_layer import Tool
from studio.ui.player.canvas import VideoCanvas
from studio.ui.player.draw_words import aid_guide, aid_title, joint_title, shape_guide, shape_title
from studio.ui.review.settling import hip_angle_at

_SEEN_S = 1.0
_FADE_FRAMES = 5
_PLACED_PX = 60.0


class AnnotationPresenter(QObject):
    """Draws what the review holds; turns strokes, drags and choices into commands.

    Signals:
        held_changed: another tool is in the hand, or another drawing is selected.
    """

    held_changed = Signal()

    def __init__(self, desk: Desk, canvas: VideoCanvas, bar: AnnotationBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._canvas = canvas
        self._layer = canvas.layer
        self._bar = bar
        self._layer.drawn.connect(self._on_drawn)
        self._layer.aid_drawn.connect(self._on_aid_drawn)
        self._layer.aid_moved.connect(self._on_aid_moved)
        self._aid: Aid | None = None
        self.is_guided = False
        self._layer.moved.connect(lambda annotation: desk.apply(ChangeAnnotation(annotation, "Move")))
        self._layer.move_ended.connect(self._end_merge)
        self._layer.selection_changed.connect(self._on_selection_changed)
        self._layer.tool_changed.connect(self._on_tool_changed)
        bar.style_chosen.connect(self._on_style_chosen)
        bar.text_edited.connect(self._on_text_edited)
        bar.follow.aboutToShow.connect(self._fill_follow)
        desk.clip_opened.subscribe(lambda _info: self._show())
        desk.analysis_changed.subscribe(self._on_analysis_changed)
        desk.review_changed.subscribe(self._on_review_changed)

    @property
    def selected(self) -> Annotation | None:
        """The drawing that is selected."""
        return self._layer.selected

    @property
    def tool(self) -> Tool:
        """What the mouse draws."""
        return self._layer.tool

    def choose_tool(self, tool: Tool) -> None:
        """Draw this, or show this aid; the neutral frame needs no drawing."""
        if tool is AidKind.NEUTRAL:
            self._on_aid_drawn(tool, ())
        elif self._desk.clip is not None:
            self._desk.playhead.pause()
            self._layer.choose_tool(tool)

    def place(self) -> None:
        """Draw what is in the hand without the mouse: beside the hip, or in the middle of the picture."""
        tool, seen = self._layer.tool, self._canvas.seen()
        if isinstance(tool, AidKind):
            self._place_aid(tool)
            return
        if not isinstance(tool, Shape):
            return
        hip = (
            seen.snap_joints[[part for part in Part if part is not Part.EYE].index(Part.HIP)]
            if seen.snap_joints
            else FREE
        )
        size = seen.view.clip_size
        is_seen = hip != FREE and DrawnPoint(0.0, 0.0, hip).place(seen.joints_px) is not None
        origin = DrawnPoint(0.0, 0.0, hip) if is_seen else DrawnPoint(size.width() / 2, size.height() / 2)
        steps = ((0.0, 0.0), (-_PLACED_PX, -_PLACED_PX), (_PLACED_PX, -_PLACED_PX))[: tool.point_count]
        points = [replace(origin, x_px=origin.x_px + x_px, y_px=origin.y_px + y_px) for x_px, y_px in steps]
        if tool is Shape.ANGLE:
            points[0], points[1] = points[1], points[0]
        if tool is Shape.ARROW:
            points.reverse()
        self._layer.place(points)

    @property
    def is_holding(self) -> bool:
        """Whether there is something to let go of."""
        return any(held is not None for held in (self.tool, self.selected, self.joint, self._aid))

    @property
    def aid_in_hand(self) -> Aid | None:
        """The aid that the keyboard moves."""
        return self._aid

    @property
    def shown_index(self) -> int:
        """The frame that is drawn on."""
        return self._canvas.shown_index

    @property
    def joint(self) -> Joint | None:
        """The joint that the keyboard moves."""
        return self._canvas.joint_in_hand

    def take_next_joint(self) -> None:
        """Take a joint in hand, to be moved by the keyboard; the next one each time."""
        joints = [Joint(one) for one in self._canvas.seen().snap_joints]
        if not joints:
            return
        self._layer.select("")
        place = joints.index(self.joint) + 1 if self.joint in joints else 0
        self._hold_joint(joints[place % len(joints)])

    def let_go(self) -> None:
        """Put the tool down, or the selection, or the joint, or the aid."""
        self._hold_joint(None)
        self._hold_aid(None)
        self._layer.escape()

    def select_next(self) -> None:
        """Select the next drawing that is seen on this frame."""
        index = self._canvas.shown_index
        seen = [item.id for item in self._layer.annotations if item.opacity_at(index) > 0.0]
        if seen:
            at = seen.index(self.selected.id) + 1 if self.selected and self.selected.id in seen else 0
            self._layer.select(seen[at % len(seen)])

    def toggle_snapping(self) -> None:
        """Let points catch joints, or not."""
        self._layer.is_snapping = not self._layer.is_snapping

    def delete(self) -> None:
        """Rub out the selected drawing."""
        if self.selected is not None:
            self._desk.apply(RemoveAnnotation(self.selected.id))

    def nudge(self, x_px: float, y_px: float) -> None:
        """Move the selected drawing, or the joint in hand, a little."""
        if self.selected is not None:
            self._desk.apply(ChangeAnnotation(self.selected.moved(x_px, y_px), "Move"))
        elif self.joint is not None:
            self._nudge_joint(self.joint, x_px, y_px)
        elif self._aid is not None:
            self._hold_aid(AidHold(self._aid, WHOLE, (0.0, 0.0)).moved((x_px, y_px)))
            self._desk.apply(PlaceAid(self._aid))

    def edit_text(self) -> None:
        """Go to the words of the selected drawing."""
        if self.selected is not None:
            self._bar.edit_text()

    def set_frames(self, first_index: int | None = None, last_index: int | None = None) -> None:
        """Change from which frame, or until which, the selected drawing is seen."""
        annotation = self.selected
        if annotation is None:
            return
        first = annotation.first_index if first_index is None else first_index
        last = annotation.last_index if last_index is None else last_index
        changed = replace(annotation, first_index=min(first, last), last_index=max(first, last))
        self._desk.apply(ChangeAnnotation(changed, "Time"))
        self._end_merge()

    def from_here(self) -> None:
        """Show the selected drawing from the playhead on."""
        self.set_frames(first_index=self._desk.playhead.index)

    def until_here(self) -> None:
        """Show the selected drawing until the playhead."""
        self.set_frames(last_index=self._desk.playhead.index)

    def through_rep(self) -> None:
        """Show the selected drawing during the rep at the playhead."""
        rep, clock = self._rep_here(), self._desk.playhead.clock
        if rep is not None and clock is not None:
            self.set_frames(clock.index_at(rep.start_s), clock.index_at(rep.end_s))

    def through_clip(self) -> None:
        """Show the selected drawing all the time."""
        if self._desk.playhead.clock is not None:
            self.set_frames(0, self._desk.playhead.clock.frame_count - 1)

    def toggle_fade(self) -> None:
        """Let the selected drawing come and go softly, or at once."""
        annotation = self.selected
        if annotation is not None:
            fade = 0 if annotation.fade_frames else _FADE_FRAMES
            self._desk.apply(ChangeAnnotation(replace(annotation, fade_frames=fade), "Fade"))
            self._end_merge()

    def copy_to_next_rep(self) -> None:
        """Draw the same in the next rep, at the same part of the movement."""
        analysis, annotation, review = self._desk.analysis, self.selected, self._desk.review
        if analysis is None or annotation is None or review is None:
            return
        clock = analysis.observation.clock
        begin_s = clock.time_of(annotation.first_index)
        here = analysis.rep_at(begin_s)
        after = next((rep for rep in analysis.reps if rep.start_s > begin_s and rep != here), None)
        if after is None:
            self._desk.noticed.emit(Notice(self.tr("There is no rep after this one.")))
            return
        since_top_s = begin_s - here.top_s if here else 0.0
        first = clock.nearest_index(after.top_s + since_top_s)
        new_id = fresh_id(review)
        self._desk.apply(CopyAnnotation(annotation.id, new_id, first))
        self._desk.playhead.seek_index(first)
        self._layer.select(new_id)

    def copy_to_every_rep(self) -> None:
        """Draw the same in all other reps, at the same part of the movement, as one step."""
        analysis, annotation = self._desk.analysis, self.selected
        if analysis is None or annotation is None:
            return
        clock = analysis.observation.clock
        begin_s = clock.time_of(annotation.first_index)
        here = analysis.rep_at(begin_s)
        since_top_s = begin_s - here.top_s if here else 0.0
        others = [rep for rep in analysis.reps if rep != here]
        if not others:
            self._desk.noticed.emit(Notice(self.tr("There is no other rep.")))
            return
        firsts = tuple(max(clock.nearest_index(rep.top_s + since_top_s), 0) for rep in others)
        self._desk.apply(CopyAnnotations(annotation.id, firsts))

    def follow(self, joint: int) -> None:
        """Let the selected drawing follow a joint from now on; FREE leaves it on the picture."""
        annotation = self.selected
        if annotation is None:
            return
        try:
            changed = annotation.anchored(joint, self._canvas.seen().joints_px)
        except ValueError:
            self._desk.noticed.emit(
                Notice(
                    self.tr("That joint is not seen on this frame."),
                    remedy=self.tr("Go to a frame that shows it."),
                    is_problem=True,
                )
            )
            return
        self._desk.apply(ChangeAnnotation(changed, "Attach"))
        self._end_merge()

    def _hold_joint(self, joint: Joint | None) -> None:
        if joint is not self.joint:
            self._end_merge()
            self._canvas.hold_joint(joint)
            self._canvas.show_guide(
                self.tr("{joint}: Alt and the arrow keys move it. Esc lets it go.").format(joint=joint_title(joint))
                if joint is not None
                else ""
            )
            self.held_changed.emit()

    def _nudge_joint(self, joint: Joint, x_px: float, y_px: float) -> None:
        """From where the coach has put it already, because the body on screen may lag behind by a moment."""
        moment, index, review = self._canvas.moment, self._canvas.shown_index, self._desk.review
        if moment is None or review is None:
            return
        own = [one.xy_px for one in review.corrections if (one.frame_index, one.joint) == (index, int(joint))]
        start = own[0] if own else (float(moment.xy_px[joint][0]), float(moment.xy_px[joint][1]))
        self._desk.apply(MoveJoint(index, joint, start[0] + x_px, start[1] + y_px))

    def _on_drawn(self, shape: Shape, points: tuple[DrawnPoint, ...]) -> None:
        review, clock = self._desk.review, self._desk.playhead.clock
        if review is None or clock is None:
            return
        first = max(self._canvas.shown_index, 0)
        annotation = Annotation(
            id=fresh_id(review),
            shape=shape,
            points=points,
            first_index=first,
            last_index=max(clock.index_at(clock.time_of(first) + _SEEN_S), first),
            fade_frames=_FADE_FRAMES,
            style=self._layer.style,
            text=self.tr("Text") if shape is Shape.TEXT else "",
            number=next_number(review) if shape is Shape.MARKER else 0,
        )
        self._desk.apply(AddAnnotation(annotation))
        self._layer.select(annotation.id)
        if shape is Shape.TEXT:
            self._bar.edit_text()

    def _place_aid(self, kind: AidKind) -> None:
        """Show an aid on the body, and keep it in the hand, so that Alt and the arrow keys move it."""
        analysis, seen = self._desk.analysis, self._canvas.seen()
        if analysis is None:
            return
        size = seen.view.clip_size
        places = placed_on_body(kind, seen.joints_px, analysis.capture.near_side, (size.width(), size.height()))
        self._layer.place_aid(places)
        self._hold_aid(Aid(kind, max(self._canvas.shown_index, 0), places))

    def _hold_aid(self, aid: Aid | None) -> None:
        if aid is None and self._aid is None:
            return
        if aid is None:
            self._end_merge()
        self._aid = aid
        guide = self.tr("{aid}: Alt and the arrow keys move it. Esc lets it go.")
        self._say(guide.format(aid=aid_title(aid.kind)) if aid is not None else "")
        self.held_changed.emit()

    def _on_aid_moved(self, aid: Aid) -> None:
        self._hold_aid(None)
        self._desk.apply(PlaceAid(aid))
        self._end_merge()

    def _on_aid_drawn(self, kind: AidKind, places: tuple[XY, ...]) -> None:
        self._desk.apply(PlaceAid(Aid(kind, max(self._canvas.shown_index, 0), places)))
        self._end_merge()
        if not self.is_guided:
            self._desk.noticed.emit(self._set_notice(kind))

    def _set_notice(self, kind: AidKind) -> Notice:
        text = self.tr("{aid} is set; what depends on it is judged again.").format(aid=aid_title(kind))
        analysis = self._desk.analysis
        if kind is not AidKind.NEUTRAL or analysis is None:
            return Notice(text)
        hip_deg = hip_angle_at(self.shown_index, analysis)
        if counts_as_straight(hip_deg):
            return Notice(text)
        return Notice(
            self.tr("The hips are folded on this frame or not seen: it counts for chest and pelvis lines only."),
            remedy=self.tr("For the hip angle mark a frame with straight hips."),
        )

    def _say(self, guide: str) -> None:
        """Say on the picture what to do; somebody who is led hears it elsewhere."""
        self._canvas.show_guide("" if self.is_guided else guide)

    def _on_style_chosen(self, style: DrawStyle) -> None:
        self._layer.style = style
        if self.selected is not None:
            self._desk.apply(ChangeAnnotation(replace(self.selected, style=style), "Restyle"))
            self._end_merge()

    def _on_text_edited(self, text: str) -> None:
        if self.selected is not None:
            self._desk.apply(ChangeAnnotation(replace(self.selected, text=text), "Edit"))

    def _on_selection_changed(self) -> None:
        self._end_merge()
        self._show_bar()
        self.held_changed.emit()

    def _on_tool_changed(self) -> None:
        tool = self._layer.tool
        self._say(aid_guide(tool) if isinstance(tool, AidKind) else shape_guide(tool) if tool is not None else "")
        self.held_changed.emit()

    def _on_review_changed(self, changed: ReviewChanged) -> None:
        before, after = changed.before, changed.after
        if before.annotations != after.annotations or before.aids != after.aids:
            self._show(after)
            self._show_bar()

    def _on_analysis_changed(self, analysis: Analysis | None) -> None:
        self._layer.metres_per_px = 0.0
        if analysis is not None:
            QTimer.singleShot(0, self, self._find_scale)

    def _find_scale(self) -> None:
        analysis = self._desk.analysis
        self._layer.metres_per_px = metres_per_px(analysis) if analysis else 0.0

    def _show(self, review: Review | None = None) -> None:
        review = review or self._desk.review
        if review is not None:
            self._layer.show(review.annotations, tuple((aid, self._aid_words(aid)) for aid in review.aids))

    @staticmethod
    def _aid_words(aid: Aid) -> str:
        """Its name; a floor line also says by how much the picture is levelled along it."""
        title = aid_title(aid.kind)
        return f"{title} {rise_deg(*aid.points_px):+.1f}°" if aid.kind is AidKind.FLOOR_LINE else title

    def _show_bar(self) -> None:
        annotation = self.selected
        if annotation is None:
            self._bar.hide()
        else:
            self._bar.show_annotation(annotation, shape_title(annotation.shape))

    def _fill_follow(self) -> None:
        menu = self._bar.follow
        menu.clear()
        choices = (FREE, *self._canvas.seen().snap_joints)
        followed = {point.joint for point in self.selected.points} if self.selected else set()
        for joint in choices:
            action = menu.addAction(self.tr("The picture") if joint == FREE else joint_title(Joint(joint)))
            action.setCheckable(True)
            action.setChecked(followed == {joint})
            action.triggered.connect(self._following(joint))

    def _following(self, joint: int) -> Callable[[], None]:
        return lambda: self.follow(joint)

    def _rep_here(self) -> Rep | None:
        analysis = self._desk.analysis
        return analysis.rep_at(self._desk.playhead.time_s) if analysis else None

    def _end_merge(self) -> None:
        if self._desk.history is not None:
            self._desk.history.end_merge()


def metres_per_px(analysis: Analysis) -> float:
    """Scale of the picture in the plane of the bar, from its path in both units; 0 when it is unknown."""
    metres, pixels = analysis.signals.get("bar_height_m"), analysis.signals.get("bar_y_px")
    if metres is None or pixels is None:
        return 0.0
    known = np.isfinite(metres.values) & np.isfinite(pixels.values)
    spread_px = float(np.ptp(pixels.values[known])) if known.any() else 0.0
    return float(np.ptp(metres.values[known])) / spread_px if spread_px > 1.0 else 0.0
