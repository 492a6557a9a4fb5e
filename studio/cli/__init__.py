"""The headless face: `lockout analyze`, `judge`, `doctor`, `demo` and the rest, and the door to the window."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from studio.cli.interrupts import listen

if TYPE_CHECKING:
    from studio.cli.outfit import Outfit

__all__ = ["listen", "run"]


def run(outfit: "Outfit", arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 2 usage, 3 unreadable, 4 nobody, 5 missing, 130 cancelled."""
    from studio.cli.app import run as run_command

    return run_command(outfit, arguments)
