"""`lockout export`: a clip in, motion files, videos and pictures out."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from pathlib import Path

import typer

from studio.cli.progress import run_job
from studio.core.errors import UsageError
from studio.core.film import FilmLayout
from studio.core.review import Review
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.film_export import Shown, make_gif, make_kinogram, make_video, write_still
from studio.services.film_plan import Emphasis, FilmWish
from studio.services.jobs import JobContext
from studio.services.review_files import read_review
from studio.services.studio import Studio


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """The options of the command; `files` holds where each kind goes, None for not asked for."""

    clip: Path
    exercise_id: str
    files: Mapping[str, Path | None]
    rep: int = 1
    at_s: float = 0.0
    speed: float = 1.0
    emphasis: str = "none"
    is_side_by_side: bool = False
    hides_face: bool = False
    metres_per_px: float = nan
    review_file: Path | None = None
    language: str = "en"


def export_clip(studio: Studio, options: ExportOptions) -> int:
    """Analyse the clip and write what was asked for; print the files."""
    wanted = {kind: path for kind, path in options.files.items() if path is not None}
    if not wanted:
        raise UsageError("Nothing was asked for.", remedy="Name at least one file, such as --trc set.trc.")
    wish = _wish(options)

    def work(context: JobContext) -> list[Path]:
        review = read_review(options.review_file) if options.review_file else None
        request = AnalysisRequest(
            path=options.clip, exercise_id=options.exercise_id, language=options.language, review=review
        )
        analysis = analyse(studio, request, context)
        exercise = studio.exercise(analysis.exercise.id, options.language)
        shown = Shown(analysis, review or Review(clip_sha256=analysis.clip.sha256), exercise)
        for kind, path in wanted.items():
            context.checkpoint()
            _write(studio, kind, path, shown, wish, options, context)
        return list(wanted.values())

    for path in run_job(work, title=f"exporting {options.clip.name}", language=options.language):
        typer.echo(str(path))
    return 0


def _wish(options: ExportOptions) -> FilmWish:
    if options.emphasis not in list(Emphasis):
        raise UsageError(f"“{options.emphasis}” is no emphasis.", remedy="Choose none, slow or freeze.")
    return FilmWish(
        speed=options.speed,
        emphasis=Emphasis(options.emphasis),
        layout=FilmLayout.SIDE_BY_SIDE if options.is_side_by_side else FilmLayout.OVERLAY,
        hides_face=options.hides_face,
    )


def _write(  # noqa: PLR0917 -- what is written, where, from what and how
    studio: Studio, kind: str, path: Path, shown: Shown, wish: FilmWish, options: ExportOptions, context: JobContext
) -> None:
    match kind:
        case "trc":
            studio.write_motion().write_trc(path, shown.analysis, metres_per_px=options.metres_per_px)
        case "mot":
            studio.write_motion().write_mot(path, shown.analysis)
        case "c3d":
            studio.write_motion().write_c3d(path, shown.analysis, metres_per_px=options.metres_per_px)
        case "video":
            make_video(studio, shown, wish, path, context)
        case "gif":
            make_gif(studio, shown, options.rep, wish, path, context=context)
        case "kinogram":
            make_kinogram(studio, shown, options.rep, wish, path, context=context)
        case _:
            write_still(studio, shown, shown.analysis.observation.clock.nearest_index(options.at_s), wish, path)
