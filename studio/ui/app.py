"""The application: what must happen before, around and after the window."""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable, MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import FrameType

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QObject,
    Qt,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from studio.assets import config_dir, data_dir, resource, resources_dir
from studio.core.frame import ClipInfo
from studio.services.autosave import Autosave, ReviewFolder, ReviewShelf
from studio.services.clip_sound import LANE as SOUND_LANE
from studio.services.desk import Desk
from studio.services.exchange import Exchange
from studio.services.jobs import JobRunner
from studio.services.publishing import Publishing
from studio.services.report_progress import earlier_in
from studio.services.studio import Studio
from studio.services.voice_shelf import VOICES, VoiceFolder
from studio.ui.garbage import GuiThreadCollector
from studio.ui.job_bridge import GuiThreadDelivery
from studio.ui.last_resort import LastResort
from studio.ui.library.presenter import LibraryPresenter
from studio.ui.main_window import MainWindow
from studio.ui.report.presenter import ReportPresenter
from studio.ui.sharing.exchange_presenter import ExchangePresenter
from studio.ui.sharing.presenter import SharingPresenter
from studio.ui.singletons import protect_singletons
from studio.ui.theme import IconBook, Theme, ThemeMode
from studio.ui.window_memory import WindowMemory
from studio.ui.window_presenter import WindowPresenter

log = logging.getLogger(__name__)
qt_log = logging.getLogger("studio.qt")

_LANES = {"analysis": 1, "io": 2, "frames": 1, Autosave.LANE: Autosave.LANE_THREADS, SOUND_LANE: 3}
_CV2_VARIABLES = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_LOG_BYTES = 1_000_000
_INTERRUPTED_CODE = 130
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def drop_cv2_plugin_paths(environment: MutableMapping[str, str]) -> None:
    """Forget the Qt folders that `import cv2` points to: its bundled Qt is another one than ours."""
    for name in _CV2_VARIABLES:
        if f"{os.sep}cv2{os.sep}" in environment.get(name, "") + os.sep:
            del environment[name]


def make_application() -> QApplication:
    """The one QApplication of this process, with names and icon set."""
    drop_cv2_plugin_paths(os.environ)
    protect_singletons()
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication(sys.argv[:1])
    app.setApplicationName("lockout-studio")
    app.setApplicationDisplayName("Lockout Studio")
    app.setDesktopFileName("lockout-studio")
    app.setWindowIcon(QIcon(str(resource("icons/app.svg"))))
    return app


class Shell:
    """Everything that one window needs, made in order and let go of in the opposite order."""

    def __init__(
        self,
        app: QApplication,
        studio: Studio,
        *,
        sample: Path | None,
        log_path: Path | None,
        language: str = "en",
        shelf: ReviewShelf | None = None,
    ) -> None:
        self._app = app
        self.memory = WindowMemory(config_dir())
        self.settings = studio.settings
        look = ThemeMode(self.settings.text("look.theme"))
        self.theme = Theme(app, look, text_percent=self.settings.number("look.text_percent"))
        self.icons = IconBook(self.theme)
        self.delivery = GuiThreadDelivery()
        self.runner = JobRunner(deliver=self.delivery, lanes=_LANES)
        voices = VoiceFolder(data_dir() / VOICES)
        self.desk = Desk(studio, self.runner, language=language, shelf=shelf, voices=voices)
        self.window = MainWindow(self.desk, self.theme, self.icons, has_sample=sample is not None)
        self.presenter = WindowPresenter(self.desk, self.window, self.theme, self.memory, sample=sample)
        self.library = LibraryPresenter(studio, self.runner, self.desk, self.window, self.theme, sample=sample)
        self.library.open_requested.connect(lambda path, lift: self.presenter.open_clip(Path(path), lift))
        self.presenter.case_requested.connect(lambda path: self.library.look_at_case(Path(path)))
        self.library.clips_erased.connect(lambda _paths: self.presenter.show_recent())
        self.window.library_requested.connect(self.library.open)
        self.publishing = Publishing(
            self.desk,
            studio,
            self.runner,
            settings=config_dir(),
            earlier=lambda clip_sha256: earlier_in(self.library.keeper.library(), clip_sha256),
            keep=lambda shown: self.library.keeper.keep_now(shown.analysis, shown.review, shown.exercise),
        )
        self.settings.bind_look(self.publishing)
        self.presenter.in_force.bind_watched(lambda: self.library.keeper.library().store)
        center = self.window.centralWidget()
        self.report = ReportPresenter(self.desk, self.publishing, self.window, center=center)
        self.sharing = SharingPresenter(self.desk, self.publishing, self.window, center=center, settings=config_dir())
        self.exchange = ExchangePresenter(
            self.desk, Exchange(self.desk, studio, self.runner), self.window, center=center
        )
        self.window.exchange_requested.connect(self.exchange.run)
        self.window.report_requested.connect(self.report.open)
        self.window.sharing_requested.connect(self.sharing.open)
        self.window.table_copy_requested.connect(self.report.copy_table)
        self.report.share_requested.connect(self.sharing.open)
        self.presenter.in_force.look_changed.connect(self.report.show_look)
        self.last_resort = LastResort(log_path, parent=self.window)
        self.presenter.crashed.connect(self.last_resort.show_error)
        self.window.closing.connect(self.close)
        self.collector = GuiThreadCollector()
        self.collector.start()
        self.desk.analysis_changed.subscribe(lambda _analysis: self.collector.settle())
        self._is_closed = False
        self.presenter.in_force.tell_problems()

    def close(self) -> None:
        """Stop all work and wait for it; safe to call twice."""
        if self._is_closed:
            return
        self._is_closed = True
        self.window.hide()
        self.library.close()
        self.presenter.close()
        self.delivery.stop()
        if self.runner.shutdown():
            self.desk.finish()
        else:
            log.error("some work did not stop in time")
        self.last_resort.remove()
        self.collector.stop()


class Speaking(QObject):
    """Shows the window, and shows it anew where it was when another language is chosen."""

    def __init__(self, app: QApplication, make_shell: Callable[[str], Shell], language: str) -> None:
        super().__init__()
        self._app = app
        self._make_shell = make_shell
        self._translators: list[QTranslator] = []
        self.shell = self._show(language)
        app.aboutToQuit.connect(self._on_about_to_quit)

    def switch(self, language: str) -> None:
        """Put the window away and show it in another language, with the same clip at the same time."""
        old = self.shell
        clip, guest, time_s = old.desk.clip, old.desk.guest, old.desk.playhead.time_s
        exercise_id = old.desk.exercise.id if old.desk.exercise else ""
        had_settings = old.presenter.settings_page is not None
        self._app.setQuitOnLastWindowClosed(False)
        old.window.close()
        old.window.deleteLater()
        self.shell = self._show(language)
        self._app.setQuitOnLastWindowClosed(True)
        if had_settings:
            self.shell.presenter.show_settings()
        if clip is not None:
            show_frame_when_open(self.shell, clip.clock.index_at(time_s))
            self.shell.presenter.open_clip(guest or clip.path, exercise_id)

    def _show(self, language: str) -> Shell:
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = install_translators(self._app, language)
        shell = self._make_shell(language)
        shell.last_resort.install()
        shell.presenter.language_chosen.connect(self._on_language_chosen)
        shell.window.show()
        return shell

    def _on_language_chosen(self, language: str) -> None:
        wanted = language or system_language()
        if wanted != self.shell.desk.language:
            # In a turn of its own: the act that asks for it belongs to the window that goes.
            QTimer.singleShot(0, self, lambda: self.switch(wanted))

    def _on_about_to_quit(self) -> None:
        self.shell.close()


def run(
    studio: Studio,
    *,
    clip: Path | None,
    exercise_id: str | None,
    exits_when_ready: bool,
    sample: Path | None,
    frame_index: int = 0,
) -> int:
    """Show the window until it is closed.

    Args:
        studio: the adapters.
        clip: to open at once.
        exercise_id: for that clip; None for the usual one.
        exits_when_ready: quit as soon as the window can be used, and print the milliseconds since the process began.
        sample: the shipped sample set, for the first screen.
        frame_index: of the clip, to show at once.
    """
    log_path = _start_log()
    app = make_application()
    qInstallMessageHandler(_on_qt_message)
    shelf = ReviewFolder(data_dir() / "reviews")

    def make_shell(language: str) -> Shell:
        return Shell(app, studio, sample=sample or _shipped_sample(), log_path=log_path, language=language, shelf=shelf)

    speaking = Speaking(app, make_shell, studio.settings.text("look.language") or system_language())
    shell = speaking.shell
    interrupted = _close_on_interrupt(speaking)
    if clip is not None:
        show_frame_when_open(shell, frame_index)
        shell.presenter.open_clip(clip, exercise_id or "")
    if exits_when_ready:
        QTimer.singleShot(0, app, lambda: QTimer.singleShot(0, app, lambda: _report_start(app)))
    code = app.exec()
    speaking.shell.close()
    qInstallMessageHandler(None)
    return _INTERRUPTED_CODE if interrupted else code


def show_frame_when_open(shell: Shell, frame_index: int) -> None:
    """Show a frame as soon as the next clip is open; links in reports lead there."""
    if frame_index <= 0:
        return
    desk = shell.desk

    def seek(info: ClipInfo) -> None:
        stop_listening()
        time_s = info.clock.time_of(frame_index)
        QTimer.singleShot(0, shell.window, lambda: desk.playhead.seek(time_s))

    stop_listening = desk.clip_opened.subscribe(seek)


def _close_on_interrupt(speaking: "Speaking") -> list[int]:
    """Let Ctrl+C in the terminal, and a polite kill, close the window as its owner would; collects the signals."""
    received: list[int] = []

    def on_signal(number: int, _frame: FrameType | None) -> None:
        received.append(number)
        speaking.shell.window.close()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    return received


def _report_start(app: QApplication) -> None:
    """The loop is idle after the first paint: the window can be used."""
    app.processEvents()
    sys.stdout.write(f"{1000.0 * _seconds_since_process_start():.0f} ms\n")
    sys.stdout.flush()
    app.closeAllWindows()
    app.quit()


def _seconds_since_process_start() -> float:
    """Wall time since the process began; where the system does not tell it, its processor time."""
    stat = Path("/proc/self/stat")
    if stat.exists() and hasattr(time, "CLOCK_BOOTTIME"):
        fields = stat.read_text(encoding="ascii").rsplit(")", 1)[1].split()
        started_s = int(fields[19]) / os.sysconf("SC_CLK_TCK")
        return time.clock_gettime(time.CLOCK_BOOTTIME) - started_s
    return time.process_time()


def _start_log() -> Path | None:
    """Keep warnings and acts in a file; without a place to write, without a file."""
    path = data_dir() / "studio.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    handler.setLevel(logging.INFO)
    logger = logging.getLogger("studio")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return path


def system_language() -> str:
    """The system's language where we speak it, English elsewhere."""
    language = QLocale.system().name().split("_")[0]
    return language if (resources_dir() / "i18n" / f"studio_{language}.qm").exists() else "en"


def install_translators(app: QApplication, language: str) -> list[QTranslator]:
    """Our texts and Qt's own in a language; English is in the code and needs none."""
    places = (
        (f"studio_{language}", str(resources_dir() / "i18n")),
        (f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
    )
    installed: list[QTranslator] = []
    for name, folder in places:
        translator = QTranslator(app)
        if language != "en" and translator.load(name, folder):
            app.installTranslator(translator)
            installed.append(translator)
    return installed


def _shipped_sample() -> Path | None:
    clips = sorted((resources_dir() / "sample").glob("*.mp4"))
    return clips[0] if clips else None


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)
