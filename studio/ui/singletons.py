"""Keeps Python's singletons alive under a Qt binding that forgets to count them."""

import ctypes
import logging
import sys

log = logging.getLogger(__name__)

_FAR_AWAY = 1 << 40
"""References that are added: at a million lost ones a second they last for twelve days."""


def protect_singletons() -> bool:
    """Make sure that None, True, False and NotImplemented cannot be counted down to nothing.

    Harmless where it is not needed, and when it is called again.

    Returns:
        Whether they are safe.
    """
    # WORKAROUND studio/decisions/0080-pyside-reference-counts.md: PySide6 6.12 returns these objects without counting
    # the reference, which ends the process on Python 3.11; remove when 3.12 is the oldest Python.
    if sys.version_info >= (3, 12):
        return True
    if sys.implementation.name != "cpython" or hasattr(sys, "getobjects"):
        log.warning("the singletons' counts cannot be reached in this Python; the window may end without a word")
        return False
    return all(_protect(singleton) for singleton in (None, True, False, NotImplemented))


def _protect(singleton: object) -> bool:
    if sys.getrefcount(singleton) >= _FAR_AWAY // 2:
        return True
    count = ctypes.c_ssize_t.from_address(id(singleton))
    if abs(count.value - sys.getrefcount(singleton)) > 64:
        return False
    count.value += _FAR_AWAY
    return sys.getrefcount(singleton) >= _FAR_AWAY // 2
