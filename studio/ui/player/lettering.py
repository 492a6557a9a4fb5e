"""Fonts and the room that words take in them, measured once: shaping a word costs more than drawing it."""

from dataclasses import dataclass

from PySide6.QtGui import QFont, QFontMetricsF

_KEPT_WORDS = 1000


@dataclass(frozen=True, slots=True)
class Letters:
    """How a word is written.

    Attributes:
        font: in which font.
        width_px: how wide it is.
        ascent_px: how high it stands over its baseline.
        height_px: of its line.
    """

    font: QFont
    width_px: float
    ascent_px: float
    height_px: float


class Lettering:
    """Remembers the letters of the words that are drawn again with every picture."""

    def __init__(self) -> None:
        self._base = QFont()
        self._known: dict[tuple[str, int, bool], Letters] = {}

    def of(self, text: str, *, base: QFont, size_px: int, is_bold: bool) -> Letters:
        """The letters of a word in a font's family."""
        if base != self._base:
            self._base = QFont(base)
            self._known.clear()
        key = (text, size_px, is_bold)
        letters = self._known.get(key)
        if letters is None:
            if len(self._known) >= _KEPT_WORDS:
                self._known.clear()
            letters = self._known[key] = _measured(text, base, size_px=size_px, is_bold=is_bold)
        return letters


def _measured(text: str, base: QFont, *, size_px: int, is_bold: bool) -> Letters:
    font = QFont(base)
    font.setPixelSize(size_px)
    font.setBold(is_bold)
    metrics = QFontMetricsF(font)
    return Letters(font, metrics.horizontalAdvance(text), metrics.ascent(), metrics.height())
