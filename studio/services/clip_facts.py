"""What a file tells about when and with what it was filmed: its own header, its name, its date."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

_QUICKTIME_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
_FIRST_PHONES = datetime(2000, 1, 1, tzinfo=UTC)
_LONGEST_S = 1 << 33
_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?:[-_ T.]?([0-2]\d)[-_.:]?([0-5]\d)[-_.:]?([0-5]\d))?"
)
_MAKERS = ((re.compile(r"^PXL_"), "Pixel"), (re.compile(r"^(GOPR|GX\d|GH\d)"), "GoPro"), (re.compile(r"^DJI_"), "DJI"))
_MOST_BOXES = 64
_APPLE_MODEL = re.compile(rb"\xa9mod.{4}([\x20-\x7e]{2,40})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What is known about a file without decoding it.

    Attributes:
        size_bytes: of the file.
        captured: when it was filmed, ISO 8601; empty when neither header nor name tells.
        device: what filmed it; empty when nothing tells.
        day: day of the session: of filming, else of the file.
    """

    size_bytes: int
    captured: str = ""
    device: str = ""
    day: date | None = None


def read_clip_facts(path: Path) -> ClipFacts:
    """Read what a file tells; never raises, whatever the file holds."""
    try:
        stat = path.stat()
        with path.open("rb") as file:
            header, model = _movie_header(file, stat.st_size)
    except OSError:
        return ClipFacts(size_bytes=0)
    moment = _moment_in_name(path.name) or header
    day = moment.date() if moment else datetime.fromtimestamp(stat.st_mtime).astimezone().date()
    maker = next((name for pattern, name in _MAKERS if pattern.search(path.name)), "")
    return ClipFacts(stat.st_size, moment.isoformat() if moment else "", model or maker, day)


def _moment_in_name(name: str) -> datetime | None:
    """Phones write the local time of filming into the name: PXL_20260301_101530, VID-2026-03-01, 20260301_101530."""
    found = _IN_NAME.search(name)
    if found is None:
        return None
    numbers = [int(part or 0) for part in found.groups()]
    try:
        return datetime(*numbers)  # type: ignore[arg-type]  # noqa: DTZ001 -- names carry local time without a zone
    except ValueError:
        return None


def _movie_header(file: BinaryIO, size: int) -> tuple[datetime | None, str]:
    """Creation time and model of an MP4 or QuickTime file, from its `moov` box."""
    place = 0
    for _ in range(_MOST_BOXES):
        file.seek(place)
        head = file.read(16)
        if len(head) < 8:
            break
        length, kind = int.from_bytes(head[:4], "big"), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16], "big")
        if kind == b"moov":
            file.seek(place)
            return _in_moov(file.read(min(length or size, 1 << 20)))
        if length < 8:
            break
        place += length
    return None, ""


def _in_moov(box: bytes) -> tuple[datetime | None, str]:
    at = box.find(b"mvhd")
    model = _APPLE_MODEL.search(box)
    name = model[1].decode("ascii").strip() if model else ""
    if at < 0 or len(box) < at + 16:
        return None, name
    is_long = box[at + 4] == 1
    seconds = int.from_bytes(box[at + 8 : at + (16 if is_long else 12)], "big")
    moment = _QUICKTIME_EPOCH + timedelta(seconds=seconds) if seconds < _LONGEST_S else _QUICKTIME_EPOCH
    if not _FIRST_PHONES < moment <= datetime.now(UTC):
        return None, name  # zero, or a clock that was never set
    return moment.astimezone(), name


def is_settled(path: Path, *, now_s: float, quiet_s: float = 3.0) -> bool:
    """Whether a file has not been written to for a while; a copy under way is not taken in."""
    try:
        return now_s - path.stat().st_mtime >= quiet_s
    except OSError:
        return False
