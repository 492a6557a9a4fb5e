"""Deleting an athlete leaves no trace of them outside the library either: recent clips, the window's file, the log."""

from pathlib import Path

import pytest
from test_command import clips, lockout  # noqa: F401 -- a fixture and a helper

from studio.assets import config_dir, data_dir
from studio.services.person_data import forget_lines
from studio.services.recent_clips import MOST_CLIPS, RecentClips


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "config"


def make(tmp_path: Path, name: str, content: bytes = b"clip") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_the_newest_clip_stands_first_and_no_more_are_kept_than_are_shown(folder: Path, tmp_path: Path):
    made = [make(tmp_path, f"{number}.mp4") for number in range(8)]
    for path in (*made, made[3]):
        RecentClips(folder).remember(path)
    assert RecentClips(folder).still_there() == (made[3], made[7], made[6], made[5], made[4], made[2])
    assert len(RecentClips(folder).still_there()) == MOST_CLIPS
    made[3].unlink()
    assert made[3] not in RecentClips(folder).still_there()


def test_a_clip_is_forgotten_by_its_place_and_by_its_content(folder: Path, tmp_path: Path):
    recent = RecentClips(folder)
    by_place, by_content, other = (make(tmp_path, f"{name}.mp4", name.encode()) for name in ("a", "b", "c"))
    for path in (by_place, by_content, other):
        recent.remember(path)
    gone = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"  # SHA-256 of the letter b
    assert recent.forget([by_place], {gone})
    assert recent.still_there() == (other,)
    assert not recent.forget([by_place], {gone})


def test_what_is_damaged_or_cannot_be_written_stops_nobody(folder: Path, tmp_path: Path):
    folder.mkdir()
    (folder / "recent-clips.json").write_text("{")
    assert RecentClips(folder).still_there() == ()
    (folder / "recent-clips.json").write_text('{"a": 1}')
    assert RecentClips(folder).still_there() == ()
    blocked = make(tmp_path, "no folder")
    RecentClips(blocked).remember(blocked)
    assert RecentClips(blocked).still_there() == ()
    assert not RecentClips(blocked).forget([])


def test_the_line_of_an_earlier_window_goes_too(folder: Path):
    folder.mkdir()
    (folder / "window.ini").write_bytes(b"[clips]\nrecent=/home/ada/set.mp4\\n/b.mp4\n\n[look]\ntheme=dark\n")
    assert RecentClips(folder).forget([])
    assert (folder / "window.ini").read_bytes() == b"[clips]\n\n[look]\ntheme=dark\n"
    assert not RecentClips(folder).forget([])


def test_lines_with_a_name_go_from_a_log_that_is_still_being_written(tmp_path: Path):
    log = make(tmp_path, "studio.log", b"one\nAda Quillfeather was kept\ntwo \xff\n")
    with log.open("ab") as writer:
        assert forget_lines([log, tmp_path / "absent.log"], {"ada quillfeather", ""}) == ["1 lines of studio.log"]
        writer.write(b"three\n")
    assert log.read_bytes() == b"one\ntwo \xff\nthree\n"


def test_the_command_leaves_no_name_in_data_settings_or_cache(
    clips: Path,  # noqa: F811 -- the fixture
    capsys: pytest.CaptureFixture[str],
):
    clip = next(clips.glob("VID*")).rename(clips / "Quillfeather 20260301.mp4")
    assert lockout("library", "import", clip, "--athlete", "Ada Quillfeather") == 0
    RecentClips(config_dir()).remember(clip)
    (data_dir() / "studio.log").write_text("Quillfeather 20260301.mp4 was changed in another window\nother\n")
    (config_dir() / "window.ini").write_text(f"[clips]\nrecent={clip}\n")
    capsys.readouterr()
    assert lockout("library", "delete", "Ada Quillfeather", "--yes") == 0
    told = capsys.readouterr().out
    assert "deleted: recent clips" in told
    assert "deleted: 1 lines of studio.log" in told
    home = config_dir().parent
    for path in (one for one in home.rglob("*") if one.is_file()):
        assert b"quillfeather" not in path.read_bytes().lower(), path
        assert "quillfeather" not in path.name.lower()
    assert clip.is_file()


def test_the_command_deletes_one_set_by_its_id(
    clips: Path,  # noqa: F811 -- the fixture
    capsys: pytest.CaptureFixture[str],
):
    clip = next(clips.glob("VID*"))
    assert lockout("library", "import", clip) == 0
    capsys.readouterr()
    assert lockout("library", "list") == 0
    set_id = capsys.readouterr().out.split("\t")[-1].strip()
    assert lockout("library", "delete", "nothing", "--set", "--yes") == 2
    assert lockout("library", "delete", set_id, "--set") == 2
    assert "Deleting a set cannot be undone." in capsys.readouterr().err
    assert lockout("library", "delete", set_id, "--set", "--yes") == 0
    assert lockout("library", "list") == 0
    assert "No set matches." in capsys.readouterr().err
    assert clip.is_file()
