"""Whether there is a screen to open a window on; without one Qt ends the process with words of its own."""

from collections.abc import Mapping

from studio.core.errors import MissingComponent

_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def require_display(environment: Mapping[str, str], platform: str) -> None:
    """Stop with a sentence where no window can open.

    Args:
        environment: of this process.
        platform: as `sys.platform` names it.

    Raises:
        MissingComponent: nothing tells where a screen is.
    """
    if platform.startswith("linux") and not any(environment.get(name) for name in _SCREENS):
        raise MissingComponent(
            "There is no screen here to open a window on.",
            remedy="Start it on a desktop, or work without a window: lockout analyze CLIP --report FILE.pdf",
        )
