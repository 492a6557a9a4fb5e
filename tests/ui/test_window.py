"""The window as a whole: actions, palette, shortcut sheet, looks, last resort, start and end."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from studio.assets import resource
from studio.ui.actions import ACTIONS, Needs
from studio.ui.app import Shell, drop_cv2_plugin_paths
from studio.ui.singletons import protect_singletons
from studio.ui.theme import DARK, LIGHT, ThemeMode


def test_no_two_actions_share_a_shortcut() -> None:
    keys = Counter(key for spec in ACTIONS for key in spec.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_every_icon_of_the_table_is_shipped() -> None:
    for spec in ACTIONS:
        if spec.icon:
            assert resource(f"icons/{spec.icon}.svg").read_text().startswith("<svg")


def test_actions_follow_what_is_there(shell: Shell) -> None:
    book = shell.window.actions_book
    on = {spec.id for spec in ACTIONS if book[spec.id].isEnabled()}
    assert on == {spec.id for spec in ACTIONS if spec.needs is Needs.NOTHING}


def test_every_action_stands_in_a_menu(shell: Shell) -> None:
    def named_in(actions: list[QAction]) -> Iterator[str]:
        for action in actions:
            yield action.objectName()
            if action.menu() is not None:
                yield from named_in(action.menu().actions())

    assert {spec.id for spec in ACTIONS} <= set(named_in(shell.window.menuBar().actions()))


def test_ctrl_k_finds_and_runs_a_command(reviewed: Shell) -> None:
    window = reviewed.window
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.palette_popup.isVisible()
    QTest.keyClicks(window.focusWidget(), "frame forw")
    assert window.palette_popup.titles == ("One frame forward", "Ten frames forward")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert not window.palette_popup.isVisible()
    assert reviewed.desk.playhead.index == 10


def test_the_question_mark_shows_all_shortcuts(shell: Shell) -> None:
    QTest.keyClick(shell.window, Qt.Key.Key_Question)
    with_keys = [spec for spec in ACTIONS if spec.keys]
    assert len(shell.window.palette_popup.titles) == len(with_keys)
    QTest.keyClick(shell.window.focusWidget(), Qt.Key.Key_Escape)
    assert not shell.window.palette_popup.isVisible()


def test_the_look_can_be_changed_and_is_remembered(open_shell: Callable[..., Shell]) -> None:
    first = open_shell(mode=ThemeMode.DARK)
    first.window.actions_book["theme-light"].trigger()
    assert first.theme.colors is LIGHT
    ground = first.window.grab().toImage().pixelColor(5, 400).name()
    assert ground == LIGHT.window
    first.window.close()
    second = open_shell(mode=ThemeMode(first.settings.text("look.theme")))
    assert second.settings.text("look.theme") == "light"
    assert second.theme.colors is LIGHT


def test_as_the_system_means_dark_unless_the_system_is_light(shell: Shell) -> None:
    shell.theme.choose(ThemeMode.SYSTEM)
    is_light = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Light
    assert shell.theme.colors is (LIGHT if is_light else DARK)


@pytest.mark.parametrize("colors", [DARK, LIGHT])
def test_texts_have_enough_contrast(colors) -> None:
    for text, minimum in (("text", 7.0), ("muted", 4.5), ("faint", 4.5)):
        for ground in ("window", "surface", "raised"):
            assert contrast(getattr(colors, text), getattr(colors, ground)) >= minimum, (text, ground)
    assert contrast(colors.on_accent, colors.accent) >= 4.5
    for data in ("orange", "sky", "green", "pink", "vermilion", "blue", "mild", "moderate", "severe", "good"):
        assert contrast(getattr(colors, data), colors.surface) >= 3.0, data


def contrast(first: str, second: str) -> float:
    """Contrast ratio as in WCAG 2.2."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(color: str) -> float:
    shares = [int(color[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["contour", "plumb-lines", "limb-angles", "hip-line", "hip-angle", "badge"])
def test_every_overlay_changes_the_picture(reviewed: Shell, qtbot: QtBot, name: str) -> None:
    reviewed.desk.playhead.seek(reviewed.desk.analysis.reps[0].top_s)
    index = reviewed.desk.playhead.index
    qtbot.waitUntil(lambda: reviewed.window.canvas.shown_index == index, timeout=30_000)
    before = reviewed.window.canvas.still().toImage()
    reviewed.window.actions_book[name].trigger()
    assert reviewed.window.canvas.still().toImage() != before
    reviewed.window.actions_book[name].trigger()
    assert reviewed.window.canvas.still().toImage() == before


def test_overlays_are_switched_by_their_actions(reviewed: Shell) -> None:
    book = reviewed.window.actions_book
    assert book["skeleton"].isChecked()
    book["skeleton"].trigger()
    assert not reviewed.window.canvas.choice.skeleton
    book["skeleton"].trigger()
    assert reviewed.window.canvas.choice.skeleton


def test_lanes_can_be_hidden_and_shown(reviewed: Shell) -> None:
    graphs = reviewed.window.graphs
    shown = [spec.signal for spec in graphs.stack.specs]
    graphs.toggle_lane("knee_angle_deg")
    assert [spec.signal for spec in graphs.stack.specs] == [name for name in shown if name != "knee_angle_deg"]
    graphs.toggle_lane("knee_angle_deg")
    assert [spec.signal for spec in graphs.stack.specs] == shown


def test_the_doctor_shows_what_is_missing_first(shell: Shell, qtbot: QtBot) -> None:
    from studio.ui.settings.doctor_page import DoctorPage

    shell.window.actions_book["doctor"].trigger()
    page = shell.window.findChild(DoctorPage)
    assert not page.isModal()
    qtbot.waitUntil(lambda: any(item.text() == "Pose model" for item in page.findChildren(QLabel)), timeout=30_000)
    texts = [item.text() for item in page.findChildren(QLabel)]
    assert "✕ missing" in texts
    assert "lockout models fetch" in texts


def test_about_names_licences_and_makes_no_promise(shell: Shell) -> None:
    from studio.ui.settings.about_page import AboutPage

    shell.window.actions_book["about"].trigger()
    page = shell.window.findChild(AboutPage)
    assert "PySide6-Essentials" in page.licences
    assert "LGPL" in page.licences
    assert any("no diagnosis" in item.text() for item in page.findChildren(QLabel))


def test_an_error_of_ours_is_shown_with_a_report_to_copy(shell: Shell) -> None:
    shell.last_resort.show_error(ValueError("the cursor is nowhere"))
    dialog = shell.last_resort.dialog
    assert "ValueError: the cursor is nowhere" in dialog.report
    next(item for item in dialog.findChildren(QPushButton) if item.text() == "Copy the report").click()
    assert QGuiApplication.clipboard().text() == dialog.report
    shell.last_resort.show_error(ValueError("another"))
    assert shell.last_resort.dialog is dialog
    dialog.close()


def test_folders_of_another_qt_are_forgotten() -> None:
    environment = {
        "QT_QPA_PLATFORM_PLUGIN_PATH": "/somewhere/cv2/qt/plugins",
        "QT_QPA_FONTDIR": "/usr/share/fonts",
        "QT_QPA_PLATFORM": "offscreen",
    }
    drop_cv2_plugin_paths(environment)
    assert environment == {"QT_QPA_FONTDIR": "/usr/share/fonts", "QT_QPA_PLATFORM": "offscreen"}


def test_singletons_survive_many_lost_references(shell: Shell) -> None:
    assert protect_singletons()
    for _ in range(5000):
        shell.window.timeline.strip.seek_requested.emit(0.0)
        shell.window.isVisible()
    assert sys.getrefcount(True) > 5000


def test_the_window_starts_and_ends_by_itself() -> None:
    program = (
        "from studio.bootstrap import build_studio\n"
        "from studio.ui import run_window\n"
        "raise SystemExit(run_window(build_studio(), exits_when_ready=True))\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.endswith(" ms\n")
    assert "Traceback" not in done.stderr


def test_starting_loads_no_heavy_library() -> None:
    program = (
        "import sys\n"
        "import studio.ui.app\n"
        "heavy = {'scipy', 'mediapipe', 'av', 'cv2', 'matplotlib', 'typst', 'sqlalchemy'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert done.stdout.strip() == "[]"


def test_an_interrupt_closes_the_window_in_the_middle_of_an_analysis(tmp_path) -> None:
    program = (
        "import os, signal, sys, threading\n"
        "from pathlib import Path\n"
        "from PySide6.QtCore import QTimer\n"
        "from studio.assets import resource\n"
        "from studio.bootstrap import build_studio\n"
        "from studio.ui import run_window\n"
        "threading.Timer(6.0, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        "code = run_window(build_studio(), clip=resource('sample/hip-thrust-rendered.mp4'))\n"
        "print([thread.name for thread in threading.enumerate()])\n"
        "raise SystemExit(code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
    )
    assert done.returncode == 130, done.stderr
    assert done.stdout.strip() == "['MainThread']"
    assert "Traceback" not in done.stderr
