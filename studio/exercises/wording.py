"""Reading `i18n/<language>.toml` of a plugin: its name, and words for what the knowledge base does not know."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from studio.core.exercise import Problem
from studio.core.knowledge import FaultWording, KnowledgeBase, MeasureWording
from studio.exercise_api import UNITS
from studio.exercises.manifest import FaultLinks, Manifest
from studio.exercises.tomlfile import TableReader, TomlFile

FALLBACK = "en"


@dataclass(frozen=True, slots=True)
class Wording:
    """What a plugin says in one language.

    Attributes:
        name: of the exercise.
        description: one sentence.
        faults: words for faults, by fault id; they win over those of the knowledge base.
        measures: words for measures that the plugin's rules add.
        missing: why such a measure could not be taken, by its id; without it the rules' own words stand.
    """

    name: str
    description: str
    faults: Mapping[str, "FaultWords"]
    measures: Mapping[str, MeasureWording]
    missing: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FaultWords:
    """Words for one fault; an empty one leaves that of the knowledge base."""

    title: str = ""
    cue: str = ""
    why: str = ""
    limits: str = ""
    basis: str = ""
    settle_with: str = ""


def read_wording(file: TomlFile) -> Wording:
    """Read the wording of one language; what is wrong with it is noted in the file."""
    root = file.root
    faults = {fault_id: _fault_words(table) for fault_id, table in root.table("faults", is_needed=False).named()}
    tables = dict(root.table("measures", is_needed=False).named())
    missing = {measure_id: table.text("missing") for measure_id, table in tables.items() if "missing" in table}
    measures = {measure_id: _measure_words(measure_id, table) for measure_id, table in tables.items()}
    wording = Wording(
        name=root.text("name"),
        description=root.text("description"),
        faults=MappingProxyType(faults),
        measures=MappingProxyType(measures),
        missing=MappingProxyType(missing),
    )
    root.finish()
    return wording


def wording_path(folder: Path, language: str) -> Path:
    """The file with the wording in a language, or the English one when the plugin does not speak it."""
    wanted = folder / "i18n" / f"{language}.toml"
    return wanted if wanted.is_file() else folder / "i18n" / f"{FALLBACK}.toml"


def merged(knowledge: KnowledgeBase, manifest: Manifest, wording: Wording) -> KnowledgeBase:
    """The knowledge base with the plugin's own words in it."""
    faults = dict(knowledge.faults)
    for fault in manifest.faults:
        words = wording.faults.get(fault.id, FaultWords())
        links = manifest.links.get(fault.id, FaultLinks())
        if (words, links) != (FaultWords(), FaultLinks()) or fault.id not in faults:
            faults[fault.id] = _worded(fault.id, faults.get(fault.id), links, words)
    measures = {**knowledge.measures, **wording.measures}
    return replace(knowledge, faults=MappingProxyType(faults), measures=MappingProxyType(measures))


def units_in(knowledge: KnowledgeBase) -> Mapping[str, str]:
    """The unit of every measure that has words."""
    return {measure.id: measure.unit for measure in knowledge.measures.values()}


def check_wording(file: TomlFile, manifest: Manifest, wording: Wording, knowledge: KnowledgeBase) -> list[Problem]:
    """Whether everything that the manifest names can be said, and in the unit that it is measured in."""
    judged = {fault.id for fault in manifest.faults}
    for fault_id, words in wording.faults.items():
        if fault_id not in judged:
            file.report(f"the manifest judges no “{fault_id}”", ("faults", fault_id))
        elif fault_id not in knowledge.faults and not (words.title and words.cue and words.why):
            file.report(f"“{fault_id}” is new, so it needs a title, a cue and a why", ("faults", fault_id))
    for fault_id in sorted(judged - set(knowledge.faults) - set(wording.faults) - {""}):
        file.report(f"no words for the fault “{fault_id}”")
    for measure_id, measure in wording.measures.items():
        known = knowledge.measures.get(measure_id)
        if known and known.unit != measure.unit:
            message = f"{measure_id} is measured in {known.unit} everywhere, not in {measure.unit}"
            file.report(message, ("measures", measure_id, "unit"))
    return file.problems


def check_same_measures(file: TomlFile, wording: Wording, english: Wording) -> None:
    """Whether one language names the plugin's own measures as English does, in the same units."""
    for measure_id in sorted(set(wording.measures) ^ set(english.measures)):
        if measure_id in english.measures:
            message = f"no words for the measure “{measure_id}”"
        else:
            message = f"{FALLBACK}.toml has no words for the measure “{measure_id}”"
        file.report(message, ("measures", measure_id))
    for measure_id in sorted(set(wording.measures) & set(english.missing) - set(wording.missing)):
        file.report(f"{measure_id} has no “missing” as in {FALLBACK}.toml", ("measures", measure_id))
    for measure_id in sorted(set(wording.measures) & set(english.measures)):
        unit = english.measures[measure_id].unit
        if wording.measures[measure_id].unit != unit:
            message = f"{measure_id} is measured in {unit} in {FALLBACK}.toml"
            file.report(message, ("measures", measure_id, "unit"))


def check_against_knowledge(file: TomlFile, manifest: Manifest, wording: Wording, knowledge: KnowledgeBase) -> None:
    """Whether the manifest names only causes, fixes and measures that exist, in their units."""
    measures = {**knowledge.measures, **wording.measures}
    for index, fault in enumerate(manifest.faults):
        for number, indicator in enumerate(fault.indicators):
            place = ("faults", index, "indicators", number)
            known = measures.get(indicator.measure)
            if known is None:
                file.report(f"there is no measure “{indicator.measure}”", (*place, "measure"))
            elif known.unit != indicator.bands.unit:
                file.report(
                    f"{indicator.measure} is measured in {known.unit}, not in {indicator.bands.unit}", (*place, "unit")
                )
        links = manifest.links[fault.id]
        for key, wanted, names in (
            ("causes", links.causes, knowledge.causes),
            ("fixes", links.fixes, knowledge.fixes),
            ("accessories", links.accessories, knowledge.exercises),
            ("regressions", links.regressions, knowledge.fixes),
            ("references", tuple(map(str, links.references)), tuple(map(str, knowledge.sources))),
        ):
            for name in wanted:
                if name not in names:
                    file.report(f"the knowledge base has no “{name}”", ("faults", index, key))
        missing = [f"“{key}”" for key, ids in (("causes", links.causes), ("fixes", links.fixes)) if not ids]
        if fault.id not in knowledge.faults and missing:
            file.report(f"“{fault.id}” is new, so it needs {', '.join(missing)}", ("faults", index, "id"))


def _fault_words(table: TableReader) -> FaultWords:
    words = FaultWords(**{key: table.text(key, default="") for key in FaultWords.__slots__})
    table.finish()
    return words


def _measure_words(measure_id: str, table: TableReader) -> MeasureWording:
    words = MeasureWording(
        id=measure_id, title=table.text("title"), unit=table.one_of("unit", UNITS), meaning=table.text("meaning")
    )
    table.finish()
    return words


def _worded(fault_id: str, known: FaultWording | None, links: FaultLinks, words: FaultWords) -> FaultWording:
    base = known or FaultWording(
        id=fault_id, title="", cue="", is_cue_spoken=True, why="", limits="", basis="", references=(), fixes=(),
        accessories=(), regressions=(), causes=(),
    )  # fmt: skip
    return replace(
        base,
        title=words.title or base.title,
        cue=words.cue or base.cue,
        why=words.why or base.why,
        limits=words.limits or base.limits,
        basis=words.basis or base.basis,
        settle_with=words.settle_with or base.settle_with,
        causes=links.causes or base.causes,
        fixes=links.fixes or base.fixes,
        accessories=links.accessories or base.accessories,
        regressions=links.regressions or base.regressions,
        references=links.references or base.references,
    )
