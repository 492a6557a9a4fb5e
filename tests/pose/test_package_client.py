"""Files come out of a package through the user's own client and settings; here: a folder of wheels, and no index."""

import base64
import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

from studio.core.errors import Cancelled
from studio.pose import package_client
from studio.pose.package_client import Client, fetch_from_package, installed_clients


def quiet(_share: float, _what: str) -> None:
    pass


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one wheel, which the clients are told to use instead of any index."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    write_wheel(folder, {"tinymodel/weights.bin": b"weights", "tinymodel/__init__.py": b""})
    for name in ("PIP_NO_INDEX", "UV_NO_INDEX"):
        monkeypatch.setenv(name, "1")
    for name in ("PIP_FIND_LINKS", "UV_FIND_LINKS"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setenv("UV_CACHE_DIR", str(tmp_path / "uv"))
    return folder


def write_wheel(folder: Path, files: dict[str, bytes]) -> None:
    info = "tinymodel-1.0.dist-info"
    files = files | {
        f"{info}/METADATA": b"Metadata-Version: 2.1\nName: tinymodel\nVersion: 1.0\n",
        f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = "".join(f"{name},sha256={_digest(content)},{len(content)}\n" for name, content in files.items())
    with zipfile.ZipFile(folder / "tinymodel-1.0-py3-none-any.whl", "w") as wheel:
        for name, content in files.items():
            wheel.writestr(name, content)
        wheel.writestr(f"{info}/RECORD", record + f"{info}/RECORD,,\n")


def _digest(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def test_there_is_a_client_on_this_machine() -> None:
    assert list(installed_clients())


def test_files_come_out_of_the_package(wheels: Path) -> None:
    assert fetch_from_package("tinymodel==1.0", ("tinymodel/weights.bin",), quiet) == {
        "tinymodel/weights.bin": b"weights"
    }


@pytest.mark.parametrize("client", list(installed_clients()), ids=lambda client: client.name)
def test_every_client_of_this_machine_works(wheels: Path, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_client, "installed_clients", lambda: iter([client]))
    files = fetch_from_package("tinymodel==1.0", ("tinymodel/weights.bin",), quiet)
    assert files["tinymodel/weights.bin"] == b"weights"


def test_a_package_that_does_not_exist_is_named_in_the_complaint(wheels: Path) -> None:
    with pytest.raises(LookupError, match="tinymodel"):
        fetch_from_package("tinymodel==2.0", ("tinymodel/weights.bin",), quiet)


def test_a_package_without_the_file_is_no_use(wheels: Path) -> None:
    with pytest.raises(LookupError, match="lacks"):
        fetch_from_package("tinymodel==1.0", ("tinymodel/other.bin",), quiet)


def test_without_any_client_the_complaint_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_client, "installed_clients", lambda: iter(()))
    with pytest.raises(LookupError, match="neither pip nor uv"):
        fetch_from_package("tinymodel==1.0", ("tinymodel/weights.bin",), quiet)


def test_a_client_that_cannot_be_started_is_passed_over(
    wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = Client("broken", (str(tmp_path / "no-such-program"),), unpacks=False)
    working = next(installed_clients())
    monkeypatch.setattr(package_client, "installed_clients", lambda: iter([broken, working]))
    assert fetch_from_package("tinymodel==1.0", ("tinymodel/weights.bin",), quiet)


def test_withdrawing_stops_the_client(wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    endless = tmp_path / "endless.py"
    endless.write_text("import time\ntime.sleep(60)\n")
    client = Client("endless", (sys.executable, str(endless)), unpacks=False)
    monkeypatch.setattr(package_client, "installed_clients", lambda: iter([client]))

    def withdraw(_share: float, _what: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        fetch_from_package("tinymodel==1.0", ("tinymodel/weights.bin",), withdraw)
