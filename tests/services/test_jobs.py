"""Jobs: states, progress, partial results, cancellation and failure."""

import threading
import time

import pytest

from studio.core.errors import UnreadableInput
from studio.services.jobs import JobContext, JobProgress, JobRunner, JobState


@pytest.fixture
def runner():
    runner = JobRunner(lanes={"io": 2, "analysis": 1})
    yield runner
    assert runner.shutdown()


def test_a_job_succeeds_with_its_result(runner):
    told = []
    gate = threading.Event()
    job = runner.submit(lambda _context: gate.wait(5) and 42, title="answer")
    job.succeeded.subscribe(told.append)
    gate.set()
    assert job.wait(5)
    assert (job.state, job.result, told) == (JobState.SUCCEEDED, 42, [42])


def test_a_studio_error_fails_the_job_without_a_traceback_in_the_log(runner):
    def work(_context):
        raise UnreadableInput("The clip is empty.", remedy="Copy it again.")

    job = runner.submit(work, title="open")
    assert job.wait(5)
    assert job.state is JobState.FAILED
    assert isinstance(job.error, UnreadableInput)


@pytest.mark.logs("broken failed")
def test_a_programming_mistake_fails_the_job_and_is_logged(runner):
    job = runner.submit(lambda _context: 1 / 0, title="broken")
    assert job.wait(5)
    assert isinstance(job.error, ZeroDivisionError)


def test_cancelling_is_not_a_failure_and_takes_under_a_fifth_of_a_second(runner):
    started = threading.Event()
    events = []

    def work(context: JobContext):
        started.set()
        while True:
            context.checkpoint()
            time.sleep(0.005)

    job = runner.submit(work, title="endless")
    job.cancelled.subscribe(lambda _: events.append("cancelled"))
    job.failed.subscribe(lambda _: events.append("failed"))
    assert started.wait(5)
    asked_s = time.monotonic()
    job.cancel()
    assert job.wait(5)
    assert time.monotonic() - asked_s < 0.2
    assert (job.state, events, job.error) == (JobState.CANCELLED, ["cancelled"], None)


def test_a_job_cancelled_while_it_waits_never_runs(runner):
    gate = threading.Event()
    blocker = runner.submit(lambda _context: gate.wait(5), title="first", lane="analysis")
    ran = []
    waiting = runner.submit(lambda _context: ran.append(1), title="second", lane="analysis")
    waiting.cancel()
    gate.set()
    assert blocker.wait(5)
    assert waiting.wait(5)
    assert (waiting.state, ran) == (JobState.CANCELLED, [])


def test_partial_results_and_progress_arrive_in_order(runner):
    gate = threading.Event()
    seen: list[object] = []

    def work(context: JobContext):
        gate.wait(5)
        context.report(0.5, "half")
        context.publish("part")
        context.report(1.0, "whole")

    job = runner.submit(work, title="grow")
    job.progressed.subscribe(lambda progress: seen.append(progress.fraction))
    job.published.subscribe(seen.append)
    gate.set()
    assert job.wait(5)
    assert seen == [0.5, "part", 1.0]


def test_time_left_is_estimated_from_what_has_passed(runner):
    seen: list[JobProgress] = []
    gate = threading.Event()

    def work(context: JobContext):
        gate.wait(5)
        time.sleep(0.06)
        context.report(0.5, "half")

    job = runner.submit(work, title="half")
    job.progressed.subscribe(seen.append)
    gate.set()
    assert job.wait(5)
    assert seen[0].remaining_s == pytest.approx(0.06, rel=5)


def test_a_lane_runs_one_job_after_another(runner):
    order = []
    jobs = [runner.submit(lambda _context, n=n: order.append(n), title=str(n), lane="analysis") for n in range(5)]
    assert all(job.wait(5) for job in jobs)
    assert order == [0, 1, 2, 3, 4]


def test_an_unknown_lane_is_a_programming_mistake(runner):
    with pytest.raises(ValueError, match="no lane"):
        runner.submit(lambda _context: None, title="lost", lane="fast")


@pytest.mark.logs("ignored its checkpoints")
def test_shutting_down_reports_work_that_ignores_its_checkpoints():
    runner = JobRunner(lanes={"io": 1})
    gate = threading.Event()
    job = runner.submit(lambda _context: gate.wait(5), title="deaf")
    while job.state is JobState.PENDING:
        time.sleep(0.005)
    assert not runner.shutdown(timeout_s=0.1)
    gate.set()
    assert job.wait(5)
