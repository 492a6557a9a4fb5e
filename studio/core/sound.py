"""Sound: what a clip sounds like, what the coach says about it, and what is needed to hear and to record it."""

import re
from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from math import isfinite
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

RATE_HZ = 48_000
"""Samples a second of all sound inside the studio. Source: RFC 6716; what Opus decodes to."""

LONGEST_NOTE_S = 120.0
"""A voice note is a remark, not a lecture; recording stops here by itself."""

MOST_NOTES = 100
"""Voice notes of one clip."""

MOST_NOTE_BYTES = 1024**2
"""Two minutes of speech at 24 kbit/s are 360 kB; what is larger was not made by this studio."""

SampleArray = NDArray[np.int16]

_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, eq=False)
class Sound:
    """A stretch of sound.

    Attributes:
        start_s: time of the first sample, on the clip's own clock.
        samples: shape (n, channels), 16 bit, `RATE_HZ` of them a second.
    """

    start_s: float
    samples: SampleArray

    def __post_init__(self) -> None:
        if self.samples.ndim != 2 or self.samples.dtype != np.int16:
            raise ValueError(f"sound is (n, channels) of 16 bit, not {self.samples.shape} of {self.samples.dtype}")

    @property
    def duration_s(self) -> float:
        """How long it lasts."""
        return len(self.samples) / RATE_HZ

    @property
    def end_s(self) -> float:
        """Time after the last sample."""
        return self.start_s + self.duration_s


@dataclass(frozen=True, slots=True)
class VoiceNote:
    """Something the coach said, at a moment of the clip or about a finding.

    Attributes:
        id: SHA-256 of the recording, 64 hexadecimal digits; it lies beside the review under this name.
        time_s: the moment that it belongs to.
        duration_s: how long it lasts.
        fault: id of the fault that it is about; empty when it is about the moment.
    """

    id: str
    time_s: float
    duration_s: float
    fault: str = ""

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError("a voice note is named by its fingerprint")
        if not (isfinite(self.time_s) and isfinite(self.duration_s) and self.duration_s > 0.0):
            raise ValueError("a voice note has a time and a length")


Fill = Callable[[int], SampleArray]
"""Gives that many samples, shape (n, 2), to be heard next. Called on the device's own thread."""

Take = Callable[[SampleArray], None]
"""Gets the samples that were heard last, shape (n, 1). Called on the device's own thread."""


class SoundFiles(Protocol):
    """Sound as it is stored."""

    def read_track(self, clip: Path, start_s: float, end_s: float) -> Sound:
        """A stretch of a clip's sound track in stereo, silent where there is none. Raises UnreadableInput."""
        ...

    def encode_note(self, spoken: Sound) -> bytes:
        """A recording as a small file. Raises MissingComponent when nothing can be encoded here."""
        ...

    def decode_note(self, data: bytes) -> Sound:
        """A recording, one channel. The file may come from a stranger: whatever is wrong raises UnreadableInput."""
        ...


class SoundDevices(Protocol):
    """Loudspeaker and microphone; each is open as long as its context lasts."""

    def loudspeaker(self, fill: Fill) -> AbstractContextManager[float]:
        """Let be heard what `fill` gives; the context gives the seconds from there to the ear.

        Raises MissingComponent when there is nothing to hear with.
        """
        ...

    def microphone(self, take: Take) -> AbstractContextManager[None]:
        """Hand on what the microphone hears. Raises MissingComponent when there is none."""
        ...


class SoundRoom(SoundFiles, SoundDevices, Protocol):
    """Everything about sound."""


class VoiceShelf(Protocol):
    """Where recordings lie between two sessions."""

    def put(self, clip_sha256: str, data: bytes) -> str:
        """Keep a recording and return its fingerprint. Raises CannotWrite."""
        ...

    def get(self, clip_sha256: str, note_id: str) -> bytes | None:
        """A recording as it was kept; None when it is gone or damaged."""
        ...

    def tidy(self, clip_sha256: str, kept: Collection[str]) -> None:
        """Delete recordings of a clip that no review names any more, once they are old enough."""
        ...
