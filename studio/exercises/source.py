"""Reading a file that a stranger wrote: never one that has no end, and never a message that cannot be shown."""

import errno
import stat
import unicodedata
from pathlib import Path

LARGEST_BYTES = 1_000_000
"""Larger files are not read. Source: our default; the longest shipped file has 25 000 bytes."""

LONGEST_MESSAGE = 400
"""Characters of a problem. Source: our default; two lines of a wide window."""

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


def in_one_line(text: str) -> str:
    """A text as one line that a terminal and a window can show: odd characters named, a long middle left out."""
    if len(text) > LONGEST_MESSAGE:
        text = f"{text[: LONGEST_MESSAGE - _TAIL]} … {text[-_TAIL:]}"
    return "".join(char if is_shown(char) else char.encode("unicode_escape").decode() for char in text)


def is_shown(char: str) -> bool:
    """Whether a character does nothing to a terminal or a window but stand there."""
    return unicodedata.category(char) not in _UNSHOWN and char not in _TURNING
