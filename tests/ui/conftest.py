"""A drawn athlete, a clip library that draws it, and a studio around both; everything else is the real thing."""

import gc
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import pi
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pytest
from PySide6.QtCore import QObject, Qt, QTimer, QTranslator
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from studio.assets import plugins_dir
from studio.core.analysis import Analysis, EngineIdentity
from studio.core.body import JOINT_COUNT, Joint, Part, Side
from studio.core.errors import CannotWrite, MissingComponent, UnreadableInput
from studio.core.exercise import Exercise
from studio.core.frame import ClipInfo, Frame
from studio.core.landmarks import LandmarkTrack, PoseEstimate
from studio.core.observation import Outlines, PlateTrack
from studio.core.ports import ReportRenderer
from studio.core.review import Review
from studio.core.set_store import SetStore
from studio.core.time import FrameClock
from studio.exercises import ExerciseCatalogue
from studio.export import FileExporter
from studio.library import make_case_files, open_library
from studio.services.autosave import ReviewShelf
from studio.services.doctor import Check, CheckState
from studio.services.studio import Studio
from studio.ui.app import Shell, install_translators
from studio.ui.singletons import protect_singletons
from studio.ui.theme import ThemeMode

protect_singletons()

WIDTH_PX, HEIGHT_PX = 854, 480
TRUNK_PX, THIGH_PX, SHANK_PX, FOOT_PX = 170.0, 150.0, 145.0, 80.0
REP_COUNT, REP_S, LEAD_S, FPS = 5, 2.4, 1.0, 30.0


def clock() -> FrameClock:
    """Frame times of the drawn set."""
    return FrameClock(np.arange(int((2 * LEAD_S + REP_COUNT * REP_S) * FPS)) / FPS)


def height_share(time_s: float) -> float:
    """0 at the bottom, 1 at the top; up in 0.8 s, 0.4 s at the top, down in 1.0 s."""
    inside = (time_s - LEAD_S) % REP_S
    if not LEAD_S <= time_s < LEAD_S + REP_COUNT * REP_S:
        return 0.0
    if inside < 0.8:
        return 0.5 - 0.5 * np.cos(pi * inside / 0.8)
    if inside < 1.2:
        return 1.0
    return 0.5 + 0.5 * np.cos(pi * (inside - 1.2) / 1.0) if inside < 2.2 else 0.0


def body(time_s: float, *, overshoot_deg: float = 16.0) -> np.ndarray:
    """Landmarks (J, 2) in clip pixels: shoulders on a bench on the left, feet on the floor on the right."""
    shoulder = np.array([240.0, 250.0])
    share = height_share(time_s)
    trunk_rad = np.radians(-38.0 + share * (38.0 + overshoot_deg))
    hip = shoulder + TRUNK_PX * np.array([np.cos(trunk_rad), -np.sin(trunk_rad)])
    knee_top = shoulder + np.array([TRUNK_PX + THIGH_PX - 6.0, 0.0])
    ankle = knee_top + np.array([38.0, SHANK_PX])
    knee = _joint_between(hip, ankle, THIGH_PX, SHANK_PX)
    xy = np.full((JOINT_COUNT, 2), np.nan)
    head = shoulder + np.array([-45.0, -28.0])
    xy[Joint.NOSE] = head + np.array([18, -20])
    for side, shift in ((Side.LEFT, 0.0), (Side.RIGHT, 6.0)):
        offset = np.array([shift, -shift / 2])
        xy[Part.EYE.on(side)] = head + np.array([8, -24]) + offset
        xy[Part.EAR.on(side)] = head + offset
        xy[Part.SHOULDER.on(side)] = shoulder + offset
        xy[Part.ELBOW.on(side)] = shoulder + np.array([60, 62]) + offset
        xy[Part.WRIST.on(side)] = hip + np.array([-18, -34]) + offset
        xy[Part.HIP.on(side)] = hip + offset
        xy[Part.KNEE.on(side)] = knee + offset
        xy[Part.ANKLE.on(side)] = ankle + offset
        xy[Part.HEEL.on(side)] = ankle + np.array([-16, 20]) + offset
        xy[Part.TOE.on(side)] = ankle + np.array([FOOT_PX - 16, 22]) + offset
    return xy


def _joint_between(start: np.ndarray, end: np.ndarray, first_px: float, second_px: float) -> np.ndarray:
    """The upper of the two points at these distances from start and end."""
    gap = end - start
    distance = min(float(np.hypot(*gap)), first_px + second_px - 1.0)
    along = (first_px**2 - second_px**2 + distance**2) / (2 * distance)
    across = np.sqrt(max(first_px**2 - along**2, 0.0))
    unit = gap / np.hypot(*gap)
    return start + along * unit + across * np.array([unit[1], -unit[0]])


def estimate(time_s: float) -> PoseEstimate:
    """What a pose model would say, with a little noise that depends on the time alone."""
    noise = np.random.default_rng(round(time_s * 1000)).normal(0.0, 0.8, (JOINT_COUNT, 2))
    visibility = np.full(JOINT_COUNT, 0.95)
    visibility[[Part.HIP.on(Side.RIGHT), Part.KNEE.on(Side.RIGHT)]] = 0.5
    flat = body(time_s)
    world_m = np.concatenate([(flat - flat[Joint.LEFT_HIP]) / 380.0, np.zeros((JOINT_COUNT, 1))], axis=1)
    world_m[[part.on(Side.RIGHT) for part in Part], 2] = 0.3
    world_m[[part.on(Side.LEFT) for part in Part], 2] = -0.3
    return PoseEstimate(flat + noise, visibility, world_m)


def picture(index: int, time_s: float, *, scale: float = 1.0) -> Frame:
    """A frame whose index can be read back from its first pixels."""
    height, width = round(HEIGHT_PX * scale), round(WIDTH_PX * scale)
    rgb = np.empty((height, width, 3), dtype=np.uint8)
    rgb[:] = np.linspace(92, 140, height, dtype=np.uint8)[:, None, None]
    rgb[round(0.86 * height) :] = (70, 66, 62)
    rgb[round(0.53 * height) : round(0.86 * height), : round(0.26 * width)] = (52, 56, 66)
    for joint in body(time_s):
        if np.isfinite(joint).all():
            x, y = (round(value * scale) for value in joint)
            rgb[max(y - 9, 0) : y + 9, max(x - 9, 0) : x + 9] = (176, 140, 120)
    rgb[0, 0] = (index >> 16 & 255, index >> 8 & 255, index & 255)
    return Frame(index, time_s, rgb)


def index_in(frame: Frame) -> int:
    """The index that is written into a picture."""
    red, green, blue = (int(value) for value in frame.rgb[0, 0])
    return red << 16 | green << 8 | blue


class DrawnClip:
    """A frame source that draws."""

    def __init__(self, info: ClipInfo, gate: threading.Event, arrival: threading.Event) -> None:
        self.info = info
        self._arrival = arrival
        self.notes: tuple[str, ...] = ()
        self._gate = gate

    def frames(self, *, max_side_px: int | None = None) -> Iterator[Frame]:
        for index, time_s in enumerate(self.info.clock.times_s):
            if index > 100:
                self._gate.wait(20.0)
            yield picture(index, float(time_s))

    def read(self, index: int) -> Frame:
        return picture(index, self.info.clock.time_of(index))

    def read_promptly(self, index: int, *, is_overtaken, on_glimpse=None, may_be_small=False) -> Frame | None:
        if on_glimpse is not None and not self._arrival.is_set():
            on_glimpse(self.read(0))
        while not self._arrival.wait(0.01):
            if is_overtaken():
                return None
        return self.read(index)

    def read_at_hand(self, index: int) -> Frame | None:
        return None

    def read_ahead(self, *, is_overtaken) -> bool:
        return False

    def close(self) -> None:
        pass


class DrawnLibrary:
    """Opens every file that exists and ends in .mp4 as the drawn set.

    `gate` holds every analysis at its hundredth frame until it is set; `arrival` does so with every
    frame that is sought, while its first frame stands in; `has_small_copy` gives a scrub cache.
    """

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.gate.set()
        self.arrival = threading.Event()
        self.arrival.set()
        self.has_small_copy = False
        self.filmed_fps = float("nan")

    def probe(self, path: Path) -> ClipInfo:
        if path.suffix != ".mp4" or not path.exists():
            raise UnreadableInput(f"“{path.name}” is not a clip.", remedy="Choose a video file.")
        return ClipInfo(
            path=path,
            sha256="5" * 64,
            clock=clock(),
            width_px=WIDTH_PX,
            height_px=HEIGHT_PX,
            filmed_fps=self.filmed_fps,
        )

    def open(self, path: Path) -> DrawnClip:
        return DrawnClip(self.probe(path), self.gate, self.arrival)

    def scrub_writer(self, info: ClipInfo) -> "NoScrub":
        return NoScrub()

    def scrub_reader(self, info: ClipInfo) -> "SmallCopy | None":
        return SmallCopy(info, self.gate, self.arrival) if self.has_small_copy else None


class SmallCopy(DrawnClip):
    """The scrub cache: the same pictures at a quarter of the size."""

    def read_at_hand(self, index: int) -> Frame | None:
        return self.read(index)

    def read(self, index: int) -> Frame:
        return picture(index, self.info.clock.time_of(index), scale=0.25)


class NoScrub:
    def add(self, frame: Frame) -> None: ...

    def commit(self) -> None: ...

    def discard(self) -> None: ...


class ReplayEngine:
    """Says for each frame what the drawn athlete does; `pause_s` makes it as slow as a real one."""

    name = "replay"
    model_sha256 = "0" * 64
    warm_up_frames = 0

    def __init__(self, pause_s: float) -> None:
        self._pause_s = pause_s

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def begin_chunk(self) -> None: ...

    def estimate(self, frame: Frame) -> PoseEstimate:
        time.sleep(self._pause_s)
        return estimate(frame.time_s)


class NoPlates:
    def observe(self, frame: Frame, pose: PoseEstimate) -> None:
        return None

    def resolve(self, samples: Sequence[None], landmarks: LandmarkTrack, clock: FrameClock) -> PlateTrack | None:
        return None


class BoxOutlines:
    def observe(self, frame: Frame, pose: PoseEstimate) -> np.ndarray:
        low, high = np.nanmin(pose.xy_px, axis=0), np.nanmax(pose.xy_px, axis=0)
        return np.array([low, (high[0], low[1]), high, (low[0], high[1])])

    def resolve(self, samples: Sequence[np.ndarray]) -> Outlines:
        return Outlines.from_polygons(list(samples))


class PlainRenderer:
    def render(
        self, analysis: Analysis, review: Review, exercise: Exercise, stills: dict[int, Frame], request: object = None
    ) -> bytes:
        return b"%PDF-1.7 " + " ".join(finding.fault for finding in analysis.findings).encode()

    def still_indices(self, analysis: Analysis, review: Review) -> tuple[int, ...]:
        return (0, 30)


class FullDisk:
    def reps_text(self, analysis: Analysis) -> str:
        return FileExporter().reps_text(analysis)

    def write_json(self, path: Path, analysis: Analysis, review: Review) -> None:
        raise CannotWrite("The disk is full.", remedy="Make room and try again.")

    def write_csv(self, path: Path, analysis: Analysis, review: Review) -> tuple[Path, ...]:
        raise CannotWrite("The disk is full.", remedy="Make room and try again.")


class NoModels:
    def list(self) -> tuple[()]:
        return ()

    def fetch_model(self, variant: str, progress: object) -> None:
        raise AssertionError("nothing is fetched in these tests")


@dataclass
class Stage:
    """A studio for tests, and the switches of its stand-ins."""

    folder: Path
    pause_s: float = 0.0
    cache: Path | None = None
    has_model: bool = True
    renderer: ReportRenderer = field(default_factory=PlainRenderer)
    video: DrawnLibrary = field(default_factory=DrawnLibrary)
    exercises: ExerciseCatalogue = field(default_factory=lambda: ExerciseCatalogue([plugins_dir()]))

    @property
    def clip(self) -> Path:
        """A file that opens as the drawn set."""
        path = self.folder / "set.mp4"
        path.touch()
        return path

    def _identity(self) -> EngineIdentity:
        if not self.has_model:
            raise MissingComponent("The pose model is not here.", remedy="Run “lockout models fetch”.")
        return EngineIdentity("replay", "0" * 64)

    def studio(self) -> Studio:
        """The studio."""
        return Studio(
            video=self.video,
            models=NoModels(),
            engine_identity=self._identity,
            make_engine=lambda: ReplayEngine(self.pause_s),
            make_plates=NoPlates,
            make_outlines=BoxOutlines,
            exercises=self.exercises,
            renderer=self.renderer,
            exporter=FullDisk(),
            default_exercise="hip-thrust-barbell",
            cache_dir=self.cache or self.folder / "cache",
            checks=(lambda: (Check("pose_model", "Pose model", CheckState.MISSING, "none", "lockout models fetch"),),),
        )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says this whenever a window with a least size is shown; real platforms do not."""
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints", extend=True))


class Heartbeat(QObject):
    """Measures for how long the window's thread did not come round, with a timer of 5 ms.

    Time in which the machine let nobody of this process run is taken off where the system tells it (Linux), so that a
    busy machine does not look like a blocked window.
    """

    INTERVAL_MS = 5

    def __init__(self) -> None:
        super().__init__()
        self._longest_ms = 0.0
        self._last_s = 0.0
        self._waited: dict[str, float] = {}
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(self.INTERVAL_MS)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self._last_s, self._waited = time.perf_counter(), waiting_s()
        self._timer.start()

    def stop(self) -> float:
        """Longest block in milliseconds."""
        self._timer.stop()
        return self._longest_ms

    def _beat(self) -> None:
        now_s, waited = time.perf_counter(), waiting_s()
        own = str(threading.get_native_id())
        delays = {thread: delay_s - self._waited.get(thread, 0.0) for thread, delay_s in waited.items()}
        others_s = max((delay_s for thread, delay_s in delays.items() if thread != own), default=0.0)
        gap_s = now_s - self._last_s - delays.get(own, 0.0) - others_s
        self._longest_ms = max(self._longest_ms, 1000.0 * gap_s - self.INTERVAL_MS)
        self._last_s, self._waited = time.perf_counter(), waited


def waiting_s() -> dict[str, float]:
    """Seconds for which each thread of this process was ready to run and was not let run; empty off Linux."""
    waits: dict[str, float] = {}
    for task in Path("/proc/self/task").glob("*"):
        try:
            waits[task.name] = int((task / "schedstat").read_text().split()[1]) * 1e-9
        except (OSError, IndexError):
            continue
    return waits


@pytest.fixture
def heartbeat(qapp: QApplication) -> Heartbeat:
    """Measures the longest block of the window's thread."""
    return Heartbeat()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """A studio of stand-ins; whatever still waits at its gate is let go at the end."""
    stage = Stage(tmp_path)
    yield stage
    stage.video.gate.set()


@pytest.fixture
def lane_threads() -> Callable[[], set[str]]:
    """Names of the job runner's and the engine pool's threads that are alive."""

    def alive() -> set[str]:
        return {thread.name for thread in threading.enumerate() if thread is not threading.main_thread()}

    return alive


@pytest.fixture(scope="session")
def light_heap() -> None:
    """What the tests before these have loaded is not looked through again whenever a window is cleared away."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def open_shell(light_heap: None, stage: Stage, qapp: QApplication, qtbot: QtBot) -> Iterator[Callable[..., Shell]]:
    """Opens windows and closes them at the end; an error of ours in one of them fails the test."""
    shells: list[Shell] = []
    crashes: list[BaseException] = []

    def open_one(
        *,
        mode: ThemeMode = ThemeMode.DARK,
        size: tuple[int, int] = (1280, 720),
        language: str = "en",
        shelf: ReviewShelf | None = None,
    ) -> Shell:
        shell = Shell(qapp, stage.studio(), sample=stage.clip, log_path=None, language=language, shelf=shelf)
        shell.desk.crashed.subscribe(crashes.append)
        shell.theme.choose(mode)
        shell.window.resize(*size)
        shell.window.show()
        qtbot.waitExposed(shell.window)
        shells.append(shell)
        return shell

    yield open_one
    for shell in shells:
        stage.video.gate.set()
        shell.window.close()
        shell.window.deleteLater()
    qapp.sendPostedEvents(None, 52)
    gc.collect()
    assert crashes == []


@pytest.fixture
def speak(qapp: QApplication) -> Iterator[Callable[[str], None]]:
    """Makes windows that are opened afterwards speak a language."""
    translators: list[QTranslator] = []
    yield lambda language: translators.extend(install_translators(qapp, language))
    for translator in translators:
        qapp.removeTranslator(translator)


@pytest.fixture
def shell(open_shell: Callable[..., Shell]) -> Shell:
    """A window on its first screen."""
    return open_shell()


@pytest.fixture(scope="session")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Looks at the drawn set are kept here from test to test."""
    return tmp_path_factory.mktemp("warm")


@pytest.fixture
def reviewed(open_shell: Callable[..., Shell], stage: Stage, warm_cache: Path, qtbot: QtBot) -> Shell:
    """A window with the drawn set analysed and the first picture on screen."""
    stage.cache = warm_cache
    shell = open_shell()
    shell.presenter.open_clip(stage.clip)
    qtbot.waitUntil(lambda: shell.desk.analysis is not None and shell.desk.job is None, timeout=90_000)
    qtbot.waitUntil(lambda: bool(shell.window.review.findings.cards), timeout=30_000)
    qtbot.waitUntil(lambda: shell.window.review.reps.model().rowCount() == REP_COUNT, timeout=30_000)
    qtbot.waitUntil(lambda: shell.window.canvas.shown_index == 0, timeout=30_000)
    return shell


@pytest.fixture
def store(stage, tmp_path: Path) -> SetStore:
    """The library that windows of this test open."""
    opened = open_library(tmp_path / "library")
    made = stage.studio
    stage.studio = lambda: replace(
        made(), open_library=lambda: open_library(tmp_path / "library"), cases=make_case_files
    )
    return opened
