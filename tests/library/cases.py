"""A case to send, and ways to spoil it."""

import hashlib
import json
import stat
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from studio.core.case import Case
from studio.core.review import KeyMoment, Review
from studio.core.stored_review import review_to_data

CLIP = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 40


def make_case(folder: Path, **changes: Any) -> Case:
    """A case with a clip, arrays, review and report."""
    clip = folder / "VID_1.mp4"
    clip.write_bytes(CLIP)
    sha256 = hashlib.sha256(CLIP).hexdigest()
    fields: dict[str, Any] = {
        "exercise_id": "hip-thrust-barbell",
        "day": date(2026, 3, 1),
        "clip_sha256": sha256,
        "clip": clip,
        "clip_name": "VID_1.mp4",
        "athlete": "Ada Ö’Quill",
        "engine": ("replay", "0" * 64),
        "review": review_to_data(Review(sha256, summary="gut", key_moments=(KeyMoment(1.0, "top"),))),
        "analysis": b'{"schema": "lockout/analysis/1"}',
        "arrays": {
            "xy_px": np.linspace(0, 1, 990).reshape(5, 33, 6),
            "notes": np.array(["a", "bb"]),
            "size_px": np.array([8, 9]),
        },
        "report": b"%PDF-1.7",
        "log": {"load_kg": 100},
    }
    return Case(**{**fields, **changes})


def rezip(data: bytes, change: Callable[[dict[str, bytes], list[zipfile.ZipInfo]], None]) -> bytes:
    """Pack a case again after its entries were changed; the manifest's list is not touched."""
    with zipfile.ZipFile(BytesIO(data)) as bundle:
        infos = bundle.infolist()
        contents = {info.filename: bundle.read(info) for info in infos}
    change(contents, infos)
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for info in infos:
            bundle.writestr(info, contents[info.filename])
    return out.getvalue()


def relist(contents: dict[str, bytes], **changes: Any) -> None:
    """Make the manifest fit the contents again, with changes of its own."""
    manifest = json.loads(contents["manifest.json"])
    manifest["files"] = {
        name: {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        for name, data in contents.items()
        if name != "manifest.json"
    }
    manifest.update(changes)
    contents["manifest.json"] = json.dumps(manifest).encode()


def add(name: str, content: bytes, *, mode: int = stat.S_IFREG | 0o644, listed: bool = True) -> Callable[..., None]:
    """A change that adds an entry."""

    def change(contents: dict[str, bytes], infos: list[zipfile.ZipInfo]) -> None:
        info = zipfile.ZipInfo(name)
        info.external_attr = mode << 16
        infos.append(info)
        contents[name] = content
        if listed:
            relist(contents)

    return change


def manifest_with(**changes: Any) -> Callable[..., None]:
    """A change of the manifest."""

    def change(contents: dict[str, bytes], _infos: list[zipfile.ZipInfo]) -> None:
        relist(contents, **changes)

    return change


def replaced(name: str, content: bytes) -> Callable[..., None]:
    """A change of one entry, with the list made to fit."""

    def change(contents: dict[str, bytes], _infos: list[zipfile.ZipInfo]) -> None:
        contents[name] = content
        relist(contents)

    return change


def deflated_bomb(name: str, megabytes: int) -> Callable[..., None]:
    """An entry that is small in the file and large outside."""

    def change(contents: dict[str, bytes], infos: list[zipfile.ZipInfo]) -> None:
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        infos.append(info)
        contents[name] = bytes(megabytes << 20)
        relist(contents)

    return change


def npy(header: str, body: bytes = b"") -> bytes:
    """An array file with any header."""
    text = header.encode() + b" " * (117 - len(header)) + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + body


ARRAY = "landmarks/size_px.npy"
HOSTILE: dict[str, Callable[..., None]] = {
    "a path upwards": add("../evil.txt", b"x"),
    "an absolute path": add("/tmp/evil.txt", b"x"),
    "a path with backslashes": add("..\\evil.txt", b"x"),
    "a drive": add("C:\\evil.txt", b"x"),
    "a clip that climbs": add("clip/../../evil.mp4", b"x"),
    "a link": add("landmarks/link.npy", b"/etc/passwd", mode=stat.S_IFLNK | 0o777),
    "a folder": add("landmarks/", b"", mode=stat.S_IFDIR | 0o755),
    "a file that is not listed": add("landmarks/more.npy", b"x", listed=False),
    "a bomb": deflated_bomb("log.json", 40),
    "an array bomb": deflated_bomb("landmarks/bomb.npy", 8),
    "a second review": lambda contents, infos: infos.append(next(i for i in infos if i.filename == "review.json")),
    "a changed clip": lambda contents, infos: contents.update({"clip/clip.mp4": CLIP[:-1] + b"!"}),
    "another clip": replaced("clip/clip.mp4", b"another"),
    "a changed review": lambda contents, infos: contents.update({"review.json": b"{}"}),
    "sizes without end": replaced("log.json", b'{"load_kg": 1e999}'),
    "a newer version": manifest_with(schema="lockout/case/2"),
    "another schema": manifest_with(schema="other/1"),
    "markup in the name": manifest_with(athlete="<img src=x onerror=alert(1)>"),
    "text that turns round": manifest_with(athlete="Ada\u202efdp"),
    "a control character": manifest_with(athlete="Ada\x1b[2J"),
    "an endless name": manifest_with(athlete="A" * 100_000),
    "an exercise with a path": manifest_with(exercise="../../evil"),
    "a clip name that climbs is fine, markup is not": manifest_with(clip={"sha256": "0" * 64, "name": "<b>"}),
    "a fingerprint with a path": manifest_with(clip={"sha256": "../" * 21 + "x", "name": "a"}),
    "a day that is none": manifest_with(day="2026-13-45"),
    "an engine that is none": manifest_with(engine=[]),
    "files as a list": manifest_with(files=[]),
    "endless nesting": replaced("review.json", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    "not a number": replaced("log.json", b'{"load_kg": NaN}'),
    "a list for a log": replaced("log.json", b"[1]"),
    "an array of objects": replaced(ARRAY, npy("{'descr': '|O', 'fortran_order': False, 'shape': (1,), }", b"x" * 8)),
    "a huge count": replaced(ARRAY, npy("{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999,)}", b"x" * 8)),
    "a negative count": replaced(ARRAY, npy("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", b"x" * 8)),
    "code in a header": replaced(ARRAY, npy("__import__('os').system('touch evil')")),
    "no array": replaced(ARRAY, b"hello"),
}  # fmt: skip
