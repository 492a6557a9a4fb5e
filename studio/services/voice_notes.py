"""Recording and playing what the coach says about a clip."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, unique

import numpy as np

from studio.core.errors import Cancelled, UnreadableInput, UsageError
from studio.core.events import Event
from studio.core.frame import ClipInfo
from studio.core.sound import LONGEST_NOTE_S, RATE_HZ, SampleArray, Sound, SoundRoom, VoiceNote, VoiceShelf
from studio.services.clip_sound import LANE
from studio.services.jobs import Job, JobContext, JobRunner

SHORTEST_NOTE_S = 0.3
"""Nobody says anything in less; it was a slip of the finger."""

_TELL_EVERY_S = 0.05
_FULL_SCALE = 32768.0
_QUIETEST_DB = -54.0
"""What the level shows as nothing: a quiet room. Source: our default."""


@unique
class VoiceState(Enum):
    """What is going on."""

    IDLE = "idle"
    RECORDING = "recording"
    KEEPING = "keeping"
    PLAYING = "playing"


@dataclass(frozen=True, slots=True)
class VoiceProgress:
    """How far a recording or a note that plays is.

    Attributes:
        elapsed_s: seconds since it began.
        level: loudness, 0…1.
    """

    elapsed_s: float
    level: float


class VoiceNotes:
    """The voice notes of one window: at most one is recorded or played at a time.

    Attributes:
        changed: told when recording or playing begins and ends.
        progressed: told many times a second meanwhile.
        recorded: told with a new note, whose recording is kept by then.
        failed: told when there is no microphone, nothing to hear with, or a recording that cannot be used.
    """

    def __init__(self, make_room: Callable[[], SoundRoom], runner: JobRunner) -> None:
        self.changed: Event[VoiceState] = Event()
        self.progressed: Event[VoiceProgress] = Event()
        self.recorded: Event[VoiceNote] = Event()
        self.failed: Event[Exception] = Event()
        self._make_room = make_room
        self._runner = runner
        self._clip_sha256 = ""
        self._shelf: VoiceShelf | None = None
        self._state = VoiceState.IDLE
        self._job: Job[VoiceNote] | Job[None] | None = None
        self._stop = threading.Event()
        self._playing = ""

    @property
    def state(self) -> VoiceState:
        """What is going on."""
        return self._state

    @property
    def playing(self) -> str:
        """Id of the note that plays; empty when none does."""
        return self._playing if self._state is VoiceState.PLAYING else ""

    def open(self, info: ClipInfo | None, shelf: VoiceShelf | None) -> None:
        """Another clip, or none; a recording that still runs is dropped."""
        self.discard()
        self._clip_sha256, self._shelf = (info.sha256, shelf) if info is not None else ("", None)

    def record(self, time_s: float, fault: str = "") -> None:
        """Record a note for a moment, or about a finding. Does nothing while one is recorded."""
        shelf, clip_sha256 = self._shelf, self._clip_sha256
        if shelf is None or self._state in (VoiceState.RECORDING, VoiceState.KEEPING):
            return
        self.discard()
        stop = self._stop = threading.Event()

        def work(context: JobContext) -> VoiceNote:
            spoken = self._listen(context, stop)
            data = self._make_room().encode_note(spoken)
            context.checkpoint()
            return VoiceNote(shelf.put(clip_sha256, data), time_s, spoken.duration_s, fault)

        job = self._runner.submit(work, title="recording a voice note", lane=LANE)
        job.succeeded.subscribe(lambda note: self._on_recorded(job, note))
        self._begin(job, VoiceState.RECORDING)

    def stop(self) -> None:
        """End the recording and keep it, or end what plays."""
        self._stop.set()
        if self._state is VoiceState.RECORDING:
            self._enter(VoiceState.KEEPING)

    def discard(self) -> None:
        """End the recording and drop it, or end what plays."""
        if self._job is not None:
            self._job.cancel()
            self._stop.set()
            self._job = None
            self._enter(VoiceState.IDLE)

    def play(self, note: VoiceNote) -> None:
        """Let a note be heard from its beginning. Does nothing while one is recorded."""
        shelf, clip_sha256 = self._shelf, self._clip_sha256
        if shelf is None or self._state in (VoiceState.RECORDING, VoiceState.KEEPING):
            return
        self.discard()
        stop = self._stop = threading.Event()

        def work(context: JobContext) -> None:
            data = shelf.get(clip_sha256, note.id)
            if data is None:
                raise UnreadableInput(
                    "The recording of this voice note is not here.", remedy="Ask for the case again, with its notes."
                )
            self._speak(context, stop, self._make_room().decode_note(data))

        job = self._runner.submit(work, title="playing a voice note", lane=LANE)
        self._playing = note.id
        self._begin(job, VoiceState.PLAYING)

    def _begin(self, job: Job[VoiceNote] | Job[None], state: VoiceState) -> None:
        job.published.subscribe(lambda progress: self._on_progressed(job, progress))
        job.failed.subscribe(lambda error: self._on_failed(job, error))
        job.finished.subscribe(lambda _job: self._on_finished(job))
        self._job = job
        self._enter(state)

    def _listen(self, context: JobContext, stop: threading.Event) -> Sound:
        """What the microphone hears until somebody stops it, or the longest note is full."""
        pieces: list[SampleArray] = []
        with self._make_room().microphone(pieces.append):
            while not (stop.is_set() or context.is_cancelled) and _length_s(pieces) < LONGEST_NOTE_S:
                stop.wait(_TELL_EVERY_S)
                context.publish(VoiceProgress(_length_s(pieces), level_of(pieces[-1]) if pieces else 0.0))
        if context.is_cancelled:
            raise Cancelled
        if _length_s(pieces) < SHORTEST_NOTE_S:
            raise UsageError("That was too short for a voice note.", remedy="Press again, and speak until you stop it.")
        samples = np.concatenate(pieces)[: round(LONGEST_NOTE_S * RATE_HZ)]
        return Sound(0.0, samples)

    def _speak(self, context: JobContext, stop: threading.Event, sound: Sound) -> None:
        """Play a recording to its end, or until somebody stops it."""
        voice = _Voice(sound)
        with self._make_room().loudspeaker(voice.fill) as latency_s:
            end_s = sound.duration_s + latency_s
            while not (stop.is_set() or context.is_cancelled) and voice.place_s < end_s:
                stop.wait(_TELL_EVERY_S)
                context.publish(VoiceProgress(min(voice.place_s, sound.duration_s), voice.level))

    def _enter(self, state: VoiceState) -> None:
        if state is not self._state:
            self._state = state
            self.changed.emit(state)

    def _on_progressed(self, job: object, progress: VoiceProgress) -> None:
        if job is self._job:
            self.progressed.emit(progress)

    def _on_recorded(self, job: object, note: VoiceNote) -> None:
        if job is self._job:
            self.recorded.emit(note)

    def _on_failed(self, job: object, error: Exception) -> None:
        if job is self._job:
            self.failed.emit(error)

    def _on_finished(self, job: object) -> None:
        if job is self._job:
            self._job = None
            self._enter(VoiceState.IDLE)


class _Voice:
    """Hands a recording to the loudspeaker, the same in both ears."""

    def __init__(self, sound: Sound) -> None:
        self._samples = sound.samples
        self._place = 0
        self.level = 0.0

    @property
    def place_s(self) -> float:
        """How much was handed over."""
        return self._place / RATE_HZ

    def fill(self, count: int) -> SampleArray:
        """The next samples; silence after the end."""
        stretch = self._samples[self._place : self._place + count]
        self._place += count
        self.level = level_of(stretch)
        filled = np.zeros((count, 2), dtype=np.int16)
        filled[: len(stretch)] = stretch
        return filled


def level_of(samples: SampleArray) -> float:
    """Loudness from 0 (a quiet room) to 1 (as loud as can be stored), even steps for the ear."""
    if not len(samples):
        return 0.0
    rms = float(np.sqrt(np.mean(np.square(samples.astype(np.float64))))) / _FULL_SCALE
    decibel = 20.0 * np.log10(max(rms, 1e-6))
    return float(min(max(1.0 - decibel / _QUIETEST_DB, 0.0), 1.0))


def _length_s(pieces: list[SampleArray]) -> float:
    return sum(map(len, pieces)) / RATE_HZ
