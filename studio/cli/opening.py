"""What `lockout open` is given: a clip, or a link that a report carries."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from studio.core.errors import UnreadableInput, UsageError
from studio.core.links import SCHEME, parse_link

if TYPE_CHECKING:
    from studio.services.studio import Studio


def what_to_open(make_studio: "Callable[[], Studio]", given: str) -> tuple[Path, int]:
    """The clip, and the frame to show.

    Raises:
        UsageError: the link is none of ours.
        UnreadableInput: the library does not know the clip, or it lies there no longer.
    """
    if not given.startswith(f"{SCHEME}:"):
        return Path(given), 0
    link = parse_link(given)
    if link is None:
        raise UsageError("This link leads to no frame.", remedy="Click the link in the report again.")
    known = make_studio().open_library().with_clip(link.clip_sha256)
    if known is None:
        raise UnreadableInput(
            "The clip of this report is not in the library.", remedy="Open the clip itself, or add it to the library."
        )
    clip = next((one for one in known.clips if one.sha256 == link.clip_sha256), known.clip)
    if not clip.path.is_file():
        raise UnreadableInput(
            "The clip of this report is not where it was.", remedy="Look for missing clips in the library."
        )
    return clip.path, link.frame_index
