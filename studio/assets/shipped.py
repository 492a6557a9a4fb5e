"""Files that come with the studio."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resources_dir() -> Path:
    """Folder with knowledge base, report template, icons, translations and the sample."""
    return _shipped("resources")


def plugins_dir() -> Path:
    """Folder with one folder per shipped exercise."""
    return _shipped("plugins")


def resource(name: str) -> Path:
    """Path of one shipped file, such as "sample/clip.mp4".

    Raises:
        FileNotFoundError: the installation is incomplete.
    """
    path = resources_dir() / name
    if not path.exists():
        raise FileNotFoundError(path)
    return path


def _shipped(name: str) -> Path:
    in_wheel = _PACKAGE / "_shipped" / name
    return in_wheel if in_wheel.is_dir() else _PACKAGE.parent / name
