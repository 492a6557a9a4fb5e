"""The scrub cache as a file: pictures one after the other, then an index, then a trailer that proves it is complete.

Layout, little-endian: eight bytes of magic · JPEG pictures · one record per frame (place u8, length u4, CRC-32 u4,
time f8) · trailer (place of the records u8, frame count u4, CRC-32 of the records u4, SHA-256 of the clip, magic).
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import BinaryIO, Final

import numpy as np
from numpy.typing import NDArray

from studio.core.frame import ClipInfo

SCRUB_VERSION: Final = 1
SCRUB_SUFFIX: Final = ".scrub"
PART_SUFFIX: Final = ".scrub-part"
MAGIC: Final = b"LOSCRUB" + bytes([SCRUB_VERSION])
RECORD: Final = np.dtype([("place", "<u8"), ("length", "<u4"), ("crc", "<u4"), ("time_s", "<f8")])
_TRAILER: Final = struct.Struct("<QII32s8s")


class DamagedScrubFile(Exception):
    """A scrub file is not what it should be; it is worth no more than none."""


def scrub_path(folder: Path, info: ClipInfo) -> Path:
    """Where the scrub cache of a clip is kept."""
    return folder / f"{info.sha256}-v{SCRUB_VERSION}{SCRUB_SUFFIX}"


def pack_ending(records: NDArray[np.void], *, place: int, sha256: str) -> bytes:
    """Records and trailer, as they stand at the end of a complete file.

    Args:
        records: one of type `RECORD` per frame.
        place: where in the file they will stand, in bytes.
        sha256: fingerprint of the clip.
    """
    packed = records.astype(RECORD).tobytes()
    return packed + _TRAILER.pack(place, len(records), zlib.crc32(packed), bytes.fromhex(sha256), MAGIC)


def read_records(file: BinaryIO, info: ClipInfo) -> NDArray[np.void]:
    """Read the records of a file and check that they are those of a clip.

    Raises:
        DamagedScrubFile: the file is incomplete, changed, of another version or of another clip.
    """
    size_bytes = file.seek(0, 2)
    if size_bytes < len(MAGIC) + _TRAILER.size:
        raise DamagedScrubFile("too short")
    file.seek(0)
    head = file.read(len(MAGIC))
    file.seek(size_bytes - _TRAILER.size)
    place, frame_count, crc, sha256, tail = _TRAILER.unpack(file.read(_TRAILER.size))
    if head != MAGIC or tail != MAGIC or sha256.hex() != info.sha256:
        raise DamagedScrubFile("not of this clip or version")
    if not 0 < frame_count <= info.clock.frame_count:
        raise DamagedScrubFile("frame count does not fit the clip")
    if place + frame_count * RECORD.itemsize + _TRAILER.size != size_bytes:
        raise DamagedScrubFile("lengths do not add up")
    file.seek(place)
    packed = file.read(frame_count * RECORD.itemsize)
    if zlib.crc32(packed) != crc:
        raise DamagedScrubFile("records do not match their checksum")
    records = np.frombuffer(packed, dtype=RECORD)
    if not np.array_equal(records["time_s"], info.clock.times_s[:frame_count]):
        raise DamagedScrubFile("times are not those of the clip")
    return records


def read_picture(file: BinaryIO, record: np.void) -> bytes:
    """Read one picture's JPEG bytes.

    Raises:
        DamagedScrubFile: it is not what was written.
    """
    file.seek(int(record["place"]))
    packed = file.read(int(record["length"]))
    if len(packed) != int(record["length"]) or zlib.crc32(packed) != int(record["crc"]):
        raise DamagedScrubFile("a picture does not match its checksum")
    return packed
