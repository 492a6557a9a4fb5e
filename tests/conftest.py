"""What every test may use, and what no test may leave behind."""

import logging
import os
import re
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_CHECKOUT = Path(__file__).resolve().parents[1]
_SHARED_ABSENT = "the shared clips are not beside this checkout"
_ALLOWED_SKIPS = os.environ.get("LOCKOUT_ALLOWED_SKIPS", re.escape(_SHARED_ABSENT))
_THREAD_GRACE_S = 2.0
_LASTING_THREADS = re.compile(r"MainThread|pytest_timeout|Dummy-|QThread|asyncio_")


settings.register_profile("dev", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.register_profile("thorough", parent=settings.get_profile("dev"), max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev"))


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder with rendered and real clips beside the checkout; skips where it is absent."""
    folder = Path(os.environ.get("LOCKOUT_SHARED", _CHECKOUT.parent / "shared"))
    if not (folder / "synth").is_dir():
        pytest.skip(_SHARED_ABSENT)
    return folder


@pytest.fixture(autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep every test out of the user's own data, settings and scrub caches; the model cache stays shared."""
    home = tmp_path_factory.mktemp("home")
    for name in ("data", "config", "cache"):
        monkeypatch.setenv(f"LOCKOUT_{name.upper()}_DIR", str(home / name))


@pytest.fixture(autouse=True)
def leaves_no_thread() -> Iterator[None]:
    """Fail a test that leaves a thread running."""
    before = set(threading.enumerate())
    yield
    deadline_s = time.monotonic() + _THREAD_GRACE_S
    while (left := _new_threads(before)) and time.monotonic() < deadline_s:
        left[0].join(timeout=0.05)
    assert not left, f"left running: {[thread.name for thread in left]}"


@pytest.fixture(autouse=True)
def no_unexpected_warnings_in_the_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test during which the studio logs a warning or worse, unless it is marked `logs("pattern")`."""
    records: list[logging.LogRecord] = []
    handler = logging.Handler(level=logging.WARNING)
    handler.emit = records.append  # type: ignore[method-assign]
    logger = logging.getLogger("studio")
    logger.addHandler(handler)
    yield
    logger.removeHandler(handler)
    patterns = [mark.args[0] for mark in request.node.iter_markers("logs")]
    messages = [record.getMessage() for record in records]
    unexpected = [text for text in messages if not any(re.search(pattern, text) for pattern in patterns)]
    assert not unexpected, f"unexpected log lines: {unexpected}"
    absent = [pattern for pattern in patterns if not any(re.search(pattern, text) for text in messages)]
    assert not absent, f"log lines that never came: {absent}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name skips that nobody expects; `pytest_sessionfinish` fails the run for them."""
    for reason in _unexpected_skips(terminalreporter):
        terminalreporter.write_line(f"unexpected skip: {reason}", red=True)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """An unexpected skip is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if session.exitstatus == pytest.ExitCode.OK and reporter is not None and _unexpected_skips(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _new_threads(before: set[threading.Thread]) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before and thread.is_alive() and not _LASTING_THREADS.search(thread.name)
    ]


def _unexpected_skips(reporter: pytest.TerminalReporter) -> list[str]:
    reasons = [
        report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        for report in reporter.stats.get("skipped", [])
    ]
    return [reason for reason in reasons if not re.search(_ALLOWED_SKIPS, reason)]
