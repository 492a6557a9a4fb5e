"""A review survives a new analysis: kept, orphaned or new, never silently lost."""

from pathlib import Path

import numpy as np
import pytest

from studio.core.analysis import Analysis, ExerciseRef, Provenance
from studio.core.body import JOINT_COUNT, Joint, Side
from studio.core.capture import Capture, Grade, View
from studio.core.fault import Bands, Combination, Comparison, FaultClass, FaultDefinition, Indicator, Level, Severity
from studio.core.finding import Finding, Outcome
from studio.core.frame import ClipInfo
from studio.core.landmarks import LandmarkTrack
from studio.core.measure import MeasureTable
from studio.core.observation import Observation
from studio.core.plan import Advice
from studio.core.review import Decision, KeyMoment, Review, Verdict
from studio.core.signal import SignalSet
from studio.core.time import FrameClock
from studio.review import (
    Accept,
    AddFinding,
    AddKeyMoment,
    AddNote,
    AdjustSeverity,
    Dismiss,
    MoveJoint,
    apply_verdicts,
    reconcile,
)

EMPTY = Review(clip_sha256="0" * 64)


def found(fault, severity=Severity.MODERATE, **more):
    return Finding(fault, Outcome.FOUND, severity, reps=(1, 2), first_rep=1, **more)


def reviewed(*commands):
    review = EMPTY
    for command in commands:
        review = command.apply(review)
    return review


@pytest.fixture
def analysis():
    def make(*findings: Finding, frame_count: int = 10) -> Analysis:
        clock = FrameClock(np.arange(frame_count) / 10.0)
        track = LandmarkTrack(
            xy_px=np.zeros((frame_count, JOINT_COUNT, 2)),
            visibility=np.ones((frame_count, JOINT_COUNT)),
            source=np.ones((frame_count, JOINT_COUNT), dtype=np.uint8),
            world_m=np.zeros((frame_count, JOINT_COUNT, 3)),
        )
        return Analysis(
            clip=ClipInfo(path=Path("clip.mp4"), sha256="0" * 64, clock=clock, width_px=64, height_px=48),
            exercise=ExerciseRef("hip-thrust-barbell", "1.0.0"),
            observation=Observation(clock=clock, width_px=64, height_px=48, landmarks=track),
            landmarks=track,
            signals=SignalSet(),
            capture=Capture(View.SIDE, 0.0, Side.RIGHT, Side.LEFT, Grade.GOOD),
            reps=(),
            measures=MeasureTable(),
            findings=findings,
            advice=Advice(),
            provenance=Provenance("test", "", "0", "0"),
        )

    return make


class TestReconcile:
    def test_verdicts_on_findings_that_are_still_there_are_kept(self, analysis):
        review = reviewed(Accept("F-HOE"), Dismiss("F-ECC", "No."))

        result = reconcile(review, analysis(found("F-HOE"), found("F-ECC")))

        assert [verdict.fault for verdict in result.kept] == ["F-HOE", "F-ECC"]
        assert result.is_clean

    @pytest.mark.parametrize("outcome", [Outcome.NOT_FOUND, Outcome.NOT_ASSESSABLE])
    def test_verdicts_whose_finding_is_gone_are_orphaned_not_lost(self, analysis, outcome):
        review = reviewed(Accept("F-HOE"))

        result = reconcile(review, analysis(Finding("F-HOE", outcome)))

        assert result.orphaned == review.verdicts
        assert not result.is_clean

    def test_a_severity_of_the_coachs_own_needs_no_agreement(self, analysis):
        review = reviewed(AdjustSeverity("F-HOE", Severity.MILD))

        assert reconcile(review, analysis(Finding("F-HOE", Outcome.NOT_FOUND))).kept == review.verdicts

    def test_findings_that_nobody_decided_on_are_new(self, analysis):
        unconfirmed = Finding("F-LUMBAR", Outcome.UNCONFIRMED, Severity.MILD)

        result = reconcile(reviewed(Accept("F-HOE")), analysis(found("F-HOE"), unconfirmed, found("F-ECC")))

        assert [finding.fault for finding in result.new] == ["F-LUMBAR", "F-ECC"]

    def test_what_the_coach_added_and_the_studio_now_finds_is_told(self, analysis):
        review = reviewed(AddFinding(found("F-HEAD")), AddNote("F-HEAD", "See rep 3."))

        result = reconcile(review, analysis(found("F-HEAD")))

        assert [finding.fault for finding in result.doubled] == ["F-HEAD"]
        assert result.new == ()
        assert reconcile(review, analysis()).kept == review.verdicts

    def test_corrections_and_moments_behind_the_end_are_orphaned(self, analysis):
        review = reviewed(
            MoveJoint(3, Joint.LEFT_HIP, 1, 1),
            MoveJoint(30, Joint.LEFT_HIP, 1, 1),
            AddKeyMoment(KeyMoment(0.5, "top")),
            AddKeyMoment(KeyMoment(5.0, "late")),
        )

        result = reconcile(review, analysis())

        assert [item.frame_index for item in result.orphaned_corrections] == [30]
        assert [moment.title for moment in result.orphaned_moments] == ["late"]
        assert not result.is_clean


class TestApplyVerdicts:
    def test_without_verdicts_nothing_changes(self):
        findings = (found("F-HOE"), Finding("F-ECC", Outcome.NOT_ASSESSABLE, reason="Hidden."))

        assert apply_verdicts(findings, EMPTY) == findings

    def test_a_dismissed_finding_is_gone_with_the_coachs_reason(self):
        (finding,) = apply_verdicts([found("F-HOE")], reviewed(Dismiss("F-HOE", "Loose shirt.")))

        assert (finding.outcome, finding.severity, finding.reps) == (Outcome.NOT_FOUND, Severity.NONE, ())
        assert finding.reason == "Loose shirt."

    def test_a_dismissal_does_not_turn_the_unseen_into_fine(self):
        hidden = Finding("F-HOE", Outcome.NOT_ASSESSABLE, reason="Hidden.")

        assert apply_verdicts([hidden], reviewed(Dismiss("F-HOE", "No."))) == (hidden,)

    def test_an_accepted_finding_stays(self):
        assert apply_verdicts([found("F-HOE")], reviewed(Accept("F-HOE"))) == (found("F-HOE"),)

    def test_accepting_the_unconfirmed_confirms_it(self):
        finding = Finding("F-LUMBAR", Outcome.UNCONFIRMED, Severity.MILD, reason="One sign alone.")

        (judged,) = apply_verdicts([finding], reviewed(Accept("F-LUMBAR")))

        assert (judged.outcome, judged.severity, judged.reason) == (Outcome.FOUND, Severity.MILD, "")

    def test_the_coachs_severity_counts(self):
        adjusted = reviewed(AdjustSeverity("F-HOE", Severity.SEVERE))

        (seen,) = apply_verdicts([found("F-HOE")], adjusted)
        (unseen,) = apply_verdicts([Finding("F-HOE", Outcome.NOT_ASSESSABLE, reason="Hidden.")], adjusted)

        assert (seen.severity, seen.is_by_hand) == (Severity.SEVERE, False)
        assert (unseen.outcome, unseen.severity, unseen.is_by_hand) == (Outcome.FOUND, Severity.SEVERE, True)

    def test_added_findings_take_their_place_or_join_at_the_end(self):
        review = reviewed(AddFinding(found("F-ECC", Severity.MILD)), AddFinding(found("F-NEW")))

        findings = apply_verdicts([Finding("F-ECC", Outcome.NOT_FOUND), found("F-HOE")], review)

        assert [(f.fault, f.is_by_hand) for f in findings] == [("F-ECC", True), ("F-HOE", False), ("F-NEW", True)]

    def test_folding_follows_the_verdicts(self):
        bands = Bands(Comparison.AT_LEAST, (5,), "deg", "kb:test")
        line = FaultDefinition(
            "F-HOE",
            FaultClass.SPINE,
            Level.REP,
            Combination.WORST,
            (Indicator("M-HOE", bands),),
            2.4,
            "S",
            "top window",
            folds_into="F-LUMBAR",
        )
        folded = [found("F-HOE", folded_into="F-LUMBAR"), found("F-LUMBAR")]
        loose = [found("F-HOE"), Finding("F-LUMBAR", Outcome.UNCONFIRMED, Severity.MILD)]

        assert apply_verdicts(folded, reviewed(Dismiss("F-LUMBAR", "No.")), [line])[0].folded_into == ""
        assert apply_verdicts(folded, EMPTY)[0].folded_into == "F-LUMBAR"
        assert apply_verdicts(loose, reviewed(Accept("F-LUMBAR")), [line])[0].folded_into == "F-LUMBAR"


def test_a_dismissed_finding_stays_dismissed_after_a_new_analysis(analysis):
    review = reviewed(Dismiss("F-HOE", "Loose shirt."))

    again = analysis(found("F-HOE", Severity.SEVERE))

    assert reconcile(review, again).kept[0].decision is Decision.DISMISSED
    assert apply_verdicts(again.findings, review)[0].outcome is Outcome.NOT_FOUND
    assert isinstance(review.verdicts[0], Verdict)
