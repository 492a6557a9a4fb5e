"""A folder of clips, with their reviews where these lie beside them, becomes reports and a contact sheet."""

from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from studio.assets import config_dir
from studio.core.analysis import Analysis
from studio.core.arrays import ByteArray
from studio.core.atomic import make_folder, write_atomically
from studio.core.errors import MissingComponent, StudioError, UnreadableInput
from studio.core.exercise import Exercise
from studio.core.finding import Outcome
from studio.core.report import ContactCard
from studio.core.review import Review
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.clip_intake import clips_in
from studio.services.jobs import JobContext, silent_context
from studio.services.report import make_report
from studio.services.report_style import load_style
from studio.services.review_files import read_review, review_file_of
from studio.services.studio import Studio

CONTACT_SHEET = "contact-sheet.pdf"


@dataclass(frozen=True, slots=True)
class ReportOfClip:
    """What became of one clip; `report` is None when there is none, and then `problem` says why."""

    clip: Path
    report: Path | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class BatchRequest:
    """What a batch of reports is made from.

    Attributes:
        folder: with clips, and reviews beside them as `CLIP.review.json`.
        out: where the reports go; made when missing.
        exercise_id: the lift; empty for the usual one.
        language: of the wording.
    """

    folder: Path
    out: Path
    exercise_id: str = ""
    language: str = "en"


def make_reports(
    studio: Studio,
    request: BatchRequest,
    context: JobContext | None = None,
    *,
    on_clip: Callable[[ReportOfClip], None] = lambda _one: None,
) -> tuple[ReportOfClip, ...]:
    """Make a report for every clip of a folder, and a contact sheet of all.

    A clip that fails is told with its reason, on the contact sheet as well, and the next one begins.

    Raises:
        UnreadableInput: there is no clip.
        MissingComponent: there is no pose model, so that no clip can be analysed.
        CannotWrite: the contact sheet was not written.
    """
    context = context or silent_context()
    clips = list(clips_in([request.folder]))
    if not clips:
        raise UnreadableInput(f"There is no clip in {request.folder.name}.", remedy="Choose a folder with clips.")
    make_folder(request.out)
    made: list[ReportOfClip] = []
    cards: list[ContactCard] = []
    for clip in clips:
        context.checkpoint()
        one, card = _make_one(studio, request, clip, context)
        made.append(one)
        cards.append(card)
        on_clip(one)
    _write_contacts(studio, request, cards)
    return tuple(made)


def _make_one(
    studio: Studio, request: BatchRequest, clip: Path, context: JobContext
) -> tuple[ReportOfClip, ContactCard]:
    try:
        beside = review_file_of(clip)
        review = read_review(beside) if beside.is_file() else None
        asked = AnalysisRequest(path=clip, exercise_id=request.exercise_id, language=request.language, review=review)
        analysis = analyse(studio, asked, context)
        exercise = studio.exercise(analysis.exercise.id, request.language)
        review = review or Review(clip_sha256=analysis.clip.sha256)
        report = request.out / _name(clip, request.folder)
        make_report(studio, analysis, review, exercise, path=report, context=context)
        return ReportOfClip(clip, report), _card(studio, analysis, review, exercise)
    except MissingComponent:
        raise
    except StudioError as error:
        return ReportOfClip(clip, problem=error.summary), ContactCard(clip.name, "", error.summary, has_report=False)


def _name(clip: Path, folder: Path) -> str:
    """Clips of one name in different folders, or of different kinds, get reports of different names."""
    return "-".join(clip.relative_to(folder).parts) + ".pdf"


def _card(studio: Studio, analysis: Analysis, review: Review, exercise: Exercise) -> ContactCard:
    complete = sum(rep.is_complete for rep in analysis.reps)
    return ContactCard(
        name=analysis.clip.path.name,
        athlete=review.athlete,
        verdict=studio.renderer.headline(analysis, review, exercise),
        facts=(exercise.name, f"{complete}×"),
        picture=_picture(studio, analysis),
        tier=analysis.advice.safety.tier.value,
    )


def _picture(studio: Studio, analysis: Analysis) -> ByteArray:
    """The worst moment of the worst finding, or the top of the first rep, or the first frame."""
    clock = analysis.observation.clock
    found = sorted(
        (one for one in analysis.findings if one.outcome is Outcome.FOUND and isfinite(one.worst_time_s)),
        key=lambda one: -one.severity,
    )
    times = [*(one.worst_time_s for one in found), *(rep.top_s for rep in analysis.reps), clock.time_of(0)]
    with closing(studio.video.open(analysis.clip.path)) as source:
        return source.read(clock.nearest_index(times[0])).rgb


def _write_contacts(studio: Studio, request: BatchRequest, cards: Sequence[ContactCard]) -> None:
    knowledge = studio.exercise(request.exercise_id, request.language).knowledge
    pdf = studio.renderer.contact_sheet(cards, knowledge, load_style(config_dir()))
    write_atomically(request.out / CONTACT_SHEET, pdf)
