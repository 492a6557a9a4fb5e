"""How workers reach the window's thread."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal, Slot


class GuiThreadDelivery(QObject):
    """Runs calls from any thread on the thread that made this object, one after another.

    Hand it to `JobRunner(deliver=...)`. After `stop` late calls are dropped, so that nothing reaches a closed window.
    """

    _called = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._is_stopped = False
        self._called.connect(self._on_called, Qt.ConnectionType.QueuedConnection)

    def __call__(self, call: Callable[[], None]) -> None:
        """Have a call made on the window's thread, soon."""
        if not self._is_stopped:
            self._called.emit(call)

    def stop(self) -> None:
        """Deliver nothing any more."""
        self._is_stopped = True

    @Slot(object)
    def _on_called(self, call: Callable[[], None]) -> None:
        if not self._is_stopped:
            call()
