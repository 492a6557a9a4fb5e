"""Start-up times beside a bare baseline of the same run.

    python tests/benchmarks/startup/run.py [--rounds 7]

Window: `lockout gui --exit-when-ready` against a bare PySide6 + pyqtgraph window that quits at its first idle moment
(target ≤ 2.5×). Command line: `lockout --help` against a bare Python (target ≤ 0.3 s more).
"""

import argparse
import os
import statistics
import subprocess
import sys
import time

_BARE_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
import pyqtgraph
app = QApplication(sys.argv)
window = QMainWindow()
window.setCentralWidget(pyqtgraph.PlotWidget())
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""


def seconds(command: list[str]) -> float:
    """Wall time of one run of a whole process."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    started_s = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started_s


def main() -> int:
    """Print both comparisons; exit code 1 when a target is missed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=7)
    rounds = parser.parse_args().rounds
    commands = {
        "bare window": [sys.executable, "-c", _BARE_WINDOW],
        "studio window": [sys.executable, "-m", "studio", "gui", "--exit-when-ready"],
        "bare Python": [sys.executable, "-c", "pass"],
        "lockout --help": [sys.executable, "-m", "studio", "--help"],
    }
    times_s: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times_s[name].append(seconds(command))
    medians_s = {name: statistics.median(values) for name, values in times_s.items()}
    for name, median_s in medians_s.items():
        print(f"{name:<16} {median_s:6.3f} s  (best {min(times_s[name]):.3f})")
    ratio = medians_s["studio window"] / medians_s["bare window"]
    more_s = medians_s["lockout --help"] - medians_s["bare Python"]
    print(f"window: {ratio:.2f} × a bare one (target ≤ 2.5)")
    print(f"--help: {more_s:.3f} s more than a bare Python (target ≤ 0.3)")
    return 0 if ratio <= 2.5 and more_s <= 0.3 else 1


if __name__ == "__main__":
    sys.exit(main())
