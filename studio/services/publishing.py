"""What leaves the desk: the live preview, the PDF in the coach's look, and everything that the sharing sheet makes."""

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from studio.core.analysis import Analysis
from studio.core.atomic import make_folder, write_atomically
from studio.core.case import CASE_SUFFIX
from studio.core.errors import StudioError, UsageError
from studio.core.events import Event
from studio.core.face_blur import hide_face
from studio.core.frame import Frame
from studio.core.report import EarlierSet, ReportOutline, ReportRequest, ReportStyle
from studio.services.desk import Desk
from studio.services.film_export import Shown, make_video
from studio.services.film_plan import FilmWish
from studio.services.jobs import Job, JobContext, JobRunner
from studio.services.report_style import load_style, save_style
from studio.services.studio import Studio

if TYPE_CHECKING:
    from studio.services.library import Library

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Preview:
    """A report as pictures of its pages (PNG), and what can be changed about it."""

    pages: tuple[bytes, ...]
    outline: ReportOutline


@dataclass(frozen=True, slots=True)
class SharingChoice:
    """What the coach hands over.

    Attributes:
        has_pdf: the report.
        has_video: the annotated video.
        has_tables: signals, reps and findings.
        is_athletes_page_only: the first page of the report alone.
        hides_face: the athlete's face is made unrecognisable, in pictures and video.
        has_case: the set as a case, which another studio opens.
        has_name_in_case: the athlete's name goes along in the case.
        begins_mail: the mail program is asked for a new mail afterwards.
        folder: where it goes; empty for beside the clip.
    """

    has_pdf: bool = True
    has_video: bool = False
    has_tables: bool = False
    is_athletes_page_only: bool = False
    hides_face: bool = False
    has_case: bool = False
    has_name_in_case: bool = True
    begins_mail: bool = False
    folder: str = ""


def _keep_nothing(_shown: Shown) -> "tuple[Library, str]":
    raise UsageError("This set is not kept in the library.", remedy="Share the other files instead.")


class Publishing:
    """Makes previews and files of what lies on the desk, off the window's thread.

    Attributes:
        failed: told with what went wrong.
    """

    def __init__(
        self,
        desk: Desk,
        studio: Studio,
        runner: JobRunner,
        *,
        settings: Path,
        earlier: Callable[[str], tuple[EarlierSet, ...]] = lambda _clip_sha256: (),
        keep: "Callable[[Shown], tuple[Library, str]]" = _keep_nothing,
    ) -> None:
        self.failed: Event[Exception] = Event()
        self._desk, self._studio, self._runner, self._settings = desk, studio, runner, settings
        self._style = load_style(settings)
        self._earlier, self._keep = earlier, keep
        desk.report_request = self.request
        self._stills: tuple[tuple[str, tuple[int, ...]], Mapping[int, Frame]] = (("", ()), {})

    @property
    def style(self) -> ReportStyle:
        """The coach's look."""
        return self._style

    @property
    def shown(self) -> Shown | None:
        """What lies on the desk, once it is analysed."""
        analysis, review, exercise = self._desk.analysis, self._desk.review, self._desk.exercise
        if analysis is None or review is None or exercise is None:
            return None
        return Shown(analysis, review, exercise)

    def choose_style(self, style: ReportStyle) -> None:
        """Take another look from now on and keep it. Raises CannotWrite."""
        self._style = style
        save_style(self._settings, style)

    def reps_text(self) -> str:
        """Measures of all reps as tab-separated text; empty when there is nothing yet."""
        shown = self.shown
        return self._studio.exporter.reps_text(shown.analysis) if shown is not None else ""

    def request(self) -> ReportRequest:
        """The coach's look, and what the set on the desk is compared with; from any thread.

        A library that does not open stops no report.
        """
        clip = self._desk.clip
        try:
            earlier = self._earlier(clip.sha256) if clip is not None else ()
        except StudioError:
            earlier = ()
        return ReportRequest(style=self._style, earlier=earlier)

    def preview(self, *, pixels_per_inch: float) -> Job[Preview] | None:
        """Draw the report's pages; None when there is nothing to report yet."""
        shown = self.shown
        if shown is None:
            return None

        def work(context: JobContext) -> Preview:
            stills = self._read_stills(shown, context)
            pages, outline = self._studio.renderer.preview(
                shown.analysis, shown.review, shown.exercise, stills, self.request(), pixels_per_inch=pixels_per_inch
            )
            return Preview(pages, outline)

        return self._submit(work, title="drawing the report")

    def export_report(self, path: Path) -> Job[Path] | None:
        """Write the PDF in the coach's look; None when there is nothing to report yet."""
        shown = self.shown
        if shown is None:
            return None
        return self._submit(lambda context: self._write_pdf(shown, path, context), title="making the report")

    def share(self, choice: SharingChoice, folder: Path, name: str) -> Job[tuple[Path, ...]] | None:
        """Write everything that was chosen into a folder; only a case carries the clip's own facts.

        Args:
            choice: what is made.
            folder: where it goes; made when missing.
            name: beginning of every file's name.
        """
        shown = self.shown
        if shown is None:
            return None
        return self._submit(lambda context: self._share(shown, choice, folder, name, context), title="sharing")

    def _share(
        self, shown: Shown, choice: SharingChoice, folder: Path, name: str, context: JobContext
    ) -> tuple[Path, ...]:
        make_folder(folder)
        made: list[Path] = []
        if choice.has_pdf:
            edits = shown.review.report
            left_out = (*edits.left_out, "coach-pages") if choice.is_athletes_page_only else edits.left_out
            printed = replace(shown, review=replace(shown.review, report=replace(edits, left_out=left_out)))
            made.append(self._write_pdf(printed, folder / f"{name}.pdf", context, hides_face=choice.hides_face))
        if choice.has_tables:
            made += self._studio.exporter.write_csv(folder / f"{name}.csv", shown.analysis, shown.review)
        if choice.has_video:
            wish = FilmWish(hides_face=choice.hides_face)
            made.append(make_video(self._studio, shown, wish, folder / f"{name}.mp4", context))
        if choice.has_case:
            made.append(self._write_case(shown, choice, folder / f"{name}{CASE_SUFFIX}", context))
        return tuple(made)

    def _write_case(self, shown: Shown, choice: SharingChoice, path: Path, context: JobContext) -> Path:
        """Write the set as the library keeps it; a face cannot be hidden in a clip that goes as it was filmed."""
        from studio.services.case_sharing import CaseOptions, export_case

        library, set_id = self._keep(shown)
        options = CaseOptions(
            has_name=choice.has_name_in_case,
            has_clip=not choice.hides_face,
            has_report=not choice.hides_face,
            language=self._desk.language,
        )
        return export_case(self._studio, library, set_id, path, options=options, context=context)

    def _write_pdf(self, shown: Shown, path: Path, context: JobContext, *, hides_face: bool = False) -> Path:
        stills = self._read_stills(shown, context)
        if hides_face:
            stills = {index: _without_face(frame, shown.analysis) for index, frame in stills.items()}
        pdf = self._studio.renderer.render(shown.analysis, shown.review, shown.exercise, stills, self.request())
        context.checkpoint()
        write_atomically(path, pdf)
        return path

    def _read_stills(self, shown: Shown, context: JobContext) -> Mapping[int, Frame]:
        """The report's frames; those of the last time are used again."""
        indices = self._studio.renderer.still_indices(shown.analysis, shown.review)
        known_key, known = self._stills
        key = (shown.analysis.clip.sha256, indices)
        if key == known_key:
            return known
        kept = dict(known) if known_key[0] == key[0] else {}
        missing = [index for index in indices if index not in kept]
        if missing:
            with closing(self._studio.video.open(shown.analysis.clip.path)) as source:
                for index in missing:
                    context.checkpoint()
                    kept[index] = source.read(index)
        stills = {index: kept[index] for index in indices}
        self._stills = (key, stills)
        return stills

    def _submit(self, work: Callable[[JobContext], Result], *, title: str) -> Job[Result]:
        job: Job[Result] = self._runner.submit(work, title=title, lane="io")
        job.failed.subscribe(self.failed.emit)
        return job


def _without_face(frame: Frame, analysis: Analysis) -> Frame:
    joints = analysis.landmarks.xy_px[frame.index]
    scale = frame.rgb.shape[1] / analysis.observation.width_px
    return replace(frame, rgb=hide_face(frame.rgb, joints * scale))
