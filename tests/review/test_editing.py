"""The state machine over the editing commands, in few runs; `tests/benchmarks/editing` does two thousand."""

import importlib.util
from pathlib import Path

from hypothesis import HealthCheck, settings

_PATH = Path(__file__).with_name("editing_machine.py")
_SPEC = importlib.util.spec_from_file_location("editing_machine", _PATH)
assert _SPEC is not None
assert _SPEC.loader is not None
_MACHINE = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_MACHINE)

TestEditing = _MACHINE.EditingMachine.TestCase
TestEditing.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
