"""Lists the coach's moments, voice notes and drawings, and goes to them."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject, Signal

from studio.core.frame import ClipInfo
from studio.core.review import Review
from studio.core.rich_text import on_one_line
from studio.review import ReviewChanged
from studio.services.desk import Desk
from studio.ui.player.draw_words import shape_title
from studio.ui.review.marks_table import MarkKind, MarkLine, MarksTable
from studio.ui.wording import format_length


class MarksPresenter(QObject):
    """Follows the review; choosing a line goes to its moment and shows what stands there.

    Signals:
        moment_chosen: carries the time of a marked moment.
        voice_chosen: carries the id of a voice note.
        voice_opened: a voice note is to be played; carries its id.
        drawing_chosen: carries the id of a drawing.
    """

    moment_chosen = Signal(float)
    voice_chosen = Signal(str)
    voice_opened = Signal(str)
    drawing_chosen = Signal(str)

    def __init__(self, desk: Desk, title_of: Callable[[str], str], parent: QObject) -> None:
        """Follow a desk.

        Args:
            desk: whose review is listed.
            title_of: name of a fault by its id.
            parent: owner.
        """
        super().__init__(parent)
        self._desk = desk
        self._title_of = title_of
        self.table = MarksTable()
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(self._on_opened)
        desk.clip_opened.subscribe(self._on_clip_opened)
        desk.review_changed.subscribe(self._on_review_changed)

    def _on_clip_opened(self, _info: ClipInfo) -> None:
        self._show()

    def _on_review_changed(self, changed: ReviewChanged) -> None:
        parts = ((one.key_moments, one.voice_notes, one.annotations) for one in (changed.before, changed.after))
        if next(parts) != next(parts):
            self._show()

    def _show(self) -> None:
        review = self._desk.review
        self.table.show_lines(tuple(self._lines(review)) if review is not None else ())

    def _lines(self, review: Review) -> Iterator[MarkLine]:
        clock = self._desk.clip.clock if self._desk.clip is not None else None
        for moment in review.key_moments:
            yield MarkLine(
                moment.time_s, MarkKind.MOMENT, "", moment.title or self.tr("Moment"), on_one_line(moment.comment)
            )
        for note in review.voice_notes:
            title = self.tr("Voice note, {length}").format(length=format_length(note.duration_s))
            yield MarkLine(note.time_s, MarkKind.VOICE, note.id, title, self._title_of(note.fault))
        for drawing in review.annotations:
            begin_s = clock.time_of(drawing.first_index) if clock is not None else 0.0
            yield MarkLine(begin_s, MarkKind.DRAWING, drawing.id, shape_title(drawing.shape), drawing.text)

    def _on_chosen(self, line: MarkLine) -> None:
        match line.kind:
            case MarkKind.VOICE:
                self.voice_chosen.emit(line.key)
            case MarkKind.MOMENT:
                self._go_to(line.time_s)
                self.moment_chosen.emit(line.time_s)
            case MarkKind.DRAWING:
                self._go_to(line.time_s)
                self.drawing_chosen.emit(line.key)

    def _on_opened(self, line: MarkLine) -> None:
        if line.kind is MarkKind.VOICE:
            self.voice_opened.emit(line.key)

    def _go_to(self, time_s: float) -> None:
        self._desk.playhead.pause()
        self._desk.playhead.seek(time_s, initiator=self)
