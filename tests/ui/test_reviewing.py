"""Judging in the window: cards, verdicts, undo, and everything jumping together."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.moments import signal_of
from studio.core.review import Decision
from studio.ui.app import Shell
from studio.ui.body_course import AnalysedCourse
from studio.ui.player.overlay import OverlayPainter
from studio.ui.player.view_transform import ViewTransform
from studio.ui.review.card_widget import FindingCard
from studio.ui.review.cards import Group
from studio.ui.widgets.basics import SeverityBadge
from studio.ui.wording import severity_word


def press(shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(shell.window.focusWidget() or shell.window, key, modifier)


def first_found(shell: Shell) -> str:
    return next(card.fault for card in shell.window.review.findings.cards if card.is_judged)


def test_cards_stand_in_the_groups_of_the_plan(reviewed: Shell) -> None:
    cards = reviewed.window.review.findings.cards
    plan = reviewed.desk.analysis.advice.plan
    groups = [card.group.value for card in cards]
    assert groups == sorted(groups)
    assert {card.fault for card in cards if card.group is Group.CHANGE_FIRST} == set(plan.change_first)
    assert {card.fault for card in cards if card.group is Group.CUE} == {plan.primary_cue, plan.secondary_cue} - {""}
    not_assessable = [card for card in cards if card.group is Group.NOT_ASSESSABLE]
    assert not_assessable
    assert all(card.reason for card in not_assessable)
    assert len(cards) == sum(not finding.folded_into for finding in reviewed.desk.analysis.findings)


def test_a_card_says_value_interval_limit_and_source(reviewed: Shell) -> None:
    card = next(card for card in reviewed.window.review.findings.cards if card.fault == "F-HOE")
    line = card.evidence[0]
    finding = reviewed.desk.analysis.finding("F-HOE")
    value = finding.evidence[0].values[finding.worst_rep]
    assert line.value.startswith(f"{value:.0f}° (")
    assert line.threshold == "20°"
    assert line.source == "knowledge base C.2"
    assert card.cue
    assert card.fixes


def test_a_click_on_a_card_goes_to_the_worst_moment(reviewed: Shell, qtbot: QtBot) -> None:
    fault = first_found(reviewed)
    widget = reviewed.window.review.findings.card_widget(fault)
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(12, 12))
    finding = reviewed.desk.analysis.finding(fault)
    assert reviewed.desk.playhead.time_s == pytest.approx(finding.worst_time_s)
    assert reviewed.window.graphs.stack.cursor_s == reviewed.desk.playhead.time_s
    assert reviewed.window.review.findings.selected == fault
    index = reviewed.desk.playhead.index
    qtbot.waitUntil(lambda: reviewed.window.canvas.shown_index == index, timeout=30_000)


def test_a_mark_on_the_timeline_chooses_its_finding(reviewed: Shell) -> None:
    strip = reviewed.window.timeline.strip
    mark = strip.marks[0]
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(round(strip.x_of(mark.time_s)), 8))
    same_moment = {other.fault for other in strip.marks if abs(other.time_s - mark.time_s) < 0.05}
    assert reviewed.window.review.findings.selected in same_moment
    assert reviewed.desk.playhead.time_s == pytest.approx(mark.time_s, abs=0.05)


def test_alt_brackets_go_from_finding_to_finding(reviewed: Shell) -> None:
    faults = [card.fault for card in reviewed.window.review.findings.cards if card.is_judged]
    press(reviewed, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.AltModifier)
    assert reviewed.window.review.findings.selected == faults[0]
    press(reviewed, Qt.Key.Key_BracketRight, Qt.KeyboardModifier.AltModifier)
    assert reviewed.window.review.findings.selected == faults[1]
    press(reviewed, Qt.Key.Key_BracketLeft, Qt.KeyboardModifier.AltModifier)
    assert reviewed.window.review.findings.selected == faults[0]


def test_a_accepts_and_undo_takes_it_back(reviewed: Shell) -> None:
    fault = first_found(reviewed)
    reviewed.window.review.choose(fault)
    press(reviewed, Qt.Key.Key_A)
    assert reviewed.desk.review.verdict_on(fault).decision is Decision.ACCEPTED
    press(reviewed, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert reviewed.desk.review.verdict_on(fault).decision is Decision.OPEN
    press(reviewed, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert reviewed.desk.review.verdict_on(fault).decision is Decision.ACCEPTED
    card = next(card for card in reviewed.window.review.findings.cards if card.fault == fault)
    assert card.decision is Decision.ACCEPTED


def test_d_and_enter_dismiss_with_the_usual_reason(reviewed: Shell) -> None:
    fault = first_found(reviewed)
    reviewed.window.review.choose(fault)
    before = len(reviewed.window.timeline.strip.marks)
    press(reviewed, Qt.Key.Key_D)
    press(reviewed, Qt.Key.Key_Return)
    verdict = reviewed.desk.review.verdict_on(fault)
    assert verdict.decision is Decision.DISMISSED
    assert verdict.reason == "A landmark is in the wrong place"
    assert len(reviewed.window.timeline.strip.marks) == before - 1


def test_a_reason_of_ones_own_is_typed_over_the_usual_one(reviewed: Shell) -> None:
    fault = first_found(reviewed)
    reviewed.window.review.choose(fault)
    press(reviewed, Qt.Key.Key_D)
    field = reviewed.window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "a block on purpose")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert reviewed.desk.review.verdict_on(fault).reason == "a block on purpose"


def test_letters_typed_into_a_field_are_no_shortcuts(reviewed: Shell) -> None:
    fault = first_found(reviewed)
    reviewed.window.review.choose(fault)
    press(reviewed, Qt.Key.Key_N)
    field = reviewed.window.focusWidget()
    QTest.keyClicks(field, "jkl a d 12 , . [ ]")
    QTest.keyClick(field, Qt.Key.Key_Left)
    assert field.text() == "jkl a d 12 , . [ ]"
    assert not reviewed.desk.playhead.playback.is_playing
    assert reviewed.desk.review.verdict_on(fault).decision is Decision.OPEN
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert reviewed.desk.review.verdict_on(fault).note == "jkl a d 12 , . [ ]"


def test_escape_leaves_a_field_and_gives_the_keys_back(reviewed: Shell) -> None:
    reviewed.window.review.choose(first_found(reviewed))
    press(reviewed, Qt.Key.Key_N)
    press(reviewed, Qt.Key.Key_Escape)
    press(reviewed, Qt.Key.Key_Space)
    assert reviewed.desk.playhead.playback.is_playing


def test_the_coach_may_call_it_milder(reviewed: Shell) -> None:
    reviewed.window.review.choose("F-HOE")
    widget = reviewed.window.review.findings.card_widget("F-HOE")
    widget.severity_requested.emit("F-HOE", int(Severity.MILD))
    card = next(card for card in reviewed.window.review.findings.cards if card.fault == "F-HOE")
    assert (card.severity, card.studio_severity) == (Severity.MILD, Severity.SEVERE)
    assert reviewed.desk.review.verdict_on("F-HOE").severity is Severity.MILD


def test_m_marks_the_moment_on_the_timeline(reviewed: Shell) -> None:
    reviewed.desk.playhead.seek_index(77)
    press(reviewed, Qt.Key.Key_M)
    assert [moment.time_s for moment in reviewed.desk.review.key_moments] == [pytest.approx(77 / 30)]
    assert any(not mark.fault for mark in reviewed.window.timeline.strip.marks)


def test_a_click_on_a_rep_goes_to_its_beginning(reviewed: Shell) -> None:
    table = reviewed.window.review.reps
    index = table.model().index(2, 1)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(index).center())
    assert reviewed.desk.playhead.time_s == pytest.approx(reviewed.desk.analysis.reps[2].start_s)


def test_the_rep_under_the_playhead_is_marked_in_the_table(reviewed: Shell) -> None:
    table = reviewed.window.review.reps
    reviewed.desk.playhead.seek(reviewed.desk.analysis.reps[3].top_s)
    assert [index.row() for index in table.selectionModel().selectedRows()] == [3]
    reviewed.desk.playhead.seek(0.0)
    assert not table.selectionModel().hasSelection()


def test_progress_counts_what_has_been_decided(reviewed: Shell) -> None:
    judged = [card for card in reviewed.window.review.findings.cards if card.is_judged]
    assert reviewed.window.review.findings.progress_text == f"0 of {len(judged)} reviewed"
    reviewed.window.review.choose(judged[0].fault)
    press(reviewed, Qt.Key.Key_A)
    assert reviewed.window.review.findings.progress_text == f"1 of {len(judged)} reviewed"


def test_an_unconfirmed_finding_is_shown_as_such(reviewed: Shell, qtbot: QtBot) -> None:
    card = next(card for card in reviewed.window.review.findings.cards if card.outcome is Outcome.UNCONFIRMED)
    assert card.group is Group.FURTHER
    assert card.reason
    assert card.severity is not Severity.NONE
    assert card.shown_severity is Severity.NONE

    def words() -> str:
        findings = reviewed.window.review.findings
        mine = [one for one in findings.findChildren(FindingCard) if one.card.fault == card.fault][-1]
        texts = [mine.findChildren(QLabel), mine.findChildren(SeverityBadge)]
        return " ".join(one.text() if isinstance(one, QLabel) else one.accessibleName() for row in texts for one in row)

    told = words()
    assert card.settle_with in told
    assert "unconfirmed" in told
    assert card.cue not in told
    reviewed.window.review.choose(card.fault)
    press(reviewed, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: card.cue in words())
    assert severity_word(card.severity) in words()


def test_what_is_being_typed_survives_new_advice(reviewed: Shell, qtbot: QtBot) -> None:
    told: list[object] = []
    reviewed.desk.analysis_changed.subscribe(told.append)
    reviewed.window.review.choose(first_found(reviewed))
    press(reviewed, Qt.Key.Key_A)
    press(reviewed, Qt.Key.Key_N)
    field = reviewed.window.focusWidget()
    QTest.keyClicks(field, "half a sen")
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    qtbot.wait(150)
    assert reviewed.window.focusWidget() is field
    QTest.keyClicks(field, "tence")
    assert field.text() == "half a sentence"


def test_an_opened_fold_stays_open_after_a_verdict(reviewed: Shell) -> None:
    findings = reviewed.window.review.findings
    findings.fold(Group.NOT_ASSESSABLE).open()
    reviewed.window.review.choose(first_found(reviewed))
    press(reviewed, Qt.Key.Key_A)
    assert findings.fold(Group.NOT_ASSESSABLE).is_open
    assert not findings.fold(Group.NOT_FOUND).is_open


def test_a_notice_leaves_the_findings_free(reviewed: Shell, qtbot: QtBot) -> None:
    toasts, findings = reviewed.window.toasts, reviewed.window.review.findings
    toasts.show_notice("broken.mp4 is not a video that can be read.", is_problem=True)
    edge = findings.mapTo(reviewed.window, QPoint(0, 0)).x()
    assert toasts.geometry().right() < edge
    reviewed.window.show_start()
    toasts.show_notice("Another one.", is_problem=True)
    assert toasts.geometry().right() > edge


def test_the_chosen_finding_shows_its_angle_in_the_picture(reviewed: Shell) -> None:
    canvas, review = reviewed.window.canvas, reviewed.window.review
    assert canvas.evidence == ""
    fault = first_found(reviewed)
    review.choose(fault)
    assert canvas.evidence == signal_of(review.selected.evidence[0].measure)
    review.go_to_value(fault, "M-SHIN", 1)
    assert canvas.evidence == "shin_angle_deg"


@pytest.mark.parametrize(
    ("signal", "is_drawn"), [("shin_angle_deg", True), ("knee_angle_deg", True), ("hip_height_tl", False), ("", False)]
)
def test_evidence_is_drawn_over_its_limbs(reviewed: Shell, signal: str, is_drawn: bool) -> None:
    analysis = reviewed.desk.analysis
    moment = AnalysedCourse(analysis).moment(analysis.observation.clock.nearest_index(analysis.reps[0].top_s))
    image = QImage(640, 360, QImage.Format.Format_ARGB32)
    image.fill(0)
    with QPainter(image) as painter:
        view = ViewTransform(QSizeF(analysis.observation.width_px, analysis.observation.height_px), QSizeF(640, 360))
        OverlayPainter(painter, view, phase_title=str).paint_evidence(moment, signal)
    assert bool(np.frombuffer(image.constBits(), np.uint8).any()) == is_drawn
