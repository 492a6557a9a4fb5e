"""The colours of both themes. Chrome is grey with one accent; data colours keep their meaning in both."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThemeColors:
    """All colours of one theme, as "#rrggbb".

    The data colours follow Okabe and Ito (2008), a set that people with any kind of colour blindness can tell apart;
    each theme holds its own tint of them so that every line has at least 3:1 contrast with the ground it lies on.
    `line` parts what lies side by side; `edge` is the rim of what can be pressed or filled in, at least 3:1 as well.
    """

    is_dark: bool
    window: str
    surface: str
    raised: str
    hover: str
    pressed: str
    line: str
    edge: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    accent_soft: str
    stage: str
    on_stage: str
    good: str
    limited: str
    poor: str
    mild: str
    moderate: str
    severe: str
    orange: str
    sky: str
    green: str
    pink: str
    yellow: str
    vermilion: str
    blue: str
    grey: str


DARK = ThemeColors(
    is_dark=True,
    window="#12151b",
    surface="#181c23",
    raised="#20252e",
    hover="#2a303b",
    pressed="#333b48",
    line="#2b313c",
    edge="#6b7688",
    text="#e8ecf2",
    muted="#a3adbc",
    faint="#8a95a6",
    accent="#6aa6ff",
    on_accent="#0b1220",
    accent_soft="#22324d",
    stage="#0a0c10",
    on_stage="#e8ecf2",
    good="#4dbe96",
    limited="#e3b341",
    poor="#f0743a",
    mild="#e3c341",
    moderate="#f0973a",
    severe="#f2645a",
    orange="#f0a52e",
    sky="#62bdee",
    green="#2dbe94",
    pink="#de93be",
    yellow="#efe25a",
    vermilion="#f0743a",
    blue="#6b9fe8",
    grey="#9aa4b3",
)

LIGHT = ThemeColors(
    is_dark=False,
    window="#f1f3f6",
    surface="#fbfcfd",
    raised="#ffffff",
    hover="#e8ecf2",
    pressed="#dbe1ea",
    line="#d6dce5",
    edge="#7f8a9b",
    text="#1a1f29",
    muted="#4f5a6b",
    faint="#5f697b",
    accent="#1b62d4",
    on_accent="#ffffff",
    accent_soft="#dfeafc",
    stage="#1b1f27",
    on_stage="#e8ecf2",
    good="#0f7d5b",
    limited="#8f6400",
    poor="#b9480b",
    mild="#8f6f00",
    moderate="#b85c00",
    severe="#c3302a",
    orange="#b87100",
    sky="#0a79b5",
    green="#00805d",
    pink="#a9487e",
    yellow="#877800",
    vermilion="#c04f00",
    blue="#2f5fb3",
    grey="#5f6878",
)
