"""Draws the screens of the window and says what they look like, in a process of its own for each scale.

    QT_SCALE_FACTOR=2 python tests/snapshots/screens.py FOLDER [--pictures] [--language de]

Facts are the place of every named part as a share of the window, and the mean colour of the cells of a grid: both
survive another font, neither survives a part that is missing, empty, cut off or in the wrong colours.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QWidget

from studio.core.annotation import Annotation, DrawnPoint, Shape
from studio.core.body import Part
from studio.review import AddAnnotation
from studio.ui.app import Shell, install_translators, make_application
from studio.ui.theme import ThemeMode
from tests.ui.conftest import Stage

GRID = (32, 18)
SIZE_PX = (1280, 720)


def main() -> None:
    """Draw everything and write facts.json."""
    options = _options()
    app = make_application()
    translators = install_translators(app, options.language)
    with tempfile.TemporaryDirectory() as folder:
        facts = {}
        for mode in (ThemeMode.DARK, ThemeMode.LIGHT):
            for name, window in screens(app, Path(folder), mode, options.language):
                picture = window.grab()
                facts[f"{mode.value}-{name}"] = facts_of(window, picture.toImage())
                if options.pictures:
                    picture.save(str(options.folder / f"{options.language}-{mode.value}-{name}-{picture.width()}.png"))
    del translators
    (options.folder / "facts.json").write_text(json.dumps(facts))


def screens(app: QApplication, folder: Path, mode: ThemeMode, language: str) -> Iterator[tuple[str, QWidget]]:
    """Every screen once."""
    stage = Stage(folder)
    shell = Shell(app, stage.studio(), sample=stage.clip, log_path=None, language=language)
    window, book = shell.window, shell.window.actions_book
    shell.theme.choose(mode)
    window.resize(*SIZE_PX)
    window.show()
    settle(app)
    yield "first", window
    shell.presenter.open_clip(stage.clip)
    until(app, lambda: bool(window.review.findings.cards) and shell.desk.job is None)
    window.review.choose_next(1)
    index = shell.desk.playhead.index
    until(app, lambda: window.canvas.shown_index == index)
    settle(app)
    yield "review", window
    draw(shell)
    settle(app)
    yield "drawing", window
    for name in ("workspace-measure", "workspace-present"):
        book[name].trigger()
        settle(app)
        yield name, window
    book["workspace-review"].trigger()
    next(dock for dock in window.docks if dock.objectName() == "rep-curves").raise_()
    settle(app)
    yield "rep-curves", window
    book["change-shortcuts"].trigger()
    settle(app)
    yield "shortcuts", next(one for one in app.topLevelWidgets() if type(one).__name__ == "ShortcutsPage")
    book["settings"].trigger()
    settle(app)
    yield "settings", next(one for one in app.topLevelWidgets() if type(one).__name__ == "SettingsPage")
    window.close()
    window.deleteLater()
    settle(app, 0.1)


def draw(shell: Shell) -> None:
    """One drawing of each kind that stays on the picture, and one that follows the knee."""
    index, near = shell.window.canvas.shown_index, shell.desk.analysis.capture.near_side
    for number, shape in enumerate(shape for shape in Shape if shape is not Shape.SPOTLIGHT):
        left, top = 30.0 + 90.0 * number, 60.0
        places = ((left, top), (left + 60.0, top + 70.0), (left + 60.0, top))[: shape.point_count]
        points = tuple(DrawnPoint(*place) for place in places)
        text = "Ribs" if shape is Shape.TEXT else ""
        shell.desk.apply(AddAnnotation(Annotation(f"a{number}", shape, points, index, index, text=text, number=number)))
    knee = int(Part.KNEE.on(near))
    points = (DrawnPoint(90.0, -90.0, knee), DrawnPoint(0.0, 0.0, knee))
    shell.desk.apply(AddAnnotation(Annotation("a99", Shape.ARROW, points, index, index)))
    shell.window.canvas.layer.select("a99")


def facts_of(window: QWidget, image: QImage) -> dict:
    """Places of the named parts, and the colours of the grid."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(rgb.constBits(), dtype=np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    pixels = pixels[:, : 3 * rgb.width()].reshape(rgb.height(), rgb.width(), 3)
    rows = np.array_split(pixels, GRID[1])
    grid = [
        [cell.mean(axis=(0, 1)).round().astype(int).tolist() for cell in np.array_split(row, GRID[0], axis=1)]
        for row in rows
    ]
    places = {}
    for part in window.findChildren(QWidget):
        if part.objectName() and not part.objectName().startswith("qt_") and part.isVisibleTo(window):
            corner = part.mapTo(window, part.rect().topLeft())
            share = (corner.x() / window.width(), corner.y() / window.height())
            size = (part.width() / window.width(), part.height() / window.height())
            places[part.objectName()] = [round(value, 3) for value in (*share, *size)]
    return {"grid": grid, "places": places}


def settle(app: QApplication, seconds: float = 0.4) -> None:
    """Let layouts and timers do what they have to do."""
    end_s = time.monotonic() + seconds
    while time.monotonic() < end_s:
        app.processEvents()
        time.sleep(0.01)


def until(app: QApplication, condition: Callable[[], bool]) -> None:
    """Run the window until something is so."""
    deadline_s = time.monotonic() + 90.0
    while not condition():
        assert time.monotonic() < deadline_s
        settle(app, 0.05)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pictures", action="store_true")
    parser.add_argument("--language", default="en")
    return parser.parse_args()


if __name__ == "__main__":
    main()
