"""What the import contracts cannot see: what really lands in memory."""

import json
import subprocess
import sys

import pytest

_REPORT = "import json, sys; {statement}; print(json.dumps(sorted({{m.split('.')[0] for m in sys.modules}})))"
_QT = {"PySide6", "shiboken6", "pyqtgraph"}
_HEAVY = {"av", "cv2", "mediapipe", "miniaudio", "typst", "matplotlib", "sqlalchemy", "alembic", "ezc3d"}


def modules_after(statement: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", _REPORT.format(statement=statement)], capture_output=True, text=True, check=True
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "room", ["core", "signals", "reps", "faults", "coaching", "review", "exercise_api", "services"]
)
def test_a_room_below_the_adapters_loads_neither_qt_nor_a_heavy_library(room):
    loaded = modules_after(f"import studio.{room}")
    assert not loaded & (_QT | _HEAVY)


@pytest.mark.parametrize("room", ["core", "faults", "coaching", "review"])
def test_the_plainest_rooms_do_without_scipy(room):
    assert "scipy" not in modules_after(f"import studio.{room}")


@pytest.mark.parametrize("room", ["video", "sound", "pose", "tracking", "exercises", "report", "export"])
def test_an_adapter_loads_its_heavy_library_only_when_it_is_used(room):
    loaded = modules_after(f"import studio.{room}")
    assert not loaded & (_QT | _HEAVY)


def test_building_the_studio_loads_nothing_heavy():
    loaded = modules_after("import studio.bootstrap as b; b.build_studio()")
    assert not loaded & (_QT | _HEAVY | {"scipy"})


def test_help_loads_neither_qt_nor_numpy():
    statement = "import sys; sys.argv = ['lockout', '--help']; import studio.bootstrap as b; b.run_command_line()"
    loaded = modules_after(statement)
    assert not loaded & (_QT | _HEAVY | {"scipy", "numpy"})


def test_importing_a_room_changes_neither_environment_nor_warning_filters():
    statement = (
        "import os, warnings; e = dict(os.environ); w = list(warnings.filters); import studio.services, studio.cli; "
        "assert dict(os.environ) == e; assert len(w) <= len(warnings.filters)"
    )
    assert modules_after(statement)
