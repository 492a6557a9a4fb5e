"""Typed events for everything below the window. Not Qt signals: those truncate integers and need an event loop."""

from collections.abc import Callable
from typing import Generic, TypeVar

Fact = TypeVar("Fact")


class Event(Generic[Fact]):
    """A list of listeners that are told a fact, in the order in which they subscribed."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        self._listeners: list[Callable[[Fact], None]] = []

    def subscribe(self, listener: Callable[[Fact], None]) -> Callable[[], None]:
        """Add a listener and return the function that takes it off again."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def emit(self, fact: Fact) -> None:
        """Tell every listener. A listener that raises stops the round: that is a programming mistake."""
        for listener in tuple(self._listeners):
            listener(fact)
