"""Everything about one athlete: handed out in readable form, or deleted for good."""

import csv
import io
import json
import shutil
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Any

from studio.assets import config_dir
from studio.core.athlete import Athlete
from studio.core.atomic import write_all_atomically
from studio.core.errors import CannotWrite, UsageError
from studio.core.set_store import Erasure
from studio.core.training import SetDigest, TrainingSet
from studio.services.library import Library
from studio.services.recent_clips import RecentClips
from studio.services.studio import Studio
from studio.services.voice_shelf import VOICES, VoiceFolder

_AUTOSAVED = "reviews"
"""Folder beside the library in which the desk keeps its last edits."""

_LOGS = "studio.log*"

_READ_ME = """Data of one athlete

profile.json      name, measurements, notes, consent
screening.json    every version of the answers to the screening, oldest first
sets.csv          one line for each set
sets.json         each set in full: log, findings, measures, the coach's review
landmarks/        what was seen in each clip: joints over time, as NumPy arrays
pictures/         the small pictures of the list
voice/            what the coach said, as Ogg files; sets.json names the moment of each

The clips themselves stay where they lie; sets.csv names them.
"""
_CSV = ("day", "exercise", "load_kg", "reps_done", "rpe", "pain_max", "top_fault", "tier", "load_level", "tags", "clip")


@dataclass(frozen=True, slots=True)
class PersonErased:
    """What was deleted, as proof.

    Attributes:
        library: what went from the library.
        caches: names of the cache files that went.
        clips: where their clips lie, for whatever else names them.
    """

    library: Erasure
    caches: tuple[str, ...]
    clips: tuple[Path, ...] = ()


def export_person(library: Library, athlete_id: str, folder: Path) -> tuple[Path, ...]:
    """Write everything that is kept about an athlete into a folder, readable without the studio.

    Raises:
        UsageError: there is no such athlete.
        CannotWrite: the folder cannot be written.
    """
    athlete = library.athlete(athlete_id)
    if athlete is None:
        raise UsageError("This athlete is not in the library.", remedy="Look at: lockout library list")
    sets = library.store.history(athlete_id)
    versions = library.store.screenings(athlete_id)
    texts = {
        "README.txt": _READ_ME,
        "profile.json": _json(_profile(athlete)),
        "screening.json": _json([{"day": one.day.isoformat(), "answers": dict(one.answers)} for one in versions]),
        "sets.csv": _table(sets),
        "sets.json": _json([_set(one) for one in sets]),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_all_atomically({folder / name: text.encode("utf-8") for name, text in texts.items()})
        files = [folder / name for name in texts]
        files += _copy_stored(library, sets, folder)
    except OSError as error:
        raise CannotWrite(f"The data cannot be written to {folder.name}.", remedy="Choose another folder.") from error
    return tuple(files)


def erase_person(studio: Studio, library: Library, athlete_id: str) -> PersonErased:
    """Delete everything about an athlete, for good: library, caches, recent clips, lines of the log. No undo."""
    athlete = library.athlete(athlete_id)
    clips = tuple(clip.path for one in library.store.history(athlete_id) for clip in one.clips)
    names = {athlete.name} if athlete else set()
    return _erase_traces(studio, library, library.store.erase_athlete(athlete_id), clips, names)


def erase_set(studio: Studio, library: Library, set_id: str) -> PersonErased:
    """Delete one set and everything about it; the clip stays where it lies. There is no undo.

    Raises:
        UsageError: there is no such set.
    """
    clips = tuple(clip.path for clip in library.store.load(set_id).clips)
    return _erase_traces(studio, library, library.store.erase_sets([set_id]), clips, set())


def _erase_traces(
    studio: Studio, library: Library, proof: Erasure, clips: tuple[Path, ...], names: set[str]
) -> PersonErased:
    beside = library.store.folder.parent
    folders = (studio.cache_dir, beside / _AUTOSAVED, beside / VOICES, library.store.folder / "clips")
    gone = [*erase_caches(folders, proof.clip_sha256s)]
    if RecentClips(config_dir()).forget(clips, proof.clip_sha256s):
        gone.append("recent clips")
    gone += forget_lines(beside.glob(_LOGS), names | {clip.name for clip in clips})
    return PersonErased(proof, tuple(gone), clips)


def forget_lines(files: Iterable[Path], words: Iterable[str]) -> list[str]:
    """Take the lines out of text files that hold one of some words; in place, since a window may have them open."""
    wanted = [word.casefold() for word in words if word]
    gone: list[str] = []
    for path in files:
        with suppress(OSError), path.open("r+", encoding="utf-8", errors="surrogateescape", newline="") as file:
            lines = file.readlines()
            kept = [line for line in lines if not any(word in line.casefold() for word in wanted)]
            if len(kept) < len(lines):
                file.seek(0)
                file.writelines(kept)
                file.truncate()
                gone.append(f"{len(lines) - len(kept)} lines of {path.name}")
    return gone


def erase_caches(folders: Iterable[Path], clip_sha256s: Iterable[str]) -> tuple[str, ...]:
    """Delete what caches and the autosave hold of some clips; their files begin with the clip's fingerprint."""
    gone: list[str] = []
    wanted = [(folder, sha256) for folder in folders for sha256 in clip_sha256s]
    for folder, sha256 in wanted:
        for path in sorted(folder.rglob(f"{sha256[:16]}*")):
            if path.is_file():
                path.unlink(missing_ok=True)
                gone.append(path.relative_to(folder).as_posix())
    return tuple(gone)


def _copy_stored(library: Library, sets: Iterable[TrainingSet], folder: Path) -> list[Path]:
    made: list[Path] = []
    for one in sets:
        arrays = library.store.folder / "arrays" / one.observation[:2] / f"{one.observation}.npz"
        for source, name, suffix in ((arrays, "landmarks", ".npz"), (_picture(library, one), "pictures", ".jpg")):
            if source is not None and source.is_file():
                target = folder / name / f"{one.session.day.isoformat()}-{one.id}{suffix}"
                target.parent.mkdir(exist_ok=True)
                shutil.copyfile(source, target)
                made.append(target)
        made += _copy_voices(library, one, folder / "voice")
    return made


def _copy_voices(library: Library, one: TrainingSet, folder: Path) -> list[Path]:
    made: list[Path] = []
    shelf = VoiceFolder(library.store.folder.parent / VOICES)
    for note_id, *_rest in one.review.get("voice_notes", ()):
        source = shelf.path_of(one.clip.sha256, str(note_id))
        if source.is_file():
            folder.mkdir(exist_ok=True)
            made.append(folder / f"{note_id}.ogg")
            shutil.copyfile(source, made[-1])
    return made


def _picture(library: Library, one: TrainingSet) -> Path | None:
    return library.store.picture(one.thumbnail)


def _profile(athlete: Athlete) -> dict[str, Any]:
    consent, neutral = athlete.consent, athlete.neutral
    return {
        "name": athlete.name,
        "stature_cm": _number(athlete.stature_cm),
        "bench_cm": _number(athlete.bench_cm),
        "foot_cm": _number(athlete.foot_cm),
        "preferences": athlete.preferences,
        "notes": athlete.notes,
        "neutral_hip_angle_deg": neutral.hip_angle_deg if neutral else None,
        "consent": {"day": consent.day.isoformat(), "note": consent.note} if consent else None,
    }


def _set(one: TrainingSet) -> dict[str, Any]:
    return {
        "day": one.session.day.isoformat(),
        "place": one.session.place,
        "note": one.session.note,
        "exercise": one.exercise_id,
        "clips": [
            {"role": clip.role.value, "path": str(clip.path), "sha256": clip.sha256, "captured": clip.captured}
            for clip in one.clips
        ],
        "log": dict(one.log),
        "tags": list(one.tags),
        "review": dict(one.review),
        "judged": _digest(one.digest) if one.digest else None,
    }


def _digest(digest: SetDigest) -> dict[str, Any]:
    return {
        "tier": digest.tier,
        "load_level": digest.load_level,
        "reps": digest.rep_count,
        "findings": [
            {"fault": mark.fault, "outcome": mark.outcome.value, "severity": mark.severity.word}
            for mark in digest.faults
        ],
        "measures": [
            {"id": one.id, "value": _number(one.value), "unit": one.unit, "low": _number(one.low),
             "high": _number(one.high), "reason": one.reason or None}
            for one in digest.measures
        ],
    }  # fmt: skip


def _table(sets: Iterable[TrainingSet]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_CSV)
    for one in sets:
        numbers = [one.number(key) for key in ("load_kg", "reps_done", "rpe", "pain_max")]
        digest = one.digest or SetDigest(tier="")
        writer.writerow(
            [
                one.session.day.isoformat(),
                one.exercise_id,
                *("" if _number(value) is None else f"{value:g}" for value in numbers),
                digest.top_fault,
                digest.tier,
                digest.load_level,
                " ".join(one.tags),
                one.clip.path,
            ]
        )
    return text.getvalue()


def _number(value: float) -> float | None:
    return value if isfinite(value) else None


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n"
