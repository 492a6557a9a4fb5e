"""Reading `exercise.toml`: what an exercise is and judges, without running any of its code."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from studio.core.exercise import RepDefinition
from studio.core.fault import Combination, FaultClass, FaultDefinition, Indicator, Level
from studio.exercise_api import API_VERSION, CONDITIONS, NEEDS, OPTIONS, PHASES, SIGNALS, VIEWS
from studio.exercises.bands import read_bands, read_limits
from studio.exercises.source import in_one_line
from studio.exercises.tomlfile import TableReader, TomlFile

SCHEMA = "lockout/exercise/1"

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FAULT_ID = re.compile(r"[A-Z]-[A-Z0-9]+(-[A-Z0-9]+)*")
_VERSION = re.compile(r"[0-9]{1,6}\.[0-9]{1,6}\.[0-9]{1,6}")
_API = re.compile(r"([0-9]{1,6})\.([0-9]{1,6})")
_TAGS = ("EC", "ST", "DF")
_FAULT_VIEWS = MappingProxyType({"S": ("side", "oblique"), "F": ("front",)})
_FLAGS = tuple(option for option in OPTIONS if option != "tool")
_THINGS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {"bench-edge": ("has_bench",), "bar-position": ("has_plate", "has_pad")}
)
"""What shows that which a fault needs: one of these is enough."""
_TRAVELS = MappingProxyType({"tl": 1.0, "m": 1.0, "deg": 180.0})
"""Unit of a rep's signal, and the largest travel that can be asked for. Source: our default."""

_LARGEST_WEIGHT = 10.0  # Source: our default; the catalogue's weights lie between 0.5 and 3
_MOST_FAULTS = 200  # Source: our default; the largest shipped exercise has 31
_MOST_REPS = 50  # Source: our default; a fault that needs more reps would never be judged


@dataclass(frozen=True, slots=True)
class FaultLinks:
    """What a fault that the knowledge base does not know leads to."""

    causes: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()
    accessories: tuple[str, ...] = ()
    regressions: tuple[str, ...] = ()
    references: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """A manifest as it stands in the file.

    Attributes:
        id: of the exercise.
        version: of the plugin.
        views: views of a clip that it can judge.
        rep: how its reps look.
        faults: what it judges, in order.
        links: links of faults that are its own.
        options: settings of the exercise.
    """

    id: str
    version: str
    views: tuple[str, ...]
    rep: RepDefinition
    faults: tuple[FaultDefinition, ...]
    links: Mapping[str, FaultLinks]
    options: Mapping[str, str | bool | float]


def read_manifest(file: TomlFile) -> Manifest:
    """Read a manifest; what is wrong with it is noted in the file. Use it only when nothing is."""
    root = file.root
    root.one_of("schema", (SCHEMA,))
    exercise_id = _matching(root, "id", _ID, "lower-case words joined by hyphens, such as “box-squat”")
    version = _matching(root, "version", _VERSION, "three numbers, such as “1.0.0”")
    _check_api(root)
    views = _some(root, "views", VIEWS)
    options = _options(root.table("options", is_needed=False))
    rep = _rep(root)
    faults: list[FaultDefinition] = []
    links: dict[str, FaultLinks] = {}
    for table in islice(root.tables("faults"), _MOST_FAULTS + 1):
        if len(faults) == _MOST_FAULTS:
            root.report(f"an exercise has at most {_MOST_FAULTS} faults", "faults")
            break
        fault = _fault(table)
        if any(known.id == fault.id for known in faults):
            table.report(f"the fault “{fault.id}” is there twice", "id")
        faults.append(fault)
        links[fault.id] = _links(table)
        table.finish()
    if not faults:
        root.report("an exercise needs at least one fault under [[faults]]")
    _check_folding(root, faults)
    _check_views(root, faults, views)
    _check_things(root, faults, rep=rep, options=options)
    root.finish()
    return Manifest(
        id=exercise_id if _ID.fullmatch(exercise_id) else in_one_line(file.path.parent.name),
        version=version,
        views=views,
        rep=rep,
        faults=tuple(faults),
        links=links,
        options=options,
    )


def manifest_path(folder: Path) -> Path:
    """Where the manifest of a plugin lies."""
    return folder / "exercise.toml"


def _matching(table: TableReader, key: str, pattern: re.Pattern[str], wanted: str) -> str:
    value = table.text(key)
    if value and not pattern.fullmatch(value):
        table.report(f"“{key}” must be {wanted}, not “{value}”", key)
    return value


def _check_api(root: TableReader) -> None:
    wanted = _matching(root, "api", _API, "two numbers, such as “1.0”")
    found = _API.fullmatch(wanted)
    if not found:
        return
    major, minor = int(found[1]), int(found[2])
    if major != API_VERSION[0] or minor > API_VERSION[1]:
        ours = ".".join(map(str, API_VERSION))
        root.report(f"it was made for version {wanted} of the plugin interface; this studio has {ours}", "api")


def _words(table: TableReader, key: str, allowed: tuple[str, ...], *, is_needed: bool = True) -> tuple[str, ...]:
    words = table.texts(key, is_needed=is_needed)
    for word in words:
        if word not in allowed:
            table.report(f"“{key}” knows {', '.join(allowed)}, not “{word}”", key)
    return words


def _some(table: TableReader, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    """At least one of the allowed words."""
    words = _words(table, key, allowed)
    if key in table and not words:
        table.report(f"“{key}” needs at least one of {', '.join(allowed)}", key)
    return words


def _options(table: TableReader) -> Mapping[str, str | bool | float]:
    options: dict[str, str | bool | float] = {}
    for key in table.keys:
        if key not in OPTIONS:
            table.raw(key)
            table.report(f"unknown option “{key}”; there are {', '.join(OPTIONS)}", key)
        else:
            options[key] = table.flag(key) if key in _FLAGS else table.text(key)
    return options


def _rep(root: TableReader) -> RepDefinition:
    table = root.table("rep")
    if not table.keys:  # told once, not once more for each of its keys
        return RepDefinition(signal=SIGNALS[0], minimum_travel_tl=0.0, minimum_share=0.0, speed_share=0.0, source="")
    signal = table.one_of("signal", SIGNALS)
    unit = signal.rpartition("_")[2]
    rep = RepDefinition(
        signal=signal,
        minimum_travel_tl=_share(table, f"minimum_travel_{unit}", whole=_TRAVELS[unit]),
        minimum_share=_share(table, "minimum_share"),
        speed_share=_share(table, "speed_share"),
        source=table.text("source"),
    )
    table.finish()
    return rep


def _share(table: TableReader, key: str, *, whole: float = 1.0) -> float:
    value = table.number(key)
    if key in table and not 0 < value < whole:
        table.report(f"“{key}” must lie between 0 and {whole:g}, not {value:g}", key)
    return value


def _fault(table: TableReader) -> FaultDefinition:
    problem_count = len(table.file.problems)
    fault = FaultDefinition(
        id=_matching(table, "id", _FAULT_ID, "such as “F-HOE”"),
        fault_class=FaultClass(table.one_of("class", tuple(FaultClass))),
        level=Level(table.one_of("level", tuple(Level))),
        combination=Combination(table.one_of("combination", tuple(Combination), default=Combination.WORST)),
        indicators=_indicators(table),
        weight=table.number("weight"),
        view=table.one_of("view", tuple(_FAULT_VIEWS)),
        phase=_phase(table),
        evidence=_some(table, "evidence", _TAGS),
        minimum_reps=_count(table, "minimum_reps"),
        folds_into=table.text("folds_into", default=""),
        muted_by=_words(table, "muted_by", CONDITIONS, is_needed=False),
        needs=_words(table, "needs", NEEDS, is_needed=False),
    )
    check_weight(table, fault.weight)
    if len(table.file.problems) == problem_count:
        _check_deciding(table, fault)
    return fault


def _check_deciding(table: TableReader, fault: FaultDefinition) -> None:
    if not fault.deciding:
        table.report(f"“{fault.id}” needs at least one indicator that decides", "indicators")
    elif fault.combination is Combination.SECOND_HIGHEST and len({each.measure for each in fault.deciding}) < 2:
        table.report("two indicators must agree, so there must be two", "combination")
    required = [each for each in fault.indicators if each.is_required]
    if required and (fault.combination is not Combination.SECOND_HIGHEST or any(each.is_support for each in required)):
        table.report("“required” is for the deciding indicators of a “second_highest” fault", "indicators")
    readings = [(each.measure, each.bands.comparison) for each in fault.indicators]
    for measure, _ in {reading for reading in readings if readings.count(reading) > 1}:
        table.report(f"{measure} is compared twice in the same way", "indicators")


def _count(table: TableReader, key: str) -> int:
    value = table.number(key, default=1.0)
    if value != int(value) or not 1 <= value <= _MOST_REPS:
        table.report(f"“{key}” must be a whole number from 1 to {_MOST_REPS}", key)
        return 1
    return int(value)


def _indicators(fault: TableReader) -> tuple[Indicator, ...]:
    indicators = []
    for table in fault.tables("indicators"):
        measure = table.text("measure")
        bands = read_bands(table)
        calibrated = None
        if bands and "calibrated" in table:
            limits = read_limits(table, key="calibrated", comparison=bands.comparison, unit=bands.unit)
            calibrated = replace(bands, limits=limits) if limits else None
        role = {"is_support": table.flag("support"), "is_required": table.flag("required")}
        if bands:
            indicators.append(Indicator(measure=measure, bands=bands, calibrated_bands=calibrated, **role))
        table.finish()
    return tuple(indicators)


def _links(table: TableReader) -> FaultLinks:
    return FaultLinks(
        causes=table.texts("causes"),
        fixes=table.texts("fixes"),
        accessories=table.texts("accessories"),
        regressions=table.texts("regressions"),
        references=table.counts("references"),
    )


def _phase(table: TableReader) -> str:
    phase = table.text("phase")
    if phase and not phase.startswith(PHASES):
        table.report(f"“phase” begins with one of {', '.join(PHASES)}, not “{phase}”", "phase")
    return phase


def check_weight(table: TableReader, weight: float) -> None:
    """Note a weight that would never count, or that would beat everything else."""
    if not 0 <= weight <= _LARGEST_WEIGHT:
        table.report(f"“weight” cannot be below 0 or above {_LARGEST_WEIGHT:g}", "weight")


def _check_views(root: TableReader, faults: list[FaultDefinition], views: tuple[str, ...]) -> None:
    for index, fault in enumerate(faults):
        wanted = _FAULT_VIEWS[fault.view]
        if views and not set(wanted) & set(views):
            message = f"“{fault.id}” is seen in the view {' or '.join(wanted)}, which “views” leaves out"
            root.file.report(message, ("faults", index, "view"))


def _check_things(
    root: TableReader, faults: list[FaultDefinition], *, rep: RepDefinition, options: Mapping[str, str | bool | float]
) -> None:
    """Whether what is needed is there, as far as the options say."""
    missing = {thing for thing in ("has_plate", "has_bench", "has_pad") if options.get(thing) is False}
    if rep.signal == "bar_height_m" and "has_plate" in missing:
        root.file.report("“bar_height_m” needs a plate, and “has_plate” is false", ("rep", "signal"))
    for index, fault in enumerate(faults):
        for need in fault.needs:
            things = _THINGS.get(need, ())
            if things and missing.issuperset(things):
                message = f"“{fault.id}” needs “{need}”, but nothing shows it: {', '.join(things)} = false"
                root.file.report(message, ("faults", index, "needs"))


def _check_folding(root: TableReader, faults: list[FaultDefinition]) -> None:
    known = {fault.id: fault for fault in faults}
    for index, fault in enumerate(faults):
        if not fault.folds_into:
            continue
        into = known.get(fault.folds_into)
        if into is None or into is fault or into.folds_into:
            root.file.report(f"“{fault.id}” cannot fold into “{fault.folds_into}”", ("faults", index, "folds_into"))
