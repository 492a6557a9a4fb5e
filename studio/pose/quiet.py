"""Keep a C++ library's chatter off the user's terminal."""

import contextlib
import os
import sys
import threading
from collections.abc import Iterator

# One process has one standard error: whoever moves it aside has to have it alone.
_STDERR_LOCK = threading.Lock()


@contextlib.contextmanager
def quiet_stderr() -> Iterator[None]:
    """Send what C++ code writes to standard error nowhere for the length of a block.

    MediaPipe writes "INFO: Created TensorFlow Lite XNNPACK delegate" and the like past Python, and offers no switch.
    Keep the block short: whatever else writes to file descriptor 2 meanwhile is lost too.
    """
    with _STDERR_LOCK:
        if sys.stderr is not None:
            sys.stderr.flush()
        try:
            kept = os.dup(2)
        except OSError:  # a windowed program has no standard error at all
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


class FirstWords:
    """Keeps a library quiet until it has said what it says once per process.

    MediaPipe warns of something harmless when it places landmarks for the first time, whichever landmarker does it.
    """

    def __init__(self) -> None:
        self._are_said = threading.Event()

    @contextlib.contextmanager
    def hushed(self) -> Iterator[None]:
        """Quiet until `said` was called; free of charge afterwards."""
        if self._are_said.is_set():
            yield
            return
        with quiet_stderr():
            yield

    def said(self) -> None:
        """It has spoken: nothing more is to come."""
        self._are_said.set()
