"""Undo and redo over whole reviews."""

from dataclasses import dataclass

from studio.core.events import Event
from studio.core.review import Review
from studio.review.commands import Command

LONGEST = 500
"""Steps that can be undone; states share their parts, so this costs little."""


@dataclass(frozen=True, slots=True)
class ReviewChanged:
    """A review became another one.

    Attributes:
        before: as it was.
        after: as it is now.
        initiator: who asked for it, so that a view can leave out its own echo; empty when nobody says.
    """

    before: Review
    after: Review
    initiator: str = ""


@dataclass(frozen=True, slots=True)
class _Step:
    """A state that can be gone back to, and what led away from it."""

    state: Review
    label: str
    merge_key: str = ""


class History:
    """The review as it is, how it came to be, and what was taken back.

    Attributes:
        changed: emits ReviewChanged after every act, undo and redo that changed something.
    """

    __slots__ = ("_current", "_is_merge_open", "_limit", "_redo", "_undo", "changed")

    def __init__(self, review: Review, *, limit: int = LONGEST) -> None:
        self.changed: Event[ReviewChanged] = Event()
        self._current = review
        self._undo: list[_Step] = []
        self._redo: list[_Step] = []
        self._is_merge_open = False
        self._limit = limit

    @property
    def current(self) -> Review:
        """The review as it is."""
        return self._current

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether something was taken back that can be done again."""
        return bool(self._redo)

    @property
    def undo_label(self) -> str:
        """What undo would take back; empty when there is nothing."""
        return self._undo[-1].label if self._undo else ""

    @property
    def redo_label(self) -> str:
        """What redo would do again; empty when there is nothing."""
        return self._redo[-1].label if self._redo else ""

    def do(self, command: Command, *, initiator: str = "") -> Review:
        """Carry out a command and remember how to take it back.

        Acts with the same merge key in a row become one step. A command that changes nothing leaves no step, and one
        that raises leaves everything as it was.

        Raises:
            UsageError: the command cannot be carried out.
        """
        after = command.apply(self._current)
        if after == self._current:
            return self._current
        before = self._current
        self._remember(command)
        self._current = after
        self._redo.clear()
        self._drop_idle_step()
        self.changed.emit(ReviewChanged(before=before, after=after, initiator=initiator))
        return after

    def undo(self, *, initiator: str = "") -> Review:
        """Take the last step back; does nothing when there is none."""
        return self._step(self._undo, self._redo, initiator=initiator)

    def redo(self, *, initiator: str = "") -> Review:
        """Do the step again that was taken back last; does nothing when there is none."""
        return self._step(self._redo, self._undo, initiator=initiator)

    def end_merge(self) -> None:
        """The drag or the typing is over: the next act is a step of its own."""
        self._is_merge_open = False

    def _remember(self, command: Command) -> None:
        key = command.merge_key
        is_going_on = self._is_merge_open and bool(key) and bool(self._undo) and self._undo[-1].merge_key == key
        if not is_going_on:
            self._undo.append(_Step(self._current, command.label, key))
            del self._undo[: -self._limit]
        self._is_merge_open = bool(key)

    def _drop_idle_step(self) -> None:
        """A drag that ends where it began is no step."""
        if self._undo[-1].state == self._current:
            self._undo.pop()
            self._is_merge_open = False

    def _step(self, source: list[_Step], target: list[_Step], *, initiator: str) -> Review:
        self._is_merge_open = False
        if not source:
            return self._current
        step = source.pop()
        before = self._current
        target.append(_Step(before, step.label))
        self._current = step.state
        self.changed.emit(ReviewChanged(before=before, after=step.state, initiator=initiator))
        return self._current
