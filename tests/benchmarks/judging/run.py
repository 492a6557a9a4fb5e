"""Judging a set of ten reps, and loading the knowledge base, each beside a bare baseline of the same run.

    python tests/benchmarks/judging/run.py [--rounds 50]

Judging: measures to findings (target ≤ 20 ms), and the whole way from a case to findings, causes, load and plan,
beside writing the result as JSON. Knowledge base: reading and checking it in one language (target ≤ 150 ms), beside
parsing the same files with nothing but `tomllib`.
"""

import argparse
import json
import statistics
import sys
import time
import tomllib
from collections.abc import Callable

from studio.assets import resources_dir
from studio.bootstrap import build_studio
from studio.exercises import load_knowledge
from studio.faults import judge, parse_measures
from studio.services.judge import judge_to_json

JUDGING_TARGET_MS = 20.0
KNOWLEDGE_TARGET_MS = 150.0

REPS = 10
PER_REP = {
    "HOE": 2.0, "LTR": 1.0, "BCD": 2.0, "SHIN": 9.0, "SKSLOPE": 1.0, "HEEL": 0.02, "GAZE": 38.0, "NECK": 12.0,
    "HIPBOT": 92.0, "ECC": 1.1, "BOT": 0.4, "CON": 0.9, "PEAKR": 1.9, "OVERSHOOT": 0.01, "PAUSE": 0.9, "BENCHC": 0.33,
    "BARU": 0.03, "BARROLL": 0.02, "BENCHSLIDE": 0.02, "BARPATH": 0.04, "ROM": 0.83, "MCV": 1.0, "KASR": 0.95,
    "OBL": 1.0,
}  # fmt: skip
CASE = {
    "measures": {
        "calibrated": True,
        **{name: [value * (1.0 + 0.01 * rep) for rep in range(REPS)] for name, value in PER_REP.items()},
        "BC0": 9, "STANCE": 0.9, "FPA": 10, "ASYM": 12,
    },
    "intake": {"screening_complete": True, "pain_max": 2, "rpe": 8, "brace": "no", "felt": ["low back"]},
}  # fmt: skip


def milliseconds(call: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Median and best time of some calls."""
    times_ms = []
    for _ in range(rounds):
        started_s = time.perf_counter()
        call()
        times_ms.append(1000.0 * (time.perf_counter() - started_s))
    return statistics.median(times_ms), min(times_ms)


def main() -> int:
    """Print every time with its baseline; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=50)
    rounds = parser.parse_args().rounds
    studio = build_studio()
    exercise = studio.exercise("hip-thrust-barbell")
    measures, context = parse_measures(CASE)
    result = judge_to_json(studio, CASE)
    place = resources_dir() / "knowledge"
    files = [*place.glob("*.toml"), *(place / "en").glob("*.toml")]
    timed = {
        "judging 10 reps": lambda: judge(exercise.faults, measures, context),
        "case to plan": lambda: judge_to_json(studio, CASE),
        "its result as JSON": lambda: json.dumps(result),
        "knowledge base": load_knowledge,
        "its files, tomllib": lambda: [tomllib.loads(path.read_text(encoding="utf-8")) for path in files],
    }
    medians_ms = {}
    for name, call in timed.items():
        medians_ms[name], best_ms = milliseconds(call, rounds)
        print(f"{name:<20} {medians_ms[name]:7.2f} ms  (best {best_ms:.2f})")
    judging, knowledge = medians_ms["judging 10 reps"], medians_ms["knowledge base"]
    print(f"judging: {judging:.1f} ms (target ≤ 20), {judging / medians_ms['its result as JSON']:.1f} × its JSON")
    print(f"knowledge: {knowledge:.1f} ms (target ≤ 150), {knowledge / medians_ms['its files, tomllib']:.2f} × tomllib")
    return 0 if judging <= JUDGING_TARGET_MS and knowledge <= KNOWLEDGE_TARGET_MS else 1


if __name__ == "__main__":
    sys.exit(main())
