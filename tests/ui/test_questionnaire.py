"""The questionnaire as a PDF, from the form of a set and from the athlete page."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.assets import resource
from studio.report.renderer import TypstRenderer
from studio.ui.app import Shell
from studio.ui.intake.printing import QuestionnaireButton


@pytest.fixture
def stage(stage):
    """The stage with the real renderer."""
    stage.renderer = TypstRenderer(resource("report"))
    return stage


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> Callable[[QuestionnaireButton, int], bytes]:
    """Press an entry of the button's menu and hand over what was saved."""
    target = tmp_path / "form.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))

    def press(button: QuestionnaireButton, entry: int) -> bytes:
        button.menu().actions()[entry].trigger()
        qtbot.waitUntil(target.is_file, timeout=30_000)
        made = target.read_bytes()
        target.unlink()
        return made

    return press


def test_the_form_is_saved_with_the_answers_or_blank(
    reviewed: Shell, save: Callable[[QuestionnaireButton, int], bytes], qtbot: QtBot
) -> None:
    reviewed.presenter.intake.open(starts_log=True)
    sheet = reviewed.presenter.intake.sheet
    qtbot.waitUntil(lambda: sheet.form.is_filled, timeout=10_000)
    button = sheet.findChild(QuestionnaireButton)
    untouched = save(button, 1)
    sheet.form.rows["pain_site"].editor.row.toggle("knee")
    answered = save(button, 0)
    assert answered.startswith(b"%PDF")
    assert answered != untouched
    assert save(button, 1) == untouched
    qtbot.waitUntil(lambda: "Questionnaire saved as form.pdf." in reviewed.window.toasts.texts, timeout=10_000)
