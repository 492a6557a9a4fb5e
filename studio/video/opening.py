"""Opening a file as a clip, or saying in one sentence why not."""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import av
import av.error

from studio.core.errors import UnreadableInput

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

log = logging.getLogger(__name__)

_EXPORT_AGAIN = "Export it again as MP4 (H.264), or copy it straight from the phone."
_COPY_AGAIN = "Copy it from the phone or camera again."

# Demuxers that the studio uses. Others, such as playlists and text art, would open things that are no clips.
# Source: names as `ffmpeg -demuxers` lists them.
_CLIP_FORMATS = "mov,mp4,m4a,3gp,3g2,mj2,matroska,webm,avi,gif,mpegts,mpeg,flv,asf,ogg,mxf,dv"
_RAW_FORMATS = "h264,hevc,m4v,mpegvideo,mjpeg"
_SOUND_FORMATS = "mp3,wav,flac,aac,aiff,amr,ac3,caf"
_STILL_FORMATS = "image2,jpeg_pipe,png_pipe,webp_pipe,bmp_pipe,tiff_pipe,gif_pipe,apng"
_OPTIONS = {
    "format_whitelist": f"{_CLIP_FORMATS},{_RAW_FORMATS},{_SOUND_FORMATS},{_STILL_FORMATS}",
    "protocol_whitelist": "file",
}
_STILL_CODECS = frozenset({"png", "webp", "bmp", "tiff", "gif", "apng", "mjpeg", "jpeg2000", "jpegls"})


@dataclass(frozen=True, slots=True)
class FileIdentity:
    """Tells whether a path still leads to the same content, without reading it.

    Attributes:
        size_bytes: length of the file.
        changed_ns: time of the last change, nanoseconds.
    """

    size_bytes: int
    changed_ns: int


def identify(path: Path) -> FileIdentity:
    """Check that a path leads to a readable, non-empty file.

    Raises:
        UnreadableInput: it does not; the sentence says what stands there instead.
    """
    name = path.name or str(path)
    try:
        if path.is_dir():
            raise UnreadableInput(f"{name} is a folder, not a clip.", remedy="Open one of the clips in it.")
        status = path.stat()
        if not path.is_file():
            raise UnreadableInput(f"{name} is not a file.", remedy="Open a clip that is stored as a file.")
        if status.st_size == 0:
            raise UnreadableInput(f"{name} is empty.", remedy=_COPY_AGAIN)
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise UnreadableInput(
            f"There is no clip at {name}.", remedy="Check whether it was moved, renamed or deleted, and open it again."
        ) from error
    except PermissionError as error:
        raise UnreadableInput(
            f"{name} may not be read by this user account.",
            remedy="Copy it into a folder of your own, or ask its owner for access.",
        ) from error
    except (OSError, ValueError) as error:
        raise UnreadableInput(
            f"{name} cannot be read from its disk.", remedy="Copy it to this computer and open the copy."
        ) from error
    return FileIdentity(size_bytes=status.st_size, changed_ns=status.st_mtime_ns)


def check_unchanged(path: Path, identity: FileIdentity) -> None:
    """Make sure that a clip is still the one that was probed.

    Raises:
        UnreadableInput: it was deleted, replaced or changed since.
    """
    if identify(path) != identity:
        raise UnreadableInput(f"{path.name} was changed while it was open.", remedy="Open it again.")


def open_container(path: Path) -> InputContainer:
    """Open a file with the demuxer that its content asks for.

    Raises:
        UnreadableInput: it is no video file, or an incomplete one.
    """
    try:
        return av.open(f"file:{os.fspath(path.absolute())}", "r", container_options=_OPTIONS, metadata_errors="replace")
    except (av.error.FFmpegError, UnicodeError, ValueError) as error:
        log.debug("cannot open %s: %s", path, error)
        raise _refusal(path) from error


def choose_video_stream(container: InputContainer, path: Path) -> VideoStream:
    """Pick the moving picture, not cover art, thumbnails or a second small track.

    Raises:
        UnreadableInput: there is sound only, a still picture, or no decoder for the video.
    """
    if not container.streams.video:
        if container.streams.audio:
            raise UnreadableInput(f"{path.name} holds sound but no picture.", remedy="Open the video file instead.")
        raise UnreadableInput(f"{path.name} holds no video.", remedy=_EXPORT_AGAIN)
    if _is_still_format(container):
        raise still_picture(path)
    moving = [stream for stream in container.streams.video if not _is_cover(stream)]
    if not moving:
        if container.streams.audio:
            raise UnreadableInput(
                f"{path.name} holds sound and a cover picture, but no video.", remedy="Open the video file instead."
            )
        raise still_picture(path)
    chosen = max(moving, key=_likelihood)
    if not has_decoder(chosen):
        raise UnreadableInput(
            f"{path.name} is coded in a way that cannot be decoded here.", remedy="Export it again as MP4 (H.264)."
        )
    return chosen


def has_decoder(stream: VideoStream) -> bool:
    """Whether FFmpeg can decode a stream; where it cannot, PyAV leaves the codec context out against its own types."""
    return getattr(stream, "codec_context", None) is not None


def still_picture(path: Path) -> UnreadableInput:
    """The refusal of a photograph."""
    return UnreadableInput(f"{path.name} is a still picture, not a clip.", remedy="Open the video of the set instead.")


def is_still_codec(name: str) -> bool:
    """Whether a codec also stores photographs, so that a single frame of it is one."""
    return name in _STILL_CODECS


def nothing_decodes(path: Path) -> UnreadableInput:
    """The refusal of a clip of which not one frame can be shown."""
    return UnreadableInput(f"No frame of {path.name} can be decoded.", remedy=_EXPORT_AGAIN)


def no_frames(path: Path) -> UnreadableInput:
    """The refusal of a clip without a single frame."""
    return UnreadableInput(f"{path.name} contains no frames.", remedy=_COPY_AGAIN)


def _refusal(path: Path) -> UnreadableInput:
    """Look at the first bytes of a file that does not open, to say more than that it does not."""
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError:
        head = b""
    if head[4:8] in {b"ftyp", b"mdat", b"moov", b"wide", b"free"}:
        return UnreadableInput(
            f"{path.name} is incomplete: the part that describes the video is missing.",
            remedy="Wait until it has been copied completely, or copy it from the phone again.",
        )
    return UnreadableInput(f"{path.name} is not a video that can be read.", remedy=_EXPORT_AGAIN)


def _is_still_format(container: InputContainer) -> bool:
    names = container.format.name.split(",")
    return any(name == "image2" or name.endswith("_pipe") for name in names)


def _is_cover(stream: VideoStream) -> bool:
    from av.stream import Disposition

    covers = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
    return bool(stream.disposition & covers)


def _likelihood(stream: VideoStream) -> tuple[bool, bool, bool, int]:
    """Sorts video streams: decodable, more than one frame, marked as default, large."""
    from av.stream import Disposition

    if not has_decoder(stream):
        return (False, False, False, 0)
    is_default = bool(stream.disposition & Disposition.default)
    return (True, stream.frames != 1, is_default, stream.codec_context.width * stream.codec_context.height)
