"""Puts settings in force: at the start and whenever one changes; and the page that changes them."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from studio.core.errors import StudioError
from studio.core.exercise import ExerciseState
from studio.core.set_store import SetStore
from studio.services.desk import Desk, Notice
from studio.services.settings import Settings, Value
from studio.ui.main_window import MainWindow
from studio.ui.player.annotation_bar import PRESETS
from studio.ui.player.overlay import OverlayChoice
from studio.ui.theme import Theme, ThemeMode
from studio.ui.translating import translate

_PARTS = tuple(field.name for field in fields(OverlayChoice))
_PER_CENT = 100.0


class SettingsInForce(QObject):
    """Lets window, desk and reports follow the settings, and the settings follow what is switched elsewhere.

    Signals:
        language_chosen: the window is to speak another language; empty is the system's.
        look_changed: reports look different from now on.
    """

    language_chosen = Signal(str)
    look_changed = Signal()

    def __init__(self, settings: Settings, desk: Desk, window: MainWindow, theme: Theme) -> None:
        super().__init__(window)
        self.settings = settings
        self._desk, self._window, self._theme = desk, window, theme
        self._stop_listening = settings.changed.subscribe(self._on_changed)
        self._bind_rule_packs()
        for key in (
            "playback.speed_percent",
            "playback.sound",
            "drawing.preset",
            "drawing.snap",
            "review.keeps_at_once",
        ):
            self._on_changed(key)
        window.canvas.choose_overlay(self.overlay)

    @property
    def overlay(self) -> OverlayChoice:
        """What lies over the picture, as the settings say."""
        return replace(OverlayChoice(), **{part: self.settings.switch(f"overlay.{part}") for part in _PARTS})

    def close(self) -> None:
        """Keep what was switched in the window, and follow no more."""
        self.take_over()
        self._stop_listening()

    def tell_problems(self) -> None:
        """Tell once what could not be read."""
        for problem in self.settings.problems:
            self._desk.noticed.emit(Notice(self._desk.told(problem), is_problem=True))
        self.settings.problems = ()

    def choose(self, key: str, value: Value) -> str:
        """Put a value in force; returns what went wrong, in the user's words, or nothing."""
        return self.attempt(lambda: self.settings.set(key, value))

    def attempt(self, change: Callable[[], None]) -> str:
        """Change settings; returns what went wrong, in the user's words, or nothing."""
        try:
            change()
        except StudioError as error:
            return f"{self._desk.told(error.summary)} {self._desk.told(error.remedy)}"
        return ""

    def take_over(self) -> None:
        """Let the settings hold what was switched in the window since."""
        choice = self._window.canvas.choice
        switched: dict[str, Value] = {f"overlay.{part}": getattr(choice, part) for part in _PARTS}
        switched["drawing.snap"] = self._window.canvas.layer.is_snapping
        with suppress(StudioError):  # what cannot be kept is as before at the next start
            self.settings.set_all(switched)

    def bind_watched(self, store: Callable[[], SetStore]) -> None:
        """Let the watched folders of the library be edited here as well."""

        def folders() -> tuple[str, ...]:
            with suppress(StudioError):  # a library that does not open says so elsewhere
                return tuple(str(folder) for folder in store().watched())
            return ()

        def keep(value: Value) -> None:
            store().watch([Path(folder) for folder in value] if isinstance(value, tuple) else [])

        self.settings.bind("library.watched", folders, keep)

    def refresh_offers(self) -> None:
        """Look again at what is installed."""
        self._offer_exercises()
        self._offer_packs()
        chosen = self.settings.text("analysis.exercise")
        if chosen not in dict(self.settings.choices("analysis.exercise")):
            self.attempt(lambda: self.settings.reset("analysis.exercise"))
            gone = self.tr("There is no exercise “{name}” any more; the shipped one is used.").format(name=chosen)
            self._desk.noticed.emit(Notice(gone, is_problem=True))

    def _offer_exercises(self) -> None:
        ready = [(one.id, one.name) for one in self._desk.exercises() if one.state is ExerciseState.READY]
        self.settings.offer("analysis.exercise", (("", translate("Words", "as shipped")), *ready))

    def _bind_rule_packs(self) -> None:
        book = self._desk.exercise_book

        def read() -> str:
            with suppress(StudioError):
                chosen = (one.id for one in book.rule_packs() if one.is_chosen and one.exercise == self._judged_as())
                return next(chosen, "")
            return ""

        def write(value: Value) -> None:
            book.choose_pack(self._judged_as(), str(value))
            self._desk.analyse_again()

        self.settings.bind("analysis.rule_pack", read, write)

    def _offer_packs(self) -> None:
        packs = []
        with suppress(StudioError):
            packs = [
                (one.id, f"{one.name} {one.version}")
                for one in self._desk.exercise_book.rule_packs()
                if one.exercise == self._judged_as() and not one.problems
            ]
        self.settings.offer("analysis.rule_pack", (("", translate("Words", "its own limits")), *packs))

    def _judged_as(self) -> str:
        return self._desk.exercise.id if self._desk.exercise else self._desk.usual_exercise_id

    def _on_changed(self, key: str) -> None:
        settings, layer = self.settings, self._window.canvas.layer
        if key.startswith("overlay."):
            self._window.canvas.choose_overlay(self.overlay)
            return
        if key.startswith("report."):
            self.look_changed.emit()
            return
        match key:
            case "look.theme":
                self._theme.choose(ThemeMode(settings.text(key)))
            case "look.text_percent":
                self._theme.scale_texts(settings.number(key))
            case "look.language":
                self.language_chosen.emit(settings.text(key))
            case "playback.speed_percent" | "playback.sound":
                self._play_as_chosen()
            case "drawing.preset":
                layer.style = next(style for name, style in PRESETS if name == settings.text(key))
            case "drawing.snap":
                layer.is_snapping = settings.switch(key)
            case "review.keeps_at_once":
                self._desk.keep_edits(at_once=settings.switch(key))
            case _:
                pass

    def _play_as_chosen(self) -> None:
        self._desk.playhead.first_speed = float(self.settings.text("playback.speed_percent")) / _PER_CENT
        self._desk.sound.switch(is_on=self.settings.switch("playback.sound"))
