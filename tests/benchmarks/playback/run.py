"""How the window keeps up: seek to painted frame, playback at 60 fps, and a crowded review.

    xvfb-run -s "-screen 0 2400x1400x24" python tests/benchmarks/playback/run.py [--seeks 400] [--play 20] [--steps 300]

The window, the player, the clip library and its scrub cache are the real ones; the clip is made (1080p, 60 fps, H.264
with B-frames) and the body in it is drawn, so that no pose model is needed. A frame is on time when it is on the
canvas no later than two frame intervals after it was due: one for the screen's tick, one for reading.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np

_TESTS = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_TESTS / "video"))

from barcode_clips import Recipe, barcode, write_clip  # noqa: E402 -- stands beside the tests
from PySide6.QtCore import QEventLoop, QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from studio.core.annotation import Annotation, DrawnPoint, Shape  # noqa: E402
from studio.core.fault import Severity  # noqa: E402
from studio.core.landmarks import PoseEstimate  # noqa: E402
from studio.review import AddAnnotation  # noqa: E402
from studio.ui.app import Shell, make_application  # noqa: E402
from studio.ui.theme import ThemeMode  # noqa: E402
from studio.ui.timeline.marks import TimelineMark  # noqa: E402
from studio.video import ClipLibrary  # noqa: E402
from studio.video.reading_ahead import ReadingAhead  # noqa: E402
from tests.ui.conftest import WIDTH_PX, Heartbeat, ReplayEngine, Stage, estimate  # noqa: E402

SIZE_PX, FPS, FRAMES = (1920, 1080), 60, 480
WINDOW_PX = (1920, 1080)
DEADLINE_INTERVALS = 2.0


def main() -> None:
    """Run and print."""
    options = _options()
    app = make_application()
    with tempfile.TemporaryDirectory() as folder:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "HOME"):
            os.environ[name] = folder
        recipe = Recipe(frame_count=FRAMES, size_px=SIZE_PX, unit=Fraction(1, FPS), options={"g": "60", "bf": "3"})
        clip = write_clip(Path(folder) / "made-1080p60.mp4", recipe, paint=blocks)
        window = Bench(app, Path(folder))
        try:
            with nothing_read_ahead():
                window.open(clip)
                exact_ms = window.seeks(options.seeks // 4)
            first_ms = window.first_ms[-len(exact_ms) :]
            report("seek to any picture painted, without the cache, nothing made ready", first_ms)
            report("seek to painted, without the cache, nothing made ready", exact_ms)
            print(f"all {FRAMES} frames made ready after {window.read_ahead():.1f} s", flush=True)
            report("seek to painted, without the cache, made ready", window.seeks(options.seeks // 4))
            window.analyse()
            report("seek to painted, with the cache", window.seeks(options.seeks))
            report("step forward", window.steps(options.steps, 1))
            report("step backward", window.steps(options.steps, -1))
            window.play(options.play)
            window.crowd()
            report("10 000 marks, 500 drawings: step", window.steps(options.steps, 1))
            report("10 000 marks, 500 drawings: timeline zoom", window.timed(window.zoom_timeline, options.steps))
            report("10 000 marks, 500 drawings: timeline pan", window.timed(window.pan_timeline, options.steps))
            report("10 000 marks, 500 drawings: picture zoom", window.timed(window.zoom_picture, options.steps))
        finally:
            window.shell.window.close()


class Bench:
    """One window and what is measured in it."""

    def __init__(self, app: QApplication, folder: Path) -> None:
        self.app = app
        stage = Stage(folder)
        engine = scaled_engine()
        self.studio = replace(stage.studio(), video=ClipLibrary(folder / "cache"), make_engine=lambda: engine)
        self.shell = Shell(app, self.studio, sample=None, log_path=None)
        self.shell.theme.choose(ThemeMode.DARK)
        self.shell.window.resize(*WINDOW_PX)
        self.shell.window.show()
        self.painted: list[tuple[float, int]] = []
        self.shell.window.canvas.frame_painted.connect(lambda index: self.painted.append((time.perf_counter(), index)))
        self.first_ms: list[float] = []
        """Until another picture than before was painted, right or on the way; one for each seek."""

    def open(self, clip: Path) -> None:
        """Open the clip and hold its analysis back."""
        self.shell.desk.open_clip(clip)
        self.until(lambda: self.shell.desk.job is not None)
        self.shell.desk.cancel()
        self.until(lambda: self.shell.desk.job is None and self.shell.window.canvas.shown_index == 0)

    def read_ahead(self) -> float:
        """Seconds until every frame has a small copy."""
        begin_s = time.perf_counter()
        self._seek(1)
        self._seek(0)
        self.until(lambda: not any(job.lane == "frames" for job in self.shell.runner.active), timeout_s=300)
        return time.perf_counter() - begin_s

    def analyse(self) -> None:
        """Analyse, and switch everything on."""
        self.shell.desk.analyse_again()
        self.until(lambda: self.shell.desk.analysis is not None and self.shell.desk.job is None, timeout_s=300)
        book = self.shell.window.actions_book
        for name in ("limb-angles", "plumb-lines", "contour", "ghost"):
            book[name].trigger()
        self.settle(1.0)

    def seeks(self, count: int) -> list[float]:
        """Milliseconds from the wish to the painted frame."""
        draw = random.Random(1)
        return [self._seek(draw.randrange(FRAMES)) for _ in range(count)]

    def steps(self, count: int, direction: int) -> list[float]:
        """The same for single frames."""
        begin = 20 if direction > 0 else count + 20
        self._seek(begin)
        return [self._seek(begin + direction * number) for number in range(1, count + 1)]

    def play(self, seconds: float) -> None:
        """Play over and over, and print how many frames were on time."""
        desk, canvas, stack = self.shell.desk, self.shell.window.canvas, self.shell.window.graphs.stack
        clock = desk.playhead.clock
        assert clock is not None
        heartbeat, offsets = Heartbeat(), []
        shown: set[tuple[int, int]] = set()
        late = []
        rounds = max(round(seconds / (FRAMES / FPS)), 1)
        for turn in range(rounds):
            self._seek(0)
            self.settle(0.3)
            self.painted.clear()
            watch = canvas.frame_painted.connect(
                lambda index: offsets.append(abs(clock.index_at(stack.cursor_s) - index))
            )
            heartbeat.start()
            begin_s = time.perf_counter()
            desk.playhead.play(1.0)
            self.until(lambda: not desk.playhead.playback.is_playing, timeout_s=60)
            longest_ms = heartbeat.stop()
            canvas.disconnect(watch)
            for at_s, index in self.painted:
                if (turn, index) not in shown:
                    shown.add((turn, index))
                    late.append((at_s - begin_s - clock.time_of(index)) * FPS)
        wanted = rounds * FRAMES
        on_time = sum(one <= DEADLINE_INTERVALS for one in late)
        lanes = len(self.shell.window.graphs.stack.specs)
        print(
            f"playback 1080p60, all overlays, {lanes} lanes: {100 * on_time / wanted:.1f} % of {wanted} frames on time"
        )
        print(f"  painted at all {100 * len(shown) / wanted:.1f} %; delay p50/p95 {spread(late)} frame intervals")
        print(f"  picture and graphs apart by at most {max(offsets)} frames, p95 {np.percentile(offsets, 95):.0f}")
        print(f"  longest block of the window's thread {longest_ms:.0f} ms")

    def crowd(self) -> None:
        """Ten thousand marks on the timeline, five hundred drawings on the picture."""
        draw = np.random.default_rng(1)
        times_s, kinds = draw.uniform(0.0, FRAMES / FPS, 10_000), draw.integers(0, 4, 10_000)
        marks = [TimelineMark(float(at), Severity(int(kind)), "") for at, kind in zip(times_s, kinds, strict=True)]
        shapes = [shape for shape in Shape if shape is not Shape.SPOTLIGHT]
        for number in range(500):
            shape, first = shapes[number % len(shapes)], int(draw.integers(0, FRAMES - 60))
            places = draw.uniform(200.0, 900.0, 2) + draw.uniform(-150.0, 150.0, (shape.point_count, 2))
            points = tuple(DrawnPoint(float(x_px), float(y_px)) for x_px, y_px in places)
            self.shell.desk.apply(
                AddAnnotation(Annotation(f"a{number}", shape, points, first, first + 60, 5, text="x"))
            )
        self.shell.window.timeline.strip.show_marks(marks)
        self.settle(0.5)

    def zoom_timeline(self, number: int) -> None:
        """One notch in or out."""
        strip = self.shell.window.timeline.strip
        strip.zoom(1.25 if number % 6 < 3 else 0.8, 6.0)
        strip.repaint()

    def pan_timeline(self, number: int) -> None:
        """The playhead runs out of a zoomed timeline."""
        strip = self.shell.window.timeline.strip
        if number == 0:
            strip.zoom(8.0, 1.0)
        strip.show_time(float(number % 8))
        strip.repaint()

    def zoom_picture(self, number: int) -> None:
        """One notch in or out, with the drawings of the frame."""
        canvas = self.shell.window.canvas
        canvas.zoom(1.2 if number % 6 < 3 else 1 / 1.2)
        canvas.repaint()

    def timed(self, act, count: int) -> list[float]:
        """Milliseconds of an act that paints by itself."""
        took_ms = []
        for number in range(count):
            start_s = time.perf_counter()
            act(number)
            took_ms.append((time.perf_counter() - start_s) * 1e3)
            self.app.processEvents()
        return took_ms

    def settle(self, seconds: float) -> None:
        """Let the window do what it has to do."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop.quit)
        loop.exec()

    def until(self, condition, *, timeout_s: float = 60.0) -> None:
        """Let the window run until something is so."""
        deadline_s = time.monotonic() + timeout_s
        while not condition():
            assert time.monotonic() < deadline_s, "this took too long"
            self.settle(0.01)

    def _seek(self, index: int) -> float:
        before = self.shell.window.canvas.shown_index
        self.painted.clear()
        start_s, loop = time.perf_counter(), QEventLoop()
        watch = self.shell.window.canvas.frame_painted.connect(lambda shown: shown == index and loop.quit())
        QTimer.singleShot(5000, loop.quit)
        self.shell.desk.playhead.seek_index(index)
        if self.shell.window.canvas.shown_index != index:
            loop.exec()
        took_ms = (time.perf_counter() - start_s) * 1e3
        self.shell.window.canvas.disconnect(watch)
        news = (at_s for at_s, shown in self.painted if shown != before)
        self.first_ms.append((next(news, start_s) - start_s) * 1e3)
        assert self.shell.window.canvas.shown_index == index
        return took_ms


@contextmanager
def nothing_read_ahead() -> Iterator[None]:
    """As in the moment of opening: no small copies, and none are made."""
    go_on = ReadingAhead.go_on
    ReadingAhead.go_on = lambda _self, **_options: False
    yield
    ReadingAhead.go_on = go_on


def blocks(index: int) -> np.ndarray:
    """The bar code of a frame, in blocks of four pixels."""
    small = barcode(index, width_px=SIZE_PX[0] // 4, height_px=SIZE_PX[1] // 4)
    return small.repeat(4, axis=0).repeat(4, axis=1)


def scaled_engine() -> object:
    """The drawn athlete in the size of the clip."""

    class Engine(ReplayEngine):
        def estimate(self, frame) -> PoseEstimate:
            small = estimate(frame.time_s % 13.0)
            scale = frame.rgb.shape[1] / WIDTH_PX
            return PoseEstimate(small.xy_px * scale, small.visibility, small.world_m)

    return Engine(0.0)


def report(title: str, took_ms: list[float]) -> None:
    """One line."""
    p50, p95, p99 = np.percentile(took_ms, [50, 95, 99])
    print(f"{title}: n {len(took_ms)}, p50 {p50:.1f} ms, p95 {p95:.1f} ms, p99 {p99:.1f} ms", flush=True)


def spread(values: list[float]) -> str:
    """Median and 95th percentile."""
    return "/".join(f"{value:.2f}" for value in np.percentile(values, [50, 95]))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seeks", type=int, default=400)
    parser.add_argument("--play", type=float, default=20.0, help="seconds")
    parser.add_argument("--steps", type=int, default=300)
    return parser.parse_args()


if __name__ == "__main__":
    main()
