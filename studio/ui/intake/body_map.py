"""A body from behind and from the front; a click or a key on a region says that it hurts there.

The buttons beside it say the same as a list.
"""

from collections.abc import Mapping, Sequence
from math import hypot

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from studio.core.body_map import (
    BODY_REGIONS,
    CORNER,
    FIGURE_GAP,
    FIGURE_SIZE,
    HEAD,
    BodyRegion,
    BodyView,
    figure_shift,
    outline_curves,
)
from studio.ui.theme import Theme

_CAPTION_PX = 24
_EDGE_PX = 3
"""Room around a region for its focus line."""
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ASIDE = 2.0
"""How much farther a region counts that lies beside the way of an arrow key."""


class BodyMap(QWidget):
    """Regions that are buttons: one stop for the Tab key, arrows go to the neighbour, Space or Enter chooses.

    Signals:
        region_clicked: carries the id of the choice.
    """

    region_clicked = Signal(str)

    def __init__(self, titles: Mapping[str, str], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chosen: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Body map"))
        self.setAccessibleDescription(self.tr("The buttons beside it offer the same places."))
        self.regions = tuple(
            _RegionButton(region, self._name(region, titles[region.choice]), theme, self)
            for region in BODY_REGIONS
            if region.choice in titles
        )
        for button in self.regions:
            button.clicked.connect(lambda _checked=False, choice=button.region.choice: self._on_clicked(choice))
            button.stepped.connect(lambda step, start=button: self._move(start, step))
            button.focused.connect(lambda entry=button: self._show_entry(entry))
        self._show_entry(self.regions[0] if self.regions else None)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Both figures with their captions."""
        return QSize(round(2 * FIGURE_SIZE[0] + FIGURE_GAP), round(FIGURE_SIZE[1]) + _CAPTION_PX)

    def show_chosen(self, chosen: Sequence[str]) -> None:
        """Mark these regions."""
        self._chosen = frozenset(chosen)
        for button in self.regions:
            button.setChecked(button.region.choice in self._chosen)

    def region(self, choice: str) -> QAbstractButton:
        """The first region of a choice."""
        return next(button for button in self.regions if button.region.choice == choice)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Two outlines and their captions."""
        captions = {BodyView.BEHIND: self.tr("From behind"), BodyView.FRONT: self.tr("From the front")}
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for view, caption in captions.items():
                shift = figure_shift(view)
                painter.setPen(QPen(self._theme.color("faint"), 1.5))
                painter.setBrush(self._theme.color("hover"))
                painter.drawPath(_figure().translated(shift, 0.0))
                painter.setPen(self._theme.color("muted"))
                area = QRectF(shift - FIGURE_GAP / 2, FIGURE_SIZE[1] + 2, FIGURE_SIZE[0] + FIGURE_GAP, 20)
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, caption)

    def _name(self, region: BodyRegion, title: str) -> str:
        sides = {"left": self.tr("left"), "right": self.tr("right")}
        seen = self.tr("from behind") if region.view is BodyView.BEHIND else self.tr("from the front")
        return ", ".join(part for part in (title, sides.get(region.side, ""), seen) if part)

    def _on_clicked(self, choice: str) -> None:
        self.show_chosen(tuple(self._chosen))  # what is chosen is for the list to say
        self.region_clicked.emit(choice)

    def _move(self, start: "_RegionButton", step: tuple[int, int]) -> None:
        ways = [(way, button) for button in self.regions if (way := _way(start, button, step)) > 0.0]
        if ways:
            min(ways, key=lambda item: item[0])[1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_entry(self, entry: "_RegionButton | None") -> None:
        for button in self.regions:
            is_entry = button is entry
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_entry else Qt.FocusPolicy.ClickFocus)


class _RegionButton(QAbstractButton):
    """One region.

    Signals:
        stepped: an arrow key was pressed; carries its direction.
        focused: it has the focus now.
    """

    stepped = Signal(tuple)
    focused = Signal()

    def __init__(self, region: BodyRegion, name: str, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.region = region
        self._theme = theme
        left, top, width, height = region.box
        area = QRectF(left + figure_shift(region.view), top, width, height)
        self.setGeometry(area.toAlignedRect().adjusted(-_EDGE_PX, -_EDGE_PX, _EDGE_PX, _EDGE_PX))
        self._path = QPainterPath()
        inside = area.translated(-QPointF(self.pos()))
        if region.is_round:
            self._path.addEllipse(inside)
        else:
            self._path.addRoundedRect(inside, CORNER, CORNER)
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.changed.connect(self.update)

    @property
    def center(self) -> QPointF:
        """Middle of the region on the map."""
        return QPointF(self.geometry().center())

    def hitButton(self, pos: QPoint) -> bool:
        """Only the drawn shape counts."""
        return self._path.contains(QPointF(pos))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go on, Enter chooses as Space does."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """From now on Tab comes back here."""
        super().focusInEvent(event)
        self.focused.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dotted; filled when it is chosen; a strong line when it has the focus or the pointer."""
        is_near = self.hasFocus() or self.underMouse()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(self._theme.color("accent", alpha=1.0 if self.isChecked() else 0.25 if is_near else 0.0))
            if self.hasFocus():
                painter.setPen(QPen(self._theme.color("text"), 2.5))
            elif self.isChecked() or is_near:
                painter.setPen(QPen(self._theme.color("text" if self.isChecked() else "accent"), 1.6))
            else:
                painter.setPen(QPen(self._theme.color("muted"), 1.2, Qt.PenStyle.DotLine))
            painter.drawPath(self._path)
            if self.isChecked():  # not by colour alone
                painter.setPen(QPen(self._theme.color("on_accent"), 2.0))
                middle, arm = self._path.boundingRect().center(), 3.5
                painter.drawLine(middle + QPointF(-arm, -arm), middle + QPointF(arm, arm))
                painter.drawLine(middle + QPointF(-arm, arm), middle + QPointF(arm, -arm))


def _way(start: _RegionButton, other: _RegionButton, step: tuple[int, int]) -> float:
    """How far it is in the direction of a key; 0 for what does not lie there."""
    away = other.center - start.center
    ahead = away.x() * step[0] + away.y() * step[1]
    aside = away.x() * step[1] + away.y() * step[0]
    return hypot(ahead, _ASIDE * aside) if ahead > 0.0 and abs(aside) <= _ASIDE * ahead else 0.0


def _figure() -> QPainterPath:
    """One outline: a head and the body, joined by soft curves."""
    curves = outline_curves()
    body = QPainterPath(QPointF(*curves[-1][1]))
    for control, end in curves:
        body.quadTo(QPointF(*control), QPointF(*end))
    body.closeSubpath()
    head = QPainterPath()
    head.addEllipse(QRectF(*HEAD))
    return body.united(head)
