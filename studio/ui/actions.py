"""Every act of the window in one table; menus, tool bars, command palette and shortcut sheet derive from it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from studio.ui.action_spec import ActionSpec, Menu, Needs, translate
from studio.ui.drawing_actions import DRAWING_ACTIONS
from studio.ui.exchange_actions import EXCHANGE_ACTIONS
from studio.ui.rep_actions import PRESET_ACTIONS, REP_ACTIONS
from studio.ui.sound_actions import SOUND_ACTIONS
from studio.ui.theme import IconBook
from studio.ui.translating import QT_TRANSLATE_NOOP
from studio.ui.view_actions import VIEW_ACTIONS

_CLIP, _ANALYSIS, _FINDING = Needs.CLIP, Needs.ANALYSIS, Needs.FINDING

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("open", QT_TRANSLATE_NOOP("Actions", "Open clip…"), Menu.FILE, ("Ctrl+O",), icon="open"),
    ActionSpec("sample", QT_TRANSLATE_NOOP("Actions", "Open the sample set"), Menu.FILE, icon="sample"),
    ActionSpec("library", QT_TRANSLATE_NOOP("Actions", "Library"), Menu.FILE, ("Ctrl+L",), icon="lanes"),
    ActionSpec(
        "export-pdf",
        QT_TRANSLATE_NOOP("Actions", "Export report as PDF…"),
        Menu.FILE,
        ("Ctrl+E",),
        _ANALYSIS,
        "report",
        begins_section=True,
    ),
    ActionSpec(
        "export-tables",
        QT_TRANSLATE_NOOP("Actions", "Export tables…"),
        Menu.FILE,
        ("Ctrl+Shift+E",),
        _ANALYSIS,
        "table",
    ),
    ActionSpec("report", QT_TRANSLATE_NOOP("Actions", "Report…"), Menu.FILE, ("Ctrl+P",), _ANALYSIS, "report"),
    ActionSpec("share", QT_TRANSLATE_NOOP("Actions", "Share…"), Menu.FILE, ("Ctrl+Shift+S",), _ANALYSIS, "share"),
    *EXCHANGE_ACTIONS,
    ActionSpec(
        "analyse-again",
        QT_TRANSLATE_NOOP("Actions", "Analyse again"),
        Menu.FILE,
        ("Ctrl+R",),
        _CLIP,
        "reload",
        begins_section=True,
    ),
    ActionSpec(
        "cancel", QT_TRANSLATE_NOOP("Actions", "Cancel the analysis"), Menu.FILE, ("Ctrl+.",), Needs.JOB, "cross"
    ),
    ActionSpec("exercises", QT_TRANSLATE_NOOP("Actions", "Exercises and rule packs…"), Menu.FILE, begins_section=True),
    ActionSpec("settings", QT_TRANSLATE_NOOP("Actions", "Settings…"), Menu.FILE, ("Ctrl+,",)),
    ActionSpec("quit", QT_TRANSLATE_NOOP("Actions", "Quit"), Menu.FILE, ("Ctrl+Q",), icon="quit", begins_section=True),
    ActionSpec("undo", QT_TRANSLATE_NOOP("Actions", "Undo"), Menu.EDIT, ("Ctrl+Z",), Needs.UNDO, "undo"),
    ActionSpec("redo", QT_TRANSLATE_NOOP("Actions", "Redo"), Menu.EDIT, ("Ctrl+Shift+Z", "Ctrl+Y"), Needs.REDO, "redo"),
    ActionSpec(
        "copy-still",
        QT_TRANSLATE_NOOP("Actions", "Copy still"),
        Menu.EDIT,
        ("C",),
        _CLIP,
        "camera",
        begins_section=True,
    ),
    ActionSpec(
        "copy-table", QT_TRANSLATE_NOOP("Actions", "Copy rep table"), Menu.EDIT, ("Ctrl+Shift+C",), _ANALYSIS, "table"
    ),
    ActionSpec("play", QT_TRANSLATE_NOOP("Actions", "Play or pause"), Menu.PLAYBACK, ("Space", "K"), _CLIP, "play"),
    ActionSpec("shuttle-back", QT_TRANSLATE_NOOP("Actions", "Shuttle back"), Menu.PLAYBACK, ("J",), _CLIP),
    ActionSpec("shuttle-forward", QT_TRANSLATE_NOOP("Actions", "Shuttle forward"), Menu.PLAYBACK, ("L",), _CLIP),
    ActionSpec(
        "step-back",
        QT_TRANSLATE_NOOP("Actions", "One frame back"),
        Menu.PLAYBACK,
        ("Left", ","),
        _CLIP,
        "step-back",
        begins_section=True,
    ),
    ActionSpec(
        "step-forward",
        QT_TRANSLATE_NOOP("Actions", "One frame forward"),
        Menu.PLAYBACK,
        ("Right", "."),
        _CLIP,
        "step-forward",
    ),
    ActionSpec("leap-back", QT_TRANSLATE_NOOP("Actions", "Ten frames back"), Menu.PLAYBACK, ("Shift+Left",), _CLIP),
    ActionSpec(
        "leap-forward", QT_TRANSLATE_NOOP("Actions", "Ten frames forward"), Menu.PLAYBACK, ("Shift+Right",), _CLIP
    ),
    ActionSpec("first", QT_TRANSLATE_NOOP("Actions", "First frame"), Menu.PLAYBACK, ("Home",), _CLIP),
    ActionSpec("last", QT_TRANSLATE_NOOP("Actions", "Last frame"), Menu.PLAYBACK, ("End",), _CLIP),
    ActionSpec(
        "previous-mark",
        QT_TRANSLATE_NOOP("Actions", "Previous mark"),
        Menu.PLAYBACK,
        ("Ctrl+Left",),
        _ANALYSIS,
        begins_section=True,
    ),
    ActionSpec("next-mark", QT_TRANSLATE_NOOP("Actions", "Next mark"), Menu.PLAYBACK, ("Ctrl+Right",), _ANALYSIS),
    ActionSpec(
        "previous-rep", QT_TRANSLATE_NOOP("Actions", "Previous rep"), Menu.PLAYBACK, ("[",), _ANALYSIS, "rep-back"
    ),
    ActionSpec("next-rep", QT_TRANSLATE_NOOP("Actions", "Next rep"), Menu.PLAYBACK, ("]",), _ANALYSIS, "rep-forward"),
    ActionSpec("go-to-time", QT_TRANSLATE_NOOP("Actions", "Go to time…"), Menu.PLAYBACK, ("G",), _CLIP, "goto"),
    ActionSpec("faster", QT_TRANSLATE_NOOP("Actions", "Faster"), Menu.PLAYBACK, ("Up",), _CLIP, begins_section=True),
    ActionSpec("slower", QT_TRANSLATE_NOOP("Actions", "Slower"), Menu.PLAYBACK, ("Down",), _CLIP),
    ActionSpec(
        "in-point", QT_TRANSLATE_NOOP("Actions", "Loop begins here"), Menu.PLAYBACK, ("I",), _CLIP, begins_section=True
    ),
    ActionSpec("out-point", QT_TRANSLATE_NOOP("Actions", "Loop ends here"), Menu.PLAYBACK, ("O",), _CLIP),
    ActionSpec("loop-rep", QT_TRANSLATE_NOOP("Actions", "Loop this rep"), Menu.PLAYBACK, ("/",), _ANALYSIS, "loop"),
    ActionSpec("clear-loop", QT_TRANSLATE_NOOP("Actions", "Clear the loop"), Menu.PLAYBACK, ("X",), _CLIP),
    ActionSpec(
        "previous-finding",
        QT_TRANSLATE_NOOP("Actions", "Previous finding"),
        Menu.REVIEW,
        ("Alt+[", "Alt+PgUp"),
        _ANALYSIS,
    ),
    ActionSpec(
        "next-finding", QT_TRANSLATE_NOOP("Actions", "Next finding"), Menu.REVIEW, ("Alt+]", "Alt+PgDown"), _ANALYSIS
    ),
    ActionSpec(
        "next-verdict-filter",
        QT_TRANSLATE_NOOP("Actions", "List findings by verdict"),
        Menu.REVIEW,
        ("Ctrl+Shift+F",),
        _ANALYSIS,
    ),
    ActionSpec(
        "accept",
        QT_TRANSLATE_NOOP("Actions", "Accept the finding"),
        Menu.REVIEW,
        ("A",),
        _FINDING,
        "check",
        begins_section=True,
    ),
    ActionSpec("dismiss", QT_TRANSLATE_NOOP("Actions", "Dismiss the finding"), Menu.REVIEW, ("D",), _FINDING, "cross"),
    ActionSpec(
        "severity", QT_TRANSLATE_NOOP("Actions", "Change its severity"), Menu.REVIEW, ("E",), _FINDING, "warning"
    ),
    ActionSpec("note", QT_TRANSLATE_NOOP("Actions", "Write a note on it"), Menu.REVIEW, ("N",), _FINDING, "note"),
    ActionSpec(
        "mark",
        QT_TRANSLATE_NOOP("Actions", "Mark this moment"),
        Menu.REVIEW,
        ("M",),
        _ANALYSIS,
        "mark",
        begins_section=True,
    ),
    ActionSpec(
        "intake",
        QT_TRANSLATE_NOOP("Actions", "Screening and set log…"),
        Menu.REVIEW,
        ("S",),
        _ANALYSIS,
        begins_section=True,
    ),
    ActionSpec("plan", QT_TRANSLATE_NOOP("Actions", "Plan"), Menu.REVIEW, ("P",), _ANALYSIS),
    ActionSpec(
        "skeleton", QT_TRANSLATE_NOOP("Actions", "Skeleton"), Menu.VIEW, ("Ctrl+1",), icon="skeleton", is_checkable=True
    ),
    ActionSpec(
        "hip-line",
        QT_TRANSLATE_NOOP("Actions", "Shoulder–knee line"),
        Menu.VIEW,
        ("Ctrl+2",),
        icon="hip-line",
        is_checkable=True,
    ),
    ActionSpec(
        "hip-angle", QT_TRANSLATE_NOOP("Actions", "Hip angle"), Menu.VIEW, ("Ctrl+3",), icon="angle", is_checkable=True
    ),
    ActionSpec(
        "bar-path", QT_TRANSLATE_NOOP("Actions", "Bar path"), Menu.VIEW, ("Ctrl+4",), icon="bar-path", is_checkable=True
    ),
    ActionSpec(
        "badge", QT_TRANSLATE_NOOP("Actions", "Rep and phase"), Menu.VIEW, ("Ctrl+5",), icon="badge", is_checkable=True
    ),
    ActionSpec(
        "limb-angles",
        QT_TRANSLATE_NOOP("Actions", "Trunk, thigh and shin angles"),
        Menu.VIEW,
        ("Ctrl+6",),
        is_checkable=True,
    ),
    ActionSpec("plumb-lines", QT_TRANSLATE_NOOP("Actions", "Plumb lines"), Menu.VIEW, ("Ctrl+7",), is_checkable=True),
    ActionSpec("contour", QT_TRANSLATE_NOOP("Actions", "Outline"), Menu.VIEW, ("Ctrl+8",), is_checkable=True),
    ActionSpec(
        "ghost", QT_TRANSLATE_NOOP("Actions", "Ghost of the best rep"), Menu.VIEW, ("Ctrl+9",), is_checkable=True
    ),
    ActionSpec("aids", QT_TRANSLATE_NOOP("Actions", "What was shown to the studio"), Menu.VIEW, is_checkable=True),
    ActionSpec(
        "fit",
        QT_TRANSLATE_NOOP("Actions", "Fit the picture"),
        Menu.VIEW,
        ("F", "Ctrl+0"),
        _CLIP,
        "fit",
        begins_section=True,
    ),
    ActionSpec("mirror", QT_TRANSLATE_NOOP("Actions", "Mirror the picture"), Menu.VIEW, ("Shift+X",), _CLIP),
    ActionSpec("zoom-in", QT_TRANSLATE_NOOP("Actions", "Zoom in"), Menu.VIEW, ("Ctrl++", "Ctrl+="), _CLIP),
    ActionSpec("zoom-out", QT_TRANSLATE_NOOP("Actions", "Zoom out"), Menu.VIEW, ("Ctrl+-",), _CLIP),
    ActionSpec(
        "theme-system",
        QT_TRANSLATE_NOOP("Actions", "Look: as the system"),
        Menu.VIEW,
        icon="theme",
        is_checkable=True,
        begins_section=True,
    ),
    ActionSpec("theme-dark", QT_TRANSLATE_NOOP("Actions", "Look: dark"), Menu.VIEW, is_checkable=True),
    ActionSpec("theme-light", QT_TRANSLATE_NOOP("Actions", "Look: light"), Menu.VIEW, is_checkable=True),
    ActionSpec("palette", QT_TRANSLATE_NOOP("Actions", "Find a command…"), Menu.HELP, ("Ctrl+K",), icon="search"),
    ActionSpec("shortcuts", QT_TRANSLATE_NOOP("Actions", "Keyboard shortcuts"), Menu.HELP, ("?",), icon="keyboard"),
    ActionSpec("knowledge", QT_TRANSLATE_NOOP("Actions", "Knowledge base"), Menu.HELP, icon="note"),
    ActionSpec(
        "doctor", QT_TRANSLATE_NOOP("Actions", "What is installed"), Menu.HELP, icon="doctor", begins_section=True
    ),
    ActionSpec("about", QT_TRANSLATE_NOOP("Actions", "About Lockout Studio"), Menu.HELP, icon="info"),
    *DRAWING_ACTIONS,
    *REP_ACTIONS,
    *PRESET_ACTIONS,
    *SOUND_ACTIONS,
    *VIEW_ACTIONS,
)


class ActionBook(QObject):
    """The window's actions, made from the table."""

    def __init__(self, window: QWidget, icons: IconBook, specs: tuple[ActionSpec, ...] = ACTIONS) -> None:
        super().__init__(window)
        self._icons = icons
        self._specs = {spec.id: spec for spec in specs}
        self._actions = {spec.id: self._make(spec, window) for spec in specs}
        window.addActions(list(self._actions.values()))
        self.allow(Needs.NOTHING)

    @property
    def specs(self) -> tuple[ActionSpec, ...]:
        """The table."""
        return tuple(self._specs.values())

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def some(self, action_ids: Iterable[str]) -> list[QAction]:
        """Several actions in that order."""
        return [self._actions[action_id] for action_id in action_ids]

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Say what each action does.

        Raises:
            ValueError: an action has no handler, or a handler no action.
        """
        if set(handlers) != set(self._actions):
            raise ValueError(f"handlers and actions differ: {sorted(set(handlers) ^ set(self._actions))}")
        for action_id, handler in handlers.items():
            self._actions[action_id].triggered.connect(_without_argument(handler))

    def allow(self, present: Needs) -> None:
        """Switch actions on and off by what is there now."""
        for action_id, spec in self._specs.items():
            self._actions[action_id].setEnabled(spec.needs in present)

    def fill(self, menu_bar: QMenuBar) -> dict[Menu, QMenu]:
        """Build the menus."""
        menus = {menu: menu_bar.addMenu(translate(menu.value)) for menu in Menu}
        for spec in self._specs.values():
            if spec.begins_section:
                menus[spec.menu].addSeparator()
            self._inside(menus[spec.menu], spec.submenu).addAction(self._actions[spec.id])
        return menus

    @staticmethod
    def _inside(menu: QMenu, submenu: str) -> QMenu:
        """A menu inside a menu, made by the first act that stands in it; the menu itself without a title."""
        if not submenu:
            return menu
        made = menu.findChild(QMenu, submenu, Qt.FindChildOption.FindDirectChildrenOnly)
        if made is None:
            made = menu.addMenu(translate(submenu))
            made.setObjectName(submenu)
        return made

    def rebind(self, action_id: str, *keys: str) -> str:
        """Give an act other keys, by character.

        Returns:
            The id of another act that has one of these keys already, in which case nothing has changed; else empty.
        """
        wanted = [QKeySequence(key) for key in keys]
        for other_id, other in self._actions.items():
            if other_id != action_id and any(key in wanted for key in other.shortcuts()):
                return other_id
        action, spec = self._actions[action_id], self._specs[action_id]
        action.setShortcuts(wanted)
        action.setToolTip(_tool_tip(spec, action))
        return ""

    def reset_keys(self, action_id: str) -> str:
        """Give an act its first keys back; returns the id of an act that has one of them now, else empty."""
        return self.rebind(action_id, *self._specs[action_id].keys)

    @property
    def own_keys(self) -> dict[str, tuple[str, ...]]:
        """Keys of the acts that have others than at first."""
        portable = QKeySequence.SequenceFormat.PortableText
        now = {name: tuple(key.toString(portable) for key in act.shortcuts()) for name, act in self._actions.items()}
        first = {
            name: tuple(QKeySequence(key).toString(portable) for key in spec.keys) for name, spec in self._specs.items()
        }
        return {name: keys for name, keys in now.items() if keys != first[name]}

    def take_keys(self, own: Mapping[str, tuple[str, ...]]) -> None:
        """Give acts the keys that they had in an earlier session; what does not fit any more is left out."""
        known = {name: keys for name, keys in own.items() if name in self._actions}
        for name in known:
            self._actions[name].setShortcuts([])
        for name, keys in known.items():
            if self.rebind(name, *keys):
                self.reset_keys(name)

    def name_presets(self, titles: Sequence[str]) -> None:
        """Say on the preset actions which fault each of them adds."""
        for spec, title in zip_longest(PRESET_ACTIONS, titles[: len(PRESET_ACTIONS)], fillvalue=""):
            if isinstance(spec, ActionSpec):
                self._actions[spec.id].setText(f"{spec.title}: {title}" if title else spec.title)

    def show_icon(self, action_id: str, name: str) -> None:
        """Give an action another icon from now on."""
        self._specs[action_id] = replace(self._specs[action_id], icon=name)
        self._actions[action_id].setIcon(self._icons.icon(name))

    def name(self, action_id: str, words: str) -> None:
        """Say in an action's name what it would do now; nothing gives it its first name back."""
        spec, action = self._specs[action_id], self._actions[action_id]
        action.setText(f"{spec.title}: {words}" if words else spec.title)
        self.explain(action_id, words)

    def explain(self, action_id: str, words: str) -> None:
        """Say more about an action where the mouse rests on it; nothing says what it said at first."""
        action = self._actions[action_id]
        tip = _tool_tip(self._specs[action_id], action)
        action.setToolTip(f"{tip}\n{words}" if words else tip)

    def redraw_icons(self) -> None:
        """Draw the icons in the colours in force."""
        for spec in self._specs.values():
            if spec.icon:
                self._actions[spec.id].setIcon(self._icons.icon(spec.icon))

    def _make(self, spec: ActionSpec, window: QWidget) -> QAction:
        action = QAction(spec.title, window)
        action.setObjectName(spec.id)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(spec.menu is Menu.PLAYBACK)
        action.setCheckable(spec.is_checkable)
        action.setIconVisibleInMenu(False)
        if spec.icon:
            action.setIcon(self._icons.icon(spec.icon))
        action.setToolTip(_tool_tip(spec, action))
        return action


def _tool_tip(spec: ActionSpec, action: QAction) -> str:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{spec.title.rstrip('…')} ({keys})" if keys else spec.title.rstrip("…")


def _without_argument(handler: Callable[[], object]) -> Callable[[bool], None]:
    """Qt tells whether an action is checked; handlers do not want to know."""

    def call(_is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 -- a Qt signal's argument
        handler()

    return call
