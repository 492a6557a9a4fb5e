"""The report in the window: live pages, parts, wording, look; and the sharing sheet."""

import threading
import time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.assets import config_dir, resources_dir
from studio.core.report import ReportTheme
from studio.report import TypstRenderer
from studio.review import SetAthlete
from studio.services.report_style import load_style
from studio.ui.app import show_frame_when_open

WAIT_MS = 20_000


@pytest.fixture
def opened(stage, request, qtbot: QtBot):
    """A window with an analysed set and its report open."""
    stage.renderer = TypstRenderer(resources_dir() / "report")
    shell = request.getfixturevalue("reviewed")
    shell.window.actions_book["report"].trigger()
    qtbot.waitUntil(lambda: shell.report.sheet.pages.page_count > 0, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: shell.report.sheet.wording.list.count() > 0, timeout=WAIT_MS)
    return shell


def _look(sheet, page: int = 0) -> bytes:
    return bytes(sheet.pages.page(page).constBits())


def _changes(shell, qtbot, act, page: int = 0) -> float:
    """Seconds from an act until other pages are on screen."""
    sheet, before = shell.report.sheet, _look(shell.report.sheet, page)
    started_s = time.perf_counter()
    act()
    qtbot.waitUntil(lambda: sheet.pages.page_count <= page or _look(sheet, page) != before, timeout=WAIT_MS)
    return time.perf_counter() - started_s


def test_the_report_opens_with_all_its_pages(opened) -> None:
    sheet = opened.report.sheet

    assert sheet.isVisible()
    assert sheet.pages.page_count >= 4
    assert isinstance(sheet.pages.page(0), QImage)
    assert {"key-frames", "curves", "fixes"} <= set(sheet.boxes)


def test_an_edit_elsewhere_is_drawn_again(opened, qtbot: QtBot) -> None:
    _changes(opened, qtbot, lambda: opened.desk.apply(SetAthlete("Somebody Else")))


def test_typing_rewords_a_sentence_marks_it_and_can_be_undone(opened, qtbot: QtBot) -> None:
    box = opened.report.sheet.wording
    box.list.setCurrentRow(0)
    original = box.editor.toPlainText()
    box.editor.setFocus()
    box.editor.selectAll()

    _changes(opened, qtbot, lambda: qtbot.keyClicks(box.editor, "Well done today."))
    qtbot.waitUntil(lambda: box.list.item(0).text().startswith("●"), timeout=WAIT_MS)
    assert [one.text for one in opened.desk.review.report.rewordings] == ["Well done today."]

    qtbot.mouseClick(box.restore, Qt.MouseButton.LeftButton)
    assert opened.desk.review.report.rewordings == ()
    assert box.editor.toPlainText() == original


def test_a_part_is_left_out_and_comes_back_with_undo(opened, qtbot: QtBot) -> None:
    sheet = opened.report.sheet
    pages = sheet.pages.page_count
    sheet.boxes["coach-pages"].click()
    qtbot.waitUntil(lambda: sheet.pages.page_count == 1, timeout=WAIT_MS)

    opened.desk.undo()
    qtbot.waitUntil(lambda: sheet.pages.page_count == pages, timeout=WAIT_MS)
    qtbot.waitUntil(sheet.boxes["coach-pages"].isChecked, timeout=WAIT_MS)


def test_the_look_changes_the_pages_and_is_kept(opened, qtbot: QtBot) -> None:
    look = opened.report.sheet.look
    _changes(opened, qtbot, lambda: look.theme.setCurrentIndex(look.theme.findData(ReportTheme.WARM)))
    _changes(opened, qtbot, lambda: qtbot.keyClicks(look.coach, "Kim Coach"))

    kept = load_style(config_dir())
    assert (kept.theme, kept.coach) == (ReportTheme.WARM, "Kim Coach")


def test_the_saved_pdf_has_the_look_and_the_words(opened, qtbot: QtBot, tmp_path: Path, monkeypatch) -> None:
    qtbot.keyClicks(opened.report.sheet.look.coach, "Kim Coach")
    target = tmp_path / "report.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    opened.report.export()
    qtbot.waitUntil(target.exists, timeout=WAIT_MS)

    from pypdf import PdfReader

    assert "Kim Coach" in PdfReader(target).pages[0].extract_text()


def test_a_file_that_is_no_picture_is_no_logo(opened, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"no picture")
    opened.report.sheet.look.logo_chosen.emit(tmp_path / "logo.png")

    assert load_style(config_dir()).logo == b""
    qtbot.waitUntil(lambda: "logo.png" in opened.window.toasts.texts[-1], timeout=WAIT_MS)


def test_sharing_makes_what_was_chosen_and_remembers_it(opened, qtbot: QtBot, tmp_path: Path) -> None:
    opened.window.actions_book["share"].trigger()
    sheet = opened.sharing.sheet
    assert sheet.isVisible()
    assert not opened.report.sheet.isVisible()
    sheet.athletes_page.setChecked(True)
    sheet.face.setChecked(True)
    sheet.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(sheet.make, Qt.MouseButton.LeftButton)
    made = tmp_path / "out" / f"{opened.desk.clip.path.stem}-review.pdf"
    qtbot.waitUntil(made.exists, timeout=WAIT_MS)

    from pypdf import PdfReader

    assert len(PdfReader(made).pages) == 1
    opened.window.actions_book["share"].trigger()
    assert sheet.choice().hides_face
    assert sheet.choice().is_athletes_page_only


def test_sharing_is_stopped(opened, stage, qtbot: QtBot, monkeypatch, tmp_path: Path) -> None:
    gate, open_clip = threading.Event(), stage.video.open

    def open_held(path: Path):
        clip = open_clip(path)
        clip.read = lambda index: gate.wait(20.0) and open_clip(path).read(index)
        return clip

    opened.desk.playhead.seek(1.0)
    opened.window.actions_book["mark"].trigger()  # a picture that no report has shown yet
    monkeypatch.setattr(stage.video, "open", open_held)
    opened.window.actions_book["share"].trigger()
    sheet = opened.sharing.sheet
    sheet.folder.setText(str(tmp_path / "out"))
    qtbot.mouseClick(sheet.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(sheet.progress.isVisible, timeout=WAIT_MS)
    assert not sheet.make.isEnabled()
    sheet.progress.cancel_requested.emit()
    gate.set()
    qtbot.waitUntil(lambda: not sheet.progress.isVisible(), timeout=WAIT_MS)

    assert sheet.isVisible()
    assert sheet.make.isEnabled()
    assert list((tmp_path / "out").iterdir()) == []
    assert "Stopped. What was finished before stays in out." in opened.window.toasts.texts


def test_with_nothing_chosen_nothing_can_be_made(opened) -> None:
    opened.window.actions_book["share"].trigger()
    sheet = opened.sharing.sheet
    for box in (sheet.pdf, sheet.video, sheet.tables):
        box.setChecked(False)

    assert not sheet.make.isEnabled()


def test_a_link_of_a_report_shows_its_frame(open_shell, stage, qtbot: QtBot) -> None:
    shell = open_shell()
    show_frame_when_open(shell, 45)
    shell.presenter.open_clip(stage.clip)

    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == 45, timeout=WAIT_MS)


def test_the_rep_table_goes_to_the_clipboard(reviewed, qapp) -> None:
    reviewed.window.actions_book["copy-table"].trigger()
    rows = qapp.clipboard().text().splitlines()

    assert rows[0].startswith("rep\tcomplete")
    assert len(rows) == 1 + len(reviewed.desk.analysis.reps) + 1
