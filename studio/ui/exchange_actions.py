"""The acts of File › Export and File › Import."""

from studio.ui.action_spec import ActionSpec, Menu, Needs
from studio.ui.translating import QT_TRANSLATE_NOOP

_EXPORT, _IMPORT = QT_TRANSLATE_NOOP("Actions", "Export"), QT_TRANSLATE_NOOP("Actions", "Import")

EXCHANGE_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "export-video",
        QT_TRANSLATE_NOOP("Actions", "Annotated video…"),
        Menu.FILE,
        needs=Needs.ANALYSIS,
        submenu=_EXPORT,
    ),
    ActionSpec(
        "export-gif", QT_TRANSLATE_NOOP("Actions", "Rep as GIF…"), Menu.FILE, needs=Needs.ANALYSIS, submenu=_EXPORT
    ),
    ActionSpec(
        "export-kinogram",
        QT_TRANSLATE_NOOP("Actions", "Kinogram of a rep…"),
        Menu.FILE,
        needs=Needs.ANALYSIS,
        submenu=_EXPORT,
    ),
    ActionSpec(
        "export-still",
        QT_TRANSLATE_NOOP("Actions", "Still of this frame…"),
        Menu.FILE,
        needs=Needs.ANALYSIS,
        submenu=_EXPORT,
    ),
    ActionSpec(
        "import-file",
        QT_TRANSLATE_NOOP("Actions", "Drawings of Kinovea, joints of Sports2D…"),
        Menu.FILE,
        needs=Needs.ANALYSIS,
        submenu=_IMPORT,
    ),
    ActionSpec(
        "import-openpose",
        QT_TRANSLATE_NOOP("Actions", "Joints of OpenPose…"),
        Menu.FILE,
        needs=Needs.ANALYSIS,
        submenu=_IMPORT,
    ),
)
