"""What a file tells about when and with what it was filmed: its own header, else its name, else its date."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum, unique
from pathlib import Path

from studio.services.movie_header import MovieHeader, read_movie_header

_FIRST_PHONES = datetime(2000, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
"""A clock that runs further ahead than this was not set."""
_IN_NAME = re.compile(
    r"(?<!\d)(20\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?:[-_ T.]?([0-2]\d)[-_.:]?([0-5]\d)[-_.:]?([0-5]\d))?"
)
_ZONE = re.compile(r"([+-]\d\d)(\d\d)$")
_MAKERS = (
    (re.compile(r"^PXL_"), "Pixel"),
    (re.compile(r"^(GOPR|G[HXL]\d|GP\d)", re.IGNORECASE), "GoPro"),
    (re.compile(r"^DJI_"), "DJI"),
)
_LOCAL_CLOCKS = "GoPro"
"""It writes the local time where the file format wants UTC."""
_DATED = ("com.apple.quicktime.creationdate", "©day")
_MODELS = ("com.apple.quicktime.model", "com.android.model", "©mod", "©mdl")
_MAKES = ("com.apple.quicktime.make", "com.android.manufacturer", "©mak")


@unique
class CaptureSource(StrEnum):
    """What told when a clip was filmed."""

    CAMERA = "camera"
    NAME = "name"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What is known about a file without decoding it.

    Attributes:
        size_bytes: of the file.
        captured: when it was filmed, ISO 8601; empty when neither header nor name tells.
        device: what filmed it; empty when nothing tells.
        day: day of the session: of filming, else of the file.
        source: what told the day.
    """

    size_bytes: int
    captured: str = ""
    device: str = ""
    day: date | None = None
    source: CaptureSource = CaptureSource.FILE


def read_clip_facts(path: Path) -> ClipFacts:
    """Read what a file tells; never raises, whatever the file holds."""
    try:
        stat = path.stat()
        with path.open("rb") as file:
            header = read_movie_header(file, stat.st_size)
    except (OSError, ValueError, OverflowError):
        return ClipFacts(size_bytes=0)
    device = _device(header.texts, path.name)
    moment, source = _moment(header, path.name, device)
    day = moment.date() if moment else datetime.fromtimestamp(stat.st_mtime).astimezone().date()
    return ClipFacts(stat.st_size, moment.isoformat() if moment else "", device, day, source)


def _moment(header: MovieHeader, name: str, device: str) -> tuple[datetime | None, CaptureSource]:
    """With its zone where the camera told it, else in this machine's; a name carries local time without a zone."""
    dated = next((found for key in _DATED if (found := _dated(header.texts.get(key, "")))), None)
    if dated is not None:
        return dated, CaptureSource.CAMERA
    created = header.created
    if created is not None and _FIRST_PHONES < created <= datetime.now(UTC) + _AHEAD:
        is_local = device.startswith(_LOCAL_CLOCKS)
        return created.replace(tzinfo=None) if is_local else created.astimezone(), CaptureSource.CAMERA
    named = _moment_in_name(name)
    return named, CaptureSource.NAME if named is not None else CaptureSource.FILE


def _dated(text: str) -> datetime | None:
    """A time such as 2026-03-01T10:15:30+0100, with its zone."""
    try:
        moment = datetime.fromisoformat(_ZONE.sub(r"\1:\2", text))
    except ValueError:
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if _FIRST_PHONES < aware <= datetime.now(UTC) + _AHEAD else None


def _device(texts: Mapping[str, str], name: str) -> str:
    """Make and model as the camera wrote them; else what the name of the file gives away."""
    model = next((texts[key] for key in _MODELS if texts.get(key)), "")
    make = next((texts[key] for key in _MAKES if texts.get(key)), "")
    if model or make:
        return model if model.casefold().startswith(make.casefold()) else f"{make} {model}".strip()
    return next((maker for pattern, maker in _MAKERS if pattern.search(name)), "")


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
