"""Commands over what the coach draws: annotations and aids."""

import pytest

from studio.core.annotation import Aid, AidKind, Annotation, DrawnPoint, Shape
from studio.core.errors import UsageError
from studio.core.review import Review
from studio.review import (
    AddAnnotation,
    ChangeAnnotation,
    ClearAids,
    CopyAnnotation,
    CopyAnnotations,
    History,
    PlaceAid,
    RemoveAid,
    RemoveAnnotation,
    find_annotation,
    fresh_id,
    next_number,
)

EMPTY = Review(clip_sha256="0" * 64)


def arrow(annotation_id: str = "a1") -> Annotation:
    return Annotation(annotation_id, Shape.ARROW, (DrawnPoint(0.0, 0.0), DrawnPoint(9.0, 9.0)), 10, 20)


def after(*commands):
    review = EMPTY
    for command in commands:
        review = command.apply(review)
    return review


def test_the_newest_drawing_lies_in_front():
    review = after(AddAnnotation(arrow("a1")), AddAnnotation(arrow("a2")))
    assert [item.id for item in review.annotations] == ["a1", "a2"]


def test_a_name_is_used_once():
    with pytest.raises(UsageError):
        after(AddAnnotation(arrow()), AddAnnotation(arrow()))


def test_fresh_names_skip_those_of_others():
    assert fresh_id(EMPTY) == "a1"
    assert fresh_id(after(AddAnnotation(arrow("a7")), AddAnnotation(arrow("note")))) == "a8"


def test_markers_are_numbered_on():
    marker = Annotation("a1", Shape.MARKER, (DrawnPoint(0.0, 0.0),), 0, 5, number=3)
    assert next_number(EMPTY) == 1
    assert next_number(after(AddAnnotation(marker), AddAnnotation(arrow("a2")))) == 4


def test_a_drag_is_one_step_that_undo_takes_back():
    history = History(after(AddAnnotation(arrow())))
    for x_px in range(5):
        history.do(ChangeAnnotation(arrow().moved(float(x_px), 0.0), "Move"))
    assert history.undo_label == "Move arrow"
    assert find_annotation(history.undo(), "a1") == arrow()
    assert not history.can_undo


def test_a_changed_drawing_keeps_its_place_among_the_others():
    review = after(AddAnnotation(arrow("a1")), AddAnnotation(arrow("a2")), ChangeAnnotation(arrow("a1").moved(1, 1)))
    assert [item.id for item in review.annotations] == ["a1", "a2"]
    assert review.annotations[0].points[0] == DrawnPoint(1.0, 1.0)


def test_a_copy_stays_as_many_frames_and_the_original_stays():
    review = after(AddAnnotation(arrow()), CopyAnnotation("a1", "a2", 100))
    assert [(item.first_index, item.last_index) for item in review.annotations] == [(10, 20), (100, 110)]


def test_a_copy_before_the_clip_is_refused():
    with pytest.raises(UsageError):
        after(AddAnnotation(arrow()), CopyAnnotation("a1", "a2", -1))


def test_a_drawing_is_rubbed_out():
    review = after(AddAnnotation(arrow("a1")), AddAnnotation(arrow("a2")), RemoveAnnotation("a2"))
    assert review == after(AddAnnotation(arrow("a1")))


@pytest.mark.parametrize("command", [RemoveAnnotation("a9"), CopyAnnotation("a9", "a1", 0), ChangeAnnotation(arrow())])
def test_what_is_not_there_cannot_be_changed(command):
    with pytest.raises(UsageError):
        command.apply(EMPTY)


def test_every_act_has_a_name():
    acts = [
        AddAnnotation(arrow()),
        CopyAnnotation("a1", "a2", 0),
        RemoveAnnotation("a1"),
        RemoveAid(AidKind.PAD_BOX, 0),
    ]
    assert [act.label for act in acts] == ["Draw arrow", "Copy drawing", "Delete drawing", "Remove pad box"]


def test_there_is_one_bench_edge_but_a_chest_line_per_frame():
    review = after(
        PlaceAid(Aid(AidKind.BENCH_EDGE, 5, ((1.0, 1.0),))),
        PlaceAid(Aid(AidKind.THORAX_LINE, 9, ((0.0, 0.0), (1.0, 1.0)))),
        PlaceAid(Aid(AidKind.THORAX_LINE, 5, ((0.0, 0.0), (1.0, 1.0)))),
        PlaceAid(Aid(AidKind.THORAX_LINE, 5, ((0.0, 0.0), (2.0, 2.0)))),
        PlaceAid(Aid(AidKind.BENCH_EDGE, 8, ((2.0, 2.0),))),
    )
    assert [(aid.kind, aid.frame_index) for aid in review.aids] == [
        (AidKind.BENCH_EDGE, 8),
        (AidKind.THORAX_LINE, 5),
        (AidKind.THORAX_LINE, 9),
    ]
    assert review.aids[1].points_px[1] == (2.0, 2.0)


def test_placing_the_same_aid_again_is_one_step():
    history = History(EMPTY)
    for x_px in range(3):
        history.do(PlaceAid(Aid(AidKind.BENCH_EDGE, 5, ((float(x_px), 1.0),))))
    assert history.undo_label == "Place bench edge"
    assert history.undo() == EMPTY


def test_an_aid_can_be_taken_back():
    assert after(PlaceAid(Aid(AidKind.NEUTRAL, 5)), RemoveAid(AidKind.NEUTRAL, 99)) == EMPTY
    with pytest.raises(UsageError):
        RemoveAid(AidKind.NEUTRAL, 5).apply(EMPTY)


def test_all_aids_can_be_taken_back_at_once():
    review = after(PlaceAid(Aid(AidKind.NEUTRAL, 5)), PlaceAid(Aid(AidKind.BENCH_EDGE, 5, ((1.0, 1.0),))))
    assert ClearAids().apply(review) == EMPTY
    assert ClearAids().label == "Remove all aids"


@pytest.mark.parametrize(
    ("end", "is_floor"), [((300.0, 20.0), True), ((-300.0, -80.0), True), ((300.0, 200.0), False), ((20.0, 0.0), False)]
)
def test_a_floor_line_is_long_and_nearly_level(end, is_floor):
    placing = PlaceAid(Aid(AidKind.FLOOR_LINE, 5, ((0.0, 0.0), end)))
    if is_floor:
        assert len(placing.apply(EMPTY).aids) == 1
    else:
        with pytest.raises(UsageError, match="floor line"):
            placing.apply(EMPTY)


def test_a_drawing_is_copied_to_several_stretches_as_one_step():
    history = History(after(AddAnnotation(arrow())))
    history.do(CopyAnnotations("a1", (100, 200)))
    first, *copies = history.current.annotations
    assert [(one.id, one.first_index, one.last_index - one.first_index) for one in copies] == [
        ("a2", 100, first.last_index - first.first_index),
        ("a3", 200, first.last_index - first.first_index),
    ]
    history.undo()
    assert history.current.annotations == (first,)
