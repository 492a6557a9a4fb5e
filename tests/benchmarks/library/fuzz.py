"""Mutated case files: nothing written outside, no crash, memory bounded.

python tests/benchmarks/library/fuzz.py [--examples 2000]
"""

import argparse
import sys
import tempfile
import time
import tracemalloc
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "library"))

from cases import HOSTILE, make_case, rezip
from test_cases import mutate, mutations, read_in_a_box, same

from studio.library import make_case_files


def main() -> int:
    """Fuzz and print; a violation raises."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=2000)
    asked = parser.parse_args()
    outcomes, peak = Counter[str](), [0]
    with tempfile.TemporaryDirectory() as folder:
        original = make_case(Path(folder))
        path = Path(folder) / "set.lockout"
        make_case_files().write(path, original)
        packed = path.read_bytes()
        hostile = [rezip(packed, HOSTILE[kind]) for kind in HOSTILE if "bomb" not in kind and "second" not in kind]

        @given(start=st.sampled_from([packed] * 3 + hostile), steps=mutations())
        @settings(max_examples=asked.examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
        def fuzz(start: bytes, steps: list[tuple[str, int, int]]) -> None:
            tracemalloc.reset_peak()
            case = read_in_a_box(mutate(start, steps))
            peak[0] = max(peak[0], tracemalloc.get_traced_memory()[1])
            if case is not None and start is packed:
                assert same(case, original)
            outcomes["read whole" if case is not None else "refused"] += 1

        tracemalloc.start()
        started = time.perf_counter()
        fuzz()
    print(f"{sum(outcomes.values())} mutated cases in {time.perf_counter() - started:.0f} s: {dict(outcomes)}")
    print(f"0 files written outside, 0 crashes; peak of Python memory {peak[0] / 2**20:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
