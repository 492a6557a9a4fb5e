"""Athletes, sessions, sets and reviews in SQLite. Its libraries load when a library is opened."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.core.case import CaseBundles
    from studio.core.set_store import SetStore

__all__ = ["make_case_files", "mend_library", "open_library"]


def open_library(folder: Path) -> "SetStore":
    """Open the library in a folder; make it, or bring it up to date, when that is needed.

    Raises:
        CannotWrite: the folder cannot be written, the disk is full, or another studio holds the library.
        UnreadableInput: the database is damaged or of a newer studio.
    """
    from studio.library.set_library import SetLibrary

    return SetLibrary(folder)


def mend_library(folder: Path) -> tuple[str, ...]:
    """Mend a library that is too damaged to be opened; one sentence for each thing that was done.

    Raises:
        UnreadableInput: nothing of it can be read and there is no copy.
    """
    from studio.library.set_library import open_for_repair

    return open_for_repair(folder)


def make_case_files() -> "CaseBundles":
    """What writes and reads case files."""
    from studio.library.case_files import CaseFiles

    return CaseFiles()
