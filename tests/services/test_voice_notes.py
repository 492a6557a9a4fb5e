"""Voice notes are recorded, kept, played and dropped as the coach wants it; real encoder, device of nowhere."""

import time
from contextlib import AbstractContextManager

import numpy as np
import pytest

from studio.core.errors import MissingComponent, UnreadableInput, UsageError
from studio.core.frame import ClipInfo
from studio.core.sound import RATE_HZ, VoiceNote
from studio.core.time import FrameClock
from studio.services.clip_sound import LANE
from studio.services.jobs import JobRunner
from studio.services.voice_notes import VoiceNotes, VoiceProgress, VoiceState, level_of
from studio.services.voice_shelf import VoiceFolder
from studio.sound import MachineSound

CLIP = "5" * 64


class Speaker(MachineSound):
    """The real room without devices, but somebody hums into its microphone at 440 Hz."""

    def __init__(self) -> None:
        super().__init__(is_nowhere=True)
        self.heard: list[np.ndarray] = []
        self._place = 0

    def microphone(self, take) -> AbstractContextManager[None]:
        def hum(samples: np.ndarray) -> None:
            times_s = (self._place + np.arange(len(samples))) / RATE_HZ
            self._place += len(samples)
            take((9_000 * np.sin(2 * np.pi * 440.0 * times_s)).astype(np.int16)[:, None])

        return super().microphone(hum)

    def loudspeaker(self, fill) -> AbstractContextManager[float]:
        def tapped(count: int) -> np.ndarray:
            self.heard.append(fill(count))
            return self.heard[-1]

        return super().loudspeaker(tapped)


class Bench:
    """Voice notes of one clip, delivered on the test's thread."""

    def __init__(self, room: MachineSound, folder) -> None:
        self._calls: list = []
        self.runner = JobRunner(deliver=self._calls.append, lanes={LANE: 3})
        self.notes = VoiceNotes(lambda: room, self.runner)
        self.shelf = VoiceFolder(folder)
        self.recorded: list[VoiceNote] = []
        self.errors: list[Exception] = []
        self.states: list[VoiceState] = []
        self.progress: list[VoiceProgress] = []
        self.notes.recorded.subscribe(self.recorded.append)
        self.notes.failed.subscribe(self.errors.append)
        self.notes.changed.subscribe(self.states.append)
        self.notes.progressed.subscribe(self.progress.append)
        clock = FrameClock(np.arange(30) / 30)
        self.notes.open(ClipInfo(folder / "a.mp4", CLIP, clock, 64, 48), self.shelf)

    def wait(self, until) -> None:
        end_s = time.monotonic() + 8.0
        while not until() and time.monotonic() < end_s:
            time.sleep(0.005)
            while self._calls:
                self._calls.pop(0)()
        assert until()

    def record(self, seconds: float, time_s: float = 1.5, fault: str = "") -> VoiceNote:
        self.notes.record(time_s, fault)
        self.wait(lambda: bool(self.progress) and self.progress[-1].elapsed_s >= seconds)
        self.notes.stop()
        self.wait(lambda: self.notes.state is VoiceState.IDLE)
        self.progress.clear()
        return self.recorded[-1]


@pytest.fixture
def room() -> Speaker:
    return Speaker()


@pytest.fixture
def bench(room, tmp_path):
    bench = Bench(room, tmp_path)
    yield bench
    bench.notes.discard()
    assert bench.runner.shutdown()


def test_a_note_is_recorded_with_its_level_shown_and_kept(bench):
    bench.notes.record(1.5, "F-LUMBAR")
    bench.wait(lambda: bool(bench.progress) and bench.progress[-1].elapsed_s > 0.5)
    assert 0.7 < bench.progress[-1].level < 0.95
    bench.notes.stop()
    bench.wait(lambda: bool(bench.recorded) and bench.notes.state is VoiceState.IDLE)
    (note,) = bench.recorded
    assert (note.time_s, note.fault) == (1.5, "F-LUMBAR")
    assert 0.5 < note.duration_s < 3.0
    data = bench.shelf.get(CLIP, note.id)
    assert MachineSound().decode_note(data).duration_s == pytest.approx(note.duration_s, abs=0.001)
    assert bench.states == [VoiceState.RECORDING, VoiceState.KEEPING, VoiceState.IDLE]


def test_a_note_is_played_to_its_end(bench, room):
    note = bench.record(0.5)
    bench.notes.play(note)
    assert bench.notes.playing == note.id
    bench.wait(lambda: bench.notes.state is VoiceState.IDLE)
    sound = np.concatenate(room.heard)[:, 0].astype(float)
    loud_s = np.count_nonzero(np.convolve(np.abs(sound), np.ones(480) / 480, "same") > 1_000) / RATE_HZ
    assert loud_s == pytest.approx(note.duration_s, abs=0.1)
    assert bench.errors == []


def test_playing_can_be_stopped_and_another_note_takes_over(bench):
    first, second = bench.record(1.0, 1.0), bench.record(0.6, 2.0)
    bench.notes.play(first)
    bench.wait(lambda: bool(bench.progress))
    bench.notes.play(second)
    assert bench.notes.playing == second.id
    bench.notes.stop()
    bench.wait(lambda: bench.notes.state is VoiceState.IDLE)
    assert bench.notes.playing == ""


def test_a_recording_that_is_discarded_leaves_nothing(bench, tmp_path):
    bench.notes.record(1.0)
    bench.wait(lambda: bool(bench.progress))
    bench.notes.discard()
    bench.wait(lambda: not bench.runner.active)
    assert (bench.recorded, bench.notes.state) == ([], VoiceState.IDLE)
    assert not list(tmp_path.glob("*.ogg"))


def test_another_clip_drops_a_recording_that_still_runs(bench):
    bench.notes.record(1.0)
    bench.wait(lambda: bool(bench.progress))
    bench.notes.open(None, None)
    bench.wait(lambda: not bench.runner.active)
    assert bench.recorded == []
    bench.notes.record(1.0)
    assert bench.notes.state is VoiceState.IDLE


def test_a_slip_of_the_finger_is_no_note(bench):
    bench.notes.record(1.0)
    bench.notes.stop()
    bench.wait(lambda: bench.notes.state is VoiceState.IDLE)
    assert [type(error) for error in bench.errors] == [UsageError]


def test_while_one_note_is_recorded_nothing_else_begins(bench):
    bench.notes.record(1.0)
    bench.wait(lambda: bool(bench.progress))
    bench.notes.record(2.0)
    bench.notes.play(VoiceNote("a" * 64, 1.0, 1.0))
    assert bench.notes.state is VoiceState.RECORDING
    bench.wait(lambda: bench.progress[-1].elapsed_s > 0.4)
    bench.notes.stop()
    bench.wait(lambda: bool(bench.recorded))
    assert [note.time_s for note in bench.recorded] == [1.0]


def test_a_recording_that_is_not_here_is_told_in_one_sentence(bench):
    bench.notes.play(VoiceNote("a" * 64, 1.0, 1.0))
    bench.wait(lambda: bench.notes.state is VoiceState.IDLE)
    assert [type(error) for error in bench.errors] == [UnreadableInput]


class Deaf(MachineSound):
    """A machine without a microphone."""

    def microphone(self, take) -> AbstractContextManager[None]:
        raise MissingComponent("No microphone was found.", remedy="Plug one in.")


def test_without_a_microphone_one_sentence_says_so(tmp_path):
    bench = Bench(Deaf(), tmp_path)
    bench.notes.record(1.0)
    bench.wait(lambda: bench.notes.state is VoiceState.IDLE)
    assert [str(error) for error in bench.errors] == ["No microphone was found. Plug one in."]
    assert bench.runner.shutdown()


def test_the_window_closes_while_somebody_speaks(bench):
    bench.notes.record(1.0)
    bench.wait(lambda: bool(bench.progress))
    assert bench.runner.shutdown()


@pytest.mark.parametrize(
    ("amplitude", "low", "high"), [(0, 0.0, 0.0), (30, 0.0, 0.1), (3_000, 0.5, 0.7), (32_767, 0.9, 1.0)]
)
def test_the_level_goes_from_a_quiet_room_to_as_loud_as_can_be(amplitude, low, high):
    samples = (amplitude * np.sin(np.arange(4_800) / 20)).astype(np.int16)[:, None]
    assert low <= level_of(samples) <= high
    assert level_of(samples[:0]) == 0.0
