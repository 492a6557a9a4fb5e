"""The acts of sound: hearing the clip, and voice notes."""

from studio.ui.action_spec import ActionSpec, Menu, Needs
from studio.ui.translating import QT_TRANSLATE_NOOP

SOUND_ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "sound",
        QT_TRANSLATE_NOOP("Actions", "Sound of the clip"),
        Menu.PLAYBACK,
        ("U",),
        Needs.SOUND,
        "sound-off",
        is_checkable=True,
        begins_section=True,
    ),
    ActionSpec(
        "voice-note",
        QT_TRANSLATE_NOOP("Actions", "Record a voice note here, or stop it"),
        Menu.REVIEW,
        ("R",),
        Needs.CLIP,
        "microphone",
        begins_section=True,
    ),
    ActionSpec(
        "voice-note-finding",
        QT_TRANSLATE_NOOP("Actions", "Record a voice note on the finding"),
        Menu.REVIEW,
        ("Shift+N",),
        Needs.FINDING,
    ),
    ActionSpec(
        "play-voice-note",
        QT_TRANSLATE_NOOP("Actions", "Play the nearest voice note, or stop it"),
        Menu.REVIEW,
        ("H",),
        Needs.VOICE,
    ),
    ActionSpec(
        "delete-voice-note",
        QT_TRANSLATE_NOOP("Actions", "Delete the voice note"),
        Menu.REVIEW,
        (),
        Needs.VOICE,
    ),
)
