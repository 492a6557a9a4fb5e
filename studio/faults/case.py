"""Measures that come from elsewhere, such as another motion-capture system or a spreadsheet."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from math import isfinite, isnan, nan
from types import MappingProxyType
from typing import Any

from studio.core.errors import UsageError
from studio.core.measure import Measure, MeasureTable, as_float
from studio.faults.context import JudgeContext, muting_conditions, told_obstacles
from studio.faults.derive import derive_measures

REP_UNITS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("M-HIP-TOP", "M-HIP-BOT", "M-HIP-ROM", "M-HOE", "M-LTR", "M-BCD", "M-BCD-BOT"), "deg"),
        **dict.fromkeys(("M-TRUNK", "M-THIGH", "M-SHIN", "M-KNEE-TOP", "M-SKSLOPE", "M-TPA"), "deg"),
        **dict.fromkeys(("M-NECK", "M-GAZE", "M-ARCHON", "M-OBL", "M-TPA-PELVIS"), "deg"),
        **dict.fromkeys(("M-HOL", "M-TOPH", "M-ROM", "M-OVERSHOOT", "M-BARPATH", "M-BARU", "M-BARROLL"), "tl"),
        **dict.fromkeys(("M-BENCHC", "M-BENCHSLIDE"), "tr"),
        **dict.fromkeys(("M-CON", "M-PAUSE", "M-ECC", "M-BOT"), "s"),
        **dict.fromkeys(("M-MCV", "M-PCV"), "tl/s"),
        **dict.fromkeys(("M-MCV-MS", "M-PCV-MS"), "m/s"),
        **dict.fromkeys(("M-ECCR", "M-PEAKR", "M-KASR"), "ratio"),
        "M-HEEL": "fl",
        "M-ROM-CM": "cm",
    }
)
"""Measures that a rep has, with their units."""

SET_UNITS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("M-BC0", "M-TPA0", "M-FPA", "M-DECAY", "M-DECAY-SLOPE", "M-CONS", "M-YAW"), "deg"),
        **dict.fromkeys(("M-ASYM", "M-VL", "M-ROMLOSS", "M-CONS-ROM"), "%"),
        "M-STANCE": "ratio",
        "M-BENCHH": "cm",
    }
)
"""Measures that the set has as a whole, with their units."""

_SIDELESS = ("M-OBL", "M-ASYM")
"""Measures whose sign only names a side; they count by their size. Source: kb:b4 (M-OBL absolute, M-ASYM)."""

_NEVER_NEGATIVE = (
    *("M-CON", "M-PAUSE", "M-ECC", "M-BOT", "M-ECCR", "M-PEAKR", "M-KASR", "M-STANCE"),
    *("M-ROM", "M-ROM-CM", "M-BARROLL", "M-BENCHSLIDE", "M-BARPATH"),
)
"""Durations, ratios of gaps and spans. Source: kb:b4."""

_OTHER_NAMES = {
    "M-SD": "M-CONS",
    "M-BENCHDIFF": "M-BENCHH",
    "M-KNEE": "M-KNEE-TOP",
    "M-TOP": "M-HIP-TOP",
    "M-BCDBOTTOM": "M-BCD-BOT",
    "M-ARCHON-DEG": "M-ARCHON",
}
_NEUTRAL_DEG = 180.0
_COUNT_KEYS = ("n", "reps")
_CONTEXT_KEYS = (
    *("calibrated", "neutral_ref", "neutral_reference_deg", *_COUNT_KEYS),
    *("quality", "grade", "view", "fps", "plates", "plate_diameter_m", "note", "notes", "comment"),
)
"""What may stand among the measures without being one."""

_TYPO_LIKENESS = 0.86


def parse_measures(raw: Mapping[str, Any]) -> tuple[MeasureTable, JudgeContext]:
    """Turn a case into the measures of a set and what judging must know about it.

    Args:
        raw: the case; "measures" maps measure names (with or without "M-") to one number, which then holds for every
            rep, or to a list with one number per rep, null where it was not measured; "calibrated" says whether the
            hip angles are meant against the athlete's own neutral; "grade", "fps" and "YAW" tell of the clip that they
            come from. "intake" adds bench, stature, tool and set type.

    Raises:
        UsageError: something in it cannot be what it should be.
    """
    case = _mapping(raw, "The case")
    given = _mapping({} if case.get("measures") is None else case["measures"], "“measures”")
    intake = _mapping(case.get("intake", {}) or {}, "“intake”")
    values = _named_values(given)
    is_calibrated = _flag(given, "calibrated")
    neutral_deg = _number(given.get("neutral_ref", given.get("neutral_reference_deg")), "neutral_ref") or _NEUTRAL_DEG
    _add_excess(values, neutral_deg)
    table = _table(values)
    table = derive_measures(
        table,
        bench_cm=_positive(intake, "bench_cm"),
        stature_cm=_positive(intake, "stature_cm"),
    )
    context = JudgeContext(
        is_calibrated=is_calibrated,
        conditions=muting_conditions(intake),
        neutral_deg=neutral_deg,
        unmet_needs=_told_obstacles(given, table),
        rep_count=max(len(table.reps), *(int(count) for count in _told_counts(given, intake))),
    )
    return _broadcast(table, values), context


def _told_obstacles(given: Mapping[str, Any], table: MeasureTable) -> Mapping[str, str]:
    """What the clip behind the measures cannot show, by its grade, frame rate and camera."""
    told = str(given.get("grade") or given.get("quality") or "").strip().lower()
    fps = _number(given.get("fps"), "fps")
    yaw = table.whole_set.get("M-YAW")
    return told_obstacles(grade=told, fps=nan if fps is None else fps, yaw_deg=nan if yaw is None else yaw.value)


Values = dict[str, float | list[float | None]]


def _named_values(given: Mapping[str, Any]) -> Values:
    values: Values = {}
    for key, value in given.items():
        if key in _CONTEXT_KEYS:
            continue
        measure_id = _measure_id(key)
        if measure_id in values:
            raise UsageError(f"The measure “{measure_id}” is given twice.", remedy="Leave one of the two out.")
        taken = _value(value, key)
        if taken is not None:
            values[measure_id] = _possible(measure_id, taken, key)
    lengths = {key: len(value) for key, value in values.items() if isinstance(value, list)}
    if len(set(lengths.values())) > 1:
        told = ", ".join(f"{key} has {count}" for key, count in lengths.items())
        raise UsageError(f"The lists of measures have different lengths: {told}.", remedy="Give one number per rep.")
    return values


def _told_counts(given: Mapping[str, Any], intake: Mapping[str, Any]) -> Iterator[float]:
    """How many reps the set is said to have, wherever that is said."""
    yield _number(intake.get("reps_done"), "reps_done") or 0
    for key in _COUNT_KEYS:
        yield _number(given.get(key), key) or 0


def _possible(measure_id: str, value: float | list[float | None], key: str) -> float | list[float | None]:
    """A value as the measure is defined: without the sign that names a side, and never a negative span."""
    numbers = value if isinstance(value, list) else [value]
    if measure_id in _SIDELESS:
        sizes = [None if number is None else abs(number) for number in numbers]
        return sizes if isinstance(value, list) else abs(value)
    lowest = min(number for number in numbers if number is not None)
    if measure_id in _NEVER_NEGATIVE and lowest < 0.0:
        raise UsageError(f"“{key}” should be more than nothing, not {lowest:g}.", remedy="Correct the value.")
    return value


def _measure_id(key: str) -> str:
    plain = _plain(key)
    known = {_plain(measure_id): measure_id for measure_id in (*REP_UNITS, *SET_UNITS)}
    known |= {_plain(name): measure_id for name, measure_id in _OTHER_NAMES.items()}
    if plain in known:
        return known[plain]
    close = get_close_matches(plain, known, n=1, cutoff=_TYPO_LIKENESS)
    remedy = (
        f"Did you mean “{known[close[0]]}”?" if close else "Use the names of the measures, such as “HOE” or “SHIN”."
    )
    raise UsageError(f"There is no measure called “{key}”.", remedy=remedy)


def _plain(name: str) -> str:
    return "".join(char for char in name.upper().removeprefix("M-") if char.isalnum())


def _value(value: object, key: str) -> float | list[float | None] | None:
    if isinstance(value, Sequence) and not isinstance(value, str):
        numbers = [_number(item, key) for item in value]
        return numbers if any(number is not None for number in numbers) else None
    return _number(value, key)


def _number(value: object, key: str) -> float | None:
    """A number; None for null and NaN, which mean "not measured"."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise UsageError(
            f"“{key}” should be a number or a list of numbers, not {value!r}.", remedy="Correct the value."
        )
    number = as_float(value)
    if isnan(number):
        return None
    if not isfinite(number):
        raise UsageError(f"“{key}” is infinite.", remedy="Give the measured value, or null where there is none.")
    return number


def _add_excess(values: Values, neutral_deg: float) -> None:
    """M-HOE and M-HIP-TOP are the same information: derive the one that is missing. Source: kb:b4/M-HOE."""
    for have, want, sign in (("M-HIP-TOP", "M-HOE", -1.0), ("M-HOE", "M-HIP-TOP", 1.0)):
        given = values.get(have)
        if given is None or want in values:
            continue
        if isinstance(given, list):
            values[want] = [None if value is None else value + sign * neutral_deg for value in given]
        else:
            values[want] = given + sign * neutral_deg


def _table(values: Values) -> MeasureTable:
    """The measures given rep by rep, and those of the set; single numbers for reps come later."""
    count = next((len(value) for value in values.values() if isinstance(value, list)), 0)
    rows: list[dict[str, Measure]] = [{} for _ in range(count)]
    whole = {}
    for key, value in values.items():
        unit = REP_UNITS.get(key) or SET_UNITS[key]
        if isinstance(value, list):
            for row, number in zip(rows, value, strict=True):
                row[key] = _measure(key, number, unit)
        elif key in SET_UNITS:
            whole[key] = _measure(key, value, unit)
    return MeasureTable(
        reps=tuple(MappingProxyType(row) for row in rows),
        rep_indices=tuple(range(1, count + 1)),
        whole_set=MappingProxyType(whole),
    )


def _broadcast(table: MeasureTable, values: Values) -> MeasureTable:
    """Let a single number of a rep's measure hold for every rep; a set without lists counts as one rep."""
    single = {
        key: _measure(key, value, REP_UNITS[key])
        for key, value in values.items()
        if key in REP_UNITS and not isinstance(value, list)
    }
    rows = table.reps or (({},) if single else ())
    return MeasureTable(
        reps=tuple(MappingProxyType({**row, **single}) for row in rows),
        rep_indices=tuple(range(1, len(rows) + 1)),
        whole_set=table.whole_set,
    )


def _measure(measure_id: str, value: float | None, unit: str) -> Measure:
    if value is None:
        return Measure.missing(measure_id, unit, f"{measure_id} was not measured in this rep.")
    return Measure(id=measure_id, value=value, unit=unit)


def _mapping(value: object, name: str) -> Mapping[str, Any]:
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return value
    raise UsageError(f"{name} should be a table of names and values.", remedy="See the README for an example.")


def _flag(given: Mapping[str, Any], key: str) -> bool:
    value = given.get(key)
    if value is None or value in (0, 1):  # spreadsheets write 0 and 1
        return bool(value)
    raise UsageError(f"“{key}” should be true or false, not {value!r}.", remedy="Correct the value.")


def _positive(intake: Mapping[str, Any], key: str) -> float | None:
    value = _number(intake.get(key), key)
    if value is not None and value <= 0.0:
        raise UsageError(f"“{key}” should be more than nothing, not {value:g}.", remedy="Correct the value.")
    return value
