"""What was done to a clip is back when it is opened again, and can be left behind."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from studio.core.review import Review
from studio.review import SetSummary
from studio.services.autosave import ReviewFolder
from studio.ui.app import Shell


def test_a_clip_is_taken_up_where_it_was_left(open_shell, stage, qtbot: QtBot) -> None:
    shelf = ReviewFolder(stage.folder / "reviews")
    first: Shell = open_shell(shelf=shelf)
    first.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: first.desk.analysis is not None and first.desk.job is None, timeout=90_000)
    qtbot.waitUntil(lambda: first.window.canvas.shown_index == 0, timeout=30_000)
    QTest.keyClick(first.window, Qt.Key.Key_M)
    first.desk.apply(SetSummary("Ribs flare from rep three on."))
    first.window.close()

    second: Shell = open_shell(shelf=shelf)
    told: list[str] = []
    second.desk.review_recalled.subscribe(lambda review: told.append(review.summary))
    second.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: second.desk.analysis is not None and second.desk.job is None, timeout=90_000)
    assert told == ["Ribs flare from rep three on."]
    assert len(second.desk.review.key_moments) == 1
    assert not second.desk.history.can_undo
    qtbot.waitUntil(lambda: len(second.window.timeline.strip.marks) > 1, timeout=30_000)

    second.presenter.begin_afresh()
    assert second.desk.review == Review(clip_sha256=second.desk.clip.sha256)
    second.desk.undo()
    assert second.desk.review.summary == "Ribs flare from rep three on."
