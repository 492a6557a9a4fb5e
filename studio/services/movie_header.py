"""What a camera writes into an MP4 or QuickTime file about when and with what it was filmed. Nothing is decoded."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

_QUICKTIME_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_MOST_BOXES = 256
_MOST_TEXT_BYTES = 1 << 18
_TEXT = re.compile(r"[^\x20-\x7e\u00a0-\uffff]+")
_MOST_LETTERS = 64


@dataclass(frozen=True, slots=True)
class MovieHeader:
    """What was found.

    Attributes:
        created: of the file by its own clock, in UTC; None when that clock was never set.
        texts: entries by name, such as "com.apple.quicktime.creationdate", "com.android.model", "©mod".
    """

    created: datetime | None = None
    texts: Mapping[str, str] = field(default_factory=dict)


def read_movie_header(file: BinaryIO, size: int) -> MovieHeader:
    """Read the `moov` box as far as it tells about the filming; an empty header for any other file."""
    for kind, start, length in _boxes(file, 0, size):
        if kind == b"moov":
            return _in_moov(file, start, start + length)
    return MovieHeader()


def _in_moov(file: BinaryIO, start: int, end: int) -> MovieHeader:
    created: datetime | None = None
    texts: dict[str, str] = {}
    for kind, place, length in _boxes(file, start, end):
        if kind == b"mvhd":
            created = _created(_read(file, place, 32))
        elif kind == b"meta":
            texts |= _in_meta(file, place, length)
        elif kind == b"udta":
            texts |= _in_user_data(file, place, place + length)
    return MovieHeader(created, texts)


def _in_user_data(file: BinaryIO, start: int, end: int) -> dict[str, str]:
    """Entries of QuickTime's user data: two bytes of length, two of language, text."""
    found: dict[str, str] = {}
    for kind, place, length in _boxes(file, start, end):
        if kind[:1] == b"\xa9":
            data = _read(file, place, length)
            found[f"©{kind[1:].decode('latin-1')}"] = _clean(data[4 : 4 + int.from_bytes(data[:2], "big")])
        elif kind == b"meta":
            found |= _in_meta(file, place, length)
    return found


def _in_meta(file: BinaryIO, start: int, length: int) -> dict[str, str]:
    """Entries under the names of the `keys` box; ISO files have four bytes more before the first box."""
    shift = 0 if _read(file, start + 4, 4) in (b"hdlr", b"keys", b"ilst") else 4
    names: list[str] = []
    found: dict[str, str] = {}
    for kind, place, size in _boxes(file, start + shift, start + length):
        if kind == b"keys":
            names = list(_names(_read(file, place, size)))
        elif kind == b"ilst":
            found |= _in_list(file, place, place + size, names)
    return found


def _in_list(file: BinaryIO, start: int, end: int, names: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind, place, length in _boxes(file, start, end):
        number = int.from_bytes(kind, "big")
        name = names[number - 1] if 0 < number <= len(names) else kind.decode("latin-1").replace("\xa9", "©")
        data = _read(file, place, length)
        if data[4:8] == b"data":
            found[name] = _clean(data[16 : int.from_bytes(data[:4], "big")])
    return found


def _names(box: bytes) -> Iterator[str]:
    place = 8
    for _ in range(min(int.from_bytes(box[4:8], "big"), _MOST_BOXES)):
        length = int.from_bytes(box[place : place + 4], "big")
        if length < 8:
            return
        yield _clean(box[place + 8 : place + length])
        place += length


def _created(box: bytes) -> datetime | None:
    seconds = int.from_bytes(box[4:12] if box[:1] == b"\1" else box[4:8], "big")
    return _QUICKTIME_EPOCH + timedelta(seconds=seconds) if 0 < seconds < 1 << 33 else None


def _boxes(file: BinaryIO, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Boxes between two places: kind, where the content begins, how long it is."""
    place = start
    for _ in range(_MOST_BOXES):
        head = _read(file, place, 16)
        if len(head) < 8 or place + 8 > end:
            return
        length, kind, shift = int.from_bytes(head[:4], "big"), head[4:8], 8
        if length == 1:
            length, shift = int.from_bytes(head[8:16], "big"), 16
        elif length == 0:
            length = end - place
        if length < shift:
            return
        yield kind, place + shift, min(length, end - place) - shift
        place += length


def _read(file: BinaryIO, place: int, length: int) -> bytes:
    file.seek(place)
    return file.read(max(min(length, _MOST_TEXT_BYTES), 0))


def _clean(data: bytes) -> str:
    """Readable text; what is none becomes nothing."""
    return _TEXT.sub("", data.decode("utf-8", errors="ignore")).strip()[:_MOST_LETTERS]
