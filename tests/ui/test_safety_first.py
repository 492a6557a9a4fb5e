"""Where referral comes first it is in sight, whatever the window shows and however far it is scrolled."""

import logging
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.plan import Tier
from studio.review import SetAnswer
from studio.ui.app import Shell


def answer(shell: Shell, qtbot: QtBot, tier: Tier, **answers: object) -> None:
    for key, value in answers.items():
        shell.desk.apply(SetAnswer(key, value))
    qtbot.waitUntil(lambda: shell.desk.analysis.advice.safety.tier is tier, timeout=30_000)


def flagged(shell: Shell, qtbot: QtBot, question: str, tier: Tier) -> None:
    answer(shell, qtbot, tier, screening_positive=[question], screening_complete=True)


@pytest.mark.parametrize(
    ("question", "tier"), [("Q-CES-SADDLE", Tier.EMERGENCY), ("Q-NEURO-WEAK", Tier.URGENT), ("Q-RAD", Tier.REFER)]
)
def test_the_notice_stands_over_the_picture_in_every_workspace(
    reviewed: Shell, qtbot: QtBot, question: str, tier: Tier
) -> None:
    window = reviewed.window
    assert not window.safety_bar.isVisible()
    flagged(reviewed, qtbot, question, tier)
    notice = reviewed.desk.analysis.advice.safety.notice
    for workspace in ("workspace-present", "workspace-measure", "workspace-review"):
        window.actions_book[workspace].trigger()
        assert window.safety_bar.isVisible()
        assert window.safety_bar.words.text() == notice
    reviewed.desk.undo()
    reviewed.desk.undo()
    qtbot.waitUntil(lambda: not window.safety_bar.isVisible(), timeout=30_000)


def test_pain_alone_needs_no_bar(reviewed: Shell, qtbot: QtBot) -> None:
    answer(reviewed, qtbot, Tier.NONE, screening_positive=[], screening_complete=True, pain_max=2)
    qtbot.waitUntil(lambda: reviewed.desk.analysis.advice.safety.pain_light == "hold", timeout=30_000)
    assert not reviewed.window.safety_bar.isVisible()


def test_an_emergency_covers_the_window_until_it_is_read(
    reviewed: Shell, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "studio.ui.intake"):
        flagged(reviewed, qtbot, "Q-CES-SADDLE", Tier.EMERGENCY)
    assert [line.getMessage() for line in caplog.records] == ["the emergency notice was shown"]  # once, with its time
    sheet = reviewed.presenter.safety.sheet
    assert sheet.isVisible()
    assert sheet.width() > 0.9 * reviewed.window.width()
    assert sheet.words.text() == reviewed.desk.analysis.advice.safety.notice
    QTest.keyClick(sheet.read, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    answer(reviewed, qtbot, Tier.EMERGENCY, load_kg=60.0)
    assert not sheet.isVisible()  # read once; the bar goes on saying it
    assert reviewed.window.safety_bar.isVisible()


def test_somebody_who_is_answering_is_told_when_they_are_done(reviewed: Shell, qtbot: QtBot) -> None:
    reviewed.presenter.intake.open()
    asking = reviewed.presenter.intake.sheet
    flagged(reviewed, qtbot, "Q-CES-SADDLE", Tier.EMERGENCY)
    assert asking.isVisible()
    assert reviewed.presenter.safety.sheet is None
    asking.close_sheet()
    qtbot.waitUntil(lambda: reviewed.presenter.safety.sheet is not None, timeout=10_000)
    assert reviewed.presenter.safety.sheet.isVisible()
    reviewed.presenter.safety.sheet.questions_requested.emit()
    assert asking.isVisible()


def test_another_clip_begins_without_it(reviewed: Shell, stage, qtbot: QtBot) -> None:
    flagged(reviewed, qtbot, "Q-RAD", Tier.REFER)
    whole = stage.video.probe
    stage.video.probe = lambda path: replace(whole(path), sha256="7" * 64)
    reviewed.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: not reviewed.window.safety_bar.isVisible(), timeout=30_000)
