"""The only place that knows which adapter is used. Imports nothing until a command needs it."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.services.studio import Studio


def run_command_line() -> int:
    """Run the command line with the real adapters."""
    try:
        from studio.cli import listen, run

        listen()
        from studio.cli.outfit import Outfit

        return run(Outfit(make_studio=build_studio, open_window=open_window))
    except KeyboardInterrupt:  # while something was still loading
        sys.stderr.write("Cancelled.\n")
        return 130


def build_studio() -> "Studio":
    """Put the real adapters together."""
    from studio.bootstrap.adapters import build_studio as build

    return build()


def open_window(*, clip: Path | None, exercise_id: str | None, exits_when_ready: bool, frame_index: int = 0) -> int:
    """Open the window with the real adapters and return its exit code."""
    from studio.cli.demo import sample_clip
    from studio.cli.display import require_display

    require_display(os.environ, sys.platform)
    from studio.ui import run_window

    return run_window(
        build_studio(),
        clip=clip,
        exercise_id=exercise_id,
        exits_when_ready=exits_when_ready,
        sample=sample_clip(),
        frame_index=frame_index,
    )
