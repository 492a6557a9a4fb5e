"""Long work: one mechanism for the window and the command line.

Work is a plain function that takes a `JobContext`. It runs on a lane, reports, publishes partial results, and stops at
its next checkpoint when it is cancelled. The two faces differ by one argument, `deliver`: how to reach the thread on
which listeners want to be told.
"""

import itertools
import logging
import threading
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import Enum, unique
from math import nan
from typing import Any, Generic, TypeVar

from studio.core.errors import Cancelled, StudioError
from studio.core.events import Event

log = logging.getLogger(__name__)

Result = TypeVar("Result")
Deliver = Callable[[Callable[[], None]], None]

_REPORT_EVERY_S = 0.05
_LANES: Mapping[str, int] = {"analysis": 1, "io": 2, "frames": 1}


@unique
class JobState(Enum):
    """Where a job stands."""

    PENDING = "pending"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class JobProgress:
    """How far a job is.

    Attributes:
        fraction: 0…1.
        text: what it is doing, in a few words.
        remaining_s: estimated seconds left; NaN while there is nothing to estimate from.
    """

    fraction: float = 0.0
    text: str = ""
    remaining_s: float = nan


class Job(Generic[Result]):
    """A piece of work that was handed in.

    Attributes:
        progressed: told often, at most 20 times a second.
        published: told with each partial result.
        succeeded: told once with the result.
        failed: told once with the error.
        cancelled: told once when the work has stopped at the user's wish.
        finished: told once, last, however it ended.
    """

    def __init__(self, job_id: int, *, title: str, lane: str) -> None:
        self.id = job_id
        self.title = title
        self.lane = lane
        self.progressed: Event[JobProgress] = Event()
        self.published: Event[Any] = Event()
        self.succeeded: Event[Result] = Event()
        self.failed: Event[Exception] = Event()
        self.cancelled: Event[None] = Event()
        self.finished: Event[Job[Result]] = Event()
        self.state = JobState.PENDING
        self.progress = JobProgress()
        self.result: Result | None = None
        self.error: Exception | None = None
        self._stop = threading.Event()
        self._done = threading.Event()

    def cancel(self) -> None:
        """Ask the work to stop at its next checkpoint. Harmless when it has ended."""
        self._stop.set()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Block until the work has ended; False when the time ran out first. Never call it on the window's thread."""
        return self._done.wait(timeout_s)

    @property
    def is_cancel_requested(self) -> bool:
        """Whether somebody asked the work to stop."""
        return self._stop.is_set()

    def mark_done(self) -> None:
        """Let waiters go on; called by the runner."""
        self._done.set()


class JobContext:
    """What a piece of work may say and must ask while it runs."""

    def __init__(self, job: Job[Any], deliver: Deliver) -> None:
        self._job = job
        self._deliver = deliver
        self._started_s = time.monotonic()
        self._last_report_s = 0.0

    @property
    def is_cancelled(self) -> bool:
        """Whether the work should stop."""
        return self._job.is_cancel_requested

    def checkpoint(self) -> None:
        """Stop here if the user wants to. Call it at least every 100 ms.

        Raises:
            Cancelled: the user withdrew the work.
        """
        if self._job.is_cancel_requested:
            raise Cancelled

    def report(self, fraction: float, text: str = "") -> None:
        """Say how far the work is; a checkpoint as well. Reports that come too fast are dropped."""
        self.checkpoint()
        now_s = time.monotonic()
        if now_s - self._last_report_s < _REPORT_EVERY_S and fraction < 1.0:
            return
        self._last_report_s = now_s
        elapsed_s = now_s - self._started_s
        remaining_s = elapsed_s * (1.0 - fraction) / fraction if fraction > 0.02 else nan
        progress = JobProgress(fraction=fraction, text=text, remaining_s=remaining_s)
        self._job.progress = progress
        self._deliver(lambda: self._job.progressed.emit(progress))

    def publish(self, partial: object) -> None:
        """Show a partial result to whoever watches."""
        self._deliver(lambda: self._job.published.emit(partial))


def deliver_here(call: Callable[[], None]) -> None:
    """Tell listeners on the worker's own thread: right for the command line and for tests."""
    call()


def silent_context() -> JobContext:
    """A context for work that is called directly, without a runner: nobody listens, nobody cancels."""
    return JobContext(Job[None](0, title="", lane=""), deliver_here)


class JobRunner:
    """Runs jobs on lanes; each lane is a queue with a fixed number of threads."""

    def __init__(self, *, deliver: Deliver = deliver_here, lanes: Mapping[str, int] = _LANES) -> None:
        self._deliver = deliver
        self._pools = {
            name: ThreadPoolExecutor(max_workers=count, thread_name_prefix=f"lane-{name}")
            for name, count in lanes.items()
        }
        self._numbers = itertools.count(1)
        self._active: dict[int, Job[Any]] = {}
        self._lock = threading.Lock()

    @property
    def active(self) -> tuple[Job[Any], ...]:
        """Jobs that wait or run, oldest first."""
        with self._lock:
            return tuple(self._active.values())

    def submit(self, work: Callable[[JobContext], Result], *, title: str, lane: str = "io") -> Job[Result]:
        """Hand in work and return at once.

        Raises:
            ValueError: there is no such lane.
        """
        if lane not in self._pools:
            raise ValueError(f"no lane {lane!r}")
        job: Job[Result] = Job(next(self._numbers), title=title, lane=lane)
        with self._lock:
            self._active[job.id] = job
        self._pools[lane].submit(self._run, job, work)
        return job

    def shutdown(self, timeout_s: float = 5.0) -> bool:
        """Cancel everything and wait. False when some work ignored its checkpoints."""
        jobs = self.active
        for job in jobs:
            job.cancel()
        deadline_s = time.monotonic() + timeout_s
        has_stopped = all(job.wait(max(deadline_s - time.monotonic(), 0.0)) for job in jobs)
        for pool in self._pools.values():
            pool.shutdown(wait=has_stopped, cancel_futures=True)
        if not has_stopped:
            log.error("work ignored its checkpoints: %s", [job.title for job in self.active])
        return has_stopped

    def _run(self, job: Job[Result], work: Callable[[JobContext], Result]) -> None:
        context = JobContext(job, self._deliver)
        try:
            context.checkpoint()
            job.state = JobState.RUNNING
            result = work(context)
        except Cancelled:
            self._end(job, JobState.CANCELLED, lambda: job.cancelled.emit(None))
        except StudioError as error:
            self._fail(job, error)
        except Exception as error:
            log.exception("%s failed", job.title)
            self._fail(job, error)
        else:
            job.result = result
            self._end(job, JobState.SUCCEEDED, lambda: job.succeeded.emit(result))

    def _fail(self, job: Job[Any], error: Exception) -> None:
        job.error = error
        self._end(job, JobState.FAILED, lambda: job.failed.emit(error))

    def _end(self, job: Job[Any], state: JobState, tell: Callable[[], None]) -> None:
        job.state = state
        with self._lock:
            self._active.pop(job.id, None)

        def announce() -> None:
            tell()
            job.finished.emit(job)

        try:
            self._deliver(announce)
        finally:
            job.mark_done()
