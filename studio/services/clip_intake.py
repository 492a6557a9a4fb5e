"""Clips into the library: files, folders, watched folders, and clips that moved. No file is ever moved or changed."""

import hashlib
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from studio.core.errors import StudioError, UsageError
from studio.core.training import TrainingSet
from studio.services.clip_facts import is_settled
from studio.services.jobs import JobContext, silent_context
from studio.services.library import Library
from studio.services.studio import Studio

CLIP_SUFFIXES = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".3gp", ".mts"})
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one file.

    Attributes:
        path: the file.
        set_id: the set of its clip; empty when it could not be read.
        is_new: whether the library did not know this content before.
        problem: why it was not taken in, one sentence.
    """

    path: Path
    set_id: str = ""
    is_new: bool = False
    problem: str = ""


def clips_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Clips among files and in folders, with those below them, by name; hidden files are passed over."""
    for path in paths:
        if path.is_dir():
            below = sorted(one for one in path.rglob("*") if not _is_hidden(one, path))
            yield from (one for one in below if one.suffix.lower() in CLIP_SUFFIXES and one.is_file())
        else:
            yield path


def take_in(
    studio: Studio,
    library: Library,
    paths: Iterable[Path],
    *,
    athlete_id: str = "",
    exercise_id: str = "",
    context: JobContext | None = None,
) -> tuple[TakenIn, ...]:
    """Add clips to the library. The same content is one set, under whatever name it comes.

    Args:
        studio: reads the clips.
        library: takes them.
        paths: files and folders.
        athlete_id: whose; empty for nobody yet.
        exercise_id: the lift; empty for the usual one.
        context: of the job that this runs in.
    """
    context = context or silent_context()
    clips = tuple(dict.fromkeys(clips_in(paths)))
    taken: list[TakenIn] = []
    for number, path in enumerate(clips):
        context.report(number / max(len(clips), 1), "reading the clips")
        try:
            info = studio.video.probe(path)
            is_new = library.store.with_clip(info.sha256) is None
            one = library.take_in(info, athlete_id=athlete_id, exercise_id=exercise_id)
            taken.append(TakenIn(path, one.id, is_new=is_new))
        except StudioError as error:
            taken.append(TakenIn(path, problem=error.summary))
    return tuple(taken)


def new_in_watched(library: Library, *, now_s: float | None = None) -> tuple[Path, ...]:
    """Clips in the watched folders that the queue does not know yet and that nobody is writing to."""
    known = {item.path for item in library.store.queue()}
    at_s = time.time() if now_s is None else now_s
    found = (path for folder in library.store.watched() if folder.is_dir() for path in clips_in([folder]))
    return tuple(path for path in found if path not in known and is_settled(path, now_s=at_s))


def missing_clips(sets: Iterable[TrainingSet]) -> tuple[TrainingSet, ...]:
    """Sets whose clip is not where it was, or is another file now."""
    return tuple(one for one in sets if not _is_there(one))


def relink(
    library: Library, sets: Iterable[TrainingSet], folder: Path, context: JobContext | None = None
) -> dict[str, Path]:
    """Find missing clips in a folder by their content, whatever they are called now.

    Args:
        library: keeps where they are.
        sets: whose clips are wanted.
        folder: where to look, with the folders below.
        context: of the job that this runs in.

    Returns:
        The new place of each clip that was found, by the id of its set.
    """
    context = context or silent_context()
    wanted = {one.clip.sha256: one for one in sets}
    sizes = {one.clip.size_bytes for one in wanted.values()}
    found: dict[str, Path] = {}
    for path in clips_in([folder]):
        context.checkpoint()
        if not wanted:
            break
        if path.stat().st_size not in sizes:
            continue
        sha256 = fingerprint_of(path, context)
        one = wanted.pop(sha256, None)
        if one is not None:
            clips = tuple(replace(clip, path=path) if clip.sha256 == sha256 else clip for clip in one.clips)
            library.change(replace(one, clips=clips))
            found[one.id] = path
    return found


def require_clip(one: TrainingSet) -> Path:
    """Where the clip of a set lies.

    Raises:
        UsageError: it is gone, or another file lies there now.
    """
    path = one.clip.path
    if not path.is_file():
        raise UsageError(f"{path.name} is no longer where it was.", remedy="Find it again with “Find missing clips”.")
    if one.clip.size_bytes and path.stat().st_size != one.clip.size_bytes:
        raise UsageError(
            f"{path.name} is another file now than the one that was analysed.",
            remedy="Put the first one back, or find it with “Find missing clips”.",
        )
    return path


def fingerprint_of(path: Path, context: JobContext) -> str:
    """SHA-256 of a file, with checkpoints."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            context.checkpoint()
            digest.update(piece)
    return digest.hexdigest()


def _is_there(one: TrainingSet) -> bool:
    try:
        size = one.clip.path.stat().st_size
    except OSError:
        return False
    return not one.clip.size_bytes or size == one.clip.size_bytes


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
