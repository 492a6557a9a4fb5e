"""The room under test, and clips to try it on."""

import importlib.util
import sys
from pathlib import Path

import pytest

from studio.video import ClipLibrary


def _load_barcode_clips():
    spec = importlib.util.spec_from_file_location("barcode_clips", Path(__file__).with_name("barcode_clips.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["barcode_clips"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


_load_barcode_clips()


@pytest.fixture
def library(tmp_path) -> ClipLibrary:
    return ClipLibrary(tmp_path / "cache")


@pytest.fixture(scope="session")
def plain_clip(tmp_path_factory) -> Path:
    """Sixty frames of H.264 with B-frames and two key frames."""
    from barcode_clips import Recipe, write_clip

    path = tmp_path_factory.mktemp("clips") / "plain.mp4"
    return write_clip(path, Recipe(options={"g": "40", "bf": "3"}))
