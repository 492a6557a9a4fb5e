"""Ctrl+C is heard, even where something swallowed its exception."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress

import pytest

from studio.cli.interrupts import listen, was_pressed
from studio.cli.progress import run_job
from studio.core.errors import Cancelled
from studio.services.jobs import JobContext


@pytest.fixture(autouse=True)
def listening() -> Iterator[None]:
    before = signal.getsignal(signal.SIGINT)
    listen()
    yield
    was_pressed()
    signal.signal(signal.SIGINT, before)


def _until_cancelled(context: JobContext) -> None:
    while True:
        context.checkpoint()


def test_a_press_that_something_swallowed_cancels_the_work() -> None:
    with suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
    with pytest.raises(Cancelled):
        run_job(_until_cancelled, title="waiting")


def test_a_press_counts_once() -> None:
    with pytest.raises(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)
    assert was_pressed()
    assert not was_pressed()
