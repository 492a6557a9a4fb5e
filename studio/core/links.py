"""Links that lead from a printed page back to a frame of the clip: `lockout://clip/<fingerprint>?frame=<index>`."""

import re
from dataclasses import dataclass

SCHEME = "lockout"

_LINK = re.compile(r"lockout://clip/([0-9a-f]{16,64})\?frame=(\d{1,9})")


@dataclass(frozen=True, slots=True)
class FrameLink:
    """A frame of a clip, wherever the clip lies.

    Attributes:
        clip_sha256: fingerprint of the clip, or its first 16 digits or more.
        frame_index: the frame.
    """

    clip_sha256: str
    frame_index: int

    @property
    def url(self) -> str:
        """The link as text."""
        return f"{SCHEME}://clip/{self.clip_sha256}?frame={self.frame_index}"


def parse_link(text: str) -> FrameLink | None:
    """The frame that a link leads to; None for anything else."""
    found = _LINK.fullmatch(text)
    return FrameLink(found[1], int(found[2])) if found else None
