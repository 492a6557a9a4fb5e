"""What is done to one set of the library: tags, place and note, and deleting it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMessageBox

from studio.core.training import FilterWords, TrainingSet
from studio.services.desk import Desk, Notice
from studio.services.jobs import Job
from studio.services.library_keeper import LibraryKeeper
from studio.services.studio import Studio
from studio.ui.main_window import MainWindow

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

        def show(found: tuple[TrainingSet, FilterWords]) -> None:
            from studio.ui.library.set_details import SetDetails

            details = SetDetails(found[0], found[1].tags, self._window)
            details.saved.connect(lambda tags, place, note: self._describe(set_id, tags, place, note))
            details.delete_requested.connect(lambda: self._confirm_delete(found[0]))
            details.show()

        self._run(lambda: (store.load(set_id), store.filter_words()), show, title="set")

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
