"""What the command line is given: how to build the studio and how to open the window. It chooses neither."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from studio.services.studio import Studio


class OpenWindow(Protocol):
    """Opens the window and returns its exit code."""

    def __call__(
        self, *, clip: Path | None, exercise_id: str | None, exits_when_ready: bool, frame_index: int = 0
    ) -> int:
        """Open the window, on a frame of a clip when there is one."""
        ...


@dataclass(frozen=True, slots=True)
class Outfit:
    """The two things that only `bootstrap` knows."""

    make_studio: "Callable[[], Studio]"
    open_window: OpenWindow
