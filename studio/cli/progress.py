"""Runs a job from the command line: progress on a terminal, Ctrl+C cancels."""

import sys
from collections.abc import Callable
from functools import partial
from math import isfinite
from typing import TypeVar

from studio.cli.interrupts import was_pressed
from studio.core.errors import Cancelled
from studio.services.jobs import Job, JobContext, JobProgress, JobRunner, JobState
from studio.services.sentences import sentences_in

Result = TypeVar("Result")
_WAIT_S = 0.1


def run_job(work: Callable[[JobContext], Result], *, title: str, language: str = "en") -> Result:
    """Run work to its end and return its result.

    Args:
        work: what to do.
        title: what it is, for the log.
        language: in which progress is told.

    Raises:
        Cancelled: Ctrl+C was pressed.
        StudioError: whatever the work raised.
    """
    runner = JobRunner(lanes={"analysis": 1})
    try:
        job = runner.submit(work, title=title, lane="analysis")
        if sys.stderr.isatty():
            job.progressed.subscribe(partial(_show, sentences_in(language).tell))
        _wait(job)
        return _result_of(job)
    finally:
        runner.shutdown()


def _wait(job: "Job[Result]") -> None:
    try:
        is_withdrawn = False
        while not (is_withdrawn or job.wait(_WAIT_S)):
            is_withdrawn = was_pressed()
    except KeyboardInterrupt:
        is_withdrawn = True
    finally:
        if sys.stderr.isatty():
            sys.stderr.write("\r\x1b[K")
    if is_withdrawn:
        job.cancel()
        job.wait(5.0)
        raise Cancelled


def _result_of(job: "Job[Result]") -> Result:
    if job.state is JobState.CANCELLED:
        raise Cancelled
    if job.error is not None:
        raise job.error
    assert job.result is not None
    return job.result


def _show(tell: Callable[[str], str], progress: JobProgress) -> None:
    left = ", " + tell(f"{progress.remaining_s:.0f} s left") if isfinite(progress.remaining_s) else ""
    sys.stderr.write(f"\r\x1b[K{progress.fraction:4.0%} {tell(progress.text)}{left}")
    sys.stderr.flush()
