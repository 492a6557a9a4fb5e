"""One plugin folder: read, checked, and identified by its content; none of its code has run yet."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studio.core.exercise import Problem
from studio.core.knowledge import KnowledgeBase
from studio.exercises.manifest import Manifest, manifest_path, read_manifest
from studio.exercises.rulesfile import check_rules
from studio.exercises.source import in_one_line, is_shown, read_source
from studio.exercises.tomlfile import TomlFile
from studio.exercises.wording import (
    FALLBACK,
    Wording,
    check_against_knowledge,
    check_same_measures,
    check_wording,
    read_wording,
)

RULES = "rules.py"

_FILES = ("exercise.toml", RULES, "README.md")
_FOLDERS = {"i18n": re.compile(r"[a-z]{2,3}\.toml"), "cases": re.compile(r".+\.json"), "__pycache__": re.compile(r".*")}
"""Folders of a plugin, and what the files in them are called."""

_INSIDE = {
    "i18n": "wording is called after its language, such as “de.toml”",
    "cases": "cases end in “.json”; this file is never looked at",
}


@dataclass(frozen=True, slots=True)
class Plugin:
    """A plugin folder and everything that is wrong with it.

    Attributes:
        folder: where it lies.
        id: of the exercise; the folder's name when the manifest has none.
        name: for people, in English.
        version: of the plugin; empty when the manifest has none.
        manifest: what it judges; use it only when there are no problems.
        sha256: fingerprint of manifest, rules and wording.
        problems: everything that is wrong.
    """

    folder: Path
    id: str
    name: str
    version: str
    manifest: Manifest
    sha256: str
    problems: tuple[Problem, ...]


def read_plugin(folder: Path, knowledge: KnowledgeBase) -> Plugin:
    """Read and check one plugin folder without running its code.

    Args:
        folder: the plugin.
        knowledge: what its faults and measures are checked against.
    """
    file = TomlFile(manifest_path(folder))
    if not file.data:
        return _unreadable(folder, file)
    manifest = read_manifest(file)
    words_file = TomlFile(folder / "i18n" / f"{FALLBACK}.toml")
    wording = read_wording(words_file)
    check_against_knowledge(file, manifest, wording, knowledge)
    if words_file.is_readable:
        check_wording(words_file, manifest, wording, knowledge)
    problems = [*file.problems, *_of_words(words_file), *_other_languages(folder, manifest, wording, knowledge)]
    problems += [*check_rules(folder / RULES), *_strangers(folder)]
    return Plugin(
        folder=folder,
        id=manifest.id,
        name=in_one_line(wording.name or manifest.id),
        version=in_one_line(manifest.version),
        manifest=manifest,
        sha256=fingerprint(folder),
        problems=tuple(problems),
    )


def fingerprint(folder: Path) -> str:
    """SHA-256 over everything of a plugin that decides or speaks, with the file names."""
    digest = hashlib.sha256()
    for path in (manifest_path(folder), folder / RULES, *sorted((folder / "i18n").glob("*.toml"))):
        try:
            content = read_source(path)
        except FileNotFoundError:
            continue
        except OSError as error:  # it is listed with this problem and never loads
            content = str(error.errno).encode()
        digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def inside(folder: Path) -> list[Path]:
    """What lies in a folder, without hidden files; empty when there is none or it may not be looked at."""
    try:
        return sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    except OSError:
        return []


def has_manifest(folder: Path) -> bool:
    """Whether somebody meant this to be a plugin, even when its manifest cannot be read or is misspelt."""
    try:
        manifest_path(folder).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return any(path.name.lower() == manifest_path(folder).name for path in inside(folder))
    except OSError:
        pass
    return True


def _unreadable(folder: Path, file: TomlFile) -> Plugin:
    problems = tuple(file.problems) or (Problem(file=file.path, line=0, message="the manifest is empty"),)
    problems += tuple(_strangers(folder))
    empty = TomlFile(file.path)
    return Plugin(
        folder=folder,
        id=in_one_line(folder.name),
        name=in_one_line(folder.name),
        version="",
        manifest=read_manifest(empty),
        sha256=fingerprint(folder),
        problems=problems,
    )


def _other_languages(folder: Path, manifest: Manifest, english: Wording, knowledge: KnowledgeBase) -> list[Problem]:
    problems: list[Problem] = []
    for path in sorted((folder / "i18n").glob("*.toml")):
        if path.stem != FALLBACK:
            file = TomlFile(path)
            wording = read_wording(file)
            if file.is_readable:
                check_wording(file, manifest, wording, knowledge)
                check_same_measures(file, wording, english)
            problems += _of_words(file)
    return problems


def _of_words(file: TomlFile) -> list[Problem]:
    """What is wrong with words; what is missing in a file that cannot be read is no news."""
    return file.problems if file.is_readable else file.problems[:1]


def _strangers(folder: Path) -> Iterator[Problem]:
    """What lies in the folder and is no part of a plugin, so that nobody wonders why it does nothing."""
    if not all(map(is_shown, folder.name)):
        yield Problem(file=folder, line=0, message="the name of the folder holds a character that cannot be shown")
    for path in inside(folder):
        if path.name in _FOLDERS and path.is_dir():
            yield from _misnamed(path)
        elif path.name not in _FILES:
            meant = next((part for part in (*_FILES, *_FOLDERS) if part.lower() == path.name.lower()), "")
            message = f"it must be called “{meant}”" if meant not in ("", path.name) else "a plugin has no such part"
            yield Problem(file=path, line=0, message=message)


def _misnamed(folder: Path) -> Iterator[Problem]:
    for path in inside(folder):
        if not _FOLDERS[folder.name].fullmatch(path.name):
            yield Problem(file=path, line=0, message=_INSIDE[folder.name])
