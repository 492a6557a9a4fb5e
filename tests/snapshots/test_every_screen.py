"""Every screen once, in German, whose words are long: nothing is cut off, all has a name, keys go everywhere."""

import time
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLabel,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from studio.ui.app import install_translators
from studio.ui.widgets.sheet import Sheet
from studio.ui.widgets.wrapping_button import WrappingButton
from tests.snapshots import gallery

_MOST_TABS = 300
_SCREENS = 30
_LAYOUT_S = 3.0


@pytest.mark.qt_no_exception_capture
@pytest.mark.qt_log_ignore("This plugin does not support")
def test_no_screen_cuts_words_hides_names_or_traps_keys(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication, tmp_path: Path
) -> None:
    monkeypatch.setattr(gallery, "PACE", 0.2)
    translators = install_translators(qapp, "de")
    seen, problems = [], []
    try:
        for name, screen in gallery.walk(qapp, tmp_path, language="de", size=(1280, 720)):
            seen.append(name)
            problems += [f"{name}: cut off: {found}" for found in cut_off_for_good(qapp, screen)]
            problems += [f"{name}: no name: {found}" for found in nameless(screen)]
            problems += [f"{name}: Tab never comes to {found}" for found in out_of_reach(screen)]
    finally:
        for translator in translators:
            qapp.removeTranslator(translator)
    assert len(seen) > _SCREENS
    assert problems == []


def shown(root: QWidget) -> list[QWidget]:
    """The widgets that can be seen: those of the open sheet when there is one, for it covers the rest."""
    sheets = [one for one in root.findChildren(Sheet) if one.isVisible()]
    return [one for one in (sheets[-1] if sheets else root).findChildren(QWidget) if one.isVisible()]


def focusable(root: QWidget) -> list[QWidget]:
    return [
        one
        for one in shown(root)
        if one.isEnabled() and one.focusPolicy() != Qt.FocusPolicy.NoFocus and one.focusProxy() is None
    ]


def nameless(root: QWidget) -> list[str]:
    """Widgets that can have the focus and of which a screen reader has nothing to say."""

    def said(widget: QWidget) -> str:
        interface = QAccessible.queryAccessibleInterface(widget)
        return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""

    return [told(one) for one in focusable(root) if not said(one) and not is_spare(one)]


def out_of_reach(root: QWidget) -> list[str]:
    """Widgets that take Tab but never get it, because it stops at another one."""
    window, reached = root.window(), set()
    window.activateWindow()
    for _ in range(_MOST_TABS):
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        if window.focusWidget() in reached:
            break
        reached.add(window.focusWidget())
    takes_tab = [one for one in focusable(root) if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    return [told(one) for one in takes_tab if one not in reached and one.window() is window and not is_spare(one)]


def is_spare(widget: QWidget) -> bool:
    """Tab bars that Qt keeps outside the window for later."""
    return isinstance(widget, QTabBar) and not widget.count()


def told(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{widget.accessibleName()}” in {type(widget.parentWidget()).__name__}"


def cut_off(root: QWidget) -> list[str]:
    """Labels and buttons without the room that their words need."""
    found = []
    for one in shown(root):
        if not isinstance(one, QLabel | QAbstractButton) or not one.text() or is_scrolled_away(one):
            continue
        if (isinstance(one, QLabel) and one.wordWrap()) or isinstance(one, WrappingButton):
            is_cut = one.heightForWidth(one.width()) > one.height() + 1
        elif isinstance(one, QToolButton) and not one.icon().isNull():
            is_cut = False  # an icon; its words are in the tool tip
        elif isinstance(one, QAbstractButton) and one.property("role") == "recent":
            is_cut = False  # elided on purpose, whole in the tool tip
        else:
            is_cut = one.sizeHint().width() > one.width() + 1
        found += [f"“{one.text()}”"] if is_cut else []
    return found


def cut_off_for_good(app: QApplication, root: QWidget) -> list[str]:
    """What is cut off after the layouts have had their time."""
    deadline_s = time.monotonic() + _LAYOUT_S
    while (found := cut_off(root)) and time.monotonic() < deadline_s:
        app.processEvents()
        time.sleep(0.02)
    return found


def is_scrolled_away(widget: QWidget) -> bool:
    """Whether it lies in a scroll area, below what is seen now."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            return widget.mapTo(parent.viewport(), QPoint(0, 0)).y() > parent.viewport().height()
        parent = parent.parentWidget()
    return False


def test_what_is_wrong_is_found(qapp: QApplication) -> None:
    dialog = QDialog()
    label = QLabel("far too long for its place", dialog)
    label.setFixedWidth(20)
    bare = QToolButton(dialog)
    bare.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    dialog.show()
    assert cut_off(dialog) == ["“far too long for its place”"]
    assert nameless(dialog) == ["QToolButton “” in QDialog"]
    dialog.close()
    dialog.deleteLater()
