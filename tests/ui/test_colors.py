"""Colours can be read and are never the only sign: contrast from the palette, severity by shape."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from studio.core.fault import Severity
from studio.ui.theme import DARK, LIGHT, ThemeColors
from studio.ui.widgets.basics import paint_severity_shape

GROUNDS = ("window", "surface", "raised")
WRITTEN_ON = {
    "text": (*GROUNDS, "hover", "pressed", "accent_soft"),
    "muted": GROUNDS,
    "faint": GROUNDS,
    "accent": (*GROUNDS, "accent_soft"),
    "on_accent": ("accent",),
    "on_stage": ("stage",),
}
"""Which colours the style sheet writes with, and on what."""


def luminance(color: str) -> float:
    shares = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Contrast ratio as in WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_all_that_is_written_can_be_read(colors: ThemeColors) -> None:
    pairs = [(text, ground) for text, grounds in WRITTEN_ON.items() for ground in grounds]
    ratios = {pair: contrast(*(getattr(colors, name) for name in pair)) for pair in pairs}
    assert {pair: round(ratio, 2) for pair, ratio in ratios.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("colors", [DARK, LIGHT], ids=["dark", "light"])
def test_what_can_be_pressed_and_what_data_is_drawn_with_stands_out(colors: ThemeColors) -> None:
    data = ("orange", "sky", "green", "pink", "vermilion", "blue", "grey", "mild", "moderate", "severe", "good")
    weak = {
        (name, ground): round(contrast(getattr(colors, name), getattr(colors, ground)), 2)
        for name, grounds in (("edge", GROUNDS), *((one, ("surface",)) for one in data))
        for ground in grounds
        if contrast(getattr(colors, name), getattr(colors, ground)) < 3.0
    }
    assert weak == {}


def test_severities_differ_in_shape_when_all_are_grey(qapp: QApplication) -> None:
    pictures = {severity: shape_of(severity) for severity in Severity}
    for one, other in combinations(Severity, 2):
        assert pictures[one] != pictures[other], (one, other)


def shape_of(severity: Severity) -> bytes:
    image = QImage(16, 16, QImage.Format.Format_Grayscale8)
    image.fill(255)
    with QPainter(image) as painter:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(Qt.GlobalColor.black)
        paint_severity_shape(painter, QPointF(8, 8), severity)
    return bytes(image.constBits())
