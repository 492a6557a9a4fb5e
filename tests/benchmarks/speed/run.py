"""How long an analysis takes beside the loop that anybody would write first, and how much memory it needs.

    python tests/benchmarks/speed/run.py [--clip CLIP] [--rounds 3] [--workers 2] [--memory] [--json FILE]

Both are whole processes on the same clip with the same model, run alternately on an otherwise idle machine: their ratio
means more than their times. `--memory` also compares the peak memory of a 20-second clip with that of a 5-minute one,
made by repeating the clip's packets. Processor time is told too: on a busy machine it is the steadier figure.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import av
import psutil

from studio.pose import ModelStore

_CHECKOUT = Path(__file__).resolve().parents[3]
_NAIVE = Path(__file__).with_name("naive.py")
_POLL_S = 0.02
_LONG_S = 300.0
_RATIO_WANTED = 1.3
_MEMORY_RATIO_ALLOWED = 1.15


class Report(TypedDict, total=False):
    """What was measured."""

    clip: str
    workers: int
    naive_s: list[float]
    studio_s: list[float]
    naive_cpu_s: list[float]
    studio_cpu_s: list[float]
    ratio: float
    short_peak_mb: float
    long_peak_mb: float
    memory_ratio: float


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall time, processor time, peak resident memory."""

    wall_s: float
    cpu_s: float
    peak_bytes: int


def main() -> int:
    """Measure, print, and say by the exit code whether the targets are met."""
    options = _options()
    model = ModelStore.of_this_machine().require()
    report: Report = {"clip": options.clip.name, "workers": options.workers}
    with tempfile.TemporaryDirectory(prefix="lockout-speed-") as name:
        folder = Path(name)
        if options.rounds:
            _compare_speed(report, options, str(model.path), folder)
        if options.memory:
            _compare_memory(report, options, folder)
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    is_fast = report.get("ratio", _RATIO_WANTED) >= _RATIO_WANTED
    is_small = report.get("memory_ratio", 0.0) <= _MEMORY_RATIO_ALLOWED
    return 0 if is_fast and is_small else 1


def _options() -> argparse.Namespace:
    shared = Path(os.environ.get("LOCKOUT_SHARED", _CHECKOUT.parent / "shared"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clip", type=Path, default=shared / "synth" / "01_good_side.mp4")
    parser.add_argument("--rounds", type=int, default=3, help="0 skips the comparison of speed")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--memory", action="store_true", help="also compare peak memory, 20 s against 5 min")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


def _compare_speed(report: Report, options: argparse.Namespace, model: str, folder: Path) -> None:
    naive = [sys.executable, str(_NAIVE), str(options.clip), model]
    studio = _analysis(options.clip, folder / "result.json", options.workers)
    report["naive_s"], report["studio_s"], report["naive_cpu_s"], report["studio_cpu_s"] = [], [], [], []
    for number in range(options.rounds):
        pair = [("naive", naive), ("studio", studio)]
        for name, command in pair if number % 2 == 0 else reversed(pair):
            run = _run(command, folder)
            times, cpu_times = (report["naive_s"], report["naive_cpu_s"])
            if name == "studio":
                times, cpu_times = (report["studio_s"], report["studio_cpu_s"])
            times.append(round(run.wall_s, 2))
            cpu_times.append(round(run.cpu_s, 2))
            print(f"round {number + 1}: {name:6} {run.wall_s:6.2f} s, processor {run.cpu_s:6.2f} s", flush=True)
    report["ratio"] = round(statistics.median(report["naive_s"]) / statistics.median(report["studio_s"]), 3)
    print(f"the analysis is {report['ratio']:.2f} times as fast as the naive loop (wanted: {_RATIO_WANTED})")


def _compare_memory(report: Report, options: argparse.Namespace, folder: Path) -> None:
    long_clip = folder / "long.mp4"
    repeat_clip(options.clip, long_clip, duration_s=_LONG_S)
    short_bytes = _run(_analysis(options.clip, folder / "short.json", options.workers), folder).peak_bytes
    long_bytes = _run(_analysis(long_clip, folder / "long.json", options.workers), folder).peak_bytes
    report["short_peak_mb"], report["long_peak_mb"] = round(short_bytes / 1e6, 1), round(long_bytes / 1e6, 1)
    report["memory_ratio"] = round(long_bytes / short_bytes, 3)
    print(f"peak memory: {report['short_peak_mb']} MB for {options.clip.name}")
    print(f"peak memory: {report['long_peak_mb']} MB for five minutes of it")
    print(f"that is {report['memory_ratio']:.3f} times as much (allowed: {_MEMORY_RATIO_ALLOWED})")


def _analysis(clip: Path, result: Path, workers: int) -> list[str]:
    options = ["--no-cache", "--json", str(result), "--workers", str(workers)]
    return [sys.executable, "-m", "studio", "analyze", str(clip), *options]


def _run(command: Sequence[str], folder: Path) -> Run:
    """Run a process to its end and watch it."""
    own = {name: str(folder / name.lower()) for name in ("LOCKOUT_DATA_DIR", "LOCKOUT_CACHE_DIR", "LOCKOUT_CONFIG_DIR")}
    words = folder / "words.txt"
    cpu_s, peak_bytes = 0.0, 0
    with words.open("w") as sink:
        start_s = time.perf_counter()
        process = psutil.Popen(command, cwd=_CHECKOUT, env=os.environ | own, stdout=sink, stderr=subprocess.STDOUT)
        while process.poll() is None:
            try:
                with process.oneshot():
                    times = process.cpu_times()
                    cpu_s = times.user + times.system
                    peak_bytes = max(peak_bytes, process.memory_info().rss)
            except psutil.NoSuchProcess:
                break
            time.sleep(_POLL_S)
        process.wait()
        wall_s = time.perf_counter() - start_s
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{words.read_text()[-2000:]}")
    return Run(wall_s=wall_s, cpu_s=cpu_s, peak_bytes=peak_bytes)


def repeat_clip(source: Path, target: Path, *, duration_s: float) -> None:
    """Write a clip that shows another one again and again, without encoding anything anew."""
    with av.open(str(source)) as first:
        stream = first.streams.video[0]
        assert stream.duration is not None
        assert stream.time_base is not None
        length_s = float(stream.duration * stream.time_base)
    with av.open(str(target), "w") as output:
        written = None
        for number in range(max(round(duration_s / length_s), 1)):
            with av.open(str(source)) as part:
                stream = part.streams.video[0]
                written = output.add_stream_from_template(stream) if written is None else written
                shift = number * stream.duration
                for packet in part.demux(stream):
                    if packet.dts is None:
                        continue
                    packet.pts, packet.dts = packet.pts + shift, packet.dts + shift
                    packet.stream = written
                    output.mux(packet)


if __name__ == "__main__":
    sys.exit(main())
