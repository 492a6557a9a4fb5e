"""The state machine over the editing commands, in few runs; `tests/benchmarks/editing` does two thousand."""

from hypothesis import HealthCheck, settings

from tests.review.editing_machine import EditingMachine

TestEditing = EditingMachine.TestCase
TestEditing.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
