"""Clips come in from files and folders, are told apart by content, and are found again when they move."""

import errno
import os
import shutil
import sqlite3
import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from studio.assets import resource
from studio.bootstrap import build_studio
from studio.cli.library import _is_open
from studio.core.errors import CannotWrite, StudioError, UsageError
from studio.core.training import ClipRole, SetDigest, SetQuery
from studio.library.database import explain, explained
from studio.services import clip_intake
from studio.services.clip_facts import CaptureSource, ClipFacts, read_clip_facts
from studio.services.clip_intake import (
    ClipReplaced,
    FolderWatch,
    clips_in,
    missing_clips,
    relink,
    require_clip,
    take_in,
)
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
    assert missing_clips(library) == ()
    elsewhere = inbox.parent / "archive" / "2026"
    elsewhere.mkdir(parents=True)
    moved = elsewhere / "renamed.mov"
    shutil.move(one.clip.path, moved)
    (inbox / "sub" / "copy of it.MP4").unlink()
    assert missing_clips(library) == (one,)
    with pytest.raises(UsageError, match="no longer where it was"):
        require_clip(one, studio.video)
    assert relink(library, [one], inbox) == {}
    assert relink(library, [one], inbox.parent) == {one.id: moved}
    assert require_clip(library.store.load(one.id), studio.video) == moved


def test_a_clip_that_was_replaced_is_told_and_not_taken_for_the_first(studio: Studio, library: Library, inbox: Path):
    (taken,) = take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    one = library.store.load(taken.set_id)
    one.clip.path.write_bytes(b"something else")
    with pytest.raises(UsageError, match="another file now"):
        require_clip(one, studio.video)
    assert missing_clips(library) == (one,)


def test_a_clip_that_was_replaced_by_one_of_the_same_size_is_told_too(studio: Studio, library: Library, inbox: Path):
    (taken,) = take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    one = library.store.load(taken.set_id)
    assert require_clip(one, studio.video) == one.clip.path
    content = one.clip.path.read_bytes()
    one.clip.path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    with pytest.raises(ClipReplaced, match="another file now"):
        require_clip(one, studio.video)
    assert missing_clips(library) == ()  # nobody has looked inside yet
    assert missing_clips(library, {one.id}) == (one,)
    (inbox / "first.mp4").write_bytes(content)
    assert relink(library, [one], inbox) == {one.id: inbox / "first.mp4"}


def test_a_copy_is_no_move(studio: Studio, library: Library, inbox: Path):
    (taken,) = take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    take_in(studio, library, [inbox / "sub" / "copy of it.MP4"])
    assert library.store.load(taken.set_id).clip.path.name == "PXL_20260301_101530123.mp4"


def test_watched_folders_give_new_clips_once_nobody_writes_to_them(library: Library, inbox: Path):
    library.store.watch([inbox, inbox / "absent"])
    (inbox / "empty.mp4").touch()
    watch = FolderWatch()
    assert watch.look(library) == ()  # whether somebody writes is seen by the next look
    with (inbox / "broken.mp4").open("ab") as growing:
        growing.write(b"more")
    os.utime(inbox / "PXL_20260301_101530123.mp4", (2**31, 2**31))  # a clock that runs far ahead
    assert [path.name for path in watch.look(library)] == ["copy of it.MP4"]
    os.utime(inbox / "broken.mp4", (0, 0))
    assert watch.look(library) == ()  # the one with the odd clock is the same content
    assert [path.name for path in watch.look(library)] == ["broken.mp4"]
    assert watch.look(library) == ()


def test_a_clip_that_could_not_be_read_once_is_looked_at_again(
    library: Library, inbox: Path, monkeypatch: pytest.MonkeyPatch
):
    library.store.watch([inbox])
    watch = FolderWatch()
    watch.look(library)

    def torn(_path: Path, _context: object) -> str:
        raise OSError("the network drive went away")

    with monkeypatch.context() as away:
        away.setattr(clip_intake, "fingerprint_of", torn)
        assert watch.look(library) == ()
    assert len(watch.look(library)) == 2
    assert watch.look(library) == ()


def test_after_a_restart_what_is_known_or_waits_is_not_taken_in_again(studio: Studio, library: Library, inbox: Path):
    library.store.watch([inbox])
    take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    library.store.enqueue([inbox / "broken.mp4"])
    (inbox / "renamed.mp4").write_bytes((inbox / "PXL_20260301_101530123.mp4").read_bytes())
    (inbox / "new.mov").write_bytes(b"new")
    watch = FolderWatch()
    assert watch.look(library) == ()
    assert [path.name for path in watch.look(library)] == ["new.mov"]


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


SECONDS = (1_772_360_130 + 2_082_844_800).to_bytes(4, "big")
"""2026-03-01T10:15:30Z since 1904."""


def box(kind: bytes, content: bytes) -> bytes:
    return (len(content) + 8).to_bytes(4, "big") + kind + content


def user_text(kind: bytes, text: str) -> bytes:
    return box(b"\xa9" + kind, len(text).to_bytes(2, "big") + b"\0\0" + text.encode())


def keyed(entries: dict[str, str], *, is_iso: bool = False) -> bytes:
    """A `meta` box as QuickTime writes it, or with the four bytes more of ISO files."""
    keys = b"".join(box(b"mdta", name.encode()) for name in entries)
    values = (box(b"data", b"\0\0\0\1\0\0\0\0" + text.encode()) for text in entries.values())
    listed = b"".join(box(number.to_bytes(4, "big"), one) for number, one in enumerate(values, start=1))
    inside = box(b"hdlr", b"\0" * 24) + box(b"keys", b"\0" * 4 + len(entries).to_bytes(4, "big") + keys)
    return box(b"meta", (b"\0" * 4 if is_iso else b"") + inside + box(b"ilst", listed))


def film(path: Path, *parts: bytes, seconds: bytes = b"\0" * 4) -> ClipFacts:
    """A file with this header, and what is read from it; the samples stand before the header, as in phones' files."""
    mvhd = box(b"mvhd", b"\0" * 4 + seconds + b"\0" * 92)
    path.write_bytes(box(b"ftyp", b"qt  \0\0\0\0") + box(b"mdat", b"\0" * 5000) + box(b"moov", mvhd + b"".join(parts)))
    return read_clip_facts(path)


def test_the_time_of_filming_is_read_from_the_header(tmp_path: Path):
    facts = film(tmp_path / "IMG_1.mov", box(b"udta", user_text(b"mod", "Phone 12 Pro")), seconds=SECONDS)
    assert datetime.fromisoformat(facts.captured) == datetime(2026, 3, 1, 10, 15, 30, tzinfo=UTC)
    assert (facts.device, facts.source) == ("Phone 12 Pro", CaptureSource.CAMERA)
    unset = film(tmp_path / "IMG_2.mov")
    assert (unset.captured, unset.source) == ("", CaptureSource.FILE)
    assert unset.day == datetime.now().astimezone().date()
    assert read_clip_facts(tmp_path / "absent.mp4").size_bytes == 0


def test_the_zone_that_the_phone_wrote_decides_about_the_day(tmp_path: Path):
    told = {
        "com.apple.quicktime.make": "Apple", "com.apple.quicktime.model": "iPhone 15",
        "com.apple.quicktime.creationdate": "2026-03-02T00:30:00+1300",
    }  # fmt: skip
    facts = film(tmp_path / "VID_20200101_120000.MOV", keyed(told), seconds=SECONDS)
    assert (facts.captured, facts.day) == ("2026-03-02T00:30:00+13:00", date(2026, 3, 2))
    assert (facts.device, facts.source) == ("Apple iPhone 15", CaptureSource.CAMERA)


def test_other_makers_are_read_too(tmp_path: Path):
    android = keyed({"com.android.manufacturer": "Google", "com.android.model": "Google Pixel 9"}, is_iso=True)
    assert film(tmp_path / "a.mp4", android).device == "Google Pixel 9"
    dated = box(
        b"udta",
        user_text(b"day", "2026-03-01T10:15:30+01:00") + user_text(b"mak", "DJI") + user_text(b"mdl", "Pocket 3"),
    )
    assert film(tmp_path / "b.mp4", dated).captured == "2026-03-01T10:15:30+01:00"
    assert film(tmp_path / "b.mp4", dated).device == "DJI Pocket 3"
    gopro = film(tmp_path / "GOPR0012.MP4", seconds=SECONDS)
    assert (gopro.captured, gopro.device) == ("2026-03-01T10:15:30", "GoPro")  # its clock is local
    named = film(tmp_path / "VID_20260301_101530.mp4")
    assert (named.captured, named.source) == ("2026-03-01T10:15:30", CaptureSource.NAME)


def test_a_clock_far_ahead_or_a_date_that_is_none_is_left_aside(tmp_path: Path):
    ahead = int((datetime.now(UTC) + timedelta(days=900)).timestamp()) + 2_082_844_800
    assert film(tmp_path / "IMG_1.mov", seconds=ahead.to_bytes(4, "big")).captured == ""
    odd = keyed({"com.apple.quicktime.creationdate": "yesterday", "com.apple.quicktime.model": ""})
    assert film(tmp_path / "IMG_2.mov", odd).captured == ""


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(min_size=1, max_size=6)), max_size=12), st.integers(0, 600))
@settings(max_examples=60, deadline=None)
def test_a_damaged_header_is_no_trouble(changes: list[tuple[int, bytes]], cut: int):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "IMG_1.mov"
        film(
            path, keyed({"com.apple.quicktime.model": "iPhone"}), box(b"udta", user_text(b"mod", "x")), seconds=SECONDS
        )
        data = bytearray(path.read_bytes())
        start = data.index(b"moov") - 4
        for place, piece in changes:
            at = start + place % (len(data) - start)
            data[at : at + len(piece)] = piece
        path.write_bytes(data[: len(data) - cut])
        assert read_clip_facts(path).size_bytes == path.stat().st_size


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
        ("disk i/o error", "cannot be used just now"),
        ("something new", "could not take this"),
    ],
)
def test_what_the_database_says_becomes_a_sentence_with_a_remedy(message: str, said: str):
    error = explain(message)
    assert said in error.summary
    assert error.remedy


def test_a_full_disk_is_not_told_as_a_damaged_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def told(folder: Path | None) -> str:
        with pytest.raises(StudioError) as raised, explained(folder):
            raise sqlite3.OperationalError("disk I/O error")
        return raised.value.summary

    assert "cannot be used just now" in told(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(1, 1, 0))
    assert "disk is full" in told(tmp_path)
    assert "cannot be used just now" in told(None)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(2**40, 0, 2**40))
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "only be read" in told(tmp_path)
    monkeypatch.undo()
    assert "cannot be used just now" in told(tmp_path / "gone")
    for code, said in (
        (errno.EROFS, "only be read"),
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "cannot be opened"),
    ):
        with pytest.raises(StudioError, match=said), explained():
            raise OSError(code, "no")


def test_a_library_that_takes_nothing_is_no_clips_trouble(studio: Studio, library: Library, inbox: Path):
    def refuse(*_: object, **__: object) -> None:
        raise explain("database is locked")

    library.take_in = refuse  # type: ignore[method-assign]
    with pytest.raises(CannotWrite, match="Another studio"):
        take_in(studio, library, [inbox])


def test_an_analysis_that_was_cut_short_is_taken_up_again(studio: Studio, library: Library, inbox: Path):
    (taken,) = take_in(studio, library, [inbox / "PXL_20260301_101530123.mp4"])
    assert _is_open(library, taken.set_id)
    library.store.save(replace(library.store.load(taken.set_id), digest=SetDigest()))
    assert not _is_open(library, taken.set_id)
