"""A field for longer words: lines, lists and bold."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from studio.core.rich_text import BOLD, ITEM

_LINES = 2


class CommentField(QPlainTextEdit):
    """Two lines high, more by scrolling. Enter begins a line; Escape and Ctrl+Enter leave, and the words stay.

    Signals:
        text_edited: the words were changed by hand.
    """

    text_edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_being_set = False
        self._weight = _BoldLines(self.document())
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setFixedHeight(_LINES * self.fontMetrics().lineSpacing() + 14)
        self.textChanged.connect(self._on_text_changed)

    def text(self) -> str:
        """The words with their marks."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show other words."""
        self._is_being_set = True
        self.setPlainText(text)
        self._is_being_set = False

    def toggle_bold(self) -> None:
        """Make what is selected bold, or not; nothing selected means the word under the cursor."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        words = cursor.selectedText()
        if words.startswith(BOLD) and words.endswith(BOLD) and len(words) > 2 * len(BOLD):
            cursor.insertText(words[len(BOLD) : -len(BOLD)])
        elif words.strip():
            cursor.insertText(f"{BOLD}{words}{BOLD}")
            cursor.movePosition(
                QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor, len(words) + 2 * len(BOLD)
            )
        self.setTextCursor(cursor)

    def toggle_item(self) -> None:
        """Make the line an item of a list, or a line again."""
        cursor = self.textCursor()
        is_item = cursor.block().text().startswith(ITEM)
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        if is_item:
            cursor.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, len(ITEM))
            cursor.removeSelectedText()
        else:
            cursor.insertText(ITEM)

    def event(self, event: QEvent) -> bool:
        """Ctrl+B belongs to the words while they are written."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_bold_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Ctrl+Enter give the keys back to the window; Ctrl+B makes bold."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        is_left = is_enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_left or event.key() == Qt.Key.Key_Escape:
            self.window().setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif _is_bold_key(event):
            self.toggle_bold()
        else:
            super().keyPressEvent(event)

    def _on_text_changed(self) -> None:
        if not self._is_being_set:
            self.text_edited.emit()


class _BoldLines(QSyntaxHighlighter):
    """Shows what will be bold."""

    def highlightBlock(self, text: str) -> None:
        """Between two marks it is bold."""
        bold = QTextCharFormat()
        bold.setFontWeight(QFont.Weight.Bold)
        place = 0
        for number, piece in enumerate(text.split(BOLD)):
            if number % 2 == 1 and number < text.count(BOLD):
                self.setFormat(place, len(piece), bold)
            place += len(piece) + len(BOLD)


def _is_bold_key(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_B and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
