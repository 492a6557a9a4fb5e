"""What is open is settled right where it stands: led step by step, judged again, and told."""

from dataclasses import replace
from math import cos, radians, sin

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio.core.annotation import Aid, AidKind
from studio.core.finding import Outcome
from studio.core.landmarks import LandmarkSource
from studio.core.plan import Safety, Tier
from studio.review import PlaceAid
from studio.ui.app import Shell
from studio.ui.review.cards import Group, make_cards
from studio.ui.review.settling import Way, next_step, ways_to_settle

ARCH = "F-LUMBAR"
LENGTH_PX = 90.0


def finding(shell: Shell, fault: str = ARCH):
    return next(one for one in shell.desk.analysis.findings if one.fault == fault)


def texts(widget) -> list[str]:
    return [one.text() for kind in (QLabel, QPushButton) for one in widget.findChildren(kind)]


def folds(widget) -> list[str]:
    heads = [one.text() for one in widget.findChildren(QPushButton) if one.property("role") == "fold"]
    return [head.lstrip("▸▾ ").strip() for head in heads]


def click(widget, text: str) -> None:
    next(one for one in widget.findChildren(QPushButton) if one.text() == text).click()


def draw(shell: Shell, qtbot: QtBot, deg: float) -> None:
    """A line with this slope, on the frame that the guide asks for; downwards is positive."""
    canvas, step = shell.window.canvas, shell.window.settling.step
    qtbot.waitUntil(lambda: canvas.shown_index == step.frame_index, timeout=10_000)
    ends = ((300.0, 240.0), (300.0 + LENGTH_PX * cos(radians(deg)), 240.0 + LENGTH_PX * sin(radians(deg))))
    start, end = (canvas.view.to_widget.map(QPointF(*place)).toPoint() for place in ends)
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, end)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)
    qtbot.waitUntil(lambda: shell.window.settling.step != step, timeout=10_000)


@pytest.fixture
def led(reviewed: Shell, qtbot: QtBot) -> Shell:
    """Somebody who is asked for the chest line on the neutral frame."""
    assert finding(reviewed).outcome is Outcome.UNCONFIRMED
    click(reviewed.window.review.findings.card_widget(ARCH), "Draw chest and pelvis lines")
    bar, settling = reviewed.window.settling.bar, reviewed.window.settling
    assert (bar.title.text(), bar.count.text()) == ("Neutral frame", "step 1 of 5")
    qtbot.waitUntil(lambda: reviewed.window.canvas.shown_index == settling.step.frame_index, timeout=10_000)
    bar.yes.click()
    qtbot.waitUntil(lambda: settling.step is not None and settling.step.number == 2, timeout=10_000)
    return reviewed


def test_an_unconfirmed_card_offers_what_settles_it_in_this_clip_and_the_clip_that_would(reviewed: Shell) -> None:
    shown = texts(reviewed.window.review.findings.card_widget(ARCH))
    assert "Settle it in this clip" in shown
    assert {"Draw chest and pelvis lines", "Mark a neutral frame"} <= set(shown)
    assert any(text.startswith("Or film: A technique clip") for text in shown)


def test_four_lines_settle_an_unconfirmed_arch_and_the_guide_leads_through_them(led: Shell, qtbot: QtBot) -> None:
    window, settling = led.window, led.window.settling
    assert window.toasts.texts == ()
    draw(led, qtbot, 40.0)
    assert settling.bar.title.text() == "Pelvis line, neutral frame"
    draw(led, qtbot, 130.0)
    worst = finding(led).worst_rep
    assert settling.bar.title.text() == f"Chest line, top of rep {worst}"
    draw(led, qtbot, -16.0)
    draw(led, qtbot, 100.0)
    assert not settling.bar.isVisible()
    qtbot.waitUntil(lambda: finding(led).outcome is Outcome.FOUND, timeout=30_000)
    qtbot.waitUntil(lambda: window.review.findings.selected == ARCH, timeout=10_000)
    assert led.desk.analysis.measures.whole_set["M-TPA"].value == pytest.approx(26.0, abs=2.0)
    assert any("is found" in text for text in window.toasts.texts)
    assert [aid.kind for aid in led.desk.review.aids].count(AidKind.THORAX_LINE) == 2


def test_lines_that_show_no_arch_leave_it_unconfirmed_and_say_so(led: Shell, qtbot: QtBot) -> None:
    for deg in (40.0, 130.0, -10.0, 80.0):
        draw(led, qtbot, deg)
    qtbot.waitUntil(lambda: any("stays unconfirmed" in text for text in led.window.toasts.texts), timeout=30_000)
    assert finding(led).outcome is Outcome.UNCONFIRMED
    panel = led.window.review.findings
    qtbot.waitUntil(lambda: Way.LINES not in next(card.ways for card in panel.cards if card.fault == ARCH))


def test_undo_goes_a_step_back_and_escape_leaves_with_what_was_shown(led: Shell, qtbot: QtBot) -> None:
    draw(led, qtbot, 40.0)
    led.desk.undo()
    qtbot.waitUntil(lambda: led.window.settling.step.number == 2, timeout=10_000)
    QTest.keyClick(led.window, Qt.Key.Key_Escape)
    assert not led.window.settling.is_on
    assert led.window.drawing.tool is None
    assert [aid.kind for aid in led.desk.review.aids] == [AidKind.NEUTRAL]
    led.window.actions_book["aid-bench-edge"].trigger()
    assert len(led.window.canvas.guide) > 20  # the guides on the picture are back


def test_another_tool_ends_the_guide(led: Shell, qtbot: QtBot) -> None:
    led.window.actions_book["draw-line"].trigger()
    qtbot.waitUntil(lambda: not led.window.settling.is_on, timeout=10_000)


def test_the_keyboard_alone_settles_it(led: Shell, qtbot: QtBot) -> None:
    for number in (3, 4, 5):
        step = led.window.settling.step
        qtbot.waitUntil(lambda step=step: led.window.canvas.shown_index == step.frame_index, timeout=10_000)
        QTest.keyClick(led.window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: led.window.settling.bar.yes.text() == "It fits", timeout=10_000)
        QTest.keyClick(led.window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(led.window, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda number=number: led.window.settling.step.number == number, timeout=10_000)
    assert len(led.desk.review.aids) == 4


def test_folded_hips_are_no_neutral_for_the_hip_angle(reviewed: Shell, qtbot: QtBot) -> None:
    window = reviewed.window
    click(window.review.findings.card_widget(ARCH), "Mark a neutral frame")
    start = window.settling.step.frame_index
    assert any(
        rep.top_s <= reviewed.desk.playhead.clock.time_of(start) <= rep.top_end_s for rep in analysis_reps(reviewed)
    )
    reviewed.desk.playhead.seek_index(0)
    qtbot.waitUntil(lambda: window.canvas.shown_index == 0, timeout=10_000)
    window.settling.bar.yes.click()
    assert "The hips are folded here" in window.settling.bar.words.text()
    assert reviewed.desk.review.aids == ()
    reviewed.desk.playhead.seek_index(start)
    qtbot.waitUntil(lambda: window.canvas.shown_index == start, timeout=10_000)
    window.settling.bar.yes.click()
    qtbot.waitUntil(lambda: reviewed.desk.analysis.capture.is_calibrated, timeout=30_000)
    assert not window.settling.is_on


def test_standing_still_outside_the_reps_is_proposed_as_neutral(reviewed: Shell) -> None:
    desk = reviewed.desk
    hip = desk.analysis.signals["hip_angle_deg"]
    values = hip.values.copy()
    values[:16] = 175.0 + 4.0 * np.sin(np.arange(16))  # walking in
    last = len(values) - 31
    values[last:] = 178.0  # and standing at the end
    standing = replace(hip, values=values)
    signals = replace(
        desk.analysis.signals, signals=tuple(standing if one is hip else one for one in desk.analysis.signals.signals)
    )
    seen = replace(desk.analysis, signals=signals)
    step = next_step(Way.NEUTRAL, finding(reviewed), analysis=seen, review=desk.review, exercise=desk.exercise)
    assert step.frame_index > last


def test_a_folded_frame_that_is_marked_from_the_menu_says_what_it_is_good_for(reviewed: Shell) -> None:
    reviewed.window.actions_book["aid-neutral"].trigger()
    assert any("lines only" in text for text in reviewed.window.toasts.texts)
    assert not reviewed.desk.analysis.capture.is_calibrated


def test_what_cannot_be_assessed_offers_its_own_way(reviewed: Shell, qtbot: QtBot) -> None:
    panel = reviewed.window.review.findings
    fold = panel.fold(Group.NOT_ASSESSABLE)
    fold.open()
    assert {"Show the bench edge", "Draw a box around the pad"} <= set(texts(fold))
    ways = {card.fault: card.ways for card in panel.cards}
    assert ways["F-KNEES"] == ()  # seen from the feet only: nothing to draw
    click(fold, "Show the bench edge")
    assert reviewed.window.drawing.tool is AidKind.BENCH_EDGE
    QTest.keyClick(reviewed.window, Qt.Key.Key_Return)
    QTest.keyClick(reviewed.window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: finding(reviewed, "F-PIVOT").outcome is not Outcome.NOT_ASSESSABLE, timeout=30_000)


def test_one_reason_for_several_is_said_once_with_what_each_needs(reviewed: Shell) -> None:
    fold = reviewed.window.review.findings.fold(Group.NOT_ASSESSABLE)
    fold.open()
    shown = texts(fold)
    only_from_the_feet = [text for text in shown if text.startswith("It can only be seen from the feet")]
    assert len(only_from_the_feet) == 1
    assert any("It would settle: " in text and "Knees drifting in" in text for text in shown)
    assert shown.count("Draw a box around the pad") == 1


def test_a_fault_that_is_not_found_by_wide_limits_alone_offers_the_neutral_frame(reviewed: Shell) -> None:
    desk = reviewed.desk
    hoe = finding(reviewed, "F-HOE")
    (own, *_) = [one for one in hoe.evidence if one.measure == "M-HOE"]
    wide, _ = own.threshold, own.unit
    quiet = replace(own, values=dict.fromkeys(own.values, 6.5))
    inside = replace(own, values=dict.fromkeys(own.values, 3.0))
    assert wide > 6.5
    not_found = replace(hoe, outcome=Outcome.NOT_FOUND, evidence=(quiet,))
    assert ways_to_settle(not_found, desk.analysis, desk.exercise) == (Way.NEUTRAL,)
    assert ways_to_settle(replace(not_found, evidence=(inside,)), desk.analysis, desk.exercise) == ()
    own_neutral = replace(desk.analysis, capture=replace(desk.analysis.capture, is_calibrated=True))
    assert ways_to_settle(not_found, own_neutral, desk.exercise) == ()


def test_a_fold_of_faults_that_were_not_found_says_how_many_are_close_to_a_limit(reviewed: Shell) -> None:
    panel, safety = reviewed.window.review.findings, reviewed.desk.analysis.advice.safety
    quiet = [replace(card, group=Group.NOT_FOUND, ways=()) for card in panel.cards[:3]]
    panel.show_cards(tuple(quiet), safety)
    assert "Not found (3)" in folds(panel)
    panel.show_cards((replace(quiet[0], ways=(Way.NEUTRAL,)), *quiet[1:]), safety)
    assert "Not found (3), 1 close to a limit" in folds(panel)


def test_no_box_is_asked_for_where_a_plate_hides_the_hip(reviewed: Shell) -> None:
    desk = reviewed.desk
    pad = finding(reviewed, "F-PAD-HIGH")
    assert Way.PAD_BOX in ways_to_settle(pad, desk.analysis, desk.exercise)
    marks = desk.analysis.landmarks
    behind = replace(marks, source=np.full_like(marks.source, LandmarkSource.DERIVED))
    assert ways_to_settle(pad, replace(desk.analysis, landmarks=behind), desk.exercise) == ()


def test_nothing_is_offered_where_referral_comes_first(reviewed: Shell) -> None:
    desk = reviewed.desk
    for tier in (Tier.EMERGENCY, Tier.URGENT, Tier.REFER):
        advice = replace(desk.analysis.advice, safety=Safety(tier))
        cards = make_cards(replace(desk.analysis, advice=advice), desk.review, desk.exercise)
        assert not any(card.ways for card in cards)


def test_every_number_of_the_evidence_leads_to_its_frame_and_its_graph(reviewed: Shell, qtbot: QtBot) -> None:
    panel, stack = reviewed.window.review.findings, reviewed.window.graphs.stack
    reviewed.window.graphs.choose(["knee_angle_deg"])
    reviewed.window.review.choose("F-HOE")
    card = panel.card_widget("F-HOE")
    numbers = [one for one in card.findChildren(QPushButton) if one.property("role") == "number"]
    hips = finding(reviewed, "F-HOE").evidence[0]
    assert [one.text() for one in numbers[: len(hips.values)]] == [f"{n}: {v:.0f}°" for n, v in hips.values.items()]
    for button, rep in zip(numbers, analysis_reps(reviewed), strict=False):
        button.click()
        angle = reviewed.desk.analysis.signals["hip_angle_deg"].values[reviewed.desk.playhead.index]
        neutral = reviewed.desk.analysis.capture.neutral_reference_deg
        assert rep.top_s <= reviewed.desk.playhead.time_s <= rep.top_end_s
        assert angle - neutral == pytest.approx(hips.values[rep.index], abs=0.5)
    assert "hip_angle_deg" in [spec.signal for spec in stack.specs]
    assert any("past the limit of" in text for text in texts(card))


def test_a_number_that_no_single_frame_shows_leads_to_the_same_moment_of_its_rep(reviewed: Shell) -> None:
    desk = reviewed.desk
    card = next(card for card in reviewed.window.review.findings.cards if card.is_judged and card.reps)
    lanes = reviewed.window.graphs.chosen
    second = analysis_reps(reviewed)[1]
    reviewed.window.review.go_to_value(card.fault, "M-UNSEEN", second.index)
    assert second.start_s <= desk.playhead.time_s <= second.end_s
    assert reviewed.window.graphs.chosen == lanes


def test_lines_on_the_set_up_are_asked_for_where_the_set_up_is_in_doubt(reviewed: Shell) -> None:
    desk = reviewed.desk
    start = finding(reviewed, "F-STARTARCH")
    given = {"analysis": desk.analysis, "exercise": desk.exercise}
    first = next_step(Way.LINES, start, review=desk.review, **given)
    assert (first.aid, first.number) == (AidKind.NEUTRAL, 1)
    line = ((10.0, 10.0), (90.0, 20.0))
    for kind in (AidKind.NEUTRAL, AidKind.THORAX_LINE, AidKind.PELVIS_LINE):
        desk.apply(PlaceAid(Aid(kind, 60, line[: kind.point_count])))
    fourth = next_step(Way.LINES, start, review=desk.review, **given)
    assert (fourth.number, fourth.rep) == (4, 0)
    assert desk.playhead.clock.time_of(fourth.frame_index) < desk.analysis.reps[0].start_s


def analysis_reps(shell: Shell):
    return shell.desk.analysis.reps


def test_the_coach_adds_any_fault_that_they_see_at_the_playhead(reviewed: Shell, qtbot: QtBot) -> None:
    desk, panel = reviewed.desk, reviewed.window.review.findings
    second = analysis_reps(reviewed)[1]
    desk.playhead.seek(second.top_s + 0.1)
    add = next(one for one in panel.findChildren(QPushButton) if one.text() == "Add a finding that you see…")
    offered = {action.data(): action for action in add.menu().actions()}
    assert not set(offered) & {card.fault for card in panel.cards if card.is_judged}
    assert "F-KNEES" in offered  # no digit adds it
    offered["F-KNEES"].trigger()
    (added,) = desk.review.added
    assert (added.fault, added.reps, added.is_by_hand) == ("F-KNEES", (2,), True)
    qtbot.waitUntil(lambda: panel.card_widget("F-KNEES") is not None, timeout=10_000)
    desk.undo()
    assert desk.review.added == ()
