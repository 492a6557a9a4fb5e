"""Findings are listed by verdict; what a new judgement keeps, loses and brings is shown."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.review import Decision
from studio.review import Accept, AddNote, Dismiss
from studio.ui.app import Shell
from studio.ui.coach_acts import preset_faults
from studio.ui.review.card_widget import FindingCard
from studio.ui.review.cards import Shown


def judged(shell: Shell) -> list[str]:
    return [card.fault for card in shell.window.review.findings.cards if card.is_judged]


def on_screen(shell: Shell, qtbot: QtBot) -> set[str]:
    """Faults of the cards that are really there, once they are laid out."""
    qtbot.wait(60)
    cards = shell.window.review.findings.findChildren(FindingCard)
    return {card.card.fault for card in cards if card.isVisible()}


def settle(shell: Shell, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not [job for job in shell.runner.active if job.title == "advising again"])
    qtbot.wait(120)


def test_the_key_lists_open_accepted_and_dismissed_findings_in_turn(reviewed: Shell, qtbot: QtBot) -> None:
    first, second, *rest = judged(reviewed)
    reviewed.desk.apply(Accept(first))
    reviewed.desk.apply(Dismiss(second, "shirt"))
    settle(reviewed, qtbot)
    findings = reviewed.window.review.findings
    assert findings.progress_text == f"2 of {len(rest) + 2} reviewed"
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    seen = []
    for _ in Shown:
        qtbot.keyClick(reviewed.window, Qt.Key.Key_F, keys)
        seen.append((findings.filter, on_screen(reviewed, qtbot)))
    assert seen == [
        (Shown.OPEN, set(rest)),
        (Shown.ACCEPTED, {first}),
        (Shown.DISMISSED, {second}),
        (Shown.ALL, {first, second, *rest}),
    ]


def test_the_switches_say_how_many_there_are_and_list_them(reviewed: Shell, qtbot: QtBot) -> None:
    first, *rest = judged(reviewed)
    reviewed.desk.apply(Accept(first))
    settle(reviewed, qtbot)
    findings = reviewed.window.review.findings
    chips = [chip for chip in findings.findChildren(QToolButton) if chip.property("role") == "chip"]
    shown = [chip for chip in chips if chip.isVisibleTo(findings)]
    assert [chip.text() for chip in shown] == [f"All {len(rest) + 1}", f"Open {len(rest)}", "✓ 1", "✕ 0"]
    qtbot.mouseClick(shown[2], Qt.MouseButton.LeftButton)
    assert on_screen(reviewed, qtbot) == {first}


def test_with_open_findings_listed_accepting_goes_on_to_the_next(reviewed: Shell, qtbot: QtBot) -> None:
    review, (first, second, *_rest) = reviewed.window.review, judged(reviewed)
    review.findings.choose_filter(Shown.OPEN)
    review.choose(first)
    reviewed.desk.apply(Accept(first))
    settle(reviewed, qtbot)
    assert first not in on_screen(reviewed, qtbot)
    review.choose_next(1)
    assert review.findings.selected == second


def test_when_nothing_passes_the_filter_the_panel_says_so(reviewed: Shell, qtbot: QtBot) -> None:
    findings = reviewed.window.review.findings
    findings.choose_filter(Shown.DISMISSED)
    assert on_screen(reviewed, qtbot) == set()
    assert findings.listed == ()


def judge_again(shell: Shell, qtbot: QtBot, *, lost: str, new: str) -> None:
    """A judgement in which one finding is gone and another is there."""
    analysis = shell.desk.analysis

    def changed(finding):
        if finding.fault == lost:
            return replace(finding, outcome=Outcome.NOT_FOUND, severity=Severity.NONE, reps=())
        if finding.fault == new:
            return replace(finding, outcome=Outcome.FOUND, severity=Severity.MILD, reps=(1,), folded_into="")
        return finding

    again = replace(analysis, findings=tuple(changed(finding) for finding in analysis.findings))
    shell.desk._analysis = again
    shell.desk.analysis_changed.emit(again)
    qtbot.wait(200)


def test_a_verdict_that_lost_its_finding_stays_in_sight_until_it_is_forgotten(reviewed: Shell, qtbot: QtBot) -> None:
    first, *_rest = judged(reviewed)
    reviewed.desk.apply(Accept(first))
    reviewed.desk.apply(AddNote(first, "look again"))
    settle(reviewed, qtbot)
    absent = next(one for one in reviewed.desk.analysis.findings if one.outcome is Outcome.NOT_FOUND).fault
    judge_again(reviewed, qtbot, lost=first, new=absent)
    findings = reviewed.window.review.findings
    (lost,) = findings.lost
    assert (lost.fault, lost.decision, lost.words) == (first, Decision.ACCEPTED, "look again")
    assert [card.fault for card in findings.cards if card.is_new] == [absent]
    forget = next(one for one in findings.findChildren(QPushButton) if one.text() == "Forget it")
    qtbot.mouseClick(forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: findings.lost == ())
    assert reviewed.desk.review.verdicts == ()
    reviewed.desk.undo()
    qtbot.waitUntil(lambda: len(findings.lost) == 1)


def test_the_first_judgement_of_a_clip_brings_no_news(reviewed: Shell) -> None:
    assert not any(card.is_new for card in reviewed.window.review.findings.cards)


def test_what_the_coach_adds_needs_no_verdict_of_theirs_and_can_be_removed(reviewed: Shell, qtbot: QtBot) -> None:
    before = judged(reviewed)
    faults = [fault for fault, _title in preset_faults(reviewed.desk.exercise)]
    number = next(place for place, fault in enumerate(faults, start=1) if fault not in before)
    qtbot.keyClick(reviewed.window, str(number))
    settle(reviewed, qtbot)
    fault, findings = faults[number - 1], reviewed.window.review.findings
    own = [card for card in findings.cards if card.fault == fault]
    assert [(card.is_by_hand, card.is_decided) for card in own] == [(True, True)]
    assert findings.progress_text == f"1 of {len(before) + 1} reviewed"
    reviewed.window.review.choose(fault)
    remove = next(one for one in findings.card_widget(fault).findChildren(QPushButton) if one.text() == "Remove")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert reviewed.desk.review.added == ()
    settle(reviewed, qtbot)
    assert judged(reviewed) == before
