"""Turns a review into a PDF."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from pathlib import Path

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.frame import Frame
from studio.core.review import Review
from studio.report.assemble import assemble
from studio.report.moments import choose_moments
from studio.report.selection import select
from studio.report.typesetting import typeset
from studio.report.words import load_words


@unique
class Paper(StrEnum):
    """Paper sizes; the values are the templates' names."""

    A4 = "a4"
    LETTER = "us-letter"


@dataclass(frozen=True, slots=True)
class TypstRenderer:
    """Turns a review into a tagged PDF. Typst and the picture library are loaded when the first report is made.

    Attributes:
        resources: folder with templates, words and fonts.
        paper: size of the pages.
    """

    resources: Path
    paper: Paper = Paper.A4

    def render(self, analysis: Analysis, review: Review, exercise: Exercise, stills: Mapping[int, Frame]) -> bytes:
        """Make the PDF. The same input gives the same bytes.

        Args:
            analysis: what the studio found.
            review: what the coach decided.
            exercise: wording and definitions.
            stills: frames by index (see `still_indices`); a missing one is left out.

        Raises:
            CannotWrite: there is no room for temporary files.
            CannotTypeset: the installation is damaged.
        """
        words = load_words(self.resources / "words", exercise.knowledge)
        report, pictures = assemble(analysis, review, exercise, stills, words=words, paper=self.paper.value)
        return typeset(report, pictures, resources=self.resources)

    def still_indices(self, analysis: Analysis, review: Review) -> tuple[int, ...]:
        """Indices of the frames that `render` wants to show, each once, in order."""
        moments = choose_moments(analysis, review, select(analysis, review))
        return tuple(sorted({moment.index for moment in moments}))
