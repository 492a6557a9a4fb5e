"""The page of settings: every declared setting is there, is found, acts at once and is remembered."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QSpinBox
from pytestqt.qtbot import QtBot

from studio.services.setting_list import DRAW_PRESETS, OVERLAYS, SETTINGS
from studio.ui.app import Shell, Speaking
from studio.ui.player.annotation_bar import PRESETS
from studio.ui.player.overlay import OverlayChoice
from studio.ui.settings.settings_page import SettingsPage
from studio.ui.theme import LIGHT


@pytest.fixture
def page(shell: Shell) -> SettingsPage:
    shell.window.actions_book["settings"].trigger()
    assert shell.presenter.settings_page is not None
    return shell.presenter.settings_page


def edited_by(page: SettingsPage, key: str, kind: type) -> object:
    return page.rows[key].editor.findChild(kind)


def test_every_setting_stands_on_the_page_once(page: SettingsPage) -> None:
    assert list(page.rows) == [one.key for one in SETTINGS]
    assert page.shown_keys == tuple(page.rows)
    assert page.search.hasFocus() or page.focusWidget() is page.search


def test_the_declared_overlays_and_looks_are_those_of_the_window(page: SettingsPage) -> None:
    first = OverlayChoice()
    assert {part: shown for part, (_, shown) in OVERLAYS.items()} == {part: getattr(first, part) for part in OVERLAYS}
    assert [name for name, _ in PRESETS] == list(DRAW_PRESETS)


def test_the_search_leaves_what_fits_and_its_heading(page: SettingsPage) -> None:
    QTest.keyClicks(page.search, "pose")
    assert page.shown_keys == ("analysis.pose_model", "analysis.workers")
    page.search.setText("xyzzy")
    assert page.shown_keys == ()
    page.search.clear()
    assert len(page.shown_keys) == len(SETTINGS)


def test_the_theme_and_the_size_of_texts_change_at_once(shell: Shell, page: SettingsPage, qtbot: QtBot) -> None:
    before = QApplication.font().pointSizeF()
    box = edited_by(page, "look.theme", QComboBox)
    box.setCurrentIndex(box.findData("light"))
    assert shell.theme.colors is LIGHT
    spin = edited_by(page, "look.text_percent", QSpinBox)
    spin.setFocus()
    QTest.keyClick(spin, Qt.Key.Key_Up)
    assert shell.settings.number("look.text_percent") == 110
    assert QApplication.font().pointSizeF() == pytest.approx(1.1 * before)
    page.rows["look.text_percent"].back.click()
    assert QApplication.font().pointSizeF() == pytest.approx(before)
    assert not page.rows["look.text_percent"].back.isVisible()


def test_what_is_set_is_there_in_the_next_window(open_shell: Callable[..., Shell], stage, qtbot: QtBot) -> None:
    first = open_shell()
    first.window.actions_book["settings"].trigger()
    page = first.presenter.settings_page
    edited_by(page, "overlay.ghost", QCheckBox).click()
    edited_by(page, "drawing.snap", QCheckBox).click()
    for key, value in (("playback.speed_percent", "50"), ("drawing.preset", "Fault"), ("look.theme", "dark")):
        box = edited_by(page, key, QComboBox)
        box.setCurrentIndex(box.findData(value))
    assert first.window.canvas.choice.ghost
    first.window.close()
    second = open_shell()
    assert second.window.canvas.choice.ghost
    assert not second.window.canvas.layer.is_snapping
    assert second.window.canvas.layer.style == dict(PRESETS)["Fault"]
    second.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: second.desk.clip is not None, timeout=10_000)
    assert second.desk.playhead.playback.speed == 0.5


def test_what_is_switched_in_the_menu_is_the_setting_too(open_shell: Callable[..., Shell]) -> None:
    first = open_shell()
    first.window.actions_book["skeleton"].trigger()
    first.window.actions_book["settings"].trigger()
    assert not edited_by(first.presenter.settings_page, "overlay.skeleton", QCheckBox).isChecked()
    first.window.actions_book["contour"].trigger()
    first.window.close()
    assert open_shell().window.canvas.choice == OverlayChoice(skeleton=False, contour=True)


def test_a_refused_value_is_told_and_taken_back(shell: Shell, page: SettingsPage) -> None:
    line = edited_by(page, "report.accent", QLineEdit)
    line.setText("blue")
    line.editingFinished.emit()
    assert "blue" in page.told
    assert line.text() == ""
    line.setText("#00567a")
    line.editingFinished.emit()
    assert page.told == ""
    assert shell.publishing.style.accent == "#00567a"


def test_all_settings_go_back_at_once(shell: Shell, page: SettingsPage) -> None:
    edited_by(page, "overlay.aids", QCheckBox).click()
    edited_by(page, "review.keeps_at_once", QCheckBox).click()
    page.reset_all_requested.emit()
    assert edited_by(page, "overlay.aids", QCheckBox).isChecked()
    assert all(shell.settings.is_default(one.key) for one in SETTINGS if not one.is_bound)


def test_the_page_is_operated_by_keys_alone(shell: Shell, qtbot: QtBot) -> None:
    assert shell.window.actions_book["settings"].shortcuts() == [QKeySequence("Ctrl+,")]
    shell.window.actions_book["settings"].trigger()
    page = shell.presenter.settings_page
    QTest.keyClicks(page.search, "ghost")
    QTest.keyClick(page.search, Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert shell.settings.switch("overlay.ghost")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Tab)
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert not shell.settings.switch("overlay.ghost")
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert shell.presenter.settings_page is None


def test_edits_wait_until_the_clip_is_left_when_the_coach_wants_that(
    open_shell: Callable[..., Shell], stage, warm_cache, qtbot: QtBot
) -> None:
    class Shelf:
        kept: list = []  # noqa: RUF012 -- one per test

        def settle(self) -> None: ...

        def keep(self, review) -> None:
            self.kept.append(review)

        def recall(self, _clip_sha256):
            return None

    stage.cache, shelf = warm_cache, Shelf()
    shelf.kept.clear()
    shell = open_shell(shelf=shelf)
    shell.presenter.in_force.choose("review.keeps_at_once", value=False)
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None, timeout=60_000)
    QTest.keyClick(shell.window, Qt.Key.Key_M)
    qtbot.wait(50)
    assert shelf.kept == []
    shell.presenter.in_force.choose("review.keeps_at_once", value=True)
    qtbot.waitUntil(lambda: len(shelf.kept) == 1, timeout=5_000)
    shell.presenter.in_force.choose("review.keeps_at_once", value=False)
    shell.desk.undo()
    shell.window.close()
    assert len(shelf.kept) == 2


def test_a_stored_value_that_is_none_is_told_once(stage, open_shell: Callable[..., Shell], tmp_path, qtbot) -> None:
    from studio.assets import config_dir

    config_dir().mkdir(parents=True, exist_ok=True)
    (config_dir() / "settings.toml").write_text('"look.theme" = "pink"\n')
    shell = open_shell()
    assert any("look.theme" in text for text in shell.window.toasts.texts)
    assert shell.settings.problems == ()


def test_watched_folders_are_those_of_the_library(shell: Shell, page: SettingsPage, tmp_path) -> None:
    class Store:
        folders: tuple = ()

        def watched(self):
            return self.folders

        def watch(self, folders) -> None:
            self.folders = tuple(folders)

    store = Store()
    shell.presenter.in_force.bind_watched(lambda: store)
    page.rows["library.watched"].editor.add(str(tmp_path))
    assert store.folders == (tmp_path,)


def test_clips_are_judged_as_the_usual_exercise(shell: Shell, stage, warm_cache, qtbot: QtBot) -> None:
    shell.window.actions_book["settings"].trigger()
    box = edited_by(shell.presenter.settings_page, "analysis.exercise", QComboBox)
    box.setCurrentIndex(box.findData("hip-thrust-machine"))
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None, timeout=90_000)
    assert shell.desk.analysis.exercise.id == "hip-thrust-machine"


def test_a_usual_exercise_that_is_gone_is_told_and_forgotten(shell: Shell) -> None:
    shell.settings.set("analysis.exercise", "from-another-gym")
    shell.window.actions_book["settings"].trigger()
    assert shell.settings.is_default("analysis.exercise")
    assert any("from-another-gym" in text for text in shell.window.toasts.texts)


def test_another_language_on_the_page_is_spoken_at_once_and_the_page_stays(
    stage, qapp: QApplication, qtbot: QtBot
) -> None:
    def make(language: str) -> Shell:
        return Shell(qapp, stage.studio(), sample=stage.clip, log_path=None, language=language)

    speaking = Speaking(qapp, make, "en")
    try:
        first = speaking.shell
        first.window.actions_book["settings"].trigger()
        box = edited_by(first.presenter.settings_page, "look.language", QComboBox)
        box.setCurrentIndex(box.findData("de"))
        qtbot.waitUntil(lambda: speaking.shell is not first, timeout=10_000)
        page = speaking.shell.presenter.settings_page
        assert page.windowTitle() == "Einstellungen"
        page.search.setText("Schriftgröße")
        assert page.shown_keys == ("look.text_percent",)
        assert edited_by(page, "look.language", QComboBox).currentData() == "de"
    finally:
        speaking.shell.window.close()
        speaking.shell.window.deleteLater()
        speaking.shell.last_resort.remove()
        for translator in speaking._translators:
            qapp.removeTranslator(translator)
        qapp.sendPostedEvents(None, 52)
