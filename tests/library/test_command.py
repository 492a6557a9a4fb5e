"""`lockout library` and `lockout batch` as a user calls them."""

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from studio.assets import resource
from studio.bootstrap import build_studio
from studio.cli import run
from studio.cli.outfit import Outfit


def no_window(**_: object) -> int:
    raise AssertionError("no window is opened here")


def lockout(*arguments: object) -> int:
    return run(Outfit(make_studio=build_studio, open_window=no_window), [str(one) for one in arguments])


@pytest.fixture
def clips(tmp_path: Path) -> Path:
    folder = tmp_path / "clips"
    folder.mkdir()
    shutil.copyfile(resource("sample/hip-thrust-rendered.mp4"), folder / "VID_20260301_101530.mp4")
    (folder / "=broken.mp4").write_bytes(b"no clip")
    return folder


def test_import_list_export_delete(clips: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert lockout("library", "import", clips, "--athlete", "Ada Quillfeather") == 0
    told = capsys.readouterr()
    assert "VID_20260301_101530.mp4: added" in told.out
    assert "=broken.mp4: " in told.err
    assert lockout("library", "import", clips / "VID_20260301_101530.mp4") == 0
    assert "known already" in capsys.readouterr().out
    assert lockout("library", "list", "quill", "--athlete", "ada quillfeather") == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.split("\t")[:3] == ["2026-03-01", "Ada Quillfeather", "hip-thrust-barbell"]
    out = tmp_path / "ada"
    assert lockout("library", "export", "Ada Quillfeather", "--out", out) == 0
    assert json.loads((out / "profile.json").read_text())["name"] == "Ada Quillfeather"
    assert next(csv.DictReader((out / "sets.csv").read_text().splitlines()))["day"] == "2026-03-01"
    assert lockout("library", "delete", "Ada Quillfeather") == 2
    assert "cannot be undone" in capsys.readouterr().err
    assert lockout("library", "delete", "Ada Quillfeather", "--yes") == 0
    assert "rows of athlete: 1" in capsys.readouterr().out
    assert lockout("library", "list") == 0
    assert capsys.readouterr().out == ""
    assert (clips / "VID_20260301_101530.mp4").exists()


def test_errors_are_sentences_with_their_codes(clips: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert lockout("library", "import", tmp_path / "absent.mp4") == 3
    assert lockout("library", "import", clips / "=broken.mp4") == 3
    assert lockout("library", "export", "Nobody", "--out", tmp_path / "x") == 2
    assert lockout("library", "restore", clips / "=broken.mp4") == 3
    assert lockout("batch", tmp_path / "absent", "--out", tmp_path / "out") == 3
    assert "Traceback" not in capsys.readouterr().err


def test_check_backup_and_restore(clips: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert lockout("library", "import", clips / "VID_20260301_101530.mp4") == 0
    copy = tmp_path / "copy.sqlite"
    assert lockout("library", "backup", "--out", copy) == 0
    assert lockout("library", "check") == 0
    assert "1 sets" in capsys.readouterr().out
    database = Path(build_studio().open_library().folder) / "library.sqlite"
    database.write_bytes(b"garbage " * 1000)
    assert lockout("library", "check") == 3
    assert "damaged" in capsys.readouterr().err
    assert lockout("library", "check", "--repair") in (0, 3)
    assert lockout("library", "restore", copy) == 0
    assert lockout("library", "check") == 0
    assert "1 sets" in capsys.readouterr().out


@pytest.mark.model
@pytest.mark.slow
def test_a_batch_goes_on_where_it_ended(clips: Path, tmp_path: Path):
    def batch() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "studio", "batch", str(clips), "--out", str(tmp_path / "out")],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    first = batch()
    assert first.returncode == 0, first.stderr
    lines = first.stdout.splitlines()
    assert lines[0].startswith("[1/2] =broken.mp4: failed: ")
    assert lines[1].startswith("[2/2] VID_20260301_101530.mp4: done: 5 reps, F-")
    rows = list(csv.DictReader((tmp_path / "out" / "summary.csv").read_text().splitlines()))
    assert rows[0]["clip"] == "'=broken.mp4"
    assert (rows[1]["reps"], rows[1]["state"]) == ("5", "done")
    contract = tmp_path / "out" / "VID_20260301_101530.mp4.json"
    before = contract.stat().st_mtime_ns
    second = batch()
    assert "kept: 5 reps" in second.stdout
    assert contract.stat().st_mtime_ns == before
    contract.unlink()
    assert "done: 5 reps" in batch().stdout


@pytest.mark.model
@pytest.mark.slow
def test_a_clip_is_imported_analysed_shared_and_taken_in_elsewhere(
    clips: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    clip = clips / "VID_20260301_101530.mp4"
    assert lockout("library", "import", clip, "--athlete", "Ada Quill", "--analyse") == 0
    (line,) = [text for text in capsys.readouterr().out.splitlines() if "analysed as" in text]
    assert lockout("library", "list", "quill feet") == 0
    fields = capsys.readouterr().out.strip().split("\t")
    assert fields[4].startswith("F-")
    case = tmp_path / "ada.lockout"
    assert lockout("library", "export", line.rpartition(" ")[2], "--out", case) == 0
    capsys.readouterr()
    monkeypatch.setenv("LOCKOUT_DATA_DIR", str(tmp_path / "elsewhere"))
    clip.unlink()
    assert lockout("library", "import", case) == 0
    assert lockout("library", "import", case) == 2
    capsys.readouterr()
    assert lockout("library", "list", "--athlete", "Ada Quill") == 0
    assert capsys.readouterr().out.split("\t")[4] == fields[4]
    assert lockout("library", "check") == 0
