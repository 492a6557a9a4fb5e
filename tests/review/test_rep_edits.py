"""Commands over the reps: edges, splitting, joining, and what counts."""

import pytest

from studio.core.errors import UsageError
from studio.core.rep import Rep, RepMark, RepSpan
from studio.core.review import Review
from studio.review import History, MarkRep, MergeReps, MoveRepEdge, ResetReps, SplitRep, shown_reps, spans_of

EMPTY = Review(clip_sha256="0" * 64)
REPS = (Rep(1, 1.0, 2.0, 2.5, 4.0), Rep(2, 4.5, 5.0, 5.5, 7.0), Rep(3, 7.5, 8.0, 8.5, 9.0, is_complete=False))
SPANS = spans_of(REPS)


def test_cut_off_reps_are_partial_and_empty_ones_are_left_out():
    assert [span.mark for span in SPANS] == [RepMark.COUNTED, RepMark.COUNTED, RepMark.PARTIAL]
    assert spans_of((Rep(1, 1.0, 1.0, 1.0, 1.0),)) == ()


def test_a_mark_of_the_coachs_is_kept():
    assert spans_of((Rep(1, 1.0, 2.0, 2.5, 4.0, is_complete=False, mark=RepMark.FAILED),))[0].mark is RepMark.FAILED


def test_without_edits_the_studios_reps_are_shown():
    assert shown_reps(EMPTY, REPS) == SPANS
    edited = MarkRep(SPANS, 0, RepMark.FALSE).apply(EMPTY)
    assert shown_reps(edited, REPS) == edited.reps


@pytest.mark.parametrize(
    ("position", "is_start", "time_s", "expected"),
    [
        (1, True, 4.2, (4.2, 7.0)),
        (1, True, 1.0, (4.0, 7.0)),
        (0, True, -5.0, (0.0, 4.0)),
        (1, False, 7.3, (4.5, 7.3)),
        (1, False, 99.0, (4.5, 7.5)),
        (2, False, 99.0, (7.5, 99.0)),
    ],
)
def test_an_edge_stops_at_its_neighbours(position, is_start, time_s, expected):
    rep = MoveRepEdge(SPANS, position, is_start, time_s).apply(EMPTY).reps[position]
    assert (rep.start_s, rep.end_s) == expected
    assert rep.top_s == SPANS[position].top_s


@pytest.mark.parametrize("is_start", [True, False])
def test_a_rep_keeps_a_least_length_and_forgets_a_top_that_is_outside(is_start):
    rep = MoveRepEdge(SPANS, 0, is_start, 99.0 if is_start else 0.0).apply(EMPTY).reps[0]
    assert rep.end_s - rep.start_s == pytest.approx(0.2)
    assert rep.top_s is None


def test_a_drag_of_an_edge_is_one_step():
    history = History(EMPTY)
    for time_s in (4.6, 4.7, 4.8):
        history.do(MoveRepEdge(SPANS, 1, True, time_s))
    assert history.undo_label == "Move begin of rep"
    assert history.undo() == EMPTY


def test_a_split_gives_two_reps_whose_tops_are_found_again():
    review = SplitRep(SPANS, 0, 3.0).apply(EMPTY)
    assert [(rep.start_s, rep.end_s, rep.top_s) for rep in review.reps[:2]] == [
        (1.0, 3.0, (2.0, 2.5)),
        (3.0, 4.0, None),
    ]
    assert len(review.reps) == 4


@pytest.mark.parametrize("time_s", [1.1, 3.9, 6.0])
def test_a_rep_is_split_inside_it(time_s):
    with pytest.raises(UsageError):
        SplitRep(SPANS, 0, time_s).apply(EMPTY)


def test_two_reps_become_one():
    review = MergeReps(SPANS, 0).apply(EMPTY)
    assert [(rep.start_s, rep.end_s, rep.top_s) for rep in review.reps] == [(1.0, 7.0, None), (7.5, 9.0, (8.0, 8.5))]


def test_the_last_rep_has_nothing_to_be_joined_with():
    with pytest.raises(UsageError):
        MergeReps(SPANS, 2).apply(EMPTY)


def test_a_rep_can_be_marked_and_given_back():
    review = MarkRep(SPANS, 1, RepMark.FAILED).apply(EMPTY)
    assert review.reps[1].mark is RepMark.FAILED
    assert ResetReps().apply(review) == EMPTY


@pytest.mark.parametrize("position", [-1, 3])
def test_a_rep_that_is_not_there_cannot_be_edited(position):
    with pytest.raises(UsageError):
        MarkRep(SPANS, position, RepMark.FALSE).apply(EMPTY)


def test_every_act_has_a_name():
    acts = [MoveRepEdge(SPANS, 0, False, 1.0), SplitRep(SPANS, 0, 1.0), MergeReps(SPANS, 0), ResetReps()]
    assert [act.label for act in acts] == ["Move end of rep", "Split rep", "Join reps", "Reset reps"]
    assert MarkRep(SPANS, 0, RepMark.FALSE).label == "Mark rep as false"


@pytest.mark.parametrize(("start_s", "end_s", "top_s"), [(2.0, 1.0, None), (1.0, 2.0, (0.5, 1.5)), (1.0, 1.0, None)])
def test_times_out_of_order_are_refused(start_s, end_s, top_s):
    with pytest.raises(ValueError, match="order"):
        RepSpan(start_s, end_s, top_s)
