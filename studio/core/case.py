"""A case: one set with everything about it, to be handed to somebody else in one file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from studio.core.neutral import NeutralReference
from studio.core.set_store import Arrays

CASE_SUFFIX = ".lockout"


@dataclass(frozen=True, slots=True)
class Case:
    """What a case holds.

    Attributes:
        exercise_id: the lift.
        day: of the session.
        clip_sha256: fingerprint of the clip.
        clip: the file; None when the case came without it.
        clip_name: what the clip was called.
        athlete: name of the athlete; empty when it was left out.
        engine: name and model of the engine that looked.
        review: the coach's layer in its stored form.
        analysis: the result contract as JSON; empty when there is none.
        arrays: what was seen in the clip.
        report: the PDF; empty when there is none.
        log: the set log.
        neutral: what counted as straight when it was judged, as the sender's library knows it; None for nothing.
        voices: recordings of the review's voice notes by their fingerprints.
    """

    exercise_id: str
    day: date
    clip_sha256: str
    clip: Path | None
    clip_name: str
    athlete: str = ""
    engine: tuple[str, str] = ("", "")
    review: Mapping[str, Any] = field(default_factory=dict)
    analysis: bytes = b""
    arrays: Arrays = field(default_factory=dict)
    report: bytes = b""
    log: Mapping[str, Any] = field(default_factory=dict)
    neutral: NeutralReference | None = None
    voices: Mapping[str, bytes] = field(default_factory=dict)


class CaseBundles(Protocol):
    """Writes and reads case files."""

    def write(self, path: Path, case: Case) -> None:
        """Write a case; the same case gives the same bytes. Raises CannotWrite."""
        ...

    def read(self, path: Path, clips: Path) -> Case:
        """Read a case; its clip is put into a folder under its fingerprint.

        Raises:
            UnreadableInput: no case, damaged, made to do harm, or of a newer studio; nothing was written.
        """
        ...
