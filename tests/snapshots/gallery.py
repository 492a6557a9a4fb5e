"""Draws every screen of the studio into a folder, to be looked at: start, review, library, report, dialogs, errors.

    QT_SCALE_FACTOR=2 python tests/snapshots/gallery.py FOLDER [--language de] [--theme light] [--size 1920x1080]
        [--text 140] [--only review,library]

`walk` is used by the tests as well: they look for cut-off words, names for screen readers and ways out by keys.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from studio.assets import resources_dir
from studio.core.annotation import Aid, AidKind
from studio.core.athlete import Athlete
from studio.core.fault import Severity
from studio.core.finding import Outcome
from studio.core.measure import Measure
from studio.core.set_store import SetStore
from studio.core.training import ClipRole, FaultMark, Session, SetClip, SetDigest, TrainingSet
from studio.export import FileExporter, make_film_maker, make_foreign_reader
from studio.library import make_case_files, open_library
from studio.report import TypstRenderer
from studio.review import PlaceAid, SetAnswer, SetAthlete, SetFilmedRate
from studio.services.exchange import FilmKind
from studio.ui.app import Shell, install_translators, make_application
from studio.ui.theme import ThemeMode
from tests.snapshots import screens
from tests.snapshots.screens import draw, until
from tests.ui.conftest import Stage

Shown = tuple[str, QWidget]
PACE = 1.0
"""Share of the time that each screen is given to settle; tests are in a hurry."""


def walk(app: QApplication, folder: Path, *, language: str, size: tuple[int, int]) -> Iterator[Shown]:
    """Every screen once, by name; what is yielded is on screen then."""
    stage = Stage(folder)
    stage.renderer = TypstRenderer(resources_dir() / "report")
    shell = Shell(app, _whole(stage, folder), sample=stage.clip, log_path=None, language=language)
    shell.window.resize(*size)
    shell.window.show()
    settle(app)
    try:
        yield from _start(app, shell)
        yield from _library(app, shell, folder)
        _open(app, shell, folder)
        yield from _review(app, shell)
        yield from _sheets(app, shell)
        yield from _dialogs(app, shell)
        yield from _troubles(app, shell, stage)
    finally:
        stage.video.gate.set()
        shell.window.close()
        shell.window.deleteLater()
        settle(app, 0.1)


def settle(app: QApplication, seconds: float = 0.4) -> None:
    """Let layouts and timers do what they have to do."""
    screens.settle(app, seconds * PACE)


def _whole(stage: object, folder: Path) -> object:
    """The stand-ins' studio with the real library, exports and cases."""
    store = open_library(folder / "library")
    _fill(store)
    return replace(
        stage.studio(),
        exporter=FileExporter(),
        cases=make_case_files,
        make_films=lambda: make_film_maker(resources_dir() / "report" / "fonts"),
        read_foreign=make_foreign_reader,
        open_library=lambda: open_library(folder / "library"),
    )


def _fill(store: SetStore) -> None:
    """An athlete with nine weeks of sets, one with none, and a set of nobody."""
    ada = store.save_athlete(Athlete(name="Ada Quill", notes="Prefers the machine."))
    store.save_athlete(Athlete(name="Maximiliane Oberländer-Featherstonehaugh"))
    for number in range(9):
        severity = (Severity.SEVERE, Severity.MODERATE, Severity.MILD)[number % 3]
        digest = SetDigest(
            grade="good", tier="none", load_level="L3", rep_count=5, top_fault="F-HOE",
            faults=(FaultMark("F-HOE", Outcome.FOUND, severity), FaultMark("F-ECC", Outcome.FOUND, Severity.MILD)),
            measures=(Measure("M-HIP-TOP", 186.0 - number, "deg", low=182.0 - number, high=190.0 - number),),
        )  # fmt: skip
        athlete_id = ada.id if number else ""
        made = TrainingSet(
            session=Session(day=date(2026, 3, 1) + timedelta(weeks=number), athlete_id=athlete_id, place="Hall 2"),
            exercise_id="hip-thrust-barbell",
            clips=(SetClip(ClipRole.SIDE, f"{number:064x}", Path(f"/gone/set-{number}.mp4")),),
            log={"load_kg": 60.0 + 5 * number, "pain_max": 0},
            digest=digest,
        )
        store.save(made, text=f"words of set {number}")


def _open(app: QApplication, shell: Shell, folder: Path) -> None:
    clip = folder / "a set of a Thursday evening with a long name.mp4"
    clip.write_bytes(b"clip")
    shell.presenter.open_clip(clip)
    until(app, lambda: bool(shell.window.review.findings.cards) and shell.desk.job is None)
    shell.desk.apply(SetAthlete("Ada Quill"))
    settle(app, 0.8)


def _start(app: QApplication, shell: Shell) -> Iterator[Shown]:
    yield "start", shell.window
    shell.window.start_page.show_recent([Path("/somewhere/clips/tuesday.mp4"), Path("/somewhere/else/a.mov")])
    shell.window.start_page.show_hot(is_hot=True)
    settle(app, 0.2)
    yield "start-recent", shell.window
    shell.window.start_page.show_hot(is_hot=False)


def _library(app: QApplication, shell: Shell, folder: Path) -> Iterator[Shown]:
    book = shell.window.actions_book
    book["library"].trigger()
    until(app, lambda: shell.library.page is not None and shell.window.is_showing(shell.library.page))
    _rest(app, shell)
    page = shell.library.page
    yield "library", shell.window
    page.view.setCurrentIndex(page.model.index(0))
    _rest(app, shell)
    yield "library-set", shell.window
    page.search.setText("xyzzy")
    _rest(app, shell, 0.8)
    yield "library-nothing-found", shell.window
    page.search.clear()
    (ada,) = [one for one in open_library(folder / "library").athletes() if one.name == "Ada Quill"]
    shell.library.athlete.open(ada.id)
    _rest(app, shell, 0.8)
    yield "athlete", shell.window
    book["library"].trigger()
    _rest(app, shell)
    book["library"].trigger()
    settle(app, 0.2)


def _review(app: QApplication, shell: Shell) -> Iterator[Shown]:
    window, book = shell.window, shell.window.actions_book
    yield "review", window
    window.review.choose_next(1)
    settle(app)
    yield "review-finding", window
    window.review.dismiss()
    settle(app)
    yield "review-dismissing", window
    QTest.keyClick(window, Qt.Key.Key_Escape)
    index = max(window.canvas.shown_index, 0)
    draw(shell)
    shell.desk.apply(PlaceAid(Aid(AidKind.FLOOR_LINE, index, ((60.0, 470.0), (760.0, 450.0)))))
    shell.desk.apply(SetFilmedRate(60.0))
    settle(app, 1.5)
    yield "review-drawing", window
    shell.window.canvas.layer.select("")
    book["aid-pad-box"].trigger()
    settle(app)
    yield "review-guide", window
    QTest.keyClick(window, Qt.Key.Key_Escape)
    for name in ("workspace-measure", "workspace-present"):
        book[name].trigger()
        settle(app)
        yield name, window
    book["workspace-review"].trigger()
    next(dock for dock in window.docks if dock.objectName() == "rep-curves").raise_()
    settle(app)
    yield "rep-curves", window
    next(dock for dock in window.docks if dock.objectName() == "graphs").raise_()
    for name in ("palette", "shortcuts"):
        book[name].trigger()
        settle(app)
        yield name, window
        QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Escape)


def _sheets(app: QApplication, shell: Shell) -> Iterator[Shown]:
    window, book = shell.window, shell.window.actions_book
    book["intake"].trigger()
    settle(app, 0.8)
    yield "screening", window
    pages = shell.presenter.intake
    for key, value in (("pain_max", 3), ("stature_cm", 176)):
        shell.desk.apply(SetAnswer(key, value))
    settle(app, 0.8)
    yield "screening-answered", window
    QTest.keyClick(window, Qt.Key.Key_Escape)
    pages.open(starts_log=True)
    settle(app, 0.8)
    yield "set-log", window
    QTest.keyClick(window, Qt.Key.Key_Escape)
    book["plan"].trigger()
    settle(app, 0.8)
    yield "plan", window
    QTest.keyClick(window, Qt.Key.Key_Escape)
    book["report"].trigger()
    until(app, lambda: shell.report.sheet.pages.page_count > 0)
    settle(app, 0.8)
    yield "report", window
    shell.report.sheet.close_sheet()
    book["share"].trigger()
    settle(app, 0.6)
    yield "sharing", window
    shell.sharing.sheet.close_sheet()
    shell.exchange.open(FilmKind.VIDEO)
    settle(app, 0.4)
    yield "film", window
    shell.exchange.sheet.close_sheet()


def _dialogs(app: QApplication, shell: Shell) -> Iterator[Shown]:
    book = shell.window.actions_book
    for name in ("settings", "change-shortcuts", "exercises", "knowledge", "doctor", "about"):
        book[name].trigger()
        settle(app, 0.8)
        dialog = next(one for one in shell.window.findChildren(QDialog) if one.isVisible())
        yield f"dialog-{name}", dialog
        dialog.close()
        settle(app, 0.1)


def _troubles(app: QApplication, shell: Shell, stage: object) -> Iterator[Shown]:
    window = shell.window
    window.toasts.show_notice(
        "The clip could not be opened because its header is damaged and no frame could be read from it at all.",
        remedy="Copy it from the phone once more, or export it again with the phone's own editor, and open that.",
        is_problem=True,
    )
    window.toasts.show_notice("Saved as set.pdf.", act=("Open it", lambda: None))
    settle(app, 0.3)
    yield "notices", window
    stage.video.gate.clear()
    shell.desk.analyse_again(uses_cache=False)
    settle(app, 1.0)
    yield "job", window
    shell.desk.cancel()
    stage.video.gate.set()
    until(app, lambda: shell.desk.job is None)
    stage.has_model = False
    shell.presenter.open_clip(stage.clip)
    until(app, lambda: shell.desk.analysis is None and shell.desk.job is None)
    settle(app, 0.6)
    yield "no-model", window
    shell.last_resort.show_error(ValueError("a mistake of ours"))
    settle(app, 0.4)
    dialog = next((one for one in app.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()), None)
    if dialog is not None:
        yield "last-resort", dialog
        dialog.close()


def _rest(app: QApplication, shell: Shell, seconds: float = 0.4) -> None:
    until(app, lambda: not shell.runner.active and shell.library.keeper.is_saved)
    settle(app, seconds)


def main() -> None:
    """Draw all of it."""
    options = _options()
    size: tuple[int, int] = tuple(int(part) for part in options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        for name in ("config", "data", "cache"):
            os.environ[f"LOCKOUT_{name.upper()}_DIR"] = str(home / name)
        app = make_application()
        translators = install_translators(app, options.language)
        from studio.services.setting_list import own_settings

        own_settings().set_all({"look.theme": ThemeMode(options.theme).value, "look.text_percent": options.text})
        for number, (name, widget) in enumerate(walk(app, home, language=options.language, size=size)):
            if not options.only or any(name.startswith(one) for one in options.only.split(",")):
                widget.grab().save(str(options.folder / f"{number:02d}-{name}.png"))
                sys.stdout.write(f"{name}\n")
        del translators


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--size", default="1280x720")
    parser.add_argument("--text", type=int, default=100)
    parser.add_argument("--only", default="")
    return parser.parse_args()


if __name__ == "__main__":
    main()
