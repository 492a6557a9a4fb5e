"""The exercises that are installed: all of them listed without running their code, one of them loaded for use."""

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from studio.assets import plugins_dir
from studio.core.errors import BrokenExercise, UsageError
from studio.core.exercise import Exercise, ExerciseEntry, ExerciseState, Problem, RulePackEntry
from studio.core.fault import FaultDefinition
from studio.core.knowledge import KnowledgeBase
from studio.exercises.choices import ChoiceFile
from studio.exercises.handing import with_reasons
from studio.exercises.knowledge import load_knowledge
from studio.exercises.manifest import manifest_path
from studio.exercises.packs import RulePack, read_pack, read_pack_head
from studio.exercises.plugin import RULES, Plugin, fingerprint, has_manifest, inside, read_plugin
from studio.exercises.rulesfile import load_adjust
from studio.exercises.source import in_one_line
from studio.exercises.tomlfile import TomlFile
from studio.exercises.wording import FALLBACK, merged, read_wording, units_in, wording_path
from studio.exercises.workshop import check_folder, loose_limits, new_exercise


class ExerciseCatalogue:
    """Finds exercise plugins in folders. Shipped ones and strangers' ones come through the same door.

    A plugin from anywhere but the shipped folder stays off until the coach consents, per id and content.

    Args:
        folders: folders that hold one folder per plugin; of two with one id the first stays.
        shipped: whose plugins need no consent; the shipped plugins by default.
        packs: folder with rule packs, one TOML file each.
        choices: file that remembers consents and chosen packs; without one they last as long as the program runs.
    """

    def __init__(
        self,
        folders: Sequence[Path],
        *,
        shipped: Path | None = None,
        packs: Path | None = None,
        choices: Path | None = None,
    ) -> None:
        self._folders = tuple(folders)
        self._shipped = (shipped or plugins_dir()).resolve()
        self._packs = packs
        self._choices = ChoiceFile(choices)
        self._knowledge: dict[str, KnowledgeBase] = {}
        self._plugins: dict[Path, Plugin] = {}
        self._failed: dict[str, str] = {}

    def entries(self, language: str = FALLBACK) -> tuple[ExerciseEntry, ...]:
        """All of them, broken ones included, by their names in a language. Runs no plugin code."""
        consents = self._choices.read().consents
        return tuple(
            ExerciseEntry(
                id=plugin.id,
                name=_name_in(plugin, language),
                version=plugin.version,
                folder=plugin.folder,
                state=self._state(plugin, consents.get(plugin.id, "")),
                problems=self._problems(plugin),
                sha256=plugin.sha256,
                is_shipped=self._is_shipped(plugin),
            )
            for plugin in self._listed()
        )

    def load(self, exercise_id: str, language: str = "en", *, rule_pack: str | None = None) -> Exercise:
        """Load one for use.

        Args:
            exercise_id: as in the list.
            language: of the wording.
            rule_pack: id of a rule pack or path of its file; empty for the exercise's own limits; None for what was
                chosen.

        Raises:
            UsageError: there is none of that id, no such rule pack for it, or no wording in that language.
            BrokenExercise: it cannot be used; says why.
        """
        plugin = self._usable(exercise_id)
        knowledge = self._words(language)
        words_file = TomlFile(wording_path(plugin.folder, knowledge.language))
        wording = read_wording(words_file)
        faults, pack = self._faults(plugin, rule_pack)
        spoken = merged(knowledge, plugin.manifest, wording)
        spoken = pack.spoken(spoken) if pack else spoken
        try:
            adjust = load_adjust(plugin.folder / RULES, units_in(spoken))
        except BrokenExercise as error:
            self._failed[plugin.sha256] = error.summary
            raise
        return Exercise(
            id=plugin.id,
            name=wording.name,
            version=plugin.version,
            faults=faults,
            rep=plugin.manifest.rep,
            knowledge=spoken,
            options=plugin.manifest.options,
            adjust=with_reasons(adjust, wording.missing),
            rules_version=_rules_version(plugin, pack, knowledge),
        )

    def check(self, folder: Path) -> tuple[str, ...]:
        """Every problem of a plugin folder, one sentence each; empty when it would load and passes its cases."""
        problems = check_folder(folder)
        return _told(problems or self._taken(folder))

    def loose_limits(self, folder: Path) -> tuple[str, ...]:
        """Limits of a plugin folder without problems that no golden case holds, one sentence each."""
        return _told(loose_limits(folder))

    def _taken(self, folder: Path) -> tuple[Problem, ...]:
        """Whether another installed exercise has the id of a plugin folder."""
        exercise_id = self._read(folder).id
        listed = self._listed()
        is_installed = any(one.folder.resolve() == folder.resolve() for one in listed)
        others = [
            one
            for one in listed
            if one.id == exercise_id
            and one.folder.resolve() != folder.resolve()
            and (is_installed or self._is_shipped(one))  # an author's copy takes the place of what was installed before
        ]
        message = f"the id “{exercise_id}” is already used by an installed exercise"
        return (Problem(file=manifest_path(folder), line=0, message=message),) if others else ()

    def create(self, name: str, folder: Path) -> Path:
        """Start a new plugin inside a folder and return its place.

        Raises:
            UsageError: the name gives no id, or there already is such a folder.
            CannotWrite: it could not be written.
        """
        return new_exercise(name, folder)

    def allow(self, exercise_id: str) -> None:
        """Let a stranger's exercise be used as it is now; when its content changes, it needs consent again.

        Raises:
            UsageError: there is none of that id.
        """
        self._choices.consent(exercise_id, self._found(exercise_id).sha256)

    def forbid(self, exercise_id: str) -> None:
        """Take consent back.

        Raises:
            UsageError: there is none of that id.
        """
        self._found(exercise_id)
        self._choices.consent(exercise_id, "")

    def rule_packs(self) -> tuple[RulePackEntry, ...]:
        """All rule packs, with what is wrong with them."""
        if self._packs is None:
            return ()
        entries = [self._pack_entry(path) for path in inside(self._packs) if path.suffix == ".toml"]
        return tuple(_unless_taken(entry, entries[:number]) for number, entry in enumerate(entries))

    def own_places(self) -> tuple[Path, Path]:
        """Where a coach's own exercises go, and where rule packs go."""
        return self._folders[-1], self._packs or self._folders[-1]

    def choose_pack(self, exercise_id: str, pack_id: str = "") -> None:
        """Judge an exercise with a rule pack from now on; an empty id goes back to the exercise's own limits.

        Raises:
            UsageError: there is no such exercise, or no such pack for it.
            BrokenExercise: the pack cannot be used.
        """
        self._found(exercise_id)
        if pack_id:
            self._pack(exercise_id, pack_id)
        self._choices.choose_pack(exercise_id, pack_id)

    def _listed(self) -> list[Plugin]:
        """Every plugin, with a problem added to each whose id was taken before."""
        listed: list[Plugin] = []
        owners: dict[str, Path] = {}
        for folder in self._plugin_folders():
            plugin = self._read(folder)
            owner = owners.setdefault(plugin.id, folder)
            if owner != folder:
                message = f"the id “{plugin.id}” is already used by the exercise in “{owner.name}”"
                problem = Problem(file=manifest_path(folder), line=0, message=message)
                plugin = replace(plugin, problems=(*plugin.problems, problem))
            if folder in self._folders:
                message = "it lies beside other exercises: move it into a folder of its own inside this one"
                problem = Problem(file=manifest_path(folder), line=0, message=message)
                plugin = replace(plugin, problems=(problem,))
            listed.append(plugin)
        return listed

    def _plugin_folders(self) -> list[Path]:
        found = []
        for folder in self._folders:
            found += [child for child in (*inside(folder), folder) if has_manifest(child)]
        return found

    def _read(self, folder: Path) -> Plugin:
        known = self._plugins.get(folder)
        if known is None or known.sha256 != fingerprint(folder):
            self._plugins[folder] = read_plugin(folder, self._words(FALLBACK))
        return self._plugins[folder]

    def _found(self, exercise_id: str) -> Plugin:
        same = [plugin for plugin in self._listed() if plugin.id == exercise_id]
        if not same:
            names = ", ".join(plugin.id for plugin in self._listed()) or "none"
            raise UsageError(f"There is no exercise “{exercise_id}”.", remedy=f"Choose one of these: {names}.")
        return same[0]

    def _usable(self, exercise_id: str) -> Plugin:
        plugin = self._found(exercise_id)
        problems = self._problems(plugin)
        if problems:
            raise BrokenExercise(
                f"The exercise “{plugin.name}” cannot be used: {'; '.join(problems)}.",
                remedy="Ask its author for a repaired version, or choose another exercise.",
            )
        if self._state(plugin, self._choices.read().consents.get(plugin.id, "")) is ExerciseState.NEEDS_CONSENT:
            raise BrokenExercise(
                f"The exercise “{plugin.name}” is not from this studio and has not been allowed yet.",
                remedy="Look at where it comes from, then allow it in the list of exercises.",
            )
        return plugin

    def _state(self, plugin: Plugin, consent: str) -> ExerciseState:
        if self._problems(plugin):
            return ExerciseState.BROKEN
        if self._is_shipped(plugin) or consent == plugin.sha256:
            return ExerciseState.READY
        return ExerciseState.NEEDS_CONSENT

    def _is_shipped(self, plugin: Plugin) -> bool:
        return self._shipped in Path(os.path.realpath(plugin.folder)).parents

    def _problems(self, plugin: Plugin) -> tuple[str, ...]:
        failed = self._failed.get(plugin.sha256)
        return (*_told(plugin.problems), *((failed,) if failed else ()))

    def _words(self, language: str) -> KnowledgeBase:
        if language not in self._knowledge:
            self._knowledge[language] = load_knowledge(language)
        return self._knowledge[language]

    def _faults(self, plugin: Plugin, wanted: str | None) -> tuple[tuple[FaultDefinition, ...], RulePack | None]:
        pack_id = self._choices.read().packs.get(plugin.id) if wanted is None else wanted
        if not pack_id:
            return plugin.manifest.faults, None
        pack = self._pack(plugin.id, pack_id)
        return pack.faults, pack

    def _pack(self, exercise_id: str, pack_id: str) -> RulePack:
        file = Path(pack_id)
        entries = (self._pack_entry(file),) if file.suffix == ".toml" and file.is_file() else self.rule_packs()
        entry = next(
            (one for one in entries if one.exercise == exercise_id and (one.id == pack_id or one.file == file)), None
        )
        if entry is None:
            raise UsageError(
                f"There is no rule pack “{pack_id}” for the exercise “{exercise_id}”.",
                remedy="Choose another rule pack, or the exercise's own limits.",
            )
        if entry.problems:
            raise BrokenExercise(
                f"The rule pack “{entry.name}” cannot be used: {'; '.join(entry.problems)}.",
                remedy="Correct it, or choose the exercise's own limits.",
            )
        return read_pack(TomlFile(entry.file), self._found(exercise_id).manifest.faults)

    def _pack_entry(self, path: Path) -> RulePackEntry:
        file = TomlFile(path)
        head = read_pack_head(file)
        plugin = next((plugin for plugin in self._listed() if plugin.id == head.exercise), None)
        problems = list(file.problems)
        if not file.is_readable:
            problems = problems[:1]
        elif plugin is None:
            problems.append(Problem(file=path, line=0, message=f"there is no exercise “{head.exercise}”"))
        elif not problems:
            read_pack(file, plugin.manifest.faults)
            problems = list(file.problems)
        return RulePackEntry(
            id=in_one_line(head.id or path.stem),
            name=in_one_line(head.name or path.stem),
            version=in_one_line(head.version),
            exercise=head.exercise,
            file=path,
            is_chosen=self._choices.read().packs.get(head.exercise) == head.id,
            problems=_told(problems),
        )


def _told(problems: Sequence[Problem]) -> tuple[str, ...]:
    return tuple(in_one_line(str(problem)) for problem in problems)


def _unless_taken(entry: RulePackEntry, earlier: Sequence[RulePackEntry]) -> RulePackEntry:
    """A pack under an id that another one of the same exercise has is not usable: nobody could say which is meant."""
    other = next((one for one in earlier if (one.exercise, one.id) == (entry.exercise, entry.id)), None)
    if other is None or not entry.exercise:
        return entry
    message = f"the id “{entry.id}” is already used by {other.file.name}"
    problem = Problem(file=entry.file, line=0, message=message)
    return replace(entry, is_chosen=False, problems=(*entry.problems, *_told([problem])))


def _name_in(plugin: Plugin, language: str) -> str:
    path = wording_path(plugin.folder, language)
    if path.stem == FALLBACK:
        return plugin.name
    return in_one_line(read_wording(TomlFile(path)).name) or plugin.name


def _rules_version(plugin: Plugin, pack: RulePack | None, knowledge: KnowledgeBase) -> str:
    """Everything that decided, with fingerprints, for provenance."""
    parts = [f"{plugin.id} {plugin.version} ({plugin.sha256[:12]})", f"knowledge {knowledge.version}"]
    if pack:
        head = pack.head
        parts.append(f"rule pack {head.id} {head.version} ({pack.sha256[:12]}, “{head.name}”)")
    return "; ".join(parts)
