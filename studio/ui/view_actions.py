"""The acts of workspaces, graphs, language and shortcuts."""

from studio.ui.action_spec import ActionSpec, Menu, Needs
from studio.ui.translating import QT_TRANSLATE_NOOP

_ANALYSIS = Needs.ANALYSIS
LANGUAGE_OF_ACTION = {"language-en": "en", "language-de": "de"}

VIEW_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "workspace-review",
        QT_TRANSLATE_NOOP("Actions", "Workspace: review"),
        Menu.VIEW,
        ("F5",),
        Needs.CLIP,
        begins_section=True,
    ),
    ActionSpec("workspace-present", QT_TRANSLATE_NOOP("Actions", "Workspace: present"), Menu.VIEW, ("F6",), Needs.CLIP),
    ActionSpec("workspace-measure", QT_TRANSLATE_NOOP("Actions", "Workspace: measure"), Menu.VIEW, ("F7",), Needs.CLIP),
    ActionSpec(
        "graphs-picture",
        QT_TRANSLATE_NOOP("Actions", "Save the graphs as a picture…"),
        Menu.VIEW,
        (),
        _ANALYSIS,
        begins_section=True,
    ),
    ActionSpec(
        "graphs-csv", QT_TRANSLATE_NOOP("Actions", "Save the graphs as a table…"), Menu.VIEW, (), Needs.ANALYSIS
    ),
    ActionSpec("language-en", "English", Menu.VIEW, begins_section=True),
    ActionSpec("language-de", "Deutsch", Menu.VIEW),
    ActionSpec("change-shortcuts", QT_TRANSLATE_NOOP("Actions", "Change shortcuts…"), Menu.HELP),
)
