"""What a clip is: its frames' times, its size, how its pictures have to be shown."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from studio.core.errors import UnreadableInput
from studio.core.frame import ClipInfo
from studio.core.time import FrameClock
from studio.video.decoding import decoded_order, first_picture
from studio.video.developing import Look, look_of
from studio.video.opening import (
    FileIdentity,
    check_unchanged,
    choose_video_stream,
    identify,
    is_still_codec,
    no_frames,
    nothing_decodes,
    open_container,
    still_picture,
)
from studio.video.packet_index import PacketIndex, PacketScan, build_index, scan_packets

# A container that promises this many frames more than it holds has lost its tail.
_MISSING_SHARE = 0.02
# Source: Android Open Source Project, `MPEG4Writer` (the key of the capture rate in `moov/meta`).
_FILMED_FPS_KEY = "com.android.capture.fps"


@dataclass(frozen=True, slots=True, eq=False)
class ProbedClip:
    """Everything that decoding needs to know about a clip.

    Attributes:
        info: for everybody.
        identity: tells whether the file is still the same.
        index: its frames and packets.
        look: how pictures have to be shown.
    """

    info: ClipInfo
    identity: FileIdentity
    index: PacketIndex
    look: Look


def probe_clip(path: Path) -> ProbedClip:
    """Probe a clip.

    Raises:
        UnreadableInput: it is no clip, or nothing of it decodes.
    """
    identity = identify(path)
    with closing(open_container(path)) as container:
        stream = choose_video_stream(container, path)
        scan = scan_packets(container, stream)
        codec = stream.codec_context.codec.canonical_name
        promised_count, pixel_shape = stream.frames, stream.sample_aspect_ratio
        has_audio = bool(container.streams.audio)
        filmed_fps = _filmed_fps(container.metadata)
    index = build_index(scan, decoded_order(path, scan) if scan.needs_decoding else None)
    _check_frames(path, scan, index, codec)
    picture = first_picture(path, index, identity)
    if picture is None:
        raise nothing_decodes(path)
    look = look_of(picture, pixel_shape)
    sha256 = _fingerprint(path, identity)
    width_px, height_px = look.shown_size_px
    info = ClipInfo(
        path=path,
        sha256=sha256,
        clock=FrameClock(index.times_s),
        width_px=width_px,
        height_px=height_px,
        rotation_deg=look.turn_deg,
        codec=codec,
        bit_depth=look.bit_depth,
        is_hdr=look.transfer.is_hdr,
        has_audio=has_audio,
        notes=(*index.notes, *_tail_notes(scan, promised_count)),
        filmed_fps=filmed_fps,
    )
    return ProbedClip(info=info, identity=identity, index=index, look=look)


def _filmed_fps(metadata: Mapping[str, str]) -> float:
    """The camera's own rate, where it says so; NaN where it does not, or says nonsense."""
    try:
        filmed_fps = float(metadata.get(_FILMED_FPS_KEY, ""))
    except ValueError:
        return math.nan
    return filmed_fps if math.isfinite(filmed_fps) and filmed_fps > 0.0 else math.nan


def _check_frames(path: Path, scan: PacketScan, index: PacketIndex, codec: str) -> None:
    if not scan.packets:
        raise no_frames(path)
    if index.frame_count == 0:
        raise nothing_decodes(path)
    if index.frame_count == 1 and is_still_codec(codec):
        raise still_picture(path)


def _tail_notes(scan: PacketScan, promised_count: int) -> tuple[str, ...]:
    held_count = len(scan.packets)
    is_short = promised_count - held_count > _MISSING_SHARE * promised_count
    if not (is_short or scan.is_cut_off):
        return ()
    if promised_count > held_count:
        return (f"The file breaks off: {held_count} of its {promised_count} frames are there.",)
    return ("The file breaks off in its last frame.",)


def _fingerprint(path: Path, identity: FileIdentity) -> str:
    """SHA-256 of the content, as 64 hexadecimal digits."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableInput(
            f"{path.name} cannot be read to its end.", remedy="Copy it to this computer and open the copy."
        ) from error
    check_unchanged(path, identity)
    return sha256
