"""The style sheet of the forms: answers as buttons that show being chosen and having the focus."""

from dataclasses import asdict
from string import Template

from studio.ui.theme.colors import ThemeColors
from studio.ui.theme.growing import grown_px

_SIZES_PX = {"question_px": 20, "alarm_px": 16, "big_px": 17}

_SHEET = Template("""
QLabel[role="question"] { font-size: ${question_px}px; font-weight: 600; }
QLabel[role="alarm"] { font-size: ${alarm_px}px; font-weight: 600; }
QLabel[role="problem"] { color: $poor; }
QToolButton[role="answer"] { background: $surface; color: $text; border: 2px solid $line; border-radius: 8px;
  padding: 4px 10px; }
QToolButton[role="answer"]:hover { background: $hover; }
QToolButton[role="answer"]:checked { background: $accent; border-color: $accent; color: $on_accent; }
QToolButton[role="answer"]:focus { border-color: $text; }
QPushButton[role="big"] { font-size: ${big_px}px; padding: 12px 36px; border: 2px solid $line; }
QPushButton[role="big"]:checked { background: $accent; border-color: $accent; color: $on_accent; }
QPushButton[role="big"]:focus { border-color: $text; }
QPushButton[role="primary"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[role="tab"] { background: transparent; border: none; border-bottom: 2px solid transparent;
  border-radius: 0; color: $muted; padding: 6px 8px; }
QPushButton[role="tab"]:checked { color: $text; border-bottom-color: $accent; }
QPushButton[role="tab"]:focus { color: $accent; }
QLineEdit[bad="true"] { border-color: $poor; }
""")


def make_form_style(colors: ThemeColors) -> str:
    """The style sheet in one theme's colours, with texts as large as the window's."""
    sizes = {name: grown_px(px) for name, px in _SIZES_PX.items()}
    return _SHEET.substitute(asdict(colors), **sizes)
