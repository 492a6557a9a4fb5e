"""A file is there as a whole or not at all."""

import os
from errno import ENOSPC
from pathlib import Path

import pytest

from studio.core.atomic import make_folder, refuse_stream, write_all_atomically, write_atomically
from studio.core.errors import CannotWrite


def test_a_new_file_holds_the_data_and_nothing_lies_beside_it(tmp_path: Path):
    write_atomically(tmp_path / "result.json", b"{}")

    assert (tmp_path / "result.json").read_bytes() == b"{}"
    assert [path.name for path in tmp_path.iterdir()] == ["result.json"]


def test_an_older_file_is_replaced_and_keeps_its_permissions(tmp_path: Path):
    path = tmp_path / "result.json"
    path.write_bytes(b"old")
    path.chmod(0o640)

    write_atomically(path, b"new")

    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_the_older_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")

    def no_space(_handle: int) -> None:
        raise OSError(ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", no_space)

    with pytest.raises(CannotWrite, match="the disk is full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_stays_one_and_the_file_behind_it_is_replaced(tmp_path: Path):
    behind, link = tmp_path / "kept" / "result.json", tmp_path / "latest.json"
    behind.parent.mkdir()
    behind.write_bytes(b"old")
    link.symlink_to(behind)

    write_atomically(link, b"new")

    assert link.is_symlink()
    assert behind.read_bytes() == b"new"
    assert list(behind.parent.iterdir()) == [behind]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, b"{}")
        assert os.read(reader, 10) == b"{}"
    finally:
        os.close(reader)

    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_pipe_is_refused_where_only_a_file_will_do(tmp_path: Path):
    pipe, file = tmp_path / "pipe", tmp_path / "file.mp4"
    os.mkfifo(pipe)
    file.touch()

    with pytest.raises(CannotWrite, match=r"pipe is not a file"):
        refuse_stream(pipe)
    for path in (file, tmp_path, tmp_path / "new.mp4"):
        refuse_stream(path)


def test_a_missing_folder_is_named_as_the_problem(tmp_path: Path):
    with pytest.raises(CannotWrite, match=r"folder for report\.pdf does not exist"):
        write_atomically(tmp_path / "nowhere" / "report.pdf", b"")


def test_a_folder_is_not_overwritten(tmp_path: Path):
    (tmp_path / "report.pdf").mkdir()

    with pytest.raises(CannotWrite, match="is a folder"):
        write_atomically(tmp_path / "report.pdf", b"")


def test_a_file_in_the_place_of_the_folder_is_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")

    with pytest.raises(CannotWrite, match="does not exist"):
        write_atomically(tmp_path / "file" / "report.pdf", b"")


def test_a_name_that_the_disk_refuses_is_one_sentence(tmp_path: Path):
    with pytest.raises(CannotWrite, match="cannot be written there"):
        write_atomically(tmp_path / ("n" * 300), b"")


def test_files_that_belong_together_appear_together_or_not_at_all(tmp_path: Path):
    first, second = tmp_path / "set.csv", tmp_path / "nowhere" / "set.reps.csv"

    with pytest.raises(CannotWrite):
        write_all_atomically({first: b"a", second: b"b"})

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_made_with_those_above_it_and_may_be_there(tmp_path: Path):
    for _ in range(2):
        make_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CannotWrite, match="The folder b cannot be made"):
        make_folder(tmp_path / "file" / "b")
