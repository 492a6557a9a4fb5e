"""Screening, set log and intake in the window: what is answered drives tier, notice and load at once."""

import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from studio.core.knowledge import QuestionKind
from studio.core.plan import LoadLevel, Tier
from studio.ui.app import Shell
from studio.ui.intake.editors import LineEditor, PlaceEditor
from studio.ui.intake.notice import SafetyNotice
from studio.ui.intake.sheet import IntakeSheet
from studio.ui.plan.sheet import PlanSheet


def press(shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(shell.window.focusWidget() or shell.window, key, modifier)


def undo(shell: Shell) -> None:
    press(shell, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def open_sheet(shell: Shell) -> IntakeSheet:
    press(shell, Qt.Key.Key_S)
    sheet = shell.presenter.intake.sheet
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def questions(shell: Shell) -> list[str]:
    return list(shell.desk.exercise.knowledge.screening)


def go_to(shell: Shell, question: str) -> None:
    for _ in range(questions(shell).index(question)):
        press(shell, Qt.Key.Key_Down)


def answer_all_with_no(shell: Shell) -> None:
    for _ in questions(shell):
        press(shell, Qt.Key.Key_N)


def waits_for(shell: Shell, qtbot: QtBot, check: Callable[[], bool]) -> None:
    qtbot.waitUntil(check, timeout=10_000)


def notice_in_findings(shell: Shell) -> str:
    notice = shell.window.review.findings.findChild(SafetyNotice)
    shown = [item.text() for item in notice.findChildren(QLabel)] if notice and notice.isVisible() else []
    return " ".join(shown)


def advice(shell: Shell):
    return shell.desk.analysis.advice


def test_a_click_on_the_notice_asks_the_first_question(reviewed: Shell) -> None:
    notice = reviewed.window.review.findings.findChild(SafetyNotice)
    QTest.mouseClick(notice, Qt.MouseButton.LeftButton, pos=QPoint(8, 8))
    sheet = reviewed.presenter.intake.sheet
    first = reviewed.desk.exercise.knowledge.screening[questions(reviewed)[0]]
    assert sheet.page is sheet.screening
    assert sheet.screening.question_text == first.text
    assert sheet.screening.progress_text == f"Question 1 of {len(questions(reviewed))}"


def test_yes_to_a_red_flag_shows_the_notice_to_refer(reviewed: Shell, qtbot: QtBot) -> None:
    sheet = open_sheet(reviewed)
    go_to(reviewed, "Q-RAD")
    press(reviewed, Qt.Key.Key_Y)
    waits_for(reviewed, qtbot, lambda: advice(reviewed).safety.tier is Tier.REFER)
    wanted = reviewed.desk.exercise.knowledge.texts["coaching.notice.R"]
    assert wanted in sheet.notice
    waits_for(reviewed, qtbot, lambda: wanted in notice_in_findings(reviewed))
    assert reviewed.desk.review.intake.answers["screening_positive"] == ["Q-RAD"]
    assert advice(reviewed).load.level is LoadLevel.BLOCKED


def test_an_onset_is_kept_behind_the_yes(reviewed: Shell) -> None:
    open_sheet(reviewed)
    go_to(reviewed, "Q-REST")
    press(reviewed, Qt.Key.Key_Y)
    press(reviewed, Qt.Key.Key_2)
    assert reviewed.desk.review.intake.answers["screening_positive"] == ["Q-REST: since less than 2 weeks"]
    assert reviewed.presenter.intake.sheet.screening.position == questions(reviewed).index("Q-REST")


@pytest.mark.parametrize("tier", ["E", "U", "R"])
def test_every_question_leads_to_its_tier(reviewed: Shell, qtbot: QtBot, tier: str) -> None:
    question = next(item for item in reviewed.desk.exercise.knowledge.screening.values() if item.tier == tier)
    open_sheet(reviewed)
    go_to(reviewed, question.id)
    press(reviewed, Qt.Key.Key_Y)
    waits_for(reviewed, qtbot, lambda: advice(reviewed).safety.tier.value == tier)


def test_no_to_everything_gives_load_advice(reviewed: Shell, qtbot: QtBot) -> None:
    sheet = open_sheet(reviewed)
    answer_all_with_no(reviewed)
    waits_for(reviewed, qtbot, lambda: advice(reviewed).load.level is not LoadLevel.BLOCKED)
    assert reviewed.desk.review.intake.answers["screening_complete"] is True
    assert advice(reviewed).safety.tier is Tier.NONE
    assert sheet.page is sheet.summary
    assert sheet.summary.heading == f"Answered today: {len(questions(reviewed))} of {len(questions(reviewed))}"
    assert sheet.summary.advice_text == advice(reviewed).load.advice
    waits_for(reviewed, qtbot, lambda: not notice_in_findings(reviewed))


def test_a_skipped_question_leaves_the_screening_incomplete(reviewed: Shell, qtbot: QtBot) -> None:
    sheet = open_sheet(reviewed)
    press(reviewed, Qt.Key.Key_Down)
    for _ in questions(reviewed)[1:]:
        press(reviewed, Qt.Key.Key_N)
    assert "screening_complete" not in reviewed.desk.review.intake.answers
    assert sheet.page is sheet.summary
    press(reviewed, Qt.Key.Key_Return)
    assert sheet.screening.position == 0
    press(reviewed, Qt.Key.Key_N)
    assert reviewed.desk.review.intake.answers["screening_complete"] is True


def test_undo_takes_one_answer_back(reviewed: Shell, qtbot: QtBot) -> None:
    sheet = open_sheet(reviewed)
    press(reviewed, Qt.Key.Key_N)
    press(reviewed, Qt.Key.Key_Y)
    waits_for(reviewed, qtbot, lambda: advice(reviewed).safety.tier is Tier.EMERGENCY)
    undo(reviewed)
    waits_for(reviewed, qtbot, lambda: advice(reviewed).safety.tier is Tier.NONE)
    assert reviewed.desk.review.intake.answers["screening_answered"] == questions(reviewed)[:1]
    assert sheet.notice == ""
    undo(reviewed)
    assert not reviewed.desk.review.intake.answers


def test_backspace_goes_back_and_another_answer_replaces_the_first(reviewed: Shell) -> None:
    sheet = open_sheet(reviewed)
    press(reviewed, Qt.Key.Key_Y)
    press(reviewed, Qt.Key.Key_Return)
    assert sheet.screening.position == 1
    press(reviewed, Qt.Key.Key_Backspace)
    assert sheet.screening.position == 0
    press(reviewed, Qt.Key.Key_N)
    assert "screening_positive" not in reviewed.desk.review.intake.answers


def test_arrows_and_enter_answer_too(reviewed: Shell) -> None:
    open_sheet(reviewed)
    press(reviewed, Qt.Key.Key_Left)
    press(reviewed, Qt.Key.Key_Return)
    assert reviewed.desk.review.intake.answers["screening_positive"] == [questions(reviewed)[0]]


def test_the_next_question_takes_keys_after_a_yes(reviewed: Shell) -> None:
    sheet = open_sheet(reviewed)
    press(reviewed, Qt.Key.Key_Y)
    press(reviewed, Qt.Key.Key_Down)
    press(reviewed, Qt.Key.Key_N)
    assert sheet.screening.position == 2
    press(reviewed, Qt.Key.Key_Tab)
    press(reviewed, Qt.Key.Key_Tab)
    press(reviewed, Qt.Key.Key_Y)
    assert reviewed.desk.review.intake.answers["screening_positive"] == [questions(reviewed)[0], questions(reviewed)[2]]


def test_a_condition_asks_for_clearance(reviewed: Shell, qtbot: QtBot) -> None:
    sheet = open_sheet(reviewed)
    go_to(reviewed, "Q-HX")
    press(reviewed, Qt.Key.Key_Space)
    waits_for(reviewed, qtbot, lambda: advice(reviewed).safety.tier is Tier.CONDITION_UNCLEARED)
    assert reviewed.desk.review.intake.answers["hx"] == ["disc-bulge"]
    sheet.show_log()
    waits_for(reviewed, qtbot, lambda: sheet.form.is_filled)
    sheet.form.rows["clearance"].editor.row.toggle("yes")
    waits_for(reviewed, qtbot, lambda: advice(reviewed).safety.tier is Tier.CONDITION_CLEARED)


def test_the_summary_changes_one_answer(reviewed: Shell) -> None:
    sheet = open_sheet(reviewed)
    answer_all_with_no(reviewed)
    QTest.mouseClick(sheet.summary.change_button("Q-SUSPECT"), Qt.MouseButton.LeftButton)
    assert sheet.screening.position == questions(reviewed).index("Q-SUSPECT")
    press(reviewed, Qt.Key.Key_Y)
    assert reviewed.desk.review.intake.answers["screening_positive"] == ["Q-SUSPECT"]


def test_something_changed_asks_everything_again_and_can_be_undone(reviewed: Shell) -> None:
    sheet = open_sheet(reviewed)
    answer_all_with_no(reviewed)
    sheet.summary.restart_requested.emit()
    assert sheet.screening.position == 0
    assert "screening_complete" not in reviewed.desk.review.intake.answers
    undo(reviewed)
    assert reviewed.desk.review.intake.answers["screening_complete"] is True


def test_plain_keys_in_the_sheet_are_no_shortcuts_of_the_window(reviewed: Shell) -> None:
    open_sheet(reviewed)
    before = reviewed.desk.playhead.index
    for key in (Qt.Key.Key_Right, Qt.Key.Key_L, Qt.Key.Key_M, Qt.Key.Key_Period):
        press(reviewed, key)
    assert reviewed.desk.playhead.index == before
    assert not reviewed.desk.playhead.playback.is_playing
    assert not reviewed.desk.review.key_moments


def test_escape_closes_and_gives_the_keys_back(reviewed: Shell) -> None:
    sheet = open_sheet(reviewed)
    press(reviewed, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    press(reviewed, Qt.Key.Key_Space)
    assert reviewed.desk.playhead.playback.is_playing


@pytest.fixture
def log(reviewed: Shell, qtbot: QtBot) -> IntakeSheet:
    """The sheet with its form in front."""
    sheet = open_sheet(reviewed)
    sheet.show_log()
    qtbot.waitUntil(lambda: sheet.form.is_filled, timeout=5_000)
    return sheet


def test_the_form_asks_every_question_of_log_and_intake_once(reviewed: Shell, log: IntakeSheet) -> None:
    knowledge = reviewed.desk.exercise.knowledge
    wanted = {question.key for question in (*knowledge.log.values(), *knowledge.intake.values())}
    assert set(log.form.rows) == wanted


def test_every_field_has_a_name_for_screen_readers(reviewed: Shell, log: IntakeSheet) -> None:
    assert all(row.editor.start().accessibleName() for row in log.form.rows.values())


def test_pain_on_the_scale_changes_the_load_advice(reviewed: Shell, log: IntakeSheet, qtbot: QtBot) -> None:
    log.show_question(0)
    answer_all_with_no(reviewed)
    log.show_log()
    row = log.form.rows["pain_max"].editor
    row.start().setFocus()
    press(reviewed, Qt.Key.Key_6)
    assert reviewed.desk.review.intake.answers["pain_max"] == 6
    waits_for(reviewed, qtbot, lambda: advice(reviewed).load.level is LoadLevel.STOP)
    press(reviewed, Qt.Key.Key_Left)
    press(reviewed, Qt.Key.Key_Space)
    assert reviewed.desk.review.intake.answers["pain_max"] == 5
    press(reviewed, Qt.Key.Key_Delete)
    assert "pain_max" not in reviewed.desk.review.intake.answers


def test_the_body_map_and_its_list_say_the_same(reviewed: Shell, log: IntakeSheet) -> None:
    editor = log.form.rows["pain_site"].editor
    assert isinstance(editor, PlaceEditor)
    QTest.mouseClick(editor.map.region("left low back"), Qt.MouseButton.LeftButton)
    assert reviewed.desk.review.intake.answers["pain_site"] == ["left low back"]
    assert editor.row.chip("left low back").isChecked()
    editor.row.toggle("none")
    assert reviewed.desk.review.intake.answers["pain_site"] == ["none"]
    undo(reviewed)
    assert editor.row.chosen == ("left low back",)


def test_every_place_but_nowhere_is_on_the_map(reviewed: Shell, log: IntakeSheet) -> None:
    places = {choice.id for choice in reviewed.desk.exercise.knowledge.intake["Q-LOC"].choices} - {"none"}
    editor = log.form.rows["pain_site"].editor
    assert isinstance(editor, PlaceEditor)
    for place in places:
        QTest.mouseClick(editor.map.region(place), Qt.MouseButton.LeftButton)
    assert set(reviewed.desk.review.intake.answers["pain_site"]) == places


def test_the_body_map_is_worked_with_the_keyboard(reviewed: Shell, log: IntakeSheet) -> None:
    editor = log.form.rows["pain_site"].editor
    assert isinstance(editor, PlaceEditor)
    start = editor.map.region("left low back")
    start.setFocus()
    press(reviewed, Qt.Key.Key_Space)
    press(reviewed, Qt.Key.Key_Right)
    press(reviewed, Qt.Key.Key_Return)
    press(reviewed, Qt.Key.Key_Down)
    press(reviewed, Qt.Key.Key_Space)
    press(reviewed, Qt.Key.Key_Left)
    assert reviewed.window.focusWidget().accessibleName() == "Buttock, left, from behind"
    assert set(reviewed.desk.review.intake.answers["pain_site"]) == {"left low back", "central low back", "buttock"}
    press(reviewed, Qt.Key.Key_Space)
    assert "buttock" not in reviewed.desk.review.intake.answers["pain_site"]


def test_every_region_has_a_name_of_its_own_and_the_map_is_one_stop_for_tab(log: IntakeSheet) -> None:
    editor = log.form.rows["pain_site"].editor
    assert isinstance(editor, PlaceEditor)
    names = [region.accessibleName() for region in editor.map.regions]
    assert len(set(names)) == len(names)
    assert all(names)
    stops = [one for one in editor.map.regions if one.focusPolicy() is Qt.FocusPolicy.StrongFocus]
    assert len(stops) == 1
    knee = editor.map.region("knee")
    knee.setFocus()
    assert [one for one in editor.map.regions if one.focusPolicy() is Qt.FocusPolicy.StrongFocus] == [knee]


def test_felt_is_kept_in_the_order_of_the_clicks(reviewed: Shell, log: IntakeSheet) -> None:
    row = log.form.rows["felt"].editor.row
    row.toggle("low back")
    row.toggle("glutes")
    assert reviewed.desk.review.intake.answers["felt"] == ["low back", "glutes"]
    assert row.chip("glutes").text().startswith("2")
    row.toggle("low back")
    assert reviewed.desk.review.intake.answers["felt"] == ["glutes"]


def type_into(shell: Shell, sheet: IntakeSheet, key: str, text: str) -> LineEditor:
    editor = sheet.form.rows[key].editor
    assert isinstance(editor, LineEditor)
    editor.line.setFocus()
    editor.line.selectAll()
    QTest.keyClicks(editor.line, text)
    press(shell, Qt.Key.Key_Return)
    return editor


def test_a_number_out_of_range_is_refused_with_one_sentence(reviewed: Shell, log: IntakeSheet) -> None:
    type_into(reviewed, log, "load_kg", "9000")
    assert log.form.rows["load_kg"].problem == "Please write a number from 0 to 600 kg."
    assert "load_kg" not in reviewed.desk.review.intake.answers
    type_into(reviewed, log, "load_kg", "82,5")
    assert log.form.rows["load_kg"].problem == ""
    assert reviewed.desk.review.intake.answers["load_kg"] == 82.5


def test_undo_shows_the_earlier_number(reviewed: Shell, log: IntakeSheet) -> None:
    editor = type_into(reviewed, log, "load_kg", "80")
    type_into(reviewed, log, "load_kg", "90")
    press(reviewed, Qt.Key.Key_Tab)
    reviewed.window.actions_book["undo"].trigger()
    assert reviewed.desk.review.intake.answers["load_kg"] == 80
    assert editor.line.text() == "80"


def test_a_day_is_read_and_nonsense_refused(reviewed: Shell, log: IntakeSheet) -> None:
    type_into(reviewed, log, "pain_since", "soon")
    assert log.form.rows["pain_since"].problem
    type_into(reviewed, log, "pain_since", "2026-05-31")
    assert reviewed.desk.review.intake.answers["pain_since"] == "2026-05-31"


def test_the_athletes_name_is_the_reviews(reviewed: Shell, log: IntakeSheet) -> None:
    editor = type_into(reviewed, log, "athlete", "Robin")
    assert reviewed.desk.review.athlete == "Robin"
    reviewed.desk.undo()
    assert reviewed.desk.review.athlete == ""
    assert editor.line.text() == ""


def test_tab_goes_from_field_to_field_and_stays_inside(reviewed: Shell, log: IntakeSheet) -> None:
    log.form.focus_inside()
    visited = set()
    for _ in range(200):
        press(reviewed, Qt.Key.Key_Tab)
        focused = reviewed.window.focusWidget()
        assert log.isAncestorOf(focused)
        visited.add(focused)
    opened = [row for row in log.form.rows.values() if row.isVisible()]
    assert all(any(row.isAncestorOf(widget) for widget in visited) for row in opened)


def test_a_letter_typed_into_a_field_is_text(reviewed: Shell, log: IntakeSheet) -> None:
    editor = type_into(reviewed, log, "athlete", "sny")
    assert isinstance(editor.line, QLineEdit)
    assert reviewed.desk.review.athlete == "sny"


def test_every_answer_of_the_form_can_be_judged(reviewed: Shell, log: IntakeSheet, qtbot: QtBot) -> None:
    problems: list[str] = []
    reviewed.desk.noticed.subscribe(lambda notice: problems.append(notice.text) if notice.is_problem else None)
    knowledge = reviewed.desk.exercise.knowledge
    for key, row in log.form.rows.items():
        question = next(item for item in (*knowledge.log.values(), *knowledge.intake.values()) if item.key == key)
        if isinstance(row.editor, LineEditor):
            text = {QuestionKind.DATE: "2026-05-31", QuestionKind.TEXT: "word"}.get(question.kind)
            row.editor.line.setText(text or f"{question.high:g}")
            row.editor.line.editingFinished.emit()
        else:
            first = question.choices[0].id if question.choices else "yes"
            row.editor.row.toggle("1" if question.kind is QuestionKind.NUMBER else first)
    after = reviewed.desk.review
    qtbot.waitUntil(lambda: reviewed.desk._concluded_for is after, timeout=120_000)  # some 60 judgements wait in line
    assert problems == []


def open_plan(shell: Shell) -> PlanSheet:
    press(shell, Qt.Key.Key_P)
    sheet = shell.presenter.plan.sheet
    assert sheet is not None
    assert sheet.isVisible()
    return sheet


def texts_in(sheet: PlanSheet) -> str:
    return "\n".join(item.text() for item in sheet.findChildren(QLabel) if item.isVisibleTo(sheet))


def test_the_plan_shows_fixes_and_exercises_in_full(reviewed: Shell) -> None:
    shown = texts_in(open_plan(reviewed))
    plan, knowledge = advice(reviewed).plan, reviewed.desk.exercise.knowledge
    assert plan.fixes
    for fix in (knowledge.fixes[item] for item in plan.fixes):
        for part in (fix.title, *fix.steps, fix.dose, fix.contraindications):
            assert part in shown
    for card in (knowledge.exercises[item] for item in plan.exercises):
        for part in (card.setup, card.execution, card.common_error, card.progression, card.regression, card.dose):
            assert part in shown
    for statement in advice(reviewed).causes:
        assert knowledge.causes[statement.id].mechanism in shown
    assert advice(reviewed).load.advice in shown
    assert not re.search(r"\bF-[A-Z]", shown)


def test_the_plan_follows_the_answers(reviewed: Shell, qtbot: QtBot) -> None:
    open_sheet(reviewed)
    press(reviewed, Qt.Key.Key_Y)
    waits_for(reviewed, qtbot, lambda: advice(reviewed).safety.tier is Tier.EMERGENCY)
    press(reviewed, Qt.Key.Key_Escape)
    plan = open_plan(reviewed)
    assert [section.title for section in plan.sections] == ["Load"]
    assert reviewed.desk.exercise.knowledge.texts["coaching.notice.E"] in texts_in(plan)
    undo(reviewed)
    waits_for(reviewed, qtbot, lambda: len(plan.sections) > 1)


def test_one_sheet_at_a_time(reviewed: Shell) -> None:
    sheet = open_sheet(reviewed)
    reviewed.window.actions_book["plan"].trigger()
    assert not sheet.isVisible()
    assert reviewed.presenter.plan.sheet.isVisible()


def test_a_card_opens_the_plan_at_its_finding(reviewed: Shell, qtbot: QtBot) -> None:
    reviewed.window.review.choose("F-HOE")
    reviewed.window.review.findings.plan_requested.emit("F-HOE")
    sheet = reviewed.presenter.plan.sheet
    wording = reviewed.desk.exercise.knowledge.faults["F-HOE"]
    shown = texts_in(sheet)
    assert all(reviewed.desk.exercise.knowledge.fixes[fix].steps[0] in shown for fix in wording.fixes)
