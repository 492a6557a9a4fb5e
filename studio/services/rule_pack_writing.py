"""A coach's own limits on their way into a rule pack: what can be changed, as a file, checked before it counts."""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import CannotWrite, UsageError
from studio.core.exercise import Exercise
from studio.core.fault import Bands
from studio.core.ports import ExerciseBook

_SCHEMA = "lockout/rule-pack/1"
_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")
_FIRST_VERSION = "1.0.0"
_SESSION = "session."
"""How the keys of the templates around the set begin."""

Numbers = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class LimitRow:
    """One measure of one fault with its limits, mild first.

    Attributes:
        fault: id of the fault.
        measure: id of the measure.
        unit: of the limits.
        limits: without the athlete's own neutral.
        calibrated: with it; empty where it makes no difference.
    """

    fault: str
    measure: str
    unit: str
    limits: Numbers
    calibrated: Numbers = ()

    @property
    def key(self) -> tuple[str, str]:
        """What it is about."""
        return self.fault, self.measure


@dataclass(frozen=True, slots=True)
class PackDraft:
    """A rule pack before it is a file.

    Attributes:
        exercise: id of the exercise.
        name: for people; the file and the id follow from it.
        version: three numbers.
        reason: why the limits are these; becomes their source.
        rows: the limits as they shall be; those that do not differ from the exercise's own are left out.
        kept: what the pack said already beyond such limits, as lines of its file.
    """

    exercise: str
    name: str
    version: str
    reason: str
    rows: tuple[LimitRow, ...]
    kept: tuple[str, ...] = ()


def limit_rows(exercise: Exercise) -> tuple[LimitRow, ...]:
    """What can be changed: every measure with plain limits, in the order of the exercise."""
    return tuple(
        LimitRow(
            fault=fault.id,
            measure=one.measure,
            unit=one.bands.unit,
            limits=_numbers(one.bands),
            calibrated=_numbers(one.calibrated_bands) if one.calibrated_bands else (),
        )
        for fault in exercise.faults
        for one in fault.indicators
        if _numbers(one.bands)
    )


def next_version(version: str) -> str:
    """The version after this one: its last number is one higher."""
    found = _VERSION.fullmatch(version)
    return f"{found[1]}.{found[2]}.{int(found[3]) + 1}" if found else _FIRST_VERSION


def pack_id_of(name: str) -> str:
    """The id of a pack of this name: lower-case words joined by hyphens; empty when there are none."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


def pack_text(draft: PackDraft, own: Sequence[LimitRow]) -> str:
    """The pack as its file: what differs from the exercise's own limits, and nothing else."""
    known = {row.key: row for row in own}
    lines = [
        f"schema = {_quoted(_SCHEMA)}",
        f"id = {_quoted(pack_id_of(draft.name))}",
        f"name = {_quoted(draft.name)}",
        f"version = {_quoted(draft.version)}",
        f"exercise = {_quoted(draft.exercise)}",
    ]
    for row in draft.rows:
        changed = _changed(row, known[row.key])
        if changed:
            lines += ["", f"[faults.{row.fault}.{row.measure}]", *changed]
            lines += [f"unit = {_quoted(row.unit)}", f"source = {_quoted(draft.reason)}"]
    return "\n".join((*lines, *draft.kept)) + "\n"


def kept_lines(now: Exercise, own: Exercise) -> tuple[str, ...]:
    """What a pack changes beyond plain limits, as lines of its file: templates, weights, and limits that are pairs."""
    before_texts = own.knowledge.texts
    session = [
        f"{key.removeprefix(_SESSION)} = {_quoted(text)}"
        for key, text in now.knowledge.texts.items()
        if key.startswith(_SESSION) and text != before_texts.get(key)
    ]
    lines = ["", "[session]", *session] if session else []
    for fault, before in zip(now.faults, own.faults, strict=True):
        if fault.weight != before.weight:
            lines += ["", f"[faults.{fault.id}]", f"weight = {fault.weight!r}"]
        for one, then in zip(fault.indicators, before.indicators, strict=True):
            if not _numbers(one.bands) and one.bands.limits != then.bands.limits:
                lines += ["", f"[faults.{fault.id}.{one.measure}]", f"limits = {_pairs(one.bands)}"]
                lines += [f"unit = {_quoted(one.bands.unit)}", f"source = {_quoted(reason_in(one.bands.source))}"]
    return tuple(lines)


def reason_in(source: str) -> str:
    """The reason that a pack gave for a limit; empty for a limit of the exercise's own."""
    return source.partition(": ")[2] if source.startswith("pack:") else ""


def save_pack(book: ExerciseBook, draft: PackDraft, own: Sequence[LimitRow]) -> str:
    """Write a pack, check it as any other is checked, and judge with it from now on.

    Returns:
        The id of the pack.

    Raises:
        UsageError: it has no name or changes nothing, or it cannot be used; then what stood there before stands again.
        CannotWrite: the file cannot be written.
    """
    pack_id = pack_id_of(draft.name)
    if not pack_id:
        raise UsageError("A rule pack needs a name.", remedy="Give it one with letters, such as your own.")
    if not draft.reason.strip():
        raise UsageError("A limit needs its reason.", remedy="Say in a few words why it is this.")
    known = {row.key: row for row in own}
    if not draft.kept and not any(_changed(row, known[row.key]) for row in draft.rows):
        raise UsageError("No limit differs from the exercise's own.", remedy="Change one, or use the own limits.")
    file = _file_of(book, pack_id)
    before = file.read_bytes() if file.exists() else None
    _write(file, pack_text(draft, own).encode("utf-8"))
    written = next((one for one in book.rule_packs() if one.file == file), None)
    if written is None or written.problems:
        _put_back(file, before)
        problems = "; ".join(written.problems) if written else ""
        raise UsageError("These limits cannot be used.", remedy=problems)
    book.choose_pack(draft.exercise, pack_id)
    return pack_id


def _numbers(bands: Bands) -> Numbers:
    """The limits of a band that has one number for each; empty for pairs."""
    return tuple(float(one) for one in bands.limits if not isinstance(one, tuple))


def _pairs(bands: Bands) -> str:
    pairs = (f"[{one[0]!r}, {one[1]!r}]" for one in bands.limits if isinstance(one, tuple))
    return f"[{', '.join(pairs)}]"


def _changed(row: LimitRow, own: LimitRow) -> list[str]:
    pairs = (("limits", row.limits, own.limits), ("calibrated", row.calibrated, own.calibrated))
    return [f"{key} = {_listed(now)}" for key, now, then in pairs if now and now != then]


def _listed(numbers: Numbers) -> str:
    return f"[{', '.join(repr(one) for one in numbers)}]"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _file_of(book: ExerciseBook, pack_id: str) -> Path:
    """Where a pack of this id lies already, else where it goes."""
    known: Mapping[str, Path] = {one.id: one.file for one in book.rule_packs() if not one.problems}
    return known.get(pack_id, book.own_places()[1] / f"{pack_id}.toml")


def _write(file: Path, data: bytes) -> None:
    beside = file.with_suffix(".part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(file)
    except OSError as error:
        raise CannotWrite("The rule pack cannot be written.", remedy="Make room, or free the folder.") from error


def _put_back(file: Path, before: bytes | None) -> None:
    if before is None:
        file.unlink(missing_ok=True)
    else:
        _write(file, before)
