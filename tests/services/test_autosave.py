"""Reviews survive: edits are kept as they are made, damage is put aside, and a kill loses the last edit at most."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from studio.core.errors import CannotWrite
from studio.core.review import Review
from studio.services.autosave import Autosave, NoShelf, ReviewFolder
from studio.services.jobs import Job, JobRunner, silent_context

CLIP = "a" * 64
EMPTY = Review(clip_sha256=CLIP)


@pytest.fixture
def runner():
    runner = JobRunner(lanes={Autosave.LANE: Autosave.LANE_THREADS})
    yield runner
    assert runner.shutdown()


def until(condition) -> None:
    deadline_s = time.monotonic() + 20.0
    while not condition():
        assert time.monotonic() < deadline_s
        time.sleep(0.002)


class SlowShelf:
    """Holds the first write until it is let go; may fail."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.gate = threading.Event()
        self.is_full = False
        self.disk = threading.Event()
        self.disk.set()
        self.settled: list[str] = []

    def settle(self) -> None:
        kept = list(self.kept)
        self.disk.wait(20.0)
        self.settled = kept

    def keep(self, review: Review) -> None:
        self.gate.wait(20.0)
        if self.is_full:
            raise CannotWrite("The disk is full.", remedy="Make room.")
        self.kept.append(review.summary)

    def recall(self, clip_sha256: str) -> Review | None:
        return None


def test_no_shelf_keeps_nothing():
    NoShelf().keep(EMPTY)
    NoShelf().settle()
    assert NoShelf().recall(CLIP) is None


def test_a_folder_gives_back_what_it_keeps(tmp_path):
    folder = ReviewFolder(tmp_path / "reviews")
    assert folder.recall(CLIP) is None
    folder.keep(replace(EMPTY, summary="one"))
    folder.keep(replace(EMPTY, summary="two"))
    assert folder.recall(CLIP).summary == "two"
    assert [path.suffix for path in (tmp_path / "reviews").iterdir()] == [".json"]


@pytest.mark.logs("put aside")
def test_a_damaged_file_is_put_aside_and_not_overwritten(tmp_path):
    folder = ReviewFolder(tmp_path)
    folder.keep(EMPTY)
    (path,) = tmp_path.iterdir()
    path.write_text('{"schema": "lockout/review/1"')
    assert folder.recall(CLIP) is None
    folder.keep(EMPTY)
    assert sorted(item.suffix for item in tmp_path.iterdir()) == [".json", ".unreadable"]


def test_a_folder_that_cannot_be_says_so(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite):
        ReviewFolder(tmp_path / "file" / "reviews").keep(EMPTY)


def test_newer_edits_replace_those_that_still_wait(runner):
    shelf = SlowShelf()
    autosave = Autosave(shelf, runner)
    for number in range(50):
        autosave.keep(replace(EMPTY, summary=str(number)))
    assert autosave.recall(CLIP).summary == "49"
    shelf.gate.set()
    until(lambda: shelf.kept[-1:] == ["49"])
    assert len(shelf.kept) <= 2


def test_the_last_edit_of_one_clip_is_not_lost_to_the_next_clip(runner):
    shelf = SlowShelf()
    autosave = Autosave(shelf, runner)
    autosave.keep(replace(EMPTY, summary="first clip"))
    autosave.keep(replace(EMPTY, summary="first clip, later"))
    autosave.keep(Review(clip_sha256="b" * 64, summary="second clip"))
    shelf.gate.set()
    until(lambda: {"first clip, later", "second clip"} <= set(shelf.kept))


class Recorder:
    """Takes jobs down instead of running them."""

    def __init__(self) -> None:
        self.works: list = []

    def submit(self, work, *, title: str, lane: str) -> Job:
        self.works.append(work)
        return Job(len(self.works), title=title, lane=lane)


class Overtaken(Autosave):
    """Somebody edits in the moment between the last look for what waits and the end of the job."""

    def _write_next(self) -> bool:
        is_more_left = super()._write_next()
        if not is_more_left:
            self.keep(replace(EMPTY, summary="in between"))
        return is_more_left


def test_an_edit_at_the_very_end_of_a_job_has_one_writer_and_no_second(tmp_path):
    recorder = Recorder()
    autosave = Overtaken(ReviewFolder(tmp_path), recorder)
    autosave.keep(replace(EMPTY, summary="first"))
    recorder.works[0](silent_context())
    begun = len(recorder.works)
    autosave.keep(replace(EMPTY, summary="later"))
    assert len(recorder.works) == begun  # the job that the edit in between began takes it along


def test_a_slow_disk_holds_no_newer_edit_up(runner):
    shelf = SlowShelf()
    shelf.gate.set()
    shelf.disk.clear()
    autosave = Autosave(shelf, runner)
    for number in range(5):
        autosave.keep(replace(EMPTY, summary=str(number)))
        until(lambda wanted=str(number): shelf.kept[-1:] == [wanted])
    assert shelf.settled == []
    shelf.disk.set()
    until(lambda: shelf.settled[-1:] == ["4"])


def test_a_file_that_is_gone_needs_no_disk_and_one_that_cannot_be_written_says_so(tmp_path):
    folder = ReviewFolder(tmp_path)
    folder.keep(EMPTY)
    folder.settle()
    (path,) = tmp_path.iterdir()
    folder.keep(EMPTY)
    path.unlink()
    folder.settle()
    folder.keep(EMPTY)
    path.unlink()
    path.mkdir()
    with pytest.raises(CannotWrite):
        folder.settle()


def test_what_could_not_be_kept_is_told_and_tried_again(runner):
    shelf = SlowShelf()
    shelf.is_full = True
    autosave, told = Autosave(shelf, runner), []
    autosave.failed.subscribe(told.append)
    autosave.keep(replace(EMPTY, summary="one"))
    shelf.gate.set()
    until(lambda: len(told) == 1)
    shelf.is_full = False
    autosave.flush()
    assert shelf.kept == ["one"]


@pytest.mark.logs("were not kept")
def test_a_last_edit_that_cannot_be_kept_is_logged(runner):
    shelf = SlowShelf()
    autosave = Autosave(shelf, runner)
    runner.shutdown()
    autosave._waiting[CLIP] = EMPTY
    shelf.is_full = True
    shelf.gate.set()
    autosave.flush()


EDITOR = """
import sys, time
from dataclasses import replace
from pathlib import Path
from studio.core.review import Review
from studio.review import History, SetSummary
from studio.services.autosave import Autosave, ReviewFolder
from studio.services.jobs import JobRunner

runner = JobRunner(lanes={Autosave.LANE: Autosave.LANE_THREADS})
autosave = Autosave(ReviewFolder(Path(sys.argv[1])), runner)
history = History(Review(clip_sha256="a" * 64))
history.changed.subscribe(lambda changed: autosave.keep(changed.after))
for number in range(1, 100000):
    history.do(SetSummary(str(number)))
    history.end_merge()
    time.sleep(0.03)
    print(number, flush=True)
"""


def kill_while_editing(folder: Path, *, after_edits: int) -> tuple[int, int]:
    """Edits that were made for sure when the process was killed, and the edit that was found afterwards."""
    process = subprocess.Popen([sys.executable, "-c", EDITOR, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as lines:
        for _ in range(after_edits):
            lines.readline()
        os.kill(process.pid, signal.SIGKILL)
        made = max([after_edits, *(int(line) for line in lines if line.strip())])
    process.wait()
    kept = ReviewFolder(folder).recall(CLIP)
    return made, int(kept.summary) if kept else 0


@pytest.mark.parametrize("after_edits", [1, 4, 9])
def test_a_kill_loses_the_last_edit_at_most(tmp_path, after_edits):
    made, kept = kill_while_editing(tmp_path, after_edits=after_edits)
    assert kept >= made - 1
    assert all(json.loads(path.read_text()) for path in tmp_path.glob("*.json"))
