"""Signs that must agree with each other, some of which no "not found" can do without."""

import pytest

from studio.core.fault import Combination
from studio.core.finding import Outcome
from studio.faults import JudgeContext, judge, parse_measures

QUIET = [0.0] * 3
LOUD = [9.0] * 3


@pytest.fixture
def outcome(fault, indicator, table):
    signs = (indicator("M-A", (5,), required=True), indicator("M-B", (5,), required=True), indicator("M-C", (5,)))
    definition = fault(*signs, combination=Combination.SECOND_HIGHEST)

    def of(**measures: list[float]) -> Outcome:
        (finding,) = judge([definition], table(**measures), JudgeContext())
        return finding.outcome

    return of


def test_the_required_signs_suffice_to_say_not_found(outcome):
    assert outcome(A=QUIET, B=QUIET) is Outcome.NOT_FOUND


def test_without_one_of_them_nothing_is_not_found(outcome):
    assert outcome(A=QUIET, C=QUIET) is Outcome.NOT_ASSESSABLE
    assert outcome(B=QUIET, C=QUIET) is Outcome.NOT_ASSESSABLE


def test_without_one_of_them_others_are_found_and_unconfirmed_as_ever(outcome):
    assert outcome(B=QUIET, C=LOUD) is Outcome.UNCONFIRMED
    assert outcome(B=LOUD, C=LOUD) is Outcome.FOUND


def test_the_lumbar_composite_needs_hip_line_and_trunk_roll_and_says_which_is_missing(barbell):
    """Acceptance case V09 without its one loud sign: roll and outline, both quiet, do not clear the back."""
    measures, context = parse_measures({"measures": {"calibrated": True, "LTR": [4] * 6, "BCD": [6] * 6}})

    lumbar = next(finding for finding in judge(barbell.faults, measures, context) if finding.fault == "F-LUMBAR")

    assert lumbar.outcome is Outcome.NOT_ASSESSABLE
    assert "M-HOE" in lumbar.reason


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([9, 9, 9, 0, 0, 0, 0, 0, 0, 0], Outcome.FOUND),
        ([None, 9, 9, 0, 0, 0, 0, 0, 0, 0], Outcome.NOT_ASSESSABLE),
        ([None, None, 9, 0, 0, 0, 0, 0, 0, 0], Outcome.NOT_ASSESSABLE),
        ([None, None, None, None, 0, 0, 0, 0, 0, 0], Outcome.NOT_FOUND),
        ([None, 0, 9, 0, 0, 0, 0, 0, 0, 0], Outcome.NOT_FOUND),
        ([0, 0, 9, 9, 0, 0, 0, 0, 0, 0], Outcome.NOT_FOUND),
    ],
)
def test_reps_that_are_out_and_reps_that_nobody_saw_leave_it_open(fault, indicator, table, values, expected):
    """Three of ten make the fault; what three hidden ones might have been is not told by the quiet rest."""
    (finding,) = judge([fault(indicator("M-A", (5,)))], table(A=values), JudgeContext())

    assert finding.outcome is expected


def test_a_rep_that_lacks_one_of_two_measures_is_not_settled_by_the_other(fault, indicator, table):
    either = fault(indicator("M-A", (5,)), indicator("M-B", (5,)))

    (finding,) = judge([either], table(A=[None, 9, 9, *[0] * 7], B=[0] * 10), JudgeContext())

    assert finding.outcome is Outcome.NOT_ASSESSABLE


@pytest.mark.parametrize("combination", [Combination.WORST, Combination.SECOND_HIGHEST])
def test_signs_that_take_turns_are_not_cleared_by_hiding_one_of_them(fault, indicator, table, combination):
    """Two of three reps are out, each by signs of its own; one value less, and the third rep cannot settle it."""
    names = "AB" if combination is Combination.WORST else "ABCD"
    definition = fault(*(indicator(f"M-{name}", (5,)) for name in names), combination=combination)
    first, second = names[: len(names) // 2], names[len(names) // 2 :]
    seen = {name: [9, 0, 0] for name in first} | {name: [0, 9, 0] for name in second}
    hidden = seen | {"A": [None, 0, 0]}

    def outcome(measures: dict[str, list[float | None]]) -> Outcome:
        (finding,) = judge([definition], table(**measures), JudgeContext())
        return finding.outcome

    assert outcome(seen) is Outcome.FOUND
    assert outcome(hidden) is Outcome.NOT_ASSESSABLE


def test_a_value_of_the_set_is_seen_in_every_rep(fault, indicator, table):
    either = fault(indicator("M-A", (5,)), indicator("M-B", (5,)))

    (finding,) = judge([either], table(A=[9, 0, 0, 0], B=0.0), JudgeContext())

    assert finding.outcome is Outcome.NOT_FOUND
