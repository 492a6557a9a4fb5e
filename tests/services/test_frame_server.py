"""Frames on their way to the screen: the newest wish, the right size, and work ahead while nobody waits."""

import threading
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from studio.core.errors import UnreadableInput
from studio.core.frame import ClipInfo, Frame
from studio.core.time import FrameClock
from studio.services import frame_server
from studio.services.frame_server import FrameServer
from studio.services.jobs import JobRunner

FRAMES = 50


class Source:
    """Tells what it was asked; reads ahead in small pieces until `is_all_ready` or somebody waits."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, bool]] = []
        self.peeked: list[int] = []
        self.ahead_count = 0
        self.is_closed = False
        self.is_gone = False
        self.is_all_ready = threading.Event()

    def read_promptly(self, index, *, is_overtaken, on_glimpse=None, may_be_small=False):
        del is_overtaken, on_glimpse
        self.asked.append((index, may_be_small))
        return Frame(index, index / 30, np.zeros((4, 4, 3), dtype=np.uint8))

    def read_at_hand(self, index):
        self.peeked.append(index)
        return None if index == 13 else Frame(index, index / 30, np.zeros((2, 2, 3), dtype=np.uint8))

    def read_ahead(self, *, is_overtaken) -> bool:
        if self.is_gone:
            raise UnreadableInput("The clip is gone.", remedy="Open it again.")
        while not self.is_all_ready.wait(0.001):
            self.ahead_count += 1
            if is_overtaken():
                return True
        return False

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def stage():
    clip, copy = Source(), Source()
    copy.is_all_ready.set()
    library = SimpleNamespace(open=lambda _path: clip, scrub_reader=lambda _info: None)
    runner = JobRunner()
    server = FrameServer(library, runner)
    arrived: list[int] = []
    news = threading.Condition()

    def note(frame: Frame) -> None:
        with news:
            arrived.append(frame.index)
            news.notify_all()

    def wait_for(index: int) -> None:
        with news:
            assert news.wait_for(lambda: index in arrived, timeout=10.0)

    def wait_for_ahead() -> None:
        before, deadline_s = clip.ahead_count, time.monotonic() + 10.0
        while clip.ahead_count == before:
            assert time.monotonic() < deadline_s
            time.sleep(0.002)

    server.arrived.subscribe(note)
    yield SimpleNamespace(
        clip=clip,
        copy=copy,
        library=library,
        server=server,
        runner=runner,
        wait_for=wait_for,
        wait_for_ahead=wait_for_ahead,
        arrived=arrived,
    )
    assert runner.shutdown()
    server.close()
    assert clip.is_closed or not clip.asked


def info() -> ClipInfo:
    clock = FrameClock(np.arange(FRAMES) / 30.0)
    return ClipInfo(path=Path("a.mp4"), sha256="1" * 64, clock=clock, width_px=4, height_px=4)


def test_a_wish_is_met_while_the_server_reads_ahead(stage):
    stage.server.open(info())
    stage.server.request(3)
    stage.wait_for(3)
    for index in (7, 30, 8):
        stage.wait_for_ahead()
        stage.server.request(index)
        stage.wait_for(index)
    assert stage.clip.asked == [(3, True), (7, True), (30, True), (8, True)]


def test_who_plays_is_not_slowed_by_reading_ahead(stage, monkeypatch):
    monkeypatch.setattr(frame_server, "_MOMENT_S", 5.0)
    stage.server.open(info())
    for index in range(20):
        stage.server.request(index)
        stage.wait_for(index)
    assert stage.clip.ahead_count == 0
    assert len(stage.runner.active) == 1
    monkeypatch.setattr(frame_server, "_MOMENT_S", 0.0)
    stage.server.open(None)


def test_one_open_clip_serves_small_and_sharp_frames_where_there_is_no_cache(stage):
    opened = []
    stage.library.open = lambda path: opened.append(path) or stage.clip
    stage.server.open(info())
    stage.server.request(3)
    stage.wait_for(3)
    stage.server.request(4, is_sharp=True)
    stage.wait_for(4)
    assert stage.clip.asked == [(3, True), (4, False)]
    assert len(opened) == 1


def test_with_a_cache_sharp_frames_come_from_the_clip(stage):
    stage.library.scrub_reader = lambda _info: stage.copy
    stage.server.open(info())
    stage.server.request(3)
    stage.wait_for(3)
    stage.server.request(4, is_sharp=True)
    stage.wait_for(4)
    assert (stage.copy.asked, stage.clip.asked) == ([(3, True)], [(4, False)])


def test_the_clip_is_let_go_while_the_server_reads_ahead(stage):
    stage.server.open(info())
    stage.server.request(3)
    stage.wait_for(3)
    stage.server.open(None)
    for job in stage.runner.active:
        assert job.wait(10.0)
    assert stage.clip.is_closed


def test_what_fails_ahead_is_told_only_to_whoever_wishes_for_it(stage):
    failures = []
    stage.server.failed.subscribe(failures.append)
    stage.clip.is_gone = True
    stage.server.open(info())
    stage.server.request(3)
    stage.wait_for(3)
    for job in stage.runner.active:
        assert job.wait(10.0)
    assert failures == []


def test_a_peek_gives_what_is_at_hand_and_leaves_the_picture_alone(stage):
    answers: dict[int, bool] = {}
    is_answered = threading.Event()

    def note(peek) -> None:
        answers[peek.index] = peek.frame is not None
        is_answered.set()

    stage.server.peeked.subscribe(note)
    stage.server.open(info())
    stage.server.request(3)
    stage.wait_for(3)
    for index in (9, 13):
        is_answered.clear()
        stage.server.peek(index)
        assert is_answered.wait(10.0)
    assert answers == {9: True, 13: False}
    assert stage.arrived == [3]
    stage.server.open(None)
    stage.server.peek(5)
    for job in stage.runner.active:
        assert job.wait(10.0)
    assert stage.clip.peeked == [9, 13]
