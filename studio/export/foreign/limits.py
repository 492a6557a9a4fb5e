"""What a file from elsewhere may be at most, so that no file can fill the memory."""

from pathlib import Path

from studio.core.errors import UnreadableInput

MOST_BYTES = 64_000_000
MOST_ROWS = 200_000


def read_text(path: Path) -> str:
    """A text file, if it is not too large. Raises UnreadableInput."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UnreadableInput(f"{path.name} is too large.", remedy="Cut it to the stretch that you need.")
        return path.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as error:
        raise UnreadableInput(f"{path.name} cannot be read.", remedy="Choose another file.") from error


def not_that(path: Path, kind: str) -> UnreadableInput:
    """The error for a file that is something else."""
    return UnreadableInput(f"{path.name} is no {kind} file.", remedy="Choose another file.")
