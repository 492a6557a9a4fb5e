"""One plugin folder: read, checked, and identified by its content; none of its code has run yet."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from studio.core.exercise import Problem
from studio.core.knowledge import KnowledgeBase
from studio.exercises.manifest import Manifest, manifest_path, read_manifest
from studio.exercises.rulesfile import check_rules
from studio.exercises.tomlfile import TomlFile
from studio.exercises.wording import FALLBACK, check_against_knowledge, check_wording, read_wording

RULES = "rules.py"

_PARTS = {"exercise.toml", RULES, "i18n", "cases", "README.md", "__pycache__"}


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
    check_wording(words_file, manifest, wording, knowledge)
    problems = [*file.problems, *words_file.problems, *_other_languages(folder, manifest, knowledge)]
    problems += [*check_rules(folder / RULES), *_strangers(folder)]
    return Plugin(
        folder=folder,
        id=manifest.id,
        name=wording.name or manifest.id,
        version=manifest.version,
        manifest=manifest,
        sha256=fingerprint(folder),
        problems=tuple(problems),
    )


def fingerprint(folder: Path) -> str:
    """SHA-256 over everything of a plugin that decides or speaks, with the file names."""
    digest = hashlib.sha256()
    for path in (manifest_path(folder), folder / RULES, *sorted((folder / "i18n").glob("*.toml"))):
        if path.is_file():
            content = path.read_bytes()
            digest.update(f"{path.relative_to(folder).as_posix()}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _unreadable(folder: Path, file: TomlFile) -> Plugin:
    problems = tuple(file.problems) or (Problem(file=file.path, line=0, message="the manifest is empty"),)
    empty = TomlFile(file.path)
    return Plugin(
        folder=folder,
        id=folder.name,
        name=folder.name,
        version="",
        manifest=read_manifest(empty),
        sha256=fingerprint(folder),
        problems=problems,
    )


def _other_languages(folder: Path, manifest: Manifest, knowledge: KnowledgeBase) -> list[Problem]:
    problems: list[Problem] = []
    for path in sorted((folder / "i18n").glob("*.toml")):
        if path.stem != FALLBACK:
            file = TomlFile(path)
            check_wording(file, manifest, read_wording(file), knowledge)
            problems += file.problems
    return problems


def _strangers(folder: Path) -> list[Problem]:
    return [
        Problem(file=path, line=0, message="a plugin has no such part")
        for path in sorted(folder.iterdir())
        if path.name not in _PARTS and not path.name.startswith(".")
    ]
