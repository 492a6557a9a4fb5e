"""What a coach does to the report: other words, parts left out; all of it can be undone."""

import pytest

from studio.core.errors import UsageError
from studio.core.review import Review, Rewording
from studio.review import History, LeaveOut, PrintAgain, RestoreWording, Reword

EMPTY = Review(clip_sha256="0" * 64)


def _after(*commands):
    review = EMPTY
    for command in commands:
        review = command.apply(review)
    return review


def test_a_sentence_is_put_into_other_words():
    review = _after(Reword("verdict", " Well done. ", "One thing stands out."))

    assert review.report.rewordings == (Rewording("verdict", "Well done.", "One thing stands out."),)


def test_every_place_has_one_wording_and_places_stay_in_order():
    review = _after(Reword("b", "1", "x"), Reword("a", "2", "y"), Reword("b", "3", "x"))

    assert [(item.place, item.text) for item in review.report.rewordings] == [("a", "2"), ("b", "3")]


@pytest.mark.parametrize("text", ["", "  ", "One thing."])
def test_no_words_and_the_original_words_give_the_sentence_back(text):
    assert _after(Reword("verdict", "Mine", "One thing."), Reword("verdict", text, "One thing.")) == EMPTY


def test_a_sentence_is_restored_and_only_an_edited_one_can_be():
    assert _after(Reword("verdict", "Mine", "Theirs"), RestoreWording("verdict")) == EMPTY
    with pytest.raises(UsageError):
        RestoreWording("verdict").apply(EMPTY)


def test_a_part_is_left_out_once_and_printed_again():
    review = _after(LeaveOut("curves"), LeaveOut("reps"), LeaveOut("curves"))

    assert review.report.left_out == ("reps", "curves")
    assert PrintAgain("curves").apply(review).report.left_out == ("reps",)


def test_typing_on_is_one_step_to_undo():
    history = History(EMPTY)
    for text in ("M", "Mi", "Mine"):
        history.do(Reword("verdict", text, "Theirs"))
    history.do(LeaveOut("curves"))

    history.undo()
    assert history.undo_label == "Edit wording"
    history.undo()
    assert history.current == EMPTY


@pytest.mark.parametrize(
    "command", [Reword("a", "b", "c"), RestoreWording("a"), LeaveOut("a"), PrintAgain("a")], ids=lambda it: it.label
)
def test_every_act_has_a_name_for_the_menu(command):
    assert command.label
