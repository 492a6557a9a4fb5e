"""Turns a review into a PDF, and into pictures of its pages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.core.analysis import Analysis
from studio.core.exercise import Exercise
from studio.core.frame import Frame
from studio.core.knowledge import KnowledgeBase
from studio.core.questionnaire import QuestionnaireRequest
from studio.core.report import ContactCard, Paper, ReportOutline, ReportRequest, ReportStyle
from studio.core.review import Review
from studio.report.assemble import assemble
from studio.report.contacts import make_contacts
from studio.report.document import Report
from studio.report.moments import choose_moments
from studio.report.outline import edit, make_outline
from studio.report.questionnaire import make_questionnaire
from studio.report.selection import select
from studio.report.typesetting import draw_pages, typeset, typeset_contacts, typeset_questionnaire
from studio.report.words import load_words


@dataclass(frozen=True, slots=True)
class TypstRenderer:
    """Turns a review into a tagged PDF. Typst and the picture library are loaded when the first report is made.

    Attributes:
        resources: folder with templates, words and fonts.
        paper: size of the pages when nobody asks for another one.
    """

    resources: Path
    paper: Paper = Paper.A4

    def render(
        self,
        analysis: Analysis,
        review: Review,
        exercise: Exercise,
        stills: Mapping[int, Frame],
        request: ReportRequest | None = None,
    ) -> bytes:
        """Make the PDF. The same input gives the same bytes.

        Args:
            analysis: what the studio found.
            review: what the coach decided.
            exercise: wording and definitions.
            stills: frames by index (see `still_indices`); a missing one is left out.
            request: the coach's look, and earlier sets.

        Raises:
            CannotWrite: there is no room for temporary files.
            CannotTypeset: the installation is damaged.
        """
        report, pictures = self._assemble(analysis, review, exercise, stills, request)
        return typeset(edit(report, review.report), pictures, resources=self.resources)

    def preview(
        self,
        analysis: Analysis,
        review: Review,
        exercise: Exercise,
        stills: Mapping[int, Frame],
        request: ReportRequest | None = None,
        *,
        pixels_per_inch: float,
    ) -> tuple[tuple[bytes, ...], ReportOutline]:
        """The pages as PNG pictures, and what can be changed about them. Raises as `render` does."""
        report, pictures = self._assemble(analysis, review, exercise, stills, request)
        pages = draw_pages(
            edit(report, review.report), pictures, resources=self.resources, pixels_per_inch=pixels_per_inch
        )
        return pages, make_outline(report, review.report)

    def contact_sheet(self, cards: Sequence[ContactCard], knowledge: KnowledgeBase, style: ReportStyle) -> bytes:
        """A PDF that shows many reports at a glance. Raises as `render` does."""
        words = load_words(self.resources / "words", knowledge)
        sheet, pictures = make_contacts(cards, style, words)
        return typeset_contacts(sheet, pictures, resources=self.resources)

    def questionnaire(self, request: QuestionnaireRequest, knowledge: KnowledgeBase) -> bytes:
        """Screening and intake as a PDF, blank or with answers. Raises as `render` does."""
        form, pictures = make_questionnaire(request, load_words(self.resources / "words", knowledge))
        return typeset_questionnaire(form, pictures, resources=self.resources)

    def headline(self, analysis: Analysis, review: Review, exercise: Exercise) -> str:
        """What stands out in a set, one sentence; empty under an emergency."""
        report, _ = self._assemble(analysis, review, exercise, {}, None)
        return edit(report, review.report).page.verdict

    def still_indices(self, analysis: Analysis, review: Review) -> tuple[int, ...]:
        """Indices of the frames that `render` wants to show, each once, in order."""
        moments = choose_moments(analysis, review, select(analysis, review))
        return tuple(sorted({moment.index for moment in moments}))

    def _assemble(
        self,
        analysis: Analysis,
        review: Review,
        exercise: Exercise,
        stills: Mapping[int, Frame],
        request: ReportRequest | None,
    ) -> tuple[Report, Mapping[str, bytes]]:
        words = load_words(self.resources / "words", exercise.knowledge)
        asked = request or ReportRequest(style=ReportStyle(paper=self.paper))
        return assemble(analysis, review, exercise, stills, words=words, request=asked)
