"""Pose estimation on several threads with one result: fixed chunks, each with its own warm-up.

The only place beside `jobs` that starts threads. An analysis job owns the pool and closes it.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, TypeVar

from studio.core.frame import Frame
from studio.core.landmarks import PoseEstimate
from studio.core.ports import PoseEngine
from studio.services.looking import look_at

CHUNK_FRAMES = 40
_SHARES = 4  # the number of chunks is a multiple of it, so that the usual numbers of workers finish together
_POLL_S = 0.02

Seen = TypeVar("Seen")
Look = Callable[[Frame, PoseEstimate], Seen]


@dataclass(frozen=True, slots=True)
class Chunk:
    """Consecutive frames for one engine. The first `warm_up_count` frames only prepare it and give no result."""

    number: int
    frames: tuple[Frame, ...]
    warm_up_count: int


@dataclass(frozen=True, slots=True)
class ChunkResult(Generic[Seen]):
    """What was seen in the frames of a chunk, without its warm-up, in order."""

    number: int
    first_index: int
    seen: tuple[Seen, ...]


def chunk_length(frame_count: int) -> int:
    """Frames per chunk, at most `CHUNK_FRAMES`: all chunks of a clip are equally long, but for the last.

    Depends on the clip alone. With a fixed length the last chunk keeps one worker busy while the others are done.
    """
    rounds = -(-frame_count // (CHUNK_FRAMES * _SHARES))
    return max(-(-frame_count // max(rounds * _SHARES, 1)), 1)


def cut_chunks(frames: Iterator[Frame], *, warm_up_frames: int, chunk_frames: int = CHUNK_FRAMES) -> Iterator[Chunk]:
    """Cut a stream into chunks of a fixed size that repeat the last frames of the one before as warm-up.

    The cuts depend on frame numbers alone, never on the number of workers, so results do not either.
    """
    number = 0
    tail: list[Frame] = []
    fresh: list[Frame] = []
    for frame in frames:
        fresh.append(frame)
        if len(fresh) == chunk_frames:
            yield Chunk(number, (*tail, *fresh), len(tail))
            number += 1
            tail = fresh[len(fresh) - warm_up_frames :] if warm_up_frames else []
            fresh = []
    if fresh:
        yield Chunk(number, (*tail, *fresh), len(tail))


class EnginePool(Generic[Seen]):
    """Worker threads, each with a pose engine of its own.

    Use as a context manager: leaving it stops the workers at their next frame and waits for them.
    """

    def __init__(self, make_engine: Callable[[], PoseEngine], look: Look[Seen], *, workers: int) -> None:
        self._make_engine = make_engine
        self._look = look
        self._todo: queue.Queue[Chunk | None] = queue.Queue(maxsize=1)
        self._done: queue.Queue[ChunkResult[Seen] | Exception] = queue.Queue()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._work, name=f"pose-{n}") for n in range(max(workers, 1))]

    def __enter__(self) -> "EnginePool[Seen]":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def run(self, chunks: Iterator[Chunk], checkpoint: Callable[[], None]) -> Iterator[ChunkResult[Seen]]:
        """Hand out chunks and yield their results in order of the clip.

        Args:
            chunks: decoded on the caller's thread, just fast enough to keep the workers busy.
            checkpoint: called at least every 20 ms; what it raises ends the run.
        """
        waiting: dict[int, ChunkResult[Seen]] = {}
        next_number = 0
        sent = 0
        for chunk in chunks:
            while not self._offer(chunk):
                checkpoint()
                self._collect(waiting)
            sent += 1
            self._collect(waiting)
            while next_number in waiting:
                yield waiting.pop(next_number)
                next_number += 1
        while next_number < sent:
            checkpoint()
            self._collect(waiting, timeout_s=_POLL_S)
            while next_number in waiting:
                yield waiting.pop(next_number)
                next_number += 1

    def _offer(self, chunk: Chunk) -> bool:
        try:
            self._todo.put(chunk, timeout=_POLL_S)
        except queue.Full:
            return False
        return True

    def _collect(self, waiting: dict[int, ChunkResult[Seen]], timeout_s: float = 0.0) -> None:
        try:
            outcome = self._done.get(timeout=timeout_s) if timeout_s else self._done.get_nowait()
        except queue.Empty:
            return
        if isinstance(outcome, Exception):
            raise outcome
        waiting[outcome.number] = outcome

    def _work(self) -> None:
        try:
            with self._make_engine() as engine:
                while not self._stop.is_set():
                    try:
                        chunk = self._todo.get(timeout=_POLL_S)
                    except queue.Empty:
                        continue
                    if chunk is not None:
                        self._work_on(engine, chunk)
        except Exception as error:  # noqa: BLE001 -- handed to the job's thread, which raises it
            self._done.put(error)

    def _work_on(self, engine: PoseEngine, chunk: Chunk) -> None:
        engine.begin_chunk()
        seen: list[Seen] = []
        looks = look_at(chunk.frames, engine.estimate, always_count=chunk.warm_up_count)
        for position, (frame, estimate) in enumerate(looks):
            if self._stop.is_set():
                return
            if position >= chunk.warm_up_count:
                seen.append(self._look(frame, estimate))
        first_index = chunk.frames[chunk.warm_up_count].index
        self._done.put(ChunkResult(number=chunk.number, first_index=first_index, seen=tuple(seen)))
