"""All settings of the studio, each declared once."""

from studio.assets import config_dir
from studio.services.playhead import SPEEDS
from studio.services.settings import FILE_NAME, Setting, SettingKind, Settings

_SWITCH, _NUMBER, _CHOICE, _TEXT = SettingKind.SWITCH, SettingKind.NUMBER, SettingKind.CHOICE, SettingKind.TEXT
_LOOK, _PLAYBACK, _PICTURE, _DRAWING = "Look", "Playback", "On the picture", "Drawing"
_ANALYSIS, _REVIEW, _REPORT, _LIBRARY = "Analysis", "Review", "Report", "Library"

OVERLAYS = {
    "skeleton": ("Skeleton", True),
    "hip_line": ("Shoulder–knee line", True),
    "hip_angle": ("Hip angle", True),
    "bar_path": ("Bar path", True),
    "badge": ("Rep and phase", True),
    "limb_angles": ("Trunk, thigh and shin angles", False),
    "plumb_lines": ("Plumb lines", False),
    "contour": ("Outline", False),
    "ghost": ("Ghost of the best rep", False),
    "aids": ("What was shown to the studio", True),
}
"""What can lie over the picture, and whether it does at first."""

DRAW_PRESETS = ("Cue", "Good", "Fault", "Compare", "Guide", "Thin", "Bold")
"""Looks of drawings, by name."""


def _overlay(part: str) -> Setting:
    title, is_shown = OVERLAYS[part]
    return Setting(
        f"overlay.{part}", _SWITCH, is_shown, title, "Whether it lies over the picture; as in the View menu.", _PICTURE
    )


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "look.language",
        _CHOICE,
        "",
        "Language",
        "Language of the window, and of reports that are made from it.",
        _LOOK,
        choices=(("", "As the system"), ("en", "English"), ("de", "Deutsch")),
    ),
    Setting(
        "look.theme",
        _CHOICE,
        "system",
        "Theme",
        "Dark or light colours of the window.",
        _LOOK,
        choices=(("system", "As the system"), ("dark", "Dark"), ("light", "Light")),
    ),
    Setting(
        "look.text_percent",
        _NUMBER,
        100,
        "Size of texts",
        "How large the texts of the window are, beside what the system says.",
        _LOOK,
        unit="%",
        low=80,
        high=200,
        step=10,
    ),
    Setting(
        "playback.speed_percent",
        _CHOICE,
        "100",
        "Speed at first",
        "How fast a clip plays after it has been opened, as a share of real time.",
        _PLAYBACK,
        choices=tuple((f"{100 * speed:g}", f"{100 * speed:g} %") for speed in SPEEDS),
    ),
    Setting(
        "playback.sound",
        _SWITCH,
        default=False,
        title="Sound of the clip",
        help="Whether a clip is heard while it plays forwards at 100 %; slow motion is silent.",
        group=_PLAYBACK,
    ),
    *(_overlay(part) for part in OVERLAYS),
    Setting(
        "drawing.preset",
        _CHOICE,
        "Cue",
        "Look of new drawings",
        "Colour and width that a new drawing begins with.",
        _DRAWING,
        choices=tuple((name, name) for name in DRAW_PRESETS),
    ),
    Setting(
        "drawing.snap",
        _SWITCH,
        default=True,
        title="Catch joints",
        help="Whether points of a drawing catch a joint that is near and follow it.",
        group=_DRAWING,
    ),
    Setting(
        "review.keeps_at_once",
        _SWITCH,
        default=True,
        title="Keep every edit at once",
        help="When it is off, edits are kept when the clip is closed; a power cut loses them.",
        group=_REVIEW,
    ),
    Setting(
        "analysis.exercise",
        _CHOICE,
        "",
        "Usual exercise",
        "What a clip is judged as when nobody says otherwise; for clips that are opened from now on.",
        _ANALYSIS,
    ),
    Setting(
        "analysis.rule_pack",
        _CHOICE,
        "",
        "Rule pack",
        "Whose limits the usual exercise, or that of the open clip, is judged with.",
        _ANALYSIS,
        is_bound=True,
    ),
    Setting(
        "analysis.pose_model",
        _CHOICE,
        "full",
        "Pose model",
        "The studio's accuracy was measured with the full one; another one is fetched with “lockout models fetch”.",
        _ANALYSIS,
        choices=(("lite", "lite: quicker"), ("full", "full: measured"), ("heavy", "heavy: slower")),
    ),
    Setting(
        "analysis.workers",
        _NUMBER,
        0,
        "Pose threads",
        "How many look at a clip at the same time; 0 is one per core. The result does not depend on it.",
        _ANALYSIS,
        high=8,
    ),
    Setting(
        "storage.scrub_limit_gb",
        _NUMBER,
        4,
        "Room for quick copies",
        "Small copies of clips make seeking quick; those not used for longest are deleted beyond this.",
        _ANALYSIS,
        unit="GB",
        low=1,
        high=200,
    ),
    Setting("report.coach", _TEXT, "", "Your name", "Stands in the head of every report.", _REPORT, is_bound=True),
    Setting(
        "report.contact", _TEXT, "", "Contact", "One line below your name, such as an address.", _REPORT, is_bound=True
    ),
    Setting(
        "report.accent",
        _TEXT,
        "",
        "Colour of headings",
        "Such as #00567a; empty is the theme's own.",
        _REPORT,
        pattern="(#[0-9a-fA-F]{6})?",
        is_bound=True,
    ),
    Setting(
        "report.theme",
        _CHOICE,
        "calm",
        "Theme of reports",
        "The other colours of the pages.",
        _REPORT,
        choices=(("calm", "Calm"), ("warm", "Warm"), ("grey", "Grey")),
        is_bound=True,
    ),
    Setting(
        "report.paper",
        _CHOICE,
        "a4",
        "Paper",
        "Size of the pages.",
        _REPORT,
        choices=(("a4", "A4"), ("us-letter", "Letter")),
        is_bound=True,
    ),
    Setting(
        "library.watched",
        SettingKind.FOLDERS,
        (),
        "Watched folders",
        "New clips in these folders are analysed and wait in the library.",
        _LIBRARY,
        is_bound=True,
    ),
)


def own_settings() -> Settings:
    """The user's settings, from their file."""
    return Settings(config_dir() / FILE_NAME, SETTINGS)
