"""Connects the main window to the desk: opening, progress, notices, exports, what is allowed now."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog

from studio.core.analysis import Analysis
from studio.core.case import CASE_SUFFIX
from studio.core.frame import ClipInfo
from studio.core.review import Review
from studio.review import BeginAfresh, ReviewChanged
from studio.services.desk import Desk, Notice
from studio.services.jobs import Job, JobProgress
from studio.services.observe import PartialObservation
from studio.services.playhead import PlaybackState
from studio.services.settings import Value
from studio.ui.action_spec import Needs
from studio.ui.body_course import GrowingCourse
from studio.ui.coach_acts import DrawingActs, PresetActs, RepActs, preset_faults
from studio.ui.desk_acts import DeskActs
from studio.ui.edit_names import edit_name
from studio.ui.exchange_actions import EXCHANGE_ACTIONS
from studio.ui.intake.presenter import IntakePresenter
from studio.ui.intake.safety_presenter import SafetyPresenter
from studio.ui.main_window import MainWindow
from studio.ui.plan.presenter import PlanPresenter
from studio.ui.settings.in_force import SettingsInForce
from studio.ui.theme import Theme, ThemeMode
from studio.ui.view_acts import ViewActs
from studio.ui.window_memory import WindowMemory
from studio.ui.wording import format_remaining
from studio.ui.workspaces import Workspaces

if TYPE_CHECKING:  # the page loads when it is first shown
    from studio.ui.settings.settings_page import SettingsPage

_CLIPS = "*.lockout *.mp4 *.mov *.m4v *.mkv *.webm *.avi *.gif *.3gp *.mts"


class WindowPresenter(QObject):
    """Knows desk and window and makes each follow the other.

    Signals:
        crashed: an error that is our mistake; for the last-resort dialog.
        language_chosen: the window is to speak another language.
        case_requested: a case is to be looked at; carries its path.
    """

    crashed = Signal(object)
    language_chosen = Signal(str)
    case_requested = Signal(str)

    def __init__(
        self, desk: Desk, window: MainWindow, theme: Theme, memory: WindowMemory, *, sample: Path | None
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._theme = theme
        self._memory = memory
        self._sample = sample
        self._growing: GrowingCourse | None = None
        self._exercise_id = ""
        self._play_icon = "play"
        self._sound_icon = "sound-off"
        self._acts = DeskActs(desk, window.canvas, window.review)
        self.plan = PlanPresenter(desk, window, center=window.centralWidget(), beside=window.review.findings)
        self.intake = IntakePresenter(desk, theme, window, center=window.centralWidget(), beside=window.review.findings)
        self.safety = SafetyPresenter(desk, window.safety_bar, window, self.intake.open)
        self.workspaces = Workspaces(desk, window)
        self._views = ViewActs(desk, window, self.workspaces, memory)
        self._views.language_chosen.connect(lambda language: self._choose("look.language", language))
        self.in_force = SettingsInForce(desk.settings, desk, window, theme)
        self.in_force.language_chosen.connect(self.language_chosen)
        presets = PresetActs(desk)
        window.review.findings.add_requested.connect(presets.add)
        coach = (
            DrawingActs(desk, window.drawing, window.settling),
            RepActs(desk),
            presets,
            window.voice,
            self._views,
        )
        handlers = {action_id: act for acts in coach for action_id, act in acts.handlers().items()}
        window.actions_book.connect_all({**self._acts.handlers(), **handlers, **self._own_handlers()})
        self._listen_to_window()
        self._listen_to_desk()
        window.actions_book.take_keys(memory.shortcuts)
        self._restore()
        self._refresh()

    def open_clip(self, path: Path, exercise_id: str = "") -> None:
        """Open a clip or a case; the first screen gives way when it can be read."""
        if path.suffix.lower() == CASE_SUFFIX:
            self.case_requested.emit(str(path))
            return
        self._exercise_id = exercise_id or self._exercise_id
        self._desk.open_clip(path, self._exercise_id)

    def show_recent(self) -> None:
        """List the clips that were open before and are still there, as soon as their disks have said so."""
        job = self._desk.find_recent(self._memory.clips)
        job.succeeded.subscribe(self._window.start_page.show_recent)

    def begin_afresh(self) -> None:
        """Leave the recalled review behind; undo brings it back."""
        self._desk.apply(BeginAfresh())

    def close(self) -> None:
        """Keep what the window should remember, and let go of the clip."""
        window = self._window
        window.player.stop()
        if window.is_reviewing:
            self._memory.remember_window(window.saveGeometry(), window.saveState(self._memory.layout_version))
        self._memory.remember_lanes(window.graphs.chosen)
        self._memory.save()
        self.in_force.close()
        self._desk.close()

    def _own_handlers(self) -> Mapping[str, Callable[[], object]]:
        window = self._window
        return {
            "open": self._choose_clip,
            "sample": self._open_sample,
            "library": window.library_requested.emit,
            "export-pdf": self._export_pdf,
            "export-tables": self._export_tables,
            "report": window.report_requested.emit,
            "share": window.sharing_requested.emit,
            **{spec.id: partial(window.exchange_requested.emit, spec.id) for spec in EXCHANGE_ACTIONS},
            "quit": window.close,
            "copy-still": self._copy_still,
            "copy-table": window.table_copy_requested.emit,
            "intake": self.intake.open,
            "plan": self.plan.open,
            "mark": window.timeline.mark_moment,
            "sound": lambda: self._choose("playback.sound", not self._desk.sound.is_on),
            "go-to-time": self._go_to_time,
            "theme-system": lambda: self._choose_theme(ThemeMode.SYSTEM),
            "theme-dark": lambda: self._choose_theme(ThemeMode.DARK),
            "theme-light": lambda: self._choose_theme(ThemeMode.LIGHT),
            "palette": self._open_palette,
            "shortcuts": lambda: window.palette_popup.open(
                window.actions_book.some(spec.id for spec in window.actions_book.specs), only_with_keys=True
            ),
            "exercises": self._show_exercises,
            "settings": self.show_settings,
            "knowledge": self._show_knowledge,
            "doctor": self._show_doctor,
            "about": self._show_about,
        }

    def _listen_to_window(self) -> None:
        window = self._window
        window.clip_dropped.connect(lambda path: self.open_clip(Path(path)))
        window.start_page.open_requested.connect(self._choose_clip)
        window.start_page.sample_requested.connect(self._open_sample)
        window.start_page.recent_requested.connect(lambda path: self.open_clip(Path(path)))
        window.progress.cancel_requested.connect(self._cancel)
        window.timeline.connect_marks(window.review.choose)
        window.review.selection_changed.connect(self._refresh)
        window.drawing.held_changed.connect(self._refresh)
        window.voice.changed.connect(self._refresh)
        window.settling.changed.connect(self._refresh)
        window.settling.answers_requested.connect(self.intake.open)
        window.review.findings.questions_requested.connect(self.intake.open)
        window.review.findings.plan_requested.connect(self.plan.open)
        self.plan.questions_requested.connect(self.intake.open)
        window.lanes_menu.aboutToShow.connect(self._views.fill_lanes_menu)
        self._theme.changed.connect(window.actions_book.redraw_icons)

    def _listen_to_desk(self) -> None:
        self._desk.clip_opened.subscribe(self._on_clip_opened)
        self._desk.observation_grew.subscribe(self._on_observation_grew)
        self._desk.analysis_changed.subscribe(self._on_analysis_changed)
        self._desk.review_changed.subscribe(self._on_review_changed)
        self._desk.job_changed.subscribe(self._on_job_changed)
        self._desk.noticed.subscribe(self._on_noticed)
        self._desk.review_recalled.subscribe(self._on_review_recalled)
        self._desk.crashed.subscribe(self.crashed.emit)
        self._desk.playhead.playback_changed.subscribe(self._on_playback_changed)
        self._desk.sound.switched.subscribe(lambda _is_on: self._show_sound())

    def _restore(self) -> None:
        window = self._window
        if not self._memory.geometry.isEmpty():
            window.restoreGeometry(self._memory.geometry)
        if self._memory.lanes:
            window.graphs.choose(self._memory.lanes)
        self.show_recent()

    def _on_clip_opened(self, info: ClipInfo) -> None:
        self._growing = GrowingCourse(info.clock)
        guest = self._desk.guest
        if guest is None:
            self._memory.clips.remember(info.path)
        self._window.setWindowTitle(f"{(guest or info.path).name} – Lockout Studio")
        self._window.show_review(self._memory.docks, self._memory.layout_version)
        self._refresh()

    def _on_observation_grew(self, partial: PartialObservation) -> None:
        if self._growing is None:
            return
        self._growing.add(partial)
        self._window.player.show_growth(self._growing)
        self._window.timeline.show_growth(self._growing)
        self._window.graphs.add_partial(self._growing, partial)

    def _on_analysis_changed(self, _analysis: Analysis | None) -> None:
        self._window.actions_book.name_presets([title for _, title in preset_faults(self._desk.exercise)])
        self._refresh()

    def _on_review_changed(self, _changed: ReviewChanged) -> None:
        self._refresh()

    def _on_review_recalled(self, _review: Review) -> None:
        self._window.toasts.show_notice(
            self.tr("Your review of this clip is back as you left it."),
            act=(self.tr("Begin afresh"), self.begin_afresh),
        )

    def _on_job_changed(self, job: Job[Any] | None) -> None:
        if job is None:
            self._window.progress.end()
        else:
            self._window.progress.begin(self.tr("Waiting to begin…"))
            job.progressed.subscribe(self._on_job_progressed)
        self._refresh()

    def _on_job_progressed(self, progress: JobProgress) -> None:
        told = self._desk.told(progress.text)
        text = told[:1].upper() + told[1:]
        self._window.progress.show_progress(
            progress.fraction, text=text, remaining=format_remaining(progress.remaining_s)
        )

    def _on_playback_changed(self, state: PlaybackState) -> None:
        wanted = "pause" if state.is_playing else "play"
        if wanted != self._play_icon:
            self._play_icon = wanted
            self._window.actions_book.show_icon("play", wanted)

    def _on_noticed(self, notice: Notice) -> None:
        path = notice.path
        act = (self.tr("Open it"), lambda: self._open_file(path)) if path is not None else None
        self._window.toasts.show_notice(notice.text, remedy=notice.remedy, is_problem=notice.is_problem, act=act)

    def _open_file(self, path: Path | None) -> None:
        if path is not None and not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._window.toasts.show_notice(
                self.tr("No program is set up to open this file."),
                remedy=self.tr("It lies at {path}.").format(path=path),
                is_problem=True,
            )

    def _refresh(self) -> None:
        desk, window = self._desk, self._window
        history = desk.history
        flags = (
            (Needs.CLIP, desk.clip is not None),
            (Needs.ANALYSIS, desk.analysis is not None),
            (Needs.FINDING, window.review.selected is not None),
            (Needs.JOB, desk.job is not None),
            (Needs.TOOL, window.drawing.tool is not None or window.settling.is_on),
            (Needs.DRAWING, window.drawing.selected is not None),
            (Needs.HELD, window.drawing.is_holding or window.settling.is_on),
            (Needs.SOUND, desk.sound.is_there),
            (Needs.VOICE, bool(window.voice.notes)),
            (Needs.UNDO, history is not None and history.can_undo),
            (Needs.REDO, history is not None and history.can_redo),
        )
        present = Needs.NOTHING
        for flag, is_there in flags:
            present |= flag if is_there else Needs.NOTHING
        book = window.actions_book
        book.allow(present)
        for action_id, label in (
            ("undo", history.undo_label if history is not None else ""),
            ("redo", history.redo_label if history is not None else ""),
        ):
            book.name(action_id, edit_name(label, desk.exercise))
        self._check_switches()
        self._show_sound()

    def _show_sound(self) -> None:
        book, sound = self._window.actions_book, self._desk.sound
        book["sound"].setChecked(sound.is_on)
        icon = "sound" if sound.is_on and sound.is_there else "sound-off"
        if icon != self._sound_icon:
            self._sound_icon = icon
            book.show_icon("sound", icon)
        book.explain(
            "sound",
            self.tr("Heard while the clip plays forwards at 100 %; slow motion is silent.")
            if sound.is_there or self._desk.clip is None
            else self.tr("This clip has no sound."),
        )

    def _check_switches(self) -> None:
        book, choice = self._window.actions_book, self._window.canvas.choice
        for action_id, is_on in (
            ("skeleton", choice.skeleton),
            ("hip-line", choice.hip_line),
            ("hip-angle", choice.hip_angle),
            ("bar-path", choice.bar_path),
            ("badge", choice.badge),
            ("limb-angles", choice.limb_angles),
            ("plumb-lines", choice.plumb_lines),
            ("contour", choice.contour),
            ("ghost", choice.ghost),
            ("aids", choice.aids),
            ("snap", self._window.canvas.layer.is_snapping),
            ("theme-system", self._theme.mode is ThemeMode.SYSTEM),
            ("theme-dark", self._theme.mode is ThemeMode.DARK),
            ("theme-light", self._theme.mode is ThemeMode.LIGHT),
        ):
            book[action_id].setChecked(is_on)

    def _choose_theme(self, mode: ThemeMode) -> None:
        self._theme.choose(mode)
        self._choose("look.theme", mode.value)
        self._check_switches()

    def _choose(self, key: str, value: Value) -> None:
        problem = self.in_force.choose(key, value)
        if problem:
            self._window.toasts.show_notice(problem, is_problem=True)

    def _choose_clip(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("Open clip"), "", self.tr("Clips ({patterns});;All files (*)").format(patterns=_CLIPS)
        )
        if chosen:
            self.open_clip(Path(chosen))

    def _open_sample(self) -> None:
        if self._sample is not None:
            self.open_clip(self._sample)
        else:
            self._window.toasts.show_notice(self.tr("This installation has no sample set."), is_problem=True)

    def _cancel(self) -> None:
        self._desk.cancel()
        self._window.progress.show_stopping()

    def _export_pdf(self) -> None:
        path = self._ask_where(self.tr("Export report"), ".pdf", self.tr("PDF (*.pdf)"))
        if path is not None:
            self._desk.export_report(path)

    def _export_tables(self) -> None:
        path = self._ask_where(self.tr("Export tables"), ".csv", self.tr("Tables (*.csv)"))
        if path is not None:
            self._desk.export_tables(path)

    def _ask_where(self, title: str, suffix: str, kinds: str) -> Path | None:
        clip = self._desk.clip
        if clip is None:
            return None
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, str(clip.path.with_suffix(suffix)), kinds)
        return Path(chosen).with_suffix(suffix) if chosen else None

    def _copy_still(self) -> None:
        QGuiApplication.clipboard().setPixmap(self._window.canvas.still())
        self._window.toasts.show_notice(self.tr("The picture is on the clipboard."))

    def _go_to_time(self) -> None:
        clock = self._desk.playhead.clock
        if clock is None:
            return
        longest_s = clock.time_of(clock.frame_count - 1)
        seconds, is_chosen = QInputDialog.getDouble(
            self._window,
            self.tr("Go to time"),
            self.tr("Seconds from the start of the clip:"),
            self._desk.playhead.time_s,
            minValue=clock.time_of(0),
            maxValue=longest_s,
            decimals=3,
        )
        if is_chosen:
            self._desk.playhead.seek(seconds)

    def _open_palette(self) -> None:
        book = self._window.actions_book
        self._window.palette_popup.open([book[spec.id] for spec in book.specs if spec.id != "palette"])

    def _show_exercises(self) -> None:
        from studio.ui.settings.exercises_page import ExercisesPage
        from studio.ui.settings.exercises_presenter import ExercisesPresenter

        page = ExercisesPage(self._window)
        ExercisesPresenter(self._desk, page)
        page.show()

    def show_settings(self) -> None:
        """Show the page of settings, or bring it to the front."""
        from studio.ui.settings.settings_page import SettingsPage
        from studio.ui.settings.settings_presenter import SettingsPresenter

        page = self.settings_page
        if page is None:
            self.in_force.take_over()
            self.in_force.refresh_offers()
            page = SettingsPage(self._desk.settings, self._desk.told, self._window)
            SettingsPresenter(self.in_force, page)
            page.shortcuts_requested.connect(self._window.actions_book["change-shortcuts"].trigger)
            page.exercises_requested.connect(self._show_exercises)
        page.show()
        page.activateWindow()

    @property
    def settings_page(self) -> "SettingsPage | None":
        """The page of settings while it is open."""
        pages = (one for one in self._window.findChildren(QDialog) if type(one).__name__ == "SettingsPage")
        return next((cast("SettingsPage", one) for one in pages if one.isVisible()), None)

    def _show_knowledge(self) -> None:
        from studio.ui.settings.knowledge_page import KnowledgePage
        from studio.ui.settings.knowledge_reading import read_knowledge

        exercise = self._desk.usual_exercise()
        if exercise is not None:
            KnowledgePage(read_knowledge(exercise), self._window).show()

    def _show_doctor(self) -> None:
        from studio.ui.settings.doctor_page import DoctorPage

        page = DoctorPage(self._theme, self._window)
        job = self._desk.examine()
        job.succeeded.subscribe(page.show_report)
        page.show()

    def _show_about(self) -> None:
        from studio.ui.settings.about_page import AboutPage

        AboutPage(self._window).show()
