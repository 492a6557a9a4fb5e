"""For authors of plugins: check a folder thoroughly, and start a new one that already passes."""

import re
import unicodedata
from pathlib import Path

from studio.core.errors import BrokenExercise, CannotWrite, UsageError
from studio.core.exercise import AdjustMeasures, Problem
from studio.core.knowledge import KnowledgeBase
from studio.exercises.casefile import check_words, read_cases
from studio.exercises.cases import check_cases, check_reach
from studio.exercises.claims import claims_made, load_claims
from studio.exercises.held import unheld_limits
from studio.exercises.knowledge import languages, load_knowledge
from studio.exercises.manifest import manifest_path
from studio.exercises.plugin import RULES, Plugin, has_manifest, read_plugin
from studio.exercises.rulesfile import load_adjust
from studio.exercises.sight import check_sight
from studio.exercises.template import TEMPLATE
from studio.exercises.tomlfile import TomlFile
from studio.exercises.wording import FALLBACK, merged, read_wording, units_in, wording_path


def check_folder(folder: Path) -> tuple[Problem, ...]:
    """Everything that is wrong with a plugin folder; empty when it would load and passes its own cases.

    The folder's rules are only run when nothing else is wrong.
    """
    if not folder.is_dir():
        return (Problem(file=folder, line=0, message="there is no such folder"),)
    if not has_manifest(folder):
        return (Problem(file=manifest_path(folder), line=0, message="a plugin needs a manifest, exercise.toml"),)
    knowledge = load_knowledge()
    plugin = read_plugin(folder, knowledge)
    problems = (*plugin.problems, *_claims(folder))
    return problems or _trial(plugin, knowledge)


def loose_limits(folder: Path) -> tuple[Problem, ...]:
    """The limits that no golden case holds, of a plugin folder in which nothing is wrong.

    Raises:
        BrokenExercise: its rules cannot be run.
    """
    knowledge = load_knowledge()
    plugin = read_plugin(folder, knowledge)
    cases, _ = read_cases(folder)
    is_guided = bool(plugin.manifest.options.get("guided_path"))
    return unheld_limits(plugin, cases, _rules_of(plugin, knowledge), is_path_guided=is_guided)


def new_exercise(name: str, folder: Path) -> Path:
    """Start a plugin that loads, judges two faults and passes its own cases.

    Args:
        name: of the exercise, for people.
        folder: where its folder is made.

    Raises:
        UsageError: the name gives no id, or there already is such a folder.
        CannotWrite: it could not be written.
    """
    exercise_id = _id_of(name)
    place = folder / exercise_id.replace("-", "_")
    if place.exists():
        raise UsageError(f"There already is a folder “{place.name}”.", remedy="Choose another name or another place.")
    try:
        for path, text in TEMPLATE.items():
            target = place / path
            target.parent.mkdir(parents=True, exist_ok=True)
            filled = text.replace("@ID@", exercise_id).replace("@NAME@", _quoted(name))
            target.write_text(filled, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(
            f"The exercise could not be written to “{folder.name}”.", remedy="Choose a folder that you may write to."
        ) from error
    return place


def _id_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    exercise_id = "-".join(re.findall(r"[a-z0-9]+", plain)).lstrip("0123456789-")
    if not exercise_id:
        raise UsageError(f"“{name}” does not make a name for an exercise.", remedy="Use letters, such as “Box squat”.")
    return exercise_id


def _quoted(name: str) -> str:
    readable = "".join(char for char in name if char.isprintable())
    return readable.replace("\\", "\\\\").replace('"', '\\"').strip()


def _claims(folder: Path) -> tuple[Problem, ...]:
    """What the plugin's own words must not say."""
    problems: list[Problem] = []
    for language in languages():
        file = TomlFile(folder / "i18n" / f"{language}.toml")
        if file.path.is_file() and not file.problems:
            sentences = [(".".join(place), text) for place, text in _sentences(file.data, ())]
            for message in claims_made(sentences, load_claims(language)):
                file.report(message, tuple(message.partition(":")[0].split(".")))
            problems += file.problems
    return tuple(problems)


def _sentences(table: dict[str, object], place: tuple[str, ...]) -> list[tuple[tuple[str, ...], str]]:
    found: list[tuple[tuple[str, ...], str]] = []
    for key, value in table.items():
        if isinstance(value, str):
            found.append(((*place, key), value))
        elif isinstance(value, dict):
            found += _sentences(value, (*place, key))
    return found


def _rules_of(plugin: Plugin, knowledge: KnowledgeBase) -> AdjustMeasures | None:
    spoken = merged(knowledge, plugin.manifest, read_wording(TomlFile(wording_path(plugin.folder, FALLBACK))))
    return load_adjust(plugin.folder / RULES, units_in(spoken))


def _trial(plugin: Plugin, knowledge: KnowledgeBase) -> tuple[Problem, ...]:
    manifest = plugin.manifest
    cases, problems = read_cases(plugin.folder)
    problems += check_words(cases, [fault.id for fault in manifest.faults], knowledge)
    if problems:
        return problems
    try:
        adjust = _rules_of(plugin, knowledge)
    except BrokenExercise as error:
        return (Problem(file=plugin.folder / RULES, line=0, message=error.summary),)
    is_guided = bool(manifest.options.get("guided_path"))
    problems = check_cases(cases, manifest.faults, rep=manifest.rep, adjust=adjust, is_path_guided=is_guided)
    problems = problems or check_reach(plugin.folder, cases, manifest.faults, is_path_guided=is_guided)
    return problems or check_sight(plugin)
