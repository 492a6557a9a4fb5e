"""The coach's longer words: paragraphs, lists and bold, as text that stays readable without any of it.

A line is a paragraph, a line that begins with "- " is an item of a list, and what stands between two "**" is bold.
"""

from dataclasses import dataclass

ITEM = "- "
BOLD = "**"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one weight."""

    text: str
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of its own, or an item of a list."""

    runs: tuple[Run, ...]
    is_item: bool = False


def parse_rich(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs of a text; empty lines are left out, and a bold that nobody ends is none."""
    paragraphs = []
    for line in text.splitlines():
        words = line.strip()
        is_item = words.startswith(ITEM)
        runs = _runs(words.removeprefix(ITEM).strip() if is_item else words)
        if runs:
            paragraphs.append(Paragraph(runs, is_item))
    return tuple(paragraphs)


def on_one_line(text: str) -> str:
    """The same words without marks, for where there is no room for them."""
    return " · ".join("".join(run.text for run in one.runs) for one in parse_rich(text))


def _runs(words: str) -> tuple[Run, ...]:
    pieces = words.split(BOLD)
    if len(pieces) % 2 == 0:
        pieces = [*pieces[:-2], BOLD.join(pieces[-2:])]
    return tuple(Run(piece, is_bold=place % 2 == 1) for place, piece in enumerate(pieces) if piece)
