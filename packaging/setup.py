r"""Set everything up, then run the studio or its checks. Needs nothing but Python 3.11 and its standard library.

    packaging/setup demo [--headless]   system libraries, Python environment, pose model; then the sample set
    packaging/setup test [pytest …]     the same with the developers' tools; then every check

On Windows: `py packaging\setup.py demo`.
"""

import argparse
import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
TOOLS = ROOT / "build" / "tools"

# Debian package → a library in it. The first table is what decoding and pose estimation load; the second is what Qt
# needs on top.
BASE_LIBRARIES: Mapping[str, str] = {
    "libgl1": "libGL.so.1",
    "libegl1": "libEGL.so.1",
    "libgles2": "libGLESv2.so.2",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxcb1": "libxcb.so.1",
}
WINDOW_LIBRARIES: Mapping[str, str] = {
    "libxkbcommon0": "libxkbcommon.so.0",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-xinerama0": "libxcb-xinerama.so.0",
    "libxcb-randr0": "libxcb-randr.so.0",
}
TEST_COMMANDS: Mapping[str, str] = {"xvfb": "Xvfb", "xdotool": "xdotool", "poppler-utils": "pdftoppm"}
TEST_FONT_PACKAGE = "fonts-dejavu-core"
SIDE_BY_SIDE = ("-n", "logical", "--maxprocesses", "4", "--dist", "worksteal")
"""Tests run in as many processes as there are cores; `-n 0` after them brings everything back into one."""


def main(arguments: Sequence[str]) -> int:
    """Do one of the two things and return its exit code."""
    parser = argparse.ArgumentParser(prog="packaging/setup", description="Set up Lockout Studio and run it.")
    parser.add_argument("what", choices=("demo", "test", "install"), help="demo, test, or install only")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="--headless for demo, pytest options for test")
    chosen = parser.parse_args(arguments)
    is_headless = "--headless" in chosen.rest
    is_test = chosen.what == "test"
    if chosen.what == "demo" and not is_headless and not _has_display():
        _say("There is no display here, so the sample set runs without a window.")
        is_headless = True
        chosen.rest.append("--headless")
    _install_system_packages(_missing_packages(is_headless=is_headless, is_test=is_test))
    _make_environment(_uv(), is_test=is_test)
    _run([_program("lockout"), "models", "fetch"])
    if is_test:
        return _run_checks(chosen.rest)
    if not is_headless:
        _register_links()
    if chosen.what == "demo":
        return subprocess.call([_program("lockout"), "demo", *chosen.rest], cwd=Path.cwd())
    _say(f"Ready: {_program('lockout')} gui")
    return 0


def _has_display() -> bool:
    is_x11_or_wayland = sys.platform.startswith("linux")
    return not is_x11_or_wayland or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _missing_packages(*, is_headless: bool, is_test: bool) -> list[str]:
    if not sys.platform.startswith("linux"):
        return []
    libraries = dict(BASE_LIBRARIES) if is_headless else {**BASE_LIBRARIES, **WINDOW_LIBRARIES}
    missing = [package for package, library in libraries.items() if not _loads(library)]
    if is_test:
        missing += [package for package, command in TEST_COMMANDS.items() if shutil.which(command) is None]
        if not any(Path("/usr/share/fonts").rglob("DejaVuSans.ttf")):
            missing.append(TEST_FONT_PACKAGE)
    return missing


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _install_system_packages(packages: list[str]) -> None:
    if not packages:
        return
    as_root = [] if os.geteuid() == 0 else ["sudo"]
    command = [*as_root, "apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None or (as_root and shutil.which("sudo") is None):
        _stop("System libraries are missing, and only apt-get can install them from here: " + " ".join(packages))
    _say("Installing system libraries: " + " ".join(packages))
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run([*as_root, "apt-get", "update", "-q"], environment=environment)
    _run(command, environment=environment)


def _uv() -> list[str]:
    """The command that runs uv; fetched into `build/tools` when the machine has none."""
    on_path = shutil.which("uv")
    if on_path:
        return [on_path]
    environment = {**os.environ, "PYTHONPATH": str(TOOLS)}
    own = [sys.executable, "-m", "uv"]
    if not (TOOLS / "uv").is_dir():
        _say("Fetching uv, which builds the Python environment")
        _ensure_pip()
        _run([sys.executable, "-m", "pip", "install", "--quiet", "--target", str(TOOLS), "uv"])
    os.environ.update(environment)
    return own


def _ensure_pip() -> None:
    if (
        subprocess.call(
            [sys.executable, "-m", "pip", "--version"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        == 0
    ):
        return
    if shutil.which("apt-get"):
        _install_system_packages(["python3-pip", "ca-certificates"])
        return
    _run([sys.executable, "-m", "ensurepip", "--user"])


def _make_environment(uv: Iterable[str], *, is_test: bool) -> None:
    _say("Building the Python environment in .venv")
    groups = ["--group", "dev"] if is_test else ["--no-dev"]
    environment = {**os.environ, "UV_PROJECT_ENVIRONMENT": str(VENV)}
    environment.pop("VIRTUAL_ENV", None)
    _run([*uv, "sync", "--locked", "--inexact", "--python", sys.executable, *groups], environment=environment)


def _register_links() -> None:
    """Let the system open the `lockout://` links of the reports in the studio; a system that cannot is left alone."""
    if os.name == "nt":
        import winreg

        place = r"Software\Classes\lockout"
        winreg.SetValue(winreg.HKEY_CURRENT_USER, place, winreg.REG_SZ, "URL:Lockout Studio")
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, place, 0, winreg.KEY_WRITE) as key:
            winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
        command = f'"{_program("lockout")}" open "%1"'
        winreg.SetValue(winreg.HKEY_CURRENT_USER, place + r"\shell\open\command", winreg.REG_SZ, command)
    elif sys.platform.startswith("linux") and shutil.which("xdg-mime"):
        data = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
        entry = data / "applications" / "lockout-studio-link.desktop"
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(link_entry(_program("lockout")), encoding="utf-8")
        subprocess.call(["xdg-mime", "default", entry.name, "x-scheme-handler/lockout"])


def link_entry(program: str) -> str:
    """The desktop entry that opens links; nothing that a menu shows, for a link has to be given."""
    quoted = program.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    lines = ("Type=Application", "Name=Lockout Studio", f'Exec="{quoted}" open %u', "NoDisplay=true", "Terminal=false")
    return "\n".join(("[Desktop Entry]", *lines, "MimeType=x-scheme-handler/lockout;", ""))


def _run_checks(rest: Sequence[str]) -> int:
    """Style, types, contracts, then the tests; stops at the first that fails."""
    for check in (
        [_program("ruff"), "check", "."],
        [_program("ruff"), "format", "--check", "."],
        [_program("mypy")],
        [_program("lint-imports")],
    ):
        code = subprocess.call(check, cwd=ROOT)
        if code:
            return code
    return subprocess.call([_program("python"), "-m", "pytest", *SIDE_BY_SIDE, *rest], cwd=ROOT)


def _program(name: str) -> str:
    folder = VENV / ("Scripts" if os.name == "nt" else "bin")
    return str(folder / (f"{name}.exe" if os.name == "nt" else name))


def _run(command: Sequence[str], *, environment: Mapping[str, str] | None = None) -> None:
    code = subprocess.call(command, cwd=ROOT, env=environment)
    if code:
        _stop(f"This step failed with code {code}: {' '.join(command)}", code=code)


def _say(text: str) -> None:
    print(f"[setup] {text}", flush=True)


def _stop(text: str, *, code: int = 5) -> None:
    print(f"[setup] {text}", file=sys.stderr, flush=True)
    raise SystemExit(code)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
