"""Many clips one after the other: the queue of the library, and a folder on the command line."""

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path

from studio.core.analysis import Analysis
from studio.core.atomic import make_folder, write_atomically
from studio.core.errors import CannotWrite, MissingComponent, StudioError
from studio.core.exercise import Exercise
from studio.core.finding import Outcome
from studio.core.review import Review
from studio.core.training import QueuedClip, QueueState, TrainingSet
from studio.services.analyse import AnalysisRequest, analyse
from studio.services.clip_intake import clips_in
from studio.services.jobs import JobContext, silent_context
from studio.services.library import Library
from studio.services.report import make_report
from studio.services.set_digest import digest_of
from studio.services.studio import Studio

_COLUMNS = ("clip", "state", "reps", "grade", "top_fault", "severity", "tier", "load_level", "hip_top_deg", "problem")
_SUMMARY, _STATE = "summary.csv", ".batch.json"


def run_queue(
    studio: Studio,
    library: Library,
    context: JobContext | None = None,
    *,
    on_item: Callable[[QueuedClip], None] = lambda _item: None,
    language: str = "en",
) -> int:
    """Analyse what waits in the library's queue, one clip after the other.

    A clip that fails is marked with its reason and the next one begins; what was under way when the work is withdrawn
    waits again.

    Returns:
        How many clips were analysed.

    Raises:
        MissingComponent: there is no pose model, so that no clip can be analysed.
    """
    context = context or silent_context()
    done = 0
    while (item := library.store.take_next()) is not None:
        on_item(item)
        try:
            kept = analyse_and_keep(studio, library, item, context, language=language)
        except StudioError as error:
            if isinstance(error, MissingComponent):
                library.store.mark(item.id, QueueState.WAITING)
                raise
            library.store.mark(item.id, QueueState.FAILED, problem=error.summary)
            on_item(replace(item, state=QueueState.FAILED, problem=error.summary))
            continue
        except BaseException:
            library.store.mark(item.id, QueueState.WAITING)
            raise
        library.store.mark(item.id, QueueState.DONE, set_id=kept.id)
        on_item(replace(item, state=QueueState.DONE, set_id=kept.id))
        done += 1
    return done


def analyse_and_keep(
    studio: Studio, library: Library, item: QueuedClip, context: JobContext, *, language: str = "en"
) -> TrainingSet:
    """Analyse one clip and keep the outcome, with the answers that the library knows for its athlete."""
    info = studio.video.probe(item.path)
    one = library.take_in(info, athlete_id=item.athlete_id, exercise_id=item.exercise_id)
    if one.clip.sha256 != info.sha256:
        return one  # another view of a set; the set is judged by its own clip
    kept = library.take_up(one)
    exercise = studio.exercise(one.exercise_id, language)
    library.seed_cache(one, info)
    request = AnalysisRequest(item.path, exercise_id=one.exercise_id, language=language, review=kept.review)
    analysis = analyse(studio, request, context)
    return library.keep(one, analysis, kept.review, exercise)


@dataclass(frozen=True, slots=True)
class BatchOptions:
    """What a batch over a folder does.

    Attributes:
        folder: with the clips.
        out: where results go; made when it is not there.
        exercise_id: the lift; empty for the usual one.
        reports: whether to make a PDF for each clip.
        workers: pose threads; 0 = one per core.
        language: of the wording.
    """

    folder: Path
    out: Path
    exercise_id: str = ""
    reports: bool = False
    workers: int = 0
    language: str = "en"


@dataclass(frozen=True, slots=True)
class BatchLine:
    """What became of one clip, ready for the summary."""

    clip: str
    state: str
    reps: int = 0
    grade: str = ""
    top_fault: str = ""
    severity: str = ""
    tier: str = ""
    load_level: str = ""
    hip_top_deg: str = ""
    problem: str = ""


def run_batch(
    studio: Studio, options: BatchOptions, context: JobContext | None = None
) -> Iterator[tuple[int, int, BatchLine]]:
    """Analyse every clip of a folder; one that is finished already, unchanged, is not done again.

    Args:
        studio: the adapters.
        options: what to do.
        context: of the job that this runs in.

    Yields:
        Number from 1, how many there are, and what became of the clip. The summary is up to date after each.

    Raises:
        CannotWrite: the results cannot be written.
        MissingComponent: there is no pose model.
    """
    context = context or silent_context()
    clips = tuple(clips_in([options.folder]))
    make_folder(options.out)
    earlier = _read_state(options)
    lines: dict[str, BatchLine] = {}
    for number, path in enumerate(clips, start=1):
        name = path.relative_to(options.folder).as_posix() if path != options.folder else path.name
        mark = _mark(path, options)
        known = earlier.get(name)
        is_known = known is not None and known[0] == mark
        lines[name] = known[1] if known is not None and is_known else _analyse_one(studio, options, path, name, context)
        earlier[name] = (mark, lines[name])
        _write_state(options, earlier)
        _write_summary(options, [lines[key] for key in lines])
        yield number, len(clips), replace(lines[name], state="kept") if is_known else lines[name]


def _analyse_one(studio: Studio, options: BatchOptions, path: Path, name: str, context: JobContext) -> BatchLine:
    try:
        request = AnalysisRequest(
            path, exercise_id=options.exercise_id, language=options.language, workers=options.workers
        )
        analysis = analyse(studio, request, context)
        exercise = studio.exercise(analysis.exercise.id, options.language)
        _write_results(studio, options, name, analysis=analysis, exercise=exercise, context=context)
    except (MissingComponent, CannotWrite):
        raise
    except StudioError as error:
        return BatchLine(name, "failed", problem=error.summary)
    return _line_of(name, analysis, exercise)


def _write_results(
    studio: Studio, options: BatchOptions, name: str, *, analysis: Analysis, exercise: Exercise, context: JobContext
) -> None:
    target = options.out / f"{name}.json"
    make_folder(target.parent)
    review = Review(clip_sha256=analysis.clip.sha256)
    studio.exporter.write_json(target, analysis, review)
    if options.reports:
        make_report(studio, analysis, review, exercise, path=options.out / f"{name}.pdf", context=context)


def _line_of(name: str, analysis: Analysis, exercise: Exercise) -> BatchLine:
    digest = digest_of(analysis, Review(clip_sha256=analysis.clip.sha256), exercise)
    top = next((one.value for one in digest.measures if one.id == "M-HIP-TOP"), None)
    has_fault = any(mark.outcome is Outcome.FOUND for mark in digest.faults) and bool(digest.top_fault)
    return BatchLine(
        clip=name,
        state="done",
        reps=digest.rep_count,
        grade=digest.grade,
        top_fault=digest.top_fault,
        severity=digest.top_severity.word if has_fault else "",
        tier=digest.tier,
        load_level=digest.load_level,
        hip_top_deg=f"{top:.1f}" if top is not None and isfinite(top) else "",
    )


def _mark(path: Path, options: BatchOptions) -> str:
    """A clip is done as long as neither file nor question has changed."""
    stat = path.stat()
    return f"{stat.st_size}-{stat.st_mtime_ns}-{options.exercise_id}-{options.language}-{options.reports}"


def _read_state(options: BatchOptions) -> dict[str, tuple[str, BatchLine]]:
    """What an earlier run finished; a damaged note counts as none."""
    try:
        data = json.loads((options.out / _STATE).read_text(encoding="utf-8"))
        lines = {str(name): (str(entry["mark"]), BatchLine(**entry["line"])) for name, entry in data.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {name: (mark, line) for name, (mark, line) in lines.items() if _is_whole(options, name, line)}


def _is_whole(options: BatchOptions, name: str, line: BatchLine) -> bool:
    if line.state != "done":
        return False
    has_report = not options.reports or (options.out / f"{name}.pdf").is_file()
    return (options.out / f"{name}.json").is_file() and has_report


def _write_state(options: BatchOptions, state: dict[str, tuple[str, BatchLine]]) -> None:
    data = {name: {"mark": mark, "line": _as_dict(line)} for name, (mark, line) in state.items()}
    write_atomically(options.out / _STATE, json.dumps(data, indent=1).encode())


def _write_summary(options: BatchOptions, lines: Sequence[BatchLine]) -> None:
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\n")
    writer.writeheader()
    for line in lines:
        writer.writerow({key: _harmless(value) for key, value in _as_dict(line).items()})
    write_atomically(options.out / _SUMMARY, text.getvalue().encode("utf-8"))


def _as_dict(line: BatchLine) -> dict[str, str | int]:
    return {name: getattr(line, name) for name in _COLUMNS}


def _harmless(value: str | int) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value
