"""Reading a file that a stranger wrote: never one that has no end, and never a message that cannot be shown."""

import errno
import stat
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

LARGEST_BYTES = 1_000_000
"""Larger files are not read. Source: our default; the longest shipped file has 25 000 bytes."""

LONGEST_MESSAGE = 400
"""Characters of a problem. Source: our default; two lines of a wide window."""

_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOENT: "there is no such file",
        errno.ENOTDIR: "there is no such folder",
        errno.EACCES: "it may not be looked at",
        errno.EPERM: "it may not be looked at",
        errno.ELOOP: "its link leads in a circle",
    }
)
_TAIL = 80
_UNSHOWN = ("Cc", "Cs", "Co", "Zl", "Zp")  # controls, halves of characters, private ones, ends of lines
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows, with which a text can look like another one."""


def read_source(path: Path) -> bytes:
    """The content of a file.

    Raises:
        OSError: it cannot be read, is no ordinary file (a pipe would be waited for, a device never ends) or is too
            large.
    """
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file", str(path))
    if found.st_size > LARGEST_BYTES:
        raise OSError(errno.EFBIG, f"it is larger than {LARGEST_BYTES // 1_000_000} MB", str(path))
    return path.read_bytes()


def reason_of(error: OSError) -> str:
    """Why a file cannot be read, in words of our own where there are some."""
    return _REASONS.get(error.errno or 0, error.strerror or str(error))


def in_one_line(text: str) -> str:
    """A text as one line that a terminal and a window can show: odd characters named, a long middle left out."""
    if len(text) > LONGEST_MESSAGE:
        text = f"{text[: LONGEST_MESSAGE - _TAIL]} … {text[-_TAIL:]}"
    return "".join(char if is_shown(char) else char.encode("unicode_escape").decode() for char in text)


def is_shown(char: str) -> bool:
    """Whether a character does nothing to a terminal or a window but stand there."""
    return unicodedata.category(char) not in _UNSHOWN and char not in _TURNING
