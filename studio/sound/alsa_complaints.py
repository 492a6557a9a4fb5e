"""What Linux's sound library complains about while devices are sought, kept from the terminal.

ALSA writes a line to standard error for every device that it does not find, and miniaudio tries a dozen. The library
has a call that sends these lines somewhere else; here they go into the log.
"""

import ctypes
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

log = logging.getLogger(__name__)

_LIBRARY = "libasound.so.2"
_HANDLER = ctypes.CFUNCTYPE(
    None, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_char_p
)  # what fills the gaps of the text follows as further arguments, and is left where it is


@contextmanager
def alsa_complaints_logged() -> Iterator[None]:
    """As long as the context lasts, ALSA tells the log what it used to tell the terminal; elsewhere nothing changes."""
    library = _loaded()
    if library is None:
        yield
        return
    library.snd_lib_error_set_handler(_to_log)
    try:
        yield
    finally:
        library.snd_lib_error_set_handler(None)


def _loaded() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        return ctypes.CDLL(_LIBRARY)
    except OSError:
        return None


def _log(_file: bytes, line: int, function: bytes, _error: int, text: bytes) -> None:
    log.debug("ALSA, %s:%d: %s", function.decode(errors="replace"), line, text.decode(errors="replace"))


_to_log = _HANDLER(_log)  # the library keeps its address only, so that it must not be let go of
