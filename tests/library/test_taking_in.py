"""Clips come in from files and folders, are told apart by content, and are found again when they move."""

import os
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from studio.assets import resource
from studio.bootstrap import build_studio
from studio.core.errors import UsageError
from studio.core.training import ClipRole, SetQuery
from studio.library.database import explain
from studio.services.clip_facts import read_clip_facts
from studio.services.clip_intake import clips_in, missing_clips, new_in_watched, relink, require_clip, take_in
from studio.services.library import Library
from studio.services.studio import Studio


@pytest.fixture
def studio() -> Studio:
    return build_studio()


@pytest.fixture
def library(studio: Studio) -> Library:
    return Library(studio, studio.open_library())


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    (folder / "sub").mkdir(parents=True)
    shutil.copyfile(resource("sample/hip-thrust-rendered.mp4"), folder / "PXL_20260301_101530123.mp4")
    shutil.copyfile(resource("sample/hip-thrust-rendered.mp4"), folder / "sub" / "copy of it.MP4")
    (folder / ".hidden.mp4").write_bytes(b"x")
    (folder / "notes.txt").write_text("no clip")
    (folder / "broken.mp4").write_bytes(b"no clip at all")
    return folder


def test_the_same_content_is_one_set_and_no_file_is_touched(studio: Studio, library: Library, inbox: Path):
    before = {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in inbox.rglob("*") if path.is_file()}
    taken = take_in(studio, library, [inbox])
    assert [(one.path.name, one.is_new, bool(one.problem)) for one in taken] == [
        ("PXL_20260301_101530123.mp4", True, False),
        ("broken.mp4", False, True),
        ("copy of it.MP4", False, False),
    ]
    assert library.store.find(SetQuery()).total == 1
    assert {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in before} == before
    (row,) = library.store.find(SetQuery()).rows
    assert row.day == date(2026, 3, 1)


def test_a_clip_that_moved_is_found_again_by_its_content(studio: Studio, library: Library, inbox: Path):
    taken = take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    one = library.store.load(taken[0].set_id)
    assert missing_clips([one]) == ()
    elsewhere = inbox.parent / "archive" / "2026"
    elsewhere.mkdir(parents=True)
    moved = elsewhere / "renamed.mov"
    shutil.move(one.clip.path, moved)
    (inbox / "sub" / "copy of it.MP4").unlink()
    assert missing_clips([one]) == (one,)
    with pytest.raises(UsageError, match="no longer where it was"):
        require_clip(one)
    assert relink(library, [one], inbox) == {}
    assert relink(library, [one], inbox.parent) == {one.id: moved}
    assert require_clip(library.store.load(one.id)) == moved


def test_a_clip_that_was_replaced_is_told_and_not_taken_for_the_first(studio: Studio, library: Library, inbox: Path):
    (taken,) = take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    one = library.store.load(taken.set_id)
    one.clip.path.write_bytes(b"something else")
    with pytest.raises(UsageError, match="another file now"):
        require_clip(one)
    assert missing_clips([one]) == (one,)


def test_watched_folders_give_new_clips_that_nobody_writes_to(library: Library, inbox: Path):
    library.store.watch([inbox, inbox / "absent"])
    now_s = max(path.stat().st_mtime for path in inbox.rglob("*.mp4")) + 60.0
    os.utime(inbox / "broken.mp4", (now_s, now_s))
    found = new_in_watched(library, now_s=now_s)
    assert [path.name for path in found] == ["PXL_20260301_101530123.mp4", "copy of it.MP4"]
    library.store.enqueue(found)
    assert new_in_watched(library, now_s=now_s) == ()


def test_folders_are_read_by_name_and_files_are_taken_as_they_are(inbox: Path):
    assert list(clips_in([inbox / "notes.txt"])) == [inbox / "notes.txt"]
    assert len(list(clips_in([inbox]))) == 3


@pytest.mark.parametrize(
    ("name", "captured"),
    [
        ("PXL_20260301_101530123.mp4", "2026-03-01T10:15:30"),
        ("VID_20251231_235959.mp4", "2025-12-31T23:59:59"),
        ("20260301_101530.mp4", "2026-03-01T10:15:30"),
        ("WhatsApp Video 2026-03-01 at 10.15.30.mp4", "2026-03-01T00:00:00"),
        ("IMG_1234.mov", ""),
        ("20261399_101530.mp4", ""),
        ("set 20991.mp4", ""),
    ],
)
def test_camera_phones_write_the_time_into_the_name(tmp_path: Path, name: str, captured: str):
    path = tmp_path / name
    path.write_bytes(b"\0" * 32)
    assert read_clip_facts(path).captured == captured


def test_the_time_of_filming_is_read_from_the_header(tmp_path: Path):
    seconds = (1_772_360_130) + 2_082_844_800  # 2026-03-01T10:15:30Z since 1904
    mvhd = b"mvhd" + b"\0\0\0\0" + seconds.to_bytes(4, "big") + b"\0" * 92
    model = b"\xa9mod\x00\x0c\x00\x00Phone 12 Pro\x00"
    body = (len(mvhd) + 4).to_bytes(4, "big") + mvhd + model
    path = tmp_path / "IMG_1.mov"
    path.write_bytes(b"\0\0\0\x10ftypqt  \0\0\0\0" + (len(body) + 8).to_bytes(4, "big") + b"moov" + body)
    facts = read_clip_facts(path)
    assert facts.captured.startswith("2026-03-01T")
    assert facts.device == "Phone 12 Pro"
    path.write_bytes(path.read_bytes().replace(seconds.to_bytes(4, "big"), b"\0\0\0\0"))
    assert read_clip_facts(path).captured == ""
    assert read_clip_facts(tmp_path / "absent.mp4").size_bytes == 0


def test_a_front_clip_joins_the_set_and_no_other_takes_it(
    studio: Studio, library: Library, inbox: Path, tmp_path: Path
):
    (taken,) = take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    own = studio.video.probe(inbox / "sub" / "copy of it.MP4")
    with pytest.raises(UsageError, match="already"):
        library.attach(taken.set_id, own, ClipRole.FRONT)
    front = replace(own, sha256="f" * 64, path=tmp_path / "front.mov")
    other = replace(own, sha256="e" * 64, path=tmp_path / "other.mov")
    library.attach(taken.set_id, front, ClipRole.FRONT)
    library.attach(taken.set_id, other, ClipRole.TECHNIQUE)
    roles = [clip.role for clip in library.store.load(taken.set_id).clips]
    assert roles == [ClipRole.SIDE, ClipRole.TECHNIQUE, ClipRole.FRONT]
    assert library.take_in(front).id == taken.set_id
    second = library.take_in(replace(own, sha256="d" * 64))
    with pytest.raises(UsageError, match="another set"):
        library.attach(second.id, front, ClipRole.FRONT)
    assert library.store.find(SetQuery(text="front.mov")).total == 1


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("database is locked", "Another studio"),
        ("database or disk is full", "disk is full"),
        ("attempt to write a readonly database", "only be read"),
        ("unable to open database file", "cannot be opened"),
        ("database disk image is malformed", "damaged"),
        ("file is not a database", "damaged"),
        ("something new", "could not take this"),
    ],
)
def test_what_the_database_says_becomes_a_sentence_with_a_remedy(message: str, said: str):
    error = explain(message)
    assert said in error.summary
    assert error.remedy
