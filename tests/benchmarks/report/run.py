"""Times, sizes and sameness of reports, and every page as a picture to look at.

    python tests/benchmarks/report/run.py [--pages FOLDER] [--shared FOLDER]

Targets: 8 reps with stills in at most 2 s (first report of a process included), at most 3 MB, the same bytes for the
same review, a preview in less than 0.5 s. `--pages` also needs pdftoppm.
"""

import argparse
import statistics
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

from tests.benchmarks.report.variants import Variant, variants
from tests.report import builders

_MOST_S, _MOST_BYTES, _MOST_PREVIEW_S = 2.0, 3_000_000, 0.5


def timed(variant: Variant) -> tuple[bytes, float]:
    """The PDF and how long it took."""
    started_s = time.perf_counter()
    pdf = variant.render()
    return pdf, time.perf_counter() - started_s


def preview_s(variant: Variant) -> float:
    """Median time of three previews at 80 pixels per inch."""
    case, taken = variant.case, []
    for _ in range(3):
        started_s = time.perf_counter()
        builders.renderer().preview(
            case.analysis, case.review, case.exercise, case.frames, variant.request, pixels_per_inch=80.0
        )
        taken.append(time.perf_counter() - started_s)
    return statistics.median(taken)


def main() -> int:
    """Print one line per review; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pages", type=Path)
    parser.add_argument("--shared", type=Path)
    options = parser.parse_args()
    is_met = True
    print(f"{'review':<32} {'first':>8} {'again':>8} {'preview':>8} {'size':>9}  same bytes")
    for variant in variants(options.shared):
        pdf, first_s = timed(variant)
        again, again_s = timed(variant)
        seen_s = preview_s(variant)
        is_same = sha256(pdf).digest() == sha256(again).digest()
        is_met &= is_same and first_s <= _MOST_S and len(pdf) <= _MOST_BYTES and seen_s < _MOST_PREVIEW_S
        print(
            f"{variant.name:<32} {first_s:6.3f} s {again_s:6.3f} s {seen_s:6.3f} s {len(pdf) / 1000:6.0f} kB  {is_same}"
        )
        if options.pages:
            options.pages.mkdir(parents=True, exist_ok=True)
            file = options.pages / f"{variant.name}.pdf"
            file.write_bytes(pdf)
            subprocess.run(["pdftoppm", "-r", "80", "-png", str(file), str(file.with_suffix(""))], check=True)
    return 0 if is_met else 1


if __name__ == "__main__":
    sys.exit(main())
