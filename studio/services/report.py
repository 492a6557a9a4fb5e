"""From a review to a PDF on disk."""

from contextlib import closing
from pathlib import Path

from studio.assets import config_dir
from studio.core.analysis import Analysis
from studio.core.atomic import write_atomically
from studio.core.exercise import Exercise
from studio.core.frame import Frame
from studio.core.report import ReportRequest
from studio.core.review import Review
from studio.services.jobs import JobContext, silent_context
from studio.services.report_progress import earlier_known
from studio.services.report_style import load_style
from studio.services.studio import Studio


def make_report(
    studio: Studio,
    analysis: Analysis,
    review: Review,
    exercise: Exercise,
    *,
    path: Path,
    context: JobContext | None = None,
    request: ReportRequest | None = None,
) -> Path:
    """Write the report of a review.

    Args:
        studio: the adapters.
        analysis: what the studio found.
        review: what the coach decided.
        exercise: wording and definitions.
        path: the PDF.
        context: of the job that this runs in; None when called directly.
        request: look and earlier sets; None for the look that the coach keeps, and what the library knows.

    Raises:
        UnreadableInput: the clip is gone, so there are no pictures to show.
        CannotWrite: nothing was written; an older report at that path is untouched.
    """
    context = context or silent_context()
    context.report(0.0, "reading the key frames")
    stills = _read_stills(studio, analysis, studio.renderer.still_indices(analysis, review), context)
    context.report(0.5, "setting the pages")
    if request is None:
        earlier = earlier_known(studio, analysis.clip.sha256)
        request = ReportRequest(style=load_style(config_dir()), earlier=earlier)
    pdf = studio.renderer.render(analysis, review, exercise, stills, request)
    context.checkpoint()
    write_atomically(path, pdf)
    return path


def _read_stills(studio: Studio, analysis: Analysis, indices: tuple[int, ...], context: JobContext) -> dict[int, Frame]:
    stills: dict[int, Frame] = {}
    with closing(studio.video.open(analysis.clip.path)) as source:
        for index in sorted(indices):
            context.checkpoint()
            stills[index] = source.read(index)
    return stills
