"""Paints a set of the library: picture, athlete, day, lift and load, top finding, and a badge for its safety tier."""

from collections.abc import Callable
from math import isfinite
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPixmap, QPixmapCache
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio.core.fault import Severity
from studio.core.plan import Tier
from studio.core.training import SetRow
from studio.ui.library.days import format_day
from studio.ui.library.set_model import ROW_ROLE
from studio.ui.theme import Theme, grown_px
from studio.ui.translating import translate
from studio.ui.widgets.basics import paint_severity_shape
from studio.ui.wording import severity_word

CARD_PX = QSize(212, 184)
_PICTURE_PX = 112
_PAD_PX = 8
_COLORS = {Severity.MILD: "mild", Severity.MODERATE: "moderate", Severity.SEVERE: "severe", Severity.NONE: "faint"}
_STOPPING = (Tier.REFER.value, Tier.URGENT.value, Tier.EMERGENCY.value, Tier.CONDITION_UNCLEARED.value)


def card_size() -> QSize:
    """All cards are the same size: the picture stays, and the words below have the room that they need."""
    words_px = CARD_PX.height() - _PICTURE_PX
    return QSize(grown_px(CARD_PX.width()), _PICTURE_PX + grown_px(words_px))


class SetCardDelegate(QStyledItemDelegate):
    """Draws cards; `picture` gives the file of a thumbnail and `fault_title` the words for a fault."""

    def __init__(
        self,
        theme: Theme,
        *,
        picture: Callable[[str], Path | None],
        fault_title: Callable[[str], str],
        lift_name: Callable[[str], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = picture
        self._fault_title = fault_title
        self._lift_name = lift_name

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """All cards are the same size."""
        return card_size()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one card."""
        row = index.data(ROW_ROLE)
        if not isinstance(row, SetRow):
            return
        rect: QRect = option.rect.adjusted(4, 4, -4, -4)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.setPen(self._theme.color("accent" if is_chosen else "line"))
        painter.setBrush(self._theme.color("accent_soft" if is_chosen else "raised"))
        painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        self._paint_picture(painter, QRect(rect.left(), rect.top(), rect.width(), _PICTURE_PX), row)
        self._paint_words(painter, rect.adjusted(_PAD_PX, _PICTURE_PX + 4, -_PAD_PX, -4), row)
        painter.restore()

    def _paint_picture(self, painter: QPainter, place: QRect, row: SetRow) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place).adjusted(1, 1, -1, 8), 7, 7)
        painter.save()
        painter.setClipRect(place.adjusted(1, 1, -1, 0))
        painter.fillPath(outline, self._theme.color("stage"))
        pixmap = self._pixmap(row.thumbnail)
        if pixmap is None:
            painter.setPen(self._theme.color("on_stage", alpha=0.6))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, translate("Library", "No picture yet"))
        else:
            painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
            scale = max(place.width() / pixmap.width(), place.height() / pixmap.height())
            width, height = round(pixmap.width() * scale), round(pixmap.height() * scale)
            left, top = place.left() + (place.width() - width) // 2, place.top() + (place.height() - height) // 2
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(QRect(left, top, width, height), pixmap)
        if row.tier in _STOPPING:
            self._paint_tier(painter, place, row.tier)
        painter.restore()

    def _paint_tier(self, painter: QPainter, place: QRect, tier: str) -> None:
        width_px, height_px = grown_px(112), grown_px(20)
        badge = QRect(place.right() - width_px - 6, place.top() + 6, width_px, height_px)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("severe"))
        painter.drawRoundedRect(badge, height_px / 2, height_px / 2)
        painter.setPen(self._theme.color("on_accent"))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, tier_word(tier))

    def _paint_words(self, painter: QPainter, place: QRect, row: SetRow) -> None:
        metrics = painter.fontMetrics()
        height = metrics.height()
        day = format_day(row.day)
        name = row.athlete or translate("Library", "Nobody yet")
        bold = painter.font()
        bold.setBold(True)
        painter.setPen(self._theme.color("text"))
        normal = painter.font()
        painter.setFont(bold)
        room = place.width() - metrics.horizontalAdvance(day) - 8
        painter.drawText(place.left(), place.top() + metrics.ascent(), _cut(QFontMetrics(bold), name, room))
        painter.setFont(normal)
        painter.setPen(self._theme.color("muted"))
        painter.drawText(place.right() - metrics.horizontalAdvance(day), place.top() + metrics.ascent(), day)
        second = place.top() + height + 4
        painter.drawText(place.left(), second + metrics.ascent(), _cut(metrics, self._facts(row), place.width()))
        third = second + height + 4
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(_COLORS[row.top_severity]))
        paint_severity_shape(painter, QPointF(place.left() + 5, third + height / 2), row.top_severity)
        painter.setPen(self._theme.color("text"))
        words = _cut(metrics, finding_words(row, self._fault_title), place.width() - 16)
        painter.drawText(place.left() + 16, third + metrics.ascent(), words)

    def _facts(self, row: SetRow) -> str:
        parts = [load_words(row.load_kg)] if isfinite(row.load_kg) else []
        if isfinite(row.reps_done):
            parts.append(translate("Library", "{count} reps").format(count=round(row.reps_done)))
        return " · ".join((*parts, self._lift_name(row.exercise_id)))

    def _pixmap(self, fingerprint: str) -> QPixmap | None:
        if not fingerprint:
            return None
        pixmap = QPixmap()
        if QPixmapCache.find(f"set:{fingerprint}", pixmap):
            return pixmap
        path = self._picture(fingerprint)
        if path is None or not pixmap.load(str(path)):
            return None
        QPixmapCache.insert(f"set:{fingerprint}", pixmap)
        return pixmap


def finding_words(row: SetRow, fault_title: Callable[[str], str]) -> str:
    """The top finding in words; a set that was not analysed says so, and "nothing found" is not "fine"."""
    if not row.tier:
        return translate("Library", "Not analysed yet")
    if not row.top_fault:
        return translate("Library", "No fault found")
    return f"{fault_title(row.top_fault)}, {severity_word(row.top_severity)}"


def load_words(load_kg: float) -> str:
    """A load as it is written."""
    return translate("Library", "{load} kg").format(load=f"{load_kg:g}")


def tier_word(tier: str) -> str:
    """A safety tier in two words."""
    words = {
        Tier.EMERGENCY.value: translate("Library", "Emergency"),
        Tier.URGENT.value: translate("Library", "See a doctor"),
        Tier.REFER.value: translate("Library", "Refer"),
        Tier.CONDITION_UNCLEARED.value: translate("Library", "Not cleared"),
        Tier.CONDITION_CLEARED.value: translate("Library", "Cleared"),
        Tier.PAIN.value: translate("Library", "Pain"),
    }
    return words.get(tier, "")


def _cut(metrics: QFontMetrics, text: str, width_px: int) -> str:
    return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px)
