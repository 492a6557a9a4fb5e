"""What is done to one set of the library: tags, place and note, its other views, and deleting it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox

from studio.core.training import ClipRole, FilterWords, TrainingSet
from studio.services.clip_facts import ClipFacts, read_clip_facts
from studio.services.desk import Desk, Notice
from studio.services.jobs import Job
from studio.services.library_keeper import LibraryKeeper
from studio.services.studio import Studio
from studio.ui.main_window import MainWindow

if TYPE_CHECKING:
    from studio.services.other_views import OtherView

Run = Callable[..., Job[Any]]


class SetActs(QObject):
    """Opens the details of a set and does what is wanted there.

    Signals:
        changed: something about a set is different now.
        clips_erased: everything about these clips was deleted; carries their paths.
    """

    changed = Signal()
    clips_erased = Signal(list)

    def __init__(self, studio: Studio, keeper: LibraryKeeper, desk: Desk, window: MainWindow, *, run: Run) -> None:
        super().__init__(window)
        self._studio, self._keeper, self._desk, self._window = studio, keeper, desk, window
        self._run = run

    def open_details(self, set_id: str) -> None:
        """Show tags, place and note of a set, and when and with what it was filmed."""
        store = self._keeper.library().store

        def work() -> tuple[TrainingSet, FilterWords, ClipFacts]:
            one = store.load(set_id)
            return one, store.filter_words(), read_clip_facts(one.clip.path)

        def show(found: tuple[TrainingSet, FilterWords, ClipFacts]) -> None:
            from studio.ui.library.set_details import SetDetails, capture_words

            details = SetDetails(found[0], found[1].tags, self._window)
            details.show_capture(capture_words(found[0].clip, found[2]))
            details.saved.connect(lambda tags, place, note: self._describe(set_id, tags, place, note))
            details.delete_requested.connect(lambda: self._confirm_delete(found[0]))
            details.show()

        self._run(work, show, title="set")

    def erase(self, one: TrainingSet) -> None:
        """Delete a set for good; not while it is open, which would keep it again."""
        clip = self._desk.clip
        if clip is not None and any(clip.sha256 == own.sha256 for own in one.clips):
            remedy = self.tr("Open another clip first, then delete.")
            self._desk.noticed.emit(Notice(self.tr("This set is open."), remedy=remedy, is_problem=True))
            return

        def work() -> tuple[object, ...]:
            from studio.services.person_data import erase_set

            return erase_set(self._studio, self._keeper.library(), one.id).clips

        self._run(work, self._on_erased, title="deleting")

    def attach_other(self, set_id: str) -> None:
        """Add a front or technique clip to a set: what was filmed with it is proposed, another file can be chosen."""

        def work() -> "tuple[OtherView, ...]":
            from studio.services.other_views import other_views

            return other_views(self._keeper.library(), set_id)

        self._run(work, lambda views: self._propose(set_id, views), title="other views")

    def _propose(self, set_id: str, views: "tuple[OtherView, ...]") -> None:
        from studio.ui.library.other_views import choose_view

        chosen = choose_view(self._window, views) if views else None
        if chosen is None and views:
            return
        if chosen is None or not chosen.set_id:
            self._attach_file(set_id)
            return
        view = chosen

        def work() -> TrainingSet:
            from studio.services.other_views import join_view

            return join_view(self._keeper.library(), set_id, view.set_id, view.role)

        text = self.tr("{clip} belongs to the set now.").format(clip=view.clip.path.name)
        self._run(work, lambda _set: self._tell_attached(text), title="attaching a clip")

    def _attach_file(self, set_id: str) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("Attach a clip"))
        roles = {self.tr("Front view"): ClipRole.FRONT, self.tr("Technique clip, lighter load"): ClipRole.TECHNIQUE}
        if not chosen:
            return
        name, is_chosen = QInputDialog.getItem(
            self._window, self.tr("Attach a clip"), self.tr("What does it show?"), list(roles), 0, editable=False
        )
        if is_chosen:
            self.attach(set_id, Path(chosen), roles[name])

    def attach(self, set_id: str, path: Path, role: ClipRole) -> None:
        """Add another view to a set."""
        text = self.tr("{clip} belongs to the set now.").format(clip=path.name)
        self._run(
            lambda: self._keeper.library().attach(set_id, self._studio.video.probe(path), role),
            lambda _set: self._tell_attached(text),
            title="attaching a clip",
        )

    def _tell_attached(self, text: str) -> None:
        self._desk.noticed.emit(Notice(text))
        self.changed.emit()

    def _describe(self, set_id: str, tags: list[str], place: str, note: str) -> None:
        library = self._keeper.library()
        self._run(
            lambda: library.describe(set_id, tags=tags, place=place, note=note),
            lambda _set: self.changed.emit(),
            title="keeping tags and session",
        )

    def _confirm_delete(self, one: TrainingSet) -> None:
        """Deleting cannot be undone, so it is asked."""
        question = self.tr("Delete the set of {clip} with its review and log, for good? The clip stays where it lies.")
        pressed = QMessageBox.question(self._window, self.tr("Delete set"), question.format(clip=one.clip.path.name))
        if pressed is QMessageBox.StandardButton.Yes:
            self.erase(one)

    def _on_erased(self, clips: tuple[object, ...]) -> None:
        self._desk.noticed.emit(Notice(self.tr("The set was deleted for good; its clip stays where it is.")))
        self.clips_erased.emit(list(clips))
        self.changed.emit()
