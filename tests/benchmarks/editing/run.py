"""Random editing in two thousand runs, and a hundred kills while editing.

python tests/benchmarks/editing/run.py [--runs 2000] [--kills 100]
"""

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.review.editing_machine import EditingMachine
from tests.services.test_autosave import kill_while_editing


def main() -> None:
    """Run both and print what was found."""
    options = _options()
    begin_s = time.perf_counter()
    run_state_machine_as_test(
        EditingMachine,
        settings=settings(
            max_examples=options.runs,
            stateful_step_count=50,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(f"{options.runs} runs of random editing: all invariants held, {time.perf_counter() - begin_s:.0f} s")
    draw, lost = random.Random(1), []
    for _ in range(options.kills):
        with tempfile.TemporaryDirectory() as folder:
            made, kept = kill_while_editing(Path(folder), after_edits=draw.randrange(1, 12))
            lost.append(made - kept)
    print(f"{options.kills} kills while editing, 30 ms an edit: at most {max(lost, default=0)} edit lost, ", end="")
    print(f"none in {sum(one <= 0 for one in lost)}")
    sys.exit(1 if max(lost, default=0) > 1 else 0)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=100)
    return parser.parse_args()


if __name__ == "__main__":
    main()
