"""A link in a report leads to its clip and frame, or to a sentence."""

from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from studio.cli.opening import what_to_open
from studio.core.errors import UnreadableInput, UsageError
from studio.core.links import FrameLink

SHA = "c0ffee" * 10 + "beef"


@dataclass
class Clip:
    sha256: str
    path: Path


def _studio(clip):
    known = SimpleNamespace(clips=(clip,), clip=clip) if clip else None
    store = SimpleNamespace(with_clip=lambda sha: known if sha == SHA else None)
    return lambda: SimpleNamespace(open_library=lambda: store)


def test_a_path_is_a_path():
    assert what_to_open(_studio(None), "clips/set.mp4") == (Path("clips/set.mp4"), 0)


def test_a_link_leads_to_its_clip_and_frame(tmp_path):
    (tmp_path / "set.mp4").write_bytes(b"x")

    assert what_to_open(_studio(Clip(SHA, tmp_path / "set.mp4")), FrameLink(SHA, 291).url) == (
        tmp_path / "set.mp4",
        291,
    )


def test_what_leads_nowhere_is_a_sentence(tmp_path):
    moved = _studio(Clip(SHA, tmp_path / "moved.mp4"))
    with pytest.raises(UnreadableInput, match="not where it was"):
        what_to_open(moved, FrameLink(SHA, 1).url)
    with pytest.raises(UnreadableInput, match="not in the library"):
        what_to_open(moved, FrameLink("ab" * 32, 1).url)
    with pytest.raises(UsageError, match="no frame"):
        what_to_open(moved, "lockout://clip/../../etc?frame=1")
