"""The small copy that an analysis writes on the way must never be a reason to stop."""

from types import SimpleNamespace

import pytest

from studio.core.errors import CannotWrite
from studio.services.scrub_copy import ScrubCopy


class Disk:
    """Takes so many frames, then is full; knows what became of the copy."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.frames: list[object] = []
        self.state = "open"

    def add(self, frame: object) -> None:
        assert self.state == "open"
        self._write()
        self.frames.append(frame)

    def commit(self) -> None:
        assert self.state == "open"
        self._write()
        self.state = "finished"

    def discard(self) -> None:
        if self.state == "open":
            self.state = "thrown away"

    def _write(self) -> None:
        if len(self.frames) >= self.room:
            self.discard()
            raise CannotWrite("The disk is full.", remedy="Free some space.")


def copy_onto(disk: Disk | None, *, reader: object = None) -> ScrubCopy:
    def start(_info: object) -> Disk:
        if disk is None:
            raise CannotWrite("The folder is read-only.", remedy="Choose another.")
        return disk

    video = SimpleNamespace(scrub_reader=lambda _info: reader, scrub_writer=start)
    return ScrubCopy(SimpleNamespace(video=video), info=None)


def write_all(copy: ScrubCopy, count: int = 5) -> None:
    for number in range(count):
        copy.add(number)
    copy.finish()
    copy.close()


def test_a_copy_with_room_holds_every_frame():
    disk = Disk(room=10)
    write_all(copy_onto(disk))
    assert disk.frames == [0, 1, 2, 3, 4]
    assert disk.state == "finished"


@pytest.mark.logs("no scrub cache: The disk is full")
@pytest.mark.parametrize("room", [0, 3, 5])
def test_a_disk_that_fills_up_ends_the_copy_and_nothing_else(room):
    disk = Disk(room=room)
    write_all(copy_onto(disk))
    assert disk.state == "thrown away"
    assert disk.frames == list(range(room))


@pytest.mark.logs("no scrub cache: The folder is read-only")
def test_a_copy_that_cannot_begin_is_done_without():
    write_all(copy_onto(None))


def test_a_copy_that_exists_is_not_written_again():
    closed = []
    disk = Disk(room=10)
    write_all(copy_onto(disk, reader=SimpleNamespace(close=lambda: closed.append(True))))
    assert closed == [True]
    assert disk.frames == []


def test_an_unfinished_copy_is_thrown_away():
    disk = Disk(room=10)
    copy = copy_onto(disk)
    copy.add(0)
    copy.close()
    assert disk.state == "thrown away"
