"""The user's own folders. An environment variable moves each of them, for tests and for unusual installations."""

import os
from pathlib import Path

from platformdirs import PlatformDirs

_PLACES = PlatformDirs(appname="lockout-studio", appauthor=False)


def data_dir() -> Path:
    """Where athletes, reviews and analyses live; `LOCKOUT_DATA_DIR` moves it."""
    return _folder("LOCKOUT_DATA_DIR", _PLACES.user_data_path)


def config_dir() -> Path:
    """Where settings live; `LOCKOUT_CONFIG_DIR` moves it."""
    return _folder("LOCKOUT_CONFIG_DIR", _PLACES.user_config_path)


def cache_dir() -> Path:
    """Where things live that can be made again, such as scrub caches; `LOCKOUT_CACHE_DIR` moves it."""
    return _folder("LOCKOUT_CACHE_DIR", _PLACES.user_cache_path)


def model_dir() -> Path:
    """Where pose models live; `LOCKOUT_MODEL_DIR` moves it. Apart from the cache: fetching them costs a network."""
    return _folder("LOCKOUT_MODEL_DIR", _PLACES.user_data_path / "models")


def _folder(variable: str, default: Path) -> Path:
    chosen = os.environ.get(variable)
    return Path(chosen) if chosen else default
