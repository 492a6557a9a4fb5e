"""One act of the window: what it is called, where it stands, which keys it has, when it makes sense."""

from dataclasses import dataclass
from enum import Flag, StrEnum, auto, unique

from PySide6.QtCore import QCoreApplication

from studio.ui.translating import QT_TRANSLATE_NOOP


class Needs(Flag):
    """What must be there for an act to make sense."""

    NOTHING = 0
    CLIP = auto()
    ANALYSIS = auto()
    FINDING = auto()
    JOB = auto()
    UNDO = auto()
    REDO = auto()
    TOOL = auto()
    DRAWING = auto()
    HELD = auto()
    SOUND = auto()
    VOICE = auto()


@unique
class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    FILE = QT_TRANSLATE_NOOP("Actions", "File")
    EDIT = QT_TRANSLATE_NOOP("Actions", "Edit")
    PLAYBACK = QT_TRANSLATE_NOOP("Actions", "Playback")
    REVIEW = QT_TRANSLATE_NOOP("Actions", "Review")
    DRAW = QT_TRANSLATE_NOOP("Actions", "Draw")
    VIEW = QT_TRANSLATE_NOOP("Actions", "View")
    HELP = QT_TRANSLATE_NOOP("Actions", "Help")


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One act.

    Attributes:
        id: stable name.
        name: for people, untranslated.
        menu: where it stands.
        keys: shortcuts by character, in Qt's portable spelling; the first is shown.
        needs: what must be there.
        icon: file in `resources/icons`; empty for none.
        is_checkable: whether it is a switch.
        begins_section: whether a line goes before it in the menu.
        submenu: untranslated title of a menu inside the menu; empty for none.
    """

    id: str
    name: str
    menu: Menu
    keys: tuple[str, ...] = ()
    needs: Needs = Needs.NOTHING
    icon: str = ""
    is_checkable: bool = False
    begins_section: bool = False
    submenu: str = ""

    @property
    def title(self) -> str:
        """The name in the user's language."""
        return translate(self.name)


def translate(text: str) -> str:
    """A text of the table in the user's language."""
    return QCoreApplication.translate("Actions", text)
