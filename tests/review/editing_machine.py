"""Random editing: whatever a coach does, undoes, redoes, saves, reloads or loses to a crash, the review stays whole."""

import json
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from studio.core.annotation import FREE, Aid, AidKind, Annotation, DrawnPoint, Shape
from studio.core.body import Joint
from studio.core.errors import StudioError
from studio.core.fault import Severity
from studio.core.rep import Rep, RepMark
from studio.core.review import Decision, KeyMoment, Review
from studio.core.sound import VoiceNote
from studio.core.stored_review import review_from_data, review_to_data
from studio.review import (
    Accept,
    AddAnnotation,
    AddKeyMoment,
    AddNote,
    AddVoiceNote,
    AdjustSeverity,
    BeginAfresh,
    ChangeAnnotation,
    ClearAids,
    ClearAllCorrections,
    ClearCorrection,
    Command,
    CopyAnnotation,
    Dismiss,
    History,
    MarkRep,
    MergeReps,
    MoveJoint,
    MoveRepEdge,
    PlaceAid,
    RemoveAid,
    RemoveAnnotation,
    RemoveKeyMoment,
    RemoveVoiceNote,
    Reopen,
    ResetReps,
    SetFilmedRate,
    SetSummary,
    SplitRep,
    fresh_id,
    shown_reps,
)

FRAMES, END_S = 300, 10.0
REPS = tuple(Rep(n + 1, 1.0 + 2 * n, 1.6 + 2 * n, 2.0 + 2 * n, 2.8 + 2 * n) for n in range(4))
FAULTS = st.sampled_from(["F-HOE", "F-LUMBAR", "F-ECC"])
WORDS = st.sampled_from(["", "x", "Rippen runter", "Überstreckt", "a" * 200, '"quoted"\n'])
PX = st.floats(-50.0, 2000.0)
TIMES_S = st.floats(-1.0, END_S + 1.0)
FRAME = st.integers(0, FRAMES - 1)
POINT = st.builds(DrawnPoint, PX, PX, st.sampled_from([FREE, *Joint]))


class EditingMachine(RuleBasedStateMachine):
    """A history under random commands, with an independent record of its states beside it."""

    @initialize()
    def open(self) -> None:
        self.history = History(Review(clip_sha256="a" * 64))
        self.changes = 0
        self.history.changed.subscribe(self._count)
        self.past: list[Review] = []
        self.future: list[Review] = []
        self.stored = json.dumps(review_to_data(self.history.current))
        self.since_stored = 0

    def _count(self, _changed: object) -> None:
        self.changes += 1

    def do(self, command: Command) -> None:
        before, changes = self.history.current, self.changes
        undo_before = self.history.undo_label
        try:
            after = self.history.do(command)
        except StudioError:
            assert self.history.current is before
            assert (self.history.undo_label, self.changes) == (undo_before, changes)
            return
        self.history.end_merge()
        assert (self.changes > changes) == (after != before)
        if after != before:
            self.past.append(before)
            self.future.clear()
            assert self.history.undo_label == command.label
            self.since_stored += 1
            self.stored_before, self.stored = self.stored, json.dumps(review_to_data(after), allow_nan=False)

    @rule(fault=FAULTS, words=WORDS, severity=st.sampled_from([None, *Severity]), kind=st.integers(0, 4))
    def judge(self, fault: str, words: str, severity: Severity | None, kind: int) -> None:
        acts = (
            Accept(fault),
            Dismiss(fault, words),
            Reopen(fault),
            AdjustSeverity(fault, severity),
            AddNote(fault, words),
        )
        self.do(acts[kind])

    @rule(frame=st.integers(-1, FRAMES), joint=st.sampled_from(Joint), x_px=PX, y_px=PX, kind=st.integers(0, 9))
    def correct(self, frame: int, joint: Joint, x_px: float, y_px: float, kind: int) -> None:
        moving = MoveJoint(frame, joint, x_px, y_px)
        self.do({0: ClearAllCorrections(), 1: ClearCorrection(frame, joint)}.get(kind, moving))

    @rule(time_s=TIMES_S, title=WORDS, comment=WORDS, removes=st.booleans())
    def mark(self, time_s: float, title: str, comment: str, removes: bool) -> None:
        moments = self.history.current.key_moments
        if removes and moments:
            self.do(RemoveKeyMoment(moments[0].time_s))
        else:
            self.do(AddKeyMoment(KeyMoment(time_s, title, comment)))

    @rule(name=st.sampled_from("abc"), time_s=TIMES_S, fault=st.sampled_from(["", "F-HOE"]), removes=st.booleans())
    def say(self, name: str, time_s: float, fault: str, removes: bool) -> None:
        note = VoiceNote(name * 64, time_s, 1.0 + abs(time_s), fault)
        self.do(RemoveVoiceNote(note.id) if removes else AddVoiceNote(note))

    @rule(shape=st.sampled_from(Shape), points=st.lists(POINT, min_size=3, max_size=6), first=FRAME, length=FRAME)
    def draw(self, shape: Shape, points: list[DrawnPoint], first: int, length: int) -> None:
        taken = tuple(points) if shape is Shape.FREEHAND else tuple(points[: shape.point_count])
        annotation_id = fresh_id(self.history.current)
        self.do(AddAnnotation(Annotation(annotation_id, shape, taken, first, first + length)))

    @precondition(lambda self: self.history.current.annotations)
    @rule(place=st.integers(0, 50), x_px=PX, words=WORDS, first=st.integers(-5, FRAMES), kind=st.integers(0, 3))
    def redraw(self, place: int, x_px: float, words: str, first: int, kind: int) -> None:
        review = self.history.current
        one = review.annotations[place % len(review.annotations)]
        acts = (
            ChangeAnnotation(one.moved(x_px, -x_px), "Move"),
            ChangeAnnotation(replace(one, text=words)),
            CopyAnnotation(one.id, fresh_id(review), first),
            RemoveAnnotation(one.id),
        )
        self.do(acts[kind])

    @rule(fps=st.sampled_from((None, 0.0, 30.0, 240.0)))
    def say_rate(self, fps: float | None) -> None:
        self.do(SetFilmedRate(fps))

    @rule(kind=st.sampled_from(AidKind), frame=FRAME, x_px=PX, act=st.integers(0, 5))
    def show(self, kind: AidKind, frame: int, x_px: float, act: int) -> None:
        placing = PlaceAid(Aid(kind, frame, ((x_px, 1.0), (2.0, x_px))[: kind.point_count]))
        self.do({0: ClearAids(), 1: RemoveAid(kind, frame)}.get(act, placing))

    @rule(
        place=st.integers(-1, 6),
        time_s=TIMES_S,
        is_start=st.booleans(),
        mark=st.sampled_from(RepMark),
        act=st.integers(0, 5),
    )
    def edit_reps(self, place: int, time_s: float, is_start: bool, mark: RepMark, act: int) -> None:
        shown = shown_reps(self.history.current, REPS)
        acts = (
            MoveRepEdge(shown, place, is_start, time_s),
            SplitRep(shown, place, time_s),
            MergeReps(shown, place),
            MarkRep(shown, place, mark),
            MoveRepEdge(shown, place, not is_start, time_s),
            ResetReps(),
        )
        self.do(acts[act])

    @rule(words=WORDS)
    def summarise(self, words: str) -> None:
        self.do(SetSummary(words))

    @rule()
    def begin_afresh(self) -> None:
        self.do(BeginAfresh())

    @rule()
    def undo(self) -> None:
        before = self.history.current
        after = self.history.undo()
        if self.past:
            self.future.append(before)
            assert after == self.past.pop()
            self.stored_before, self.stored = self.stored, json.dumps(review_to_data(after))
        else:
            assert after is before

    @rule()
    def redo(self) -> None:
        before = self.history.current
        after = self.history.redo()
        if self.future:
            self.past.append(before)
            assert after == self.future.pop()
            self.stored_before, self.stored = self.stored, json.dumps(review_to_data(after))
        else:
            assert after is before

    @rule(is_crash=st.booleans())
    def reload(self, is_crash: bool) -> None:
        """Close and open again; a crash may have eaten what was written last."""
        text = getattr(self, "stored_before", self.stored) if is_crash else self.stored
        review = review_from_data(json.loads(text))
        if not is_crash:
            assert review == self.history.current
        self.history = History(review)
        self.history.changed.subscribe(self._count)
        self.past, self.future, self.stored = [], [], text
        self.stored_before = text

    @invariant()
    def undo_and_redo_say_what_there_is(self) -> None:
        assert self.history.can_undo == bool(self.past)
        assert self.history.can_redo == bool(self.future)
        assert bool(self.history.undo_label) == self.history.can_undo

    @invariant()
    def the_review_is_whole(self) -> None:
        review = self.history.current
        assert review.clip_sha256 == "a" * 64
        ids = [one.id for one in review.annotations]
        assert len(set(ids)) == len(ids)
        times_s = [moment.time_s for moment in review.key_moments]
        assert times_s == sorted(times_s)
        assert all(time_s >= 0.0 for time_s in times_s)
        edges = [edge for rep in review.reps for edge in (rep.start_s, rep.end_s)]
        assert edges == sorted(edges)
        places = [(item.frame_index, item.joint) for item in review.corrections]
        assert places == sorted(set(places))
        assert all(verdict.reason for verdict in review.verdicts if verdict.decision is Decision.DISMISSED)
        assert len({verdict.fault for verdict in review.verdicts}) == len(review.verdicts)
        assert json.loads(self.stored) == json.loads(json.dumps(review_to_data(review)))
