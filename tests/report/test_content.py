"""What the report chooses to say: order, numbers, dismissed findings, the coach's words, missing pieces."""

import io

import numpy as np
import pytest
from pypdf import PdfReader

from studio.core.fault import Severity
from studio.core.finding import Finding, Outcome
from studio.core.landmarks import LandmarkTrack
from studio.core.report import ReportRequest
from studio.core.review import Decision, KeyMoment, Verdict
from studio.core.signal import SignalSet
from studio.report.assemble import assemble
from studio.report.moments import MomentKind, best_and_worst_rep, choose_moments
from studio.report.reptable import make_rep_table
from studio.report.selection import select
from studio.report.words import load_words


@pytest.fixture(scope="module")
def case(sets):
    return sets.drawn_case()


def _pages(case):
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(case.render())).pages]


def _selection(case):
    return select(case.analysis, case.review, case.exercise.faults)


def _title(case, fault):
    return case.exercise.knowledge.faults[fault].title


def test_set_up_changes_come_before_cues(sets):
    case = sets.drawn_case(feet_out_deg=30.0)
    first = _pages(case)[0]
    change, cue = case.analysis.advice.plan.change_first[0], case.analysis.advice.plan.primary_cue

    assert first.index(_title(case, change)) < first.index(_title(case, cue), first.index("What to work on"))
    assert [judged.fault for judged in _selection(case).found][:2] == [change, cue]


def test_the_first_page_names_at_most_three_priorities(sets):
    case = sets.drawn_case(feet_out_deg=30.0, past_line_deg=25.0)
    plan = sets.replace(
        case.analysis.advice.plan,
        change_first=("F-FEET-FAR", "F-HEAD"),
        primary_cue="F-HOE",
        secondary_cue="F-ECC",
    )
    first = _pages(case.with_analysis(advice=sets.replace(case.analysis.advice, plan=plan)))[0]

    assert first.count("CHANGE FIRST") + first.count("YOUR CUE") == 3


def test_a_dismissed_finding_appears_only_in_the_list_of_dismissed_ones(case):
    fault = case.analysis.advice.plan.primary_cue
    verdict = Verdict(fault, Decision.DISMISSED, reason="The shirt was loose")
    pages = _pages(case.with_review(verdicts=(verdict,)))
    text = " ".join(pages)

    assert _title(case, fault) not in pages[0]
    assert "The shirt was loose" in text
    assert case.exercise.knowledge.faults[fault].cue not in text


def test_the_coachs_severity_replaces_the_studios(case):
    verdict = Verdict("F-HEAD", Decision.ACCEPTED, Severity.MILD)

    judged = next(one for one in _selection(case.with_review(verdicts=(verdict,))).found if one.fault == "F-HEAD")

    assert judged.severity is Severity.MILD


def test_an_unconfirmed_finding_counts_once_the_coach_accepts_it(case):
    unconfirmed = next(one.fault for one in case.analysis.findings if one.outcome is Outcome.UNCONFIRMED)

    before = {one.fault for one in _selection(case).found}
    accepted = case.with_review(verdicts=(Verdict(unconfirmed, Decision.ACCEPTED),))

    assert unconfirmed not in before
    assert unconfirmed in {one.fault for one in _selection(accepted).found}


def test_a_finding_added_by_hand_is_reported_as_such(case):
    own = Finding("F-PIVOT", Outcome.FOUND, Severity.MODERATE, reps=(2, 3), is_by_hand=True)
    text = " ".join(_pages(case.with_review(added=(own,))))

    assert "Added by the coach" in text


def test_the_coachs_summary_is_the_verdict(case):
    first = _pages(case.with_review(summary="A strong set. Keep the ribs down."))[0]

    assert "A strong set. Keep the ribs down." in first
    assert "stand out" not in first


def test_key_moments_of_the_coach_are_shown_with_their_words(sets, case):
    moments = (KeyMoment(2.0, "Look here", "Ribs lift first"),)
    reviewed = case.with_review(key_moments=moments)
    wanted = sets.renderer().still_indices(reviewed.analysis, reviewed.review)
    frames = {index: sets.draw_frame(case.analysis.observation, index) for index in wanted}

    text = " ".join(_pages(sets.replace(reviewed, frames=frames)))

    assert "Look here" in text
    assert "Ribs lift first" in text


def test_the_frames_asked_for_are_those_that_are_shown(case):
    moments = choose_moments(case.analysis, case.review, _selection(case))

    assert {moment.index for moment in moments} == set(case.frames)
    assert [moment.kind for moment in moments][:3] == [MomentKind.SET_UP, MomentKind.BOTTOM, MomentKind.LOCKOUT]


def test_missing_frames_are_left_out(case, sets):
    assert "For the coach" in _pages(sets.replace(case, frames={}))[1]


def test_the_worst_rep_is_the_one_that_the_first_finding_names(case):
    best, worst = best_and_worst_rep(case.analysis, _selection(case))

    assert worst == _selection(case).found[0].finding.worst_rep
    assert best != worst


def test_the_table_marks_the_worst_cell_of_a_column_that_is_out_of_its_band(case, sets):
    words = load_words(sets.renderer().resources / "words", case.exercise.knowledge)
    table = make_rep_table(case.analysis, case.exercise, _selection(case), words)
    column = [fact.label for fact in table.columns].index("Top")
    tops = [row["M-HIP-TOP"].value for row in case.analysis.measures.reps]

    marked = [place for place, row in enumerate(table.rows) if row[column].is_worst]

    assert marked == [int(np.argmax(tops))]
    assert len(table.rows) == 8
    assert [row[0].text for row in table.summary] == ["Mean", "SD"]


def test_a_set_without_any_fault_says_so(sets, case):
    clean = tuple(
        sets.replace(one, outcome=Outcome.NOT_FOUND, severity=Severity.NONE, reps=(), worst_rep=0)
        if one.outcome is Outcome.FOUND
        else one
        for one in case.analysis.findings
    )
    first = _pages(case.with_analysis(findings=clean))[0]

    assert "No fault was found in what could be assessed." in first


def test_nothing_assessable_is_never_shown_as_fine(sets, case):
    blind = tuple(
        sets.replace(one, outcome=Outcome.NOT_ASSESSABLE, severity=Severity.NONE, reason="The plates hide it.", reps=())
        for one in case.analysis.findings
    )
    pages = _pages(case.with_analysis(findings=blind))

    assert "Nothing could be judged from this clip." in pages[0]
    assert "No fault was found" not in pages[0]
    assert "It does not mean that it is fine." in " ".join(pages)


def test_every_fault_that_could_not_be_judged_is_listed_with_the_clip_that_settles_it(case):
    text = " ".join(_pages(case))
    missing = [one for one in case.analysis.findings if one.outcome is Outcome.NOT_ASSESSABLE]

    assert missing
    assert [one.fault for one in missing if _title(case, one.fault) not in text] == []
    assert [one.settle_with for one in missing if one.settle_with[:30] not in text] == []


def test_a_clip_without_reps_still_makes_a_report(case, sets):
    measures = type(case.analysis.measures)()
    empty = case.with_analysis(reps=(), measures=measures, findings=(), signals=SignalSet())

    assert "No rep was found in this clip." in _pages(empty)[0]


def test_without_a_rep_nothing_is_said_to_be_judgeable(case):
    told = " ".join(_pages(case.with_analysis(reps=())))
    assert "everything that this view shows can be judged" in " ".join(_pages(case))
    assert "can be judged" not in told.replace("cannot be judged", "")


def test_a_clip_in_which_nobody_was_followed_still_makes_a_report(case, sets):
    track = case.analysis.landmarks
    nobody = LandmarkTrack(np.full_like(track.xy_px, np.nan), track.visibility, track.source * 0, track.world_m)

    assert case.with_analysis(landmarks=nobody).render().startswith(b"%PDF")


@pytest.mark.parametrize(("is_calibrated", "limit"), [(False, "8°"), (True, "5°")])
def test_the_goal_is_the_limit_that_applies_to_this_athlete(sets, case, is_calibrated, limit):
    capture = sets.replace(case.analysis.capture, is_calibrated=is_calibrated)
    first = _pages(case.with_analysis(capture=capture))[0]

    assert f"Goal: {case.exercise.knowledge.measures['M-HOE'].title} below {limit} in every rep." in first


@pytest.mark.parametrize("rep_count", [1, 2, 25])
def test_the_athletes_page_stays_one_page(sets, rep_count):
    pages = _pages(sets.drawn_case(rep_count=rep_count, feet_out_deg=30.0, past_line_deg=25.0))

    assert pages[1].startswith("For the coach")


def test_sign_off_identifies_clip_rules_and_programs(case):
    text = " ".join(_pages(case)).replace(" ", "")

    assert case.analysis.clip.sha256 in text
    assert case.analysis.provenance.rules.replace(" ", "") in text
    assert "mediapipe1.2.2" in text


@pytest.mark.shared
@pytest.mark.parametrize("name", ["03_lumbar_strong", "09_good_plates"])
def test_a_rendered_clip_makes_a_report_with_its_own_pictures(sets, shared_dir, name):
    case = sets.rendered_case(shared_dir, name)
    pdf = case.render()
    reader = PdfReader(io.BytesIO(pdf))

    assert len(case.frames) >= 3
    assert sum(len(page.images) for page in reader.pages) >= 4
    assert len(pdf) < 3_000_000


def test_the_athlete_never_sees_the_same_picture_twice(sets):
    case = sets.drawn_case(rep_count=1, past_line_deg=25.0)
    words = load_words(sets.renderer().resources / "words", case.exercise.knowledge)
    report, _ = assemble(case.analysis, case.review, case.exercise, case.frames, words=words, request=ReportRequest())

    assert len(report.page.stills) == 2
    assert len({still.file for still in report.page.stills}) == 2
