"""The picture: the newest frame that arrived, with the overlay of exactly that frame."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFont,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from studio.core.body import Joint, Part
from studio.core.frame import Frame
from studio.core.landmarks import LandmarkSource
from studio.core.rep import Phase, RepMark
from studio.ui.body_course import AnalysedCourse, BodyMoment, Course
from studio.ui.player.annotation_layer import AnnotationLayer, LayerView
from studio.ui.player.joint_drag import JointDrag, joint_at
from studio.ui.player.overlay import OverlayChoice, OverlayPainter
from studio.ui.player.view_transform import ViewTransform
from studio.ui.theme import Theme, grown_px

_WHEEL_NOTCH = 120
_ZOOM_PER_NOTCH = 1.2


class VideoCanvas(QWidget):
    """Shows frames of a clip. Keeps the last picture until the next one arrives, so that it is never black.

    Signals:
        step_requested: the wheel asks for that many frames forward (or back).
        toggle_requested: a click on the picture.
        joint_moved: a joint was dragged; frame, joint, and its new x and y in clip pixels.
        joint_reset_requested: a moved joint is to go back to where the studio saw it; frame and joint.
        frame_painted: index of the frame that has just been painted.
    """

    step_requested = Signal(int)
    toggle_requested = Signal()
    joint_moved = Signal(int, int, float, float)
    joint_reset_requested = Signal(int, int)
    frame_painted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._frame: Frame | None = None
        self._image = QImage()
        self._scaled = QPixmap()
        self._course: Course | None = None
        self._choice = OverlayChoice()
        self._evidence = ""
        self._view = ViewTransform(clip_size=QSizeF(16, 9), view_size=QSizeF(16, 9))
        self._pan_from: QPointF | None = None
        self._press_at: QPointF | None = None
        self._drag: JointDrag | None = None
        self._guide = ""
        self._caption = ""
        self._stand_in = ""
        self._joint_in_hand: Joint | None = None
        self.layer = AnnotationLayer(self)
        self.layer.repaint_requested.connect(self.update)
        self.layer.tool_changed.connect(self._on_tool_changed)
        self.setMinimumSize(320, 180)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Video"))
        theme.changed.connect(self.update)

    @property
    def shown_index(self) -> int:
        """Index of the frame on the canvas; -1 when there is none."""
        return self._frame.index if self._frame else -1

    @property
    def is_shown_small(self) -> bool:
        """Whether the picture on the canvas has fewer pixels than the clip."""
        return self._frame is not None and self._frame.rgb.shape[1] < round(self._view.clip_size.width())

    @property
    def view(self) -> ViewTransform:
        """How clip pixels lie on the canvas."""
        return self._view

    @property
    def choice(self) -> OverlayChoice:
        """Which overlays are shown."""
        return self._choice

    @property
    def moment(self) -> BodyMoment | None:
        """The body at the frame on the canvas."""
        return self._course.moment(self._frame.index) if self._frame and self._course else None

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        return QSize(720, 405)

    def open(self, width_px: int, height_px: int) -> None:
        """Show another clip of that size; the old picture stays until the first frame arrives."""
        self._course = None
        self._view = ViewTransform(QSizeF(width_px, height_px), QSizeF(self.size()), is_mirrored=self._view.is_mirrored)
        self.update()

    def show_frame(self, frame: Frame) -> None:
        """Show a frame. A scrub proxy may be smaller than the clip; it is painted over the same place."""
        height, width = frame.rgb.shape[:2]
        self._frame = frame
        self._stand_in = ""
        # Four bytes a pixel: scaling three costs as much as all the rest of the picture.
        seen = QImage(frame.rgb.data, width, height, 3 * width, QImage.Format.Format_RGB888)
        self._image = seen.convertToFormat(QImage.Format.Format_RGB32)
        self._scaled = QPixmap()
        self.update()

    def show_course(self, course: Course | None) -> None:
        """Draw this body over the video; None draws none."""
        self._course = course
        self.update()

    def choose_overlay(self, choice: OverlayChoice) -> None:
        """Show these parts of the overlay."""
        self._choice = choice
        self.layer.shows_aids = choice.aids
        self.update()

    @property
    def evidence(self) -> str:
        """The signal whose angle is drawn as evidence; empty when there is none."""
        return self._evidence

    def show_evidence(self, signal: str) -> None:
        """Draw the angle that a finding speaks of; empty draws none."""
        self._evidence = signal
        self.update()

    @property
    def guide(self) -> str:
        """What is said on the picture about what to do there."""
        return self._guide

    def show_guide(self, text: str) -> None:
        """Say on the picture what to do there; empty says nothing."""
        self._guide = text
        self.update()

    @property
    def joint_in_hand(self) -> Joint | None:
        """The joint that the keyboard moves."""
        return self._joint_in_hand

    def hold_joint(self, joint: Joint | None) -> None:
        """Draw a ring around a joint; None draws none."""
        self._joint_in_hand = joint
        self.update()

    @property
    def stand_in_text(self) -> str:
        """What is said about a frame that is not the one asked for; empty on the right one."""
        return self._stand_in

    def show_stand_in(self, frame: Frame, text: str) -> None:
        """Show a frame that was not asked for until the right one comes, and say so on it."""
        self.show_frame(frame)
        self._stand_in = text

    def show_caption(self, text: str) -> None:
        """Say something on the picture in large type; empty says nothing."""
        self._caption = text
        self.update()

    def mirror(self) -> None:
        """Exchange left and right."""
        self._look(self._view.mirrored())

    def seen(self) -> LayerView:
        """What the drawings are seen through right now."""
        moment = self.moment
        if moment is None:
            return LayerView(self._view, self.shown_index)
        joints = tuple(int(part.on(moment.near_side)) for part in Part if part is not Part.EYE)
        return LayerView(self._view, self.shown_index, moment.xy_px, joints)

    def fit(self) -> None:
        """Show the whole clip."""
        self._look(self._view.fitted())

    def zoom(self, factor: float, anchor: QPointF | None = None) -> None:
        """Closer or farther around a point; the middle when there is none."""
        self._look(self._view.zoomed(factor, anchor or QPointF(self.width() / 2, self.height() / 2)))

    def still(self) -> QPixmap:
        """The picture with its overlay, as it is on screen."""
        return self.grab(self._view.picture.toAlignedRect().intersected(self.rect()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Stage, picture, overlay."""
        # The painter ends here and now: one that outlives its event, in a traceback for example, ends the process.
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), self._theme.color("stage"))
            if self._frame is None:
                return
            self._paint_picture(painter)
            moment = self.moment
            if moment is not None and self._drag is not None and self._drag.frame_index == self._frame.index:
                moment = self._drag.shown(moment)
            if moment is not None:
                overlay = OverlayPainter(painter, self._view, phase_title=self._phase_title)
                if self._choice.ghost and isinstance(self._course, AnalysedCourse):
                    overlay.paint_ghost(moment, self._course.ghost(self._frame.index))
                overlay.paint(moment, self._choice)
                overlay.paint_evidence(moment, self._evidence)
                if self._joint_in_hand is not None:
                    overlay.paint_ring(moment, self._joint_in_hand)
            self.layer.paint(painter, self.seen())
            if self._caption:
                self._paint_words(painter, self._caption, size_px=max(self.height() // 18, 20))
            elif self._stand_in or self._guide:
                self._paint_words(painter, self._stand_in or self._guide, size_px=grown_px(13))
        self.frame_painted.emit(self._frame.index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep zoom and centre."""
        self._look(self._view.resized(QSizeF(event.size())))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel is time; with Ctrl it is zoom."""
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(_ZOOM_PER_NOTCH**notches, event.position())
        elif notches:
            self.step_requested.emit(-round(notches) or (-1 if notches > 0 else 1))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Middle drag pans; a left drag on a joint moves it; a left click plays or pauses."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._pan_from = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() is Qt.MouseButton.LeftButton:
            joint = self._joint_at(event.position())
            has_selection = self.layer.selected is not None
            is_over_aid = self._is_over_aid(event.position())
            if self._frame is not None and (
                joint is None or has_selection or self.layer.tool is not None or is_over_aid
            ):
                is_taken = self.layer.press(event.position(), self.seen())
                if is_taken or (has_selection and joint is None):
                    return
            self._press_at = event.position()
            if joint is not None and self._frame is not None:
                place = self._view.to_clip(event.position())
                self._drag = JointDrag(self._frame.index, joint, start=event.position(), place=place)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan, or move a joint; over a joint the mouse says that it can be moved."""
        if self._pan_from is not None:
            self._look(self._view.panned(event.position() - self._pan_from))
            self._pan_from = event.position()
        elif self._drag is None and self.layer.move(event.position(), self.seen()):
            return
        elif self._drag is not None:
            self._drag = self._drag.moved(event.position(), self._view)
            self.update()
        elif self._joint_at(event.position()) is not None or self._is_over_aid(event.position()):
            self.setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.unsetCursor()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End of the drag or click."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self._pan_from = None
            self.unsetCursor()
        elif self.layer.release(event.position(), self.seen()):
            return
        elif event.button() is Qt.MouseButton.LeftButton and self._press_at is not None:
            drag, self._drag = self._drag, None
            is_click = (event.position() - self._press_at).manhattanLength() < 4
            self._press_at = None
            if drag is not None and not drag.is_click(event.position()):
                place = drag.moved(event.position(), self._view).place
                self.joint_moved.emit(drag.frame_index, int(drag.joint), place.x(), place.y())
            elif is_click:
                self.toggle_requested.emit()
            self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """A moved joint can be given back to the studio."""
        joint, moment = self._joint_at(QPointF(event.pos())), self.moment
        if joint is None or moment is None or moment.source[joint] != LandmarkSource.CORRECTED:
            return
        index = self.shown_index
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        back = menu.addAction(self.tr("Put this joint back where the studio saw it"))
        back.triggered.connect(lambda: self.joint_reset_requested.emit(index, int(joint)))
        menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click with the middle button fits the picture."""
        if event.button() is Qt.MouseButton.MiddleButton:
            self.fit()

    def _is_over_aid(self, position: QPointF) -> bool:
        """Whether the mouse would take an aid in the hand."""
        if self._frame is None or self.layer.tool is not None:
            return False
        return self.layer.aid_at((position.x(), position.y()), self.seen()) is not None

    def _joint_at(self, point: QPointF) -> Joint | None:
        """The joint under the mouse, where joints are shown and can be moved."""
        moment = self.moment
        if moment is None or not self._choice.skeleton or not isinstance(self._course, AnalysedCourse):
            return None
        return joint_at(moment, point, self._view)

    def _look(self, view: ViewTransform) -> None:
        self._view = view
        self._scaled = QPixmap()
        self.update()

    def _paint_picture(self, painter: QPainter) -> None:
        picture = self._view.picture
        painter.save()
        if self._view.is_mirrored:
            painter.translate(2.0 * picture.center().x(), 0.0)
            painter.scale(-1.0, 1.0)
        if self._view.zoom > 1.0:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._view.zoom < 4.0)
            painter.drawImage(picture, self._image, QRectF(self._image.rect()))
        else:
            self._paint_scaled(painter, picture)
        painter.restore()

    def _paint_scaled(self, painter: QPainter, picture: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        if self._scaled.isNull():
            size = (picture.size() * ratio).toSize()
            smooth = Qt.TransformationMode.SmoothTransformation
            image = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
            self._scaled = QPixmap.fromImage(image)
            self._scaled.setDevicePixelRatio(ratio)
        painter.drawPixmap(picture.topLeft(), self._scaled)

    def _paint_words(self, painter: QPainter, text: str, *, size_px: int) -> None:
        """Words on a dark ground at the lower edge."""
        font = QFont(painter.font())
        font.setPixelSize(size_px)
        painter.setFont(font)
        room = QRectF(self.rect()).adjusted(24, 24, -24, -24)
        words = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
        box = QRectF(painter.fontMetrics().boundingRect(room.toRect(), int(words), text)).adjusted(-12, -8, 12, 8)
        ground = QColor("#0a0c10")
        ground.setAlphaF(0.85)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(box, 6, 6)
        painter.setPen(self._theme.color("on_stage"))
        painter.drawText(box.adjusted(12, 8, -12, -8), int(words), text)

    def _on_tool_changed(self) -> None:
        if self.layer.tool is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.CrossCursor)

    def _phase_title(self, moment: BodyMoment) -> str:
        if moment.rep is None:
            return ""
        titles: dict[Phase, Callable[[], str]] = {
            Phase.BOTTOM: lambda: self.tr("bottom"),
            Phase.CONCENTRIC: lambda: self.tr("concentric"),
            Phase.TOP: lambda: self.tr("top"),
            Phase.ECCENTRIC: lambda: self.tr("eccentric"),
        }
        title = self.tr("Rep {number} · {phase}").format(number=moment.rep.index, phase=titles[moment.phase]())
        marks = {
            RepMark.PARTIAL: self.tr("{title} · partial"),
            RepMark.FAILED: self.tr("{title} · failed"),
            RepMark.COUNTED: "{title}" if moment.rep.is_complete else self.tr("{title} · cut off"),
            RepMark.FALSE: "{title}",
        }
        return marks[moment.rep.mark].format(title=title)
