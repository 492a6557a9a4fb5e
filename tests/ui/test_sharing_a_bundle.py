"""The sharing sheet makes a case bundle, says what is in it, and hands over to mail and folder of the system."""

import json
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, QUrlQuery, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from studio.export import FileExporter
from studio.library import make_case_files, open_library
from studio.review import SetAthlete
from studio.services.publishing import SharingChoice

WAIT_MS = 30_000


class Desktop(QObject):
    """Stands where the system's programs for mail and folders stand."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def take(self, url: QUrl) -> None:
        self.opened.append(url)


@pytest.fixture
def desktop():
    taking = Desktop()
    for scheme in ("mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, taking, "take")
    yield taking
    for scheme in ("mailto", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def sharing(stage, open_shell, warm_cache: Path, tmp_path: Path, qtbot: QtBot):
    """A window with an analysed set of Ada Quill that is kept in a library, and the sheet open."""
    stage.cache = warm_cache
    made = stage.studio
    stage.studio = lambda: replace(
        made(), exporter=FileExporter(), cases=make_case_files, open_library=lambda: open_library(tmp_path / "library")
    )
    clip = tmp_path / "own.mp4"
    clip.write_bytes(b"clip")
    shell = open_shell()
    shell.presenter.open_clip(clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    shell.desk.apply(SetAthlete("Ada Quill"))
    shell.window.actions_book["share"].trigger()
    sheet = shell.sharing.sheet
    sheet.folder.setText(str(tmp_path / "out"))
    sheet.pdf.setChecked(False)
    return shell


def _make(shell, qtbot: QtBot) -> None:
    qtbot.mouseClick(shell.sharing.sheet.make, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: any("files made" in text for text in shell.window.toasts.texts), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not shell.runner.active and shell.library.keeper.is_saved, timeout=WAIT_MS)


def test_with_a_hidden_face_the_bundle_holds_no_picture_and_says_so(sharing, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sharing.sharing.sheet
    assert not sheet.make.isEnabled()
    sheet.case.setChecked(True)
    assert "as it was filmed" in sheet.case_holds.text()
    sheet.face.setChecked(True)
    assert "without clip and report" in sheet.case_holds.text()
    sheet.name.setChecked(False)
    _make(sharing, qtbot)

    bundle = tmp_path / "out" / "own-review.lockout"
    case = make_case_files().read(bundle, tmp_path / "clips")
    assert (case.clip, case.report, case.athlete) == (None, b"", "")
    assert case.arrays
    assert "Quill" not in json.dumps(case.review) + case.analysis.decode()
    sharing.window.actions_book["share"].trigger()
    assert sheet.choice().has_case
    assert not sheet.choice().has_name_in_case


def test_a_bundle_holds_review_and_report_as_they_are_on_the_desk(sharing, qtbot: QtBot, tmp_path: Path) -> None:
    for box, is_on in ((sharing.sharing.sheet.case, True), (sharing.sharing.sheet.name, True)):
        box.setChecked(is_on)
    sharing.sharing.sheet.face.setChecked(False)
    # The drawn clip has a fingerprint of its own; a bundle with such a clip would be refused when it is read.
    sharing.publishing.share(sharing.sharing.sheet.choice(), tmp_path / "out", "whole")
    bundle = tmp_path / "out" / "whole.lockout"
    qtbot.waitUntil(bundle.exists, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not sharing.runner.active, timeout=WAIT_MS)

    with zipfile.ZipFile(bundle) as read:
        assert read.read("clip/clip.mp4") == b"clip"
        assert read.read("report.pdf").startswith(b"%PDF")
        assert json.loads(read.read("review.json"))["athlete"] == "Ada Quill"


def test_the_sample_cannot_be_bundled_and_the_window_says_why(sharing, stage, qtbot: QtBot, tmp_path: Path) -> None:
    qtbot.waitUntil(lambda: not sharing.runner.active and sharing.library.keeper.is_saved, timeout=WAIT_MS)
    sharing.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: sharing.desk.clip.path == stage.clip, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: sharing.desk.analysis is not None and sharing.desk.job is None, timeout=90_000)
    choice = SharingChoice(has_pdf=False, has_case=True)
    sharing.publishing.share(choice, tmp_path / "out", "sample")
    qtbot.waitUntil(lambda: "This set is not kept in the library." in sharing.window.toasts.texts, timeout=WAIT_MS)

    assert not (tmp_path / "out" / "sample.lockout").exists()


def test_a_mail_begins_and_the_folder_opens(sharing, desktop: Desktop, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = sharing.sharing.sheet
    sheet.tables.setChecked(True)
    sheet.mail.setChecked(True)
    _make(sharing, qtbot)

    mail, folder = desktop.opened
    query = QUrlQuery(mail)
    assert (mail.scheme(), mail.path()) == ("mailto", "")
    assert query.queryItemValue("subject", QUrl.ComponentFormattingOption.FullyDecoded) == "The review of your set"
    assert "own-review" in query.queryItemValue("body", QUrl.ComponentFormattingOption.FullyDecoded)
    assert "Quill" not in mail.toString()
    assert Path(folder.toLocalFile()) == tmp_path / "out"


def test_without_the_wish_nothing_is_opened(sharing, desktop: Desktop, qtbot: QtBot) -> None:
    sharing.sharing.sheet.tables.setChecked(True)
    sharing.sharing.sheet.mail.setChecked(False)
    _make(sharing, qtbot)

    assert desktop.opened == []
