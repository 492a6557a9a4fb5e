"""Write files so that they are either there as a whole or not at all, and the folders for them."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Mapping
from errno import EDQUOT, ENOSPC
from pathlib import Path

from studio.core.errors import CannotWrite

_FULL = {ENOSPC, EDQUOT}


def make_folder(folder: Path) -> None:
    """Make a folder with those above it; one that is there stays as it is. Raises CannotWrite."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(f"The folder {folder.name} cannot be made.", remedy="Choose another one.") from error


def write_atomically(path: Path, data: bytes) -> None:
    """Put data into a file; until the last byte is on disk, whatever stood there before stays untouched.

    Args:
        path: the file; its folder must exist.
        data: all of its content.

    Raises:
        CannotWrite: nothing was written and nothing is left behind.
    """
    write_all_atomically({path: data})


def write_all_atomically(contents: Mapping[Path, bytes]) -> None:
    """Write files that belong together: none of them appears before all of them are on disk.

    A link stays one, and the file that it leads to is replaced. A device or a pipe, such as standard output, is written
    to and never replaced: whoever may do everything would be left without it.

    Args:
        contents: what to write, by file; the folders must exist.

    Raises:
        CannotWrite: nothing was written and nothing is left behind.
    """
    parts: dict[Path, Path] = {}
    streams: dict[Path, bytes] = {}
    path = Path()
    try:
        for path, data in contents.items():
            if _is_stream(path):
                streams[path] = data
            else:
                parts[path] = _part_of(path)
                _write_part(parts[path], data, like=path)
        for path, part in parts.items():
            part.replace(_led_to(path))
        for path, data in streams.items():
            path.write_bytes(data)
    except OSError as error:
        raise _explain(path, error) from error
    finally:
        for part in parts.values():
            with contextlib.suppress(OSError):
                part.unlink()


def refuse_stream(path: Path) -> None:
    """Refuse a device or a pipe where only a file will do, such as one that is read again while it is written.

    Raises:
        CannotWrite: the path leads to one; it is not touched.
    """
    if _is_stream(path):
        raise CannotWrite(f"{path.name} is not a file.", remedy="Choose a file name.")


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


def _led_to(path: Path) -> Path:
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def _part_of(path: Path) -> Path:
    if path.is_dir():
        raise IsADirectoryError(path)
    return _led_to(path).with_name(f".{path.name[:40]}.{secrets.token_hex(6)}.part")


def _write_part(part: Path, data: bytes, *, like: Path) -> None:
    with part.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if like.exists():
        shutil.copymode(like, part)


def _explain(path: Path, error: OSError) -> CannotWrite:
    if isinstance(error, IsADirectoryError):
        return CannotWrite(f"{path.name} is a folder.", remedy="Choose a file name.")
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return CannotWrite(f"The folder for {path.name} does not exist.", remedy="Create it or choose another one.")
    if error.errno in _FULL:
        return CannotWrite(
            f"{path.name} was not written: the disk is full.", remedy="Free some space or choose another disk."
        )
    return CannotWrite(
        f"{path.name} cannot be written there.", remedy="Check that you may write to this folder or choose another one."
    )
