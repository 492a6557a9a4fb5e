"""The command line with the real adapters, in folders of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from studio.bootstrap import build_studio
from studio.cli import run
from studio.cli.outfit import Outfit

PACK = """schema = "lockout/rule-pack/1"
id = "anna-strict"
name = "Anna, strict"
version = "1.2.0"
exercise = "hip-thrust-barbell"

[faults.F-ECC.M-ECC]
limits = [1.5, 1.0, 0.6]
unit = "s"
source = "Anna, ten years of coaching"
"""


@dataclass(frozen=True)
class Done:
    """What a command said."""

    code: int
    out: str
    err: str


Call = Callable[..., Done]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Folders of a user with nothing in them."""
    for name in ("DATA", "CONFIG", "CACHE"):
        monkeypatch.setenv(f"LOCKOUT_{name}_DIR", str(tmp_path / name.lower()))
    (tmp_path / "data" / "exercises").mkdir(parents=True)
    (tmp_path / "config" / "rule-packs").mkdir(parents=True)
    return tmp_path


@pytest.fixture
def lockout(home: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    """Call the command line in this process."""

    def no_window(**_: object) -> int:
        raise AssertionError("no window is opened here")

    def call(*arguments: object) -> Done:
        code = run(Outfit(make_studio=build_studio, open_window=no_window), [str(argument) for argument in arguments])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture
def pack(home: Path) -> Path:
    """An installed rule pack that lowers more strictly."""
    file = home / "config" / "rule-packs" / "anna.toml"
    file.write_text(PACK, encoding="utf-8")
    return file
