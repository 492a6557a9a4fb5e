"""Clips into the library: files, folders, watched folders, and clips that moved. No file is ever moved or changed."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from studio.core.errors import CannotWrite, StudioError, UnreadableInput, UsageError
from studio.core.ports import VideoLibrary
from studio.core.training import SetQuery, SetRow, TrainingSet
from studio.services.jobs import JobContext, silent_context
from studio.services.library import Library
from studio.services.studio import Studio

CLIP_SUFFIXES = frozenset({".mp4", ".mov", ".m4v", ".mkv", ".webm", ".avi", ".3gp", ".mts"})
_PIECE = 1 << 20
_MOST_ROWS = 1_000_000


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

    Raises:
        CannotWrite: the library takes nothing just now; a clip that cannot be read is told in its line instead.
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
        except CannotWrite:
            raise  # that is the library's trouble and no clip's
        except StudioError as error:
            taken.append(TakenIn(path, problem=error.summary))
    return tuple(taken)


class FolderWatch:
    """Looks at the watched folders again and again; a clip is new once it has stayed the same between two looks.

    No clock is asked: a copy under way grows, and clocks of cameras, disks and computers differ.
    """

    def __init__(self) -> None:
        self._seen: dict[Path, tuple[int, int]] = {}
        self._done: set[tuple[Path, int, int]] = set()
        self._contents: set[str] = set()

    def look(self, library: Library) -> tuple[Path, ...]:
        """Clips that have settled since the last look and that the library may not know yet."""
        known = {item.path for item in library.store.queue()}
        folders = [folder for folder in library.store.watched() if folder.is_dir()]
        now = {path: state for path in clips_in(folders) if (state := _state_of(path)) is not None}
        settled = [path for path, state in now.items() if self._seen.get(path) == state and path not in known]
        self._seen = now
        new = {path: now[path] for path in settled if (path, *now[path]) not in self._done}
        return tuple(self._unknown(library, new))

    def _unknown(self, library: Library, states: Mapping[Path, tuple[int, int]]) -> Iterator[Path]:
        """Files whose content is neither in the library nor among those found before; those are found now."""
        rows = library.store.find(SetQuery(limit=_MOST_ROWS)).rows if states else ()
        places = {(row.clip, row.clip_bytes) for row in rows}
        for path, state in states.items():
            if (path, state[0]) not in places:
                try:
                    sha256 = fingerprint_of(path, silent_context())
                except OSError:
                    continue  # gone again, or its disk is; the next look tells
                if sha256 not in self._contents and library.store.with_clip(sha256) is None:
                    self._contents.add(sha256)
                    yield path
            self._done.add((path, *state))


def _state_of(path: Path) -> tuple[int, int] | None:
    """Size and time of change; None for a file that is empty or gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return (stat.st_size, stat.st_mtime_ns) if stat.st_size else None


def missing_clips(library: Library, replaced: Collection[str] = ()) -> tuple[TrainingSet, ...]:
    """Sets whose clip is not where it was, or is another file now.

    Args:
        library: whose sets.
        replaced: ids of sets that are known to have another file of the same size in place of their clip.
    """
    rows = library.store.find(SetQuery(limit=_MOST_ROWS)).rows
    return tuple(library.store.load(row.id) for row in rows if row.id in replaced or not _is_there(row))


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


class ClipReplaced(UsageError):
    """Another file lies where the clip of a set was."""


def require_clip(one: TrainingSet, video: VideoLibrary) -> Path:
    """Where the clip of a set lies. Its whole content is compared: another clip under the same name is no clip of it.

    Raises:
        UsageError: it is gone.
        ClipReplaced: another file lies there now.
    """
    path = one.clip.path
    if not path.is_file():
        raise UsageError(f"{path.name} is no longer where it was.", remedy="Find it again with “Find missing clips”.")
    is_same_size = not one.clip.size_bytes or path.stat().st_size == one.clip.size_bytes
    if not is_same_size or not _is_content(path, one.clip.sha256, video):
        raise ClipReplaced(
            f"{path.name} is another file now than the one that was analysed.",
            remedy="Put the first one back, or find it with “Find missing clips”.",
        )
    return path


def _is_content(path: Path, sha256: str, video: VideoLibrary) -> bool:
    try:
        return video.probe(path).sha256 == sha256
    except UnreadableInput:
        return False


def fingerprint_of(path: Path, context: JobContext) -> str:
    """SHA-256 of a file, with checkpoints."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            context.checkpoint()
            digest.update(piece)
    return digest.hexdigest()


def _is_there(row: SetRow) -> bool:
    try:
        size = row.clip.stat().st_size
    except OSError:
        return False
    return not row.clip_bytes or size == row.clip_bytes


def _is_hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)
