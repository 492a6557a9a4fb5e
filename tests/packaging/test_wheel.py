"""The built wheel, installed into a new environment, does what a checkout does."""

import subprocess
import sys
from pathlib import Path

import pytest

_ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.timeout(900)
def test_the_installed_wheel_analyses_the_sample_set():
    done = subprocess.run(
        [sys.executable, _ROOT / "packaging" / "smoke.py"], capture_output=True, text=True, check=False, cwd=_ROOT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "the installed wheel works" in done.stdout


def test_the_licence_table_is_of_today():
    done = subprocess.run(
        [sys.executable, "-c", "import licences; print(licences.table(), end='')"],
        capture_output=True,
        text=True,
        check=True,
        cwd=_ROOT / "packaging",
    )
    written = (_ROOT / "packaging" / "THIRD_PARTY.md").read_text(encoding="utf-8")
    assert written == done.stdout, "run: python packaging/licences.py"
