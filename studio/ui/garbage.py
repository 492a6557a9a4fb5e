"""Collects Python's cyclic garbage on the window's thread and on no other."""

import gc

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

_EVERY_MS = 500
_FULL_EVERY_MS = 60_000


class GuiThreadCollector(QObject):
    """Stands in for the automatic collector while a window is open.

    The automatic collector runs on whichever thread happens to allocate. On a worker it would destroy widgets that lie
    in a cycle from the wrong thread, which ends the process (decision 0081).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        self._since_full = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._collect_what_is_due)

    def start(self) -> None:
        """Take over from the automatic collector."""
        self._was_enabled = gc.isenabled()
        gc.disable()
        self.settle()
        self._since_full.start()
        self._timer.start()

    def settle(self) -> None:
        """Take what lives now for long-lived, so that no later collection walks through it; costs nothing."""
        gc.freeze()

    def stop(self) -> None:
        """Give the work back to the automatic collector."""
        self._timer.stop()
        gc.unfreeze()
        if self._was_enabled:
            gc.enable()

    def _collect_what_is_due(self) -> None:
        """Collect the oldest generation that is due; the oldest of all once a minute at most."""
        counts, thresholds = gc.get_count(), gc.get_threshold()
        if self._since_full.hasExpired(_FULL_EVERY_MS):
            self._since_full.restart()
            gc.collect(2)
            self.settle()
        elif counts[1] > thresholds[1]:
            gc.collect(1)
        elif counts[0] > thresholds[0]:
            gc.collect(0)
