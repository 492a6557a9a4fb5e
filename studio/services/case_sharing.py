"""Handing a set to somebody else as one file, and taking such a file in."""

import json
import tempfile
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from studio.coaching import parse_intake
from studio.core.analysis import EngineIdentity
from studio.core.case import Case
from studio.core.errors import StudioError, UnreadableInput, UsageError
from studio.core.exercise import Exercise
from studio.core.frame import ClipInfo
from studio.core.observation import Observation
from studio.core.review import Review
from studio.core.stored_review import review_from_data, review_to_data
from studio.core.training import Session, TrainingSet
from studio.services.clip_intake import require_clip
from studio.services.conclude import conclude
from studio.services.desk import Beginning
from studio.services.jobs import JobContext, silent_context
from studio.services.library import Library
from studio.services.observation_cache import unpack_observation
from studio.services.report import make_report
from studio.services.studio import Studio
from studio.services.voice_shelf import VOICES, VoiceFolder


@dataclass(frozen=True, slots=True)
class CaseOptions:
    """What goes into a case.

    Attributes:
        has_name: the athlete's name goes along, and so do voice notes.
        has_clip: the clip itself goes along; without it the receiver must have it.
        has_report: a PDF goes along.
        language: of the report.
    """

    has_name: bool = True
    has_clip: bool = True
    has_report: bool = True
    language: str = "en"


def export_case(
    studio: Studio,
    library: Library,
    set_id: str,
    path: Path,
    *,
    options: CaseOptions | None = None,
    context: JobContext | None = None,
) -> Path:
    """Write a set with everything about it into one file.

    Raises:
        UsageError: the set was not analysed, or its clip is gone.
        CannotWrite: the file cannot be written.
    """
    options, context = options or CaseOptions(), context or silent_context()
    one = library.store.load(set_id)
    clip = require_clip(one, studio.video)
    info = studio.video.probe(clip)
    observation = library.observation(one, info)
    if observation is None:
        raise UsageError("This set was not analysed yet.", remedy="Open it first, then share it.")
    context.report(0.1, "judging")
    exercise = studio.exercise(one.exercise_id, options.language)
    review = library.take_up(one).review
    stored = review_from_data(one.review)
    if not options.has_name:
        # a voice can name somebody too
        review, stored = replace(review, athlete="", voice_notes=()), replace(stored, athlete="", voice_notes=())
    analysis = conclude(studio, info, exercise, observation, engine=EngineIdentity(*one.engine), review=review)
    with tempfile.TemporaryDirectory() as folder:
        studio.exporter.write_json(Path(folder) / "analysis.json", analysis, review)
        contract = json.loads((Path(folder) / "analysis.json").read_text(encoding="utf-8"))
        contract["source"]["path"] = clip.name  # where it lies here is nobody else's business
        report = b""
        if options.has_report:
            context.report(0.3, "setting the pages")
            made = make_report(studio, analysis, review, exercise, path=Path(folder) / "report.pdf", context=context)
            report = made.read_bytes()
    owner = library.athlete(one.session.athlete_id)
    case = Case(
        exercise_id=one.exercise_id,
        day=one.session.day,
        clip_sha256=one.clip.sha256,
        clip=clip if options.has_clip else None,
        clip_name=clip.name,
        athlete=owner.name if owner and options.has_name else "",
        engine=one.engine,
        review=review_to_data(stored),
        analysis=json.dumps(contract, ensure_ascii=False, indent=1).encode("utf-8"),
        arrays=library.store.get_arrays(one.observation) or {},
        report=report,
        neutral=review.neutral,
        log={key: value for key, value in one.log.items() if options.has_name or key != "athlete"},
        voices=_recordings(library, stored),
    )
    studio.cases().write(path, case)
    return path


def import_case(studio: Studio, library: Library, path: Path) -> TrainingSet:
    """Take a case into the library. What is refused leaves nothing behind.

    Raises:
        UnreadableInput: the file is no case, is damaged or was made to do harm, or comes without a clip that is here.
        UsageError: the set is in the library already.
    """
    clips = library.store.folder / "clips"
    had = set(clips.glob("*")) if clips.is_dir() else set()
    case = studio.cases().read(path, clips)
    try:
        return _take(studio, library, case)
    except StudioError:
        if case.clip is not None and case.clip not in had:
            with suppress(OSError):
                case.clip.unlink()
        raise


def _take(studio: Studio, library: Library, case: Case) -> TrainingSet:
    known = library.store.with_clip(case.clip_sha256)
    if known is not None and known.review:
        raise UsageError("This set is in your library already; nothing was changed.", remedy="Open it there.")
    clip = case.clip or (known.clip.path if known is not None else None)
    if clip is None or not clip.is_file():
        raise UnreadableInput(
            f"This case comes without its clip {case.clip_name}.", remedy="Add the clip to the library first."
        )
    info = studio.video.probe(clip)
    review, exercise, (observation, engine) = _contents(studio, case, info)
    there = library.find_named(case.athlete) if case.athlete else None
    if there is not None and there.neutral is not None:
        review = replace(review, neutral=there.neutral)  # what the receiver knows of the athlete goes first
    analysis = conclude(studio, info, exercise, observation, engine=engine, review=review)
    owner = _owner_of(library, case)
    one = known or library.take_in(info, athlete_id=owner, exercise_id=case.exercise_id)
    one = replace(one, session=Session(day=case.day, athlete_id=owner or one.session.athlete_id))
    for data in case.voices.values():
        _voices_of(library).put(case.clip_sha256, data)
    return library.keep(one, analysis, review, exercise)


def _owner_of(library: Library, case: Case) -> str:
    """The athlete of a case, added when there is none; a neutral that came along counts where there is none yet."""
    if not case.athlete:
        return ""
    athlete = library.athlete_named(case.athlete)
    if athlete.neutral is None and case.neutral is not None:
        athlete = library.store.save_athlete(replace(athlete, neutral=case.neutral))
    return athlete.id


def look_at_case(studio: Studio, path: Path, folder: Path) -> tuple[Path, Beginning]:
    """A case as something to look at and to try things out on; no library, cache or autosave hears of it.

    Args:
        studio: the adapters.
        path: the case.
        folder: for its clip, as long as it is looked at.

    Returns:
        The clip, and what to begin with.

    Raises:
        UnreadableInput: the file is no case, is damaged or was made to do harm, or comes without its clip.
    """
    case = studio.cases().read(path, folder)
    if case.clip is None:
        raise UnreadableInput(
            f"This case comes without its clip {case.clip_name}.",
            remedy="Drop it on the library, where it is joined with the clip.",
        )
    review, exercise, seen = _contents(studio, case, studio.video.probe(case.clip))
    return case.clip, Beginning(review, exercise.id, guest=path, seen=seen, voices=case.voices)


def _voices_of(library: Library) -> VoiceFolder:
    return VoiceFolder(library.store.folder.parent / VOICES)


def _recordings(library: Library, review: Review) -> dict[str, bytes]:
    """Recordings of the review's voice notes; those that are gone are left out."""
    shelf = _voices_of(library)
    found = ((note.id, shelf.get(review.clip_sha256, note.id)) for note in review.voice_notes)
    return {note_id: data for note_id, data in found if data is not None}


def _contents(
    studio: Studio, case: Case, info: ClipInfo
) -> tuple[Review, Exercise, tuple[Observation, EngineIdentity]]:
    """The review with all answers, the lift, and what was seen."""
    review = review_from_data(case.review)
    exercise = studio.exercise(case.exercise_id)
    try:
        observation = unpack_observation(dict(case.arrays), info)
    except (KeyError, ValueError, TypeError, IndexError) as error:
        raise UnreadableInput(
            "What was seen in this case does not fit its clip.", remedy="Ask for it again."
        ) from error
    answers = parse_intake({**review.intake.answers, **case.log})
    review = replace(review, athlete=case.athlete, intake=answers, neutral=case.neutral)
    return review, exercise, (observation, EngineIdentity(*case.engine))
