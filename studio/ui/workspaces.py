"""Three ways to lay the window out: for reviewing, for showing it to the athlete, for measuring."""

from enum import StrEnum, unique

from PySide6.QtCore import QObject, Qt

from studio.core.finding import Outcome
from studio.services.desk import Desk
from studio.ui.main_window import MainWindow


@unique
class Workspace(StrEnum):
    """What the window is used for."""

    REVIEW = "review"
    PRESENT = "present"
    MEASURE = "measure"


_DOCKS = {
    Workspace.REVIEW: {"facts", "reps", "marks", "findings", "graphs", "rep-curves"},
    Workspace.PRESENT: set[str](),
    Workspace.MEASURE: {"reps", "graphs", "rep-curves"},
}
_GRAPHS_SHARE = {Workspace.REVIEW: 0.34, Workspace.MEASURE: 0.5}


class Workspaces(QObject):
    """Shows and hides docks, and the cue over the picture."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._chosen = Workspace.REVIEW
        desk.analysis_changed.subscribe(lambda _analysis: self._show_cue())
        window.review.selection_changed.connect(self._show_cue)

    @property
    def chosen(self) -> Workspace:
        """The layout that was chosen last."""
        return self._chosen

    def choose(self, workspace: Workspace) -> None:
        """Lay the window out for this."""
        self._chosen = workspace
        window = self._window
        for dock in window.docks:
            dock.setVisible(dock.objectName() in _DOCKS[workspace])
        if workspace in _GRAPHS_SHARE:
            window.arrange()
            below = [dock for dock in window.docks if dock.objectName() == "graphs"]
            below[0].raise_()
            window.resizeDocks(below, [int(window.height() * _GRAPHS_SHARE[workspace])], Qt.Orientation.Vertical)
        if workspace is Workspace.MEASURE:
            choice = window.canvas.choice
            for part in ("limb_angles", "plumb_lines"):
                choice = choice if getattr(choice, part) else choice.toggled(part)
            window.canvas.choose_overlay(choice)
        self._show_cue()

    def cue(self) -> str:
        """The cue to show: of the chosen finding, or of the first that was found."""
        cards = [card for card in self._window.review.findings.cards if card.outcome is Outcome.FOUND]
        chosen = self._window.review.selected
        card = chosen if chosen in cards else next(iter(cards), None)
        return card.cue if card is not None else ""

    def _show_cue(self) -> None:
        self._window.canvas.show_caption(self.cue() if self._chosen is Workspace.PRESENT else "")
