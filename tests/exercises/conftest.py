"""Plugin folders to break."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from studio.assets import plugins_dir
from studio.exercises import ExerciseCatalogue, new_exercise

MakePlugin = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder for plugins that are not shipped."""
    place = tmp_path / "mine"
    place.mkdir()
    return place


@pytest.fixture
def make_plugin(folder: Path) -> MakePlugin:
    """Make a plugin that passes, then change one of its files."""

    def make(name: str = "Box squat", *, file: str = "exercise.toml", old: str = "", new: str = "") -> Path:
        place = new_exercise(name, folder)
        if old or new:
            path = place / file
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            assert old in text
            path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
        return place

    return make


@pytest.fixture
def catalogue(folder: Path, tmp_path: Path) -> ExerciseCatalogue:
    """Shipped exercises and those of `folder`, with a place for rule packs and choices."""
    packs = tmp_path / "packs"
    packs.mkdir()
    return ExerciseCatalogue([plugins_dir(), folder], packs=packs, choices=tmp_path / "choices.json")


@pytest.fixture
def shipped_copy(tmp_path: Path) -> Path:
    """A copy of the shipped plugins."""
    copy = tmp_path / "plugins"
    shutil.copytree(plugins_dir(), copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy
