"""The window. Nothing is imported until it is asked for, so that the command line runs without Qt."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.services.studio import Studio

__all__ = ["run_window"]


def run_window(
    studio: "Studio",
    *,
    clip: Path | None = None,
    exercise_id: str | None = None,
    exits_when_ready: bool = False,
    sample: Path | None = None,
    frame_index: int = 0,
) -> int:
    """Open the studio's window and stay until it is closed.

    Args:
        studio: the adapters.
        clip: to open at once.
        exercise_id: for that clip; None for the usual one.
        exits_when_ready: quit as soon as the window can be used and print the start-up time in milliseconds.
        sample: the sample set that the first screen offers; None for the shipped one.
        frame_index: of the clip, to show at once.

    Returns:
        The exit code of the process.
    """
    from studio.ui.app import run

    return run(
        studio,
        clip=clip,
        exercise_id=exercise_id,
        exits_when_ready=exits_when_ready,
        sample=sample,
        frame_index=frame_index,
    )
