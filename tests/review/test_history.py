"""Undo, redo and merging."""

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from studio.core.body import Joint
from studio.core.errors import UsageError
from studio.core.review import KeyMoment, Review
from studio.review import (
    Accept,
    AddKeyMoment,
    AddNote,
    Dismiss,
    History,
    MoveJoint,
    Reopen,
    ReviewChanged,
    SetAnswer,
    SetSummary,
)

EMPTY = Review(clip_sha256="0" * 64)


@pytest.fixture
def history():
    return History(EMPTY)


@pytest.fixture
def told(history):
    changes: list[ReviewChanged] = []
    history.changed.subscribe(changes.append)
    return changes


def test_a_new_history_has_nothing_to_undo_redo_or_save(history):
    assert (history.can_undo, history.can_redo) == (False, False)
    assert (history.undo_label, history.redo_label) == ("", "")
    assert history.undo() is history.redo() is EMPTY


def test_undo_takes_back_and_redo_does_again(history):
    accepted = history.do(Accept("F-HOE"))

    assert (history.undo_label, history.redo_label) == ("Accept F-HOE", "")
    assert history.undo() == EMPTY
    assert (history.undo_label, history.redo_label) == ("", "Accept F-HOE")
    assert history.redo() == accepted
    assert history.undo_label == "Accept F-HOE"


def test_a_new_act_forgets_what_was_taken_back(history):
    history.do(Accept("F-HOE"))
    history.undo()
    history.do(Accept("F-ECC"))

    assert not history.can_redo


def test_every_change_is_announced_with_who_asked_for_it(history, told):
    history.do(Accept("F-HOE"), initiator="cards")
    history.undo(initiator="menu")
    history.redo()

    assert [change.initiator for change in told] == ["cards", "menu", ""]
    assert (told[0].before, told[0].after) == (EMPTY, history.current)


def test_an_act_that_changes_nothing_leaves_no_trace(history, told):
    history.do(Accept("F-HOE"))
    history.do(Accept("F-HOE"))
    history.undo()

    assert not history.can_undo
    assert len(told) == 2


def test_a_joint_dropped_where_it_was_leaves_no_trace(history):
    history.do(MoveJoint(3, Joint.LEFT_HIP, 1, 2))
    history.end_merge()
    history.do(MoveJoint(3, Joint.LEFT_HIP, 1, 2))
    history.undo()

    assert not history.can_undo


def test_an_act_that_fails_has_changed_nothing(history, told):
    history.do(Accept("F-HOE"))
    history.undo()
    with pytest.raises(UsageError):
        history.do(Dismiss("F-HOE", ""))

    assert history.current == EMPTY
    assert history.can_redo
    assert len(told) == 2


class TestMerging:
    def test_a_drag_is_one_step(self, history):
        for x_px in range(5):
            history.do(MoveJoint(3, Joint.LEFT_HIP, x_px, 0))
        history.undo()

        assert history.current == EMPTY

    def test_a_new_drag_of_the_same_joint_is_another_step(self, history):
        history.do(MoveJoint(3, Joint.LEFT_HIP, 1, 0))
        history.end_merge()
        history.do(MoveJoint(3, Joint.LEFT_HIP, 2, 0))
        history.undo()

        assert history.current.corrections[0].xy_px == (1.0, 0.0)

    def test_something_else_in_between_ends_the_step(self, history):
        history.do(SetSummary("G"))
        history.do(Accept("F-HOE"))
        history.do(SetSummary("Go"))
        history.undo()

        assert history.current.summary == "G"

    def test_different_keys_do_not_merge(self, history):
        history.do(AddNote("F-HOE", "a"))
        history.do(AddNote("F-ECC", "b"))
        history.undo()

        assert history.current.verdict_on("F-HOE").note == "a"

    def test_typing_on_after_undo_is_a_step_of_its_own(self, history):
        history.do(SetSummary("a"))
        history.end_merge()
        history.do(SetSummary("ab"))
        history.undo()
        history.do(SetSummary("abc"))
        history.undo()

        assert history.current.summary == "a"

    def test_typing_that_ends_where_it_began_is_no_step(self, history):
        history.do(SetSummary("a"))
        history.do(SetSummary(""))

        assert not history.can_undo


def test_old_steps_fall_off_the_end():
    history = History(EMPTY, limit=3)
    for number in range(6):
        history.do(Accept(f"F-{number}"))
    undone = 0
    while history.can_undo:
        history.undo()
        undone += 1

    assert undone == 3
    assert len(history.current.verdicts) == 3


class Editing(RuleBasedStateMachine):
    """A coach at work, against a plain list of states."""

    faults = st.sampled_from(["F-HOE", "F-ECC", "F-HEAD"])

    def __init__(self):
        super().__init__()
        self.history = History(EMPTY)
        self.states = [EMPTY]
        self.place = 0
        self.announced = EMPTY
        self.history.changed.subscribe(self.hear)

    def hear(self, change):
        assert change.before == self.announced
        assert change.before != change.after
        self.announced = change.after

    def do(self, command):
        before = self.history.current
        self.history.end_merge()
        try:
            self.history.do(command)
        except UsageError:
            assert self.history.current is before
            return
        if self.history.current != before:
            self.states = [*self.states[: self.place + 1], self.history.current]
            self.place += 1

    @rule(fault=faults)
    def accept(self, fault):
        self.do(Accept(fault))

    @rule(fault=faults, reason=st.sampled_from(["", "No."]))
    def dismiss(self, fault, reason):
        self.do(Dismiss(fault, reason))

    @rule(fault=faults)
    def reopen(self, fault):
        self.do(Reopen(fault))

    @rule(frame=st.integers(-1, 3), x_px=st.floats(0, 9), y_px=st.floats(0, 9))
    def move(self, frame, x_px, y_px):
        self.do(MoveJoint(frame, Joint.LEFT_HIP, x_px, y_px))

    @rule(time_s=st.floats(-1, 5), title=st.text(max_size=3))
    def mark(self, time_s, title):
        self.do(AddKeyMoment(KeyMoment(time_s, title)))

    @rule(value=st.one_of(st.none(), st.integers(0, 10)))
    def answer(self, value):
        self.do(SetAnswer("pain_max", value))

    @rule(times=st.integers(1, 4))
    def undo_and_redo_is_nothing(self, times):
        before = self.history.current
        undone = 0
        for _ in range(times):
            undone += self.history.can_undo
            self.history.undo()
        for _ in range(undone):
            self.history.redo()
        assert self.history.current is before

    @precondition(lambda self: self.place > 0)
    @rule()
    def undo(self):
        self.history.undo()
        self.place -= 1

    @precondition(lambda self: self.place < len(self.states) - 1)
    @rule()
    def redo(self):
        self.history.redo()
        self.place += 1

    @invariant()
    def history_is_where_it_should_be(self):
        assert self.history.current == self.states[self.place]
        assert self.announced == self.history.current
        assert self.history.can_undo == (self.place > 0)
        assert self.history.can_redo == (self.place < len(self.states) - 1)


Editing.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
TestEditing = Editing.TestCase
