"""The coach's own look: colours that stay readable, and a logo that carries nothing but its picture."""

import io
import re
from dataclasses import dataclass

from studio.core.report import ReportStyle, ReportTheme

LOGO_FILE = "logo.png"
_MOST_LOGO_PX = 600
_LOGO_FORMATS = ("PNG", "JPEG")
_READABLE = 4.5
"""Contrast of small text on white. Source: WCAG 2.2, success criterion 1.4.3."""
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_ACCENTS = {ReportTheme.CALM: "#00567a", ReportTheme.WARM: "#8a3b12", ReportTheme.GREY: "#17212b"}
_WASHES = {ReportTheme.CALM: "#f3f6f8", ReportTheme.WARM: "#faf5ef", ReportTheme.GREY: "#f4f4f4"}


@dataclass(frozen=True, slots=True)
class Look:
    """What the templates need to know about colours.

    Attributes:
        accent: of headings and marks, readable on white.
        wash: behind boxes.
        is_grey: whether severity and curves are printed without colour.
    """

    accent: str
    wash: str
    is_grey: bool


def choose_look(style: ReportStyle) -> Look:
    """The colours of a style; an accent that is too light to read is darkened until it is not."""
    wanted = style.accent if _HEX.fullmatch(style.accent) else _ACCENTS[style.theme]
    return Look(accent=_readable(wanted), wash=_WASHES[style.theme], is_grey=style.theme is ReportTheme.GREY)


def encode_logo(content: bytes) -> bytes:
    """The logo as a small PNG without any metadata; empty when it is no picture."""
    from PIL import Image

    if not content:
        return b""
    try:
        with Image.open(io.BytesIO(content), formats=_LOGO_FORMATS) as opened:
            opened.thumbnail((_MOST_LOGO_PX, _MOST_LOGO_PX))
            picture = opened.convert("RGBA")
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
    bare = Image.frombytes("RGBA", picture.size, picture.tobytes())
    data = io.BytesIO()
    bare.save(data, format="PNG", optimize=True)
    return data.getvalue()


def contrast_with_white(colour: str) -> float:
    """Contrast of a colour with white, 1 to 21. Source: WCAG 2.2, relative luminance."""
    red, green, blue = (_linear(share) for share in _shares(colour))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _readable(colour: str) -> str:
    shares = _shares(colour)
    while contrast_with_white(colour) < _READABLE:
        shares = [share * 0.95 for share in shares]
        colour = "#" + "".join(f"{round(share * 255):02x}" for share in shares)
    return colour.lower()


def _shares(colour: str) -> list[float]:
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
