"""One picture of a clip, and what is known about the clip as a file."""

import math
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from studio.core.arrays import ByteArray
from studio.core.time import FrameClock


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """A decoded picture, upright, as a person would see it.

    Attributes:
        index: position in presentation order, from 0.
        time_s: presentation time in seconds.
        rgb: shape (H, W, 3), 8 bit, C-contiguous, red first.
    """

    index: int
    time_s: float
    rgb: ByteArray

    def __post_init__(self) -> None:
        if self.rgb.ndim != 3 or self.rgb.shape[2] != 3 or self.rgb.dtype != np.uint8:
            raise ValueError(f"a frame is (H, W, 3) of 8 bit, not {self.rgb.shape} of {self.rgb.dtype}")
        if not self.rgb.flags.c_contiguous:
            raise ValueError("a frame must be C-contiguous: the pose model misreads padded rows without an error")


@dataclass(frozen=True, slots=True)
class ClipInfo:
    """What probing a clip tells without decoding it.

    Attributes:
        path: where the clip lies now.
        sha256: fingerprint of the file's content, 64 hexadecimal digits.
        clock: presentation time of every frame that the container promises.
        width_px: width as shown (after rotation).
        height_px: height as shown.
        rotation_deg: rotation that the container asks for, already applied to frames: 0, 90, 180 or 270.
        codec: name of the video codec, such as "h264".
        bit_depth: bits per channel in the file; frames are always 8.
        is_hdr: whether the file uses an HDR transfer curve (PQ or HLG).
        has_audio: whether there is a sound track.
        notes: sentences about what is odd with the file, for the coach.
        filmed_fps: rate at which the camera says it filmed, which slow motion stores as a lower one; NaN when unsaid.
    """

    path: Path
    sha256: str
    clock: FrameClock
    width_px: int
    height_px: int
    rotation_deg: int = 0
    codec: str = ""
    bit_depth: int = 8
    is_hdr: bool = False
    has_audio: bool = False
    notes: tuple[str, ...] = field(default=())
    filmed_fps: float = math.nan
