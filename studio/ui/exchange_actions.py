"""The acts of File › Export and File › Import."""

from studio.ui.action_spec import ActionSpec, Menu, Needs
from studio.ui.translating import QT_TRANSLATE_NOOP

_EXPORT, _IMPORT = QT_TRANSLATE_NOOP("Actions", "Export"), QT_TRANSLATE_NOOP("Actions", "Import")
_ACTS = (
    ("export-video", QT_TRANSLATE_NOOP("Actions", "Annotated video…"), _EXPORT),
    ("export-gif", QT_TRANSLATE_NOOP("Actions", "Rep as GIF…"), _EXPORT),
    ("export-kinogram", QT_TRANSLATE_NOOP("Actions", "Kinogram of a rep…"), _EXPORT),
    ("export-still", QT_TRANSLATE_NOOP("Actions", "Still of this frame…"), _EXPORT),
    ("import-file", QT_TRANSLATE_NOOP("Actions", "Drawings of Kinovea, joints of Sports2D…"), _IMPORT),
    ("import-openpose", QT_TRANSLATE_NOOP("Actions", "Joints of OpenPose…"), _IMPORT),
)

EXCHANGE_ACTIONS: tuple[ActionSpec, ...] = tuple(
    ActionSpec(action_id, title, Menu.FILE, needs=Needs.ANALYSIS, submenu=submenu)
    for action_id, title, submenu in _ACTS
)
