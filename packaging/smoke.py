"""Prove that a built wheel works: install it into a new environment and use it as a user would.

    python packaging/smoke.py [WHEEL]     builds the wheel first when none is given

Exit code 0 when the installed studio finds its resources, plugins and knowledge, and analyses the sample set to a PDF.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """Build, install, use."""
    with tempfile.TemporaryDirectory(prefix="lockout-smoke-") as name:
        folder = Path(name)
        wheel = Path(arguments[0]) if arguments else _build(folder)
        lockout = _install(wheel, folder / "venv")
        _use(lockout, folder)
    return 0


def _build(folder: Path) -> Path:
    _run([*_uv(), "build", "--out-dir", str(folder / "dist"), str(ROOT)])
    assert list((folder / "dist").glob("*.tar.gz")), "no sdist was built"
    return next((folder / "dist").glob("*.whl"))


def _install(wheel: Path, environment: Path) -> Path:
    """Install with the locked versions, so that the smoke test does not depend on the day."""
    constraints = environment.parent / "constraints.txt"
    exported = _run([*_uv(), "export", "--locked", "--no-dev", "--no-emit-project", "--no-hashes", "--quiet"], cwd=ROOT)
    constraints.write_text(exported, encoding="utf-8")
    overrides = environment.parent / "overrides.txt"
    overrides.write_text("opencv-contrib-python ; sys_platform == 'never'\n", encoding="utf-8")
    _run([*_uv(), "venv", "--quiet", "--python", sys.executable, str(environment)])
    programs = environment / ("Scripts" if os.name == "nt" else "bin")
    python = programs / ("python.exe" if os.name == "nt" else "python")
    install = [*_uv(), "pip", "install", "--quiet", "--python", str(python), "--constraint", str(constraints)]
    _run([*install, "--override", str(overrides), str(wheel)])
    return programs / ("lockout.exe" if os.name == "nt" else "lockout")


def _use(lockout: Path, folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    exercises = _run([str(lockout), "exercises", "list"], cwd=elsewhere)
    assert "hip-thrust-barbell" in exercises, exercises
    assert "broken" not in exercises, exercises
    _run([str(lockout), "models", "fetch"], cwd=elsewhere)
    doctor = json.loads(_run([str(lockout), "doctor", "--json"], cwd=elsewhere))
    assert Path(doctor["pose_model"]["path"]).is_file(), doctor["pose_model"]
    _run([str(lockout), "demo", "--headless", "--report", "sample.pdf"], cwd=elsewhere)
    assert (elsewhere / "sample.pdf").read_bytes().startswith(b"%PDF-"), "no PDF"
    print("the installed wheel works")


def _uv() -> list[str]:
    on_path = shutil.which("uv")
    return [on_path] if on_path else [sys.executable, "-m", "uv"]


def _run(command: list[str], *, cwd: Path | None = None) -> str:
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.stderr.write(done.stdout + done.stderr)
        raise SystemExit(done.returncode)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
