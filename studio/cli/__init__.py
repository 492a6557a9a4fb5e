"""The headless face: `lockout analyze`, `judge`, `doctor`, `demo` and the rest, and the door to the window."""

from studio.cli.app import run

__all__ = ["run"]
