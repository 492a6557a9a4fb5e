"""Case files (`.lockout`): a plain zip with a manifest. Written the same for the same case; read with suspicion.

Nothing of a file is believed before it is checked: names come from a closed list, sizes are held against limits and
against the manifest while they are read, every entry against its SHA-256, arrays against their own headers, and nothing
is written before everything else has passed.
"""

import contextlib
import hashlib
import io
import json
import os
import re
import secrets
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from math import isfinite
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from studio.core.atomic import refuse_stream
from studio.core.case import Case
from studio.core.errors import CannotWrite, UnreadableInput
from studio.core.neutral import neutral_from_data, neutral_to_data
from studio.core.sound import MOST_NOTE_BYTES, MOST_NOTES

SCHEMA = "lockout/case/1"
_FAMILY = "lockout/case/"

MOST_ENTRIES = 64 + MOST_NOTES
MOST_TEXT_BYTES = 16 * 1024**2
MOST_ARRAY_BYTES = 1024**3
MOST_CLIP_BYTES = 4 * 1024**3 - 2**20
"""Only texts are packed, so that no small file becomes a large one. An hour of landmarks at 60 frames a second is
270 MB; a zip without extensions ends at 4 GB."""

_MOST_DIRECTORY_BYTES = 64 * 1024
_MOST_NAME = 120
_PIECE = 1 << 20
_EPOCH = (1980, 1, 1, 0, 0, 0)
_END = struct.Struct("<4s4H2LH")
_ENTRY = re.compile(
    r"manifest\.json|review\.json|analysis\.json|log\.json|report\.pdf"
    r"|landmarks/[a-z_]{1,40}\.npy|clip/clip\.[a-z0-9]{2,4}|voice/[0-9a-f]{64}\.ogg"
)
_MARKUP = re.compile(r"[<>&\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_EXERCISE = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")
_ARRAY_KINDS = "fiuU"
_MALFORMED = (OSError, ValueError, LookupError, TypeError, AttributeError, OverflowError, RuntimeError)
"""What reading data of the wrong shape raises; RecursionError and NotImplementedError are RuntimeErrors."""


class CaseFiles:
    """Fulfils `CaseBundles`."""

    def write(self, path: Path, case: Case) -> None:
        """Write a case; the same case gives the same bytes. Raises CannotWrite."""
        refuse_stream(path)
        part = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")
        try:
            with part.open("xb") as file:
                _write(file, case)
                file.flush()
                os.fsync(file.fileno())
            part.replace(path)
        except OSError as error:
            raise CannotWrite(f"{path.name} cannot be written there.", remedy="Choose another folder.") from error
        finally:
            part.unlink(missing_ok=True)

    def read(self, path: Path, clips: Path) -> Case:
        """Read a case; its clip is put into a folder under its fingerprint. Raises UnreadableInput."""
        try:
            with path.open("rb") as file:
                _check_end(file)
                with zipfile.ZipFile(file) as bundle:
                    return _read(bundle, clips)
        except FileNotFoundError as error:
            raise UnreadableInput(f"{path.name} does not exist.", remedy="Choose a case file.") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, struct.error) as error:
            raise _refused("it is damaged") from error
        except _MALFORMED as error:
            raise _refused("it is not built as a case") from error


def _write(file: IO[bytes], case: Case) -> None:
    texts = {
        "analysis.json": case.analysis,
        "log.json": _json(case.log),
        "report.pdf": case.report,
        "review.json": _json(case.review),
    }
    entries = {name: data for name, data in texts.items() if data}
    entries |= {f"voice/{note_id}.ogg": data for note_id, data in case.voices.items()}
    for name in sorted(case.arrays):
        buffer = io.BytesIO()
        np.lib.format.write_array(buffer, np.ascontiguousarray(case.arrays[name]), allow_pickle=False)
        entries[f"landmarks/{name}.npy"] = buffer.getvalue()
    listed = {name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()} for name, data in entries.items()}
    clip_entry = _clip_entry(case)
    if case.clip is not None:
        listed[clip_entry] = {"bytes": case.clip.stat().st_size, "sha256": case.clip_sha256}
    manifest = _json(
        {
            "schema": SCHEMA,
            "exercise": case.exercise_id,
            "day": case.day.isoformat(),
            "athlete": case.athlete,
            "clip": {"sha256": case.clip_sha256, "name": case.clip_name},
            "engine": list(case.engine),
            **({"neutral": neutral_to_data(case.neutral)} if case.neutral is not None else {}),
            "files": listed,
        }
    )
    with zipfile.ZipFile(file, "w", allowZip64=False) as bundle:
        for name, data in (("manifest.json", manifest), *sorted(entries.items())):
            kind = zipfile.ZIP_STORED if name.endswith((".npy", ".ogg")) else zipfile.ZIP_DEFLATED
            bundle.writestr(_info(name, kind), data, compresslevel=6)
        if case.clip is not None:
            with bundle.open(_info(clip_entry, zipfile.ZIP_STORED), "w") as target, case.clip.open("rb") as source:
                while piece := source.read(_PIECE):
                    target.write(piece)


def _clip_entry(case: Case) -> str:
    suffix = case.clip.suffix.lower() if case.clip is not None else ""
    return f"clip/clip{suffix if re.fullmatch(r'[.][a-z0-9]{2,4}', suffix) else '.mp4'}"


def _info(name: str, kind: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = kind
    info.create_system = 3
    info.external_attr = (stat.S_IFREG | 0o644) << 16
    return info


def _check_end(file: IO[bytes]) -> None:
    """Hold the end record against the limits before anything is built from it."""
    size = file.seek(0, os.SEEK_END)
    if size < _END.size:
        raise _refused("it is damaged")
    file.seek(size - _END.size)
    mark, disk, first_disk, here, total, length, start, comment = _END.unpack(file.read(_END.size))
    if mark != b"PK\x05\x06" or comment or disk or first_disk or here != total:
        raise _refused("it is damaged")
    if total > MOST_ENTRIES or length > _MOST_DIRECTORY_BYTES:
        raise _refused("it holds too many files")
    if start + length != size - _END.size:
        raise _refused("there is something in it that does not belong there")
    file.seek(0)


def _read(bundle: zipfile.ZipFile, clips: Path) -> Case:
    entries = _checked_entries(bundle)
    manifest = _manifest(bundle, entries)
    listed = _listed(manifest, entries)
    arrays = dict(_arrays(bundle, entries, listed))
    review = _object(_text(bundle, entries, listed, "review.json"))
    log = _object(_text(bundle, entries, listed, "log.json"))
    clip = manifest["clip"]
    sha256, name = str(clip["sha256"]), _plain_name(clip["name"])
    if not _SHA256.fullmatch(sha256) or not _EXERCISE.fullmatch(str(manifest["exercise"])):
        raise ValueError("manifest")
    if review and review.get("clip_sha256") != sha256:
        raise _refused("its review belongs to another clip")
    engine = [_plain_name(one) for one in manifest["engine"]]
    case = Case(
        exercise_id=str(manifest["exercise"]),
        day=date.fromisoformat(str(manifest["day"])),
        clip_sha256=sha256,
        clip=None,
        clip_name=name,
        athlete=_plain_name(manifest["athlete"]),
        engine=(engine[0], engine[1]),
        review=review,
        analysis=_text(bundle, entries, listed, "analysis.json"),
        arrays=arrays,
        report=_text(bundle, entries, listed, "report.pdf"),
        log=log,
        neutral=neutral_from_data(manifest.get("neutral")),
        voices=dict(_voices(bundle, entries, listed, review)),
    )
    return _with_clip(bundle, entries, listed, case, clips)


def _checked_entries(bundle: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in bundle.infolist():
        mode = info.external_attr >> 16
        if info.filename != info.orig_filename or not _ENTRY.fullmatch(info.filename) or info.filename in entries:
            raise _refused("it holds a file that does not belong there")
        if mode and not stat.S_ISREG(mode):
            raise _refused("it holds a link")
        is_large = info.filename.startswith(("clip/", "landmarks/", "voice/"))
        packings = (zipfile.ZIP_STORED,) if is_large else (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if info.flag_bits & 0x1 or info.compress_type not in packings:
            raise _refused("it is packed in a way that cases are not")
        if info.file_size > _limit(info.filename):
            raise _refused("a file in it is too large")
        entries[info.filename] = info
    if sum(info.file_size for name, info in entries.items() if name.endswith(".npy")) > MOST_ARRAY_BYTES:
        raise _refused("a file in it is too large")
    return entries


def _limit(name: str) -> int:
    if name.startswith("clip/"):
        return MOST_CLIP_BYTES
    if name.startswith("voice/"):
        return MOST_NOTE_BYTES
    return MOST_ARRAY_BYTES if name.endswith(".npy") else MOST_TEXT_BYTES


def _manifest(bundle: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo]) -> dict[str, Any]:
    manifest = _object(b"".join(_pieces(bundle, entries["manifest.json"])))
    schema = str(manifest.get("schema", ""))
    if schema != SCHEMA:
        if schema.startswith(_FAMILY):
            raise UnreadableInput(
                "This case was made by a newer studio, and nothing of it was taken in.", remedy="Update the studio."
            )
        raise ValueError("schema")
    return manifest


def _listed(manifest: Mapping[str, Any], entries: Mapping[str, zipfile.ZipInfo]) -> dict[str, str]:
    """Fingerprints by entry; exactly the entries that are there, with their sizes."""
    listed = {str(name): str(one["sha256"]) for name, one in manifest["files"].items()}
    sizes = {str(name): int(one["bytes"]) for name, one in manifest["files"].items()}
    if listed.keys() != entries.keys() - {"manifest.json"}:
        raise _refused("its contents are not what its list says")
    if any(entries[name].file_size != size for name, size in sizes.items()):
        raise _refused("its contents are not what its list says")
    return listed


def _pieces(bundle: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of an entry; no more of it than it said there is."""
    left = info.file_size
    with bundle.open(info) as source:
        while piece := source.read(min(_PIECE, left + 1)):
            left -= len(piece)
            if left < 0:
                raise _refused("a file in it is larger than it says")
            yield piece
    if left:
        raise _refused("a file in it is shorter than it says")


def _text(
    bundle: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], listed: Mapping[str, str], name: str
) -> bytes:
    if name not in entries:
        return b""
    data = b"".join(_pieces(bundle, entries[name]))
    if hashlib.sha256(data).hexdigest() != listed[name]:
        raise _refused("its contents were changed")
    return data


def _arrays(
    bundle: zipfile.ZipFile, entries: Mapping[str, zipfile.ZipInfo], listed: Mapping[str, str]
) -> Iterator[tuple[str, NDArray[Any]]]:
    for name in sorted(entries):
        if name.endswith(".npy"):
            yield name.removeprefix("landmarks/").removesuffix(".npy"), _array(_text(bundle, entries, listed, name))


def _voices(
    bundle: zipfile.ZipFile,
    entries: Mapping[str, zipfile.ZipInfo],
    listed: Mapping[str, str],
    review: Mapping[str, Any],
) -> Iterator[tuple[str, bytes]]:
    """Recordings that the review names, each under its own fingerprint; whether they can be heard is seen later."""
    named = {str(note[0]) for note in review.get("voice_notes", ())}
    for name in sorted(entries):
        if name.startswith("voice/"):
            note_id = Path(name).stem
            if note_id != listed[name] or note_id not in named:
                raise _refused("it holds a recording that its review does not name")
            yield note_id, _text(bundle, entries, listed, name)


def _array(data: bytes) -> NDArray[Any]:
    """An array whose header promises exactly the bytes that are there; no objects, no dates, no records."""
    buffer = io.BytesIO(data)
    version = np.lib.format.read_magic(buffer)
    if version != (1, 0):
        raise ValueError("array version")
    shape, is_fortran, dtype = np.lib.format.read_array_header_1_0(buffer, max_header_size=1000)
    count = 1
    for length in shape:
        count *= int(length)
    room = len(data) - buffer.tell()
    if dtype.kind not in _ARRAY_KINDS or dtype.hasobject or is_fortran or count * dtype.itemsize != room:
        raise ValueError("array")
    return np.frombuffer(data, dtype=dtype, offset=buffer.tell(), count=count).reshape(shape)


def _with_clip(
    bundle: zipfile.ZipFile,
    entries: Mapping[str, zipfile.ZipInfo],
    listed: Mapping[str, str],
    case: Case,
    clips: Path,
) -> Case:
    """Unpack the clip, last of all, under its fingerprint; a wrong one is gone before anybody sees it."""
    name = next((one for one in entries if one.startswith("clip/")), "")
    if not name:
        return case
    if listed[name] != case.clip_sha256:
        raise _refused("its clip is another one")
    target = clips / f"{case.clip_sha256}{Path(name).suffix}"
    clips.mkdir(parents=True, exist_ok=True)
    part = clips / f".{secrets.token_hex(8)}.part"
    digest = hashlib.sha256()
    try:
        with part.open("xb") as file:
            for piece in _pieces(bundle, entries[name]):
                digest.update(piece)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if digest.hexdigest() != case.clip_sha256:
            raise _refused("its clip was changed")
        part.replace(target)
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    return replace(case, clip=target)


def _object(data: bytes) -> dict[str, Any]:
    found = json.loads(data.decode("utf-8"), parse_constant=_finite, parse_float=_finite) if data else {}
    if not isinstance(found, dict):
        raise TypeError("not an object")
    return found


def _finite(text: str) -> float:
    """JSON has no infinity, but 1e999 is read as one."""
    if not isfinite(number := float(text)):
        raise ValueError(text)
    return number


def _plain_name(value: object) -> str:
    """A name that shows as it is written: no markup, no control characters, not endless."""
    name = str(value)
    if len(name) > _MOST_NAME or _MARKUP.search(name):
        raise _refused("a name in it is not a name")
    return name


def _json(data: Mapping[str, Any]) -> bytes:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def _refused(why: str) -> UnreadableInput:
    return UnreadableInput(
        f"This case was refused: {why}. Nothing of it was taken in.", remedy="Ask for it to be sent again."
    )
