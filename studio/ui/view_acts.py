"""What the acts of workspaces, graphs, language and shortcuts do."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from studio.core.atomic import write_atomically
from studio.core.errors import StudioError
from studio.services.desk import Desk, Notice
from studio.ui.graphs.lane_export import lanes_as_csv
from studio.ui.main_window import MainWindow
from studio.ui.view_actions import LANGUAGE_OF_ACTION
from studio.ui.window_memory import WindowMemory
from studio.ui.workspaces import Workspace, Workspaces


class ViewActs(QObject):
    """Layout, lanes, and what is saved of the graphs.

    Signals:
        language_chosen: the window is to speak another language.
    """

    language_chosen = Signal(str)

    def __init__(self, desk: Desk, window: MainWindow, workspaces: Workspaces, memory: WindowMemory) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._workspaces = workspaces
        self._memory = memory

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """Handlers by action id."""
        return {
            **{f"workspace-{one.value}": self._choosing(one) for one in Workspace},
            **{action_id: self._speaking(language) for action_id, language in LANGUAGE_OF_ACTION.items()},
            "graphs-picture": self._ask_for_picture,
            "graphs-csv": self._ask_for_table,
            "change-shortcuts": self._change_shortcuts,
        }

    def fill_lanes_menu(self) -> None:
        """Offer every lane of the clip, and up and down for those that are shown."""
        menu, graphs = self._window.lanes_menu, self._window.graphs
        menu.clear()
        for lane in graphs.available:
            action = menu.addAction(lane.title)
            action.setCheckable(True)
            action.setChecked(lane.signal in graphs.chosen)
            action.triggered.connect(lambda _checked=False, signal=lane.signal: graphs.toggle_lane(signal))
        menu.addSeparator()
        for title, step in ((self.tr("Move up"), -1), (self.tr("Move down"), 1)):
            moving = menu.addMenu(title)
            for spec in graphs.stack.specs:
                action = moving.addAction(spec.title)
                action.triggered.connect(
                    lambda _checked=False, signal=spec.signal, step=step: graphs.move_lane(signal, step)
                )

    def save_picture(self, path: Path) -> None:
        """Write the graphs as they are on screen."""
        if self._window.graphs.stack.grab().save(str(path), "PNG"):
            self._desk.noticed.emit(Notice(self.tr("Saved as {name}.").format(name=path.name), path=path))
        else:
            remedy = self.tr("Choose another folder.")
            self._desk.noticed.emit(Notice(self.tr("The picture was not written."), remedy=remedy, is_problem=True))

    def save_table(self, path: Path) -> None:
        """Write the signals of the shown lanes."""
        analysis = self._desk.analysis
        if analysis is None:
            return
        try:
            write_atomically(path, lanes_as_csv(analysis, [spec.signal for spec in self._window.graphs.stack.specs]))
        except StudioError as error:
            self._desk.noticed.emit(Notice(error.summary, remedy=error.remedy, is_problem=True))
            return
        self._desk.noticed.emit(Notice(self.tr("Saved as {name}.").format(name=path.name), path=path))

    def _choosing(self, workspace: Workspace) -> Callable[[], None]:
        return lambda: self._workspaces.choose(workspace)

    def _speaking(self, language: str) -> Callable[[], None]:
        return lambda: self.language_chosen.emit(language)

    def _ask_for_picture(self) -> None:
        path = self._ask(".graphs.png", self.tr("Picture (*.png)"))
        if path is not None:
            self.save_picture(path)

    def _ask_for_table(self) -> None:
        path = self._ask(".graphs.csv", self.tr("Table (*.csv)"))
        if path is not None:
            self.save_table(path)

    def _ask(self, suffix: str, kinds: str) -> Path | None:
        clip = self._desk.clip
        if clip is None:
            return None
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("Save the graphs"), str(clip.path.with_suffix(suffix)), kinds
        )
        return Path(chosen) if chosen else None

    def _change_shortcuts(self) -> None:
        from studio.ui.settings.shortcuts_page import ShortcutsPage

        book = self._window.actions_book
        page = ShortcutsPage(book, self._window)
        page.changed.connect(lambda: self._memory.remember_shortcuts(book.own_keys))
        page.show()
