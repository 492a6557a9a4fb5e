"""Ctrl+C that is not lost.

Python turns Ctrl+C into an exception wherever the program just is. While a library is still loading, an `except:` of
that library can swallow it, and the command would run to its end. So the press is remembered too, and asked for while
the command waits.
"""

import signal
from threading import Event
from types import FrameType
from typing import NoReturn

_pressed = Event()


def listen() -> None:
    """Remember every Ctrl+C of this process from now on. Only on the main thread, where signals arrive."""
    signal.signal(signal.SIGINT, _remember)


def was_pressed() -> bool:
    """Whether Ctrl+C was pressed since the last time that this was asked."""
    pressed = _pressed.is_set()
    _pressed.clear()
    return pressed


def _remember(_number: int, _frame: FrameType | None) -> NoReturn:
    _pressed.set()
    raise KeyboardInterrupt
