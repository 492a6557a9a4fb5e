"""Rule packs: a coach's own limits, weights and session templates for an exercise, as a named, versioned overlay."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from studio.core.fault import Bands, FaultDefinition, Indicator
from studio.core.knowledge import KnowledgeBase
from studio.exercises.bands import Limits, read_limits
from studio.exercises.claims import claims_made, load_claims
from studio.exercises.manifest import check_weight
from studio.exercises.tomlfile import TableReader, TomlFile

SCHEMA = "lockout/rule-pack/1"

SESSION_PARTS = ("warm_up", "corrective", "cool_down")
"""Templates around the set, ours by default and open to change. Source: kb:d4."""

_LANGUAGES = ("en", "de")
"""A pack's own words may be in either; in none may they make a claim that the studio does not make."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}")


@dataclass(frozen=True, slots=True)
class PackHead:
    """What a rule pack says about itself."""

    id: str
    name: str
    version: str
    exercise: str


@dataclass(frozen=True, slots=True)
class RulePack:
    """A rule pack applied to an exercise.

    Attributes:
        head: what it says about itself.
        faults: the exercise's faults with the pack's limits in place.
        sha256: fingerprint of its content.
        session: the coach's own templates around the set, by the key of the sentence.
    """

    head: PackHead
    faults: tuple[FaultDefinition, ...]
    sha256: str
    session: Mapping[str, str] = field(default_factory=dict)

    def spoken(self, knowledge: KnowledgeBase) -> KnowledgeBase:
        """The knowledge base with the pack's own words in it."""
        return replace(knowledge, texts=MappingProxyType({**knowledge.texts, **self.session}))


def read_pack_head(file: TomlFile) -> PackHead:
    """Read who a pack is and which exercise it is for; what is wrong is noted in the file."""
    root = file.root
    root.one_of("schema", (SCHEMA,))
    head = PackHead(
        id=root.text("id"), name=root.text("name"), version=root.text("version"), exercise=root.text("exercise")
    )
    if head.id and not _ID.fullmatch(head.id):
        root.report("“id” must be lower-case words joined by hyphens", "id")
    if head.version and not _VERSION.fullmatch(head.version):
        root.report("“version” must be three numbers, such as “1.0.0”", "version")
    root.table("session", is_needed=False)
    root.table("faults", is_needed="session" not in root)
    root.finish()
    return head


def read_pack(file: TomlFile, faults: tuple[FaultDefinition, ...]) -> RulePack:
    """Lay a pack over the faults of its exercise; what is wrong is noted in the file. Use it only when nothing is."""
    head = read_pack_head(file)
    session = _session(file.root.table("session", is_needed=False))
    changes = dict(file.root.table("faults", is_needed=False).named())
    if not (changes or session or file.problems):
        file.report("the pack changes nothing: “faults” is empty", ("faults",))
    known = {fault.id for fault in faults}
    for fault_id in changes:
        if fault_id not in known:
            file.report(f"the exercise judges no “{fault_id}”", ("faults", fault_id))
    overlaid = tuple(_overlay(fault, changes.get(fault.id), head) for fault in faults)
    sha256 = hashlib.sha256(file.text.encode()).hexdigest()
    return RulePack(head=head, faults=overlaid, sha256=sha256, session=session)


def _session(table: TableReader) -> Mapping[str, str]:
    """The templates that the pack words itself."""
    texts = {f"session.{part}": table.text(part) for part in SESSION_PARTS if part in table}
    for claim in (claim for language in _LANGUAGES for claim in claims_made(texts.items(), load_claims(language))):
        table.report(claim)
    table.finish()
    return texts


def _overlay(fault: FaultDefinition, table: TableReader | None, head: PackHead) -> FaultDefinition:
    if table is None:
        return fault
    if not table.keys:
        table.report("it changes nothing: give a “weight” or a measure with its limits")
    weight = table.number("weight", default=fault.weight)
    check_weight(table, weight)
    changes = {
        indicator.measure: table.table(indicator.measure)
        for indicator in fault.indicators
        if indicator.measure in table
    }
    indicators = tuple(_overlay_indicator(indicator, changes, head) for indicator in fault.indicators)
    table.finish()
    return replace(fault, weight=weight, indicators=indicators)


def _overlay_indicator(indicator: Indicator, changes: Mapping[str, TableReader], head: PackHead) -> Indicator:
    table = changes.get(indicator.measure)
    if table is None:
        return indicator
    unit = table.text("unit")
    if unit and unit != indicator.bands.unit:
        table.report(f"{indicator.measure} is measured in {indicator.bands.unit}, not in {unit}", "unit")
    source = f"pack:{head.id} {head.version}: {table.text('source')}"
    bands = _overlay_bands(indicator.bands, table, key="limits", source=source)
    calibrated = indicator.calibrated_bands
    if "calibrated" in table:
        calibrated = _overlay_bands(calibrated or indicator.bands, table, key="calibrated", source=source)
    elif "limits" not in table:
        table.report("it changes nothing: give “limits”, “calibrated” or both")
    table.finish()
    return replace(indicator, bands=bands, calibrated_bands=calibrated)


def _overlay_bands(bands: Bands, table: TableReader, *, key: str, source: str) -> Bands:
    limits: Limits | None = None
    if key in table:
        limits = read_limits(table, key=key, comparison=bands.comparison, unit=bands.unit)
    return replace(bands, limits=limits, source=source) if limits else bands
