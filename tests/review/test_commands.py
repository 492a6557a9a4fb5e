"""What a coach can do to a review, command by command."""

from math import inf, nan

import pytest

from studio.core.body import Joint
from studio.core.errors import UsageError
from studio.core.fault import Severity
from studio.core.finding import Finding, Outcome
from studio.core.plan import Intake
from studio.core.review import Decision, KeyMoment, Review, Verdict
from studio.review import (
    Accept,
    AddFinding,
    AddKeyMoment,
    AddNote,
    AdjustSeverity,
    BeginAfresh,
    ClearAllCorrections,
    ClearCorrection,
    Dismiss,
    MoveJoint,
    RemoveFinding,
    RemoveKeyMoment,
    Reopen,
    SetAnswer,
    SetAthlete,
    SetFilmedRate,
    SetSummary,
    SetVerdict,
)

EMPTY = Review(clip_sha256="0" * 64)


def after(*commands):
    review = EMPTY
    for command in commands:
        review = command.apply(review)
    return review


class TestVerdicts:
    def test_a_finding_is_accepted(self):
        assert after(Accept("F-HOE")).verdict_on("F-HOE").decision is Decision.ACCEPTED

    def test_a_finding_is_dismissed_with_its_reason(self):
        verdict = after(Dismiss("F-HOE", "  Loose shirt. ")).verdict_on("F-HOE")

        assert (verdict.decision, verdict.reason) == (Decision.DISMISSED, "Loose shirt.")

    def test_accepting_forgets_the_reason_of_a_dismissal(self):
        verdict = after(Dismiss("F-HOE", "No."), Accept("F-HOE")).verdict_on("F-HOE")

        assert (verdict.decision, verdict.reason) == (Decision.ACCEPTED, "")

    def test_adjusting_accepts_and_dismissing_forgets_the_adjustment(self):
        adjusted = after(AdjustSeverity("F-HOE", Severity.MILD))
        dismissed = Dismiss("F-HOE", "No.").apply(adjusted)

        assert adjusted.verdict_on("F-HOE") == Verdict("F-HOE", Decision.ACCEPTED, Severity.MILD)
        assert dismissed.verdict_on("F-HOE").severity is None

    def test_the_studios_severity_can_come_back(self):
        review = after(AdjustSeverity("F-HOE", Severity.MILD), AdjustSeverity("F-HOE", None))

        assert review.verdict_on("F-HOE") == Verdict("F-HOE", Decision.ACCEPTED)

    def test_reopening_keeps_the_note(self):
        review = after(AddNote("F-HOE", "Look again."), Dismiss("F-HOE", "No."), Reopen("F-HOE"))

        assert review.verdicts == (Verdict("F-HOE", note="Look again."),)

    def test_an_open_verdict_without_words_is_not_kept(self):
        assert after(Accept("F-HOE"), Reopen("F-HOE")) == EMPTY

    def test_verdicts_stay_in_their_place(self):
        review = after(Accept("F-HOE"), Accept("F-ECC"), Dismiss("F-HOE", "No."))

        assert [verdict.fault for verdict in review.verdicts] == ["F-HOE", "F-ECC"]

    def test_a_whole_verdict_can_be_set(self):
        verdict = Verdict("F-HOE", Decision.ACCEPTED, Severity.MILD, note="Yes.")

        assert after(SetVerdict(verdict)).verdicts == (verdict,)

    def test_a_whole_dismissal_needs_its_reason_too(self):
        good = Verdict("F-HOE", Decision.DISMISSED, reason="No.")

        assert after(SetVerdict(good)).verdicts == (good,)
        with pytest.raises(UsageError):
            after(SetVerdict(Verdict("F-HOE", Decision.DISMISSED)))


class TestFindings:
    def test_an_added_finding_is_the_coachs_and_found(self):
        review = after(AddFinding(Finding("F-HEAD", Outcome.NOT_FOUND, Severity.MODERATE)))

        assert (review.added[0].is_by_hand, review.added[0].outcome) == (True, Outcome.FOUND)

    def test_the_same_fault_is_added_once(self):
        review = after(
            AddFinding(Finding("F-HEAD", Outcome.FOUND, Severity.MILD)),
            AddFinding(Finding("F-HEAD", Outcome.FOUND, Severity.SEVERE)),
        )

        assert [finding.severity for finding in review.added] == [Severity.SEVERE]

    def test_it_can_be_taken_back(self):
        assert after(AddFinding(Finding("F-HEAD", Outcome.FOUND, Severity.MILD)), RemoveFinding("F-HEAD")) == EMPTY


class TestCorrections:
    def test_a_joint_is_moved_and_moved_again(self):
        review = after(MoveJoint(7, Joint.LEFT_HIP, 10, 20), MoveJoint(7, Joint.LEFT_HIP, 11, 21))

        assert [(c.frame_index, c.joint, c.xy_px) for c in review.corrections] == [(7, Joint.LEFT_HIP, (11.0, 21.0))]

    def test_corrections_are_kept_in_order(self):
        review = after(
            MoveJoint(9, Joint.LEFT_HIP, 1, 1), MoveJoint(7, Joint.LEFT_KNEE, 1, 1), MoveJoint(7, Joint.LEFT_HIP, 1, 1)
        )

        assert [(c.frame_index, c.joint) for c in review.corrections] == [
            (7, Joint.LEFT_HIP),
            (7, Joint.LEFT_KNEE),
            (9, Joint.LEFT_HIP),
        ]

    def test_one_can_be_cleared(self):
        review = after(
            MoveJoint(7, Joint.LEFT_HIP, 1, 1), MoveJoint(8, Joint.LEFT_HIP, 1, 1), ClearCorrection(7, Joint.LEFT_HIP)
        )

        assert [correction.frame_index for correction in review.corrections] == [8]

    def test_all_can_be_cleared(self):
        assert after(MoveJoint(7, Joint.LEFT_HIP, 1, 1), ClearAllCorrections()) == EMPTY


class TestMoments:
    def test_moments_are_kept_in_time_order(self):
        review = after(AddKeyMoment(KeyMoment(5.0, "top")), AddKeyMoment(KeyMoment(2.0, "bottom")))

        assert [moment.title for moment in review.key_moments] == ["bottom", "top"]

    def test_the_same_moment_takes_new_words(self):
        review = after(AddKeyMoment(KeyMoment(5.0, "t")), AddKeyMoment(KeyMoment(5.0, "top")))

        assert [moment.title for moment in review.key_moments] == ["top"]

    def test_a_mark_can_be_taken_off(self):
        assert after(AddKeyMoment(KeyMoment(5.0, "top")), RemoveKeyMoment(5.0)) == EMPTY


class TestWords:
    def test_answers_are_set_and_taken_back(self):
        review = after(SetAnswer("pain_max", 3), SetAnswer("rpe", 8), SetAnswer("rpe", None))

        assert review.intake == Intake({"pain_max": 3})

    def test_summary_and_athlete(self):
        review = after(SetSummary("Good set."), SetAthlete(" Kim "))

        assert (review.summary, review.athlete) == ("Good set.", "Kim")


@pytest.mark.parametrize(
    "command",
    [
        Dismiss("F-HOE", "  "),
        AdjustSeverity("F-HOE", Severity.NONE),
        AddFinding(Finding("F-HEAD", Outcome.FOUND)),
        RemoveFinding("F-HEAD"),
        MoveJoint(-1, Joint.LEFT_HIP, 1, 1),
        MoveJoint(1, Joint.LEFT_HIP, nan, 1),
        MoveJoint(1, Joint.LEFT_HIP, 1, inf),
        ClearCorrection(1, Joint.LEFT_HIP),
        AddKeyMoment(KeyMoment(-1.0, "x")),
        AddKeyMoment(KeyMoment(nan, "x")),
        AddKeyMoment(KeyMoment(inf, "x")),
        RemoveKeyMoment(3.0),
    ],
    ids=lambda command: command.label,
)
def test_what_cannot_be_done_is_refused_with_a_sentence(command):
    with pytest.raises(UsageError) as caught:
        command.apply(EMPTY)

    assert caught.value.summary
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("command", "label", "merge_key"),
    [
        (Accept("F-HOE"), "Accept F-HOE", ""),
        (Reopen("F-HOE"), "Reopen F-HOE", ""),
        (SetVerdict(Verdict("F-HOE")), "Change verdict on F-HOE", ""),
        (AddNote("F-HOE", "x"), "Note on F-HOE", "note:F-HOE"),
        (MoveJoint(7, Joint.LEFT_HIP, 1, 1), "Move left hip", "joint:7:11"),
        (ClearAllCorrections(), "Clear all corrections", ""),
        (AddKeyMoment(KeyMoment(5.0, "x")), "Mark moment", "moment:5.000"),
        (SetAnswer("rpe", 8), "Answer", "answer:rpe"),
        (SetSummary("x"), "Edit summary", "summary"),
        (SetAthlete("x"), "Set athlete", "athlete"),
    ],
    ids=lambda value: getattr(value, "label", str(value)),
)
def test_commands_say_what_they_are_and_what_they_merge_with(command, label, merge_key):
    assert (command.label, command.merge_key) == (label, merge_key)


def test_beginning_afresh_leaves_only_the_clip():
    review = after(Accept("F-HOE"), SetSummary("Good."), BeginAfresh())

    assert review == EMPTY
    assert BeginAfresh().label == "Begin afresh"


def test_the_coach_says_at_which_rate_it_was_filmed_and_takes_it_back():
    assert after(SetFilmedRate(120.0)).filmed_fps == 120.0
    assert after(SetFilmedRate(120.0), SetFilmedRate(None)) == EMPTY
    assert SetFilmedRate(60.0).label == "Set filmed rate"


@pytest.mark.parametrize("fps", [0.0, -30.0, 5000.0, nan, inf])
def test_no_camera_films_at_that_rate(fps):
    with pytest.raises(UsageError, match="No camera"):
        SetFilmedRate(fps).apply(EMPTY)
